package org.chainrule.homework.classroom;

import java.math.BigDecimal;
import java.math.MathContext;

/** Functions of decimals to about 50 digits, by series. */
final class Precise {
  /** What everything is computed with. */
  static final MathContext DIGITS = new MathContext(50);

  private static final MathContext INNER = new MathContext(62);
  private static final BigDecimal TINY = new BigDecimal("1e-60");
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private Precise() {}

  static BigDecimal exp(BigDecimal x) {
    int halvings =
        Math.max(0, (int) Math.ceil(Math.log(Math.abs(x.doubleValue()) + 1e-9) * 1.5) + 6);
    BigDecimal small = x.divide(TWO.pow(halvings), INNER);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int k = 1; term.abs().compareTo(TINY) > 0; k++) {
      term = term.multiply(small, INNER).divide(BigDecimal.valueOf(k), INNER);
      sum = sum.add(term, INNER);
    }
    for (int k = 0; k < halvings; k++) {
      sum = sum.multiply(sum, INNER);
    }
    return sum.round(DIGITS);
  }

  /** By Newton's method on exp: each step doubles the digits that are right. */
  static BigDecimal log(BigDecimal x) {
    if (x.signum() <= 0) {
      throw new ArithmeticException("log of " + x);
    }
    BigDecimal y = BigDecimal.valueOf(Math.log(x.doubleValue()));
    for (int step = 0; step < 3; step++) {
      y = y.add(x.divide(exp(y), INNER), INNER).subtract(BigDecimal.ONE, INNER);
    }
    return y.round(DIGITS);
  }

  static BigDecimal sin(BigDecimal x) {
    return alternating(x, x, 1);
  }

  static BigDecimal cos(BigDecimal x) {
    return alternating(x, BigDecimal.ONE, 0);
  }

  private static BigDecimal alternating(BigDecimal x, BigDecimal first, int power) {
    BigDecimal square = x.multiply(x, INNER).negate();
    BigDecimal sum = first;
    BigDecimal term = first;
    for (int k = power + 2; term.abs().compareTo(TINY) > 0; k += 2) {
      term = term.multiply(square, INNER).divide(BigDecimal.valueOf((long) k * (k - 1)), INNER);
      sum = sum.add(term, INNER);
    }
    return sum.round(DIGITS);
  }

  static BigDecimal sqrt(BigDecimal x) {
    return x.sqrt(DIGITS);
  }

  static BigDecimal sigmoid(BigDecimal x) {
    return BigDecimal.ONE.divide(BigDecimal.ONE.add(exp(x.negate())), DIGITS);
  }

  static BigDecimal tanh(BigDecimal x) {
    return TWO.multiply(sigmoid(x.multiply(TWO))).subtract(BigDecimal.ONE, DIGITS);
  }

  static BigDecimal power(BigDecimal x, BigDecimal p) {
    if (p.stripTrailingZeros().scale() <= 0) {
      return x.pow(p.intValueExact(), DIGITS);
    }
    return exp(log(x).multiply(p));
  }
}
