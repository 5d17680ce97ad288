package org.chainrule.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.Chainrule;
import org.chainrule.ast.Expr;
import org.chainrule.graph.Circuit;
import org.chainrule.parse.TextParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is proved to be equal, under what assumptions, and what is not. */
final class ProofTest {
  private static List<Expr> conditions(String text) {
    return Stream.of(text.split(",")).map(TextParser::expression).toList();
  }

  private static boolean areEqual(String a, String b, String conditions) {
    Circuit left = Chainrule.parse(a).workings().circuit();
    Circuit right = Chainrule.parse(b).workings().circuit();
    if (conditions == null) {
      return Proof.areEqual(left.graph(), left.output(), right.graph(), right.output());
    }
    return Proof.areEqual(
        left.graph(),
        left.output(),
        right.graph(),
        right.output(),
        Assumptions.of(conditions(conditions)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(x + 1)^2              | x^2 + 2*x + 1",
        "1/x + 1/y              | (x + y)/(x*y)",
        "(x^2 - 1)/(x - 1)      | x + 1",
        "sin(x)^2 + cos(x)^2    | 1",
        "1 - sin(x)^2           | cos(x)^2",
        "sin(x)^4 - cos(x)^4    | sin(x)^2 - cos(x)^2",
        "sin(x)^2*y + y*cos(x)^2 + sin(z)^2 + cos(z)^2 | y + 1",
        "1 - tanh(x)^2          | 1/cosh(x)^2",
        "sigmoid(x)*(1 - sigmoid(x)) | exp(-x)/(1 + exp(-x))^2",
        "A @ B                  | A @ B",
        "sqrt(x^2)              | abs(x)",
        "relu(x)                | x*step(x)",
        "e*exp(x)               | exp(x + 1)",
        "2*pi*x                 | pi*x + x*pi",
      })
  void proved(String a, String b) {
    assertThat(areEqual(a, b, null)).isTrue();
    assertThat(areEqual(b, a, null)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(x + 1)^2              | x^2 + 1",
        "sqrt(x^2)              | x",
        "sin(x)^2 + cos(x)      | 1",
        "sin(x)^2 + cos(y)^2    | 1",
        "1/x                    | 1/y",
        "masked(x, 1/x)         | 1",
        "0.1*x                  | 0.1000001*x",
        "1/0*x                  | 1/0*x + 1",
      })
  void notProved(String a, String b) {
    assertThat(areEqual(a, b, null)).isFalse();
    assertThat(areEqual(b, a, null)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "sqrt(x^2)    | x     | x > 0    | x < 0",
        "sqrt(x^2)    | x     | x >= 0   | -",
        "sqrt(x^2)    | -x    | x < 0    | x > 0",
        "sqrt(x^2)    | -x    | x <= 0   | x >= 0",
        "log(x^2)     | 2*log(x) | x > 0 | -",
        "log(x*y)     | log(x) + log(y) | x > 0, y > 0 | x > 0",
        "sqrt(x*y)    | sqrt(x)*sqrt(y) | x > 0, y > 0 | -",
        "abs(x)       | x     | 2 <= x   | -2 <= x",
        "abs(x)       | -x    | -2 > x   | 2 > x",
        "sign(x)^2    | 1     | x != 0   | x >= 0",
      })
  void provedUnderAssumptions(String a, String b, String enough, String tooLittle) {
    assertThat(areEqual(a, b, enough)).isTrue();
    assertThat(areEqual(a, b, tooLittle)).isFalse();
  }

  @Test
  void whatIsTooLargeIsNotTried() {
    String sum = Stream.generate(() -> "x").limit(3_000).collect(Collectors.joining(" + "));
    assertThat(areEqual(sum, "3000*x", null)).isFalse();
    String less = Stream.generate(() -> "x").limit(300).collect(Collectors.joining(" + "));
    assertThat(areEqual(less, "300*x", null)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x > 0           | {x=POSITIVE}",
        "x > 2           | {x=POSITIVE}",
        "x > -2          | {}",
        "x >= 0          | {x=NOT_NEGATIVE}",
        "x >= 1          | {x=POSITIVE}",
        "x >= -1         | {}",
        "x < 0           | {x=NEGATIVE}",
        "x < -1          | {x=NEGATIVE}",
        "x < 1           | {}",
        "x <= 0          | {x=NOT_POSITIVE}",
        "x <= -1/2       | {}",
        "x <= -1         | {x=NEGATIVE}",
        "x <= 1          | {}",
        "x != 0          | {x=NOT_ZERO}",
        "x != 1          | {}",
        "x == 2          | {x=POSITIVE}",
        "x == -2         | {x=NEGATIVE}",
        "x == 0          | {}",
        "0 < x           | {x=POSITIVE}",
        "0 <= x          | {x=NOT_NEGATIVE}",
        "0 > x           | {x=NEGATIVE}",
        "0 >= x          | {x=NOT_POSITIVE}",
        "0 != x          | {x=NOT_ZERO}",
        "x > y           | {}",
        "x + 1 > 0       | {}",
        "sin(x)          | {}",
        "x > 0,y < 0     | {x=POSITIVE, y=NEGATIVE}",
        "x >= 0,x != 0   | {x=POSITIVE}",
        "x != 0,x <= 0   | {x=NEGATIVE}",
        "x != 0,x > 1    | {x=POSITIVE}",
        "x != 0,x != 0   | {x=NOT_ZERO}",
        "x >= 0,x > 0    | {x=POSITIVE}",
        "x > 0,x >= 0    | {x=POSITIVE}",
        "x <= 0,x < 0    | {x=NEGATIVE}",
        "x >= 0,x >= 0   | {x=NOT_NEGATIVE}",
      })
  void whatConditionsSay(String text, String expected) {
    assertThat(Assumptions.of(conditions(text)).signs()).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x > 0                    | {x=POSITIVE}",
        "x != 0                   | {x=POSITIVE} {x=NEGATIVE}",
        "x != 0,y > 0             | {x=POSITIVE, y=POSITIVE} {x=NEGATIVE, y=POSITIVE}",
        "x != 0,y != 0            | {x=POSITIVE, y=POSITIVE} {x=NEGATIVE, y=POSITIVE}"
            + " {x=POSITIVE, y=NEGATIVE} {x=NEGATIVE, y=NEGATIVE}",
      })
  void casesThatTogetherAreTheAssumptions(String text, String expected) {
    List<Assumptions> cases = Assumptions.of(conditions(text)).cases();
    assertThat(cases.stream().map(each -> each.signs().toString()).collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @Test
  void noMoreThanEightCases() {
    assertThat(Assumptions.of(conditions("a != 0,b != 0,c != 0")).cases()).hasSize(8);
    List<Assumptions> cases = Assumptions.of(conditions("a != 0,b != 0,c != 0,d != 0")).cases();
    assertThat(cases).hasSize(8).noneMatch(each -> each.signs().containsKey("d"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2*3*x     | 6*x",
        "x^(3 - 1) | x^2",
        "0.5*x*2   | x",
        "1/0       | 1/0",
        "0.25 + x  | x + 0.25",
      })
  void canonicalOrAsItIs(String text, String expected) {
    assertThat(Proof.canonical(TextParser.expression(text))).hasToString(expected);
  }
}
