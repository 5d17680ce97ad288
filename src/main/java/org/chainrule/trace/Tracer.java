package org.chainrule.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.chainrule.algebra.Formula;
import org.chainrule.algebra.Simplifier;
import org.chainrule.algebra.Substitution;
import org.chainrule.ast.Expr;
import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.chainrule.calculus.Pullbacks;
import org.chainrule.engine.Values;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;
import org.chainrule.graph.NodeNames;
import org.chainrule.source.Cancellation;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Problem;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/**
 * Makes the trace of a circuit: reads values and formulas of the roles that the chain rule gave.
 */
public final class Tracer {
  /** Longer formulas of the output are not worth a line of their own. */
  private static final int EXPRESSION_BUDGET = 200;

  /** A gradient with more parts is told in terms of its consumer's gradient. */
  private static final int GRADIENT_BUDGET = 12;

  private static final int LOCAL_BUDGET = 400;

  private static final Matrix NOTHING = Matrix.scalar(Double.NaN);

  /** What a pullback calls the gradient that arrives. */
  public static final String UP = "up";

  /** A longer table is left out unless it is asked for. */
  public static final int MOST_STEPS = 2_000;

  private final Circuit circuit;
  private final Adjoints adjoints;
  private final Optional<Values> values;
  private final Graph forward;
  private final Graph graph;
  private final NodeNames names;
  private final int output;
  private final boolean[] reachable;
  private final Map<Integer, Expr> upstreamFormulas = new LinkedHashMap<>();

  /** Made only where a gate on whole matrices is shown. */
  private Pullbacks pullbacks;

  private Tracer(Circuit circuit, Adjoints adjoints, Optional<Values> values) {
    this.circuit = circuit;
    this.adjoints = adjoints;
    this.values = values;
    this.forward = circuit.graph();
    this.graph = adjoints.graph();
    this.names = circuit.names();
    this.output = circuit.output();
    this.reachable = forward.reachable(output);
  }

  /**
   * The trace.
   *
   * @param adjoints the circuit's graph, differentiated at its output
   * @param values the value of every node of the differentiated graph; none to show formulas only
   * @param mostSteps of a circuit with more gates the table is left out, with a note
   */
  public static Trace trace(
      Circuit circuit, Adjoints adjoints, Optional<Values> values, int mostSteps) {
    return new Tracer(circuit, adjoints, values).trace(mostSteps);
  }

  private boolean numeric() {
    return values.isPresent();
  }

  /** Whether the output depends on the node, and it is not inside a box. */
  private boolean isShown(int node) {
    return reachable[node] && !circuit.isHidden(node);
  }

  private Matrix value(int node) {
    return numeric() && node != Adjoints.NONE ? values.get().get(node) : NOTHING;
  }

  /** The value of a role that a node of this shape has; 0 where nothing plays it. */
  private Matrix role(int role, int node) {
    return role == Adjoints.NONE && numeric()
        ? Matrices.spread(Matrix.scalar(0), forward.shape(node))
        : value(role);
  }

  private Trace trace(int mostSteps) {
    List<Integer> gates = new ArrayList<>();
    for (int node = 0; node <= output; node++) {
      if (isShown(node) && forward.isGate(node)) {
        gates.add(node);
      }
    }
    boolean leftOut = gates.size() > mostSteps;
    if (!leftOut || !numeric()) {
      writeUpstreams();
    }
    List<Trace.Step> steps = new ArrayList<>();
    if (!leftOut) {
      gates.forEach(node -> steps.add(step(node)));
    }
    List<Diagnostic> notes =
        new ArrayList<>(numeric() ? Findings.of(circuit, adjoints, values.get()) : circuit.notes());
    if (leftOut) {
      notes.add(
          Diagnostic.of(Problem.TABLE_LEFT_OUT, String.format(Locale.ROOT, "%,d", gates.size())));
    }
    Map<String, Matrix> inputs = new LinkedHashMap<>();
    Map<String, Trace.Gradient> gradient = new LinkedHashMap<>();
    for (String input : circuit.sheet().inputs()) {
      int node = circuit.nodes().get(input);
      inputs.put(input, value(node));
      gradient.put(input, gradient(node));
    }
    return new Trace(
        names.name(output),
        Formula.of(forward, output, EXPRESSION_BUDGET, this::definedName),
        numeric(),
        value(output),
        List.copyOf(steps),
        inputs,
        gradient,
        forks(),
        List.copyOf(notes));
  }

  /**
   * The output's formula is expanded down to the inputs; what the text defines keeps its name, and
   * a derivative stands as it was written.
   */
  private Optional<Expr> definedName(int node) {
    if (node == output || !isShown(node)) {
      return Optional.ofNullable(circuit.openings().get(node));
    }
    String name = names.name(node);
    boolean defined = name != null && circuit.sheet().definitions().containsKey(name);
    return defined
        ? Optional.of(new Expr.Name(name))
        : Optional.ofNullable(circuit.openings().get(node));
  }

  private Trace.Gradient gradient(int node) {
    int upstream = adjoints.upstream(node);
    if (upstream == Adjoints.NONE) {
      return new Trace.Gradient(role(upstream, node), Expr.Number.of(0));
    }
    return new Trace.Gradient(
        value(upstream), upstreamFormulas.getOrDefault(node, new Expr.Name("...")));
  }

  /** Every upstream in terms of the consumers' upstreams, from the output back. */
  private void writeUpstreams() {
    Map<Integer, Expr> atoms = new LinkedHashMap<>();
    for (int node = output; node >= 0; node--) {
      Cancellation.check();
      int upstream = isShown(node) ? adjoints.upstream(node) : Adjoints.NONE;
      if (upstream == Adjoints.NONE) {
        continue;
      }
      Optional<Expr> known = Optional.ofNullable(atoms.get(upstream));
      Expr formula = known.orElseGet(() -> formula(upstream, atoms));
      upstreamFormulas.put(node, formula);
      if (known.isEmpty() && isLong(formula)) {
        atoms.put(upstream, new Expr.Name("d" + names.name(output) + "/d" + names.name(node)));
      }
    }
  }

  private static boolean isLong(Expr formula) {
    int[] parts = {0};
    org.chainrule.ast.Trees.postorder(formula, part -> parts[0]++);
    return parts[0] > GRADIENT_BUDGET;
  }

  private Expr formula(int node, Map<Integer, Expr> atoms) {
    Expr formula =
        Formula.of(
                graph,
                node,
                Long.MAX_VALUE,
                each -> {
                  Optional<Expr> name = nodeName(each);
                  return name.isPresent() ? name : Optional.ofNullable(atoms.get(each));
                })
            .orElseThrow();
    return graph.isScalar() ? Simplifier.readable(formula) : formula;
  }

  /** A forward gate or input stands for itself. */
  private Optional<Expr> nodeName(int node) {
    return node <= output && isShown(node) && !forward.isConstant(node)
        ? Optional.of(new Expr.Name(names.name(node)))
        : Optional.empty();
  }

  private Trace.Step step(int node) {
    boolean box = forward.gate(node) == Gate.BOX;
    List<String> operandNames = new ArrayList<>();
    List<Trace.Edge> edges = new ArrayList<>();
    for (Adjoints.Edge edge : adjoints.edges(node)) {
      edges.add(edge(node, edge));
      if (box) {
        operandNames.add(names.name(edge.operand()));
      }
    }
    for (int slot = 0; slot < forward.arity(node) && !box; slot++) {
      if (!forward.isConstant(forward.operand(node, slot))) {
        operandNames.add(names.name(forward.operand(node, slot)));
      }
    }
    Expr expression = box ? circuit.openings().get(node) : expression(node);
    int upstream = adjoints.upstream(node);
    return new Trace.Step(
        names.name(node),
        forward.gate(node),
        box ? expression.toString() : GateLabel.of(forward, node),
        expression,
        List.copyOf(operandNames),
        forward.shape(node),
        value(node),
        role(upstream, node),
        upstreamFormulas.getOrDefault(node, Expr.Number.of(0)),
        List.copyOf(edges));
  }

  private Trace.Edge edge(int node, Adjoints.Edge edge) {
    int local = edge.local();
    int downstream = edge.downstream();
    boolean whole = local == Adjoints.NONE;
    Expr localFormula = whole ? pullback(node, edge) : localFormula(node, local);
    Expr upstream = upstreamFormulas.get(node);
    Expr above =
        isLong(upstream)
            ? new Expr.Name("d" + names.name(output) + "/d" + names.name(node))
            : upstream;
    Shape shape = forward.shape(node);
    return new Trace.Edge(
        names.name(edge.operand()),
        whole
            ? Trace.LocalKind.PULLBACK
            : shape.isScalar() ? Trace.LocalKind.NUMBER : Trace.LocalKind.DIAGONAL,
        whole || !numeric() ? NOTHING : Matrices.spread(value(local), shape),
        localFormula,
        value(downstream),
        whole
            ? Substitution.replace(localFormula, UP, above)
            : downstreamFormula(downstream, above, localFormula));
  }

  /** In its display form; a quotient is told by its operands: -x/y^2, not -f/y. */
  private Expr localFormula(int node, int local) {
    if (!graph.isGate(local)) {
      return nodeName(local).orElseGet(() -> Formula.leaf(graph, local));
    }
    if (local <= output && isShown(local)) {
      return nodeName(local).orElseThrow();
    }
    boolean quotient = forward.gate(node) == Gate.DIV;
    IntFunction<Optional<Expr>> names =
        each -> quotient && each == node ? Optional.empty() : nodeName(each);
    Optional<Expr> plain = Formula.of(graph, local, LOCAL_BUDGET, names);
    return plain.isEmpty()
        ? new Expr.Name("...")
        : Simplifier.local(graph, local, names, plain.get());
  }

  /** What the gate sends down, in terms of the gradient that arrives. */
  private Expr pullback(int node, Adjoints.Edge edge) {
    Graph sent;
    int downstream;
    if (edge.slot() == Adjoints.NONE) {
      Adjoints inside = ChainRule.inside(forward, node, Adjoints.operands(circuit, node), UP);
      sent = inside.graph();
      downstream = inside.upstream(edge.operand());
    } else {
      if (pullbacks == null) {
        pullbacks = ChainRule.pullbacks(forward, output, UP);
      }
      sent = pullbacks.graph();
      downstream = pullbacks.downstream(node, edge.slot());
    }
    return Formula.of(sent, downstream, LOCAL_BUDGET, this::nodeName)
        .orElseGet(() -> new Expr.Name("..."));
  }

  private Expr expression(int node) {
    List<Expr> operands = new ArrayList<>();
    for (int slot = 0; slot < forward.arity(node); slot++) {
      int operand = forward.operand(node, slot);
      operands.add(nodeName(operand).orElseGet(() -> Formula.leaf(forward, operand)));
    }
    return forward.gate(node) == Gate.STACK
        ? Expr.Stack.of(operands, forward.stackWidth(node))
        : new Expr.Apply(forward.gate(node), operands);
  }

  /** Upstream times local, as the table of the chain rule has it, but without factors of 1. */
  private Expr downstreamFormula(int downstream, Expr upstream, Expr local) {
    if (graph.isConstant(downstream)) {
      return graph.constant(downstream).form();
    }
    if (!graph.shape(downstream).isScalar()) {
      // Upstream times local would say too much where one of them is the same number everywhere.
      return Formula.of(graph, downstream, LOCAL_BUDGET, this::nodeName)
          .orElseGet(() -> new Expr.Name("..."));
    }
    return Formula.gate(Gate.MUL, List.of(upstream, local));
  }

  private List<Trace.Fork> forks() {
    Map<Integer, List<Trace.Contribution>> received = new LinkedHashMap<>();
    for (int node = 0; node <= output; node++) {
      for (Adjoints.Edge edge : isShown(node) ? adjoints.edges(node) : List.<Adjoints.Edge>of()) {
        received
            .computeIfAbsent(edge.operand(), each -> new ArrayList<>())
            .add(new Trace.Contribution(names.name(node), value(edge.downstream())));
      }
    }
    List<Trace.Fork> forks = new ArrayList<>();
    for (int node = 0; node <= output; node++) {
      List<Trace.Contribution> contributions = received.get(node);
      if (contributions != null && contributions.size() > 1) {
        forks.add(
            new Trace.Fork(
                names.name(node), List.copyOf(contributions), value(adjoints.upstream(node))));
      }
    }
    return List.copyOf(forks);
  }
}
