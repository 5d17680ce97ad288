package org.chainrule.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.ast.Expr;
import org.chainrule.calculus.Adjoints;
import org.chainrule.engine.Calculator;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;
import org.chainrule.parse.TextParser;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Problem;
import org.chainrule.value.Digits;

/**
 * What a reader should know about a computation: where it leaves the domain, where it has kinks.
 */
final class Findings {
  private final Circuit circuit;
  private final Adjoints adjoints;
  private final double[] values;
  private final Graph graph;
  private final Map<String, Expr> conditions = new HashMap<>();
  private final List<Diagnostic> notes = new ArrayList<>();
  private boolean undefined;
  private boolean infinite;

  private Findings(Circuit circuit, Adjoints adjoints, double[] values) {
    this.circuit = circuit;
    this.adjoints = adjoints;
    this.values = values;
    this.graph = circuit.graph();
  }

  static List<Diagnostic> of(Circuit circuit, Adjoints adjoints, double[] values) {
    Findings findings = new Findings(circuit, adjoints, values);
    findings.notes.addAll(circuit.notes());
    boolean[] reachable = findings.graph.reachable(circuit.output());
    for (int node = 0; node < reachable.length; node++) {
      if (reachable[node] && findings.graph.isGate(node)) {
        findings.look(node);
      }
    }
    return List.copyOf(findings.notes);
  }

  private void look(int node) {
    double value = values[node];
    boolean finiteOperands = true;
    for (int slot = 0; slot < graph.arity(node); slot++) {
      finiteOperands &= Double.isFinite(values[graph.operand(node, slot)]);
    }
    if (Double.isNaN(value)) {
      if (!undefined) {
        undefined = true;
        note(Problem.UNDEFINED, "%s is undefined", node);
      }
    } else if (Double.isInfinite(value)) {
      if (!infinite && finiteOperands) {
        infinite = true;
        note(Problem.INFINITE, isPole(node) ? "%s is infinite" : "%s is beyond 1.8e308", node);
      }
    } else if (finiteOperands) {
      kinks(node);
      steep(node);
    }
  }

  private void note(Problem problem, String sentence, int node) {
    String what = String.format(sentence, inNumbers(node));
    notes.add(Diagnostic.of(problem, what, "node " + circuit.names().name(node)));
  }

  /** The gate with the values of its operands: {@code log(-1)}. */
  private Expr inNumbers(int node) {
    List<Expr> operands = new ArrayList<>();
    for (int slot = 0; slot < graph.arity(node); slot++) {
      operands.add(number(values[graph.operand(node, slot)]));
    }
    return new Expr.Apply(graph.gate(node), operands);
  }

  private static Expr number(double value) {
    String digits = Digits.DEFAULT.format(Math.abs(value));
    Expr size =
        Double.isFinite(value) ? new Expr.Number(digits, Math.abs(value)) : new Expr.Name(digits);
    return value < 0 ? Expr.Apply.of(Gate.NEG, size) : size;
  }

  private boolean isPole(int node) {
    String pole = graph.gate(node).spec().pole();
    return !pole.isEmpty() && evaluate(pole, node) != 0;
  }

  private void kinks(int node) {
    for (GateSpec.Kink kink : graph.gate(node).spec().kinks()) {
      if (evaluate(kink.where(), node) == 0) {
        notes.add(
            Diagnostic.of(
                Problem.KINK,
                inNumbers(node),
                "node " + circuit.names().name(node),
                kink.convention()));
      }
    }
  }

  private void steep(int node) {
    for (int slot = 0; slot < graph.arity(node); slot++) {
      int local = adjoints.local(node, slot);
      if (local != Adjoints.NONE && !Double.isFinite(values[local])) {
        String what =
            "d"
                + circuit.names().name(node)
                + "/d"
                + circuit.names().name(graph.operand(node, slot));
        boolean none = Double.isNaN(values[local]);
        notes.add(
            Diagnostic.of(
                Problem.STEEP, what + " is " + (none ? "undefined" : "infinite"), inNumbers(node)));
      }
    }
  }

  /** A condition of the table, with the values of the node's operands. */
  private double evaluate(String condition, int node) {
    Map<String, Double> operands = new LinkedHashMap<>();
    List<String> parameters = graph.gate(node).spec().parameters();
    for (int slot = 0; slot < parameters.size(); slot++) {
      operands.put(parameters.get(slot), values[graph.operand(node, slot)]);
    }
    Expr expr = conditions.computeIfAbsent(condition, TextParser::expression);
    return Calculator.evaluate(expr, operands);
  }
}
