package org.chainrule.homework;

import org.chainrule.value.Digits;
import org.chainrule.value.Matrix;

/** Numbers in messages: four digits, and nothing of what rounding leaves of a 0. */
final class Shown {
  static final Digits DIGITS = new Digits(4);

  /** Beside the largest entry of a matrix, what is smaller than this part of it is 0. */
  private static final double DUST = 1e-12;

  private Shown() {}

  static String number(double value) {
    return DIGITS.format(value);
  }

  /** [-0.4667, 0, 0.4667]. */
  static String matrix(Matrix matrix) {
    return matrix(matrix, DIGITS);
  }

  /** The same with so many digits. */
  static String matrix(Matrix matrix, Digits digits) {
    double largest = 0;
    for (int i = 0; i < matrix.size(); i++) {
      largest = Math.max(largest, Math.abs(matrix.entry(i)));
    }
    double dust = Double.isFinite(largest) ? DUST * largest : 0;
    return matrix.format(entry -> digits.format(Math.abs(entry) <= dust ? 0 : entry));
  }
}
