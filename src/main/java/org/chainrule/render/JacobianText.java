package org.chainrule.render;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.trace.Jacobian;
import org.chainrule.value.Digits;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/** Jacobians as grids, with the order of their rows and columns. */
public final class JacobianText {
  /** Names of rows or columns that are written out; of more only the first and the last. */
  private static final int MOST_NAMES = 6;

  /** Entries that are all written out. */
  private static final int MOST_ENTRIES = 400;

  private static final int PAGE = 80;
  private static final int MARGIN = 4;
  private static final int GAP = 2;

  private JacobianText() {}

  /**
   * The Jacobians, one below the other.
   *
   * @param option what raises the limit, with the entries that it must allow
   */
  public static String render(List<Jacobian> jacobians, Digits digits, String option) {
    StringBuilder out = new StringBuilder();
    for (Jacobian jacobian : jacobians) {
      out.append('\n').append(title(jacobian));
      if (!jacobian.complete()) {
        out.append("  left out; ").append(option).append('=').append(jacobian.size());
        out.append(" shows it\n");
        continue;
      }
      Matrix entries = jacobian.entries();
      out.append('\n').append(order(jacobian, PAGE));
      for (String line : grid(entries, digits, widths(entries, digits), 1, entries.columns())) {
        out.append(" ".repeat(MARGIN)).append(line).append('\n');
      }
    }
    return out.toString();
  }

  /**
   * One Jacobian on a page of so many columns: a grid that is too wide in blocks of columns, and of
   * one that is too large as much as of any large matrix.
   */
  public static String render(Jacobian jacobian, Digits digits, int width) {
    StringBuilder out = new StringBuilder(Wrap.wrap(title(jacobian), width, "  "));
    if (!jacobian.complete()) {
      return out.append("  too large to be shown\n").toString();
    }
    out.append('\n').append(order(jacobian, width));
    Matrix entries = jacobian.entries();
    if (jacobian.size() > MOST_ENTRIES) {
      for (String line : MatrixText.lines(entries, digits, width - MARGIN)) {
        out.append(" ".repeat(MARGIN)).append(line).append('\n');
      }
      return out.toString();
    }
    int[] widths = widths(entries, digits);
    for (int first = 1; first <= entries.columns(); ) {
      int last = first;
      int room = width - MARGIN - widths[first - 1];
      while (last < entries.columns() && room >= widths[last] + GAP) {
        room -= widths[last++] + GAP;
      }
      if (first > 1 || last < entries.columns()) {
        String columns = first == last ? "column " + first : "columns " + first + " to " + last;
        out.append("  ").append(columns).append('\n');
      }
      for (String line : grid(entries, digits, widths, first, last)) {
        out.append(" ".repeat(MARGIN)).append(line).append('\n');
      }
      first = last + 1;
    }
    return out.toString();
  }

  private static String title(Jacobian jacobian) {
    Shape shape = new Shape(jacobian.ofShape().size(), jacobian.byShape().size());
    return "Jacobian d" + jacobian.of() + "/d" + jacobian.by() + "  " + shape;
  }

  private static String order(Jacobian jacobian, int width) {
    String order =
        "rows "
            + names(jacobian.of(), jacobian.ofShape())
            + "; columns "
            + names(jacobian.by(), jacobian.byShape());
    return "  " + Wrap.wrap(order, width - 2, "  ") + "\n";
  }

  private static String names(String name, Shape shape) {
    if (shape.isScalar()) {
      return name;
    }
    List<String> names = new ArrayList<>();
    int size = shape.size();
    for (int i = 0; i < size; i++) {
      if (size <= MOST_NAMES || i < MOST_NAMES - 2 || i == size - 1) {
        names.add(name + Matrix.place(shape, i));
      } else if (i == size - 2) {
        names.add("...");
      }
    }
    return String.join(", ", names);
  }

  private static int[] widths(Matrix matrix, Digits digits) {
    int[] widths = new int[matrix.columns()];
    for (int i = 0; i < matrix.size(); i++) {
      int column = i % matrix.columns();
      widths[column] = Math.max(widths[column], digits.format(matrix.entry(i)).length());
    }
    return widths;
  }

  /** The columns from first to last, counted from 1. */
  private static List<String> grid(
      Matrix matrix, Digits digits, int[] widths, int first, int last) {
    List<String> lines = new ArrayList<>();
    for (int row = 1; row <= matrix.rows(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = first; column <= last; column++) {
        String number = digits.format(matrix.at(row, column));
        int gap = column > first ? GAP : 0;
        line.append(" ".repeat(widths[column - 1] - number.length() + gap)).append(number);
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
