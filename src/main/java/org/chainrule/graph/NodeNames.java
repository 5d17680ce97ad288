package org.chainrule.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the nodes of a circuit are called: as the text names them, the output f unless the text
 * names it or uses f for something else (then out), all other gates t1, t2, ... in forward order.
 */
public final class NodeNames {
  private final String[] names;
  private final Map<String, Integer> nodes;

  private NodeNames(String[] names, Map<String, Integer> nodes) {
    this.names = names;
    this.nodes = nodes;
  }

  /**
   * The names of a circuit. A constant keeps no name but that of the output; what is inside a box
   * has the name of the first box that it is inside of.
   *
   * @param own what the text calls the output, if it is a definition
   */
  static NodeNames of(Circuit circuit, Optional<String> own) {
    Graph graph = circuit.graph();
    Map<String, Integer> named = circuit.nodes();
    int output = circuit.output();
    String[] names = new String[output + 1];
    Map<String, Integer> nodes = new HashMap<>(named);
    named.forEach(
        (name, node) -> {
          if (node <= output && names[node] == null && !graph.isConstant(node)) {
            names[node] = name;
          }
        });
    if (names[output] == null && own.isPresent()) {
      names[output] = own.get();
    }
    if (names[output] == null) {
      String name = nodes.containsKey("f") ? free("out", nodes) : "f";
      names[output] = name;
      nodes.put(name, output);
    }
    boolean[] reachable = graph.reachable(output);
    int number = 0;
    for (int node = 0; node <= output; node++) {
      boolean shown = graph.isGate(node) && !circuit.isHidden(node) || graph.isOpen(node);
      if (reachable[node] && shown && names[node] == null) {
        String name;
        do {
          name = "t" + ++number;
        } while (nodes.containsKey(name));
        names[node] = name;
        nodes.put(name, node);
      }
    }
    for (int node = output; node >= 0; node--) {
      for (int slot = reachable[node] ? graph.arity(node) - 1 : -1; slot >= 0; slot--) {
        int operand = graph.operand(node, slot);
        if (names[operand] == null && circuit.isHidden(operand)) {
          names[operand] = names[node];
        }
      }
    }
    return new NodeNames(names, nodes);
  }

  private static String free(String name, Map<String, Integer> taken) {
    String candidate = name;
    for (int number = 1; taken.containsKey(candidate); number++) {
      candidate = name + number;
    }
    return candidate;
  }

  /** The name of a gate or input that the output depends on. */
  public String name(int node) {
    return names[node];
  }

  /** The node called {@code name}. */
  public OptionalInt node(String name) {
    Integer node = nodes.get(name);
    return node == null ? OptionalInt.empty() : OptionalInt.of(node);
  }
}
