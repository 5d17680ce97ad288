package org.chainrule.homework.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.homework.classroom.Paper.Kind;
import org.chainrule.homework.classroom.Paper.Line;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A class of students who work a teacher's exercises: the second opinion on the figures of {@code
 * StudentsTest}. The benchmark {@code Classroom} measures more of them; docs/homework.md has its
 * figures.
 */
@Tag("long")
final class ClassroomTest {
  private static Register register;

  @BeforeAll
  static void measure() {
    register = Register.of(1, 120);
  }

  /** By mpmath, 30 digits. */
  @ParameterizedTest
  @CsvSource({
    "exp(-3.7), 0.0247235264703393912027573829834",
    "log(0.013), -4.34280592152060031600048692249",
    "sigmoid(2), 0.880797077977882444059729141302",
    "tanh(-0.3), -0.291312612451590905818221272824",
    "sin(5.5), -0.705540325570391906231919175522",
    "cos(5.5), 0.708669774291260000027421181326",
    "sqrt(7), 2.64575131106459059050161575364",
    "2.5^-3, 0.064",
    "log10(20), 1.30102999566398119521373889472",
  })
  void seriesGiveWhatOthersGive(String formula, BigDecimal expected) {
    Formula parsed = Formula.parse(formula.replace("(-", "(0-").replace("^-3", "^(0-3)"));
    Block found = new Calculator(BigDecimal.ONE, name -> Block.of("0")).of(parsed);
    assertThat(found.number().subtract(expected).abs()).isLessThan(new BigDecimal("1e-28"));
  }

  /** The teacher's solutions are right: who does not round agrees with differences. */
  @Test
  void theUnroundedStudentFindsTheTruth() {
    int compared = 0;
    for (long seed = 0; seed < 20L * Lessons.count(); seed++) {
      Hand hand = Hand.of(seed).unrounded();
      Exercise exercise = Lessons.exercise((int) (seed % Lessons.count()), seed);
      Optional<Paper> paper = Pupil.work(exercise, hand, Slip.NONE, Set.of());
      for (Line line : paper.map(Paper::lines).orElse(List.of())) {
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

  /** The aims: no line told NO, and at most 0.1 % told that it follows from an error. */
  @Test
  void whoIsRightIsNeverToldNo() {
    assertThat(register.refused()).as(() -> register.findings(1)).isZero();
    assertThat(register.follows()).as(register::table).isLessThan(0.1);
  }

  /** The aims: 99 % and 98.5 %. */
  @Test
  void aMistakeIsFoundWhereItWasMade() {
    assertThat(register.rootsRight()).as(() -> register.findings(1)).isZero();
    assertThat(register.rootsWrong()).as(register::table).isGreaterThanOrEqualTo(99);
    assertThat(register.firstExact()).as(register::table).isGreaterThanOrEqualTo(98.5);
  }

  /** The aims are 95 % and 85 %. */
  @Test
  void aMistakeIsCalledByItsName() {
    assertThat(register.listed()).as(register::table).isGreaterThanOrEqualTo(95);
    assertThat(register.listedFirst()).as(register::table).isGreaterThanOrEqualTo(88);
  }

  /** The benchmark has at least 500 such lines in 20,000. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatIsHardIsMetOften(Kind kind) {
    assertThat(register.lines(kind)).isGreaterThanOrEqualTo(register.lines() / 60);
  }
}
