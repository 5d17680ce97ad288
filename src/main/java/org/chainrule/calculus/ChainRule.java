package org.chainrule.calculus;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.source.Cancellation;
import org.chainrule.source.Work;

/**
 * Differentiates a graph: one sweep from the output back to the inputs that appends, for every
 * gate, its local gradients, and for every operand its downstream gradient, upstream times local.
 * Where a node has several consumers, what they send down is added.
 *
 * <p>The sweep takes time and space proportional to the graph; the graph grows to at most five
 * times its size (Baur and Strassen, 1983), or six where gates choose. All it appends is forward
 * code, so that a second derivative is the same transformation applied again.
 */
public final class ChainRule {
  private final Graph graph;
  private final int output;
  private final AdjointBuilder appended;

  /** Number of the first edge of each node; the edges of a node are numbered by its slots. */
  private final int[] edges;

  private final int[] upstreams;
  private final int[] locals;
  private final int[] downstreams;
  private final BitSet by;
  private final int seed;
  private final int zero;

  /** Whether each gate's gradients stay with it. */
  private boolean separate;

  /** Null unless every role gets a node of its own. */
  private RolesBuilder apart;

  /**
   * Adjoints that are 0 wherever a branch was not taken, and what they are made of. What is on such
   * a road may be infinite or undefined, so it is kept apart: behind {@code where(x > 0, sqrt(x),
   * 1)} the gradient is {@code masked(x > 0, 1/(2*sqrt(x)))}.
   */
  private final Map<Integer, Mask> masks = new HashMap<>();

  /** An adjoint that is {@code masked(taken, value)}. */
  private record Mask(int taken, int value) {}

  private ChainRule(Graph graph, int output, BitSet by, String seed) {
    this.graph = graph;
    this.output = output;
    this.by = by;
    this.appended = new AdjointBuilder(graph);
    this.edges = new int[output + 2];
    for (int node = 0; node <= output; node++) {
      edges[node + 1] = edges[node] + graph.arity(node);
    }
    this.upstreams = filled(output + 1);
    this.locals = filled(edges[output + 1]);
    this.downstreams = filled(edges[output + 1]);
    this.seed =
        seed.isEmpty()
            ? appended.constant(Constant.of(1))
            : appended.input(seed, graph.shape(output));
    this.zero = appended.constant(Constant.of(0));
  }

  /**
   * Appends the gradients of {@code output}, one number, by everything that it depends on and that
   * depends on an input.
   */
  public static Adjoints differentiate(Graph graph, int output) {
    BitSet inputs = new BitSet();
    for (int node = 0; node <= output; node++) {
      inputs.set(node, graph.isInput(node));
    }
    return differentiate(graph, output, inputs);
  }

  /**
   * Appends the gradients of {@code output} by the inputs {@code by}, and by what stands between.
   *
   * @param by numbers of nodes
   */
  public static Adjoints differentiate(Graph graph, int output, BitSet by) {
    if (!graph.shape(output).isScalar()) {
      throw new IllegalStateException("node " + output + " is " + graph.shape(output));
    }
    return new ChainRule(graph, output, by, "").sweep();
  }

  /**
   * Appends what {@code output}, of any shape, sends down to {@code by} for a gradient that arrives
   * as the new input {@code seed}, which has the shape of the output.
   */
  public static Adjoints pullback(Graph graph, int output, BitSet by, String seed) {
    return new ChainRule(graph, output, by, seed).sweep();
  }

  /**
   * Appends, for every gate that the output depends on, what it sends down to each operand for a
   * gradient that arrives as an input of its own, called {@code seed}. Nothing is added up.
   */
  public static Pullbacks pullbacks(Graph graph, int output, String seed) {
    BitSet inputs = new BitSet();
    for (int node = 0; node <= output; node++) {
      inputs.set(node, graph.isInput(node));
    }
    ChainRule rule = new ChainRule(graph, output, inputs, seed);
    rule.separate = true;
    boolean[] reachable = graph.reachable(output);
    boolean[] active = rule.active();
    int[] seeds = filled(output + 1);
    for (int node = output; node >= 0; node--) {
      if (reachable[node] && active[node] && graph.isGate(node)) {
        seeds[node] = node == output ? rule.seed : rule.appended.input(seed, graph.shape(node));
        rule.upstreams[node] = seeds[node];
        rule.pass(node, active);
      }
    }
    return new Pullbacks(rule.appended.build(), seeds, rule.downstreams, rule.edges);
  }

  /**
   * Differentiates {@code output} with roles apart: beside what {@link #differentiate} appends,
   * every role gets a node of its own. Of an output that is a matrix every entry gets a seed of 1.
   *
   * @param by numbers of nodes
   */
  public static Roles apart(Graph graph, int output, BitSet by) {
    ChainRule rule = new ChainRule(graph, output, by, "");
    rule.apart = new RolesBuilder(graph, rule.appended, rule.edges);
    return rule.apart.build(rule.sweep());
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, Adjoints.NONE);
    return array;
  }

  private Adjoints sweep() {
    Work.count(output + 1);
    boolean[] reachable = graph.reachable(output);
    boolean[] active = active();
    upstreams[output] = appended.like(seed, output);
    for (int node = output; node >= 0; node--) {
      if (node % Cancellation.STEPS == 0) {
        Cancellation.check();
      }
      if (reachable[node] && active[node]) {
        if (upstreams[node] == Adjoints.NONE) {
          upstreams[node] = appended.like(zero, node);
        }
        if (apart != null) {
          apart.arrive(node, upstreams[node]);
        }
        pass(node, active);
      }
    }
    return new Adjoints(
        appended.build(), output, graph.size(), upstreams, locals, downstreams, edges);
  }

  /**
   * Which nodes depend on what is differentiated by. A partial is never asked of an operand that
   * does not.
   */
  private boolean[] active() {
    boolean[] active = new boolean[output + 1];
    for (int node = 0; node <= output; node++) {
      active[node] = by.get(node);
      for (int slot = graph.arity(node) - 1; slot >= 0; slot--) {
        active[node] |= active[graph.operand(node, slot)];
      }
    }
    return active;
  }

  private void pass(int node, boolean[] active) {
    if (graph.isGate(node) && graph.gate(node) == Gate.STACK) {
      unstack(node, active);
      return;
    }
    for (int slot = 0; slot < graph.arity(node); slot++) {
      if (active[graph.operand(node, slot)]) {
        pass(node, slot);
      }
    }
  }

  /** The chain rule, at one edge. */
  private void pass(int node, int slot) {
    Gate gate = graph.gate(node);
    if (!gate.spec().isEntrywise()) {
      passWhole(gate, node, slot);
      return;
    }
    int local =
        Formulas.partial(gate, slot)
            .append(appended, graph.first(node), graph.second(node), third(gate, node), node, 0);
    locals[edges[node] + slot] = local;
    boolean chooses = gate.spec().isBranching() || gate == Gate.MASKED && slot == 1;
    if (apart != null) {
      int up = upstreams[node];
      Mask mask = masks.get(up);
      int taken = appended.is(up, 0) ? up : mask != null ? mask.taken() : Adjoints.NONE;
      apart.pass(node, slot, taken, taken == up, chooses || appended.is(local, 0));
    }
    send(node, slot, product(chooses, upstreams[node], local));
  }

  /** A gate on whole matrices has no partial; it tells what it sends down. */
  private void passWhole(Gate gate, int node, int slot) {
    Template pullback = Formulas.pullback(gate, slot);
    if (!pullback.isConstant(0)) {
      int y = gate.arity() > 1 ? graph.second(node) : 0;
      int gradient =
          pullback.append(appended, graph.first(node), y, third(gate, node), node, upstreams[node]);
      if (apart != null) {
        apart.passWhole(node, slot);
      }
      boolean chooses = gate.spec().isBranching() || masks.containsKey(upstreams[node]);
      send(node, slot, chooses ? onlyWhereNotZero(gradient) : gradient);
    }
  }

  /** Marks an adjoint that is 0 where an entry was not taken. */
  private int onlyWhereNotZero(int adjoint) {
    if (appended.mayBeZero(adjoint)) {
      masks.put(adjoint, new Mask(adjoint, appended.constant(Constant.of(1))));
    }
    return adjoint;
  }

  /** Every entry of a stack gets its own block of the upstream. */
  private void unstack(int node, boolean[] active) {
    int width = graph.stackWidth(node);
    int columns = appended.apply(Gate.COLUMNS, node, 0, 0);
    int above = appended.constant(Constant.of(1));
    boolean masked = masks.containsKey(upstreams[node]);
    for (int from = 0; from < graph.arity(node); from += width) {
      int place = above;
      for (int slot = from; slot < from + width; slot++) {
        int entry = graph.operand(node, slot);
        if (active[entry]) {
          if (apart != null) {
            apart.passPart(node, slot, place);
          }
          int gradient = appended.apply(Gate.PART, upstreams[node], place, entry);
          send(node, slot, masked ? onlyWhereNotZero(gradient) : gradient);
        }
        place = appended.apply(Gate.ADD, place, appended.apply(Gate.COLUMNS, entry, 0, 0), 0);
      }
      int rows = appended.apply(Gate.ROWS, graph.operand(node, from), 0, 0);
      above = appended.apply(Gate.ADD, above, appended.apply(Gate.MUL, rows, columns, 0), 0);
    }
  }

  private void send(int node, int slot, int gradient) {
    int operand = graph.operand(node, slot);
    int downstream = appended.fit(gradient, operand);
    downstreams[edges[node] + slot] = downstream;
    if (separate) {
      return;
    }
    upstreams[operand] =
        upstreams[operand] == Adjoints.NONE ? downstream : sum(upstreams[operand], downstream);
  }

  private int third(Gate gate, int node) {
    return gate.arity() > 2 ? graph.third(node) : 0;
  }

  private int product(boolean chooses, int upstream, int local) {
    Mask mask = masks.isEmpty() ? null : masks.get(upstream);
    if (mask == null && !chooses) {
      return appended.apply(Gate.MUL, upstream, local, 0);
    }
    if (mask == null) {
      return masked(local, upstream);
    }
    return chooses
        ? masked(appended.apply(Gate.MASKED, mask.taken(), local, 0), mask.value())
        : masked(mask.taken(), appended.apply(Gate.MUL, mask.value(), local, 0));
  }

  private int masked(int taken, int value) {
    int node = appended.apply(Gate.MASKED, taken, value, 0);
    if (appended.mayBeZero(node)) {
      masks.put(node, new Mask(taken, value));
    }
    return node;
  }

  private int sum(int before, int more) {
    int sum = appended.apply(Gate.ADD, before, more, 0);
    if (!masks.isEmpty() && masks.containsKey(before) && masks.containsKey(more)) {
      return onlyWhereNotZero(sum);
    }
    return sum;
  }
}
