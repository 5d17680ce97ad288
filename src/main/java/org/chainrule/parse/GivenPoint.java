package org.chainrule.parse;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.parse.SpelledLine.Piece;
import org.chainrule.source.Problem;

/** The point that a sheet gives, and whether a line of homework speaks of it. */
final class GivenPoint {
  private final SpelledNames names;

  GivenPoint(SpelledNames names) {
    this.names = names;
  }

  /**
   * Where something is said to be evaluated.
   *
   * @param names of the inputs; empty where only numbers are listed
   * @param end index behind it
   */
  record Point(List<String> names, List<String> values, int end) {}

  /** Asks back unless the point is that of the sheet. */
  void check(List<Piece> line, int at, Point point) {
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
    return Pieces.text(line, at).equals("(") && Pieces.text(line, point.end()).equals(")");
  }

  /** The function whose point stands at an index. */
  private String subject(List<Piece> line, int at) {
    String before = Pieces.text(line, at - 1);
    if (names.formulas.containsKey(before)) {
      return before;
    }
    if (before.equals("'")) {
      return Pieces.text(line, at - 2);
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
        return Pieces.text(line, i - 1);
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

  boolean isGiven(String name, String value) {
    BigDecimal given = number(names.values.getOrDefault(name, ""));
    BigDecimal said = number(value);
    return given != null && said != null && given.compareTo(said) == 0;
  }

  /** The number that a text is, a fraction to 34 digits; null if it is none. */
  static BigDecimal number(String text) {
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
