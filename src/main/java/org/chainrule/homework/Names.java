package org.chainrule.homework;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.chainrule.algebra.Formula;
import org.chainrule.ast.Expr;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;

/** How quantities are written. */
final class Names implements Quantity.Visitor<String> {
  /** Parts of a formula that stands for a name. */
  private static final int LONGEST = 8;

  private final Circuit circuit;

  /** What claims call nodes that have no name. */
  private final Map<Integer, Expr> spoken = new HashMap<>();

  /** Those of the sheet. */
  private final Map<Integer, String> names = new HashMap<>();

  Names(Circuit circuit) {
    this.circuit = circuit;
  }

  /** Notes what a claim calls the node of a value. */
  void call(Quantity quantity, Expr spelled) {
    if (quantity instanceof Quantity.Value value) {
      spoken.putIfAbsent(value.node(), spelled);
    }
  }

  /** What a node is called: its name, or its formula in brackets where that is short. */
  String node(int node) {
    Graph graph = circuit.graph();
    if (graph.isConstant(node)) {
      return graph.constant(node).form().toString();
    }
    Optional<String> named = named(node);
    if (named.isPresent()) {
      return named.get();
    }
    Expr written = circuit.openings().getOrDefault(node, spoken.get(node));
    if (written == null && !circuit.isHidden(node)) {
      IntFunction<Optional<Expr>> atoms =
          each -> each == node ? Optional.empty() : named(each).map(Expr.Name::new);
      written = Formula.of(graph, node, LONGEST, atoms).orElse(null);
    }
    if (written != null) {
      return written instanceof Expr.Apply ? "(" + written + ")" : written.toString();
    }
    String numbered = node <= circuit.output() ? circuit.names().name(node) : null;
    return numbered == null ? "node " + node : numbered;
  }

  /** The name that the sheet gives to a node, or the output has. */
  private Optional<String> named(int node) {
    if (node == circuit.output()) {
      return Optional.of(circuit.names().name(node));
    }
    if (names.isEmpty()) {
      circuit.nodes().forEach((name, each) -> names.putIfAbsent(each, name));
    }
    return Optional.ofNullable(names.get(node));
  }

  String of(Quantity quantity) {
    return quantity.accept(this);
  }

  @Override
  public String value(Quantity.Value value) {
    String name = node(value.node());
    return name.startsWith("(") ? name.substring(1, name.length() - 1) : name;
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
