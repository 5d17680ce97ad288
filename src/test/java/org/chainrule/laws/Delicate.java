package org.chainrule.laws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.parse.TextParser;

/**
 * Random expressions of kinks, ties and zeros, and points at which these show: few small numbers,
 * so that sums, products and comparisons of them are exact and ties happen.
 */
final class Delicate {
  private static final List<String> NAMES = List.of("x", "y", "a");
  private static final double[] NICE = {0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 0.25, -0.0, 4};
  private static final List<String> CONSTANTS =
      List.of(
          "0", "1", "2", "-1", "3", "1/2", "0.5", "sqrt(2)", "sqrt(3)", "10", "1/3", "pi", "-2");
  private static final List<String> ONE =
      List.of(
          "abs",
          "abs",
          "sign",
          "relu",
          "step",
          "sqrt",
          "exp",
          "log",
          "sin",
          "cos",
          "tanh",
          "atan",
          "sigmoid",
          "floor",
          "leaky_relu",
          "elu",
          "cbrt",
          "log1p",
          "softplus",
          "expm1",
          "sinh",
          "cosh",
          "asinh",
          "tan",
          "silu",
          "round",
          "ceil");
  private static final List<String> RELATIONS = List.of("<", "<=", ">", ">=", "==", "!=");

  private final Random random;
  private final List<String> earlier = new ArrayList<>();

  Delicate(long seed) {
    random = new Random(seed);
  }

  Expr expression(int size) {
    earlier.clear();
    return TextParser.expression(text(size));
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private String text(int size) {
    if (size <= 1) {
      return random.nextInt(10) < 7 ? pick(NAMES) : "(" + pick(CONSTANTS) + ")";
    }
    if (!earlier.isEmpty() && random.nextInt(6) == 0) {
      return pick(earlier);
    }
    int part = 1 + random.nextInt(size - 1);
    String left = text(part);
    String right = text(Math.max(1, size - part));
    String made =
        switch (random.nextInt(16)) {
          case 0, 1 -> "(" + left + " + " + right + ")";
          case 2, 3 -> "(" + left + " - " + right + ")";
          case 4, 5, 6 -> "(" + left + "*" + right + ")";
          case 7, 8 -> "(" + left + "/" + right + ")";
          case 9 ->
              "(" + left + "^(" + pick(List.of("2", "3", "-1", "1/2", "0", "a", "2", "1/3")) + "))";
          case 10 -> "(" + pick(CONSTANTS) + ")^" + left;
          case 11 -> pick(List.of("max", "min")) + "(" + left + ", " + right + ")";
          case 12 ->
              "where(" + text(1) + pick(RELATIONS) + text(1) + ", " + left + ", " + right + ")";
          case 13 -> "(" + left + pick(RELATIONS) + right + ")";
          default -> pick(ONE) + "(" + text(size - 1) + ")";
        };
    earlier.add(made);
    return made;
  }

  /** A point; nice ones are exact and tie. */
  Map<String, Double> point(boolean nice) {
    Map<String, Double> point = new LinkedHashMap<>();
    for (String name : NAMES) {
      point.put(
          name,
          nice
              ? NICE[random.nextInt(NICE.length)]
              : (random.nextDouble() * 2 - 1) * (random.nextBoolean() ? 3 : 0.7));
    }
    return point;
  }

  /** The same point with one coordinate, or all, infinite. */
  Map<String, Double> atInfinity() {
    Map<String, Double> point = point(true);
    int which = random.nextInt(NAMES.size());
    point.put(
        NAMES.get(which),
        random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
    return point;
  }

  /**
   * The expression with one part replaced by what a law makes of it, one that holds or one that
   * does not.
   */
  Expr mutated(Expr expr) {
    List<Expr> parts = new ArrayList<>();
    collect(expr, parts);
    Expr part = parts.get(random.nextInt(parts.size()));
    return replaced(expr, part, law(part));
  }

  private Expr law(Expr part) {
    String u = "(" + part + ")";
    String v = "(" + text(2) + ")";
    String c = pick(CONSTANTS);
    return TextParser.expression(
        pick(
            List.of(
                u + " + " + v + " - " + v,
                u + "*" + v + "/" + v,
                "-(-" + u + ")",
                "abs(-" + u + ")",
                "abs(" + u + ")",
                "sqrt(" + u + "^2)",
                u + "^2/" + u,
                "(" + u + "^2)^(1/2)",
                "(" + u + "^a)^2",
                u + "^(a*2)",
                "(" + u + "^a)^(1/a)",
                "exp(log" + u + ")",
                "log(exp" + u + ")",
                "max(" + u + ", " + u + ")",
                "max(" + u + ", " + v + ")",
                "max(" + v + ", " + u + ")",
                "where(" + v + " > 0, " + u + ", " + u + ")",
                "where(" + v + " > 0, " + u + ", -" + u + ")",
                "masked(" + u + ", 1)",
                "masked(" + v + ", " + u + "/" + v + ")",
                "abs(" + u + ")*sign(" + u + ")",
                u + "*sign(" + u + ")^2",
                u + "*abs(" + v + ")/" + v + "*sign(" + v + ")",
                "relu(" + u + ") - relu(-" + u + ")",
                "(" + u + " + abs(" + u + "))/2",
                u + "*((" + v + " > 0) + (" + v + " <= 0))",
                u + "*(" + v + " > 0) + " + u + "*(" + v + " < 0)",
                u + "*" + v + "^0",
                u + "*sqrt(2)*sqrt(3)/sqrt(6)",
                u + "*(1 + 1e-6)",
                u + " + (sqrt(2) + 1)*(sqrt(2) - 1) - 1",
                u + "*cos(" + v + " - a)/cos(a - " + v + ")",
                u + "*sin(" + v + " - a)/sin(a - " + v + ")",
                "(" + u + "*" + c + ")/" + c,
                u + "*" + c)));
  }

  private static void collect(Expr expr, List<Expr> parts) {
    parts.add(expr);
    expr.parts().forEach(part -> collect(part, parts));
  }

  private static Expr replaced(Expr expr, Expr part, Expr by) {
    if (expr.equals(part)) {
      return by;
    }
    if (expr instanceof Expr.Apply apply) {
      Gate gate = apply.gate();
      return new Expr.Apply(
          gate, apply.operands().stream().map(e -> replaced(e, part, by)).toList());
    }
    return expr;
  }
}
