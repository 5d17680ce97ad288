package org.chainrule.session;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.Expression;
import org.chainrule.Point;
import org.chainrule.Workings;
import org.chainrule.sheet.Place;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.ChainruleException;
import org.chainrule.value.Matrix;

/** What the definitions of a notebook are worth, those of them that can be computed. */
final class Valuation {
  private Valuation() {}

  /**
   * The values of the names, in their order; a function, and what lacks the value of an input, has
   * none. Formulas that lack values are read all the same.
   *
   * @throws ChainruleException if they make no sense or do not fit together
   */
  static Map<String, Matrix> of(Notebook notebook, Collection<String> names) {
    Map<String, Matrix> values = new LinkedHashMap<>();
    Set<String> formulas = new LinkedHashSet<>();
    Set<String> waiting = new LinkedHashSet<>();
    for (String name : names) {
      Definition definition = notebook.definitions().get(name);
      if (definition == null || definition.isFunction()) {
        continue;
      }
      if (definition.isValue() && !hidesConstant(notebook, definition)) {
        values.put(name, constant(notebook, definition));
      } else if (notebook.missing(List.of(name)).isEmpty()) {
        formulas.add(name);
        values.put(name, Matrix.scalar(Double.NaN));
      } else {
        waiting.add(name);
      }
    }
    if (!waiting.isEmpty()) {
      expression(notebook, waiting);
    }
    if (!formulas.isEmpty()) {
      formulas(notebook, formulas, values);
    }
    return values;
  }

  /** Whether all that can be computed makes sense and fits together. */
  static boolean isPossible(Notebook notebook, Collection<String> names) {
    try {
      of(notebook, names);
      return true;
    } catch (ChainruleException e) {
      return false;
    }
  }

  /** Whether it only seems to be a value: it speaks of an e that the notebook defines. */
  private static boolean hidesConstant(Notebook notebook, Definition definition) {
    return definition.mentions().stream().anyMatch(notebook::defines);
  }

  private static Matrix constant(Notebook notebook, Definition definition) {
    return Calculation.of(notebook, definition.right()).expression().value(Point.NONE);
  }

  /** What some definitions compute, with all that they need. */
  private static Expression expression(Notebook notebook, Set<String> names) {
    List<Place> places = Notebook.places(notebook.needed(names));
    return Workings.expression(Sheet.of(places, Set.of()), notebook.options());
  }

  private static void formulas(
      Notebook notebook, Set<String> formulas, Map<String, Matrix> values) {
    Workings.Evaluation nodes = expression(notebook, formulas).workings().evaluate(Point.NONE);
    formulas.forEach(
        name -> values.put(name, nodes.values().get(nodes.circuit().nodes().get(name))));
  }
}
