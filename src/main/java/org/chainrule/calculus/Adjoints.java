package org.chainrule.calculus;

import org.chainrule.graph.Graph;

/**
 * A graph with the gradients of one of its nodes appended, and the roles of its nodes.
 *
 * <p>Node numbers of the original graph stay what they were. A role is the number of the node that
 * plays it, or {@link #NONE}.
 */
public final class Adjoints {
  /** Played by no node. */
  public static final int NONE = -1;

  private final Graph graph;
  private final int output;
  private final int forwardSize;
  private final int[] upstreams;
  private final int[] locals;
  private final int[] downstreams;
  private final int[] edges;

  Adjoints(
      Graph graph,
      int output,
      int forwardSize,
      int[] upstreams,
      int[] locals,
      int[] downstreams,
      int[] edges) {
    this.graph = graph;
    this.output = output;
    this.forwardSize = forwardSize;
    this.upstreams = upstreams;
    this.locals = locals;
    this.downstreams = downstreams;
    this.edges = edges;
  }

  /** The graph with everything appended. */
  public Graph graph() {
    return graph;
  }

  /** The node whose derivatives these are. */
  public int output() {
    return output;
  }

  /** The number of nodes of the original graph, which come first. */
  public int forwardSize() {
    return forwardSize;
  }

  /**
   * d output / d node: the sum of what the node's consumers send down. {@link #NONE} for a node
   * that the output does not depend on.
   */
  public int upstream(int node) {
    return node > output ? NONE : upstreams[node];
  }

  /**
   * The partial of the gate by the operand in {@code slot}, the others held; {@link #NONE} for an
   * operand that depends on no input, for all operands of a gate on whole matrices, which has a
   * pullback instead of partials, and for a gate that the output does not depend on.
   */
  public int local(int node, int slot) {
    return node > output ? NONE : locals[edges[node] + slot];
  }

  /**
   * What the gate sends down to the operand in {@code slot}: upstream times local, or the pullback
   * of the upstream; {@link #NONE} for a gate that the output does not depend on.
   */
  public int downstream(int node, int slot) {
    return node > output ? NONE : downstreams[edges[node] + slot];
  }
}
