package org.chainrule.gate;

import org.chainrule.value.Dimensions;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;
import org.chainrule.value.Misfit;
import org.chainrule.value.Shape;

/**
 * The forward computation of a gate on whole matrices, and how its shape follows from those of its
 * operands. One switch instead of a function each: what is not run need not be linked at the start.
 */
public enum Whole implements Kernel {
  /** Matrix product. */
  PRODUCT,
  /** Rows and columns exchanged. */
  TRANSPOSE,
  /** One entry by row and column. */
  ENTRY,
  /** One row. */
  ROW,
  /** One column. */
  COLUMN,
  /** One entry of a vector. */
  ITEM,
  /** Blocks side by side and one below the other. */
  STACK,
  /** Sum of all entries. */
  SUM,
  /** Mean of all entries. */
  MEAN,
  /** Root of the sum of squares. */
  NORM,
  /** Sum of products at the same places. */
  DOT,
  /** Largest entry. */
  LARGEST,
  /** Smallest entry. */
  SMALLEST,
  /** Sum of each row. */
  ROW_SUMS,
  /** Sum of each column. */
  COLUMN_SUMS,
  /** Sum of the diagonal. */
  TRACE,
  /** Diagonal of a square matrix, or a matrix with that diagonal. */
  DIAGONAL,
  /** Shares of the exponentials in each column. */
  SOFTMAX,
  /** Logarithm of the sum of exponentials of each column. */
  LOG_SUM_EXP,
  /** Loss of each column of scores. */
  CROSS_ENTROPY,
  /** Targets as a matrix of zeros and ones. */
  ONE_HOT,
  /** What a target gets of an upstream. */
  TARGET,
  /** Number of rows. */
  ROWS,
  /** Number of columns. */
  COLUMNS,
  /** Number of entries. */
  SIZE,
  /** Repeated to the shape of another. */
  SPREAD,
  /** Summed to the shape of another. */
  FIT,
  /** A block with the shape of another. */
  PART,
  /** A block within zeros of the shape of another. */
  PASTE,
  /** 1 at the first entry with a value. */
  FIRST,
  /** Zeros of a size that is written out. */
  ZEROS,
  /** Ones of a size that is written out. */
  ONES,
  /** An identity matrix of a size that is written out. */
  EYE;

  private static final String PRODUCT_RULE =
      "%1$s @ %2$s needs as many rows in %2$s as %1$s has columns";
  private static final String ALIKE = "%1$s and %2$s must have the same shape";

  /** Whether it makes a matrix from numbers of rows and columns. */
  public boolean isMaker() {
    return this == ZEROS || this == ONES || this == EYE;
  }

  /** Whether nothing but the shape of the operand in a slot matters. */
  public boolean readsShape(int slot) {
    return switch (this) {
      case ROWS, COLUMNS, SIZE -> true;
      case SPREAD, FIT, TARGET, ONE_HOT -> slot == 1;
      case PART, PASTE -> slot == 2;
      default -> false;
    };
  }

  /** The value for these operands, whose shapes fit. */
  public Matrix apply(Matrix... x) {
    switch (this) {
      case PRODUCT:
        return Matrices.product(x[0], x[1]);
      case TRANSPOSE:
        return Matrices.transpose(x[0]);
      case ENTRY:
        return Matrix.scalar(at(x[0], x[1].scalar(), x[2].scalar()));
      case ROW:
        return row(x[0], x[1].scalar());
      case COLUMN:
        return column(x[0], x[1].scalar());
      case ITEM:
        return Matrix.scalar(
            x[0].columns() == 1 ? at(x[0], x[1].scalar(), 1) : at(x[0], 1, x[1].scalar()));
      case STACK:
        throw new IllegalStateException("a stack needs the shape that the graph has for it");
      case SUM:
        return Matrix.scalar(Matrices.sum(x[0]));
      case MEAN:
        return Matrix.scalar(Matrices.sum(x[0]) / x[0].size());
      case NORM:
        return Matrix.scalar(Matrices.norm(x[0]));
      case DOT:
        return Matrix.scalar(Matrices.dot(x[0], x[1]));
      case LARGEST:
        return Matrix.scalar(Matrices.extreme(x[0], true));
      case SMALLEST:
        return Matrix.scalar(Matrices.extreme(x[0], false));
      case ROW_SUMS:
        return Matrices.rowSums(x[0]);
      case COLUMN_SUMS:
        return Matrices.columnSums(x[0]);
      case TRACE:
        return Matrix.scalar(Matrices.sum(Matrices.diagonal(x[0])));
      case DIAGONAL:
        return Matrices.diagonal(x[0]);
      case SOFTMAX:
        return Columns.softmax(x[0]);
      case LOG_SUM_EXP:
        return Columns.logSumExp(x[0]);
      case CROSS_ENTROPY:
        return Columns.crossEntropy(x[0], x[1]);
      case ONE_HOT:
        return Columns.oneHot(x[0], x[1]);
      case TARGET:
        return x[0].shape().equals(x[1].shape())
            ? x[0]
            : Matrices.spread(Matrix.scalar(0), x[1].shape());
      case ROWS:
        return Matrix.scalar(x[0].rows());
      case COLUMNS:
        return Matrix.scalar(x[0].columns());
      case SIZE:
        return Matrix.scalar(x[0].size());
      case SPREAD:
        return Matrices.spread(x[0], x[1].shape());
      case FIT:
        return Matrices.fit(x[0], x[1].shape());
      case PART:
        return part(x[0], x[1].scalar(), x[2].shape());
      case PASTE:
        return paste(x[0], x[1].scalar(), x[2].shape());
      case FIRST:
        return Matrices.first(x[0], x[1].scalar());
      case ZEROS:
        return filled(x[0].scalar(), x[1].scalar(), 0);
      case ONES:
        return filled(x[0].scalar(), x[1].scalar(), 1);
      case EYE:
        return Matrices.diagonal(filled(x[0].scalar(), 1, 1));
    }
    throw new IllegalStateException("no computation for " + this);
  }

  /** On numbers, which are matrices of one entry. */
  @Override
  public double apply(double x, double y, double z) {
    Matrix value = apply(Matrix.scalar(x), Matrix.scalar(y), Matrix.scalar(z));
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

  /**
   * The shape of the value.
   *
   * @throws Misfit if the shapes do not fit; its message is a template for the operands' names
   */
  public Shape shape(Dimensions known, Shape a, Shape b, Shape c) {
    switch (this) {
      case PRODUCT:
        want(known, a);
        want(known, b);
        known.same(a.columns(), b.rows(), PRODUCT_RULE);
        return new Shape(a.rows(), b.columns());
      case TRANSPOSE:
        return a.transposed();
      case ROW:
        want(known, a);
        scalar(known, b);
        return new Shape(1, a.columns());
      case COLUMN:
        want(known, a);
        scalar(known, b);
        return new Shape(a.rows(), 1);
      case ENTRY:
        want(known, a);
        scalar(known, b);
        scalar(known, c);
        return Shape.SCALAR;
      case ITEM:
        item(known, a);
        scalar(known, b);
        return Shape.SCALAR;
      case TRACE:
        known.same(a.rows(), a.columns(), "the trace needs as many rows as columns");
        want(known, a);
        return Shape.SCALAR;
      case DIAGONAL:
        return diagonal(known, a);
      case DOT:
        known.same(a.rows(), b.rows(), ALIKE);
        known.same(a.columns(), b.columns(), ALIKE);
        want(known, a);
        return Shape.SCALAR;
      case FIRST:
        scalar(known, b);
        return a;
      case ROW_SUMS:
        want(known, a);
        return new Shape(a.rows(), 1);
      case COLUMN_SUMS:
        want(known, a);
        return new Shape(1, a.columns());
      case SOFTMAX:
        column(known, a, "softmax");
        return a;
      case LOG_SUM_EXP:
        column(known, a, "logsumexp");
        return new Shape(1, a.columns());
      case CROSS_ENTROPY:
        column(known, a, "cross_entropy");
        target(known, b, a);
        return new Shape(1, a.columns());
      case ONE_HOT:
        target(known, a, b);
        return b;
      case SPREAD:
        repeats(known, a, b);
        return b;
      case FIT:
        repeats(known, b, a);
        return b;
      case TARGET:
        return b;
      case PART:
      case PASTE:
        scalar(known, b);
        return c;
      case SUM:
      case MEAN:
      case NORM:
      case LARGEST:
      case SMALLEST:
      case ROWS:
      case COLUMNS:
      case SIZE:
        want(known, a);
        return Shape.SCALAR;
      default:
        throw new IllegalStateException("the shape of " + this + " is not told by its operands");
    }
  }

  private static void want(Dimensions known, Shape shape) {
    known.want(shape.rows());
    known.want(shape.columns());
  }

  private static void scalar(Dimensions known, Shape shape) {
    known.same(shape.rows(), 1, "an index is one number");
    known.same(shape.columns(), 1, "an index is one number");
  }

  private static void item(Dimensions known, Shape vector) {
    int rows = known.find(vector.rows());
    int columns = known.find(vector.columns());
    if (rows != 1 && columns != 1) {
      if (rows > 1 && columns > 1) {
        throw new Misfit(
            "one index is for vectors; an entry is %1$s[1,2], a row %1$s[1,:], a column %1$s[:,2]");
      }
      known.same(columns > 1 ? rows : columns, 1, "%1$s must be a vector");
    }
    want(known, vector);
  }

  /** A dimension of 1 may be repeated; any other must be the same where both are known. */
  private static void repeats(Dimensions known, Shape small, Shape large) {
    if (small.rows() > 1 && large.rows() > 0) {
      known.same(small.rows(), large.rows(), ALIKE);
    }
    if (small.columns() > 1 && large.columns() > 0) {
      known.same(small.columns(), large.columns(), ALIKE);
    }
  }

  private static Shape diagonal(Dimensions known, Shape a) {
    int columns = known.find(a.columns());
    if (columns == 1) {
      return new Shape(a.rows(), a.rows());
    }
    if (known.find(a.rows()) == 1) {
      throw new Misfit("diag takes a column or a square matrix; write diag(%4$s)");
    }
    known.same(a.rows(), columns, "diag takes a column or a square matrix");
    want(known, a);
    return new Shape(a.rows(), 1);
  }

  private static void column(Dimensions known, Shape scores, String name) {
    want(known, scores);
    int columns = known.find(scores.columns());
    if (known.find(scores.rows()) == 1 && columns > 1) {
      throw new Misfit(name + " works on columns, and %1$s is one row; write %4$s");
    }
  }

  /** Targets are like the scores, or one row of numbers that name the right class. */
  private static void target(Dimensions known, Shape target, Shape scores) {
    String reason = "a target is like the scores, or has one number for each of their columns";
    boolean names = known.find(target.rows()) == 1 && known.find(scores.rows()) != 1;
    if (!names) {
      known.same(target.rows(), scores.rows(), reason);
    }
    known.same(target.columns(), scores.columns(), reason);
  }
}
