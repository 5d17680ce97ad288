package org.chainrule.parse;

import org.chainrule.parse.SpelledLine.Piece;
import org.chainrule.source.Problem;

/** What is not clear in a line of homework, and is asked back. */
final class AskedBack extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Its first character in the sheet as typed. */
  final int start;

  /** Behind its last one there. */
  final int end;

  /** What to write, for either reading. */
  final String readings;

  /** What kind of doubt it is. */
  final Problem problem;

  /** What can be read in two ways. */
  AskedBack(Piece first, Piece last, String readings) {
    this(Problem.TWO_READINGS, first, last, readings);
  }

  AskedBack(Problem problem, Piece first, Piece last, String readings) {
    super(readings, null, false, false);
    this.problem = problem;
    this.start = first.start();
    this.end = last.end();
    this.readings = readings;
  }
}
