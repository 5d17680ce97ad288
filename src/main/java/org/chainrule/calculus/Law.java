package org.chainrule.calculus;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;

/**
 * An equation by which an appended gate becomes an older node, or a cheaper gate: {@code x*1 = x},
 * {@code -(-x) = x}, {@code spread_like(u, A)*B = u*B}. The left side is a gate on names, of which
 * one may be a number instead, and one a gate on names; the right side is a formula of the names
 * that stand first in their operands.
 */
final class Law {
  static final int NONE = -1;

  private final boolean ofNumbers;
  private final int arity;
  private final int numberSlot;
  private final double number;
  private final int gateSlot;
  private final Gate gate;
  private final Template right;

  /**
   * The law that {@code left} is {@code right}.
   *
   * @param ofNumbers whether it holds only where an operand is one number
   */
  Law(Expr left, Expr right, boolean ofNumbers) {
    int numbers = 0;
    int numberAt = NONE;
    int gates = 0;
    int gateAt = NONE;
    double value = Double.NaN;
    Gate within = null;
    List<String> names = new ArrayList<>();
    List<Expr> operands = ((Expr.Apply) left).operands();
    for (int slot = 0; slot < operands.size(); slot++) {
      Expr operand = operands.get(slot);
      double literal = number(operand);
      if (!Double.isNaN(literal)) {
        numbers++;
        numberAt = slot;
        value = literal;
      } else if (operand instanceof Expr.Apply apply) {
        gates++;
        gateAt = slot;
        within = apply.gate();
        operand = apply.operands().get(0);
      }
      names.add(operand.toString());
    }
    if (numbers > 1 || gates > 1) {
      throw new IllegalStateException("a law of the table of gates cannot be read: " + left);
    }
    this.ofNumbers = ofNumbers;
    this.arity = operands.size();
    this.numberSlot = numberAt;
    this.number = value;
    this.gateSlot = gateAt;
    this.gate = within;
    this.right = Template.of(right, names);
  }

  /** The number that an operand of the left side is, or NaN for any other. */
  private static double number(Expr expr) {
    boolean negated = expr instanceof Expr.Apply apply && apply.gate() == Gate.NEG;
    Expr digits = negated ? ((Expr.Apply) expr).operands().get(0) : expr;
    return digits instanceof Expr.Number number
        ? negated ? -number.value() : number.value()
        : Double.NaN;
  }

  /** Whether it sees through an operand: (A')' = A. */
  boolean isNested() {
    return gateSlot != NONE;
  }

  /** The node that a gate of the left side's kind on these operands equals by this law, or -1. */
  int apply(AdjointBuilder graph, int x, int y, int z) {
    if (numberSlot != NONE && !graph.is(Template.argument(numberSlot, x, y, z), number)) {
      return NONE;
    }
    if (ofNumbers && !graph.isScalar(x) && (arity < 2 || !graph.isScalar(y))) {
      return NONE;
    }
    if (gateSlot == NONE) {
      return right.append(graph, x, y, z, 0, 0);
    }
    int inner = Template.argument(gateSlot, x, y, z);
    if (graph.ordinal(inner) != gate.ordinal()) {
      return NONE;
    }
    int part = graph.first(inner);
    return right.append(
        graph, gateSlot == 0 ? part : x, gateSlot == 1 ? part : y, gateSlot == 2 ? part : z, 0, 0);
  }
}
