package org.chainrule.homework.students;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.chainrule.homework.students.Exercises.Flavour;
import org.chainrule.homework.students.Mistake.Kind;
import org.chainrule.homework.students.Mistake.Made;

/** Sheets from seeds: the same seed gives the same sheet. */
public final class Sheets {
  private static final Flavour[] FLAVOURS = {
    Flavour.PLAIN,
    Flavour.EXACT,
    Flavour.MATRICES,
    Flavour.FORKS,
    Flavour.KINKS,
    Flavour.CANCELLING,
    Flavour.EXACT,
    Flavour.QUOTIENTS,
    Flavour.FORKS,
    Flavour.EXACT,
    Flavour.CANCELLING,
    Flavour.KINKS,
    Flavour.MATRICES
  };

  private Sheets() {}

  private static Flavour flavour(long seed) {
    return FLAVOURS[(int) Math.floorMod(seed, (long) FLAVOURS.length)];
  }

  /** The student of a seed: at exact decimals one who rounds often where nothing is behind a 5. */
  private static Habits habits(long seed) {
    Habits habits = Habits.of(seed);
    return flavour(seed) == Flavour.EXACT ? habits.forTies() : habits;
  }

  /** The exercise of a seed; empty where its numbers get out of hand. */
  static Optional<Exercise> exercise(long seed) {
    return Exercises.of(seed, flavour(seed));
  }

  /** A sound sheet; empty where the numbers of that seed got out of hand. */
  static Optional<Sheet> sound(long seed) {
    return exercise(seed).flatMap(e -> Student.work(e, habits(seed), Made.NOT, Set.of()));
  }

  /** The same of a student who rounds what is written nowhere, too. */
  static Optional<Sheet> inTheHead(long seed) {
    Habits habits = habits(seed).roundingInTheHead();
    return exercise(seed).flatMap(e -> Student.work(e, habits, Made.NOT, Set.of()));
  }

  /** A sheet with one mistake that can be seen; empty where the seed gives none. */
  static Optional<Sheet> mistaken(long seed) {
    if (sound(seed).isEmpty()) {
      return Optional.empty();
    }
    List<Mistake> mistakes = new ArrayList<>(List.of(Mistake.values()));
    mistakes.remove(Mistake.NONE);
    Collections.shuffle(mistakes, new Random(seed));
    return mistakes.stream().flatMap(mistake -> mistaken(seed, mistake).stream()).findFirst();
  }

  /** The sheet of a seed with a mistake that can be seen; empty where there is no place for it. */
  static Optional<Sheet> mistaken(long seed, Mistake mistake) {
    Optional<Exercise> exercise = exercise(seed);
    List<Made> places = exercise.map(e -> places(e, mistake)).orElse(new ArrayList<>());
    Collections.shuffle(places, new Random(seed));
    for (Made made : places) {
      Optional<Sheet> sheet = Student.work(exercise.get(), habits(seed), made, Set.of());
      if (sheet.isPresent() && Marking.isVisible(sheet.get())) {
        return sheet;
      }
    }
    return Optional.empty();
  }

  private static List<Made> places(Exercise exercise, Mistake mistake) {
    List<Made> places = new ArrayList<>();
    for (int node = 0; node < exercise.nodes().size(); node++) {
      int arity = exercise.node(node).op().arity;
      boolean edges = mistake.kind == Kind.LOCAL || mistake.kind == Kind.EDGE;
      int slots = edges ? arity : mistake.kind == Kind.PEN ? 2 : 1;
      for (int slot = 0; slot < slots; slot++) {
        places.add(new Made(mistake, node, slot));
      }
    }
    return places;
  }
}
