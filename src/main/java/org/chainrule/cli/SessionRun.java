package org.chainrule.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.chainrule.session.Entries;
import org.chainrule.session.Reply;
import org.chainrule.session.Session;
import org.chainrule.session.Walk;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Fault;
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

  /** An entry that waits for a value, and the session that it was said to. */
  private record Waiting(Entries.Entry entry, Session session) {}

  private final List<Waiting> waiting = new ArrayList<>();
  private Session session;
  private boolean printed;
  private boolean failed;
  private boolean faulty;
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

  /** Enters the lines entry by entry, and returns the exit code. */
  int run(Iterator<String> lines) {
    boolean leave = false;
    Iterator<Entries.Entry> entries = Entries.of(lines);
    while (!leave) {
      try {
        if (!entries.hasNext()) {
          break;
        }
        leave = enter(entries.next());
        out.flush(); // for whoever waits for this answer before the next entry
      } catch (ChainruleException e) {
        complain(e.diagnostics(), "");
      }
    }
    for (Waiting each : waiting) {
      say(session.recalling(each.session()).enter(source(each.entry()), false), each.entry());
    }
    if (!printed && !failed && !wrong && !leave) {
      trace();
    }
    if (faulty) {
      return ExitCode.FAULT;
    }
    return failed ? ExitCode.UNREADABLE : wrong ? ExitCode.FAILED : ExitCode.OK;
  }

  private SourceText source(Entries.Entry entry) {
    return new SourceText(name, entry.text(), entry.line());
  }

  /** Enters one entry; whether it leaves. */
  private boolean enter(Entries.Entry entry) {
    Reply reply = session.enter(source(entry), false);
    if (reply.waits()) {
      waiting.add(new Waiting(entry, session));
      session = reply.session();
      return false;
    }
    session = reply.session();
    say(reply, entry);
    return reply.leave();
  }

  private void say(Reply reply, Entries.Entry entry) {
    String place = "  --> " + name + ":" + entry.line() + ":1\n";
    // The steps of a walk are computed when they are shown.
    String walk =
        Fault.contained(
            () -> reply.walk().map(Walk::text).orElse(""),
            fault -> {
              faulty = true;
              complain(List.of(fault), place);
              return "";
            });
    String text = reply.text() + walk;
    printed |= !text.isEmpty();
    wrong |= reply.wrong();
    out.print(text);
    if (!reply.failed()) {
      return;
    }
    faulty |= reply.isFaulty();
    complain(reply.errors(), place);
    if (!reply.complaint().isEmpty()) {
      err.print("error: " + reply.complaint() + "\n" + place);
    }
    err.flush();
  }

  /** Tells errors, with their place where they do not tell it themselves. */
  private void complain(List<Diagnostic> errors, String place) {
    failed = true;
    out.flush();
    for (Diagnostic error : errors) {
      boolean placed =
          error.labels().stream().anyMatch(label -> label.span().source().name().equals(name));
      err.print(error.report() + (placed ? "" : place));
    }
    err.flush();
  }

  /** Definitions alone ask for what they compute. */
  private void trace() {
    if (session.definesFormulas()) {
      say(session.enter(SourceText.of(":trace")), new Entries.Entry(":trace", 1));
    }
  }
}
