package org.chainrule.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.chainrule.Expression;
import org.chainrule.Workings;
import org.chainrule.algebra.Derivation;
import org.chainrule.algebra.DisplayForm;
import org.chainrule.render.DiffText;
import org.chainrule.usage.Command;
import org.chainrule.usage.Option;

/** {@code chainrule diff}: derivatives as formulas. */
final class DiffCommand {
  private static final String SYMMETRY =
      "the other triangle of the Hessian is the same by symmetry; --hessian=full prints it too";

  private final Arguments arguments;
  private final Expression expression;
  private final Workings workings;

  DiffCommand(Arguments arguments, Expression expression) {
    this.arguments = arguments;
    this.expression = expression;
    this.workings = expression.workings();
  }

  /** What it prints. */
  String run() {
    List<List<String>> by = by();
    String output = workings.output();
    if (arguments.has(Option.RAW)) {
      StringBuilder raw = new StringBuilder();
      List<String> formulas = workings.formulas().raw(by);
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
    if (arguments.has(Option.STEPS)) {
      return steps(output, by);
    }
    DisplayForm form = workings.formulas().display(symmetric(by));
    List<String> notes = new ArrayList<>(workings.formulas().remarks(form));
    if (arguments.has(Option.HESSIAN) && triangle() != Triangle.FULL) {
      notes.add(SYMMETRY);
    }
    if (arguments.has(Option.JSON)) {
      return DiffText.json(output, by, form, workings.shapes(), notes) + "\n";
    }
    if (arguments.has(Option.LATEX)) {
      return DiffText.latex(output, by, form, workings.shapes(), notes);
    }
    return DiffText.text(output, by, form, notes);
  }

  private String steps(String output, List<List<String>> by) {
    List<String> names = new ArrayList<>();
    List<List<Derivation.Part>> derivations = new ArrayList<>();
    for (List<String> each : by) {
      if (each.size() > 1) {
        throw new UsageException("--steps shows first derivatives", Command.DIFF);
      }
      names.add(each.get(0));
      derivations.add(workings.formulas().steps(each.get(0)));
    }
    return arguments.has(Option.LATEX)
        ? DiffText.latexSteps(output, names, derivations)
        : DiffText.steps(output, names, derivations, workings.formulas().display(by).conditions());
  }

  /** Mixed derivatives in one order, so that equal ones are one formula. */
  private List<List<String>> symmetric(List<List<String>> by) {
    if (!arguments.has(Option.HESSIAN)) {
      return by;
    }
    List<String> inputs = expression.inputs();
    List<List<String>> ordered = new ArrayList<>();
    for (List<String> each : by) {
      List<String> names = new ArrayList<>(each);
      names.sort(Comparator.comparingInt(inputs::indexOf));
      ordered.add(names);
    }
    return ordered;
  }

  /** Which entries of the Hessian are printed. */
  private enum Triangle {
    FULL,
    UPPER,
    LOWER;

    boolean has(int row, int column) {
      return this == FULL || (this == UPPER ? row <= column : row >= column);
    }
  }

  private Triangle triangle() {
    String wish = arguments.value(Option.HESSIAN).filter(each -> !each.isEmpty()).orElse("full");
    return Triangle.valueOf(wish.toUpperCase(Locale.ROOT));
  }

  /** The inputs of each derivative. */
  private List<List<String>> by() {
    List<String> names = expression.inputs();
    if (arguments.value(Option.BY).isPresent()) {
      names = List.of(arguments.value(Option.BY).get().split("\\s*,\\s*"));
    }
    if (names.isEmpty()) {
      throw new UsageException(
          "there is nothing to differentiate by: the expression has no inputs", Command.DIFF);
    }
    List<List<String>> by = new ArrayList<>();
    if (arguments.has(Option.HESSIAN)) {
      Triangle triangle = triangle();
      for (int row = 0; row < names.size(); row++) {
        for (int column = 0; column < names.size(); column++) {
          if (triangle.has(row, column)) {
            by.add(List.of(names.get(row), names.get(column)));
          }
        }
      }
      return by;
    }
    int order = arguments.number(Option.ORDER, 1, 1);
    if (order > Option.MOST_ORDER) {
      throw new UsageException("--order goes up to " + Option.MOST_ORDER, Command.DIFF);
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
