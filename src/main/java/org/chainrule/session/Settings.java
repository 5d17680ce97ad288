package org.chainrule.session;

import org.chainrule.render.Paint;
import org.chainrule.source.Limits;
import org.chainrule.value.Digits;

/**
 * What {@code :set} changes.
 *
 * @param digits significant digits of numbers
 * @param explain whether a trace has a sentence for each gate
 * @param paint colours
 * @param width columns that answers keep to
 * @param limits what an entry may cost; {@code :set} leaves them
 */
public record Settings(Digits digits, boolean explain, Paint paint, int width, Limits limits) {
  private static final int WIDTH = 80;
  private static final int LEAST = 20;

  /** Settings for a page of the usual width, with the standard limits. */
  public Settings(Digits digits, boolean explain, Paint paint) {
    this(digits, explain, paint, Limits.STANDARD);
  }

  /** Settings for a page of the usual width. */
  public Settings(Digits digits, boolean explain, Paint paint, Limits limits) {
    this(digits, explain, paint, WIDTH, limits);
  }

  /** The same on a page so wide; what is wider than usual is no easier to read. */
  Settings within(int columns) {
    return new Settings(digits, explain, paint, Math.max(LEAST, Math.min(WIDTH, columns)), limits);
  }

  Settings with(Digits other) {
    return new Settings(other, explain, paint, width, limits);
  }

  Settings explaining(boolean other) {
    return new Settings(digits, other, paint, width, limits);
  }

  Settings with(Paint other) {
    return new Settings(digits, explain, other, width, limits);
  }
}
