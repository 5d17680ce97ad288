package org.chainrule.gate;

import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * A seeded source of operands in an interval, with a liking for the places where digits get lost.
 */
final class Points {

  private final Random random;
  private final double low;
  private final double high;

  private Points(long seed, double low, double high) {
    this.random = new Random(seed);
    this.low = low;
    this.high = high;
  }

  static Points between(double low, double high, long seed) {
    return new Points(seed, low, high);
  }

  /** A number of any magnitude, a number like others, or one close to a special number. */
  double next(double... special) {
    int kind = random.nextInt(special.length == 0 ? 2 : 3);
    return switch (kind) {
      case 0 -> firstInside(this::anyMagnitude);
      case 1 -> firstInside(this::ordinary);
      default -> firstInside(() -> near(special[random.nextInt(special.length)]));
    };
  }

  /** A whole number between the bounds, both included. */
  int nextWhole(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  private double firstInside(DoubleSupplier source) {
    double point = source.getAsDouble();
    while (point == 0 || point < low || point > high) {
      point = source.getAsDouble();
    }
    return point;
  }

  /** All exponents alike, those of the denormals included. */
  private double anyMagnitude() {
    int span = Double.MAX_EXPONENT - Double.MIN_EXPONENT + 53;
    return signed(Math.scalb(1 + random.nextDouble(), Double.MAX_EXPONENT - random.nextInt(span)));
  }

  /** Uniform over the interval, or over what of it lies within ten times a random power of 4. */
  private double ordinary() {
    double reach = Math.scalb(10.0, 2 * random.nextInt(8) - 4);
    double from = Math.max(low, -reach);
    double to = Math.min(high, reach);
    return from + (to - from) * random.nextDouble();
  }

  private double near(double centre) {
    double distance = Math.scalb(1 + random.nextDouble(), -random.nextInt(52) - 1);
    return centre + signed(distance * centre);
  }

  private double signed(double size) {
    return random.nextBoolean() ? size : -size;
  }
}
