package org.chainrule.calculus;

import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Constant;

/**
 * An equation by which an appended gate becomes an older node: {@code x*1 = x}, {@code -(-x) = x}.
 * The left side is a gate on names and numbers, or a gate on the same gate; the right side is a
 * name, a number or a negated name.
 */
final class Law {
  private final double[] constants;
  private final boolean nested;
  private final int kept;
  private final boolean negated;
  private final Constant value;

  private Law(double[] constants, boolean nested, int kept, boolean negated, Constant value) {
    this.constants = constants;
    this.nested = nested;
    this.kept = kept;
    this.negated = negated;
    this.value = value;
  }

  static Law of(Expr left, Expr right) {
    Expr.Apply pattern = (Expr.Apply) left;
    double[] constants = new double[pattern.operands().size()];
    boolean nested = false;
    int kept = -1;
    Expr result = unsigned(right);
    for (int i = 0; i < constants.length; i++) {
      Expr operand = pattern.operands().get(i);
      constants[i] = number(operand);
      if (operand.equals(result)) {
        kept = i;
      } else if (Double.isNaN(constants[i]) && operand instanceof Expr.Apply inner) {
        nested = inner.gate() == pattern.gate() && inner.operands().get(0).equals(result);
      }
    }
    boolean literal = result instanceof Expr.Number;
    if (!literal && !nested && kept < 0) {
      throw new IllegalStateException("a law of the table of gates cannot be read: " + left);
    }
    Constant value = literal ? Constant.of((Expr.Number) result) : null;
    return new Law(constants, nested, kept, result != right, value);
  }

  private static Expr unsigned(Expr expr) {
    return expr instanceof Expr.Apply apply && apply.gate() == Gate.NEG
        ? apply.operands().get(0)
        : expr;
  }

  /** The number that a side of the pattern is, or NaN for a name. */
  private static double number(Expr expr) {
    Expr digits = unsigned(expr);
    if (!(digits instanceof Expr.Number number)) {
      return Double.NaN;
    }
    return digits == expr ? number.value() : -number.value();
  }

  /** The node that the gate on these operands equals by this law, or -1. */
  int apply(AdjointBuilder graph, Gate gate, int x, int y, int z) {
    if (nested) {
      return graph.ordinal(x) == gate.ordinal() ? graph.first(x) : -1;
    }
    for (int i = 0; i < constants.length; i++) {
      if (!Double.isNaN(constants[i]) && !graph.is(operand(i, x, y, z), constants[i])) {
        return -1;
      }
    }
    if (value != null) {
      return graph.constant(value);
    }
    int node = operand(kept, x, y, z);
    return negated ? graph.apply(Gate.NEG, node, 0, 0) : node;
  }

  private static int operand(int slot, int x, int y, int z) {
    return slot == 0 ? x : slot == 1 ? y : z;
  }
}
