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

  private Poles(Positivity positivity) {
    this.positivity = positivity;
  }

  /** Whether a term is finite whatever finite numbers its inputs are, large ones set aside. */
  static boolean isFinite(Term term, Positivity positivity) {
    Poles poles = new Poles(positivity);
    return poles.collect(term, true) && poles.found.isEmpty();
  }

  /**
   * What must not be 0 so that a term is finite where it is defined; empty if that cannot be told.
   */
  static Optional<Set<Term>> of(Term term, Positivity positivity) {
    Poles poles = new Poles(positivity);
    boolean all = poles.collect(term, false);
    return all && !poles.found.isEmpty() ? Optional.of(poles.found) : Optional.empty();
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
        return pole(term.parts[0]);
      case PRODUCT:
        for (int i = 0; i < term.parts.length; i++) {
          Rational weight = term.weights[i];
          boolean root = strict && !weight.isInteger();
          if ((weight.signum() < 0 || root) && !pole(term.parts[i])) {
            return false;
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

  private boolean call(Term term, boolean strict) {
    switch (term.gate) {
      case SIN, COS, TANH, ATAN, ASINH, ERF, SIGMOID, SOFTPLUS, SILU, GELU:
      case ABS, SIGN, STEP, RELU, LEAKY_RELU, MAX, MIN, CLIP, FLOOR, CEIL, ROUND:
      case LT, LE, GT, GE, EQ, NE, WHERE, HYPOT, CBRT:
        return true;
      case EXP, SINH, COSH, EXPM1, ELU:
        return !strict; // Finite, but the largest numbers overflow.
      case LOG, LOG2, LOG10:
        return pole(term.parts[0]);
      default:
        return false;
    }
  }
}
