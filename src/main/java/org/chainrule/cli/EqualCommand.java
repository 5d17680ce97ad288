package org.chainrule.cli;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.Chainrule;
import org.chainrule.graph.Circuit;
import org.chainrule.homework.Equality;
import org.chainrule.source.Limits;
import org.chainrule.source.SourceText;
import org.chainrule.value.Digits;

/** {@code chainrule equal}: whether two formulas are the same function. */
final class EqualCommand {
  private final Output out;
  private final Limits limits;

  EqualCommand(Output out, Limits limits) {
    this.out = out;
    this.limits = limits;
  }

  int run(List<String> words, String where) {
    if (words.size() != 2) {
      throw new UsageException("equal needs two expressions");
    }
    List<Circuit> conditions = new ArrayList<>();
    for (String condition : conditions(where)) {
      // Without brackets x == 1 would be a claim.
      conditions.add(circuit(condition.contains("==") ? "(" + condition + ")" : condition));
    }
    Equality.Outcome outcome =
        Equality.of(circuit(words.get(0)), circuit(words.get(1)), conditions);
    switch (outcome.verdict()) {
      case PROVED:
        out.print(
            "equal: proved, wherever both are defined"
                + (where.isEmpty() ? "" : " and " + String.join(", ", conditions(where)))
                + "\n"
                + lone(outcome));
        return ExitCode.OK;
      case REFUTED:
        out.print("not equal: " + at(outcome) + "\n");
        return ExitCode.FAILED;
      case AGREE:
        out.print(
            "undecided: they agree at all "
                + outcome.points()
                + " points that were tried, but no proof was found\n"
                + lone(outcome));
        return ExitCode.UNREADABLE;
      default:
        out.print(
            "undecided: there are only "
                + outcome.points()
                + " points among those tried where both are defined\n");
        return ExitCode.UNREADABLE;
    }
  }

  private Circuit circuit(String text) {
    Circuit circuit =
        Chainrule.parse(
                List.of(SourceText.of(text)), List.of(), new Chainrule.Options(limits, false))
            .circuit();
    if (!circuit.graph().isEntrywise()) {
      throw new UsageException("equal compares formulas of numbers, not of matrices");
    }
    return circuit;
  }

  /** The conditions between commas, but not those inside of brackets. */
  private static List<String> conditions(String where) {
    List<String> conditions = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= where.length(); i++) {
      char c = i < where.length() ? where.charAt(i) : ',';
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (c == ',' && (depth == 0 || i == where.length())) {
        String condition = where.substring(start, i).strip();
        if (!condition.isEmpty()) {
          conditions.add(condition);
        }
        start = i + 1;
      }
    }
    return conditions;
  }

  private static String at(Equality.Outcome outcome) {
    String point = outcome.place(Digits.DEFAULT);
    Digits digits = new Digits(6);
    String values = digits.format(outcome.left()) + " and " + digits.format(outcome.right());
    return point.isEmpty() ? values : "at " + point + " they are " + values;
  }

  /** Where only one of the two has a value. */
  private static String lone(Equality.Outcome outcome) {
    if (outcome.point().isEmpty()) {
      return "";
    }
    String which = Double.isFinite(outcome.left()) ? "first" : "second";
    return "note: at " + outcome.place(Digits.DEFAULT) + " only the " + which + " has a value\n";
  }
}
