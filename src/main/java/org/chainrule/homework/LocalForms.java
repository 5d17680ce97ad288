package org.chainrule.homework;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.chainrule.ast.Expr;
import org.chainrule.engine.Calculator;
import org.chainrule.engine.Variation;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Graph;
import org.chainrule.parse.TextParser;
import org.chainrule.value.Matrix;
import org.chainrule.value.Misfit;

/**
 * Both forms of a local gradient: from the gate's output, as the table of gates has it where that
 * is shorter, and from its inputs. For k = a/b a student may write the local by b as -k/b, with the
 * k of an earlier line, or as -a/b^2; where that k is wrong, or rounded, the numbers differ.
 */
final class LocalForms {
  private static final Map<String, Expr> FORMULAS = new ConcurrentHashMap<>();

  /** Gates whose forms are tried one by one. */
  private static final int MOST = 12;

  private final Graph graph;
  private final Sweep sweep;
  private final Variation lines;

  /**
   * The forms at what follows from a student's lines.
   *
   * @param lines is cleared when it is used
   */
  LocalForms(Graph graph, Sweep sweep, Variation lines) {
    this.graph = graph;
    this.sweep = sweep;
    this.lines = lines;
  }

  /** What a quantity comes to where locals are computed from inputs: each alone, then all. */
  List<Matrix> of(Quantity target, Set<Quantity> between) {
    Map<Quantity, Matrix> others = new LinkedHashMap<>();
    List<Quantity> places = new ArrayList<>(between);
    places.add(0, target);
    for (Quantity place : places) {
      if (place instanceof Quantity.Local local && others.size() < MOST) {
        fromInputs(local).ifPresent(value -> others.put(local, value));
      }
    }
    List<Matrix> values = new ArrayList<>();
    others.forEach(
        (place, value) -> {
          lines.clear();
          values.add(with(target, place, value));
        });
    if (others.size() > 1 && !others.containsKey(target)) {
      lines.clear();
      others.forEach((place, value) -> sweep.replace(lines, place, value));
      values.add(sweep.value(lines, target));
    }
    lines.clear();
    return values;
  }

  private Matrix with(Quantity target, Quantity place, Matrix value) {
    if (place.equals(target)) {
      return value;
    }
    sweep.replace(lines, place, value);
    return sweep.value(lines, target);
  }

  /** The local from the gate's inputs, where the table has it from its output. */
  private Optional<Matrix> fromInputs(Quantity.Local local) {
    GateSpec gate = graph.gate(local.node()).spec();
    if (!gate.isEntrywise() || local.slot() >= gate.partials().size()) {
      return Optional.empty();
    }
    String partial = gate.partials().get(local.slot());
    if (!partial.contains("out")) {
      return Optional.empty();
    }
    Matrix[] operands = new Matrix[graph.arity(local.node())];
    for (int slot = 0; slot < operands.length; slot++) {
      int operand = graph.operand(local.node(), slot);
      operands[slot] = sweep.value(lines, new Quantity.Value(operand));
    }
    Map<String, Matrix> known = new LinkedHashMap<>();
    for (int slot = 0; slot < operands.length; slot++) {
      known.put(gate.parameters().get(slot), operands[slot]);
    }
    try {
      known.put("out", graph.gate(local.node()).apply(operands));
      Matrix value =
          Calculator.compute(FORMULAS.computeIfAbsent(partial, TextParser::expression), known);
      boolean fits = value.shape().equals(graph.shape(graph.operand(local.node(), local.slot())));
      return fits ? Optional.of(value) : Optional.empty();
    } catch (Misfit | IllegalStateException e) {
      return Optional.empty(); // A gate that has no value there.
    }
  }
}
