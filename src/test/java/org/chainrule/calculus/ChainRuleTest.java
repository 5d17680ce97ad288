package org.chainrule.calculus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.Point;
import org.chainrule.RandomExpressions;
import org.chainrule.engine.Interpreter;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;
import org.chainrule.source.SourceText;
import org.chainrule.trace.Trace;
import org.chainrule.trace.Verification;
import org.chainrule.value.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChainRuleTest {
  private static final List<Gate> SMOOTH =
      List.of(
          Gate.ADD,
          Gate.SUB,
          Gate.MUL,
          Gate.NEG,
          Gate.SIN,
          Gate.COS,
          Gate.TANH,
          Gate.SIGMOID,
          Gate.ATAN,
          Gate.SOFTPLUS,
          Gate.ERF,
          Gate.ASINH,
          Gate.SILU,
          Gate.GELU,
          Gate.MAX,
          Gate.RELU,
          Gate.MUL,
          Gate.ADD);

  private static Map<String, Double> point(Expression expression, Random random) {
    Map<String, Double> point = new LinkedHashMap<>();
    expression.inputs().forEach(name -> point.put(name, random.nextGaussian()));
    return point;
  }

  @Test
  void gradientsOfRandomExpressionsAgreeWithDifferences() {
    int compared = 0;
    for (long seed = 0; seed < 400; seed++) {
      Expression f = Chainrule.parse(new RandomExpressions(seed).over(SMOOTH, 30).toString());
      Verification verification = f.verify(Point.from(point(f, new Random(seed))));
      assertThat(verification.agrees()).as("seed %d: %s\n%s", seed, f, verification).isTrue();
      compared +=
          (int)
              verification.comparisons().values().stream()
                  .filter(c -> c.verdict() == Verification.Agreement.AGREES)
                  .count();
    }
    assertThat(compared).isGreaterThan(3_000);
  }

  @Test
  void upstreamIsTheSumOfTheConsumersDownstreams() {
    for (long seed = 0; seed < 200; seed++) {
      Expression f = Chainrule.parse(new RandomExpressions(seed).over(SMOOTH, 40).toString());
      Trace trace = f.trace(point(f, new Random(seed)));
      Map<String, Double> sums = new LinkedHashMap<>();
      for (Trace.Step step : trace.steps()) {
        for (Trace.Edge edge : step.edges()) {
          assertThat(edge.downstream().scalar())
              .as("seed %d", seed)
              .isCloseTo(step.upstream().scalar() * edge.local().scalar(), Offset.offset(1e-12));
          sums.merge(edge.operand(), edge.downstream().scalar(), Double::sum);
        }
      }
      for (Trace.Step step : trace.steps()) {
        double expected = step.id().equals(trace.output()) ? 1 : sums.get(step.id());
        double slack = 1e-12 * (1 + Math.abs(expected));
        assertThat(step.upstream().scalar())
            .as("seed %d", seed)
            .isCloseTo(expected, Offset.offset(slack));
      }
    }
  }

  /**
   * Five times by Baur and Strassen; behind a branch what is taken is kept apart, at one node a
   * gate more.
   */
  @Test
  void theGraphGrowsAtMostFivefold() {
    for (long seed = 0; seed < 100; seed++) {
      Expression f = Chainrule.parse(new RandomExpressions(seed).over(SMOOTH, 300).toString());
      Circuit circuit = f.workings().circuit();
      Adjoints adjoints = ChainRule.differentiate(circuit.graph(), circuit.output());
      assertThat(adjoints.graph().size()).isLessThanOrEqualTo(6 * circuit.graph().size());
    }
  }

  @Test
  void aLongProductKeepsItsSharing() {
    StringBuilder text = new StringBuilder("x1");
    for (int i = 2; i <= 1000; i++) {
      text.append("*x").append(i);
    }
    Circuit circuit = Chainrule.parse(text.toString()).workings().circuit();
    // 1000 inputs, 999 products forward, and two products for each of 998 inner gates
    // (hand count; the design's prototype had 3,994 nodes with its constant one).
    Graph graph = ChainRule.differentiate(circuit.graph(), circuit.output()).graph();
    assertThat(graph.size()).isBetween(3_990, 4_000);
  }

  /** Second derivatives by hand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x^3         | 2   | 12",
        "sin(x)      | 0.5 | -0.479425538604203",
        "exp(2x)     | 0   | 4",
        "1/x         | 2   | 0.25",
        "log(x)      | 2   | -0.25",
        "x^2*x^2     | 1.5 | 27",
        "sqrt(x)     | 4   | -0.03125",
        "sigmoid(x)  | 0   | 0",
        "max(x^2, x) | 3   | 2",
      })
  void theDerivativeOfADerivative(String text, double x, double second) {
    Expression f = Chainrule.parse(text).derivative("x").derivative("x");
    assertThat(f.value(Map.of("x", x))).isCloseTo(second, Offset.offset(1e-13));
  }

  /** A branch that is not taken sends 0, though a slope behind it is infinite. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "where(x > 0, sqrt(x), 0) | 0 | 0",
        "relu(log(x))             | 0 | 0",
        "max(1, sqrt(x))          | 0 | 0",
        "where(x < 1, x, exp(1000*x)) | 1e-3 | 1",
        "where(x > 0, log(x), x)  | -1 | 1",
        "clip(1/x, -1, 1)         | 0 | 0",
        "log(relu(x))             | -1 | 0",
        "relu(log(x)) + where(x > 0, log(x), 0) | 0 | 0",
      })
  void zeroTimesInfinityDoesNotLeakFromABranch(String text, double x, double derivative) {
    assertThat(Chainrule.parse(text).gradient(Map.of("x", x))).containsEntry("x", derivative);
  }

  /** An entry that is not taken sends 0, though a slope behind it is infinite; by hand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1/x; -x][2]                      | -1",
        "[-x, 1/x; 2, log(x)][1, 1]        | -1",
        "sum([1/x, log(x); -x, 3*x][2, :]) | 2",
        "sum([1/x, -x; log(x), 3*x][:, 2]) | 2",
        "trace([x, 1/x; log(x), 2*x])      | 3",
        "max([log(x); x])                  | 1",
        "sum(diag([x, 1/x; log(x), 2*x]))  | 3",
        "where(x > 0, sum([sqrt(x), x]), x) | 1",
        "where(x > 0, sum(log([x, x])'), x) | 1",
        "sum(masked([0, 1], [1/x, x]))     | 1",
        "[x; [1/x; 2*x]][3]                | 2",
        "where(x < 1, x, dot(log([x; 1]), [x; x]))     | 1",
        "where(x < 1, x, sum(log([x, 1]') @ [x; x]))   | 1",
        "where(x < 1, x, norm([1; 1]/x))               | 1",
        "sqrt(max([x - 1; 0])) + x         | 1",
        "1/[relu(x - 1); 1][1] + x         | 1",
        "sqrt([where(x > 1, x, 0); x][1]) + x          | 1",
      })
  void zeroTimesInfinityDoesNotLeakFromAnEntry(String text, double derivative) {
    assertThat(Chainrule.parse(text).gradient(Map.of("x", 0.0))).containsEntry("x", derivative);
  }

  /**
   * A zero that only happens to be one hides no infinite slope: by the product rule 0 times
   * infinity. The first is x where x > 0, so its slope is 1 and not 0.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[sqrt(x); 1][1]^2",
        "max([sqrt(x); -1])^2 + x",
        "[cbrt(x); 1][1]^2",
        "1/[1/x; 1][1]",
        "softmax(log([x; 1]))[1]",
        "exp(min(log([x; 3])))",
        "norm(sqrt([x, x; 1, 1])[1, :])",
        "trace(sqrt([x, 1; 1, x]))^2",
        "where(x >= 0, sqrt(x), 0)*where(x >= -1, sqrt(x), 1)",
        "where(x >= 0, dot(sqrt([x; 1]), sqrt([x; 1])), 0)",
      })
  void anAccidentalZeroHidesNothing(String text) {
    assertThat(Chainrule.parse(text).gradient(Map.of("x", 0.0)).get("x")).isNaN();
  }

  /** Two roads are taken though their factors add up to 0; y/x^2 and y*x^2 by the power rule. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "masked(y, 1/x)*min([1/x; x])          | 0.25",
        "masked(y, x^2) + max(x^2, 0) + 0*y    | 0",
        "leaky_relu(-x^2, y) + relu(x^2)       | 8",
        "abs(-x^2) + elu(-x^2, y)*0 + min(x^2, 9) | 8",
      })
  void roadsWhoseFactorsAddUpToNothingAreTaken(String text, double derivative) {
    assertThat(Chainrule.parse(text).gradient(Map.of("x", 2.0, "y", -1.0)).get("x"))
        .isCloseTo(derivative, Offset.offset(1e-12));
  }

  /** A row of entries in brackets of its own has as many columns; by the product rule. */
  @Test
  void anEntryOfARowHasItsOwnFormula() {
    Expression f = Chainrule.parse("exp(x)*[[y, x]][1]").derivative("x");
    assertThat(f.value(Map.of("x", 0.0, "y", 3.0))).isEqualTo(3);
  }

  @Test
  void entriesOfAnInfiniteVector() {
    Matrix x = Matrix.column(0, 2);
    assertThat(Chainrule.parse("(1/x)[2]").gradient(Point.of("x", x)).get("x"))
        .isEqualTo(Matrix.column(0, -0.25));
    assertThat(Chainrule.parse("sum(masked([0; 1], 1/x))").gradient(Point.of("x", x)).get("x"))
        .isEqualTo(Matrix.column(0, -0.25));
  }

  /** By the product rule 0 times infinity; no branch says that it is not there. */
  @Test
  void whatNoBranchMasksStaysUndefined() {
    assertThat(Chainrule.parse("y*log(x)").gradient(Map.of("x", 0.0, "y", 0.0)).get("x")).isNaN();
  }

  @Test
  void aConstantExponentNeverMeetsALogarithm() {
    Circuit circuit = Chainrule.parse("x^3 + (-y)^2").workings().circuit();
    Graph graph = ChainRule.differentiate(circuit.graph(), circuit.output()).graph();
    for (int node = 0; node < graph.size(); node++) {
      assertThat(graph.isGate(node) && graph.gate(node) == Gate.LOG).isFalse();
    }
  }

  @Test
  void aLongChainNeedsNoStack() {
    Expression f =
        Chainrule.parse(
            List.of(SourceText.of("sin(".repeat(50_000) + "x" + ")".repeat(50_000))),
            List.of(),
            Chainrule.Options.DEFAULT);
    assertThat(f.gradient(Map.of("x", 0.5)).get("x")).isFinite();
    assertThat(f.trace(Map.of("x", 0.5)).gradient()).containsKey("x");
  }

  @Test
  void theTraceIsOneForwardEvaluation() {
    Circuit circuit = Chainrule.parse("(x + y)*z").workings().circuit();
    Adjoints adjoints = ChainRule.differentiate(circuit.graph(), circuit.output());
    double[] values = Interpreter.evaluate(adjoints.graph(), new double[] {-2, 5, -4});
    int z = circuit.nodes().get("z");
    assertThat(values[adjoints.upstream(z)]).isEqualTo(3);
  }
}
