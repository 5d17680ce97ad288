package org.chainrule.cli;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.Expression;
import org.chainrule.algebra.DisplayForm;
import org.chainrule.render.DiffText;
import org.chainrule.usage.Option;

/** {@code chainrule diff}: derivatives as formulas. */
final class DiffCommand {
  private static final int MOST_ORDER = 6;

  private final Arguments arguments;
  private final Expression expression;

  DiffCommand(Arguments arguments, Expression expression) {
    this.arguments = arguments;
    this.expression = expression;
  }

  /** What it prints. */
  String run() {
    List<List<String>> by = by();
    String output = expression.circuit().names().name(expression.circuit().output());
    if (arguments.has(Option.RAW)) {
      StringBuilder raw = new StringBuilder();
      List<String> formulas = expression.rawFormulas(by);
      for (int i = 0; i < formulas.size(); i++) {
        String[] lines = formulas.get(i).split("\n");
        for (int line = 0; line < lines.length - 1; line++) {
          raw.append(lines[line]).append('\n');
        }
        raw.append(DiffText.name(output, by.get(i))).append(" = ");
        raw.append(lines[lines.length - 1]).append('\n');
      }
      return raw.toString();
    }
    DisplayForm form = expression.formulas(by);
    if (arguments.has(Option.STEPS)) {
      return steps(output, by);
    }
    if (arguments.has(Option.JSON)) {
      return DiffText.json(output, by, form, expression.remarks(form)) + "\n";
    }
    if (arguments.has(Option.LATEX)) {
      return DiffText.latex(output, by, form);
    }
    return DiffText.text(output, by, form, expression.remarks(form));
  }

  private String steps(String output, List<List<String>> by) {
    StringBuilder out = new StringBuilder();
    for (List<String> names : by) {
      if (names.size() > 1) {
        throw new UsageException("--steps shows first derivatives");
      }
      out.append(out.length() == 0 ? "" : "\n");
      out.append(DiffText.steps(output, names.get(0), expression.derivation(names.get(0))));
    }
    return out.toString();
  }

  /** The inputs of each derivative. */
  private List<List<String>> by() {
    List<String> names = expression.inputs();
    if (arguments.value(Option.BY).isPresent()) {
      names = List.of(arguments.value(Option.BY).get().split("\\s*,\\s*"));
    }
    if (names.isEmpty()) {
      throw new UsageException(
          "there is nothing to differentiate by: the expression has no inputs");
    }
    List<List<String>> by = new ArrayList<>();
    if (arguments.has(Option.HESSIAN)) {
      for (String first : names) {
        for (String second : names) {
          by.add(List.of(first, second));
        }
      }
      return by;
    }
    int order = arguments.number(Option.ORDER, 1, 1);
    if (order > MOST_ORDER) {
      throw new UsageException("--order goes up to " + MOST_ORDER);
    }
    for (String name : names) {
      List<String> times = new ArrayList<>();
      for (int i = 0; i < order; i++) {
        times.add(name);
      }
      by.add(times);
    }
    return by;
  }
}
