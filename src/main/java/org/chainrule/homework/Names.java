package org.chainrule.homework;

import java.util.HashMap;
import java.util.Map;
import org.chainrule.ast.Expr;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;

/** How quantities are written. */
final class Names {
  private final Circuit circuit;

  /** What claims call nodes that have no name. */
  private final Map<Integer, Expr> spoken = new HashMap<>();

  Names(Circuit circuit) {
    this.circuit = circuit;
  }

  /** Notes what a claim calls the node of a value. */
  void call(Quantity quantity, Expr spelled) {
    if (quantity instanceof Quantity.Value value) {
      spoken.putIfAbsent(value.node(), spelled);
    }
  }

  /** The name of a node; its number for one that the output does not depend on. */
  String node(int node) {
    Graph graph = circuit.graph();
    if (graph.isConstant(node)) {
      return graph.constant(node).form().toString();
    }
    String name = node <= circuit.output() ? circuit.names().name(node) : null;
    if (name != null) {
      return name;
    }
    for (var each : circuit.nodes().entrySet()) {
      if (each.getValue() == node) {
        return each.getKey();
      }
    }
    Expr written = circuit.openings().getOrDefault(node, spoken.get(node));
    return written == null ? "node " + node : written.toString();
  }

  String of(Quantity quantity) {
    if (quantity instanceof Quantity.Value value) {
      return node(value.node());
    }
    if (quantity instanceof Quantity.Total total) {
      return "d" + node(total.of()) + "/d" + node(total.by());
    }
    if (quantity instanceof Quantity.Local local) {
      int operand = circuit.graph().operand(local.node(), local.slot());
      return "local d" + node(local.node()) + "/d" + node(operand);
    }
    if (quantity instanceof Quantity.Down down) {
      int operand = circuit.graph().operand(down.node(), down.slot());
      return "down " + node(down.node()) + "->" + node(operand);
    }
    Quantity.Entry entry = (Quantity.Entry) quantity;
    return of(entry.matrix())
        + (entry.row() > 0
            ? "[" + entry.row() + "," + entry.column() + "]"
            : "[" + entry.column() + "]");
  }

  /** Whether all that a quantity is named by is shown, and not inside a derivative. */
  boolean shows(Quantity quantity) {
    Quantity matrix = quantity.matrix();
    if (matrix instanceof Quantity.Local local) {
      return shows(local.node(), local.slot());
    }
    if (matrix instanceof Quantity.Down down) {
      return shows(down.node(), down.slot());
    }
    return !circuit.isHidden(
        matrix instanceof Quantity.Total total ? total.by() : ((Quantity.Value) matrix).node());
  }

  private boolean shows(int gate, int slot) {
    return !circuit.isHidden(gate) && !circuit.isHidden(circuit.graph().operand(gate, slot));
  }

  static String kind(Quantity quantity) {
    return quantity instanceof Quantity.Value
        ? "value"
        : quantity instanceof Quantity.Total
            ? "total"
            : quantity instanceof Quantity.Local
                ? "local"
                : quantity instanceof Quantity.Down ? "down" : "entry";
  }
}
