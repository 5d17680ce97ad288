package org.chainrule.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.chainrule.Chainrule;
import org.chainrule.ast.Expr;
import org.chainrule.graph.Circuit;
import org.chainrule.parse.TextParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader of terms notices, and local formulas in terms of what has a name. */
final class TermReaderTest {
  @ParameterizedTest
  @CsvSource({"x/2, false", "0.5*x, true", "1e3*x, true", "1E3*x, true", "12*x, false"})
  void decimalPointsAreNoticed(String text, boolean decimals) {
    TermReader reader = new TermReader(new Terms(), null, node -> Optional.empty());
    reader.expression(TextParser.expression(text));
    assertThat(reader.hasDecimals()).isEqualTo(decimals);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x*y*2/2          | x*y",
        "x + x            | 2*x",
        "a*b + a*c        | a*(b + c)",
        "masked(x, 1/y)   | x/y",
        "sin(x)           | sin(x)",
        "1/0*x            | 1/0*x",
        "A @ B            | A @ B",
        "x - x + 1*y      | y",
      })
  void localFormulas(String text, String expected) {
    Circuit circuit = Chainrule.parse(text).workings().circuit();
    Expr plain =
        Formula.of(circuit.graph(), circuit.output(), 100, node -> Optional.empty()).orElseThrow();
    Expr local =
        Simplifier.local(circuit.graph(), circuit.output(), node -> Optional.empty(), plain);
    assertThat(local).hasToString(expected);
  }
}
