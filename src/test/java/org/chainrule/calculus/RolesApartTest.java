package org.chainrule.calculus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chainrule.Chainrule;
import org.chainrule.RandomExpressions;
import org.chainrule.Written;
import org.chainrule.engine.Interpreter;
import org.chainrule.engine.Values;
import org.chainrule.engine.Variation;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;
import org.chainrule.value.Matrix;
import org.junit.jupiter.api.Test;

/** Roles that are nodes of their own: each can be replaced without another one; by hand. */
final class RolesApartTest {
  private record At(Circuit circuit, Roles roles, Matrix[] inputs) {
    static At of(String text, Map<String, String> point) {
      Map<String, Matrix> values = new LinkedHashMap<>();
      point.forEach((name, value) -> values.put(name, Written.matrix(value)));
      return at(Chainrule.parse(text).workings().circuit().shaped(values), values);
    }

    static At at(Circuit circuit, Map<String, Matrix> values) {
      Graph graph = circuit.graph();
      BitSet by = new BitSet();
      for (int node = 0; node < graph.size(); node++) {
        by.set(node, graph.isInput(node));
      }
      return new At(
          circuit,
          ChainRule.apart(graph, circuit.output(), by),
          graph.inputs().stream().map(values::get).toArray(Matrix[]::new));
    }

    int node(String name) {
      return circuit.nodes().get(name);
    }

    Variation variation() {
      return Variation.of(roles, inputs);
    }
  }

  /** In f = x/y + r the local of x is 1/y, and so is r. */
  @Test
  void aWrongValueDoesNotCondemnARightLocal() {
    At at = At.of("q = x/y; r = 1/y; f = q + r", Map.of("x", "3", "y", "4"));
    Variation variation = at.variation();
    int q = at.node("q");
    variation.replace(at.node("r"), Matrix.scalar(99));
    assertThat(variation.number(at.roles().local(q, 0))).isEqualTo(0.25);
    assertThat(variation.number(at.roles().upstream(at.node("x")))).isEqualTo(0.25);
    variation.clear().replace(at.roles().local(q, 0), Matrix.scalar(5));
    assertThat(variation.number(at.node("r"))).isEqualTo(0.25);
    assertThat(variation.number(at.roles().upstream(at.node("x")))).isEqualTo(5);
  }

  /** (x + y)*z: the two locals of + are 1, and everything that passes through is a role. */
  @Test
  void equalNumbersAreDifferentRoles() {
    At at = At.of("q = x + y; f = q*z", Map.of("x", "-2", "y", "5", "z", "-4"));
    int q = at.node("q");
    Variation variation = at.variation();
    variation.replace(at.roles().local(q, 0), Matrix.scalar(7));
    assertThat(variation.number(at.roles().upstream(at.node("x")))).isEqualTo(-28);
    assertThat(variation.number(at.roles().upstream(at.node("y")))).isEqualTo(-4);
    variation.clear().replace(at.roles().downstream(q, 1), Matrix.scalar(3));
    assertThat(variation.number(at.roles().upstream(at.node("y")))).isEqualTo(3);
    assertThat(variation.number(at.roles().upstream(q))).isEqualTo(-4);
    variation.clear().replace(at.roles().upstream(at.node("f")), Matrix.scalar(-12));
    assertThat(variation.number(at.roles().upstream(at.node("y")))).isEqualTo(48);
    variation.clear().replace(q, Matrix.scalar(7));
    assertThat(variation.number(at.roles().upstream(at.node("z")))).isEqualTo(7);
    assertThat(variation.number(at.node("f"))).isEqualTo(-28);
  }

  /** step(log(x)) at 0: the gradient is 0 though 1/x is infinite, until somebody claims another. */
  @Test
  void aStructuralZeroStaysZeroUnlessItIsReplaced() {
    At at = At.of("q = log(x); f = step(q)", Map.of("x", "0"));
    int q = at.node("q");
    int f = at.node("f");
    int x = at.roles().upstream(at.node("x"));
    Variation variation = at.variation();
    assertThat(variation.number(x)).isZero();
    assertThat(variation.replace(q, Matrix.scalar(2)).number(x)).isZero();
    variation.clear().replace(at.roles().upstream(f), Matrix.scalar(9));
    assertThat(variation.number(x)).isZero();
    variation.clear().replace(at.roles().local(f, 0), Matrix.scalar(2));
    assertThat(variation.number(x)).isEqualTo(Double.POSITIVE_INFINITY);
    variation.clear().replace(at.roles().upstream(q), Matrix.scalar(3));
    assertThat(variation.number(x)).isEqualTo(Double.POSITIVE_INFINITY);
    variation.replace(at.roles().local(q, 0), Matrix.scalar(0.5));
    assertThat(variation.number(x)).isEqualTo(1.5);
  }

  /** y*sqrt(x) at 0, 0 is 0 times infinity; behind a choice that is not taken it is 0. */
  @Test
  void masksAreThoseOfTheTrace() {
    At plain = At.of("f = y*sqrt(x)", Map.of("x", "0", "y", "0"));
    assertThat(plain.variation().number(plain.roles().upstream(plain.node("x")))).isNaN();
    At masked = At.of("s = sqrt(x); f = where(x > 0, s, 1)", Map.of("x", "0"));
    int x = masked.roles().upstream(masked.node("x"));
    Variation variation = masked.variation();
    assertThat(variation.number(x)).isZero();
    variation.replace(masked.roles().upstream(masked.node("f")), Matrix.scalar(5));
    assertThat(variation.number(x)).isZero();
    variation.replace(masked.roles().local(masked.node("s"), 0), Matrix.scalar(7));
    assertThat(variation.number(x)).isZero();
  }

  /** Behind a choice that is not taken 0 times an infinite entry is 0, until the 0 is replaced. */
  @Test
  void masksOfMatricesAreThoseOfTheTrace() {
    At at =
        At.of(
            "A = [log(x), 1]; B = A' @ V; f = where(x > 0, sum(B), 1)",
            Map.of("x", "0", "V", "1, 2; 3, 4"));
    int toV = at.roles().upstream(at.node("V"));
    Matrix nothing = Written.matrix("0, 0; 0, 0");
    Variation variation = at.variation();
    assertThat(variation.get(toV)).isEqualTo(nothing);
    variation.replace(at.node("A"), Written.matrix("Infinity; 1"));
    assertThat(variation.get(toV)).isEqualTo(nothing);
    variation.clear().replace(at.node("A"), Written.matrix("2; 1"));
    variation.replace(at.roles().upstream(at.node("B")), Written.matrix("5, 0"));
    assertThat(variation.get(toV)).as("A @ up").isEqualTo(Written.matrix("10, 0; 5, 0"));
  }

  /** An infinite gradient goes to the entry that is largest now, and none to the others. */
  @Test
  void theLargestEntryGetsTheWholeUpstream() {
    At at = At.of("m = max(A); f = log(m)", Map.of("A", "0; -1"));
    int toA = at.roles().upstream(at.node("A"));
    Variation variation = at.variation();
    assertThat(variation.get(toA)).isEqualTo(Written.matrix("Infinity; 0"));
    variation.replace(at.node("A"), Written.matrix("-1; 0"));
    assertThat(variation.get(toA)).isEqualTo(Written.matrix("0; Infinity"));
    variation.clear().replace(at.roles().upstream(at.node("m")), Matrix.scalar(3));
    assertThat(variation.get(toA)).isEqualTo(Written.matrix("3; 0"));
  }

  @Test
  void aMatrixIsReplacedWholeOrByItsEntries() {
    At at = At.of("h = W @ x; f = sum(h^2)", Map.of("W", "1, 2; 3, 4", "x", "1; 1"));
    int up = at.roles().upstream(at.node("h"));
    int toX = at.roles().upstream(at.node("x"));
    Variation variation = at.variation();
    assertThat(variation.get(up)).isEqualTo(Written.matrix("6; 14"));
    assertThat(variation.get(toX)).as("W' @ up").isEqualTo(Written.matrix("48; 68"));
    variation.replace(up, Written.matrix("1; 10"));
    assertThat(variation.get(toX)).isEqualTo(Written.matrix("31; 42"));
    variation.clear().replace(up, 0, 0);
    assertThat(variation.get(toX)).isEqualTo(Written.matrix("42; 56"));
    variation.clear().replace(at.node("h"), 0, -3);
    assertThat(variation.get(up)).isEqualTo(Written.matrix("-6; 14"));
  }

  /**
   * The own nodes of roles tell the same function as the shared ones: where the inputs are replaced
   * by those of another point, every role has the number of the trace there, but for rounding. Not
   * where a gate has no value at all at either point, for which there is nothing to follow from.
   */
  @Test
  void whereInputsAreReplacedEveryRoleHasTheNumberOfTheTraceThere() {
    List<String> breaches = new ArrayList<>();
    int compared = 0;
    for (long seed = 0; seed < 2_000; seed++) {
      String text = "f = x - (" + new RandomExpressions(seed).over(GATES, 8) + ")";
      Circuit circuit = Chainrule.parse(text).workings().circuit();
      Random random = new Random(seed);
      At here = At.at(circuit, point(circuit, random));
      At there = At.at(circuit, point(circuit, random));
      Variation variation = here.variation();
      Graph graph = circuit.graph();
      for (int node = 0; node < graph.size(); node++) {
        if (graph.isInput(node)) {
          variation.replace(node, there.inputs()[graph.input(node)]);
        }
      }
      Roles roles = here.roles();
      Values expected = Interpreter.evaluate(roles.graph(), there.inputs());
      boolean defined = true;
      for (int node = 0; node < graph.size(); node++) {
        defined &= !Double.isNaN(expected.number(node));
        defined &= !Double.isNaN(variation.point().number(node));
      }
      int[] read = defined ? roles.read() : new int[0];
      for (int node = 0; node < read.length; node++) {
        if (read[node] != node) {
          compared++;
          double found = variation.number(node);
          double right = expected.number(read[node]);
          boolean close =
              found == right
                  || Math.abs(found - right) <= 1e-12 * Math.abs(right)
                  || Double.isNaN(found) && Double.isNaN(right);
          if (!close) {
            breaches.add("seed " + seed + ": " + text + " gives " + found + " for " + right);
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(30_000);
    assertThat(breaches).isEmpty();
  }

  private static final List<Gate> GATES =
      Gate.all().stream().filter(gate -> gate.spec().isEntrywise()).toList();

  private static final double[] NICE = {0, 1, -1, 2, -2, 0.5, -0.5, 3, 0.25, 4};

  private static Map<String, Matrix> point(Circuit circuit, Random random) {
    Map<String, Matrix> point = new LinkedHashMap<>();
    for (String name : circuit.graph().inputs()) {
      point.put(name, Matrix.scalar(NICE[random.nextInt(NICE.length)]));
    }
    return point;
  }
}
