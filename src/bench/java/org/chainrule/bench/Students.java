package org.chainrule.bench;

import org.chainrule.homework.students.Figures;
import org.chainrule.homework.students.Findings;

/**
 * Prints what the checker of homework says of random students, beside its aims. Arguments: the
 * first seed (1), how many sound and how many mistaken sheets (1500), and how many of the smallest
 * sheets are shown for each complaint (0).
 */
public final class Students {
  private Students() {}

  /** Measures; see above. */
  public static void main(String[] arguments) {
    long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
    int sheets = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_500;
    int shown = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
    Figures figures = Figures.of(seed, sheets).roundingInTheHead(seed);
    System.out.println(figures.table());
    if (shown > 0) {
      System.out.println(Findings.text(figures, shown));
    }
  }
}
