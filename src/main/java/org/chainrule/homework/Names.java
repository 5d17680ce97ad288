package org.chainrule.homework;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.chainrule.ast.Expr;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;

/** How quantities are written. */
final class Names implements Quantity.Visitor<String> {
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
    return quantity.accept(this);
  }

  @Override
  public String value(Quantity.Value value) {
    return node(value.node());
  }

  @Override
  public String total(Quantity.Total total) {
    return "d" + node(total.of()) + "/d" + node(total.by());
  }

  @Override
  public String local(Quantity.Local local) {
    return "local d" + node(local.node()) + "/d" + node(local.by(circuit.graph()));
  }

  @Override
  public String down(Quantity.Down down) {
    return "down " + node(down.node()) + "->" + node(down.by(circuit.graph()));
  }

  @Override
  public String entry(Quantity.Entry entry) {
    String row = entry.row() > 0 ? entry.row() + "," : "";
    return of(entry.matrix()) + "[" + row + entry.column() + "]";
  }

  /** Whether all that a quantity is named by is shown, and not inside a derivative. */
  boolean shows(Quantity quantity) {
    return !circuit.isHidden(quantity.node()) && !circuit.isHidden(quantity.by(circuit.graph()));
  }

  /** The word for a kind of quantity in reports. */
  static String kind(Quantity quantity) {
    return quantity.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
