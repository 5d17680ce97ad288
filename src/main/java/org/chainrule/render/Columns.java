package org.chainrule.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.chainrule.source.Cells;

/** A table of aligned columns. Cells are painted after they are padded. */
final class Columns {
  /** How a column is laid out. */
  record Column(String heading, boolean right, UnaryOperator<String> paint) {}

  private static final String MARGIN = " ";
  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  Columns(List<Column> columns) {
    this.columns = columns;
  }

  void add(List<String> cells) {
    rows.add(cells);
  }

  /** The width of the widest row. */
  int width() {
    int width = MARGIN.length() + GAP.length() * (columns.size() - 1);
    for (int column = 0; column < columns.size(); column++) {
      width += width(column);
    }
    return width;
  }

  private int width(int column) {
    int width = Cells.of(columns.get(column).heading());
    for (List<String> row : rows) {
      width = Math.max(width, Cells.of(row.get(column)));
    }
    return width;
  }

  String draw(Paint paint) {
    int[] widths = new int[columns.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = width(column);
    }
    StringBuilder out = new StringBuilder();
    List<String> headings = columns.stream().map(Column::heading).toList();
    row(out, headings, widths, (column, text) -> paint.heading(text));
    for (List<String> row : rows) {
      row(out, row, widths, (column, text) -> columns.get(column).paint().apply(text));
    }
    return out.toString();
  }

  private interface Painter {
    String paint(int column, String text);
  }

  private void row(StringBuilder out, List<String> cells, int[] widths, Painter painter) {
    int last = cells.size() - 1;
    while (last > 0 && cells.get(last).isEmpty()) {
      last--;
    }
    out.append(MARGIN);
    for (int column = 0; column <= last; column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(widths[column] - Cells.of(cell));
      boolean right = columns.get(column).right();
      if (right) {
        out.append(padding);
      }
      out.append(painter.paint(column, cell));
      if (column < last) {
        out.append(right ? "" : padding).append(GAP);
      }
    }
    out.append('\n');
  }
}
