package org.chainrule.session;

import java.util.Optional;

/**
 * What a comment of a saved session says, such as {@code #> define idle = 3}: what {@code :load}
 * reads and a sheet does not. In the order in which a sheet has them.
 */
enum Remark {
  DEFINE("define"),
  SHOW("show"),
  OUTPUT("output"),
  CLAIM("claim"),
  ANS("ans"),
  /** What commands speak of. */
  ABOUT("about");

  private static final String MARK = "#> ";

  private final String word;

  Remark(String word) {
    this.word = word;
  }

  String line(String text) {
    // The line of an output begins with the word itself.
    return (MARK + (this == OUTPUT ? "" : word + " ") + text).strip();
  }

  /** The kind of a line of a file; empty if it is no remark. */
  static Optional<Remark> of(String line) {
    for (Remark each : values()) {
      if (line.startsWith(MARK + each.word + " ") || line.equals(MARK + each.word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** What stands behind the word; the whole line of an output. */
  String in(String line) {
    return line.substring(MARK.length() + (this == OUTPUT ? 0 : word.length())).strip();
  }
}
