package org.chainrule.homework.students;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.DoubleUnaryOperator;

/**
 * Arithmetic on paper: sums and products are exact, quotients and roots go to 34 digits, and what
 * the calculator gives to 16. Right values and right locals of each gate, the locals in two forms.
 */
final class Paper {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private Paper() {}

  static BigDecimal times(BigDecimal x, BigDecimal y) {
    return x.multiply(y, MathContext.DECIMAL128);
  }

  static BigDecimal over(BigDecimal x, BigDecimal y) {
    return x.divide(y, MathContext.DECIMAL128);
  }

  /** A key of the calculator. */
  static BigDecimal key(DoubleUnaryOperator function, BigDecimal x) {
    return new BigDecimal(function.applyAsDouble(x.doubleValue())).round(new MathContext(16));
  }

  static BigDecimal power(BigDecimal x, BigDecimal p) {
    if (p.stripTrailingZeros().scale() <= 0) {
      int n = p.intValueExact();
      BigDecimal whole = x.pow(Math.abs(n), MathContext.DECIMAL128);
      return n < 0 ? over(BigDecimal.ONE, whole) : whole;
    }
    return key(base -> Math.pow(base, p.doubleValue()), x);
  }

  private static BigDecimal sigmoid(BigDecimal x) {
    return key(z -> 1 / (1 + Math.exp(-z)), x);
  }

  /** The value of a gate. */
  static Decimals value(Op op, Decimals x, Decimals y) {
    return switch (op) {
      case PRODUCT -> x.product(y);
      case DOT -> x.times(y).sum();
      case SUM -> x.sum();
      default -> op.arity == 1 ? x.map(each -> value(op, each, each)) : x.with(y, by(op));
    };
  }

  private static java.util.function.BinaryOperator<BigDecimal> by(Op op) {
    return (x, y) -> value(op, x, y);
  }

  private static BigDecimal value(Op op, BigDecimal x, BigDecimal y) {
    return switch (op) {
      case ADD -> x.add(y);
      case SUB -> x.subtract(y);
      case MUL -> times(x, y);
      case DIV -> over(x, y);
      case POWER -> power(x, y);
      case EXPONENTIAL -> key(p -> Math.pow(x.doubleValue(), p), y);
      case NEG -> x.negate();
      case EXP -> key(Math::exp, x);
      case LOG -> key(Math::log, x);
      case SQRT -> x.sqrt(MathContext.DECIMAL128);
      case SIGMOID -> sigmoid(x);
      case TANH -> key(Math::tanh, x);
      case SIN -> key(Math::sin, x);
      case COS -> key(Math::cos, x);
      case RELU -> x.max(BigDecimal.ZERO);
      case MAX -> x.max(y);
      case INPUT, CONSTANT, PRODUCT, DOT, SUM -> throw new IllegalStateException(op + "");
    };
  }

  /**
   * The local gradient of a gate that works entry by entry.
   *
   * @param slot by which operand
   * @param byOutput whether it is computed from the gate's output, where that can be
   * @param share what the first operand, or relu, gets at a kink
   */
  static BigDecimal local(
      Op op,
      int slot,
      boolean byOutput,
      BigDecimal share,
      BigDecimal x,
      BigDecimal y,
      BigDecimal out) {
    boolean first = slot == 0;
    return switch (op) {
      case ADD -> BigDecimal.ONE;
      case SUB -> BigDecimal.valueOf(first ? 1 : -1);
      case MUL -> first ? y : x;
      case DIV ->
          first
              ? over(BigDecimal.ONE, y)
              : byOutput ? over(out, y).negate() : over(x, times(y, y)).negate();
      case POWER ->
          byOutput && y.compareTo(BigDecimal.ONE.negate()) == 0
              ? over(times(y, out), x)
              : times(y, power(x, y.subtract(BigDecimal.ONE)));
      case EXPONENTIAL -> times(byOutput ? out : value(op, x, y), key(Math::log, x));
      case NEG -> BigDecimal.ONE.negate();
      case EXP -> byOutput ? out : key(Math::exp, x);
      case LOG -> over(BigDecimal.ONE, x);
      case SQRT -> over(BigDecimal.ONE, times(TWO, byOutput ? out : value(op, x, x)));
      case SIGMOID ->
          byOutput
              ? times(out, BigDecimal.ONE.subtract(out))
              : key(z -> Math.exp(-z) / Math.pow(1 + Math.exp(-z), 2), x);
      case TANH -> {
        BigDecimal t = byOutput ? out : key(Math::tanh, x);
        yield BigDecimal.ONE.subtract(times(t, t));
      }
      case SIN -> key(Math::cos, x);
      case COS -> key(Math::sin, x).negate();
      case RELU -> x.signum() == 0 ? share : BigDecimal.valueOf(x.signum() > 0 ? 1 : 0);
      case MAX -> {
        int sign = x.compareTo(y);
        BigDecimal toFirst = sign == 0 ? share : BigDecimal.valueOf(sign > 0 ? 1 : 0);
        yield first ? toFirst : BigDecimal.ONE.subtract(toFirst);
      }
      case INPUT, CONSTANT, PRODUCT, DOT, SUM -> throw new IllegalStateException(op + "");
    };
  }
}
