package org.chainrule.graph;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the nodes of a graph when its derivatives were taken. A derivative is a box, whose
 * value is its formula; the nodes of the formula are hidden in it, unless the text has them too.
 */
final class Boxes {
  private static final int NONE = -1;

  private final int[] origins;
  private final BitSet hidden = new BitSet();

  /** Boxes by the kinds and operands of the derivatives that they are, in the new numbers. */
  private final Map<List<Integer>, Integer> known = new HashMap<>();

  /**
   * What became of a circuit's nodes.
   *
   * @param images for each node the one that it has become
   */
  Boxes(Circuit before, Graph taken, int[] images) {
    Graph graph = before.graph();
    origins = new int[taken.size()];
    Arrays.fill(origins, NONE);
    hidden.set(0, taken.size());
    for (int node = images.length - 1; node >= 0; node--) {
      int image = images[node];
      if (!before.isHidden(node) && !graph.isParameter(node)) {
        hidden.clear(image);
        origins[image] = before.origin(node);
      }
      if (graph.isOpen(node)) {
        known.put(
            key(
                graph.ordinal(node),
                images[graph.operand(node, 0)],
                images[graph.operand(node, 1)],
                graph.isDown(node) ? images[graph.operand(node, 2)] : 0),
            image);
      }
    }
    if (before.boxes() != null) { // of derivatives that were taken earlier
      before.boxes().known.forEach((key, box) -> known.put(moved(key, images), images[box]));
    }
  }

  private static List<Integer> moved(List<Integer> key, int[] images) {
    boolean down = key.get(0) == Graph.DOWN;
    return key(key.get(0), images[key.get(1)], images[key.get(2)], down ? images[key.get(3)] : 0);
  }

  private static List<Integer> key(int kind, int x, int y, int z) {
    return List.of(kind, x, y, z);
  }

  /** The box of a derivative; -1 if there is none. */
  int box(byte kind, int x, int y, int z) {
    return known.getOrDefault(key(kind, x, y, z), NONE);
  }

  boolean isHidden(int node) {
    return hidden.get(node);
  }

  /** The node that this one was before; -1 if it was none. */
  int origin(int node) {
    return node < origins.length ? origins[node] : NONE;
  }
}
