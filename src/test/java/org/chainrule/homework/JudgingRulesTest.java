package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rules by which a right student is never told NO: what is said of the last line of a sheet.
 * All numbers were computed by hand from the line before, as the comments say.
 */
class JudgingRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A calculation is what it comes to: 0.5*3 + 0.2 is 1.7.
        "f = 1.7*x; x = 1; df/dx = 0.5*3 + 0.2 | RIGHT",
        "f = 1.7*x; x = 1; df/dx = 0.5*3 + 0.4 | WRONG",
        // 1/2.8 = 0.357 is 0.36, and 7.03*0.36 is 2.5308.
        "t = x/p; f = t*u; x = -4; p = 2.8; u = 7.03; df/dx = 7.03*0.36 = 2.53 | RIGHT_CARRIED",
        "t = x/p; f = t*u; x = -4; p = 2.8; u = 7.03; df/dx = 7.03*0.63 = 4.43 | WRONG",
        // After a wrong -3 the line follows, link by link.
        "q = x*y; f = q*z; x = 2; y = 3; z = -4; df/dq = -3; df/dx = df/dq*dq/dx = -3*3 = -9 | FOLLOWS",
        "q = x*y; f = q*z; x = 2; y = 3; z = -4; df/dq = -3; df/dx = df/dq*dq/dx = -3*3 = -8 | WRONG",
        // 0.29*4.5 = 1.305 is a tie: both roundings are right.
        "f = x*y; x = 0.29; y = 4.5; f = 1.31 | RIGHT_ROUNDED",
        "f = x*y; x = 0.29; y = 4.5; f = 1.30 | RIGHT_ROUNDED",
        "f = x*y; x = 0.29; y = 4.5; f = 1.34 | WRONG",
        // -3/4^2 from the inputs, although k is wrong; -0.5/4 from the wrong k.
        "a = 3; b = 4; k = a/b; f = k^2; k = 0.5; local dk/db = -0.1875 | RIGHT",
        "a = 3; b = 4; k = a/b; f = k^2; k = 0.5; local dk/db = -0.125 | FOLLOWS",
        // 1/x from its output: -5.56/0.18 = -30.889.
        "f = w^(-1); w = 0.18; f = 5.56; df/dw = -30.89 | RIGHT_CARRIED",
        // x^3 from its output, which is wrong: 3*5/2 = 7.5, where 3*2^2 = 12.
        "f = x^3; x = 2; f = 5; df/dx = 7.5 | FOLLOWS",
        "f = x^3; x = 2; f = 5; df/dx = 12 | RIGHT",
        "f = x^3; x = 2; f = 5; df/dx = 8.5 | WRONG",
        // A bare 0 or 1 that is wrong is wrong; a larger whole number wants more digits.
        "f = sigmoid(x); x = 0.3; f = 1 | WRONG",
        "f = exp(x); x = 2; f = 7 | NEAR",
        "f = exp(x); x = 2; f ~ 7 | RIGHT_ROUNDED",
        // == a number is = that number; the gradient of x*y by x is y everywhere.
        "f = x*y; x = 3; y = 2; df/dx == 2 | RIGHT",
        "f = x*y; x = 3; y = 2; df/dx == y | RIGHT",
        // abs(x)*y by x is y where x > 0, as it is here.
        "f = abs(x)*y; x = 3; y = 2; df/dx == y | RIGHT",
        "f = abs(x)*y; x = -3; y = 2; df/dx == y | WRONG",
        // At a tie max may give all, nothing, or half of 2.78 to r.
        "r = max(y, 2.78); f = y*r; y = 2.78; down r->y = 1.39 | RIGHT_CHOICE",
        "r = max(y, 2.78); f = y*r; y = 2.78; down r->y = 3.39 | WRONG",
      })
  void theLastLineIs(String lines, Verdict verdict) {
    List<Judgement> claims = Checker.check("s", String.join("\n", lines.split("; "))).claims();
    assertThat(claims.get(claims.size() - 1).verdict()).as("%s", claims).isEqualTo(verdict);
  }
}
