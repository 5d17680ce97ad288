package org.chainrule.homework;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.chainrule.algebra.Proof;
import org.chainrule.ast.Expr;
import org.chainrule.engine.Calculator;
import org.chainrule.engine.Interpreter;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.parse.TextParser;

/**
 * Whether two formulas are the same function: proved by normal form, refuted by a point, or
 * undecided. Points are of both signs and several magnitudes, the nicest first, and on every side
 * of a branch; where rounding could make the difference nothing is concluded.
 */
public final class Equality {
  /** What was found. */
  public enum Verdict {
    /** The same function wherever both are defined. */
    PROVED,
    /** They differ at a point. */
    REFUTED,
    /** They agree at every point that was tried, but nothing proves it. */
    AGREE,
    /** Too few points where both are defined. */
    UNDECIDED
  }

  /**
   * The outcome.
   *
   * @param verdict what was found
   * @param point where they differ; empty otherwise
   * @param left value of the first there
   * @param right value of the second there
   * @param points how many points were compared
   */
  public record Outcome(
      Verdict verdict, Map<String, Double> point, double left, double right, int points) {}

  private static final double[] NICE = {1, 2, -1, 3, 0.5, -2, 0, -0.5, 4, -3, 5, 10};
  private static final int NICE_POINTS = 144;
  private static final int RANDOM_POINTS = 1_500;
  private static final int FEWEST_POINTS = 12;
  private static final int ENOUGH_POINTS = 400;

  private final Circuit left;
  private final Circuit right;
  private final List<Circuit> conditions;
  private final List<String> names = new ArrayList<>();
  private final Map<String, Expr> kinks = new LinkedHashMap<>();
  private int compared;

  private Equality(Circuit left, Circuit right, List<Circuit> conditions) {
    this.left = left;
    this.right = right;
    this.conditions = conditions;
    Set<String> all = new LinkedHashSet<>(left.sheet().inputs());
    all.addAll(right.sheet().inputs());
    names.addAll(all);
  }

  /**
   * Compares the outputs of two circuits of numbers.
   *
   * @param conditions circuits whose output must not be 0 at a point that counts
   */
  public static Outcome of(Circuit left, Circuit right, List<Circuit> conditions) {
    if (Proof.areEqual(left.graph(), left.output(), right.graph(), right.output())) {
      return new Outcome(Verdict.PROVED, Map.of(), 0, 0, 0);
    }
    return new Equality(left, right, conditions).sample(Map.of());
  }

  /** Compares only by points, of which {@code first} is the first, if it is not empty. */
  public static Outcome bySamples(
      Circuit left, Circuit right, List<Circuit> conditions, Map<String, Double> first) {
    return new Equality(left, right, conditions).sample(first);
  }

  private Outcome sample(Map<String, Double> first) {
    Random random = new Random((left.sheet().inputs() + "|" + right.sheet().inputs()).hashCode());
    for (int i = -1; i < NICE_POINTS + RANDOM_POINTS && compared < ENOUGH_POINTS; i++) {
      Map<String, Double> point =
          i < 0 ? first : i < NICE_POINTS ? nice(i) : random(random, i - NICE_POINTS);
      if (names.size() == 1 && i >= NICE.length && i < NICE_POINTS) {
        continue;
      }
      if (i < 0 && !first.keySet().containsAll(names)) {
        continue;
      }
      double[] both = compare(point);
      if (both.length > 0) {
        return new Outcome(Verdict.REFUTED, point, both[0], both[1], compared);
      }
      if (names.isEmpty() && i >= 0) {
        return new Outcome(Verdict.AGREE, Map.of(), 0, 0, compared);
      }
    }
    Verdict verdict = compared < FEWEST_POINTS ? Verdict.UNDECIDED : Verdict.AGREE;
    return new Outcome(verdict, Map.of(), 0, 0, compared);
  }

  /** Small numbers: first all different, then in every combination. */
  private Map<String, Double> nice(int index) {
    Map<String, Double> point = new LinkedHashMap<>();
    int rest = index;
    for (int i = 0; i < names.size(); i++) {
      int digit = names.size() == 1 ? rest % NICE.length : (rest + i) % NICE.length;
      point.put(names.get(i), NICE[digit]);
      rest = names.size() == 1 ? rest : rest / NICE.length * 7 + rest % 5;
    }
    return point;
  }

  private Map<String, Double> random(Random random, int index) {
    Map<String, Double> point = new LinkedHashMap<>();
    boolean positive = index % 3 == 0;
    double[] scales = {1, 3, 0.1, 10, 0.01, 100};
    for (String name : names) {
      double scale = scales[(index / 3 + (index % 5 == 0 ? random.nextInt(6) : 0)) % scales.length];
      double size = scale * (0.05 + random.nextDouble());
      point.put(name, positive || random.nextBoolean() ? size : -size);
    }
    return point;
  }

  /** Both values where they differ; nothing where they agree or the point does not count. */
  private double[] compare(Map<String, Double> point) {
    for (Circuit condition : conditions) {
      double[] values = evaluate(condition, point);
      if (!(values[condition.output()] != 0)) {
        return NONE;
      }
    }
    double[] a = evaluate(left, point);
    double[] b = evaluate(right, point);
    double x = a[left.output()];
    double y = b[right.output()];
    if (!Double.isFinite(x) || !Double.isFinite(y) || atKink(left, a) || atKink(right, b)) {
      return NONE;
    }
    double largest = Math.max(largest(left, a), largest(right, b));
    double size = Math.max(Math.abs(x), Math.abs(y));
    double slack =
        1e-9 * size
            + 1e-13 * largest
            + 100 * (unsteady(left, point, x) + unsteady(right, point, y));
    if (slack > 1e-3 * size && size > 0) {
      return NONE;
    }
    compared++;
    return Math.abs(x - y) <= slack ? NONE : new double[] {x, y};
  }

  /** How much the value changes with the last digits of the point: what rounding may do to it. */
  private static double unsteady(Circuit circuit, Map<String, Double> point, double value) {
    Map<String, Double> moved = new LinkedHashMap<>(point);
    moved.replaceAll((name, x) -> x * (1 + 1e-15));
    double change = Math.abs(evaluate(circuit, moved)[circuit.output()] - value);
    return Double.isFinite(change) ? change : Double.MAX_VALUE / 1e6;
  }

  private static final double[] NONE = {};

  private double largest(Circuit circuit, double[] values) {
    boolean[] reachable = circuit.graph().reachable(circuit.output());
    double largest = 0;
    for (int node = 0; node < reachable.length; node++) {
      double size = Math.abs(values[node]);
      largest = reachable[node] && size < 1e300 ? Math.max(largest, size) : largest;
    }
    return largest;
  }

  private boolean atKink(Circuit circuit, double[] values) {
    Graph graph = circuit.graph();
    for (int node = 0; node <= circuit.output(); node++) {
      if (!graph.isGate(node) || graph.gate(node).spec().kinks().isEmpty()) {
        continue;
      }
      GateSpec gate = graph.gate(node).spec();
      Map<String, Double> operands = new LinkedHashMap<>();
      for (int slot = 0; slot < graph.arity(node); slot++) {
        operands.put(gate.parameters().get(slot), values[graph.operand(node, slot)]);
      }
      for (GateSpec.Kink kink : gate.kinks()) {
        Expr where = kinks.computeIfAbsent(kink.where(), TextParser::expression);
        if (gate.isEntrywise() && Calculator.evaluate(where, operands) == 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static double[] evaluate(Circuit circuit, Map<String, Double> point) {
    List<String> inputs = circuit.graph().inputs();
    double[] values = new double[inputs.size()];
    for (int i = 0; i < values.length; i++) {
      Constant given = circuit.givens().get(inputs.get(i));
      Double value = point.get(inputs.get(i));
      values[i] = value != null ? value : given != null ? given.value() : Double.NaN;
    }
    return Interpreter.evaluate(circuit.graph(), values);
  }
}
