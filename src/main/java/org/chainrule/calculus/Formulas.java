package org.chainrule.calculus;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.parse.TextParser;

/** The formulas of the table of gates, read on first use. */
final class Formulas {
  private static final String EQUALS = " = ";

  private static final AtomicReferenceArray<Formulas> READ =
      new AtomicReferenceArray<>(Gate.all().size());

  private final Template[] partials;
  private final Template[] pullbacks;
  private final Law[] laws;

  private Formulas(Gate gate) {
    partials = templates(gate, gate.spec().partials());
    pullbacks = gate == Gate.STACK ? new Template[0] : templates(gate, gate.spec().pullbacks());
    List<String> equations = gate.spec().laws();
    List<String> ofNumbers = gate.spec().lawsOfNumbers();
    laws = new Law[equations.size() + ofNumbers.size()];
    for (int i = 0; i < laws.length; i++) {
      boolean general = i < equations.size();
      laws[i] = law(general ? equations.get(i) : ofNumbers.get(i - equations.size()), !general);
    }
  }

  private static Template[] templates(Gate gate, List<String> formulas) {
    Template[] templates = new Template[formulas.size()];
    for (int i = 0; i < templates.length; i++) {
      Expr formula = TextParser.expression(formulas.get(i));
      templates[i] = Template.of(formula, gate.spec().parameters());
    }
    return templates;
  }

  private static Formulas of(Gate gate) {
    Formulas formulas = READ.get(gate.ordinal());
    if (formulas == null) {
      formulas = new Formulas(gate);
      READ.set(gate.ordinal(), formulas);
    }
    return formulas;
  }

  /** The partial of {@code gate} by the operand in {@code slot}. */
  static Template partial(Gate gate, int slot) {
    return of(gate).partials[slot];
  }

  /** What {@code gate} sends down to the operand in {@code slot}. */
  static Template pullback(Gate gate, int slot) {
    return of(gate).pullbacks[slot];
  }

  /** The equations that adjoints of {@code gate} are folded by. */
  static Law[] laws(Gate gate) {
    return of(gate).laws;
  }

  /** An equation is no statement: {@code sum(A) = A} would define a function. */
  private static Law law(String equation, boolean ofNumbers) {
    int sign = equation.indexOf(EQUALS);
    Expr left = TextParser.expression(equation.substring(0, sign));
    Expr right = TextParser.expression(equation.substring(sign + EQUALS.length()));
    return Law.of(left, right, ofNumbers);
  }
}
