package org.chainrule.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.chainrule.fuzz.Finding.Kind;

/**
 * A process that tries inputs one after the other and tells about each in a line. It ends where a
 * thread of its did not end when told to, for that one would take the time of all others; {@link
 * Fuzz} then starts another behind that input.
 */
final class FuzzWorker {
  /** The exit code of a process that wants to be followed by another. */
  static final int GO_ON = 3;

  private static final int TRIALS = 600;
  private static final int SLOW_TRIALS = 40;
  private static final int MOST_ABANDONED = 4;

  private final Trial trial = new Trial();
  private final Inputs inputs;
  private final Path kept;

  private FuzzWorker(Inputs inputs, Path kept) {
    this.inputs = inputs;
    this.kept = kept;
  }

  /** Arguments: seed, first number, step, end, when to stop in milliseconds, corpus. */
  public static void main(String[] args) throws IOException {
    Path corpus = Path.of(args[5]);
    FuzzWorker worker =
        new FuzzWorker(new Inputs(Long.parseLong(args[0]), corpus), corpus.resolve("fuzz"));
    long step = Long.parseLong(args[2]);
    long end = Long.parseLong(args[3]);
    long stop = Long.parseLong(args[4]);
    for (long i = Long.parseLong(args[1]); i < end; i += step) {
      if (System.currentTimeMillis() > stop) {
        break;
      }
      System.out.println("> " + i);
      worker.test(i);
      if (worker.trial.abandoned() > 0) {
        System.exit(GO_ON);
      }
    }
    System.exit(0);
  }

  private void test(long number) throws IOException {
    Inputs.Made made = inputs.at(number);
    Input input = made.input();
    Optional<Finding> finding = trial.of(input);
    Answer answer = trial.answer();
    String outcome = finding.isPresent() ? "finding" : answer.code() < 2 ? "answered" : "refused";
    if (finding.isPresent()) {
      keep(number, input, finding.get());
    }
    System.out.printf(
        "= %d\t%s\t%s\t%d\t%s%n",
        number, Inputs.word(made.kind()), outcome, answer.hashCode(), input.mode());
  }

  private void keep(long number, Input input, Finding finding) throws IOException {
    String name = finding.name(input.words().isEmpty() ? "session" : input.words().get(0));
    Path file = kept.resolve(name);
    // What was found before is mended: the same failure again has another cause.
    boolean known = Files.exists(file);
    if (known) {
      file = kept.resolve(name.replace(".txt", "-" + number + ".txt"));
    }
    input.write(file); // before it is shrunk, in case that this process does not live to do it
    input.with(shrunk(input, finding)).write(file);
    String detail = finding.detail().lines().limit(3).reduce("", (a, b) -> a + " | " + b);
    System.out.printf(
        "! %d\t%s\t%s\t%s\t%s%s%n",
        number,
        known ? "again" : "new",
        file.getFileName(),
        finding.kind(),
        finding.signature(),
        detail);
  }

  private String shrunk(Input input, Finding finding) {
    boolean slow = finding.kind() == Kind.SLOW || finding.kind() == Kind.STUCK;
    return new Shrinking(
            text -> {
              if (trial.abandoned() > MOST_ABANDONED) {
                return false;
              }
              Optional<Finding> again = trial.once(input.with(text));
              return again.isPresent()
                  && again.get().kind() == finding.kind()
                  && (slow || again.get().signature().equals(finding.signature()));
            },
            slow ? SLOW_TRIALS : TRIALS)
        .of(input.text());
  }
}
