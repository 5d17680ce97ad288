package org.chainrule.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.Chainrule;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.parse.TextParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formulas of nodes, names put in, signs drawn to the front. */
final class FormulaTest {
  private static Expr expr(String text) {
    return TextParser.expression(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x*y + 2              | x*y + 2",
        "-x*(-y)              | x*y",
        "x*(-y)               | -x*y",
        "x/(-y)               | -x/y",
        "-(-x)                | x",
        "-(-x/y*z)            | x/y*z",
        "-(x/y*z)             | -x/y*z",
        "x*1                  | x",
        "1*x                  | x",
        "1/x                  | 1/x",
        "x/1                  | x",
        "-1*x                 | -x",
        "x*(-1)               | -x",
        "-1/x                 | -1/x",
        "-1*(x + y)           | -(x + y)",
        "sin(-x)              | sin(-x)",
        "A''                  | A",
        "A'                   | A'",
        "[x, -y*z]            | [x, -y*z]",
      })
  void aNodeAsItStands(String text, String expected) {
    Circuit circuit = Chainrule.parse(text).workings().circuit();
    assertThat(Formula.text(circuit.graph(), circuit.output(), 100, name -> false))
        .isEqualTo(expected);
  }

  @Test
  void aProductOfManyFactorsKeepsItsSign() {
    String few = "a" + "*b".repeat(20);
    String many = "a" + "*b".repeat(40);
    assertThat(Signs.negate(expr(few))).hasToString("-" + few);
    assertThat(Signs.negate(expr(many))).hasToString("-(" + many + ")");
    assertThat(Signs.isNegative(expr("-" + few))).isTrue();
    assertThat(Signs.isNegative(expr("-" + many))).isFalse();
    assertThat(Signs.isNegative(expr("x - y"))).isFalse();
  }

  @Test
  void whatIsSharedIsDefinedOnceBeyondTheBudget() {
    Circuit circuit = Chainrule.parse("q = x*y + 1; r = q*q; r*sin(r)").workings().circuit();
    String budgeted = Formula.text(circuit.graph(), circuit.output(), 10, name -> false);
    assertThat(budgeted).isEqualTo("t1 = x*y + 1\nt2 = t1*t1\nt2*sin(t2)");
    assertThat(Formula.text(circuit.graph(), circuit.output(), 10, "t1"::equals))
        .isEqualTo("t2 = x*y + 1\nt3 = t2*t2\nt3*sin(t3)");
    String whole = "(x*y + 1)*(x*y + 1)*sin((x*y + 1)*(x*y + 1))";
    // r has 5 + 5 + 1 parts, the whole 11 + 11 + 2.
    assertThat(Formula.text(circuit.graph(), circuit.output(), 24, name -> false)).isEqualTo(whole);
    assertThat(Formula.text(circuit.graph(), circuit.output(), 23, name -> false)).contains("t1");
    assertThat(Formula.size(circuit.graph(), circuit.output(), node -> false)).isEqualTo(24);
    int r = circuit.nodes().get("r");
    assertThat(Formula.size(circuit.graph(), circuit.output(), node -> node == r)).isEqualTo(4);
    assertThat(
            Formula.of(
                    circuit.graph(),
                    circuit.output(),
                    4,
                    node -> node == r ? Optional.of(new Expr.Name("r")) : Optional.empty())
                .map(Expr::toString))
        .contains("r*sin(r)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x*y + x       | x | 2     | 2*y + 2",
        "x*y           | x | -z    | -z*y",
        "sin(x)        | y | 2     | sin(x)",
        "[x, y; 1, x]  | x | z + 1 | [z + 1, y; 1, z + 1]",
        "y*x           | x | -z    | -y*z",
      })
  void aNameIsReplaced(String text, String name, String replacement, String expected) {
    assertThat(Substitution.replace(expr(text), name, expr(replacement))).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x + y         | y",
        "y + x         | y",
        "x - y         | -y",
        "y - x         | y",
        "x*y           | 0",
        "y*x           | 0",
        "x/y           | 0",
        "y/x           | y/0",
        "y^x           | y^0",
        "y + n         | y - z",
        "y - n         | y + z",
        "n + y         | -z + y",
        "y*1 + z       | y*1 + z",
        "y + sin(x)    | y + sin(0)",
        "y + x*z       | y",
        "-x            | -0",
      })
  void whatIsPutInIsClearedOfZeros(String text, String expected) {
    Map<String, Expr> meanings = Map.of("x", expr("0"), "n", expr("-z"));
    assertThat(Substitution.fill(expr(text), meanings)).hasToString(expected);
  }

  @Test
  void whatIsNotChangedStaysTheSameObject() {
    Expr whole = expr("(0 + y)*(x + 1)");
    assertThat(Substitution.fill(whole, Map.of("z", expr("1")))).isSameAs(whole);
    Expr filled = Substitution.fill(whole, Map.of("x", expr("2")));
    assertThat(filled.parts().get(0)).isSameAs(whole.parts().get(0));
    assertThat(filled).hasToString("(0 + y)*(2 + 1)");
  }

  @Test
  void gatesAreExchanged() {
    assertThat(Substitution.rebuild(expr("sin(x)*y"), gate -> gate == Gate.SIN ? Gate.COS : gate))
        .hasToString("cos(x)*y");
    assertThat(Formula.gate(Gate.TRANSPOSE, List.of(expr("A'")))).hasToString("A");
  }
}
