package org.chainrule.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws a diagnostic: message, the lines concerned with carets under every place, suggestion. */
final class DiagnosticReport {
  /** Most cells of a source line that are shown; a longer line is cut around its caret. */
  private static final int ROOM = 76;

  private static final int LEAST_ROOM = 20;

  /** What stands beside the source line: the bar in front, dots at both ends. */
  private static final int FRAME = "  |  ......".length();

  private final int room;
  private final StringBuilder out = new StringBuilder();

  private DiagnosticReport(int room) {
    this.room = room;
  }

  static String of(Diagnostic diagnostic, int width) {
    DiagnosticReport report =
        new DiagnosticReport(Math.max(LEAST_ROOM, Math.min(ROOM, width - FRAME)));
    report.heading(diagnostic);
    List<Diagnostic.Label> labels = new ArrayList<>(diagnostic.labels());
    labels.sort(
        Comparator.comparing((Diagnostic.Label label) -> label.span().source().name())
            .thenComparing(label -> label.span().start()));
    for (int i = 0; i < labels.size(); ) {
      int next = i + 1;
      while (next < labels.size() && sameLine(labels.get(i).span(), labels.get(next).span())) {
        next++;
      }
      report.line(labels.subList(i, next));
      i = next;
    }
    if (!diagnostic.help().isEmpty()) {
      report.out.append("  = help: ").append(Characters.shown(diagnostic.help())).append('\n');
    }
    return report.out.toString();
  }

  private static boolean sameLine(Span a, Span b) {
    return a.source() == b.source()
        && a.source().lineStart(a.start()) == b.source().lineStart(b.start());
  }

  private void heading(Diagnostic diagnostic) {
    out.append(diagnostic.isNote() ? "note[" : "error[")
        .append(diagnostic.code())
        .append("]: ")
        .append(Characters.shown(diagnostic.message()))
        .append('\n');
    if (!diagnostic.labels().isEmpty()) {
      Span first = diagnostic.labels().get(0).span();
      boolean oneLine = first.source().text().indexOf('\n') < 0;
      if (!first.source().name().isEmpty() || !oneLine) {
        out.append("  --> ");
        if (!first.source().name().isEmpty()) {
          out.append(Characters.shown(first.source().name())).append(':');
        }
        out.append(first.line()).append(':').append(first.column()).append('\n');
      }
    }
  }

  /** The source line of {@code labels}, which all begin in it, and the carets below it. */
  private void line(List<Diagnostic.Label> labels) {
    Span first = labels.get(0).span();
    SourceText source = first.source();
    int start = source.lineStart(first.start());
    int end = Math.max(start, source.lineEnd(first.start()));
    String text = source.text().substring(start, end);
    int[] points = visible(text.codePoints().toArray());
    int[] cells = cellsBefore(points);
    int from = 0;
    if (cells[points.length] > room) {
      int caret = cells[point(text, first.start() - start)];
      int left = Math.min(caret - Math.min(30, room / 2), cells[points.length] - room);
      while (cells[from] < left) {
        from++;
      }
    }
    int to = from;
    while (to < points.length && cells[to + 1] - cells[from] <= room) {
      to++;
    }
    String lead = from > 0 ? "..." : "";
    out.append("  |  ").append(lead).append(new String(points, from, to - from));
    out.append(to < points.length ? "..." : "").append('\n');
    List<Mark> marks = new ArrayList<>();
    for (Diagnostic.Label label : labels) {
      int begin = Math.max(from, point(text, label.span().start() - start));
      int stop = Math.min(to, Math.max(begin, point(text, label.span().end() - start)));
      if (begin <= to) {
        int column = cells[begin] - cells[from] + lead.length();
        int width = begin < stop ? cells[stop] - cells[begin] : 1;
        marks.add(new Mark(column, Math.max(1, width), Characters.shown(label.text())));
      }
    }
    carets(marks);
  }

  /** Which character of a line, from 0, an offset is; its end where it lies behind. */
  private static int point(String line, int offset) {
    return line.codePointCount(0, Math.max(0, Math.min(line.length(), offset)));
  }

  /** Marks in the place of what would move the carets; what a letter carries stays on it. */
  private static int[] visible(int[] points) {
    int[] visible = new int[points.length];
    for (int i = 0; i < points.length; i++) {
      boolean carried =
          i > 0
              && Character.getType(points[i]) == Character.NON_SPACING_MARK
              && (Character.isLetterOrDigit(points[i - 1])
                  || Cells.isMark(points[i - 1]) && visible[i - 1] == points[i - 1]);
      visible[i] = carried ? points[i] : Characters.visible(points[i]);
    }
    return visible;
  }

  private static int[] cellsBefore(int[] points) {
    int[] cells = new int[points.length + 1];
    for (int i = 0; i < points.length; i++) {
      cells[i + 1] = cells[i] + Cells.of(points[i]);
    }
    return cells;
  }

  private record Mark(int column, int width, String text) {}

  /** One row of carets; the last label stands on it, the others hang below, rightmost first. */
  private void carets(List<Mark> marks) {
    StringBuilder row = new StringBuilder();
    for (Mark mark : marks) {
      pad(row, mark.column());
      if (row.length() <= mark.column()) {
        row.append("^".repeat(mark.width()));
      }
    }
    Mark last = marks.get(marks.size() - 1);
    if (!last.text().isEmpty()) {
      row.append(' ').append(last.text());
    }
    emit(row);
    for (int i = marks.size() - 2; i >= 0; i--) {
      if (marks.get(i).text().isEmpty()) {
        continue;
      }
      StringBuilder hanging = new StringBuilder();
      for (int j = 0; j < i; j++) {
        if (!marks.get(j).text().isEmpty()) {
          pad(hanging, marks.get(j).column());
          hanging.append('|');
        }
      }
      pad(hanging, marks.get(i).column());
      hanging.append("| ").append(marks.get(i).text());
      emit(hanging);
    }
  }

  private static void pad(StringBuilder row, int column) {
    while (row.length() < column) {
      row.append(' ');
    }
  }

  private void emit(StringBuilder row) {
    out.append("  |  ").append(row.toString().stripTrailing()).append('\n');
  }
}
