package org.chainrule.trace;

import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Graph;

/** A gate as the lecture draws it: a constant operand stands in the gate, not beside it. */
public final class GateLabel {
  private static final String HOLE = "x";

  private GateLabel() {}

  /**
   * The label of a node: {@code +}, {@code *-1}, {@code +1}, {@code 1/x}, {@code ^2}, {@code exp}.
   */
  public static String of(Graph graph, int node) {
    GateSpec spec = graph.gate(node).spec();
    if (graph.gate(node) == Gate.NEG) {
      return "*-1";
    }
    if (spec.form() != GateSpec.Form.INFIX) {
      return spec.symbol();
    }
    int left = graph.operand(node, 0);
    int right = graph.operand(node, 1);
    if (graph.isConstant(right)) {
      return spec.symbol() + form(graph, right);
    }
    if (graph.isConstant(left)) {
      return spec.isCommutative()
          ? spec.symbol() + form(graph, left)
          : form(graph, left) + spec.symbol() + HOLE;
    }
    return spec.symbol();
  }

  /** A constant in brackets unless it is a plain number. */
  private static String form(Graph graph, int node) {
    Expr form = graph.constant(node).label();
    boolean plain =
        form instanceof Expr.Number
            || form instanceof Expr.Name
            || form instanceof Expr.Apply apply
                && apply.gate() == Gate.NEG
                && apply.operands().get(0) instanceof Expr.Number;
    return plain ? form.toString() : "(" + form + ")";
  }
}
