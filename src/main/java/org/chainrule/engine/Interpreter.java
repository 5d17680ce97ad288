package org.chainrule.engine;

import org.chainrule.gate.Gate;
import org.chainrule.graph.Graph;
import org.chainrule.source.Cancellation;
import org.chainrule.source.Memory;
import org.chainrule.source.Work;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/** Computes the nodes of a graph in order, one after the other. */
public final class Interpreter {
  private static final Gate[] GATES = Gate.values();

  private Interpreter() {}

  /**
   * The value of every node.
   *
   * @param inputs the values of the inputs, in the order of {@link Graph#inputs()}
   */
  public static double[] evaluate(Graph graph, double[] inputs) {
    double[] values = new double[graph.size()];
    evaluate(graph, inputs, values, 0, graph.size());
    return values;
  }

  /**
   * Computes the nodes from {@code from} up to, not including, {@code to}; those before must have
   * their values.
   *
   * @param values one entry a node, written in place
   */
  public static void evaluate(Graph graph, double[] inputs, double[] values, int from, int to) {
    for (int node = from; node < to; ) {
      int end = Math.min(to, node + Cancellation.STEPS);
      Work.count(end - node);
      for (; node < end; node++) {
        int ordinal = graph.ordinal(node);
        values[node] = ordinal < 0 ? leaf(graph, node, inputs) : gate(graph, node, ordinal, values);
      }
    }
  }

  /**
   * The value of every node.
   *
   * @param inputs the values of the inputs, in the order of {@link Graph#inputs()}, each of the
   *     shape that the graph has for it
   */
  public static Values evaluate(Graph graph, Matrix[] inputs) {
    if (graph.isScalar()) {
      double[] numbers = new double[inputs.length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = inputs[i].scalar();
      }
      return Values.of(evaluate(graph, numbers));
    }
    refuseTooMuch(graph);
    Values values = new Values(new double[graph.size()], new Matrix[graph.size()]);
    for (int node = 0; node < graph.size(); node++) {
      if (graph.isInput(node)) {
        values.set(node, inputs[graph.input(node)]);
      } else if (graph.isConstant(node)) {
        values.set(node, graph.constant(node).matrix());
      }
    }
    Cancellation.check();
    for (int node = 0; node < graph.size(); node++) {
      if (graph.isGate(node)) {
        compute(graph, values, node);
      }
    }
    return values;
  }

  /** Computes one gate from the values of its operands. */
  static void compute(Graph graph, Values values, int node) {
    int ordinal = graph.ordinal(node);
    if (graph.shape(node).isScalar() && GATES[ordinal].spec().isEntrywise()) {
      values.numbers()[node] = gate(graph, node, ordinal, values.numbers());
    } else {
      values.set(node, whole(graph, node, values));
    }
  }

  /** What a gate gives for the values of its operands, whatever its own is. */
  static Matrix result(Graph graph, Values values, int node) {
    int ordinal = graph.ordinal(node);
    return graph.shape(node).isScalar() && GATES[ordinal].spec().isEntrywise()
        ? Matrix.scalar(gate(graph, node, ordinal, values.numbers()))
        : whole(graph, node, values);
  }

  /** A gate with a matrix among its operands. */
  private static Matrix whole(Graph graph, int node, Values values) {
    Cancellation.check();
    Matrix[] operands = new Matrix[graph.arity(node)];
    for (int slot = 0; slot < operands.length; slot++) {
      operands[slot] = values.get(graph.operand(node, slot));
    }
    Gate gate = graph.gate(node);
    Work.count(cost(gate, operands, graph.shape(node)));
    return gate == Gate.STACK ? Matrices.stack(operands, graph.shape(node)) : gate.apply(operands);
  }

  /** Evaluations that a gate on matrices stands for: one for each number that it makes or adds. */
  private static long cost(Gate gate, Matrix[] operands, Shape shape) {
    if (gate == Gate.MATMUL) {
      return (long) shape.size() * operands[0].columns();
    }
    long cost = shape.size();
    for (Matrix operand : operands) {
      cost += operand.size();
    }
    return cost;
  }

  /** Refuses what the memory of this machine does not suffice for, before any of it is taken. */
  private static void refuseTooMuch(Graph graph) {
    long entries = 0;
    for (int node = 0; node < graph.size(); node++) {
      entries += graph.isGate(node) ? graph.shape(node).size() : 0;
    }
    long megabytes = entries * Double.BYTES >> 20;
    long there = Runtime.getRuntime().maxMemory() >> 20;
    if (megabytes > there * 3 / 4) {
      throw Memory.insufficient().asException();
    }
  }

  private static double leaf(Graph graph, int node, double[] inputs) {
    return graph.isInput(node) ? inputs[graph.input(node)] : graph.constant(node).value();
  }

  private static double gate(Graph graph, int node, int ordinal, double[] values) {
    // Operands beyond the arity are node 0, whatever its value.
    double x = values[graph.first(node)];
    double y = values[graph.second(node)];
    return GATES[ordinal].apply(x, y, values[graph.third(node)]);
  }
}
