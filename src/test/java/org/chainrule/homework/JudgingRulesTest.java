package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;
import org.junit.jupiter.api.Test;
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
        // A number of a working is compared with what it stands for: dp/dz = 1/(2*sqrt(2.5)) =
        // 0.316
        // is 0.3 to one place and never 0.2, which would be 1/(2*2.5).
        "p = sqrt(z); f = p*w; z = 2.5; w = -0.51; df/dp = -0.51; df/dz = -0.51*0.3 = -0.15 | RIGHT_CARRIED",
        "p = sqrt(z); f = p*w; z = 2.5; w = -0.51; df/dp = -0.51; df/dz = -0.51*0.2 = -0.10 | WRONG",
        // Terms that cancel: 1/8.54 = 0.1171, -1/8.54^2 = -0.0137; 8.54*(-0.014) + 0.12 = 0.00044.
        "r = q^(-1); f = q*r; q = 8.54; df/dr = 8.54; df/dq = 8.54*(-0.014) + 0.12 = 0.00044 | RIGHT_CARRIED",
        "r = q^(-1); f = q*r; q = 8.54; df/dr = 8.54; df/dq = 8.54*(-0.014) - 0.12 = -0.24 | WRONG",
        // One way through two gates: 2*3*0.5 with 0.5 = 1/(2*1), the root of 1.
        "q = sqrt(x); r = q*3; f = r*2; x = 1; df/dx = 2*3*0.5 = 3 | RIGHT",
        "q = sqrt(x); r = q*3; f = r*2; x = 1.5; df/dx = 2*3*0.4 = 2.4 | RIGHT_ROUNDED",
        // Names in a working stand for what the lines before make of them: 2*1.49 = 2.98.
        "p = 0.99*z; s = p^2; f = s^3; z = 1.5; p = 1.49; df/ds = 14.79; df/dp = df/ds*ds/dp = 14.79*2.98 = 44.07 | RIGHT_CARRIED",
        "y = x + b; r = y - t; L = r^2; x = 1.01234; b = 1; t = 0.44009; r = 1.5723; dL/dt = -3.1446; dL/dt = dL/dr*local dr/dt = -3.1446 | RIGHT_CARRIED",
        // dp/dz is the local of p, which has z as its input: -0.75/0.2469 = -3.04.
        "p = sigmoid(z); L = -log(p); z = -1.115; dp/dz = 0.75; dL/dz = -3.04 | FOLLOWS",
        "s = x^2 + y^2; r = sqrt(s); f = z*r; x = -3; y = -2; z = 2; dr/ds = 0.139; df/ds = 0.278 | RIGHT_CARRIED",
        // 2.50*0.32 = 0.80 with 0.316 rounded in the head; 0.85 is nobody's rounding.
        "p = sqrt(x); f = p*w; x = 2.5; w = 2.5; df/dx = 0.80 | RIGHT_CARRIED",
        "p = sqrt(x); f = p*w; x = 2.5; w = 2.5; df/dx = 0.85 | WRONG",
        // Two kinks in a row: each may take a half, so a quarter; but never two.
        "r = x - 1.5; s = relu(r); f = max(2.82 - s, 2.82); x = 1.5; df/dx = -0.25 | RIGHT_CHOICE",
        "r = x - 1.5; s = relu(r); f = max(2.82 - s, 2.82); x = 1.5; df/dx = -2 | WRONG",
        // The share of a rounded number: with slope 1 it is 1.2064*2.35 = 2.83504.
        "h = relu(z); a = v*h; f = a^2 + 1.20635*a; z = 0; v = 2.35; df/da = 1.2064; df/dz = 2.8350 | RIGHT_CHOICE",
        // Half of a wrong 5 is a right step, three quarters of 5 too, and 6 is more than all.
        "m = max(z, w); f = 2*m; z = 3; w = 3; df/dm = 5; df/dz = 2.5 | FOLLOWS",
        "m = max(z, w); f = 2*m; z = 3; w = 3; df/dm = 5; df/dz = 6 | WRONG",
        // A working through a kink, with the share written out.
        "q = relu(x - 1); f = 3*q; x = 1; df/dq = 3; df/dx = df/dq*dq/dx = 3*0.5 = 1.5 | RIGHT_CHOICE",
        "q = relu(x - 1); f = 3*q; x = 1; df/dq = 3; df/dx = df/dq*dq/dx = 3*1.5 = 4.5 | WRONG",
        "a = x*y; m = max(a, z); f = m^2 + x; x = 4; y = 1; z = 4; df/dx = df/da*y + 1 = 1 | RIGHT_CHOICE",
        "q = relu(x); f = 3*q; x = 0; df/dx = 7*9 = 1.5 | WRONG",
        // A wrong 0.48, cut from 0.4875: 10*0.4875 = 4.875 follows from it as well as 4.8 does.
        "h = x*y; f = 10*h; x = 0.5; y = 0.9; h = 0.48; f = 4.87 | FOLLOWS",
        "h = x*y; f = 10*h; x = 0.5; y = 0.9; h = 0.48; f = 5.2 | WRONG",
        // 2 is further than a tenth from 1.7, and the other factor of 4.5^0.5*2 by z.
        "c = y^2; f = c*3; y = 0.85; dc/dy = 2 | WRONG",
        "r = sqrt(s); f = z*r; s = 4.5; z = 2; df/dz = 2 | WRONG",
        // Numbers of the sheet are not rounded: 1.5*2.5 is 3.75, and 1.05 is not 1.
        "k = x + y; x = 1.5; y = 2.5; k = 1.5*2.5 = 3.75 | WRONG",
        "f = w*x; w = 1.05; x = 1.1; df/dx = 1 | WRONG",
        // But an answer that was cut may look like one of them: 2.05^2 = 4.2025, kept in memory.
        "a = x + h; c = a^2; x = 2; h = 0.05; a = 2.0; c = 2.0^2 = 4.2 | RIGHT_ROUNDED",
        // Zeros that are dust in doubles: -2*mean(c), relu(1.05 - 1.05), -0.25 + 0.3 - 0.05.
        "m = mean(x); c = x - m; f = mean(c^2); x = [0.7, -0.45, -0.9]; df/dm = 0 | RIGHT",
        "z = w*x + b; h = relu(z); x = 0.7; w = -1.5; b = 1.05; h = 0 | RIGHT",
        "q = W @ x; W = [-0.5, 0.5, -0.5;0.4, -0.8, -0.4]; x = [0.5, 0.6, 0.1]; q = [-0.5, 0.5, -0.5;0.4, -0.8, -0.4] @ [0.5, 0.6, 0.1] = [0, -0.32] | RIGHT",
        // -1/p^2 is -f^2, with the f of the line before: -0.76^2 = -0.5776.
        "p = 1 + k; f = 1/p; k = 0.3153; f = 0.76; df/dp = -0.5776 | RIGHT_CARRIED",
        // 2.78^2 = 7.73: what is wrong was rounded too.
        "r = x - t; L = r^2; x = 4; t = 1; r = 2.8; L = 7.7 | FOLLOWS",
        // Each of these lines is right, and none is the error of another: 1.5^2 = 2.25 is 2.3.
        "a = x^2; c = x*y; g = 3*x; s = a + c; f = s*g; x = 1.5; y = -0.55; a = 1.5^2 = 2.3; down f->g = 1.5; df/dg = 1.5 | RIGHT_CARRIED",
        "k = exp(z); s = k + 3.34; p = k/s; L = -log(p); z = 0.35; dL/dk = -0.496; down p->k = -0.706; dL/dp = -3.36 | RIGHT_CARRIED",
        // du/dx of u = x^2 + 3x is a factor like any other: 10*4 from a wrong 4, 10*3.7 from 3.66.
        "u = x^2 + 3*x; f = 10*u; x = 2; du/dx = 4; df/dx = 40 | FOLLOWS",
        "u = x^2 + 3*x; f = 10*u; x = 2; du/dx = 4; df/dx = df/du*du/dx = 10*4 = 40 | FOLLOWS",
        "u = x^2 + 3*x; f = 10*u; x = 2; du/dx = 4; df/dx = 50 | WRONG",
        "u = x^2 + 3*x; f = 10*u; x = 0.33; du/dx = 3.7; df/dx = 37.0 | RIGHT_CARRIED",
        "u = x^2 + 3*x; f = 10*u; x = 0.33; df/dx = 10*3.7 = 37 | RIGHT_CARRIED",
        "u = x^2 + 3*x; f = 10*u; x = 0.33; df/dx = 10*4 = 40 | WRONG",
        "u = x^2 + 3*x; f = u*x; x = 2; du/dx = 4; df/dx = 10 + 2*4 = 18 | FOLLOWS",
        // -1.234*3.4 = -4.1956 kept in the calculator, as without the names.
        "p = x^2; L = p*y; x = 1.7; y = 1.234; dL/dp = -1.23; dL/dx = dL/dp*dp/dx = -4.20 | FOLLOWS",
        // cos(1.78) = -0.208, and -0.744 from the given numbers beside it.
        "h = (a/v)/(x/2); E = sin(h); a = 2.27; v = 1.06; x = 2.4; h = 1.78; E = 0.978; dE/dx = dE/dh*dh/dx = -0.208*(-0.744) = 0.155 | RIGHT_CARRIED",
        // Names that are used stand for themselves: E = h + r, whatever else has a log(m).
        "r = log(m); h = -(a*log(m) + (1 - a)*log(1 - m)); E = h + r; m = 0.5; a = 0.25; dE/dr = 1 | RIGHT",
        "a = x^2; b = x^2; f = a*b + a; x = 3; df/da = 10 | RIGHT",
        // But a name that is not used names what stands elsewhere.
        "f = (x + y)*z; q = x + y; x = -2; y = 5; z = -4; df/dq = -4 | RIGHT",
        // n = x copies x: what arrives at n is x = 2 alone, and df/dx is 2 + 2.
        "n = x; f = n*x; x = 2; df/dn = 2 | RIGHT",
        "n = x; f = n*x; x = 2; df/dx = df/dn*dn/dx + n = 2*1 + 2 = 4 | RIGHT",
        "a = x; b = x; f = a*b; x = 3; df/db = 3 | RIGHT",
        "a = x; b = x; f = a*b; x = 3; df/db = 6 | WRONG",
        // relu works entry by entry: a vector of slopes is its local.
        "z = W @ x; h = relu(z); f = sum(h); W = [1, 2;3, -4]; x = [1, 1]; dh/dz = [1, 0] | RIGHT",
        "z = W @ x; h = relu(z); f = sum(h); W = [1, 2;3, -4]; x = [1, 1]; dh/dz = [0, 1] | WRONG",
        // A line is one gate to who wrote it: -1/sigmoid(0.5) = -1.607.
        "p = sigmoid(z); L = -log(p); z = 0.5; local dL/dp = -1.607 | RIGHT_ROUNDED",
        // Two inputs of a tie share what arrives: 2 and 2 of 2 is too much, 0.5 and 1.5 is not.
        "m = max(a, b); f = 2*m; a = 3; b = 3; df/da = 2; df/db = 2 | WRONG",
        "m = max(a, b); f = 2*m; a = 3; b = 3; df/da = 0.5; df/db = 1.5 | RIGHT_CHOICE",
        // 300.3 - 300.1 - 0.2 is 0 in decimals, and 2e-14 in doubles: relu may take half.
        "r = x - 300.1; f = relu(r - 0.2); x = 300.3; df/dx = 0.5 | RIGHT_CHOICE",
        "r = x - 300.1; f = relu(r - 0.2); x = 300.4; df/dx = 0.5 | WRONG",
        // Without values a formula is judged, a number is not.
        "f = x*y + y^2; df/dx = y | RIGHT",
        "f = x*y + y^2; df/dy = x + y | WRONG",
        "f = x*y + y^2; df/dy = 3 | UNDECIDED",
        // down a->h is notation of our own, also on the right.
        "a = h*w; f = a + 2; h = 3; w = 1.5; df/dh = down a->h = 1.5 | RIGHT",
      })
  void theLastLineIs(String lines, Verdict verdict) {
    List<Judgement> claims = Checker.check("s", String.join("\n", lines.split("; "))).claims();
    assertThat(claims.get(claims.size() - 1).verdict()).as("%s", claims).isEqualTo(verdict);
  }

  /** By hand: what is said of the last line, beside its verdict. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p = sqrt(z); f = p*w; z = 2.5; w = -0.51; df/dp = -0.51; df/dz = -0.51*0.2 = -0.10"
            + " | dp/dz is 0.3162, not 0.2",
        "L = r^2; r = 2.5; dL/dr = r = 2.5 | the factor p is missing",
        "r = x - t; L = r^2; x = 3; t = 0.5; dL/dr = 5; dL/dx = dL/dr*1 = -5 | the sign is not",
        "q = W @ x; f = sum(q^2); W = [1, 2;3, 4]; x = [1, 2]; df/dq = [10, -22]"
            + " | 1 of 2 entries is right, not [2]: the size is right, the sign is not",
        "q = W @ x; f = sum(q^2); W = [1, 2;3, 4]; x = [1, 2]; df/dq = [10, 2.2]"
            + " | a tenth of the right value",
        "s = dot(q, k); p = s^2; q = [1, 2]; k = [3, 4]; dp/dq = [22, 44]"
            + " | at a dot product the upstream goes times the other input",
        "f = relu(x) - relu(-x); x = 0; df/dx = 2 | the function itself has the derivative 1 here",
        "a = x*y; b = a*2; f = b*3; x = 1; y = 2; df/db = 4; df/da = 8; df/dx = 16"
            + " | from your line 7, which follows from an error before it",
        "f = x*y; x = 1.9; y = 5.75; f = 10.935 | it would be 10.925",
        "f = x*y + z; x = 2; y = 3; df/dx = 3 | z has no value",
        "u = x^2 + 3*x; x = 2; du/dx = 4 | x reaches u by 2 paths",
        "p = sqrt(z); f = p*w; z = 2.5; w = -0.51; df/dz = 0.3*(-0.62) = -0.19 | df/dp is -0.51, not -0.62",
        "f = 1*x; x = 1543; f = 1.5e3 | 1543 to 2 digits",
        "p = sqrt(x); f = p*w; x = 2.5; w = 2.5; df/dx = 0.80"
            + " | follows if every step is rounded to 2 places; unrounded it is 0.79",
      })
  void itIsSaid(String lines, String words) {
    List<Judgement> claims = Checker.check("s", String.join("\n", lines.split("; "))).claims();
    assertThat(claims.get(claims.size() - 1).message()).contains(words);
  }

  /** What no name stands for is written out, and 3e-17 is 0. */
  @Test
  void stepsWithoutNamesAreWrittenAsTheSheetHasThem() {
    Report report = Checker.check("s", "f = (w*x + b)^2\nw = 1\nx = 2\nb = 3\ndf/dx = 7");
    assertThat(report.unwritten()).contains("local d(w*x)/dx");
    assertThat(Shown.matrix(Matrix.over(new Shape(3, 1), new double[] {-0.4, 3e-17, 0.4})))
        .isEqualTo("[-0.4, 0, 0.4]");
  }

  /** The first of two lines that do not depend on one another, also of another shape. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f = x*y; x = 2; y = 5; df/dx = 2; df/dy = 5 | 4",
        "q = x + y; f = q*3; x = 2; y = 5; df/dx = 4; df/dq = 2 | 6",
        "q = x + y; f = q*3; x = 2; y = 5; df/dq = 2; df/dx = 4 | 5",
        "y = W @ x; L = sum(y); W = [2, 0;1, 3]; x = [1, -1]; y = [2, -2, 3]; dL/dx = [3, 4] | 5",
      })
  void theFirstWrongStepIs(String lines, int line) {
    Report report = Checker.check("s", String.join("\n", lines.split("; ")));
    assertThat(report.firstWrong().orElseThrow().line()).isEqualTo(line);
  }
}
