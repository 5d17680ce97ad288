package org.chainrule.homework;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.chainrule.calculus.Pullbacks;
import org.chainrule.engine.Interpreter;
import org.chainrule.engine.Values;
import org.chainrule.engine.Variation;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/** The sweeps of a circuit, one for each node that is differentiated, made on demand. */
final class Sweeps {
  private static final String UP = "up";

  /** What rounding leaves of a difference that is 0, relative to its terms. */
  private static final double DUST = 1e-14;

  /** Only numbers below can be dust. */
  private static final double SMALL = 1e-6;

  /** Gates that dust is followed through. */
  private static final int DEEPEST = 8;

  /** Nodes of a sum that are looked at. */
  private static final int MOST_TERMS = 64;

  private final Circuit circuit;
  private final Graph graph;
  private final Matrix[] inputs;
  private final Map<Integer, Sweep> sweeps = new HashMap<>();

  /** Of gates that the output does not depend on, or operands that depend on no input. */
  private final Map<Integer, Sweep> aside = new HashMap<>();

  private final Map<Quantity, Matrix> jacobians = new HashMap<>();
  private Values forward;
  private Set<Double> exact;

  /** The sweeps at these values of the inputs, in the order of the graph. */
  Sweeps(Circuit circuit, Matrix[] inputs) {
    this.circuit = circuit;
    this.graph = circuit.graph();
    this.inputs = inputs;
  }

  Circuit circuit() {
    return circuit;
  }

  /** The sizes of the numbers that stand in the sheet: its values and constants. */
  Set<Double> exact() {
    if (exact == null) {
      exact = new HashSet<>();
      for (int node = 0; node < graph.size(); node++) {
        if (graph.isConstant(node)) {
          for (double entry : graph.constant(node).matrix().toArray()) {
            exact.add(Math.abs(entry));
          }
        }
      }
      for (Matrix input : inputs) {
        for (double entry : input.toArray()) {
          exact.add(Math.abs(entry));
        }
      }
    }
    return exact;
  }

  /** The sweep that a quantity belongs to. */
  Sweep of(Quantity quantity) {
    if (quantity.matrix() instanceof Quantity.Total total) {
      return of(total.of());
    }
    Sweep main = of(circuit.output());
    return quantity.matrix() instanceof Quantity.Local local && !main.has(local)
        ? aside.computeIfAbsent(local.node(), this::around)
        : main;
  }

  /** The sweep of a node by the inputs. */
  Sweep of(int node) {
    return sweeps.computeIfAbsent(
        node,
        each -> {
          BitSet by = new BitSet();
          for (int input = 0; input < graph.size(); input++) {
            by.set(input, graph.isInput(input));
          }
          return new Sweep(graph, each, by, inputs);
        });
  }

  private Sweep around(int gate) {
    BitSet by = new BitSet();
    for (int slot = 0; slot < graph.arity(gate); slot++) {
      by.set(graph.operand(gate, slot));
    }
    return new Sweep(graph, gate, by, inputs);
  }

  /**
   * The right value.
   *
   * @throws IndexOutOfBoundsException if it is an entry that is not there
   * @throws IllegalStateException if it is what is sent down for an output that is no number
   */
  Matrix truth(Quantity quantity) {
    if (!isJacobian(quantity)) {
      if (quantity.matrix() instanceof Quantity.Down down && !graph.shape(down.of()).isScalar()) {
        throw new IllegalStateException("node " + down.of() + " is " + graph.shape(down.of()));
      }
      Sweep sweep = of(quantity);
      return sweep.value(sweep.truth(), quantity);
    }
    Matrix jacobian = jacobians.computeIfAbsent(quantity.matrix(), this::jacobian);
    return quantity instanceof Quantity.Entry entry
        ? Matrix.scalar(jacobian.entry(Sweep.index(entry, jacobian)))
        : jacobian;
  }

  /**
   * Whether it is the derivative of a matrix, or of a gate on whole matrices: entries by entries.
   */
  boolean isJacobian(Quantity quantity) {
    return quantity.matrix() instanceof Quantity.Total total
        ? !graph.shape(total.of()).isScalar()
        : quantity.matrix() instanceof Quantity.Local local
            && graph.isGate(local.node())
            && !graph.gate(local.node()).spec().isEntrywise();
  }

  private Matrix jacobian(Quantity quantity) {
    if (quantity instanceof Quantity.Total total) {
      BitSet by = new BitSet();
      by.set(total.by());
      Adjoints adjoints = ChainRule.pullback(graph, total.of(), by, UP);
      int image = adjoints.upstream(total.by());
      return jacobian(
          adjoints.graph(), adjoints.upstream(total.of()), image, total.of(), total.by());
    }
    Quantity.Local local = (Quantity.Local) quantity;
    Pullbacks pullbacks = ChainRule.pullbacks(graph, local.node(), UP);
    int operand = graph.operand(local.node(), local.slot());
    int image = pullbacks.downstream(local.node(), local.slot());
    return jacobian(pullbacks.graph(), pullbacks.seed(local.node()), image, local.node(), operand);
  }

  private Matrix jacobian(Graph appended, int seed, int image, int of, int by) {
    if (forward == null) {
      forward = Interpreter.evaluate(graph, inputs);
    }
    if (image == Adjoints.NONE) {
      Shape shape = new Shape(graph.shape(of).size(), graph.shape(by).size());
      return Matrix.over(shape, new double[shape.size()]);
    }
    return Variation.beyond(appended, forward).transposedMatrix(seed, image);
  }

  /**
   * The largest number that a node is computed from. Of an operand that has cancelled, 2e-16 in
   * relu(0.7*1.5 - 1.05), it is what that was computed from.
   */
  double sources(int node) {
    return sources(node, DEEPEST);
  }

  private double sources(int node, int depth) {
    double largest = 0;
    for (int slot = 0; slot < graph.arity(node); slot++) {
      int operand = graph.operand(node, slot);
      double size = largest(new Quantity.Value(operand));
      double before = depth > 0 && size < SMALL ? sources(operand, depth - 1) : 0;
      largest = Math.max(largest, size <= DUST * before ? before : size);
    }
    return largest;
  }

  /** The size of the largest entry. */
  double largest(Quantity quantity) {
    double largest = 0;
    for (double entry : truth(quantity).toArray()) {
      largest = Math.max(largest, Math.abs(entry));
    }
    return largest;
  }

  /** The largest number in the sums and differences that a node is made of, and before them. */
  double terms(int node) {
    double largest = largest(new Quantity.Value(node));
    Deque<Integer> open = new ArrayDeque<>(List.of(node));
    for (int seen = 0; !open.isEmpty() && seen < MOST_TERMS; seen++) {
      int each = open.pop();
      boolean sum =
          graph.isGate(each) && (graph.gate(each) == Gate.ADD || graph.gate(each) == Gate.SUB);
      for (int slot = 0; graph.isGate(each) && slot < graph.arity(each); slot++) {
        largest = Math.max(largest, largest(new Quantity.Value(graph.operand(each, slot))));
        if (sum) {
          open.push(graph.operand(each, slot));
        }
      }
    }
    return largest;
  }

  /** The local of a gate that works entry by entry, where a quantity is its whole Jacobian. */
  Optional<Quantity.Local> entrywise(Quantity quantity) {
    if (!(quantity instanceof Quantity.Total total)
        || !isJacobian(quantity)
        || !graph.isGate(total.of())
        || !graph.gate(total.of()).spec().isEntrywise()) {
      return Optional.empty();
    }
    Optional<Quantity.Local> found = Optional.empty();
    for (int slot = 0; slot < graph.arity(total.of()); slot++) {
      if (graph.operand(total.of(), slot) == total.by() && found.isEmpty()) {
        found = Optional.of(new Quantity.Local(total.of(), slot));
      } else if (graph.operand(total.of(), slot) >= total.by()
          && graph.reachable(graph.operand(total.of(), slot))[total.by()]) {
        return Optional.empty(); // it comes in other ways, too
      }
    }
    return found;
  }

  /** The local gradient that a quantity is: itself, or of a gate by what it alone uses. */
  Optional<Quantity.Local> local(Quantity quantity) {
    if (quantity instanceof Quantity.Local local) {
      return Optional.of(local);
    }
    if (quantity instanceof Quantity.Total total
        && graph.isGate(total.of())
        && graph.shape(total.of()).isScalar()) {
      List<Quantity.Down> uses = of(total).arriving(total.by());
      if (uses.size() == 1 && uses.get(0).node() == total.of()) {
        return Optional.of(new Quantity.Local(total.of(), uses.get(0).slot()));
      }
    }
    return Optional.empty();
  }
}
