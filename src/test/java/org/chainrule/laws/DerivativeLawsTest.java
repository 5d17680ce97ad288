package org.chainrule.laws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.algebra.Derivation;
import org.chainrule.algebra.DisplayForm;
import org.chainrule.ast.Expr;
import org.chainrule.laws.Plain.Value;
import org.junit.jupiter.api.Test;

/** What is printed of a derivative has the value of the gradient, wherever that is sure. */
final class DerivativeLawsTest {
  private static final int EXPRESSIONS = 1_500;
  private static final int POINTS = 30;

  private final Breaches broken = new Breaches();

  /** A formula and its gradient at points, the finite ones or those at infinity. */
  private void forEach(
      long seed, boolean infinite, BiConsumer<Expression, List<Map<String, Double>>> law) {
    for (int i = 0; i < EXPRESSIONS; i++) {
      Delicate delicate = new Delicate(seed + i);
      Expression f = Chainrule.parse("(" + delicate.expression(2 + i % 7) + ")");
      List<Map<String, Double>> points = new ArrayList<>();
      for (int k = 0; k < POINTS; k++) {
        Map<String, Double> point = infinite ? delicate.atInfinity() : delicate.point(k % 3 > 0);
        point.keySet().retainAll(f.inputs());
        points.add(point);
      }
      broken.examine("seed " + (seed + i) + ", " + f, () -> law.accept(f, points));
    }
    broken.none();
  }

  /** Definitions of what is shared, then the formula in brackets: a text of the language. */
  private static String text(List<String> statements) {
    int last = statements.size() - 1;
    List<String> text = new ArrayList<>(statements.subList(0, last));
    text.add("(" + statements.get(last) + ")");
    return String.join("; ", text);
  }

  private static String raw(Expression f, String by) {
    return text(f.workings().formulas().raw(List.of(List.of(by))).get(0).lines().toList());
  }

  private void printedFormulas(Expression f, List<Map<String, Double>> points) {
    for (String by : f.inputs()) {
      compare(f, by, raw(f, by), "the raw formula", points);
      DisplayForm form = f.workings().formulas().display(by);
      List<Map<String, Double>> held = new ArrayList<>(points);
      held.removeIf(point -> isExcluded(form, point));
      compare(f, by, text(form.statements(0)), "the formula", held);
    }
  }

  /**
   * Whether one of the conditions that are printed with a formula fails at a point. A base that
   * must not be 0 and is negative may make a root or a logarithm undefined.
   */
  private static boolean isExcluded(DisplayForm form, Map<String, Double> point) {
    Plain plain = new Plain(point);
    plain.of(text(form.statements(0)));
    return form.conditions().stream().anyMatch(base -> !(plain.of(base).value() > 0));
  }

  @Test
  void thePrintedFormulaHasTheGradientsValue() {
    forEach(1_000_000, false, this::printedFormulas);
  }

  @Test
  void thePrintedFormulaHasTheGradientsValueAtInfinity() {
    forEach(2_000_000, true, this::printedFormulas);
  }

  @Test
  void everyLineOfADerivationHasTheGradientsValue() {
    forEach(
        3_000_000,
        false,
        (f, points) -> {
          for (String by : f.inputs()) {
            for (Derivation.Part part : f.workings().formulas().steps(by)) {
              StringBuilder known = new StringBuilder();
              for (Derivation.Step step : part.steps()) {
                step.with().forEach(b -> known.append(b.name() + " = (" + b.expr() + "); "));
                if (part.of().isEmpty() && !step.line().toString().contains("d/d")) {
                  String line = known + "(" + step.line() + ")";
                  compare(f, by, line, "the line of '" + step.rule() + "'", points, true);
                }
              }
            }
          }
        });
  }

  /** Central differences of the plain evaluation, where they settle: away from kinks and poles. */
  @Test
  void theGradientIsThatOfPlainDifferences() {
    forEach(
        4_000_000,
        false,
        (f, points) -> {
          for (Map<String, Double> point : points) {
            Map<String, Double> gradient = f.gradient(point);
            for (String by : f.inputs()) {
              double slope = difference(f, point, by, 5e-5);
              double size = 1e-3 + Math.abs(slope);
              Plain chain = new Plain(point);
              chain.of(raw(f, by));
              // An infinite slope times 0 is NaN by the chain rule.
              boolean settled =
                  (chain.isFiniteThroughout() || !Double.isNaN(gradient.get(by)))
                      && Math.abs(difference(f, point, by, 1e-4) - slope) < 1e-6 * size
                      && !atJump(point);
              if (settled && !(Math.abs(gradient.get(by) - slope) < 1e-3 * size)) {
                broken.add(
                    "d/d" + by + " at " + point + " is " + gradient.get(by) + ", slope " + slope);
                return;
              }
            }
          }
        });
  }

  private static double difference(
      Expression f, Map<String, Double> point, String by, double step) {
    return (at(f, point, by, step) - at(f, point, by, -step)) / (2 * step);
  }

  private static double at(Expression f, Map<String, Double> point, String by, double step) {
    Map<String, Double> moved = new LinkedHashMap<>(point);
    moved.merge(by, step, Double::sum);
    Plain plain = new Plain(moved);
    Value value = plain.of(written(f));
    return value.isSure() && plain.isFiniteThroughout() ? value.value() : Double.NaN;
  }

  private static Expr written(Expression f) {
    return f.workings().circuit().written().orElseThrow();
  }

  /** Zeros and whole numbers are where kinks, ties and jumps are. */
  private static boolean atJump(Map<String, Double> point) {
    return point.values().stream().anyMatch(x -> 4 * x == Math.rint(4 * x));
  }

  private void compare(
      Expression f, String by, String formula, String what, List<Map<String, Double>> points) {
    compare(f, by, formula, what, points, false);
  }

  /**
   * Compares a formula with the gradient.
   *
   * @param textbook whether it is a line of the textbook, which may be undefined where the gradient
   *     is 0 because a branch is not taken
   */
  private void compare(
      Expression f,
      String by,
      String formula,
      String what,
      List<Map<String, Double>> points,
      boolean textbook) {
    for (Map<String, Double> point : points) {
      double gradient = f.gradient(point).get(by);
      Value value = Plain.of(formula, point);
      double error = Plain.of(raw(f, by), point).error();
      Value truth = new Value(gradient, error);
      boolean infinite = point.values().stream().anyMatch(x -> x.isInfinite());
      Plain plain = new Plain(point);
      boolean defined =
          Double.isFinite(plain.of(written(f)).value()) && plain.isDefinedThroughout();
      // A short formula may say infinity over infinity, but it never says another number.
      if ((infinite || textbook) && Double.isNaN(value.value())) {
        continue;
      }
      // Where a part has a pole that the whole has not, the formula may know better than the chain.
      boolean better = !plain.isFiniteThroughout() && !infinite && !Double.isNaN(value.value());
      if (defined
          && !better
          && !Double.isNaN(gradient)
          && value.isSure()
          && truth.isSure()
          && !truth.agrees(value)) {
        broken.add(
            what
                + " of d/d"
                + by
                + " of "
                + f
                + " is "
                + formula
                + ", at "
                + point
                + " "
                + value.value()
                + ", the gradient "
                + gradient);
        return;
      }
    }
  }
}
