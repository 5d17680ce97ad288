package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.value.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found of a sheet as a whole. */
final class CheckerTest {
  private static Report check(String lines) {
    return Checker.check("s", String.join("\n", lines.split("; ")));
  }

  /**
   * Values forward, then gradients backward: at each gate the local, what arrives, what is sent.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "df/dx = 70; q = 50 | 6 | ''",
        "df/dx = 70; df/dq = 9 | 6 | q",
        "down q->x = 50; df/dq = 9 | 6 | q",
        "df/dq = 9; local dq/dx = 8 | 5 | q",
        "df/dq = 9; q = 8; f = 70 | 6 | ''",
        "df/dx = 7 | 5 | df/dq, local dq/dx, local df/dq",
        "local dq/dx = 7 | 5 | ''",
        "df/dq = 0.96; df/dx = 7 | 6 | local dq/dx",
      })
  void theFirstWrongStep(String claims, int line, String unwritten) {
    Report report = check("q = x*y; f = sin(q); x = 2; y = 3; " + claims);
    assertThat(report.firstWrong().map(Judgement::line)).hasValue(line);
    assertThat(String.join(", ", report.unwritten())).isEqualTo(unwritten);
  }

  @Test
  void nothingIsTheFirstWrongStepOfASoundSheet() {
    Report report = check("f = x*y; x = 2; y = 3; df/dx = 3");
    assertThat(report.firstWrong()).isEmpty();
    assertThat(report.unwritten()).isEmpty();
    assertThat(report.isRight()).isTrue();
    assertThat(report.isUnchecked()).isFalse();
    assertThat(report.isFaulty()).isFalse();
    assertThat(report.score()).isEqualTo(1);
  }

  /** p and q stand below f, and are judged before it. */
  @Test
  void linesAreJudgedInTheOrderOfTheCircuit() {
    Report report = check("q = x*y; p = q*1.5; f = p*2; x = 2; y = 3; f = 15; p = 7.5; q = 5");
    assertThat(report.claims())
        .extracting(Judgement::message)
        .containsExactly(
            "the right step from your line 7, which follows from an error before it",
            "the right step from your line 8, which is the error",
            "fits the sum; this gate multiplies");
    assertThat(report.score()).isEqualTo(2);
    assertThat(report.isRight()).isFalse();
  }

  /** 2*4 is no 6, although q is 6. */
  @Test
  void aLineWithAWrongLinkIsAnError() {
    Report report = check("q = x*y; f = q*2; x = 2; y = 3; q = 2*4 = 6; f = 13");
    assertThat(report.claims().get(0).verdict()).isEqualTo(Verdict.WRONG);
    assertThat(report.claims().get(1).from()).isEqualTo(List.of(5));
  }

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "f = x*y, true",
    "f = x*y; df/dx = 3, true",
    "f = 2*x; x = 1; f = 3, false"
  })
  void whatCouldNotBeChecked(String lines, boolean unchecked) {
    assertThat(check(lines).isUnchecked()).isEqualTo(unchecked);
  }

  @Test
  void exercisesHaveTheirOwnFormulas() {
    String first = "## Exercise 1; f = x*y; x = 2; y = 3; df/dx = 3; ";
    Report report = check(first + "## Exercise 2; f = x + y; x = 2; y = 3; df/dx = 3");
    assertThat(report.claims())
        .extracting(Judgement::verdict)
        .containsExactly(Verdict.RIGHT, Verdict.WRONG);
    assertThat(report.firstWrong().map(Judgement::line)).hasValue(10);
  }

  /** The sheet has 19 characters in 3 lines. */
  @Test
  void aSheetThatIsTooLongIsNotJudged() {
    String sheet = "f = x*2\nx = 1\nf = 2";
    Limits enough = Limits.HOMEWORK.with(Limit.BYTES, 19).with(Limit.LINES, 3);
    assertThat(Checker.check("s", sheet, enough).isRight()).isTrue();
    Report bytes = Checker.check("s", sheet, enough.with(Limit.BYTES, 18));
    assertThat(bytes.lines()).isEqualTo(List.of("..."));
    assertThat(bytes.claims())
        .extracting(Judgement::verdict, Judgement::message)
        .containsExactly(
            tuple(
                Verdict.UNDECIDED,
                "the sheet has more than 18 bytes or 3 lines;"
                    + " the options --max-bytes N and --max-lines N allow more"));
    Report lines = Checker.check("s", sheet, enough.with(Limit.LINES, 2));
    assertThat(lines.claims()).extracting(Judgement::text).containsExactly("f = x*2");
    assertThat(lines.claims().get(0).verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  /** Lines are shown as they were typed, and what was read in them where that is something else. */
  @Test
  void whatWasRead() {
    Report report = check("f = x*y; x = 2; y = 3; f_x = 3 # by hand; df/dy = 2");
    assertThat(report.claims())
        .extracting(Judgement::text, Judgement::readAs)
        .containsExactly(tuple("f_x = 3 # by hand", "df/dx = 3"), tuple("df/dy = 2", ""));
  }

  @Test
  void aSheetWithoutInputsTakesAnyValues() {
    Map<String, Matrix> point = Map.of("x", Matrix.scalar(1));
    assertThat(Checker.check("s", "q = )", point, Limits.HOMEWORK).isUnchecked()).isTrue();
  }
}
