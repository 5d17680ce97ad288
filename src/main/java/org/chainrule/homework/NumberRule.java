package org.chainrule.homework;

import java.math.BigDecimal;

/**
 * Whether a written number is a true value as written: rounded half up or half to even, or cut off
 * after at least two digits; a bare whole number only exactly. Decided on exact decimals, but for a
 * slack of 1e-9 of the truth, which is computed in doubles.
 */
final class NumberRule {
  /** How a number fits. */
  enum Fit {
    EXACT,
    ROUNDED,
    TRUNCATED,
    /** 0.00 for 0.0034. */
    HIDES,
    /** 7 for 7.389. */
    WHOLE,
    /** Wrong in its last digit. */
    LAST_DIGIT,
    NO;

    boolean isRight() {
      return this == EXACT || this == ROUNDED || this == TRUNCATED;
    }
  }

  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal TENTH = new BigDecimal("0.1");
  private static final BigDecimal ONE_AND_A_HALF = new BigDecimal("1.5");

  private NumberRule() {}

  /**
   * How {@code written} fits {@code truth}.
   *
   * @param scale largest magnitude that the truth was computed from
   * @param about whether whole numbers may be rounded too ({@code ~})
   */
  static Fit fit(Literal written, double truth, double scale, boolean about) {
    if (!Double.isFinite(truth)) {
      return Fit.NO;
    }
    BigDecimal exact = new BigDecimal(truth);
    BigDecimal distance = written.value().subtract(exact).abs();
    double largest = Double.isNaN(scale) ? 0 : Math.min(scale, 1e15);
    double slack = Math.max(1e-9 * Math.abs(truth), 1e-12 * largest);
    if (distance.doubleValue() <= slack) {
      return Fit.EXACT;
    }
    BigDecimal unit = about && written.whole() ? trailing(written) : written.unit();
    // A tie of short decimals, such as 0.29*4.5 = 1.305, is none in doubles.
    BigDecimal half = unit.multiply(HALF).add(new BigDecimal(slack));
    if (written.whole()) {
      return whole(written, exact, distance, about ? half : BigDecimal.ZERO);
    }
    if (written.value().signum() == 0) {
      return exact.abs().compareTo(half) <= 0 ? Fit.HIDES : Fit.NO;
    }
    if (distance.compareTo(half) <= 0) {
      return Fit.ROUNDED;
    }
    BigDecimal cut = exact.abs().subtract(written.value().abs());
    boolean same = written.value().signum() == exact.signum();
    if (same && written.digits() >= 2 && cut.signum() >= 0 && cut.compareTo(unit) < 0) {
      return Fit.TRUNCATED;
    }
    return written.digits() >= 2 && distance.compareTo(unit.multiply(ONE_AND_A_HALF)) <= 0
        ? Fit.LAST_DIGIT
        : Fit.NO;
  }

  /**
   * A bare whole number is rounded only where it says so, and where that leaves less than a tenth
   * open. A bare 0, 1 or -1 that is wrong is wrong, and not written with too few digits.
   */
  private static Fit whole(
      Literal written, BigDecimal exact, BigDecimal distance, BigDecimal half) {
    if (distance.compareTo(half) <= 0 && half.compareTo(exact.abs().multiply(TENTH)) < 0) {
      return Fit.ROUNDED;
    }
    boolean telling = written.value().abs().compareTo(BigDecimal.ONE) > 0;
    boolean near = distance.compareTo(HALF.min(exact.abs().multiply(TENTH))) <= 0;
    return telling && near ? Fit.WHOLE : Fit.NO;
  }

  /** The zeros at the end of ~ 12000 may be there only to hold the place. */
  private static BigDecimal trailing(Literal written) {
    BigDecimal stripped = written.value().stripTrailingZeros();
    return stripped.precision() < 2
        ? written.unit()
        : BigDecimal.ONE.scaleByPowerOfTen(-stripped.scale());
  }

  /** Whether a written number could come from some value of an interval. */
  static boolean fitsWithin(Literal written, double low, double high, double scale) {
    if (fit(written, low, scale, false).isRight() || fit(written, high, scale, false).isRight()) {
      return true;
    }
    double value = written.toDouble();
    return low <= value && value <= high;
  }
}
