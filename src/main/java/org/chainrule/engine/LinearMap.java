package org.chainrule.engine;

import java.util.Arrays;
import org.chainrule.graph.Graph;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/** A node of a graph as a function of one input, on which it depends linearly. */
public final class LinearMap {
  private final Graph graph;
  private final int seed;
  private final int image;
  private final boolean[] needed;
  private final Values values;

  /**
   * The map from an input to a node.
   *
   * @param forward values of the first nodes of the graph, which do not depend on the seed
   * @param seed the input
   * @param image the node
   */
  public LinearMap(Graph graph, Values forward, int seed, int image) {
    this.graph = graph;
    this.seed = seed;
    this.image = image;
    boolean[] reachable = graph.reachable(image);
    this.values = new Values(new double[image + 1], new Matrix[image + 1]);
    for (int node = 0; node <= image; node++) {
      if (node < forward.size()) {
        values.set(node, forward.get(node));
        reachable[node] = false;
      } else if (graph.isConstant(node)) {
        values.set(node, graph.constant(node).matrix());
      }
    }
    this.needed = reachable;
  }

  /** The image of a seed that has the shape of the input. */
  public Matrix apply(Matrix argument) {
    if (seed <= image) {
      values.set(seed, argument);
    }
    Interpreter.evaluate(graph, values, 0, image + 1, needed);
    return values.get(image);
  }

  /** The image of a seed most of whose entries are no part of it: 0 times infinity is no road. */
  private Matrix column(Matrix unit) {
    Matrix plain = apply(unit);
    if (Arrays.stream(plain.unsafeEntries()).noneMatch(Double::isNaN)) {
      return plain;
    }
    Roads.evaluate(graph, values, seed, needed);
    return values.get(image);
  }

  /**
   * The matrix of the transposed map: a row for each entry of the seed, a column for each entry of
   * the image, both row by row.
   */
  public Matrix transposedMatrix() {
    Shape from = graph.shape(seed);
    Shape to = graph.shape(image);
    double[] entries = new double[Math.multiplyExact(from.size(), to.size())];
    for (int row = 0; row < from.size(); row++) {
      double[] unit = new double[from.size()];
      unit[row] = 1;
      Matrix image = column(Matrix.over(from, unit));
      System.arraycopy(image.unsafeEntries(), 0, entries, row * to.size(), to.size());
    }
    return Matrix.over(new Shape(from.size(), to.size()), entries);
  }
}
