package org.chainrule.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.chainrule.source.Cells;
import org.chainrule.trace.Trace;
import org.chainrule.value.Digits;
import org.chainrule.value.Matrix;

/**
 * The gates of a trace with matrices, one below the other: what they hold is too wide for a table.
 */
final class GateBlocks {
  private static final String INDENT = "  ";

  private final Trace trace;
  private final Digits digits;
  private final Paint paint;
  private final int width;
  private final UnaryOperator<String> differences;
  private final StringBuilder out = new StringBuilder();
  private int labels;

  private GateBlocks(
      Trace trace, Digits digits, Paint paint, int width, UnaryOperator<String> differences) {
    this.trace = trace;
    this.width = width;
    this.differences = differences;
    this.digits = digits;
    this.paint = paint;
  }

  /**
   * The blocks.
   *
   * @param width columns that they keep to
   * @param differences what differences give at a node, to be shown below its gradient; or empty
   */
  static String render(
      Trace trace, Digits digits, Paint paint, int width, UnaryOperator<String> differences) {
    GateBlocks blocks = new GateBlocks(trace, digits, paint, width, differences);
    for (Trace.Step step : trace.steps()) {
      blocks.block(step);
    }
    return blocks.out.toString();
  }

  private void block(Trace.Step step) {
    labels = (differences.apply(step.id()).isEmpty() ? "upstream" : "differences").length();
    for (Trace.Edge edge : step.edges()) {
      labels = Math.max(labels, Cells.of(edge.operand()) + 3);
    }
    String title = step.id() + " = " + step.expression();
    String shape = trace.isScalar() ? "" : step.shape().toString();
    int gap = shape.isEmpty() ? 0 : Math.max(2, width - 20 - Cells.of(title));
    String wrapped = Wrap.wrap(title, width, "    ");
    out.append('\n').append(paint.heading(step.id()));
    out.append(wrapped.substring(step.id().length()));
    out.append(" ".repeat(gap)).append(shape).append('\n');
    if (trace.numeric()) {
      values("value", step.value(), paint::value);
      values("upstream", step.upstream(), paint::gradient);
    } else {
      line("upstream", paint.gradient(step.upstreamFormula().toString()));
    }
    String difference = differences.apply(step.id());
    if (!difference.isEmpty()) {
      line("differences", paint.faint(difference));
    }
    for (Trace.Edge edge : step.edges()) {
      local(step, edge);
      if (trace.numeric()) {
        values(edge.operand() + " <-", edge.downstream(), paint::gradient);
      } else {
        line(edge.operand() + " <-", paint.gradient(edge.downstreamFormula().toString()));
      }
    }
  }

  /** The local gradient: a number, the diagonal of a Jacobian, or a map of the upstream. */
  private void local(Trace.Step step, Trace.Edge edge) {
    String formula = edge.localFormula().toString();
    if (edge.kind() == Trace.LocalKind.PULLBACK) {
      line("local", "up -> " + formula);
      return;
    }
    boolean diagonal = edge.kind() == Trace.LocalKind.DIAGONAL;
    String name = "d" + step.id() + "/d" + edge.operand() + " = ";
    String shown = diagonal ? "diag(" + formula + ")" : formula;
    Optional<String> number = trace.numeric() ? number(edge) : Optional.empty();
    boolean same = number.isPresent() && number.get().equals(shown);
    String value = same ? "" : number.map(text -> " = " + text).orElse("");
    if (Cells.of(name + shown + value) > width - labels - INDENT.length() - 2) {
      value = "";
    }
    line("local", name + shown + value);
  }

  private Optional<String> number(Trace.Edge edge) {
    Matrix local = edge.local();
    if (edge.kind() == Trace.LocalKind.NUMBER) {
      return Optional.of(digits.format(local.scalar()));
    }
    for (int i = 1; i < local.size(); i++) {
      if (local.entry(i) != local.entry(0)) {
        return Optional.of("diag(" + MatrixText.line(local, digits) + ")");
      }
    }
    return Optional.of("diag(" + digits.format(local.entry(0)) + ")");
  }

  private void values(String label, Matrix matrix, UnaryOperator<String> color) {
    List<String> lines = new ArrayList<>(MatrixText.lines(matrix, digits, width - labels - 4));
    line(label, color.apply(lines.get(0)));
    for (String more : lines.subList(1, lines.size())) {
      line("", color.apply(more));
    }
  }

  private void line(String label, String text) {
    String begin = INDENT + Cells.padded(label, labels + 2);
    out.append(Wrap.wrap(begin + text, width, " ".repeat(Cells.of(begin)))).append('\n');
  }
}
