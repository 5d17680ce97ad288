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

  private JacobianText() {}

  /**
   * The Jacobians, one below the other.
   *
   * @param option what raises the limit, with the entries that it must allow
   */
  public static String render(List<Jacobian> jacobians, Digits digits, String option) {
    StringBuilder out = new StringBuilder();
    for (Jacobian jacobian : jacobians) {
      String name = "Jacobian d" + jacobian.of() + "/d" + jacobian.by();
      out.append('\n').append(name).append("  ");
      out.append(new Shape(jacobian.ofShape().size(), jacobian.byShape().size()));
      if (!jacobian.complete()) {
        out.append("  left out; ").append(option).append('=').append(jacobian.size());
        out.append(" shows it\n");
        continue;
      }
      String order =
          "rows "
              + names(jacobian.of(), jacobian.ofShape())
              + "; columns "
              + names(jacobian.by(), jacobian.byShape());
      out.append('\n').append("  " + Wrap.wrap(order, 78, "  ")).append('\n');
      for (String line : grid(jacobian.entries(), digits)) {
        out.append("    ").append(line.stripTrailing()).append('\n');
      }
    }
    return out.toString();
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

  private static List<String> grid(Matrix matrix, Digits digits) {
    int[] widths = new int[matrix.columns()];
    for (int i = 0; i < matrix.size(); i++) {
      int column = i % matrix.columns();
      widths[column] = Math.max(widths[column], digits.format(matrix.entry(i)).length());
    }
    List<String> lines = new ArrayList<>();
    for (int row = 1; row <= matrix.rows(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 1; column <= matrix.columns(); column++) {
        String number = digits.format(matrix.at(row, column));
        line.append(" ".repeat(widths[column - 1] - number.length() + (column > 1 ? 2 : 0)));
        line.append(number);
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
