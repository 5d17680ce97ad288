package org.chainrule.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.value.Digits;
import org.chainrule.value.Matrix;
import org.chainrule.value.Misfit;
import org.chainrule.value.Rational;
import org.chainrule.value.Shape;

/**
 * A number that does not change: its double, how it is written, and its exact value if it has one.
 * Or a matrix of such numbers.
 */
public final class Constant {
  /** A form with more parts is shown by its digits where only its value matters. */
  private static final int MOST_PARTS = 8;

  /** As many decimal digits survive the way to a double and back, if it is a normal one. */
  private static final int SHORT = 15;

  private final double value;
  private final Expr form;
  private final int parts;

  /** Whether the form tells the number itself, not the digits of a double that is near it. */
  private final boolean told;

  /** Whether its double says all: short literals of the same normal double are the same number. */
  private final boolean brief;

  private Optional<Rational> exact;

  /** Null for a number. */
  private final Matrix matrix;

  private Constant(Matrix matrix, Expr form, int parts, boolean told) {
    this.value = Double.NaN;
    this.matrix = matrix;
    this.form = form;
    this.parts = parts;
    this.told = told;
    this.exact = Optional.empty();
    this.brief = false;
  }

  private Constant(double value, Expr form, int parts, Optional<Rational> exact, boolean told) {
    this.value = value;
    this.matrix = null;
    this.form = form;
    this.parts = parts;
    this.told = told;
    this.exact = exact;
    this.brief =
        form instanceof Expr.Number literal
            && literal.text().length() <= SHORT
            && Math.abs(value) >= Double.MIN_NORMAL;
  }

  /** The number that a literal spells. */
  public static Constant of(Expr.Number literal) {
    return new Constant(literal.value(), literal, 1, null, true);
  }

  /** A whole number. */
  public static Constant of(int value) {
    return value < 0 ? from(Rational.of(value), false) : of(Expr.Number.of(value));
  }

  /** A number that has a name in the language. */
  public static Constant named(String name, double value) {
    return new Constant(value, new Expr.Name(name), 1, Optional.empty(), true);
  }

  /**
   * A matrix, written out unless {@code form} is a shorter way to write it; a number if it is one.
   */
  static Constant of(Matrix matrix, Optional<Expr> form) {
    if (matrix.isScalar()) {
      double value = matrix.scalar();
      Expr written = form.orElseGet(() -> decimal(Digits.ALL.format(value)));
      return new Constant(value, written, 1, Optional.empty(), form.isPresent());
    }
    Expr written = form.orElseGet(() -> written(matrix));
    int parts = form.isPresent() ? 1 : matrix.size();
    return new Constant(matrix, written, parts, form.isPresent());
  }

  private static Expr written(Matrix matrix) {
    List<Expr> entries = new ArrayList<>(matrix.size());
    for (int i = 0; i < matrix.size(); i++) {
      entries.add(decimal(Digits.ALL.format(matrix.entry(i))));
    }
    return Expr.Stack.of(entries, matrix.columns());
  }

  /** A matrix of these constants, in rows of {@code columns}; empty if one is no number. */
  static Optional<Constant> stack(List<Constant> entries, int columns) {
    double[] values = new double[entries.size()];
    List<Expr> forms = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      if (!entries.get(i).isScalar()) {
        return Optional.empty();
      }
      values[i] = entries.get(i).value;
      forms.add(entries.get(i).form);
    }
    if (values.length == 1) {
      return Optional.of(entries.get(0));
    }
    Matrix matrix = Matrix.over(new Shape(values.length / columns, columns), values);
    boolean told = entries.stream().allMatch(Constant::isExact);
    return Optional.of(new Constant(matrix, Expr.Stack.of(forms, columns), values.length, told));
  }

  /**
   * The gate on constants, exactly where the gate can and the numbers are exact. Empty if the value
   * is not finite, or a matrix of more entries than there is room for: such a gate stays in the
   * graph, where it can be pointed at.
   */
  static Optional<Constant> fold(Gate gate, List<Constant> operands, long room) {
    if (!gate.spec().isEntrywise() || !operands.stream().allMatch(Constant::isScalar)) {
      return foldMatrices(gate, operands, room);
    }
    Optional<Rational> exact = exact(gate, operands);
    if (exact.isPresent()) {
      boolean decimal = operands.stream().anyMatch(Constant::isDecimal);
      return Optional.of(from(exact.get(), decimal));
    }
    double value = gate.apply(at(operands, 0), at(operands, 1), at(operands, 2));
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Optional.empty();
    }
    return Optional.of(
        new Constant(
            value, form(gate, operands), parts(operands), Optional.empty(), told(operands)));
  }

  private static Expr form(Gate gate, List<Constant> operands) {
    return new Expr.Apply(gate, operands.stream().map(Constant::form).toList());
  }

  private static int parts(List<Constant> operands) {
    long parts = 1 + operands.stream().mapToLong(operand -> operand.parts).sum();
    return (int) Math.min(parts, Integer.MAX_VALUE);
  }

  private static boolean told(List<Constant> operands) {
    return operands.stream().allMatch(Constant::isExact);
  }

  private static Optional<Constant> foldMatrices(Gate gate, List<Constant> operands, long room) {
    Matrix[] values = operands.stream().map(Constant::matrix).toArray(Matrix[]::new);
    Matrix value;
    try {
      if (!gate.spec().isMaker()) {
        Shape shape =
            Shaping.shape(gate, Arrays.stream(values).map(Matrix::shape).toArray(Shape[]::new));
        if ((long) shape.rows() * shape.columns() > room) {
          return Optional.empty();
        }
      }
      value = gate.apply(values);
    } catch (Misfit e) {
      return Optional.empty(); // The gate stays in the graph, where the misfit is reported.
    }
    for (int i = 0; i < value.size(); i++) {
      if (!Double.isFinite(value.entry(i))) {
        return Optional.empty();
      }
    }
    Expr form = form(gate, operands);
    int parts = parts(operands);
    boolean told = told(operands);
    return Optional.of(
        value.isScalar()
            ? new Constant(value.scalar(), form, parts, Optional.empty(), told)
            : new Constant(value, form, parts, told));
  }

  private static double at(List<Constant> operands, int index) {
    return index < operands.size() ? operands.get(index).value : 0;
  }

  private static Optional<Rational> exact(Gate gate, List<Constant> operands) {
    if (gate.spec().exact().isEmpty()) {
      return Optional.empty();
    }
    Optional<Rational> left = operands.get(0).exact();
    Optional<Rational> right =
        operands.size() > 1 ? operands.get(1).exact() : Optional.of(Rational.ZERO);
    return left.isPresent() && right.isPresent()
        ? gate.spec().exact().get().apply(left.get(), right.get())
        : Optional.empty();
  }

  private static Constant from(Rational exact, boolean decimal) {
    Rational size = exact.signum() < 0 ? exact.negated() : exact;
    Expr form =
        decimal && size.decimal().isPresent()
            ? decimal(size.decimal().get())
            : size.isInteger()
                ? Expr.Number.of(size.toString())
                : Expr.Apply.of(
                    Gate.DIV,
                    Expr.Number.of(size.numerator().toString()),
                    Expr.Number.of(size.denominator().toString()));
    if (exact.signum() < 0) {
      form = Expr.Apply.of(Gate.NEG, form);
    }
    return new Constant(exact.toDouble(), form, 1, Optional.of(exact), true);
  }

  private static Expr decimal(String digits) {
    return digits.startsWith("-")
        ? Expr.Apply.of(Gate.NEG, Expr.Number.of(digits.substring(1)))
        : Expr.Number.of(digits);
  }

  private boolean isDecimal() {
    Expr digits =
        form instanceof Expr.Apply apply && apply.gate() == Gate.NEG
            ? apply.operands().get(0)
            : form;
    return digits instanceof Expr.Number number
        && number.text().chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E');
  }

  /** Whether it is one number. */
  public boolean isScalar() {
    return matrix == null;
  }

  /** Its shape. */
  public Shape shape() {
    return matrix == null ? Shape.SCALAR : matrix.shape();
  }

  /** The value as a matrix, 1x1 if it is one number. */
  public Matrix matrix() {
    return matrix == null ? Matrix.scalar(value) : matrix;
  }

  /** The double nearest to it; NaN for a matrix. */
  public double value() {
    return value;
  }

  /** Whether it, or an entry of it, is 0. */
  public boolean hasZero() {
    return matrix == null ? value == 0 : Arrays.stream(matrix.toArray()).anyMatch(v -> v == 0);
  }

  /** How it is written in the language. */
  public Expr form() {
    return form;
  }

  /** How it is written where only its value matters: by its digits if the form is long. */
  public Expr label() {
    return parts > MOST_PARTS && isScalar() ? decimal(Digits.ALL.format(value)) : form;
  }

  /** Whether the form tells the number itself, not the digits of a double that is near it. */
  public boolean isExact() {
    return told;
  }

  /** Its exact value, if it is a fraction that is not too large. */
  public Optional<Rational> exact() {
    if (exact == null) {
      exact = Rational.parse(((Expr.Number) form).text());
    }
    return exact;
  }

  /** Whether this and {@code other} are the same number, not only the same double. */
  boolean same(Constant other) {
    if (this == other) {
      return true;
    }
    if (matrix != null || other.matrix != null) {
      return matrix != null
          && parts == other.parts
          && matrix.equals(other.matrix)
          && form.equals(other.form);
    }
    if (Double.doubleToLongBits(value) != Double.doubleToLongBits(other.value)) {
      return false;
    }
    boolean equal = exact().isPresent() && exact().equals(other.exact());
    // Forms may be long: what has not as many parts need not be looked into.
    return brief && other.brief || equal || parts == other.parts && form.equals(other.form);
  }

  @Override
  public String toString() {
    return form.toString();
  }
}
