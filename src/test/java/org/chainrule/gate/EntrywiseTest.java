package org.chainrule.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.Written;
import org.chainrule.value.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates on numbers, entry by entry, on every way through the loops; values by hand. */
final class EntrywiseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the same shape
          +   | 1, 2; 3, 4 | 5, 6; 7, 8    | 6, 8; 10, 12
          -   | 1, 2; 3, 4 | 5, 7; 7, 9    | -4, -5; -4, -5
          *   | 1, 2; 3, 4 | 5, 6; 7, 8    | 5, 12; 21, 32
          /   | 1, 2; 3, 9 | 2, 4; 1, 2    | 0.5, 0.5; 3, 4.5
          ^   | 2, 3; 4, 5 | 3, 2; 1, 0    | 8, 9; 4, 1
          max | 1, 5; 3, 4 | 2, 2; 3, 9    | 2, 5; 3, 9
          masked | 0, 1; 2, -1 | Infinity, 3; 4, 5 | 0, 3; 8, -5
          # a number on the right, on the left
          +   | 1, 2; 3, 4 | 10            | 11, 12; 13, 14
          *   | 1, 2; 3, 4 | 10            | 10, 20; 30, 40
          /   | 1, 2; 3, 4 | 2             | 0.5, 1; 1.5, 2
          ^   | 1, 2; 3, 4 | 2             | 1, 4; 9, 16
          -   | 10         | 1, 2; 3, 4    | 9, 8; 7, 6
          ^   | 2          | 1, 2; 3, 4    | 2, 4; 8, 16
          # a row and a column repeated, and both
          -   | 1, 2; 3, 4 | 10, 20        | -9, -18; -7, -16
          -   | 1, 2; 3, 4 | 10; 20        | -9, -8; -17, -16
          -   | 10, 20, 30 | 1; 2          | 9, 19, 29; 8, 18, 28
          -   | 1; 2       | 10, 20, 30    | -9, -19, -29; -8, -18, -28
          """)
  void everyEntryIsThatOfTheNumbers(String symbol, String x, String y, String expected) {
    Gate gate = Gate.functionNamed(symbol).orElseGet(() -> Gate.infixes().get(symbol));
    assertThat(gate.apply(Written.matrix(x), Written.matrix(y)))
        .isEqualTo(Written.matrix(expected));
  }

  @Test
  void oneOperand() {
    Matrix x = Written.matrix("1, -4; 0, 9");
    assertThat(Gate.NEG.apply(x)).isEqualTo(Written.matrix("-1, 4; -0.0, -9"));
    assertThat(Gate.ABS.apply(x)).isEqualTo(Written.matrix("1, 4; 0, 9"));
    assertThat(Gate.RELU.apply(x)).isEqualTo(Written.matrix("1, 0; 0, 9"));
    assertThat(Gate.STEP.apply(x)).isEqualTo(Written.matrix("1, 0; 0, 1"));
  }

  @Test
  void threeOperandsAreRepeatedToOneShape() {
    Matrix where =
        Gate.WHERE.apply(
            Written.matrix("1; 0"), Written.matrix("10, 20, 30"), Written.matrix("-1"));
    assertThat(where).isEqualTo(Written.matrix("10, 20, 30; -1, -1, -1"));
    Matrix clipped =
        Gate.CLIP.apply(
            Written.matrix("-5, 0, 5"), Written.matrix("-1; -2"), Written.matrix("1, 2, 3"));
    assertThat(clipped).isEqualTo(Written.matrix("-1, 0, 3; -2, 0, 3"));
  }
}
