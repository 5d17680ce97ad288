package org.chainrule.algebra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.gate.Gate;
import org.chainrule.source.Work;
import org.chainrule.value.Rational;

/** Takes common factors out of sums. */
final class Factoring {
  private final Terms terms;

  Factoring(Terms terms) {
    this.terms = terms;
  }

  /** Bases and exponents of one part of a sum. */
  private static Map<Term, Rational> factors(Term part) {
    Map<Term, Rational> factors = new LinkedHashMap<>();
    if (part.kind == Term.Kind.PRODUCT) {
      for (int i = 0; i < part.parts.length; i++) {
        factors.put(part.parts[i], part.weights[i]);
      }
    } else {
      factors.put(part, Rational.ONE);
    }
    return factors;
  }

  /**
   * What all terms of a sum have in common, in front of the rest.
   *
   * @param deep of negative exponents whether to take out the most negative, so that the rest has
   *     no fractions, or the least
   */
  Optional<Term> common(Term sum, boolean deep) {
    if (sum.kind != Term.Kind.SUM || sum.number.signum() != 0 && !deep) {
      return Optional.empty();
    }
    List<Map<Term, Rational>> all = new ArrayList<>();
    Map<Term, Rational> common = new LinkedHashMap<>();
    for (Term part : sum.parts) {
      Map<Term, Rational> factors = factors(part);
      all.add(factors);
      factors.keySet().forEach(base -> common.put(base, null));
    }
    if (sum.number.signum() != 0) {
      all.add(Map.of());
    }
    common.replaceAll((base, none) -> exponent(base, all, deep));
    common.values().removeIf(power -> power.signum() == 0);
    Rational content = Terms.content(sum);
    if (content.denominator().bitLength() > 4) {
      content = Rational.ONE; // 0.0000025*(200000*x + 1) helps nobody.
    }
    if (common.isEmpty() && content.equals(Rational.ONE)) {
      return Optional.empty();
    }
    return Optional.of(terms.times(scale(common, Rational.ONE), rest(sum, common, content)));
  }

  private static Rational exponent(Term base, List<Map<Term, Rational>> all, boolean deep) {
    Rational least = null;
    Rational most = null;
    for (Map<Term, Rational> factors : all) {
      Rational power = factors.getOrDefault(base, Rational.ZERO);
      least = least == null || power.compareTo(least) < 0 ? power : least;
      most = most == null || power.compareTo(most) > 0 ? power : most;
    }
    return least.signum() > 0 || deep ? least : most.signum() < 0 ? most : Rational.ZERO;
  }

  private Term scale(Map<Term, Rational> factors, Rational number) {
    return terms.product(
        new ArrayList<>(factors.keySet()), new ArrayList<>(factors.values()), number);
  }

  private Term rest(Term sum, Map<Term, Rational> common, Rational content) {
    Map<Term, Rational> inverse = new LinkedHashMap<>(common);
    inverse.replaceAll((base, power) -> power.negated());
    Term divisor = scale(inverse, Rational.ONE);
    List<Term> parts = new ArrayList<>();
    List<Rational> weights = new ArrayList<>();
    for (int i = 0; i < sum.parts.length; i++) {
      parts.add(terms.times(sum.parts[i], divisor));
      weights.add(Terms.over(sum.weights[i], content));
    }
    parts.add(divisor);
    weights.add(Terms.over(sum.number, content));
    Term rest = terms.sum(parts, weights);
    return terms.times(rest, content);
  }

  /**
   * The sum with the terms that share a factor grouped, x*(a + b) + c, for several such factors.
   */
  List<Term> groupings(Term sum) {
    List<Term> all = new ArrayList<>();
    if (sum.kind == Term.Kind.SUM && sum.parts.length > 2 && sum.parts.length <= MOST_GROUPED) {
      List<Term> shared = shared(sum);
      for (Term factor : shared.subList(0, Math.min(MOST_GROUPINGS, shared.size()))) {
        all.add(grouped(sum, factor, MOST_LEVELS));
      }
    }
    return all;
  }

  private static final int MOST_GROUPINGS = 4;
  private static final int MOST_GROUPED = 40;
  private static final int MOST_LEVELS = 8;

  /** Factors of several terms but not of all, the most frequent first. */
  private static List<Term> shared(Term sum) {
    Map<Term, Integer> uses = new LinkedHashMap<>();
    for (Term part : sum.parts) {
      factors(part)
          .forEach(
              (base, power) -> {
                if (power.signum() > 0 && !base.isNumber()) { // sqrt(2) is a coefficient.
                  uses.merge(base, 1, Integer::sum);
                }
              });
    }
    uses.values().removeIf(count -> count < 2);
    List<Term> shared = new ArrayList<>(uses.keySet());
    shared.sort((a, b) -> uses.get(b) - uses.get(a));
    return shared;
  }

  /**
   * A group in front of the rest, which has fewer terms.
   *
   * @param levels how many more levels of sums within sums may be grouped
   */
  private Term grouped(Term sum, Term factor, int levels) {
    Work.count(Terms.STEP);
    List<Term> with = new ArrayList<>();
    List<Rational> withWeights = new ArrayList<>();
    List<Term> without = new ArrayList<>(List.of(terms.number(1)));
    List<Rational> withoutWeights = new ArrayList<>(List.of(sum.number));
    for (int i = 0; i < sum.parts.length; i++) {
      boolean here = factors(sum.parts[i]).getOrDefault(factor, Rational.ZERO).signum() > 0;
      (here ? with : without).add(sum.parts[i]);
      (here ? withWeights : withoutWeights).add(sum.weights[i]);
    }
    Term first = terms.sum(with, withWeights);
    Term product = common(first, false).orElse(first);
    if (product.kind == Term.Kind.PRODUCT && levels > 0) {
      product = inside(product, levels - 1);
    }
    Term other = terms.sum(without, withoutWeights);
    List<Term> rest = other.kind == Term.Kind.SUM ? shared(other) : List.of();
    boolean more = !rest.isEmpty() && other.parts.length > 2;
    return terms.plus(product, more ? grouped(other, rest.get(0), levels) : other);
  }

  /** Groups the sums among the factors of a product. */
  private Term inside(Term product, int levels) {
    Term[] parts = product.parts.clone();
    for (int i = 0; i < parts.length; i++) {
      Term part = parts[i];
      boolean sum = part.kind == Term.Kind.SUM && part.parts.length > 2;
      List<Term> shared = sum ? shared(part) : List.of();
      if (!shared.isEmpty()) {
        parts[i] = grouped(part, shared.get(0), levels);
      }
    }
    return terms.product(List.of(parts), List.of(product.weights), product.number);
  }

  /** A sum of one term for each side of a comparison, as a choice. */
  Optional<Term> choice(Term sum) {
    if (sum.kind != Term.Kind.SUM || sum.parts.length != 2 || sum.number.signum() != 0) {
      return Optional.empty();
    }
    for (Side one : sides(sum.parts[0], sum.weights[0])) {
      for (Side other : sides(sum.parts[1], sum.weights[1])) {
        if (isOpposite(one.condition(), other.condition())) {
          return Optional.of(
              terms.call(Gate.WHERE, 0, one.condition(), one.value(), other.value()));
        }
        if (isOpposite(other.condition(), one.condition())) {
          return Optional.of(
              terms.call(Gate.WHERE, 0, other.condition(), other.value(), one.value()));
        }
      }
    }
    return Optional.empty();
  }

  /** What is 0 unless a comparison holds, and its value where it does. */
  private record Side(Term condition, Term value) {}

  private List<Side> sides(Term part, Rational weight) {
    List<Side> sides = new ArrayList<>();
    if (terms.isHalfChoice(part) && part.parts[2].is(0)) {
      sides.add(new Side(part.parts[0], terms.times(part.parts[1], weight)));
    }
    for (Term factor : factors(part).keySet()) {
      if (Terms.isIndicator(factor)) {
        sides.add(new Side(factor, terms.times(terms.over(part, factor), weight)));
      }
    }
    return sides;
  }

  private static boolean isOpposite(Term a, Term b) {
    boolean opposite =
        a.isCall(Gate.GE) && b.isCall(Gate.LT) || a.isCall(Gate.LE) && b.isCall(Gate.GT);
    return opposite && a.parts[0] == b.parts[0] && a.parts[1] == b.parts[1];
  }
}
