package org.chainrule.homework;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;

/** How quantities are written. */
final class Names implements Quantity.Visitor<String> {
  /** Characters of a gate without a name that are written instead of its number. */
  private static final int MOST = 24;

  private static final int DEEPEST = 3;

  private final Circuit circuit;
  private int depth;

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
    for (var each : circuit.nodes().entrySet()) {
      if (each.getValue() == node) {
        return each.getKey();
      }
    }
    Expr written = circuit.openings().getOrDefault(node, spoken.get(node));
    if (written != null) {
      return written.toString();
    }
    String name = node <= circuit.output() ? circuit.names().name(node) : null;
    Optional<String> text =
        node == circuit.output()
            ? Optional.empty()
            : text(node).map(Expr::toString).filter(it -> it.length() <= MOST);
    return text.orElse(name == null ? "node " + node : name);
  }

  /** A gate without a name as the sheet writes it, of what has names; empty if that is long. */
  private Optional<Expr> text(int node) {
    Graph graph = circuit.graph();
    boolean plain =
        graph.isGate(node)
            && !circuit.isHidden(node)
            && Gate.all().contains(graph.gate(node))
            && graph.gate(node).spec().form() != GateSpec.Form.BRACKETS
            && graph.arity(node) == graph.gate(node).arity();
    if (!plain) {
      return Optional.empty();
    }
    List<Expr> operands = new ArrayList<>();
    for (int slot = 0; slot < graph.arity(node); slot++) {
      int operand = graph.operand(node, slot);
      boolean leaf = !graph.isGate(operand) || circuit.nodes().containsValue(operand);
      Optional<Expr> text =
          leaf
              ? Optional.of(new Expr.Name(node(operand)))
              : depth > DEEPEST ? Optional.empty() : deeper(operand);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      operands.add(text.get());
    }
    return Optional.of(new Expr.Apply(graph.gate(node), operands));
  }

  private Optional<Expr> deeper(int node) {
    depth++;
    try {
      return text(node);
    } finally {
      depth--;
    }
  }

  /** What stands behind a d: w1, or (w*x). */
  private String by(int node) {
    String text = node(node);
    boolean name = text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
    return name || text.startsWith("node ") ? text : "(" + text + ")";
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
    return "d" + by(total.of()) + "/d" + by(total.by());
  }

  @Override
  public String local(Quantity.Local local) {
    return "local d" + by(local.node()) + "/d" + by(local.by(circuit.graph()));
  }

  @Override
  public String down(Quantity.Down down) {
    return "down " + by(down.node()) + "->" + by(down.by(circuit.graph()));
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
