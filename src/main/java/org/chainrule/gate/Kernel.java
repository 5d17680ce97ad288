package org.chainrule.gate;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The forward computation of a gate on numbers, as data: it can be run, compiled or exported. */
public sealed interface Kernel
    permits Kernel.Opcode, Kernel.Unary, Kernel.Binary, Kernel.Ternary, Whole {

  /**
   * The value for operands {@code x}, {@code y}, {@code z}; those beyond the arity do not matter.
   */
  double apply(double x, double y, double z);

  /** One instruction of the virtual machine, which an interpreter can inline. */
  enum Opcode implements Kernel {
    DADD {
      @Override
      public double apply(double x, double y, double z) {
        return x + y;
      }
    },
    DSUB {
      @Override
      public double apply(double x, double y, double z) {
        return x - y;
      }
    },
    DMUL {
      @Override
      public double apply(double x, double y, double z) {
        return x * y;
      }
    },
    DDIV {
      @Override
      public double apply(double x, double y, double z) {
        return x / y;
      }
    },
    DNEG {
      @Override
      public double apply(double x, double y, double z) {
        return -x;
      }
    }
  }

  /** A function of one number. */
  record Unary(DoubleUnaryOperator function) implements Kernel {
    @Override
    public double apply(double x, double y, double z) {
      return function.applyAsDouble(x);
    }
  }

  /** A function of two numbers. */
  record Binary(DoubleBinaryOperator function) implements Kernel {
    @Override
    public double apply(double x, double y, double z) {
      return function.applyAsDouble(x, y);
    }
  }

  /** A function of three numbers. */
  record Ternary(Function function) implements Kernel {
    /** Three numbers to one. */
    @FunctionalInterface
    public interface Function {
      /** The value for these three numbers. */
      double applyAsDouble(double x, double y, double z);
    }

    @Override
    public double apply(double x, double y, double z) {
      return function.applyAsDouble(x, y, z);
    }
  }
}
