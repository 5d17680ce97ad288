package org.chainrule.parse;

import org.chainrule.ast.Expr;

/** Reads decimal literals. */
final class Numbers {
  /** Powers of ten that a double holds exactly. */
  private static final double[] TENS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private Numbers() {}

  /**
   * The number that stands from {@code start} to {@code end}. Up to 15 digits without an exponent
   * are one exact division (Clinger, 1990); the rest is left to the platform.
   */
  static Expr.Number read(String source, int start, int end) {
    String text = source.substring(start, end);
    if (end - start > 16) {
      return new Expr.Number(text, parse(text));
    }
    long digits = 0;
    int count = 0;
    int decimals = -1;
    for (int i = start; i < end; i++) {
      char c = source.charAt(i);
      if (c == '.') {
        decimals = 0;
      } else if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0');
        count++;
        if (decimals >= 0) {
          decimals++;
        }
      } else {
        return new Expr.Number(text, parse(text));
      }
    }
    return count > 15
        ? new Expr.Number(text, parse(text))
        : new Expr.Number(text, decimals > 0 ? digits / TENS[decimals] : digits);
  }

  private static double parse(String text) {
    return Double.parseDouble(text.indexOf('−') < 0 ? text : text.replace('−', '-'));
  }
}
