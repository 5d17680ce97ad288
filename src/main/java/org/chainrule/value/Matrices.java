package org.chainrule.value;

import java.util.Arrays;
import org.chainrule.source.Cancellation;

/**
 * Arithmetic on whole matrices. Operands must have fitting shapes; nobody checks them here, because
 * shapes are inferred before anything is computed.
 */
public final class Matrices {
  /** Rows of the right factor that are worked through together, so that they stay in the cache. */
  private static final int PANEL = 64;

  /** Edge of the tiles of a transposition, for the same reason. */
  private static final int TILE = 32;

  private Matrices() {}

  /** The matrix product. */
  public static Matrix product(Matrix a, Matrix b) {
    int rows = a.rows();
    int inner = a.columns();
    int columns = b.columns();
    double[] product = new double[Math.multiplyExact(rows, columns)];
    if (columns == 1) {
      for (int i = 0; i < rows; i++) {
        product[i] = dot(a.unsafeEntries(), i * inner, b.unsafeEntries(), 0, inner);
      }
    } else {
      for (int from = 0; from < inner; from += PANEL) {
        Cancellation.check();
        int to = Math.min(inner, from + PANEL);
        int i = 0;
        for (; i + 1 < rows; i += 2) {
          addRows(a.unsafeEntries(), i, inner, b.unsafeEntries(), from, to, product, columns);
        }
        if (i < rows) {
          addRow(a.unsafeEntries(), i, inner, b.unsafeEntries(), from, to, product, columns);
        }
      }
    }
    return Matrix.over(new Shape(rows, columns), product);
  }

  private static double dot(double[] a, int atA, double[] b, int atB, int length) {
    double even = 0;
    double odd = 0;
    int k = 0;
    for (; k + 1 < length; k += 2) {
      even += a[atA + k] * b[atB + k];
      odd += a[atA + k + 1] * b[atB + k + 1];
    }
    return k < length ? even + odd + a[atA + k] * b[atB + k] : even + odd;
  }

  /** Adds rows {@code from} to {@code to} of b, weighted by row i of a, to row i of the product. */
  private static void addRow(
      double[] a, int i, int inner, double[] b, int from, int to, double[] product, int columns) {
    int row = i * columns;
    for (int k = from; k < to; k++) {
      double weight = a[i * inner + k];
      int factor = k * columns;
      for (int j = 0; j < columns; j++) {
        product[row + j] += weight * b[factor + j];
      }
    }
  }

  /** The same for rows i and i + 1, two rows of b at a time: four products for each load. */
  private static void addRows(
      double[] a, int i, int inner, double[] b, int from, int to, double[] product, int columns) {
    int first = i * columns;
    int second = first + columns;
    int k = from;
    for (; k + 1 < to; k += 2) {
      double w00 = a[i * inner + k];
      double w01 = a[i * inner + k + 1];
      double w10 = a[(i + 1) * inner + k];
      double w11 = a[(i + 1) * inner + k + 1];
      int upper = k * columns;
      int lower = upper + columns;
      for (int j = 0; j < columns; j++) {
        double u = b[upper + j];
        double l = b[lower + j];
        product[first + j] += w00 * u + w01 * l;
        product[second + j] += w10 * u + w11 * l;
      }
    }
    if (k < to) {
      addRow(a, i, inner, b, k, to, product, columns);
      addRow(a, i + 1, inner, b, k, to, product, columns);
    }
  }

  /** Rows and columns exchanged. */
  public static Matrix transpose(Matrix a) {
    int rows = a.rows();
    int columns = a.columns();
    if (rows == 1 || columns == 1) {
      return Matrix.over(a.shape().transposed(), a.unsafeEntries());
    }
    double[] entries = a.unsafeEntries();
    double[] turned = new double[entries.length];
    for (int top = 0; top < rows; top += TILE) {
      int bottom = Math.min(rows, top + TILE);
      for (int left = 0; left < columns; left += TILE) {
        int right = Math.min(columns, left + TILE);
        for (int i = top; i < bottom; i++) {
          for (int j = left; j < right; j++) {
            turned[j * rows + i] = entries[i * columns + j];
          }
        }
      }
    }
    return Matrix.over(a.shape().transposed(), turned);
  }

  /** The sum of all entries. */
  public static double sum(Matrix a) {
    double sum = 0;
    for (double entry : a.unsafeEntries()) {
      sum += entry;
    }
    return sum;
  }

  /** The sum of the products of entries that stand at the same place. */
  public static double dot(Matrix a, Matrix b) {
    return dot(a.unsafeEntries(), 0, b.unsafeEntries(), 0, a.size());
  }

  /** The root of the sum of the squares, without overflow on the way. */
  public static double norm(Matrix a) {
    double squares = dot(a, a);
    if (squares > 1e-280 && squares < 1e280) {
      return Math.sqrt(squares);
    }
    double largest = 0;
    for (double entry : a.unsafeEntries()) {
      largest = Math.max(largest, Math.abs(entry));
    }
    if (largest == 0 || !(largest < Double.POSITIVE_INFINITY)) {
      return largest;
    }
    double scaled = 0;
    for (double entry : a.unsafeEntries()) {
      scaled += entry / largest * (entry / largest);
    }
    return largest * Math.sqrt(scaled);
  }

  /** The largest entry, or the smallest; NaN if one entry is NaN. */
  public static double extreme(Matrix a, boolean largest) {
    double found = a.entry(0);
    for (double entry : a.unsafeEntries()) {
      found = largest ? Math.max(found, entry) : Math.min(found, entry);
    }
    return found;
  }

  /** The sum of each row, a column. */
  public static Matrix rowSums(Matrix a) {
    return fit(a, new Shape(a.rows(), 1));
  }

  /** The sum of each column, a row. */
  public static Matrix columnSums(Matrix a) {
    return fit(a, new Shape(1, a.columns()));
  }

  /** Sums over the rows, the columns or both, wherever {@code shape} has 1. */
  public static Matrix fit(Matrix a, Shape shape) {
    if (a.shape().equals(shape)) {
      return a;
    }
    if (shape.isScalar()) {
      return Matrix.scalar(sum(a));
    }
    double[] entries = a.unsafeEntries();
    double[] sums = new double[shape.size()];
    int columns = a.columns();
    for (int i = 0; i < a.rows(); i++) {
      if (shape.columns() == 1) {
        double sum = 0;
        for (int j = 0; j < columns; j++) {
          sum += entries[i * columns + j];
        }
        sums[i] = sum;
      } else {
        for (int j = 0; j < columns; j++) {
          sums[j] += entries[i * columns + j];
        }
      }
    }
    return Matrix.over(shape, sums);
  }

  /** Repeats a scalar, a row or a column until it has {@code shape}. */
  public static Matrix spread(Matrix a, Shape shape) {
    if (a.shape().equals(shape)) {
      return a;
    }
    double[] entries = new double[shape.size()];
    int columns = shape.columns();
    for (int i = 0; i < shape.rows(); i++) {
      if (a.columns() == 1) {
        Arrays.fill(entries, i * columns, (i + 1) * columns, a.entry(a.rows() == 1 ? 0 : i));
      } else {
        System.arraycopy(a.unsafeEntries(), 0, entries, i * columns, columns);
      }
    }
    return Matrix.over(shape, entries);
  }

  /** A column on the diagonal of a square matrix, or the diagonal of one as a column. */
  public static Matrix diagonal(Matrix a) {
    int n = a.rows();
    if (a.columns() == 1) {
      double[] square = new double[Math.multiplyExact(n, n)];
      for (int i = 0; i < n; i++) {
        square[i * n + i] = a.entry(i);
      }
      return Matrix.over(new Shape(n, n), square);
    }
    double[] column = new double[n];
    for (int i = 0; i < n; i++) {
      column[i] = a.entry(i * n + i);
    }
    return Matrix.over(new Shape(n, 1), column);
  }

  /** The block of {@code shape} whose first entry is entry {@code at}, from 0, of {@code a}. */
  public static Matrix part(Matrix a, int at, Shape shape) {
    double[] entries = new double[shape.size()];
    for (int i = 0; i < shape.rows(); i++) {
      System.arraycopy(
          a.unsafeEntries(), at + i * a.columns(), entries, i * shape.columns(), shape.columns());
    }
    return Matrix.over(shape, entries);
  }

  /** Zeros of {@code shape}, but {@code block} with its first entry at entry {@code at}, from 0. */
  public static Matrix paste(Matrix block, int at, Shape shape) {
    double[] entries = new double[shape.size()];
    for (int i = 0; i < block.rows(); i++) {
      System.arraycopy(
          block.unsafeEntries(),
          i * block.columns(),
          entries,
          at + i * shape.columns(),
          block.columns());
    }
    return Matrix.over(shape, entries);
  }

  /** The matrices as blocks of one of {@code shape}, from left to right and from top to bottom. */
  public static Matrix stack(Matrix[] blocks, Shape shape) {
    double[] entries = new double[shape.size()];
    int row = 0;
    int column = 0;
    for (Matrix block : blocks) {
      for (int i = 0; i < block.rows(); i++) {
        System.arraycopy(
            block.unsafeEntries(),
            i * block.columns(),
            entries,
            (row + i) * shape.columns() + column,
            block.columns());
      }
      column += block.columns();
      if (column == shape.columns()) {
        column = 0;
        row += block.rows();
      }
    }
    return Matrix.over(shape, entries);
  }

  /** 1 at the first entry that equals {@code value}, else 0. */
  public static Matrix first(Matrix a, double value) {
    double[] entries = new double[a.size()];
    for (int i = 0; i < entries.length; i++) {
      if (a.entry(i) == value) {
        entries[i] = 1;
        break;
      }
    }
    return Matrix.over(a.shape(), entries);
  }
}
