package org.chainrule.homework;

import java.util.List;
import org.chainrule.source.Diagnostic;

/**
 * What is found of one claim.
 *
 * @param line number of its line, from 1
 * @param text the line as it was written
 * @param readAs what was read there, if that is not our own notation; else empty
 * @param quantity what it speaks of
 * @param kind value, total, local, up, down, formula
 * @param written the number or formula
 * @param truth the right value, if it is one number
 * @param own what follows from the student's own lines, if it is one number
 * @param verdict the verdict
 * @param slips misconceptions that fit, at most three
 * @param from numbers of the lines that it follows from, where one of them is wrong
 * @param message one sentence
 * @param points of one
 */
public record Judgement(
    int line,
    String text,
    String readAs,
    String quantity,
    String kind,
    String written,
    double truth,
    double own,
    Verdict verdict,
    List<Slip> slips,
    List<Integer> from,
    String message,
    double points) {

  /**
   * A misconception that fits.
   *
   * @param id what it is called
   * @param at where it would have been made
   * @param message one sentence
   */
  public record Slip(String id, String at, String message) {}

  /** What is found of a line in our own notation. */
  Judgement(
      int line,
      String text,
      String quantity,
      String kind,
      String written,
      double truth,
      double own,
      Verdict verdict,
      List<Slip> slips,
      List<Integer> from,
      String message,
      double points) {
    this(
        line, text, "", quantity, kind, written, truth, own, verdict, slips, from, message, points);
  }

  /** A judgement whose lists are copied. */
  public Judgement {
    slips = List.copyOf(slips);
    from = List.copyOf(from);
  }

  /** The same with other points. */
  Judgement worth(double other) {
    return new Judgement(
        line, text, readAs, quantity, kind, written, truth, own, verdict, slips, from, message,
        other);
  }

  /** The same, of a line that was typed otherwise. */
  Judgement typed(String other) {
    int comment = text.indexOf('#');
    String read = (comment < 0 ? text : text.substring(0, comment)).strip();
    return new Judgement(
        line,
        other.strip(),
        read,
        quantity,
        kind,
        written,
        truth,
        own,
        verdict,
        slips,
        from,
        message,
        points);
  }

  /** Full marks for what is right, and for the right step from an error before. */
  static double marks(Verdict verdict) {
    return verdict.isRight() || verdict == Verdict.FOLLOWS ? 1 : 0;
  }

  /** What is said of a line that is no claim, or cannot be judged. */
  static Judgement plain(int line, String text, Verdict verdict, String message) {
    return new Judgement(
        line,
        text.strip(),
        "",
        "",
        "",
        Double.NaN,
        Double.NaN,
        verdict,
        List.of(),
        List.of(),
        message,
        marks(verdict));
  }

  /** What is said of a line that is wrong, costs too much, or that we fail at. */
  static Judgement refused(int line, String text, Diagnostic error) {
    Verdict verdict =
        switch (error.problem()) {
          case FAULT -> Verdict.FAULT;
          case TOO_MUCH_WORK, OUT_OF_TIME -> Verdict.UNDECIDED;
          default -> Verdict.UNREADABLE;
        };
    return plain(line, text, verdict, sentence(error));
  }

  static String sentence(Diagnostic error) {
    String where = error.line() > 0 ? "column " + error.column() + ": " : "";
    return where + error.message() + (error.help().isEmpty() ? "" : "; " + error.help());
  }
}
