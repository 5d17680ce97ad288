package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.parse.TextParser;
import org.chainrule.sheet.Place;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Limits;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;
import org.chainrule.value.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each line of a sheet is taken for, and that a bad one stops no other. */
final class HomeworkSheetTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The first link defines what nothing else does, and the others are claims.
        "q = x + y = 3; f = q*z = -12; x = -2; y = 5; z = -4; df/dq = -4"
            + " | 1 RIGHT ok / 2 RIGHT ok / 6 RIGHT ok",
        "q = x + y = 4; f = q*z; x = -2; y = 5; z = -4; df/dq = -4"
            + " | 1 WRONG link 1 is right, link 2 is not: x + y is 3 / 6 RIGHT ok",
        "q = x + y = 5; q = x + y = 5; f = q*x; x = 2; y = 3; df/dq = 2"
            + " | 1 RIGHT ok / 2 RIGHT ok / 6 RIGHT ok",
        // dx is a gradient where there is an x, and q is no constant.
        "f = x*y; x = 2; y = 3; dx = y = 3; df/dx = 3"
            + " | 4 RIGHT ok / 5 RIGHT ok / the output is f",
        "f = x*y; x = 2; y = 3; d = x - y = -1; df/dx = 3" + " | 4 RIGHT ok / 5 RIGHT ok",
        "f = x*y; x = 2; y = 3; x*y = 6 = 6; df/dx = 3" + " | 4 RIGHT ok / 5 RIGHT ok",
        "f = x*pi; x = 2; q = pi = 3.14; df/dx = 3.14"
            + " | 3 UNREADABLE column 1: I do not know what q stands for; known are x, f / 4 RIGHT_ROUNDED ok, 3.142 to 2 places",
        "f = x*y; q == x + y = 5; x = 2; y = 3; df/dx = 3"
            + " | 2 UNREADABLE column 1: I do not know what q stands for; known are x, y, f / 5 RIGHT ok",
        // A value without use is a remark, unless its name is nearly another.
        "f = x*y; x = 2; y = 3; u = 7; df/dx = 3"
            + " | 5 RIGHT ok / line 4 is not used: no formula has u",
        "f = speed*t; speed = 2; t = 3; sped = 7; df/dt = 2"
            + " | 4 UNREADABLE column 1: nothing is called sped; did you mean speed? / 5 RIGHT ok",
        // What cannot be is said of its own line.
        "f = x*y; x = 2; y = 3; x = 4; df/dx = 3"
            + " | 4 UNREADABLE column 1: x is given two values; keep one of the two / 5 RIGHT ok",
        "f = x*y; x = 2; y = 3; note = a + b; df/dx = 3"
            + " | 4 UNREADABLE a has no value / 5 RIGHT ok",
        "f = x*y; x = 2; y = 3; p = a*2; g = p*x; df/dx = 3"
            + " | 4 UNREADABLE a has no value / 5 UNREADABLE p has no value / 6 RIGHT ok",
        "f = x*y; x = 2; y = 3; u = v; df/dx = 3" + " | 4 UNREADABLE v has no value / 5 RIGHT ok",
        "f = x*y; x = 2; y = 3; a*b; df/dx = 3" + " | 4 UNREADABLE a has no value / 5 RIGHT ok",
        "f = x*y; x = 2; y = 3; k(u) = u*c; df/dx = 3"
            + " | 4 UNREADABLE c has no value / 5 RIGHT ok",
        // What is asked about needs its values.
        "k(u) = u*c; f = k(x)*y; x = 2; y = 3; df/dx = 3" + " | 5 UNDECIDED c has no value",
        "g = a*x; x = 2; dg/dx = 3" + " | 3 UNDECIDED a has no value",
        "f = x*y; x = 2; y = 3; g = a*x; dg = 3" + " | 5 UNDECIDED a has no value",
        "f = x*y; x = 2; y = 3; p = a*2; g = p*x; dg/dx = 3" + " | 6 UNDECIDED a has no value",
        "f = x*y; x = 2; y = 3; df/dx" + " | 4 BLANK not answered",
        "f = x*y; x = 2; y = 3; df/dx =" + " | 4 BLANK not answered",
        "f = x*y; x = 2; y = 3; df/dx + 1; df/dx = 3"
            + " | 4 UNREADABLE this claim has no right side; write what you think it is, as in: df/dx = -4 / 5 RIGHT ok",
        "f = x*y; x = 2; y = 3; df/dx = 3; df/dz = 2; d2q/dx2 = 1"
            + " | 4 RIGHT ok / 5 UNREADABLE nothing is called z; known are x, y, f / 6 UNREADABLE nothing is called q; known are x, y, f",
        "f = x^2; x = 2; d2f/dx2 = 2; d/dx (x^3) = 12" + " | 3 RIGHT ok / 4 RIGHT ok",
        // Nothing to compute.
        "x = 2"
            + " | 1 UNREADABLE column 1: there is nothing to compute; write a formula, such as (x + y)*z",
        "df/dx = 3"
            + " | 1 UNREADABLE column 1: there is nothing to compute; write a formula, such as (x + y)*z",
        // The output is the last thing that is defined before the first claim, or the one chosen.
        "f = x*y; x = 2; y = 3; df/dy = 2; h = f*2; dx = 3"
            + " | 4 RIGHT ok / 6 RIGHT ok / the output is f",
        "f = x*y; h = f*2; x = 2; y = 3; df/dy = 2; dx = 6"
            + " | 5 RIGHT ok / 6 RIGHT ok / the output is h",
        "h = f*2; f = x*y; x = 2; y = 3; dx = 6" + " | 5 RIGHT ok / the output is h",
        "f = x*y; h = f*2; output f; x = 2; y = 3; dx = 3" + " | 6 RIGHT ok / the output is f",
        "f = x*y; x = 2; y = 3; df/dy = 2; f + x; dx = 4"
            + " | 4 RIGHT ok / 6 RIGHT ok / the output is out",
        "f = x*y; x = 2; y = 3; df/dy = 2; g = x + y; h = g*f; dx = 3"
            + " | 4 RIGHT ok / 7 RIGHT ok / the output is f",
        "q = 5; q = x + y = 5; f = q*x; x = 2; y = 3; df/dq = 2"
            + " | 1 RIGHT ok / 2 RIGHT ok / 6 RIGHT ok",
        "df/dx = 3; f = x*y; x = 2; y = 3 | 1 RIGHT ok",
        "f = (q + 1)*2; q = x*y; x = 2; y = 3; dx = 6 | 5 RIGHT ok / the output is f",
        "f = x*y; g = x + y; x = 2; y = 3; dx = 1 | 5 RIGHT ok / the output is g",
      })
  void itIsSaid(String lines, String said) {
    Report report = Checker.check("s", String.join("\n", lines.split("; ")));
    List<String> all = new ArrayList<>();
    report
        .claims()
        .forEach(each -> all.add(each.line() + " " + each.verdict() + " " + each.message()));
    all.addAll(report.remarks());
    assertThat(String.join(" / ", all)).isEqualTo(said);
  }

  /** df/dy of x*y is x, whose value from outside wins. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f = x*y; x = 2; y = 3; df/dy = 5 | RIGHT",
        "f = x*y; y = 3; df/dy = 5 | RIGHT",
        "f = x*y; y = 3; x = 1 + 1; df/dy = 5 | RIGHT",
        "f = x*y; x = 2; y = 3; df/dy = 2 | WRONG",
        "q = x + y = 8; f = q*y; y = 3; df/dq = 3 | RIGHT",
      })
  void valuesFromOutsideWin(String lines, Verdict verdict) {
    Report report =
        Checker.check(
            "s",
            String.join("\n", lines.split("; ")),
            Map.of("x", Matrix.scalar(5)),
            Limits.HOMEWORK);
    assertThat(report.claims().get(0).verdict()).isEqualTo(verdict);
    assertThat(report.claims()).noneMatch(each -> each.verdict().isUnchecked());
  }

  /** q is defined by a formula, and u is used nowhere. */
  @ParameterizedTest
  @CsvSource({"q", "u"})
  void onlyInputsHaveValuesFromOutside(String name) {
    String sheet = "q = x*y\nf = q*2\nx = 2\ny = 3\nu = 4\ndf/dq = 2\n";
    Map<String, Matrix> point = Map.of(name, Matrix.scalar(5));
    assertThatThrownBy(() -> Checker.check("s", sheet, point, Limits.HOMEWORK))
        .isInstanceOf(ChainruleException.class)
        .hasMessage("nothing is called " + name);
  }

  /** One statement about others, as in a session. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "df/dx = 3 | 4 RIGHT ok",
        "f = 7 | 4 WRONG this does not follow; it would be 6",
        "df/dz = 4 | 4 UNREADABLE nothing is called z; known are x, y, f, u",
        "df/du = 0 | 4 RIGHT ok",
        "h = x - y = -1 | 4 RIGHT ok",
        "g = x | ''",
        "df/dx = | ''",
      })
  void oneClaimIsJudged(String claim, String said) {
    assertThat(judged("f = x*y; x = 2; y = 3; " + claim)).isEqualTo(said);
  }

  @Test
  void oneClaimAboutNothing() {
    assertThat(judged("df/dx = 3"))
        .isEqualTo(
            "1 UNREADABLE column 1: there is nothing to compute;"
                + " write a formula, such as (x + y)*z");
  }

  private static String judged(String lines) {
    SourceText text = SourceText.of(String.join("\n", lines.split("; ")));
    List<Place> places =
        new ArrayList<>(Place.all(TextParser.homework(text, Set.of(), Limits.HOMEWORK)));
    Place claim = places.remove(places.size() - 1);
    Optional<Judgement> judged = Checker.judge(places, claim, Set.of("u"), Limits.HOMEWORK);
    return judged.map(each -> each.line() + " " + each.verdict() + " " + each.message()).orElse("");
  }

  /** Of so many statements the first one is found with which reading fails by our fault. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "2, 2", "7, 1", "7, 4", "7, 7", "8, 5"})
  void theFirstFaultyStatementIsFound(int count, int faulty) {
    int found =
        HomeworkSheet.firstFaulty(
            count,
            first -> {
              if (first >= faulty) {
                throw new IllegalStateException("statement " + faulty);
              }
            });
    assertThat(found).isEqualTo(faulty);
  }

  /** What is the student's mistake is none of ours. */
  @Test
  void mistakesAreNoFaults() {
    int found =
        HomeworkSheet.firstFaulty(
            5,
            first -> {
              if (first < 4) {
                throw Diagnostic.of(Problem.CLAIM_WITHOUT_NUMBER).asException();
              }
              throw new IllegalStateException();
            });
    assertThat(found).isEqualTo(4);
  }
}
