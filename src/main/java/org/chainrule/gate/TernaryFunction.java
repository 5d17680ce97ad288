package org.chainrule.gate;

/**
 * The gates' functions of three numbers. One switch instead of a method reference each: those are
 * linked at run time, at every start.
 */
enum TernaryFunction implements Kernel.Ternary.Function {
  CLIP,
  WHERE;

  @Override
  public double applyAsDouble(double x, double y, double z) {
    return switch (this) {
      case CLIP -> Functions.clip(x, y, z);
      case WHERE -> Functions.where(x, y, z);
    };
  }
}
