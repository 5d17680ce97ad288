package org.chainrule.ast;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;

/**
 * Writes an expression in the language, with no more brackets than it needs: reading what was
 * printed gives the same expression.
 */
final class Printer implements Expr.Visitor<Void> {
  private static final int LOOSEST = 0;
  private static final int COMPARISON = Gate.LT.spec().precedence();
  private static final int POSTFIX = Gate.TRANSPOSE.spec().precedence();

  private final StringBuilder out;
  private final Deque<Object> pending = new ArrayDeque<>();

  /** Where parts stand, as {@link SourceMap} numbers them; null where nobody asks. */
  private final Parts parts;

  /** An expression that is to stand where only what binds at least as tightly needs no brackets. */
  private record Operand(Expr expr, int binding) {}

  /** An expression that has been written when this is reached. */
  private record End(Expr expr, int start) {}

  /** Takes the places of parts in the order in which they are complete. */
  interface Parts {
    void add(int start, int end);
  }

  private Printer(StringBuilder out, Parts parts) {
    this.out = out;
    this.parts = parts;
  }

  static String print(Expr expr) {
    StringBuilder out = new StringBuilder();
    print(expr, out, null);
    return out.toString();
  }

  /** Writes an expression and tells where its parts stand. */
  static void print(Expr expr, StringBuilder out, Parts parts) {
    Printer printer = new Printer(out, parts);
    printer.pending.push(new Operand(expr, LOOSEST));
    while (!printer.pending.isEmpty()) {
      Object next = printer.pending.pop();
      if (next instanceof Operand operand) {
        printer.print(operand);
      } else if (next instanceof End end) {
        printer.end(end);
      } else {
        out.append(next);
      }
    }
  }

  /** The names in a derivative have no places of their own. */
  private void end(End end) {
    int names = 1;
    if (end.expr() instanceof Expr.Derivative derivative) {
      names += derivative.by().size() + (derivative.of() instanceof Expr.Name ? 1 : 0);
    }
    for (int i = 0; i < names; i++) {
      parts.add(end.start(), out.length());
    }
  }

  private void print(Operand operand) {
    Expr expr = operand.expr();
    boolean brackets = binding(expr) < operand.binding();
    if (brackets) {
      out.append('(');
      pending.push(")");
    }
    if (parts != null) {
      pending.push(new End(expr, out.length()));
    }
    expr.accept(this);
  }

  @Override
  public Void number(Expr.Number number) {
    out.append(number.text());
    return null;
  }

  @Override
  public Void name(Expr.Name name) {
    out.append(name.name());
    return null;
  }

  @Override
  public Void apply(Expr.Apply apply) {
    GateSpec spec = apply.gate().spec();
    switch (spec.form()) {
      case PREFIX, INFIX -> operator(spec, apply.operands());
      case FUNCTION -> call(spec.symbol(), apply.operands());
      case POSTFIX -> {
        pending.push(spec.symbol());
        pending.push(new Operand(apply.operands().get(0), spec.precedence()));
      }
      case INDEX -> index(spec.symbol().split("%s", -1), apply.operands());
      case BRACKETS -> throw new IllegalStateException("brackets are no gate on operands");
    }
    return null;
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
    // Two comparisons in a row read as one: (a > b) == 0.
    boolean apart = right || own == COMPARISON;
    pending.push(new Operand(operands.get(0), apart ? own + 1 : own));
  }

  /**
   * A power may carry a bare sign in its exponent, as in {@code 2^-x}, and a comparison behind it;
   * all else after them may not.
   */
  private static int rightBinding(GateSpec spec, Expr operand) {
    if (spec.isRightAssociative()) {
      return signed(operand) ? LOOSEST : spec.precedence();
    }
    boolean bare = signed(operand) && spec.precedence() != COMPARISON;
    boolean fraction = operand instanceof Expr.Derivative && spec == Gate.DIV.spec(); // x/(df/dx)
    return bare || fraction ? Gate.ATOM : spec.precedence() + 1;
  }

  private static boolean signed(Expr expr) {
    return expr instanceof Expr.Apply apply && apply.gate().spec().form() == GateSpec.Form.PREFIX;
  }

  /** Sums, comparisons and matrix products breathe; other products and powers stand close. */
  private static boolean spaced(GateSpec spec) {
    return spec.precedence() <= Gate.ADD.spec().precedence() || spec == Gate.MATMUL.spec();
  }

  /** The words around the operands of an index: nothing, [, a comma or a colon, and ]. */
  private void index(String[] words, List<Expr> operands) {
    for (int i = operands.size() - 1; i >= 0; i--) {
      pending.push(words[i + 1]);
      boolean bare = i > 0 || isQuotient(operands.get(i)); // df/dW[1,2] is an entry of df/dW
      pending.push(new Operand(operands.get(i), bare ? LOOSEST : POSTFIX));
    }
  }

  private static boolean isQuotient(Expr expr) {
    return expr instanceof Expr.Derivative derivative
        && derivative.of() instanceof Expr.Name
        && derivative.by().size() == 1;
  }

  /** A column {@code [a, b]}, a matrix {@code [a, b; c, d]}. */
  @Override
  public Void stack(Expr.Stack stack) {
    List<Expr> entries = stack.entries();
    int columns = stack.columns();
    pending.push("]");
    for (int i = entries.size() - 1; i >= 0; i--) {
      pending.push(new Operand(entries.get(i), LOOSEST));
      if (i > 0) {
        pending.push(columns > 1 && i % columns == 0 ? "; " : ", ");
      }
    }
    out.append('[');
    return null;
  }

  @Override
  public Void call(Expr.Call call) {
    call(call.function(), call.operands());
    return null;
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

  /** {@code df/dx}, {@code d2f/dx2}, {@code d2f/dxdy}, {@code d/dx (x^2*y)}. */
  @Override
  public Void derivative(Expr.Derivative derivative) {
    List<Expr.Name> by = derivative.by();
    String order = by.size() > 1 ? Integer.toString(by.size()) : "";
    if (derivative.of() instanceof Expr.Name name) {
      out.append('d').append(order).append(name).append('/').append(below(by));
      return null;
    }
    if (by.size() > 1 && Set.copyOf(by).size() > 1) { // d/dx (d/dy (x*y))
      for (Expr.Name name : by) {
        out.append("d/d").append(name).append(" (");
        pending.push(")");
      }
    } else {
      out.append('d').append(order).append('/').append(below(by)).append(" (");
      pending.push(")");
    }
    pending.push(new Operand(derivative.of(), LOOSEST));
    return null;
  }

  /** {@code dx}, {@code dx2}, {@code dxdy}: equal names that follow each other as a power. */
  private static String below(List<Expr.Name> by) {
    StringBuilder below = new StringBuilder();
    for (int i = 0; i < by.size(); ) {
      int end = i + 1;
      while (end < by.size() && by.get(end).equals(by.get(i))) {
        end++;
      }
      below.append('d').append(by.get(i)).append(end > i + 1 ? Integer.toString(end - i) : "");
      i = end;
    }
    return below.toString();
  }

  /** {@code up q}, {@code local dq/dx}, {@code down q->x}. */
  @Override
  public Void role(Expr.Role role) {
    Operand of = new Operand(role.of(), Gate.ATOM);
    Operand by = new Operand(role.by(), Gate.ATOM);
    switch (role.kind()) {
      case UP -> {
        out.append("up ");
        pending.push(of);
      }
      case LOCAL -> {
        out.append("local d");
        pending.push(by);
        pending.push("/d");
        pending.push(of);
      }
      case DOWN -> {
        out.append("down ");
        pending.push(by);
        pending.push("->");
        pending.push(of);
      }
    }
    return null;
  }

  /**
   * How tightly an expression holds together. A derivative is one operand, but for a power or an
   * index, and so is a gradient.
   */
  private static int binding(Expr expr) {
    if (expr instanceof Expr.Apply apply) {
      return apply.gate().spec().precedence();
    }
    boolean differentiates = expr instanceof Expr.Derivative || expr instanceof Expr.Role;
    return differentiates ? Gate.NEG.spec().precedence() : Gate.ATOM;
  }
}
