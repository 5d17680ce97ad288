package org.chainrule.parse;

import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.source.Problem;
import org.chainrule.source.Span;

/** Reads decimal literals. */
public final class Numbers {
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

  /**
   * A number that stands in no text of the language, such as one in JSON, with its sign.
   *
   * @throws ChainruleException if it is beyond the limits that hold for literals
   */
  public static double read(String number, Limits limits) {
    String magnitude = number.startsWith("-") ? number.substring(1) : number;
    if (!isShort(magnitude, 0, magnitude.length())) {
      Optional<Diagnostic> refusal = refusal(magnitude, limits);
      if (refusal.isPresent()) {
        throw refusal.get().asException();
      }
    }
    double value = Double.parseDouble(number);
    if (Double.isInfinite(value)) {
      throw tooLarge(magnitude).asException();
    }
    return value;
  }

  /** Whether a number is as small and as short as almost all are, so that nothing is to refuse. */
  static boolean isShort(String source, int start, int end) {
    for (int i = start; i < end; i++) {
      if ((source.charAt(i) | 0x20) == 'e') {
        return false;
      }
    }
    return end - start <= 32;
  }

  /**
   * Refuses a number whose exact value would cost more than it can tell.
   *
   * @throws ChainruleException if it has too many digits, or is nearer to 0 than is looked at
   */
  static void refuse(String number, Span place, Limits limits) {
    Optional<Diagnostic> refusal = refusal(number, limits);
    if (refusal.isPresent()) {
      throw refusal.get().at(place).asException();
    }
  }

  private static Optional<Diagnostic> refusal(String number, Limits limits) {
    int digits = 0;
    int before = 0;
    int zeros = 0;
    long exponent = 0;
    boolean point = false;
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (c == '.') {
        point = true;
      } else if (c == 'e' || c == 'E') {
        exponent = exponent(number.substring(i + 1));
        break;
      } else {
        digits++;
        before += point ? 0 : 1;
        zeros += c == '0' && zeros == digits - 1 ? 1 : 0;
      }
    }
    if (digits > limits.of(Limit.DIGITS)) {
      return Optional.of(
          Diagnostic.of(Problem.TOO_MANY_DIGITS, digits)
              .help("write fewer digits, or an exponent as in 1e-9; " + Limit.DIGITS.help()));
    }
    // The first digit that counts stands for ten to this power.
    long order = exponent + before - 1 - (zeros == digits ? 0 : zeros);
    if (order < -limits.of(Limit.EXPONENT)) {
      return Optional.of(
          Diagnostic.of(Problem.NUMBER_TOO_SMALL, brief(number), limits.of(Limit.EXPONENT))
              .help("write 0 if it stands for nothing; " + Limit.EXPONENT.help()));
    }
    return order > limits.of(Limit.EXPONENT) ? Optional.of(tooLarge(number)) : Optional.empty();
  }

  /** The error for a number that no double is large enough for. */
  static Diagnostic tooLarge(String number) {
    return Diagnostic.of(Problem.NUMBER_TOO_LARGE, brief(number)).help("write a smaller number");
  }

  private static String brief(String digits) {
    return digits.length() > 12 ? digits.substring(0, 9) + "..." : digits;
  }

  /** What an exponent says; beyond a billion, a billion. */
  private static long exponent(String exponent) {
    long size = 0;
    boolean negative = false;
    for (char c : exponent.toCharArray()) {
      negative |= c == '-' || c == '−';
      size = c >= '0' && c <= '9' ? Math.min(1_000_000_000, size * 10 + c - '0') : size;
    }
    return negative ? -size : size;
  }

  private static double parse(String text) {
    return Double.parseDouble(text.indexOf('−') < 0 ? text : text.replace('−', '-'));
  }
}
