package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chainrule.cli.Run;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.value.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The library as a program meets it: points, shapes, errors; the numbers are worked out by hand.
 */
final class LibraryTest {
  /** A point as it is written in a table: {@code x = 3 | W = 1, 2; 3, 4}. */
  private static Point point(String written) {
    Map<String, Matrix> values = new LinkedHashMap<>();
    for (String each : written.isEmpty() ? new String[0] : written.split("\\|")) {
      String[] sides = each.split("=");
      values.put(sides[0].strip(), Written.matrix(sides[1]));
    }
    return Point.from(values);
  }

  @Test
  void aPointIsMadeOfNumbersArraysAndMatrices() {
    Point point =
        Point.of("x", 3)
            .and("v", new double[] {1, 2})
            .and("W", new double[][] {{1, 2}, {3, 4}})
            .and("M", Matrix.of(1, 2, 5, 6));
    assertThat(point).hasToString("x = 3, v = [1, 2], W = [1, 2; 3, 4], M = [[5, 6]]");
    assertThat(point)
        .isEqualTo(point("M = 5, 6 | W = 1, 2; 3, 4 | v = 1; 2 | x = 3"))
        .hasSameHashCodeAs(point("M = 5, 6 | W = 1, 2; 3, 4 | v = 1; 2 | x = 3"));
    assertThat(point.and("x", 4).values().get("x").scalar()).isEqualTo(4);
    assertThat(point.values().get("x").scalar()).isEqualTo(3);
    assertThat(Point.from(Map.of("n", 2, "v", new double[] {1}, "W", new double[][] {{1, 2}})))
        .isEqualTo(point("n = 2 | v = 1 | W = 1, 2"));
    assertThat(Point.NONE.isEmpty()).isTrue();
    assertThat(point.isEmpty()).isFalse();
  }

  @Test
  void aPointDoesNotChangeWithWhatItWasMadeOf() {
    double[] column = {1, 2};
    double[][] rows = {{1, 2}};
    Map<String, Double> numbers = new LinkedHashMap<>(Map.of("x", 1.0));
    Point point = Point.of("v", column).and("W", rows);
    Point from = Point.from(numbers);
    column[0] = rows[0][0] = 7;
    numbers.put("x", 7.0);
    assertThat(point).isEqualTo(point("v = 1; 2 | W = 1, 2"));
    assertThat(from).isEqualTo(point("x = 1"));
    assertThatThrownBy(() -> point.values().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aPointRefusesWhatIsNoMatrix() {
    assertThatThrownBy(() -> Point.of("W", new double[][] {{1, 2}, {3}}))
        .isInstanceOf(ChainruleException.class)
        .hasMessage("the first row has 2 entries, row 2 has 1");
    assertThatThrownBy(() -> Point.of("v", new double[0]))
        .hasMessage(
            "the value of v must be a number, a double[], a double[][] or a Matrix, and not empty");
    for (Object no : new Object[] {"3", new int[] {1}, new double[][] {{}}, List.of(1)}) {
      assertThatThrownBy(() -> Point.from(Map.of("x", no)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Point.of("x", (Matrix) null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "(x + y)*z       ! x = -2 | y = 5 | z = -4          ! -12      ! {x=-4, y=-4, z=3}",
        "x^2             ! x = 3                             ! 9        ! {x=6}",
        "x = 2; x*y      ! y = 3                             ! 6        ! {x=3, y=2}",
        "x = 2; x*y      ! x = 5 | y = 3                     ! 15       ! {x=3, y=5}",
        "sum(v^2)        ! v = 1; 2                          ! 5        ! {v=[2, 4]}",
        "sum(v^2)        ! v = 3                             ! 9        ! {v=6}",
        "sum(W @ x)      ! W = 1, 2; 3, 4 | x = 5; 6         ! 56       ! {W=[5, 6; 5, 6], x=[4, 6]}",
        "a*sum(M)        ! a = 2 | M = 1, 2, 3               ! 12       ! {a=6, M=[[2, 2, 2]]}",
        "x + sum(y - y)  ! x = 1 | y = 1; 2                  ! 1        ! {x=1, y=[0, 0]}",
        "log(x)          ! x = 0                             ! -Infinity ! {x=Infinity}",
      })
  void whatHasAShapeKeepsIt(String text, String written, String value, String gradient) {
    Expression f = Chainrule.parse(text);
    Point point = point(written);
    assertThat(f.value(point)).hasToString(value);
    assertThat(f.gradient(point)).hasToString(gradient);
    assertThat(f.trace(point).value()).hasToString(value);
    if (!value.contains("Infinity")) {
      assertThat(f.verify(point).agrees()).isTrue();
    }
  }

  @Test
  void anOutputThatIsAMatrixHasAValueAndAJacobian() {
    Expression product = Chainrule.parse("W @ x");
    Point point = point("W = 1, 2; 3, 4 | x = 5; 6");
    assertThat(product.value(point)).hasToString("[17, 39]");
    assertThat(product.jacobians(point, 100))
        .extracting(jacobian -> jacobian.by() + " " + jacobian.entries())
        .containsExactly("W [5, 6, 0, 0; 0, 0, 5, 6]", "x [1, 2; 3, 4]");
  }

  @Test
  void theGradientBySomeInputsIsInTheirOrder() {
    assertThat(Chainrule.parse("x*y*z").gradient(point("x = 2 | y = 3 | z = 5"), "z", "x"))
        .hasToString("{z=6, x=15}");
  }

  @Test
  void numbersByTheirNamesAreTheShortForm() {
    Expression f = Chainrule.parse("(x + y)*z");
    Map<String, Double> point = Map.of("x", -2.0, "y", 5.0, "z", -4.0);
    assertThat(f.value(point)).isEqualTo(-12);
    assertThat(f.gradient(point)).hasToString("{x=-4.0, y=-4.0, z=3.0}");
    assertThat(f.trace(point)).isEqualTo(f.trace(Point.from(point)));
    assertThat(f.trace().numeric()).isFalse();
  }

  @Test
  void whatTheTextGivesIsAPoint() {
    Expression f = Chainrule.parse("W = [1, 2]; x = 3; sum(W*x) + y");
    assertThat(f.inputs()).containsExactly("W", "x", "y");
    assertThat(f.givens()).isEqualTo(point("W = 1; 2 | x = 3"));
    assertThat(f.value(f.givens().and("y", 1))).hasToString("10");
  }

  /** What is asked of an expression. */
  private static void ask(String what, Expression f, Point point) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    switch (what) {
      case "value" -> f.value(point);
      case "gradient" -> f.gradient(point);
      case "gradient by q" -> f.gradient(point, "q");
      case "trace" -> f.trace(point);
      case "verify" -> f.verify(point);
      case "jacobians" -> f.jacobians(point, 100);
      case "derivative" -> f.derivative("q");
      case "of q" -> f.of("q");
      case "number" -> {
        point.values().forEach((name, value) -> numbers.put(name, value.scalar()));
        f.value(numbers);
      }
      case "numbers" -> {
        point.values().forEach((name, value) -> numbers.put(name, value.scalar()));
        f.gradient(numbers);
      }
      default -> throw new IllegalStateException(what);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '"',
      value = {
        // a name without a value
        "value     ! x*y ! x = 2 ! E104 ! y has no value ! add y=1, or give no values at all to see formulas",
        "gradient  ! x*y ! x = 2 ! E104 ! y has no value ! add y=1, or give no values at all to see formulas",
        "trace     ! x*y ! ''    ! E104 ! x, y have no values ! add x=1, or give no values at all to see formulas",
        "verify    ! x*y ! y = 2 ! E104 ! x has no value ! add x=1, or give no values at all to see formulas",
        "jacobians ! x*y ! y = 2 ! E104 ! x has no value ! add x=1, or give no values at all to see formulas",
        "number    ! x*y ! x = 2 ! E104 ! y has no value ! add y=1, or give no values at all to see formulas",
        // a name that is no input
        "value         ! q = 2*x; q^2 ! x = 1 | k = 2 ! E101 ! nothing is called k ! the inputs are x",
        "value         ! loss^2       ! los = 1       ! E101 ! nothing is called los ! did you mean loss?",
        "gradient by q ! q = 2*x; q^2 ! x = 1         ! E101 ! nothing is called q ! the inputs are x",
        "derivative    ! x^2          ! ''            ! E101 ! nothing is called q ! the inputs are x",
        "of q          ! x^2          ! ''            ! E108 ! no node is called q ! known are x",
        "numbers       ! x^2          ! x = 1 | k = 2 ! E101 ! nothing is called k ! the inputs are x",
        // a matrix where a number is wanted
        "gradient   ! 2*x                ! x = 1; 2 ! E117 ! the output 2*x is 2x1; a gradient needs one number ! did you mean sum(2*x) or norm(2*x)?",
        "trace      ! 2*x                ! x = 1; 2 ! E117 ! the output 2*x is 2x1; a gradient needs one number ! did you mean sum(2*x) or norm(2*x)?",
        "verify     ! 2*x                ! x = 1; 2 ! E117 ! the output 2*x is 2x1; a gradient needs one number ! did you mean sum(2*x) or norm(2*x)?",
        "derivative ! q = [1, 2]; 2*q    ! ''       ! E117 ! the output 2*q is 2x1; a gradient needs one number ! did you mean sum(2*q) or norm(2*q)?",
        "number     ! x = [1, 2]; 2*x    ! ''       ! E202 ! the value is 2x1, not one number ! value(Point) gives matrices",
        "numbers    ! W = [1, 2]; sum(W) ! ''       ! E202 ! the gradient by W is 2x1, not one number ! gradient(Point) gives matrices",
        "value      ! [1, 2][i]          ! i = 1; 2 ! E012 ! shapes do not fit: [1, 2] is 2x1, i is 2x1 ! an index is one number",
        // shapes that do not fit
        "value    ! W @ x ! W = 1, 2; 3, 4; 5, 6 | x = 1; 2; 3 ! E012 ! shapes do not fit: W is 3x2, x is 3x1 ! did you mean W' @ x?",
        "gradient ! x + y ! x = 1; 2 | y = 1; 2; 3             ! E012 ! shapes do not fit: x is 2x1, y is 3x1 ! entry by entry, shapes must agree or be 1",
      })
  void whatCannotBeComputedIsSaidClearly(
      String what, String text, String written, String code, String message, String help) {
    Expression f = Chainrule.parse(text);
    Point point = point(written.replace("''", ""));
    ChainruleException refused =
        catchThrowableOfType(ChainruleException.class, () -> ask(what, f, point));
    assertThat(refused).as("%s of %s", what, text).isNotNull().hasMessage(message);
    assertThat(refused.diagnostics()).extracting(Diagnostic::code).containsExactly(code);
    assertThat(refused.diagnostics().get(0).help()).isEqualTo(help.replace("''", ""));
  }

  @Test
  void errorsAndFindingsAreReadWithoutTypesOfTheirOwn() {
    assertThatThrownBy(() -> Chainrule.parse("(x + * y)*z"))
        .isInstanceOfSatisfying(
            ChainruleException.class,
            refused -> assertThat(refused.report()).startsWith("error[E004]: ").contains("   ^"));
    Expression logarithm = Chainrule.parse("q = log(x); q*y");
    assertThat(logarithm.trace(point("x = -1 | y = 2")).notes())
        .hasToString("[log(-1) is undefined at node q]");
  }

  /** Of texts without definitions, the lines of {@code chainrule diff}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(x + y)*z",
        "1/(1 + exp(-(w*x + b)))",
        "x^2*sin(x)",
        "sum((W @ x)^2)",
        "max(x, y)*z",
        "(w*x + b - y)^2; w = 2",
        "x/y + y/x",
        "sin(x^2 + y*z)*exp(x^2 + y*z)",
        "3*x + 0*y",
      })
  void aDerivativeIsWrittenAsDiffWritesIt(String text) {
    Expression f = Chainrule.parse(text);
    for (String input : f.inputs()) {
      Run run = Run.of("diff", "-e", text, "--by", input);
      String formula =
          run.out().split("\n\n")[0].replace("df/d" + input + " = ", "").stripTrailing();
      assertThat(f.derivative(input)).as("by %s", input).hasToString(formula);
    }
  }

  @Test
  void aSecondDerivativeIsWrittenAsDiffWritesIt() {
    Expression f = Chainrule.parse("1/(1 + exp(-x))");
    String printed = Run.of("diff", "1/(1 + exp(-x))", "--order", "2").out();
    assertThat(f.derivative("x").derivative("x"))
        .hasToString(printed.replace("d^2f/dx^2 = ", "").stripTrailing());
  }

  @Test
  void aDerivativeIsWrittenInTheInputsAndWhatWasReadAsItStands() {
    assertThat(Chainrule.parse("q = x + y; q*z").derivative("z")).hasToString("x + y");
    assertThat(Chainrule.parse("x + 0 + x")).hasToString("x + 0 + x");
    assertThat(Chainrule.parse("x = 2; x*y").derivative("x").value(point("y = 3")))
        .hasToString("3");
  }

  /** A derivative was of a number when it was taken; at a point with a matrix it may be of none. */
  @Test
  void aDerivativeOfAMatrixIsRefusedAtThePoint() {
    Expression product = Chainrule.parse("W @ x").derivative("W");
    double[][] square = {{1, 2}, {3, 4}};
    Point point = Point.of("W", square).and("x", new double[] {1, 1});
    assertThatThrownBy(() -> product.value(point))
        .hasMessageContaining("a gradient needs one number");
    Expression second = Chainrule.parse("sum((W @ x)^2)").derivative("W").derivative("x");
    assertThatThrownBy(() -> second.value(point)).hasMessageContaining("no second derivative");
    Point column = Point.of("x", new double[] {1, 2}).and("y", 3);
    assertThatThrownBy(() -> Chainrule.parse("x^2*y").derivative("x").value(column))
        .hasMessageContaining("a gradient needs one number");
  }

  @Test
  void whoUsesTheLibraryMeetsAtMostADozenMethodsAndNoTypeOfItsInside() {
    assertThat(names(Expression.class)).hasSizeLessThanOrEqualTo(12).contains("value", "workings");
    assertThat(names(Chainrule.class)).containsExactly("parse");
    for (Class<?> each : List.of(Chainrule.class, Expression.class, Point.class)) {
      for (Method method : each.getMethods()) {
        if (!method.getName().equals("workings")) {
          assertThat(method.toGenericString())
              .doesNotContain("chainrule.graph", "chainrule.algebra", "Diagnostic");
        }
      }
    }
  }

  private static Set<String> names(Class<?> type) {
    Set<String> names = new TreeSet<>();
    Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .forEach(method -> names.add(method.getName()));
    return names;
  }
}
