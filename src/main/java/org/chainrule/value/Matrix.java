package org.chainrule.value;

import java.util.Arrays;
import java.util.function.DoubleFunction;

/** A matrix of doubles, immutable. A scalar is 1x1, a vector is a column. Indices start at 1. */
public final class Matrix {
  private final Shape shape;

  /** Row by row. */
  private final double[] entries;

  private Matrix(Shape shape, double[] entries) {
    this.shape = shape;
    this.entries = entries;
  }

  /** The 1x1 matrix of one number. */
  public static Matrix scalar(double value) {
    return new Matrix(Shape.SCALAR, new double[] {value});
  }

  /** A vector: a matrix of one column. */
  public static Matrix column(double... entries) {
    return of(entries.length, 1, entries);
  }

  /**
   * A matrix of the entries, row by row, which are copied.
   *
   * @throws IllegalArgumentException if there are not {@code rows*columns} of them, or none
   */
  public static Matrix of(int rows, int columns, double... entries) {
    if (rows < 1 || columns < 1 || (long) rows * columns != entries.length) {
      throw new IllegalArgumentException(
          entries.length + " entries do not make a " + rows + "x" + columns + " matrix");
    }
    return new Matrix(new Shape(rows, columns), entries.clone());
  }

  /** A matrix over {@code entries}, row by row, which the caller hands over. */
  public static Matrix over(Shape shape, double[] entries) {
    if (shape.size() != entries.length) {
      throw new IllegalArgumentException(entries.length + " entries do not make a " + shape);
    }
    return new Matrix(shape, entries);
  }

  /** Rows and columns. */
  public Shape shape() {
    return shape;
  }

  /** The number of rows. */
  public int rows() {
    return shape.rows();
  }

  /** The number of columns. */
  public int columns() {
    return shape.columns();
  }

  /** The number of entries. */
  public int size() {
    return entries.length;
  }

  /** Whether it is one number. */
  public boolean isScalar() {
    return entries.length == 1;
  }

  /** The number that a 1x1 matrix is. */
  public double scalar() {
    if (entries.length != 1) {
      throw new IllegalStateException("a " + shape + " matrix is not one number");
    }
    return entries[0];
  }

  /** The entry in {@code row} and {@code column}, both from 1. */
  public double at(int row, int column) {
    if (row < 1 || row > rows() || column < 1 || column > columns()) {
      throw new IndexOutOfBoundsException("[" + row + "," + column + "] of a " + shape);
    }
    return entries[(row - 1) * columns() + column - 1];
  }

  /** The {@code index}-th entry, from 0, row by row. */
  public double entry(int index) {
    return entries[index];
  }

  /** A copy of the entries, row by row. */
  public double[] toArray() {
    return entries.clone();
  }

  /** The entries themselves, row by row, for kernels; whoever writes to them breaks a promise. */
  public double[] unsafeEntries() {
    return entries;
  }

  /**
   * How the entry with this index, from 0, is addressed: {@code [2]} in a vector, or {@code [1,2]}.
   */
  public static String place(Shape shape, int index) {
    return shape.isVector()
        ? "[" + (index + 1) + "]"
        : "[" + (index / shape.columns() + 1) + "," + (index % shape.columns() + 1) + "]";
  }

  /**
   * How it is written in the language: a column {@code [1, 2]}, a row {@code [[1, 2]]}, a matrix
   * {@code [1, 2; 3, 4]}, a scalar as a bare number.
   */
  public String format(DoubleFunction<String> number) {
    if (isScalar()) {
      return number.apply(entries[0]);
    }
    boolean column = columns() == 1;
    boolean row = rows() == 1;
    StringBuilder out = new StringBuilder(row ? "[[" : "[");
    for (int i = 0; i < entries.length; i++) {
      boolean rowBegins = !column && i % columns() == 0;
      out.append(i == 0 ? "" : rowBegins ? "; " : ", ").append(number.apply(entries[i]));
    }
    return out.append(row ? "]]" : "]").toString();
  }

  /** Equal shapes and entries; NaN equals NaN, and 0 does not equal -0. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Matrix matrix
        && shape.equals(matrix.shape)
        && Arrays.equals(entries, matrix.entries);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(entries);
  }

  @Override
  public String toString() {
    return format(Digits.ALL::format);
  }
}
