package org.chainrule.calculus;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;

/**
 * An equation by which an appended gate becomes an older node, or a cheaper gate: {@code x*1 = x},
 * {@code -(-x) = x}, {@code spread_like(u, A)*B = u*B}. The left side is a gate on names, numbers
 * and gates on names; the right side is a formula of these names.
 */
final class Law {
  private final boolean ofNumbers;
  private final Gate[] inner;
  private final double[] constants;
  private final Template right;

  private Law(boolean ofNumbers, Gate[] inner, double[] constants, Template right) {
    this.ofNumbers = ofNumbers;
    this.inner = inner;
    this.constants = constants;
    this.right = right;
  }

  /**
   * The law that {@code left} is {@code right}.
   *
   * @param ofNumbers whether it holds only where an operand is one number
   */
  static Law of(Expr left, Expr right, boolean ofNumbers) {
    List<Expr> operands = ((Expr.Apply) left).operands();
    Gate[] inner = new Gate[operands.size()];
    double[] constants = new double[inner.length];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < inner.length; i++) {
      Expr operand = operands.get(i);
      constants[i] = number(operand);
      if (Double.isNaN(constants[i]) && operand instanceof Expr.Apply apply) {
        inner[i] = apply.gate();
        operand = apply.operands().get(0);
      }
      names.add(operand.toString());
    }
    return new Law(ofNumbers, inner, constants, Template.of(right, names));
  }

  /** The number that an operand of the left side is, or NaN for any other. */
  private static double number(Expr expr) {
    boolean negated = expr instanceof Expr.Apply apply && apply.gate() == Gate.NEG;
    Expr digits = negated ? ((Expr.Apply) expr).operands().get(0) : expr;
    return digits instanceof Expr.Number number
        ? negated ? -number.value() : number.value()
        : Double.NaN;
  }

  /** The node that a gate of the left side's kind on these operands equals by this law, or -1. */
  int apply(AdjointBuilder graph, int x, int y, int z) {
    boolean holds = !ofNumbers;
    for (int i = 0; i < inner.length; i++) {
      int node = i == 0 ? x : i == 1 ? y : z;
      if (inner[i] != null
          ? graph.ordinal(node) != inner[i].ordinal()
          : !Double.isNaN(constants[i]) && !graph.is(node, constants[i])) {
        return -1;
      }
      holds |= ofNumbers && graph.isNumber(node);
    }
    if (!holds) {
      return -1;
    }
    return right.append(graph, part(graph, 0, x), part(graph, 1, y), part(graph, 2, z), 0, 0);
  }

  /** What the name in a slot stands for: the operand there, or that of the gate within. */
  private int part(AdjointBuilder graph, int slot, int node) {
    return slot < inner.length && inner[slot] != null ? graph.first(node) : node;
  }
}
