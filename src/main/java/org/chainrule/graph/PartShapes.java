package org.chainrule.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.ast.Expr;
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
    try {
      return part.accept(new Rules(operands));
    } catch (Misfit | IllegalStateException e) {
      // What does not fit, and eye(n), whose shape is a value: not one number.
      return new Shape(known.fresh(), known.fresh());
    }
  }

  /** A rule for each kind of expression. */
  private final class Rules implements Expr.Visitor<Shape> {
    private final List<Shape> operands;

    Rules(List<Shape> operands) {
      this.operands = operands;
    }

    @Override
    public Shape number(Expr.Number number) {
      return Shape.SCALAR;
    }

    @Override
    public Shape name(Expr.Name name) {
      return names.getOrDefault(name.name(), Shape.SCALAR);
    }

    @Override
    public Shape call(Expr.Call call) {
      return Shape.SCALAR;
    }

    @Override
    public Shape role(Expr.Role role) {
      return role.kind() == Expr.Role.Kind.LOCAL
          ? Shaping.derivative(known, operands.get(0), operands.get(1))
          : operands.get(operands.size() - 1);
    }

    @Override
    public Shape derivative(Expr.Derivative derivative) {
      Shape shape = operands.get(0);
      for (int i = operands.size() - 1; i > 0; i--) {
        shape = Shaping.derivative(known, shape, operands.get(i));
      }
      return shape;
    }

    @Override
    public Shape stack(Expr.Stack stack) {
      return stack.columns() == Expr.Stack.NESTED
          ? new Shape(operands.size(), stack.width())
          : settled(Shaping.stack(known, operands, stack.columns()));
    }

    @Override
    public Shape apply(Expr.Apply apply) {
      return settled(Shaping.shape(known, apply.gate(), operands.toArray(new Shape[0])));
    }
  }

  private Shape settled(Shape shape) {
    return known.find(shape);
  }
}
