package org.chainrule.homework;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.Variation;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Graph;
import org.chainrule.value.Matrix;

/**
 * The forms of a local gradient: from the gate's output, as the table of gates has it where that is
 * shorter, and from its inputs. For k = a/b a student may write the local by b as -k/b, with the k
 * of an earlier line, or as -a/b^2; where that k is wrong, or rounded, the numbers differ.
 */
final class LocalForms {
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

  /** What a quantity comes to where locals have their other form: each alone, then all. */
  List<Matrix> of(Quantity target, Set<Quantity> between) {
    lines.clear();
    Map<Quantity, List<Matrix>> others = new LinkedHashMap<>();
    List<Quantity> places = new ArrayList<>(between);
    places.add(0, target);
    for (Quantity place : places) {
      if (place instanceof Quantity.Local local && others.size() < MOST) {
        List<Matrix> forms = otherwise(local);
        if (!forms.isEmpty()) {
          others.put(local, forms);
        }
      }
    }
    List<Matrix> values = new ArrayList<>();
    others.forEach(
        (place, forms) -> {
          for (Matrix form : forms) {
            lines.clear();
            values.add(with(target, place, form));
          }
        });
    if (others.size() > 1 && !others.containsKey(target)) {
      lines.clear();
      others.forEach((place, forms) -> sweep.replace(lines, place, forms.get(0)));
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

  /** The other forms of a local gradient, where it has several. */
  List<Matrix> others(Quantity.Local local) {
    lines.clear();
    return otherwise(local);
  }

  /** The local from the gate's inputs where the table has it from its output, or the reverse. */
  private List<Matrix> otherwise(Quantity.Local local) {
    Gate gate = graph.gate(local.node());
    List<String> partials = gate.spec().partials();
    if (!gate.spec().isEntrywise() || local.slot() >= partials.size()) {
      return List.of();
    }
    List<Matrix> operands = new ArrayList<>();
    for (int slot = 0; slot < graph.arity(local.node()); slot++) {
      int operand = graph.operand(local.node(), slot);
      operands.add(sweep.value(lines, new Quantity.Value(operand)));
    }
    List<Matrix> forms = new ArrayList<>();
    String formula = partials.get(local.slot());
    if (formula.contains("out")) {
      add(forms, local, formula, operands, gate.apply(operands.toArray(new Matrix[0])));
    }
    for (String other : gate.spec().otherPartials(local.slot())) {
      Matrix out = sweep.value(lines, new Quantity.Value(local.node()));
      add(forms, local, other, operands, out);
    }
    return forms;
  }

  private void add(
      List<Matrix> forms, Quantity.Local local, String formula, List<Matrix> operands, Matrix out) {
    new TableFormula(formula, graph.gate(local.node()).spec(), operands, out)
        .value()
        .filter(value -> value.shape().equals(graph.shape(local.by(graph))))
        .ifPresent(forms::add);
  }
}
