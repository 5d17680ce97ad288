package org.chainrule.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chainrule.gate.Gate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The canonical form of what is read, worked out by hand, with what must not be 0. */
final class TermsTest {
  private static String canonical(String text) {
    return Read.text(Read.term(new Terms(), text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x + x                    | 2*x",
        "x - x                    | 0",
        "2*x + 3*x - 5*x + y      | y",
        "1 + x + 2                | x + 3",
        "x + (y + 1) - (y - 2)    | x + 3",
        "x + 2*(y + 1) - 3*(y - 2) | x - y + 8",
        "x/2 + x/3                | 5*x/6",
        "x/2 + x/2                | x",
        "2*x + 2                  | 2*x + 2",
        "2*x + 2*y + 2            | 2*(x + y + 1)",
        "x/2 + y/2                | (x + y)/2",
        "2*x/3 + 2*y/3            | 2/3*(x + y)",
        "(x + y + 1)/2 - 1/2      | (x + y)/2",
        "-x + y                   | y - x",
        "-x - y                   | -x - y",
        "-x - y + z               | z - x - y",
        "x^2 + x + x^3            | x^3 + x^2 + x",
        "1 + x + x*y              | x*y + x + 1",
        "sin(x) + 1               | 1 + sin(x)",
        "x - 1/2                  | x - 1/2",
        "x*3/2 - y*5              | 3*x/2 - 5*y",
        "where(x > y, a, b) + where(x > y, c, d) | where(x > y, a + c, b + d)",
        "where(x > y, a, b) - where(x > y, a, b) | 0",
        "2*where(x > y, a, 0)     | where(x > y, 2*a, 0)",
        "2*where(x > y, a, b)     | 2*where(x > y, a, b)",
        "3*where(x > y, a, 0) + where(x > y, b, c) + z | where(x > y, 3*a + b, c) + z",
        "b + 2*where(x > y, a, 0) | b + where(x > y, 2*a, 0)",
        "(b + where(x > y, a, 0))*2 - 2*where(x > y, a, 0) | 2*b",
      })
  void sums(String text, String expected) {
    assertThat(canonical(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x*x                      | x^2",
        "x^2*x^-1                 | x",
        "x^3/x^5                  | 1/x^2",
        "0*x                      | 0",
        "0/(x*y)                  | 0",
        "x*0.5                    | x/2",
        "x^2.5/x^0.5              | x^2",
        "sqrt(x)*sqrt(x)          | x",
        "sqrt(x)*sqrt(y)          | sqrt(x)*sqrt(y)",
        "sqrt(x^2)                | abs(x)",
        "(x^4)^(1/4)              | abs(x)",
        "(x^4)^(1/2)              | x^2",
        "(x^3)^(1/3)              | x",
        "(x^-2)^(1/2)             | 1/abs(x)",
        "(abs(x)^2)^(1/2)         | abs(x)",
        "(exp(x)^2)^(1/2)         | exp(x)",
        "sqrt(4*x)                | 2*sqrt(x)",
        "sqrt(-4*x)               | 2*sqrt(-x)",
        "sqrt(-x^3)               | (-x)^(3/2)",
        "sqrt(-x^2)               | sqrt(-x^2)",
        "sqrt(-1/x)               | 1/sqrt(-x)",
        "sqrt(1/x)                | 1/sqrt(x)",
        "sqrt(x*y)*x*y            | (x*y)^(3/2)",
        "sqrt(x*y)*sqrt(x*y)      | x*y",
        "x*sqrt(x*y)              | x*sqrt(x*y)",
        "sqrt(x*y)/x              | y/sqrt(x*y)",
        "sqrt(x*y)/(x*y)          | 1/sqrt(x*y)",
        "x*y^2*sqrt(x*y)          | y*(x*y)^(3/2)",
        "x^2*y^2*sqrt(x*y)        | (x*y)^(5/2)",
        "sqrt(x*y^2)*y^2          | y^2*sqrt(x*y^2)",
        "sqrt(y/x)                | sqrt(y/x)",
        "sqrt(1/x*y)              | 1/sqrt(x/y)",
        "sqrt(1/x*y)*sqrt(x/y)    | 1",
        "sqrt(1 - x)*(x - 1)*sqrt(1 - x) | -(x - 1)^2",
        "sqrt(1 - x)*sqrt(x - 1)  | sqrt(1 - x)*sqrt(x - 1)",
        "(-8)^(1/3)*x*(-8)^(2/3)  | -8*x",
        "sqrt(x*y)*z*sqrt(x*y)    | x*y*z",
        "sqrt(x^a)*x*sqrt(x^a)    | x^(a + 1)",
        "sqrt(0)*x                | 0",
        "sqrt(1 - x)*sqrt(1 - x)*(x - 1) | -(x - 1)^2",
        "(-8)^(1/3)*(-8)^(2/3)    | -8",
        "(-x*y)^(1/2)*(-x*y)^(1/2)*x | -x^2*y",
        "sqrt(exp(x)*y)           | sqrt(y)*sqrt(exp(x))",
        "sqrt(-y*exp(x))          | sqrt(-y)*sqrt(exp(x))",
        "sqrt(4*x*y)              | 2*sqrt(x*y)",
        "sqrt(4*x + 8)            | 2*sqrt(x + 2)",
        "sqrt(2*x + 4)            | sqrt(2*x + 4)",
        "sqrt(x - 1)*sqrt(x - 1)  | x - 1",
        "(2*x - 2*y)*z            | 2*z*(x - y)",
        "(x - 1)*(1 - x)          | -(x - 1)^2",
        "(x + 1)*(x + 1)          | (x + 1)^2",
        "(x/2 + 1)*(x + 2)        | (x + 2)^2/2",
        "(2*x + 2)/(x + 1)        | 2",
        "(x + 1)/2*2              | x + 1",
        "sqrt(1 - x)*(x - 1)      | -(1 - x)^(3/2)",
        "sqrt(1 - x)*(x - 1)^2    | (1 - x)^(5/2)",
        "sqrt(1 - x)/(x - 1)      | -1/sqrt(1 - x)",
        "sqrt(12)/sqrt(6)         | sqrt(2)",
        "(-8)^(1/3)               | (-8)^(1/3)",
        "(-8)^3                   | -512",
        "(2/3)^-2                 | 9/4",
        "(sqrt(2) + 1)*(sqrt(2) - 1) | 1",
        "1/(sqrt(2) + 1)/(sqrt(2) - 1) | 1",
        "(sqrt(2) + 1)^2 - sqrt(8) | 3",
        "(sqrt(2) + 1)^3 - 5*sqrt(2) | 7",
        "(3 + sqrt(8))/(sqrt(2) + 1)^2 | 1",
        "(sqrt(3) + sqrt(2))*(sqrt(3) - sqrt(2)) | 1",
        "(sqrt(2) + 1)*(x + 1)*(sqrt(2) - 1) | x + 1",
        "(x + sqrt(2))*(x - sqrt(2)) | (x + sqrt(2))*(x - sqrt(2))",
      })
  void products(String text, String expected) {
    assertThat(canonical(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abs(x)*abs(x)        | x^2",
        "abs(x)^3             | abs(x)^3",
        "abs(x)*x             | x*abs(x)",
        "abs(x)*x^2           | abs(x)^3",
        "abs(x)^2*x           | x^3",
        "x/abs(x)             | sign(x)",
        "abs(x)/x             | sign(x)",
        "abs(x)/x^2           | 1/abs(x)",
        "abs(x)/x^3           | 1/(x*abs(x))",
        "x/abs(x)^2           | 1/x",
        "x/abs(x)^3           | 1/(x*abs(x))",
        "x^2/abs(x)^2         | 1",
        "abs(x)*sign(x)       | x",
        "abs(x)*sign(x)^2     | abs(x)",
        "x*sign(x)            | abs(x)",
        "x^2*sign(x)          | x*abs(x)",
        "sign(x)/x            | 1/abs(x)",
        "sign(x)/abs(x)       | 1/x",
        "sign(x)^3            | sign(x)",
        "sign(x)^2            | sign(x)^2",
        "1/sign(x)            | sign(x)",
        "1/sign(x)^2          | 1",
        "sqrt(x)*abs(x)       | x^(3/2)",
        "sqrt(x)*sign(x)      | sqrt(x)",
        "sqrt(abs(x))*x       | x*sqrt(abs(x))",
        "sqrt(sign(x))*abs(x) | sqrt(sign(x))*abs(x)",
        "x^(2/3)*abs(x)       | x^(5/3)",
        "relu(x)*sign(relu(x)) | relu(x)",
        "relu(x)^2*sign(relu(x)) | relu(x)^2",
        "abs(x^y)*sign(x^y)   | abs(x^y)*sign(x^y)",
        "abs(x^y)*abs(x^y)    | x^(2*y)",
        "abs(x^y)*x           | x*abs(x^y)",
        "abs(x^y)^3           | abs(x^y)^3",
        "abs(exp(x))          | exp(x)",
        "sign(exp(x))         | 1",
        "abs(x^2)             | x^2",
        "sign(x^2)            | sign(x)^2",
        "abs(sqrt(x))         | sqrt(x)",
        "sign(sqrt(x))        | sign(sqrt(x))",
        "sign(x*sqrt(y))      | sign(x)*sign(sqrt(y))",
        "abs(-2*x*y)          | 2*abs(x)*abs(y)",
        "sign(-2*x*y)         | -sign(x)*sign(y)",
        "abs(2*x - 2*y)       | 2*abs(x - y)",
        "sign(2*x - 2*y)      | sign(x - y)",
        "abs(1 - x)           | abs(x - 1)",
        "sign(1 - x)          | -sign(x - 1)",
        "abs(abs(x) - 3)      | abs(abs(x) - 3)",
        "abs(abs(x))          | abs(x)",
        "sign(sign(x))        | sign(x)",
        "abs(sign(x))         | abs(sign(x))",
        "sign(abs(x))         | sign(abs(x))",
        "abs(-3)              | 3",
        "abs(0)               | 0",
        "abs(5)               | 5",
        "sign(-3)             | -1",
        "sign(0)              | 0",
        "sign(5)              | 1",
      })
  void magnitudesAndSigns(String text, String expected) {
    assertThat(canonical(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x^a*x^b              | x^(a + b)",
        "x^a*x                | x^(a + 1)",
        "x^a/x                | x^(a - 1)",
        "x^(2*a)/x^a          | x^a",
        "x^a/x^a              | 1",
        "x^(a + 2)/x^a        | x^2",
        "x^a*x^(2 - a)        | x^2",
        "(x^a)^2              | x^(2*a)",
        "(x^a)^b              | (x^a)^b",
        "sqrt(x^a)            | sqrt(x^a)",
        "sqrt(x^a)*sqrt(x^a)  | x^a",
        "sqrt(exp(x)^a)       | exp(x)^(a/2)",
        "1^a                  | 1",
        "2^a*2                | 2*2^a",
        "2^(a + 1)            | 2*2^a",
        "2^(a + 1/2)/sqrt(2)  | 2^a",
        "2^(a - 3/2)          | 2^a/(2*sqrt(2))",
        "(x*y)^(a + 1)        | (x*y)^(a + 1)",
        "(x*y)^a*x*y          | (x*y)^(a + 1)",
        "(x*y)^a*x            | x*(x*y)^a",
        "(x*y)^(a + 1)/x      | y*(x*y)^a",
        "abs(x)^(a + 1)       | abs(x)*abs(x)^a",
        "sin(x)^a*sin(x)      | sin(x)^(a + 1)",
        "(x + 1)^a*(x + 1)    | (x + 1)^(a + 1)",
        "(x + 1)^a*(2*x + 2)  | 2*(x + 1)^(a + 1)",
      })
  void powersWithAnExponentThatIsNoNumber(String text, String expected) {
    assertThat(canonical(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "where(x > y, a, a)               | a",
        "where(1, a, b)                   | a",
        "where(-2, a, b)                  | a",
        "where(0, a, b)                   | b",
        "where(where(c, 1, 0), a, b)      | where(c, a, b)",
        "where(where(c, 0, 1), a, b)      | where(c, b, a)",
        "where(where(c, 2, 3), a, b)      | a",
        "where(where(c, d, 0), a, b)      | where(where(c, d, 0), a, b)",
        "where(where(c, 0, d), a, b)      | where(where(c, 0, d), a, b)",
        "where(c, where(c, a, b), d)      | where(c, a, d)",
        "where(c, a, where(c, b, d))      | where(c, a, d)",
        "where(c, where(d, a, b), 1)      | where(c, where(d, a, b), 1)",
        "where(c, a, 0)*x                 | where(c, a*x, 0)",
        "where(c, 0, a)*x                 | where(c, 0, a*x)",
        "where(c, a, b)*x                 | x*where(c, a, b)",
        "where(c, a, 0)^2                 | where(c, a^2, 0)",
        "where(c, 0, a)^3                 | where(c, 0, a^3)",
        "1/where(c, a, 0)                 | 1/where(c, a, 0)",
        "where(c, a, 0)^-2                | 1/where(c, a^2, 0)",
        "where(c, 0, a)^-1                | 1/where(c, 0, a)",
        "x/where(c, a, 0)^2               | x/where(c, a^2, 0)",
        "sqrt(where(c, a, 0))             | sqrt(where(c, a, 0))",
        "where(c, a, 0)*where(d, b, 0)    | where(c, where(d, a*b, 0), 0)",
        "where(c, a, 0)*2^x               | where(c, a*2^x, 0)",
        "where(c, a, 0)*where(c, b, 0)    | where(c, a*b, 0)",
        "where(c, a, 0) + where(d, b, 0)*where(c, a, 0) | where(c, a + where(d, a*b, 0), 0)",
        "where(x > 0, x, 0)               | where(x > 0, x, 0)",
      })
  void choices(String text, String expected) {
    assertThat(canonical(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 < 3   | 1",
        "3 < 3   | 0",
        "3 <= 3  | 1",
        "4 <= 3  | 0",
        "3 > 2   | 1",
        "3 > 3   | 0",
        "3 >= 3  | 1",
        "2 >= 3  | 0",
        "3 == 3  | 1",
        "2 == 3  | 0",
        "2 != 3  | 1",
        "3 != 3  | 0",
        "0 < x   | step(x)",
        "x > 0   | step(x)",
        "1 < x   | 1 < x",
        "x > 1   | x > 1",
        "x < 0   | x < 0",
        "0 > x   | 0 > x",
        "(x >= y) != 0  | where(x >= y, 1, 0)",
        "(x >= y) == 0  | where(x >= y, 0, 1)",
        "step(x) != 0   | where(x > 0, 1, 0)",
        "x != 0         | x != 0",
        "(x >= y) == 1  | (x >= y) == 1",
        "step(-1)       | 0",
        "step(0)        | 0",
        "step(2)        | 1",
        "log(exp(x))    | x",
        "log(1)         | 0",
        "log(2)         | log(2)",
        "exp(0)         | 1",
        "exp(log(x))    | exp(log(x))",
        "x''            | x",
        "(2*A) @ (3*B)  | 6*A @ B",
        "(A/2) @ B      | A @ B/2",
        "A @ (B/2)*2    | A @ B",
      })
  void calls(String text, String expected) {
    assertThat(canonical(text)).isEqualTo(expected);
  }

  @Test
  void aMultipleHasAsManyEntries() {
    Terms terms = new Terms();
    Term u = terms.name("u");
    for (Gate gate : List.of(Gate.SIZE, Gate.ROWS, Gate.COLUMNS)) {
      Term plain = terms.call(gate, 0, u);
      assertThat(terms.call(gate, 0, Read.term(terms, "2*u^2"))).isSameAs(plain);
      assertThat(terms.call(gate, 0, Read.term(terms, "u*v"))).isNotSameAs(plain);
      assertThat(terms.call(gate, 0, Read.term(terms, "u + 1"))).isNotSameAs(plain);
    }
  }

  private static String all(Set<Term> terms) {
    return terms.stream().map(Read::text).sorted().collect(Collectors.joining(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x/x                  | x",
        "x^2/x                | x",
        "x/x^2                | ''",
        "exp(x)/exp(x)        | ''",
        "(2*x + 2)/(x + 1)    | x + 1",
        "x*y/(x*y)            | x, y",
        "abs(x)/x             | x",
        "1/sign(x)            | x",
        "sqrt(x*y)/x          | ''",
        "sqrt(x*y)/(x*y)      | ''",
        "x/abs(x)^2           | ''",
        "abs(x)/x^2           | ''",
        "x/abs(x)^3           | ''",
        "x^a/x                | ''",
        "sin(x)/sin(x)*y      | sin(x)",
        "x - x                | ''",
        "sqrt(1 - x)/(x - 1)  | ''",
        "1/(sqrt(2) + 1)/(sqrt(2) - 1) | ''",
      })
  void whatIsCancelledIsRemembered(String text, String conditions) {
    Terms terms = new Terms();
    Read.term(terms, text);
    assertThat(all(terms.conditions())).isEqualTo(conditions);
    Terms rearranged = new Terms();
    rearranged.rearranging(() -> Read.term(rearranged, text));
    assertThat(rearranged.conditions()).isEmpty();
    Read.term(rearranged, text);
    assertThat(all(rearranged.conditions())).isEqualTo(conditions);
  }

  /** masked(u, v) is u*v, but 0 where u is 0: at the poles of v that is a difference. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "masked(x, y)                     | x*y                     | ''",
        "masked(x, sin(y))                | x*sin(y)                | ''",
        "masked(x, 1/y)                   | x/y                     | y",
        "masked(x, log(y)/z)              | masked(x, log(y)/z)     | ''",
        "masked(x, sqrt(y))               | masked(x, sqrt(y))      | ''",
        "masked(exp(x), 1/y)              | exp(x)/y                | ''",
        "masked(-2, 1/y)                  | -2/y                    | ''",
        "masked(0, 1/y)                   | 0                       | ''",
        "masked(x, 0)                     | 0                       | ''",
        "masked(x, tan(y))                | masked(x, tan(y))       | ''",
        "masked(x > 0, 1/x)               | where(x > 0, 1/x, 0)    | ''",
        "masked(x*(x > 0), 1/x)           | where(x > 0, 1, 0)      | x",
        "masked(where(c, x, 0), 1/y)      | where(c, x/y, 0)        | y",
        "masked(where(c, 0, x), 1/y)      | where(c, 0, x/y)        | y",
        "masked(where(c, x, z), 1/y)      | where(c, x/y, z/y)      | y",
        "masked(where(c, exp(x), 0), tan(y)) | where(c, exp(x)*tan(y), 0) | ''",
        "masked(where(c, 0, exp(x)), tan(y)) | where(c, 0, exp(x)*tan(y)) | ''",
      })
  void maskedProducts(String text, String expected, String poles) {
    Terms terms = new Terms();
    assertThat(Read.text(Read.term(terms, text))).isEqualTo(expected);
    assertThat(all(terms.poles())).isEqualTo(poles);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProofMayNotWantPoles(boolean unmasking) {
    Terms terms = Terms.forProof(unmasking);
    assertThat(terms.isForProof()).isTrue();
    assertThat(Read.term(terms, "masked(x, 1/y)").isCall(Gate.MASKED)).isEqualTo(!unmasking);
    assertThat(all(terms.poles())).isEqualTo(unmasking ? "y" : "");
  }

  /** 31*1 + 33 is 31*2 + 2: the parts are other ones though the hash is one. */
  @Test
  void termsWithOneHashAreNotOneTerm() {
    Term[] parts = {Term.name(1, "a"), Term.name(33, "b")};
    Term[] others = {Term.name(2, "c"), Term.name(2, "c")};
    Term one = Term.call(50, Gate.MAX, 0, parts);
    Term other = Term.call(51, Gate.MAX, 0, others);
    assertThat(one.hashCode()).isEqualTo(other.hashCode());
    assertThat(one).isNotEqualTo(other).isEqualTo(Term.call(52, Gate.MAX, 0, parts));
  }

  @Test
  void theLeadingPartOfASum() {
    Terms terms = new Terms();
    Term polynomial = Read.term(terms, "x - x^2 + 2");
    assertThat(Read.text(terms.primitive(polynomial).sum())).isEqualTo("x^2 - x - 2");
    Term other = Read.term(terms, "4*x - 6*x^2 + 8*sin(x)");
    assertThat(terms.primitive(other).content()).hasToString("2");
    assertThat(Read.text(terms.rearranging(() -> terms.primitive(other).sum())))
        .isEqualTo("2*x - 3*x^2 + 4*sin(x)");
  }

  // ---- for proofs ----

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sigmoid(x)           | 1/(1 + 1/exp(x))",
        "softplus(x)          | log(1 + exp(x))",
        "sinh(x)              | (exp(x) - 1/exp(x))/2",
        "cosh(x)              | (exp(x) + 1/exp(x))/2",
        "tanh(x)              | (exp(x) - 1/exp(x))/(exp(x) + 1/exp(x))",
        "tan(x)               | sin(x)/cos(x)",
        "silu(x)              | x/(1 + 1/exp(x))",
        "expm1(x)             | exp(x) - 1",
        "log1p(x)             | log(1 + x)",
        "log2(x)              | log(x)/log(2)",
        "log10(x)             | log(x)/log(10)",
        "hypot(x, y)          | (x^2 + y^2)^0.5",
        "relu(x)              | x*step(x)",
        "softsign(x)          | x/(1 + abs(x))",
        "exp(2*x)             | exp(x)*exp(x)",
        "exp(x/2)*exp(x/2)    | exp(x)",
        "exp(a + b)           | exp(a)*exp(b)",
        "exp(a - 3*b)         | exp(a)/exp(b)^3",
        "exp(a + 2)           | exp(a)*exp(1)*exp(1)",
        "exp(2)               | exp(1)^2",
        "exp(x)^a             | exp(a*x)",
        "exp(x*y)             | exp(x)^y",
        "sin(-x)              | -sin(x)",
        "cos(-x)              | cos(x)",
        "sin(-2)              | -sin(2)",
        "cos(-2)              | cos(2)",
        "sin(1 - x)           | -sin(x - 1)",
        "cos(1 - x)           | cos(x - 1)",
        "log(2*exp(a)^3*exp(b)) | log(2) + 3*a + b",
        "log(exp(a)/exp(b))   | a - b",
        "log(3*exp(a))        | log(3) + a",
      })
  void functionsAreToldByFewerOthers(String text, String meaning) {
    Terms terms = Terms.forProof(false);
    assertThat(Read.term(terms, text)).isSameAs(Read.term(terms, meaning));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sigmoid(x)           | 1/(1 + exp(x))",
        "sinh(x)              | cosh(x)",
        "tanh(x)              | sinh(x)",
        "sin(x)               | -sin(x)",
        "cos(-x)              | -cos(x)",
        "log(x*exp(a))        | log(x) + a",
        "log(-2*exp(a))       | log(2) + a",
        "log(0 - exp(a))      | a",
        "log2(x)              | log10(x)",
        "exp(2*x)             | 2*exp(x)",
        "exp(1)               | 1",
      })
  void whatIsNotTheSameStaysApart(String text, String other) {
    Terms terms = Terms.forProof(false);
    assertThat(Read.term(terms, text)).isNotSameAs(Read.term(terms, other));
  }

  @Test
  void theNumberEIsAnExponential() {
    Terms terms = Terms.forProof(false);
    Term e = Read.withConstants(terms, "e^2*exp(x)");
    assertThat(e).isSameAs(Read.withConstants(terms, "exp(x + 2)"));
    assertThat(Read.withConstants(terms, "pi + 0*x").kind).isEqualTo(Term.Kind.CONSTANT);
    assertThat(Read.withConstants(new Terms(), "e + 0*x").kind).isEqualTo(Term.Kind.CONSTANT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1/0", "x + 1/(y - y)", "0^-1", "0^-0.5", "10^1000", "x^(10^200)*x^(10^200)^9"})
  void whatHasNoExactValueIsRefused(String text) {
    assertThatThrownBy(() -> canonical(text)).isInstanceOf(Terms.Unable.class);
  }
}
