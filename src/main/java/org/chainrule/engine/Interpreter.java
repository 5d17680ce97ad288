package org.chainrule.engine;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.chainrule.gate.Gate;
import org.chainrule.gate.Kernel;
import org.chainrule.graph.Graph;
import org.chainrule.source.Cancellation;
import org.chainrule.source.Memory;
import org.chainrule.source.Work;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/** Computes the nodes of a graph in order, one after the other. */
public final class Interpreter {
  private static final byte ADD = 0;
  private static final byte SUB = 1;
  private static final byte MUL = 2;
  private static final byte DIV = 3;
  private static final byte NEG = 4;
  private static final byte UNARY = 5;
  private static final byte BINARY = 6;
  private static final byte TERNARY = 7;
  private static final byte WHOLE = 8;

  private static final Gate[] GATES = Gate.values();
  private static final byte[] CODES = new byte[GATES.length];
  private static final DoubleUnaryOperator[] UNARIES = new DoubleUnaryOperator[GATES.length];
  private static final DoubleBinaryOperator[] BINARIES = new DoubleBinaryOperator[GATES.length];
  private static final Kernel.Ternary.Function[] TERNARIES =
      new Kernel.Ternary.Function[GATES.length];

  static {
    for (Gate gate : GATES) {
      int ordinal = gate.ordinal();
      Kernel kernel = gate.spec().kernel();
      if (kernel instanceof Kernel.Opcode opcode) {
        CODES[ordinal] =
            switch (opcode) {
              case DADD -> ADD;
              case DSUB -> SUB;
              case DMUL -> MUL;
              case DDIV -> DIV;
              case DNEG -> NEG;
            };
      } else if (kernel instanceof Kernel.Unary unary) {
        CODES[ordinal] = UNARY;
        UNARIES[ordinal] = unary.function();
      } else if (kernel instanceof Kernel.Binary binary) {
        CODES[ordinal] = BINARY;
        BINARIES[ordinal] = binary.function();
      } else if (kernel instanceof Kernel.Ternary ternary) {
        CODES[ordinal] = TERNARY;
        TERNARIES[ordinal] = ternary.function();
      } else {
        CODES[ordinal] = WHOLE;
      }
    }
  }

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
    double x = values[graph.first(node)];
    switch (CODES[ordinal]) {
      case ADD:
        return x + values[graph.second(node)];
      case SUB:
        return x - values[graph.second(node)];
      case MUL:
        return x * values[graph.second(node)];
      case DIV:
        return x / values[graph.second(node)];
      case NEG:
        return -x;
      case UNARY:
        return UNARIES[ordinal].applyAsDouble(x);
      case BINARY:
        return BINARIES[ordinal].applyAsDouble(x, values[graph.second(node)]);
      case TERNARY:
        return TERNARIES[ordinal].applyAsDouble(
            x, values[graph.second(node)], values[graph.third(node)]);
      default:
        int arity = GATES[ordinal].arity();
        return GATES[ordinal]
            .spec()
            .kernel()
            .apply(
                x,
                arity > 1 ? values[graph.second(node)] : 0,
                arity > 2 ? values[graph.third(node)] : 0);
    }
  }
}
