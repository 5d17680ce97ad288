package org.chainrule.homework;

import java.math.BigDecimal;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.value.Digits;

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
  private static final Digits SHOWN = new Digits(4);

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
            digits.signum() == 0 ? 1 : digits.precision(),
            whole));
  }

  /** A number that was left to be computed, such as {@code 2*0.57}: all its digits count. */
  static Literal computed(double value) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal unit = new BigDecimal(Math.ulp(value));
    return new Literal(SHOWN.format(value), exact, unit, MOST_DIGITS, false);
  }

  /** The number without its sign. */
  Literal size() {
    return new Literal(text, value.abs(), unit, digits, whole);
  }

  double toDouble() {
    return value.doubleValue();
  }
}
