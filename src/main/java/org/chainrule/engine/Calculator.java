package org.chainrule.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Shaping;
import org.chainrule.sheet.Constants;
import org.chainrule.value.Dimensions;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;
import org.chainrule.value.Misfit;
import org.chainrule.value.Shape;

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

  /**
   * The same where names stand for matrices.
   *
   * @throws Misfit if their shapes do not fit
   */
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
            Shaping.shape(apply.gate(), shapes(operands));
            stack.push(apply.gate().apply(operands));
          } else if (part instanceof Expr.Stack entries) {
            Matrix[] blocks = new Matrix[entries.entries().size()];
            for (int i = blocks.length - 1; i >= 0; i--) {
              blocks[i] = stack.pop();
            }
            stack.push(stack(entries, blocks));
          } else {
            throw new IllegalStateException("a condition of the table of gates calls " + part);
          }
        });
    return stack.pop();
  }

  private static Shape[] shapes(Matrix[] operands) {
    Shape[] shapes = new Shape[operands.length];
    for (int i = 0; i < shapes.length; i++) {
      shapes[i] = operands[i].shape();
    }
    return shapes;
  }

  private static Matrix stack(Expr.Stack entries, Matrix[] blocks) {
    boolean nested = entries.columns() == Expr.Stack.NESTED;
    for (int i = 0; nested && i < blocks.length; i++) {
      if (blocks[i].size() != entries.entries().get(i).parts().size()) {
        throw new Misfit("rows in brackets of their own are of numbers here");
      }
      blocks[i] = Matrices.transpose(blocks[i]); // It was read as a column.
    }
    int width = nested ? 1 : entries.columns();
    return Matrices.stack(blocks, Shaping.stack(new Dimensions(), List.of(shapes(blocks)), width));
  }
}
