package org.chainrule.fuzz;

import java.util.Locale;

/**
 * What an input should not have done.
 *
 * @param signature what findings of the same cause have in common
 * @param detail for who mends it
 */
record Finding(Kind kind, String signature, String detail) {

  /** How a program fails. */
  enum Kind {
    /** Something is thrown that is not our own exception. */
    THROWN,
    /** A fault of ours, caught and told. */
    FAULT,
    /** More than two seconds, twice. */
    SLOW,
    /** Goes on when it is interrupted. */
    STUCK,
    /** A report that its readers cannot read. */
    MALFORMED,
    /** Another answer the second time. */
    DIFFERS,
    /** An exit code that this command does not have. */
    CODE
  }

  /** A name for the file that keeps it. */
  String name(String mode) {
    String command = mode.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
    String hash = String.format(Locale.ROOT, "%08x", (mode + kind + signature).hashCode());
    return command + "-" + kind.name().toLowerCase(Locale.ROOT) + "-" + hash + ".txt";
  }
}
