package org.chainrule.gate;

/**
 * The forward computations of the scalar gates that are not a single opcode of the JVM, each named
 * like its gate.
 *
 * <p>Every value is within 2 ulp of the exact one wherever that is finite; a denormal value is
 * within 2 {@link Double#MIN_VALUE}. The functions that {@link Math} promises to 1 ulp (2 ulp for
 * atan2) are left to it. NaN in gives NaN out, except where a comment says otherwise, and outside
 * its domain a function is NaN: primals that are NaN or infinite are findings, not exceptions.
 */
public final class Functions {

  private static final double SQRT_HALF = 0.7071067811865476;

  /** 1 / log 2 and its tail. */
  private static final double LOG2_E = 1.4426950408889634;

  private static final double LOG2_E_TAIL = 2.0355273740931033e-17;

  private Functions() {}

  /**
   * The value of a gate on numbers. Operands beyond its arity do not matter; a gate on matrices
   * takes numbers as matrices of one entry.
   */
  static double apply(Gate gate, double x, double y, double z) {
    return switch (gate) {
      case ADD -> x + y;
      case SUB -> x - y;
      case MUL -> x * y;
      case DIV -> x / y;
      case NEG -> -x;
      default -> function(gate, x, y, z);
    };
  }

  /** Apart from arithmetic, so that the virtual machine can put that into the loops that use it. */
  private static double function(Gate gate, double x, double y, double z) {
    return switch (gate) {
      case POW -> pow(x, y);
      case LT -> lt(x, y);
      case LE -> le(x, y);
      case GT -> gt(x, y);
      case GE -> ge(x, y);
      case EQ -> eq(x, y);
      case NE -> ne(x, y);
      case EXP -> exp(x);
      case LOG -> log(x);
      case LOG2 -> log2(x);
      case LOG10 -> log10(x);
      case LOG1P -> log1p(x);
      case EXPM1 -> expm1(x);
      case SQRT -> sqrt(x);
      case CBRT -> cbrt(x);
      case ABS -> abs(x);
      case SIGN -> sign(x);
      case SIN -> sin(x);
      case COS -> cos(x);
      case TAN -> tan(x);
      case ASIN -> asin(x);
      case ACOS -> acos(x);
      case ATAN -> atan(x);
      case ATAN2 -> atan2(x, y);
      case SINH -> sinh(x);
      case COSH -> cosh(x);
      case TANH -> tanh(x);
      case ASINH -> asinh(x);
      case ACOSH -> acosh(x);
      case ATANH -> atanh(x);
      case HYPOT -> hypot(x, y);
      case ERF -> erf(x);
      case SIGMOID -> sigmoid(x);
      case RELU -> relu(x);
      case LEAKY_RELU -> leakyRelu(x, y);
      case ELU -> elu(x, y);
      case SOFTPLUS -> softplus(x);
      case GELU -> gelu(x);
      case SILU -> silu(x);
      case SOFTSIGN -> softsign(x);
      case STEP -> step(x);
      case BOX -> x; // around a formula
      case MAX -> max(x, y);
      case MIN -> min(x, y);
      case CLIP -> clip(x, y, z);
      case WHERE -> where(x, y, z);
      case FLOOR -> floor(x);
      case CEIL -> ceil(x);
      case ROUND -> round(x);
      case MASKED -> masked(x, y);
      default -> MatrixFunctions.ofNumbers(gate, x, y, z);
    };
  }

  public static double exp(double x) {
    return Math.exp(x);
  }

  public static double expm1(double x) {
    return Math.expm1(x);
  }

  public static double log(double x) {
    return Math.log(x);
  }

  public static double log1p(double x) {
    return Math.log1p(x);
  }

  /**
   * k + log(m) / log 2 for x = m 2^k, m between sqrt(1/2) and sqrt 2, or smaller where x is
   * denormal; exact at powers of two.
   */
  public static double log2(double x) {
    if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
      return Math.log(x);
    }
    int exponent = Math.getExponent(x * SQRT_HALF) + 1;
    double log = Math.log(Math.scalb(x, -exponent));
    double fraction = log * LOG2_E;
    double fractionTail = Tail.ofProduct(log, LOG2_E, fraction) + log * LOG2_E_TAIL;
    double sum = exponent + fraction;
    return sum + (Tail.ofSum(exponent, fraction, sum) + fractionTail);
  }

  public static double log10(double x) {
    return Math.log10(x);
  }

  public static double sqrt(double x) {
    return Math.sqrt(x);
  }

  public static double cbrt(double x) {
    return Math.cbrt(x);
  }

  public static double abs(double x) {
    return Math.abs(x);
  }

  /** -1, 0 or 1; a zero keeps its sign. */
  public static double sign(double x) {
    return Math.signum(x);
  }

  /** Java's power: 1 for p = 0, whatever x is; NaN for a negative x unless p is an integer. */
  public static double pow(double x, double p) {
    return Math.pow(x, p);
  }

  public static double sin(double x) {
    return Math.sin(x);
  }

  public static double cos(double x) {
    return Math.cos(x);
  }

  public static double tan(double x) {
    return Math.tan(x);
  }

  public static double asin(double x) {
    return Math.asin(x);
  }

  public static double acos(double x) {
    return Math.acos(x);
  }

  public static double atan(double x) {
    return Math.atan(x);
  }

  /** The angle from the positive x axis to the point (x, y), between -pi and pi. */
  public static double atan2(double y, double x) {
    return Math.atan2(y, x);
  }

  public static double sinh(double x) {
    return Hyperbolic.sinh(x);
  }

  public static double cosh(double x) {
    return Hyperbolic.cosh(x);
  }

  public static double tanh(double x) {
    return Hyperbolic.tanh(x);
  }

  public static double asinh(double x) {
    return Hyperbolic.asinh(x);
  }

  public static double acosh(double x) {
    return Hyperbolic.acosh(x);
  }

  public static double atanh(double x) {
    return Hyperbolic.atanh(x);
  }

  /** sqrt(x^2 + y^2); infinite if either is, even beside NaN. */
  public static double hypot(double x, double y) {
    return Math.hypot(x, y);
  }

  public static double erf(double x) {
    return Gaussian.erf(x);
  }

  /** 1 / (1 + e^-x). */
  public static double sigmoid(double x) {
    return Logistic.sigmoid(x);
  }

  /** log(1 + e^x). */
  public static double softplus(double x) {
    return Logistic.softplus(x);
  }

  /** x sigmoid(x); -0 at -infinity. */
  public static double silu(double x) {
    return Logistic.silu(x);
  }

  /** x Phi(x), the exact one of D. Hendrycks and K. Gimpel (2016); -0 at -infinity. */
  public static double gelu(double x) {
    return Gaussian.gelu(x);
  }

  /** x / (1 + |x|); -1 and 1 at the infinities. */
  public static double softsign(double x) {
    return Double.isInfinite(x) ? Math.signum(x) : x / (1 + Math.abs(x));
  }

  public static double relu(double x) {
    return Math.max(x, 0);
  }

  public static double leakyRelu(double x, double slope) {
    return x >= 0 ? x : slope * x;
  }

  /** x from 0 on, alpha (e^x - 1) below. */
  public static double elu(double x, double alpha) {
    return x >= 0 ? x : alpha * Math.expm1(x);
  }

  /** 1 where x > 0, otherwise 0. */
  public static double step(double x) {
    return Double.isNaN(x) ? x : gt(x, 0);
  }

  public static double max(double x, double y) {
    return Math.max(x, y);
  }

  public static double min(double x, double y) {
    return Math.min(x, y);
  }

  /** The nearest to x between the bounds; the upper one if they are crossed. */
  public static double clip(double x, double low, double high) {
    return Math.min(Math.max(x, low), high);
  }

  /** The second operand where the condition is not 0, otherwise the third; the other may be NaN. */
  public static double where(double condition, double then, double otherwise) {
    if (Double.isNaN(condition)) {
      return condition;
    }
    return condition != 0 ? then : otherwise;
  }

  /** u v, but 0 where u is 0, even beside an infinite or NaN v. */
  public static double masked(double u, double v) {
    return u == 0 ? 0 : u * v;
  }

  /** 1 where {@code x < y}, otherwise 0; like all comparisons but {@link #ne}, 0 beside NaN. */
  public static double lt(double x, double y) {
    return x < y ? 1 : 0;
  }

  public static double le(double x, double y) {
    return x <= y ? 1 : 0;
  }

  public static double gt(double x, double y) {
    return x > y ? 1 : 0;
  }

  public static double ge(double x, double y) {
    return x >= y ? 1 : 0;
  }

  public static double eq(double x, double y) {
    return x == y ? 1 : 0;
  }

  /** 1 where x and y differ, which NaN does from everything. */
  public static double ne(double x, double y) {
    return x != y ? 1 : 0;
  }

  public static double floor(double x) {
    return Math.floor(x);
  }

  public static double ceil(double x) {
    return Math.ceil(x);
  }

  /**
   * The nearest integer, a half going up: round(2.5) = 3, round(-2.5) = -2. Unlike floor(x + 0.5)
   * the sum is not rounded first, which would take 0.49999999999999994 to 1.
   */
  public static double round(double x) {
    double below = Math.floor(x);
    return x - below >= 0.5 ? below + 1 : below;
  }
}
