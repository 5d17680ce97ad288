package org.chainrule.source;

/**
 * A stretch of a text, from its first character to the one behind its last.
 *
 * @param source the text
 * @param start offset of the first character
 * @param end offset behind the last character; {@code end == start} points between two characters
 */
public record Span(SourceText source, int start, int end) {

  /** The characters of this stretch. */
  public String text() {
    return source.text().substring(start, end);
  }

  /** The line this stretch begins in, from 1. */
  public int line() {
    return source.line(start);
  }

  /** The column this stretch begins in, from 1 and in code points. */
  public int column() {
    return source.column(start);
  }
}
