package org.chainrule.homework.students;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.homework.students.Mistake.Made;

/**
 * What a student hands in.
 *
 * @param exercise the question
 * @param habits how it was worked
 * @param made the mistake
 * @param dropped what would have been written, but is left out
 * @param lines what is written
 * @param roots the quantities at which the mistake is first written; of most mistakes one
 */
record Sheet(
    Exercise exercise,
    Habits habits,
    Made made,
    Set<String> dropped,
    List<Line> lines,
    Set<String> roots) {

  /** What a line has that others have not. */
  enum Trait {
    TIE,
    CANCELLING,
    DENOMINATOR,
    FORK_OF_THREE,
    KINK,
    WORKING,
    MATRIX
  }

  /**
   * A line.
   *
   * @param quantity what it speaks of
   * @param text the line
   * @param traits what it has
   * @param written the numbers at its end
   * @param own the same before they were rounded
   */
  record Line(String quantity, String text, Set<Trait> traits, Decimals written, Decimals own) {}

  private List<String> question() {
    return exercise.question();
  }

  String text() {
    return Stream.concat(question().stream(), lines.stream().map(Line::text))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** The number of a line in the text, from 1. */
  int number(Line line) {
    return question().size() + lines.indexOf(line) + 1;
  }

  boolean isRoot(Line line) {
    return roots.contains(line.quantity());
  }
}
