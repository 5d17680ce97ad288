package org.chainrule.gate;

/**
 * The logistic sigmoid, its integral softplus and its product with x. Only e^-|x| is ever formed,
 * so that nothing overflows and small values keep all their digits.
 */
final class Logistic {

  /** Below this e^x nears the denormals, while x e^x still has digits to lose. */
  private static final double DEEP = -700;

  /** By this much {@link #deepSilu} raises its argument. */
  private static final double LIFT = 100;

  /** e^-100 2^128 and its tail. */
  private static final double LOWERING = 1.2658762582460904e-05;

  private static final double LOWERING_TAIL = -5.344143048155341e-22;

  private Logistic() {}

  /** 1 / (1 + e^-x). */
  static double sigmoid(double x) {
    double power = Math.exp(-Math.abs(x));
    return overOnePlus(power, x < 0 ? power : 1, 0);
  }

  /** x / (1 + e^-x); -0 at -infinity. */
  static double silu(double x) {
    if (x < DEEP) {
      return deepSilu(x);
    }
    double power = Math.exp(-Math.abs(x));
    if (x < 0) {
      double numerator = x * power;
      return overOnePlus(power, numerator, Tail.ofProduct(x, power, numerator));
    }
    return x == 0 || x == Double.POSITIVE_INFINITY ? x : overOnePlus(power, x, 0);
  }

  /** log(1 + e^x). */
  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** x e^x, with x + 100 (which is exact) in the exponent and one rounding to a denormal. */
  private static double deepSilu(double x) {
    if (x == Double.NEGATIVE_INFINITY) {
      return -0.0;
    }
    double power = Math.exp(x + LIFT);
    double product = x * power;
    double productTail = Tail.ofProduct(x, power, product);
    double low = Math.fma(product, LOWERING_TAIL, productTail * LOWERING);
    return Math.copySign(Math.fma(product, LOWERING, low) * 0x1p-128, x);
  }

  /** numerator / (1 + power). */
  private static double overOnePlus(double power, double numerator, double numeratorTail) {
    double divisor = 1 + power;
    double divisorTail = Tail.ofSum(1, power, divisor);
    double quotient = numerator / divisor;
    return quotient + Tail.ofQuotient(numerator, numeratorTail, divisor, divisorTail, quotient);
  }
}
