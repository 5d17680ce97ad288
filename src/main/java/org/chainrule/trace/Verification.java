package org.chainrule.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.calculus.Adjoints;
import org.chainrule.engine.Values;
import org.chainrule.engine.Variation;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;
import org.chainrule.source.Problem;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/**
 * Gradients compared with differences of the forward computation.
 *
 * @param comparisons one for each input and gate that the output depends on, by name, in forward
 *     order, and of matrices one for each entry, such as {@code W[1,2]}; of circuits with more than
 *     2,000 gates the inputs only, of matrices the first 400 entries
 */
public record Verification(Map<String, Comparison> comparisons) {
  private static final int MOST_GATES = 2_000;

  /** Of larger matrices only the first entries are compared. */
  private static final int MOST_ENTRIES = 400;

  private static final double TOLERANCE = 1e-6;

  /** How a gradient compares with its difference quotient. */
  public enum Agreement {
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
  public record Comparison(double gradient, double difference, Agreement verdict) {}

  /** Whether no gradient differs from its difference quotient. */
  public boolean agrees() {
    return comparisons.values().stream().noneMatch(c -> c.verdict() == Agreement.DIFFERS);
  }

  /**
   * Compares the gradients of a circuit.
   *
   * @param values the value of every node of the differentiated graph
   */
  public static Verification of(Circuit circuit, Adjoints adjoints, Values values) {
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
      boolean compared = reachable[node] && !graph.isConstant(node) && !circuit.isHidden(node);
      if (compared
          && adjoints.upstream(node) != Adjoints.NONE
          && (graph.isInput(node) || gates <= MOST_GATES)) {
        Shape shape = graph.shape(node);
        Matrix gradient = values.get(adjoints.upstream(node));
        String name = circuit.names().name(node);
        int entries = Math.min(shape.size(), MOST_ENTRIES);
        for (int entry = 0; entry < entries; entry++) {
          String place = shape.isScalar() ? name : name + Matrix.place(shape, entry);
          comparisons.put(place, slope.compare(node, entry, gradient.entry(entry), kinks));
        }
      }
    }
    return new Verification(comparisons);
  }

  /** The output as a function of one node, all that comes before it held. */
  private static final class Slope {
    private final Values point;
    private final Variation variation;
    private final int output;
    private final double value;
    private final double cancelled;

    /** The node whose entry is varied, and its value at the point. */
    private double x;

    private int varied;
    private int entry;

    Slope(Graph graph, int output, Values values) {
      this.point = values;
      this.variation = Variation.of(graph, values);
      this.output = output;
      this.value = values.number(output);
      this.cancelled = Math.min(1, magnitude());
    }

    /** The largest magnitude of the numbers up to the output that are finite. */
    private double magnitude() {
      double largest = 0;
      for (int node = 0; node <= output; node++) {
        Matrix each = point.get(node);
        for (int i = 0; i < each.size(); i++) {
          double size = Math.abs(each.entry(i));
          largest = Double.isFinite(size) ? Math.max(largest, size) : largest;
        }
      }
      return largest;
    }

    Comparison compare(int node, int place, double gradient, boolean kinks) {
      varied = node;
      entry = place;
      x = point.get(node).entry(place);
      double[] central = extrapolate(0);
      Comparison comparison = judge(gradient, central[0], central[1]);
      if (kinks && comparison.verdict() != Agreement.AGREES) {
        double[] left = extrapolate(-1);
        double[] right = extrapolate(1);
        double slack = left[1] + right[1] + TOLERANCE * (1 + Math.abs(gradient));
        boolean between =
            gradient >= Math.min(left[0], right[0]) - slack
                && gradient <= Math.max(left[0], right[0]) + slack;
        return new Comparison(
            gradient, central[0], between ? Agreement.BETWEEN_SLOPES : comparison.verdict());
      }
      return comparison;
    }

    private static Comparison judge(double gradient, double difference, double error) {
      double scale = Math.abs(gradient) + Math.abs(difference);
      Agreement verdict;
      if (!Double.isFinite(gradient) || !Double.isFinite(difference)) {
        boolean same = Double.isNaN(gradient) == Double.isNaN(difference);
        verdict = same ? Agreement.UNSETTLED : Agreement.DIFFERS;
        verdict = Double.isFinite(gradient) ? Agreement.UNSETTLED : verdict;
      } else if (Math.abs(gradient - difference) <= TOLERANCE * scale + 4 * error) {
        verdict = error > 1e-3 * scale && error > 1e-9 ? Agreement.UNSETTLED : Agreement.AGREES;
      } else {
        verdict = Agreement.DIFFERS;
      }
      return new Comparison(gradient, difference, verdict);
    }

    private double at(double moved) {
      return variation.clear().replace(varied, entry, moved).number(output);
    }

    private double quotient(double h, int side) {
      if (side == 0) {
        return (at(x + h) - at(x - h)) / ((x + h) - (x - h));
      }
      return side * (at(x + side * h) - value) / Math.abs((x + side * h) - x);
    }

    /**
     * Ridders' method (1982): difference quotients of shrinking steps, extrapolated to step 0; the
     * entry of the table that changes least is the answer.
     *
     * @return the slope and an estimate of its error
     */
    private double[] extrapolate(int side) {
      double shrink = 1.6;
      double h = 0.05 * Math.max(Math.abs(x), 0.1);
      for (int tries = 0; tries < 12 && !Double.isFinite(quotient(h, side)); tries++) {
        h /= 8;
      }
      int rows = 12;
      double[][] table = new double[rows][rows];
      double best = Double.NaN;
      double least = Double.POSITIVE_INFINITY;
      double step = h;
      for (int i = 0; i < rows; i++) {
        table[i][0] = quotient(h, side);
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
      // The forward computation rounds, and the quotient divides what it loses by the step. What
      // cancels on the way was rounded when it was larger than the output.
      double rounding = 8 * Math.ulp(Math.max(Math.abs(value), cancelled)) / step;
      return new double[] {best, least + rounding};
    }
  }
}
