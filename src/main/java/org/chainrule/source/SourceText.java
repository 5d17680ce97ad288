package org.chainrule.source;

import java.util.Arrays;

/**
 * A named piece of text: a file, an argument of the command line, a line of the REPL.
 *
 * @param name what to call it in a message; empty for text that has no name, such as an argument
 * @param text its characters, exactly as they came
 * @param firstLine the number of its first line in a larger text; 1 where it stands alone
 * @param places where its characters stand in what was typed, if that is another text; else null
 */
public record SourceText(String name, String text, int firstLine, Places places) {

  /** A text as it came. */
  public SourceText(String name, String text, int firstLine) {
    this(name, text, firstLine, null);
  }

  /** A whole text. */
  public SourceText(String name, String text) {
    this(name, text, 1);
  }

  /** Other characters at the same places. */
  public SourceText with(String other) {
    return new SourceText(name, other, firstLine, places);
  }

  /** Where the stretches of a text that was made of another stand in that one. */
  public static final class Places {
    private final SourceText typed;
    private int[] made = new int[16];
    private int[] meant = new int[16];
    private int size;

    /** No places yet, in a text. */
    public Places(SourceText typed) {
      this.typed = typed;
    }

    /** A stretch begins at {@code offset}, and stands at {@code place} in what was typed. */
    public void add(int offset, int place) {
      if (size == made.length) {
        made = Arrays.copyOf(made, 2 * size);
        meant = Arrays.copyOf(meant, 2 * size);
      }
      made[size] = offset;
      meant[size++] = place;
    }

    private int column(int offset) {
      int at = Arrays.binarySearch(made, 0, size, offset);
      while (at >= 0 && at + 1 < size && made[at + 1] == offset) {
        at++;
      }
      at = at >= 0 ? at : Math.max(0, -at - 2);
      int place = meant[at] + offset - made[at];
      int end = at + 1 < size ? Math.max(meant[at], meant[at + 1]) : typed.text.length();
      return typed.column(Math.min(place, end));
    }
  }

  /** A text without a name. */
  public static SourceText of(String text) {
    return new SourceText("", text);
  }

  /** The line, from {@code firstLine}, of the character at {@code offset}. */
  public int line(int offset) {
    int line = firstLine;
    for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
      line++;
    }
    return line;
  }

  /** The column, from 1 and in code points, of the character at {@code offset}. */
  public int column(int offset) {
    return places != null
        ? places.column(offset)
        : text.codePointCount(lineStart(offset), offset) + 1;
  }

  /** Where the line of {@code offset} begins. */
  int lineStart(int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Where the line of {@code offset} ends, its line break excluded. */
  int lineEnd(int offset) {
    int end = text.indexOf('\n', offset);
    if (end < 0) {
      end = text.length();
    }
    return end > lineStart(offset) && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }
}
