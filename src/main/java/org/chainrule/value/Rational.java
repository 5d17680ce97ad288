package org.chainrule.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An exact fraction in lowest terms, its denominator positive.
 *
 * @param numerator any whole number
 * @param denominator a positive whole number without a common divisor with the numerator
 */
public record Rational(BigInteger numerator, BigInteger denominator)
    implements Comparable<Rational> {
  /** Larger fractions are given up: they would cost more than they tell. */
  private static final int MOST_BITS = 512;

  /** Numbers of more digits are written with a power of ten where that is shorter. */
  private static final int LONG = 12;

  private static final int LONG_BITS = 33;

  /** Zero. */
  public static final Rational ZERO = of(0);

  /** One. */
  public static final Rational ONE = of(1);

  /** A whole number. */
  public static Rational of(long value) {
    return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
  }

  /** The fraction in lowest terms, or empty if the denominator is 0 or the fraction too large. */
  public static Optional<Rational> of(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      return Optional.empty();
    }
    BigInteger divisor = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      divisor = divisor.negate();
    }
    Rational lowest = new Rational(numerator.divide(divisor), denominator.divide(divisor));
    return lowest.isSmall() ? Optional.of(lowest) : Optional.empty();
  }

  /** The number that a decimal literal spells, or empty if it is too large to keep exactly. */
  public static Optional<Rational> parse(String literal) {
    BigDecimal decimal = new BigDecimal(literal.replace('−', '-'));
    if (Math.abs((long) decimal.scale()) > MOST_BITS / 3) {
      return Optional.empty();
    }
    return decimal.scale() <= 0
        ? of(decimal.toBigIntegerExact(), BigInteger.ONE)
        : of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
  }

  private boolean isSmall() {
    return numerator.bitLength() <= MOST_BITS && denominator.bitLength() <= MOST_BITS;
  }

  /** The sum, or empty if it is too large. */
  public Optional<Rational> plus(Rational other) {
    return of(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  /** The difference, or empty if it is too large. */
  public Optional<Rational> minus(Rational other) {
    return plus(other.negated());
  }

  /** The product, or empty if it is too large. */
  public Optional<Rational> times(Rational other) {
    return of(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /** The quotient, or empty if {@code other} is 0 or the quotient too large. */
  public Optional<Rational> over(Rational other) {
    return of(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  /** The power with a whole exponent; empty for another exponent, 1/0, or if it is too large. */
  public Optional<Rational> power(Rational exponent) {
    if (!exponent.isInteger() || exponent.numerator.abs().bitLength() > 10) {
      return Optional.empty();
    }
    int n = exponent.numerator.intValueExact();
    long bits = (long) Math.abs(n) * Math.max(numerator.bitLength(), denominator.bitLength());
    if (bits > 2L * MOST_BITS) {
      return Optional.empty();
    }
    return n >= 0
        ? of(numerator.pow(n), denominator.pow(n))
        : of(denominator.pow(-n), numerator.pow(-n));
  }

  /** The largest whole number that is at most this. */
  public Rational floor() {
    if (isInteger()) {
      return this;
    }
    BigInteger[] parts = numerator.divideAndRemainder(denominator);
    return new Rational(
        numerator.signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0], BigInteger.ONE);
  }

  /** The number with the other sign. */
  public Rational negated() {
    return new Rational(numerator.negate(), denominator);
  }

  /** -1, 0 or 1. */
  public int signum() {
    return numerator.signum();
  }

  /** Whether it is a whole number. */
  public boolean isInteger() {
    return denominator.equals(BigInteger.ONE);
  }

  /** The double nearest to it. */
  public double toDouble() {
    if (isInteger() && numerator.bitLength() < 64) {
      return numerator.longValue();
    }
    // 40 digits hold any double's neighbourhood; the rounding to double is then the only one felt.
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), new java.math.MathContext(40))
        .doubleValue();
  }

  /** Its decimal digits where they end, else empty; {@code 2e-20} where plain ones are long. */
  public Optional<String> decimal() {
    if (isInteger() && numerator.bitLength() < LONG_BITS) {
      return Optional.of(numerator.toString());
    }
    BigDecimal decimal;
    try {
      decimal = new BigDecimal(numerator).divide(new BigDecimal(denominator)).stripTrailingZeros();
    } catch (ArithmeticException endless) {
      return Optional.empty();
    }
    String plain = decimal.toPlainString();
    int exponent = decimal.precision() - decimal.scale() - 1;
    String digits = decimal.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    String scientific = digits + "e" + exponent;
    boolean brief = plain.length() <= LONG || scientific.length() + 4 > plain.length();
    return Optional.of(brief ? plain : scientific);
  }

  @Override
  public int compareTo(Rational other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  @Override
  public String toString() {
    return isInteger() ? numerator.toString() : numerator + "/" + denominator;
  }
}
