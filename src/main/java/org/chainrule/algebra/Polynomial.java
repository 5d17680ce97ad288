package org.chainrule.algebra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chainrule.value.Rational;

/** A polynomial with fractions as coefficients, in atoms that it knows nothing of. */
final class Polynomial {
  /** A polynomial of more terms is not worth writing out. */
  private static final int MOST_TERMS = 400;

  private static final int MOST_DEGREE = 60;

  private static final Comparator<int[]> LEADING_FIRST = (a, b) -> Arrays.compare(b, a);

  private final List<Term> atoms;
  private final TreeMap<int[], Rational> terms = new TreeMap<>(LEADING_FIRST);

  private Polynomial(List<Term> atoms) {
    this.atoms = atoms;
  }

  /** The atoms of a polynomial that holds all these terms. */
  static List<Term> atoms(List<Term> all) {
    List<Term> atoms = new ArrayList<>();
    for (Term term : all) {
      collect(term, atoms);
    }
    return atoms;
  }

  private static void collect(Term term, List<Term> atoms) {
    if (term.isNumber()) {
      return;
    }
    if (term.kind == Term.Kind.SUM || term.kind == Term.Kind.PRODUCT) {
      for (int i = 0; i < term.parts.length; i++) {
        boolean opaque = term.kind == Term.Kind.PRODUCT && !isPower(term.weights[i]);
        if (opaque) {
          throw new Terms.Unable();
        }
        collect(term.parts[i], atoms);
      }
    } else if (!atoms.contains(term)) {
      atoms.add(term);
    }
  }

  private static boolean isPower(Rational weight) {
    return weight.isInteger() && weight.signum() > 0 && weight.numerator().bitLength() < 7;
  }

  /** The term multiplied out. Fractional and negative powers are beyond it. */
  static Polynomial of(Term term, List<Term> atoms) {
    Polynomial polynomial = new Polynomial(atoms);
    switch (term.kind) {
      case NUMBER -> polynomial.add(new int[atoms.size()], term.number);
      case SUM -> {
        polynomial.add(new int[atoms.size()], term.number);
        for (int i = 0; i < term.parts.length; i++) {
          polynomial.addAll(of(term.parts[i], atoms), term.weights[i]);
        }
      }
      case PRODUCT -> {
        Polynomial product = new Polynomial(atoms);
        product.add(new int[atoms.size()], term.number);
        for (int i = 0; i < term.parts.length; i++) {
          if (!isPower(term.weights[i])) {
            throw new Terms.Unable();
          }
          Polynomial factor = of(term.parts[i], atoms);
          for (int k = term.weights[i].numerator().intValue(); k > 0; k--) {
            product = product.times(factor);
          }
        }
        return product;
      }
      default -> {
        int[] exponents = new int[atoms.size()];
        exponents[atoms.indexOf(term)] = 1;
        polynomial.add(exponents, Rational.ONE);
      }
    }
    return polynomial;
  }

  private void add(int[] exponents, Rational coefficient) {
    if (coefficient.signum() == 0) {
      return;
    }
    Rational before = terms.get(exponents);
    Rational sum = before == null ? coefficient : Terms.plus(before, coefficient);
    if (sum.signum() == 0) {
      terms.remove(exponents);
    } else {
      terms.put(exponents, sum);
    }
    if (terms.size() > MOST_TERMS) {
      throw new Terms.Unable();
    }
  }

  private void addAll(Polynomial other, Rational weight) {
    other.terms.forEach((exponents, c) -> add(exponents, Terms.times(c, weight)));
  }

  private Polynomial times(Polynomial other) {
    if ((long) terms.size() * other.terms.size() > 20_000) {
      throw new Terms.Unable();
    }
    Polynomial product = new Polynomial(atoms);
    for (Map.Entry<int[], Rational> a : terms.entrySet()) {
      for (Map.Entry<int[], Rational> b : other.terms.entrySet()) {
        int[] exponents = a.getKey().clone();
        for (int i = 0; i < exponents.length; i++) {
          exponents[i] += b.getKey()[i];
          if (exponents[i] > MOST_DEGREE) {
            throw new Terms.Unable();
          }
        }
        product.add(exponents, Terms.times(a.getValue(), b.getValue()));
      }
    }
    return product;
  }

  /** The same polynomial among more atoms, which begin with its own. */
  static Polynomial widened(Polynomial narrow, List<Term> atoms) {
    Polynomial wide = new Polynomial(atoms);
    narrow.terms.forEach((exponents, c) -> wide.add(Arrays.copyOf(exponents, atoms.size()), c));
    return wide;
  }

  boolean isZero() {
    return terms.isEmpty();
  }

  /** The quotient, if the division leaves nothing over. */
  Optional<Polynomial> dividedBy(Polynomial divisor) {
    Polynomial[] parts = divide(divisor);
    return parts[1].isZero() ? Optional.of(parts[0]) : Optional.empty();
  }

  /** Quotient and remainder, by leading terms in the order of the atoms. */
  Polynomial[] divide(Polynomial divisor) {
    Polynomial quotient = new Polynomial(atoms);
    Polynomial rest = new Polynomial(atoms);
    rest.addAll(this, Rational.ONE);
    Polynomial remainder = new Polynomial(atoms);
    Map.Entry<int[], Rational> lead = divisor.terms.firstEntry();
    for (int steps = 0; !rest.isZero(); steps++) {
      if (steps > MOST_TERMS) {
        throw new Terms.Unable();
      }
      Map.Entry<int[], Rational> first = rest.terms.firstEntry();
      int[] exponents = first.getKey().clone();
      boolean divides = true;
      for (int i = 0; i < exponents.length; i++) {
        exponents[i] -= lead.getKey()[i];
        divides &= exponents[i] >= 0;
      }
      if (divides) {
        Rational factor = Terms.over(first.getValue(), lead.getValue());
        quotient.add(exponents, factor);
        for (Map.Entry<int[], Rational> each : divisor.terms.entrySet()) {
          int[] shifted = each.getKey().clone();
          for (int i = 0; i < shifted.length; i++) {
            shifted[i] += exponents[i];
          }
          rest.add(shifted, Terms.times(each.getValue(), factor).negated());
        }
      } else {
        remainder.add(first.getKey(), first.getValue());
        rest.terms.remove(first.getKey());
      }
    }
    return new Polynomial[] {quotient, remainder};
  }

  /** The polynomial as a sum of products. */
  Term term(Terms terms) {
    List<Term> parts = new ArrayList<>();
    for (int[] exponents : this.terms.keySet()) {
      List<Term> bases = new ArrayList<>();
      List<Rational> powers = new ArrayList<>();
      for (int i = 0; i < exponents.length; i++) {
        if (exponents[i] > 0) {
          bases.add(atoms.get(i));
          powers.add(Rational.of(exponents[i]));
        }
      }
      parts.add(terms.product(bases, powers, Rational.ONE));
    }
    return parts.isEmpty()
        ? terms.number(0)
        : terms.sum(parts, new ArrayList<>(this.terms.values()));
  }

  @Override
  public String toString() {
    return Collections.unmodifiableMap(terms).toString();
  }
}
