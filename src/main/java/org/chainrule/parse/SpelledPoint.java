package org.chainrule.parse;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chainrule.parse.SpelledLine.Piece;
import org.chainrule.source.Problem;

/**
 * The point at which a claim of homework speaks of its quantity: {@code df/dx|_{x=-2}}, {@code
 * df/dx at x = -2}, {@code f(3, 2)}. Where it is the point that the sheet gives, it says nothing
 * new; another one is asked back.
 */
final class SpelledPoint {
  private static final Set<String> AT =
      Set.of(
          "at",
          "when",
          "for",
          "where",
          "with",
          "if",
          "@",
          "assume",
          "assuming",
          "suppose",
          "setting",
          "taking");
  private static final Set<String> SINCE = Set.of("since", "because", "as", "given");

  private final SpelledNames names;

  SpelledPoint(SpelledNames names) {
    this.names = names;
  }

  /**
   * Where something is said to be evaluated.
   *
   * @param names of the inputs; empty where only numbers are listed
   * @param end index behind it
   */
  private record Point(List<String> names, List<String> values, int end) {}

  /** Takes the point of the sheet out of a line. */
  void read(List<Piece> line) {
    for (int i = 0; i < line.size(); i++) {
      Piece piece = line.get(i);
      if (piece.is("|") && i > 0) {
        bar(line, i);
      } else if (piece.is("(") && i > 0 && isTarget(line, i)) {
        arguments(line, i);
      } else if (isWord(piece, AT)) {
        said(line, i);
      } else if (i == 0 && isWord(piece, SINCE)) {
        restated(line);
      }
    }
  }

  private boolean isWord(Piece piece, Set<String> words) {
    return words.contains(piece.text().toLowerCase(Locale.ROOT)) && !names.has(piece.text());
  }

  /** {@code |_{x=-2}}, {@code |x=-2}, {@code |_(-2, 5)}. */
  private void bar(List<Piece> line, int bar) {
    int at = bar + 1;
    String index = Pieces.text(line, at);
    Point point = null;
    if (index.startsWith("_") && index.length() > 1 && index.indexOf('=') > 0) {
      point = index(index.substring(1), at + 1);
    } else if (index.matches("_[-−(.0-9].*")) {
      point = index(index.substring(1), at + 1);
    } else if (index.startsWith("_") && index.length() > 1) {
      Piece piece = line.get(at);
      Pieces.replace(line, at, at + 1, index.substring(1));
      point = assigned(line, at);
      line.set(at, point == null ? piece : line.get(at));
    } else {
      at += index.equals("_") ? 1 : 0;
      at += at > bar + 1 && Pieces.text(line, at).equals("{") ? 1 : 0;
      point = Pieces.text(line, at).equals("(") ? listed(line, at) : assigned(line, at);
      if (point == null && Pieces.text(line, at).equals("(")) {
        point = assigned(line, at + 1);
        boolean closed = point != null && Pieces.text(line, point.end()).equals(")");
        point = closed ? new Point(point.names(), point.values(), point.end() + 1) : null;
      }
    }
    if (point != null) {
      check(line, bar, point);
      line.subList(bar, point.end()).clear();
    }
  }

  /** The point that an index of LaTeX tells, which is one piece. */
  private static Point index(String text, int end) {
    List<String> named = new ArrayList<>();
    List<String> values = new ArrayList<>();
    String plain = text.replaceAll("[()\\s]", "");
    for (String each : plain.split(",")) {
      String[] sides = each.split("=", -1);
      if (sides.length > 2 || number(sides[sides.length - 1]) == null) {
        return null;
      }
      if (sides.length == 2) {
        named.add(sides[0]);
      }
      values.add(sides[sides.length - 1]);
    }
    boolean uniform = named.isEmpty() || named.size() == values.size();
    return uniform ? new Point(named, values, end) : null;
  }

  /** Whether brackets at {@code open} are the arguments of what a claim speaks of. */
  private boolean isTarget(List<Piece> line, int open) {
    int close = Pieces.closing(line, open);
    boolean claimed =
        close > 0
            && close + 1 < line.size()
            && (Pieces.isRelation(line.get(close + 1))
                || Pieces.isArrow(line.get(close + 1))
                || line.get(close + 1).is(":")
                || line.get(close + 1).is("is"));
    if (!claimed || line.subList(0, open).stream().anyMatch(Pieces::isRelation)) {
      return false;
    }
    String before = Pieces.text(line, open - 1);
    boolean derivative =
        before.equals("'") && open > 1 && names.formulas.containsKey(Pieces.text(line, open - 2))
            || open > 2 && SpelledNames.isQuotient(line, open - 3)
            || !names.used.contains(before)
                && before.length() > 2
                && names.derivative(before).isPresent();
    boolean value =
        names.formulas.containsKey(before)
            && !names.calls.contains(before)
            && (open == 1 || !names.isTaken(Pieces.text(line, open - 2)))
            && (open == 1 || line.get(open - 2).isWord() || line.get(open - 2).is(":"));
    boolean gradient =
        open > 1
            && names.formulas.containsKey(before)
            && (line.get(open - 2).is("∇") || line.get(open - 2).is("grad"));
    return derivative || value || gradient;
  }

  /** {@code f(3, 2)}, {@code df/dx(-2, 5, -4)}, {@code f'(-2)}, {@code df/dx (at x = -2)}. */
  private void arguments(List<Piece> line, int open) {
    int close = Pieces.closing(line, open);
    int first = open + 1 + (AT.contains(Pieces.text(line, open + 1)) ? 1 : 0);
    Point point =
        first > open + 1 || Pieces.text(line, first + 1).equals("=")
            ? assigned(line, first)
            : listed(line, open);
    int end = point == null ? 0 : point.names().isEmpty() ? point.end() : point.end() + 1;
    if (point != null && end == close + 1) {
      check(line, open, point);
      line.subList(open, close + 1).clear();
    } else if (areInputs(line, open, close) && !names.formulas.containsKey(text(line, open - 1))) {
      boolean prime = text(line, open - 1).equals("'");
      if (!prime) {
        line.subList(open, close + 1).clear();
      }
    }
  }

  private static String text(List<Piece> line, int i) {
    return Pieces.text(line, i);
  }

  private boolean areInputs(List<Piece> line, int open, int close) {
    for (int i = open + 1; i < close; i++) {
      String name = line.get(i).text();
      boolean input = names.used.contains(name) && !names.formulas.containsKey(name);
      if (!line.get(i).is(",") && !input) {
        return false;
      }
    }
    return close > open + 1;
  }

  /** {@code at x = -2}, before a claim, behind it, or in brackets. */
  private void said(List<Piece> line, int at) {
    int first = at + 1;
    first += text(line, first).equals("the") ? 1 : 0;
    first += text(line, first).equals("point") ? 1 : 0;
    Point point = text(line, first).equals("(") ? listed(line, first) : assigned(line, first);
    if (point == null) {
      return;
    }
    boolean bracketed = at > 0 && line.get(at - 1).is("(") && text(line, point.end()).equals(")");
    int depth = 0;
    for (Piece piece : line.subList(0, at)) {
      depth += Pieces.step(piece);
    }
    if (depth != (bracketed ? 1 : 0)) {
      return;
    }
    boolean apart = at == 0 || ",;".contains(text(line, at - 1));
    for (int i = 0; i < point.names().size(); i++) {
      boolean counted = depth == 0 && (apart || i > 0); // as a value that the sheet gives
      if (names.gives.getOrDefault(point.names().get(i), 0) < (counted ? 2 : 1)) {
        return;
      }
    }
    check(line, at, point);
    int from = bracketed || at > 0 && line.get(at - 1).is(",") ? at - 1 : at;
    int end = point.end() + (bracketed ? 1 : 0);
    boolean leads = from == 0 && text(line, end).equals(",");
    line.subList(from, leads ? end + 1 : end).clear();
  }

  /** {@code since z = -4, df/dx = -4}: what the sheet has said already. */
  private void restated(List<Piece> line) {
    Point point = assigned(line, 1);
    if (point == null || point.end() == line.size()) {
      return;
    }
    for (int i = 0; i < point.names().size(); i++) {
      String name = point.names().get(i);
      if (names.gives.getOrDefault(name, 0) < 2 || !isGiven(name, point.values().get(i))) {
        return;
      }
    }
    int end = point.end() + (text(line, point.end()).equals(",") ? 1 : 0);
    line.subList(0, end).clear();
  }

  // ---- the point ----

  /** {@code x = -2, y = 5}, from its first name; null if there is none. */
  private static Point assigned(List<Piece> line, int first) {
    List<String> named = new ArrayList<>();
    List<String> values = new ArrayList<>();
    int at = first;
    int end = 0;
    while (at + 2 < line.size() && line.get(at).isWord() && line.get(at + 1).is("=")) {
      int behind = endOfNumber(line, at + 2);
      if (behind == 0) {
        break;
      }
      named.add(line.get(at).text());
      values.add(Pieces.text(line.subList(at + 2, behind)).strip());
      end = behind;
      boolean more = text(line, end).equals(",") || text(line, end).equals("and");
      at = more ? end + 1 : line.size();
      at += text(line, at).equals("and") ? 1 : 0;
    }
    return end == 0 ? null : new Point(named, values, end);
  }

  /** {@code (-2, 5, -4)}; null if there is something else. */
  private static Point listed(List<Piece> line, int open) {
    List<String> values = new ArrayList<>();
    int at = open + 1;
    while (at < line.size()) {
      int behind = endOfNumber(line, at);
      if (behind == 0) {
        return null;
      }
      values.add(Pieces.text(line.subList(at, behind)).strip());
      if (text(line, behind).equals(")")) {
        return new Point(List.of(), values, behind + 1);
      }
      if (!text(line, behind).equals(",")) {
        return null;
      }
      at = behind + 1;
    }
    return null;
  }

  private static int endOfNumber(List<Piece> line, int first) {
    int at = first;
    at += "-−+".contains(at < line.size() ? text(line, at) : "?") ? 1 : 0;
    if (at >= line.size() || !line.get(at).isNumber()) {
      return 0;
    }
    boolean fraction =
        at + 2 < line.size() && line.get(at + 1).is("/") && line.get(at + 2).isNumber();
    return fraction ? at + 3 : at + 1;
  }

  /** Asks back unless the point is that of the sheet. */
  private void check(List<Piece> line, int at, Point point) {
    if (point.names().isEmpty()) {
      checkListed(line, at, point);
      return;
    }
    for (int i = 0; i < point.names().size(); i++) {
      String name = point.names().get(i);
      if (!isGiven(name, point.values().get(i))) {
        String given = names.values.get(name);
        throw other(
            line,
            at,
            point,
            given == null
                ? "the sheet gives no value of " + name
                : "the sheet gives " + name + " = " + given);
      }
    }
  }

  private void checkListed(List<Piece> line, int at, Point point) {
    String of = subject(line, at);
    List<String> used = names.parameters.getOrDefault(of, names.inputs(of));
    List<String> given = new ArrayList<>(names.values.keySet());
    given.retainAll(used);
    String order = String.join(", ", given.size() == used.size() ? given : used);
    if (used.size() != point.values().size() || given.size() != used.size()) {
      throw other(line, at, point, "the sheet has " + order);
    }
    boolean inUse = areGiven(used, point);
    boolean asGiven = names.parameters.containsKey(of) ? inUse : areGiven(given, point);
    if (asGiven) {
      return;
    }
    if (!inUse) {
      List<String> values = new ArrayList<>();
      used.forEach(name -> values.add(name + " = " + names.values.get(name)));
      throw other(line, at, point, "the sheet gives " + String.join(", ", values));
    }
    throw other(line, at, point, "it is not clear which of " + order + " comes first");
  }

  private static boolean bracketed(List<Piece> line, int at, Point point) {
    return text(line, at).equals("(") && text(line, point.end()).equals(")");
  }

  /** The function whose point stands at an index. */
  private String subject(List<Piece> line, int at) {
    String before = text(line, at - 1);
    if (names.formulas.containsKey(before)) {
      return before;
    }
    if (before.equals("'")) {
      return text(line, at - 2);
    }
    for (int i = at - 1; i >= 0; i--) {
      String word = line.get(i).text();
      if (SpelledNames.isQuotient(line, i)) {
        return names.named(word.substring(1), true).orElse("");
      }
      String derivative = line.get(i).isWord() ? names.derivative(word).orElse("") : "";
      if (derivative.indexOf('/') > 0) {
        return derivative.substring(1, derivative.indexOf('/'));
      }
      if (line.get(i).is("'")) {
        return text(line, i - 1);
      }
    }
    return "";
  }

  private boolean areGiven(List<String> inputs, Point point) {
    boolean given = true;
    for (int i = 0; i < inputs.size(); i++) {
      given &= isGiven(inputs.get(i), point.values().get(i));
    }
    return given;
  }

  private static AskedBack other(List<Piece> line, int at, Point point, String why) {
    return new AskedBack(
        Problem.OTHER_POINT,
        line.get(Math.max(0, at)),
        line.get(point.end() - (bracketed(line, at, point) ? 0 : 1)),
        why + "; claims of one sheet stand without their point, as in df/dx = -4");
  }

  private boolean isGiven(String name, String value) {
    BigDecimal given = number(names.values.getOrDefault(name, ""));
    BigDecimal said = number(value);
    return given != null && said != null && given.compareTo(said) == 0;
  }

  /** The number that a text is, a fraction to 34 digits; null if it is none. */
  private static BigDecimal number(String text) {
    String plain = text.replace('−', '-').replace(" ", "");
    if (plain.length() > 40) {
      return null;
    }
    int slash = plain.indexOf('/');
    try {
      if (slash > 0) {
        BigDecimal below = new BigDecimal(plain.substring(slash + 1));
        return below.signum() == 0
            ? null
            : new BigDecimal(plain.substring(0, slash)).divide(below, MathContext.DECIMAL128);
      }
      return new BigDecimal(plain);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
