package org.chainrule.trace;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
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
    return ofOutput(circuit, values, List.copyOf(circuit.sheet().inputs()), most);
  }

  /** The Jacobians of a circuit's output by nodes that have these names. */
  public static List<Jacobian> ofOutput(
      Circuit circuit, Values values, List<String> names, long most) {
    Graph graph = circuit.graph();
    int output = circuit.output();
    List<Jacobian> jacobians = new ArrayList<>();
    for (String input : names) {
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
      if (!reachable[node] || circuit.isHidden(node)) {
        continue;
      }
      if (circuit.openings().containsKey(node)) {
        BitSet operands = Adjoints.operands(circuit, node);
        Adjoints inside = ChainRule.inside(graph, node, operands, Tracer.UP);
        Variation box = Variation.beyond(inside.graph(), values);
        for (int each = operands.nextSetBit(0); each >= 0; each = operands.nextSetBit(each + 1)) {
          int image = inside.upstream(each);
          ofGate(circuit, node, each, box, inside.upstream(node), image, most)
              .ifPresent(jacobians::add);
        }
        continue;
      }
      for (int slot = 0; slot < graph.arity(node); slot++) {
        int image = pullbacks.downstream(node, slot);
        int operand = graph.operand(node, slot);
        int seed = pullbacks.seed(node);
        ofGate(circuit, node, operand, gates, seed, image, most).ifPresent(jacobians::add);
      }
    }
    return jacobians;
  }

  private static Optional<Jacobian> ofGate(
      Circuit circuit, int node, int operand, Variation map, int seed, int image, long most) {
    Shape of = circuit.graph().shape(node);
    Shape by = circuit.graph().shape(operand);
    if (image == Adjoints.NONE || of.isScalar() && by.isScalar()) {
      return Optional.empty();
    }
    String name = circuit.names().name(node);
    return Optional.of(of(name, circuit.names().name(operand), of, by, map, seed, image, most));
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
