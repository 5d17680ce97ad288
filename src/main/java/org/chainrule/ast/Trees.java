package org.chainrule.ast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.chainrule.gate.Gate;

/** Walks over whole expressions, with a stack of their own. */
public final class Trees {
  private Trees() {}

  /**
   * Visits every part of {@code expr}, operands before what they are operands of and from left to
   * right: the order in which the parser completed them.
   */
  public static void postorder(Expr expr, Consumer<Expr> visitor) {
    Deque<Expr> path = new ArrayDeque<>();
    Deque<Integer> next = new ArrayDeque<>();
    path.push(expr);
    next.push(0);
    while (!path.isEmpty()) {
      Expr top = path.peek();
      int index = next.pop();
      if (index < top.parts().size()) {
        next.push(index + 1);
        path.push(top.parts().get(index));
        next.push(0);
      } else {
        path.pop();
        visitor.accept(top);
      }
    }
  }

  /** The expression with every part that has no parts of its own put through {@code leaf}. */
  public static Expr mapLeaves(Expr expr, UnaryOperator<Expr> leaf) {
    return replace(
        expr, part -> part.parts().isEmpty() ? Optional.of(leaf.apply(part)) : Optional.empty());
  }

  /** The expression with other parts in place of some, the outermost where one is in another. */
  public static Expr replace(Expr expr, Function<Expr, Optional<Expr>> replaced) {
    Deque<Expr> done = new ArrayDeque<>();
    postorder(
        expr,
        part -> {
          Expr[] parts = new Expr[part.parts().size()];
          for (int i = parts.length - 1; i >= 0; i--) {
            parts[i] = done.pop();
          }
          Expr kept = part.with(List.of(parts));
          done.push(replaced.apply(part).orElse(kept));
        });
    return done.pop();
  }

  /** Whether a part is a derivative, or a gradient of the backward pass. */
  public static boolean differentiates(Expr part) {
    return part instanceof Expr.Derivative || part instanceof Expr.Role;
  }

  /** Whether a part is {@code up q} or {@code down q->x}, which come from an output. */
  public static boolean asksForOutput(Expr expr) {
    boolean[] asks = {false};
    postorder(
        expr,
        part -> asks[0] |= part instanceof Expr.Role role && role.kind() != Expr.Role.Kind.LOCAL);
    return asks[0];
  }

  /** The derivatives and gradients in an expression, without those that are inside of others. */
  public static List<Expr> derivatives(Expr expr) {
    List<Expr> derivatives = new ArrayList<>();
    Deque<Expr> pending = new ArrayDeque<>();
    pending.push(expr);
    while (!pending.isEmpty()) {
      Expr part = pending.pop();
      if (differentiates(part)) {
        derivatives.add(part);
      } else {
        for (int i = part.parts().size() - 1; i >= 0; i--) {
          pending.push(part.parts().get(i));
        }
      }
    }
    return derivatives;
  }

  static boolean equal(Expr a, Expr b) {
    Deque<Expr> left = new ArrayDeque<>();
    Deque<Expr> right = new ArrayDeque<>();
    left.push(a);
    right.push(b);
    while (!left.isEmpty()) {
      Expr x = left.pop();
      Expr y = right.pop();
      if (x == y) {
        continue;
      }
      if (x.parts().size() != y.parts().size() || !x.label().equals(y.label())) {
        return false;
      }
      for (int i = 0; i < x.parts().size(); i++) {
        left.push(x.parts().get(i));
        right.push(y.parts().get(i));
      }
    }
    return true;
  }

  /**
   * An expression as it stands alone, or behind a name and an equals sign: a comparison in
   * brackets, for without them {@code x == 1} would be a claim.
   */
  public static String standing(Expr expr) {
    return isComparison(expr) ? "(" + expr + ")" : expr.toString();
  }

  static boolean isComparison(Expr expr) {
    return expr instanceof Expr.Apply apply
        && apply.gate().spec().precedence() == Gate.EQ.spec().precedence();
  }

  static int hash(Expr expr) {
    int[] hash = {1};
    postorder(expr, part -> hash[0] = 31 * hash[0] + part.label().hashCode());
    return hash[0];
  }
}
