package org.chainrule.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.chainrule.calculus.Roles;
import org.chainrule.graph.Graph;
import org.chainrule.source.Work;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/**
 * A graph at a point where some nodes, or single entries of them, have other values than their
 * gates give: only what lies behind these is computed again.
 */
public final class Variation {
  private final Graph graph;
  private final Values point;

  /** Those of the point, but for the nodes that have changed. */
  private final Values values;

  /** What does not follow from its operands at the point itself. */
  private final Map<Integer, Replacement> held;

  private final Map<Integer, Replacement> replaced = new HashMap<>();

  /** Whether a node is held or replaced. */
  private final boolean[] given;

  private final boolean[] changed;
  private int[] changes = new int[16];
  private int changeCount;

  /** The first node that is replaced. */
  private int first = Integer.MAX_VALUE;

  /** For each node that was asked for the nodes that it follows from, in order. */
  private final Map<Integer, int[]> cones;

  /**
   * What takes the place of a value.
   *
   * @param value the whole matrix
   * @param places which of its entries count; null for all of them
   */
  private record Replacement(Matrix value, boolean[] places) {
    Matrix over(Matrix computed) {
      if (places == null) {
        return value;
      }
      double[] entries = computed.toArray();
      for (int i = 0; i < entries.length; i++) {
        entries[i] = places[i] ? value.entry(i) : entries[i];
      }
      return Matrix.over(computed.shape(), entries);
    }
  }

  private Variation(
      Graph graph, Values point, Map<Integer, Replacement> held, Map<Integer, int[]> cones) {
    this.graph = graph;
    this.point = point;
    this.values = point.copy();
    this.held = held;
    this.cones = cones;
    this.given = new boolean[graph.size()];
    this.changed = new boolean[graph.size()];
    held.keySet().forEach(node -> given[node] = true);
  }

  /**
   * Varies a point.
   *
   * @param point the value of every node, which stays as it is
   */
  public static Variation of(Graph graph, Values point) {
    return new Variation(graph, point, Map.of(), new HashMap<>());
  }

  /**
   * Varies a graph whose first nodes have values; what is computed from further inputs is computed
   * where these are 0.
   */
  public static Variation beyond(Graph graph, Values forward) {
    int size = graph.size();
    Values point = new Values(new double[size], new Matrix[size]);
    for (int node = 0; node < size; node++) {
      if (node < forward.size()) {
        point.set(node, forward.get(node));
      } else if (graph.isConstant(node)) {
        point.set(node, graph.constant(node).matrix());
      } else if (graph.isInput(node)) {
        point.set(node, Matrices.spread(Matrix.scalar(0), graph.shape(node)));
      } else {
        Interpreter.compute(graph, point, node);
      }
    }
    return of(graph, point);
  }

  /**
   * Varies a graph whose roles are apart, at values of its inputs: where nothing is replaced every
   * role has the number that the trace shows.
   *
   * @param inputs in the order of {@link Graph#inputs()}
   */
  public static Variation of(Roles roles, Matrix[] inputs) {
    Values point = Interpreter.evaluate(roles.graph(), inputs);
    int[] read = roles.read();
    for (int node = 0; node < read.length; node++) {
      if (read[node] != node) {
        Shape shape = roles.graph().shape(node);
        point.set(node, Matrices.spread(point.get(read[node]), shape));
      }
    }
    return of(roles.graph(), point);
  }

  /** The values where nothing is replaced. */
  public Values point() {
    return point;
  }

  /** From now on a node has this value; where a number is what it was already, it stays so. */
  public Variation replace(int node, Matrix value) {
    return replace(node, new Replacement(likePoint(node, value), null));
  }

  /** From now on an entry of a node, counted from 0 row by row, has this value. */
  public Variation replace(int node, int entry, double value) {
    Replacement before = replaced.get(node);
    double[] entries = (before == null ? point.get(node) : before.value()).toArray();
    entries[entry] = value;
    boolean[] places = new boolean[entries.length];
    boolean whole = entries.length == 1 || before != null && before.places() == null;
    if (before != null && !whole) {
      System.arraycopy(before.places(), 0, places, 0, places.length);
    }
    places[entry] = true;
    Matrix all = likePoint(node, Matrix.over(graph.shape(node), entries));
    return replace(node, new Replacement(all, whole ? null : places));
  }

  private Variation replace(int node, Replacement replacement) {
    replaced.put(node, replacement);
    given[node] = true;
    first = Math.min(first, node);
    return this;
  }

  /** -0 for 0 is no change. */
  private Matrix likePoint(int node, Matrix value) {
    double[] entries = value.toArray();
    Matrix old = point.get(node);
    for (int i = 0; i < entries.length; i++) {
      entries[i] = entries[i] == old.entry(i) ? old.entry(i) : entries[i];
    }
    return Matrix.over(old.shape(), entries);
  }

  /** Takes back all that was replaced. */
  public Variation clear() {
    restore();
    replaced.keySet().forEach(node -> given[node] = held.containsKey(node));
    replaced.clear();
    first = Integer.MAX_VALUE;
    return this;
  }

  /** The value of a node. */
  public Matrix get(int node) {
    compute(node);
    return values.get(node);
  }

  /** The value of a node that is one number. */
  public double number(int node) {
    compute(node);
    return values.number(node);
  }

  /** The point where all that is replaced now holds, to be varied further. */
  public Variation fixed() {
    restore();
    for (int node = Math.max(0, first); node < graph.size(); node++) {
      step(node);
    }
    Map<Integer, Replacement> all = new HashMap<>(held);
    all.putAll(replaced);
    return new Variation(graph, values.copy(), all, cones);
  }

  /** What the gate of a node gives at the point, even where the node has another value. */
  public Matrix computed(int node) {
    return graph.isGate(node) ? Interpreter.result(graph, point, node) : point.get(node);
  }

  private void restore() {
    for (int i = 0; i < changeCount; i++) {
      int node = changes[i];
      changed[node] = false;
      values.set(node, point.get(node));
    }
    changeCount = 0;
  }

  private void compute(int target) {
    restore();
    if (first > target) {
      return;
    }
    int[] cone = cone(target);
    int from = Arrays.binarySearch(cone, first);
    from = from < 0 ? -from - 1 : from;
    Work.count(cone.length - from);
    for (int i = from; i < cone.length; i++) {
      step(cone[i]);
    }
  }

  private int[] cone(int target) {
    return cones.computeIfAbsent(
        target,
        each -> {
          boolean[] reachable = graph.reachable(each);
          int[] nodes = new int[reachable.length];
          int count = 0;
          for (int node = 0; node < reachable.length; node++) {
            if (reachable[node] && !graph.isConstant(node)) {
              nodes[count++] = node;
            }
          }
          return Arrays.copyOf(nodes, count);
        });
  }

  private void step(int node) {
    if (given[node]) {
      stepGiven(node);
    } else if (followsFromChanges(node)) {
      Interpreter.compute(graph, values, node);
      note(node);
    }
  }

  private void stepGiven(int node) {
    Replacement now = replaced.get(node);
    Replacement before = held.get(node);
    boolean whole =
        now != null && now.places() == null || before != null && before.places() == null;
    if (now == null && whole) {
      return;
    }
    Matrix value = values.get(node);
    if (!whole && followsFromChanges(node)) {
      value = Interpreter.result(graph, values, node);
      value = before == null ? value : before.over(value);
    }
    values.set(node, now == null ? value : now.over(value));
    note(node);
  }

  private boolean followsFromChanges(int node) {
    for (int slot = graph.arity(node) - 1; slot >= 0; slot--) {
      if (changed[graph.operand(node, slot)]) {
        return true;
      }
    }
    return false;
  }

  private void note(int node) {
    boolean same =
        values.isScalar(node)
            ? Double.doubleToLongBits(values.number(node))
                == Double.doubleToLongBits(point.number(node))
            : values.get(node).equals(point.get(node));
    if (!same) {
      changed[node] = true;
      if (changeCount == changes.length) {
        changes = Arrays.copyOf(changes, changeCount * 2);
      }
      changes[changeCount++] = node;
    }
  }

  /**
   * All derivatives of what a node is the linear image of, transposed: a row for each entry of the
   * seed, a column for each entry of the image, both row by row.
   *
   * @param seed an input that the image depends on linearly
   */
  public Matrix transposedMatrix(int seed, int image) {
    Shape from = graph.shape(seed);
    Shape to = graph.shape(image);
    double[] entries = new double[Math.multiplyExact(from.size(), to.size())];
    for (int row = 0; row < from.size(); row++) {
      double[] unit = new double[from.size()];
      unit[row] = 1;
      clear().replace(seed, Matrix.over(from, unit));
      double[] column = column(seed, image).unsafeEntries();
      System.arraycopy(column, 0, entries, row * to.size(), to.size());
    }
    clear();
    return Matrix.over(new Shape(from.size(), to.size()), entries);
  }

  /** The image of a seed most of whose entries are no part of it: 0 times infinity is no road. */
  private Matrix column(int seed, int image) {
    Matrix plain = get(image);
    if (Arrays.stream(plain.unsafeEntries()).noneMatch(Double::isNaN)) {
      return plain;
    }
    Values roads = values.copy();
    Roads.evaluate(graph, roads, seed, graph.reachable(image));
    return roads.get(image);
  }
}
