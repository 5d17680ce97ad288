package org.chainrule.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Display forms as a teacher would write them, their conditions, and the rule that is named. */
final class SimplifierTest {
  private static DisplayForm form(String text, String... by) {
    return Chainrule.parse(text).workings().formulas().display(by);
  }

  private static String text(DisplayForm form) {
    return form.bindings().stream()
            .map(each -> each.name() + " = " + each.expr() + "; ")
            .collect(Collectors.joining())
        + form.formulas().stream().map(Object::toString).collect(Collectors.joining(" | "));
  }

  /** The input as it stands, derived by nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a*x + b*x                   | x*(a + b)                   | take out the common factor",
        "a*x^2 + b*x                 | x*(a*x + b)                 | take out the common factor",
        "x/y + z/y                   | (x + z)/y                   | take out the common factor",
        "2*a*x + 4*b*x               | 2*x*(a + 2*b)               | take out the common factor",
        "a*x + b*x + c               | c + x*(a + b)               | group terms",
        "1/x - 1/(x + 1)             | 1/(x*(x + 1))               | take out the common factor",
        "(x^2 - 1)/(x - 1)           | x + 1                       | cancel",
        "(x + 1)^2 - x^2             | 2*x + 1                     | multiply out",
        "x + x                       | 2*x                         | collect like terms and factors",
        "exp(x)/(1 + exp(x))*y       | y*sigmoid(x)                | recognise the sigmoid",
        "where(x >= y, a, 0) + where(x < y, b, 0) | where(x >= y, a, b) | write as a choice",
        "where(x <= y, a, 0) - where(x > y, b, 0) | where(x <= y, a, -b) | write as a choice",
        "where(x < y, b, 0) + where(x >= y, a, 0) | where(x >= y, a, b) | write as a choice",
        "where(x >= y, a, 0) + where(x < z, b, 0) | where(x >= y, a, 0) + where(x < z, b, 0) | collect like terms and factors",
        "x/100 + x*y/100             | x*(y + 1)/100               | take out the common factor",
      })
  void formsAndTheirRules(String text, String expected, String rule) {
    DisplayForm form = form(text);
    assertThat(text(form)).isEqualTo(expected);
    assertThat(form.rules()).containsExactly(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x^2*y               | x | 2*x*y",
        "(2*x + 1)^3         | x | 6*(2*x + 1)^2",
        "1/(x + 1)           | x | -1/(x + 1)^2",
        "x/(x + 1)           | x | 1/(x + 1)^2",
        "(x + 1)/(x - 1)     | x | -2/(x - 1)^2",
        "x*exp(x)            | x | exp(x)*(x + 1)",
        "x*log(x) - x        | x | log(x)",
        "sqrt(x)             | x | 1/(2*sqrt(x))",
        "sqrt(x^2 + 1)       | x | x/sqrt(x^2 + 1)",
        "sin(x)*cos(x)       | x | cos(x)^2 - sin(x)^2",
        "log(x^2)            | x | 2/x",
        "(a*x + b)^2         | x | 2*a*(a*x + b)",
        "relu(x)*y           | y | relu(x)",
        "sigmoid(x)          | x | s = sigmoid(x); s*(1 - s)",
        "s = sigmoid(x); s   | x | s*(1 - s)",
        "q = tanh(x); q      | x | 1 - q^2",
        "tanh(a + b)*tanh(b + a) | a | t = tanh(a + b); 2*(t - t^3)",
        "sigmoid(w*tanh(x))  | w | t = tanh(x); s = sigmoid(w*tanh(x)); s*t*(1 - s)",
        "max(x, 3)*y         | x | y*(x >= 3)",
        "where(x > y, x^2, 3*x) | x | where(x > y, 2*x, 3)",
        "abs(x - 1)          | x | sign(x - 1)",
        "x^a                 | x | a*x^(a - 1)",
        "hypot(x, y)         | x | x/hypot(x, y)",
        "1/(exp(x) + 1)      | x | s = 1/(exp(x) + 1); s*(s - 1)",
        "exp(a)/(exp(b) + exp(a)) | a | p = exp(a)/(exp(b) + exp(a)); p*(1 - p)",
        "s = y + 1; s*sigmoid(w*x) | x | s1 = sigmoid(w*x); w*s*s1*(1 - s1)",
      })
  void derivatives(String text, String by, String expected) {
    assertThat(text(form(text, by))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x/x                       | x",
        "x*y/(x*y)                 | x, y",
        "(x^2 - 1)/(x - 1)         | x - 1",
        "exp(x)*y/exp(x)           | ''",
        "1/x                       | ''",
        "x^2/x/x*(1/x)             | ''",
        "(x >= y)*z/(x >= y)       | ''",
        "a*b*c*d*e1/(a*b*c*d*e1)   | a, b, c, d",
        "u = exp(x); u*y/u         | ''",
        "s = sigmoid(x); s*y/s     | ''",
        "s = 1/(1 + x); s*y/s      | ''",
        "q = x + 1; q*y/q          | q",
        "q = x/(x + 1); q*y/q      | q",
        "tanh(x)*y/tanh(x)         | tanh(x)",
        "x/x*10^400                | ''",
      })
  void whatWasCancelledIsToldUnlessItShows(String text, String conditions) {
    assertThat(
            form(text).conditions().stream()
                .map(Object::toString)
                .collect(Collectors.joining(", ")))
        .isEqualTo(conditions);
  }

  @Test
  void whatIsSharedGetsAName() {
    DisplayForm form =
        Chainrule.parse("sin(x^2 + y*z)*exp(x^2 + y*z)").workings().formulas().display("y");
    assertThat(text(form)).isEqualTo("u = x^2 + y*z; z*exp(u)*(sin(u) + cos(u))");
    assertThat(form.unsimplified()).isEmpty();
    assertThat(form.size()).isEqualTo(7 + 10);
  }

  @Test
  void namesThatAreTakenAreNotGivenAgain() {
    assertThat(text(form("u = w + 1; sin(x^2 + y*z)*exp(x^2 + y*z)*u", "y")))
        .startsWith("u1 = x^2 + y*z; ");
    assertThat(text(form("u = w + 1; u1 = w + u; sin(x^2 + y*z)*exp(x^2 + y*z)*u1", "y")))
        .startsWith("u2 = x^2 + y*z; ");
  }

  @Test
  void numbersThatAreTooLargeAreLeftAsTheyAre() {
    DisplayForm form =
        Chainrule.parse("q = x + y; q*10^400*z")
            .workings()
            .formulas()
            .display(List.of(List.of("z"), List.of("x")));
    assertThat(form.rules()).containsExactly("", "");
    assertThat(form.bindings()).isEmpty();
    assertThat(text(form)).isEqualTo("q*10^400 | z*10^400");
  }

  @Test
  void severalFormulasShareTheirNames() {
    DisplayForm form =
        Chainrule.parse("sigmoid(w*x + b)")
            .workings()
            .formulas()
            .display(List.of(List.of("w"), List.of("b")));
    assertThat(text(form)).isEqualTo("s = sigmoid(w*x + b); x*s*(1 - s) | s*(1 - s)");
  }

  // ---- large formulas ----

  @Test
  void aFormulaBeyondTheBudgetHasANameForWhatIsShared() {
    String folded = "f0(u) = sin(u)*u; f1(u) = f0(f0(u)); f2(u) = f1(f1(u)); f3(u) = f2(f2(u)); ";
    DisplayForm form = form(folded + "f3(f2(x))", "x");
    assertThat(form.unsimplified()).contains("more than 1500 parts");
    assertThat(form.rules()).containsExactly("");
    assertThat(form.bindings()).isNotEmpty();
    assertThat(form.bindings().get(0).name()).isEqualTo("t1");
    assertThat(form.bindings()).allMatch(each -> TermWriter.size(each.expr()) > 1);
    Expression printed = Chainrule.parse(text(form));
    Expression f = Chainrule.parse(folded + "f3(f2(x))");
    Map<String, Double> at = Map.of("x", 0.7);
    assertThat(printed.value(at)).isCloseTo(f.gradient(at).get("x"), Offset.offset(1e-9));
  }
}
