package org.chainrule.ast;

import java.util.Arrays;
import org.chainrule.source.SourceText;
import org.chainrule.source.Span;

/**
 * Where the parts of a text's expressions stand.
 *
 * <p>Parts are numbered as the parser completes them, which is the postorder of every expression,
 * one after the other. So a walk in that order needs only to count to know where it is, and the
 * tree itself carries no places.
 */
public final class SourceMap {
  private final SourceText source;
  private final int[] starts;
  private final int[] ends;
  private final int[] statements;
  private final int[] firstParts;

  /**
   * A map over arrays that the caller hands over.
   *
   * @param source the text
   * @param starts offset of the first character of each part
   * @param ends offset behind the last character of each part
   * @param statements offsets of the first character and behind the last of each statement, in
   *     pairs
   * @param firstParts number of the first part of each statement
   */
  public SourceMap(
      SourceText source, int[] starts, int[] ends, int[] statements, int[] firstParts) {
    this.source = source;
    this.starts = starts;
    this.ends = ends;
    this.statements = statements;
    this.firstParts = firstParts;
  }

  /** Where the {@code part}-th part, from 0, of the {@code statement}-th statement stands. */
  public Span part(int statement, int part) {
    int index = firstParts[statement] + part;
    return new Span(source, starts[index], ends[index]);
  }

  /** Where the {@code statement}-th statement stands. */
  public Span statement(int statement) {
    return new Span(source, statements[2 * statement], statements[2 * statement + 1]);
  }

  /** The map of one statement in a text of its own, which is only that statement. */
  public SourceMap alone(int statement) {
    Span whole = statement(statement);
    int first = firstParts[statement];
    int end = statement + 1 < firstParts.length ? firstParts[statement + 1] : starts.length;
    SourceText text = new SourceText(source.name(), whole.text(), whole.line());
    return new SourceMap(
        text,
        shifted(starts, first, end, whole.start()),
        shifted(ends, first, end, whole.start()),
        new int[] {0, whole.end() - whole.start()},
        new int[] {0});
  }

  private static int[] shifted(int[] offsets, int first, int end, int by) {
    int[] shifted = Arrays.copyOfRange(offsets, first, end);
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] -= by;
    }
    return shifted;
  }
}
