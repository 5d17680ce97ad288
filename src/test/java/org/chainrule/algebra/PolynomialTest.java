package org.chainrule.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Polynomials multiplied out and divided, fractions brought on one bar: as on paper. */
final class PolynomialTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(x + 1)^2                 | x^2 + 2*x + 1",
        "(x + 1)*(x - 1)           | x^2 - 1",
        "(x + y)*(x - y)           | x^2 - y^2",
        "(x + 1)^2 - x^2 - 2*x - 1 | 0",
        "2*(x + 1/2)*(x - 1/2)     | 2*x^2 - 1/2",
        "(sin(x) + 1)^2            | 1 + sin(x)^2 + 2*sin(x)",
        "x*(y + 2)*3               | 3*x*y + 6*x",
        "7                         | 7",
      })
  void multipliedOut(String text, String expected) {
    Terms terms = new Terms();
    Term term = Read.term(terms, text);
    Polynomial polynomial = Polynomial.of(term, Polynomial.atoms(List.of(term)));
    assertThat(polynomial.isZero()).isEqualTo(expected.equals("0"));
    assertThat(polynomial.term(terms)).isSameAs(Read.term(terms, expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x^2 - 1        | x - 1     | x + 1         | 0",
        "x^2 + 1        | x - 1     | x + 1         | 2",
        "x^3            | x^2 + 1   | x             | -x",
        "2*x^2 + 3*x    | 2*x + 1   | x + 1         | -1",
        "x^2 - y^2      | x + y     | x - y         | 0",
        "x*y + y        | x + 1     | y             | 0",
        "y              | x         | 0             | y",
        "x^2            | 3         | x^2/3         | 0",
      })
  void divided(String above, String below, String quotient, String remainder) {
    Terms terms = new Terms();
    Term a = Read.term(terms, above);
    Term b = Read.term(terms, below);
    List<Term> atoms = Polynomial.atoms(List.of(Read.term(terms, "x*y"), a, b));
    Polynomial divisor = Polynomial.of(b, atoms);
    Polynomial[] parts = Polynomial.of(a, atoms).divide(divisor);
    assertThat(parts[0].term(terms)).isSameAs(Read.term(terms, quotient));
    assertThat(parts[1].term(terms)).isSameAs(Read.term(terms, remainder));
    assertThat(Polynomial.of(a, atoms).dividedBy(divisor).isPresent())
        .isEqualTo(remainder.equals("0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1/x",
        "sqrt(x)",
        "x^64",
        "(x + 1)^63",
        "x^40*(x + y)^30",
        "(a + b + c + d)^12",
      })
  void whatIsTooLargeOrNoPolynomialIsRefused(String text) {
    Terms terms = new Terms();
    Term term = Read.term(terms, text);
    assertThatThrownBy(() -> Polynomial.of(term, Polynomial.atoms(List.of(term))))
        .isInstanceOf(Terms.Unable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x^60", "(x + 1)^30*x^30", "(a + b + c + d)^8"})
  void whatFitsIsMultipliedOut(String text) {
    Terms terms = new Terms();
    Term term = Read.term(terms, text);
    assertThat(Polynomial.of(term, Polynomial.atoms(List.of(term))).isZero()).isFalse();
  }

  // ---- fractions ----

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // together | what cancels then | conditions
        "1/x + 1/y              | (x + y)/(x*y)            | (x + y)/(x*y)      | ''",
        "1/x + 1/x^2            | (x + 1)/x^2              | (x + 1)/x^2        | ''",
        "1 + 1/x                | (x + 1)/x                | (x + 1)/x          | ''",
        "x + y                  | x + y                    | x + y              | ''",
        "1/(1 + 1/x)            | x/(x + 1)                | x/(x + 1)          | ''",
        "1/(1 + 1/x)^2          | x^2/(x + 1)^2            | x^2/(x + 1)^2      | ''",
        "(1 + 1/x)^2            | (x + 1)^2/x^2            | (x^2 + 2*x + 1)/x^2 | ''",
        "2/(2 + 2/x)            | x/(x + 1)                | x/(x + 1)          | ''",
        "(x^2 - 1)/(x - 1)      | (x^2 - 1)/(x - 1)        | x + 1              | x - 1",
        "(x^2 - 1)/(x - 1)^2    | (x^2 - 1)/(x - 1)^2      | (x + 1)/(x - 1)    | ''",
        "((x - 1)^2 - x^2 + 2*x - 1)/y | ((x - 1)^2 - x^2 + 2*x - 1)/y | 0     | y",
        "1/(x - 1) - 1/(x + 1)  | 2/((x - 1)*(x + 1))      | 2/((x - 1)*(x + 1)) | ''",
        "(x^2 - 2*x + 1)/(x - 1)^2 | (x^2 - 2*x + 1)/(x - 1)^2 | 1             | x - 1",
      })
  void onOneFractionBar(String text, String together, String cancelled, String conditions) {
    Terms terms = new Terms();
    Fractions fractions = new Fractions(terms);
    Fractions.Fraction fraction = fractions.together(Read.term(terms, text));
    assertThat(fractions.term(fraction.above(), fraction.below()))
        .isSameAs(Read.term(terms, together));
    assertThat(fraction.below().values()).allMatch(power -> power.signum() > 0);
    Fractions.Fraction rest = fractions.cancelled(fraction);
    assertThat(fractions.term(rest.above(), rest.below())).isSameAs(Read.term(terms, cancelled));
    assertThat(fractions.conditions().stream().map(Read::text).toList())
        .isEqualTo(conditions.isEmpty() ? List.of() : List.of(conditions));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x/(x + 1)           | 1 - 1/(x + 1)",
        "x^2/(x + 1)         | x - 1 + 1/(x + 1)",
        "x/(x + 1)^2         | 1/(x + 1) - 1/(x + 1)^2",
        "(x + 1)^2/x^2       | 1 + 2/x + 1/x^2",
        "x^3/(x - 1)^2       | x + 2 + 3/(x - 1) + 1/(x - 1)^2",
        "x/(x + 1)^7         | 1/(x + 1)^6 - 1/(x + 1)^7",
        "x/(x + 1)^8         | -",
        "y/(x + 1)           | -",
        "1/(x*(x + 1))       | -",
        "1/sqrt(x + 1)       | -",
      })
  void asASumOfSimplerOnes(String text, String expected) {
    Terms terms = new Terms();
    Fractions fractions = new Fractions(terms);
    Fractions.Fraction fraction = fractions.together(Read.term(terms, text));
    Term found = fractions.divided(fraction).orElse(null);
    assertThat(found).isSameAs(expected.equals("-") ? null : Read.term(terms, expected));
  }
}
