package org.chainrule.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.gate.Gate;
import org.chainrule.value.Rational;

/** A bounded number of forms of one value: factored, grouped, on one fraction bar, cancelled. */
final class Candidates {
  /**
   * A form.
   *
   * @param rule what led to it
   * @param cost the number of its parts
   */
  record Candidate(Term term, String rule, int cost) {}

  private final Terms terms;
  private final boolean decimals;
  private final List<Candidate> all = new ArrayList<>();

  private Candidates(Terms terms, boolean decimals) {
    this.terms = terms;
    this.decimals = decimals;
  }

  /**
   * The forms of a term, itself first.
   *
   * @param scalar whether everything in it is one number; else only the term itself is safe
   */
  static List<Candidate> of(Terms terms, Term term, boolean decimals, boolean scalar) {
    Candidates candidates = new Candidates(terms, decimals);
    candidates.add(term, "collect like terms and factors");
    if (scalar) {
      terms.rearranging(
          () -> {
            candidates.variants(term, 2);
            return null;
          });
    }
    return candidates.all;
  }

  private void add(Term term, String rule) {
    all.add(new Candidate(term, rule, cost(term, decimals)));
  }

  /** The number of parts of a term when it is written. */
  static int cost(Term term, boolean decimals) {
    return TermWriter.size(new TermWriter(each -> Optional.empty(), decimals).write(term));
  }

  /** Other forms of the same value. */
  private void variants(Term term, int depth) {
    Factoring factoring = new Factoring(terms);
    if (term.kind == Term.Kind.SUM) {
      for (boolean deep : new boolean[] {false, true}) {
        factoring
            .common(term, deep)
            .ifPresent(
                factored -> {
                  add(factored, "take out the common factor");
                  inner(factored);
                });
      }
      factoring.groupings(term).forEach(grouped -> add(grouped, "group terms"));
      factoring.choice(term).ifPresent(choice -> add(choice, "write as a choice"));
    } else {
      inner(term);
    }
    logistic(term).ifPresent(found -> add(found, "recognise the sigmoid"));
    if (depth > 0) {
      fractions(term, depth);
    }
  }

  /** Sums among the factors of a product, grouped. */
  private void inner(Term product) {
    if (product.kind != Term.Kind.PRODUCT) {
      return;
    }
    Factoring factoring = new Factoring(terms);
    for (int i = 0; i < product.parts.length; i++) {
      Term part = product.parts[i];
      for (boolean deep : new boolean[] {false, true}) {
        Optional<Term> other = factoring.common(part, deep);
        if (other.isPresent()) {
          Term replaced = replaced(product, i, other.get());
          add(replaced, "take out the common factor");
        }
      }
      for (Term grouped : factoring.groupings(part)) {
        add(replaced(product, i, grouped), "group terms");
      }
    }
  }

  private Term replaced(Term product, int index, Term other) {
    Term[] parts = product.parts.clone();
    parts[index] = other;
    return terms.product(List.of(parts), List.of(product.weights), product.number);
  }

  private void fractions(Term term, int depth) {
    try {
      Fractions fractions = new Fractions(terms);
      Fractions.Fraction together = fractions.together(term);
      if (!together.below().isEmpty()) {
        add(fractions.term(together.above(), together.below()), "bring on one fraction bar");
      }
      Fractions.Fraction cancelled = fractions.cancelled(together);
      Term whole = fractions.term(cancelled.above(), cancelled.below());
      terms.conditions().addAll(fractions.conditions());
      add(whole, together.below().isEmpty() ? "multiply out" : "cancel");
      new Factoring(terms)
          .common(cancelled.above(), false)
          .ifPresent(
              above -> add(fractions.term(above, cancelled.below()), "take out the common factor"));
      new Factoring(terms)
          .common(cancelled.above(), true)
          .ifPresent(
              above -> add(fractions.term(above, cancelled.below()), "take out the common factor"));
      fractions.divided(cancelled).ifPresent(parts -> add(parts, "divide"));
      if (depth > 1 && whole != term) {
        variants(whole, depth - 2);
      }
    } catch (Terms.Unable e) {
      // Too large to multiply out.
    }
  }

  /** exp(u)/(1 + exp(u)) is sigmoid(u). */
  private Optional<Term> logistic(Term term) {
    if (term.kind != Term.Kind.PRODUCT) {
      return Optional.empty();
    }
    for (int i = 0; i < term.parts.length; i++) {
      Term exponential = term.parts[i];
      for (int j = 0; j < term.parts.length; j++) {
        Term sum = term.parts[j];
        boolean found =
            exponential.isCall(Gate.EXP)
                && term.weights[i].equals(Rational.ONE)
                && term.weights[j].equals(Rational.ONE.negated())
                && sum == terms.plus(terms.number(1), exponential);
        if (found) {
          Term sigmoid = terms.call(Gate.SIGMOID, 0, exponential.parts[0]);
          return Optional.of(terms.times(terms.times(terms.over(term, exponential), sum), sigmoid));
        }
      }
    }
    return Optional.empty();
  }
}
