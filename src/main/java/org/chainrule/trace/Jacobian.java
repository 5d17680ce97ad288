package org.chainrule.trace;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.chainrule.calculus.Pullbacks;
import org.chainrule.engine.Values;
import org.chainrule.engine.Variation;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/**
 * All partial derivatives of one value by another.
 *
 * @param of name of the value that is differentiated
 * @param by name of the value it is differentiated by
 * @param ofShape its shape; its entries, row by row, are the rows of the Jacobian
 * @param byShape the other's shape; its entries, row by row, are the columns
 * @param entries the derivatives; empty, a 1x1 NaN, where there are more than were asked for
 * @param complete whether the entries are there
 */
public record Jacobian(
    String of, String by, Shape ofShape, Shape byShape, Matrix entries, boolean complete) {

  /** The Jacobians of a circuit's output by its inputs. */
  public static List<Jacobian> ofOutput(Circuit circuit, Values values, long most) {
    Graph graph = circuit.graph();
    int output = circuit.output();
    List<Jacobian> jacobians = new ArrayList<>();
    for (String input : circuit.sheet().inputs()) {
      int node = circuit.nodes().get(input);
      BitSet by = new BitSet();
      by.set(node);
      Adjoints adjoints = ChainRule.pullback(graph, output, by, Tracer.UP);
      int image = node > output ? Adjoints.NONE : adjoints.upstream(node);
      jacobians.add(
          image == Adjoints.NONE
              ? zero(circuit.names().name(output), input, graph.shape(output), graph.shape(node))
              : of(
                  circuit.names().name(output),
                  input,
                  graph.shape(output),
                  graph.shape(node),
                  Variation.beyond(adjoints.graph(), values),
                  adjoints.upstream(output),
                  image,
                  most));
    }
    return jacobians;
  }

  /** The Jacobians of all gates by their operands, where one of the two is no number. */
  public static List<Jacobian> ofGates(Circuit circuit, Values values, long most) {
    Graph graph = circuit.graph();
    int output = circuit.output();
    Pullbacks pullbacks = ChainRule.pullbacks(graph, output, Tracer.UP);
    Variation gates = Variation.beyond(pullbacks.graph(), values);
    boolean[] reachable = graph.reachable(output);
    List<Jacobian> jacobians = new ArrayList<>();
    for (int node = 0; node <= output; node++) {
      for (int slot = 0; reachable[node] && slot < graph.arity(node); slot++) {
        int image = pullbacks.downstream(node, slot);
        int operand = graph.operand(node, slot);
        boolean scalar = graph.shape(node).isScalar() && graph.shape(operand).isScalar();
        if (image != Adjoints.NONE && !scalar) {
          jacobians.add(
              of(
                  circuit.names().name(node),
                  circuit.names().name(operand),
                  graph.shape(node),
                  graph.shape(operand),
                  gates,
                  pullbacks.seed(node),
                  image,
                  most));
        }
      }
    }
    return jacobians;
  }

  private static Jacobian zero(String of, String by, Shape ofShape, Shape byShape) {
    Matrix zeros =
        Matrix.over(
            new Shape(ofShape.size(), byShape.size()), new double[ofShape.size() * byShape.size()]);
    return new Jacobian(of, by, ofShape, byShape, zeros, true);
  }

  private static Jacobian of(
      String of,
      String by,
      Shape ofShape,
      Shape byShape,
      Variation map,
      int seed,
      int image,
      long most) {
    boolean complete = (long) ofShape.size() * byShape.size() <= most;
    Matrix entries = complete ? map.transposedMatrix(seed, image) : Matrix.scalar(Double.NaN);
    return new Jacobian(of, by, ofShape, byShape, entries, complete);
  }

  /** How many entries it has, whether they are there or not. */
  public long size() {
    return (long) ofShape.size() * byShape.size();
  }
}
