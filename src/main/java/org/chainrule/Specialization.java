package org.chainrule;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Constant;
import org.chainrule.graph.GraphBuilder;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Problem;
import org.chainrule.value.Shape;

/** A circuit for inputs of certain shapes, and its gradients once somebody asks for them. */
final class Specialization {
  private final Map<String, Shape> shapes;
  private final boolean byUse;
  private final Circuit circuit;
  private Adjoints adjoints;
  private List<String> by;

  /**
   * The circuit with its shapes.
   *
   * @param byUse whether inputs without a shape have whatever fits
   */
  Specialization(Map<String, Shape> shapes, boolean byUse, Circuit circuit) {
    this.shapes = shapes;
    this.byUse = byUse;
    this.circuit = circuit;
  }

  /** Whether it is that of these shapes. */
  boolean is(Map<String, Shape> shapes, boolean byUse) {
    return this.byUse == byUse && this.shapes.equals(shapes);
  }

  Circuit circuit() {
    return circuit;
  }

  /** The gradients by all inputs. */
  Adjoints adjoints() {
    return adjoints(List.copyOf(circuit.sheet().inputs()));
  }

  /**
   * The gradients by some of the inputs.
   *
   * @throws ChainruleException if the output is not one number
   */
  synchronized Adjoints adjoints(List<String> wanted) {
    if (adjoints == null || !by.equals(wanted)) {
      requireNumber(circuit);
      adjoints = ChainRule.differentiate(circuit.graph(), circuit.output(), nodes(circuit, wanted));
      adjoints = adjoints.with(circuit);
      by = List.copyOf(wanted);
    }
    return adjoints;
  }

  /** The nodes of some inputs. */
  static BitSet nodes(Circuit circuit, Iterable<String> inputs) {
    BitSet nodes = new BitSet();
    for (String input : inputs) {
      nodes.set(circuit.nodes().get(input));
    }
    return nodes;
  }

  /** The node of the gradient at a node: 0 in the shape of that where no road leads there. */
  static int gradient(Adjoints adjoints, int node, GraphBuilder more) {
    int upstream = adjoints.upstream(node);
    if (upstream != Adjoints.NONE) {
      return upstream;
    }
    int zero = more.constant(Constant.of(0));
    return adjoints.graph().shape(node).isScalar() ? zero : more.gate(Gate.SPREAD, zero, node, 0);
  }

  /** Refuses to differentiate an output that is a matrix. */
  static void requireNumber(Circuit circuit) {
    Shape shape = circuit.graph().shape(circuit.output());
    if (!shape.isScalar()) {
      String name = circuit.names().name(circuit.output());
      Optional<Expr> written = circuit.written();
      String shown = written.map(Expr::toString).filter(text -> text.length() <= 30).orElse(name);
      Diagnostic diagnostic =
          Diagnostic.of(Problem.OUTPUT_NOT_SCALAR, shown, shape)
              .help("did you mean sum(" + shown + ") or norm(" + shown + ")?");
      throw circuit
          .place()
          .map(place -> diagnostic.at(place.span()))
          .orElse(diagnostic)
          .asException();
    }
  }
}
