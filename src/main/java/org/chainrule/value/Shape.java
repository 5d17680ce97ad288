package org.chainrule.value;

/**
 * Rows and columns of a matrix. A scalar is 1x1, a vector is a column.
 *
 * @param rows from 1; negative for a number that is not known, see {@link Dimensions}
 * @param columns from 1; negative for a number that is not known
 */
public record Shape(int rows, int columns) {
  /** One number. */
  public static final Shape SCALAR = new Shape(1, 1);

  /** Letters for numbers of rows or columns that are not known. */
  private static final String LETTERS = "mnkpqrstuvwabcdghijl";

  /** Whether it is one number. */
  public boolean isScalar() {
    return rows == 1 && columns == 1;
  }

  /** Whether it has one row or one column. */
  public boolean isVector() {
    return rows == 1 || columns == 1;
  }

  /** Whether both numbers are known. */
  public boolean isKnown() {
    return rows > 0 && columns > 0;
  }

  /** The number of entries, if the shape is known. */
  public int size() {
    return Math.multiplyExact(rows, columns);
  }

  /** Rows and columns exchanged. */
  public Shape transposed() {
    return new Shape(columns, rows);
  }

  // Written out: what a record generates is linked at run time, at every start.
  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && rows == shape.rows && columns == shape.columns;
  }

  @Override
  public int hashCode() {
    return 31 * rows + columns;
  }

  /** How it is written: {@code 2x3}; letters stand for what is not known. */
  @Override
  public String toString() {
    return dimension(rows) + "x" + dimension(columns);
  }

  private static String dimension(int number) {
    if (number > 0) {
      return Integer.toString(number);
    }
    int index = -number - 1;
    String letter = String.valueOf(LETTERS.charAt(index % LETTERS.length()));
    return index < LETTERS.length() ? letter : letter + index / LETTERS.length();
  }
}
