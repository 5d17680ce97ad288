package org.chainrule.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.ast.Expr;
import org.chainrule.calculus.Adjoints;
import org.chainrule.engine.Calculator;
import org.chainrule.engine.Values;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;
import org.chainrule.parse.TextParser;
import org.chainrule.source.Cancellation;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Problem;
import org.chainrule.value.Digits;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/**
 * What a reader should know about a computation: where it leaves the domain, where it has kinks.
 */
final class Findings {
  private final Circuit circuit;
  private final Adjoints adjoints;
  private final Values values;
  private final Graph graph;
  private final Map<String, Expr> conditions = new HashMap<>();
  private final List<Diagnostic> notes = new ArrayList<>();
  private boolean undefined;
  private boolean infinite;

  private Findings(Circuit circuit, Adjoints adjoints, Values values) {
    this.circuit = circuit;
    this.adjoints = adjoints;
    this.values = values;
    this.graph = circuit.graph();
  }

  static List<Diagnostic> of(Circuit circuit, Adjoints adjoints, Values values) {
    Findings findings = new Findings(circuit, adjoints, values);
    findings.notes.addAll(circuit.notes());
    boolean[] reachable = findings.graph.reachable(circuit.output());
    for (int node = 0; node < reachable.length; node++) {
      if (reachable[node] && findings.graph.isGate(node)) {
        findings.look(node);
      }
    }
    findings.flat();
    return List.copyOf(findings.notes);
  }

  private void look(int node) {
    if (graph.gate(node).spec().isEntrywise()) {
      int entries = graph.shape(node).size();
      int told = notes.size();
      for (int entry = 0; entry < entries && notes.size() == told; entry++) {
        if (entry % Cancellation.STEPS == 0) {
          Cancellation.check();
        }
        look(node, entry);
      }
    } else {
      lookWhole(node);
    }
  }

  /** One entry of a gate that works entry by entry. */
  private void look(int node, int entry) {
    double value = entry(node, node, entry);
    boolean finiteOperands = true;
    for (int slot = 0; slot < graph.arity(node); slot++) {
      finiteOperands &= Double.isFinite(entry(graph.operand(node, slot), node, entry));
    }
    if (Double.isNaN(value)) {
      if (!undefined) {
        undefined = true;
        note(Problem.UNDEFINED, "%s is undefined", node, entry);
      }
    } else if (Double.isInfinite(value)) {
      if (!infinite && finiteOperands) {
        infinite = true;
        boolean pole = isPole(node, entry);
        note(Problem.INFINITE, pole ? "%s is infinite" : "%s is beyond 1.8e308", node, entry);
      }
    } else if (finiteOperands) {
      kinks(node, entry);
      steep(node, entry);
    }
  }

  /** The entry of a value that meets an entry of a node which it is repeated to. */
  private double entry(int operand, int node, int entry) {
    if (values.isScalar(operand)) {
      return values.number(operand);
    }
    Matrix matrix = values.get(operand);
    int columns = graph.shape(node).columns();
    int row = matrix.rows() == 1 ? 0 : entry / columns;
    int column = matrix.columns() == 1 ? 0 : entry % columns;
    return matrix.entry(row * matrix.columns() + column);
  }

  private void lookWhole(int node) {
    Matrix value = values.get(node);
    boolean finiteOperands = true;
    for (int slot = 0; slot < graph.arity(node); slot++) {
      finiteOperands &= isFinite(values.get(graph.operand(node, slot)));
    }
    if (!isFinite(value)) {
      boolean none = false;
      for (int i = 0; i < value.size(); i++) {
        none |= Double.isNaN(value.entry(i));
      }
      String gate = graph.gate(node).spec().usage();
      if (none && !undefined) {
        undefined = true;
        notes.add(Diagnostic.of(Problem.UNDEFINED, gate + " is undefined", place(node)));
      } else if (!none && finiteOperands && !infinite) {
        infinite = true;
        notes.add(Diagnostic.of(Problem.INFINITE, gate + " is beyond 1.8e308", place(node)));
      }
    } else if (finiteOperands) {
      Map<String, Matrix> operands = new LinkedHashMap<>();
      List<String> parameters = graph.gate(node).spec().parameters();
      for (int slot = 0; slot < parameters.size(); slot++) {
        operands.put(parameters.get(slot), values.get(graph.operand(node, slot)));
      }
      operands.put("out", value);
      for (GateSpec.Kink kink : graph.gate(node).spec().kinks()) {
        if (Calculator.compute(condition(kink.where()), operands).scalar() == 0) {
          notes.add(
              Diagnostic.of(
                  Problem.KINK, graph.gate(node).spec().usage(), place(node), kink.convention()));
        }
      }
      target(node);
    }
  }

  /** A target whose entries do not sum to 1 is no distribution. */
  private void target(int node) {
    if (graph.gate(node) != Gate.CROSS_ENTROPY) {
      return;
    }
    Matrix target = values.get(graph.second(node));
    if (target.shape().equals(graph.shape(graph.first(node)))) {
      Matrix sums = Matrices.columnSums(target);
      for (int i = 0; i < sums.size(); i++) {
        if (Math.abs(sums.entry(i) - 1) > 1e-6) {
          String sum = Digits.DEFAULT.format(sums.entry(i));
          notes.add(Diagnostic.of(Problem.TARGET_SUM, place(node), sum));
          return;
        }
      }
    }
  }

  private static boolean isFinite(Matrix matrix) {
    for (int i = 0; i < matrix.size(); i++) {
      if (!Double.isFinite(matrix.entry(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Gates that are flat, where an input reaches the output only through them: its gradient is 0
   * whatever its value.
   */
  private void flat() {
    int output = circuit.output();
    boolean[] reachable = graph.reachable(output);
    boolean[] alive = new boolean[output + 1];
    alive[output] = true;
    boolean dead = false;
    List<Integer> flat = new ArrayList<>();
    for (int node = output; node >= 0; node--) {
      if (alive[node] && graph.isGate(node)) {
        boolean stops = isFlat(graph.gate(node).spec());
        if (stops && graph.arity(node) == 1 && adjoints.local(node, 0) != Adjoints.NONE) {
          flat.add(0, node);
        }
        for (int slot = stops ? -1 : graph.arity(node) - 1; slot >= 0; slot--) {
          alive[graph.operand(node, slot)] = true;
        }
      }
      dead |= reachable[node] && graph.isInput(node) && !alive[node];
    }
    for (int node : dead ? flat : List.<Integer>of()) {
      notes.add(Diagnostic.of(Problem.FLAT, graph.gate(node).spec().symbol(), place(node)));
    }
  }

  private static boolean isFlat(GateSpec gate) {
    return gate.isEntrywise() && gate.partials().stream().allMatch("0"::equals);
  }

  private String place(int node) {
    return "node " + circuit.names().name(node);
  }

  private String place(int node, int entry) {
    Shape shape = graph.shape(node);
    return shape.isScalar() ? place(node) : place(node) + Matrix.place(shape, entry);
  }

  private void note(Problem problem, String sentence, int node, int entry) {
    String what = String.format(Locale.ROOT, sentence, inNumbers(node, entry));
    notes.add(Diagnostic.of(problem, what, place(node, entry)));
  }

  /** The gate with the values of its operands: {@code log(-1)}. */
  private Expr inNumbers(int node, int entry) {
    List<Expr> operands = new ArrayList<>();
    for (int slot = 0; slot < graph.arity(node); slot++) {
      operands.add(number(entry(graph.operand(node, slot), node, entry)));
    }
    return new Expr.Apply(graph.gate(node), operands);
  }

  private static Expr number(double value) {
    String digits = Digits.DEFAULT.format(Math.abs(value));
    Expr size =
        Double.isFinite(value) ? new Expr.Number(digits, Math.abs(value)) : new Expr.Name(digits);
    return value < 0 ? Expr.Apply.of(Gate.NEG, size) : size;
  }

  private boolean isPole(int node, int entry) {
    String pole = graph.gate(node).spec().pole();
    return !pole.isEmpty() && evaluate(pole, node, entry) != 0;
  }

  private void kinks(int node, int entry) {
    for (GateSpec.Kink kink : graph.gate(node).spec().kinks()) {
      if (evaluate(kink.where(), node, entry) == 0) {
        notes.add(
            Diagnostic.of(
                Problem.KINK, inNumbers(node, entry), place(node, entry), kink.convention()));
      }
    }
  }

  private void steep(int node, int entry) {
    for (int slot = 0; slot < graph.arity(node); slot++) {
      int local = adjoints.local(node, slot);
      double slope = local == Adjoints.NONE ? 0 : entry(local, node, entry);
      if (!Double.isFinite(slope)) {
        String what =
            "d"
                + circuit.names().name(node)
                + "/d"
                + circuit.names().name(graph.operand(node, slot));
        boolean none = Double.isNaN(slope);
        notes.add(
            Diagnostic.of(
                Problem.STEEP,
                what + " is " + (none ? "undefined" : "infinite"),
                inNumbers(node, entry)));
      }
    }
  }

  /** A condition of the table, with the values of the node's operands. */
  private double evaluate(String condition, int node, int entry) {
    Map<String, Double> operands = new LinkedHashMap<>();
    List<String> parameters = graph.gate(node).spec().parameters();
    for (int slot = 0; slot < parameters.size(); slot++) {
      operands.put(parameters.get(slot), entry(graph.operand(node, slot), node, entry));
    }
    return Calculator.evaluate(condition(condition), operands);
  }

  private Expr condition(String text) {
    return conditions.computeIfAbsent(text, TextParser::expression);
  }
}
