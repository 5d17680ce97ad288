package org.chainrule.gate;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Elementary functions and erf in decimal arithmetic of {@value #DIGITS} digits, good to a relative
 * 1e-40 on the domains that {@link FunctionsTest} samples. Nothing here is shared with {@link
 * Functions}: power series, a continued fraction and Newton steps, and everything else by
 * identities that do not cancel. Doubles serve only as first guesses, which a Newton step then
 * replaces.
 */
final class BigReference {

  private static final int DIGITS = 50;
  private static final MathContext CONTEXT = new MathContext(DIGITS);

  /** For differences that may cancel some of the leading digits. */
  private static final MathContext WIDE = new MathContext(2 * DIGITS);

  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal HALF = new BigDecimal("0.5");

  /** Machin's formula of 1706. */
  static final BigDecimal PI =
      arcSeries(inverse(5), -1)
          .multiply(BigDecimal.valueOf(16))
          .subtract(arcSeries(inverse(239), -1).multiply(BigDecimal.valueOf(4)), WIDE);

  private static final BigDecimal HALF_PI = PI.multiply(HALF, WIDE);
  private static final BigDecimal SQRT_PI = PI.sqrt(CONTEXT);

  /** log 2 = 2 artanh(1/3), and log 10 = 3 log 2 + log(5/4) = 3 log 2 + 2 artanh(1/9). */
  static final BigDecimal LN2 = arcSeries(inverse(3), 1).multiply(TWO, WIDE);

  static final BigDecimal LN10 =
      LN2.multiply(BigDecimal.valueOf(3)).add(arcSeries(inverse(9), 1).multiply(TWO), WIDE);

  private BigReference() {}

  /** A double without the hundreds of digits that small ones have; those kept are plenty. */
  static BigDecimal of(double x) {
    return new BigDecimal(x, WIDE);
  }

  static BigDecimal exp(BigDecimal x) {
    BigDecimal tens = x.divide(LN10, CONTEXT).setScale(0, RoundingMode.HALF_EVEN);
    BigDecimal rest = x.subtract(tens.multiply(LN10), WIDE);
    BigDecimal power = ONE.add(smallExpm1(rest), CONTEXT);
    return power.scaleByPowerOfTen(tens.intValueExact());
  }

  static BigDecimal expm1(BigDecimal x) {
    return isBelow(x, 2) ? smallExpm1(x) : exp(x).subtract(ONE, CONTEXT);
  }

  /** The series of exp(x / 256) - 1, then e^2y - 1 = (e^y - 1)(e^y - 1 + 2) eight times. */
  private static BigDecimal smallExpm1(BigDecimal x) {
    BigDecimal y = x.divide(BigDecimal.valueOf(256), CONTEXT);
    BigDecimal grown = series(y, y, (term, n) -> times(term, y).divide(n.add(ONE), CONTEXT));
    for (int doubling = 0; doubling < 8; doubling++) {
      grown = times(grown, grown.add(TWO, CONTEXT));
    }
    return grown;
  }

  static BigDecimal log(BigDecimal x) {
    if (x.compareTo(HALF) > 0 && x.compareTo(TWO) < 0) {
      return log1p(x.subtract(ONE));
    }
    int tens = x.precision() - x.scale();
    BigDecimal mantissa = x.scaleByPowerOfTen(-tens).round(WIDE);
    BigDecimal guess = new BigDecimal(Math.log(mantissa.doubleValue()));
    BigDecimal correction = smallLog1p(times(mantissa, exp(guess.negate())).subtract(ONE));
    return BigDecimal.valueOf(tens).multiply(LN10).add(guess).add(correction, CONTEXT);
  }

  static BigDecimal log1p(BigDecimal x) {
    if (!isBelow(x, 1) || x.compareTo(HALF.negate()) < 0) {
      return log(ONE.add(x, WIDE));
    }
    BigDecimal guess = new BigDecimal(Math.log1p(x.doubleValue()), CONTEXT);
    BigDecimal grown = expm1(guess);
    BigDecimal miss = x.subtract(grown, WIDE).divide(grown.add(ONE, CONTEXT), CONTEXT);
    return guess.add(smallLog1p(miss), CONTEXT);
  }

  /** 2 artanh(x / (2 + x)), for the little that a guess misses. */
  private static BigDecimal smallLog1p(BigDecimal x) {
    if (!isBelow(x, 1e-9)) {
      throw new IllegalStateException("the guess is off by " + x.doubleValue());
    }
    return arcSeries(x.divide(TWO.add(x, CONTEXT), CONTEXT), 1).multiply(TWO, CONTEXT);
  }

  static BigDecimal sin(BigDecimal x) {
    return quarterTurns(x, 0);
  }

  static BigDecimal cos(BigDecimal x) {
    return quarterTurns(x, 1);
  }

  static BigDecimal tan(BigDecimal x) {
    return sin(x).divide(cos(x), CONTEXT);
  }

  /** sin(x + turns * pi / 2), with x reduced to at most pi / 4. */
  private static BigDecimal quarterTurns(BigDecimal x, int turns) {
    BigInteger nearest =
        x.divide(HALF_PI, CONTEXT).setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
    BigDecimal rest =
        x.subtract(new BigDecimal(nearest).multiply(HALF_PI)).round(CONTEXT); // x to 1e6
    int quadrant = nearest.add(BigInteger.valueOf(turns)).mod(BigInteger.valueOf(4)).intValue();
    BigDecimal square = times(rest, rest).negate();
    boolean sine = quadrant % 2 == 0;
    BigDecimal offset = sine ? ZERO : ONE;
    BigDecimal value =
        series(
            sine ? rest : ONE,
            square,
            (term, n) -> {
              BigDecimal last = TWO.multiply(n).add(ONE).subtract(offset);
              return times(term, square).divide(last.multiply(last.subtract(ONE)), CONTEXT);
            });
    return quadrant < 2 ? value : value.negate();
  }

  static BigDecimal atan(BigDecimal x) {
    if (x.abs().compareTo(ONE) > 0) {
      BigDecimal complement = atan(ONE.divide(x.abs(), CONTEXT));
      BigDecimal angle = HALF_PI.subtract(complement, CONTEXT);
      return x.signum() < 0 ? angle.negate() : angle;
    }
    BigDecimal guess = new BigDecimal(Math.atan(x.doubleValue()), CONTEXT);
    BigDecimal tangent = tan(guess);
    BigDecimal miss =
        x.subtract(tangent, WIDE).divide(ONE.add(times(x, tangent), CONTEXT), CONTEXT);
    return guess.add(arcSeries(miss, -1), CONTEXT);
  }

  static BigDecimal atan2(BigDecimal y, BigDecimal x) {
    BigDecimal angle = atan(y.abs().divide(x.abs(), CONTEXT));
    BigDecimal turned = x.signum() < 0 ? PI.subtract(angle, CONTEXT) : angle;
    return y.signum() < 0 ? turned.negate() : turned;
  }

  static BigDecimal asin(BigDecimal x) {
    BigDecimal cosine = times(ONE.subtract(x, WIDE), ONE.add(x, WIDE)).sqrt(CONTEXT);
    if (cosine.signum() == 0) {
      return HALF_PI.multiply(x, CONTEXT);
    }
    return atan(x.divide(cosine, CONTEXT));
  }

  /** 2 atan(sqrt((1 - x) / (1 + x))), which does not cancel near 1. */
  static BigDecimal acos(BigDecimal x) {
    if (ONE.add(x).signum() == 0) {
      return PI.round(CONTEXT);
    }
    BigDecimal ratio = ONE.subtract(x, WIDE).divide(ONE.add(x, WIDE), CONTEXT);
    return times(TWO, atan(ratio.sqrt(CONTEXT)));
  }

  static BigDecimal sinh(BigDecimal x) {
    BigDecimal grown = expm1(x.abs());
    BigDecimal value = times(HALF, grown.add(grown.divide(grown.add(ONE, CONTEXT), CONTEXT)));
    return x.signum() < 0 ? value.negate() : value;
  }

  static BigDecimal cosh(BigDecimal x) {
    BigDecimal power = exp(x);
    return times(HALF, power.add(ONE.divide(power, CONTEXT), CONTEXT));
  }

  static BigDecimal tanh(BigDecimal x) {
    BigDecimal grown = expm1(TWO.multiply(x));
    return grown.divide(grown.add(TWO, CONTEXT), CONTEXT);
  }

  static BigDecimal asinh(BigDecimal x) {
    BigDecimal size = x.abs();
    BigDecimal square = times(size, size);
    BigDecimal root = ONE.add(square, WIDE).sqrt(CONTEXT);
    BigDecimal value = log1p(size.add(square.divide(ONE.add(root), CONTEXT)).round(CONTEXT));
    return x.signum() < 0 ? value.negate() : value;
  }

  static BigDecimal acosh(BigDecimal x) {
    BigDecimal above = x.subtract(ONE, WIDE);
    BigDecimal root = times(above, above.add(TWO, WIDE)).sqrt(CONTEXT);
    return log1p(above.add(root).round(CONTEXT));
  }

  static BigDecimal atanh(BigDecimal x) {
    BigDecimal size = x.abs();
    BigDecimal value =
        times(HALF, log1p(TWO.multiply(size).divide(ONE.subtract(size, WIDE), CONTEXT)));
    return x.signum() < 0 ? value.negate() : value;
  }

  static BigDecimal sqrt(BigDecimal x) {
    return x.sqrt(CONTEXT);
  }

  /** Two of Halley's steps, each of which triples the number of good digits. */
  static BigDecimal cbrt(BigDecimal x) {
    BigDecimal root = new BigDecimal(Math.cbrt(x.doubleValue()), CONTEXT);
    for (int step = 0; step < 2; step++) {
      BigDecimal cube = times(root, times(root, root));
      BigDecimal numerator = cube.add(TWO.multiply(x));
      root = times(root, numerator.divide(TWO.multiply(cube).add(x), CONTEXT));
    }
    return root;
  }

  static BigDecimal hypot(BigDecimal x, BigDecimal y) {
    return times(x, x).add(times(y, y), CONTEXT).sqrt(CONTEXT);
  }

  /** |x|^p with the sign of an odd power, for p an integer where x is negative. */
  static BigDecimal pow(BigDecimal x, BigDecimal p) {
    BigDecimal size = exp(times(p, log(x.abs())));
    boolean odd = x.signum() < 0 && p.toBigIntegerExact().testBit(0);
    return odd ? size.negate() : size;
  }

  /** 2x/sqrt(pi) e^-xx (1 + 2xx/3 + (2xx)^2/(3*5) + ...), Abramowitz and Stegun 7.1.6. */
  static BigDecimal erf(BigDecimal x) {
    if (!isBelow(x, 13)) {
      return BigDecimal.valueOf(x.signum());
    }
    BigDecimal doubled = times(TWO, times(x, x));
    BigDecimal sum =
        series(
            ONE,
            doubled,
            (term, n) -> times(term, doubled).divide(TWO.multiply(n).add(ONE), CONTEXT));
    BigDecimal bell = exp(doubled.multiply(HALF).negate());
    return times(TWO, times(x, times(bell, sum))).divide(SQRT_PI, CONTEXT);
  }

  /** Laplace's continued fraction from 4 on, Abramowitz and Stegun 7.1.14; below, 1 - erf. */
  static BigDecimal erfc(BigDecimal x) {
    if (x.compareTo(BigDecimal.valueOf(4)) < 0) {
      return ONE.subtract(erf(x), WIDE);
    }
    BigDecimal fraction = x;
    for (int n = 150; n > 0; n--) {
      fraction = x.add(BigDecimal.valueOf(n).multiply(HALF).divide(fraction, CONTEXT), CONTEXT);
    }
    return exp(x.multiply(x).negate()).divide(times(SQRT_PI, fraction), CONTEXT);
  }

  static BigDecimal sigmoid(BigDecimal x) {
    return ONE.divide(ONE.add(exp(x.negate()), WIDE), CONTEXT);
  }

  static BigDecimal silu(BigDecimal x) {
    return times(x, sigmoid(x));
  }

  static BigDecimal softplus(BigDecimal x) {
    BigDecimal rest = log1p(exp(x.abs().negate()));
    return x.signum() > 0 ? x.add(rest, CONTEXT) : rest;
  }

  static BigDecimal gelu(BigDecimal x) {
    return times(times(x, HALF), erfc(x.negate().divide(sqrt(TWO), CONTEXT)));
  }

  private static BigDecimal inverse(int n) {
    return ONE.divide(BigDecimal.valueOf(n), WIDE);
  }

  /** The sum of sign^k x^(2k+1) / (2k+1): artanh for the sign 1, arctan for -1. */
  private static BigDecimal arcSeries(BigDecimal x, int sign) {
    BigDecimal square = x.multiply(x, WIDE).multiply(BigDecimal.valueOf(sign));
    BigDecimal sum = x;
    BigDecimal power = x;
    for (int odd = 3; power.signum() != 0 && order(power) > order(sum) - 2 * DIGITS; odd += 2) {
      power = power.multiply(square, WIDE);
      sum = sum.add(power.divide(BigDecimal.valueOf(odd), WIDE), WIDE);
    }
    return sum;
  }

  private static BigDecimal times(BigDecimal a, BigDecimal b) {
    return a.multiply(b, CONTEXT);
  }

  private static boolean isBelow(BigDecimal x, double bound) {
    return x.abs().compareTo(BigDecimal.valueOf(bound)) < 0;
  }

  /** A term of a series from the one before it and its number, which counts from 1. */
  private interface Successor {
    BigDecimal after(BigDecimal term, BigDecimal n);
  }

  /** The sum of a series up to the first term that no longer counts. */
  private static BigDecimal series(BigDecimal first, BigDecimal ratio, Successor successor) {
    if (first.signum() == 0 || ratio.signum() == 0) {
      return first;
    }
    BigDecimal sum = first;
    BigDecimal term = first;
    BigDecimal n = ONE;
    while (order(term) > order(sum) - DIGITS - 2) {
      term = successor.after(term, n);
      sum = sum.add(term, CONTEXT);
      n = n.add(ONE);
    }
    return sum;
  }

  private static int order(BigDecimal x) {
    return x.precision() - x.scale();
  }
}
