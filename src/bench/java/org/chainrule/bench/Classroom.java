package org.chainrule.bench;

import org.chainrule.homework.classroom.Register;

/**
 * Prints what the checker of homework says of a second class of students, who work a teacher's
 * exercises. Arguments: the first seed (1), how many sound and how many mistaken sheets (1500), and
 * how many of the smallest sheets are shown for each complaint (0).
 */
public final class Classroom {
  private Classroom() {}

  /** Measures; see above. */
  public static void main(String[] arguments) {
    long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
    int sheets = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_500;
    int shown = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
    Register register = Register.of(seed, sheets);
    System.out.println(register.table());
    if (shown > 0) {
      System.out.println(register.findings(shown));
    }
  }
}
