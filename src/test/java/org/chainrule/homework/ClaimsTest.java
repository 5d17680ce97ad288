package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims of each kind: formulas, shapes, tolerances, locals and edges; all by hand. */
final class ClaimsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Without values formulas are compared at points.
        "f = log(-abs(x)); f == 1" + " | UNDECIDED | too few points where both are defined",
        "f = x*y; df/dx == y; df/dx = 3" + " | UNDECIDED | x and y have no values",
        "q = x*y; f = sin(q); local dq/dx == y" + " | RIGHT | ok, proved",
        "q = x*y; f = sin(q); down f->q == cos(q)" + " | RIGHT | ok, proved",
        "q = x*y; f = sin(q); up q == cos(x*y)" + " | RIGHT | ok, proved",
        "q = x*y; f = sin(q); local dq/dx == x"
            + " | WRONG | at x = 1, y = 2: yours 1, right 2. Yours has x and y in each other's place",
        "g = z*2; f = x*y; df/dz == 0" + " | RIGHT | ok, proved",
        "g = z*2; f = x*y; df/dz == 2" + " | WRONG | at z = 1, x = 2, y = -1: yours 2, right 0",
        // What is missing is told.
        "f = x*y; df/dx == -y"
            + " | WRONG | at x = 1, y = 2: yours -2, right 2. Only the sign is wrong",
        "q = x*y; f = q^2; df/dx == y"
            + " | WRONG | at x = 1, y = 2: yours 2, right 8. Yours is the local gradient of q alone; multiply by its upstream",
        "q = x*y; f = q^2; df/dx == 2*q"
            + " | WRONG | at x = 1, y = 2: yours 4, right 8. The ratio is y: a factor was dropped",
        "q = x*y; f = q^2; df/dx == q*y"
            + " | WRONG | at x = 1, y = 2: yours 4, right 8. The ratio is 2: a factor was dropped",
        "q = x*y; f = q^2 + x; df/dx == 1"
            + " | WRONG | at x = 1, y = 2: yours 1, right 9. Yours is the path x -> f alone; the paths add",
        // Right on the side of the kink where the sheet is.
        "f = abs(x)*y; x = 3; y = -2; df/dx == y"
            + " | RIGHT | ok for x > 0 and y < 0; it differs at x = -1, y = 3",
        "f = abs(x)*y; x = -3; y = -2; df/dx == -y"
            + " | RIGHT | ok for x, y < 0; it differs at x = 1, y = 2",
        "f = abs(x)*y; x = 3; y = 2; df/dx == -y" + " | WRONG | at x = 1, y = 2: yours -2, right 2",
        "f = abs(x)*sin(2*x); x = 3; f == 2*x*sin(x)*cos(x)"
            + " | RIGHT | ok for x > 0; it differs at x = -1",
        "f = abs(x)*sin(2*x); x = -3; f == -2*x*sin(x)*cos(x)"
            + " | RIGHT | ok for x < 0; it differs at x = 1",
        "f = abs(x)*y; x = 3; y = 0; df/dx == y"
            + " | RIGHT | ok for x > 0; it differs at x = -1, y = 3",
        "f = x*y; x = 2; y = 3; df/dx = z + 1" + " | UNDECIDED | nothing is called z",
        "f = x*y; df/dx == qq + 1" + " | UNREADABLE | nothing is called qq",
        // Numbers of another shape, and numbers that are none.
        "f = sum(W @ x); W = [1, 2, 3;4, 5, 6]; x = [1, 2, 3]; df/dW = [1, 1;2, 2;3, 3]"
            + " | SHAPE | df/dW is 2x3, yours is 3x2; it is the transpose",
        "f = sum(W @ x); W = [1, 2, 3;4, 5, 6]; x = [1, 2, 3]; df/dW = [1, 1;2, 2;3, 4]"
            + " | SHAPE | df/dW is 2x3, yours is 3x2",
        "f = sum(W @ x); W = [1, 2, 3;4, 5, 6]; x = [1, 2, 3]; df/dW == x"
            + " | SHAPE | df/dW is 2x3, yours is 3x1",
        "f = 1/x; x = 0; f = inf" + " | RIGHT | ok",
        "f = -1/x; x = 0; f = -inf" + " | RIGHT | ok",
        "f = -1/x; x = 0; f = inf" + " | WRONG | it is infinite here",
        "f = 1/x; x = 0; f = 3" + " | WRONG | it is infinite here",
        "f = log(x); x = -1; f = undefined" + " | RIGHT | ok",
        "f = log(x); x = -1; f = 3" + " | WRONG | it is undefined here, so it has no value",
        "f = x^2; x = 30; f = 915 ± 2%" + " | RIGHT | ok",
        "f = x^2; x = 30; f = 920 ± 2%" + " | WRONG | this does not follow; it would be 900",
        "f = x^2; x = 30; f = 910 ± 10" + " | RIGHT | ok",
        "f = x^2; x = 30; f = 911 ± 10" + " | WRONG | this does not follow; it would be 900",
        // Locals and edges.
        "q = x*y; f = q*2; x = 2; y = 3; local q x = 3" + " | RIGHT | ok",
        "q = x*y; f = q*2; x = 2; y = 3; local q y = 3"
            + " | WRONG | at a multiply gate the local gradient is the other input",
        "q = x*y; f = q*2; x = 2; y = 3; local df/dx = 3"
            + " | UNREADABLE | column 7: x is no operand of f",
        "q = x*y; f = q*2; x = 2; y = 3; local q = 3"
            + " | UNREADABLE | column 7: q names no edge of the graph; write local dq/dx or down q->x",
        "q = x*y; f = q*2; x = 2; y = 3; down f = 3"
            + " | UNREADABLE | column 6: f names no edge of the graph; write local dq/dx or down q->x",
        "q = x*y; f = q*2; x = 2; y = 3; down f->x = 3"
            + " | UNREADABLE | column 6: x is no operand of f",
        "f = x*x; x = 2; local df/dx[2] = 2" + " | RIGHT | ok",
        "f = x*x; x = 2; local df/dx[3] = 2"
            + " | UNREADABLE | column 7: df/dx[3] names no edge of the graph; write local dq/dx or down q->x",
        "f = x*x; x = 2; local df/dx[0] = 2"
            + " | UNREADABLE | column 7: df/dx[0] names no edge of the graph; write local dq/dx or down q->x",
        "g = z^2; f = x*y; z = 3; x = 1; y = 2; local dg/dz = 6" + " | RIGHT | ok",
        "g = z^2; f = x*y; z = 3; x = 1; y = 2; local dg/dz = 8"
            + " | WRONG | this does not follow; it would be 6",
        "q = W @ x; f = sum(q); W = [1, 2;3, 4]; x = [1, 2]; local dq/dx = [1, 2;3, 4]"
            + " | RIGHT | ok",
        "q = W @ x; f = sum(q); W = [1, 2;3, 4]; x = [1, 2]; local dq/dx = [1, 3;2, 4]"
            + " | WRONG | 2 of 4 entries are right, not [1,2] and [2,1]: fits the transpose; local dq/dx has the layout of its variable",
        "q = W @ x; f = sum(q) + sum(z); W = [1, 2;3, 4]; x = [1, 2]; z = [1, 2]; dq/dz = [0, 0;0, 0]"
            + " | RIGHT | ok",
        "q = W @ x; f = sum(q) + sum(z); W = [1, 2;3, 4]; x = [1, 2]; z = [1, 2]; dq/dz = [0, 1;0, 0]"
            + " | WRONG | 3 of 4 entries are right, not [1,2]: it would be 0",
        "q = W @ x; W = [1, 2;3, 4]; x = [1, 2]; down q->x = 3"
            + " | UNREADABLE | a gradient needs an output of one number",
        "q = W @ x; f = sum(q^2); W = [1, 2;3, 4]; x = [1, 2]; df/dq == 2*q"
            + " | RIGHT | ok, proved",
        "q = x*y; f = q*2; x = 2; y = 3; w*x = 3"
            + " | UNREADABLE | column 1: I do not know what w*x stands for; known are x, y, q, f",
        // Formulas that agree without a proof; of matrices without values a proof is needed.
        "f = sin(2*x); f == 2*sin(x)*cos(x)" + " | RIGHT | ok, agrees at 500 points",
        "q = W @ x; f = sum(q); f == sum(W @ x)" + " | RIGHT | ok, proved",
        "q = W @ x; f = sum(q); df/dq == W"
            + " | UNREADABLE | formulas of matrices are compared only where a proof is found, and none was",
        "q = W @ x; f = sum(q); dq/dx == W"
            + " | UNREADABLE | q is mxk, and only a number has a gradient",
        // ones(2, 1) may have any size.
        "f = sum(x); x = [1, 1]; f = sum(ones(2, 1)) = 2"
            + " | UNDECIDED | link 1 cannot be computed",
        // The shares of a tie add up to 1.
        "f = max(x, y); x = 2; y = 2; local df/dx = 0.3; local df/dy = 0.7"
            + " | RIGHT_CHOICE | kink: any value between 0 and 1; later lines use yours",
        "f = max(x, y); x = 2; y = 2; local df/dx = 0.3; local df/dy = 0.6"
            + " | WRONG | at a tie the shares of both inputs add up to 1, yours to 0.9",
        "f = max(x, y); x = 2; y = 2; local df/dx = 1.3; local df/dy = 0.6"
            + " | RIGHT_CHOICE | kink: any value between 0 and 1; later lines use yours",
        // Quantities that are not there, entries, and second derivatives.
        "f = x*y; x = 2; y = 3; df/dQ = 3"
            + " | UNREADABLE | nothing is called Q; known are x, y, f",
        "f = x*y1; x = 2; y1 = 3; df/dy2 = 2"
            + " | UNREADABLE | nothing is called y2; did you mean y1?",
        "f = x*y; x = 2; y = 3; df/dx[1] = 3" + " | UNREADABLE | it is one number, not a matrix",
        "f = sum(x); x = [1, 2]; df/dx[3] = 1"
            + " | UNREADABLE | there is no such entry: [3,1] of a 2x1",
        "W = [1, 2;3, 4]; f = sum(W^2); df/dW[2,1] = 6" + " | RIGHT | ok",
        "W = [1, 2;3, 4]; f = sum(W^2); dW[2,1] = 6" + " | RIGHT | ok",
        "W = [1, 2;3, 4]; f = sum(W^2); (df)/dW[2,1] = 6" + " | RIGHT | ok",
        "f = x*y; x = 2; y = 3; (df)/(dx) = 3" + " | RIGHT | ok",
        // Beside 1/(2*sqrt(x)) there is nothing where x < 0.
        "f = sum(sqrt(x)); x = [1, 4]; df/dx == 0.5*x^(-0.5)" + " | RIGHT | ok, proved",
        "W = [1, 2;3, 4]; f = sum(W^2); W[2,1] = 3" + " | RIGHT | ok",
        "W = [1, 2;3, 4]; f = sum(W^2); df/dW[2,1] = 4"
            + " | WRONG | this does not follow; it would be 6",
        "f = x^3; x = 2; d2f/dx2 = 12" + " | RIGHT | ok",
        "f = x^3; x = 2; local d2f/dx2 = 12"
            + " | UNREADABLE | column 7: d2f/dx2 names no edge of the graph; write local dq/dx or down q->x",
        "f = x*y; x = 2; y = 3; d2f/dxdy = 1" + " | RIGHT | ok",
      })
  void theLastLineIs(String lines, Verdict verdict, String message) {
    Judgement last = LastLine.of(lines);
    assertThat(last.message()).isEqualTo(message);
    assertThat(last.verdict()).isEqualTo(verdict);
  }

  /** What a right side comes to here, where that is one number: df/dx is y = 3, or 2*x. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f = x*y; x = 2; y = 3; f = x*y*2 | 12 | yours is 12 here, right 6",
        "f = x*y; x = 2; y = 3; df/dx = y + 1 | 4 | yours is 4 here, right 3",
        "f = sum(x^2); x = [1, 2]; df/dx = 3*x | NaN | yours is [3, 6] here, right [2, 4]",
      })
  void aFormulaHasItsOwnValue(String lines, double own, String message) {
    Judgement last = LastLine.of(lines);
    assertThat(Double.compare(last.own(), own)).as("%s", last.own()).isZero();
    assertThat(last.message()).isEqualTo(message);
    assertThat(last.verdict()).isEqualTo(Verdict.WRONG);
  }

  /** 1 + 2 + 3 is 6 and f' is 2*q, so that q*sum(x)/3 is right here only. */
  @ParameterizedTest
  @CsvSource({"df/dq == q*sum(x)/3, WRONG", "df/dq = q*sum(x)/3, POINT_ONLY"})
  void aFormulaMayBeRightHereOnly(String claim, Verdict verdict) {
    String sheet = "q = W @ x; f = sum(q^2); W = [1, 2, 4;3, 4, 5]; x = [1, 2, 3]; ";
    Judgement last = LastLine.of(sheet + claim);
    assertThat(last.verdict()).isEqualTo(verdict);
    assertThat(last.message()).startsWith("it holds here, but with other values: yours [");
  }
}
