package org.chainrule.homework.students;

import java.util.Arrays;
import org.chainrule.homework.students.Exercise.Node;

/**
 * The truth of an exercise: values, and derivatives of the output by each entry of each node, by
 * dual numbers over plain doubles. It shares no rule with the student and none with the program.
 */
final class Truth {
  private final Exercise exercise;
  private final double share;
  private final double[][] values;
  private final double[][] totals;

  /**
   * The truth.
   *
   * @param share what relu, or the first operand of max, gets at a kink
   */
  Truth(Exercise exercise, double share) {
    this.exercise = exercise;
    this.share = share;
    int size = exercise.nodes().size();
    values = run(-1, -1, 0);
    totals = new double[size][];
    for (int node = 0; node < size; node++) {
      totals[node] = new double[values[node].length];
      for (int entry = 0; entry < totals[node].length; entry++) {
        totals[node][entry] = run(node, entry, 1)[size - 1][0];
      }
    }
  }

  double value(int node, int entry) {
    return values[node][entry];
  }

  double total(int node, int entry) {
    return totals[node][entry];
  }

  /** Values, or with an entry of a node moved, the derivatives of all nodes by it. */
  private double[][] run(int moved, int entry, double by) {
    int size = exercise.nodes().size();
    double[][] value = new double[size][];
    double[][] dual = new double[size][];
    for (int place = 0; place < size; place++) {
      Node node = exercise.node(place);
      if (node.isGate()) {
        gate(node, value, dual, place);
      } else {
        value[place] =
            node.given().orElseThrow().entries().stream()
                .mapToDouble(n -> n.doubleValue())
                .toArray();
        dual[place] = new double[value[place].length];
      }
      if (place == moved) {
        Arrays.fill(dual[place], 0);
        dual[place][entry] = by;
      }
    }
    return moved < 0 ? value : dual;
  }

  private void gate(Node node, double[][] value, double[][] dual, int place) {
    double[] x = value[node.operand(0)];
    double[] dx = dual[node.operand(0)];
    double[] y = node.op().arity > 1 ? value[node.operand(1)] : x;
    double[] dy = node.op().arity > 1 ? dual[node.operand(1)] : dx;
    int size =
        switch (node.op()) {
          case SUM, DOT -> 1;
          case PRODUCT -> x.length / y.length;
          default -> Math.max(x.length, y.length);
        };
    double[] out = new double[size];
    double[] dout = new double[size];
    value[place] = out;
    dual[place] = dout;
    switch (node.op()) {
      case SUM -> {
        out[0] = Arrays.stream(x).sum();
        dout[0] = Arrays.stream(dx).sum();
      }
      case DOT -> {
        for (int i = 0; i < x.length; i++) {
          out[0] += x[i] * y[i];
          dout[0] += dx[i] * y[i] + x[i] * dy[i];
        }
      }
      case PRODUCT -> {
        for (int i = 0; i < x.length; i++) {
          int k = i % y.length;
          out[i / y.length] += x[i] * y[k];
          dout[i / y.length] += dx[i] * y[k] + x[i] * dy[k];
        }
      }
      default -> {
        for (int i = 0; i < size; i++) {
          int first = x.length == 1 ? 0 : i;
          int second = y.length == 1 ? 0 : i;
          double[] pair = dual(node.op(), x[first], dx[first], y[second], dy[second]);
          out[i] = pair[0];
          dout[i] = pair[1];
        }
      }
    }
  }

  private double[] dual(Op op, double x, double dx, double y, double dy) {
    return switch (op) {
      case ADD -> new double[] {x + y, dx + dy};
      case SUB -> new double[] {x - y, dx - dy};
      case MUL -> new double[] {x * y, dx * y + x * dy};
      case DIV -> new double[] {x / y, (dx * y - x * dy) / (y * y)};
      case POWER -> new double[] {Math.pow(x, y), y * Math.pow(x, y - 1) * dx};
      case EXPONENTIAL -> new double[] {Math.pow(x, y), Math.pow(x, y) * Math.log(x) * dy};
      case NEG -> new double[] {-x, -dx};
      case EXP -> new double[] {Math.exp(x), Math.exp(x) * dx};
      case LOG -> new double[] {Math.log(x), dx / x};
      case SQRT -> new double[] {Math.sqrt(x), dx / Math.sqrt(4 * x)};
      case SIGMOID -> {
        double e = Math.exp(-x);
        yield new double[] {1 / (1 + e), e / (1 + e) / (1 + e) * dx};
      }
      case TANH -> new double[] {Math.tanh(x), dx / Math.cosh(x) / Math.cosh(x)};
      case SIN -> new double[] {Math.sin(x), Math.cos(x) * dx};
      case COS -> new double[] {Math.cos(x), -Math.sin(x) * dx};
      case RELU -> new double[] {Math.max(x, 0), isZero(x) ? share * dx : x > 0 ? dx : 0};
      case MAX ->
          new double[] {
            Math.max(x, y), isZero(x - y) ? share * dx + (1 - share) * dy : x > y ? dx : dy
          };
      case INPUT, CONSTANT, PRODUCT, DOT, SUM -> throw new IllegalStateException(op + "");
    };
  }

  /** Zero but for what doubles make of decimals. */
  static boolean isZero(double x) {
    return Math.abs(x) < 1e-12;
  }
}
