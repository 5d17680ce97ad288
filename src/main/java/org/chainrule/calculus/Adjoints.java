package org.chainrule.calculus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Circuit;
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
  private final Map<Integer, List<Edge>> boxes;

  /**
   * From a gate, or a box, to one of its operands.
   *
   * @param operand the operand
   * @param slot its place among the gate's operands; {@link #NONE} for a box
   * @param local the partial by this operand, the others held; {@link #NONE} where there is a
   *     pullback instead
   * @param downstream what is sent down
   */
  public record Edge(int operand, int slot, int local, int downstream) {}

  Adjoints(
      Graph graph,
      int output,
      int forwardSize,
      int[] upstreams,
      int[] locals,
      int[] downstreams,
      int[] edges,
      Map<Integer, List<Edge>> boxes) {
    this.boxes = boxes;
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

  /** The edges from a node to the operands that depend on an input; those of a box among them. */
  public List<Edge> edges(int node) {
    List<Edge> box = boxes.get(node);
    if (box != null) {
      return box;
    }
    List<Edge> sent = new ArrayList<>();
    int count = node > output ? 0 : edges[node + 1] - edges[node];
    for (int slot = 0; slot < count; slot++) {
      if (downstream(node, slot) != NONE) {
        sent.add(
            new Edge(graph.operand(node, slot), slot, local(node, slot), downstream(node, slot)));
      }
    }
    return sent;
  }

  /**
   * The same, with the gradients that the boxes of a circuit send down as wholes: by the nodes that
   * the text shows, whatever is inside of them.
   */
  public Adjoints with(Circuit circuit) {
    if (circuit.openings().isEmpty()) {
      return this;
    }
    Graph all = graph;
    Map<Integer, List<Edge>> sent = new LinkedHashMap<>();
    for (int box : circuit.openings().keySet()) {
      if (upstream(box) == NONE) {
        continue;
      }
      BitSet operands = operands(circuit, box);
      int[] locals = new int[operands.length()];
      Arrays.fill(locals, NONE);
      if (graph.shape(box).isScalar()) {
        Adjoints inside = ChainRule.inside(all, box, operands, NONE);
        all = inside.graph();
        operands.stream().forEach(each -> locals[each] = inside.upstream(each));
      }
      Adjoints inside = ChainRule.inside(all, box, operands, upstream(box));
      all = inside.graph();
      List<Edge> edges = new ArrayList<>();
      for (int each = operands.nextSetBit(0); each >= 0; each = operands.nextSetBit(each + 1)) {
        if (inside.upstream(each) != NONE) { // else only its shape is used
          edges.add(new Edge(each, NONE, locals[each], inside.upstream(each)));
        }
      }
      sent.put(box, edges);
    }
    return new Adjoints(all, output, forwardSize, upstreams, locals, downstreams, edges, sent);
  }

  /** The nodes that the formula in a box ends at: inputs, and gates that the text shows. */
  public static BitSet operands(Circuit circuit, int box) {
    Graph graph = circuit.graph();
    BitSet operands = new BitSet();
    BitSet inside = new BitSet();
    inside.set(box);
    for (int node = box; node >= 0; node = inside.previousSetBit(node - 1)) {
      for (int slot = graph.arity(node) - 1; slot >= 0; slot--) {
        int operand = graph.operand(node, slot);
        boolean hidden = graph.isGate(operand) && circuit.isHidden(operand);
        if (!graph.isConstant(operand)) {
          (hidden ? inside : operands).set(operand);
        }
      }
    }
    return operands;
  }
}
