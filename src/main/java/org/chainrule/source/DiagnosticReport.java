package org.chainrule.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws a diagnostic: message, the lines concerned with carets under every place, suggestion. */
final class DiagnosticReport {
  /** Longest stretch of a source line that is shown; a longer line is cut around its caret. */
  private static final int WIDTH = 76;

  private final StringBuilder out = new StringBuilder();

  private DiagnosticReport() {}

  static String of(Diagnostic diagnostic) {
    DiagnosticReport report = new DiagnosticReport();
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
    int caret = text.codePointCount(0, Math.min(text.length(), first.start() - start));
    int[] points = text.codePoints().toArray();
    int from =
        points.length <= WIDTH ? 0 : Math.max(0, Math.min(caret - 30, points.length - WIDTH));
    int to = Math.min(points.length, from + WIDTH);
    String lead = from > 0 ? "..." : "";
    out.append("  |  ").append(lead);
    for (int i = from; i < to; i++) {
      out.appendCodePoint(Characters.visible(points[i]));
    }
    out.append(to < points.length ? "..." : "").append('\n');
    List<Mark> marks = new ArrayList<>();
    for (Diagnostic.Label label : labels) {
      int column = text.codePointCount(0, Math.min(text.length(), label.span().start() - start));
      int stop = Math.min(text.length(), Math.max(0, label.span().end() - start));
      int width = Math.max(1, text.codePointCount(0, stop) - column);
      column = column - from + lead.length();
      if (column < WIDTH + lead.length()) {
        width = Math.min(width, to - from + lead.length() - column);
        marks.add(new Mark(column, Math.max(1, width), Characters.shown(label.text())));
      }
    }
    carets(marks);
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
