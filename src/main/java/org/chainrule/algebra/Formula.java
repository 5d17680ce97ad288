package org.chainrule.algebra;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Graph;

/** The formula of a node. */
public final class Formula {
  private final Graph graph;
  private final IntFunction<Optional<Expr>> atoms;
  private final Map<Integer, Expr> written = new HashMap<>();
  private final Map<Integer, Long> sizes = new HashMap<>();

  private Formula(Graph graph, IntFunction<Optional<Expr>> atoms) {
    this.graph = graph;
    this.atoms = atoms;
  }

  /**
   * The formula of {@code node}, or empty if it has more than {@code budget} parts.
   *
   * @param atoms how to write a node that is not to be expanded; inputs and constants need not be
   *     told
   */
  public static Optional<Expr> of(
      Graph graph, int node, long budget, IntFunction<Optional<Expr>> atoms) {
    Formula formula = new Formula(graph, atoms);
    formula.walk(node, formula::measure);
    if (formula.sizes.get(node) > budget) {
      return Optional.empty();
    }
    formula.walk(node, formula::write);
    return Optional.of(formula.written.get(node));
  }

  /** The number of parts of a node's formula; what is an atom counts as one. */
  static long size(Graph graph, int node, java.util.function.IntPredicate atoms) {
    Formula formula =
        new Formula(graph, each -> atoms.test(each) ? Optional.of(ATOM) : Optional.empty());
    formula.walk(node, formula::measure);
    return formula.sizes.get(node);
  }

  private static final Expr ATOM = new Expr.Name("x");

  /** One gate on its operands, each written as {@code operand} tells. */
  public static Expr gate(Gate gate, List<Expr> operands) {
    if (gate == Gate.BOX) {
      return operands.get(0);
    }
    if (gate == Gate.TRANSPOSE
        && operands.get(0) instanceof Expr.Apply inner
        && inner.gate() == Gate.TRANSPOSE) {
      return inner.operands().get(0);
    }
    return Signs.apply(gate, operands);
  }

  private interface Visitor {
    /** Handles the node and returns true, or returns false until its operands are handled. */
    boolean visit(int node);
  }

  private void walk(int root, Visitor visitor) {
    Deque<Integer> path = new ArrayDeque<>(List.of(root));
    while (!path.isEmpty()) {
      int node = path.peek();
      if (visitor.visit(node)) {
        path.pop();
      } else {
        for (int slot = graph.arity(node) - 1; slot >= 0; slot--) {
          path.push(graph.operand(node, slot));
        }
      }
    }
  }

  private boolean measure(int node) {
    if (sizes.containsKey(node)) {
      return true;
    }
    long size = 1;
    if (graph.isGate(node) && atoms.apply(node).isEmpty()) {
      for (int slot = 0; slot < graph.arity(node); slot++) {
        Long operand = sizes.get(graph.operand(node, slot));
        if (operand == null) {
          return false;
        }
        size = Math.min(Long.MAX_VALUE / 4, size + operand);
      }
    }
    sizes.put(node, size);
    return true;
  }

  private boolean write(int node) {
    if (written.containsKey(node)) {
      return true;
    }
    Optional<Expr> atom = atoms.apply(node);
    if (atom.isPresent()) {
      written.put(node, atom.get());
    } else if (!graph.isGate(node)) {
      written.put(node, leaf(graph, node));
    } else {
      Expr[] operands = new Expr[graph.arity(node)];
      for (int slot = 0; slot < operands.length; slot++) {
        operands[slot] = written.get(graph.operand(node, slot));
        if (operands[slot] == null) {
          return false;
        }
      }
      Gate gate = graph.gate(node);
      written.put(
          node,
          gate == Gate.STACK
              ? Expr.Stack.of(Arrays.asList(operands), graph.stackWidth(node))
              : gate(gate, Arrays.asList(operands)));
    }
    return true;
  }

  /** An input's name or a constant's form. */
  public static Expr leaf(Graph graph, int node) {
    return graph.isInput(node) ? new Expr.Name(graph.inputName(node)) : graph.constant(node).form();
  }

  /**
   * The formula of {@code node} as statements of the language: a definition for each gate that is
   * used more than once where one formula would have more than {@code budget} parts, the formula
   * last.
   *
   * @param taken whether a name may not be used for a definition
   */
  public static String text(
      Graph graph, int node, long budget, java.util.function.Predicate<String> taken) {
    Optional<Expr> whole = of(graph, node, budget, each -> Optional.empty());
    if (whole.isPresent()) {
      return Trees.standing(whole.get());
    }
    boolean[] reachable = graph.reachable(node);
    int[] uses = new int[node + 1];
    for (int each = 0; each <= node; each++) {
      for (int slot = reachable[each] ? graph.arity(each) - 1 : -1; slot >= 0; slot--) {
        uses[graph.operand(each, slot)]++;
      }
    }
    Map<Integer, Expr> names = new HashMap<>();
    List<String> statements = new ArrayList<>();
    int number = 0;
    for (int each = 0; each < node; each++) {
      if (reachable[each] && graph.isGate(each) && uses[each] > 1) {
        String name;
        do {
          name = "t" + ++number;
        } while (taken.test(name));
        statements.add(name + " = " + Trees.standing(shared(graph, each, names)));
        names.put(each, new Expr.Name(name));
      }
    }
    statements.add(Trees.standing(shared(graph, node, names)));
    return String.join("\n", statements);
  }

  private static Expr shared(Graph graph, int node, Map<Integer, Expr> names) {
    return of(graph, node, Long.MAX_VALUE, each -> Optional.ofNullable(names.get(each)))
        .orElseThrow();
  }
}
