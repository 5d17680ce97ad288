package org.chainrule.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
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

  /** Definitions that were entered, but not looked at: all of them at once take less time. */
  private final List<Entries.Entry> unsettled = new ArrayList<>();

  /** The session before the first of them. */
  private Session settled;

  /** Errors that were told, in words; an entry is always answered, whatever was told before. */
  private final Set<String> told = new HashSet<>();

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
    this.settled = session;
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
    settle();
    for (Waiting each : waiting) {
      answerLate(each);
    }
    if (!printed && !failed && !wrong && !leave) {
      trace();
    }
    session.faults().forEach(this::tell);
    err.flush();
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
    if (reply.isQuiet()) {
      unsettled.add(entry);
      session = reply.session();
      return false;
    }
    if (settle()) {
      reply = session.enter(source(entry), false);
    }
    if (reply.waits()) {
      waiting.add(new Waiting(entry, session));
      session = reply.session();
      return false;
    }
    session = reply.session();
    settled = session;
    say(reply, entry);
    return reply.leave();
  }

  /**
   * Looks at what was defined; if it makes no sense together, it is entered again, one by one as a
   * person would, and what a person is refused is refused. Whether the session changed with that.
   */
  private boolean settle() {
    boolean again = !unsettled.isEmpty() && !session.faults().isEmpty();
    if (again) {
      session = settled;
      for (Entries.Entry each : unsettled) {
        Reply reply = session.enter(source(each), true);
        session = reply.session();
        complain(reply, each);
      }
    }
    unsettled.clear();
    settled = session;
    return again;
  }

  /** Answers what waited for values; what still lacks them is told. */
  private void answerLate(Waiting late) {
    Reply reply = session.recalling(late.session()).enter(source(late.entry()), false);
    say(reply, late.entry());
    if (reply.lacksValues()) {
      failed = true;
      out.flush();
      err.print("error: " + reply.hint() + "\n" + place(late.entry()));
      err.flush();
    }
  }

  private void say(Reply reply, Entries.Entry entry) {
    // The steps of a walk are computed when they are shown.
    String walk =
        Fault.contained(
            () -> reply.walk().map(Walk::text).orElse(""),
            fault -> {
              faulty = true;
              complain(List.of(fault), place(entry));
              return "";
            });
    String text = reply.text() + walk;
    printed |= !text.isEmpty();
    wrong |= reply.wrong();
    out.print(text);
    complain(reply, entry);
  }

  private void complain(Reply reply, Entries.Entry entry) {
    if (!reply.failed()) {
      return;
    }
    faulty |= reply.isFaulty();
    complain(reply.errors(), place(entry));
    if (!reply.complaint().isEmpty()) {
      err.print("error: " + reply.complaint() + "\n" + place(entry));
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
      told.add(words(error));
      err.print(error.report() + (placed ? "" : place));
    }
    err.flush();
  }

  private String place(Entries.Entry entry) {
    return "  --> " + name + ":" + entry.line() + ":1\n";
  }

  /** Tells what is wrong in the end, unless an entry was answered so: it is of no entry. */
  private void tell(Diagnostic error) {
    failed = true;
    if (told.add(words(error))) {
      out.flush();
      err.print(error.report());
    }
  }

  private static String words(Diagnostic error) {
    return error.code() + error.message();
  }

  /** Definitions alone ask for what they compute. */
  private void trace() {
    if (session.definesFormulas()) {
      Reply reply = session.enter(SourceText.of(":trace"));
      out.print(reply.text());
      faulty |= reply.isFaulty();
      reply.errors().forEach(this::tell);
    }
  }
}
