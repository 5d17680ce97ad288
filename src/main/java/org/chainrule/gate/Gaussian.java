package org.chainrule.gate;

/**
 * The error function and what hangs on it: the integrals of the bell curve.
 *
 * <p>Both tails of the curve come from one function, the scaled tail
 *
 * <pre>F(a) = (1 + a) e^(a^2/2) erfc(a / sqrt 2)        for a >= 0,</pre>
 *
 * which falls from 1 to 0.8 without ever leaving [0.81, 1.06], so that one polynomial in t = (a -
 * 4) / (a + 4) serves the whole half-line. The idea is that of M. M. Shepherd and J. G.
 * Laframboise, "Chebyshev approximation of (1 + 2x) exp(x^2) erfc x in 0 <= x < infinity",
 * Mathematics of Computation 36 (1981). The coefficients are those of the Chebyshev interpolant,
 * computed with 60 digits and rounded.
 */
final class Gaussian {

  /** F - 1 in rising powers of t, for a up to 39; the error is below 2e-17. */
  private static final double[] SCALED_TAIL = {
    -0.05589358698031064,
    -0.1934069546530516,
    0.027999269448850943,
    0.05720072810709919,
    -0.06439567485617886,
    0.035872194959424404,
    -0.010004757181912636,
    -0.0005712461970388193,
    0.0013897942069050354,
    -0.0001888604995160352,
    -0.00017570635085746691,
    4.250006215303062e-05,
    2.7253663902633062e-05,
    -6.8643006563613226e-06,
    -5.225601776156899e-06,
    8.088167682569255e-07,
    1.1036222582594766e-06,
    3.0478232000101405e-09,
    -2.2159419329901685e-07,
    -3.981149172419095e-08,
    3.504220741984054e-08,
    1.2418709468563471e-08,
    -3.014929586479814e-09,
    -1.5462573816053573e-09,
  };

  /** erf(x) / x - 1 in rising powers of x^2, for x up to 1; the error is below 2e-17. */
  private static final double[] CENTRE = {
    0.12837916709551256,
    -0.37612638903183543,
    0.1128379167094513,
    -0.026866170643256995,
    0.005223977607269946,
    -0.0008548325982543225,
    0.00012055295112667001,
    -1.4924740785377576e-05,
    1.6447471190594618e-06,
    -1.6208829856810202e-07,
    1.3721520406351094e-08,
    -7.798543850549947e-10,
  };

  private static final double SQRT_TWO = 1.4142135623730951;
  private static final double SQRT_HALF = 0.7071067811865476;

  /** From here on erf rounds to 1. */
  private static final double ERF_IS_ONE = 6;

  /** From here on x Phi(-x) rounds to 0. */
  private static final double TAIL_IS_ZERO = 39;

  private Gaussian() {}

  /** 2 / sqrt(pi) times the integral of e^-tt from 0 to x. */
  static double erf(double x) {
    double size = Math.abs(x);
    double square = size * size;
    if (size < 1) {
      return Math.fma(x, polynomial(CENTRE, square), x);
    }
    if (size > ERF_IS_ONE) {
      return Math.copySign(1, x);
    }
    double bell = Math.exp(-square) * (1 - Tail.ofProduct(size, size, square));
    double scaled = SQRT_TWO * size;
    return Math.copySign(1 - bell * (1 + scaledTail(scaled)) / (1 + scaled), x);
  }

  /**
   * x Phi(x), Phi being the distribution function of the standard normal law.
   *
   * <p>For negative x this is x F / (2 + 2|x|) times e^(-xx/2). Rounding that exponent would lose
   * hundreds of ulp; its tail, and those of the other factors, enter to first order.
   */
  static double gelu(double x) {
    if (x >= 0) {
      return Math.copySign(Math.fma(x / 2, erf(x * SQRT_HALF), x / 2), x);
    }
    if (x < -TAIL_IS_ZERO) {
      return -0.0;
    }
    double size = -x;
    double excess = scaledTail(size);
    double change = size * excess;
    double numerator = size + change;
    double numeratorTail =
        Tail.ofSum(size, change, numerator) + Tail.ofProduct(size, excess, change);
    double divisor = 2 + 2 * size;
    double divisorTail = Tail.ofSum(2, 2 * size, divisor);
    double factor = numerator / divisor;
    double factorTail = Tail.ofQuotient(numerator, numeratorTail, divisor, divisorTail, factor);
    double exponent = size * (0.5 * size);
    double exponentTail = Tail.ofProduct(size, 0.5 * size, exponent);
    double bell = Math.exp(-exponent);
    return -Math.fma(bell, factor, bell * (factorTail - factor * exponentTail));
  }

  /** F(a) - 1, see the class. */
  private static double scaledTail(double a) {
    return polynomial(SCALED_TAIL, (a - 4) / (a + 4));
  }

  private static double polynomial(double[] coefficients, double x) {
    double value = 0;
    for (int power = coefficients.length - 1; power >= 0; power--) {
      value = Math.fma(value, x, coefficients[power]);
    }
    return value;
  }
}
