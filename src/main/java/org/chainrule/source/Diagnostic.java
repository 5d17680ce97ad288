package org.chainrule.source;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing to say about a text: an error, or a note that something may not mean what it seems to.
 *
 * @param problem which of the known problems this is
 * @param message the problem's sentence with its particulars filled in
 * @param labels the places concerned; empty when there is no text to point at
 * @param help one concrete suggestion, or an empty string
 */
public record Diagnostic(Problem problem, String message, List<Label> labels, String help) {

  /**
   * A place concerned and what to say there.
   *
   * @param span the place
   * @param text a few words; may be empty
   */
  public record Label(Span span, String text) {}

  /** A diagnostic whose labels are copied. */
  public Diagnostic {
    labels = List.copyOf(labels);
  }

  /** The problem at no particular place, its template filled with {@code particulars}. */
  public static Diagnostic of(Problem problem, Object... particulars) {
    return new Diagnostic(problem, problem.message(particulars), List.of(), "");
  }

  /** This diagnostic pointing also at {@code span}. */
  public Diagnostic at(Span span, String text) {
    List<Label> more = new ArrayList<>(labels);
    more.add(new Label(span, text));
    return new Diagnostic(problem, message, more, help);
  }

  /** This diagnostic pointing also at {@code span}, without words. */
  public Diagnostic at(Span span) {
    return at(span, "");
  }

  /** This diagnostic with a suggestion. */
  public Diagnostic help(String suggestion) {
    return new Diagnostic(problem, message, labels, Characters.brief(suggestion));
  }

  /** This diagnostic about a text that is the part of the old one which begins at an offset. */
  public Diagnostic in(SourceText part, int offset) {
    List<Label> moved = new ArrayList<>();
    for (Label label : labels) {
      Span span = new Span(part, label.span().start() - offset, label.span().end() - offset);
      moved.add(new Label(span, label.text()));
    }
    return new Diagnostic(problem, message, moved, help);
  }

  /** The stable code, such as {@code E101}; notes begin with N. */
  public String code() {
    return problem.code();
  }

  /** Whether this only informs. */
  public boolean isNote() {
    return problem.isNote();
  }

  /** The line of the first place, from 1; 0 without a place. */
  public int line() {
    return labels.isEmpty() ? 0 : labels.get(0).span().line();
  }

  /** The column of the first place, from 1 and in code points; 0 without a place. */
  public int column() {
    return labels.isEmpty() ? 0 : labels.get(0).span().column();
  }

  /** An exception that carries only this. */
  public ChainruleException asException() {
    return new ChainruleException(this);
  }

  /** The message alone. */
  @Override
  public String toString() {
    return message;
  }

  /** The diagnostic for people: the message, the line with carets, the suggestion. */
  public String report() {
    return report(Integer.MAX_VALUE);
  }

  /** The same, the line with carets within {@code width} columns. */
  public String report(int width) {
    return DiagnosticReport.of(this, width);
  }
}
