package org.chainrule.homework;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;
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
        claims.add(new Claim(line, new Reader(circuit, line).quantity()));
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
    return new Sweeps(circuit, inputs).truth(quantity);
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
          && quotient.operands().get(1) instanceof Expr.Apply below
          && isEntry(below)) {
        Expr whole = Expr.Apply.of(Gate.DIV, quotient.operands().get(0), below.operands().get(0));
        return Optional.of(entry(plain(whole), below));
      }
      if (left instanceof Expr.Apply apply && isEntry(apply)) {
        return Optional.of(entry(plain(apply.operands().get(0)), apply));
      }
      return Optional.empty();
    }

    private static boolean isEntry(Expr.Apply apply) {
      return (apply.gate() == Gate.ENTRY || apply.gate() == Gate.ITEM)
          && apply.operands().stream().skip(1).allMatch(Expr.Number.class::isInstance);
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
      if (left instanceof Expr.Apply quotient
          && quotient.gate() == Gate.DIV
          && quotient.operands().get(1) instanceof Expr.Apply below
          && below.gate() == Gate.ITEM
          && Literal.of(below.operands().get(1)).isPresent()) {
        // local dq/dx[2]: the second operand of a gate that has x twice.
        Expr plain = Expr.Apply.of(Gate.DIV, quotient.operands().get(0), below.operands().get(0));
        Quantity.Local first = (Quantity.Local) local(plain);
        int slot = (int) Literal.of(below.operands().get(1)).get().toDouble() - 1;
        boolean there =
            slot >= 0
                && slot < circuit.graph().arity(first.node())
                && circuit.graph().operand(first.node(), slot)
                    == circuit.graph().operand(first.node(), first.slot());
        if (!there) {
          throw noEdge(left);
        }
        return new Quantity.Local(first.node(), slot);
      }
      Optional<DerivativeNotation> derivative = DerivativeNotation.read(left, this::knows);
      if (derivative.isPresent()) {
        int node = named(derivative.get().of());
        return new Quantity.Local(node, slot(node, named(derivative.get().by())));
      }
      if (left instanceof Expr.Apply product && product.gate() == Gate.MUL) {
        int node = node(product.operands().get(0));
        return new Quantity.Local(node, slot(node, node(product.operands().get(1))));
      }
      throw noEdge(left);
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
      OptionalInt node = circuit.find(expr);
      if (node.isEmpty()) {
        throw Diagnostic.of(Problem.UNKNOWN_CLAIM, expr)
            .at(line.place().left())
            .help(
                NearestName.of(expr.toString(), circuit.nodes().keySet())
                    .map(nearest -> "did you mean " + nearest + "?")
                    .orElse("known are " + String.join(", ", circuit.nodes().keySet())))
            .asException();
      }
      return node.getAsInt();
    }

    private int slot(int node, int operand) {
      Graph graph = circuit.graph();
      for (int slot = 0; slot < graph.arity(node); slot++) {
        if (graph.operand(node, slot) == operand) {
          return slot;
        }
      }
      throw Diagnostic.of(Problem.NO_SUCH_EDGE, name(operand), name(node))
          .at(line.place().left())
          .asException();
    }

    private String name(int node) {
      String name = node <= circuit.output() ? circuit.names().name(node) : null;
      return name == null ? "that" : name;
    }
  }
}
