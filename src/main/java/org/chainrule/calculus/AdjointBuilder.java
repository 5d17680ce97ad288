package org.chainrule.calculus;

import org.chainrule.gate.Gate;
import org.chainrule.gate.ShapeRules;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.graph.GraphBuilder;
import org.chainrule.value.Shape;

/**
 * Appends nodes behind a graph that stands as it was written, and folds only these: by the laws of
 * the table of gates, each in constant time. Sums and products are never flattened, for that would
 * undo sharing and make linear cost quadratic.
 */
final class AdjointBuilder {
  private final GraphBuilder graph;

  /** Whether what is appended is looked up among no older nodes, and seen through by no law. */
  private boolean apart;

  AdjointBuilder(Graph graph) {
    this.graph = graph.extend();
  }

  int constant(Constant constant) {
    return graph.constant(constant);
  }

  /** From now on nodes of their own, or shared ones again. */
  void setApart(boolean apart) {
    this.apart = apart;
  }

  int size() {
    return graph.size();
  }

  /** A node of its own with the value of another. */
  int copy(int node) {
    return graph.copy(node);
  }

  /** The gate on these operands, or a node that it equals by a law. */
  int apply(Gate gate, int x, int y, int z) {
    boolean entrywise = gate.spec().isEntrywise();
    if (!entrywise
        || !apart && (graph.hasShapes() || gate == Gate.NEG || hasConstant(gate, x, y, z))) {
      for (Law law : Formulas.laws(gate)) {
        int node = apart && law.isNested() ? Law.NONE : law.apply(this, x, y, z);
        if (node >= 0 && keepsShape(node, gate, x, y, z)) {
          return node;
        }
      }
    }
    int measure = entrywise ? 0 : ShapeRules.measure(gate, graph.shape(x));
    if (measure > 0) {
      return graph.constant(Constant.of(measure));
    }
    boolean product = gate == Gate.MASKED && !mayBeZero(x); // masked(2, v) is 2*v
    return make(product ? Gate.MUL : gate, x, y, z);
  }

  private int make(Gate gate, int x, int y, int z) {
    return apart ? graph.occurrence(gate, x, y, z) : graph.gate(gate, x, y, z);
  }

  /** Of numbers, only -(-x) is folded without a constant. */
  private boolean hasConstant(Gate gate, int x, int y, int z) {
    int arity = gate.arity();
    return graph.isConstant(x)
        || arity > 1 && graph.isConstant(y)
        || arity > 2 && graph.isConstant(z);
  }

  /** A law may drop an operand, but not the shape that it gave to the value. */
  private boolean keepsShape(int node, Gate gate, int x, int y, int z) {
    return !graph.hasShapes() || graph.shape(node).equals(graph.shapeOf(gate, x, y, z));
  }

  /** A value repeated to the shape of a node, if it has not that shape. */
  int like(int value, int node) {
    return graph.hasShapes() ? apply(Gate.SPREAD, value, node, 0) : value;
  }

  /** A value summed to the shape of a node, if it has not that shape. */
  int fit(int value, int node) {
    return graph.hasShapes() ? apply(Gate.FIT, value, node, 0) : value;
  }

  int input(String name, Shape shape) {
    return graph.input(name, shape);
  }

  int ordinal(int node) {
    return graph.ordinal(node);
  }

  int first(int node) {
    return graph.first(node);
  }

  boolean isConstant(int node) {
    return graph.isConstant(node);
  }

  boolean isScalar(int node) {
    return graph.shape(node).isScalar();
  }

  /** Whether the node, or an entry of it, may be 0: it is no constant, or a constant that is. */
  boolean mayBeZero(int node) {
    return !graph.isConstant(node) || graph.constantAt(node).hasZero();
  }

  /** Whether the node is the constant {@code value}. */
  boolean is(int node, double value) {
    return graph.isConstant(node) && graph.constantAt(node).value() == value;
  }

  Graph build() {
    return graph.build();
  }
}
