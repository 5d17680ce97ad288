package org.chainrule.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.chainrule.Chainrule;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How derivatives are written; all values at x = 2, y = 3, by hand. */
final class DifferentialsTest {
  private static final Map<String, Double> POINT = Map.of("x", 2.0, "y", 3.0);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f = x^3*y; df/dx                    | 36",
        "f = x^3*y; ∂f/∂x                    | 36",
        "f = x^3*y; 2*df/dx                  | 72",
        "f = x^3*y; y - 0.5*df/dx            | -15",
        "f = x^3*y; 2df/dx                   | 72",
        "f = x^3*y; (df/dx)^2                | 1296",
        "f = x^3*y; -df/dx + df/dy           | -28",
        "f = x^3*y; d2f/dx2                  | 36",
        "f = x^3*y; d²f/dx²                  | 36",
        "f = x^3*y; d^2f/dx^2 + 1            | 37",
        "f = x^3*y; d2f/dxdy                 | 12",
        "f = x^3*y^2; d3f/dx2dy              | 72",
        "q = x*y; f = q^2; df/dq*dq/dx       | 36",
        "g = df/dx; f = x^3*y; dg/dx         | 36",
        "d/dx (x^2*y)                        | 12",
        "d(x^2*y)/dx + 1                     | 13",
        "d2/dx2 (x^2*y)                      | 6",
        "h(u, v) = d/du (u*v); h(x, x) + 0*y | 2",
        "s = x*y; t = 2; ds/dx*t             | 6",
        "E=x*y; dE/dx = 3; 2*dE/dx+1 + 0*x   | 7",
      })
  void areOneOperand(String text, double value) {
    assertThat(Chainrule.parse(text).value(POINT)).isCloseTo(value, Offset.offset(1e-12));
  }

  /** Where the writer knows df or dx as a name, it is a quotient of names. */
  @Test
  void namesOfTheWriterGoFirst() {
    assertThat(Chainrule.parse("df = 3*x; dx = 2; df/dx + 0*y").value(POINT)).isEqualTo(3);
  }

  /** Names such as x2, d1 and data are names; f = x^3*x2^2 at x = 2, x2 = 3. */
  @Test
  void namesWithDigits() {
    Map<String, Double> point = Map.of("x", 2.0, "x2", 3.0);
    assertThat(Chainrule.parse("f = x^3*x2^2; d2f/dxdx2").value(point)).isEqualTo(72);
    assertThat(Chainrule.parse("f = x^3*x2^2; df/dx2").value(point)).isEqualTo(48);
  }

  @Test
  void severalTextsKnowTheNamesOfAll() {
    List<SourceText> texts = List.of(SourceText.of("f = x^2*y"), SourceText.of("g = 2*df/dx"));
    assertThat(Chainrule.parse(texts, List.of(), Chainrule.Options.DEFAULT).value(POINT))
        .isEqualTo(24);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f = x^2; g = df/dx^2              | E026",
        "f = x^2; g = df/dx²               | E026",
        "x2 = 1; f = x^3*x2; g = d2f/dx2   | E027",
        "f = x^2; g = df/dz                | E101",
        "f = x^2; g = dh/dx                | E101",
      })
  void errors(String text, String code) {
    assertThatThrownBy(() -> Chainrule.parse(text))
        .isInstanceOfSatisfying(
            ChainruleException.class,
            e -> assertThat(e.diagnostics().get(0).code()).isEqualTo(code));
  }
}
