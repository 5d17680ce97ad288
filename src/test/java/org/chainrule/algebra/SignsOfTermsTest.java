package org.chainrule.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of the sign of a term, and where it may be infinite. */
final class SignsOfTermsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3                    | > 0",
        "0                    | >= 0",
        "-3                   | != 0",
        "x                    | any",
        "exp(x)               | > 0",
        "cosh(x)              | > 0",
        "sigmoid(x)           | > 0",
        "softplus(x)          | > 0",
        "abs(x)               | >= 0",
        "relu(x)              | >= 0",
        "step(x)              | >= 0",
        "x >= y               | >= 0",
        "acos(x)              | >= 0",
        "hypot(x, y)          | >= 0",
        "sin(x)               | any",
        "x^2                  | >= 0",
        "x^3                  | any",
        "x^-2                 | >= 0",
        "sqrt(x)              | >= 0",
        "2*exp(x)             | > 0",
        "-2*exp(x)            | != 0",
        "-2*x                 | any",
        "-abs(x)              | any",
        "exp(x)*exp(y)        | > 0",
        "exp(x)*abs(y)        | >= 0",
        "abs(y)*exp(x)        | >= 0",
        "exp(x)*y             | any",
        "x^2*exp(x)           | >= 0",
        "x^2*y                | any",
        "1/exp(x)             | > 0",
        "abs(x)^3             | >= 0",
        "1 + exp(x)           | > 0",
        "1 + x^2              | > 0",
        "x^2 + y^2            | >= 0",
        "x^2 + exp(y)         | > 0",
        "exp(y) + x^2         | > 0",
        "x^2 - y^2            | any",
        "x^2 - 1              | any",
        "x + 1                | any",
        "1 - x^2              | any",
        "x^2 + y              | any",
        "max(x, exp(y))       | > 0",
        "max(exp(y), x)       | > 0",
        "max(x, abs(y))       | >= 0",
        "max(x, y)            | any",
        "min(exp(x), exp(y))  | > 0",
        "min(exp(x), abs(y))  | >= 0",
        "min(abs(y), exp(x))  | >= 0",
        "min(exp(x), y)       | any",
        "where(x, 1, exp(y))  | > 0",
        "where(x, 1, y^2)     | >= 0",
        "where(x, y^2, 1)     | >= 0",
        "where(x, y, 1)       | any",
        "where(exp(x), y, 1)  | any",
        "exp(x)^y             | > 0",
        "abs(x)^y             | any",
        "2^x                  | > 0",
        "x^y                  | any",
      })
  void signs(String text, String expected) {
    Terms terms = new Terms();
    Term term = Read.term(terms, text);
    Positivity positivity = new Positivity();
    String sign =
        positivity.isPositive(term)
            ? "> 0"
            : positivity.isNotNegative(term) ? ">= 0" : positivity.isNotZero(term) ? "!= 0" : "any";
    assertThat(sign).isEqualTo(expected);
    assertThat(positivity.isNotZero(term)).isEqualTo(Set.of("> 0", "!= 0").contains(expected));
    assertThat(positivity.isPositive(term)).as("asked again").isEqualTo(expected.equals("> 0"));
  }

  @Test
  void constantsArePositive() {
    assertThat(new Positivity().isPositive(Read.withConstants(new Terms(), "pi"))).isTrue();
  }

  @Test
  void whatIsDeepIsNotLookedInto() {
    String deep = "max(0, ".repeat(40) + "exp(x)" + ")".repeat(40);
    String shallow = "max(0, ".repeat(20) + "exp(x)" + ")".repeat(20);
    assertThat(new Positivity().isPositive(Read.term(new Terms(), shallow))).isTrue();
    assertThat(new Positivity().isPositive(Read.term(new Terms(), deep))).isFalse();
  }

  /** The poles; "-" where they cannot be told, "finite" where there are none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x*y + 3              | finite     | -",
        "sin(x)*tanh(y)       | finite     | -",
        "max(x, abs(y))       | finite     | -",
        "x > y                | finite     | -",
        "cbrt(x)              | finite     | -",
        "x^2                  | finite     | -",
        "x^-1                 | not finite | x",
        "sin(1/x)             | not finite | x",
        "y/x + 1/z            | not finite | x, z",
        "1/(x*y)              | not finite | x, y",
        "1/(x - y)            | not finite | x - y",
        "1/exp(x)             | not finite | -",
        "1/(1 + x^2)          | finite     | -",
        "1/sigmoid(x)         | finite     | -",
        "exp(x)               | not finite | -",
        "exp(x)/y             | not finite | y",
        "sqrt(x)              | not finite | -",
        "sqrt(x)/y            | not finite | y",
        "1/sqrt(x)            | not finite | x",
        "sqrt(1 + x^2)        | finite     | -",
        "log(x)               | not finite | x",
        "log2(x)              | not finite | x",
        "log(1 + x^2)         | finite     | -",
        "log(-2)              | not finite | -",
        "x^y                  | not finite | x",
        "2^y                  | finite     | -",
        "tan(x)               | not finite | -",
        "tan(x)/y             | not finite | -",
        "sinh(x)/y            | not finite | y",
        "where(x, 1/y, 2)     | not finite | y",
      })
  void poles(String text, String finite, String expected) {
    Terms terms = new Terms();
    Term term = Read.term(terms, text);
    // Beside x*y*z, which is 0 wherever a root or a logarithm of one of them begins.
    Optional<Set<Term>> poles = Poles.of(Read.term(terms, "x*y*z"), term, new Positivity());
    String found =
        poles
            .map(all -> all.stream().map(Read::text).sorted().collect(Collectors.joining(", ")))
            .orElse("-");
    assertThat(found).isEqualTo(expected);
    assertThat(Poles.isFinite(term, new Positivity())).isEqualTo(finite.equals("finite"));
  }
}
