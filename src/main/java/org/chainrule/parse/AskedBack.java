package org.chainrule.parse;

import org.chainrule.parse.SpelledLine.Piece;

/** What can be read in two ways, and is asked back. */
final class AskedBack extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Its first character in the sheet as typed. */
  final int start;

  /** Behind its last one there. */
  final int end;

  /** What to write, for either reading. */
  final String readings;

  AskedBack(Piece first, Piece last, String readings) {
    super(readings, null, false, false);
    this.start = first.start();
    this.end = last.end();
    this.readings = readings;
  }
}
