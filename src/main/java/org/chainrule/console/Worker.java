package org.chainrule.console;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;

/**
 * Computes while the terminal stays awake: Ctrl-C gives up what is computed. The computation is
 * told so, and stops soon; nobody waits for it, and what it would have said is lost.
 */
final class Worker {
  /** For towers of brackets and long sums. */
  private static final long STACK = 64L << 20;

  private final Terminal terminal;

  Worker(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What is computed; empty where it was given up. */
  <T> Optional<T> run(Supplier<T> computation) {
    FutureTask<T> task = new FutureTask<>(computation::get);
    Thread thread = new Thread(null, task, "computation", STACK);
    thread.setDaemon(true);
    Terminal.SignalHandler before = terminal.handle(Signal.INT, signal -> task.cancel(true));
    try {
      thread.start();
      return Optional.of(task.get());
    } catch (CancellationException | InterruptedException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw (Error) e.getCause();
    } finally {
      terminal.handle(Signal.INT, before);
    }
  }
}
