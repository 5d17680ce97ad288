package org.chainrule.algebra;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

  /** The expression with what each name stands for; parts without such a name stay as they are. */
  static Expr fill(Expr expr, Map<String, Expr> meanings) {
    return rewrite(
        expr,
        part ->
            part instanceof Expr.Name name
                ? Optional.ofNullable(meanings.get(name.name()))
                : Optional.empty());
  }

  /** The expression with other parts in place of some; what has none of them stays as it is. */
  static Expr rewrite(Expr expr, Function<Expr, Optional<Expr>> replaced) {
    Deque<Expr> done = new ArrayDeque<>();
    Trees.postorder(
        expr,
        part -> {
          List<Expr> parts = new ArrayList<>();
          boolean changed = false;
          for (int i = part.parts().size() - 1; i >= 0; i--) {
            parts.add(0, done.pop());
            changed |= parts.get(0) != part.parts().get(i);
          }
          Expr kept = changed ? cleared(with(part, parts, gate -> gate)) : part;
          done.push(replaced.apply(part).orElse(kept));
        });
    return done.pop();
  }

  /** Without 0 as a term or factor, and without a sum of what is negative. */
  private static Expr cleared(Expr expr) {
    if (!(expr instanceof Expr.Apply apply) || apply.operands().size() != 2) {
      return expr;
    }
    Expr left = apply.operands().get(0);
    Expr right = apply.operands().get(1);
    Expr zero = Expr.Number.of(0);
    boolean sum = apply.gate() == Gate.ADD;
    if (sum || apply.gate() == Gate.SUB) {
      if (right.equals(zero)) {
        return left;
      }
      if (left.equals(zero)) {
        return sum ? right : Formula.gate(Gate.NEG, List.of(right));
      }
      return Signs.isNegative(right)
          ? Expr.Apply.of(sum ? Gate.SUB : Gate.ADD, left, Signs.negate(right))
          : expr;
    }
    boolean product = apply.gate() == Gate.MUL;
    boolean nothing = left.equals(zero) || product && right.equals(zero);
    return nothing && (product || apply.gate() == Gate.DIV) ? zero : expr;
  }

  private static Expr with(Expr part, List<Expr> parts, UnaryOperator<Gate> gates) {
    if (part instanceof Expr.Apply apply) {
      return Formula.gate(gates.apply(apply.gate()), parts);
    }
    return part.with(parts);
  }
}
