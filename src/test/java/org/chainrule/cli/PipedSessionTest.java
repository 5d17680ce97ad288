package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session whose entries come from standard input is as strict as one at a terminal. */
final class PipedSessionTest {
  private static Run entered(String entries) {
    return Run.with(entries.replace("; ", "\n") + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dx = x + 1                       |      | E106",
        "f = x^2; dx = x + 1; x = 2; f    | 4    | E106",
        "x = 2; dx = x + 1; x             | 2    | E106",
        "a = b; b = a                     |      | E102",
        "W = [1, 2]; f = W @ [1, 2]; W[2] | 2    | E012",
        "f = W @ x; W = [1, 2]; x = [1,2] |      | E012",
        "g(x, x) = x; f = g(2)            |      | E111",
      })
  void whatATerminalRefusesIsRefusedAndTold(String entries, String answer, String code) {
    Run run = entered(entries.strip());
    assertThat(run.err()).as("%s", run).contains("error[" + code + "]");
    assertThat(run.err().split("error\\[" + code, -1)).as("told once: %s", run).hasSize(2);
    assertThat(run.code()).isEqualTo(2);
    if (answer != null) {
      assertThat(run.out()).isEqualTo(answer + "\n");
    }
  }

  /** Another entry with the same mistake is answered too, at its own place. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "|x|; |y|; |x|                    # E001 # 1 2 3",
        "x +* 2; 2; x +* 3                # E004 # 1 3",
        "f(x) = x^2; f; f; f + 1          #      # 2 3 4",
        "g; x' + 1; g; x = [1, 2] + [1, 2, 3]; x = [1, 2] + [1, 2, 3] # # 4 5",
        ":nothing; :nothing               #      # 1 2",
      })
  void everyEntryIsAnswered(String entries, String code, String lines) {
    Run run = entered(entries.strip());
    for (String line : lines.strip().split(" ")) {
      assertThat(run.err()).as("%s", run).containsOnlyOnce("  --> -:" + line + ":");
    }
    if (code != null) {
      assertThat(run.err().split("error\\[" + code, -1).length - 1)
          .isEqualTo(lines.split(" ").length);
    }
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void whatLacksValuesIsToldAndFails() {
    Run run = entered("f = x*y; f; x = 3");
    assertThat(run.err()).isEqualTo("error: y has no value yet: type y = 1\n  --> -:2:1\n");
    assertThat(run.code()).isEqualTo(2);
    Run formula = entered("f = x*y; df/dx");
    assertThat(formula.out()).isEqualTo("df/dx = y\n");
    assertThat(formula.err()).isEmpty();
    assertThat(formula.code()).isZero();
  }

  /** Definitions have no order: what makes sense in the end was never wrong. */
  @Test
  void definitionsWaitForEachOther() {
    Run run = entered("f; f = W @ x; W = [1, 2]; x = [3, 4]; W = [1, 2]'; x = [5, 6]");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("17\n");
  }

  @Test
  void thousandsOfDefinitionsAreLookedAtOnce() {
    StringBuilder entries = new StringBuilder("x0 = 1\n");
    for (int i = 1; i <= 2_000; i++) {
      entries.append("x").append(i).append(" = x").append(i - 1).append(" + 1\n");
    }
    assertThat(Run.with(entries + "x2000\n").out()).isEqualTo("2001\n");
  }
}
