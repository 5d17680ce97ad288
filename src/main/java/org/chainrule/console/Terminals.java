package org.chainrule.console;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.InfoCmp;
import org.jline.utils.Signals;

/** The terminal that this process was started in. */
final class Terminals {
  private static final Size USUAL = new Size(80, 24);

  /** What almost every terminal understands. */
  private static final String COMMON = "ansi";

  private Terminals() {}

  /**
   * Opens the terminal.
   *
   * @param type what {@code TERM} says
   * @throws IOException if there is none
   */
  static Terminal open(String type) throws IOException {
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
            .type(known(type))
            .build();
    if (isDumb(terminal)) {
      // Such a terminal knows handlers of signals, but would not hear of any.
      Signals.register(Signal.INT.name(), () -> terminal.raise(Signal.INT));
    }
    if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
      terminal.setSize(USUAL);
    }
    return terminal;
  }

  /** A type that JLine knows: it would show a stack trace for any other. */
  private static String known(String type) throws IOException {
    if (type.isEmpty() || type.equals(Terminal.TYPE_DUMB)) {
      return Terminal.TYPE_DUMB;
    }
    try {
      InfoCmp.getInfoCmp(type);
      return type;
    } catch (IOException e) {
      return COMMON;
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  /** Whether a terminal can only go forward. */
  static boolean isDumb(Terminal terminal) {
    return Terminal.TYPE_DUMB.equals(terminal.getType())
        || Terminal.TYPE_DUMB_COLOR.equals(terminal.getType());
  }
}
