package org.chainrule.source;

import java.util.concurrent.CancellationException;

/**
 * Stops a long computation that nobody waits for any more: whoever gave it up interrupts its
 * thread, and loops that may run for seconds ask here now and then.
 */
public final class Cancellation {
  /** How many cheap steps may pass between two checks. */
  public static final int STEPS = 1 << 14;

  private Cancellation() {}

  /**
   * Goes on, unless the thread was interrupted.
   *
   * @throws CancellationException if it was
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
  }
}
