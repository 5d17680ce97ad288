package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong numbers, computed by hand with one mistake, and the first mistake that is told of them. */
final class MisconceptionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // 12/(2*1.5), (2^3)^2, (-3)^2; -3^3 is -27 either way, and 27 has another sign.
        "f = a/b*c; a = 12; b = 2; c = 1.5; f = 4 | precedence | a/b*c is (a/b)*c",
        "f = x^y^z; x = 2; y = 3; z = 2; f = 64 | precedence | 2^3^2 is 2^(3^2)",
        "f = -x^2; x = 3; f = 9 | precedence | -x^2 is -(x^2)",
        "f = -x^3; x = 3; f = 27 | sign | the size is right, the sign is not",
        // Backward from f = 30 instead of 1: 30*3, and 90*5.
        "q = x*y; f = 3*q; x = 2; y = 5; df/dq = 90 | seed"
            + " | fits starting backward with the value of the output; its own gradient is 1",
        "q = x*y; f = 3*q; x = 2; y = 5; down f->q = 90 | seed"
            + " | fits starting backward with the value of the output; its own gradient is 1",
        "q = x*y; f = 3*q; x = 2; y = 5; df/dx = 450 | seed"
            + " | fits starting backward with the value of the output; its own gradient is 1",
      })
  void theFirstMistakeIs(String lines, String id, String message) {
    Judgement last = LastLine.of(lines);
    assertThat(last.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(last.slips().get(0).id()).isEqualTo(id);
    assertThat(last.message()).isEqualTo(message);
  }

  /** No mistake of ours makes 11 of them. */
  @ParameterizedTest
  @CsvSource({"f = x*c, 10", "f = x^c, 32", "f = -x*c, -10", "f = x/c*x, 0.8"})
  void noMistakeIsMadeUp(String formula, String right) {
    Judgement last = LastLine.of(formula + "; x = 2; c = 5; f = 11");
    assertThat(last.slips()).isEmpty();
    assertThat(last.message()).isEqualTo("this does not follow; it would be " + right);
  }

  /** x^2 has the local 2*x = 6; p*x^(p - 1) is 3*2^2 = 12 with 2 and 3 exchanged. */
  @Test
  void furtherMistakesFollow() {
    Judgement last = LastLine.of("q = x^2; x = 3; f = q*5; local dq/dx = 12");
    assertThat(last.slips())
        .extracting(Judgement.Slip::message)
        .containsExactly("fits twice the right value", "fits local dq/dx with 2 in the place of x");
  }
}
