package org.chainrule.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.assertj.core.data.Offset;
import org.chainrule.Chainrule;
import org.chainrule.Written;
import org.chainrule.ast.Expr;
import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;
import org.chainrule.parse.TextParser;
import org.chainrule.value.Matrix;
import org.chainrule.value.Misfit;
import org.chainrule.value.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of the nodes of a graph, once, again after a change, and as a linear map; all by hand. */
final class EvaluationTest {
  private static final Offset<Double> ROUNDING = Offset.offset(1e-14);

  /** A circuit and a point, with the values in the order of the graph's inputs. */
  private record At(Circuit circuit, Matrix[] inputs) {
    static At of(String text, Map<String, String> point) {
      Map<String, Matrix> values = new LinkedHashMap<>();
      point.forEach((name, value) -> values.put(name, Written.matrix(value)));
      Circuit circuit = Chainrule.parse(text).workings().circuit().shaped(values);
      return new At(
          circuit, circuit.graph().inputs().stream().map(values::get).toArray(Matrix[]::new));
    }

    Graph graph() {
      return circuit.graph();
    }

    int node(String name) {
      return circuit.nodes().get(name);
    }

    Values values() {
      return Interpreter.evaluate(graph(), inputs);
    }
  }

  @AfterEach
  void goOn() {
    Thread.interrupted();
  }

  /** Each kind of gate, on numbers. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x + y               | 8",
        "x - y               | 4",
        "x*y                 | 12",
        "x/y                 | 3",
        "-x                  | -6",
        "abs(-x)             | 6",
        "x^y                 | 36",
        "hypot(x + 2, x)     | 10",
        "clip(x, 1, y)       | 2",
        "where(x > y, y, x)  | 2",
        "norm(-x)            | 6",
        "sum(x) + mean(x)    | 12",
        "dot(x, y)           | 12",
        "block_like(x, 1, y) | 6",
        "x @ y               | 12",
        "pi*x                | 18.84955592153876",
      })
  void ofNumbers(String text, double expected) {
    At at = At.of(text, Map.of("x", "6", "y", "2"));
    assertThat(at.graph().isScalar()).isTrue();
    Values values = at.values();
    assertThat(values.number(at.circuit().output())).isCloseTo(expected, ROUNDING);
    assertThat(values.size()).isEqualTo(at.graph().size());
    assertThat(values.get(at.node("x"))).isEqualTo(Matrix.scalar(6));
  }

  @Test
  void ofMatrices() {
    At at =
        At.of(
            "h = W @ x + b; p = [h; 2]; f = sum(p^2)",
            Map.of("W", "1, 2; 3, 4", "x", "1; -1", "b", "10"));
    Values values = at.values();
    assertThat(values.get(at.node("h"))).isEqualTo(Written.matrix("9; 9"));
    assertThat(values.isScalar(at.node("h"))).isFalse();
    assertThat(values.number(at.node("h"))).as("a matrix is no number").isNaN();
    assertThat(values.get(at.node("p"))).isEqualTo(Written.matrix("9; 9; 2"));
    assertThat(values.isScalar(at.node("b"))).isTrue();
    assertThat(values.number(at.node("b"))).isEqualTo(10);
    assertThat(values.number(at.node("f"))).isEqualTo(166);
  }

  @Test
  void fromTheMiddleOn() {
    At at = At.of("a = x + 1; b = a*a", Map.of("x", "2"));
    double[] values = Interpreter.evaluate(at.graph(), new double[] {2});
    assertThat(values[at.node("b")]).isEqualTo(9);
    values[at.node("a")] = 5;
    int b = at.node("b");
    Interpreter.evaluate(at.graph(), new double[] {2}, values, b, b + 1);
    assertThat(values[at.node("a")]).isEqualTo(5);
    assertThat(values[b]).isEqualTo(25);
  }

  @Test
  void stopsWhenNobodyWaits() {
    At numbers = At.of("x + 1", Map.of("x", "2"));
    At matrices = At.of("sum(x + 1)", Map.of("x", "1; 2"));
    Thread.currentThread().interrupt();
    assertThatThrownBy(numbers::values).isInstanceOf(CancellationException.class);
    assertThatThrownBy(matrices::values).isInstanceOf(CancellationException.class);
  }

  @Test
  void aSmallExpressionDirectly() {
    Map<String, Matrix> names = Map.of("u", Written.matrix("1, 2; 3, 4"));
    assertThat(Calculator.compute(TextParser.expression("u' @ u - 2*e^0"), names))
        .isEqualTo(Written.matrix("8, 12; 12, 18"));
    assertThat(Calculator.evaluate(TextParser.expression("clip(x, -1, 2) - 2*x"), Map.of("x", 7.0)))
        .isEqualTo(-12);
    assertThatThrownBy(() -> Calculator.evaluate(TextParser.expression("[1, 2]"), Map.of()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Calculator.compute(TextParser.expression("[1, 2; 3, 4]"), Map.of()))
        .isEqualTo(Written.matrix("1, 2; 3, 4"));
    assertThat(Calculator.compute(TextParser.expression("[[1, 2], [3, 4]] @ [1, 0]"), Map.of()))
        .isEqualTo(Written.matrix("1; 3"));
    assertThatThrownBy(() -> Calculator.compute(TextParser.expression("u @ [1, 2, 3]"), names))
        .isInstanceOf(Misfit.class);
    assertThatThrownBy(() -> Calculator.compute(TextParser.expression("[[u, u]]"), names))
        .isInstanceOf(Misfit.class);
    assertThatThrownBy(
            () -> Calculator.compute(new Expr.Call("f", List.of(Expr.Number.of(1))), Map.of()))
        .isInstanceOf(IllegalStateException.class);
  }

  /** One node at a point, while an entry of another is changed. */
  private static final class Changed {
    private final At at;
    private final String output;
    private final Variation variation;

    Changed(At at, String output) {
      this.at = at;
      this.output = output;
      this.variation = Variation.of(at.graph(), at.values());
    }

    double entry(String name, int entry) {
      return variation.clear().get(at.node(name)).entry(entry);
    }

    double output(String name, int entry, double value) {
      return variation.clear().replace(at.node(name), entry, value).number(at.node(output));
    }
  }

  @Test
  void aNumberIsChangedAndPutBack() {
    At at = At.of("q = x + y; f = q*z + sin(w)", Map.of("x", "-2", "y", "5", "z", "-4", "w", "0"));
    Changed point = new Changed(at, "f");
    assertThat(point.entry("q", 0)).isEqualTo(3);
    assertThat(point.output("q", 0, 10)).isEqualTo(-40);
    assertThat(point.output("z", 0, 2)).isEqualTo(6);
    assertThat(point.output("x", 0, 0)).isEqualTo(-20);
    assertThat(point.output("f", 0, 1)).as("the output itself").isEqualTo(1);
    assertThat(point.output("w", 0, 0)).as("all as it was").isEqualTo(-12);
  }

  @Test
  void anEntryIsChangedAndPutBack() {
    At at = At.of("h = W @ x; f = sum(h^2)*c", Map.of("W", "1, 2; 3, 4", "x", "1; 1", "c", "0.5"));
    Changed point = new Changed(at, "f");
    assertThat(point.entry("W", 2)).isEqualTo(3);
    assertThat(point.entry("h", 1)).isEqualTo(7);
    assertThat(point.entry("c", 0)).isEqualTo(0.5);
    // h is (3, 7), f = (9 + 49)/2
    assertThat(point.output("h", 0, 1)).isEqualTo(25);
    assertThat(point.output("W", 1, 0)).as("W[1,2] = 0: h is (1, 7)").isEqualTo(25);
    assertThat(point.output("c", 0, 2)).isEqualTo(116);
    assertThat(point.output("x", 1, 0)).as("h is (1, 3)").isEqualTo(5);
    assertThat(point.output("c", 0, 1)).as("all as it was").isEqualTo(58);
  }

  @Test
  void whatWasRecomputedIsPutBackToo() {
    At at = At.of("h = W @ x; f = sum(h*k)", Map.of("W", "1, 2; 3, 4", "x", "1; 1", "k", "1; 10"));
    Changed point = new Changed(at, "f");
    assertThat(point.output("W", 1, 0)).as("h is (1, 7)").isEqualTo(71);
    assertThat(point.output("k", 0, 2)).as("h is (3, 7) again").isEqualTo(76);
  }

  @Test
  void aGateOnMatricesIsRecomputedOnNumbersToo() {
    At at = At.of("f = norm(x)*y", Map.of("x", "-3", "y", "2"));
    Changed point = new Changed(at, "f");
    assertThat(point.output("x", 0, -5)).isEqualTo(10);
  }

  @Test
  void aChangeIsNotRecomputedWhenNobodyWaits() {
    At at = At.of("f = x*y", Map.of("x", "-3", "y", "2"));
    Changed point = new Changed(at, "f");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> point.output("x", 0, -5)).isInstanceOf(CancellationException.class);
  }

  /** q is written as 10 and f as 7: what does not lie behind them stays, what does follows. */
  @Test
  void whatIsHeldIsNotComputedAgain() {
    At at = At.of("q = x + y; r = 2*q; f = q*r; g = f + x", Map.of("x", "1", "y", "2"));
    Variation plain = Variation.of(at.graph(), at.values());
    plain.replace(at.node("q"), Matrix.scalar(10)).replace(at.node("f"), Matrix.scalar(7));
    assertThat(plain.number(at.node("r"))).isEqualTo(20);
    assertThat(plain.number(at.node("g"))).isEqualTo(8);
    Variation fixed = plain.fixed();
    plain.clear();
    assertThat(plain.number(at.node("g"))).as("all as it was").isEqualTo(19);
    assertThat(fixed.number(at.node("g"))).isEqualTo(8);
    assertThat(fixed.computed(at.node("f"))).as("10*20").isEqualTo(Matrix.scalar(200));
    fixed.replace(at.node("x"), Matrix.scalar(100));
    assertThat(fixed.number(at.node("q"))).isEqualTo(10);
    assertThat(fixed.number(at.node("g"))).isEqualTo(107);
    assertThat(fixed.replace(at.node("f"), Matrix.scalar(1)).number(at.node("g"))).isEqualTo(101);
    assertThat(fixed.clear().number(at.node("g"))).isEqualTo(8);
  }

  /** Of h = (3, 7) the second entry is written as 1; the first one follows from W. */
  @Test
  void singleEntriesAreHeldWhileTheOthersFollow() {
    At at = At.of("h = W @ x; f = dot(h, k)", Map.of("W", "1, 2; 3, 4", "x", "1; 1", "k", "1; 10"));
    Variation plain = Variation.of(at.graph(), at.values());
    Variation fixed = plain.replace(at.node("h"), 1, 1).fixed();
    assertThat(fixed.number(at.node("f"))).isEqualTo(13);
    fixed.replace(at.node("W"), 0, 5).replace(at.node("W"), 3, 99);
    assertThat(fixed.get(at.node("h"))).isEqualTo(Written.matrix("7; 1"));
    assertThat(fixed.number(at.node("f"))).isEqualTo(17);
    fixed.replace(at.node("h"), 0, -1);
    assertThat(fixed.number(at.node("f"))).as("both entries").isEqualTo(9);
  }

  /** -0 for 0 is no change, so that 1/x stays infinite with its sign. */
  @Test
  void minusZeroIsZero() {
    At at = At.of("f = 1/x", Map.of("x", "0"));
    Variation plain = Variation.of(at.graph(), at.values());
    plain.replace(at.node("x"), Matrix.scalar(-0.0));
    assertThat(plain.number(at.node("f"))).isEqualTo(Double.POSITIVE_INFINITY);
  }

  /** The map from a gradient that arrives at one node to what it sends to another. */
  private record Pullback(Variation map, int seed, int image) {
    Matrix apply(Matrix up) {
      return map.clear().replace(seed, up).get(image);
    }

    Matrix transposedMatrix() {
      return map.transposedMatrix(seed, image);
    }
  }

  private static Pullback pullback(At at, String of, String by) {
    BitSet wanted = new BitSet();
    wanted.set(at.node(by));
    Adjoints adjoints = ChainRule.pullback(at.graph(), at.node(of), wanted, "up");
    return new Pullback(
        Variation.beyond(adjoints.graph(), at.values()),
        adjoints.upstream(at.node(of)),
        adjoints.upstream(at.node(by)));
  }

  @Test
  void thePullbackOfALinearLayerIsTheTransposedMatrix() {
    At at = At.of("y = W @ x", Map.of("W", "1, 2, 3; 4, 5, 6", "x", "7; 8; 9"));
    Pullback map = pullback(at, "y", "x");
    assertThat(map.apply(Written.matrix("1; 10"))).isEqualTo(Written.matrix("41; 52; 63"));
    assertThat(map.apply(Written.matrix("1; 0"))).isEqualTo(Written.matrix("1; 2; 3"));
    // A row for each entry of y, a column for each of x: dy/dx.
    assertThat(map.transposedMatrix()).isEqualTo(Written.matrix("1, 2, 3; 4, 5, 6"));
  }

  @Test
  void thePullbackOfSquaresIsADiagonalMatrix() {
    At at = At.of("y = x^2 + 5", Map.of("x", "1; 2; 3"));
    assertThat(pullback(at, "y", "x").transposedMatrix())
        .isEqualTo(Written.matrix("2, 0, 0; 0, 4, 0; 0, 0, 6"));
  }

  /** A constant that only the derivative has: 3x^2. */
  @Test
  void thePullbackOfCubesIsADiagonalMatrix() {
    At at = At.of("y = x^3", Map.of("x", "1; 2"));
    assertThat(pullback(at, "y", "x").transposedMatrix()).isEqualTo(Written.matrix("3, 0; 0, 12"));
  }

  /** 0 times an infinite slope is no road: the entries of y are functions of their own. By hand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1/x               | -Infinity, 0; 0, -1",
        "[1/x[1]; -x[1]]   | -Infinity, 0; -1, 0",
        "[sqrt(x[2]); x[1] - x[2]] - [1; sqrt(x[1])] | 0, 0.5; -Infinity, -1",
        "[1, 2; 3, 4] @ (1/x) | -Infinity, -2; -Infinity, -4",
        "(1/x)' @ [1, 0; 1, 0] | -Infinity, -1; NaN, 0",
        "log(x)'           | Infinity, 0; 0, 1",
        "x*where(x > 0, log(x), 5) | 5, 0; 0, 1",
        "[sqrt(x[1]^2); x[2]] | NaN, 0; 0, 1",
      })
  void whereNoRoadLeadsTheJacobianIsZero(String formula, String jacobian) {
    At at = At.of("y = " + formula, Map.of("x", "0; 1"));
    // As text, for which -0 is 0.
    assertThat(pullback(at, "y", "x").transposedMatrix())
        .hasToString(Written.matrix(jacobian).toString());
  }

  @Test
  void aMapFromANodeToItselfIsTheIdentity() {
    At at = At.of("y = x", Map.of("x", "1; 2"));
    Pullback map = pullback(at, "x", "x");
    assertThat(map.apply(Written.matrix("3; 4"))).isEqualTo(Written.matrix("3; 4"));
    assertThat(map.transposedMatrix()).isEqualTo(Written.matrix("1, 0; 0, 1"));
  }

  @Test
  void aMapIntoZerosStaysZero() {
    At at = At.of("y = rows_of(x)*c", Map.of("x", "1; 2", "c", "3; 4"));
    Graph graph = at.graph();
    Pullback map = pullback(at, "y", "c");
    assertThat(map.apply(Written.matrix("1; 1"))).isEqualTo(Written.matrix("2; 2"));
    assertThat(graph.shape(at.node("y"))).isEqualTo(new Shape(2, 1));
  }

  @Test
  void copiesDoNotShareWhatChanges() {
    Values numbers = Values.of(new double[] {1, 2});
    Values copy = numbers.copy();
    copy.set(0, Matrix.scalar(7));
    assertThat(numbers.number(0)).isEqualTo(1);
    assertThat(copy.number(0)).isEqualTo(7);
    Values matrices = new Values(new double[2], new Matrix[2]);
    matrices.set(0, Written.matrix("1, 2"));
    Values other = matrices.copy();
    other.set(0, Matrix.scalar(3));
    assertThat(matrices.get(0)).isEqualTo(Written.matrix("1, 2"));
    assertThat(other.isScalar(0)).as("a number takes the place of a matrix").isTrue();
    assertThat(other.get(0)).isEqualTo(Matrix.scalar(3));
  }
}
