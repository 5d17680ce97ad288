package org.chainrule.session;

import org.chainrule.render.Paint;
import org.chainrule.value.Digits;

/**
 * What {@code :set} changes.
 *
 * @param digits significant digits of numbers
 * @param explain whether a trace has a sentence for each gate
 * @param paint colours
 */
public record Settings(Digits digits, boolean explain, Paint paint) {

  Settings with(Digits other) {
    return new Settings(other, explain, paint);
  }

  Settings explaining(boolean other) {
    return new Settings(digits, other, paint);
  }

  Settings with(Paint other) {
    return new Settings(digits, explain, other);
  }
}
