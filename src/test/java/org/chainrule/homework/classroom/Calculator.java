package org.chainrule.homework.classroom;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Computes formulas, and notes what was hard about it. */
final class Calculator {
  private static final MathContext DIGITS = Precise.DIGITS;
  private static final BigDecimal NEAR = new BigDecimal("1e-9");
  private final BigDecimal share;
  private final Function<String, Block> quantities;

  /** Whether a sum nearly cancelled. */
  boolean cancelled;

  /** Whether something that is not written as a number was divided by. */
  boolean divided;

  /**
   * A calculator.
   *
   * @param share the slope of relu at 0, and of a tie's first operand; the second has the rest
   */
  Calculator(BigDecimal share, Function<String, Block> quantities) {
    this.share = share;
    this.quantities = quantities;
  }

  Block of(Formula f) {
    List<Block> p = f.parts().stream().map(this::of).toList();
    return switch (f.op()) {
      case "number" -> f.number();
      case "name" -> quantities.apply(f.name());
      case "neg" -> p.get(0).map(BigDecimal::negate);
      case "+" -> noted(p.get(0), p.get(1), p.get(0).plus(p.get(1)));
      case "-" -> noted(p.get(0), p.get(1), p.get(0).plus(p.get(1).map(BigDecimal::negate)));
      case "*" -> p.get(0).times(p.get(1));
      case "/" -> {
        divided |= !f.parts().get(1).names().isEmpty();
        yield p.get(0).with(p.get(1), (a, b) -> a.divide(b, DIGITS));
      }
      case "@" -> p.get(0).product(p.get(1));
      case "'" -> p.get(0).transpose();
      case "^" -> {
        divided |= p.get(1).number().signum() < 0;
        yield p.get(0).map(a -> Precise.power(a, p.get(1).number()));
      }
      case "list" -> {
        List<BigDecimal> all = new ArrayList<>();
        p.forEach(part -> all.add(part.number()));
        yield new Block(all.size(), 1, all);
      }
      case "entry" -> Block.of(p.get(0).entries().get(p.get(1).number().intValueExact() - 1));
      case "exp" -> p.get(0).map(Precise::exp);
      case "log" -> p.get(0).map(Precise::log);
      case "log10" -> p.get(0).map(a -> Precise.log(a).divide(Precise.log(BigDecimal.TEN), DIGITS));
      case "sqrt" -> p.get(0).map(Precise::sqrt);
      case "sin" -> p.get(0).map(Precise::sin);
      case "cos" -> p.get(0).map(Precise::cos);
      case "sigmoid" -> p.get(0).map(Precise::sigmoid);
      case "tanh" -> p.get(0).map(Precise::tanh);
      case "relu" -> p.get(0).map(a -> a.multiply(slope(a)));
      case "step" -> p.get(0).map(this::slope);
      case "first" -> p.get(0).with(p.get(1), (a, b) -> slope(a.subtract(b)));
      case "second" ->
          p.get(0).with(p.get(1), (a, b) -> BigDecimal.ONE.subtract(slope(a.subtract(b))));
      case "max" ->
          f.parts().get(0).isNumber()
              ? p.get(1).with(p.get(0), this::larger)
              : p.get(0).with(p.get(1), this::larger);
      case "sum" -> p.get(0).sum();
      case "mean" ->
          p.get(0).sum().map(s -> s.divide(BigDecimal.valueOf(p.get(0).entries().size()), DIGITS));
      case "dot" -> p.get(0).times(p.get(1)).sum();
      case "softmax" -> {
        Block powers = p.get(0).map(Precise::exp);
        yield powers.with(powers.sum(), (a, b) -> a.divide(b, DIGITS));
      }
      default -> throw new IllegalArgumentException("no such function: " + f.op());
    };
  }

  /** The first one has its share of a tie. */
  private BigDecimal larger(BigDecimal a, BigDecimal b) {
    BigDecimal above = a.subtract(b);
    return b.add(above.multiply(slope(above)));
  }

  /** The slope of relu, which is the share within a hair of 0. */
  private BigDecimal slope(BigDecimal z) {
    if (z.abs().compareTo(NEAR) < 0) {
      return share;
    }
    return z.signum() > 0 ? BigDecimal.ONE : BigDecimal.ZERO;
  }

  private Block noted(Block a, Block b, Block sum) {
    for (int i = 0; i < sum.entries().size(); i++) {
      BigDecimal x = a.entries().get(a.isNumber() ? 0 : i);
      BigDecimal y = b.entries().get(b.isNumber() ? 0 : i);
      BigDecimal large = x.abs().max(y.abs());
      cancelled |=
          large.signum() > 0
              && sum.entries().get(i).abs().multiply(BigDecimal.TEN).compareTo(large) < 0;
    }
    return sum;
  }
}
