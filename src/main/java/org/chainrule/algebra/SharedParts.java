package org.chainrule.algebra;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what stands several times in formulas, and would save most if it had a name. */
final class SharedParts {
  /** A part is named if that saves as many parts of the whole. */
  private static final long LEAST_GAIN = 2;

  /** Smaller parts are not named, however often they stand there. */
  private static final long LEAST_SIZE = 4;

  private final Terms terms;

  SharedParts(Terms terms) {
    this.terms = terms;
  }

  /** Adds the names that a term mentions. */
  static void collectNames(Term term, Set<String> names) {
    List<Term> path = new ArrayList<>(List.of(term));
    Set<Term> seen = new HashSet<>();
    while (!path.isEmpty()) {
      Term top = path.remove(path.size() - 1);
      if (seen.add(top)) {
        if (top.kind == Term.Kind.NAME) {
          names.add(top.name);
        }
        path.addAll(List.of(top.parts));
      }
    }
  }

  /** All parts of the terms and these themselves, each behind its own parts. */
  private List<Term> ordered(List<Term> roots) {
    Set<Term> done = new LinkedHashSet<>();
    Set<Term> open = new HashSet<>();
    Deque<Term> path = new ArrayDeque<>(roots);
    while (!path.isEmpty()) {
      Term term = path.peek();
      if (open.add(term)) {
        List.of(parts(term)).forEach(path::push);
      } else {
        done.add(path.pop());
      }
    }
    return List.copyOf(done);
  }

  /** The parts of a term; a root in a product is a part of its own. */
  private Term[] parts(Term term) {
    if (term.kind != Term.Kind.PRODUCT || term.parts.length == 1) {
      return term.parts;
    }
    Term[] parts = term.parts.clone();
    for (int i = 0; i < parts.length; i++) {
      if (!term.weights[i].isInteger() && term.weights[i].signum() > 0) {
        parts[i] = terms.power(parts[i], term.weights[i]);
      }
    }
    return parts;
  }

  private boolean mentionsInput(Term term) {
    Set<String> names = new LinkedHashSet<>();
    collectNames(term, names);
    return !names.isEmpty();
  }

  /** The part whose name saves most. */
  Optional<Term> most(List<Term> roots, Map<Term, String> names) {
    Map<Term, Long> uses = new HashMap<>();
    Map<Term, Long> sizes = new HashMap<>();
    List<Term> all = ordered(roots);
    for (Term term : all) {
      long size = 1;
      for (Term part : parts(term)) {
        boolean named = names.containsKey(part);
        size += (named ? 1 : sizes.get(part)) + (term.weights.length > 1 ? 1 : 0);
        size = Math.min(size, Integer.MAX_VALUE);
      }
      sizes.put(term, size);
    }
    for (Term root : roots) {
      uses.merge(root, 1L, Long::sum);
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      Term term = all.get(i);
      // A part of something with a name is written once, in its definition.
      long times = names.containsKey(term) ? 1 : Math.min(uses.getOrDefault(term, 0L), 1_000_000L);
      for (Term part : parts(term)) {
        uses.merge(part, times, Long::sum);
      }
    }
    Term best = null;
    long most = LEAST_GAIN - 1;
    for (Term term : all) {
      // u = (x > 0) would be read as a claim.
      boolean composite = term.parts.length > 0 && !Terms.isIndicator(term);
      long count = uses.getOrDefault(term, 0L);
      if (composite && count > 1 && !names.containsKey(term) && !roots.contains(term)) {
        long size = sizes.get(term);
        long gain = count * (size - 1) - size;
        if (gain > most && size >= LEAST_SIZE && mentionsInput(term)) {
          most = gain;
          best = term;
        }
      }
    }
    return Optional.ofNullable(best);
  }
}
