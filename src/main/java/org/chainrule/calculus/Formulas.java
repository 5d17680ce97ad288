package org.chainrule.calculus;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.gate.Gate;
import org.chainrule.parse.TextParser;
import org.chainrule.source.SourceText;

/** The formulas of the table of gates, read on first use. */
final class Formulas {
  private static final AtomicReferenceArray<Formulas> READ =
      new AtomicReferenceArray<>(Gate.BOX.ordinal() + 1);

  private final Template[] partials;
  private final Template[] pullbacks;
  private final Law[] laws;

  private Formulas(Gate gate) {
    partials = templates(gate, gate.spec().partials());
    pullbacks = gate == Gate.STACK ? new Template[0] : templates(gate, gate.spec().pullbacks());
    List<String> equations = gate.spec().laws();
    laws = new Law[equations.size()];
    for (int i = 0; i < laws.length; i++) {
      laws[i] = law(equations.get(i));
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

  private static Law law(String text) {
    Statement.Relation law =
        (Statement.Relation) TextParser.parse(SourceText.of(text)).statements().get(0);
    return Law.of(law.left(), law.right());
  }
}
