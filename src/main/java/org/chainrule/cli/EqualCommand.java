package org.chainrule.cli;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.Chainrule;
import org.chainrule.graph.Circuit;
import org.chainrule.homework.Equality;
import org.chainrule.render.EqualText;
import org.chainrule.source.Commas;
import org.chainrule.source.Limits;
import org.chainrule.source.SourceText;

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
    List<String> conditions = Commas.parts(where).stream().filter(each -> !each.isEmpty()).toList();
    List<Circuit> circuits = new ArrayList<>();
    for (String condition : conditions) {
      // Without brackets x == 1 would be a claim.
      circuits.add(circuit(condition.contains("==") ? "(" + condition + ")" : condition));
    }
    Equality.Outcome outcome = Equality.of(circuit(words.get(0)), circuit(words.get(1)), circuits);
    out.print(EqualText.of(outcome, conditions));
    return switch (outcome.verdict()) {
      case PROVED -> ExitCode.OK;
      case REFUTED -> ExitCode.FAILED;
      case AGREE, UNDECIDED -> ExitCode.UNREADABLE;
    };
  }

  private Circuit circuit(String text) {
    Circuit circuit =
        Chainrule.parse(
                List.of(SourceText.of(text)), List.of(), new Chainrule.Options(limits, false))
            .workings()
            .circuit();
    if (!circuit.graph().isEntrywise()) {
      throw new UsageException("equal compares formulas of numbers, not of matrices");
    }
    return circuit;
  }
}
