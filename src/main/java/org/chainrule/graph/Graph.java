package org.chainrule.graph;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.value.Shape;

/**
 * A directed acyclic graph of gates in flat arrays; a node is a number.
 *
 * <p>Operands come before their consumers. A graph never changes; {@link GraphBuilder} makes
 * another that begins with the nodes of this one.
 */
public final class Graph {
  static final byte INPUT = -1;
  static final byte CONSTANT = -2;

  /** A derivative that is still to be taken: of a node, by a node. */
  static final byte DERIVATIVE = -3;

  /** The partial, still to be taken, of a gate by one of its operands. */
  static final byte LOCAL = -4;

  /** What a gate sends down to an operand, still to be computed: gate, operand, output. */
  static final byte DOWN = -5;

  /** A parameter of a function in which derivatives are taken: its argument, kept apart. */
  static final byte PARAMETER = -6;

  static final byte STACK = (byte) Gate.STACK.ordinal();
  private static final Gate[] GATES = Gate.values();

  private final int size;
  private final byte[] kinds;
  private final int[] first;
  private final int[] second;
  private final int[] third;
  private final List<String> inputs;
  private final Constant[] constants;

  /** Operands of the stacks: for each the entries in a row, then the entries. */
  private final int[] lists;

  /** Null where every value is one number. */
  private final Shape[] shapes;

  /**
   * Takes over the arrays, of which the first {@code size} entries count. {@code kinds} holds the
   * ordinal of a gate, or one of the negative kinds; of {@link #INPUT} and {@link #CONSTANT},
   * {@code first} holds the number of the input or constant. Of a stack, {@code first} holds where
   * its operands begin in {@code lists} and {@code second} how many there are. {@code third} is
   * null if no gate has three operands.
   */
  Graph(
      int size,
      byte[] kinds,
      int[] first,
      int[] second,
      int[] third,
      List<String> inputs,
      Constant[] constants,
      int[] lists,
      Shape[] shapes) {
    this.lists = lists;
    this.shapes = shapes;
    this.size = size;
    this.kinds = kinds;
    this.first = first;
    this.second = second;
    this.third = third;
    this.inputs = List.copyOf(inputs);
    this.constants = constants;
  }

  /** The number of nodes. */
  public int size() {
    return size;
  }

  /** Names of the inputs, in order of appearance. */
  public List<String> inputs() {
    return inputs;
  }

  /** Whether the node is an input. */
  public boolean isInput(int node) {
    return kinds[node] == INPUT;
  }

  /** Whether the node is a constant. */
  public boolean isConstant(int node) {
    return kinds[node] == CONSTANT;
  }

  /** Whether the node is a gate. */
  public boolean isGate(int node) {
    return kinds[node] >= 0;
  }

  /** The gate of a node that is one. */
  public Gate gate(int node) {
    return GATES[kinds[node]];
  }

  /** The ordinal of the node's gate, negative if it is none. */
  public int ordinal(int node) {
    return kinds[node];
  }

  /** Whether the node is a derivative, a partial or a downstream gradient still to be taken. */
  public boolean isOpen(int node) {
    return kinds[node] <= DERIVATIVE && kinds[node] >= DOWN;
  }

  /** Whether a derivative is still to be taken in it. */
  public boolean hasOpen() {
    for (int node = 0; node < size; node++) {
      if (kinds[node] <= DERIVATIVE) {
        return true;
      }
    }
    return false;
  }

  /** Whether the node is a partial still to be taken. */
  public boolean isLocal(int node) {
    return kinds[node] == LOCAL;
  }

  /** Whether the node is a downstream gradient still to be computed. */
  public boolean isDown(int node) {
    return kinds[node] == DOWN;
  }

  /** Whether the node is a parameter of a function in which derivatives are taken. */
  public boolean isParameter(int node) {
    return kinds[node] == PARAMETER;
  }

  /** The number of operands; 0 for an input or a constant. */
  public int arity(int node) {
    int kind = kinds[node];
    return kind >= 0
        ? kind == STACK ? second[node] : GATES[kind].arity()
        : kind > DERIVATIVE ? 0 : kind == PARAMETER ? 1 : kind == DOWN ? 3 : 2;
  }

  /** The node's operand in a slot, from 0. */
  public int operand(int node, int slot) {
    if (kinds[node] == STACK) {
      return lists[first[node] + 1 + slot];
    }
    return slot == 0 ? first[node] : slot == 1 ? second[node] : third[node];
  }

  /** The number of operands of a stack that stand side by side. */
  public int stackWidth(int node) {
    return lists[first[node]];
  }

  /** Whether no gate and no constant speaks of matrices. */
  public boolean isEntrywise() {
    for (int node = 0; node < size; node++) {
      if (kinds[node] >= 0 && !GATES[kinds[node]].spec().isEntrywise()
          || kinds[node] == CONSTANT && !constants[first[node]].isScalar()) {
        return false;
      }
    }
    return true;
  }

  /** Whether the value of an input is used as an index. */
  public boolean hasIndexInputs() {
    for (int node = 0; node < size; node++) {
      if (kinds[node] >= 0 && GATES[kinds[node]].spec().form() == GateSpec.Form.INDEX) {
        for (int slot = 1; slot < arity(node); slot++) {
          if (isInput(operand(node, slot))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether every value is one number. */
  public boolean isScalar() {
    return shapes == null;
  }

  /** The shape of a node's value. */
  public Shape shape(int node) {
    return shapes == null ? Shape.SCALAR : shapes[node];
  }

  /** The operand in slot 0. */
  public int first(int node) {
    return first[node];
  }

  /** The operand in slot 1. */
  public int second(int node) {
    return second[node];
  }

  /** The operand in slot 2; 0 where there is none. */
  public int third(int node) {
    return third == null ? 0 : third[node];
  }

  /** The number of an input among the inputs. */
  public int input(int node) {
    return first[node];
  }

  /** The name of a node that is an input. */
  public String inputName(int node) {
    return inputs.get(first[node]);
  }

  /** The constant of a node that is one. */
  public Constant constant(int node) {
    return constants[first[node]];
  }

  /** The nodes that are operands of others. */
  public BitSet operands() {
    BitSet operands = new BitSet(size());
    for (int node = 0; node < size(); node++) {
      for (int slot = arity(node) - 1; slot >= 0; slot--) {
        operands.set(operand(node, slot));
      }
    }
    return operands;
  }

  /** Which nodes {@code output} depends on, itself included. */
  public boolean[] reachable(int output) {
    boolean[] reached = new boolean[output + 1];
    reached[output] = true;
    for (int node = output; node >= 0; node--) {
      if (reached[node]) {
        for (int slot = arity(node) - 1; slot >= 0; slot--) {
          reached[operand(node, slot)] = true;
        }
      }
    }
    return reached;
  }

  /** A builder that begins with the nodes of this graph, under the same numbers. */
  public GraphBuilder extend() {
    int room = size * 3 + 16;
    return new GraphBuilder(
        size,
        Arrays.copyOf(kinds, room),
        Arrays.copyOf(first, room),
        Arrays.copyOf(second, room),
        third == null ? null : Arrays.copyOf(third, room),
        inputs,
        constants,
        lists,
        shapes == null ? null : Arrays.copyOf(shapes, room));
  }

  /** A builder of a graph without nodes, with shapes where this one has them. */
  public GraphBuilder anew() {
    return new GraphBuilder(
        0,
        new byte[size * 2 + 16],
        new int[size * 2 + 16],
        new int[size * 2 + 16],
        null,
        List.of(),
        new Constant[0],
        new int[0],
        shapes == null ? null : new Shape[size * 2 + 16]);
  }

  /**
   * This graph with constants in place of some inputs; these stay, without a use.
   *
   * @param images filled with what each node has become
   */
  public Graph with(Map<String, Constant> values, int[] images) {
    GraphBuilder fixed = anew();
    for (int node = 0; node < size; node++) {
      images[node] = fixed.copy(this, node, images);
      if (isInput(node) && values.containsKey(inputName(node))) {
        images[node] = fixed.constant(values.get(inputName(node)));
      }
    }
    return fixed.build();
  }

  /** This graph with these shapes, one for each node, which the caller hands over. */
  Graph shaped(Shape[] inferred) {
    return new Graph(size, kinds, first, second, third, inputs, constants, lists, inferred);
  }
}
