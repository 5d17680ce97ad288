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
 * <pre>
 * (x + y)*z       q = x + y, f = q*z; what is appended for f, then for q:
 * upstream of f   1
 * sent to q       1 times the local df/dq = z: the upstream of q is the node z
 * sent to z       1 times the local df/dz = q: df/dz is the node q
 * sent to x, y    z times the local dq/dx = 1: df/dx and df/dy are the node z
 * </pre>
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

  /** Whether nothing is passed on below the nodes that are differentiated by. */
  private boolean held;

  /** Null unless every role gets a node of its own. */
  private RolesBuilder apart;

  /**
   * Adjoints that are 0 wherever a branch was not taken, and what they are made of. What is on such
   * a road may be infinite or undefined, so it is kept apart: behind {@code where(x > 0, sqrt(x),
   * 1)} the gradient is {@code masked(x > 0, 1/(2*sqrt(x)))}.
   */
  private final Map<Integer, Mask> masks = new HashMap<>();

  /** Sums of adjoints that are all such. */
  private final Map<Integer, int[]> forks = new HashMap<>();

  /**
   * An adjoint that is {@code masked(taken, value)}.
   *
   * @param taken is 0 where something was not taken
   * @param signed whether that may be negative elsewhere, as the slope of abs
   */
  private record Mask(int taken, int value, boolean signed) {}

  private ChainRule(Graph graph, int output, BitSet by, int seed) {
    this(graph, output, by, seed, "");
  }

  private ChainRule(Graph graph, int output, BitSet by, String seed) {
    this(graph, output, by, Adjoints.NONE, seed);
  }

  private ChainRule(Graph graph, int output, BitSet by, int arriving, String seed) {
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
        arriving != Adjoints.NONE
            ? arriving
            : seed.isEmpty()
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
   * Appends what a box sends down to its operands, one held while another varies.
   *
   * @param operands the nodes that the formula of the box ends at
   * @param arriving the node that plays the upstream of the box; {@link Adjoints#NONE} for 1
   */
  static Adjoints inside(Graph graph, int box, BitSet operands, int arriving) {
    ChainRule rule = new ChainRule(graph, box, operands, arriving);
    rule.held = true;
    return rule.sweep();
  }

  /** The same for a gradient that arrives as the new input {@code seed}. */
  public static Adjoints inside(Graph graph, int box, BitSet operands, String seed) {
    ChainRule rule = new ChainRule(graph, box, operands, seed);
    rule.held = true;
    return rule.sweep();
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
    boolean[] reachable = held ? within() : graph.reachable(output);
    boolean[] active = active();
    upstreams[output] = graph.shape(output).isScalar() ? seed : appended.like(seed, output);
    for (int node = output; node >= 0; node--) {
      if (node % Cancellation.STEPS == 0) {
        Cancellation.check();
      }
      if (reachable[node] && active[node]) {
        if (held && by.get(node)) {
          continue;
        }
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
        appended.build(), output, graph.size(), upstreams, locals, downstreams, edges, Map.of());
  }

  /** What the output depends on, down to the nodes that are held. */
  private boolean[] within() {
    boolean[] reached = new boolean[output + 1];
    reached[output] = true;
    for (int node = output; node >= 0; node--) {
      if (reached[node] && !by.get(node)) {
        for (int slot = graph.arity(node) - 1; slot >= 0; slot--) {
          reached[graph.operand(node, slot)] = true;
        }
      }
    }
    return reached;
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
    int upstream = upstreams[node];
    Mask mask = mask(upstream);
    int downstream = product(chooses, gate.spec().isSigned(), upstream, mask, local);
    if (apart != null) {
      int taken = mask == null ? Adjoints.NONE : mask.taken();
      int road = appended.is(upstream, 0) ? upstream : taken;
      apart.pass(node, slot, road, road == upstream, chooses || appended.is(local, 0));
    }
    send(node, slot, downstream);
  }

  /** A gate on whole matrices has no partial; it tells what it sends down. */
  private void passWhole(Gate gate, int node, int slot) {
    if (Formulas.pullback(gate, slot).isConstant(0)) {
      return;
    }
    int upstream = upstreams[node];
    Mask mask = mask(upstream);
    boolean together =
        mask != null && !gate.spec().isBranching() && appended.isScalar(mask.taken());
    // All of it was taken, or nothing: [log(x), 1] @ v behind where(x > 0, ..., y).
    int gradient =
        together
            ? masked(
                mask.taken(),
                pullback(gate, node, slot, appended.like(mask.value(), node)),
                mask.signed())
            : wholePullback(gate, node, slot, mask);
    if (apart != null) {
      int road = together ? mask.taken() : Adjoints.NONE;
      apart.passWhole(node, slot, road, road == upstream, isExtreme(gate));
    }
    send(node, slot, gradient);
  }

  private int wholePullback(Gate gate, int node, int slot, Mask mask) {
    int upstream = upstreams[node];
    int gradient = pullback(gate, node, slot, upstream);
    if (!separate && (gate.spec().isBranching() || mask != null && gate.spec().isMoving())) {
      int all = mask == null ? appended.constant(Constant.of(1)) : mask.taken();
      int value = mask == null ? upstream : mask.value();
      boolean repeated = graph.shape(node).isScalar() && gate.spec().isBranching();
      int taken = pullback(gate, node, slot, appended.like(all, node));
      int sent = repeated ? value : pullback(gate, node, slot, appended.like(value, node));
      if (isExtreme(gate)) { // up*first_equal, but never infinity*0
        gradient = appended.apply(Gate.MASKED, taken, sent, 0);
      }
      remember(gradient, taken, sent, mask != null && mask.signed());
    }
    return gradient;
  }

  private static boolean isExtreme(Gate gate) {
    return gate == Gate.LARGEST || gate == Gate.SMALLEST;
  }

  private int pullback(Gate gate, int node, int slot, int upstream) {
    int y = gate.arity() > 1 ? graph.second(node) : 0;
    return Formulas.pullback(gate, slot)
        .append(appended, graph.first(node), y, third(gate, node), node, upstream);
  }

  /** Keeps what an adjoint is made of, if it is 0 where something was not taken. */
  private void remember(int adjoint, int taken, int value, boolean signed) {
    if (appended.mayBeZero(taken)) {
      int factor = taken == value ? appended.constant(Constant.of(1)) : value;
      masks.put(adjoint, new Mask(taken, factor, signed));
    }
  }

  /** Every entry of a stack gets its own block of the upstream. */
  private void unstack(int node, boolean[] active) {
    int width = graph.stackWidth(node);
    int columns = appended.apply(Gate.COLUMNS, node, 0, 0);
    int above = appended.constant(Constant.of(1));
    Mask mask = mask(upstreams[node]);
    for (int from = 0; from < graph.arity(node); from += width) {
      int place = above;
      for (int slot = from; slot < from + width; slot++) {
        int entry = graph.operand(node, slot);
        if (active[entry]) {
          int gradient = appended.apply(Gate.PART, upstreams[node], place, entry);
          if (mask != null) {
            int taken = appended.like(mask.taken(), node);
            int value = appended.like(mask.value(), node);
            remember(
                gradient,
                appended.apply(Gate.PART, taken, place, entry),
                appended.apply(Gate.PART, value, place, entry),
                mask.signed());
          }
          if (apart != null) {
            apart.passPart(node, slot, place);
          }
          send(node, slot, gradient);
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

  private int product(boolean chooses, boolean signed, int upstream, Mask mask, int local) {
    if (mask == null) {
      return chooses
          ? masked(local, upstream, signed)
          : appended.apply(Gate.MUL, upstream, local, 0);
    }
    return chooses
        ? masked(
            appended.apply(Gate.MASKED, mask.taken(), local, 0),
            mask.value(),
            signed || mask.signed())
        : masked(mask.taken(), appended.apply(Gate.MUL, mask.value(), local, 0), mask.signed());
  }

  private int masked(int taken, int value, boolean signed) {
    int node = appended.apply(Gate.MASKED, taken, value, 0);
    remember(node, taken, value, signed);
    return node;
  }

  private int sum(int before, int more) {
    int sum = appended.apply(Gate.ADD, before, more, 0);
    if (isMasked(before) && isMasked(more)) {
      forks.putIfAbsent(sum, new int[] {before, more});
    }
    return sum;
  }

  private boolean isMasked(int adjoint) {
    return masks.containsKey(adjoint) || forks.containsKey(adjoint);
  }

  /** What an adjoint is made of; null if nothing on its way chooses. */
  private Mask mask(int adjoint) {
    if (masks.isEmpty()) {
      return null;
    }
    if (!masks.containsKey(adjoint) && forks.containsKey(adjoint)) {
      remember(adjoint, appended.apply(Gate.NE, roads(adjoint), zero, 0), adjoint, false);
    }
    return masks.get(adjoint);
  }

  /** What arrives on several roads is taken where one of them is. */
  private int roads(int sum) {
    int roads = zero;
    int rest = sum;
    while (rest >= 0) {
      int[] fork = masks.containsKey(rest) ? null : forks.get(rest);
      Mask road = fork == null ? masks.get(rest) : mask(fork[1]);
      int taken = road == null ? appended.constant(Constant.of(1)) : road.taken();
      // Of two roads, one with -1 and one with 1, both are taken.
      boolean signed = road != null && road.signed();
      int size = signed ? appended.apply(Gate.ABS, taken, 0, 0) : taken;
      roads = appended.apply(Gate.ADD, size, roads, 0);
      rest = fork == null ? -1 : fork[0];
    }
    return roads;
  }
}
