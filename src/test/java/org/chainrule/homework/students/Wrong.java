package org.chainrule.homework.students;

import java.math.BigDecimal;
import java.util.Optional;

/** The numbers that mistakes make of a gate; empty where a mistake cannot be made there. */
final class Wrong {
  private static final BigDecimal ONE = BigDecimal.ONE;

  private Wrong() {}

  /**
   * A wrong local.
   *
   * @param right the right one
   * @param other the value of another node
   */
  static Optional<BigDecimal> local(
      Mistake mistake,
      Op op,
      int slot,
      BigDecimal x,
      BigDecimal y,
      BigDecimal out,
      BigDecimal right,
      Optional<BigDecimal> other) {
    boolean first = slot == 0;
    BigDecimal wrong =
        switch (mistake) {
          case SUBTRACTION_FORGETS_MINUS -> op == Op.SUB && !first ? ONE : null;
          case NEGATION_FORGETS_MINUS -> op == Op.NEG ? ONE : null;
          case PRODUCT_OWN_FACTOR -> op == Op.MUL ? first ? x : y : null;
          case PRODUCT_LIKE_SUM -> op == Op.MUL ? ONE : null;
          case SUM_LIKE_PRODUCT -> op == Op.ADD ? first ? y : x : null;
          case QUOTIENT_FORGETS_MINUS -> op == Op.DIV && !first ? right.negate() : null;
          case QUOTIENT_FORGETS_SQUARE -> op == Op.DIV && !first ? Paper.over(x, y).negate() : null;
          case QUOTIENT_FORGETS_NUMERATOR ->
              op == Op.DIV && !first ? Paper.over(ONE, Paper.times(y, y)).negate() : null;
          case QUOTIENT_UPSIDE_DOWN -> op == Op.DIV && first ? y : null;
          case POWER_FORGETS_FACTOR -> op == Op.POWER ? Paper.power(x, y.subtract(ONE)) : null;
          case POWER_KEEPS_EXPONENT -> op == Op.POWER ? Paper.times(y, Paper.power(x, y)) : null;
          case POWER_FORGETS_POWER -> op == Op.POWER && y.intValue() > 2 ? Paper.times(y, x) : null;
          case EXPONENTIAL_BY_POWER_RULE ->
              op == Op.EXPONENTIAL
                  ? Paper.times(y, Paper.key(p -> Math.pow(x.doubleValue(), p - 1), y))
                  : null;
          case EXPONENTIAL_FORGETS_LOG -> op == Op.EXPONENTIAL ? out : null;
          case EXP_BY_POWER_RULE ->
              op == Op.EXP ? Paper.times(x, Paper.key(z -> Math.exp(z - 1), x)) : null;
          case EXP_IS_INPUT -> op == Op.EXP ? x : null;
          case LOG_OF_OUTPUT -> op == Op.LOG ? Paper.over(ONE, out) : null;
          case LOG_ITSELF -> op == Op.LOG ? out : null;
          case LOG_IS_INPUT -> op == Op.LOG ? x : null;
          case SQRT_FORGETS_HALF -> op == Op.SQRT ? Paper.over(ONE, out) : null;
          case SQRT_FORGETS_ROOT -> op == Op.SQRT ? Paper.over(ONE, x.add(x)) : null;
          case SIGMOID_ALONE -> op == Op.SIGMOID ? out : null;
          case SIGMOID_COMPLEMENT -> op == Op.SIGMOID ? ONE.subtract(out) : null;
          case SIGMOID_OF_INPUT -> op == Op.SIGMOID ? Paper.times(x, ONE.subtract(x)) : null;
          case SIGMOID_PLUS -> op == Op.SIGMOID ? Paper.times(out, ONE.add(out)) : null;
          case TANH_FORGETS_SQUARE -> op == Op.TANH ? ONE.subtract(out) : null;
          case TANH_OF_INPUT -> op == Op.TANH ? ONE.subtract(Paper.times(x, x)) : null;
          case SINE_WITH_MINUS -> op == Op.SIN ? right.negate() : null;
          case COSINE_FORGETS_MINUS -> op == Op.COS ? right.negate() : null;
          case LOCAL_IN_DEGREES ->
              op == Op.SIN
                  ? Paper.key(z -> Math.cos(Math.toRadians(z)), x)
                  : op == Op.COS ? Paper.key(z -> -Math.sin(Math.toRadians(z)), x) : null;
          case RELU_PASSES_NEGATIVE -> op == Op.RELU && x.signum() < 0 ? ONE : null;
          case RELU_IS_INPUT -> op == Op.RELU && x.signum() > 0 ? x : null;
          case RELU_BLOCKS_POSITIVE -> op == Op.RELU && x.signum() > 0 ? BigDecimal.ZERO : null;
          case MAX_TO_THE_OTHER -> op == Op.MAX && x.compareTo(y) != 0 ? ONE.subtract(right) : null;
          case MAX_TO_BOTH -> op == Op.MAX && right.signum() == 0 ? ONE : null;
          case LOCAL_AT_ANOTHER_POINT ->
              op.arity == 1 && op != Op.NEG && op != Op.RELU && other.isPresent()
                  ? Paper.local(op, slot, false, ONE, other.get(), y, out)
                  : null;
          default -> null;
        };
    return Optional.ofNullable(wrong);
  }

  /** A wrong value. */
  static Optional<Decimals> value(Mistake mistake, Op op, Decimals x, Decimals y, Decimals right) {
    boolean number = x.isNumber() && y.isNumber();
    Decimals wrong =
        switch (mistake) {
          case MULTIPLIED_FOR_ADDED -> op == Op.ADD ? x.times(y) : null;
          case ADDED_FOR_MULTIPLIED -> op == Op.MUL ? x.plus(y) : null;
          case SIGN_OF_AN_INPUT_LOST ->
              op == Op.ADD && number ? Decimals.of(y.number().subtract(x.number())) : null;
          case DIFFERENCE_REVERSED -> op == Op.SUB ? right.map(BigDecimal::negate) : null;
          case QUOTIENT_REVERSED -> op == Op.DIV && number ? y.with(x, Paper::over) : null;
          case FACTOR_FOR_POWER -> op == Op.POWER ? x.times(y) : null;
          case LOG_TO_BASE_TEN -> op == Op.LOG ? x.map(z -> Paper.key(Math::log10, z)) : null;
          case VALUE_IN_DEGREES ->
              op == Op.SIN
                  ? x.map(each -> Paper.key(z -> Math.sin(Math.toRadians(z)), each))
                  : op == Op.COS
                      ? x.map(each -> Paper.key(z -> Math.cos(Math.toRadians(z)), each))
                      : null;
          case SIGN_OF_VALUE_LOST -> number ? right.map(BigDecimal::negate) : null;
          case MEAN_FOR_SUM ->
              op == Op.SUM
                  ? right.map(z -> Paper.over(z, BigDecimal.valueOf(x.entries().size())))
                  : null;
          default -> null;
        };
    return Optional.ofNullable(wrong);
  }
}
