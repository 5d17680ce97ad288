package org.chainrule.algebra;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;

/** Puts an expression in place of a name. */
public final class Substitution {
  private Substitution() {}

  /** The expression with {@code replacement} wherever it says {@code name}. */
  public static Expr replace(Expr expr, String name, Expr replacement) {
    Deque<Expr> done = new ArrayDeque<>();
    Trees.postorder(
        expr,
        part -> {
          if (part.parts().isEmpty()) {
            boolean here = part instanceof Expr.Name mentioned && mentioned.name().equals(name);
            done.push(here ? replacement : part);
            return;
          }
          List<Expr> parts = new ArrayList<>();
          for (int i = 0; i < part.parts().size(); i++) {
            parts.add(0, done.pop());
          }
          done.push(with(part, parts));
        });
    return done.pop();
  }

  private static Expr with(Expr part, List<Expr> parts) {
    if (part instanceof Expr.Apply apply) {
      return Formula.gate(apply.gate(), parts);
    }
    if (part instanceof Expr.Stack stack) {
      return new Expr.Stack(parts, stack.columns());
    }
    return new Expr.Call(((Expr.Call) part).function(), parts);
  }
}
