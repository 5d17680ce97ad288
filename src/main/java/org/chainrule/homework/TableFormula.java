package org.chainrule.homework;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.chainrule.ast.Expr;
import org.chainrule.engine.Calculator;
import org.chainrule.gate.GateSpec;
import org.chainrule.parse.TextParser;
import org.chainrule.value.Matrix;
import org.chainrule.value.Misfit;

/**
 * A formula of the table of gates, a mistake or another form of a partial, at a student's numbers.
 */
final class TableFormula {
  private static final Map<String, Expr> READ = new ConcurrentHashMap<>();

  private final Expr formula;
  private final Map<String, Matrix> known = new LinkedHashMap<>();

  /**
   * A formula of a gate.
   *
   * @param operands what stands for the gate's parameters
   * @param out what stands for its output
   */
  TableFormula(String formula, GateSpec gate, List<Matrix> operands, Matrix out) {
    this.formula = READ.computeIfAbsent(formula, TextParser::expression);
    for (int slot = 0; slot < operands.size(); slot++) {
      known.put(gate.parameters().get(slot), operands.get(slot));
    }
    known.put("out", out);
  }

  /** The same where {@code up} stands for what arrives at the gate. */
  TableFormula up(Matrix up) {
    known.put("up", up);
    return this;
  }

  /** What it comes to; empty where shapes do not fit. */
  Optional<Matrix> value() {
    try {
      return Optional.of(Calculator.compute(formula, known));
    } catch (Misfit e) {
      return Optional.empty();
    }
  }
}
