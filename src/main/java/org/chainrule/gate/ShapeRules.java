package org.chainrule.gate;

import org.chainrule.value.Dimensions;
import org.chainrule.value.Misfit;
import org.chainrule.value.Shape;

/** How the shape of a gate on whole matrices follows from those of its operands. */
public final class ShapeRules {
  private static final String PRODUCT_RULE =
      "%1$s @ %2$s needs as many rows in %2$s as %1$s has columns";
  private static final String ALIKE = "%1$s and %2$s must have the same shape";

  private ShapeRules() {}

  /**
   * The shape of the value.
   *
   * @throws Misfit if the shapes do not fit; its message is a template for the operands' names
   */
  public static Shape shape(Dimensions known, Gate gate, Shape a, Shape b, Shape c) {
    switch (gate) {
      case MATMUL:
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
      case DIAG:
        return diagonal(known, a);
      case DOT:
        known.same(a.rows(), b.rows(), ALIKE);
        known.same(a.columns(), b.columns(), ALIKE);
        want(known, a);
        return Shape.SCALAR;
      case FIRST:
        scalar(known, b);
        return a;
      case ROWSUM:
        want(known, a);
        return new Shape(a.rows(), 1);
      case COLSUM:
        want(known, a);
        return new Shape(1, a.columns());
      case SOFTMAX:
        column(known, a, "softmax");
        return a;
      case LOGSUMEXP:
        column(known, a, "logsumexp");
        return new Shape(1, a.columns());
      case CROSS_ENTROPY:
        column(known, a, "cross_entropy");
        target(known, b, a);
        return new Shape(1, a.columns());
      case ONEHOT:
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
        throw new IllegalStateException("the shape of " + gate + " is not told by its operands");
    }
  }

  /** What a gate tells of the shape of its operand; not positive for other gates, or if unknown. */
  public static int measure(Gate gate, Shape shape) {
    return switch (gate) {
      case ROWS -> shape.rows();
      case COLUMNS -> shape.columns();
      case SIZE -> shape.isKnown() ? shape.size() : 0;
      default -> 0;
    };
  }

  /** Whether nothing but the shape of the operand in a slot matters. */
  public static boolean readsShape(Gate gate, int slot) {
    return switch (gate) {
      case ROWS, COLUMNS, SIZE -> true;
      case SPREAD, FIT, TARGET, ONEHOT -> slot == 1;
      case PART, PASTE -> slot == 2;
      default -> false;
    };
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
