package org.chainrule.algebra;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.value.Rational;

/** Where a term may be infinite or undefined though its inputs are numbers. */
final class Poles {
  private final Positivity positivity;
  private final Set<Term> found = new LinkedHashSet<>();

  /** What may be 0 where a term is asked for. */
  private final Set<Term> zeros = new HashSet<>();

  /** Bases that must be positive, not only no zeros. */
  private final Set<Term> limited = new HashSet<>();

  private Poles(Positivity positivity) {
    this.positivity = positivity;
  }

  /** Whether a term is finite whatever finite numbers its inputs are, large ones set aside. */
  static boolean isFinite(Term term, Positivity positivity) {
    Poles poles = new Poles(positivity);
    return poles.collect(term, true) && poles.found.isEmpty();
  }

  /**
   * Whether a term has no part that is infinite or undefined at a point, large numbers set aside.
   */
  static boolean hasNone(Term term, Positivity positivity) {
    Poles poles = new Poles(positivity);
    return poles.collect(term, false) && poles.found.isEmpty();
  }

  /**
   * What must not be 0 so that {@code masked(u, v)} is {@code u*v}: where v is infinite. Empty if
   * that cannot be told, or if v is undefined in more places, where u may be 0: {@code log(y)} for
   * y < 0. In {@code masked(x^p, log(x))} it may not.
   */
  static Optional<Set<Term>> of(Term u, Term v, Positivity positivity) {
    Poles poles = new Poles(positivity);
    poles.zeros.addAll(roots(u));
    boolean all = poles.collect(v, false) && poles.zeros.containsAll(poles.limited);
    return all && !poles.found.isEmpty() ? Optional.of(poles.found) : Optional.empty();
  }

  /** Bases that are 0 where a product is. */
  private static Set<Term> roots(Term product) {
    Set<Term> roots = new HashSet<>();
    List<Term> path = new ArrayList<>(List.of(product));
    while (!path.isEmpty()) {
      Term term = path.remove(path.size() - 1);
      if (roots.add(term) && (term.kind == Term.Kind.PRODUCT || term.kind == Term.Kind.POWER)) {
        path.addAll(
            List.of(term.kind == Term.Kind.POWER ? new Term[] {term.parts[0]} : term.parts));
      }
    }
    return roots;
  }

  /**
   * Looks at every part.
   *
   * @param strict whether what is only undefined, as the root of a negative number, counts too
   * @return whether every pole was found
   */
  private boolean collect(Term root, boolean strict) {
    List<Term> path = new ArrayList<>(List.of(root));
    Set<Term> seen = new HashSet<>();
    while (!path.isEmpty()) {
      Term term = path.remove(path.size() - 1);
      if (seen.add(term)) {
        path.addAll(List.of(term.parts));
        if (!look(term, strict)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean look(Term term, boolean strict) {
    switch (term.kind) {
      case NUMBER, NAME, CONSTANT, SUM:
        return true;
      case POWER:
        // Where p is 0, x^(p - 1) is 1/x, and any x but 0 will do.
        return isWhole(term.parts[1]) ? pole(term.parts[0]) : limited(term.parts[0]);
      case PRODUCT:
        for (int i = 0; i < term.parts.length; i++) {
          Rational weight = term.weights[i];
          boolean root = strict && !weight.isInteger();
          boolean open = weight.signum() < 0 || root;
          boolean told =
              !open || (weight.isInteger() ? pole(term.parts[i]) : limited(term.parts[i]));
          if (!told) {
            return false;
          }
          if (!open && !weight.isInteger() && !positivity.isNotNegative(term.parts[i])) {
            limited.add(term.parts[i]);
          }
        }
        return true;
      case CALL:
        return call(term, strict);
    }
    throw new IllegalStateException("nothing is known of " + term.kind);
  }

  private boolean pole(Term base) {
    if (!positivity.isPositive(base)) {
      found.add(base);
    }
    return !base.isNumber() || base.number.signum() > 0;
  }

  /** Whether an exponent is a whole number where those terms are 0. */
  private boolean isWhole(Term exponent) {
    boolean whole = exponent.kind != Term.Kind.SUM || exponent.number.isInteger();
    Term[] parts = exponent.kind == Term.Kind.SUM ? exponent.parts : new Term[] {exponent};
    return whole && zeros.containsAll(List.of(parts));
  }

  private boolean limited(Term base) {
    if (!positivity.isNotNegative(base)) {
      limited.add(base);
    }
    return pole(base);
  }

  private boolean call(Term term, boolean strict) {
    switch (term.gate) {
      case SIN, COS, TANH, ATAN, ASINH, ERF, SIGMOID, SOFTPLUS, SILU, GELU:
      case ABS, SIGN, STEP, RELU, LEAKY_RELU, MAX, MIN, CLIP, FLOOR, CEIL, ROUND:
      case LT, LE, GT, GE, EQ, NE, WHERE, HYPOT, CBRT:
        return true;
      case EXP, SINH, COSH, EXPM1, ELU:
        return !strict; // Finite, but the largest numbers overflow.
      case LOG, LOG2, LOG10:
        return limited(term.parts[0]);
      default:
        return false;
    }
  }
}
