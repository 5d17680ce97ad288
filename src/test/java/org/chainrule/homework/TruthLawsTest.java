package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.Point;
import org.chainrule.RandomExpressions;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.source.ChainruleException;
import org.chainrule.trace.Trace;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The checker's truth is the number that the trace shows, bit for bit, on random circuits and at
 * edge points: few small numbers, so that zeros, ties and kinks are met.
 */
final class TruthLawsTest {
  private static final double[] NICE = {0, 1, -1, 2, -2, 0.5, -0.5, 3, 0.25, 0.1, 0.2, -0.0};
  private static final List<Gate> NUMBERS =
      Gate.all().stream().filter(gate -> gate.spec().isEntrywise()).toList();

  private final List<String> breaches = new ArrayList<>();
  private int compared;

  @Test
  @Tag("long")
  void ofNumbers() {
    for (long seed = 0; seed < 3_000; seed++) {
      String body = new RandomExpressions(seed).over(NUMBERS, 9).toString();
      compare("f = x - (" + body + ")", seed, false);
    }
    assertThat(compared).isGreaterThan(50_000);
    assertThat(breaches).isEmpty();
  }

  @Test
  @Tag("long")
  void ofMatrices() {
    for (long seed = 0; seed < 20_000; seed++) {
      String body = new RandomExpressions(seed).any(7).toString();
      compare("f = x[1] + sum(" + body + ")", seed, true);
    }
    assertThat(compared).isGreaterThan(20_000);
    assertThat(breaches).isEmpty();
  }

  /** Where zero meets infinity: the lecture's gates at their edges. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "y*sqrt(x)                     | 0 | 0",
        "step(log(x))*y                | 0 | 1",
        "where(x > 0, sqrt(x), y)      | 0 | 2",
        "abs(y^y)*x                    | 1 | -2.5",
        "relu(x)/x + y                 | 0 | 1",
        "max(x, y)*log(x*y)            | 0 | 0",
        "0.1*(0.2*x) + 0.3*(0.7*y)     | 3 | 7",
        "leaky_relu(x*y)*exp(x)        | -3 | 7",
        "leaky_relu(leaky_relu(x))*y/3 | -3 | 7",
        "x^y                           | 0 | 0",
        "min(1/(x - y), 1)             | 2 | 2",
      })
  void atEdges(String body, double x, double y) {
    Map<String, Matrix> point = new LinkedHashMap<>();
    point.put("x", Matrix.scalar(x));
    point.put("y", Matrix.scalar(y));
    compare("f = " + body, Chainrule.parse("f = " + body), point);
    assertThat(compared).isGreaterThan(5);
    assertThat(breaches).isEmpty();
  }

  private void compare(String text, long seed, boolean matrices) {
    Random random = new Random(seed);
    Map<String, Matrix> point = new LinkedHashMap<>();
    try {
      Expression expression = Chainrule.parse(text);
      for (String name : expression.workings().circuit().graph().inputs()) {
        Shape shape =
            matrices && (name.equals("x") || random.nextBoolean())
                ? new Shape(2, 1 + random.nextInt(2) * random.nextInt(2))
                : Shape.SCALAR;
        double[] entries = new double[shape.size()];
        for (int i = 0; i < entries.length; i++) {
          entries[i] = NICE[random.nextInt(NICE.length)];
        }
        point.put(name, Matrix.over(shape, entries));
      }
      compare("seed " + seed + ": " + text + " at " + point, expression, point);
    } catch (ChainruleException e) {
      assertThat(e).hasMessageNotContaining("a fault of ours"); // Shapes that do not fit.
    }
  }

  private void compare(String place, Expression expression, Map<String, Matrix> point) {
    Trace trace = expression.trace(Point.from(point));
    Circuit circuit = expression.workings().circuit().shaped(point);
    Matrix[] inputs = circuit.graph().inputs().stream().map(point::get).toArray(Matrix[]::new);
    Sweeps sweeps = new Sweeps(circuit, inputs);
    int output = circuit.output();
    trace
        .gradient()
        .forEach(
            (name, gradient) -> {
              Quantity total = new Quantity.Total(output, circuit.nodes().get(name));
              same(place, sweeps, total, gradient.value());
            });
    for (Trace.Step step : trace.steps()) {
      int node = circuit.names().node(step.id()).orElseThrow();
      same(place, sweeps, new Quantity.Value(node), step.value());
      same(place, sweeps, new Quantity.Total(output, node), step.upstream());
      int slot = 0;
      for (Trace.Edge edge : step.edges()) {
        while (!isOperand(circuit, node, slot, edge.operand())) {
          slot++;
        }
        if (edge.kind() != Trace.LocalKind.PULLBACK) {
          same(place, sweeps, new Quantity.Local(node, slot), edge.local());
        }
        same(place, sweeps, new Quantity.Down(output, node, slot), edge.downstream());
        slot++;
      }
    }
  }

  private static boolean isOperand(Circuit circuit, int node, int slot, String name) {
    int operand = circuit.graph().operand(node, slot);
    return !circuit.graph().isConstant(operand)
        && Optional.of(name).equals(Optional.ofNullable(circuit.names().name(operand)));
  }

  private void same(String place, Sweeps sweeps, Quantity quantity, Matrix expected) {
    compared++;
    Matrix truth = sweeps.truth(quantity);
    boolean same = truth.shape().equals(expected.shape());
    for (int i = 0; same && i < truth.size(); i++) {
      // -0 is 0, and all that is undefined is alike.
      same =
          truth.entry(i) == expected.entry(i)
              || Double.isNaN(truth.entry(i)) && Double.isNaN(expected.entry(i));
    }
    if (!same) {
      breaches.add(place + ": " + quantity + " is " + expected + ", not " + truth);
    }
  }

  /**
   * The whole way from the text of a sheet: one number of each kind, by hand where it is finite.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f = y*sqrt(x); x = 0, y = 0           | df/dx = 0          | NaN",
        "q = log(x); f = step(q); x = 0        | df/dx = 0          | 0",
        "h = W @ x; f = sum(h^2); W = [1, 2; 3, 4], x = [1, 1] | df/dW[2,1] = 14 | 14",
        "h = W @ x; f = sum(h^2); W = [1, 2; 3, 4], x = [1, 1] | df/dh[2] = 14 | 14",
        "h = W @ x; f = sum(h^2); W = [1, 2; 3, 4], x = [1, 1] | h[1] = 3 | 3",
        "h = relu(x); f = sum(h*h); x = [0, -1, 2] | df/dx[3] = 4 | 4",
      })
  void ofALineOfASheet(String problem, String claim, double truth) {
    String sheet = problem.replace(";  ", "\n").replaceAll(";(?![^\\[]*\\])", "\n") + "\n" + claim;
    Judgement judged = Checker.check("s", sheet).claims().get(0);
    assertThat(Double.valueOf(judged.truth())).as("%s", judged).isEqualTo(Double.valueOf(truth));
  }
}
