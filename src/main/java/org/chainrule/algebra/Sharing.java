package org.chainrule.algebra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.chainrule.ast.Expr;
import org.chainrule.graph.Graph;

/**
 * Large formulas: every node that is used more than once gets a name, so that none is written
 * twice.
 */
final class Sharing {
  private Sharing() {}

  private static final String REASON =
      "written out it has more than "
          + Simplifier.BUDGET
          + " parts, so it stands with names for what is shared, and is not simplified";

  static DisplayForm of(
      Graph graph, int[] targets, Map<Integer, String> given, Predicate<String> taken) {
    int last = 0;
    for (int target : targets) {
      last = Math.max(last, target);
    }
    boolean[] reachable = new boolean[last + 1];
    int[] uses = new int[last + 1];
    for (int target : targets) {
      reachable[target] = true;
    }
    for (int node = last; node >= 0; node--) {
      boolean open = reachable[node] && !given.containsKey(node);
      for (int slot = open ? graph.arity(node) - 1 : -1; slot >= 0; slot--) {
        reachable[graph.operand(node, slot)] = true;
        uses[graph.operand(node, slot)]++;
      }
    }
    Set<Integer> wanted = new HashSet<>();
    for (int target : targets) {
      wanted.add(target);
    }
    Map<Integer, String> names = new HashMap<>(given);
    wanted.forEach(names::remove);
    List<DisplayForm.Binding> bindings = new ArrayList<>();
    int number = 0;
    for (int node = 0; node <= last; node++) {
      boolean shared = uses[node] > 1 || wanted.contains(node) && uses[node] > 0;
      if (reachable[node] && graph.isGate(node) && shared && !names.containsKey(node)) {
        String name;
        do {
          name = "t" + ++number;
        } while (taken.test(name));
        bindings.add(new DisplayForm.Binding(name, display(graph, node, names)));
        names.put(node, name);
      }
    }
    List<Expr> formulas = new ArrayList<>();
    List<String> rules = new ArrayList<>();
    for (int target : targets) {
      formulas.add(
          names.containsKey(target)
              ? new Expr.Name(names.get(target))
              : display(graph, target, names));
      rules.add("");
    }
    return new DisplayForm(bindings, formulas, List.of(), rules, REASON);
  }

  /** A node in terms of the nodes that have names. */
  private static Expr display(Graph graph, int node, Map<Integer, String> names) {
    return Formula.of(
            graph,
            node,
            Long.MAX_VALUE,
            each ->
                each == node
                    ? Optional.empty()
                    : Optional.ofNullable(names.get(each)).map(Expr.Name::new))
        .orElseThrow();
  }
}
