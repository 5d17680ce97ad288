package org.chainrule.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How many digits of a number are shown.
 *
 * @param significant digits, from 1; {@link #FULL} for as many as tell the double from its
 *     neighbours
 */
public record Digits(int significant) {
  /** As many digits as tell a double from its neighbours. */
  public static final int FULL = 0;

  /** Four significant digits. */
  public static final Digits DEFAULT = new Digits(4);

  /** All digits. */
  public static final Digits ALL = new Digits(FULL);

  /** More digits than this a double does not have. */
  public static final int MOST = 17;

  /**
   * The number, rounded half up in its exact decimal value: whole numbers bare, very large and very
   * small ones with an exponent, without zeros that say nothing.
   */
  public String format(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return "0";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e7 && significant < 7) {
      return Long.toString((long) value);
    }
    BigDecimal exact =
        significant == FULL ? new BigDecimal(Double.toString(value)) : new BigDecimal(value);
    BigDecimal rounded =
        significant == FULL
            ? exact
            : exact.round(new MathContext(significant, RoundingMode.HALF_UP));
    rounded = rounded.stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    int digits = significant == FULL ? MOST : significant;
    boolean plain = exponent >= -4 && exponent < Math.max(digits, 7);
    return plain ? rounded.toPlainString() : scientific(rounded, exponent);
  }

  private static String scientific(BigDecimal value, int exponent) {
    return value.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }
}
