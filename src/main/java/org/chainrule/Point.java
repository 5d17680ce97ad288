package org.chainrule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Problem;
import org.chainrule.value.Matrix;

/**
 * Values of inputs: names, each with a matrix. A number is a 1x1 matrix, an array of numbers a
 * column, an array of arrays a matrix by rows. Arrays are copied; a point does not change.
 *
 * <pre>{@code
 * Point.of("x", 3).and("W", new double[][] {{1, 2}, {3, 4}})
 * }</pre>
 */
public final class Point {
  /** No values at all: each input has the value that the text gives to it. */
  public static final Point NONE = new Point(Map.of());

  private final Map<String, Matrix> values;

  private Point(Map<String, Matrix> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** The point of one number. */
  public static Point of(String name, double number) {
    return NONE.and(name, number);
  }

  /** The point of one column. */
  public static Point of(String name, double[] column) {
    return NONE.and(name, column);
  }

  /**
   * The point of one matrix.
   *
   * @throws ChainruleException if its rows are not equally long
   */
  public static Point of(String name, double[][] rows) {
    return NONE.and(name, rows);
  }

  /** The point of one matrix. */
  public static Point of(String name, Matrix matrix) {
    return NONE.and(name, matrix);
  }

  /**
   * The point of all entries of a map, in its order.
   *
   * @param values each a {@link Number}, a {@code double[]}, a {@code double[][]} or a {@link
   *     Matrix}
   * @throws ChainruleException if the rows of one are not equally long
   * @throws IllegalArgumentException if one is anything else
   */
  public static Point from(Map<String, ?> values) {
    Map<String, Matrix> matrices = new LinkedHashMap<>();
    for (Map.Entry<String, ?> each : values.entrySet()) {
      matrices.put(each.getKey(), matrix(each.getKey(), each.getValue()));
    }
    return new Point(matrices);
  }

  private static Matrix matrix(String name, Object value) {
    if (value instanceof Number number) {
      return Matrix.scalar(number.doubleValue());
    } else if (value instanceof Matrix matrix) {
      return matrix;
    } else if (value instanceof double[] column && column.length > 0) {
      return Matrix.column(column);
    } else if (value instanceof double[][] rows && rows.length > 0 && rows[0].length > 0) {
      return matrix(name, rows);
    }
    throw new IllegalArgumentException(
        "the value of "
            + name
            + " must be a number, a double[], a double[][] or a Matrix, and not empty");
  }

  private static Matrix matrix(String name, double[][] rows) {
    int columns = rows[0].length;
    double[] entries = new double[rows.length * columns];
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != columns) {
        throw Diagnostic.of(Problem.RAGGED, columns, row + 1, rows[row].length)
            .help("the rows of " + name + " must be equally long")
            .asException();
      }
      System.arraycopy(rows[row], 0, entries, row * columns, columns);
    }
    return Matrix.of(rows.length, columns, entries);
  }

  /** This point and a number, in the place of what the name had before. */
  public Point and(String name, double number) {
    return with(name, number);
  }

  /** This point and a column, in the place of what the name had before. */
  public Point and(String name, double[] column) {
    return with(name, column);
  }

  /**
   * This point and a matrix, in the place of what the name had before.
   *
   * @throws ChainruleException if its rows are not equally long
   */
  public Point and(String name, double[][] rows) {
    return with(name, rows);
  }

  /** This point and a matrix, in the place of what the name had before. */
  public Point and(String name, Matrix matrix) {
    return with(name, matrix);
  }

  private Point with(String name, Object value) {
    Map<String, Matrix> more = new LinkedHashMap<>(values);
    more.put(name, matrix(name, value));
    return new Point(more);
  }

  /** The values by their names, in the order in which they were given. */
  public Map<String, Matrix> values() {
    return values;
  }

  /** Whether it has no values. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Equal names and values, in any order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Point point && values.equals(point.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** As values are written in a text: {@code x = 3, W = [1, 2; 3, 4]}. */
  @Override
  public String toString() {
    List<String> all = new ArrayList<>();
    values.forEach((name, value) -> all.add(name + " = " + value));
    return String.join(", ", all);
  }
}
