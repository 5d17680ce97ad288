package org.chainrule.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** One run of the command line inside this process, and what it left. */
public record Run(int code, String out, String err) {

  /** Runs without standard input. */
  public static Run of(String... args) {
    return with("", args);
  }

  /** Runs with this text as standard input. */
  public static Run with(String input, String... args) {
    return with(input.getBytes(StandardCharsets.UTF_8), args);
  }

  /** Runs with these bytes as standard input. */
  public static Run with(byte[] input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new CommandLine(
                new ByteArrayInputStream(input),
                new Output(out),
                new Output(err),
                new Terminal(false, false))
            .run(args);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
