package org.chainrule.ast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.chainrule.DerivativeTexts;
import org.chainrule.parse.TextParser;
import org.chainrule.render.Latex;
import org.chainrule.source.Limits;
import org.chainrule.source.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How derivatives are written; {@link DerivativeTexts} has the notation of the left column. */
final class DerivativePrintingTest {
  private static final Set<String> WORDS = Set.of("D", "up", "local", "down");

  private static Expr read(String text) {
    Text read = TextParser.parse(SourceText.of(text), WORDS, Limits.STANDARD);
    return DerivativeTexts.read(read.statements().get(0).expressions().get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "D(f, x) | df/dx",
        "D(f, x, x) | d2f/dx2",
        "D(f, x, y) | d2f/dxdy",
        "D(f, x, x, y) | d3f/dx2dy",
        "D(x^2*y, x) | d/dx (x^2*y)",
        "D(x^2*y, x, x) | d2/dx2 (x^2*y)",
        "D(x^2*y, x, y) | d/dx (d/dy (x^2*y))",
        "D(D(f, x), x) | d/dx (df/dx)",
        "w - rho*D(E, w) | w - rho*dE/dw",
        "D(f, q)*D(q, x) | df/dq*dq/dx",
        "2/D(f, x) | 2/(df/dx)",
        "D(f, x)/2 | df/dx/2",
        "D(E, w)^2 + D(E, b)^2 | (dE/dw)^2 + (dE/db)^2",
        "2^D(f, x) | 2^(df/dx)",
        "-D(f, x) | -df/dx",
        "x - -D(f, x) | x - (-df/dx)",
        "D(f, W)[1, 2] | df/dW[1, 2]",
        "D(W @ x, x)[1, 2] | (d/dx (W @ x))[1, 2]",
        "D(f, W)' | (df/dW)'",
        "exp(D(f, x)) | exp(df/dx)",
        "up(q)*x | up q*x",
        "local(q, x)*up(q) | local dq/dx*up q",
        "down(q, x) + 1 | down q->x + 1",
      })
  void itIsWrittenAsTheLectureWritesIt(String read, String written) {
    assertThat(read(read)).hasToString(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "D(f, x) | \\frac{\\partial f}{\\partial x}",
        "D(f, x, x) | \\frac{\\partial^{2} f}{\\partial x^{2}}",
        "D(f, x, y) | \\frac{\\partial^{2} f}{\\partial x\\, \\partial y}",
        "D(x*y, x) | \\frac{\\partial}{\\partial x}\\left(x y\\right)",
        "w - rho*D(E, w) | w - \\rho \\frac{\\partial E}{\\partial w}",
        "D(f, x)^2 | \\left(\\frac{\\partial f}{\\partial x}\\right)^{2}",
        "up(q) | \\mathrm{up}\\, q",
        "local(q, x) | \\mathrm{local}\\, \\frac{\\partial q}{\\partial x}",
        "down(q, x) | \\mathrm{down}\\, q \\to x",
      })
  void latexHasAFraction(String read, String written) {
    assertThat(Latex.of(read(read))).isEqualTo(written);
  }

  @Test
  void twoAreEqualIfTheyAreOfTheSameByTheSame() {
    assertThat(read("D(f, x)"))
        .isEqualTo(Expr.Derivative.of("f", "x"))
        .hasSameHashCodeAs(read("D(f, x)"));
    assertThat(read("D(f, x)")).isNotEqualTo(read("D(f, y)")).isNotEqualTo(read("local(f, x)"));
    assertThat(read("D(f, x, y)")).isNotEqualTo(read("D(f, y, x)")).isNotEqualTo(read("D(f, x)"));
    assertThat(read("up(q)")).isNotEqualTo(read("down(q, q)"));
  }

  @Test
  void whatItIsTakenByStaysAName() {
    Expr number = Expr.Number.of(2);
    Expr mapped =
        Trees.mapLeaves(read("D(x^2, x)"), leaf -> leaf instanceof Expr.Name ? number : leaf);
    assertThat(mapped).hasToString("d/dx (2^2)");
    assertThatThrownBy(() -> new Expr.Derivative(number, List.of()))
        .isInstanceOf(IllegalStateException.class);
  }
}
