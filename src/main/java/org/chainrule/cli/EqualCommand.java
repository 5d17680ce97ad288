package org.chainrule.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    if (!where.isEmpty()) {
      for (String condition : where.split(",")) {
        conditions.add(circuit("(" + condition + ")"));
      }
    }
    Equality.Outcome outcome =
        Equality.of(circuit(words.get(0)), circuit(words.get(1)), conditions);
    switch (outcome.verdict()) {
      case PROVED:
        out.print("equal: proved, wherever both are defined\n");
        return ExitCode.OK;
      case REFUTED:
        out.print("not equal: " + at(outcome) + "\n");
        return ExitCode.FAILED;
      case AGREE:
        out.print(
            "undecided: they agree at all "
                + outcome.points()
                + " points that were tried, but no proof was found\n");
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

  private static String at(Equality.Outcome outcome) {
    List<String> point = new ArrayList<>();
    for (Map.Entry<String, Double> each : outcome.point().entrySet()) {
      point.add(each.getKey() + " = " + Digits.DEFAULT.format(each.getValue()));
    }
    Digits digits = new Digits(6);
    String values = digits.format(outcome.left()) + " and " + digits.format(outcome.right());
    return point.isEmpty() ? values : "at " + String.join(", ", point) + " they are " + values;
  }
}
