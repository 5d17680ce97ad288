package org.chainrule.homework;

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
    return System.nanoTime() - end > 0;
  }
}
