package org.chainrule.session;

import java.util.Optional;

/**
 * The command that a text begins with.
 *
 * @param start where its colon stands
 * @param end where what follows it begins, blanks included
 */
record CommandWord(int start, int end) {
  static Optional<CommandWord> of(String text) {
    int start = skip(text, 0, true);
    if (start == text.length() || text.charAt(start) != ':') {
      return Optional.empty();
    }
    return Optional.of(new CommandWord(start, skip(text, start, false)));
  }

  /** The first place from {@code at} on where the characters cease to be blanks, or to be none. */
  private static int skip(String text, int at, boolean blanks) {
    int end = at;
    while (end < text.length() && Character.isWhitespace(text.charAt(end)) == blanks) {
      end++;
    }
    return end;
  }

  String in(String text) {
    return text.substring(start, end);
  }

  /** Where what follows the command begins. */
  int argument(String text) {
    return skip(text, end, true);
  }
}
