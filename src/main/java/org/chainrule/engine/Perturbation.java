package org.chainrule.engine;

import org.chainrule.graph.Graph;
import org.chainrule.value.Matrix;

/**
 * The output of a graph when one entry of one node is changed and all that comes before it held.
 */
public final class Perturbation {
  private final Graph graph;
  private final int output;
  private final Values point;
  private final Values values;

  /**
   * Changes from a point.
   *
   * @param output a node whose value is one number
   * @param point the value of every node, at least up to the output
   */
  public Perturbation(Graph graph, int output, Values point) {
    this.graph = graph;
    this.output = output;
    this.point = point;
    this.values = point.copy();
  }

  /** The largest magnitude of the numbers up to the output that are finite. */
  public double magnitude() {
    double largest = 0;
    for (int node = 0; node <= output; node++) {
      Matrix value = point.get(node);
      for (int i = 0; i < value.size(); i++) {
        double size = Math.abs(value.entry(i));
        largest = Double.isFinite(size) ? Math.max(largest, size) : largest;
      }
    }
    return largest;
  }

  /** An entry of a node at the point. */
  public double entry(int node, int entry) {
    return point.get(node).entry(entry);
  }

  /** The output where an entry, from 0 and row by row, of {@code node} is {@code value}. */
  public double output(int node, int entry, double value) {
    double[] entries = point.get(node).toArray();
    entries[entry] = value;
    values.set(node, Matrix.over(point.get(node).shape(), entries));
    Interpreter.evaluate(graph, values, node + 1, output + 1, null);
    double result = values.number(output);
    System.arraycopy(point.numbers(), node, values.numbers(), node, output + 1 - node);
    if (point.matrices() != null) {
      System.arraycopy(point.matrices(), node, values.matrices(), node, output + 1 - node);
    }
    return result;
  }
}
