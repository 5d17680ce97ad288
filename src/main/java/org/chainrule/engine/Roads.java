package org.chainrule.engine;

import java.util.Arrays;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Graph;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/**
 * A linear map where something on the way is infinite: which entries of the seed lead to which
 * entries of a node. Where no road leads the value is 0, and not 0 times infinity.
 */
final class Roads {
  private final Graph graph;
  private final Values values;

  /** For each node, 1 where a road leads from the seed and 0 elsewhere; null off all roads. */
  private final Matrix[] reached;

  private Roads(Graph graph, Values values) {
    this.graph = graph;
    this.values = values;
    this.reached = new Matrix[values.size()];
  }

  /**
   * Computes again what depends on the seed.
   *
   * @param values of all nodes; those on a road are replaced
   * @param needed which gates; none behind the last of these
   */
  static void evaluate(Graph graph, Values values, int seed, boolean[] needed) {
    Roads roads = new Roads(graph, values);
    if (seed < values.size()) {
      roads.reached[seed] = ones(values.get(seed), false);
    }
    for (int node = seed + 1; node < needed.length; node++) {
      if (needed[node] && graph.isGate(node)) {
        roads.go(node);
      }
    }
  }

  private void go(int node) {
    Gate gate = graph.gate(node);
    boolean factors = gate.spec().isEntrywise() || gate == Gate.MATMUL || gate == Gate.DOT;
    Matrix[] operands = new Matrix[graph.arity(node)];
    Matrix[] roads = new Matrix[operands.length];
    boolean leads = false;
    for (int slot = 0; slot < operands.length; slot++) {
      int operand = graph.operand(node, slot);
      operands[slot] = values.get(operand);
      leads |= reached[operand] != null;
      // A factor lets everything through; an index or a shape is needed as it is.
      roads[slot] =
          reached[operand] != null
              ? reached[operand]
              : factors ? ones(operands[slot], true) : operands[slot];
    }
    if (leads) {
      Shape shape = graph.shape(node);
      reached[node] = ones(apply(gate == Gate.SUB ? Gate.ADD : gate, roads, shape), false);
      Matrix value =
          gate == Gate.MATMUL ? product(operands, roads, shape) : apply(gate, operands, shape);
      values.set(node, only(value, reached[node]));
    }
  }

  private static Matrix apply(Gate gate, Matrix[] operands, Shape shape) {
    return gate == Gate.STACK ? Matrices.stack(operands, shape) : gate.apply(operands);
  }

  /** A matrix product that leaves out the products of entries between which no road leads. */
  private static Matrix product(Matrix[] factors, Matrix[] roads, Shape shape) {
    double[] entries = new double[shape.size()];
    for (int i = 0; i < entries.length; i++) {
      int row = i / shape.columns() + 1;
      int column = i % shape.columns() + 1;
      for (int j = 1; j <= factors[0].columns(); j++) {
        if (roads[0].at(row, j) != 0 && roads[1].at(j, column) != 0) {
          entries[i] += factors[0].at(row, j) * factors[1].at(j, column);
        }
      }
    }
    return Matrix.over(shape, entries);
  }

  /** Ones where the matrix is not 0, or everywhere. */
  private static Matrix ones(Matrix a, boolean everywhere) {
    double[] entries = a.toArray();
    Arrays.setAll(entries, i -> everywhere || entries[i] != 0 ? 1 : 0);
    return Matrix.over(a.shape(), entries);
  }

  private static Matrix only(Matrix value, Matrix where) {
    double[] entries = value.toArray();
    Arrays.setAll(entries, i -> where.entry(i) != 0 ? entries[i] : 0);
    return Matrix.over(value.shape(), entries);
  }
}
