package org.chainrule.homework.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.chainrule.homework.classroom.Paper.Line;
import org.junit.jupiter.api.Test;

/** The second class. */
final class ClassroomTest {
  /** The teacher's solutions are right: who does not round agrees with differences. */
  @Test
  void theUnroundedStudentFindsTheTruth() {
    int compared = 0;
    for (long seed = 0; seed < 40L * Lessons.count(); seed++) {
      Hand hand = Hand.of(seed).unrounded();
      Exercise exercise = Lessons.exercise((int) (seed % Lessons.count()), seed);
      Optional<Paper> paper = Pupil.work(exercise, hand, Slip.NONE, Set.of());
      for (Line line : paper.map(Paper::lines).orElse(java.util.List.of())) {
        Block truth = Truth.of(exercise, line.key(), hand.share());
        Block error = truth.plus(line.own().map(BigDecimal::negate));
        assertThat(error.entries())
            .as("seed %d: %s%n%s", seed, line.text(), paper.orElseThrow().text())
            .allMatch(e -> Math.abs(e.doubleValue()) < 1e-9);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(5_000);
  }
}
