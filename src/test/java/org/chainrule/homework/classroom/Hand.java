package org.chainrule.homework.classroom;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;

/**
 * How one student writes and computes.
 *
 * @param digits decimals, or significant digits
 * @param memory whether the calculator keeps what was rounded on paper
 * @param head whether what is not written is rounded too, in the head
 * @param zeros whether zeros at the end are written
 * @param share the slope that is chosen at a kink
 * @param seed chooses what is written, which form of a local is used, and how a line is worked
 */
record Hand(
    int digits,
    boolean significant,
    RoundingMode mode,
    boolean memory,
    boolean head,
    boolean zeros,
    BigDecimal share,
    Layout layout,
    long forms,
    long seed) {

  /** What is written, besides the gradients of what is given. */
  enum Layout {
    EVERYTHING,
    LOCALS_FIRST,
    DOWNSTREAM,
    WORKING,
    UPSTREAM,
    INPUTS_ONLY,
    MIXED
  }

  private static final MathContext CLEAN = new MathContext(30);
  private static final BigDecimal DUST = new BigDecimal("1e-25");

  static Hand of(long seed) {
    Random random = new Random(seed * 7_368_787 + 11);
    boolean significant = random.nextBoolean();
    return new Hand(
        2 + random.nextInt(3),
        significant,
        new RoundingMode[] {RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.DOWN}
            [random.nextInt(3)],
        random.nextInt(4) == 0,
        false,
        random.nextBoolean(),
        new BigDecimal(new String[] {"0", "1", "0.5"}[random.nextInt(3)]),
        Layout.values()[random.nextInt(Layout.values().length)],
        random.nextLong(),
        random.nextLong());
  }

  /** The same sheet, worked by another one. */
  Hand but(RoundingMode otherMode, boolean otherMemory, boolean otherHead, long otherForms) {
    return new Hand(
        digits,
        significant,
        otherMode,
        otherMemory,
        otherHead,
        zeros,
        share,
        layout,
        otherForms,
        seed);
  }

  /** A student who loses nothing. */
  Hand unrounded() {
    return new Hand(25, true, RoundingMode.HALF_UP, true, false, false, share, layout, forms, seed);
  }

  /** A choice that depends on what is asked only, so that it stays where lines are taken away. */
  boolean chance(String what, int percent) {
    return pick(what, 100, seed) < percent;
  }

  int form(String what, int count) {
    return pick(what, count, forms);
  }

  private static int pick(String what, int count, long seed) {
    return new Random(seed ^ (what.hashCode() * 0x9E3779B97F4A7C15L)).nextInt(count);
  }

  /** What a calculator shows: no dust of the last digits. */
  static BigDecimal shown(BigDecimal number) {
    BigDecimal clean = number.round(CLEAN);
    return clean.abs().compareTo(DUST) < 0 ? BigDecimal.ZERO : clean;
  }

  /** How many decimals are written: never fewer than two digits that count, and one decimal. */
  int scale(BigDecimal number) {
    if (number.signum() == 0) {
      return digits;
    }
    int magnitude = number.precision() - number.scale() - 1;
    return significant ? Math.max(1, digits - 1 - magnitude) : Math.max(digits, 1 - magnitude);
  }

  BigDecimal write(BigDecimal number) {
    BigDecimal exact = number.stripTrailingZeros();
    int scale = scale(number);
    if (exact.scale() <= scale) {
      return zeros && exact.scale() > 0 ? exact.setScale(scale) : whole(exact);
    }
    BigDecimal rounded = number.setScale(scale, mode);
    if (zeros) {
      return rounded;
    }
    BigDecimal cut = rounded.stripTrailingZeros();
    return cut.scale() < 1 ? cut.setScale(1) : cut;
  }

  private static BigDecimal whole(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  /** Whether a number stands exactly between two that could be written. */
  boolean isTie(BigDecimal number) {
    BigDecimal exact = number.stripTrailingZeros();
    return exact.scale() == scale(number) + 1
        && exact.unscaledValue().testBit(0)
        && exact.unscaledValue().mod(BigInteger.TEN).intValue() == 5;
  }
}
