package org.chainrule.laws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.gate.Gate;
import org.chainrule.parse.TextParser;
import org.chainrule.source.SourceText;

/**
 * Evaluates expressions of numbers with the mathematics of Java alone, and says how far rounding
 * may have moved the result: what an operation makes of the ends of its operands' intervals, and
 * its own rounding where it is not exact. So 0.5 - 0.5 is 0 for sure, and a comparison with it
 * counts; where a branch hangs on the last digit nothing is sure.
 */
final class Plain {
  /**
   * A number.
   *
   * @param error how far it may be off; infinite where nothing is known
   */
  record Value(double value, double error) {
    /** Whether it can be compared with another. */
    boolean isSure() {
      return error <= 1e-4 * Math.abs(value) || error == 0;
    }

    /** Whether this may be the same number as another. */
    boolean agrees(Value other) {
      double a = value;
      double b = other.value;
      return a == b
          || Double.isNaN(a) && Double.isNaN(b)
          || Math.abs(a - b)
              <= 16 * (error + other.error) + 1e-11 * Math.max(Math.abs(a), Math.abs(b));
    }
  }

  private final Map<String, Value> names = new HashMap<>();
  private boolean finite = true;
  private boolean defined = true;

  Plain(Map<String, Double> point) {
    names.put("pi", new Value(Math.PI, Math.ulp(Math.PI)));
    names.put("e", new Value(Math.E, Math.ulp(Math.E)));
    point.forEach((name, value) -> names.put(name, new Value(value, 0)));
  }

  /** The value of a text: definitions, and behind them a formula. */
  static Value of(String text, Map<String, Double> point) {
    return new Plain(point).of(text);
  }

  /** The value of a text, whose definitions are kept. */
  Value of(String text) {
    Value last = new Value(Double.NaN, Double.POSITIVE_INFINITY);
    for (Statement statement : TextParser.parse(SourceText.of(text)).statements()) {
      if (statement instanceof Statement.Bare bare) {
        last = of(bare.expr());
      } else if (statement instanceof Statement.Relation relation) {
        last = of(relation.right());
        String name =
            relation.equated().orElseThrow(() -> new AssertionError("no definition: " + text));
        names.put(name, last);
      } else {
        throw new AssertionError("no formula: " + text);
      }
    }
    return last;
  }

  Value of(Expr expr) {
    if (expr instanceof Expr.Number number) {
      double value = number.value();
      boolean exact =
          new java.math.BigDecimal(number.text()).compareTo(new java.math.BigDecimal(value)) == 0;
      return new Value(value, exact ? 0 : Math.ulp(value));
    }
    if (expr instanceof Expr.Name name) {
      Value value = names.get(name.name());
      if (value == null) {
        throw new AssertionError("no value for " + name);
      }
      return value;
    }
    if (!(expr instanceof Expr.Apply apply)) {
      throw new AssertionError("no expression of numbers: " + expr);
    }
    Gate gate = apply.gate();
    Value value =
        gate == Gate.WHERE || gate == Gate.MASKED
            ? chosen(gate, apply.operands())
            : apply(gate, apply.operands().stream().map(this::of).toArray(Value[]::new));
    finite &= Double.isFinite(value.value);
    defined &= !Double.isNaN(value.value);
    return value;
  }

  /** Whether every part that counted was a finite number. */
  boolean isFiniteThroughout() {
    return finite;
  }

  /** Whether every part that counted was a number, or infinite. */
  boolean isDefinedThroughout() {
    return defined;
  }

  /** A branch that is not taken does not count, whatever it is. */
  private Value chosen(Gate gate, List<Expr> operands) {
    Value first = of(operands.get(0));
    if (first.error > 0 && Math.abs(first.value) <= first.error || Double.isNaN(first.value)) {
      return new Value(Double.NaN, Double.POSITIVE_INFINITY);
    }
    if (gate == Gate.WHERE) {
      return of(operands.get(first.value != 0 ? 1 : 2));
    }
    return first.value == 0
        ? new Value(0, 0)
        : apply(Gate.MUL, new Value[] {first, of(operands.get(1))});
  }

  private static Value apply(Gate gate, Value[] operands) {
    double value = computed(gate, operands, 0);
    double error = rounding(gate, operands, value);
    boolean exact = true;
    boolean known = true;
    for (Value operand : operands) {
      exact &= operand.error == 0;
      known &= operand.error < Double.POSITIVE_INFINITY;
    }
    boolean equality = gate == Gate.EQ || gate == Gate.NE;
    boolean near =
        equality
            && Math.abs(operands[0].value - operands[1].value)
                <= operands[0].error + operands[1].error;
    if (!known || near && !exact) {
      return new Value(value, Double.POSITIVE_INFINITY);
    }
    for (int corner = 1; !exact && corner < Math.pow(3, operands.length); corner++) {
      error = Math.max(error, distance(value, computed(gate, operands, corner)) + error);
    }
    return new Value(value, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
  }

  private static double distance(double a, double b) {
    if (a == b || Double.isNaN(a) && Double.isNaN(b)) {
      return 0;
    }
    double distance = Math.abs(a - b);
    return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
  }

  /** What the operation itself may lose: nothing where it is exact. */
  private static double rounding(Gate gate, Value[] operands, double value) {
    double x = operands[0].value;
    double y = operands.length > 1 ? operands[1].value : 0;
    boolean finite = Double.isFinite(x) && Double.isFinite(y);
    if (Double.isNaN(value) || !finite) {
      return 0;
    }
    boolean pole =
        gate == Gate.DIV && y == 0
            || gate != Gate.DIV && gate != Gate.MUL && x == 0
            || value < 0 && gate == Gate.LOG1P
            || gate == Gate.ATANH;
    if (Double.isInfinite(value)) {
      return pole ? 0 : Double.POSITIVE_INFINITY;
    }
    double unit = Math.max(Math.ulp(value), Double.MIN_NORMAL);
    return switch (gate) {
      case ADD -> value - x == y && value - y == x ? 0 : unit;
      case SUB -> x - value == y && value + y == x ? 0 : unit;
      case MUL -> x == 0 || y == 0 || Math.fma(x, y, -value) == 0 && value != 0 ? 0 : unit;
      case DIV -> x == 0 || Math.fma(value, y, -x) == 0 && value != 0 ? 0 : unit;
      case SQRT -> Math.fma(value, value, -x) == 0 ? 0 : unit;
      case POW ->
          y == 1
                  || y == 0
                  || Math.abs(x) <= 64 && x == Math.rint(x) && y == Math.rint(y) && y > 0 && y < 8
                  || x == 0
                  || Math.abs(x) == 1
              ? 0
              : 4 * unit;
      case NEG, ABS, SIGN, STEP, RELU, MAX, MIN, CLIP, FLOOR, CEIL, ROUND, LT, LE, GT, GE, EQ, NE ->
          0;
      default -> x == 0 && value == Math.rint(value) || gate == Gate.LOG && x == 1 ? 0 : 8 * unit;
    };
  }

  /** The operation on the operands moved by their errors: {@code corner} written in base 3. */
  private static double computed(Gate gate, Value[] operands, int corner) {
    double[] x = new double[3];
    int rest = corner;
    for (int i = 0; i < operands.length; i++, rest /= 3) {
      int side = rest % 3 == 2 ? -1 : rest % 3;
      x[i] = side == 0 ? operands[i].value : operands[i].value + side * operands[i].error;
    }
    return computed(gate, x[0], x[1], x[2]);
  }

  private static double computed(Gate gate, double x, double y, double z) {
    return switch (gate) {
      case ADD -> x + y;
      case SUB -> x - y;
      case MUL -> x * y;
      case DIV -> x / y;
      case POW -> Math.pow(x, y);
      case NEG -> -x;
      case LT -> bit(x < y);
      case LE -> bit(x <= y);
      case GT -> bit(x > y);
      case GE -> bit(x >= y);
      case EQ -> bit(x == y);
      case NE -> bit(x != y);
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case LOG2 -> Math.log(x) / Math.log(2);
      case LOG10 -> Math.log10(x);
      case LOG1P -> Math.log1p(x);
      case EXPM1 -> Math.expm1(x);
      case SQRT -> Math.sqrt(x);
      case CBRT -> Math.cbrt(x);
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case TAN -> Math.tan(x);
      case ASIN -> Math.asin(x);
      case ACOS -> Math.acos(x);
      case ATAN -> Math.atan(x);
      case ATAN2 -> Math.atan2(x, y);
      case SINH -> Math.sinh(x);
      case COSH -> Math.cosh(x);
      case TANH -> Math.tanh(x);
      case ASINH -> Math.copySign(Math.log1p(Math.abs(x) + x * x / (1 + Math.hypot(1, x))), x);
      case ACOSH -> Math.log(x + Math.sqrt(x - 1) * Math.sqrt(x + 1));
      case ATANH -> Math.log1p(2 * x / (1 - x)) / 2;
      case HYPOT -> Math.hypot(x, y);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case RELU -> Math.max(0, x);
      case LEAKY_RELU -> x > 0 ? x : y * x;
      case ELU -> x > 0 ? x : y * Math.expm1(x);
      case SOFTPLUS -> x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
      case SILU -> x / (1 + Math.exp(-x));
      case STEP -> bit(x > 0);
      case MAX -> Math.max(x, y);
      case MIN -> Math.min(x, y);
      case CLIP -> Math.min(Math.max(x, y), z);
      case FLOOR -> Math.floor(x);
      case CEIL -> Math.ceil(x);
      case ROUND -> Math.floor(x + 0.5);
      default -> throw new AssertionError(gate + " is not known here");
    };
  }

  private static double bit(boolean holds) {
    return holds ? 1 : 0;
  }
}
