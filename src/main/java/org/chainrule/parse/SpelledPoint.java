package org.chainrule.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chainrule.parse.SpelledLine.Piece;

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
  private final GivenPoint given;

  SpelledPoint(SpelledNames names) {
    this.names = names;
    this.given = new GivenPoint(names);
  }

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
    GivenPoint.Point point = null;
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
        point =
            closed ? new GivenPoint.Point(point.names(), point.values(), point.end() + 1) : null;
      }
    }
    if (point != null) {
      given.check(line, bar, point);
      line.subList(bar, point.end()).clear();
    }
  }

  /** The point that an index of LaTeX tells, which is one piece. */
  private static GivenPoint.Point index(String text, int end) {
    List<String> named = new ArrayList<>();
    List<String> values = new ArrayList<>();
    String plain = text.replaceAll("[()\\s]", "");
    for (String each : plain.split(",")) {
      String[] sides = each.split("=", -1);
      if (sides.length > 2 || GivenPoint.number(sides[sides.length - 1]) == null) {
        return null;
      }
      if (sides.length == 2) {
        named.add(sides[0]);
      }
      values.add(sides[sides.length - 1]);
    }
    boolean uniform = named.isEmpty() || named.size() == values.size();
    return uniform ? new GivenPoint.Point(named, values, end) : null;
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
    GivenPoint.Point point =
        first > open + 1 || Pieces.text(line, first + 1).equals("=")
            ? assigned(line, first)
            : listed(line, open);
    int end = point == null ? 0 : point.names().isEmpty() ? point.end() : point.end() + 1;
    if (point != null && end == close + 1) {
      given.check(line, open, point);
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
    GivenPoint.Point point =
        text(line, first).equals("(") ? listed(line, first) : assigned(line, first);
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
    given.check(line, at, point);
    int from = bracketed || at > 0 && line.get(at - 1).is(",") ? at - 1 : at;
    int end = point.end() + (bracketed ? 1 : 0);
    boolean leads = from == 0 && text(line, end).equals(",");
    line.subList(from, leads ? end + 1 : end).clear();
  }

  /** {@code since z = -4, df/dx = -4}: what the sheet has said already. */
  private void restated(List<Piece> line) {
    GivenPoint.Point point = assigned(line, 1);
    if (point == null || point.end() == line.size()) {
      return;
    }
    for (int i = 0; i < point.names().size(); i++) {
      String name = point.names().get(i);
      if (names.gives.getOrDefault(name, 0) < 2 || !given.isGiven(name, point.values().get(i))) {
        return;
      }
    }
    int end = point.end() + (text(line, point.end()).equals(",") ? 1 : 0);
    line.subList(0, end).clear();
  }

  // ---- the point ----

  /** {@code x = -2, y = 5}, from its first name; null if there is none. */
  private static GivenPoint.Point assigned(List<Piece> line, int first) {
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
    return end == 0 ? null : new GivenPoint.Point(named, values, end);
  }

  /** {@code (-2, 5, -4)}; null if there is something else. */
  private static GivenPoint.Point listed(List<Piece> line, int open) {
    List<String> values = new ArrayList<>();
    int at = open + 1;
    while (at < line.size()) {
      int behind = endOfNumber(line, at);
      if (behind == 0) {
        return null;
      }
      values.add(Pieces.text(line.subList(at, behind)).strip());
      if (text(line, behind).equals(")")) {
        return new GivenPoint.Point(List.of(), values, behind + 1);
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
}
