package org.chainrule.homework;

import org.chainrule.source.Cancellation;

/** The time that one sheet may take: whoever searches asks it before every further try. */
final class Deadline {
  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  static Deadline in(long nanos) {
    return new Deadline(System.nanoTime() + nanos);
  }

  boolean hasPassed() {
    Cancellation.check();
    return System.nanoTime() - end > 0;
  }
}
