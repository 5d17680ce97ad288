package org.chainrule.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.value.Dimensions;
import org.chainrule.value.Misfit;
import org.chainrule.value.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Shapes of gates on whole matrices, and the shapes that do not fit. */
final class ShapeRulesTest {

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
          MATMUL        | ?x? ?x?     | axb bxc -> axc
          MATMUL        | 2x? ?x4     | 2xa ax4 -> 2x4
          MATMUL        | 2x3 ?x4     | 2x3 3x4 -> 2x4
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
          DIAG          | ?x?         | axa -> ax1
          DIAG          | 3x1         | 3x1 -> 3x3
          DIAG          | ?x3         | 3x3 -> 3x1
          DOT           | ?x? ?x?     | axb axb -> 1x1
          DOT           | 2x? ?x3     | 2x3 2x3 -> 1x1
          FIRST         | 2x3 ?x?     | 2x3 1x1 -> 2x3
          ROWSUM        | ?x?         | axb -> ax1
          COLSUM        | ?x?         | axb -> 1xb
          SOFTMAX       | ?x?         | axb -> axb
          SOFTMAX       | 1x1         | 1x1 -> 1x1
          LOGSUMEXP     | ?x?         | axb -> 1xb
          CROSS_ENTROPY | ?x? ?x?     | axb axb -> 1xb
          CROSS_ENTROPY | 4x3 1x?     | 4x3 1x3 -> 1x3
          CROSS_ENTROPY | 4x3 ?x?     | 4x3 4x3 -> 1x3
          CROSS_ENTROPY | 1x1 1x1     | 1x1 1x1 -> 1x1
          ONEHOT        | ?x? 4x3     | 4x3 4x3 -> 4x3
          ONEHOT        | 1x? 4x3     | 1x3 4x3 -> 4x3
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
  void hasTheShape(Gate gate, String operands, String expected) {
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
          MATMUL        | 2x3 2x3     | as many rows in %2$s as %1$s has columns
          ROW           | 2x3 2x1     | an index is one number
          ROW           | 2x3 1x2     | an index is one number
          COLUMN        | 2x3 2x1     | an index is one number
          ENTRY         | 2x3 2x1 1x1 | an index is one number
          ENTRY         | 2x3 1x1 1x2 | an index is one number
          ITEM          | 3x1 2x1     | an index is one number
          FIRST         | 3x1 2x1     | an index is one number
          ITEM          | 2x3 1x1     | one index is for vectors
          TRACE         | 2x3         | as many rows as columns
          DIAG          | 2x3         | diag takes a column or a square matrix
          DIAG          | 1x3         | write diag(%4$s)
          DOT           | 2x3 2x4     | must have the same shape
          DOT           | 2x3 3x3     | must have the same shape
          SOFTMAX       | 1x3         | softmax works on columns
          LOGSUMEXP     | 1x3         | logsumexp works on columns
          CROSS_ENTROPY | 1x3 1x3     | cross_entropy works on columns
          CROSS_ENTROPY | 4x3 2x3     | a target is like the scores
          CROSS_ENTROPY | 4x3 1x2     | a target is like the scores
          ONEHOT        | 2x3 4x3     | a target is like the scores
          ONEHOT        | 1x2 4x3     | a target is like the scores
          """)
  void saysWhatDoesNotFit(Gate gate, String operands, String reason) {
    Dimensions known = new Dimensions();
    List<Shape> shapes = shapes(operands, known);
    assertThatThrownBy(() -> infer(gate, known, shapes))
        .isInstanceOf(Misfit.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @EnumSource(
      value = Gate.class,
      names = {"STACK", "ZEROS", "ONES", "EYE"})
  void aShapeThatTheOperandsDoNotTellIsNotAsked(Gate gate) {
    List<Shape> scalar = List.of(Shape.SCALAR);
    assertThatThrownBy(() -> infer(gate, new Dimensions(), scalar))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(gate.name());
    assertThat(gate.spec().isMaker()).isEqualTo(gate != Gate.STACK);
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

  private static Shape infer(Gate gate, Dimensions known, List<Shape> operands) {
    Shape second = operands.size() > 1 ? operands.get(1) : Shape.SCALAR;
    Shape third = operands.size() > 2 ? operands.get(2) : Shape.SCALAR;
    return ShapeRules.shape(known, gate, operands.get(0), second, third);
  }

  private static String told(int dimension, Dimensions known, Map<Integer, String> letters) {
    int found = known.find(dimension);
    return found > 0
        ? Integer.toString(found)
        : letters.computeIfAbsent(found, each -> String.valueOf((char) ('a' + letters.size())));
  }
}
