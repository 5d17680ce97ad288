package org.chainrule.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.gate.Gate;
import org.chainrule.source.Limit;
import org.chainrule.value.Dimensions;
import org.chainrule.value.Shape;

/**
 * Appends nodes to a graph. A node that is there already is not made again (hash-consing), and a
 * gate on constants alone becomes a constant.
 */
public final class GraphBuilder {
  private static final int NONE = -1;

  /** Slots that are tried near the latest operand: a quarter of a line of the cache. */
  private static final int NEAR = 4;

  private static final Gate[] GATES = Gate.values();

  private int size;
  private byte[] kinds;
  private int[] first;
  private int[] second;
  private int[] third;
  private final List<String> inputs;
  private Constant[] constants;
  private int constantCount;
  private int[] lists;
  private int listSize;

  /** Null until a stack is asked for. */
  private Map<List<Integer>, Integer> stacks;

  /** Null where every value is one number, or where no shapes are inferred yet. */
  private Shape[] shapes;

  /**
   * Open addressing; a slot holds a node's number plus one, or 0. A gate is first looked for near
   * its latest operand, because what is appended together then lies together in the caches, and
   * only where that is full, among many consumers of one node, at its hash.
   */
  private int[] index;

  private int indexed;

  /**
   * Entries that constant matrices may still have together; a gate on constants whose value has
   * more stays a gate.
   */
  private long room;

  /** A builder of a graph without nodes. */
  public GraphBuilder() {
    this(Limit.ENTRIES.standard());
  }

  /** A builder of a graph without nodes whose constant matrices have at most so many entries. */
  GraphBuilder(long entries) {
    this(
        0,
        new byte[64],
        new int[64],
        new int[64],
        null,
        List.of(),
        new Constant[0],
        new int[0],
        null);
    room = entries;
  }

  GraphBuilder(
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
    this.listSize = lists.length;
    this.shapes = shapes;
    this.size = size;
    this.kinds = kinds;
    this.first = first;
    this.second = second;
    this.third = third;
    this.inputs = new ArrayList<>(inputs);
    this.constants = Arrays.copyOf(constants, constants.length + 16);
    this.constantCount = constants.length;
    this.room = Limit.ENTRIES.standard();
    for (Constant constant : constants) {
      room -= constant.isScalar() ? 0 : constant.shape().size();
    }
    this.index = new int[Integer.highestOneBit(Math.max(64, kinds.length)) * 4];
    for (int node = 0; node < size; node++) {
      enter(node);
    }
  }

  /** The graph of all nodes appended so far. */
  public Graph build() {
    return new Graph(
        size,
        Arrays.copyOf(kinds, size),
        Arrays.copyOf(first, size),
        Arrays.copyOf(second, size),
        third == null ? null : Arrays.copyOf(third, size),
        inputs,
        Arrays.copyOf(constants, constantCount),
        Arrays.copyOf(lists, listSize),
        shapes == null ? null : Arrays.copyOf(shapes, size));
  }

  /** The number of nodes. */
  public int size() {
    return size;
  }

  /** A new input; the caller sees to it that its name is new. */
  public int input(String name) {
    return input(name, Shape.SCALAR);
  }

  /** A new input of this shape; the caller sees to it that its name is new. */
  public int input(String name, Shape shape) {
    inputs.add(name);
    return append(Graph.INPUT, inputs.size() - 1, 0, 0, shape);
  }

  /** The node of this constant. */
  public int constant(Constant constant) {
    int hash = hash(constant);
    int probe = 0;
    int slot = slot(hash, hash, probe);
    while (index[slot] != 0) {
      int node = index[slot] - 1;
      if (kinds[node] == Graph.CONSTANT && constants[first[node]].same(constant)) {
        return node;
      }
      slot = slot(hash, hash, ++probe);
    }
    if (constantCount == constants.length) {
      constants = Arrays.copyOf(constants, constantCount * 2);
    }
    constants[constantCount] = constant;
    room -= constant.isScalar() ? 0 : constant.shape().size();
    int node = append(Graph.CONSTANT, constantCount++, 0, 0, constant.shape());
    put(node, slot);
    return node;
  }

  /** The gate on these operands, of which those beyond its arity are 0: a node, old or new. */
  public int gate(Gate gate, int x, int y, int z) {
    if (isConstant(x)) {
      int folded = fold(gate, x, y, z);
      if (folded != NONE) {
        return folded;
      }
    }
    byte kind = (byte) gate.ordinal();
    int slot = find(kind, x, y, z);
    if (index[slot] != 0) {
      return index[slot] - 1;
    }
    int node = append(kind, x, y, z, shape(gate, x, y, z));
    put(node, slot);
    return node;
  }

  /** The slot of the node with this kind and these operands, or the free one where it belongs. */
  private int find(byte kind, int x, int y, int z) {
    int hash = hash(kind, x, y, z);
    int near = near(x, y, z);
    int probe = 0;
    int slot = slot(near, hash, probe);
    while (index[slot] != 0) {
      int node = index[slot] - 1;
      if (kinds[node] == kind
          && first[node] == x
          && second[node] == y
          && (third == null ? z == 0 : third[node] == z)) {
        return slot;
      }
      slot = slot(near, hash, ++probe);
    }
    return slot;
  }

  /**
   * A derivative still to be taken, or what else is of such a kind: a node, old or new. Where
   * shapes are known it has the shape that it will have.
   *
   * @throws org.chainrule.value.Misfit if there is no such derivative
   */
  int open(byte kind, int x, int y, int z) {
    int slot = find(kind, x, y, z);
    if (index[slot] != 0) {
      return index[slot] - 1;
    }
    Shape shape =
        shapes == null
            ? Shape.SCALAR
            : kind == Graph.DOWN
                ? shapes[y]
                : Shaping.derivative(new Dimensions(), shapes[x], shapes[y]);
    int node = append(kind, x, y, z, shape);
    put(node, slot);
    return node;
  }

  /** A parameter of a function in which derivatives are taken; equal to no other. */
  int parameter(int argument) {
    return append(Graph.PARAMETER, argument, 0, 0, shape(argument));
  }

  /** A box around a value, such as a derivative that was written out; equal to no other. */
  public int box(int value) {
    return append((byte) Gate.BOX.ordinal(), value, 0, 0, shape(value));
  }

  /**
   * A node of another graph, as it stands there, equal to no other unless it is a constant.
   *
   * @param images the nodes of this graph that its operands are
   */
  public int copy(Graph graph, int node, int[] images) {
    if (graph.isInput(node)) {
      return input(graph.inputName(node), graph.shape(node));
    }
    if (graph.isConstant(node)) {
      return constant(graph.constant(node));
    }
    int[] operands = new int[graph.arity(node)];
    for (int slot = 0; slot < operands.length; slot++) {
      operands[slot] = images[graph.operand(node, slot)];
    }
    return copyGate(graph, node, operands);
  }

  /** A gate of another graph on these operands, equal to no other. */
  public int copyGate(Graph graph, int node, int[] operands) {
    if (graph.gate(node) == Gate.STACK) {
      return stack(operands, graph.stackWidth(node), graph.shape(node));
    }
    int y = operands.length > 1 ? operands[1] : 0;
    int z = operands.length > 2 ? operands[2] : 0;
    byte kind = (byte) graph.ordinal(node);
    int slot = find(kind, operands[0], y, z);
    int copy = append(kind, operands[0], y, z, graph.shape(node));
    if (index[slot] == 0) {
      put(copy, slot);
    }
    return copy;
  }

  /**
   * A vector or matrix of these entries, {@code width} of them side by side: a node, old or new, or
   * the entry itself if there is only one.
   *
   * @param apart whether to make a node of its own even if there is one like it
   */
  public int stack(int[] entries, int width, boolean apart) {
    if (entries.length == 1) {
      return entries[0];
    }
    List<Constant> values = new ArrayList<>();
    for (int entry : entries) {
      if (isConstant(entry)) {
        values.add(constantAt(entry));
      }
    }
    if (values.size() == entries.length) {
      Optional<Constant> folded = Constant.stack(values, width);
      if (folded.isPresent()) {
        return constant(folded.get());
      }
    }
    List<Integer> key = key(entries, width);
    Integer known = apart ? null : stacks().get(key);
    if (known != null) {
      return known;
    }
    int node = stack(entries, width, stackShape(entries, width));
    stacks().put(key, node);
    return node;
  }

  private int stack(int[] entries, int width, Shape shape) {
    if (listSize + entries.length >= lists.length) {
      lists = Arrays.copyOf(lists, (listSize + entries.length) * 2 + 16);
    }
    int from = listSize;
    lists[listSize++] = width;
    for (int entry : entries) {
      lists[listSize++] = entry;
    }
    return append(Graph.STACK, from, entries.length, 0, shape);
  }

  /** The stacks by their widths and entries; made when the first one is asked for. */
  private Map<List<Integer>, Integer> stacks() {
    if (stacks == null) {
      stacks = new HashMap<>();
      for (int node = 0; node < size; node++) {
        if (kinds[node] == Graph.STACK) {
          int from = first[node];
          int[] entries = Arrays.copyOfRange(lists, from + 1, from + 1 + second[node]);
          stacks.putIfAbsent(key(entries, lists[from]), node);
        }
      }
    }
    return stacks;
  }

  private static List<Integer> key(int[] entries, int width) {
    List<Integer> key = new ArrayList<>(entries.length + 1);
    key.add(width);
    for (int entry : entries) {
      key.add(entry);
    }
    return key;
  }

  private Shape stackShape(int[] entries, int width) {
    if (shapes == null) {
      return Shape.SCALAR;
    }
    List<Shape> blocks = new ArrayList<>(entries.length);
    for (int entry : entries) {
      blocks.add(shapes[entry]);
    }
    return Shaping.stack(new Dimensions(), blocks, width);
  }

  /** The shape of a gate about to be made; without meaning while no shapes are known. */
  private Shape shape(Gate gate, int x, int y, int z) {
    if (shapes == null) {
      return Shape.SCALAR;
    }
    Shape a = shapes[x];
    switch (gate.arity()) {
      case 1:
        return Shaping.shape(gate, a);
      case 2:
        return Shaping.shape(gate, a, shapes[y]);
      default:
        return Shaping.shape(gate, a, shapes[y], shapes[z]);
    }
  }

  /** The shape that a gate on these operands has. */
  public Shape shapeOf(Gate gate, int x, int y, int z) {
    return shape(gate, x, y, z);
  }

  /** The shape of a node; a scalar where no shapes are known. */
  public Shape shape(int node) {
    return shapes == null ? Shape.SCALAR : shapes[node];
  }

  /** Entries that constant matrices may still have together. */
  long room() {
    return room;
  }

  /** Whether the nodes have shapes; else every value is one number. */
  public boolean hasShapes() {
    return shapes != null;
  }

  /** The gate on these operands as a node of its own, even if there is one like it. */
  public int occurrence(Gate gate, int x, int y, int z) {
    int folded = fold(gate, x, y, z);
    return folded != NONE ? folded : append((byte) gate.ordinal(), x, y, z, shape(gate, x, y, z));
  }

  /** A node of its own with the value of another, even of a constant: the product with 1. */
  public int copy(int node) {
    int one = constant(Constant.of(1));
    return append((byte) Gate.MUL.ordinal(), node, one, 0, shape(node));
  }

  private int fold(Gate gate, int x, int y, int z) {
    int arity = gate.arity();
    if (!isConstant(x) || arity > 1 && !isConstant(y) || arity > 2 && !isConstant(z)) {
      return NONE;
    }
    int[] operands = {x, y, z};
    List<Constant> values = new ArrayList<>(arity);
    for (int i = 0; i < arity; i++) {
      values.add(constantAt(operands[i]));
    }
    Optional<Constant> folded = Constant.fold(gate, values, room);
    return folded.isPresent() ? constant(folded.get()) : NONE;
  }

  /** Whether a node appended so far is a constant. */
  public boolean isConstant(int node) {
    return kinds[node] == Graph.CONSTANT;
  }

  /** The constant of a node that is one. */
  public Constant constantAt(int node) {
    return constants[first[node]];
  }

  /** The ordinal of a node's gate, negative if it is none. */
  public int ordinal(int node) {
    return kinds[node];
  }

  /** A node's operand in slot 0. */
  public int first(int node) {
    return first[node];
  }

  /** A node's operand in slot 1. */
  public int second(int node) {
    return second[node];
  }

  private int append(byte kind, int x, int y, int z, Shape shape) {
    if (size == kinds.length) {
      int room = size + (size >> 1) + 16;
      kinds = Arrays.copyOf(kinds, room);
      first = Arrays.copyOf(first, room);
      second = Arrays.copyOf(second, room);
      if (third != null) {
        third = Arrays.copyOf(third, room);
      }
      if (shapes != null) {
        shapes = Arrays.copyOf(shapes, room);
      }
    }
    if (third == null && (kind == Graph.DOWN || kind >= 0 && GATES[kind].arity() > 2)) {
      third = new int[kinds.length];
    }
    kinds[size] = kind;
    first[size] = x;
    second[size] = y;
    if (third != null) {
      third[size] = z;
    }
    if (shapes != null) {
      shapes[size] = shape;
    }
    return size++;
  }

  private static int hash(Constant constant) {
    int value =
        constant.isScalar() ? Double.hashCode(constant.value()) : constant.matrix().hashCode();
    return hash(Graph.CONSTANT, value, 0, 0);
  }

  private static int hash(byte kind, int x, int y, int z) {
    int hash = (x * 0x9E3779B1 + y) * 0x85EBCA77 + (z * 31 + kind) * 0xC2B2AE3D;
    return (hash ^ (hash >>> 15)) * 0x27D4EB2F >>> 3;
  }

  private static int near(int x, int y, int z) {
    return Math.max(Math.max(x, y), z) * 2;
  }

  /** The slot to look at in the {@code probe}-th place. */
  private int slot(int near, int hash, int probe) {
    int slot = probe < NEAR ? (near & -NEAR) + (hash + probe & NEAR - 1) : hash + probe;
    return slot & index.length - 1;
  }

  private void enter(int node) {
    if (kinds[node] == Graph.INPUT
        || kinds[node] == Graph.STACK
        || kinds[node] == Graph.PARAMETER) {
      return;
    }
    boolean constant = kinds[node] == Graph.CONSTANT;
    int x = first[node];
    int y = second[node];
    int z = third == null ? 0 : third[node];
    int hash = constant ? hash(constantAt(node)) : hash(kinds[node], x, y, z);
    int near = constant ? hash : near(x, y, z);
    int probe = 0;
    while (index[slot(near, hash, probe)] != 0) {
      probe++;
    }
    index[slot(near, hash, probe)] = node + 1;
    indexed++;
  }

  private void put(int node, int slot) {
    index[slot] = node + 1;
    if (++indexed * 2 > index.length) {
      int length = index.length * 2;
      while (length < size * 2) { // Nodes of their own are entered now, too.
        length *= 2;
      }
      index = new int[length];
      indexed = 0;
      for (int each = 0; each < size; each++) {
        enter(each);
      }
    }
  }
}
