package org.chainrule.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code ./mvnw -Pfuzz -DskipTests verify}: random inputs for the whole program, in processes with
 * the options of the launcher. Findings are kept in {@code test-expressions/fuzz}; how many inputs
 * of each kind ran is told at the end. Exit code 1 if there was a finding.
 */
public final class Fuzz {
  private static final Path CORPUS = Path.of("test-expressions");
  private static final long NEVER = Long.MAX_VALUE;

  /** Every so many inputs are tried once more at the end, in a fresh process. */
  private static final long AGAIN = 97;

  private static final long MOST_AGAIN = 300 * AGAIN;

  private final long seed = Long.getLong("fuzz.seed", 1);
  private final int workers = Integer.getInteger("fuzz.workers", 2);
  private final long end = Long.getLong("fuzz.inputs", NEVER);
  private final Map<String, Map<String, Integer>> counts = new TreeMap<>();
  private final Map<Long, String> answers = new ConcurrentHashMap<>();
  private final Map<String, Integer> seen = new TreeMap<>();
  private final List<String> findings = new ArrayList<>();

  private Fuzz() {}

  public static void main(String[] args) throws Exception {
    System.exit(new Fuzz().run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    double minutes = Double.parseDouble(System.getProperty("fuzz.minutes", "5"));
    long stop = end < NEVER ? NEVER : System.currentTimeMillis() + (long) (minutes * 60_000);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      long first = i;
      threads.add(new Thread(() -> follow(first, workers, end, stop)));
    }
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    int inputs = answers.size();
    if (findings.isEmpty()) {
      // A fresh process has other hash seeds: what depends on them shows.
      long last = answers.keySet().stream().mapToLong(n -> n).max().orElse(0);
      follow(0, AGAIN, Math.min(last, MOST_AGAIN), NEVER);
    }
    tell(inputs);
    return findings.isEmpty();
  }

  /** Starts one process after the other until all numbers of a worker were tried. */
  private void follow(long first, long step, long last, long stop) {
    long next = first;
    try {
      while (next < last && System.currentTimeMillis() < stop) {
        long[] begun = {next - step};
        int code = process(next, step, last, stop, begun);
        if (code == 0) {
          return;
        }
        if (code != FuzzWorker.GO_ON) {
          Path kept = CORPUS.resolve("fuzz/died-" + seed + "-" + begun[0] + ".txt");
          new Inputs(seed, CORPUS).at(begun[0]).input().write(kept);
          finding("input " + begun[0] + " ended its process with code " + code + ": " + kept);
        }
        next = begun[0] + step;
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int process(long first, long step, long last, long stop, long[] begun)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseG1GC",
                "-XX:CompileThresholdScaling=10",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                FuzzWorker.class.getName(),
                Long.toString(seed),
                Long.toString(first),
                Long.toString(step),
                Long.toString(last),
                Long.toString(stop),
                CORPUS.toAbsolutePath().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .directory(Files.createDirectories(Path.of("target", "fuzz")).toFile())
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(line, begun);
      }
    }
    return process.waitFor();
  }

  private synchronized void hear(String line, long[] begun) {
    if (line.startsWith("> ")) {
      begun[0] = Long.parseLong(line.substring(2));
    } else if (line.startsWith("! ")) {
      found(line.substring(2).split("\t"));
    } else if (line.startsWith("= ")) {
      String[] parts = line.substring(2).split("\t");
      String answer = parts[2] + " " + parts[3];
      String before = answers.putIfAbsent(Long.valueOf(parts[0]), answer);
      if (before == null) {
        counts.computeIfAbsent(parts[4], mode -> new TreeMap<>()).merge(parts[2], 1, Integer::sum);
        counts
            .computeIfAbsent("made of " + parts[1], kind -> new TreeMap<>())
            .merge(parts[2], 1, Integer::sum);
      } else if (!before.equals(answer)) {
        finding(
            "input " + parts[0] + " of seed " + seed + " has another answer in a fresh process");
      }
    }
  }

  private void found(String[] parts) {
    if (seen.merge(parts[2], 1, Integer::sum) == 1) {
      finding("input " + String.join("  ", parts));
    }
  }

  private synchronized void finding(String what) {
    findings.add(what);
    System.out.println("FINDING " + what);
  }

  private void tell(int inputs) {
    System.out.printf("%n%-32s %9s %9s %9s%n", "", "answered", "refused", "findings");
    counts.forEach(
        (mode, outcomes) ->
            System.out.printf(
                "%-32s %9d %9d %9d%n",
                mode,
                outcomes.getOrDefault("answered", 0),
                outcomes.getOrDefault("refused", 0),
                outcomes.getOrDefault("finding", 0)));
    seen.forEach((file, times) -> System.out.printf("%6d times %s%n", times, file));
    System.out.printf("%d inputs of seed %d, %d findings%n", inputs, seed, findings.size());
  }
}
