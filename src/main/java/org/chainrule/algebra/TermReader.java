package org.chainrule.algebra;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.value.Rational;
import org.chainrule.value.Shape;

/** Turns nodes of a graph, and expressions, into terms. */
final class TermReader {
  private final Terms terms;
  private final Graph graph;
  private final IntFunction<Optional<Term>> atoms;
  private final Map<Integer, Term> read = new HashMap<>();
  private boolean decimals;
  private boolean exact = true;

  /** Gates that make one number of a matrix. */
  private static final Set<Gate> TO_NUMBER =
      EnumSet.of(
          Gate.SUM,
          Gate.MEAN,
          Gate.NORM,
          Gate.DOT,
          Gate.LARGEST,
          Gate.SMALLEST,
          Gate.TRACE,
          Gate.ITEM,
          Gate.ENTRY);

  private final Map<Term, Shape> shapes = new HashMap<>();
  private boolean shapesAgree = true;

  /**
   * A reader of one graph.
   *
   * @param atoms what stands for a node that is not to be read further
   */
  TermReader(Terms terms, Graph graph, IntFunction<Optional<Term>> atoms) {
    this.terms = terms;
    this.graph = graph;
    this.atoms = atoms;
  }

  /** Whether a number was met that was written with a decimal point. */
  boolean hasDecimals() {
    return decimals;
  }

  /** Whether every number that was read is told exactly, not by the digits of a double. */
  boolean isExact() {
    return exact;
  }

  /**
   * Whether every term that was read stands for values of one shape: a matrix that cancels leaves a
   * number, which is not the same.
   */
  boolean shapesAgree() {
    return shapesAgree;
  }

  private void put(int node, Term term) {
    read.put(node, term);
    if (!graph.isScalar()) {
      Shape before = shapes.putIfAbsent(term, graph.shape(node));
      boolean number = term.isNumber() && !graph.shape(node).isScalar();
      shapesAgree &= !number && (before == null || before.equals(graph.shape(node)));
    }
  }

  /** The term of a node. */
  Term read(int root) {
    Deque<Integer> path = new ArrayDeque<>();
    path.push(root);
    while (!path.isEmpty()) {
      int node = path.peek();
      if (read.containsKey(node) || visit(node)) {
        path.pop();
      } else {
        for (int slot = graph.arity(node) - 1; slot >= 0; slot--) {
          int operand = graph.operand(node, slot);
          if (!read.containsKey(operand)) {
            path.push(operand);
          }
        }
      }
    }
    return read.get(root);
  }

  private boolean visit(int node) {
    Optional<Term> atom = atoms.apply(node);
    if (atom.isPresent()) {
      put(node, atom.get());
      return true;
    }
    if (graph.isInput(node)) {
      put(node, terms.name(graph.inputName(node)));
      return true;
    }
    if (graph.isConstant(node)) {
      Constant constant = graph.constant(node);
      exact &= constant.isExact();
      put(node, expression(constant.form(), terms::constant));
      return true;
    }
    Term[] operands = new Term[graph.arity(node)];
    for (int slot = 0; slot < operands.length; slot++) {
      operands[slot] = read.get(graph.operand(node, slot));
      if (operands[slot] == null) {
        return false;
      }
    }
    Gate gate = graph.gate(node);
    int width = gate == Gate.STACK ? graph.stackWidth(node) : 0;
    put(node, terms.gate(gate, width, operands));
    return true;
  }

  /** The term of an expression without calls of functions of the text. */
  Term expression(Expr expr) {
    return expression(expr, terms::name);
  }

  /** The same with what its names stand for. */
  Term expression(Expr expr, Function<String, Term> names) {
    Deque<Term> done = new ArrayDeque<>();
    Deque<Boolean> matrices = new ArrayDeque<>(); // which of them come of a matrix
    Trees.postorder(
        expr,
        part -> {
          boolean matrix = part instanceof Expr.Stack;
          for (int i = 0; i < part.parts().size(); i++) {
            matrix |= matrices.pop();
          }
          matrix &= !(part instanceof Expr.Apply apply && TO_NUMBER.contains(apply.gate()));
          matrices.push(matrix);
          if (part instanceof Expr.Number number) {
            done.push(number(number));
          } else if (part instanceof Expr.Name name) {
            done.push(names.apply(name.name()));
          } else {
            Term[] operands = new Term[part.parts().size()];
            for (int i = operands.length - 1; i >= 0; i--) {
              operands[i] = done.pop();
            }
            done.push(
                part instanceof Expr.Apply apply
                    ? terms.gate(apply.gate(), 0, operands)
                    : terms.call(Gate.STACK, ((Expr.Stack) part).columns(), operands));
          }
          // [0, 1; 1, 2]^0 is a matrix of ones, and not 1.
          shapesAgree &= !(matrix && done.peek().isNumber());
        });
    return done.pop();
  }

  private Term number(Expr.Number number) {
    String text = number.text();
    for (int i = 0; i < text.length() && !decimals; i++) {
      char c = text.charAt(i);
      decimals = c == '.' || c == 'e' || c == 'E';
    }
    Optional<Rational> exact = Rational.parse(text);
    return exact.isPresent() ? terms.number(exact.get()) : terms.name(text);
  }
}
