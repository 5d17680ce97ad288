package org.chainrule.bench;

import java.util.Arrays;
import org.chainrule.gate.Functions;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Graph;

/**
 * Value and gradient as one would write them by hand without a graph of adjoints: a pass forward
 * and a pass back over arrays, with the derivative of each operation coded in place. What the
 * interpreter of the adjoint graph is compared with.
 */
final class ReverseSweep {
  private static final byte INPUT = 0;
  private static final byte ADD = 1;
  private static final byte SUB = 2;
  private static final byte MUL = 3;
  private static final byte SIN = 4;
  private static final byte EXP = 5;
  private static final byte TANH = 6;

  private final byte[] codes;
  private final int[] first;
  private final int[] second;
  private final double[] values;
  private final double[] adjoints;

  private ReverseSweep(int size) {
    codes = new byte[size];
    first = new int[size];
    second = new int[size];
    values = new double[size];
    adjoints = new double[size];
  }

  /** A sweep over a graph made by {@link RandomGraph}. */
  static ReverseSweep of(Graph graph) {
    ReverseSweep sweep = new ReverseSweep(graph.size());
    for (int node = 0; node < graph.size(); node++) {
      sweep.codes[node] = graph.isInput(node) ? INPUT : code(graph.gate(node));
      sweep.first[node] = graph.first(node);
      sweep.second[node] = graph.second(node);
    }
    return sweep;
  }

  private static byte code(Gate gate) {
    return switch (gate) {
      case ADD -> ADD;
      case SUB -> SUB;
      case MUL -> MUL;
      case SIN -> SIN;
      case EXP -> EXP;
      case TANH -> TANH;
      default -> throw new IllegalStateException(gate + " is no gate of a random graph");
    };
  }

  /** The adjoint of every node, the last node being the output; overwritten by the next call. */
  double[] run(double[] point) {
    forward(point);
    Arrays.fill(adjoints, 0);
    adjoints[adjoints.length - 1] = 1;
    backward();
    return adjoints;
  }

  private void forward(double[] point) {
    for (int node = 0; node < values.length; node++) {
      int x = first[node];
      switch (codes[node]) {
        case INPUT -> values[node] = point[x];
        case ADD -> values[node] = values[x] + values[second[node]];
        case SUB -> values[node] = values[x] - values[second[node]];
        case MUL -> values[node] = values[x] * values[second[node]];
        case SIN -> values[node] = Math.sin(values[x]);
        case EXP -> values[node] = Math.exp(values[x]);
        default -> values[node] = Functions.tanh(values[x]);
      }
    }
  }

  private void backward() {
    for (int node = values.length - 1; node >= 0; node--) {
      double upstream = adjoints[node];
      int x = first[node];
      switch (codes[node]) {
        case INPUT -> {}
        case ADD -> {
          adjoints[x] += upstream;
          adjoints[second[node]] += upstream;
        }
        case SUB -> {
          adjoints[x] += upstream;
          adjoints[second[node]] -= upstream;
        }
        case MUL -> {
          adjoints[x] += upstream * values[second[node]];
          adjoints[second[node]] += upstream * values[x];
        }
        case SIN -> adjoints[x] += upstream * Math.cos(values[x]);
        case EXP -> adjoints[x] += upstream * values[node];
        default -> adjoints[x] += upstream * (1 - values[node] * values[node]);
      }
    }
  }
}
