package org.chainrule.source;

/**
 * A named piece of text: a file, an argument of the command line, a line of the REPL.
 *
 * @param name what to call it in a message; empty for text that has no name, such as an argument
 * @param text its characters, exactly as they came
 * @param firstLine the number of its first line in a larger text; 1 where it stands alone
 */
public record SourceText(String name, String text, int firstLine) {

  /** A whole text. */
  public SourceText(String name, String text) {
    this(name, text, 1);
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
    return text.codePointCount(lineStart(offset), offset) + 1;
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
