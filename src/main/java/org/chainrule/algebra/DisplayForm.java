package org.chainrule.algebra;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;

/**
 * Formulas as a student would like to find them in good notes.
 *
 * @param bindings names for shared parts, each before its first use
 * @param formulas the formulas, in terms of those names
 * @param conditions what was cancelled and must not be 0
 * @param rules the simplification that gave each formula its form, by name; empty for none
 * @param unsimplified why nothing was simplified; empty where it was
 */
public record DisplayForm(
    List<Binding> bindings,
    List<Expr> formulas,
    List<Expr> conditions,
    List<String> rules,
    String unsimplified) {

  /**
   * A name for a shared part.
   *
   * @param name the name
   * @param expr what it stands for
   */
  public record Binding(String name, Expr expr) {}

  /** A form whose lists are copied. */
  public DisplayForm {
    bindings = List.copyOf(bindings);
    formulas = List.copyOf(formulas);
    conditions = List.copyOf(conditions);
    rules = List.copyOf(rules);
  }

  /**
   * A formula as statements of the language: definitions of all that is shared, the formula last.
   */
  public List<String> statements(int formula) {
    List<String> statements = new ArrayList<>();
    for (Binding binding : bindings) {
      statements.add(binding.name() + " = " + Trees.standing(binding.expr()));
    }
    statements.add(Trees.standing(formulas.get(formula)));
    return statements;
  }

  /** The number of gates, names and numbers of all formulas and bindings. */
  public int size() {
    int size = 0;
    for (Expr formula : formulas) {
      size += TermWriter.size(formula);
    }
    for (Binding binding : bindings) {
      size += TermWriter.size(binding.expr());
    }
    return size;
  }
}
