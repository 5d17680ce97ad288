package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.render.Paint;
import org.chainrule.render.TextTrace;
import org.chainrule.source.ChainruleException;
import org.chainrule.trace.Trace;
import org.chainrule.value.Digits;
import org.chainrule.value.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Derivatives that formulas use. Expected numbers are by hand or from SymPy 1.14, as it says. */
final class DerivativesAsExpressionsTest {
  private static final Offset<Double> CLOSE = within(1e-14);

  /** The value, for those of the inputs' values that the text asks for. */
  private static Matrix value(String text, String... values) {
    String[] asked =
        Stream.of(values)
            .filter(value -> text.matches(".*\\b" + value.substring(0, 1) + "\\b.*"))
            .toArray(String[]::new);
    return DerivativeTexts.parse(text, asked).value(Point.NONE);
  }

  private static String formula(String text, String by) {
    return DerivativeTexts.parse(text).derivative(by).toString();
  }

  private static String trace(Expression expression, boolean numeric) {
    Trace trace = numeric ? expression.trace(Map.of()) : expression.trace();
    return TextTrace.render(
        trace, new TextTrace.Options(Digits.DEFAULT, Paint.PLAIN, false, Optional.empty()));
  }

  // ---- numbers ----

  /** By hand; those with many digits by SymPy: diff and N(..., 17). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f = x^2*y; D(f, x) | 12",
        "f = x^2*y; g = D(f, x); D(g, y) | 6",
        "f = x^2*y^3; D(f, x, y) | 72",
        "f = x^2*y^3; D(f, x, x) | 16",
        "f = x^2*y^3; D(f, x, x, y) | 24",
        "D(x^2*y, x) + D(x*y, y)*2 | 18",
        "f = x*y; D(f, x)^2 + D(f, y)^2 | 13",
        "f = 3*x + y; D(f, x) + y | 5",
        "f = x; D(f, x) + y | 3",
        "f = x*y; D(f, f) | 1",
        "q = x*y; f = exp(q - 6)*x; D(f, q) | 3", // x is held: it is no part of what q passes on
        "q = x + y; f = q*y; D(f, q)*D(q, x) | 2",
        "q = x + y; f = q*y; D(f, y) | 7", // through q and beside it
        "q = x + y; p = (x + y)*2; D(p, q) | 2", // the same subexpression is the same node
        "f = x^2; D(f, y) + y | 2",
        "f = max(x, y); g = D(f, x); h = D(f, y); 10*g + h | 10",
        "f = x*y; f*D(f, x) - x*D(f, x, x) | 12",
      })
  void aDerivativeIsAnOperand(String text, double expected) {
    assertThat(value(text, "x=3", "y=2").scalar()).isEqualTo(expected);
  }

  /** SymPy: f = tanh(x*y); g = diff(f, x)*diff(f, y); g, diff(g, x), diff(g, y) at 3/10, 7/10. */
  @Test
  void whatUsesDerivativesHasAGradient() {
    Expression g = DerivativeTexts.parse("f = tanh(x*y); D(f, x)*D(f, y)");
    Map<String, Double> point = Map.of("x", 0.3, "y", 0.7);
    assertThat(g.value(point)).isCloseTo(0.19239456274790084, CLOSE);
    assertThat(g.gradient(point).get("x")).isCloseTo(0.52982136734671708, CLOSE);
    assertThat(g.gradient(point).get("y")).isCloseTo(0.22706630029145018, CLOSE);
    assertThat(g.verify(Point.from(point)).agrees()).isTrue();
  }

  /** SymPy: E = (w*x - y)^2; n = w - E.diff(w)/10; n and its derivatives at w=3, x=-2, y=5. */
  @Test
  void aStepOfGradientDescentHasAGradient() {
    Expression step =
        DerivativeTexts.parse("E = (w*x - y)^2; w - 0.1*D(E, w)", "w=3", "x=-2", "y=5");
    assertThat(step.value(Map.of())).isCloseTo(-1.4, CLOSE);
    assertThat(step.gradient(Map.of()).get("w")).isCloseTo(0.2, CLOSE);
    assertThat(step.gradient(Map.of()).get("x")).isCloseTo(3.4, CLOSE);
    assertThat(step.gradient(Map.of()).get("y")).isCloseTo(-0.4, CLOSE);
  }

  /** The chain rule of the text is the one of the gradient, bit for bit. */
  @Test
  void aDerivativeInATextIsThatOfTheGradient() {
    List<Gate> gates =
        Gate.all().stream().filter(gate -> gate.spec().isEntrywise() && !isStack(gate)).toList();
    Map<String, Double> point = Map.of("x", 0.7, "y", 1.3, "z", 2.1, "w0", -0.4, "theta", 0.25);
    int compared = 0;
    for (int seed = 0; seed < 300; seed++) {
      Expr expr = new RandomExpressions(seed).over(gates, 12);
      String f = "f = " + "x + (" + expr + ") + 0*(y + z + w0 + theta)";
      Map<String, Double> gradient = Chainrule.parse(f).gradient(point);
      for (String name : gradient.keySet()) {
        double used = DerivativeTexts.parse(f + "; D(f, " + name + ")").value(point);
        assertThat(used).as("seed %d: d/d%s of %s", seed, name, f).isEqualTo(gradient.get(name));
        compared += Double.isNaN(used) ? 0 : 1;
      }
    }
    assertThat(compared).isGreaterThan(1_000);
  }

  private static boolean isStack(Gate gate) {
    return gate == Gate.STACK;
  }

  // ---- formulas and traces ----

  @Test
  void formulasWriteItOut() {
    assertThat(formula("f = x^2*y; g = D(f, x); g", "x")).isEqualTo("2*y");
    assertThat(formula("f = x^2*y; x - 0.1*D(f, x)^2", "x")).isEqualTo("1 - 0.8*x*y^2");
    assertThat(DerivativeTexts.parse("D(x^2*y, x) + 1")).hasToString("y*(2*x) + 1");
  }

  @Test
  void itReadsQuotientsOfNamesThatTheTextDoesNotKnow() {
    assertThat(Chainrule.parse("f = x^2*y; g = df/dx\ng").derivative("x").value(at(3, 2)))
        .isEqualTo(4);
    assertThat(Chainrule.parse("s(u) = u*(dw/dx); w = x^2; s(3)").value(Map.of("x", 2.0)))
        .isEqualTo(12);
    // Here df is a name of the text, and so the quotient is one of names.
    assertThat(Chainrule.parse("f = x^2; df = 7; df/dx + f").inputs()).contains("df", "dx");
  }

  private static Map<String, Double> at(double x, double y) {
    return Map.of("x", x, "y", y);
  }

  /** The numbers by hand: g = 2xy, so dg/dx = 2y and dg/dy = 2x. */
  @Test
  void inATraceItIsOneRow() {
    assertThat(trace(Chainrule.parse("f = x^2*y; w = x - 0.1*(df/dx); x = 3; y = 2"), true))
        .isEqualTo(
            """
            w = x - 0.1*df/dx = 1.8

             node  gate    value  upstream  local             downstream
             t1    df/dx      12      -0.1  dt1/dx = 2*y = 4  x <- -0.4
                                            dt1/dy = 2*x = 6  y <- -0.6
             t2    0.1*t1    1.2        -1  dt2/dt1 = 0.1     t1 <- -0.1
             w     x - t2    1.8         1  dw/dx = 1         x <- 1
                                            dw/dt2 = -1       t2 <- -1

            where paths meet, gradients add
              x: -0.4 (t1) + 1 (w) = 0.6

            gradient  dw/dx = 0.6   dw/dy = -0.6
            """);
  }

  @Test
  void theOperandsOfTheRowAreTheNodesThatItsFormulaUses() {
    Trace trace = DerivativeTexts.parse("f = exp(x*y); D(f, x)*2").trace();
    Trace.Step box =
        trace.steps().stream().filter(step -> step.gate() == Gate.BOX).findFirst().orElseThrow();
    assertThat(box.expression()).hasToString("df/dx");
    assertThat(box.operands()).containsExactly("y", "f");
    assertThat(box.edges())
        .extracting(edge -> edge.localFormula().toString())
        .containsExactly("f", "y");
  }

  @Test
  void aDerivativeThatIsAnInputOrANumberIsARowToo() {
    assertThat(trace(DerivativeTexts.parse("f = x*y; g = D(f, x); g"), false))
        .contains(" g     df/dx  1         dg/dy = 1  y <- 1\n");
    assertThat(DerivativeTexts.parse("f = 3*x; g = D(f, x); p = g*x").trace().steps())
        .extracting(Trace.Step::id)
        .containsExactly("g", "p");
  }

  // ---- which names, which output ----

  @Test
  void whatOnlyADerivativeSpeaksOfIsNoInput() {
    assertThatThrownBy(() -> DerivativeTexts.parse("loss = w^2; D(loss, v)"))
        .isInstanceOf(ChainruleException.class)
        .hasMessageContaining("nothing is called v");
    assertThatThrownBy(() -> Chainrule.parse("loss = w^2; g = dlos/dw"))
        .isInstanceOf(ChainruleException.class)
        .hasMessageContaining("nothing is called los");
    assertThat(value("f = x^2; D(f, t)", "x=3", "t=1").scalar()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f = x*g; g = D(f, x)",
        "f = x^2; x = D(f, x) + f",
        "s(u) = D(f, x)*u; f = s(x)",
        "f = x^2 + h; g = D(f, x); h = D(g, x)"
      })
  void circlesThroughDerivativesAreErrors(String text) {
    assertThatThrownBy(() -> DerivativeTexts.parse(text))
        .isInstanceOf(ChainruleException.class)
        .hasMessageContaining("is defined by itself");
  }

  @Test
  void aClaimSpeaksOfTheLineThatIsDifferentiated() {
    Expression claimed = DerivativeTexts.parse("f = x^2*y; w = x - D(f, x); dx = 12");
    assertThat(claimed.workings().output()).isEqualTo("f");
    // A claim that names f needs no output.
    Expression named = DerivativeTexts.parse("f = x^2*y; w = x - D(f, x); df/dx = 12");
    assertThat(named.workings().output()).isEqualTo("w");
    Expression plain = DerivativeTexts.parse("f = x^2*y; w = x - D(f, x)");
    assertThat(plain.workings().output()).isEqualTo("w");
    Expression chosen = DerivativeTexts.parse("f = x^2*y; w = x - D(f, x); f = 18; output w");
    assertThat(chosen.workings().output()).isEqualTo("w");
  }

  @Test
  void anotherNodeCanBeTheOutput() {
    Expression sheet = DerivativeTexts.parse("f = x^2*y; g = D(f, x); g*z", "x=3", "y=2", "z=5");
    assertThat(sheet.of("g").value(Map.of())).isEqualTo(12);
    assertThat(sheet.of("f").value(Map.of())).isEqualTo(18);
  }

  // ---- functions ----

  /** By hand: d/du (u*v) is v; only then u and v are both x. */
  @Test
  void aParameterIsNotItsArgument() {
    assertThat(value("h(u, v) = D(u*v, u); h(x, x)", "x=3").scalar()).isEqualTo(3);
    assertThat(value("h(u, v) = D(u*v, u); h(x, x)*h(x, 2)", "x=3").scalar()).isEqualTo(6);
    assertThat(value("h(u) = D(u^2, u); k(u, v) = D(h(u)*v, u); k(x, x)", "x=3").scalar())
        .isEqualTo(6);
    Trace trace = DerivativeTexts.parse("h(u, v) = D(u*v, u); h(x, x)").trace();
    assertThat(trace.steps()).hasSize(1);
    assertThat(trace.gradient().get("x").formula()).hasToString("1");
  }

  /** SymPy: S = 1/(1 + exp(-u)); diff(S, u) and diff(S, u, 2) at 3. */
  @Test
  void aFunctionMayBeTheDerivativeOfAnother() {
    Expression slope = DerivativeTexts.parse("s(u) = 1/(1 + exp(-u)); p(u) = D(s(u), u); p(x)");
    assertThat(slope.value(Map.of("x", 3.0))).isCloseTo(0.045176659730912133, CLOSE);
    assertThat(slope.gradient(Map.of("x", 3.0)).get("x")).isCloseTo(-0.040891574660943479, CLOSE);
  }

  // ---- shapes ----

  /** SymPy: E = |W x - y|^2; N = W - dE/dW/10; the sum of the squares of N, and its gradient. */
  @Test
  void theDerivativeByAMatrixHasItsShape() {
    Expression step =
        DerivativeTexts.parse(
            "E = sum((W @ x - y)^2); N = W - 0.1*D(E, W); sum(N^2)",
            "W=[1, 2; 3, 4]",
            "x=[1, 2]",
            "y=[1, 1]");
    assertThat(step.of("N").value(Point.NONE).format(number -> String.format("%.3f", number)))
        .isEqualTo("[0.200, 0.400; 1.000, 0.000]");
    assertThat(step.value(Map.of())).isCloseTo(1.2, CLOSE);
    double[] gradient = step.gradient(Point.NONE).get("W").toArray();
    assertThat(gradient).containsExactly(new double[] {0, 0, 1.6, -0.8}, within(1e-14));
    assertThat(step.verify(Point.NONE).agrees()).isTrue();
  }

  @Test
  void withoutValuesAFormulaHoldsForAnySize() {
    Expression step = DerivativeTexts.parse("E = sum((W @ x - y)^2); sum(W - 0.1*D(E, W))");
    assertThat(step).hasToString("sum(W - 0.1*(2*(W @ x - y) @ x'))");
  }

  /** By hand, and the squares by SymPy: h.jacobian([a, b]). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h = W @ x; D(h, x) | [1, 2; 3, 4]",
        "h = (W @ x)^2; D(h, x) | [10, 20; 66, 88]",
        "h = [t^2, t*s]; D(h, t) | [6, 2]",
        "h = [t^2, t*s; s, 1]; D(h, t) | [6, 2; 0, 0]",
        "h = x'; D(h, x) | [1, 0; 0, 1]",
        "h = [x[1]*t, x[2]*t, t]; D(h, x) | [3, 0; 0, 3; 0, 0]",
        "h = (W @ x)[2]; D(h, x) | [3, 4]",
        "h = (W @ x)[2]; D(h, W) | [0, 0; 1, 2]",
        "h = x*t; D(h, t) | [1, 2]",
        "h = t^2; D(h, W) | [0, 0; 0, 0]",
        "h = W*t; D(h, t)[2, 1] | 3",
      })
  void aDerivativeOfAVectorIsAJacobian(String text, String expected) {
    Matrix value = value(text, "W=[1, 2; 3, 4]", "x=[1, 2]", "t=3", "s=2");
    assertThat(value.format(Digits.ALL::format)).isEqualTo(expected);
  }

  /** SymPy: the sum of the entries of the Jacobian of (W x)^2 by x, and its gradient. */
  @Test
  void aJacobianHasAGradient() {
    Expression sum =
        DerivativeTexts.parse("h = (W @ x)^2; sum(D(h, x))", "W=[1, 2; 3, 4]", "x=[1, 2]");
    assertThat(sum.value(Map.of())).isEqualTo(184);
    assertThat(sum.gradient(Point.NONE).get("x").toArray()).containsExactly(48, 68);
    assertThat(sum.verify(Point.NONE).agrees()).isTrue();
  }

  @Test
  void shapesDecideAnewAtEachPoint() {
    Expression g = DerivativeTexts.parse("f = sum(x^2); D(f, x)");
    assertThat(g.value(Point.of("x", 3))).hasToString("6");
    Matrix vector = Matrix.of(2, 1, 1, 5);
    assertThat(g.value(Point.of("x", vector)).toArray()).containsExactly(2, 10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h = W @ x; D(h, W) | dh/dW is the derivative of a 2x1 by a 2x2, which no matrix holds",
        "h = W*2; D(h, x) | dh/dx is the derivative of a 2x2 by a 2x1, which no matrix holds",
        "v = ones(100); h = exp(v); D(h, v) | dh/dv is 100x100; a formula has at most 4096",
        "D(W, pi) | dW/dpi: pi is a constant",
      })
  void whatHasNoDerivativeIsAnErrorAtItsPlace(String text, String message) {
    assertThatThrownBy(() -> value(text, "W=[1, 2; 3, 4]", "x=[1, 2]"))
        .isInstanceOf(ChainruleException.class)
        .hasMessageContaining(message)
        .satisfies(
            error ->
                assertThat(((ChainruleException) error).diagnostics().get(0).labels())
                    .isNotEmpty());
  }

  // ---- gradients of the backward pass ----

  /**
   * By hand, as the trace has them: f = (x + y)*z at -2, 5, -4; x*x at 3 sends down 3 each time.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "q = x + y; f = q*z; g = up(q) | -4",
        "q = x + y; f = q*z; g = local(f, q) | -4",
        "q = x + y; f = q*z; g = local(q, x) | 1",
        "q = x + y; f = q*z; g = down(q, x) + 2*down(f, z) | 2",
        "q = x + y; f = q*z; g = up(f) | 1",
        "q = x + y; f = q*z + 0*x; g = up(x)*up(y) | 16",
        "q = x*x; f = q*z + 0*y; g = down(q, x) + local(q, x) | 6",
        "q = x + y; f = q*z; w = x - 0.5*up(x); g = w + up(w) | 0",
      })
  void rolesAreOperandsToo(String text, double expected) {
    Expression sheet = DerivativeTexts.parse(text, "x=-2", "y=5", "z=-4");
    assertThat(sheet.of("g").value(Map.of())).isEqualTo(expected);
  }

  @Test
  void upNeedsALineThatDoesNotUseIt() {
    assertThatThrownBy(() -> DerivativeTexts.parse("w = x - up(x)"))
        .isInstanceOf(ChainruleException.class)
        .hasMessageContaining("up x needs an output, and every line uses a derivative");
    assertThatThrownBy(() -> value("f = x*z; g = local(f, y) + y", "x=1", "y=1", "z=1"))
        .isInstanceOf(ChainruleException.class)
        .hasMessageContaining("y is no operand of f");
  }

  // ---- some inputs given ----

  @Test
  void formulasShowTheNumbersOfInputsThatAreGivenWhereOthersAreNot() {
    Expression line = Chainrule.parse("w = 2; w*x + b");
    assertThat(line.workings().formulas().display(List.of(List.of("x"), List.of("w"))).formulas())
        .extracting(Expr::toString)
        .containsExactly("2", "x");
    assertThat(Chainrule.parse("w = 2; x = 3; b = 1; w*x + b").workings().formulas().display("x"))
        .extracting(form -> form.formulas().get(0).toString())
        .isEqualTo("w");
    assertThat(Chainrule.parse("x = [1, 2]; sum(W @ x)").workings().shapes()).containsKey("W");
  }
}
