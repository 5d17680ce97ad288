package org.chainrule.gate;

/**
 * The hyperbolic functions and their inverses. The formulas are those of fdlibm (K. C. Ng, Sun
 * Microsystems, 1993), which go through {@code expm1} and {@code log1p} and therefore lose nothing
 * near zero; here the steps around those two calls carry their {@linkplain Tail tails}, so that the
 * error is the one of the call and of the last rounding. {@link Math#sinh}, {@link Math#cosh} and
 * {@link Math#tanh} promise 2.5 ulp only, and Java has no inverses.
 *
 * <p>All but cosh and acosh are odd: they are computed on the magnitude and take the sign of their
 * argument, that of a zero included.
 */
final class Hyperbolic {

  private static final double LN2 = 0.6931471805599453;

  /** From here on 1 no longer counts beside x^2. */
  private static final double LARGE = 0x1p28;

  /** From here on e^-x no longer counts beside e^x. */
  private static final double ONE_SIDED = 22;

  /** From here on e^x may overflow where e^x / 2 does not. */
  private static final double NEARLY_INFINITE = 709;

  /** By this much {@link #halfExp} lowers an argument that is nearly too large. */
  private static final double DROP = 64;

  /** e^64 / 2. */
  private static final double RAISING = 3.1175745404058084e27;

  private Hyperbolic() {}

  /** (t + t / (1 + t)) / 2 for t = e^x - 1. */
  static double sinh(double x) {
    double size = Math.abs(x);
    if (!(size < ONE_SIDED)) {
      return Math.copySign(halfExp(size), x);
    }
    double growth = Math.expm1(size);
    double power = 1 + growth;
    double powerTail = Tail.ofSum(1, growth, power);
    double rest = growth / power;
    double restTail = Tail.ofQuotient(growth, 0, power, powerTail, rest);
    double sum = growth + rest;
    return Math.copySign(0.5 * (sum + (Tail.ofSum(growth, rest, sum) + restTail)), x);
  }

  /** (e^x + e^-x) / 2. */
  static double cosh(double x) {
    double size = Math.abs(x);
    if (!(size < ONE_SIDED)) {
      return halfExp(size);
    }
    double power = Math.exp(size);
    return 0.5 * (power + 1 / power);
  }

  /** t / (t + 2) for t = e^2x - 1. */
  static double tanh(double x) {
    double size = Math.abs(x);
    if (size > ONE_SIDED) {
      return Math.copySign(1, x);
    }
    double growth = Math.expm1(2 * size);
    double divisor = growth + 2;
    double divisorTail = Tail.ofSum(growth, 2, divisor);
    double quotient = growth / divisor;
    double tail = Tail.ofQuotient(growth, 0, divisor, divisorTail, quotient);
    return Math.copySign(quotient + tail, x);
  }

  /** log(1 + x + x^2 / (1 + sqrt(1 + x^2))). */
  static double asinh(double x) {
    double size = Math.abs(x);
    if (!(size < LARGE)) {
      return Math.copySign(Math.log(size) + LN2, x);
    }
    double square = size * size;
    double squareTail = Tail.ofProduct(size, size, square);
    double radicand = 1 + square;
    double radicandTail = Tail.ofSum(1, square, radicand) + squareTail;
    double root = Math.sqrt(radicand);
    double rootTail = Tail.ofRoot(radicand, radicandTail, root);
    double divisor = 1 + root;
    double divisorTail = Tail.ofSum(1, root, divisor) + rootTail;
    double quotient = square / divisor;
    double quotientTail = Tail.ofQuotient(square, squareTail, divisor, divisorTail, quotient);
    double above = size + quotient;
    double aboveTail = Tail.ofSum(size, quotient, above) + quotientTail;
    return Math.copySign(log1p(above, aboveTail), x);
  }

  /** log(1 + t + sqrt(t (t + 2))) for t = x - 1, which is exact; NaN below 1. */
  static double acosh(double x) {
    if (x <= 1) {
      return x == 1 ? 0 : Double.NaN;
    }
    if (!(x < LARGE)) {
      return Math.log(x) + LN2;
    }
    double excess = x - 1;
    double factor = excess + 2;
    double factorTail = Tail.ofSum(excess, 2, factor);
    double radicand = excess * factor;
    double radicandTail = Tail.ofProduct(excess, factor, radicand) + excess * factorTail;
    double root = Math.sqrt(radicand);
    double rootTail = Tail.ofRoot(radicand, radicandTail, root);
    double above = root + excess;
    return log1p(above, Tail.ofSum(root, excess, above) + rootTail);
  }

  /** log(1 + 2x / (1 - x)) / 2; NaN beyond 1. */
  static double atanh(double x) {
    double size = Math.abs(x);
    if (size == 1) {
      return Math.copySign(Double.POSITIVE_INFINITY, x);
    }
    double divisor = 1 - size;
    double quotient = 2 * size / divisor;
    double quotientTail =
        Tail.ofQuotient(2 * size, 0, divisor, Tail.ofSum(1, -size, divisor), quotient);
    return Math.copySign(0.5 * log1p(quotient, quotientTail), x);
  }

  /** e^x / 2, infinite only where that is; x - 64 is exact. */
  private static double halfExp(double x) {
    if (x < NEARLY_INFINITE) {
      return 0.5 * Math.exp(x);
    }
    return Math.exp(x - DROP) * RAISING;
  }

  /** log(1 + x + tail), to first order in the tail. */
  private static double log1p(double x, double tail) {
    return Math.log1p(x) + tail / (1 + x);
  }
}
