package org.chainrule.calculus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.Point;
import org.chainrule.engine.Interpreter;
import org.chainrule.engine.Variation;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;
import org.chainrule.trace.Verification;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Laws of gates on matrices and of broadcasting: a pullback is the transpose of the derivative,
 * &lt;v, J u&gt; = &lt;J' v, u&gt;, where J u is taken as a difference of the forward computation.
 */
final class MatrixLawsTest {
  private static final int GRID = 40;

  /** An expression and the shapes of its inputs, {@code A 3x2}. */
  record Case(String text, List<String> inputs) {
    static Case of(String text, String... inputs) {
      return new Case(text, List.of(inputs));
    }
  }

  static Stream<Case> wholeGates() {
    return Stream.of(
        Case.of("A @ B", "A 3x2", "B 2x4"),
        Case.of("A @ x", "A 3x2", "x 2x1"),
        Case.of("x @ y'", "x 3x1", "y 4x1"),
        Case.of("x' @ y", "x 3x1", "y 3x1"),
        Case.of("A'", "A 3x2"),
        Case.of("[a, b; c, d]", "a 1x1", "b 1x1", "c 1x1", "d 1x1"),
        Case.of("[x; y]", "x 2x1", "y 3x1"),
        Case.of("[A, x; y', z]", "A 2x3", "x 2x1", "y 3x1", "z 1x1"),
        Case.of("[[x, y]]", "x 3x1", "y 3x1"),
        Case.of("A[2, 3]", "A 3x4"),
        Case.of("A[2, :]", "A 3x4"),
        Case.of("A[:, 3]", "A 3x4"),
        Case.of("x[2]", "x 3x1"),
        Case.of("(x')[2]", "x 3x1"),
        Case.of("sum(A)", "A 3x2"),
        Case.of("mean(A)", "A 3x2"),
        Case.of("norm(A)", "A 3x2"),
        Case.of("dot(A, B)", "A 3x2", "B 3x2"),
        Case.of("max(A)", "A 3x2"),
        Case.of("min(A)", "A 3x2"),
        Case.of("rowsum(A)", "A 3x2"),
        Case.of("colsum(A)", "A 3x2"),
        Case.of("trace(A)", "A 3x3"),
        Case.of("diag(A)", "A 3x3"),
        Case.of("diag(x)", "x 3x1"),
        Case.of("softmax(s)", "s 4x1"),
        Case.of("softmax(S)", "S 4x3"),
        Case.of("logsumexp(s)", "s 4x1"),
        Case.of("logsumexp(S)", "S 4x3"),
        Case.of("cross_entropy(s, y)", "s 4x1", "y 4x1"),
        Case.of("cross_entropy(S, Y)", "S 4x3", "Y 4x3"),
        Case.of("cross_entropy(s, 2)", "s 4x1"),
        Case.of("cross_entropy(S, [[1, 4, 2]])", "S 4x3"),
        Case.of("onehot(y, s)", "y 4x1", "s 4x1"),
        Case.of("if_like(u, y)", "u 3x1", "y 3x1"),
        Case.of("if_like(u, y)", "u 3x1", "y 1x1"),
        Case.of("rows_of(A)*columns_of(A)*size_of(A)", "A 3x2"),
        Case.of("spread_like(u, A)", "u 1x1", "A 3x2"),
        Case.of("spread_like(u, A)", "u 3x1", "A 3x2"),
        Case.of("spread_like(u, A)", "u 1x2", "A 3x2"),
        Case.of("sum_like(A, u)", "u 1x1", "A 3x2"),
        Case.of("sum_like(A, u)", "u 3x1", "A 3x2"),
        Case.of("sum_like(A, u)", "u 1x2", "A 3x2"),
        Case.of("block_like(A, 2, B)", "A 3x4", "B 2x2"),
        Case.of("place_in(B, 6, A)", "A 3x4", "B 2x2"),
        Case.of("first_equal(A, v)", "A 3x4", "v 1x1"));
  }

  /** Every gate of several operands with every way in which shapes can be repeated. */
  static Stream<Case> broadcasts() {
    List<String> shapes = List.of("3x2", "1x1", "3x1", "1x2");
    List<Case> cases = new ArrayList<>();
    for (String a : shapes) {
      cases.add(Case.of("sigmoid(A)*exp(-A)", "A " + a));
      for (String b : shapes) {
        for (String text :
            List.of(
                "A + B",
                "A - B",
                "A*B",
                "A/(3 + B)",
                "(3 + A)^B",
                "max(A, B)",
                "atan2(A, 4 + B)")) {
          cases.add(Case.of(text, "A " + a, "B " + b));
        }
        for (String c : shapes) {
          cases.add(Case.of("where(C > 0, A, B)", "A " + a, "B " + b, "C " + c));
        }
      }
    }
    return cases.stream();
  }

  private static Matrix random(Shape shape, Random random) {
    return Matrix.over(shape, random.doubles(shape.size(), -1, 1).toArray());
  }

  /** No two entries are near each other, and none is near 0: differences must not meet a kink. */
  private static Map<String, Matrix> point(Case law, Random random) {
    Map<String, Matrix> point = new LinkedHashMap<>();
    List<Double> grid = new ArrayList<>();
    for (int i = 0; i < GRID; i++) {
      grid.add(-0.9 + 1.8 * (i + 0.3) / GRID);
    }
    Collections.shuffle(grid, random);
    Iterator<Double> entries = grid.iterator();
    for (String input : law.inputs()) {
      String[] parts = input.split("[ x](?=\\d)");
      Shape shape = new Shape(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
      double[] values = new double[shape.size()];
      Arrays.setAll(values, i -> entries.next());
      point.put(parts[0], Matrix.over(shape, values));
    }
    return point;
  }

  private static Matrix moved(Matrix at, Matrix direction, double step) {
    double[] entries = at.toArray();
    for (int i = 0; i < entries.length; i++) {
      entries[i] += step * direction.entry(i);
    }
    return Matrix.over(at.shape(), entries);
  }

  @ParameterizedTest
  @MethodSource({"wholeGates", "broadcasts"})
  void aPullbackIsTheTransposeOfTheDerivative(Case law) {
    Random random = new Random(law.hashCode());
    Expression f = Chainrule.parse(law.text());
    for (int round = 0; round < 10; round++) {
      Map<String, Matrix> point = point(law, random);
      Circuit circuit = f.workings().circuit().shaped(point);
      Graph graph = circuit.graph();
      Matrix[] inputs = graph.inputs().stream().map(point::get).toArray(Matrix[]::new);
      for (String input : f.inputs()) {
        int node = circuit.nodes().get(input);
        BitSet by = new BitSet();
        by.set(node);
        Adjoints adjoints = ChainRule.pullback(graph, circuit.output(), by, "up");
        Matrix v = random(graph.shape(circuit.output()), random);
        Matrix u = random(point.get(input).shape(), random);
        int image = adjoints.upstream(node);
        Matrix pulled =
            image == Adjoints.NONE
                ? Matrix.over(u.shape(), new double[u.size()])
                : Variation.beyond(adjoints.graph(), Interpreter.evaluate(graph, inputs))
                    .replace(adjoints.upstream(circuit.output()), v)
                    .get(image);
        assertThat(pulled.shape()).as("%s by %s", law, input).isEqualTo(u.shape());
        double forward = difference(f, point, input, u, v);
        assertThat(Matrices.dot(pulled, u))
            .as("%s by %s at %s", law, input, point)
            .isCloseTo(forward, Offset.offset(1e-7 * (1 + Math.abs(forward))));
      }
    }
  }

  /** &lt;v, J u&gt; by a central difference of fourth order. */
  private static double difference(
      Expression f, Map<String, Matrix> point, String input, Matrix u, Matrix v) {
    double h = 1e-3;
    double[] weights = {1, -8, 8, -1};
    double[] steps = {-2, -1, 1, 2};
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      Map<String, Matrix> moved = new LinkedHashMap<>(point);
      moved.put(input, moved(point.get(input), u, steps[i] * h));
      sum += weights[i] * Matrices.dot(v, f.value(Point.from(moved)));
    }
    return sum / (12 * h);
  }

  @Test
  void everyGateOnMatricesHasACase() {
    Set<Gate> covered = EnumSet.noneOf(Gate.class);
    wholeGates()
        .forEach(
            law -> {
              Graph graph = Chainrule.parse(law.text()).workings().circuit().graph();
              for (int node = 0; node < graph.size(); node++) {
                if (graph.isGate(node)) {
                  covered.add(graph.gate(node));
                }
              }
            });
    for (Gate gate : Gate.all()) {
      boolean maker = gate.spec().isMaker();
      if (!gate.spec().isEntrywise() && !maker) {
        assertThat(covered).contains(gate);
      }
    }
  }

  @ParameterizedTest
  @MethodSource({"wholeGates", "broadcasts"})
  void aGradientHasTheShapeOfItsVariable(Case law) {
    Random random = new Random(7);
    Expression f = Chainrule.parse("sum(" + law.text() + ")");
    Map<String, Matrix> point = point(law, random);
    f.gradient(Point.from(point))
        .forEach(
            (name, gradient) ->
                assertThat(gradient.shape()).as(name).isEqualTo(point.get(name).shape()));
  }

  @ParameterizedTest
  @MethodSource({"wholeGates", "broadcasts"})
  void secondDerivativesAreTheSameTransformationAgain(Case law) {
    Random random = new Random(9);
    Map<String, Matrix> point = point(law, random);
    String first = law.inputs().get(0).split(" ")[0];
    Expression f = Chainrule.parse("sum(" + law.text() + ")^2/2 + sum(tanh(" + law.text() + "))");
    Expression with = withValues(f.toString(), point);
    String derivative = with.workings().formulas().raw(List.of(List.of(first))).get(0);
    // The derivative of a number along the sum of the gradient's entries.
    Expression sum = withValues("sum(" + derivative + ")", point);
    Verification verification = sum.verify(Point.NONE);
    verification
        .comparisons()
        .forEach(
            (name, comparison) -> {
              // What first_equal looks for cannot be moved alone: only inputs are compared.
              if (sum.inputs().contains(name.replaceAll("\\[.*", ""))) {
                assertThat(comparison.verdict())
                    .as("%s of %s: %s", name, sum, comparison)
                    .isEqualTo(Verification.Agreement.AGREES);
              }
            });
  }

  private static Expression withValues(String text, Map<String, Matrix> point) {
    StringBuilder all = new StringBuilder(text).append('\n');
    Set<String> used = Set.copyOf(Chainrule.parse(text).inputs());
    point.forEach(
        (name, value) -> {
          if (used.contains(name)) {
            all.append(name).append(" = ").append(value).append('\n');
          }
        });
    return Chainrule.parse(all.toString());
  }
}
