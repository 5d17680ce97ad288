package org.chainrule.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.ToolProvider;

/**
 * Prints the CPU time (user and system, children included) of two short runs as a ratio to an empty
 * Java program on the same JVM: {@code (x+y)*z} with values from the command line, and a session up
 * to its first prompt, where Ctrl-D leaves it. What is compared takes turns. A session needs a
 * terminal, which the program {@code script} of util-linux makes; the empty program then runs in
 * one too, and what {@code script} costs is subtracted from both.
 *
 * <p>One file without dependencies: {@code java src/bench/java/org/chainrule/bench/StartUp.java}.
 * Needs bash, whose {@code time} tells milliseconds.
 */
public final class StartUp {
  private static final String EMPTY =
      "public final class Empty { public static void main(String[] arguments) {} }";
  private static final String PROMPT = "> ";
  private static final int END_OF_FILE = 4;

  private StartUp() {}

  /** Takes the number of pairs, 41 if none is given; to be started where the launcher is. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 41;
    Path classes = Files.createTempDirectory("empty");
    Path source = Files.writeString(classes.resolve("Empty.java"), EMPTY);
    ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString());
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    final Run empty = Run.of("empty program", java, "-cp", classes.toString(), "Empty");
    final Run trace = Run.of("(x+y)*z", "./chainrule", "(x+y)*z", "x=-2", "y=5", "z=-4");
    final Run session = Run.of("session", "./chainrule").inTerminal().asking();
    final Run nothing = Run.of("script alone", "true").inTerminal();
    // The first run may build, and starts to make the archive, which takes some seconds.
    trace.cpuMillis();
    Thread.sleep(10_000);

    compare(pairs, empty, trace, 0);
    Series script = new Series(nothing.label());
    for (int i = 0; i < pairs; i++) {
      script.add(nothing.cpuMillis());
    }
    script.print();
    compare(pairs, empty.inTerminal(), session, script.median());
    Files.delete(classes.resolve("Empty.class"));
    Files.delete(source);
    Files.delete(classes);
  }

  /** Lets the two take turns, and prints their times and ratios without what both cost beside. */
  private static void compare(int pairs, Run empty, Run ours, double beside)
      throws IOException, InterruptedException {
    Series emptyTimes = new Series(empty.label());
    Series ourTimes = new Series(ours.label());
    Series ratios = new Series("ratio within a pair");
    for (int i = 0; i < pairs; i++) {
      emptyTimes.add(empty.cpuMillis() - beside);
      ourTimes.add(ours.cpuMillis() - beside);
      ratios.add(ourTimes.last() / emptyTimes.last());
    }
    emptyTimes.print();
    ourTimes.print();
    ratios.print();
    System.out.printf(
        Locale.ROOT, "%-28s %8.2f%n", "ratio of medians", ourTimes.median() / emptyTimes.median());
  }

  /** Numbers that were measured: milliseconds, or ratios. */
  private record Series(String label, List<Double> numbers) {
    Series(String label) {
      this(label, new ArrayList<>());
    }

    void add(double number) {
      numbers.add(number);
    }

    double last() {
      return numbers.get(numbers.size() - 1);
    }

    double median() {
      List<Double> sorted = sorted();
      int middle = sorted.size() / 2;
      return sorted.size() % 2 == 1
          ? sorted.get(middle)
          : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    void print() {
      List<Double> sorted = sorted();
      System.out.printf(
          Locale.ROOT,
          "%-28s %8.2f  (%.2f to %.2f)%n",
          label,
          median(),
          sorted.get(0),
          sorted.get(sorted.size() - 1));
    }

    private List<Double> sorted() {
      return numbers.stream().sorted().toList();
    }
  }

  /**
   * What is measured.
   *
   * @param asks whether it asks for an entry, and is then told the end of the file
   */
  private record Run(String label, List<String> command, boolean asks) {
    private static final List<String> TIME =
        List.of("bash", "-c", "TIMEFORMAT=$'\\n%3U %3S'; time \"$@\"", "start-up");

    /** What the terminal is; the shell is that of {@code script}. */
    private static final Map<String, String> ENVIRONMENT =
        Map.of(
            "LC_ALL", "C",
            "TERM", "xterm-256color",
            "SHELL", "/bin/sh",
            "JAVA_HOME", System.getProperty("java.home"));

    static Run of(String label, String... command) {
      return new Run(label + ", ms", List.of(command), false);
    }

    Run inTerminal() {
      return new Run(
          label, List.of("script", "-qec", String.join(" ", command), "/dev/null"), asks);
    }

    Run asking() {
      return new Run(label, command, true);
    }

    double cpuMillis() throws IOException, InterruptedException {
      List<String> timed = new ArrayList<>(TIME);
      timed.addAll(command);
      ProcessBuilder builder = new ProcessBuilder(timed).redirectErrorStream(true);
      builder.environment().putAll(ENVIRONMENT);
      Process process = builder.start();
      String output = output(process);
      if (process.waitFor() != 0 || asks && !output.contains(PROMPT)) {
        throw new IOException(String.join(" ", command) + " failed: " + output);
      }
      String[] lines = output.strip().split("\n");
      String[] times = lines[lines.length - 1].split(" ");
      return 1000 * (Double.parseDouble(times[0]) + Double.parseDouble(times[1]));
    }

    /** All that the process says; where it asks, it gets its answer. */
    private String output(Process process) throws IOException {
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      byte[] some = new byte[1024];
      boolean asked = false;
      try (InputStream in = process.getInputStream();
          OutputStream keys = process.getOutputStream()) {
        for (int count = in.read(some); count >= 0; count = in.read(some)) {
          output.write(some, 0, count);
          if (asks && !asked && output.toString(StandardCharsets.UTF_8).contains(PROMPT)) {
            asked = true;
            keys.write(END_OF_FILE);
            keys.flush();
          }
        }
      }
      return output.toString(StandardCharsets.UTF_8);
    }
  }
}
