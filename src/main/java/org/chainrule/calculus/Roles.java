package org.chainrule.calculus;

import java.util.BitSet;
import org.chainrule.graph.Graph;

/**
 * A differentiated graph in which every value, local, upstream and downstream gradient is a node of
 * its own, so that any of them can be replaced by what somebody else found for it. In {@code f =
 * x/y; r = 1/y} the local gradient of x is 1/y, but it is not r: whoever has r wrong may still have
 * the local right.
 *
 * <p>A value's node is that of the original graph, under the same number. Every other role has,
 * besides its own node, the shared one that the trace shows. Its own node is computed from other
 * roles; as long as none of these is replaced, it has the number of the shared one.
 */
public final class Roles {
  private final Adjoints shared;
  private final int[] upstreams;
  private final int[] locals;
  private final int[] downstreams;
  private final int[] edges;
  private final BitSet apart;

  Roles(
      Adjoints shared,
      int[] upstreams,
      int[] locals,
      int[] downstreams,
      int[] edges,
      BitSet apart) {
    this.apart = apart;
    this.shared = shared;
    this.upstreams = upstreams;
    this.locals = locals;
    this.downstreams = downstreams;
    this.edges = edges;
  }

  /** The graph with everything appended. */
  public Graph graph() {
    return shared.graph();
  }

  /** The roles as the trace shows them. */
  public Adjoints shared() {
    return shared;
  }

  /** Whether a node is a role of its own, or a step of the formula of one; no shared node is. */
  public boolean isApart(int node) {
    return apart.get(node);
  }

  /** d output / d node, as {@link Adjoints#upstream}. */
  public int upstream(int node) {
    return node > shared.output() ? Adjoints.NONE : upstreams[node];
  }

  /** The partial of the gate by the operand in a slot, as {@link Adjoints#local}. */
  public int local(int node, int slot) {
    return node > shared.output() ? Adjoints.NONE : locals[edges[node] + slot];
  }

  /** What the gate sends down to the operand in a slot, as {@link Adjoints#downstream}. */
  public int downstream(int node, int slot) {
    return node > shared.output() ? Adjoints.NONE : downstreams[edges[node] + slot];
  }

  /**
   * For every node of the graph the one that its number is read from while nothing is replaced:
   * itself, or the shared node of the role that it plays.
   */
  public int[] read() {
    int[] read = new int[graph().size()];
    for (int node = 0; node < read.length; node++) {
      read[node] = node;
    }
    for (int node = 0; node <= shared.output(); node++) {
      pair(read, upstreams[node], shared.upstream(node));
      for (int slot = 0; slot < graph().arity(node); slot++) {
        pair(read, local(node, slot), shared.local(node, slot));
        pair(read, downstream(node, slot), shared.downstream(node, slot));
      }
    }
    return read;
  }

  private static void pair(int[] read, int own, int shared) {
    if (own != Adjoints.NONE) {
      read[own] = shared;
    }
  }
}
