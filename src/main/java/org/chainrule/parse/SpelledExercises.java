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
 * define something anew or stand on their own; at {@code 2) f = ...} where f has a formula already,
 * and that one stands behind a mark too or the lines that follow give inputs new values; or at
 * {@code ---} before another formula of f. Any other heading is a remark.
 */
final class SpelledExercises {
  /** More headings than a sheet has. */
  private static final int MOST = 100;

  /** The statements of each line. */
  private final List<List<List<Piece>>> lines = new ArrayList<>();

  private final BitSet headings = new BitSet();
  private final BitSet numbered = new BitSet(); // definitions behind a number
  private final BitSet strong = new BitSet(); // marks that say that an exercise begins
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
            && (SpelledHeading.isBefore(line) || SpelledHeading.isNumbered(line)));
    strong.set(
        lines.size(),
        headings.get(lines.size()) && !SpelledHeading.isRule(line)
            || SpelledHeading.isBefore(line));
    lines.add(statements);
  }

  /** Finds which lines belong to which exercise. */
  void tellApart() {
    BitSet exercise = new BitSet();
    int start = 0;
    for (int line = 0; line <= lines.size(); line++) {
      boolean ends =
          line == lines.size()
              || headings.get(line)
              || numbered.get(line) && !(strong.get(start) && isEmpty(start + 1, line));
      if (!ends || line == start && line < lines.size()) {
        continue;
      }
      BitSet part = new BitSet();
      part.set(start, line);
      if (!exercise.isEmpty() && begins(exercise, part, start)) {
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

  private boolean isEmpty(int first, int end) {
    for (int line = first; line < end; line++) {
      if (!lines.get(line).isEmpty() && !lines.get(line).get(0).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private boolean begins(BitSet exercise, BitSet some, int start) {
    SpelledNames before = namesOf(exercise);
    SpelledNames part = namesOf(some);
    if (before.bodies.isEmpty() || part.bodies.isEmpty()) {
      return false;
    }
    boolean anew = false;
    boolean fresh = false; // whether a formula is no working with what stands before
    boolean alone = !part.given.isEmpty();
    for (String head : part.bodies.keySet()) {
      String old = before.bodies.get(head);
      Set<String> uses = new LinkedHashSet<>(part.formulas.get(head));
      uses.removeAll(part.parameters.getOrDefault(head, List.of()));
      String body = part.bodies.get(head);
      boolean number = SpelledNumbers.isMeasured(body, uses); // f(x, y) = 12 m
      boolean other = old != null && !old.equals(body) && !number;
      anew |= other;
      boolean series = isMarked(exercise, head) && isDefined(start, head);
      boolean rule = headings.get(start) && some.stream().anyMatch(line -> isDefined(line, head));
      fresh |= other && (series || rule);
      alone &= !before.used.contains(head) || old != null;
    }
    boolean again =
        part.used.stream()
            .anyMatch(each -> part.given.contains(each) && before.given.contains(each));
    for (String name : part.used) {
      boolean own = part.formulas.containsKey(name) || part.given.contains(name);
      alone &= own;
      fresh &= own || !before.formulas.containsKey(name);
    }
    if (strong.get(start)) {
      return anew || alone;
    }
    return fresh || anew && again && !headings.get(start);
  }

  /** Whether the first formula of a name stands behind a mark: {@code a) f = x*y}. */
  private boolean isMarked(BitSet exercise, String head) {
    for (int line = exercise.nextSetBit(0); line >= 0; line = exercise.nextSetBit(line + 1)) {
      if (isDefined(line, head)) {
        return numbered.get(line);
      }
    }
    return false;
  }

  /** Whether a line says that a name is a formula, and nothing more, as a claim does. */
  private boolean isDefined(int line, String head) {
    for (List<Piece> statement : lines.get(line)) {
      SpelledEquation equation = SpelledEquation.of(statement);
      boolean formula = equation != null && !equation.names().isEmpty();
      long relations = formula ? statement.stream().filter(Pieces::isRelation).count() : 0;
      if (relations == 1 && equation.head().equals(head)) {
        return true;
      }
    }
    return false;
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
      shown.stream().forEach(line -> lines.get(line).forEach(each -> removeGiven(each, lacking)));
      for (int line = 0; line < lines.size() && !lacking.isEmpty(); line++) {
        if (!exercises.get(i).get(line) && gives(lines.get(line), lacking, own)) {
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

  /** Removes the x of {@code f = x^2 with x = 5}. */
  private static void removeGiven(List<Piece> statement, Set<String> lacking) {
    for (int i = 1; i + 1 < statement.size(); i++) {
      if (statement.get(i + 1).is("=") && SpelledRemarks.endsClaim(statement, i - 1)) {
        lacking.remove(statement.get(i).text());
      }
    }
  }

  /** Whether a line gives nothing but values, some that are lacking and none that is known. */
  private static boolean gives(
      List<List<Piece>> statements, Set<String> lacking, SpelledNames own) {
    boolean some = false;
    for (List<Piece> statement : statements) {
      String name = SpelledNames.givenBy(statement);
      if (name.isEmpty() || own.formulas.containsKey(name) || own.given.contains(name)) {
        return false;
      }
      some |= lacking.contains(name);
    }
    return some;
  }
}
