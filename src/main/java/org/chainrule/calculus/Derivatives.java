package org.chainrule.calculus;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.graph.GraphBuilder;
import org.chainrule.source.Cancellation;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Problem;
import org.chainrule.value.Shape;

/**
 * Takes the derivatives that a circuit still has to take: each becomes a box around its formula,
 * which the chain rule appends. Operands come before their consumers, so that in {@code g = df/dx;
 * h = dg/dx} the inner one is taken first and is an ordinary node for the outer one.
 */
public final class Derivatives {
  /** A Jacobian with more entries is not written out. */
  public static final int MOST_ENTRIES = 4_096;

  private final Circuit circuit;
  private final Graph graph;
  private final int[] images;
  private final BitSet parameters = new BitSet();
  private GraphBuilder taken;

  /** The nodes by which each node is differentiated. */
  private final Map<Integer, BitSet> by = new HashMap<>();

  /** The sweeps that were made, by the node that they begin at. */
  private final Map<Integer, Map<Integer, Integer>> sweeps = new HashMap<>();

  private Derivatives(Circuit circuit) {
    this.circuit = circuit;
    this.graph = circuit.graph();
    this.images = new int[graph.size()];
    this.taken = graph.anew();
  }

  /**
   * The circuit with every derivative taken; itself where none is to be taken.
   *
   * @param circuit with the shapes that its nodes have
   * @throws org.chainrule.source.ChainruleException if a Jacobian is too large, or its size unknown
   */
  public static Circuit take(Circuit circuit) {
    return circuit.graph().hasOpen() ? new Derivatives(circuit).take() : circuit;
  }

  private Circuit take() {
    for (int node = 0; node < images.length; node++) {
      if (graph.isDown(node)) { // what arrives at the gate
        wanted(graph.third(node)).set(graph.first(node));
      } else if (graph.isOpen(node) && !graph.isLocal(node)) {
        wanted(graph.first(node)).set(graph.second(node));
      }
    }
    for (int node = 0; node < images.length; node++) {
      if (graph.isParameter(node)) {
        images[node] = taken.box(images[graph.first(node)]);
        parameters.set(images[node]);
      } else if (graph.isOpen(node)) {
        int formula = derivative(node); // which may begin another builder
        images[node] = taken.box(formula);
      } else {
        images[node] = taken.copy(graph, node, images);
      }
    }
    Graph built = taken.build();
    if (parameters.isEmpty()) {
      return circuit.taken(built, images);
    }
    int[] without = new int[built.size()];
    Graph plain = withoutParameters(built, without);
    for (int node = 0; node < images.length; node++) {
      images[node] = without[images[node]];
    }
    return circuit.taken(plain, images);
  }

  private BitSet wanted(int of) {
    return by.computeIfAbsent(of, each -> new BitSet());
  }

  /** The graph with arguments in place of parameters. */
  private Graph withoutParameters(Graph built, int[] without) {
    GraphBuilder plain = built.anew();
    for (int node = 0; node < without.length; node++) {
      without[node] =
          parameters.get(node) ? without[built.first(node)] : plain.copy(built, node, without);
    }
    return plain.build();
  }

  private int derivative(int node) {
    Cancellation.check();
    int of = graph.first(node);
    int by = graph.second(node);
    if (graph.isDown(node)) {
      if (!graph.shape(graph.third(node)).isScalar()) {
        Expr output = circuit.withOutput(graph.third(node)).written().orElse(new Expr.Name("f"));
        Diagnostic vector =
            Diagnostic.of(Problem.OUTPUT_NOT_SCALAR, output, graph.shape(graph.third(node)));
        throw at(circuit.openings().get(node), vector);
      }
      int up = sweep(graph.third(node), of);
      int operand = taken.box(images[by]);
      int gate = apart(node, operand);
      BitSet only = new BitSet();
      only.set(operand);
      Adjoints sent = ChainRule.inside(taken.build(), gate, only, up);
      taken = sent.graph().extend();
      return orZero(sent.upstream(operand), operand);
    }
    boolean number = graph.shape(of).isScalar();
    if (graph.isLocal(node)) {
      int operand = taken.box(images[by]);
      int gate = apart(node, operand);
      return number ? gradients(gate, new int[] {operand})[0] : entries(node, gate, operand);
    }
    return number ? sweep(of, by) : entries(node, images[of], images[by]);
  }

  /**
   * The gate that a partial is of, with an operand of its own, so that nothing else varies: in x*x
   * the first x.
   */
  private int apart(int node, int operand) {
    int gate = graph.first(node);
    int[] operands = new int[graph.isGate(gate) ? graph.arity(gate) : 0];
    boolean there = false;
    for (int slot = 0; slot < operands.length; slot++) {
      boolean here = !there && graph.operand(gate, slot) == graph.second(node);
      operands[slot] = here ? operand : images[graph.operand(gate, slot)];
      there |= here;
    }
    if (!there) {
      Expr.Role role = (Expr.Role) circuit.openings().get(node);
      throw at(
          role,
          Diagnostic.of(Problem.NO_SUCH_EDGE, role.by(), role.of())
              .help(
                  graph.isOpen(gate)
                      ? role.of() + " is a derivative, and no gate on operands"
                      : operands(gate)));
    }
    parameters.set(operand);
    return taken.copyGate(graph, gate, operands);
  }

  /** Which of a gate's operands have names. */
  private String operands(int gate) {
    Set<String> named = new LinkedHashSet<>();
    for (int slot = 0; graph.isGate(gate) && slot < graph.arity(gate); slot++) {
      int operand = graph.operand(gate, slot);
      circuit
          .nodes()
          .forEach((name, node) -> named.addAll(node == operand ? Set.of(name) : Set.of()));
    }
    return named.isEmpty()
        ? ""
        : (named.size() == 1 ? "its operand is " : "its operands are ") + String.join(", ", named);
  }

  private ChainruleException at(Expr written, Diagnostic error) {
    return circuit.span(written).map(error::at).orElse(error).asException();
  }

  /**
   * The derivative of one number by a node, from the one sweep back from it for all that it is
   * differentiated by.
   */
  private int sweep(int of, int node) {
    if (node > of) { // which it does not depend on
      return orZero(Adjoints.NONE, images[node]);
    }
    Map<Integer, Integer> known = sweeps.get(of);
    if (known == null) {
      int[] wanted = by.get(of).get(0, of + 1).stream().toArray();
      int[] nodes = new int[wanted.length];
      for (int i = 0; i < nodes.length; i++) {
        nodes[i] = images[wanted[i]];
      }
      int[] gradients = gradients(images[of], nodes);
      known = new HashMap<>();
      for (int i = 0; i < wanted.length; i++) {
        known.put(wanted[i], gradients[i]);
      }
      sweeps.put(of, known);
    }
    return known.get(node);
  }

  /** What a node, one number, sends back to other nodes. */
  private int[] gradients(int node, int[] nodes) {
    BitSet wanted = new BitSet();
    for (int each : nodes) {
      wanted.set(each);
    }
    Adjoints adjoints = ChainRule.differentiate(taken.build(), node, wanted);
    taken = adjoints.graph().extend();
    int[] gradients = new int[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      gradients[i] = orZero(adjoints.upstream(nodes[i]), nodes[i]);
    }
    return gradients;
  }

  private int orZero(int gradient, int like) {
    if (gradient != Adjoints.NONE) {
      return gradient;
    }
    int zero = taken.constant(Constant.of(0));
    return taken.shape(like).isScalar() ? zero : taken.gate(Gate.SPREAD, zero, like, 0);
  }

  /** A derivative of a vector or matrix: that of each of its entries, one after the other. */
  private int entries(int node, int of, int by) {
    Shape shape = graph.shape(node);
    Shape above = taken.shape(of);
    Shape below = taken.shape(by);
    boolean known = shape.isKnown() && above.isKnown();
    if (!known || (long) shape.rows() * shape.columns() > MOST_ENTRIES) {
      Expr written = circuit.openings().get(node);
      throw at(
          written,
          Diagnostic.of(Problem.JACOBIAN_TOO_LARGE, written, shape, MOST_ENTRIES)
              .help(
                  known
                      ? "--jacobian shows it in numbers"
                      : "give the inputs values, so that its size is known"));
    }
    int[] rows = new int[above.size()];
    for (int i = 0; i < rows.length; i++) {
      int entry =
          above.isVector()
              ? taken.gate(Gate.ITEM, of, number(i + 1), 0)
              : taken.gate(
                  Gate.ENTRY, of, number(i / above.columns() + 1), number(i % above.columns() + 1));
      int gradient = gradients(entry, new int[] {by})[0];
      boolean column = below.columns() == 1 && below.rows() > 1;
      rows[i] = column ? taken.gate(Gate.TRANSPOSE, gradient, 0, 0) : gradient;
    }
    return taken.stack(rows, below.isScalar() ? above.columns() : 1, false);
  }

  private int number(int value) {
    return taken.constant(Constant.of(value));
  }
}
