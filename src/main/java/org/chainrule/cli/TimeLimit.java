package org.chainrule.cli;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Limit;
import org.chainrule.source.Problem;

/**
 * Computes one answer after the other, each in bounded time. A computation that is out of time is
 * told so, and stops at its next loop; one that does not hear it is left behind with its thread.
 */
final class TimeLimit implements AutoCloseable {
  /** For towers of brackets and long sums. */
  private static final long STACK = 64L << 20;

  private static final long GRACE_MILLIS = 500;

  private final long seconds;
  private ExecutorService worker = worker();

  TimeLimit(long seconds) {
    this.seconds = seconds;
  }

  private static ExecutorService worker() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(null, task, "answers", STACK);
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * What is computed.
   *
   * @throws org.chainrule.source.ChainruleException if there is no time left for it
   */
  <T> T run(Supplier<T> computation) {
    Future<T> answer = worker.submit(computation::get);
    try {
      return answer.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException | CancellationException | InterruptedException e) {
      abandon();
      throw Diagnostic.of(Problem.OUT_OF_TIME, seconds).help(Limit.SECONDS.help()).asException();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw (Error) e.getCause();
    }
  }

  private void abandon() {
    worker.shutdownNow();
    try {
      worker.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    worker = worker();
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
