package org.chainrule.algebra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Graph;
import org.chainrule.parse.TextParser;

/**
 * The derivation of one derivative, rule by rule: in every line one derivative that was still to be
 * taken is replaced by what the rule of its gate says.
 */
public final class Derivation {
  private static final int MOST_STEPS = 60;

  /** Begins the names that stand for derivatives still to be taken. */
  private static final String OPEN = "\u0001";

  private final Graph graph;
  private final int input;
  private final boolean[] active;
  private final Map<String, Integer> pending = new LinkedHashMap<>();
  private int count;

  /**
   * A line.
   *
   * @param rule the rule that led to it
   * @param line the formula; {@code d/dx(u)} stands for a derivative that is still to be taken
   */
  public record Step(String rule, Expr line) {}

  private Derivation(Graph graph, int output, int input) {
    this.graph = graph;
    this.input = input;
    this.active = new boolean[output + 1];
    for (int node = 0; node <= output; node++) {
      active[node] = node == input;
      for (int slot = graph.arity(node) - 1; slot >= 0; slot--) {
        active[node] |= active[graph.operand(node, slot)];
      }
    }
  }

  /**
   * The derivation of d output / d input, up to where no derivative is left to take; empty if it is
   * too long to be read.
   */
  public static Optional<List<Step>> of(Graph graph, int output, int input) {
    return new Derivation(graph, output, input).steps(output);
  }

  private Optional<List<Step>> steps(int output) {
    List<Step> steps = new ArrayList<>();
    Expr line = derivative(output);
    steps.add(new Step("", shown(line)));
    while (!pending.isEmpty()) {
      if (steps.size() > MOST_STEPS) {
        return Optional.empty();
      }
      Map.Entry<String, Integer> first = pending.entrySet().iterator().next();
      pending.remove(first.getKey());
      int node = first.getValue();
      Expr replacement = taken(node);
      line = Substitution.replace(line, first.getKey(), replacement);
      steps.add(new Step(rule(node), shown(line)));
    }
    return Optional.of(steps);
  }

  /** 1 for the input, 0 for what does not depend on it, else a derivative still to be taken. */
  private Expr derivative(int node) {
    if (node == input) {
      return Expr.Number.of(1);
    }
    if (node >= active.length || !active[node]) {
      return Expr.Number.of(0);
    }
    String name = OPEN + ++count;
    pending.put(name, node);
    return new Expr.Name(name);
  }

  private Expr shown(Expr line) {
    Expr shown = line;
    for (Map.Entry<String, Integer> each : pending.entrySet()) {
      Expr call = new Expr.Call("d/d" + graph.inputName(input), List.of(formula(each.getValue())));
      shown = Substitution.replace(shown, each.getKey(), call);
    }
    return shown;
  }

  private Expr formula(int node) {
    return Formula.of(graph, node, Long.MAX_VALUE, each -> Optional.empty()).orElseThrow();
  }

  /** What the rule of a gate says. */
  private Expr taken(int node) {
    Gate gate = graph.gate(node);
    if (gate == Gate.DIV && active[graph.first(node)] && active[graph.second(node)]) {
      Expr u = formula(graph.first(node));
      Expr v = formula(graph.second(node));
      Expr above =
          Expr.Apply.of(
              Gate.SUB,
              Formula.gate(Gate.MUL, List.of(derivative(graph.first(node)), v)),
              Formula.gate(Gate.MUL, List.of(u, derivative(graph.second(node)))));
      return Expr.Apply.of(Gate.DIV, above, Expr.Apply.of(Gate.POW, v, Expr.Number.of(2)));
    }
    Expr sum = null;
    for (int slot = 0; slot < graph.arity(node); slot++) {
      int operand = graph.operand(node, slot);
      if (active[operand]) {
        Expr local = local(node, slot);
        boolean negative = local.equals(Expr.Apply.of(Gate.NEG, Expr.Number.of(1)));
        Expr term =
            negative && sum != null
                ? derivative(operand)
                : Formula.gate(Gate.MUL, List.of(local, derivative(operand)));
        sum = sum == null ? term : Expr.Apply.of(negative ? Gate.SUB : Gate.ADD, sum, term);
      }
    }
    return sum;
  }

  /** The partial of a gate with its operands written out. */
  private Expr local(int node, int slot) {
    GateSpec gate = graph.gate(node).spec();
    Expr local = TextParser.expression(gate.partials().get(slot));
    for (int i = 0; i < gate.parameters().size(); i++) {
      local = Substitution.replace(local, gate.parameters().get(i), new Expr.Name(OPEN + "p" + i));
    }
    local = Substitution.replace(local, "out", new Expr.Name(OPEN + "out"));
    for (int i = 0; i < gate.parameters().size(); i++) {
      local = Substitution.replace(local, OPEN + "p" + i, formula(graph.operand(node, i)));
    }
    return Proof.canonical(Substitution.replace(local, OPEN + "out", formula(node)));
  }

  private String rule(int node) {
    Gate gate = graph.gate(node);
    boolean left = active[graph.first(node)];
    boolean both = gate.arity() == 2 && left && active[graph.second(node)];
    boolean plain = graph.first(node) == input || !left;
    switch (gate) {
      case ADD:
      case SUB:
        return "sum rule";
      case NEG:
        return "constant factor rule";
      case MUL:
        return both ? "product rule" : "constant factor rule";
      case DIV:
        return both ? "quotient rule" : left ? "constant factor rule" : "reciprocal rule";
      case POW:
        return both
            ? "power rule with a variable exponent"
            : left ? plain ? "power rule" : "power rule and chain rule" : "exponential rule";
      default:
        return "derivative of " + gate.spec().name() + (plain ? "" : ", chain rule");
    }
  }
}
