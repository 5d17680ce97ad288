package org.chainrule.homework;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.engine.RunningError;
import org.chainrule.engine.RunningError.Measured;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;
import org.chainrule.parse.TextParser;
import org.chainrule.value.Rational;

/**
 * Points at which functions are compared, the nicest first: small numbers, all different, all
 * equal, and in combinations; where a gate turns, and on both sides of that; then random ones of
 * both signs and several magnitudes. All but the random ones are exact fractions.
 */
final class SamplePoints {
  private static final List<Rational> NICE =
      fractions("1", "2", "-1", "3", "0.5", "-2", "0", "-0.5", "4", "-3", "5", "10");
  private static final List<Rational> GRID = fractions("-1", "0", "2", "0.5", "1", "-2");
  private static final List<Rational> AROUND =
      fractions("0", "1", "-1", "0.25", "-0.25", "2", "-2", "5", "-5", "0.5", "-0.5", "20", "-20");
  private static final int MOST_COMBINATIONS = 216;
  private static final int MOST_TURNS = 40;
  private static final int RANDOM = 1_500;
  private static final double[] SCALES = {1, 3, 0.1, 10, 0.01, 100};

  private final List<String> names;
  private final Random random;

  /** Points of these inputs; equal seeds give equal points. */
  SamplePoints(List<String> names, long seed) {
    this.names = names;
    this.random = new Random(seed);
  }

  private static List<Rational> fractions(String... numbers) {
    List<Rational> fractions = new ArrayList<>();
    for (String number : numbers) {
      fractions.add(Rational.parse(number).orElseThrow());
    }
    return List.copyOf(fractions);
  }

  /** All points for some functions, each once. */
  List<Map<String, Measured>> of(List<Circuit> functions) {
    Set<Map<String, Rational>> exact = new LinkedHashSet<>(nice());
    List<Map<String, Rational>> bases = List.copyOf(exact).subList(0, Math.min(3, exact.size()));
    exact.addAll(combinations());
    Set<Map<String, Rational>> turns = new LinkedHashSet<>();
    for (Circuit function : functions) {
      for (Map<String, Rational> base : bases) {
        turns(function, base, turns);
      }
    }
    exact.addAll(turns);
    List<Map<String, Measured>> points = new ArrayList<>();
    for (Map<String, Rational> each : exact) {
      points.add(measured(each));
    }
    for (int i = 0; i < RANDOM && !names.isEmpty(); i++) {
      points.add(random(i));
    }
    return points;
  }

  private static Map<String, Measured> measured(Map<String, Rational> point) {
    Map<String, Measured> measured = new LinkedHashMap<>();
    point.forEach((name, value) -> measured.put(name, Measured.exactly(value)));
    return measured;
  }

  /** Every input another number, then all the same. */
  private List<Map<String, Rational>> nice() {
    List<Map<String, Rational>> points = new ArrayList<>();
    for (int shift : new int[] {1, 0}) {
      for (int first = 0; first < NICE.size(); first++) {
        Map<String, Rational> point = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
          point.put(names.get(i), NICE.get((first + i * shift) % NICE.size()));
        }
        points.add(point);
      }
    }
    return points;
  }

  /** All of them where they are few. */
  private List<Map<String, Rational>> combinations() {
    double all = Math.pow(GRID.size(), names.size());
    int count = (int) Math.min(all, MOST_COMBINATIONS);
    List<Map<String, Rational>> points = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      int rest = index;
      Map<String, Rational> point = new LinkedHashMap<>();
      for (String name : names) {
        int digit = all <= count ? rest % GRID.size() : random.nextInt(GRID.size());
        point.put(name, GRID.get(digit));
        rest /= GRID.size();
      }
      points.add(point);
    }
    return points;
  }

  private Map<String, Measured> random(int index) {
    Map<String, Measured> point = new LinkedHashMap<>();
    boolean positive = index % 3 == 0;
    for (String name : names) {
      int jump = index % 5 == 0 ? random.nextInt(SCALES.length) : 0;
      double size = SCALES[(index / 3 + jump) % SCALES.length] * (0.05 + random.nextDouble());
      point.put(name, Measured.of(positive || random.nextBoolean() ? size : -size));
    }
    return point;
  }

  // ---- where gates turn ----

  /**
   * Moves one input of a point at a time to where a gate turns, as a straight line through two
   * values tells, and some way beyond.
   */
  private void turns(
      Circuit function, Map<String, Rational> base, Set<Map<String, Rational>> turns) {
    List<Optional<Rational>> before = deciding(function, base);
    if (before.isEmpty()) {
      return;
    }
    for (String name : names) {
      Map<String, Rational> next = new LinkedHashMap<>(base);
      base.get(name).plus(Rational.ONE).ifPresent(moved -> next.put(name, moved));
      List<Optional<Rational>> after = deciding(function, next);
      for (int i = 0; i < before.size() && turns.size() < MOST_TURNS * AROUND.size(); i++) {
        Optional<Rational> here = before.get(i);
        Optional<Rational> slope = after.get(i).flatMap(then -> here.flatMap(then::minus));
        Optional<Rational> at =
            slope.flatMap(rise -> here.flatMap(d -> d.over(rise)).flatMap(base.get(name)::minus));
        for (Rational distance : at.isPresent() ? AROUND : List.<Rational>of()) {
          at.get()
              .plus(distance)
              .ifPresent(
                  there -> {
                    Map<String, Rational> turn = new LinkedHashMap<>(base);
                    turn.put(name, there);
                    turns.add(turn);
                  });
        }
      }
    }
  }

  /** For each gate that turns somewhere what is 0 there, exactly; empty where that is unknown. */
  private static List<Optional<Rational>> deciding(Circuit function, Map<String, Rational> point) {
    Graph graph = function.graph();
    RunningError values = new RunningError(graph, function.output());
    Map<String, Measured> inputs = measured(point);
    values.at(name -> inputs.getOrDefault(name, Measured.of(Double.NaN)));
    List<Optional<Rational>> deciding = new ArrayList<>();
    for (int node : values.nodes()) {
      if (!graph.isGate(node)) {
        continue;
      }
      GateSpec gate = graph.gate(node).spec();
      if (graph.gate(node) == Gate.WHERE || graph.gate(node) == Gate.MASKED) {
        deciding.add(values.of(graph.first(node)).exact());
      }
      for (GateSpec.Kink kink : gate.kinks()) {
        deciding.add(
            difference(
                TextParser.expression(kink.where()),
                slot -> values.of(graph.operand(node, slot)).exact(),
                gate.parameters()));
      }
    }
    return deciding;
  }

  /** An operand, or the difference of two. */
  private static Optional<Rational> difference(
      Expr where,
      java.util.function.IntFunction<Optional<Rational>> operand,
      List<String> parameters) {
    if (where instanceof Expr.Name name && parameters.contains(name.name())) {
      return operand.apply(parameters.indexOf(name.name()));
    }
    if (where instanceof Expr.Apply apply && apply.gate() == Gate.SUB) {
      Optional<Rational> left = difference(apply.operands().get(0), operand, parameters);
      Optional<Rational> right = difference(apply.operands().get(1), operand, parameters);
      return left.flatMap(a -> right.flatMap(a::minus));
    }
    return Optional.empty();
  }
}
