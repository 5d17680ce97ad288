package org.chainrule.ast;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;

/**
 * Writes an expression in the language, with no more brackets than it needs: reading what was
 * printed gives the same expression.
 */
final class Printer {
  private static final int LOOSEST = 0;

  private final StringBuilder out = new StringBuilder();
  private final Deque<Object> pending = new ArrayDeque<>();

  /** An expression that is to stand where only what binds at least as tightly needs no brackets. */
  private record Operand(Expr expr, int binding) {}

  private Printer() {}

  static String print(Expr expr) {
    Printer printer = new Printer();
    printer.pending.push(new Operand(expr, LOOSEST));
    while (!printer.pending.isEmpty()) {
      Object next = printer.pending.pop();
      if (next instanceof Operand operand) {
        printer.print(operand);
      } else {
        printer.out.append(next);
      }
    }
    return printer.out.toString();
  }

  private void print(Operand operand) {
    Expr expr = operand.expr();
    boolean brackets = binding(expr) < operand.binding();
    if (brackets) {
      out.append('(');
      pending.push(")");
    }
    if (expr instanceof Expr.Apply apply && apply.gate().spec().form() != GateSpec.Form.FUNCTION) {
      operator(apply.gate().spec(), apply.operands());
    } else if (expr instanceof Expr.Apply apply) {
      call(apply.gate().spec().symbol(), apply.operands());
    } else if (expr instanceof Expr.Call call) {
      call(call.function(), call.operands());
    } else {
      out.append(expr);
    }
  }

  private void operator(GateSpec spec, List<Expr> operands) {
    int own = spec.precedence();
    if (spec.form() == GateSpec.Form.PREFIX) {
      out.append(spec.symbol());
      pending.push(new Operand(operands.get(0), signed(operands.get(0)) ? Gate.ATOM : own));
      return;
    }
    boolean right = spec.isRightAssociative();
    pending.push(new Operand(operands.get(1), rightBinding(spec, operands.get(1))));
    pending.push(spaced(spec) ? " " + spec.symbol() + " " : spec.symbol());
    pending.push(new Operand(operands.get(0), right ? own + 1 : own));
  }

  /**
   * A power may carry a bare sign in its exponent, as in {@code 2^-x}; all else after it may not.
   */
  private static int rightBinding(GateSpec spec, Expr operand) {
    if (spec.isRightAssociative()) {
      return signed(operand) ? LOOSEST : spec.precedence();
    }
    return signed(operand) ? Gate.ATOM : spec.precedence() + 1;
  }

  private static boolean signed(Expr expr) {
    return expr instanceof Expr.Apply apply && apply.gate().spec().form() == GateSpec.Form.PREFIX;
  }

  /** Sums and comparisons breathe; products and powers stand close. */
  private static boolean spaced(GateSpec spec) {
    return spec.precedence() <= Gate.ADD.spec().precedence();
  }

  private void call(String name, List<Expr> operands) {
    pending.push(")");
    for (int i = operands.size() - 1; i >= 0; i--) {
      pending.push(new Operand(operands.get(i), LOOSEST));
      if (i > 0) {
        pending.push(", ");
      }
    }
    out.append(name).append('(');
  }

  private static int binding(Expr expr) {
    if (expr instanceof Expr.Apply apply) {
      return apply.gate().spec().precedence();
    }
    return Gate.ATOM;
  }
}
