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
        "q = [x*y, x + y]; dq[1]/dx*y        | 9",
        "q = [x*y, x + y]; dq[2]/dy + x      | 3",
      })
  void areOneOperand(String text, double value) {
    assertThat(Chainrule.parse(text).value(POINT)).isCloseTo(value, Offset.offset(1e-12));
  }

  /** The output is f = q^2 with q = x*y: df/dq = 2q = 12, dq/dx = y = 3. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up q                        | 12",
        "up q * 2                    | 24",
        "2up q                       | 24",
        "x - 0.5*up x                | -16",
        "-up q + upstream q          | 0",
        "(up q)^2                    | 144",
        "up q/up x                   | 0.3333333333333333",
        "up q * local dq/dx          | 36",
        "local dq/dx                 | 3",
        "local dq/dx * local dq/dy   | 6",
        "down q->x                   | 36",
        "2*down q -> x + 1           | 73",
        "1/local dq/dx               | 0.3333333333333333",
        "s(u) = u*up q; s(2)         | 24",
        "g = down q->x; h = g/3; h   | 12",
        "max(up q, down q->y)        | 24",
      })
  void gradientsOfTheBackwardPassAreOneOperandToo(String text, double value) {
    assertThat(Chainrule.parse("q = x*y; f = q^2; " + text).value(POINT))
        .isCloseTo(value, Offset.offset(1e-12));
  }

  /** The words are ordinary names wherever the writer uses them as such. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up*2 + 0*x*y; up = 3              | 6",
        "up = 3; up x + 0*y                | 6",
        "up = 3; 2 up x + 0*y              | 12",
        "local + down*x/y*3; down = 1; local = 1 | 3",
        "up = x*y; up^2                    | 36",
        "up = x*y; up x                    | 12",
        "dq = 6*y; local = 2; local dq/3 + 0*x  | 12",
        "f = x*y; up x = 3; f = 6          | 6",
      })
  void theWordsAreNamesToo(String text, double value) {
    assertThat(Chainrule.parse(text).value(POINT)).isEqualTo(value);
  }

  @Test
  void aValueFromOutsideMakesTheWordAName() {
    Chainrule.Options options = Chainrule.Options.DEFAULT;
    List<SourceText> texts = List.of(SourceText.of("up = 3"), SourceText.of("2 up x + 0*y"));
    assertThat(Chainrule.parse(texts, List.of(), options).value(POINT)).isEqualTo(12);
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
        "q = x^2; f = q*x; g = up p        | E101",
        "q = x^2; f = q*x; g = down q->z   | E101",
        "q = x^2; f = q*x; g = local dp/dz | E101",
        "q = x^2; f = q*x; g = up q^2      | E026",
        "q = x^2; f = q*x; g = up q²       | E026",
        "q = x^2; f = q*x; local dq/dx^2   | E026",
        "q = x^2; f = q*x; down q->x^2     | E026",
        "q = x^2; local d2q/dx2            | E028",
        "q = x*up q; f = q*x               | E102",
        "h(u) = u*up u; f = h(x)           | E127",
        "h(u) = local dq/du; q = x; h(x)   | E127",
        "w = x - up x                      | E126",
      })
  void errors(String text, String code) {
    assertThatThrownBy(() -> Chainrule.parse(text))
        .isInstanceOfSatisfying(
            ChainruleException.class,
            e -> assertThat(e.diagnostics().get(0).code()).isEqualTo(code));
  }
}
