package org.chainrule.cli;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.session.Entries;
import org.chainrule.session.Reply;
import org.chainrule.session.Session;
import org.chainrule.source.SourceText;

/**
 * A session whose entries come from a text instead of a person: no prompt, no hints, errors with
 * their lines on standard error. Definitions are equations, so what still waits for a value is
 * answered at the end of the text.
 */
final class SessionRun {
  private final String name;
  private final Output out;
  private final Output err;
  private final List<Entries.Entry> waiting = new ArrayList<>();
  private Session session;
  private boolean printed;
  private boolean failed;
  private boolean wrong;

  /**
   * A run.
   *
   * @param name what to call the text in messages
   */
  SessionRun(String name, Session session, Output out, Output err) {
    this.name = name;
    this.session = session;
    this.out = out;
    this.err = err;
  }

  Session session() {
    return session;
  }

  /** Whether something could not be read or done. */
  boolean hasFailed() {
    return failed;
  }

  /** Enters the text entry by entry, and returns the exit code. */
  int run(String text) {
    boolean leave = false;
    for (Entries.Entry entry : Entries.of(text)) {
      leave = leave || enter(entry, true);
    }
    waiting.forEach(entry -> enter(entry, false));
    if (!printed && !failed && !wrong && !leave) {
      trace();
    }
    return failed ? ExitCode.UNREADABLE : wrong ? ExitCode.FAILED : ExitCode.OK;
  }

  /** Enters one entry; whether it leaves. */
  private boolean enter(Entries.Entry entry, boolean mayWait) {
    Reply reply = session.enter(new SourceText(name, entry.text(), entry.line()), false);
    session = reply.session();
    if (reply.waits() && mayWait) {
      waiting.add(entry);
      return false;
    }
    String text = reply.text() + reply.walk().map(walk -> walk.text()).orElse("");
    printed |= !text.isEmpty();
    wrong |= reply.wrong();
    out.print(text);
    if (reply.failed()) {
      failed = true;
      out.flush();
      reply.errors().forEach(error -> err.print(error.report()));
      if (!reply.complaint().isEmpty()) {
        err.print("error: " + reply.complaint() + "\n  --> " + name + ":" + entry.line() + ":1\n");
      }
      err.flush();
    }
    return reply.leave();
  }

  /** Definitions alone ask for what they compute. */
  private void trace() {
    if (session.definesFormulas()) {
      out.print(session.enter(SourceText.of(":trace")).text());
    }
  }
}
