package org.chainrule.algebra;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Graph;
import org.chainrule.value.Rational;

/**
 * Proves that two nodes compute the same function, by bringing their difference into normal form.
 */
public final class Proof {
  private static final long MOST_PARTS = 5_000;

  private Proof() {}

  /**
   * Whether the nodes are proved to be the same function wherever both are defined. False says
   * nothing.
   */
  public static boolean areEqual(Graph left, int a, Graph right, int b) {
    return areEqual(left, a, right, b, Assumptions.NONE);
  }

  /** Whether they are, wherever the assumptions hold too. */
  public static boolean areEqual(Graph left, int a, Graph right, int b, Assumptions assumptions) {
    for (Assumptions each : assumptions.cases()) {
      if (!areEqualIn(left, a, right, b, each)) {
        return false;
      }
    }
    return true;
  }

  private static boolean areEqualIn(
      Graph left, int a, Graph right, int b, Assumptions assumptions) {
    if (Formula.size(left, a, node -> false) + Formula.size(right, b, node -> false) > MOST_PARTS) {
      return false;
    }
    return areEqual(Terms.forProof(false), left, a, right, b, assumptions)
        || areEqual(Terms.forProof(true), left, a, right, b, assumptions);
  }

  private static boolean areEqual(
      Terms terms, Graph left, int a, Graph right, int b, Assumptions assumptions) {
    try {
      TermReader first = new TermReader(terms, left, assumed(terms, left, assumptions));
      TermReader second = new TermReader(terms, right, assumed(terms, right, assumptions));
      Term one = first.read(a);
      Term other = second.read(b);
      boolean equal =
          one == other
              || left.isScalar() && right.isScalar() && isZero(terms, terms.minus(one, other));
      // masked(x, 1/x) is x*(1/x) wherever that is defined, but it is not 1 at 0.
      return equal
          && first.isExact()
          && second.isExact()
          && Collections.disjoint(terms.poles(), terms.conditions());
    } catch (Terms.Unable e) {
      return false;
    }
  }

  /**
   * Inputs of a known sign, written so that it shows: a positive x is exp(t) for some t, one that
   * is not negative is t^2, and each t gives such an x. So no rule needs to ask for assumptions.
   */
  private static IntFunction<Optional<Term>> assumed(
      Terms terms, Graph graph, Assumptions assumptions) {
    return node -> {
      Assumptions.Sign sign =
          graph.isInput(node) ? assumptions.signs().get(graph.inputName(node)) : null;
      if (sign == null || sign == Assumptions.Sign.NOT_ZERO) {
        return Optional.empty();
      }
      Term free = terms.name("\u0001" + graph.inputName(node));
      boolean strict = sign == Assumptions.Sign.POSITIVE || sign == Assumptions.Sign.NEGATIVE;
      Term size = strict ? terms.call(Gate.EXP, 0, free) : terms.power(free, Rational.of(2));
      boolean below = sign == Assumptions.Sign.NEGATIVE || sign == Assumptions.Sign.NOT_POSITIVE;
      return Optional.of(below ? terms.negated(size) : size);
    };
  }

  private static boolean isZero(Terms terms, Term difference) {
    if (difference.is(0)) {
      return true;
    }
    Fractions fractions = new Fractions(terms);
    Term above = fractions.together(difference).above();
    List<Term> atoms = new ArrayList<>(Polynomial.atoms(List.of(above)));
    List<Polynomial> relations = new ArrayList<>();
    for (Term atom : List.copyOf(atoms)) {
      if (atom.isCall(Gate.SIN)) {
        Term cosine = terms.call(Gate.COS, 0, atom.parts[0]);
        if (!atoms.contains(cosine)) {
          atoms.add(cosine);
        }
        Term square =
            terms.plus(terms.power(atom, Rational.of(2)), terms.power(cosine, Rational.of(2)));
        relations.add(Polynomial.of(terms.minus(square, terms.number(1)), atoms));
      }
    }
    Polynomial numerator = Polynomial.of(above, atoms);
    for (Polynomial relation : relations) {
      numerator = numerator.divide(Polynomial.widened(relation, atoms))[1];
    }
    return numerator.isZero();
  }

  /** An expression in canonical form, or as it is where that cannot be told exactly. */
  static Expr canonical(Expr expr) {
    try {
      Terms terms = new Terms();
      TermReader reader = new TermReader(terms, null, node -> Optional.empty());
      Term term = reader.expression(expr);
      Expr written = new TermWriter(each -> Optional.empty(), reader.hasDecimals()).write(term);
      return TermWriter.size(written) <= TermWriter.size(expr) ? written : expr;
    } catch (Terms.Unable e) {
      return expr;
    }
  }
}
