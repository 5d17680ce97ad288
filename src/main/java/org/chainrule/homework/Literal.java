package org.chainrule.homework;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;

/**
 * A number as a student wrote it.
 *
 * @param text the digits with their sign
 * @param value their exact value
 * @param unit one unit of the last written digit
 * @param digits how many significant digits are written
 * @param whole whether it has neither point nor exponent
 */
public record Literal(String text, BigDecimal value, BigDecimal unit, int digits, boolean whole) {

  private static final int MOST_DIGITS = 16;

  /** The literal that an expression is: a number with any number of signs; empty for all else. */
  static Optional<Literal> of(Expr expr) {
    Expr size = expr;
    boolean negative = false;
    while (size instanceof Expr.Apply apply && apply.gate() == Gate.NEG) {
      size = apply.operands().get(0);
      negative = !negative;
    }
    if (!(size instanceof Expr.Number number)) {
      return Optional.empty();
    }
    BigDecimal digits = new BigDecimal(number.text());
    boolean whole = number.text().chars().allMatch(c -> c >= '0' && c <= '9');
    return Optional.of(
        new Literal(
            (negative ? "-" : "") + number.text(),
            negative ? digits.negate() : digits,
            BigDecimal.ONE.scaleByPowerOfTen(-digits.scale()),
            digits.precision(), // of 0 it is 1
            whole));
  }

  /** A number that was left to be computed, such as {@code 2*0.57}: all its digits count. */
  static Literal computed(double value) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal unit = new BigDecimal(Math.ulp(value));
    return new Literal(Shown.number(value), exact, unit, MOST_DIGITS, false);
  }

  /** The numbers with two neighbouring digits in each other's place. */
  List<Literal> swaps() {
    List<Literal> swaps = new ArrayList<>();
    String plain = text.startsWith("-") ? text.substring(1) : text;
    int end = Math.max(plain.indexOf('e'), plain.indexOf('E'));
    for (int i = 0; i < (end < 0 ? plain.length() : end); i++) {
      int next = i + 1 < plain.length() && plain.charAt(i + 1) == '.' ? i + 2 : i + 1;
      boolean digits =
          next < plain.length()
              && Character.isDigit(plain.charAt(i))
              && Character.isDigit(plain.charAt(next))
              && plain.charAt(i) != plain.charAt(next);
      if (digits && value.signum() != 0) {
        StringBuilder swapped = new StringBuilder(plain);
        swapped.setCharAt(i, plain.charAt(next));
        swapped.setCharAt(next, plain.charAt(i));
        BigDecimal number = new BigDecimal(swapped.toString());
        swaps.add(
            new Literal(
                swapped.toString(),
                value.signum() < 0 ? number.negate() : number,
                unit,
                number.precision(),
                whole));
      }
    }
    return swaps;
  }

  /** The number without its sign. */
  Literal size() {
    return new Literal(text, value.abs(), unit, digits, whole);
  }

  double toDouble() {
    return value.doubleValue();
  }
}
