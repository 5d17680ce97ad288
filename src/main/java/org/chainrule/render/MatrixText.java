package org.chainrule.render;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.value.Digits;
import org.chainrule.value.Matrix;

/**
 * Matrices for people: on one line as they are typed if they fit, else as a grid, never too large.
 */
public final class MatrixText {
  /**
   * Rows and columns at the beginning of a grid that are shown of a larger one; one more at its
   * end.
   */
  private static final int SHOWN = 7;

  private MatrixText() {}

  /** The matrix on one line, however long. */
  static String line(Matrix matrix, Digits digits) {
    return matrix.format(digits::format);
  }

  /** The matrix within {@code room} columns: one line, or the lines of a grid. */
  public static List<String> lines(Matrix matrix, Digits digits, int room) {
    if (matrix.size() <= SHOWN * SHOWN) {
      String line = line(matrix, digits);
      if (line.length() <= room) {
        return List.of(line);
      }
    }
    if (matrix.columns() == 1) {
      return List.of(shortened(matrix, digits, room));
    }
    return grid(matrix, digits, room);
  }

  /** A column on one line, its middle left out. */
  private static String shortened(Matrix column, Digits digits, int room) {
    String last = ", ..., " + digits.format(column.entry(column.size() - 1)) + "]";
    last += "  " + column.shape();
    StringBuilder out = new StringBuilder("[" + digits.format(column.entry(0)));
    for (int i = 1; i < column.size() - 1; i++) {
      String next = ", " + digits.format(column.entry(i));
      if (out.length() + next.length() + last.length() > room) {
        break;
      }
      out.append(next);
    }
    return out + last;
  }

  private static List<String> grid(Matrix matrix, Digits digits, int room) {
    List<Integer> rows = shown(matrix.rows(), SHOWN);
    List<Integer> columns = shown(matrix.columns(), SHOWN);
    List<String> lines = cells(matrix, digits, rows, columns);
    for (int some = SHOWN - 1; some > 0 && lines.get(0).length() > room; some--) {
      columns = shown(matrix.columns(), some);
      lines = cells(matrix, digits, rows, columns);
    }
    if (rows.contains(0) || columns.contains(0)) {
      lines.set(0, lines.get(0) + "  " + matrix.shape());
    }
    return lines;
  }

  /** Indices from 1; 0 stands for what is left out. */
  private static List<Integer> shown(int count, int most) {
    List<Integer> shown = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      if (count <= most + 1 || i <= most || i == count) {
        shown.add(i);
      } else if (i == most + 1) {
        shown.add(0);
      }
    }
    return shown;
  }

  private static List<String> cells(
      Matrix matrix, Digits digits, List<Integer> rows, List<Integer> columns) {
    int[] widths = new int[columns.size()];
    String[][] cells = new String[rows.size()][columns.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < columns.size(); j++) {
        int row = rows.get(i);
        int column = columns.get(j);
        cells[i][j] = row == 0 || column == 0 ? "..." : digits.format(matrix.at(row, column));
        widths[j] = Math.max(widths[j], cells[i][j].length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (String[] row : cells) {
      StringBuilder line = new StringBuilder("[");
      for (int j = 0; j < row.length; j++) {
        line.append(j == 0 ? "" : "  ");
        line.append(" ".repeat(widths[j] - row[j].length())).append(row[j]);
      }
      lines.add(line.append(']').toString());
    }
    return lines;
  }
}
