package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At a kink whatever lies between the slopes of both sides is right; the slopes are by hand. */
final class KinksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The ends count.
        "q = relu(x); x = 0; local dq/dx = 1 | RIGHT_CHOICE",
        "q = relu(x); x = 0; local dq/dx = 1.1 | WRONG",
        "q = abs(x); x = 0; local dq/dx = -1 | RIGHT_CHOICE",
        "q = abs(x); x = 0; local dq/dx = -1.5 | WRONG",
        // What a gate at its kink sends down, and the output itself.
        "a = x - y; f = relu(a); x = 2; y = 2; down f->a = 0.5 | RIGHT_CHOICE",
        "a = x - y; f = relu(a); x = 2; y = 2; down f->a = 1.5 | WRONG",
        // One entry of several.
        "f = sum(relu(x)); x = [-1, 0]; df/dx[2] = 1 | RIGHT_CHOICE",
        "f = sum(relu(x)); x = [-1, 0]; df/dx[1] = 1 | WRONG",
        "f = sum(relu(x)); x = [-1, 0]; df/dx[2] = 1.5 | WRONG",
        // Shares of a tie may be rounded: 33 + 66 is 99 of 100.
        "f = 100*max(x); x = [5, 5]; df/dx = [33, 66] | RIGHT_CHOICE",
        "f = 100*max(x); x = [5, 5]; df/dx = [35, 68] | WRONG",
        "f = 100*max(x); x = [5, 5]; df/dx = [31, 63] | WRONG",
        "f = 100*max(x); x = [5, 5]; df/dx = [-10, 110] | WRONG",
        // Three entries that tie share 1, and 3 is behind them.
        "f = max(x); x = [5, 5, 5, 3]; df/dx = [0.2, 0.3, 0.5, 0] | RIGHT_CHOICE",
        "f = max(x); x = [5, 5, 5, 3]; df/dx = [0.5, 0.5, 0.5, 0] | WRONG",
        // 1.2064*2.35 is left open by a right 1.2: 1.20635*2.35 = 2.8349.
        "h = relu(z); a = v*h; f = a^2 + 1.20635*a; z = 0; v = 2.35; df/da = 1.2; df/dz = 2.83 | RIGHT_CHOICE",
        "h = relu(z); a = v*h; f = a^2 + 1.20635*a; z = 0; v = 2.35; df/da = 1.2; df/dz = 2.85 | WRONG",
        // The end may be rounded: 3.1416 is 3.142.
        "q = relu(x - 1); f = w*q; w = 3.1416; x = 1; df/dx = 3.142 | RIGHT_CHOICE",
        "q = relu(x - 1); f = w*q; w = 3.1416; x = 1; df/dx = 3.143 | WRONG",
        // A wrong r = 0 is at the kink, where x - 1.5 is not.
        "r = x - 1.5; s = relu(r); f = 3*s; x = 2; r = 0; df/dr = 1.5 | FOLLOWS",
        "r = x - 1.5; s = relu(r); f = 3*s; x = 2; r = 0; df/dr = 4 | WRONG",
        // From a wrong 5 both inputs of max share: 5*(3*s + 1*(1 - s)) is between 5 and 15.
        "a = 3*x; b = x; m = max(a, b); f = 2*m; x = 0; df/dm = 5; df/dx = 10 | FOLLOWS",
        "a = 3*x; b = x; m = max(a, b); f = 2*m; x = 0; df/dm = 5; df/dx = 18 | WRONG",
        "a = 3*x; b = x; m = max(a, b); f = 2*m; x = 0; df/dm = 5; df/dx = 1 | WRONG",
        // max(3*x, x) itself has slopes from 1 to 3, whatever df/dm is.
        "a = 3*x; b = x; m = max(a, b); f = 2*m; x = 0; df/dm = 5; df/dx = 4 | RIGHT_CHOICE",
        // A tie of large numbers is a tie; the next number is none.
        "m = max(y, z); y = 30000000; z = 30000000; local dm/dy = 0.5 | RIGHT_CHOICE",
        "m = max(y, z); y = 30000000; z = 30000001; local dm/dy = 0.5 | WRONG",
        // 300.3 - 300.1 is 0.2 in decimals; 1e-6 is no 0.
        "r = x - 300.1; f = max(r, 0.2); x = 300.3; df/dr = 0.5 | RIGHT_CHOICE",
        "r = x - 0.3; f = relu(r); x = 0.300001; df/dr = 0.5 | WRONG",
        // A right 0.3333 stands for 1/3, where relu is at its kink.
        "a = x/3; r = a - b; f = relu(r); x = 1; b = 1/3; a = 0.3333; down f->r = 0.5 | RIGHT_CHOICE",
        "a = x/3; r = a - b; f = relu(r); x = 1; b = 1/4; a = 0.3333; down f->r = 0.5 | WRONG",
        // A jump has no slope.
        "f = 3*step(x); x = 0; df/dx = 1 | WRONG",
      })
  void theLastLineIs(String lines, Verdict verdict) {
    Judgement last = LastLine.of(lines);
    assertThat(last.verdict()).as("%s", last).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "q = abs(x); x = 0; local dq/dx = -1"
            + " | kink: any value between -1 and 1; later lines use yours",
        "q = abs(x); x = 0; local dq/dx = -1.5 | kink: it lies between -1 and 1",
        "q = relu(x - 1); f = w*q; w = 3.1416; x = 1; df/dx = 3.142"
            + " | kink: any value between 0 and 3.142; later lines use yours",
        "q = relu(x - 1); f = w*q; w = 3.1416; x = 1; df/dx = 2"
            + " | kink: any value between 0 and 3.142; later lines use yours",
        // relu(w*x) - relu(-w*x) is w*x.
        "f = relu(w*x) - relu(-w*x); x = 0; w = 1.25; df/dx = 1.25"
            + " | right: the kinks on the way cancel, and the derivative is 1.25;"
            + " by their conventions the gates give 0",
        // 1.2345 cut off is its derivative, too.
        "f = relu(w*x) - relu(-w*x); x = 0; w = 1.2345; df/dx = 1.23"
            + " | right: the kinks on the way cancel, and the derivative is 1.234;"
            + " by their conventions the gates give 0",
      })
  void itIsSaid(String lines, String message) {
    assertThat(LastLine.of(lines).message()).isEqualTo(message);
  }

  /** Later lines are judged with the share that was chosen: 3*0.25. */
  @Test
  void theChosenShareIsCarried() {
    Judgement chosen = LastLine.of("q = relu(x); f = 3*q; x = 0; dq/dx = 0.25");
    assertThat(chosen.own()).isEqualTo(0.25);
    Judgement later = LastLine.of("q = relu(x); f = 3*q; x = 0; dq/dx = 0.25; df/dx = 0.75");
    assertThat(later.verdict()).isEqualTo(Verdict.RIGHT_CHOICE);
    Judgement entries = LastLine.of("f = sum(relu(x)); x = [0, 0]; df/dx = [0.5, 1]");
    assertThat(entries.own()).isNaN();
  }
}
