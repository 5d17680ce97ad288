package org.chainrule.engine;

import org.chainrule.value.Matrix;

/** The value of every node of a graph. */
public final class Values {
  private final double[] numbers;

  /** Null where every value is one number; null entries for those that are. */
  private final Matrix[] matrices;

  Values(double[] numbers, Matrix[] matrices) {
    this.numbers = numbers;
    this.matrices = matrices;
  }

  /** Values that are all numbers, in an array that the caller hands over. */
  public static Values of(double[] numbers) {
    return new Values(numbers, null);
  }

  /** The number of nodes that have a value. */
  public int size() {
    return numbers.length;
  }

  /** Whether the node's value is one number. */
  public boolean isScalar(int node) {
    return matrices == null || matrices[node] == null;
  }

  /** The value of a node that is one number; NaN for a matrix. */
  public double number(int node) {
    return numbers[node];
  }

  /** The value of a node, 1x1 if it is one number. */
  public Matrix get(int node) {
    return isScalar(node) ? Matrix.scalar(numbers[node]) : matrices[node];
  }

  /** Copies that can be changed without changing these. */
  Values copy() {
    return new Values(numbers.clone(), matrices == null ? null : matrices.clone());
  }

  double[] numbers() {
    return numbers;
  }

  Matrix[] matrices() {
    return matrices;
  }

  void set(int node, Matrix value) {
    if (value.isScalar()) {
      numbers[node] = value.scalar();
      if (matrices != null) {
        matrices[node] = null;
      }
    } else {
      numbers[node] = Double.NaN;
      matrices[node] = value;
    }
  }
}
