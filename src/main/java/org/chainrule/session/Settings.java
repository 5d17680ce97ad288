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
 * @param limits what an entry may cost; {@code :set} leaves them
 */
public record Settings(Digits digits, boolean explain, Paint paint, Limits limits) {
  /** Settings with the standard limits. */
  public Settings(Digits digits, boolean explain, Paint paint) {
    this(digits, explain, paint, Limits.STANDARD);
  }

  Settings with(Digits other) {
    return new Settings(other, explain, paint, limits);
  }

  Settings explaining(boolean other) {
    return new Settings(digits, other, paint, limits);
  }

  Settings with(Paint other) {
    return new Settings(digits, explain, other, limits);
  }
}
