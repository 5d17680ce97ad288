package org.chainrule.source;

import java.util.Locale;

/** How characters that cannot be printed as they are appear in a message. */
public final class Characters {
  private static final int REPLACEMENT = 0xFFFD;

  private static final int LONGEST = 500;

  private Characters() {}

  /** The character itself, or a mark where it would move the carets or could not be seen. */
  static int visible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point == '\t' ? ' ' : REPLACEMENT;
      case Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.NON_SPACING_MARK ->
          REPLACEMENT;
      default -> point;
    };
  }

  /**
   * A text of a stranger for a report or a terminal: on one line, and whatever would command the
   * terminal, turn the direction of writing or could not be seen is shown by a mark. Accents that
   * stand behind their letters stay.
   */
  public static String shown(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(
            point ->
                point == '\n' || point == '\r'
                    ? ' '
                    : Character.getType(point) == Character.NON_SPACING_MARK
                        ? point
                        : visible(point))
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  /** A text that somebody is to read: its beginning, if it is longer than anybody reads. */
  static String brief(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** How a message names a character: itself in quotes, or its code where it cannot be seen. */
  public static String nameOf(int point) {
    if (visible(point) == point && !Character.isWhitespace(point) && point != REPLACEMENT) {
      return "'" + Character.toString(point) + "'";
    }
    String code = String.format(Locale.ROOT, "U+%04X", point);
    String name = Character.getName(point);
    return name == null ? code : code + " (" + name.toLowerCase(Locale.ROOT) + ")";
  }
}
