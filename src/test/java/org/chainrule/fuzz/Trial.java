package org.chainrule.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.fuzz.Finding.Kind;

/**
 * Puts an input to the program, on a thread with the stack that users have, and judges what comes
 * of it. Time is the processor's, measured twice, for machines have other things to do.
 */
final class Trial {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double SECONDS = 2;

  /** Texts of up to so many bytes have two seconds; longer ones more, in proportion. */
  private static final int SMALL = 4_096;

  private static final double PATIENCE = 10;
  private static final double LONGEST = 60;
  private static final double QUICK = 0.05;

  private static final Pattern FAULT = Pattern.compile("(?i)(bug|fault) of ours|\\bE900\\b");
  private static final Pattern LATE = Pattern.compile("no time was left|\\bE305\\b");
  private static final Pattern EXCEPTION = Pattern.compile("java\\.[\\w.]+(Exception|Error)");
  private static final Pattern FRAME = Pattern.compile("org\\.chainrule\\.[\\w.$]+");

  private static final Pattern AT_WORK =
      Pattern.compile(
          "org\\.chainrule\\.((?:algebra|calculus|homework|engine|graph|trace|render|parse)\\.\\w+)");

  private int abandoned;
  private Answer answer = new Answer(0, "", "");

  private record Measured(
      Optional<Answer> answer, Optional<Throwable> thrown, double seconds, List<String> stack) {}

  /** What is wrong with the program's answer to an input. */
  Optional<Finding> of(Input input) {
    Measured first = measure(input);
    Optional<Finding> finding = judge(input, first);
    if (finding.isPresent() && finding.get().kind() == Kind.SLOW) {
      return judge(input, measure(input)).filter(again -> again.kind() == Kind.SLOW);
    }
    if (finding.isEmpty() && first.seconds() < QUICK) {
      Measured second = measure(input);
      boolean late = isLate(first) || isLate(second); // by the clock: the machine was busy
      if (!late && !first.answer().equals(second.answer())) {
        return Optional.of(new Finding(Kind.DIFFERS, "", "another answer the second time"));
      }
    }
    return finding;
  }

  private static boolean isLate(Measured measured) {
    return measured
        .answer()
        .map(Answer::toString)
        .filter(text -> LATE.matcher(text).find())
        .isPresent();
  }

  /** The same, tried and timed only once. */
  Optional<Finding> once(Input input) {
    return judge(input, measure(input));
  }

  /** How many threads did not end when they were told to. */
  int abandoned() {
    return abandoned;
  }

  /** What the program said last. */
  Answer answer() {
    return answer;
  }

  private Measured measure(Input input) {
    FutureTask<Answer> task = new FutureTask<>(() -> Program.run(input));
    double[] used = {0};
    Thread timed =
        new Thread(
            null,
            () -> {
              task.run();
              used[0] = THREADS.getCurrentThreadCpuTime() / 1e9;
            },
            "trial");
    timed.setDaemon(true);
    timed.start();
    long begin = System.nanoTime();
    double limit = allowed(input);
    List<String> stack = List.of();
    while (true) {
      try {
        answer = task.get(100, TimeUnit.MILLISECONDS);
        timed.join();
        return new Measured(Optional.of(answer), Optional.empty(), used[0], stack);
      } catch (TimeoutException e) {
        double wall = (System.nanoTime() - begin) / 1e9;
        double seconds = Math.max(0, THREADS.getThreadCpuTime(timed.getId()) / 1e9);
        if (stack.isEmpty() && seconds > limit || wall > LONGEST) {
          stack = Arrays.stream(timed.getStackTrace()).map(StackTraceElement::toString).toList();
        }
        if (wall > PATIENCE && seconds > limit || wall > LONGEST) {
          return giveUp(timed, Math.max(seconds, limit + 1), stack);
        }
      } catch (ExecutionException e) {
        answer = new Answer(-1, "", "");
        return new Measured(Optional.empty(), Optional.of(e.getCause()), used[0], stack);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Measured giveUp(Thread thread, double seconds, List<String> stack) {
    answer = new Answer(-1, "", "");
    thread.interrupt();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (thread.isAlive()) {
      abandoned++;
      return new Measured(Optional.empty(), Optional.empty(), seconds, stack);
    }
    return new Measured(Optional.of(answer), Optional.empty(), seconds, stack);
  }

  private static double allowed(Input input) {
    return SECONDS * Math.max(1, (double) input.text().length() / SMALL);
  }

  private static Optional<Finding> judge(Input input, Measured measured) {
    if (measured.answer().isEmpty() && measured.thrown().isEmpty()) {
      return finding(Kind.STUCK, frames(measured.stack()), measured.stack());
    }
    if (measured.seconds() > allowed(input)) {
      return finding(Kind.SLOW, frames(measured.stack()), measured.stack());
    }
    if (measured.thrown().isPresent()) {
      Throwable thrown = measured.thrown().get();
      List<String> stack =
          Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::toString).toList();
      String ours = stack.stream().filter(f -> f.contains("org.chainrule")).findFirst().orElse("");
      String where = ours.replaceAll("\\(.*", "");
      return finding(
          Kind.THROWN, thrown.getClass().getName() + " at " + where, List.of(thrown + "", ours));
    }
    Answer answer = measured.answer().get();
    String said = answer.out() + answer.err();
    boolean quotes = FAULT.matcher(input.decoded()).find();
    if (answer.code() == 70 || !quotes && FAULT.matcher(said).find()) {
      return finding(Kind.FAULT, signature(said), said.lines().limit(12).toList());
    }
    if (said.contains("java.lang.") && !input.text().contains("java.lang.")) {
      return finding(Kind.FAULT, signature(said), said.lines().limit(12).toList());
    }
    if (!codes(input).contains(answer.code())) {
      return finding(Kind.CODE, "exit code " + answer.code(), List.of("code " + answer.code()));
    }
    String malformed = Reports.fault(input, answer);
    return malformed.isEmpty()
        ? Optional.empty()
        : finding(Kind.MALFORMED, malformed.replaceAll("\\d+", "N"), List.of(malformed));
  }

  /** Exit codes that a command has. */
  private static List<Integer> codes(Input input) {
    List<String> words = input.words();
    boolean compares =
        words.isEmpty()
            || List.of("equal", "check").contains(words.get(0))
            || words.contains("--verify");
    return compares ? List.of(0, 1, 2, 64) : List.of(0, 2, 64);
  }

  private static Optional<Finding> finding(Kind kind, String signature, List<String> detail) {
    return Optional.of(new Finding(kind, signature, String.join("\n", detail)));
  }

  /** The exception and the place, as the program tells them; without them what it says. */
  private static String signature(String said) {
    Matcher fault = FAULT.matcher(said);
    String from = fault.find() ? said.substring(fault.start()) : said;
    Matcher exception = EXCEPTION.matcher(from);
    Matcher frame = FRAME.matcher(from);
    String thrown = exception.find() ? exception.group() : from.lines().findFirst().orElse("");
    if (thrown.endsWith("StackOverflowError")) {
      return thrown; // wherever it happened to overflow
    }
    return thrown.replaceAll("\\d+", "N") + (frame.find() ? " at " + frame.group() : "");
  }

  /** Where the time goes: the two outermost classes that are at work. */
  private static String frames(List<String> stack) {
    List<String> classes =
        stack.stream()
            .map(AT_WORK::matcher)
            .filter(Matcher::find)
            .map(frame -> frame.group(1))
            .distinct()
            .toList();
    int from = Math.max(0, classes.size() - 2);
    return String.join(" < ", classes.subList(from, classes.size()));
  }
}
