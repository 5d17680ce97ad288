package org.chainrule.calculus;

import java.util.Arrays;
import java.util.BitSet;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;

/**
 * Differentiates a graph: one sweep from the output back to the inputs that appends, for every
 * gate, its local gradients, and for every operand its downstream gradient, upstream times local.
 * Where a node has several consumers, what they send down is added.
 *
 * <p>The sweep takes time and space proportional to the graph; the graph grows to at most five
 * times its size (Baur and Strassen, 1983). All it appends is forward code, so that a second
 * derivative is the same transformation applied again.
 */
public final class ChainRule {
  private final Graph graph;
  private final int output;
  private final AdjointBuilder appended;
  private final int slots;
  private final int[] upstreams;
  private final int[] locals;
  private final int[] downstreams;
  private final int one;
  private final int zero;

  /**
   * Adjoints that are 0 wherever a branch was not taken. There 0 must stay 0, though the local
   * gradient it meets on a road that is not there may be infinite.
   */
  private final BitSet masked = new BitSet();

  private ChainRule(Graph graph, int output) {
    this.graph = graph;
    this.output = output;
    this.appended = new AdjointBuilder(graph);
    this.slots = slots(graph, output);
    this.upstreams = filled(output + 1);
    this.locals = filled((output + 1) * slots);
    this.downstreams = filled((output + 1) * slots);
    this.one = appended.constant(Constant.of(1));
    this.zero = appended.constant(Constant.of(0));
  }

  /** Appends the gradients of {@code output} by everything it depends on. */
  public static Adjoints differentiate(Graph graph, int output) {
    return new ChainRule(graph, output).sweep();
  }

  private static int slots(Graph graph, int output) {
    int slots = 1;
    for (int node = 0; node <= output && slots < 3; node++) {
      slots = Math.max(slots, graph.arity(node));
    }
    return slots;
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, Adjoints.NONE);
    return array;
  }

  private Adjoints sweep() {
    boolean[] reachable = graph.reachable(output);
    boolean[] active = active();
    upstreams[output] = one;
    for (int node = output; node >= 0; node--) {
      if (reachable[node] && active[node]) {
        if (upstreams[node] == Adjoints.NONE) {
          upstreams[node] = zero;
        }
        for (int slot = 0; slot < graph.arity(node); slot++) {
          if (active[graph.operand(node, slot)]) {
            pass(node, slot);
          }
        }
      }
    }
    return new Adjoints(
        appended.build(), output, graph.size(), upstreams, locals, downstreams, slots);
  }

  /** Which nodes depend on an input. A partial is never asked of an operand that does not. */
  private boolean[] active() {
    boolean[] active = new boolean[output + 1];
    for (int node = 0; node <= output; node++) {
      active[node] = graph.isInput(node);
      for (int slot = graph.arity(node) - 1; slot >= 0; slot--) {
        active[node] |= active[graph.operand(node, slot)];
      }
    }
    return active;
  }

  /** The chain rule, at one edge. */
  private void pass(int node, int slot) {
    Gate gate = graph.gate(node);
    int local =
        Formulas.partial(gate, slot)
            .append(appended, graph.first(node), graph.second(node), third(gate, node), node);
    int downstream = product(gate, upstreams[node], local);
    locals[node * slots + slot] = local;
    downstreams[node * slots + slot] = downstream;
    int operand = graph.operand(node, slot);
    upstreams[operand] =
        upstreams[operand] == Adjoints.NONE ? downstream : sum(upstreams[operand], downstream);
  }

  private int third(Gate gate, int node) {
    return gate.arity() > 2 ? graph.third(node) : 0;
  }

  private int product(Gate gate, int upstream, int local) {
    boolean branches = gate.spec().isBranching();
    if (!branches && !masked.get(upstream)) {
      return appended.apply(Gate.MUL, upstream, local, 0);
    }
    int product =
        branches
            ? appended.apply(Gate.MASKED, local, upstream, 0)
            : appended.apply(Gate.MASKED, upstream, local, 0);
    if (!appended.isConstant(product)) {
      masked.set(product);
    }
    return product;
  }

  private int sum(int before, int more) {
    int sum = appended.apply(Gate.ADD, before, more, 0);
    if (masked.get(before) && masked.get(more)) {
      masked.set(sum);
    }
    return sum;
  }
}
