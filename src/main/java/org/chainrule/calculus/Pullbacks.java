package org.chainrule.calculus;

import org.chainrule.graph.Graph;

/**
 * A graph to which, for every gate, the map from the gradient that arrives to the gradients that it
 * sends down is appended: the transposed Jacobian of the gate, applied to an input.
 */
public final class Pullbacks {
  private final Graph graph;
  private final int[] seeds;
  private final int[] downstreams;
  private final int[] edges;

  Pullbacks(Graph graph, int[] seeds, int[] downstreams, int[] edges) {
    this.graph = graph;
    this.seeds = seeds;
    this.downstreams = downstreams;
    this.edges = edges;
  }

  /** The graph with everything appended. */
  public Graph graph() {
    return graph;
  }

  /** The input that stands for the gradient that arrives at a gate. */
  public int seed(int node) {
    return seeds[node];
  }

  /** What the gate sends down to the operand in {@code slot}; {@link Adjoints#NONE} for nothing. */
  public int downstream(int node, int slot) {
    return downstreams[edges[node] + slot];
  }
}
