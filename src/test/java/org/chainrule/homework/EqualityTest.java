package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.Chainrule;
import org.chainrule.RandomExpressions;
import org.chainrule.algebra.Proof;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.value.Digits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two formulas are one function, or a point tells them apart: at kinks, ties and zeros too. */
final class EqualityTest {
  private static Circuit circuit(String text) {
    return Chainrule.parse(text).workings().circuit();
  }

  private static Equality.Outcome compare(String a, String b, String where) {
    List<Circuit> conditions = where == null ? List.of() : List.of(circuit(where));
    return Equality.of(circuit(a), circuit(b), conditions);
  }

  /** The points are found by hand: where the definitions of the functions give two values. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "sign(x)^2           | 1                   | x = 0                   | 0    | 1",
        "(x^a)^b             | x^(a*b)             | x = -1, a = 2, b = 0.5  | 1    | -1",
        "masked(x, 1/x)      | 1                   | x = 0                   | 0    | 1",
        "abs(x^a)^2          | 1                   | x = 2, a = -1           | 0.25 | 1",
        "max(x, y)           | x                   | x = 1, y = 2            | 2    | 1",
        "where(x == y, 0, x) | x                   | x = 1, y = 1            | 0    | 1",
        "step(3*x - 1)       | 3*x >= 1            | x = 1/3                 | 0    | 1",
        "sign(7*x - 7)^2     | 1                   | x = 1                   | 0    | 1",
        "sign(x - 77)^2      | 1                   | x = 77                  | 0    | 1",
        "relu(x - 50)        | 0                   | x = 51                  | 1    | 0",
        "floor(x)            | ceil(x)             | x = 0.5                 | 0    | 1",
        "0^x                 | 0                   | x = 0                   | 1    | 0",
        "0.1*x + 0.2*x       | 0.3000000000001*x   | x = 1                   | 0.3  | 0.3000000000001",
        "(x > 1000)*(x < 1001) | 0                 | x = 1000.25             | 1    | 0",
      })
  void aPointTellsThemApart(String a, String b, String point, double left, double right) {
    Equality.Outcome outcome = compare(a, b, null);
    assertThat(outcome.verdict()).isEqualTo(Equality.Decision.REFUTED);
    assertThat(outcome.place(Digits.ALL)).isEqualTo(point);
    assertThat(outcome.left()).isEqualTo(left);
    assertThat(outcome.right()).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abs(x)               | sqrt(x^2)           |",
        "0.1*x + 0.2*x        | 0.3*x               |",
        "sqrt(x^2)            | x                   | x > 0",
        "sqrt(x^2)            | x                   | 0 < x",
        "sqrt(x^2)            | x                   | x >= 0",
        "sqrt(x^2)            | x                   | x > 1e3",
        "sqrt(x^2)            | -x                  | x < 0",
        "abs(x)               | -x                  | x <= -2",
        "sign(x)              | 1                   | x > 0",
        "masked(x, 1/x)       | 1                   | x != 0",
      })
  void proved(String a, String b, String where) {
    assertThat(compare(a, b, where).verdict()).isEqualTo(Equality.Decision.PROVED);
  }

  /** No rounding is taken for a jump, and no assumption for what it does not say. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sign(3*x - 0.3)      | sign(x - 0.1)       |",
        "floor(x/10*10)       | floor(x)            |",
        "step(sin(x)^2 - 1)   | 0*x                 |",
        "max(x, y)            | where(x >= y, x, y) |",
        "abs(x - 7)           | relu(x - 7) + relu(7 - x) |",
        "where(x > 0, x, -x)  | abs(x)              |",
      })
  void notToldApart(String a, String b, String where) {
    assertThat(compare(a, b, where).verdict())
        .isIn(Equality.Decision.PROVED, Equality.Decision.AGREE);
  }

  @Test
  void anAssumptionSaysNoMoreThanItSays() {
    assertThat(compare("sqrt(x^2)", "x", "x > -1").verdict()).isEqualTo(Equality.Decision.REFUTED);
    assertThat(compare("sqrt(x^2)", "x", "x != 0").verdict()).isEqualTo(Equality.Decision.REFUTED);
    assertThat(compare("sqrt(x^2)", "x", "y > 0").verdict()).isEqualTo(Equality.Decision.REFUTED);
    assertThat(compare("1/x", "abs(1/x)", "x >= 0").verdict())
        .isNotEqualTo(Equality.Decision.REFUTED);
  }

  /** Where one has no value they do not differ, but it is told. */
  @Test
  void aPointWhereOnlyOneHasAValueIsKept() {
    Equality.Outcome outcome = compare("x/x", "1", null);
    assertThat(outcome.verdict()).isEqualTo(Equality.Decision.PROVED);
    assertThat(outcome.place(Digits.ALL)).isEqualTo("x = 0");
    assertThat(outcome.left()).isNaN();
    assertThat(outcome.right()).isEqualTo(1);
    assertThat(compare("log(-abs(x))", "1", null).verdict()).isEqualTo(Equality.Decision.UNDECIDED);
    assertThat(compare("abs(x)/x", "sign(x)", null).verdict())
        .isNotEqualTo(Equality.Decision.REFUTED);
  }

  /** What an exact fraction cannot decide for lack of one, no point decides. */
  @Test
  void derivativesAreNotComparedAtTheirKinks() {
    assertThat(
            Equality.awayFromKinks(circuit("sign(x)"), circuit("where(x >= 0, 1, -1)")).verdict())
        .isEqualTo(Equality.Decision.AGREE);
  }

  @Test
  void pointsAloneProveNothing() {
    Equality.Outcome same = Equality.bySamples(circuit("x^2"), circuit("x*x"));
    assertThat(same.verdict()).isEqualTo(Equality.Decision.AGREE);
    Equality.Outcome different = Equality.bySamples(circuit("x^2"), circuit("x^3"));
    assertThat(different.verdict()).isEqualTo(Equality.Decision.REFUTED);
    assertThat(different.place(Digits.ALL)).isEqualTo("x = 2");
  }

  /** A proof that a point contradicts would be a fault of ours. */
  @Tag("long")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abs(u)^2        | u^2",
        "sqrt(u^2)       | abs(u)",
        "relu(u)         | max(u, 0)",
        "sign(u)*abs(u)  | u",
        "u/abs(u)        | sign(u)",
        "max(u, v)       | (u + v + abs(u - v))/2",
        "min(u, v)       | u + v - max(u, v)",
        "step(u)         | u > 0",
        "exp(u)*exp(v)   | exp(u + v)",
        "(u*v)^2         | u^2*v^2",
        "u/v             | u*v^(-1)",
        "where(u > v, u, v) | max(u, v)",
        "sign(u)^2       | u^0",
        "u^2/u           | u",
      })
  void noPointContradictsAProof(String a, String b) {
    List<Gate> gates =
        List.of(Gate.ADD, Gate.SUB, Gate.MUL, Gate.ABS, Gate.MAX, Gate.SIGN, Gate.RELU, Gate.NEG);
    for (long seed = 0; seed < 40; seed++) {
      String u = new RandomExpressions(seed).over(gates, 4).toString();
      String v = new RandomExpressions(seed + 1000).over(gates, 3).toString();
      String names = "u = " + u + "; v = " + v + "; f = ";
      Circuit left = circuit(names + a);
      Circuit right = circuit(names + b);
      boolean proved = Proof.areEqual(left.graph(), left.output(), right.graph(), right.output());
      Equality.Outcome outcome = Equality.of(left, right, List.of());
      assertThat(proved && outcome.verdict() == Equality.Decision.REFUTED)
          .as("seed %d: %s: %s and %s, %s", seed, names, a, b, outcome)
          .isFalse();
    }
  }
}
