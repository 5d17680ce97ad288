package org.chainrule.gate;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
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

  /** The value of a kernel of one operand. */
  public static Matrix apply(Kernel kernel, Matrix x) {
    double[] a = x.unsafeEntries();
    double[] out = new double[a.length];
    if (kernel == Kernel.Opcode.DNEG) {
      for (int i = 0; i < out.length; i++) {
        out[i] = -a[i];
      }
    } else {
      DoubleUnaryOperator function = ((Kernel.Unary) kernel).function();
      for (int i = 0; i < out.length; i++) {
        out[i] = function.applyAsDouble(a[i]);
      }
    }
    return Matrix.over(x.shape(), out);
  }

  /** The value of a kernel of two operands. */
  public static Matrix apply(Kernel kernel, Matrix x, Matrix y) {
    Shape shape = shape(x.shape(), y.shape());
    double[] out = new double[shape.size()];
    if (x.shape().equals(y.shape())) {
      alike(kernel, x.unsafeEntries(), y.unsafeEntries(), out);
    } else if (y.isScalar()) {
      right(kernel, x.unsafeEntries(), y.scalar(), out);
    } else {
      Walk a = new Walk(x, shape);
      Walk b = new Walk(y, shape);
      for (int i = 0; i < out.length; i++) {
        out[i] = kernel.apply(a.next(), b.next(), 0);
      }
    }
    return Matrix.over(shape, out);
  }

  /** The value of a kernel of three operands. */
  public static Matrix apply(Kernel kernel, Matrix x, Matrix y, Matrix z) {
    Shape shape = shape(shape(x.shape(), y.shape()), z.shape());
    double[] out = new double[shape.size()];
    Walk a = new Walk(x, shape);
    Walk b = new Walk(y, shape);
    Walk c = new Walk(z, shape);
    for (int i = 0; i < out.length; i++) {
      out[i] = kernel.apply(a.next(), b.next(), c.next());
    }
    return Matrix.over(shape, out);
  }

  private static void alike(Kernel kernel, double[] a, double[] b, double[] out) {
    if (kernel instanceof Kernel.Opcode opcode) {
      switch (opcode) {
        case DADD -> {
          for (int i = 0; i < out.length; i++) {
            out[i] = a[i] + b[i];
          }
        }
        case DSUB -> {
          for (int i = 0; i < out.length; i++) {
            out[i] = a[i] - b[i];
          }
        }
        case DMUL -> {
          for (int i = 0; i < out.length; i++) {
            out[i] = a[i] * b[i];
          }
        }
        case DDIV -> {
          for (int i = 0; i < out.length; i++) {
            out[i] = a[i] / b[i];
          }
        }
        case DNEG -> throw new IllegalStateException("a negation has one operand");
      }
    } else {
      DoubleBinaryOperator function = ((Kernel.Binary) kernel).function();
      for (int i = 0; i < out.length; i++) {
        out[i] = function.applyAsDouble(a[i], b[i]);
      }
    }
  }

  private static void right(Kernel kernel, double[] a, double y, double[] out) {
    if (kernel == Kernel.Opcode.DMUL) {
      for (int i = 0; i < out.length; i++) {
        out[i] = a[i] * y;
      }
    } else if (kernel instanceof Kernel.Binary binary) {
      DoubleBinaryOperator function = binary.function();
      for (int i = 0; i < out.length; i++) {
        out[i] = function.applyAsDouble(a[i], y);
      }
    } else {
      for (int i = 0; i < out.length; i++) {
        out[i] = kernel.apply(a[i], y, 0);
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
