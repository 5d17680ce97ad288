package org.chainrule.calculus;

import org.chainrule.gate.Gate;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.graph.GraphBuilder;

/**
 * Appends nodes behind a graph that stands as it was written, and folds only these: by the laws of
 * the table of gates, each in constant time. Sums and products are never flattened, for that would
 * undo sharing and make linear cost quadratic.
 */
final class AdjointBuilder {
  private final GraphBuilder graph;

  AdjointBuilder(Graph graph) {
    this.graph = graph.extend();
  }

  int constant(Constant constant) {
    return graph.constant(constant);
  }

  /** The gate on these operands, or an older node that it equals. */
  int apply(Gate gate, int x, int y, int z) {
    if (gate == Gate.NEG
        || graph.isConstant(x)
        || gate.arity() > 1 && (graph.isConstant(y) || gate.arity() > 2 && graph.isConstant(z))) {
      for (Law law : Formulas.laws(gate)) {
        int node = law.apply(this, gate, x, y, z);
        if (node >= 0) {
          return node;
        }
      }
    }
    // masked(2, v) is 2*v: a constant that the laws left standing is not 0.
    boolean unmasked = gate == Gate.MASKED && graph.isConstant(x);
    return graph.gate(unmasked ? Gate.MUL : gate, x, y, z);
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

  /** Whether the node is the constant {@code value}. */
  boolean is(int node, double value) {
    return graph.isConstant(node) && graph.constantAt(node).value() == value;
  }

  Graph build() {
    return graph.build();
  }
}
