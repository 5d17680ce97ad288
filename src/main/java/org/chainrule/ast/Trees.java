package org.chainrule.ast;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
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
    Deque<Expr> done = new ArrayDeque<>();
    postorder(
        expr,
        part -> {
          int count = part.parts().size();
          if (count == 0) {
            done.push(leaf.apply(part));
            return;
          }
          Expr[] parts = new Expr[count];
          for (int i = count - 1; i >= 0; i--) {
            parts[i] = done.pop();
          }
          done.push(part.with(List.of(parts)));
        });
    return done.pop();
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
