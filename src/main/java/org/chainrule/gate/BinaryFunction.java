package org.chainrule.gate;

import java.util.function.DoubleBinaryOperator;

/**
 * The gates' functions of two numbers. One switch instead of a method reference each: those are
 * linked at run time, at every start.
 */
enum BinaryFunction implements DoubleBinaryOperator {
  POW,
  LT,
  LE,
  GT,
  GE,
  EQ,
  NE,
  ATAN2,
  HYPOT,
  LEAKY_RELU,
  ELU,
  MAX,
  MIN,
  MASKED;

  @Override
  public double applyAsDouble(double x, double y) {
    return switch (this) {
      case POW -> Functions.pow(x, y);
      case LT -> Functions.lt(x, y);
      case LE -> Functions.le(x, y);
      case GT -> Functions.gt(x, y);
      case GE -> Functions.ge(x, y);
      case EQ -> Functions.eq(x, y);
      case NE -> Functions.ne(x, y);
      case ATAN2 -> Functions.atan2(x, y);
      case HYPOT -> Functions.hypot(x, y);
      case LEAKY_RELU -> Functions.leakyRelu(x, y);
      case ELU -> Functions.elu(x, y);
      case MAX -> Functions.max(x, y);
      case MIN -> Functions.min(x, y);
      case MASKED -> Functions.masked(x, y);
    };
  }
}
