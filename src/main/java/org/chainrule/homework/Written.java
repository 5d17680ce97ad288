package org.chainrule.homework;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/**
 * Numbers as a student wrote them: one, or those of a matrix.
 *
 * @param literals row by row
 * @param shape their rows and columns
 */
record Written(List<Literal> literals, Shape shape) {

  /** The numbers that a right side is; empty if it is more than numbers. */
  static Optional<Written> of(Expr right) {
    List<Expr> flat = right instanceof Expr.Stack stack ? stack.flat() : List.of(right);
    int width = right instanceof Expr.Stack stack ? stack.width() : 1;
    List<Literal> literals = new ArrayList<>();
    for (Expr each : flat) {
      Optional<Literal> literal = Literal.of(each);
      if (literal.isEmpty()) {
        return Optional.empty();
      }
      literals.add(literal.get());
    }
    return Optional.of(new Written(literals, new Shape(flat.size() / width, width)));
  }

  /** The numbers that a calculation comes to, as exactly as doubles are. */
  static Written computed(Matrix values) {
    List<Literal> literals = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      literals.add(Literal.computed(values.entry(i)));
    }
    return new Written(literals, values.shape());
  }

  boolean isNumber() {
    return literals.size() == 1;
  }

  /** Whether they can be the entries of such a matrix; a vector may stand or lie. */
  boolean fits(Shape other) {
    boolean vectors = shape.isVector() && other.isVector() && shape.size() == other.size();
    return vectors || shape.equals(other);
  }

  /** The same numbers in another shape that they fit. */
  Matrix in(Shape other) {
    double[] entries = new double[literals.size()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = literals.get(i).toDouble();
    }
    return Matrix.over(other, entries);
  }

  /** How many of them are right, where these are the true values. */
  int right(Matrix truth) {
    int right = 0;
    for (int i = 0; i < literals.size(); i++) {
      right += NumberRule.fit(literals.get(i), truth.entry(i), 0, false).isRight() ? 1 : 0;
    }
    return right;
  }
}
