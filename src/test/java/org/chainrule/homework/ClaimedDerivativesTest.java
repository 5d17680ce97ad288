package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.chainrule.Chainrule;
import org.chainrule.RandomExpressions;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims about derivatives of any kind. */
final class ClaimedDerivativesTest {
  private static final String VALUES = "x = 0.7\ny = 1.3\nz = 2.1\nw0 = -0.4\ntheta = 0.25\n";
  private static final Map<String, Double> POINT =
      Map.of("x", 0.7, "y", 1.3, "z", 2.1, "w0", -0.4, "theta", 0.25);

  /** A claim's truth is the number that a formula has for the same derivative, bit for bit. */
  @Test
  @Tag("long")
  void theTruthIsThatOfTheFormula() {
    List<Gate> gates =
        Gate.all().stream()
            .filter(gate -> gate.spec().isEntrywise() && gate != Gate.STACK)
            .toList();
    int compared = 0;
    for (int seed = 0; seed < 150; seed++) {
      Expr expr = new RandomExpressions(seed).over(gates, 10);
      String f = "f = x*y + (" + expr + ") + 0*(y + z + w0 + theta)\n";
      for (String derivative :
          List.of("d2f/dx2", "d2f/dxdy", "d/dx (x*f)", "2*df/dx", "2*up x*up y")) {
        double formula = Chainrule.parse(f + "g = " + derivative + "\ng").value(POINT);
        Report report = Checker.check("", f + VALUES + derivative + " = 12345");
        Judgement claim = report.claims().get(report.claims().size() - 1);
        if (Double.isFinite(formula)) {
          assertThat(Double.valueOf(claim.truth()))
              .as("seed %d: %s of %s", seed, derivative, f)
              .isEqualTo(formula);
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(300);
  }

  /** By hand: q = x*y = 6, f = q^2 + x = 38, df/dq = 12, df/dx = 37, d2f/dxdy = 4xy = 24. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "d2f/dxdy = 24                        | RIGHT",
        "d2f/dxdy = 24.0                      | RIGHT",
        "d2f/dxdy = 25                        | WRONG",
        "d²f/dx² = 18                         | RIGHT",
        "d/dx (x^2*y) = 12                    | RIGHT",
        "df/dx = up q*local dq/dx + 1 = 37    | RIGHT",
        "df/dx = up q*local dq/dx = 36        | WRONG",
        "df/dx = down q->x + 1                | RIGHT",
        "df/dx == df/dq*dq/dx + 1             | RIGHT",
        "df/dx == df/dq*dq/dx                 | WRONG",
        "d2f/dx2 == 2*y^2                     | RIGHT",
        "d2f/dx2 == 2*y                       | WRONG",
        "up q/3 = 4                           | RIGHT", // (up q)/3
        "x + up q = 14                        | RIGHT",
        "df/dx = up p                         | UNDECIDED",
        "d2f/dz2 = 3                          | UNREADABLE",
        "local df/dx = 1                      | RIGHT",
        "local dg/dx = 1                      | UNREADABLE",
      })
  void verdicts(String claim, Verdict verdict) {
    String sheet = "q = x*y\nf = q^2 + x\ng = df/dx\nx = 2\ny = 3\n" + claim;
    List<Judgement> claims = Checker.check("", sheet).claims();
    assertThat(claims).hasSize(1);
    assertThat(claims.get(0).verdict()).as("%s", claims.get(0)).isEqualTo(verdict);
  }

  /** SymPy: N(diff(tanh(x*y), x, y), 17) is 0.87396242178516581 at 3/10, 7/10. */
  @ParameterizedTest
  @CsvSource({
    "0.8739624217851658, RIGHT",
    "0.874, RIGHT_ROUNDED",
    "0.873, RIGHT_TRUNCATED",
    "0.8741, NEAR",
    "0.85, WRONG",
  })
  void roundedNumbers(String written, Verdict verdict) {
    String sheet = "f = tanh(x*y)\nx = 0.3\ny = 0.7\nd2f/dxdy = " + written;
    Judgement judged = Checker.check("", sheet).claims().get(0);
    assertThat(judged.verdict()).as("%s", judged).isEqualTo(verdict);
  }
}
