package org.chainrule.bench;

import java.util.Random;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Graph;
import org.chainrule.graph.GraphBuilder;

/**
 * A random graph of a given number of gates (one more or less), a quarter of them transcendental, and a point at which
 * all of its values and gradients are ordinary numbers.
 *
 * <p>All values but those of sums stay between -1 and 1. The last gate depends on every other: what nobody has used is
 * added to a running sum, so that no part of the graph is left out by a sweep from the output.
 */
public final class RandomGraph {
  /** How far back an operand may lie. */
  public enum Operands {
    /** Among the last 64 nodes. */
    NEAR(64),
    /** Anywhere. */
    FAR(Integer.MAX_VALUE);

    private final int window;

    Operands(int window) {
      this.window = window;
    }
  }

  private static final int INPUTS = 32;
  private static final Gate[] GATES = {
    Gate.ADD, Gate.SUB, Gate.MUL, Gate.MUL, Gate.MUL, Gate.MUL, Gate.SIN, Gate.EXP, Gate.TANH
  };

  private final Random random = new Random(1);
  private final GraphBuilder builder = new GraphBuilder();
  private final Operands operands;
  private final double[] values;
  private final boolean[] used;
  private final double[] point = new double[INPUTS];
  private int unused;
  private int accumulated;
  private int sum;

  private RandomGraph(int gates, Operands operands) {
    this.operands = operands;
    this.values = new double[gates + INPUTS + 2];
    this.used = new boolean[gates + INPUTS + 2];
  }

  /** The graph with that many gates; its last node is the output. */
  static RandomGraph of(int gates, Operands operands) {
    RandomGraph graph = new RandomGraph(gates, operands);
    graph.grow(gates);
    return graph;
  }

  private void grow(int gates) {
    for (int i = 0; i < INPUTS; i++) {
      point[i] = random.nextDouble() * 2 - 1;
      values[builder.input("x" + i)] = point[i];
      unused++;
    }
    while (builder.size() + unused <= gates + INPUTS) {
      append();
      while (builder.size() - accumulated > operands.window) {
        accumulate();
      }
    }
    while (accumulated < builder.size() - 1) {
      accumulate();
    }
  }

  private void append() {
    Gate gate = GATES[random.nextInt(GATES.length)];
    int before = builder.size();
    for (int attempt = 0; attempt < 100; attempt++) {
      int x = operand();
      int y = gate.arity() > 1 ? operand() : 0;
      double value = gate.apply(values[x], values[y], 0);
      if (Math.abs(value) <= 1) {
        int node = builder.gate(gate, x, y, 0);
        if (node == before) {
          record(node, value, x, gate.arity() > 1 ? y : x);
        }
        return;
      }
    }
  }

  private int operand() {
    int size = builder.size();
    return size - 1 - random.nextInt(Math.min(size, operands.window));
  }

  private void accumulate() {
    int node = accumulated++;
    if (!used[node] && node != sum) {
      int added = builder.gate(Gate.ADD, sum, node, 0);
      record(added, values[sum] + values[node], sum, node);
      sum = added;
    }
  }

  private void record(int node, double value, int x, int y) {
    values[node] = value;
    unused++;
    use(x);
    use(y);
  }

  private void use(int node) {
    if (!used[node]) {
      used[node] = true;
      unused--;
    }
  }

  /** The graph. */
  Graph graph() {
    return builder.build();
  }

  /** Values of its inputs. */
  double[] point() {
    return point;
  }
}
