package org.chainrule.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.calculus.Adjoints;
import org.chainrule.engine.Interpreter;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;
import org.chainrule.source.Problem;

/**
 * Gradients compared with differences of the forward computation.
 *
 * @param comparisons one for each input and gate that the output depends on, by name, in forward
 *     order; of circuits with more than 2,000 gates the inputs only
 */
public record Verification(Map<String, Comparison> comparisons) {
  private static final int MOST_GATES = 2_000;
  private static final double TOLERANCE = 1e-6;

  /** How a gradient compares with its difference quotient. */
  public enum Verdict {
    /** They agree. */
    AGREES,
    /** They differ by more than both can err. */
    DIFFERS,
    /** The gradient lies between the slopes on both sides of a kink. */
    BETWEEN_SLOPES,
    /** The difference quotient does not settle, so it says nothing. */
    UNSETTLED
  }

  /**
   * A gradient and its difference quotient.
   *
   * @param gradient by the chain rule
   * @param difference by central differences, extrapolated
   * @param verdict whether they agree
   */
  public record Comparison(double gradient, double difference, Verdict verdict) {}

  /** Whether no gradient differs from its difference quotient. */
  public boolean agrees() {
    return comparisons.values().stream().noneMatch(c -> c.verdict() == Verdict.DIFFERS);
  }

  /**
   * Compares the gradients of a circuit.
   *
   * @param values the value of every node of the differentiated graph
   */
  public static Verification of(Circuit circuit, Adjoints adjoints, double[] values) {
    Graph graph = circuit.graph();
    int output = circuit.output();
    boolean[] reachable = graph.reachable(output);
    int gates = 0;
    for (int node = 0; node <= output; node++) {
      gates += reachable[node] && graph.isGate(node) ? 1 : 0;
    }
    boolean kinks =
        Findings.of(circuit, adjoints, values).stream().anyMatch(n -> n.problem() == Problem.KINK);
    Slope slope = new Slope(graph, output, values);
    Map<String, Comparison> comparisons = new LinkedHashMap<>();
    for (int node = 0; node <= output; node++) {
      boolean compared = reachable[node] && !graph.isConstant(node);
      if (compared
          && adjoints.upstream(node) != Adjoints.NONE
          && (graph.isInput(node) || gates <= MOST_GATES)) {
        double gradient = values[adjoints.upstream(node)];
        comparisons.put(circuit.names().name(node), slope.compare(node, gradient, kinks));
      }
    }
    return new Verification(comparisons);
  }

  /** The output as a function of one node, all that comes before it held. */
  private static final class Slope {
    private final Graph graph;
    private final int output;
    private final double[] point;
    private final double[] values;

    Slope(Graph graph, int output, double[] point) {
      this.graph = graph;
      this.output = output;
      this.point = point;
      this.values = point.clone();
    }

    Comparison compare(int node, double gradient, boolean kinks) {
      double[] central = extrapolate(node, 0);
      Comparison comparison = judge(gradient, central[0], central[1]);
      if (kinks && comparison.verdict() != Verdict.AGREES) {
        double[] left = extrapolate(node, -1);
        double[] right = extrapolate(node, 1);
        double slack = left[1] + right[1] + TOLERANCE * (1 + Math.abs(gradient));
        boolean between =
            gradient >= Math.min(left[0], right[0]) - slack
                && gradient <= Math.max(left[0], right[0]) + slack;
        return new Comparison(
            gradient, central[0], between ? Verdict.BETWEEN_SLOPES : comparison.verdict());
      }
      return comparison;
    }

    private static Comparison judge(double gradient, double difference, double error) {
      double scale = Math.abs(gradient) + Math.abs(difference);
      Verdict verdict;
      if (!Double.isFinite(gradient) || !Double.isFinite(difference)) {
        boolean same = Double.isNaN(gradient) == Double.isNaN(difference);
        verdict = same ? Verdict.UNSETTLED : Verdict.DIFFERS;
        verdict = Double.isFinite(gradient) ? Verdict.UNSETTLED : verdict;
      } else if (Math.abs(gradient - difference) <= TOLERANCE * scale + 4 * error) {
        verdict = error > 1e-3 * scale && error > 1e-9 ? Verdict.UNSETTLED : Verdict.AGREES;
      } else {
        verdict = Verdict.DIFFERS;
      }
      return new Comparison(gradient, difference, verdict);
    }

    private double at(int node, double value) {
      values[node] = value;
      for (int each = node + 1; each <= output; each++) {
        if (graph.isGate(each)) {
          Interpreter.evaluate(graph, NO_INPUTS, values, each, each + 1);
        }
      }
      double result = values[output];
      System.arraycopy(point, node, values, node, output + 1 - node);
      return result;
    }

    private static final double[] NO_INPUTS = {};

    private double quotient(int node, double h, int side) {
      double x = point[node];
      if (side == 0) {
        return (at(node, x + h) - at(node, x - h)) / ((x + h) - (x - h));
      }
      return side * (at(node, x + side * h) - point[output]) / Math.abs((x + side * h) - x);
    }

    /**
     * Ridders' method (1982): difference quotients of shrinking steps, extrapolated to step 0; the
     * entry of the table that changes least is the answer.
     *
     * @return the slope and an estimate of its error
     */
    private double[] extrapolate(int node, int side) {
      double shrink = 1.6;
      double h = 0.05 * Math.max(Math.abs(point[node]), 0.1);
      for (int tries = 0; tries < 12 && !Double.isFinite(quotient(node, h, side)); tries++) {
        h /= 8;
      }
      int rows = 12;
      double[][] table = new double[rows][rows];
      double best = Double.NaN;
      double least = Double.POSITIVE_INFINITY;
      double step = h;
      for (int i = 0; i < rows; i++) {
        table[i][0] = quotient(node, h, side);
        double factor = side == 0 ? shrink * shrink : shrink;
        double power = factor;
        for (int j = 1; j <= i; j++) {
          table[i][j] = (power * table[i][j - 1] - table[i - 1][j - 1]) / (power - 1);
          power *= factor;
          double error =
              Math.max(
                  Math.abs(table[i][j] - table[i][j - 1]),
                  Math.abs(table[i][j] - table[i - 1][j - 1]));
          if (error < least) {
            least = error;
            best = table[i][j];
            step = h;
          }
        }
        h /= shrink;
      }
      // The forward computation rounds, and the quotient divides what it loses by the step.
      double rounding = 8 * Math.ulp(point[output]) / step;
      return new double[] {best, least + rounding};
    }
  }
}
