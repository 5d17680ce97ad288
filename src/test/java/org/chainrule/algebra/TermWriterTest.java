package org.chainrule.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.chainrule.ast.Expr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terms as people write them. */
final class TermWriterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-(x*y)                | -x*y",
        "-(x/y)                | -x/y",
        "-x^2                  | -x^2",
        "-(x + y)              | -x - y",
        "-sin(x)               | -sin(x)",
        "-2/3                  | -2/3",
        "-(A @ B)              | -A @ B",
        "-A @ B @ C            | -A @ B @ C",
        "3*(A @ B)             | 3*A @ B",
        "A @ B*x               | x*(A @ B)",
        "x*2                   | 2*x",
        "x/3                   | x/3",
        "x*2/3                 | 2*x/3",
        "1/(3*x)               | 1/(3*x)",
        "2/(3*x*y)             | 2/(3*x*y)",
        "x^-2                  | 1/x^2",
        "x^-0.5                | 1/sqrt(x)",
        "x^(2/3)               | x^(2/3)",
        "x^1.5*y               | x^(3/2)*y",
        "sin(x)*x              | x*sin(x)",
        "(x + 1)*sin(x)*y      | y*sin(x)*(x + 1)",
        "(x + 1)*2             | 2*x + 2",
        "(x - 1)*y             | y*(x - 1)",
        "(1 - x)*y             | y*(1 - x)",
        "(x - 1)*(y - 1)       | (1 - x)*(1 - y)",
        "(x - 1)^2*y           | y*(x - 1)^2",
        "(x - 2)*y             | y*(x - 2)",
        "-(x - 2)*y            | y*(2 - x)",
        "-(x - y)*z            | z*(y - x)",
        "-(x + y)*z            | -z*(x + y)",
        "-(x - y)*(x + y)      | (y - x)*(x + y)",
        "-(x - y)^2            | -(x - y)^2",
        "-(x - y)/z            | (y - x)/z",
        "x/sqrt(2)             | x/sqrt(2)",
        "sqrt(2)*x             | sqrt(2)*x",
        "sqrt(2)*sqrt(x)       | sqrt(2*x)",
        "sqrt(6)/(2*sqrt(x))   | 3/sqrt(6*x)",
        "sqrt(x)/sqrt(2)       | sqrt(x)/sqrt(2)",
        "sqrt(2)*sqrt(x + y)   | sqrt(2)*sqrt(x + y)",
        "sqrt(2)*sqrt(x + 1)   | sqrt(2*x + 2)",
        "sqrt(2)*sqrt(3*x*y)   | sqrt(6*x*y)",
        "1/sqrt(2)             | 1/sqrt(2)",
        "2^(1/3)*x             | 2^(1/3)*x",
        "2^(1/3)*sqrt(x)       | 2^(1/3)*sqrt(x)",
        "sqrt(2)*3^(1/3)       | 3^(1/3)*sqrt(2)",
        "where(step(x), a, b)  | where(x > 0, a, b)",
        "where(x, a, b)        | where(x, a, b)",
        "step(x)               | step(x)",
        "0.25*x                | x/4",
        "[x, y + y]            | [x, 2*y]",
        "[x, y; 1, 2]          | [x, y; 1, 2]",
        "[[x, y], [1, 2]]      | [[x, y], [1, 2]]",
        "2*x*y + 4*x           | 2*x*y + 4*x",
        "2*x + 4*y + 6*z       | 2*x + 4*y + 6*z",
        "(x + y + z)/10        | (x + y + z)/10",
        "(x + y + z)/100       | x/100 + y/100 + z/100",
        "(3*x + 3*y)/2         | 3/2*(x + y)",
        "-2*x - 2*y - 2*z      | 2*(-x - y - z)",
      })
  void written(String text, String expected) {
    assertThat(Read.text(Read.term(new Terms(), text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.25*x                | 0.25*x",
        "x/3                   | x/3",
        "0.5*x + 1.5           | 0.5*x + 1.5",
        "0.25*(2*x + 1)*y      | 0.25*y*(2*x + 1)",
        "(0.5*x + 1.5)*y       | 0.5*y*(x + 3)",
        "(0.1*x + 0.2*y)       | 0.1*x + 0.2*y",
        "0.3*x + 0.3*y + 0.3*z | 0.3*(x + y + z)",
        "x^0.5                 | sqrt(x)",
        "x^2.5                 | x^2.5",
        "-0.5*x                | -0.5*x",
        "1/(4*x)               | 0.25/x",
        "x^(1/3)               | x^(1/3)",
      })
  void writtenWithDecimals(String text, String expected) {
    assertThat(Read.text(Read.term(new Terms(), text), true)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sqrt(2)*sqrt(pi)      | sqrt(2*pi)",
        "sqrt(2)/sqrt(pi)      | sqrt(2/pi)",
        "sqrt(pi)/sqrt(2)      | sqrt(pi/2)",
        "pi*x + x^2            | x^2 + pi*x",
        "1/sqrt(2*pi)          | 1/sqrt(2*pi)",
      })
  void aNumberAndAConstantShareARoot(String text, String expected) {
    assertThat(Read.text(Read.withConstants(new Terms(), text))).isEqualTo(expected);
  }

  @Test
  void whatIsTooLargeToBeExactStaysAsItsDigits() {
    Term large = Read.term(new Terms(), "1e200");
    assertThat(large.kind).isEqualTo(Term.Kind.NAME);
    Expr written = new TermWriter(each -> Optional.empty(), false).write(large);
    assertThat(written).isEqualTo(Expr.Number.of("1e200"));
  }

  @Test
  void whatHasANameIsWrittenAsTheName() {
    Terms terms = new Terms();
    Term shared = Read.term(terms, "x - 1");
    Term product = Read.term(terms, "x*y");
    TermWriter writer =
        new TermWriter(
            each ->
                each == shared
                    ? Optional.of(new Expr.Name("u"))
                    : each == product ? Optional.of(new Expr.Name("p")) : Optional.empty(),
            false);
    assertThat(writer.write(shared)).hasToString("u");
    assertThat(writer.body(shared)).hasToString("x - 1");
    assertThat(writer.body(product)).hasToString("x*y");
    assertThat(writer.write(Read.term(terms, "(x - 1)*z"))).hasToString("z*u");
    assertThat(writer.write(Read.term(terms, "-(x - 1)*z"))).hasToString("-z*u");
    assertThat(writer.write(Read.term(terms, "sqrt(2)*sqrt(x - 1)"))).hasToString("sqrt(2*u)");
    assertThat(writer.write(Read.term(terms, "2*x*y + z"))).hasToString("2*p + z");
  }

  @ParameterizedTest
  @CsvSource({
    "x, 1",
    "x^2, 2",
    "x*y^3, 4",
    "3*x, 1",
    "1/x, -1",
    "sqrt(x), -1",
    "sin(x), -1",
    "x*sin(x), -1",
    "x + 1, -1",
    "x^40000, -1",
    "x^20000, 20000",
  })
  void degreesOfMonomials(String text, int degree) {
    assertThat(TermWriter.degree(Read.term(new Terms(), text))).isEqualTo(degree);
  }

  @Test
  void aConstantHasNoDegree() {
    assertThat(TermWriter.degree(Read.withConstants(new Terms(), "pi*x"))).isEqualTo(1);
  }
}
