package org.chainrule.source;

import java.util.Locale;

/** How characters that cannot be printed as they are appear in a message. */
public final class Characters {
  private static final int REPLACEMENT = 0xFFFD;

  private Characters() {}

  /** The character itself, or a mark where it would move the carets or could not be seen. */
  static int visible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point == '\t' ? ' ' : REPLACEMENT;
      case Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.NON_SPACING_MARK ->
          REPLACEMENT;
      default -> point;
    };
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
