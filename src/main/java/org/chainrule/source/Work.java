package org.chainrule.source;

import java.util.function.Supplier;

/**
 * What the work on one line costs, counted in evaluations of gates, so that a line is given up on
 * every machine or on none. Loops count what they do here; who answers lines of strangers says how
 * much each may cost. Work inside other work counts for both.
 */
public final class Work {
  private static final ThreadLocal<Work> CURRENT = new ThreadLocal<>();

  private final Work outer;
  private final long most;
  private long done;

  private Work(Work outer, long most) {
    this.outer = outer;
    this.most = most;
  }

  /**
   * Computes what may take at most so many evaluations.
   *
   * @throws ChainruleException if it takes more
   */
  public static <T> T limited(long evaluations, Supplier<T> computation) {
    Work before = CURRENT.get();
    CURRENT.set(new Work(before, evaluations));
    try {
      return computation.get();
    } finally {
      CURRENT.set(before);
    }
  }

  /**
   * Counts evaluations that are about to be done, and stops where nobody waits for them.
   *
   * @throws ChainruleException if they are more than the line may take
   */
  public static void count(long evaluations) {
    Cancellation.check();
    for (Work work = CURRENT.get(); work != null; work = work.outer) {
      work.done += Math.min(evaluations, Long.MAX_VALUE - work.done);
      if (work.done > work.most) {
        throw Diagnostic.of(Problem.TOO_MUCH_WORK, work.most)
            .help(Limit.EVALUATIONS.help())
            .asException();
      }
    }
  }

  /** Whether all is done that is allowed. */
  public static boolean isSpent() {
    return isDone(1);
  }

  /** Whether more than half of what is allowed is done: who only searches stops then. */
  public static boolean isRunningOut() {
    return isDone(2);
  }

  private static boolean isDone(int part) {
    for (Work work = CURRENT.get(); work != null; work = work.outer) {
      if (work.done > work.most / part) {
        return true;
      }
    }
    return false;
  }
}
