package org.chainrule.gate;

import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/**
 * Functions of the columns of a matrix, one column after the other: what a classifier's loss needs.
 */
final class ColumnFunctions {
  private ColumnFunctions() {}

  /** exp(x)/sum(exp(x)) of every column, without overflow: the largest entry is taken off first. */
  static Matrix softmax(Matrix scores) {
    int columns = scores.columns();
    double[] x = scores.unsafeEntries();
    double[] shares = new double[x.length];
    for (int j = 0; j < columns; j++) {
      double largest = largest(scores, j);
      double sum = 0;
      for (int i = j; i < x.length; i += columns) {
        shares[i] = Functions.exp(x[i] - largest);
        sum += shares[i];
      }
      for (int i = j; i < x.length; i += columns) {
        shares[i] /= sum;
      }
    }
    return Matrix.over(scores.shape(), shares);
  }

  /** log(sum(exp(x))) of every column, a row. */
  static Matrix logSumExp(Matrix scores) {
    int columns = scores.columns();
    double[] x = scores.unsafeEntries();
    double[] logs = new double[columns];
    for (int j = 0; j < columns; j++) {
      double largest = largest(scores, j);
      double sum = 0;
      for (int i = j; i < x.length; i += columns) {
        sum += Functions.exp(x[i] - largest);
      }
      logs[j] = Double.isInfinite(largest) ? largest : largest + Functions.log(sum);
    }
    return Matrix.over(new Shape(1, columns), logs);
  }

  private static double largest(Matrix scores, int column) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = column; i < scores.size(); i += scores.columns()) {
      largest = Math.max(largest, scores.entry(i));
    }
    return largest;
  }

  /** logsumexp(s) - sum(y*s) of every column, a row. */
  static Matrix crossEntropy(Matrix scores, Matrix target) {
    Matrix weights = oneHot(target, scores);
    double[] losses = logSumExp(scores).toArray();
    for (int i = 0; i < scores.size(); i++) {
      double weight = weights.entry(i);
      // A class that is impossible and not the target costs nothing: 0 times -Infinity.
      losses[i % losses.length] -= weight == 0 ? 0 : weight * scores.entry(i);
    }
    return Matrix.over(new Shape(1, losses.length), losses);
  }

  /**
   * Targets as a matrix like {@code scores}: themselves if they are one, else a 1 in every column
   * at the row that the number names; NaN if there is no such row.
   */
  static Matrix oneHot(Matrix target, Matrix scores) {
    if (target.shape().equals(scores.shape())) {
      return target;
    }
    int columns = scores.columns();
    double[] entries = new double[scores.size()];
    for (int j = 0; j < columns; j++) {
      double row = target.entry(j);
      if (row == Math.rint(row) && row >= 1 && row <= scores.rows()) {
        entries[((int) row - 1) * columns + j] = 1;
      } else {
        for (int i = j; i < entries.length; i += columns) {
          entries[i] = Double.NaN;
        }
      }
    }
    return Matrix.over(scores.shape(), entries);
  }
}
