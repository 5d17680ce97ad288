package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.source.SourceText;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One bad line of a sheet never stops the others; all expected values by hand. */
final class OneBadLineTest {
  private static final String NUMBERS = "f = x*y\nx = 1\ny = 2\n";
  private static final String FORMULAS = "f = x*y\n";
  private static final String MATRICES = "W = [1, 2; 3, 4]\nx = [1, 2, 3]\nf = sum(W) + sum(x)\n";

  private static String sumOf(String term) {
    return String.join(" + ", java.util.Collections.nCopies(2_000, term));
  }

  static Stream<List<String>> killers() {
    return Stream.of(
        List.of(NUMBERS, "f = 3 ± .", "df/dx = 2"),
        List.of(NUMBERS, "f = 3 ± 1.2.3", "df/dx = 2"),
        List.of(NUMBERS, "f = 3 ± 1e-99999999999", "df/dx = 2"),
        List.of(NUMBERS, "f = 1e-99999999999", "df/dx = 2"),
        List.of(NUMBERS, "df/dx[1] == 2", "df/dx = 2"),
        List.of(NUMBERS, "df/dx[1,99999999999] = 2", "df/dx = 2"),
        List.of(NUMBERS, "local df/dx[99999999999] = 2", "df/dx = 2"),
        List.of(NUMBERS, "f = " + sumOf("0.002"), "df/dx = 2"),
        List.of(NUMBERS, "f = " + sumOf("x*0.002"), "df/dx = 2"),
        List.of(NUMBERS, "f == " + sumOf("x*y"), "df/dx = 2"),
        List.of(NUMBERS, "f = " + "-".repeat(2_000) + "0.5", "df/dx = 2"),
        List.of(NUMBERS, "f = " + "0.5^".repeat(2_000) + "0.5", "df/dx = 2"),
        List.of(NUMBERS, "f = df/dx*" + sumOf("0.5"), "df/dx = 2"),
        List.of(NUMBERS, "x @ [1; 2] = 1", "df/dx = 2"),
        List.of(NUMBERS, "df/dx -3.5", "df/dx = 2"),
        List.of(NUMBERS, "r5 = r4; r4 = r3", "df/dx = 2"),
        List.of(NUMBERS, "long = (a1 +\n  b1)", "df/dx = 2"),
        List.of(NUMBERS, "h(u) = u*zz", "df/dx = 2"),
        List.of(NUMBERS, "w*v", "df/dx = 2"),
        List.of(NUMBERS, "q", "df/dx = 2"),
        List.of(NUMBERS, "g = h(3)", "df/dx = 2"),
        List.of(NUMBERS, "f = zeros(10^9, 10^9)", "df/dx = 2"),
        List.of(FORMULAS, "df/dx[1] == 2", "df/dx == y"),
        List.of(FORMULAS, "f == [x; y]", "df/dx == y"),
        List.of(MATRICES, "W @ x = [1, 2]", "f = 16"),
        List.of(MATRICES, "[W, x] = [1, 2]", "f = 16"),
        List.of(MATRICES, "dx == 2", "f = 16"),
        List.of(MATRICES, "df/dx[9] = 1", "f = 16"),
        List.of(MATRICES, "df/dx = [1, 1, 1; 1]", "f = 16"));
  }

  @ParameterizedTest
  @MethodSource("killers")
  @Timeout(60)
  void theOtherLinesAreJudged(List<String> sheet) {
    String before = sheet.get(0);
    Report report =
        Checker.check("s", before + sheet.get(2) + "\n" + sheet.get(1) + "\n" + sheet.get(2));
    assertThat(report.isFaulty()).as("%s", report).isFalse();
    assertThat(report.claims()).hasSize(3);
    assertThat(report.claims().get(0).verdict().isRight()).isTrue();
    assertThat(report.claims().get(2).verdict().isRight()).isTrue();
    assertThat(report.claims().get(1).verdict().isRight()).isFalse();
    assertThat(report.claims().get(1).message()).isNotEmpty();
  }

  /** Sheets whose only claims once ended the program. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "f = [x; 1]\nf == 5",
        "f = x\nx = [1, 2]\ndx == 2",
        "f = x*2\nx = [1, 2]\ndx == 2\ndf/dx[1] == 2",
        "f = sum(x)\nf == sum(x) + 1\ndf/dx == 3",
        "f = W @ x\ndf/dx == W",
      })
  @Timeout(60)
  void nothingIsAFaultOfOurs(String sheet) {
    Report report = Checker.check("s", sheet);
    assertThat(report.claims()).isNotEmpty();
    assertThat(report.isFaulty()).as("%s", report).isFalse();
  }

  /** We fail while a claim is searched for mistakes. */
  @Test
  void aFaultOfOursIsTheVerdictOnItsClaimOnly() {
    for (Error failure : List.of(new StackOverflowError(), new AssertionError("heap"))) {
      SourceText text = new SourceText("s", NUMBERS + "df/dx = 2\ndf/dx = 7\ndf/dy = 1\n");
      List<Judgement> found =
          new Exercise(HomeworkSheet.of(text, Limits.HOMEWORK), Limits.HOMEWORK) {
            @Override
            Judgement judged(Answer answer) {
              if (!answer.fits()) {
                throw failure;
              }
              return super.judged(answer);
            }
          }.judged().judgements();
      assertThat(found.stream().map(Judgement::verdict))
          .containsExactly(Verdict.RIGHT, Verdict.FAULT, Verdict.RIGHT);
      assertThat(found.get(1).message()).startsWith("a fault of ours: ");
    }
  }

  @Test
  @Timeout(60)
  void theWorkForOneClaimIsCounted() {
    Limits limits = Limits.HOMEWORK.with(Limit.EVALUATIONS, 2_000);
    String sheet = NUMBERS + "f == x*y + sin(x)^2 + cos(x)^2 - exp(0*y)\ndf/dx = 2\n";
    assertThat(Checker.check("s", sheet).isRight()).isTrue();
    Report report = Checker.check("s", sheet, limits);
    assertThat(report.claims().get(1).verdict().isRight()).isTrue();
  }

  /** Every line is read again without the bad ones; blanks and dots make no pattern run wild. */
  @Test
  @Tag("long")
  @Timeout(60)
  void manyBadLinesAreEachSaidToBeBad() {
    Report report = Checker.check("s", "q = )\n".repeat(1_500) + NUMBERS + "df/dx = 2\n");
    assertThat(report.claims()).hasSize(1_501);
    assertThat(report.claims().get(1_500).verdict().isRight()).isTrue();
    String blanks = " ".repeat(15_000);
    for (String line :
        List.of(
            "f = 3 ± 1" + blanks + "x",
            "f," + blanks + "=" + blanks + "x",
            blanks + "f =" + blanks + "?" + blanks + "!")) {
      Report one = Checker.check("s", NUMBERS + "df/dx = 2\n" + line);
      assertThat(one.claims().get(0).verdict().isRight()).isTrue();
    }
  }
}
