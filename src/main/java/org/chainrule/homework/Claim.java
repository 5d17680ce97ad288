package org.chainrule.homework;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Trees;
import org.chainrule.calculus.Derivatives;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;
import org.chainrule.sheet.Constants;
import org.chainrule.sheet.DerivativeNotation;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.NearestName;
import org.chainrule.source.Problem;
import org.chainrule.value.Matrix;

/**
 * What a line of a sheet says about a circuit.
 *
 * @param line the statement as it was read
 * @param quantity the number it speaks of
 */
public record Claim(Sheet.Claim line, Quantity quantity) {

  /**
   * What one line says about a circuit.
   *
   * @throws ChainruleException if it speaks of nothing in the circuit
   */
  static Claim of(Circuit circuit, Sheet.Claim line) {
    return new Claim(line, new Reader(circuit, line).quantity());
  }

  /**
   * The claims of a circuit's sheet.
   *
   * @throws ChainruleException with every claim that speaks of nothing in the circuit
   */
  public static List<Claim> of(Circuit circuit) {
    List<Claim> claims = new ArrayList<>();
    List<Diagnostic> errors = new ArrayList<>();
    for (Sheet.Claim line : circuit.sheet().claims()) {
      try {
        claims.add(of(speaking(circuit, line), line));
      } catch (ChainruleException e) {
        errors.addAll(e.diagnostics());
      }
    }
    if (!errors.isEmpty()) {
      throw new ChainruleException(errors);
    }
    return claims;
  }

  /**
   * The right value of what the claim speaks of.
   *
   * @param inputs values of the graph's inputs, in their order
   */
  public Matrix truth(Circuit circuit, Matrix[] inputs) {
    Circuit speaking = Derivatives.take(speaking(circuit, line));
    return new Sweeps(speaking, inputs).truth(of(speaking, line).quantity());
  }

  /**
   * The circuit with a node for each derivative that a claim speaks of, where it has none: {@code
   * d2f/dx2}, {@code d/dx (x^2*y)}. Such a node is taken as those of formulas are.
   *
   * @throws ChainruleException if there is no such derivative
   */
  static Circuit speaking(Circuit circuit, Sheet.Claim line) {
    Statement.Relation relation = line.relation();
    Circuit speaking = circuit;
    Expr subject = relation.left();
    if (relation.subjects().size() == 1 && !Trees.derivatives(subject).isEmpty()) {
      Expr whole = isEntry(subject) ? subject.parts().get(0) : subject;
      speaking = speaking(speaking, whole);
    }
    for (Expr side : relation.sides()) {
      for (Expr derivative : Trees.derivatives(side)) {
        speaking = speaking(speaking, derivative);
      }
    }
    return speaking;
  }

  private static Circuit speaking(Circuit circuit, Expr expr) {
    boolean[] known = {true};
    Trees.postorder(
        expr,
        part ->
            known[0] &=
                !(part instanceof Expr.Name name)
                    || Constants.of(name.name()).isPresent()
                    || circuit.names().node(name.name()).isPresent());
    return !known[0] || quantity(circuit, expr).isPresent()
        ? circuit
        : circuit.computing(expr).withOutput(circuit.output());
  }

  /**
   * What an expression speaks of: a gradient of a node by a node, a role of the backward pass, or
   * the value of a node.
   *
   * @return empty if the circuit has no such node or edge
   */
  static Optional<Quantity> quantity(Circuit circuit, Expr expr) {
    if (expr instanceof Expr.Derivative derivative
        && derivative.of() instanceof Expr.Name of
        && derivative.by().size() == 1) {
      OptionalInt node = circuit.names().node(of.name());
      OptionalInt by = circuit.names().node(derivative.by().get(0).name());
      if (node.isPresent() && by.isPresent()) {
        return Optional.of(new Quantity.Total(node.getAsInt(), by.getAsInt()));
      }
    }
    if (!(expr instanceof Expr.Role role)) {
      OptionalInt node = circuit.find(expr);
      return node.isPresent() ? Optional.of(new Quantity.Value(node.getAsInt())) : Optional.empty();
    }
    OptionalInt of = circuit.find(role.of());
    OptionalInt by = circuit.find(role.by());
    if (of.isEmpty() || by.isEmpty()) {
      return Optional.empty();
    }
    int node = of.getAsInt();
    int slot = slot(circuit.graph(), node, by.getAsInt());
    return switch (role.kind()) {
      case UP -> Optional.of(new Quantity.Total(circuit.output(), node));
      case LOCAL -> slot < 0 ? Optional.empty() : Optional.of(new Quantity.Local(node, slot));
      case DOWN ->
          slot < 0
              ? Optional.empty()
              : Optional.of(new Quantity.Down(circuit.output(), node, slot));
    };
  }

  /** The first slot of a gate that an operand stands in; -1 if it stands in none. */
  private static int slot(Graph graph, int node, int operand) {
    for (int slot = 0; slot < graph.arity(node); slot++) {
      if (graph.operand(node, slot) == operand) {
        return slot;
      }
    }
    return -1;
  }

  private static boolean isEntry(Expr expr) {
    return expr instanceof Expr.Apply apply
        && (apply.gate() == Gate.ENTRY || apply.gate() == Gate.ITEM)
        && apply.operands().stream().skip(1).allMatch(Expr.Number.class::isInstance);
  }

  /** Finds the nodes that one claim speaks of. */
  private record Reader(Circuit circuit, Sheet.Claim line) {

    Quantity quantity() {
      Statement.Relation relation = line.relation();
      Expr left = relation.left();
      return switch (relation.target()) {
        case PLAIN -> plain(left);
        case VALUE, OUTPUT -> new Quantity.Value(node(left));
        case UP -> new Quantity.Total(circuit.output(), node(left));
        case LOCAL -> local(left);
        case DOWN -> down(relation.subjects());
      };
    }

    private Quantity plain(Expr left) {
      Optional<Quantity> entry = entry(left);
      if (entry.isPresent()) {
        return entry.get();
      }
      Optional<DerivativeNotation> derivative = DerivativeNotation.read(left, this::knows);
      if (derivative.isPresent()) {
        return new Quantity.Total(named(derivative.get().of()), named(derivative.get().by()));
      }
      if (Trees.differentiates(left)) {
        return Claim.quantity(circuit, left).orElseThrow(() -> unknown(left));
      }
      if (left instanceof Expr.Name name && !knows(name.name())) {
        Optional<String> by = DerivativeNotation.differential(name.name(), this::knows);
        if (by.isPresent()) {
          return new Quantity.Total(circuit.output(), named(by.get()));
        }
      }
      return new Quantity.Value(node(left));
    }

    /** {@code df/dW[1,2]}, {@code dW[1,2]} or {@code q[1]}: an entry of a gradient or a value. */
    private Optional<Quantity> entry(Expr left) {
      if (left instanceof Expr.Apply quotient
          && quotient.gate() == Gate.DIV
          && isEntry(quotient.operands().get(1))) {
        Expr.Apply below = (Expr.Apply) quotient.operands().get(1);
        Expr whole = Expr.Apply.of(Gate.DIV, quotient.operands().get(0), below.operands().get(0));
        return Optional.of(entry(plain(whole), below));
      }
      return isEntry(left)
          ? Optional.of(entry(plain(left.parts().get(0)), (Expr.Apply) left))
          : Optional.empty();
    }

    private Quantity entry(Quantity whole, Expr.Apply index) {
      List<Expr> places = index.operands();
      int last = (int) ((Expr.Number) places.get(places.size() - 1)).value();
      int first = places.size() > 2 ? (int) ((Expr.Number) places.get(1)).value() : 0;
      return new Quantity.Entry(whole, first, last);
    }

    private boolean knows(String name) {
      return circuit.names().node(name).isPresent();
    }

    private int named(String name) {
      return circuit.names().node(name).orElseThrow();
    }

    /** {@code local dq/dx}, or {@code local q x}. */
    private Quantity local(Expr left) {
      if (left instanceof Expr.Apply item && item.gate() == Gate.ITEM && isEntry(item)) {
        // local dq/dx[2]: the second operand of a gate that has x twice.
        Quantity.Local first = (Quantity.Local) local(item.operands().get(0));
        int slot = (int) ((Expr.Number) item.operands().get(1)).value() - 1;
        Graph graph = circuit.graph();
        boolean there =
            slot >= 0
                && slot < graph.arity(first.node())
                && graph.operand(first.node(), slot) == graph.operand(first.node(), first.slot());
        if (!there) {
          throw noEdge(left);
        }
        return new Quantity.Local(first.node(), slot);
      }
      if (left instanceof Expr.Derivative derivative && derivative.by().size() == 1) {
        int node = node(derivative.of());
        int by = node(derivative.by().get(0));
        return Claim.slot(circuit.graph(), node, by) < 0 && isWithinLine(node, by)
            ? new Quantity.Total(node, by)
            : new Quantity.Local(node, slot(node, by));
      }
      if (left instanceof Expr.Apply product && product.gate() == Gate.MUL) {
        int node = node(product.operands().get(0));
        return new Quantity.Local(node, slot(node, node(product.operands().get(1))));
      }
      throw noEdge(left);
    }

    /**
     * Whether a node is computed from another on one line: of L = -log(p) students see one gate.
     */
    private boolean isWithinLine(int node, int by) {
      Graph graph = circuit.graph();
      boolean[] reachable = graph.reachable(node);
      boolean[] reached = new boolean[node + 1];
      boolean within = by < node;
      for (int each = by; each <= node && within; each++) {
        reached[each] = each == by;
        for (int slot = 0; slot < graph.arity(each); slot++) {
          reached[each] |= reached[graph.operand(each, slot)];
        }
        boolean named = each != by && each != node && circuit.nodes().containsValue(each);
        within = !(named && reached[each] && reachable[each]);
      }
      return within && reached[node];
    }

    private Quantity down(List<Expr> subjects) {
      if (subjects.size() < 2) {
        throw noEdge(subjects.get(0));
      }
      int node = node(subjects.get(0));
      return new Quantity.Down(circuit.output(), node, slot(node, node(subjects.get(1))));
    }

    private ChainruleException noEdge(Expr left) {
      return Diagnostic.of(Problem.UNREADABLE_CLAIM, left)
          .at(line.place().left())
          .help("write local dq/dx or down q->x")
          .asException();
    }

    private int node(Expr expr) {
      return circuit.find(expr).orElseThrow(() -> unknown(expr));
    }

    private ChainruleException unknown(Expr expr) {
      return Diagnostic.of(Problem.UNKNOWN_CLAIM, expr)
          .at(line.place().left())
          .help(
              NearestName.of(expr.toString(), circuit.nodes().keySet())
                  .map(nearest -> "did you mean " + nearest + "?")
                  .orElse("known are " + String.join(", ", circuit.nodes().keySet())))
          .asException();
    }

    private int slot(int node, int operand) {
      int slot = Claim.slot(circuit.graph(), node, operand);
      if (slot < 0) {
        boolean derivative = circuit.openings().containsKey(node);
        throw Diagnostic.of(Problem.NO_SUCH_EDGE, name(operand), name(node))
            .at(line.place().left())
            .help(derivative ? name(node) + " is a derivative, and no gate on operands" : "")
            .asException();
      }
      return slot;
    }

    private String name(int node) {
      String name = node <= circuit.output() ? circuit.names().name(node) : null;
      return name == null ? "that" : name;
    }
  }
}
