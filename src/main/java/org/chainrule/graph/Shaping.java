package org.chainrule.graph;

import java.util.List;
import org.chainrule.gate.Gate;
import org.chainrule.gate.ShapeRules;
import org.chainrule.value.Dimensions;
import org.chainrule.value.Misfit;
import org.chainrule.value.Shape;

/** The shape of a gate's value. */
public final class Shaping {
  private Shaping() {}

  /**
   * The shape for operands whose shapes are settled.
   *
   * @throws Misfit if they do not fit
   */
  public static Shape shape(Gate gate, Shape... operands) {
    return shape(new Dimensions(), gate, operands);
  }

  /**
   * The shape for operands of which not everything may be known yet; what the gate tells of them is
   * kept in {@code known}.
   *
   * @throws Misfit if they do not fit
   */
  static Shape shape(Dimensions known, Gate gate, Shape... operands) {
    Shape a = operands[0];
    if (!gate.spec().isEntrywise()) {
      Shape b = operands.length > 1 ? operands[1] : Shape.SCALAR;
      Shape c = operands.length > 2 ? operands[2] : Shape.SCALAR;
      return ShapeRules.shape(known, gate, a, b, c);
    }
    Shape shape = a;
    for (int i = 1; i < operands.length; i++) {
      Shape b = operands[i];
      shape =
          new Shape(
              known.broadcast(shape.rows(), b.rows()),
              known.broadcast(shape.columns(), b.columns()));
    }
    return shape;
  }

  /**
   * The shape of a derivative: of one number that of what it is taken by, by one number that of
   * what is differentiated, of a vector by a vector the Jacobian, its rows the outputs. A dimension
   * of which nothing is known is taken to be 1.
   *
   * @throws Misfit if a vector or matrix is differentiated by a matrix, or a matrix by a vector
   */
  static Shape derivative(Dimensions known, Shape of, Shape by) {
    Shape above = settled(known, of);
    if (above.isScalar()) {
      return known.find(by);
    }
    Shape below = settled(known, by);
    if (below.isScalar()) {
      return above;
    }
    int rows = length(known, above);
    int columns = length(known, below);
    return new Shape(rows, columns);
  }

  private static Shape settled(Dimensions known, Shape shape) {
    known.settle(shape.rows());
    known.settle(shape.columns());
    return known.find(shape);
  }

  /** The number of entries of a vector; what may be a column is one. */
  private static int length(Dimensions known, Shape vector) {
    return vector.rows() == 1
        ? vector.columns()
        : known.same(vector.columns(), 1, "take the derivative of one entry") == 1
            ? vector.rows()
            : 0;
  }

  /**
   * The shape of blocks, {@code width} to a row of blocks: those in a row are equally high, and the
   * rows are equally wide.
   *
   * @throws Misfit if they are not
   */
  public static Shape stack(Dimensions known, List<Shape> blocks, int width) {
    int rows = 0;
    int columns = 0;
    for (int from = 0; from < blocks.size(); from += width) {
      int height = blocks.get(from).rows();
      int total = 0;
      for (Shape block : blocks.subList(from, from + width)) {
        height = known.same(height, block.rows(), "entries side by side must be equally high");
        total = add(known, total, block.columns());
      }
      columns =
          from == 0
              ? total
              : known.same(columns, total, "entries one below the other must be equally wide");
      rows = add(known, rows, height);
    }
    return new Shape(rows, columns);
  }

  private static int add(Dimensions known, int sum, int dimension) {
    int more = known.find(dimension);
    if (sum == 0) {
      return more;
    }
    // A sum of unknown numbers is one more unknown; entries of a stack are numbers unless they say.
    known.settle(sum);
    known.settle(more);
    more = known.find(more);
    int before = known.find(sum);
    return before > 0 && more > 0
        ? (int) Math.min(Integer.MAX_VALUE, (long) before + more) // refused by whoever asked
        : known.fresh();
  }
}
