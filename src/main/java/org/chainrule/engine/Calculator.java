package org.chainrule.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.sheet.Constants;
import org.chainrule.value.Matrix;

/** Computes a small expression directly, for the conditions of the table of gates. */
public final class Calculator {
  private Calculator() {}

  /** The value of {@code expr}, whose names are constants of the language or in {@code values}. */
  public static double evaluate(Expr expr, Map<String, Double> values) {
    Deque<Double> stack = new ArrayDeque<>();
    Trees.postorder(
        expr,
        part -> {
          if (part instanceof Expr.Number number) {
            stack.push(number.value());
          } else if (part instanceof Expr.Name name) {
            Double value = values.get(name.name());
            stack.push(value != null ? value : Constants.of(name.name()).orElseThrow());
          } else if (part instanceof Expr.Apply apply) {
            Gate gate = apply.gate();
            double z = gate.arity() > 2 ? stack.pop() : 0;
            double y = gate.arity() > 1 ? stack.pop() : 0;
            stack.push(gate.apply(stack.pop(), y, z));
          } else {
            throw new IllegalStateException("a condition of the table of gates calls " + part);
          }
        });
    return stack.pop();
  }

  /** The same where names stand for matrices whose shapes fit. */
  public static Matrix compute(Expr expr, Map<String, Matrix> values) {
    Deque<Matrix> stack = new ArrayDeque<>();
    Trees.postorder(
        expr,
        part -> {
          if (part instanceof Expr.Number number) {
            stack.push(Matrix.scalar(number.value()));
          } else if (part instanceof Expr.Name name) {
            Matrix value = values.get(name.name());
            stack.push(
                value != null ? value : Matrix.scalar(Constants.of(name.name()).orElseThrow()));
          } else if (part instanceof Expr.Apply apply) {
            Matrix[] operands = new Matrix[apply.operands().size()];
            for (int i = operands.length - 1; i >= 0; i--) {
              operands[i] = stack.pop();
            }
            stack.push(apply.gate().apply(operands));
          } else {
            throw new IllegalStateException("a condition of the table of gates calls " + part);
          }
        });
    return stack.pop();
  }
}
