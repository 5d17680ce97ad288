package org.chainrule.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.value.Dimensions;
import org.chainrule.value.Misfit;
import org.chainrule.value.Shape;

/**
 * The shapes of the parts of expressions, from the shapes of what they name: what a writer of
 * formulas needs who writes products of matrices otherwise than products of numbers.
 */
public final class PartShapes {
  private final Map<String, Shape> names = new HashMap<>();
  private final Map<Integer, Integer> unknown = new HashMap<>();
  private final Dimensions known = new Dimensions();

  /** Shapes where names have these; every other name is one number. */
  public PartShapes(Map<String, Shape> names) {
    names.forEach(this::put);
  }

  /** Says which shape a name has. */
  public void put(String name, Shape shape) {
    names.put(name, new Shape(own(shape.rows()), own(shape.columns())));
  }

  private int own(int dimension) {
    return dimension > 0 ? dimension : unknown.computeIfAbsent(dimension, each -> known.fresh());
  }

  /** The shape of a part whose own parts have these shapes. */
  public Shape of(Expr part, List<Shape> operands) {
    if (part instanceof Expr.Name name) {
      return names.getOrDefault(name.name(), Shape.SCALAR);
    }
    if (operands.isEmpty() || part instanceof Expr.Call) {
      return Shape.SCALAR;
    }
    try {
      if (part instanceof Expr.Role role && role.kind() != Expr.Role.Kind.LOCAL) {
        return operands.get(operands.size() - 1);
      }
      if (part instanceof Expr.Role) {
        return Shaping.derivative(known, operands.get(0), operands.get(1));
      }
      if (part instanceof Expr.Derivative) {
        Shape shape = operands.get(0);
        for (int i = operands.size() - 1; i > 0; i--) {
          shape = Shaping.derivative(known, shape, operands.get(i));
        }
        return shape;
      }
      if (part instanceof Expr.Stack stack) {
        return stack.columns() == Expr.Stack.NESTED
            ? new Shape(operands.size(), stack.width())
            : settled(Shaping.stack(known, operands, stack.columns()));
      }
      Gate gate = ((Expr.Apply) part).gate();
      return settled(Shaping.shape(known, gate, operands.toArray(new Shape[0])));
    } catch (Misfit | IllegalStateException e) {
      // What does not fit, and eye(n), whose shape is a value: not one number.
      return new Shape(known.fresh(), known.fresh());
    }
  }

  private Shape settled(Shape shape) {
    return known.find(shape);
  }
}
