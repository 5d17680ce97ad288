package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.Recorded;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.render.CheckReports;
import org.chainrule.render.CheckText;
import org.chainrule.render.Paint;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sheets of homework: each shows one misconception, or sound work, and its report is recorded. */
final class SheetsTest {
  private static final Path SHEETS = Path.of("test-expressions/homework");

  static Stream<Path> sheets() throws IOException {
    try (Stream<Path> files = Files.list(SHEETS)) {
      return files.filter(f -> f.toString().endsWith(".hw")).sorted().toList().stream();
    }
  }

  private static Report check(Path sheet) throws IOException {
    return Checker.check(sheet.getFileName().toString(), Files.readString(sheet));
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void theReportIsAsRecorded(Path sheet) throws IOException {
    String text = Files.readString(sheet);
    assertThat(text).startsWith("# ").contains("# Source: ");
    Report report = check(sheet);
    String first = text.lines().findFirst().orElseThrow();
    if (first.startsWith("# misconception: ")) {
      String id = first.substring("# misconception: ".length());
      Judgement last = report.claims().get(report.claims().size() - 1);
      assertThat(last.verdict()).as("%s", last).isEqualTo(Verdict.WRONG);
      assertThat(last.slips()).extracting(Judgement.Slip::id).contains(id);
    }
    String golden = sheet.getFileName().toString().replace(".hw", ".golden");
    Recorded.compare(
        SHEETS.resolve("recorded").resolve(golden), CheckText.render(report, Paint.PLAIN));
  }

  @Test
  void everyMisconceptionOfTheTableOfGatesHasASheet() throws IOException {
    Set<String> shown =
        sheets()
            .map(f -> f.getFileName().toString().replace(".hw", ""))
            .collect(Collectors.toSet());
    Set<String> ids = new LinkedHashSet<>();
    for (Gate gate : Gate.all()) {
      gate.spec().wrongValues().forEach(mistake -> ids.add(mistake.id()));
      for (int slot = 0; slot < gate.arity(); slot++) {
        gate.spec().wrongPartials(slot).forEach(mistake -> ids.add(mistake.id()));
      }
    }
    assertThat(shown).containsAll(ids);
  }

  /** A mistake that is no mistake would be found everywhere. */
  @Test
  void mistakesAreNoTruths() {
    for (Gate gate : Gate.all()) {
      GateSpec spec = gate.spec();
      List<String> right = spec.isEntrywise() ? spec.partials() : spec.pullbacks();
      for (int slot = 0; slot < gate.arity(); slot++) {
        for (GateSpec.Mistake mistake : spec.wrongPartials(slot)) {
          assertThat(mistake.formula()).isNotEqualTo(right.get(slot));
        }
      }
    }
  }

  @Test
  void soundWorkIsRight() throws IOException {
    for (String name : List.of("lecture-figure.hw", "lecture-chained.hw")) {
      assertThat(check(SHEETS.resolve(name)).isRight()).as(name).isTrue();
    }
  }

  @Test
  void reportsForMachines() throws IOException {
    Path sheet = SHEETS.resolve("mixed.hw");
    Report report = check(sheet);
    Path recorded = SHEETS.resolve("recorded");
    Recorded.compare(recorded.resolve("mixed.json"), CheckReports.json(report));
    Recorded.compare(recorded.resolve("mixed.csv"), CheckReports.csv(report));
    Recorded.compare(recorded.resolve("mixed.tap"), CheckReports.tap(report));
    Recorded.compare(recorded.resolve("mixed.xml"), CheckReports.junit(report));
    Recorded.compare(recorded.resolve("mixed-gradescope.json"), CheckReports.gradescope(report));
  }

  @Test
  void limitsAreKept() {
    assertThat(Checker.check("s", "f = x\n".repeat(3000)).claims().get(0).verdict())
        .isEqualTo(Verdict.UNDECIDED);
    String long1 = "f = x" + " + x".repeat(9_000) + "\nx = 1\ndf/dx = 9001\n";
    assertThat(Checker.check("s", long1).claims()).hasSize(1);
    assertThat(Checker.check("s", "").isUnchecked()).isTrue();
    assertThat(Checker.check("s", "\u0000\u0001 = = (\n\n").isUnchecked()).isTrue();
  }

  @Test
  void whatNoWorkIsLeftForIsUndecidedAndSaidOnceForTheSheet() {
    String sheet = "q = x*y\nf = sin(q)*q\nx = 0, y = 2\ndf/dq = 0\n" + "df/dx = 7\n".repeat(400);
    Limits few = Limits.HOMEWORK.with(Limit.EVALUATIONS, 60);
    Report report = Checker.check("s", sheet, few);
    assertThat(report.claims()).hasSize(401);
    assertThat(report.claims().get(0).verdict()).isEqualTo(Verdict.RIGHT);
    assertThat(report.claims().get(400).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(report.remarks())
        .filteredOn(remark -> remark.contains("--max-evaluations"))
        .hasSize(1);
    assertThat(Checker.check("s", sheet).claims().get(400).verdict()).isEqualTo(Verdict.WRONG);
  }

  /** Without values both sides of a branch count; with values the side of the point does. */
  @Test
  void formulasAreComparedOnTheSideOfTheBranchThatTheSheetIsOn() {
    Report everywhere = Checker.check("s", "f = relu(x)*y\ndf/dx == y\n");
    assertThat(everywhere.claims().get(0).verdict()).isEqualTo(Verdict.WRONG);
    Report here = Checker.check("s", "f = relu(x)*y\nx = 1, y = 2\ndf/dx == y\n");
    assertThat(here.claims().get(0).verdict()).isEqualTo(Verdict.RIGHT);
    assertThat(here.claims().get(0).message()).startsWith("ok for x, y > 0; it differs at x = ");
    Report there = Checker.check("s", "f = relu(x)*y\nx = -1, y = 2\ndf/dx == y\n");
    assertThat(there.claims().get(0).verdict()).isEqualTo(Verdict.WRONG);
    Report right = Checker.check("s", "f = relu(x)*y\nx = 1, y = 2\ndf/dx == step(x)*y\n");
    assertThat(right.claims().get(0).verdict()).isEqualTo(Verdict.RIGHT);
    Report path = Checker.check("s", "a = x^2\nb = x*y\nf = a + b\nx = 3, y = 5\ndf/dx == 2*x\n");
    assertThat(path.claims().get(0).message()).contains("the path x -> a alone");
    Report swapped =
        Checker.check("s", "f = x^2*y\nx = 3, y = 5\ndf/dx == 2*y*x^1 + x - x + 0*y\ndf/dy == y^2");
    assertThat(swapped.claims().get(0).verdict()).isEqualTo(Verdict.RIGHT);
    assertThat(swapped.claims().get(1).message()).contains("x and y in each other's place");
  }

  @Test
  void tolerancesOfTheirOwn() {
    String sheet = "f = x^2\nx = 3\n";
    for (String right :
        List.of("f = 9.1 ± 0.1", "f = 8.9 within 0.1", "f = 9.1 ± 2%", "f = 9.1 +- 0.2")) {
      assertThat(Checker.check("s", sheet + right).isRight()).as(right).isTrue();
    }
    assertThat(Checker.check("s", sheet + "f = 9.2 ± 0.1").isRight()).isFalse();
    Report asked = Checker.check("s", sheet + "df/dx = ?");
    assertThat(asked.claims().get(0).message()).isEqualTo("it is 6");
    assertThat(
            Checker.check("s", sheet + "d f / d x = 6\n∂f/∂x = 6\ngrad x = 6\nupstream x = 6")
                .isRight())
        .isTrue();
  }

  /** A tie of max: any shares that add up to 1. */
  @Test
  void sharesOfATieAddUpToOne() {
    String sheet = "m = max(x, y)\nx = 2, y = 2\n";
    assertThat(Checker.check("s", sheet + "local dm/dx = 0.5\nlocal dm/dy = 0.5").isRight())
        .isTrue();
    assertThat(Checker.check("s", sheet + "local dm/dx = 1\nlocal dm/dy = 0").isRight()).isTrue();
    Report both = Checker.check("s", sheet + "local dm/dx = 1\nlocal dm/dy = 1");
    assertThat(both.claims().get(1).message()).contains("add up to 1, yours to 2");
  }

  /** A gate with the same operand twice: the slots are told apart by a number. */
  @Test
  void slotsOfOneOperand() {
    String sheet = "f = x*x\nx = 3\n";
    assertThat(Checker.check("s", sheet + "local df/dx[2] = 3\ndf/dx = 6").isRight()).isTrue();
  }

  /** Whatever stands on a sheet, every line is judged and nothing is thrown. */
  @Test
  @Tag("long")
  void arbitrarySheetsAreJudged() {
    List<String> pieces =
        List.of(
            "df/dx",
            "df/dy",
            "dq/dx",
            "local df/dq",
            "up q",
            "down q->x",
            "dx",
            "f",
            "q",
            "x",
            "==",
            "=",
            "=",
            "=",
            "~",
            "?",
            "0.5",
            "-3",
            "7",
            "inf",
            "undefined",
            "x*y",
            "df/dq * dq/dx",
            "±",
            "2%",
            "[1, 2; 3, 4]",
            "(",
            ")",
            ",",
            "because",
            "q[1]",
            "df/dx[2]",
            "1/0",
            "relu(x)",
            "log(-1)",
            "within 1e-3",
            "output q",
            "g(u) = u^2",
            "#",
            "1e999",
            "W @ x",
            "'");
    int judged = 0;
    for (int seed = 0; seed < 4_000; seed++) {
      Random random = new Random(seed);
      StringBuilder sheet = new StringBuilder("q = relu(x) + y\nf = q*x/y\nx = 0, y = 2\n");
      for (int line = random.nextInt(5); line >= 0; line--) {
        for (int i = random.nextInt(6); i >= 0; i--) {
          sheet.append(pieces.get(random.nextInt(pieces.size()))).append(' ');
        }
        sheet.append('\n');
      }
      try {
        judged += Checker.check("s", sheet.toString()).claims().size();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ":\n" + sheet, e);
      }
    }
    assertThat(judged).isGreaterThan(4_000);
  }

  /** relu(x) - relu(-x) is x: its kinks cancel, and the gates' conventions would say 0. */
  @Test
  void aDerivativeThatIsThereAcrossAKinkIsRight() {
    String sheet = "f = relu(x) - relu(-x)\nx = 0\n";
    Report genuine = Checker.check("s", sheet + "df/dx = 1");
    assertThat(genuine.claims().get(0).verdict()).isEqualTo(Verdict.RIGHT_CHOICE);
    assertThat(genuine.claims().get(0).message()).contains("the derivative is 1;");
    assertThat(Checker.check("s", sheet + "df/dx = 0").isRight()).isTrue();
    Report shares = Checker.check("s", sheet + "df/dx = 2"); // both gates hand on all
    assertThat(shares.claims().get(0).message()).contains("the derivative 1 here");
    assertThat(Checker.check("s", sheet + "df/dx = 2.5").isRight()).isFalse();
    String deep = "r = relu(x)\nf = 3*r\nx = 0\n";
    assertThat(Checker.check("s", deep + "df/dx = 1.5").isRight()).isTrue();
    assertThat(Checker.check("s", deep + "df/dx = 4").isRight()).isFalse();
    assertThat(Checker.check("s", "f = 3*step(x)\nx = 0\ndf/dx = 1").isRight()).isFalse();
  }
}
