package org.chainrule.console;

import java.io.IOError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chainrule.render.Paint;
import org.chainrule.render.Wrap;
import org.chainrule.session.Entries;
import org.chainrule.session.Reply;
import org.chainrule.session.Session;
import org.chainrule.source.SourceText;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.spi.Pty;
import org.jline.terminal.spi.SystemStream;

/** A session with a person at a terminal. */
public final class Console {
  private static final String PROMPT = "> ";

  private final Terminal terminal;
  private final EntrySource entries;
  private final Worker worker;
  private Session session;

  /** How many columns the terminal has that standard output is; {@code usual} if it is none. */
  public static int columns(int usual) {
    try {
      int columns = new JniTerminalProvider().systemStreamWidth(SystemStream.Output);
      return columns > 0 ? columns : usual;
    } catch (RuntimeException | LinkageError e) {
      return usual; // Without the native library nothing tells it quickly.
    }
  }

  private Console(Terminal terminal, Session session, Optional<Path> history) {
    this.terminal = terminal;
    this.session = session;
    this.worker = new Worker(terminal);
    boolean colors = session.settings().paint() == Paint.COLOR;
    this.entries =
        Terminals.isDumb(terminal)
            ? new PlainLines(terminal)
            : new LineEditor(terminal, () -> this.session.vocabulary(), history, colors);
  }

  /**
   * Talks until the person leaves.
   *
   * @param type what {@code TERM} says
   * @param history where earlier entries are kept, if they are
   * @param greeting a line in front of the first prompt
   * @throws IOException if there is no terminal
   */
  public static void run(String type, Session session, Optional<Path> history, String greeting)
      throws IOException {
    try (Terminal terminal = Terminals.open(type)) {
      terminal.writer().println(Wrap.wrap(greeting, terminal.getWidth(), ""));
      new Console(terminal, session, history).talk();
    }
  }

  /**
   * Talks to nobody: the keys are typed into a terminal that nobody sees, so that all that a
   * session needs is loaded.
   *
   * @throws IOException if there are no such terminals here
   */
  public static void rehearse(Session session, Optional<Path> history, String keys)
      throws IOException {
    Pty pty = new JniTerminalProvider().open(new Attributes(), new Size(80, 24));
    try (Terminal terminal = new AnsiTerminal("xterm", pty)) {
      Thread reader = new Thread(() -> drain(pty), "unseen");
      reader.setDaemon(true);
      reader.start();
      pty.getMasterOutput().write(keys.getBytes(StandardCharsets.UTF_8));
      pty.getMasterOutput().flush();
      new Console(terminal, session, history).talk();
    }
  }

  private static void drain(Pty pty) {
    try {
      byte[] some = new byte[1024];
      while (pty.getMasterInput().read(some) >= 0) {
        Thread.yield();
      }
    } catch (IOException e) {
      // The terminal is closed.
    }
  }

  private void talk() {
    // Ctrl-C between two entries, while an answer is printed, is no reason to leave.
    terminal.handle(Terminal.Signal.INT, Terminal.SignalHandler.SIG_IGN);
    while (true) {
      String entry;
      try {
        // Answers to questions are no entries to come back to.
        entry =
            session.isAsking()
                ? entries.read(session.question(), false)
                : entries.read(PROMPT, true);
      } catch (UserInterruptException e) {
        continue;
      } catch (EndOfFileException e) {
        if (!session.isAsking()) {
          return;
        }
        Reply reply = session.stopAsking();
        session = reply.session();
        say(reply.text());
        continue;
      } catch (IOError e) {
        return; // The terminal is gone.
      }
      // A text that was pasted holds several entries.
      boolean leave = false;
      for (Entries.Entry each : entries(entry)) {
        leave = leave || answer(each.text());
      }
      if (leave) {
        return;
      }
    }
  }

  /** The empty entry is an answer too. */
  private List<Entries.Entry> entries(String text) {
    return session.isAsking() ? List.of(new Entries.Entry(text, 1)) : Entries.of(text);
  }

  /** Answers one entry; whether the person wants to leave. */
  private boolean answer(String entry) {
    Session before = session.within(terminal.getWidth()); // it may have changed
    Optional<Reply> found = worker.run(() -> before.enter(SourceText.of(entry)));
    if (found.isEmpty()) {
      say("given up\n");
      return false;
    }
    Reply reply = found.get();
    session = reply.session();
    say(reply.shown());
    reply
        .walk()
        .ifPresent(
            walk -> {
              if (Terminals.isDumb(terminal)) {
                say(walk.text());
              } else {
                boolean plain = session.settings().paint() == Paint.PLAIN;
                new WalkKeys(terminal, walk, plain ? WalkKeys.Style.PLAIN : WalkKeys.Style.COLOR)
                    .run();
              }
            });
    return reply.leave();
  }

  private void say(String text) {
    terminal.writer().print(text);
    terminal.flush();
  }
}
