package org.chainrule.homework.students;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A circuit with given values: inputs, constants and gates in order, the last one the output.
 *
 * @param nodes the nodes, operands before their consumers
 */
record Exercise(List<Node> nodes) {
  Exercise {
    nodes = List.copyOf(nodes);
  }

  /**
   * A node.
   *
   * @param op its kind
   * @param operands places of its operands
   * @param given the number of an input or a constant
   * @param name what the sheet calls it; empty where it stands inside of another definition
   */
  record Node(Op op, List<Integer> operands, Optional<Decimals> given, String name) {
    int operand(int slot) {
      return operands.get(slot);
    }

    boolean isNamed() {
      return !name.isEmpty();
    }

    boolean isGate() {
      return op.isGate();
    }
  }

  /** An operand of a gate. */
  record Edge(int node, int slot) {}

  int output() {
    return nodes.size() - 1;
  }

  Node node(int place) {
    return nodes.get(place);
  }

  String name(int place) {
    return nodes.get(place).name();
  }

  List<Edge> uses(int place) {
    List<Edge> uses = new ArrayList<>();
    for (int node = place + 1; node < nodes.size(); node++) {
      for (int slot = 0; slot < nodes.get(node).operands().size(); slot++) {
        if (nodes.get(node).operand(slot) == place) {
          uses.add(new Edge(node, slot));
        }
      }
    }
    return uses;
  }

  /** Ways from one node up to another. */
  int paths(int from, int to) {
    int[] ways = new int[nodes.size()];
    ways[from] = 1;
    for (int node = from + 1; node <= to; node++) {
      for (int operand : nodes.get(node).operands()) {
        ways[node] += ways[operand];
      }
    }
    return ways[to];
  }

  int gates() {
    return (int) nodes.stream().filter(Node::isGate).count();
  }

  /** The right side of a node's definition. */
  private String definition(int place) {
    Node node = nodes.get(place);
    Object[] texts = new Object[node.op().arity];
    for (int slot = 0; slot < texts.length; slot++) {
      Node operand = nodes.get(node.operand(slot));
      String text =
          operand.op() == Op.CONSTANT
              ? operand.given().orElseThrow().text(n -> n.toPlainString())
              : operand.isNamed() ? operand.name() : definition(node.operand(slot));
      boolean bare =
          operand.isNamed()
              || node.op().isFunction()
              || operand.op().isFunction()
              || operand.op() == Op.CONSTANT && !text.startsWith("-");
      texts[slot] = bare ? text : "(" + text + ")";
    }
    return String.format(node.op().text, texts);
  }

  /** The lines of the question: definitions and given values. */
  List<String> question() {
    List<String> lines = new ArrayList<>();
    List<String> givens = new ArrayList<>();
    for (int place = 0; place < nodes.size(); place++) {
      Node node = nodes.get(place);
      if (node.op() == Op.INPUT) {
        givens.add(node.name() + " = " + node.given().orElseThrow().text(n -> n.toPlainString()));
      } else if (node.isGate() && node.isNamed()) {
        lines.add(node.name() + " = " + definition(place));
      }
    }
    lines.addAll(givens);
    return lines;
  }
}
