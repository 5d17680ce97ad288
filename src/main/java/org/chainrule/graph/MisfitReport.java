package org.chainrule.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Problem;
import org.chainrule.value.Misfit;
import org.chainrule.value.Shape;

/** Says which shapes do not fit, and what would. */
final class MisfitReport {
  private static final int MOST_LABELS = 4;

  private final Graph graph;
  private final int node;
  private final Location location;
  private final Shape[] shapes;

  MisfitReport(Graph graph, int node, Location location, Shape[] shapes) {
    this.graph = graph;
    this.node = node;
    this.location = location;
    this.shapes = shapes;
  }

  Diagnostic diagnostic(Misfit misfit) {
    List<String> told = new ArrayList<>();
    List<Expr> operands = location.expr().parts();
    boolean stack = graph.gate(node) == Gate.STACK;
    int labels = Math.min(operands.size(), MOST_LABELS);
    for (int slot = 0; slot < labels && !nested(stack); slot++) {
      told.add(operands.get(slot) + " is " + shapes[slot]);
    }
    String sentence = told.isEmpty() ? "" : ": " + String.join(", ", told);
    Diagnostic diagnostic = Diagnostic.of(Problem.SHAPES, sentence);
    for (int slot = 0; slot < told.size(); slot++) {
      diagnostic = diagnostic.at(location.span(slot), told.get(slot));
    }
    if (told.isEmpty()) {
      diagnostic = diagnostic.at(location.span());
    }
    Object[] names = new Object[4];
    for (int i = 0; i < 3; i++) {
      names[i] = i < operands.size() ? operands.get(i) : "";
    }
    names[3] = turned(operands.get(0), true);
    return diagnostic.help(
        suggestion()
            .map(fitting -> "did you mean " + fitting + "?")
            .orElseGet(() -> String.format(Locale.ROOT, misfit.getMessage(), names)));
  }

  private boolean nested(boolean stack) {
    return stack && location.expr().parts().size() != shapes.length;
  }

  /** The same operands in a way that fits. */
  private Optional<Expr> suggestion() {
    if (shapes.length != 2
        || graph.gate(node) == Gate.STACK
        || location.expr().parts().size() != 2) {
      return Optional.empty();
    }
    Expr a = location.operand(0);
    Expr b = location.operand(1);
    Gate gate = graph.gate(node);
    boolean product = gate == Gate.MATMUL || gate == Gate.MUL;
    List<Gate> gates = product ? List.of(Gate.MATMUL, gate) : List.of(gate);
    for (Gate each : gates) {
      for (int turned = 0; turned < 4; turned++) {
        boolean left = (turned & 1) != 0;
        boolean right = (turned & 2) != 0;
        Shape x = left ? shapes[0].transposed() : shapes[0];
        Shape y = right ? shapes[1].transposed() : shapes[1];
        boolean moot = left && shapes[0].isScalar() || right && shapes[1].isScalar();
        if (!moot
            && fits(each, x, y)
            && gate.spec().form() == org.chainrule.gate.GateSpec.Form.INFIX) {
          return Optional.of(Expr.Apply.of(each, turned(a, left), turned(b, right)));
        }
      }
      if (product && fits(Gate.MATMUL, shapes[1], shapes[0])) {
        return Optional.of(Expr.Apply.of(Gate.MATMUL, b, a));
      }
    }
    return Optional.empty();
  }

  /** Whether they fit, and not only by repeating both of them. */
  private static boolean fits(Gate gate, Shape x, Shape y) {
    if (gate == Gate.MATMUL) {
      return x.columns() == y.rows();
    }
    try {
      Shape shape = Shaping.shape(gate, x, y);
      return shape.equals(x) || shape.equals(y);
    } catch (Misfit e) {
      return false;
    }
  }

  private static Expr turned(Expr expr, boolean turned) {
    return !turned
        ? expr
        : expr instanceof Expr.Apply apply && apply.gate() == Gate.TRANSPOSE
            ? apply.operands().get(0)
            : Expr.Apply.of(Gate.TRANSPOSE, expr);
  }
}
