package org.chainrule.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.chainrule.Written;
import org.chainrule.value.Dimensions;
import org.chainrule.value.Matrix;
import org.chainrule.value.Misfit;
import org.chainrule.value.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Gates on whole matrices: values, shapes, and the shapes that do not fit. */
final class WholeTest {

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
          PRODUCT       | 1, 2; 3, 4 | 5; 6      |  | 17; 39
          PRODUCT       | 1; 2       | 3, 4      |  | 3, 4; 6, 8
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
          ROW_SUMS      | 1, 2; 3, 4; 5, 6 | | | 3; 7; 11
          COLUMN_SUMS   | 1, 2; 3, 4; 5, 6 | | | 9, 12
          TRACE         | 1, 2; 3, 4 | |    | 5
          TRACE         | 6          | |    | 6
          DIAGONAL      | 1, 2; 3, 4 | |    | 1; 4
          DIAGONAL      | 1; 2       | |    | 1, 0; 0, 2
          SOFTMAX       | 0; 0.6931471805599453; 1.3862943611198906 | | | 0.14285714285714285; 0.2857142857142857; 0.5714285714285714
          SOFTMAX       | 0, 1000; 0, 1000 | | | 0.5, 0.5; 0.5, 0.5
          LOG_SUM_EXP   | 0, 1000; 0.6931471805599453, 1000; 1.3862943611198906, -1000 | | | 1.9459101490553132, 1000.6931471805599453
          LOG_SUM_EXP   | Infinity, -Infinity; 0, -Infinity | | | Infinity, -Infinity
          CROSS_ENTROPY | 0; 0.6931471805599453; 1.3862943611198906 | 2 | | 1.252762968495368
          CROSS_ENTROPY | 0; 0.6931471805599453; 1.3862943611198906 | 0.5; 0; 0.5 | | 1.252762968495368
          CROSS_ENTROPY | 0, 0; 0, 0 | 1, 2 |      | 0.6931471805599453, 0.6931471805599453
          # an impossible class that is not the target costs nothing, and one that is costs all
          CROSS_ENTROPY | 0; -Infinity | 1; 0 |    | 0
          CROSS_ENTROPY | 0; -Infinity | 2 |       | Infinity
          ONE_HOT       | 2, 3, 1    | 9, 9, 9; 9, 9, 9; 9, 9, 9 | | 0, 0, 1; 1, 0, 0; 0, 1, 0
          ONE_HOT       | 3, 2, 1.5, 0 | 9, 9, 9, 9; 9, 9, 9, 9 | | NaN, 0, NaN, NaN; NaN, 1, NaN, NaN
          ONE_HOT       | 0.2; 0.8   | 9; 9 |      | 0.2; 0.8
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
  void hasTheValue(Whole gate, String x, String y, String z, String expected) {
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
    assertThat(Whole.NORM.apply(-3, 0, 0)).isEqualTo(3);
    assertThat(Whole.PRODUCT.apply(6, 7, 0)).isEqualTo(42);
    assertThat(Whole.ENTRY.apply(6, 1, 1)).isEqualTo(6);
    assertThat(Whole.ENTRY.apply(6, 1, 2)).isNaN();
    assertThat(Whole.ONES.apply(2, 2, 0)).as("no number").isNaN();
  }

  /**
   * Shapes of operands, {@code ?} where nothing is known, and what is known of them and of the
   * value in the end: letters stay open, the same letter is the same number. What no operation on
   * matrices wants otherwise is 1.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PRODUCT       | ?x? ?x?     | axb bxc -> axc
          PRODUCT       | 2x? ?x4     | 2xa ax4 -> 2x4
          PRODUCT       | 2x3 ?x4     | 2x3 3x4 -> 2x4
          TRANSPOSE     | ?x2         | 1x2 -> 2x1
          ROW           | ?x? ?x?     | axb 1x1 -> 1xb
          COLUMN        | ?x? ?x?     | axb 1x1 -> ax1
          ENTRY         | ?x? ?x? ?x? | axb 1x1 1x1 -> 1x1
          ITEM          | ?x? ?x?     | ax1 1x1 -> 1x1
          ITEM          | ?x1 ?x?     | ax1 1x1 -> 1x1
          ITEM          | 1x? ?x?     | 1xa 1x1 -> 1x1
          ITEM          | 3x? ?x?     | 3x1 1x1 -> 1x1
          ITEM          | ?x3 ?x?     | 1x3 1x1 -> 1x1
          ITEM          | 3x1 1x1     | 3x1 1x1 -> 1x1
          TRACE         | ?x?         | axa -> 1x1
          TRACE         | 3x?         | 3x3 -> 1x1
          DIAGONAL      | ?x?         | axa -> ax1
          DIAGONAL      | 3x1         | 3x1 -> 3x3
          DIAGONAL      | ?x3         | 3x3 -> 3x1
          DOT           | ?x? ?x?     | axb axb -> 1x1
          DOT           | 2x? ?x3     | 2x3 2x3 -> 1x1
          FIRST         | 2x3 ?x?     | 2x3 1x1 -> 2x3
          ROW_SUMS      | ?x?         | axb -> ax1
          COLUMN_SUMS   | ?x?         | axb -> 1xb
          SOFTMAX       | ?x?         | axb -> axb
          SOFTMAX       | 1x1         | 1x1 -> 1x1
          LOG_SUM_EXP   | ?x?         | axb -> 1xb
          CROSS_ENTROPY | ?x? ?x?     | axb axb -> 1xb
          CROSS_ENTROPY | 4x3 1x?     | 4x3 1x3 -> 1x3
          CROSS_ENTROPY | 4x3 ?x?     | 4x3 4x3 -> 1x3
          CROSS_ENTROPY | 1x1 1x1     | 1x1 1x1 -> 1x1
          ONE_HOT       | ?x? 4x3     | 4x3 4x3 -> 4x3
          ONE_HOT       | 1x? 4x3     | 1x3 4x3 -> 4x3
          SPREAD        | ?x? 3x2     | 1x1 3x2 -> 3x2
          FIT           | 3x2 1x2     | 3x2 1x2 -> 1x2
          TARGET        | 3x2 1x2     | 3x2 1x2 -> 1x2
          PART          | 3x4 ?x? 2x2 | 3x4 1x1 2x2 -> 2x2
          PASTE         | 2x2 ?x? 3x4 | 2x2 1x1 3x4 -> 3x4
          SUM           | ?x?         | axb -> 1x1
          MEAN          | ?x?         | axb -> 1x1
          NORM          | ?x?         | axb -> 1x1
          LARGEST       | ?x?         | axb -> 1x1
          SMALLEST      | ?x?         | axb -> 1x1
          ROWS          | ?x?         | axb -> 1x1
          COLUMNS       | ?x?         | axb -> 1x1
          SIZE          | ?x?         | axb -> 1x1
          """)
  void hasTheShape(Whole gate, String operands, String expected) {
    Dimensions known = new Dimensions();
    List<Shape> shapes = shapes(operands, known);
    shapes.add(infer(gate, known, shapes));
    shapes.forEach(
        shape -> {
          known.settle(shape.rows());
          known.settle(shape.columns());
        });
    Map<Integer, String> letters = new LinkedHashMap<>();
    List<String> told = new ArrayList<>();
    for (Shape shape : shapes) {
      told.add(told(shape.rows(), known, letters) + "x" + told(shape.columns(), known, letters));
    }
    String value = told.remove(told.size() - 1);
    assertThat(String.join(" ", told) + " -> " + value).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PRODUCT       | 2x3 2x3     | as many rows in %2$s as %1$s has columns
          ROW           | 2x3 2x1     | an index is one number
          ROW           | 2x3 1x2     | an index is one number
          COLUMN        | 2x3 2x1     | an index is one number
          ENTRY         | 2x3 2x1 1x1 | an index is one number
          ENTRY         | 2x3 1x1 1x2 | an index is one number
          ITEM          | 3x1 2x1     | an index is one number
          FIRST         | 3x1 2x1     | an index is one number
          ITEM          | 2x3 1x1     | one index is for vectors
          TRACE         | 2x3         | as many rows as columns
          DIAGONAL      | 2x3         | diag takes a column or a square matrix
          DIAGONAL      | 1x3         | write diag(%4$s)
          DOT           | 2x3 2x4     | must have the same shape
          DOT           | 2x3 3x3     | must have the same shape
          SOFTMAX       | 1x3         | softmax works on columns
          LOG_SUM_EXP   | 1x3         | logsumexp works on columns
          CROSS_ENTROPY | 1x3 1x3     | cross_entropy works on columns
          CROSS_ENTROPY | 4x3 2x3     | a target is like the scores
          CROSS_ENTROPY | 4x3 1x2     | a target is like the scores
          ONE_HOT       | 2x3 4x3     | a target is like the scores
          ONE_HOT       | 1x2 4x3     | a target is like the scores
          """)
  void saysWhatDoesNotFit(Whole gate, String operands, String reason) {
    Dimensions known = new Dimensions();
    List<Shape> shapes = shapes(operands, known);
    assertThatThrownBy(() -> infer(gate, known, shapes))
        .isInstanceOf(Misfit.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @EnumSource(
      value = Whole.class,
      names = {"STACK", "ZEROS", "ONES", "EYE"})
  void aShapeThatTheOperandsDoNotTellIsNotAsked(Whole gate) {
    List<Shape> scalar = List.of(Shape.SCALAR);
    assertThatThrownBy(() -> infer(gate, new Dimensions(), scalar))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(gate.name());
    assertThat(gate.isMaker()).isEqualTo(gate != Whole.STACK);
  }

  private static List<Shape> shapes(String text, Dimensions known) {
    List<Shape> shapes = new ArrayList<>();
    for (String shape : text.split(" ")) {
      int[] sides =
          Arrays.stream(shape.split("x"))
              .mapToInt(side -> side.equals("?") ? known.fresh() : Integer.parseInt(side))
              .toArray();
      shapes.add(new Shape(sides[0], sides[1]));
    }
    return shapes;
  }

  private static Shape infer(Whole gate, Dimensions known, List<Shape> operands) {
    Shape second = operands.size() > 1 ? operands.get(1) : Shape.SCALAR;
    Shape third = operands.size() > 2 ? operands.get(2) : Shape.SCALAR;
    return gate.shape(known, operands.get(0), second, third);
  }

  private static String told(int dimension, Dimensions known, Map<Integer, String> letters) {
    int found = known.find(dimension);
    return found > 0
        ? Integer.toString(found)
        : letters.computeIfAbsent(found, each -> String.valueOf((char) ('a' + letters.size())));
  }
}
