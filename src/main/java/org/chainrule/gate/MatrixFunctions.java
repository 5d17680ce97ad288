package org.chainrule.gate;

import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/** The forward computations of the gates on whole matrices. */
final class MatrixFunctions {
  private MatrixFunctions() {}

  /**
   * The value for operands whose shapes fit. An entry, row or block that is not there is NaN.
   *
   * @throws IllegalStateException for a stack, whose shape only the graph knows
   */
  static Matrix apply(Gate gate, Matrix... x) {
    return switch (gate) {
      case MATMUL -> Matrices.product(x[0], x[1]);
      case TRANSPOSE -> Matrices.transpose(x[0]);
      case ENTRY -> Matrix.scalar(at(x[0], x[1].scalar(), x[2].scalar()));
      case ROW -> row(x[0], x[1].scalar());
      case COLUMN -> column(x[0], x[1].scalar());
      case ITEM ->
          Matrix.scalar(
              x[0].columns() == 1 ? at(x[0], x[1].scalar(), 1) : at(x[0], 1, x[1].scalar()));
      case SUM -> Matrix.scalar(Matrices.sum(x[0]));
      case MEAN -> Matrix.scalar(Matrices.sum(x[0]) / x[0].size());
      case NORM -> Matrix.scalar(Matrices.norm(x[0]));
      case DOT -> Matrix.scalar(Matrices.dot(x[0], x[1]));
      case LARGEST -> Matrix.scalar(Matrices.extreme(x[0], true));
      case SMALLEST -> Matrix.scalar(Matrices.extreme(x[0], false));
      case ROWSUM -> Matrices.rowSums(x[0]);
      case COLSUM -> Matrices.columnSums(x[0]);
      case TRACE -> Matrix.scalar(Matrices.sum(Matrices.diagonal(x[0])));
      case DIAG -> Matrices.diagonal(x[0]);
      case SOFTMAX -> ColumnFunctions.softmax(x[0]);
      case LOGSUMEXP -> ColumnFunctions.logSumExp(x[0]);
      case CROSS_ENTROPY -> ColumnFunctions.crossEntropy(x[0], x[1]);
      case ONEHOT -> ColumnFunctions.oneHot(x[0], x[1]);
      case TARGET ->
          x[0].shape().equals(x[1].shape())
              ? x[0]
              : Matrices.spread(Matrix.scalar(0), x[1].shape());
      case ROWS, COLUMNS, SIZE -> Matrix.scalar(ShapeRules.measure(gate, x[0].shape()));
      case SPREAD -> Matrices.spread(x[0], x[1].shape());
      case FIT -> Matrices.fit(x[0], x[1].shape());
      case PART -> part(x[0], x[1].scalar(), x[2].shape());
      case PASTE -> paste(x[0], x[1].scalar(), x[2].shape());
      case FIRST -> Matrices.first(x[0], x[1].scalar());
      case ZEROS -> filled(x[0].scalar(), x[1].scalar(), 0);
      case ONES -> filled(x[0].scalar(), x[1].scalar(), 1);
      case EYE -> Matrices.diagonal(filled(x[0].scalar(), 1, 1));
      default -> throw new IllegalStateException(gate + " has no computation on matrices");
    };
  }

  /** The value for numbers, which are matrices of one entry; NaN where it is no number. */
  static double ofNumbers(Gate gate, double x, double y, double z) {
    Matrix value = apply(gate, Matrix.scalar(x), Matrix.scalar(y), Matrix.scalar(z));
    return value.isScalar() ? value.scalar() : Double.NaN;
  }

  private static double at(Matrix a, double row, double column) {
    boolean there = isIndex(row, a.rows()) && isIndex(column, a.columns());
    return there ? a.at((int) row, (int) column) : Double.NaN;
  }

  private static boolean isIndex(double index, int count) {
    return index == Math.rint(index) && index >= 1 && index <= count;
  }

  private static Matrix row(Matrix a, double row) {
    Shape shape = new Shape(1, a.columns());
    return isIndex(row, a.rows())
        ? Matrices.part(a, ((int) row - 1) * a.columns(), shape)
        : Matrices.spread(Matrix.scalar(Double.NaN), shape);
  }

  private static Matrix column(Matrix a, double column) {
    Shape shape = new Shape(a.rows(), 1);
    return isIndex(column, a.columns())
        ? Matrices.part(a, (int) column - 1, shape)
        : Matrices.spread(Matrix.scalar(Double.NaN), shape);
  }

  /** Entries are counted from 1, row by row. */
  private static Matrix part(Matrix a, double at, Shape shape) {
    return fits(at, shape, a.shape())
        ? Matrices.part(a, (int) at - 1, shape)
        : Matrices.spread(Matrix.scalar(Double.NaN), shape);
  }

  private static Matrix paste(Matrix block, double at, Shape shape) {
    return fits(at, block.shape(), shape)
        ? Matrices.paste(block, (int) at - 1, shape)
        : Matrices.spread(Matrix.scalar(Double.NaN), shape);
  }

  private static boolean fits(double at, Shape block, Shape whole) {
    return isIndex(at, whole.size())
        && ((int) at - 1) / whole.columns() + block.rows() <= whole.rows()
        && ((int) at - 1) % whole.columns() + block.columns() <= whole.columns();
  }

  private static Matrix filled(double rows, double columns, double value) {
    return Matrices.spread(Matrix.scalar(value), new Shape((int) rows, (int) columns));
  }
}
