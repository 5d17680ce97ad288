package org.chainrule.algebra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;

/** The last lines of a derivation: what was derived apart is put in, then the display form. */
final class DerivationEnd {
  /** A longer line is not written out. */
  private static final int MOST_PARTS = 300;

  /** The rule of a form that was brought in order and no more. */
  private static final String COLLECT = "collect like terms and factors";

  /** The rule of a form that is a product. */
  private static final String FACTOR = "take out the common factor";

  private final List<Derivation.Part> before;
  private final Map<String, Expr> meanings;

  /**
   * The end of a derivation.
   *
   * @param before the parts that were derived apart
   * @param meanings what the names stand for that had parts of their own
   */
  DerivationEnd(List<Derivation.Part> before, Map<String, Expr> meanings) {
    this.before = before;
    this.meanings = meanings;
  }

  /** What follows after these lines. */
  List<Derivation.Step> of(List<Derivation.Step> lines, DisplayForm form) {
    Expr line = lines.get(lines.size() - 1).line();
    Expr target = form.formulas().get(0);
    List<Derivation.Step> steps = new ArrayList<>();
    if (hasDerivatives(line)) {
      String rule = "put in the derivatives above";
      Optional<Expr> whole = putIn(line);
      if (whole.isEmpty()) {
        return List.of(new Derivation.Step(rule + ", and simplify", form.bindings(), target));
      }
      line = whole.get();
      steps.add(new Derivation.Step(rule, line));
    }
    if (!line.equals(target)) {
      steps.addAll(simplified(line, form));
    }
    return steps;
  }

  private static boolean hasDerivatives(Expr expr) {
    boolean[] found = new boolean[1];
    Trees.postorder(expr, part -> found[0] |= part instanceof Expr.Derivative);
    return found[0];
  }

  /** The line with the results of the parts in it; empty if it gets too long. */
  private Optional<Expr> putIn(Expr line) {
    Map<String, Expr> results = new LinkedHashMap<>();
    for (Derivation.Part part : before) {
      List<Derivation.Step> steps = part.steps();
      Optional<Expr> result = filled(steps.get(steps.size() - 1).line(), results);
      if (result.isEmpty()) {
        return result;
      }
      results.put(part.of(), result.get());
    }
    return filled(line, results);
  }

  private static Optional<Expr> filled(Expr line, Map<String, Expr> results) {
    Expr filled =
        Substitution.rewrite(
            line,
            part ->
                part instanceof Expr.Derivative derivative
                        && derivative.of() instanceof Expr.Name name
                    ? Optional.ofNullable(results.get(name.name()))
                    : Optional.empty());
    return TermWriter.size(filled) <= MOST_PARTS ? Optional.of(filled) : Optional.empty();
  }

  /** The line in its display form, and its names. */
  private List<Derivation.Step> simplified(Expr line, DisplayForm form) {
    Expr target = form.formulas().get(0);
    List<DisplayForm.Binding> with = form.bindings();
    Optional<Expr> expanded = expanded(target, with);
    if (expanded.isEmpty()) {
      return List.of(new Derivation.Step("simplify", with, target));
    }
    Expr full = expanded.get();
    String rule = form.rules().get(0);
    if (!with.isEmpty() && (full.equals(line) || isRearranged(line, full))) {
      return List.of(new Derivation.Step("", with, target));
    }
    if (isRearranged(line, full)) {
      rule = "rearrange";
    } else if (areOneTerm(line, full)) {
      rule = COLLECT;
    } else if (rule.isEmpty()) {
      rule = "simplify";
    } else if (rule.equals(COLLECT)) {
      // What stands there in terms of a sigmoid is not found by collecting.
      List<DisplayForm.Binding> known = with.isEmpty() ? known(target) : with;
      return List.of(
          new Derivation.Step(known.isEmpty() ? "simplify" : "substitute", known, target));
    }
    if (rule.equals(FACTOR) && !isFactored(full)) {
      rule = isFraction(full) ? "bring on one fraction bar" : "simplify";
    }
    if (with.isEmpty()) {
      return List.of(new Derivation.Step(rule, target));
    }
    return List.of(new Derivation.Step(rule, full), new Derivation.Step("", with, target));
  }

  private static boolean isFraction(Expr expr) {
    return expr instanceof Expr.Apply apply
        && (apply.gate() == Gate.DIV
            || apply.gate() == Gate.NEG && isFraction(apply.operands().get(0)));
  }

  /** Whether a sum is a factor, above the bar. */
  private static boolean isFactored(Expr expr) {
    if (!(expr instanceof Expr.Apply apply)) {
      return false;
    }
    List<Expr> operands = apply.operands();
    return switch (apply.gate()) {
      case NEG, DIV -> isFactored(operands.get(0));
      case MUL -> isSum(operands.get(1)) || isSum(operands.get(0)) || isFactored(operands.get(0));
      default -> false;
    };
  }

  private static boolean isSum(Expr expr) {
    return expr instanceof Expr.Apply apply
        && (apply.gate() == Gate.ADD
            || apply.gate() == Gate.SUB
            || apply.gate() == Gate.POW && isSum(apply.operands().get(0)));
  }

  /** The reader's own names in a formula that change with the input. */
  private List<DisplayForm.Binding> known(Expr target) {
    List<DisplayForm.Binding> known = new ArrayList<>();
    for (Derivation.Part part : before) {
      boolean[] mentioned = new boolean[1];
      Trees.postorder(target, each -> mentioned[0] |= each.equals(new Expr.Name(part.of())));
      if (mentioned[0]) {
        known.add(new DisplayForm.Binding(part.of(), meanings.get(part.of())));
      }
    }
    return known;
  }

  /** With its names written out; empty if that is too long. */
  private static Optional<Expr> expanded(Expr target, List<DisplayForm.Binding> with) {
    Expr full = target;
    for (int i = with.size() - 1; i >= 0; i--) {
      full = Substitution.fill(full, Map.of(with.get(i).name(), with.get(i).expr()));
      if (TermWriter.size(full) > MOST_PARTS) {
        return Optional.empty();
      }
    }
    return Optional.of(full);
  }

  /** Whether two lines are made of the same parts. */
  private static boolean isRearranged(Expr a, Expr b) {
    return labels(a).equals(labels(b));
  }

  private static List<String> labels(Expr expr) {
    List<String> labels = new ArrayList<>();
    Trees.postorder(
        expr,
        part ->
            labels.add(
                part instanceof Expr.Apply apply ? apply.gate().name() + "()" : part.toString()));
    labels.sort(null);
    return labels;
  }

  private static boolean areOneTerm(Expr a, Expr b) {
    try {
      Terms terms = new Terms();
      TermReader reader = new TermReader(terms, null, node -> Optional.empty());
      return reader.expression(a) == reader.expression(b);
    } catch (Terms.Unable e) {
      return false;
    }
  }
}
