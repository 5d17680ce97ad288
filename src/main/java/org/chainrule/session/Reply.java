package org.chainrule.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.render.Wrap;
import org.chainrule.source.Cells;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Problem;

/**
 * What a session says to one entry.
 *
 * @param session the session afterwards
 * @param text what was asked for, in lines; may be empty
 * @param hint what to do next, for a person; may be empty
 * @param errors what cannot be read or computed
 * @param complaint why a command cannot be carried out; may be empty
 * @param walk steps to be shown one by one
 * @param wrong whether a claim was judged, and is not right
 * @param answer how much could be told although inputs have no values
 * @param leave whether the person wants to leave
 */
public record Reply(
    Session session,
    String text,
    String hint,
    List<Diagnostic> errors,
    String complaint,
    Optional<Walk> walk,
    boolean wrong,
    Answer answer,
    boolean leave) {

  /** How much of what was asked for could be told; the later the less. */
  enum Answer {
    FULL,
    /** Formulas, for inputs have no values. */
    FORMULA,
    NONE
  }

  /** A reply whose list is copied. */
  public Reply {
    errors = List.copyOf(errors);
  }

  static Reply of(Session session, String text) {
    return new Reply(session, text, "", List.of(), "", Optional.empty(), false, Answer.FULL, false);
  }

  static Reply errors(Session session, List<Diagnostic> errors) {
    return new Reply(session, "", "", errors, "", Optional.empty(), false, Answer.FULL, false);
  }

  static Reply complaint(Session session, String complaint) {
    return new Reply(
        session, "", "", List.of(), complaint, Optional.empty(), false, Answer.FULL, false);
  }

  static Reply leave(Session session) {
    return new Reply(session, "", "", List.of(), "", Optional.empty(), false, Answer.FULL, true);
  }

  Reply hint(String other) {
    return new Reply(session, text, other, errors, complaint, walk, wrong, answer, leave);
  }

  Reply walking(Walk steps) {
    return new Reply(
        session, text, hint, errors, complaint, Optional.of(steps), wrong, answer, leave);
  }

  Reply judged(boolean right) {
    return new Reply(session, text, hint, errors, complaint, walk, !right, answer, leave);
  }

  /** The same, with a hint to give values to inputs. */
  Reply waiting(String ask) {
    return new Reply(session, text, ask, errors, complaint, walk, wrong, Answer.FORMULA, leave);
  }

  /** The same, but no answer yet: inputs want values first. */
  Reply unanswered(String ask) {
    return new Reply(session, text, ask, errors, complaint, walk, wrong, Answer.NONE, leave);
  }

  /** Whether the answer would be another one if inputs without a value had one. */
  public boolean waits() {
    return answer != Answer.FULL;
  }

  /** Whether a value was asked for that cannot be computed, for inputs have none. */
  public boolean lacksValues() {
    return answer == Answer.NONE;
  }

  /** All of it as a person reads it: answers, errors, what to do next. */
  public String shown() {
    int width = session.settings().width();
    StringBuilder out = new StringBuilder();
    for (String line : text.split("(?<=\n)")) {
      boolean note = line.startsWith("note: ");
      out.append(note ? Wrap.wrap(line.stripTrailing(), width, "  ") + "\n" : line);
    }
    for (Diagnostic error : errors) {
      for (String line : error.report(width).split("\n")) {
        // Carets stand under a line that is not broken.
        boolean source = line.startsWith("  |");
        out.append(source ? line : Wrap.wrap(line, width, "    ")).append('\n');
      }
    }
    if (!complaint.isEmpty()) {
      out.append(Wrap.wrap(complaint, width, "  ")).append('\n');
    }
    if (!hint.isEmpty()) {
      String lines = "  " + Wrap.wrap(hint, width - 2, "  ");
      out.append(session.settings().paint().faint(lines)).append('\n');
    }
    return out.toString();
  }

  /** Whether there is nothing to say: a definition, a setting. */
  public boolean isQuiet() {
    return !failed() && text.isEmpty() && walk.isEmpty() && !waits() && !wrong && !leave;
  }

  /** Whether we failed, and not the entry. */
  public boolean isFaulty() {
    return errors.stream().anyMatch(error -> error.problem() == Problem.FAULT);
  }

  /** Whether something could not be done. */
  public boolean failed() {
    return !errors.isEmpty() || !complaint.isEmpty();
  }

  /** The same words, but another session goes on. */
  Reply in(Session other) {
    return new Reply(other, text, hint, errors, complaint, walk, wrong, answer, leave);
  }

  /** This reply and what was said next, side by side where both are one line and fit. */
  Reply besides(Reply next, int width) {
    boolean fit =
        isLine(text) && isLine(next.text) && Cells.of(text) + Cells.of(next.text) + 1 <= width;
    String line = fit ? text.substring(0, text.length() - 1) + "   " : text;
    return new Reply(session, line, hint, errors, complaint, walk, wrong, answer, leave).then(next);
  }

  private static boolean isLine(String text) {
    return !text.isEmpty() && text.indexOf('\n') == text.length() - 1;
  }

  /** This reply and what was said next. */
  Reply then(Reply next) {
    List<Diagnostic> all = new ArrayList<>(errors);
    all.addAll(next.errors);
    return new Reply(
        next.session,
        text + next.text,
        next.hint.isEmpty() ? hint : next.hint,
        all,
        next.complaint,
        next.walk,
        wrong || next.wrong,
        answer.compareTo(next.answer) > 0 ? answer : next.answer,
        leave || next.leave);
  }
}
