package org.chainrule.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.chainrule.Written;
import org.chainrule.value.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of gates on whole matrices. */
final class MatrixFunctionsTest {

  /**
   * By hand. Entries that are not there are NaN; blocks begin at an entry counted from 1, row by
   * row. Softmax and its relatives are of numbers whose exponentials are 1, 2 and 4 (log 2 =
   * 0.6931471805599453, log 7 = 1.9459101490553132).
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MATMUL        | 1, 2; 3, 4 | 5; 6      |  | 17; 39
          MATMUL        | 1; 2       | 3, 4      |  | 3, 4; 6, 8
          TRANSPOSE     | 1, 2, 3; 4, 5, 6 |     |  | 1, 4; 2, 5; 3, 6
          ENTRY         | 1, 2; 3, 4; 5, 6 | 3 | 1   | 5
          ENTRY         | 1, 2; 3, 4; 5, 6 | 1 | 2   | 2
          ENTRY         | 1, 2; 3, 4; 5, 6 | 0 | 1   | NaN
          ENTRY         | 1, 2; 3, 4; 5, 6 | 4 | 1   | NaN
          ENTRY         | 1, 2; 3, 4; 5, 6 | 1 | 3   | NaN
          ENTRY         | 1, 2; 3, 4; 5, 6 | 1.5 | 1 | NaN
          ENTRY         | 1, 2; 3, 4; 5, 6 | 1 | 1.5 | NaN
          ENTRY         | 1, 2; 3, 4; 5, 6 | NaN | 1 | NaN
          ROW           | 1, 2; 3, 4; 5, 6 | 1 | | 1, 2
          ROW           | 1, 2; 3, 4; 5, 6 | 3 | | 5, 6
          ROW           | 1, 2; 3, 4; 5, 6 | 4 | | NaN, NaN
          ROW           | 1, 2; 3, 4; 5, 6 | 2.5 | | NaN, NaN
          COLUMN        | 1, 2; 3, 4; 5, 6 | 1 | | 1; 3; 5
          COLUMN        | 1, 2; 3, 4; 5, 6 | 2 | | 2; 4; 6
          COLUMN        | 1, 2; 3, 4; 5, 6 | 3 | | NaN; NaN; NaN
          ITEM          | 7; 8; 9    | 2 |  | 8
          ITEM          | 7, 8, 9    | 3 |  | 9
          ITEM          | 7, 8, 9    | 4 |  | NaN
          ITEM          | 7; 8; 9    | 0 |  | NaN
          SUM           | 1, 2; 3, 4 | |    | 10
          MEAN          | 1, 2; 3, 4 | |    | 2.5
          NORM          | 3, 0; 0, -4 | |   | 5
          NORM          | -3         | |    | 3
          DOT           | 1, 2; 3, 4 | 5, 6; 7, 8 |  | 70
          LARGEST       | 1, 7; -9, 4 | |   | 7
          SMALLEST      | 1, 7; -9, 4 | |   | -9
          ROWSUM        | 1, 2; 3, 4; 5, 6 | | | 3; 7; 11
          COLSUM        | 1, 2; 3, 4; 5, 6 | | | 9, 12
          TRACE         | 1, 2; 3, 4 | |    | 5
          TRACE         | 6          | |    | 6
          DIAG          | 1, 2; 3, 4 | |    | 1; 4
          DIAG          | 1; 2       | |    | 1, 0; 0, 2
          SOFTMAX       | 0; 0.6931471805599453; 1.3862943611198906 | | | 0.14285714285714285; 0.2857142857142857; 0.5714285714285714
          SOFTMAX       | 0, 1000; 0, 1000 | | | 0.5, 0.5; 0.5, 0.5
          LOGSUMEXP     | 0, 1000; 0.6931471805599453, 1000; 1.3862943611198906, -1000 | | | 1.9459101490553132, 1000.6931471805599453
          LOGSUMEXP     | Infinity, -Infinity; 0, -Infinity | | | Infinity, -Infinity
          CROSS_ENTROPY | 0; 0.6931471805599453; 1.3862943611198906 | 2 | | 1.252762968495368
          CROSS_ENTROPY | 0; 0.6931471805599453; 1.3862943611198906 | 0.5; 0; 0.5 | | 1.252762968495368
          CROSS_ENTROPY | 0, 0; 0, 0 | 1, 2 |      | 0.6931471805599453, 0.6931471805599453
          # an impossible class that is not the target costs nothing, and one that is costs all
          CROSS_ENTROPY | 0; -Infinity | 1; 0 |    | 0
          CROSS_ENTROPY | 0; -Infinity | 2 |       | Infinity
          ONEHOT        | 2, 3, 1    | 9, 9, 9; 9, 9, 9; 9, 9, 9 | | 0, 0, 1; 1, 0, 0; 0, 1, 0
          ONEHOT        | 3, 2, 1.5, 0 | 9, 9, 9, 9; 9, 9, 9, 9 | | NaN, 0, NaN, NaN; NaN, 1, NaN, NaN
          ONEHOT        | 0.2; 0.8   | 9; 9 |      | 0.2; 0.8
          TARGET        | 1; 2       | 0; 0 |      | 1; 2
          TARGET        | 1; 2       | 7 |         | 0
          TARGET        | 1; 2       | 7, 7 |      | 0, 0
          ROWS          | 1, 2, 3; 4, 5, 6 | |     | 2
          COLUMNS       | 1, 2, 3; 4, 5, 6 | |     | 3
          SIZE          | 1, 2, 3; 4, 5, 6 | |     | 6
          SPREAD        | 1, 2       | 0, 0; 0, 0 | | 1, 2; 1, 2
          SPREAD        | 1; 2       | 0, 0; 0, 0 | | 1, 1; 2, 2
          FIT           | 1, 2; 3, 4 | 0 |          | 10
          FIT           | 1, 2; 3, 4 | 0, 0 |       | 4, 6
          PART          | 1, 2, 3; 4, 5, 6; 7, 8, 9 | 5 | 0, 0; 0, 0 | 5, 6; 8, 9
          PART          | 1, 2, 3; 4, 5, 6; 7, 8, 9 | 2 | 0, 0       | 2, 3
          PART          | 1, 2, 3; 4, 5, 6; 7, 8, 9 | 3 | 0, 0       | NaN, NaN
          PART          | 1, 2, 3; 4, 5, 6; 7, 8, 9 | 4 | 0; 0; 0    | NaN; NaN; NaN
          PART          | 1, 2, 3; 4, 5, 6; 7, 8, 9 | 3 | 0; 0; 0    | 3; 6; 9
          PART          | 1, 2, 3; 4, 5, 6; 7, 8, 9 | 9 | 0          | 9
          PART          | 1, 2, 3; 4, 5, 6; 7, 8, 9 | 10 | 0         | NaN
          PART          | 1, 2, 3; 4, 5, 6; 7, 8, 9 | 0 | 0          | NaN
          PART          | 1, 2, 3; 4, 5, 6; 7, 8, 9 | 1.5 | 0        | NaN
          PASTE         | 1, 2       | 2 | 0, 0, 0; 0, 0, 0         | 0, 1, 2; 0, 0, 0
          PASTE         | 1; 2       | 3 | 0, 0, 0; 0, 0, 0         | 0, 0, 1; 0, 0, 2
          PASTE         | 1, 2       | 3 | 0, 0, 0; 0, 0, 0         | NaN, NaN, NaN; NaN, NaN, NaN
          PASTE         | 1; 2       | 4 | 0, 0, 0; 0, 0, 0         | NaN, NaN, NaN; NaN, NaN, NaN
          FIRST         | 3, 5; 5, 1 | 5 |          | 0, 1; 0, 0
          FIRST         | 3, 5; 5, 1 | 4 |          | 0, 0; 0, 0
          ZEROS         | 1          | 2 |          | 0, 0
          ONES          | 2          | 1 |          | 1; 1
          EYE           | 2          |   |          | 1, 0; 0, 1
          """)
  void hasTheValue(Gate gate, String x, String y, String z, String expected) {
    List<Matrix> operands = new ArrayList<>();
    for (String operand : new String[] {x, y, z}) {
      if (operand != null) {
        operands.add(Written.matrix(operand));
      }
    }
    Matrix value = gate.apply(operands.toArray(Matrix[]::new));
    Matrix wanted = Written.matrix(expected);
    assertThat(value.shape()).isEqualTo(wanted.shape());
    for (int i = 0; i < value.size(); i++) {
      if (Double.isFinite(wanted.entry(i))) {
        assertThat(value.entry(i)).isCloseTo(wanted.entry(i), Offset.offset(4e-13));
      } else {
        assertThat(value.entry(i)).isEqualTo(Double.valueOf(wanted.entry(i)));
      }
    }
  }

  @Test
  void numbersAreMatricesOfOneEntry() {
    assertThat(Gate.NORM.apply(-3, 0, 0)).isEqualTo(3);
    assertThat(Gate.MATMUL.apply(6, 7, 0)).isEqualTo(42);
    assertThat(Gate.ENTRY.apply(6, 1, 1)).isEqualTo(6);
    assertThat(Gate.ENTRY.apply(6, 1, 2)).isNaN();
    assertThat(Gate.ONES.apply(2, 2, 0)).as("no number").isNaN();
  }

  @Test
  void aStackNeedsItsShape() {
    assertThatThrownBy(() -> Gate.STACK.apply(Written.matrix("1"), Written.matrix("2")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("STACK");
  }
}
