package org.chainrule.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/** The terminal that this process was started in. */
final class Terminals {
  private static final Size USUAL = new Size(80, 24);

  /** What JLine would say of terminals that it does not know is of no use to a person. */
  private static final Logger JLINE = Logger.getLogger("org.jline");

  private Terminals() {}

  /**
   * Opens the terminal.
   *
   * @param type what {@code TERM} says
   * @throws IOException if there is none
   */
  static Terminal open(String type) throws IOException {
    JLINE.setLevel(Level.OFF);
    if (AnsiTerminal.understands(type)) {
      try {
        return new AnsiTerminal(type, new JniTerminalProvider().current(SystemStream.Output));
      } catch (IOException | RuntimeException | LinkageError e) {
        // Without the native library JLine finds another way, such as the program stty.
      }
    }
    Terminal terminal =
        TerminalBuilder.builder()
            .system(true)
            .dumb(true)
            .encoding(StandardCharsets.UTF_8)
            .type(type.isEmpty() ? "dumb" : type)
            .build();
    if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
      terminal.setSize(USUAL);
    }
    return terminal;
  }

  /** Whether a terminal can only go forward. */
  static boolean isDumb(Terminal terminal) {
    return Terminal.TYPE_DUMB.equals(terminal.getType())
        || Terminal.TYPE_DUMB_COLOR.equals(terminal.getType());
  }
}
