package org.chainrule.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.parse.TextParser;
import org.chainrule.source.Limits;
import org.chainrule.source.SourceText;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Derivations: every line reads back and has the value of the one before, and says its rule. */
final class DerivationTest {
  private static final Pattern OF_AN_EXPRESSION = Pattern.compile("d/dx \\(");
  private static final Pattern OF_A_NAME = Pattern.compile("\\bd(\\p{Alpha}\\w*)/dx\\b");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x^2*sin(x)",
        "1/(1+exp(-(w*x+b)))",
        "(x^2+1)/(x^3-2*x+5)",
        "x^x",
        "2^(3*x)",
        "log(x)/x",
        "sqrt(1-x^2)",
        "tanh(a*x+b)",
        "-x^3",
        "max(x, x^2)*abs(x)",
        "(x - 3)*(x - 5)",
        "atan(y/x)",
        "x/sqrt(14)*3/sqrt(7)*5/sqrt(3)",
        "where(x > 0.5, x^2, exp(x)*y)",
        "min(x, y)^3 + relu(x - y)",
        "(x + 1)^2.5/(2 - x)",
        "exp(-x^2/2)/sqrt(2*pi)",
        "log(1 + exp(x))",
        "sin(cos(tan(x)))",
        "softplus(x*y) + sigmoid(x)",
        "x*(x + 1)*(x + 2)",
        "1/x - 3/x^2 + 0.1*x",
        "x^a + a^x",
        "step(x)*x + floor(x)",
        "hypot(x, y) + atan2(x, y)",
        "(1 - -x)*-x",
        "clip(x, 0.3, 0.8)*y",
        "where(y > 0, x, x^2)",
        "elu(x - 0.5, y) + leaky_relu(x - 0.5)",
        "log2(x) + log10(x) + cbrt(x)",
        "((x^2 + y)^2 + y)^2",
      })
  void everyLineReadsBackAndHasTheValueOfTheOneBefore(String text) {
    check("", text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "u = exp(-x); s = 1/(1 + u)      | (s - y)^2",
        "q = x + y                       | q*z",
        "c = 2*y; p = c*x; r = p^2       | r*p + c",
        "f(u) = u^2 + sin(u); g(u) = f(f(u)) | g(x)",
        "a = x*x; b = a*a; c = b*a       | sin(c)*a",
      })
  void namesOfTheReaderAreDerivedOnce(String definitions, String text) {
    check(definitions + "; ", text);
  }

  private static void check(String definitions, String text) {
    Expression f = Chainrule.parse(definitions + text);
    List<Derivation.Part> parts = f.workings().formulas().steps("x");
    List<Double> lastValues = new ArrayList<>();
    Random random = new Random(5);
    for (int i = 0; i < 5; i++) {
      Map<String, Double> point = new LinkedHashMap<>();
      f.inputs().forEach(name -> point.put(name, 0.2 + 0.6 * random.nextDouble()));
      StringBuilder known = new StringBuilder(definitions);
      for (Derivation.Part part : parts) {
        double truth = Double.NaN;
        for (Derivation.Step step : part.steps()) {
          step.with().forEach(b -> define(known, b, f));
          double value = value(known.toString(), step.line().toString(), point);
          truth = Double.isNaN(truth) ? value : truth;
          assertThat(value)
              .as("%s: %s (%s) at %s", text, step.line(), step.rule(), point)
              .isCloseTo(truth, Offset.offset(1e-12 * (1 + Math.abs(truth))));
        }
        if (part.of().isEmpty()) {
          lastValues.add(truth);
          assertThat(truth)
              .isCloseTo(f.gradient(point).get("x"), Offset.offset(1e-12 * (1 + Math.abs(truth))));
        }
      }
    }
    assertThat(lastValues).hasSize(5);
  }

  private static void define(StringBuilder known, DisplayForm.Binding binding, Expression f) {
    String definition = binding.name() + " = " + binding.expr() + "; ";
    if (!f.workings().circuit().sheet().knows(binding.name()) && known.indexOf(definition) < 0) {
      known.append(definition);
    }
  }

  /** The value of a printed line; what is still to be taken is the gradient of what it names. */
  private static double value(String known, String line, Map<String, Double> point) {
    String readable = OF_AN_EXPRESSION.matcher(line).replaceAll("D(");
    readable = OF_A_NAME.matcher(readable).replaceAll("D($1)");
    Statement statement =
        TextParser.parse(SourceText.of(readable), Set.of("D"), Limits.STANDARD).statements().get(0);
    return value(known, ((Statement.Bare) statement).expr(), point);
  }

  private static double value(String known, Expr expr, Map<String, Double> point) {
    if (expr instanceof Expr.Number number) {
      return number.value();
    }
    if (expr instanceof Expr.Apply apply) {
      double[] x = {0, 0, 0};
      for (int i = 0; i < apply.operands().size(); i++) {
        x[i] = value(known, apply.operands().get(i), point);
      }
      return apply.gate().apply(x[0], x[1], x[2]);
    }
    Expr of = expr instanceof Expr.Call call ? call.operands().get(0) : expr;
    Expression inner = Chainrule.parse(known + "0 + " + of);
    Map<String, Double> values = new LinkedHashMap<>(point);
    values.keySet().retainAll(inner.inputs());
    return expr instanceof Expr.Call ? inner.gradient(values).get("x") : inner.value(values);
  }

  // ---- rules ----

  private static List<String> rules(String text) {
    List<String> rules = new ArrayList<>();
    for (Derivation.Part part : Chainrule.parse(text).workings().formulas().steps("x")) {
      part.steps().forEach(step -> rules.add(step.rule()));
    }
    return rules.subList(1, rules.size());
  }

  /** As they are called in textbooks. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x^2                 | power rule",
        "(2*x)^2             | power rule, chain rule; constant factor rule; collect like terms and factors",
        "x*sin(x)            | product rule; derivative of sin",
        "x/(x + 1)           | quotient rule; sum rule; collect like terms and factors",
        "1/x                 | reciprocal rule",
        "3/x^2               | reciprocal rule, chain rule; power rule; collect like terms and factors",
        "x/3                 | constant factor rule",
        "2^x                 | exponential rule",
        "2^(3*x)             | exponential rule, chain rule; constant factor rule; rearrange",
        "sin(x^2)            | derivative of sin, chain rule; power rule; rearrange",
        "max(x, x^2)         | derivative of the larger one; power rule",
        "(x + 1)/2           | constant factor rule; sum rule",
        "floor(x)            | a floor is flat",
        "1/(1 + exp(-x))     | reciprocal rule, chain rule; sum rule; derivative of exp, chain rule; constant factor rule; substitute",
        "-x                  | constant factor rule",
        "x - x^2             | sum rule; power rule",
        "x^x                 | power rule and exponential rule, one for each place; take out the common factor",
        "min(x, y)           | derivative of the smaller one; simplify",
        "where(y > 0, x, x^2) | branch by branch; power rule",
        "ceil(x)             | a ceil is flat",
        "sin(x)              | derivative of sin",
        "-x*exp(x)           | product rule; constant factor rule; derivative of exp; take out the common factor",
        "x^2*exp(x)/y        | constant factor rule; product rule; power rule; derivative of exp; take out the common factor",
        "a*x*b + x*c*b       | sum rule; constant factor rule; constant factor rule; constant factor rule; constant factor rule; take out the common factor",
        "y*x                 | constant factor rule",
        "0*x + y             | sum rule; constant factor rule",
        "x                   | ''",
        "tanh(w*x)           | derivative of tanh, chain rule; constant factor rule; ''",
      })
  void rulesAreCalledByTheirNames(String text, String rules) {
    assertThat(String.join("; ", rules(text))).isEqualTo(rules.replace("''", ""));
  }

  private static String lines(String text) {
    StringBuilder lines = new StringBuilder();
    for (Derivation.Part part : Chainrule.parse(text).workings().formulas().steps("x")) {
      lines.append(part.of().isEmpty() ? "" : part.of() + ": ");
      for (Derivation.Step step : part.steps()) {
        lines.append(step == part.steps().get(0) ? "" : " = ").append(step.line());
        step.with().forEach(b -> lines.append(" [").append(b.name()).append("]"));
      }
      lines.append("; ");
    }
    return lines.substring(0, lines.length() - 2);
  }

  /** Line by line, as on a blackboard; what is named for the first time stands in brackets. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x*sin(x) | d/dx (x*sin(x)) = sin(x) + x*d/dx (sin(x)) = sin(x) + x*cos(x)",
        "x/(x + 1) | d/dx (x/(x + 1)) = (x + 1 - x*d/dx (x + 1))/(x + 1)^2 = (x + 1 - x)/(x + 1)^2"
            + " = 1/(x + 1)^2",
        "3*x - 2*x | d/dx (3*x - 2*x) = d/dx (3*x) - d/dx (2*x) = 3 - d/dx (2*x) = 3 - 2 = 1",
        "-x^3 | d/dx (-x^3) = -d/dx (x^3) = -3*x^2",
        "x^2/2 | d/dx (x^2/2) = d/dx (x^2)/2 = 2*x/2 = x",
        "y/x^2 | d/dx (y/x^2) = -y/(x^2)^2*d/dx (x^2) = -y/(x^2)^2*(2*x) = -2*y/x^3",
        "max(x, y) | d/dx (max(x, y)) = where(x >= y, 1, 0) = x >= y",
        "min(y, x^2) | d/dx (min(y, x^2)) = where(y <= x^2, 0, d/dx (x^2)) = where(y <= x^2, 0, 2*x)"
            + " = 2*x*(y > x^2)",
        "where(y, x, 3) | d/dx (where(y, x, 3)) = where(y, 1, 0) = y != 0",
        "y + 0*x | d/dx (y + 0*x) = d/dx (0*x) = 0",
        "x | 1",
        "q = x + y; q*z | q: d/dx (x + y) = 1; d/dx (q*z) = z*dq/dx = z",
        "q = x^2; sin(q)*q | q: d/dx (x^2) = 2*x; d/dx (sin(q)*q)"
            + " = q*d/dx (sin(q)) + sin(q)*dq/dx = q*(cos(q)*dq/dx) + sin(q)*dq/dx"
            + " = q*(cos(q)*(2*x)) + sin(q)*(2*x) = 2*x*(sin(q) + q*cos(q)) [q]",
        "s = sigmoid(x); s*x | s: d/dx (sigmoid(x)) = s*(1 - s); d/dx (s*x) = x*ds/dx + s"
            + " = x*(s*(1 - s)) + s = s + x*s*(1 - s)",
        "c = 2*y; c*x | d/dx (c*x) = c",
        "a = x^2; b = a^2; b*x | a: d/dx (x^2) = 2*x; b: d/dx (a^2) = 2*a*da/dx;"
            + " d/dx (b*x) = x*db/dx + b = x*(2*a*(2*x)) + b = 4*x^2*a + b",
        "u = exp(-x); s = 1/(1 + u); s*y | u: d/dx (exp(-x)) = u*d/dx (-x) = -u;"
            + " s: d/dx (1/(1 + u)) = -1/(1 + u)^2*d/dx (1 + u) = -1/(1 + u)^2*du/dx;"
            + " d/dx (s*y) = y*ds/dx = y*(1/(1 + u)^2*u) = y*s*(1 - s) [s]",
        "((x^2 + y)^2 + y)^2 | d/dx (((x^2 + y)^2 + y)^2)"
            + " = 2*((x^2 + y)^2 + y)*d/dx ((x^2 + y)^2 + y)"
            + " = 2*((x^2 + y)^2 + y)*d/dx ((x^2 + y)^2)"
            + " = 2*((x^2 + y)^2 + y)*(2*(x^2 + y)*d/dx (x^2 + y))"
            + " = 2*((x^2 + y)^2 + y)*(2*(x^2 + y)*d/dx (x^2))"
            + " = 2*((x^2 + y)^2 + y)*(2*(x^2 + y)*(2*x))"
            + " = 8*x*(x^2 + y)*(y + (x^2 + y)^2) = 8*x*u*(y + u^2) [u]",
      })
  void lineByLine(String text, String expected) {
    assertThat(lines(text)).isEqualTo(expected);
  }

  @Test
  void whatIsNoNumberIsDerivedAtOnce() {
    List<Derivation.Part> parts =
        Chainrule.parse("sum((x @ y)^2)").workings().formulas().steps("x");
    assertThat(parts).hasSize(1);
    assertThat(parts.get(0).steps())
        .extracting(step -> step.rule() + ": " + step.line())
        .containsExactly("the chain rule, at once: 2*(x @ y) @ y'");
  }

  /** A line of 60 parts is the longest without names for what is shared. */
  @Test
  void longLinesAreBrokenUpByNames() {
    String square = "(a + b + c + d + e1 + f + g + h + i + j + x)"; // 21 parts
    assertThat(lines("sin" + square)).startsWith("d/dx (sin(a + b");
    String taken = "t1 = y + 1; ";
    String twice = "sin" + square + "*cos" + square + "*exp" + square;
    List<Derivation.Part> parts =
        Chainrule.parse(taken + twice + "*t1").workings().formulas().steps("x");
    assertThat(parts).extracting(Derivation.Part::of).containsExactly("t2", "");
    assertThat(parts.get(0).steps().get(0).line()).hasToString("d/dx " + square);
    assertThat(parts.get(1).steps().get(0).line()).hasToString("d/dx (sin(t2)*cos(t2)*exp(t2)*t1)");
  }

  @Test
  void moreThanTwoHundredLinesAreNotWritten() {
    StringBuilder sum = new StringBuilder("x");
    for (int i = 2; i <= 300; i++) {
      sum.append(" + sin(").append(i).append("*x)");
    }
    List<Derivation.Part> parts = Chainrule.parse(sum.toString()).workings().formulas().steps("x");
    assertThat(parts).hasSize(1);
    assertThat(parts.get(0).steps())
        .extracting(Derivation.Step::rule)
        .containsExactly("the chain rule, at once");
  }

  @Test
  void theReadersOwnTextIsKept() {
    List<Derivation.Step> steps =
        Chainrule.parse("x/sqrt(14)*3/sqrt(7)").workings().formulas().steps("x").get(0).steps();
    assertThat(steps.subList(0, 4))
        .extracting(step -> step.line().toString())
        .containsExactly(
            "d/dx (x/sqrt(14)*3/sqrt(7))",
            "d/dx (x/sqrt(14)*3)/sqrt(7)",
            "3*d/dx (x/sqrt(14))/sqrt(7)",
            "3*(1/sqrt(14))/sqrt(7)");
  }

  // ---- what is shared ----

  @Test
  @Tag("long")
  void whatIsSharedIsDerivedOnce() {
    StringBuilder chain = new StringBuilder("x1 = x + x");
    for (int i = 2; i <= 30; i++) {
      chain.append("; x").append(i).append(" = x").append(i - 1).append(" + x").append(i - 1);
    }
    StringBuilder functions = new StringBuilder("f0(u) = sin(u)*u");
    for (int i = 1; i <= 4; i++) {
      functions.append("; f").append(i).append("(u) = f").append(i - 1);
      functions.append("(f").append(i - 1).append("(u))");
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          List<Derivation.Part> parts =
              Chainrule.parse(chain.toString()).workings().formulas().steps("x");
          assertThat(parts).hasSize(30);
          assertThat(parts.get(28).of()).isEqualTo("x29");
          Derivation.Part last = parts.get(29);
          assertThat(last.steps())
              .extracting(step -> step.line().toString())
              .startsWith("d/dx (x29 + x29)", "dx29/dx + dx29/dx", "2*dx29/dx")
              .endsWith("1073741824");
          for (Derivation.Part part :
              Chainrule.parse(functions + "; f4(x)").workings().formulas().steps("x")) {
            part.steps().forEach(step -> assertThat(TermWriter.size(step.line())).isLessThan(700));
          }
        });
  }
}
