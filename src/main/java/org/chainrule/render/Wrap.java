package org.chainrule.render;

import org.chainrule.source.Cells;

/** Breaks sentences into lines. */
public final class Wrap {
  /** Narrower columns of words are hard to read. */
  private static final int LEAST = 20;

  private Wrap() {}

  /** A term and what is said about it, which hangs in a column, or below where that is narrow. */
  public static String hanging(String term, String text, int column, int width) {
    boolean beside = width - column >= Math.min(Cells.of(text), LEAST);
    if (!beside) {
      return term + "\n" + wrap("    " + text, width, "    ");
    }
    int from = Math.max(column, Cells.of(term) + 2);
    return wrap(Cells.padded(term, from) + text, width, " ".repeat(from));
  }

  /** The text in lines of at most {@code width} columns, those after the first indented. */
  public static String wrap(String text, int width, String indent) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    boolean blank = true; // so far in this line
    String between = "";
    for (String word : text.split(" ")) {
      int length = Cells.of(word);
      if (!blank && column + 1 + length > width) {
        out.append('\n').append(indent);
        column = indent.length();
        blank = true;
      } else {
        out.append(between);
        column += between.length();
      }
      out.append(word);
      column += length;
      blank &= word.isEmpty();
      between = " ";
    }
    return out.toString();
  }
}
