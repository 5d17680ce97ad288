package org.chainrule.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;

/**
 * Prints the CPU time (user and system, children included) of {@code (x+y)*z} with values from the
 * command line, as a ratio to an empty Java program on the same JVM. The two take turns.
 *
 * <p>One file without dependencies: {@code java src/bench/java/org/chainrule/bench/StartUp.java}.
 * Needs bash, whose {@code time} tells milliseconds.
 */
public final class StartUp {
  private static final String EMPTY =
      "public final class Empty { public static void main(String[] arguments) {} }";
  private static final List<String> OURS =
      List.of("./chainrule", "(x+y)*z", "x=-2", "y=5", "z=-4");

  private StartUp() {}

  /** Takes the number of pairs, 41 if none is given; to be started where the launcher is. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 41;
    Path classes = Files.createTempDirectory("empty");
    Path source = Files.writeString(classes.resolve("Empty.java"), EMPTY);
    ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString());
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> empty = List.of(java, "-cp", classes.toString(), "Empty");
    // The first run may build, and starts to make the archive, which takes some seconds.
    cpuMillis(OURS);
    Thread.sleep(10_000);

    double[] emptyTimes = new double[pairs];
    double[] ourTimes = new double[pairs];
    double[] ratios = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      emptyTimes[i] = cpuMillis(empty);
      ourTimes[i] = cpuMillis(OURS);
      ratios[i] = ourTimes[i] / emptyTimes[i];
    }
    print("empty program, ms", emptyTimes);
    print("(x+y)*z, ms", ourTimes);
    print("ratio within a pair", ratios);
    System.out.printf(
        Locale.ROOT, "%-20s %8.2f%n", "ratio of medians", median(ourTimes) / median(emptyTimes));
    Files.delete(classes.resolve("Empty.class"));
    Files.delete(source);
    Files.delete(classes);
  }

  private static void print(String label, double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "%-20s %8.2f  (%.2f to %.2f)%n",
        label,
        median(numbers),
        sorted[0],
        sorted[sorted.length - 1]);
  }

  private static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double cpuMillis(List<String> command) throws IOException, InterruptedException {
    List<String> timed = new ArrayList<>();
    timed.addAll(
        List.of("bash", "-c", "TIMEFORMAT='%3U %3S'; time \"$@\" >/dev/null", "start-up"));
    timed.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(timed).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + output);
    }
    String[] lines = output.strip().split("\n");
    String[] times = lines[lines.length - 1].split(" ");
    return 1000 * (Double.parseDouble(times[0]) + Double.parseDouble(times[1]));
  }
}
