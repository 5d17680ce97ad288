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
          Expr kept = parts.length == 0 ? part : with(part, List.of(parts));
          done.push(replaced.apply(part).orElse(kept));
        });
    return done.pop();
  }

  /**
   * The part with others in place of its own parts. What a derivative is taken by stays a name: it
   * is kept where something else would take its place.
   */
  public static Expr with(Expr part, List<Expr> parts) {
    if (part instanceof Expr.Apply apply) {
      return new Expr.Apply(apply.gate(), parts);
    }
    if (part instanceof Expr.Derivative derivative) {
      List<Expr.Name> by = new ArrayList<>(derivative.by());
      for (int i = 0; i < by.size(); i++) {
        by.set(i, parts.get(i + 1) instanceof Expr.Name name ? name : by.get(i));
      }
      return new Expr.Derivative(parts.get(0), by);
    }
    if (part instanceof Expr.Role role) {
      return new Expr.Role(role.kind(), parts.get(0), parts.get(parts.size() - 1));
    }
    return part instanceof Expr.Stack stack
        ? new Expr.Stack(parts, stack.columns())
        : new Expr.Call(((Expr.Call) part).function(), parts);
  }

  /** Whether a part is a derivative, or a gradient of the backward pass. */
  public static boolean differentiates(Expr part) {
    return part instanceof Expr.Derivative || part instanceof Expr.Role;
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
      if (x.parts().isEmpty() && y.parts().isEmpty()) {
        if (!label(x).equals(label(y))) {
          return false;
        }
        continue;
      }
      if (x.parts().size() != y.parts().size() || !label(x).equals(label(y))) {
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
    boolean comparison =
        expr instanceof Expr.Apply apply
            && apply.gate().spec().precedence() == Gate.EQ.spec().precedence();
    return comparison ? "(" + expr + ")" : expr.toString();
  }

  static int hash(Expr expr) {
    int[] hash = {1};
    postorder(expr, part -> hash[0] = 31 * hash[0] + label(part).hashCode());
    return hash[0];
  }

  /** What distinguishes a part apart from its own parts. */
  private static Object label(Expr expr) {
    if (expr instanceof Expr.Apply apply) {
      return apply.gate();
    }
    if (expr instanceof Expr.Call call) {
      return call.function();
    }
    if (expr instanceof Expr.Stack stack) {
      return stack.columns();
    }
    if (expr instanceof Expr.Derivative) {
      return Expr.Derivative.class;
    }
    return expr instanceof Expr.Role role ? role.kind() : expr;
  }
}
