package org.chainrule.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chainrule.render.Paint;
import org.chainrule.session.Settings;
import org.chainrule.source.Limits;
import org.chainrule.value.Digits;

/**
 * Typical commands, run once with their output thrown away: the launcher records which classes they
 * load and keeps those in an archive, from which later runs start faster.
 */
final class WarmUp {
  private static final String REQUESTS =
      "{\"id\":1,\"text\":\"(x+y)*z\",\"at\":{\"x\":-2,\"y\":5,\"z\":-4},\"by\":[\"x\"],"
          + "\"want\":[\"value\",\"gradient\",\"formula\",\"trace\"]}\n{\"text\":\"(\"}\n";

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("(x+y)*z", "x=-2", "y=5", "z=-4"),
          List.of("(x+y)*z", "--explain", "--color=always"),
          List.of("1/(1+exp(-(w0*x0+w1*x1+w2)))", "w0=2", "x0=-1", "w1=-3", "x1=-2", "w2=-3"),
          List.of("f = max(x, y)^2 + sigmoid(2x)", "x=1", "y=1/3", "--verify", "--digits", "6"),
          List.of("-e", "g(u) = sqrt(u)*log(u)", "-e", "g(x)", "x=2", "--json"),
          List.of("run", "-"),
          List.of("pipe"),
          List.of("gates"),
          List.of("--help"),
          List.of("(x + ) * y", "x=1"));

  private static final String KEYS = "x = 2\rf = x^2\rf?\rdf/dx\rsi\u0015:he\t\r:quit\r";

  private WarmUp() {}

  static void run() {
    for (List<String> command : COMMANDS) {
      Output nowhere = new Output(OutputStream.nullOutputStream());
      String input =
          command.contains("pipe") ? REQUESTS : "q = x + y\nq*z\nx = -2, y = 5, z = -4\n";
      new CommandLine(
              new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
              nowhere,
              nowhere,
              new Terminal(false, false))
          .run(command.toArray(String[]::new));
    }
    rehearse();
  }

  /** A session, where terminals can be had. */
  private static void rehearse() {
    try {
      Path folder = Files.createTempDirectory("chainrule");
      try {
        Output nowhere = new Output(OutputStream.nullOutputStream());
        Settings settings = new Settings(Digits.DEFAULT, false, Paint.COLOR);
        Map<String, String> environment = Map.of("XDG_STATE_HOME", folder.toString());
        new ReplCommand(nowhere, nowhere, environment, Limits.STANDARD).rehearse(settings, KEYS);
      } finally {
        Files.deleteIfExists(folder.resolve("chainrule/history"));
        Files.deleteIfExists(folder.resolve("chainrule"));
        Files.deleteIfExists(folder);
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      // Sessions then start from what the other commands have loaded.
    }
  }
}
