package org.chainrule.homework;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.algebra.Assumptions;
import org.chainrule.algebra.Proof;
import org.chainrule.ast.Expr;
import org.chainrule.engine.Calculator;
import org.chainrule.engine.RunningError;
import org.chainrule.engine.RunningError.Measured;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;
import org.chainrule.parse.TextParser;
import org.chainrule.source.Cancellation;
import org.chainrule.value.Digits;

/**
 * Whether two formulas are the same function: refuted by a point, proved by normal form, or
 * undecided. Points come first, so that nothing is called proved that a point contradicts.
 *
 * <p>A point counts where both formulas have a finite value and rounding could not make the
 * difference. Where only one has a value they do not differ: the verdict speaks of the places where
 * both are defined, and the outcome carries such a point to be told.
 */
public final class Equality {
  /** What was found. */
  public enum Decision {
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
   * @param point where they differ, or where only one of them has a value; empty otherwise
   * @param left value of the first there
   * @param right value of the second there
   * @param points how many points were compared
   */
  public record Outcome(
      Decision verdict, Map<String, Measured> point, double left, double right, int points) {

    /** The point in words: {@code x = 1/3, y = 2}; what is exact and short is written in full. */
    public String place(Digits digits) {
      List<String> parts = new ArrayList<>();
      point.forEach(
          (name, value) -> {
            String exact =
                value.exact().map(each -> each.decimal().orElse(each.toString())).orElse("");
            boolean known = !exact.isEmpty() && exact.length() <= MOST_LETTERS;
            parts.add(name + " = " + (known ? exact : digits.format(value.value())));
          });
      return String.join(", ", parts);
    }
  }

  private static final int MOST_LETTERS = 12;
  private static final int FEWEST_POINTS = 12;
  private static final int ENOUGH_POINTS = 500;

  /** Nodes that are measured, over all points. */
  private static final long MOST_WORK = 4_000_000;

  private static final double[] NONE = {};

  private final Circuit left;
  private final Circuit right;
  private final List<Circuit> conditions;
  private final boolean atKinks;
  private final List<String> names = new ArrayList<>();
  private final Map<Circuit, RunningError> measures = new LinkedHashMap<>();
  private final Map<String, Expr> kinks = new LinkedHashMap<>();
  private Assumptions signs = Assumptions.NONE;
  private int compared;

  /** The first point where only one has a value. */
  private Outcome lone = new Outcome(Decision.UNDECIDED, Map.of(), 0, 0, 0);

  private Equality(Circuit left, Circuit right, List<Circuit> conditions, boolean atKinks) {
    this.left = left;
    this.right = right;
    this.conditions = conditions;
    this.atKinks = atKinks;
    Set<String> all = new LinkedHashSet<>();
    for (Circuit circuit : circuits()) {
      all.addAll(circuit.sheet().inputs());
      measures.put(circuit, new RunningError(circuit.graph(), circuit.output()));
    }
    names.addAll(all);
  }

  private List<Circuit> circuits() {
    List<Circuit> all = new ArrayList<>(List.of(left, right));
    all.addAll(conditions);
    return all;
  }

  /**
   * Compares the outputs of two circuits of numbers, at kinks, ties and zeros too.
   *
   * @param conditions circuits whose output must not be 0 at a point that counts; what they say of
   *     signs the proof may use
   */
  public static Outcome of(Circuit left, Circuit right, List<Circuit> conditions) {
    List<Expr> written = new ArrayList<>();
    conditions.forEach(each -> each.written().ifPresent(written::add));
    return new Equality(left, right, conditions, true).orProof(() -> Assumptions.of(written));
  }

  /**
   * Compares derivatives: not where a gate has a kink, for what a derivative is there is a
   * convention.
   */
  public static Outcome awayFromKinks(Circuit left, Circuit right) {
    return awayFromKinks(left, right, Assumptions.NONE);
  }

  /** The same only where inputs have these signs, positive or negative. */
  static Outcome awayFromKinks(Circuit left, Circuit right, Assumptions signs) {
    Equality equality = new Equality(left, right, List.of(), false);
    equality.signs = signs;
    return equality.orProof(() -> signs);
  }

  /** Compares only by points, and not where a gate has a kink. */
  public static Outcome bySamples(Circuit left, Circuit right) {
    return new Equality(left, right, List.of(), false).sample();
  }

  private Outcome orProof(java.util.function.Supplier<Assumptions> assumptions) {
    Outcome found = sample();
    boolean proved =
        found.verdict() != Decision.REFUTED
            && Proof.areEqual(
                left.graph(), left.output(), right.graph(), right.output(), assumptions.get());
    return proved
        ? new Outcome(Decision.PROVED, found.point(), found.left(), found.right(), found.points())
        : found;
  }

  private Outcome sample() {
    long size = 0;
    for (RunningError each : measures.values()) {
      size += each.size();
    }
    long most = Math.max(FEWEST_POINTS * 4, MOST_WORK / size);
    long seed = (left.sheet().inputs() + "|" + right.sheet().inputs()).hashCode();
    for (Map<String, Measured> any : new SamplePoints(names, seed).of(circuits())) {
      Map<String, Measured> point = signs.signs().isEmpty() ? any : turned(any);
      if (compared >= ENOUGH_POINTS || most-- == 0) {
        break;
      }
      Cancellation.check();
      double[] both = compare(point);
      if (both.length > 0) {
        return new Outcome(Decision.REFUTED, point, both[0], both[1], compared);
      }
    }
    boolean few = compared < Math.min(FEWEST_POINTS, names.isEmpty() ? 1 : FEWEST_POINTS);
    Decision verdict = few ? Decision.UNDECIDED : Decision.AGREE;
    return new Outcome(verdict, lone.point(), lone.left(), lone.right(), compared);
  }

  /** A point turned to where its inputs have the signs that they are to have. */
  private Map<String, Measured> turned(Map<String, Measured> point) {
    Map<String, Measured> turned = new LinkedHashMap<>(point);
    signs
        .signs()
        .forEach(
            (name, sign) -> {
              boolean negative = sign == Assumptions.Sign.NEGATIVE;
              turned.computeIfPresent(
                  name, (same, x) -> x.value() < 0 == negative ? x : x.negated());
            });
    return turned;
  }

  /** Both values where they differ; nothing where they agree or the point does not count. */
  private double[] compare(Map<String, Measured> point) {
    for (Circuit condition : conditions) {
      Measured holds = measure(condition, point);
      if (!(Math.abs(holds.value()) > holds.error())) {
        return NONE;
      }
    }
    Measured a = measure(left, point);
    Measured b = measure(right, point);
    double x = a.value();
    double y = b.value();
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      if (lone.point().isEmpty() && isLone(point, a, b)) {
        lone = new Outcome(Decision.UNDECIDED, point, x, y, 0);
      }
      return NONE;
    }
    if (!atKinks && (atKink(left) || atKink(right))) {
      return NONE;
    }
    if (a.exact().isPresent() && b.exact().isPresent()) {
      compared++;
      return a.exact().equals(b.exact()) ? NONE : new double[] {x, y};
    }
    double size = Math.max(Math.abs(x), Math.abs(y));
    double slack = 1e-9 * size + 8 * (a.error() + b.error());
    if (!(slack <= 1e-3 * size) && size > 0 || Double.isInfinite(slack)) {
      return NONE;
    }
    compared++;
    return Math.abs(x - y) <= slack ? NONE : new double[] {x, y};
  }

  private Measured measure(Circuit circuit, Map<String, Measured> point) {
    RunningError values = measures.get(circuit);
    values.at(name -> point.getOrDefault(name, Measured.of(Double.NaN)));
    return values.of(circuit.output());
  }

  /** Whether one surely has a value at a small exact point, and the other none. */
  private static boolean isLone(Map<String, Measured> point, Measured a, Measured b) {
    boolean small =
        point.values().stream()
            .allMatch(each -> each.exact().isPresent() && Math.abs(each.value()) <= 4);
    Measured there = Double.isFinite(a.value()) ? a : b;
    return small && Math.abs(there.value()) < 1e15 && Double.isFinite(there.error());
  }

  private boolean atKink(Circuit circuit) {
    Graph graph = circuit.graph();
    RunningError values = measures.get(circuit);
    for (int node : values.nodes()) {
      if (!graph.isGate(node) || graph.gate(node).spec().kinks().isEmpty()) {
        continue;
      }
      GateSpec gate = graph.gate(node).spec();
      Map<String, Double> operands = new LinkedHashMap<>();
      for (int slot = 0; slot < graph.arity(node); slot++) {
        operands.put(gate.parameters().get(slot), values.of(graph.operand(node, slot)).value());
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
}
