package org.chainrule.calculus;

import java.util.Arrays;
import java.util.BitSet;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;

/**
 * Appends, beside the shared adjoints that {@link ChainRule} makes, a node of its own for every
 * role. It is computed from the own nodes of other roles, by the same rule.
 */
final class RolesBuilder {
  private final Graph graph;
  private final AdjointBuilder appended;
  private final int[] edges;
  private final int[] upstreams;
  private final int[] locals;
  private final int[] downstreams;

  /** What is made here. */
  private final BitSet apart = new BitSet();

  /** Nodes that several gradients arrive at. */
  private final BitSet forks = new BitSet();

  RolesBuilder(Graph graph, AdjointBuilder appended, int[] edges) {
    this.graph = graph;
    this.appended = appended;
    this.edges = edges;
    this.upstreams = new int[edges.length - 1];
    this.locals = new int[edges[edges.length - 1]];
    this.downstreams = new int[locals.length];
    Arrays.fill(upstreams, Adjoints.NONE);
    Arrays.fill(locals, Adjoints.NONE);
    Arrays.fill(downstreams, Adjoints.NONE);
  }

  Roles build(Adjoints shared) {
    return new Roles(shared, upstreams, locals, downstreams, edges, apart);
  }

  /** All that arrives at a node has arrived: one gradient, a sum, or the shared seed or zero. */
  void arrive(int node, int shared) {
    int sum = upstreams[node];
    if (!forks.get(node)) {
      upstreams[node] = appended.copy(sum == Adjoints.NONE ? shared : sum);
      apart.set(upstreams[node]);
    }
  }

  /**
   * The chain rule at one edge of a gate with a partial.
   *
   * @param taken what is 0 where no road leads to the gate, or {@link Adjoints#NONE}
   * @param itself whether that is the upstream itself
   * @param chooses whether a local of 0 is no road, whatever the upstream is
   */
  void pass(int node, int slot, int taken, boolean itself, boolean chooses) {
    appended.setApart(true);
    int from = appended.size();
    int partial = append(Formulas.partial(graph.gate(node), slot), node, upstreams[node]);
    int local = own(appended.like(partial, node), from);
    locals[edges[node] + slot] = local;
    int up = upstreams[node];
    int product =
        chooses
            ? appended.apply(Gate.MASKED, local, up, 0)
            : appended.apply(Gate.MUL, up, local, 0);
    if (taken != Adjoints.NONE) {
      product = appended.apply(Gate.MASKED, road(up, taken, itself), product, 0);
    }
    send(node, slot, product, from);
  }

  /** Where no road leads an upstream of 0 is no road; one that somebody else found is. */
  private int road(int up, int taken, boolean itself) {
    int zero = appended.constant(Constant.of(0));
    int road = appended.apply(Gate.NE, up, zero, 0);
    return itself
        ? road
        : appended.apply(Gate.MAX, road, appended.apply(Gate.NE, taken, zero, 0), 0);
  }

  /**
   * At one edge of a gate on whole matrices.
   *
   * @param taken one number that is 0 where no road leads to the gate, or {@link Adjoints#NONE}
   * @param itself whether that is the upstream itself
   * @param chooses whether the upstream goes to the entries that a gradient of 1 goes to
   */
  void passWhole(int node, int slot, int taken, boolean itself, boolean chooses) {
    appended.setApart(true);
    int from = appended.size();
    Template pullback = Formulas.pullback(graph.gate(node), slot);
    int up = upstreams[node];
    int gradient =
        chooses
            ? appended.apply(
                Gate.MASKED, append(pullback, node, appended.constant(Constant.of(1))), up, 0)
            : append(pullback, node, up);
    if (taken != Adjoints.NONE) {
      gradient = appended.apply(Gate.MASKED, roadOfAll(up, taken, itself), gradient, 0);
    }
    send(node, slot, gradient, from);
  }

  /** One number for all entries of the upstream. */
  private int roadOfAll(int up, int taken, boolean itself) {
    int road = road(up, taken, itself);
    return appended.isScalar(road) ? road : appended.apply(Gate.LARGEST, road, 0, 0);
  }

  /** A stack sends to every entry its own block. */
  void passPart(int node, int slot, int place) {
    appended.setApart(true);
    int from = appended.size();
    int entry = graph.operand(node, slot);
    send(node, slot, appended.apply(Gate.PART, upstreams[node], place, entry), from);
  }

  private int append(Template formula, int node, int up) {
    int arity = graph.gate(node).arity();
    int y = arity > 1 ? graph.second(node) : 0;
    int z = arity > 2 ? graph.third(node) : 0;
    return formula.append(appended, graph.first(node), y, z, node, up);
  }

  private void send(int node, int slot, int gradient, int from) {
    int operand = graph.operand(node, slot);
    int down = own(appended.fit(gradient, operand), from);
    downstreams[edges[node] + slot] = down;
    int before = upstreams[operand];
    forks.set(operand, before != Adjoints.NONE);
    upstreams[operand] = before == Adjoints.NONE ? down : appended.apply(Gate.ADD, before, down, 0);
    apart.set(from, appended.size());
    appended.setApart(false);
  }

  /** The node itself if it was made since {@code from} and can play no other role. */
  private int own(int node, int from) {
    return node < from || appended.isConstant(node) ? appended.copy(node) : node;
  }
}
