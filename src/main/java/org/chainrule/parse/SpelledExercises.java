package org.chainrule.parse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.parse.SpelledLine.Piece;
import org.chainrule.source.SourceText;

/**
 * The exercises of a sheet. One begins at a heading ({@code ## 2}, {@code Exercise 2}) whose lines
 * define something anew or stand on their own, or at {@code 2) f = ...} where f has a formula
 * already and the lines that follow give inputs new values. Any other heading is a remark.
 */
final class SpelledExercises {
  /** More headings than a sheet has. */
  private static final int MOST = 100;

  /** The statements of each line. */
  private final List<List<List<Piece>>> lines = new ArrayList<>();

  private final BitSet headings = new BitSet();
  private final BitSet numbered = new BitSet(); // definitions behind a number
  private final List<BitSet> exercises = new ArrayList<>();
  private final List<SpelledNames> names = new ArrayList<>();

  /**
   * The next line.
   *
   * @param inside whether it goes on in brackets of an earlier one
   */
  void add(List<Piece> line, List<List<Piece>> statements, boolean inside) {
    headings.set(lines.size(), !inside && headings.cardinality() < MOST && SpelledHeading.is(line));
    numbered.set(
        lines.size(),
        numbered.cardinality() < MOST
            && line.size() > 4
            && line.get(0).isWhole()
            && line.get(1).is(")"));
    lines.add(statements);
  }

  /** Finds which lines belong to which exercise. */
  void tellApart() {
    BitSet exercise = new BitSet();
    int start = 0;
    for (int line = 0; line <= lines.size(); line++) {
      boolean ends = line == lines.size() || headings.get(line) || numbered.get(line);
      if (!ends || line == start && line < lines.size()) {
        continue;
      }
      BitSet part = new BitSet();
      part.set(start, line);
      if (!exercise.isEmpty() && begins(namesOf(exercise), namesOf(part), headings.get(start))) {
        exercises.add(exercise);
        exercise = new BitSet();
      }
      exercise.or(part);
      start = line;
    }
    exercises.add(exercise);
    exercises.forEach(each -> names.add(namesOf(each)));
  }

  private SpelledNames namesOf(BitSet some) {
    List<List<Piece>> statements = new ArrayList<>();
    some.stream().forEach(line -> statements.addAll(lines.get(line)));
    return new SpelledNames(statements);
  }

  private static boolean begins(SpelledNames before, SpelledNames part, boolean heading) {
    if (before.bodies.isEmpty() || part.bodies.isEmpty()) {
      return false;
    }
    boolean anew = false;
    boolean alone = !part.given.isEmpty();
    for (String head : part.bodies.keySet()) {
      String old = before.bodies.get(head);
      anew |= old != null && !old.equals(part.bodies.get(head));
      alone &= !before.used.contains(head) || old != null;
    }
    boolean again =
        part.used.stream()
            .anyMatch(each -> part.given.contains(each) && before.given.contains(each));
    for (String name : part.used) {
      alone &= part.formulas.containsKey(name) || part.given.contains(name);
    }
    return heading ? anew || alone : anew && again;
  }

  /** The names of the exercise that a line belongs to. */
  SpelledNames names(int line) {
    for (int i = 0; i < exercises.size(); i++) {
      if (exercises.get(i).get(line)) {
        return names.get(i);
      }
    }
    return names.get(0);
  }

  /**
   * The text of each exercise: the lines of the others are empty, but for those that give a value
   * that it lacks.
   *
   * @param starts where each line of the text begins; behind the last, its end
   */
  List<SourceText> texts(SourceText text, int[] starts) {
    if (exercises.size() < 2) {
      return List.of(text);
    }
    List<SourceText> texts = new ArrayList<>();
    for (int i = 0; i < exercises.size(); i++) {
      BitSet shown = exercises.get(i);
      SpelledNames own = names.get(i);
      Set<String> lacking = new LinkedHashSet<>(own.used);
      lacking.removeAll(own.formulas.keySet());
      lacking.removeAll(own.given);
      for (int line = 0; line < lines.size() && !lacking.isEmpty(); line++) {
        if (!exercises.get(i).get(line) && gives(lines.get(line), lacking)) {
          shown = (BitSet) shown.clone();
          shown.set(line);
          lines.get(line).forEach(statement -> lacking.remove(SpelledNames.givenBy(statement)));
        }
      }
      StringBuilder masked = new StringBuilder(text.text());
      for (int line = 0; line < lines.size(); line++) {
        for (int at = starts[line]; !shown.get(line) && at < starts[line + 1]; at++) {
          char c = masked.charAt(at);
          masked.setCharAt(at, c == '\n' || c == '\r' ? c : ' ');
        }
      }
      texts.add(text.with(masked.toString()));
    }
    return texts;
  }

  private static boolean gives(List<List<Piece>> statements, Set<String> lacking) {
    return !statements.isEmpty()
        && statements.stream().allMatch(each -> lacking.contains(SpelledNames.givenBy(each)));
  }
}
