package org.chainrule.console;

import java.io.IOError;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chainrule.parse.Completeness;
import org.jline.reader.EndOfFileException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;

/**
 * Entries from a terminal that can only go forward: it edits the line itself and hands it over when
 * it is complete, and nothing of what it shows is written again.
 */
final class PlainLines implements EntrySource {
  private final Terminal terminal;

  PlainLines(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public String read(String prompt, boolean kept) {
    AtomicBoolean givenUp = new AtomicBoolean();
    // The terminal throws its own line away; the reading goes on.
    Terminal.SignalHandler before =
        terminal.handle(
            Signal.INT,
            signal -> {
              givenUp.set(true);
              print("\n" + prompt);
            });
    try {
      print(prompt);
      String entry = line();
      givenUp.set(false);
      while (Completeness.isOpen(entry)) {
        print(CONTINUED);
        String next = line();
        entry = givenUp.getAndSet(false) ? next : entry + "\n" + next;
      }
      return entry;
    } catch (IOException e) {
      throw new IOError(e);
    } finally {
      terminal.handle(Signal.INT, before);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int next = terminal.reader().read();
    while (next >= 0 && next != '\n') {
      line.append((char) next);
      next = terminal.reader().read();
    }
    if (next < 0 && line.length() == 0) {
      print("\n");
      throw new EndOfFileException();
    }
    return line.toString();
  }

  private void print(String text) {
    terminal.writer().print(text);
    terminal.flush();
  }
}
