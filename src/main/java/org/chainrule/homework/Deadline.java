package org.chainrule.homework;

import org.chainrule.source.Cancellation;
import org.chainrule.source.Work;

/**
 * The time that one sheet may take, the last resort where counted work does not end it: whoever
 * searches asks before every further try.
 */
class Deadline {
  private final long end;

  Deadline(long end) {
    this.end = end;
  }

  static Deadline in(long nanos) {
    return new Deadline(System.nanoTime() + nanos);
  }

  /** Whether who only searches should stop: little time is left, or half of the work is done. */
  boolean isNear() {
    return hasPassed() || Work.isRunningOut();
  }

  boolean hasPassed() {
    Cancellation.check();
    return System.nanoTime() - end > 0;
  }
}
