package org.chainrule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;

/** Random expressions over the gates of the table, for laws that hold for all of them. */
public final class RandomExpressions {
  private static final List<String> NAMES = List.of("x", "y", "z", "w0", "theta");
  private static final List<String> NUMBERS = List.of("1", "2", "0.5", "3", "1e-2", "10");

  private final Random random;

  /** Expressions that depend on {@code seed} alone. */
  public RandomExpressions(long seed) {
    random = new Random(seed);
  }

  /** An expression of about {@code size} parts over all gates. */
  public Expr any(int size) {
    return over(Gate.all(), size);
  }

  /** An expression of about {@code size} parts over some gates. */
  public Expr over(List<Gate> gates, int size) {
    if (size <= 1) {
      return random.nextInt(4) == 0
          ? Expr.Number.of(NUMBERS.get(random.nextInt(NUMBERS.size())))
          : new Expr.Name(NAMES.get(random.nextInt(NAMES.size())));
    }
    Gate gate = gates.get(random.nextInt(gates.size()));
    if (gate == Gate.STACK) {
      Expr entry = over(gates, size / 2);
      return Expr.Stack.of(List.of(entry, over(gates, size / 2)), 1 + random.nextInt(2));
    }
    if (gate.spec().isMaker()) {
      return new Expr.Apply(gate, Collections.nCopies(gate.arity(), Expr.Number.of(2)));
    }
    List<Expr> operands = new ArrayList<>();
    int left = size - 1;
    for (int i = 0; i < gate.arity(); i++) {
      int part = i == gate.arity() - 1 ? left : 1 + random.nextInt(Math.max(1, left));
      operands.add(over(gates, Math.min(part, left)));
      left = Math.max(1, left - part);
    }
    return new Expr.Apply(gate, operands);
  }
}
