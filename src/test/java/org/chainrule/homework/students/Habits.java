package org.chainrule.homework.students;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How a student works.
 *
 * @param mode half up, half even, or truncated
 * @param digits 2 to 4
 * @param significant whether those are significant digits, not decimals
 * @param memory whether numbers stay in the calculator and only what is written is rounded
 * @param inTheHead whether locals are rounded that are written nowhere
 * @param bare whether zeros at the end are not written
 * @param seed decides the rest: what is written, and in which style
 * @param forms decides which form a local has
 */
record Habits(
    RoundingMode mode,
    int digits,
    boolean significant,
    boolean memory,
    boolean inTheHead,
    boolean bare,
    long seed,
    long forms) {
  private static final MathContext DISPLAY = new MathContext(15);

  static Habits of(long seed) {
    RoundingMode[] modes = {RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.DOWN};
    Habits any = new Habits(RoundingMode.HALF_UP, 2, false, false, false, false, seed, seed);
    return new Habits(
        modes[any.choice(3, "mode")],
        2 + any.choice(3, "digits"),
        any.choice(2, "significant") == 0,
        any.choice(5, "memory") == 0,
        false,
        any.choice(5, "bare") == 0,
        seed,
        seed);
  }

  /** The same student, who rounds, remembers and derives in another way. */
  Habits but(RoundingMode other, boolean remembers, long otherForms) {
    return new Habits(other, digits, significant, remembers, inTheHead, bare, seed, otherForms);
  }

  /** The same student, who rounds every local, also what is written nowhere. */
  Habits roundingInTheHead() {
    return new Habits(mode, digits, significant, false, true, bare, seed, forms);
  }

  /** The same student, who keeps two decimals, each step from the rounded one before. */
  Habits forTies() {
    RoundingMode half = mode == RoundingMode.DOWN ? RoundingMode.HALF_UP : mode;
    return new Habits(half, 2, false, false, false, bare, seed, forms);
  }

  /** A choice that depends on nothing but the seed and what is chosen. */
  int choice(int of, String what) {
    return choice(of, what, seed);
  }

  /** Whether the local of an edge is computed from the gate's output. */
  boolean byOutput(Exercise.Edge edge) {
    return choice(2, "form " + edge, forms) == 0;
  }

  /** What relu, or the first operand of max, gets at a kink. */
  BigDecimal share() {
    return new BigDecimal(new String[] {"0", "1", "0.5"}[choice(3, "share")]);
  }

  private static int choice(int of, String what, long seed) {
    long hash = seed * 0x9E3779B97F4A7C15L + what.hashCode() * 0xC2B2AE3D27D4EB4FL;
    hash = (hash ^ (hash >>> 29)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 32)) * 0x94D049BB133111EBL;
    return (int) Long.remainderUnsigned(hash ^ (hash >>> 31), of);
  }

  /** What the calculator shows: 15 digits, and nothing for what cancelled away. */
  static BigDecimal shown(BigDecimal number) {
    return number.abs().compareTo(new BigDecimal("1e-13")) < 0
        ? BigDecimal.ZERO
        : number.round(DISPLAY);
  }

  /**
   * Decimals that are kept of a number: as many as asked, at least two significant digits, and one
   * decimal at least, for a whole number would mean that it is exact.
   */
  private int scale(BigDecimal number) {
    if (number.signum() == 0) {
      return significant ? 2 : digits;
    }
    int magnitude = number.precision() - number.scale();
    return significant ? Math.max(1, digits - magnitude) : Math.max(digits, 2 - magnitude);
  }

  /** Whether the first digit that is dropped is a 5 with nothing behind it. */
  boolean isTie(BigDecimal number) {
    BigDecimal shown = shown(number);
    BigDecimal moved = shown.movePointRight(scale(shown)).abs();
    return mode != RoundingMode.DOWN
        && moved.remainder(BigDecimal.ONE).compareTo(new BigDecimal("0.5")) == 0;
  }

  BigDecimal rounded(BigDecimal number) {
    BigDecimal shown = shown(number);
    return shown.setScale(scale(shown), mode);
  }

  /** Whether rounding leaves it as it is. */
  boolean keeps(BigDecimal number) {
    return rounded(number).compareTo(shown(number)) == 0;
  }

  /**
   * As it is written.
   *
   * @param exact whether the student knows that it is exact, so that no zeros are filled in
   */
  String text(BigDecimal number, boolean exact) {
    BigDecimal rounded = rounded(number);
    if (exact || bare) {
      BigDecimal stripped = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
      return stripped.setScale(Math.max(stripped.scale(), exact ? 0 : 1)).toPlainString();
    }
    return rounded.toPlainString();
  }
}
