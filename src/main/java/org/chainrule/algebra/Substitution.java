package org.chainrule.algebra;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;

/** Puts an expression in place of a name. */
public final class Substitution {
  private Substitution() {}

  /** The expression with {@code replacement} wherever it says {@code name}. */
  public static Expr replace(Expr expr, String name, Expr replacement) {
    return rebuild(
        expr,
        part -> part instanceof Expr.Name known && known.name().equals(name) ? replacement : part,
        gate -> gate);
  }

  /** The expression with other gates. */
  static Expr rebuild(Expr expr, UnaryOperator<Gate> gates) {
    return rebuild(expr, part -> part, gates);
  }

  private static Expr rebuild(Expr expr, UnaryOperator<Expr> leaves, UnaryOperator<Gate> gates) {
    Deque<Expr> done = new ArrayDeque<>();
    Trees.postorder(
        expr,
        part -> {
          if (part.parts().isEmpty()) {
            done.push(leaves.apply(part));
            return;
          }
          List<Expr> parts = new ArrayList<>();
          for (int i = 0; i < part.parts().size(); i++) {
            parts.add(0, done.pop());
          }
          done.push(with(part, parts, gates));
        });
    return done.pop();
  }

  private static Expr with(Expr part, List<Expr> parts, UnaryOperator<Gate> gates) {
    if (part instanceof Expr.Apply apply) {
      return Formula.gate(gates.apply(apply.gate()), parts);
    }
    if (part instanceof Expr.Stack stack) {
      return new Expr.Stack(parts, stack.columns());
    }
    return new Expr.Call(((Expr.Call) part).function(), parts);
  }
}
