package org.chainrule.gate;

/**
 * What the rounding of one operation cuts off: to the value that the machine returned, the amount
 * that is missing for the exact one. Value and tail together are a <i>double-double</i> of about
 * 106 bits, enough to carry an inner step of a function without its rounding being seen.
 *
 * <p>Tails of sums and products are exact as long as nothing leaves the range of normal numbers;
 * tails of quotients and roots are rounded. The algorithms are those of T. J. Dekker, "A
 * floating-point technique for extending the available precision", Numerische Mathematik 18 (1971),
 * and D. E. Knuth, The Art of Computer Programming 2, section 4.2.2.
 */
final class Tail {

  private Tail() {}

  /** The tail of {@code sum = a + b}, in any order of magnitude (Knuth's TwoSum). */
  static double ofSum(double a, double b, double sum) {
    double bRounded = sum - a;
    double aRounded = sum - bRounded;
    return (a - aRounded) + (b - bRounded);
  }

  /** The tail of {@code product = a * b}. */
  static double ofProduct(double a, double b, double product) {
    return Math.fma(a, b, -product);
  }

  /** The tail of {@code quotient = n / d}, where n and d carry tails of their own. */
  static double ofQuotient(double n, double nTail, double d, double dTail, double quotient) {
    return (Math.fma(-quotient, d, n) + (nTail - quotient * dTail)) / d;
  }

  /** The tail of {@code root = sqrt(x)}, where x carries a tail of its own and is positive. */
  static double ofRoot(double x, double xTail, double root) {
    return (Math.fma(-root, root, x) + xTail) / (2 * root);
  }
}
