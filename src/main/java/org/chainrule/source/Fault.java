package org.chainrule.source;

import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A failure of ours, in a service of many lines: it becomes the answer to the line that led to it,
 * and the other lines are answered as if nothing had been. A line is a request of {@code pipe}, a
 * claim of a sheet, an entry of a session.
 */
public final class Fault {
  private static final int MOST_CHARACTERS = 200;

  private Fault() {}

  /**
   * The answer to a line.
   *
   * @param line computes it
   * @param answer what to say instead where computing it fails by our fault
   * @throws ChainruleException if the line itself is wrong
   * @throws CancellationException if nobody waits for the answer any more
   */
  public static <T> T contained(Supplier<T> line, Function<Diagnostic, T> answer) {
    try {
      return line.get();
    } catch (ChainruleException | CancellationException e) {
      throw e;
    } catch (Throwable failure) {
      return answer.apply(of(failure));
    }
  }

  /**
   * What is said of a failure: what happened, and where in our code. That the memory does not
   * suffice is a limit, and no fault.
   */
  public static Diagnostic of(Throwable failure) {
    return failure instanceof OutOfMemoryError
        ? Memory.insufficient()
        : Diagnostic.of(Problem.FAULT, told(failure));
  }

  private static String told(Throwable failure) {
    String what = failure.getClass().getSimpleName();
    String why = failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")";
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (frame.getClassName().startsWith("org.chainrule")) {
        String name = frame.getClassName();
        what += " in " + name.substring(name.lastIndexOf('.') + 1) + ":" + frame.getLineNumber();
        break;
      }
    }
    String all = Characters.shown(what + why);
    return all.length() <= MOST_CHARACTERS ? all : all.substring(0, MOST_CHARACTERS) + "...";
  }
}
