package org.chainrule.render;

import org.chainrule.source.Cells;

/** Breaks sentences into lines. */
public final class Wrap {
  private Wrap() {}

  /** The text in lines of at most {@code width} columns, those after the first indented. */
  public static String wrap(String text, int width, String indent) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ")) {
      int length = Cells.of(word);
      if (column > 0 && column + 1 + length > width) {
        out.append('\n').append(indent);
        column = indent.length();
      } else if (column > 0) {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += length;
    }
    return out.toString();
  }
}
