package org.chainrule.algebra;

import java.util.List;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;

/**
 * Products as people write them: one sign in front, no factor 1. {@code -(-f/t7*t6)*x} is {@code
 * f/t7*t6*x}.
 */
final class Signs {
  /** A product with more factors than this keeps its sign where it is. */
  private static final int MOST_FACTORS = 32;

  private Signs() {}

  /** The gate on these operands, signs drawn to the front where the gate is a product. */
  static Expr apply(Gate gate, List<Expr> operands) {
    if (gate == Gate.NEG) {
      return negate(operands.get(0));
    }
    if (gate != Gate.MUL && gate != Gate.DIV) {
      return new Expr.Apply(gate, operands);
    }
    Expr left = operands.get(0);
    Expr right = operands.get(1);
    if (isNegative(right)) {
      left = negate(left);
      right = negate(right);
    }
    if (right.equals(Expr.Number.of(1))) {
      return left;
    }
    if (gate == Gate.MUL && left.equals(Expr.Number.of(1))) {
      return right;
    }
    if (gate == Gate.MUL && left.equals(Expr.Apply.of(Gate.NEG, Expr.Number.of(1)))) {
      return negate(right);
    }
    return Expr.Apply.of(gate, left, right);
  }

  /** The first factor of a product or quotient, or the expression itself. */
  private static Expr first(Expr expr) {
    Expr first = expr;
    for (int i = 0; i < MOST_FACTORS && isProduct(first); i++) {
      first = first.parts().get(0);
    }
    return first;
  }

  private static boolean isProduct(Expr expr) {
    return expr instanceof Expr.Apply apply
        && (apply.gate() == Gate.MUL || apply.gate() == Gate.DIV);
  }

  /** Whether the first factor has a sign. */
  static boolean isNegative(Expr expr) {
    return first(expr) instanceof Expr.Apply apply && apply.gate() == Gate.NEG;
  }

  /** The expression with the other sign. */
  static Expr negate(Expr expr) {
    if (expr instanceof Expr.Apply apply && apply.gate() == Gate.NEG) {
      return apply.operands().get(0);
    }
    if (isProduct(expr) && !isProduct(first(expr))) {
      Expr.Apply product = (Expr.Apply) expr;
      Expr negated = negate(product.operands().get(0));
      return apply(product.gate(), List.of(negated, product.operands().get(1)));
    }
    return Expr.Apply.of(Gate.NEG, expr);
  }
}
