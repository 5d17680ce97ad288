package org.chainrule.calculus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.parse.TextParser;

/** The formulas of the table of gates, read on first use. */
final class Formulas {
  private static final AtomicReferenceArray<Formulas> READ =
      new AtomicReferenceArray<>(Gate.BOX.ordinal() + 1);

  /** Apart: most gates that have partials are not among those that are appended and folded. */
  private static final AtomicReferenceArray<Law[]> LAWS =
      new AtomicReferenceArray<>(Gate.all().size());

  private final Template[] partials;
  private final Template[] pullbacks;

  private Formulas(Gate gate) {
    partials = templates(gate, gate.spec().partials());
    pullbacks = gate == Gate.STACK ? new Template[0] : templates(gate, gate.spec().pullbacks());
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
    Law[] laws = LAWS.get(gate.ordinal());
    if (laws == null) {
      List<Law> read = new ArrayList<>();
      for (String equation : gate.spec().laws()) {
        read.add(law(equation, false));
      }
      for (String equation : gate.spec().lawsOfNumbers()) {
        read.add(law(equation, true));
      }
      laws = read.toArray(new Law[0]);
      LAWS.set(gate.ordinal(), laws);
    }
    return laws;
  }

  /** Read as a comparison, because {@code sum(A) = A} would define a function. */
  private static Law law(String equation, boolean ofNumbers) {
    Expr.Apply sides =
        (Expr.Apply) TextParser.expression("(" + equation.replace(" = ", " == ") + ")");
    return new Law(sides.operands().get(0), sides.operands().get(1), ofNumbers);
  }
}
