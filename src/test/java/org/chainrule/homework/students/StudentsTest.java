package org.chainrule.homework.students;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.RoundingMode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.chainrule.homework.students.Mistake.Made;
import org.chainrule.homework.students.Sheet.Line;
import org.chainrule.homework.students.Sheet.Trait;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random students: who is right is never told NO, and a mistake is found where it was made. The
 * benchmark {@code Students} measures more of them; docs/homework.md has its figures.
 */
@Tag("long")
final class StudentsTest {
  private static final long SEED = 1;
  private static Figures figures;

  @BeforeAll
  static void measure() {
    figures = Figures.of(SEED, 100);
  }

  /** Backpropagation on paper gives what dual numbers give, where nothing is rounded. */
  @Test
  void aStudentWhoDoesNotRoundFindsTheTruth() {
    int compared = 0;
    for (long seed = 0; seed < 500; seed++) {
      Habits habits = new Habits(RoundingMode.HALF_UP, 12, true, true, false, false, seed, seed);
      Optional<Sheet> sheet =
          Sheets.exercise(seed).flatMap(e -> Student.work(e, habits, Made.NOT, Set.of()));
      if (sheet.isEmpty()) {
        continue;
      }
      Truth truth = new Truth(sheet.get().exercise(), habits.share().doubleValue());
      for (Line line : sheet.get().lines()) {
        String[] quantity = line.quantity().split(" ");
        int node = Integer.parseInt(quantity[1]);
        boolean total = quantity[0].equals("total");
        for (int i = 0; i < line.own().entries().size(); i++) {
          double own = line.own().entries().get(i).doubleValue();
          if (total || quantity[0].equals("value")) {
            double right = total ? truth.total(node, i) : truth.value(node, i);
            assertThat(own)
                .as("seed %d: %s", seed, line.text())
                .isCloseTo(right, within(1e-9 * Math.max(1, Math.abs(right))));
            compared++;
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(3_000);
  }

  /**
   * The aims are no line told NO, and 0.1 % told that it follows from an error. Not reached yet: a
   * local that is rounded within a line of working, and choices at kinks (docs/homework.md).
   */
  @Test
  void whoIsRightIsNeverToldNo() {
    assertThat(figures.refusedShare()).as(() -> Findings.text(figures, 1)).isZero();
    assertThat(figures.follows()).as(figures::table).isZero();
  }

  /** The aim for the first wrong step is 98.5 %; what is missed are sound lines before it. */
  @Test
  void aMistakeIsFoundWhereItWasMade() {
    assertThat(figures.rootsRight()).isZero();
    assertThat(figures.rootsWrong()).as(figures::table).isGreaterThanOrEqualTo(99);
    assertThat(figures.firstExact()).as(figures::table).isGreaterThanOrEqualTo(98.5);
  }

  /** The aims are 95 % and 85 %; what is missed are mistakes within a line of working. */
  @Test
  void aMistakeIsCalledByItsName() {
    assertThat(figures.listed()).as(figures::table).isGreaterThanOrEqualTo(95);
    assertThat(figures.first()).as(figures::table).isGreaterThanOrEqualTo(85);
  }

  @ParameterizedTest
  @EnumSource(value = Mistake.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void everyMistakeCanBeMade(Mistake mistake) {
    assertThat(
            LongStream.range(0, 1_000)
                .mapToObj(seed -> Sheets.mistaken(seed, mistake))
                .flatMap(Optional::stream)
                .findFirst())
        .isPresent();
  }

  /** What is hard is met often enough to be measured. */
  @ParameterizedTest
  @EnumSource(Trait.class)
  void everyTraitIsMet(Trait trait) {
    assertThat(figures.lines(trait)).isGreaterThan(figures.lines() / 100);
  }
}
