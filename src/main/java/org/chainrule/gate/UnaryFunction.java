package org.chainrule.gate;

import java.util.function.DoubleUnaryOperator;

/**
 * The gates' functions of one number. One switch instead of a method reference each: those are
 * linked at run time, at every start.
 */
enum UnaryFunction implements DoubleUnaryOperator {
  EXP,
  LOG,
  LOG2,
  LOG10,
  LOG1P,
  EXPM1,
  SQRT,
  CBRT,
  ABS,
  SIGN,
  SIN,
  COS,
  TAN,
  ASIN,
  ACOS,
  ATAN,
  SINH,
  COSH,
  TANH,
  ASINH,
  ACOSH,
  ATANH,
  ERF,
  SIGMOID,
  RELU,
  SOFTPLUS,
  GELU,
  SILU,
  STEP,
  FLOOR,
  CEIL,
  ROUND,
  BOX;

  @Override
  public double applyAsDouble(double x) {
    return switch (this) {
      case EXP -> Functions.exp(x);
      case LOG -> Functions.log(x);
      case LOG2 -> Functions.log2(x);
      case LOG10 -> Functions.log10(x);
      case LOG1P -> Functions.log1p(x);
      case EXPM1 -> Functions.expm1(x);
      case SQRT -> Functions.sqrt(x);
      case CBRT -> Functions.cbrt(x);
      case ABS -> Functions.abs(x);
      case SIGN -> Functions.sign(x);
      case SIN -> Functions.sin(x);
      case COS -> Functions.cos(x);
      case TAN -> Functions.tan(x);
      case ASIN -> Functions.asin(x);
      case ACOS -> Functions.acos(x);
      case ATAN -> Functions.atan(x);
      case SINH -> Functions.sinh(x);
      case COSH -> Functions.cosh(x);
      case TANH -> Functions.tanh(x);
      case ASINH -> Functions.asinh(x);
      case ACOSH -> Functions.acosh(x);
      case ATANH -> Functions.atanh(x);
      case ERF -> Functions.erf(x);
      case SIGMOID -> Functions.sigmoid(x);
      case RELU -> Functions.relu(x);
      case SOFTPLUS -> Functions.softplus(x);
      case GELU -> Functions.gelu(x);
      case SILU -> Functions.silu(x);
      case STEP -> Functions.step(x);
      case FLOOR -> Functions.floor(x);
      case CEIL -> Functions.ceil(x);
      case ROUND -> Functions.round(x);
      case BOX -> x;
    };
  }
}
