package org.chainrule.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.value.Rational;

/**
 * The value of every node together with what rounding may have done to it, so that two formulas can
 * be compared where one of them jumps: a running error analysis (Higham, Accuracy and Stability of
 * Numerical Algorithms, 3.3), and exact fractions as long as the gates have them.
 *
 * <p>How far an operand's error moves a gate is found by moving the operand: at a jump that is not
 * met exactly the error is the jump, so that nothing is concluded from the value.
 */
public final class RunningError {
  /** What one operation on doubles may be off by; two units, for functions too. */
  private static final double UNIT = 0x1p-51;

  private static final double[] MOVES = {1, -1, 0.6, -0.6};

  private final Graph graph;
  private final int[] order;
  private final Measured[] values;
  private final Map<Constant, Measured> constants = new IdentityHashMap<>();

  /**
   * A value.
   *
   * @param value the double
   * @param error how far the true value may be from it; infinite where nothing is known
   * @param exact the true value, where it was kept
   */
  public record Measured(double value, double error, Optional<Rational> exact) {
    /** A fraction. */
    public static Measured exactly(Rational exact) {
      double value = exact.toDouble();
      boolean same = fraction(value).filter(exact::equals).isPresent();
      return new Measured(value, same ? 0 : Math.ulp(value), Optional.of(exact));
    }

    /** The number on the other side of 0. */
    public Measured negated() {
      return new Measured(-value, error, exact.map(Rational::negated));
    }

    /** A double that is meant as it is, though too long to calculate with exactly. */
    public static Measured of(double value) {
      return new Measured(value, 0, Optional.empty());
    }

    private boolean isDecided() {
      return error == 0 && !Double.isNaN(value);
    }
  }

  /** Measures the nodes that {@code output} needs. */
  public RunningError(Graph graph, int output) {
    this.graph = graph;
    boolean[] reachable = graph.reachable(output);
    int[] nodes = new int[reachable.length];
    int count = 0;
    for (int node = 0; node < reachable.length; node++) {
      if (reachable[node]) {
        nodes[count++] = node;
      }
    }
    this.order = java.util.Arrays.copyOf(nodes, count);
    this.values = new Measured[reachable.length];
  }

  /** The number of nodes that are measured. */
  public int size() {
    return order.length;
  }

  /** The nodes that are measured, operands before consumers. */
  public int[] nodes() {
    return order.clone();
  }

  /** Measures all nodes where the inputs have these values. */
  public void at(Function<String, Measured> inputs) {
    for (int node : order) {
      values[node] =
          graph.isInput(node)
              ? inputs.apply(graph.inputName(node))
              : graph.isConstant(node) ? constant(graph.constant(node)) : gate(node);
    }
  }

  /** What was measured last at a node. */
  public Measured of(int node) {
    return values[node];
  }

  /** A constant was calculated too: sqrt(2)*sqrt(2) - 2 is 4e-16 in doubles. */
  private Measured constant(Constant constant) {
    return constants.computeIfAbsent(constant, RunningError::measured);
  }

  private static Measured measured(Constant constant) {
    if (constant.exact().isPresent()) {
      return Measured.exactly(constant.exact().get());
    }
    Deque<Measured> done = new ArrayDeque<>();
    Trees.postorder(
        constant.form(),
        part -> {
          Measured[] x = new Measured[part.parts().size()];
          for (int slot = x.length - 1; slot >= 0; slot--) {
            x[slot] = done.pop();
          }
          done.push(
              part instanceof Expr.Apply apply && apply.gate().spec().isEntrywise()
                  ? gate(apply.gate(), x)
                  : leaf(part));
        });
    Measured form = done.pop();
    return new Measured(constant.value(), form.error(), form.exact());
  }

  private static Measured leaf(Expr part) {
    if (part instanceof Expr.Number number) {
      return Rational.parse(number.text())
          .map(Measured::exactly)
          .orElse(new Measured(number.value(), Math.ulp(number.value()), Optional.empty()));
    }
    double value = part.toString().equals("e") ? Math.E : Math.PI;
    boolean known = part instanceof Expr.Name;
    return new Measured(
        value, known ? Math.ulp(value) : Double.POSITIVE_INFINITY, Optional.empty());
  }

  private Measured gate(int node) {
    Measured[] x = new Measured[graph.arity(node)];
    for (int slot = 0; slot < x.length; slot++) {
      x[slot] = values[graph.operand(node, slot)];
    }
    return gate(graph.gate(node), x);
  }

  private static Measured gate(Gate gate, Measured[] x) {
    if (gate == Gate.BOX) {
      return x[0];
    }
    if (gate == Gate.WHERE && x[0].isDecided()) {
      return x[x[0].value() != 0 ? 1 : 2];
    }
    if (gate == Gate.MASKED && x[0].isDecided() && x[0].value() == 0) {
      return Measured.exactly(Rational.ZERO);
    }
    boolean product = gate == Gate.MASKED && x[0].isDecided();
    Gate computed = product ? Gate.MUL : gate;
    GateSpec spec = computed.spec();
    Optional<Rational> exact = exact(computed, x);
    if (exact.isPresent()) {
      return Measured.exactly(exact.get());
    }
    double[] at = new double[3];
    boolean known = true;
    for (int slot = 0; slot < Math.min(3, x.length); slot++) {
      at[slot] = x[slot].value();
      known &= x[slot].error() == 0 && x[slot].exact().isPresent();
    }
    double value = computed.apply(at[0], at[1], at[2]);
    if (known && isWithoutRounding(spec, at, value)) {
      return fraction(value).map(Measured::exactly).orElse(Measured.of(value));
    }
    if (gate == Gate.POW && x[0].value() < 0 && x[1].error() > 0) {
      return new Measured(value, Double.POSITIVE_INFINITY, exact); // Odd or even, nobody knows.
    }
    boolean equality = gate == Gate.EQ || gate == Gate.NE;
    if (equality && Math.abs(x[0].value() - x[1].value()) <= x[0].error() + x[1].error()) {
      boolean decided = x[0].isDecided() && x[1].isDecided();
      return new Measured(value, decided ? 0 : Double.POSITIVE_INFINITY, exact);
    }
    double error = isFlat(spec) ? 0 : Math.abs(value) * UNIT + Double.MIN_VALUE;
    for (int slot = 0; slot < Math.min(3, x.length); slot++) {
      if (x[slot].error() > 0) {
        error += moved(computed, at, slot, x[slot].error(), value);
      }
    }
    return new Measured(value, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error, exact);
  }

  private static Optional<Rational> exact(Gate gate, Measured[] x) {
    GateSpec spec = gate.spec();
    if (x.length > 2 || x[0].exact().isEmpty() || x[x.length - 1].exact().isEmpty()) {
      return Optional.empty();
    }
    Rational first = x[0].exact().get();
    Rational second = x.length == 1 ? Rational.ZERO : x[1].exact().get();
    if (spec.exact().isPresent()) {
      return spec.exact().get().apply(first, second);
    }
    if (x.length == 2 && isFlat(spec)) {
      // A comparison sees only which of the two is larger.
      double side = first.compareTo(second);
      return fraction(gate.apply(side, 0, 0));
    }
    return Optional.empty();
  }

  /** Whether a gate has whole values only. */
  private static boolean isFlat(GateSpec spec) {
    return spec.isEntrywise() && spec.partials().stream().allMatch("0"::equals);
  }

  /** Whether a gate on exact operands only picked or cut, or has its value at 0 or 1 exactly. */
  private static boolean isWithoutRounding(GateSpec spec, double[] x, double value) {
    boolean picked =
        spec.isBranching()
            && (value == 0 || value == x[0] || value == -x[0] || value == x[1] || value == x[2]);
    boolean simple = spec.parameters().size() == 1 && (x[0] == 0 || x[0] == 1);
    return isFlat(spec) || picked || simple && (value == 0 || Math.abs(value) == 1);
  }

  /** The largest change of a gate's value when one operand moves by its error. */
  private static double moved(Gate gate, double[] at, int slot, double error, double value) {
    double centre = at[slot];
    double most = 0;
    for (double move : MOVES) {
      at[slot] = Double.isFinite(error) ? centre + move * error : Double.NaN;
      double there = gate.apply(at[0], at[1], at[2]);
      double change = there == value ? 0 : Math.abs(there - value);
      most = Double.isNaN(change) ? Double.POSITIVE_INFINITY : Math.max(most, change);
    }
    at[slot] = centre;
    return most;
  }

  private static Optional<Rational> fraction(double value) {
    return Double.isFinite(value)
        ? Rational.parse(new java.math.BigDecimal(value).toPlainString())
        : Optional.empty();
  }
}
