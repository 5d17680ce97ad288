package org.chainrule.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the program is given once. A file of the corpus holds the command in its first line and the
 * text behind it, byte for byte.
 *
 * @param command words of the command line; or {@code parse}, the library; {@code enter}, a session
 *     entry by entry; {@code equal}, whose expressions are the first two lines of the text
 * @param text bytes of standard input, each as one character, so that they need not be UTF-8
 */
record Input(String command, String text) {

  static Input of(String command, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Input(command, new String(bytes, StandardCharsets.ISO_8859_1));
  }

  static Input read(Path file) throws IOException {
    String all = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    int end = all.indexOf('\n');
    return new Input(all.substring(0, end), all.substring(end + 1));
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, (command + "\n" + text).getBytes(StandardCharsets.ISO_8859_1));
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The text as the program reads it. */
  String decoded() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  List<String> words() {
    return command.isEmpty() ? List.of() : List.of(command.split(" "));
  }

  /** The same command on another text. */
  Input with(String other) {
    return new Input(command, other);
  }

  /** What is counted together: the command without names and values. */
  String mode() {
    return command.isEmpty()
        ? "session"
        : command.replaceAll(" (-(?= |$)|--by \\S+|[^- ]\\S*=\\S+)", "");
  }
}
