package org.chainrule.console;

import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;

/** Where the person's entries come from. */
interface EntrySource {
  /** What stands before the second line of an entry, and the third. */
  String CONTINUED = "  ";

  /**
   * Waits for an entry, which has several lines where a bracket is open or an operator waits.
   *
   * @param prompt what stands before it
   * @param kept whether it goes into the history, if there is one
   * @throws UserInterruptException if the entry was given up
   * @throws EndOfFileException if the person wants to leave
   * @throws java.io.IOError if the terminal is gone
   */
  String read(String prompt, boolean kept);
}
