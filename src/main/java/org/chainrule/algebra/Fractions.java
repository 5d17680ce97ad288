package org.chainrule.algebra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.value.Rational;

/** Brings a term on one fraction bar. */
final class Fractions {
  private final Terms terms;
  private final Map<Term, Fraction> known = new HashMap<>();

  /**
   * A numerator, and the factors of a denominator with their positive exponents.
   *
   * @param above the numerator
   * @param below bases and exponents
   */
  record Fraction(Term above, Map<Term, Rational> below) {}

  /** What divided a numerator without remainder. */
  private final Set<Term> cancelled = new LinkedHashSet<>();

  Fractions(Terms terms) {
    this.terms = terms;
  }

  /** Bases that were cancelled and must not be 0. */
  Set<Term> conditions() {
    return cancelled;
  }

  /** The term as one fraction; nothing is multiplied out that need not be. */
  Fraction together(Term term) {
    Fraction fraction = known.get(term);
    if (fraction == null) {
      fraction =
          switch (term.kind) {
            case SUM -> sum(term);
            case PRODUCT -> product(term);
            default -> new Fraction(term, Map.of());
          };
      known.put(term, fraction);
    }
    return fraction;
  }

  private Fraction product(Term term) {
    List<Term> above = new ArrayList<>();
    List<Rational> powers = new ArrayList<>();
    Map<Term, Rational> below = new LinkedHashMap<>();
    for (int i = 0; i < term.parts.length; i++) {
      Rational weight = term.weights[i];
      boolean inner = term.parts[i].kind == Term.Kind.SUM && weight.isInteger();
      Fraction part = inner ? together(term.parts[i]) : new Fraction(term.parts[i], Map.of());
      if (weight.signum() > 0) {
        above.add(part.above());
        powers.add(weight);
        part.below()
            .forEach((base, power) -> below.merge(base, Terms.times(power, weight), Terms::plus));
      } else {
        Rational size = weight.negated();
        part.below()
            .forEach(
                (base, power) -> {
                  above.add(base);
                  powers.add(Terms.times(power, size));
                });
        divide(below, above, powers, part.above(), size);
      }
    }
    return new Fraction(terms.product(above, powers, term.number), below);
  }

  /** Puts a factor below the bar; what numbers it has go above. */
  private void divide(
      Map<Term, Rational> below,
      List<Term> above,
      List<Rational> powers,
      Term factor,
      Rational power) {
    Term inverse = terms.power(factor, power.negated());
    if (inverse.isNumber()) {
      above.add(inverse);
      powers.add(Rational.ONE);
      return;
    }
    if (inverse.kind == Term.Kind.PRODUCT) {
      above.add(terms.number(inverse.number));
      powers.add(Rational.ONE);
      for (int i = 0; i < inverse.parts.length; i++) {
        if (inverse.weights[i].signum() < 0) {
          below.merge(inverse.parts[i], inverse.weights[i].negated(), Terms::plus);
        } else {
          above.add(inverse.parts[i]);
          powers.add(inverse.weights[i]);
        }
      }
    } else {
      below.merge(factor, power, Terms::plus);
    }
  }

  private Fraction sum(Term term) {
    List<Fraction> parts = new ArrayList<>();
    Map<Term, Rational> below = new LinkedHashMap<>();
    for (Term part : term.parts) {
      Fraction fraction = together(part);
      parts.add(fraction);
      fraction.below().forEach((base, power) -> below.merge(base, power, Fractions::larger));
    }
    if (below.isEmpty()) {
      return new Fraction(term, below);
    }
    List<Term> above = new ArrayList<>();
    List<Rational> weights = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      above.add(terms.times(parts.get(i).above(), missing(below, parts.get(i).below())));
      weights.add(term.weights[i]);
    }
    above.add(missing(below, Map.of()));
    weights.add(term.number);
    return new Fraction(terms.sum(above, weights), below);
  }

  private static Rational larger(Rational a, Rational b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** What a denominator lacks of the common one. */
  private Term missing(Map<Term, Rational> all, Map<Term, Rational> some) {
    List<Term> bases = new ArrayList<>();
    List<Rational> powers = new ArrayList<>();
    all.forEach(
        (base, power) -> {
          Rational have = some.getOrDefault(base, Rational.ZERO);
          bases.add(base);
          powers.add(Terms.plus(power, have.negated()));
        });
    return terms.product(bases, powers, Rational.ONE);
  }

  /** Above and below multiplied together again. */
  Term term(Term above, Map<Term, Rational> below) {
    List<Term> bases = new ArrayList<>(List.of(above));
    List<Rational> powers = new ArrayList<>(List.of(Rational.ONE));
    below.forEach(
        (base, power) -> {
          bases.add(base);
          powers.add(power.negated());
        });
    return terms.product(bases, powers, Rational.ONE);
  }

  /**
   * The numerator multiplied out, and every factor of the denominator that divides it taken away.
   */
  Fraction cancelled(Fraction fraction) {
    List<Term> all = new ArrayList<>(List.of(fraction.above()));
    Map<Term, Rational> below = new LinkedHashMap<>();
    List<Term> divisors = new ArrayList<>();
    fraction
        .below()
        .forEach(
            (base, power) -> {
              below.put(base, power);
              if (power.isInteger()) {
                divisors.add(base);
              }
            });
    all.addAll(divisors);
    List<Term> atoms = Polynomial.atoms(all);
    Polynomial above = Polynomial.of(fraction.above(), atoms);
    if (above.isZero()) {
      cancelled.addAll(below.keySet());
      return new Fraction(terms.number(0), Map.of());
    }
    for (Term base : divisors) {
      Polynomial divisor = Polynomial.of(base, atoms);
      while (below.containsKey(base)) {
        Optional<Polynomial> quotient = above.dividedBy(divisor);
        if (quotient.isEmpty()) {
          break;
        }
        above = quotient.get();
        Rational left = Terms.plus(below.get(base), Rational.ONE.negated());
        if (left.signum() > 0) {
          below.put(base, left);
        } else {
          below.remove(base);
          cancelled.add(base);
        }
      }
    }
    return new Fraction(above.term(terms), below);
  }

  /** A fraction of one unknown over a power of one base, as a sum of simpler ones. */
  Optional<Term> divided(Fraction fraction) {
    if (fraction.below().size() != 1) {
      return Optional.empty();
    }
    Map.Entry<Term, Rational> only = fraction.below().entrySet().iterator().next();
    if (!only.getValue().isInteger() || only.getValue().numerator().bitLength() > 3) {
      return Optional.empty();
    }
    List<Term> atoms = Polynomial.atoms(List.of(fraction.above(), only.getKey()));
    if (atoms.size() != 1) {
      return Optional.empty();
    }
    Polynomial rest = Polynomial.of(fraction.above(), atoms);
    Polynomial base = Polynomial.of(only.getKey(), atoms);
    List<Term> parts = new ArrayList<>();
    List<Rational> weights = new ArrayList<>();
    for (int power = only.getValue().numerator().intValue(); power >= 0; power--) {
      Polynomial digit = rest;
      if (power > 0) {
        Polynomial[] halves = rest.divide(base);
        rest = halves[0];
        digit = halves[1];
      }
      parts.add(terms.times(digit.term(terms), terms.power(only.getKey(), Rational.of(-power))));
      weights.add(Rational.ONE);
    }
    return Optional.of(terms.sum(parts, weights));
  }
}
