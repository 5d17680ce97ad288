package org.chainrule.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program in a terminal, which tmux plays: keys go in, and the screen is read until it shows
 * what is expected. When the program has ended, its exit code stands in the last line.
 */
final class TmuxTerminal implements AutoCloseable {
  static final String PROMPT = ">";

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long GLANCE_MILLIS = 30;
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Outlives an interruption, which goes to the program as well, and keeps the screen. */
  private static final String SHELL = "trap : INT; \"$@\"; echo \"exit code $?\"; exec cat";

  /** Without its size a terminal says that it has no columns and no rows. */
  private static final String SIZELESS = "stty cols 0 rows 0; ";

  private final String socket =
      "chainrule-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();

  /**
   * A terminal.
   *
   * @param columns 0 if it does not know its size
   * @param environment all that the program finds there, beside {@code PATH}
   */
  record Kind(int columns, int rows, Map<String, String> environment) {}

  /** Starts the program in this folder, and waits for its first prompt. */
  TmuxTerminal(Kind kind, Path folder, String... options) {
    boolean sizeless = kind.columns() == 0;
    List<String> command = new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d"));
    command.addAll(List.of("-x", sizeless ? "80" : "" + kind.columns()));
    command.addAll(List.of("-y", sizeless ? "24" : "" + kind.rows(), "-c", folder.toString()));
    command.addAll(List.of("sh", "-c", (sizeless ? SIZELESS : "") + SHELL, "sh"));
    command.addAll(List.of("env", "-i", "PATH=" + System.getenv("PATH")));
    kind.environment().forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(start());
    command.addAll(List.of(options));
    tmux(command);
    try {
      ends(PROMPT);
    } catch (AssertionError e) {
      close(); // nobody else can
      throw e;
    }
  }

  private static List<String> start() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What makes a short life short.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx1g"));
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.chainrule.cli.Main");
    return command;
  }

  // ---- what the person does ----

  void type(String text) {
    tmux(List.of("send-keys", "-l", "--", text));
  }

  /** Presses keys by their names in tmux, such as {@code C-c}. */
  void press(String... keys) {
    tmux(Stream.concat(Stream.of("send-keys"), Arrays.stream(keys)).toList());
  }

  void enter(String text) {
    type(text);
    press("Enter");
  }

  /** Enters a line at the prompt, and waits for these lines and the next prompt. */
  void says(String entry, String... answer) {
    enter(entry);
    List<String> lines = new ArrayList<>();
    lines.add(PROMPT + " " + entry);
    lines.addAll(List.of(answer));
    lines.add(PROMPT);
    ends(lines.toArray(String[]::new));
  }

  /** Ends the program as {@code kill -9} does. */
  void kill() {
    assertThat(program().destroyForcibly()).isTrue();
    ends("exit code 137");
  }

  private ProcessHandle program() {
    String shell = tmux(List.of("list-panes", "-F", "#{pane_pid}")).strip();
    ProcessHandle pane = ProcessHandle.of(Long.parseLong(shell)).orElseThrow();
    return pane.children().findFirst().orElseThrow();
  }

  // ---- what the person sees ----

  /** Waits until the screen ends with these lines. */
  void ends(String... lines) {
    String end = "\n" + String.join("\n", lines);
    awaits("the end" + end, this::screen, screen -> ("\n" + screen).endsWith(end));
  }

  /** Waits until the text is somewhere on the screen. */
  void shows(String text) {
    awaits(text, this::screen, screen -> screen.contains(text));
  }

  /** Waits until the screen, with its escape sequences for colours, is as expected. */
  void looks(String what, Pattern expected) {
    awaits(what, () -> screen("-e"), screen -> expected.matcher(screen).find());
  }

  /** Waits until the cursor is behind so many columns. */
  void hasCursorBehind(int columns) {
    awaits(
        "the cursor behind " + columns + " columns",
        () -> tmux(List.of("display-message", "-p", "#{cursor_x}")).strip(),
        ("" + columns)::equals);
  }

  /** Waits until the program has computed for a while. */
  void computes() {
    ProcessHandle program = program();
    Supplier<Duration> time = () -> program.info().totalCpuDuration().orElseThrow();
    Duration end = time.get().plusMillis(500);
    awaits(
        "a computation",
        () -> time.get().toString(),
        now -> Duration.parse(now).compareTo(end) > 0);
  }

  private void awaits(String what, Supplier<String> look, Predicate<String> expected) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String seen = look.get();
    while (!expected.test(seen)) {
      if (System.nanoTime() > deadline) {
        fail("waiting for %s%nthere is%n%s%non the screen%n%s", what, seen, screen());
      }
      pause();
      seen = look.get();
    }
  }

  /** The screen without the blanks and empty lines at its end. */
  private String screen(String... options) {
    String lines =
        tmux(Stream.concat(Stream.of("capture-pane", "-p"), Arrays.stream(options)).toList());
    return lines
        .lines()
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n"))
        .stripTrailing();
  }

  private static void pause() {
    try {
      Thread.sleep(GLANCE_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  // ---- tmux ----

  private String tmux(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", socket));
    command.addAll(arguments);
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().remove("TMUX");
      Process process = builder.start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    // The server leaves its socket behind.
    String path = tmux(List.of("display-message", "-p", "#{socket_path}")).strip();
    tmux(List.of("kill-server"));
    try {
      Files.deleteIfExists(Path.of(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
