package org.chainrule.gate;

import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/** A gate on numbers, applied entry by entry; a dimension of 1 is repeated (broadcasting). */
public final class Entrywise {
  private Entrywise() {}

  /** The shape that operands of these shapes are repeated to, if they fit. */
  public static Shape shape(Shape a, Shape b) {
    return new Shape(
        a.rows() == 1 ? b.rows() : a.rows(), a.columns() == 1 ? b.columns() : a.columns());
  }

  /** The value of a gate on numbers for as many operands as it has, whose shapes fit. */
  static Matrix apply(Gate gate, Matrix... operands) {
    Matrix x = operands[0];
    Matrix y = operands.length > 1 ? operands[1] : x;
    if (operands.length > 2) {
      return repeated(gate, x, y, operands[2]);
    }
    double[] out = new double[shape(x.shape(), y.shape()).size()];
    if (x.shape().equals(y.shape())) {
      alike(gate, x.unsafeEntries(), y.unsafeEntries(), out);
    } else if (y.isScalar()) {
      right(gate, x.unsafeEntries(), y.scalar(), out);
    } else {
      return repeated(gate, x, y, x);
    }
    return Matrix.over(x.shape(), out);
  }

  private static Matrix repeated(Gate gate, Matrix x, Matrix y, Matrix z) {
    Shape shape = shape(shape(x.shape(), y.shape()), z.shape());
    double[] out = new double[shape.size()];
    Walk a = new Walk(x, shape);
    Walk b = new Walk(y, shape);
    Walk c = new Walk(z, shape);
    for (int i = 0; i < out.length; i++) {
      out[i] = Functions.apply(gate, a.next(), b.next(), c.next());
    }
    return Matrix.over(shape, out);
  }

  private static void alike(Gate gate, double[] a, double[] b, double[] out) {
    // Loops of their own are worth it for what is cheap and frequent: some become vector
    // instructions.
    switch (gate) {
      case ADD -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = a[i] + b[i];
        }
      }
      case SUB -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = a[i] - b[i];
        }
      }
      case MUL -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = a[i] * b[i];
        }
      }
      case DIV -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = a[i] / b[i];
        }
      }
      case MASKED -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = Functions.masked(a[i], b[i]);
        }
      }
      case RELU -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = Functions.relu(a[i]);
        }
      }
      case STEP -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = Functions.step(a[i]);
        }
      }
      default -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = Functions.apply(gate, a[i], b[i], 0);
        }
      }
    }
  }

  private static void right(Gate gate, double[] a, double y, double[] out) {
    if (gate == Gate.MUL) {
      for (int i = 0; i < out.length; i++) {
        out[i] = a[i] * y;
      }
    } else {
      for (int i = 0; i < out.length; i++) {
        out[i] = Functions.apply(gate, a[i], y, 0);
      }
    }
  }

  /** The entries of a matrix in the order of a larger shape that it is repeated to. */
  private static final class Walk {
    private final double[] entries;
    private final int columns;
    private final int step;
    private final int back;
    private int at;
    private int column;

    Walk(Matrix matrix, Shape shape) {
      entries = matrix.unsafeEntries();
      columns = shape.columns();
      step = matrix.columns() == 1 ? 0 : 1;
      int width = step * columns;
      back = matrix.rows() == 1 ? -width : matrix.columns() - width;
    }

    double next() {
      double entry = entries[at];
      at += step;
      if (++column == columns) {
        column = 0;
        at += back;
      }
      return entry;
    }
  }
}
