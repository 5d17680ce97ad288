package org.chainrule.algebra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Graph;

/**
 * Finds the display form of nodes: the cheapest of a bounded number of candidates, and names for
 * what they share. It is never dearer than the node as it stands.
 *
 * <p>A formula beyond the budget is written with a name for every shared node instead.
 */
public final class Simplifier {
  /** Parts of a formula, written out, up to which candidates are compared. */
  public static final int BUDGET = 1_500;

  /** A part is named if that saves as many parts of the whole. */
  private static final long LEAST_GAIN = 2;

  /** Smaller parts are not named, however often they stand there. */
  private static final long LEAST_SIZE = 4;

  private static final int MOST_BINDINGS = 40;

  private final Graph graph;
  private final int output;
  private final Map<Integer, String> given;
  private final Predicate<String> taken;
  private final Terms terms = new Terms(false);
  private final Set<String> used = new HashSet<>();

  /** What the names of patterns stand for, as the reader wrote it. */
  private final Map<String, Expr> meaningOf = new HashMap<>();

  private boolean decimals;

  private Simplifier(Graph graph, int output, Map<Integer, String> given, Predicate<String> taken) {
    this.graph = graph;
    this.output = output;
    this.given = given;
    this.taken = taken;
  }

  /** A candidate for one formula. */
  private record Candidate(Term term, String rule, int cost) {}

  /**
   * The display form of some nodes.
   *
   * @param targets the nodes
   * @param output the node whose derivatives they are; the nodes up to it are the function
   * @param given names that the reader gave to nodes, which are kept
   * @param taken whether a name is in use already
   */
  public static DisplayForm of(
      Graph graph, int[] targets, int output, Map<Integer, String> given, Predicate<String> taken) {
    return new Simplifier(graph, output, given, taken).form(targets);
  }

  /**
   * One formula in terms of nodes that all have names, such as the local gradient of a gate:
   * nothing is named, and nothing is cheaper than short.
   *
   * @param names how a node is written; empty for one that is to be expanded
   */
  public static Expr local(Graph graph, int node, IntFunction<Optional<Expr>> names, Expr plain) {
    try {
      Terms terms = new Terms(false);
      TermReader reader =
          new TermReader(
              terms,
              graph,
              each -> names.apply(each).map(name -> terms.name(((Expr.Name) name).name())));
      Term term = reader.read(node);
      Expr best = plain;
      if (graph.isScalar() || reader.shapesAgree()) {
        boolean decimals = reader.hasDecimals();
        List<Term> candidates = new ArrayList<>(List.of(term));
        terms.rearranging(
            () -> {
              new Factoring(terms).common(term, false).ifPresent(candidates::add);
              return null;
            });
        for (Term candidate : candidates) {
          Expr written = new TermWriter(each -> Optional.empty(), decimals).write(candidate);
          best = TermWriter.size(written) <= TermWriter.size(best) ? written : best;
        }
      }
      return best;
    } catch (Terms.Unable e) {
      return plain;
    }
  }

  private DisplayForm form(int[] targets) {
    // Names in the order of the text come first in every sum and product.
    graph.inputs().forEach(terms::name);
    long size = 0;
    for (int target : targets) {
      size = Math.max(size, measure(target));
    }
    if (size <= BUDGET) {
      try {
        return small(targets);
      } catch (Terms.Unable e) {
        return plain(targets); // Numbers too large to be told exactly.
      }
    }
    Map<Integer, String> names = new HashMap<>(given);
    names.remove(output);
    return Sharing.of(graph, targets, names, taken);
  }

  private long measure(int target) {
    return Formula.size(graph, target, node -> node != target && isGiven(node));
  }

  /** Whether a node stands as the name that the reader gave it; the function itself does not. */
  private boolean isGiven(int node) {
    return node != output && given.containsKey(node);
  }

  // ---- formulas that fit ----

  private DisplayForm small(int[] targets) {
    List<Term> chosen = new ArrayList<>();
    List<String> rules = new ArrayList<>();
    List<Expr> raw = new ArrayList<>();
    Patterns patterns = Patterns.of(graph, Math.min(output, graph.size() - 1));
    Map<Integer, String> names = patternNames(patterns);
    Map<String, Term> meanings = new LinkedHashMap<>();
    meanings(patterns, names, meanings);
    for (int target : targets) {
      Expr plain = raw(target);
      raw.add(plain);
      if (isGiven(target)) {
        chosen.add(null);
        raw.set(raw.size() - 1, new Expr.Name(given.get(target)));
        rules.add("");
        continue;
      }
      Candidate best = best(target, patterns, names, meanings);
      boolean better = best != null && best.cost() <= TermWriter.size(plain);
      chosen.add(better ? best.term() : null);
      rules.add(better ? best.rule() : "");
    }
    return named(chosen, raw, rules, meanings);
  }

  private Expr raw(int target) {
    return Formula.of(
            graph,
            target,
            Long.MAX_VALUE,
            node ->
                Optional.ofNullable(node == target ? null : given.get(node)).map(Expr.Name::new))
        .orElseThrow();
  }

  /** Names of the nodes that patterns found: the reader's own, or s, t, p. */
  private Map<Integer, String> patternNames(Patterns patterns) {
    Map<Integer, String> names = new HashMap<>();
    for (int node : patterns.nodes()) {
      if (!dependsOnInput(node)) {
        continue; // A name for a number would read as an input with that value.
      }
      names.put(node, given.containsKey(node) ? given.get(node) : fresh(patterns.wish(node)));
    }
    return names;
  }

  private boolean dependsOnInput(int node) {
    boolean[] reachable = graph.reachable(node);
    for (int each = 0; each <= node; each++) {
      if (reachable[each] && graph.isInput(each)) {
        return true;
      }
    }
    return false;
  }

  private String fresh(String wish) {
    String name = wish;
    for (int number = 1; taken.test(name) || !used.add(name); number++) {
      name = wish + number;
    }
    return name;
  }

  /** The cheapest candidate; null if the formula cannot be brought into canonical form. */
  private Candidate best(
      int target, Patterns patterns, Map<Integer, String> names, Map<String, Term> meanings) {
    List<Candidate> all = new ArrayList<>();
    Set<Term> before = new LinkedHashSet<>(terms.conditions());
    candidates(target, node -> Optional.empty(), all, "");
    if (!patterns.isEmpty()) {
      TermReader[] reader = new TermReader[1];
      candidates(
          target,
          node ->
              node == target
                  ? Optional.empty()
                  : patterns
                      .term(terms, reader[0], names, node)
                      .or(() -> patterns.sum(terms, names, node)),
          all,
          "in terms of ");
    }
    Candidate best = null;
    for (Candidate each : all) {
      int cost = each.cost() + definitions(each.term(), names, meanings);
      if (best == null || cost < best.cost()) {
        best = new Candidate(each.term(), each.rule(), cost);
      }
    }
    if (best == null) {
      terms.conditions().retainAll(before);
    }
    return best;
  }

  /** What the names of patterns stand for. */
  private void meanings(Patterns patterns, Map<Integer, String> names, Map<String, Term> meanings) {
    TermReader reader = new TermReader(terms, graph, this::givenName);
    for (int node : patterns.nodes()) {
      if (!given.containsKey(node) && names.containsKey(node)) {
        try {
          meanings.put(names.get(node), reader.read(node));
        } catch (Terms.Unable e) {
          names.remove(node);
          continue;
        }
        meaningOf.put(names.get(node), raw(node));
      }
    }
  }

  /** What the names of a term cost: the function itself, and what the reader named, are known. */
  private int definitions(Term term, Map<Integer, String> names, Map<String, Term> meanings) {
    int cost = 0;
    Set<String> mentioned = new LinkedHashSet<>();
    collectNames(term, mentioned);
    String own = names.get(output);
    for (String name : mentioned) {
      if (name.startsWith(Patterns.SUM_OF)) {
        return Integer.MAX_VALUE / 2;
      }
      if (meanings.containsKey(name) && !name.equals(own)) {
        cost += cost(meanings.get(name));
      }
    }
    return cost;
  }

  private static void collectNames(Term term, Set<String> names) {
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

  private Optional<Term> givenName(int node) {
    return isGiven(node) ? Optional.of(terms.name(given.get(node))) : Optional.empty();
  }

  private void candidates(
      int target, IntFunction<Optional<Term>> atoms, List<Candidate> all, String suffix) {
    try {
      TermReader reader =
          new TermReader(
              terms,
              graph,
              node ->
                  node == target ? Optional.empty() : atoms.apply(node).or(() -> givenName(node)));
      Term canonical = reader.read(target);
      decimals |= reader.hasDecimals();
      add(all, canonical, "collect like terms and factors");
      if (graph.isScalar()) {
        terms.rearranging(
            () -> {
              variants(canonical, all, 2);
              return null;
            });
      } else if (!reader.shapesAgree()) {
        all.clear();
      }
    } catch (Terms.Unable e) {
      // What stands there cannot be told in exact numbers: it stays as it is.
    }
  }

  private void add(List<Candidate> all, Term term, String rule) {
    all.add(new Candidate(term, rule, cost(term)));
  }

  private int cost(Term term) {
    return TermWriter.size(new TermWriter(each -> Optional.empty(), decimals).write(term));
  }

  /** Other forms of the same value. */
  private void variants(Term term, List<Candidate> all, int depth) {
    Factoring factoring = new Factoring(terms);
    if (term.kind == Term.Kind.SUM) {
      for (boolean deep : new boolean[] {false, true}) {
        factoring
            .common(term, deep)
            .ifPresent(
                factored -> {
                  add(all, factored, "take out the common factor");
                  inner(factored, all);
                });
      }
      factoring.groupings(term).forEach(grouped -> add(all, grouped, "group terms"));
      factoring.choice(term).ifPresent(choice -> add(all, choice, "write as a choice"));
    } else {
      inner(term, all);
    }
    logistic(term).ifPresent(found -> add(all, found, "recognise the sigmoid"));
    if (depth > 0) {
      fractions(term, all, depth);
    }
  }

  /** Sums among the factors of a product, grouped. */
  private void inner(Term product, List<Candidate> all) {
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
          add(all, replaced, "take out the common factor");
        }
      }
      for (Term grouped : factoring.groupings(part)) {
        add(all, replaced(product, i, grouped), "group terms");
      }
    }
  }

  private Term replaced(Term product, int index, Term other) {
    Term[] parts = product.parts.clone();
    parts[index] = other;
    return terms.product(List.of(parts), List.of(product.weights), product.number);
  }

  private void fractions(Term term, List<Candidate> all, int depth) {
    try {
      Fractions fractions = new Fractions(terms);
      Fractions.Fraction together = fractions.together(term);
      if (!together.below().isEmpty()) {
        add(all, fractions.term(together.above(), together.below()), "bring on one fraction bar");
      }
      Fractions.Fraction cancelled = fractions.cancelled(together);
      Term whole = fractions.term(cancelled.above(), cancelled.below());
      terms.conditions().addAll(fractions.conditions());
      add(all, whole, together.below().isEmpty() ? "multiply out" : "cancel");
      new Factoring(terms)
          .common(cancelled.above(), false)
          .ifPresent(
              above ->
                  add(all, fractions.term(above, cancelled.below()), "take out the common factor"));
      new Factoring(terms)
          .common(cancelled.above(), true)
          .ifPresent(
              above ->
                  add(all, fractions.term(above, cancelled.below()), "take out the common factor"));
      fractions.divided(cancelled).ifPresent(parts -> add(all, parts, "divide"));
      if (depth > 1 && whole != term) {
        variants(whole, all, depth - 2);
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
                && term.weights[i].equals(org.chainrule.value.Rational.ONE)
                && term.weights[j].equals(org.chainrule.value.Rational.ONE.negated())
                && sum == terms.plus(terms.number(1), exponential);
        if (found) {
          Term sigmoid = terms.call(Gate.SIGMOID, 0, exponential.parts[0]);
          return Optional.of(terms.times(terms.times(terms.over(term, exponential), sum), sigmoid));
        }
      }
    }
    return Optional.empty();
  }

  // ---- names for what is shared ----

  private DisplayForm named(
      List<Term> chosen, List<Expr> raw, List<String> rules, Map<String, Term> meanings) {
    Map<Term, String> names = new LinkedHashMap<>();
    List<Term> roots = new ArrayList<>();
    for (Term term : chosen) {
      if (term != null) {
        roots.add(term);
      }
    }
    // The names of patterns come with their meanings, which may use one another.
    Set<String> mentioned = new LinkedHashSet<>();
    roots.forEach(root -> collectNames(root, mentioned));
    for (boolean more = true; more; ) {
      more = false;
      for (Map.Entry<String, Term> each : meanings.entrySet()) {
        if (mentioned.contains(each.getKey()) && !names.containsValue(each.getKey())) {
          names.put(each.getValue(), each.getKey());
          roots.add(each.getValue());
          collectNames(each.getValue(), mentioned);
          more = true;
        }
      }
    }
    while (names.size() < MOST_BINDINGS) {
      Optional<Term> shared = mostShared(roots, names);
      if (shared.isEmpty()) {
        break;
      }
      Term term = shared.get();
      names.put(term, fresh(term.isCall(Gate.TANH) ? "t" : term.isCall(Gate.SIGMOID) ? "s" : "u"));
      roots.add(term);
    }
    return written(chosen, raw, rules, names);
  }

  private DisplayForm plain(int[] targets) {
    List<Expr> formulas = new ArrayList<>();
    List<String> rules = new ArrayList<>();
    for (int target : targets) {
      formulas.add(isGiven(target) ? new Expr.Name(given.get(target)) : raw(target));
      rules.add("");
    }
    return new DisplayForm(List.of(), formulas, List.of(), rules);
  }

  private DisplayForm written(
      List<Term> chosen, List<Expr> raw, List<String> rules, Map<Term, String> names) {
    TermWriter writer =
        new TermWriter(term -> Optional.ofNullable(names.get(term)).map(Expr.Name::new), decimals);
    List<Expr> formulas = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      Term term = chosen.get(i);
      formulas.add(term == null ? raw.get(i) : writer.write(term));
    }
    Set<String> needed = new LinkedHashSet<>();
    formulas.forEach(formula -> mention(formula, needed));
    List<DisplayForm.Binding> bindings = new ArrayList<>();
    List<Term> inOrder = new ArrayList<>(names.keySet());
    inOrder.sort((a, b) -> b.id - a.id);
    for (Term term : inOrder) {
      String name = names.get(term);
      if (needed.contains(name)) {
        Expr meaning = meaningOf.getOrDefault(name, writer.body(term));
        mention(meaning, needed);
        bindings.add(0, new DisplayForm.Binding(name, meaning));
      }
    }
    return new DisplayForm(bindings, formulas, conditions(formulas, writer), rules);
  }

  private static void mention(Expr expr, Set<String> names) {
    Trees.postorder(
        expr,
        part -> {
          if (part instanceof Expr.Name name) {
            names.add(name.name());
          }
        });
  }

  /** Cancelled bases, without those that are obvious. */
  private List<Expr> conditions(List<Expr> formulas, TermWriter writer) {
    List<Expr> conditions = new ArrayList<>();
    for (Term base : terms.conditions()) {
      boolean choice =
          base.kind == Term.Kind.CALL && base.gate.spec().form() == GateSpec.Form.INFIX;
      Set<String> names = new LinkedHashSet<>();
      collectNames(base, names);
      boolean internal =
          names.stream().anyMatch(used::contains)
              || names.stream().anyMatch(n -> n.startsWith(Patterns.SUM_OF));
      Expr written = writer.write(base);
      boolean visible = formulas.stream().allMatch(formula -> divides(formula, written));
      choice |= base.isCall(Gate.EXP);
      if (!choice && !internal && !visible && conditions.size() < 4) {
        conditions.add(written);
      }
    }
    return conditions;
  }

  /** Whether a formula still has the base in a denominator, so that nothing need be said of it. */
  private static boolean divides(Expr formula, Expr base) {
    boolean[] found = new boolean[1];
    Trees.postorder(
        formula,
        part -> {
          if (part instanceof Expr.Apply apply && apply.gate() == Gate.DIV) {
            Expr below = apply.operands().get(1);
            Trees.postorder(below, each -> found[0] |= each.equals(base));
          }
        });
    return found[0];
  }

  /**
   * Parts before what they are parts of: a root may be younger than a product that it stands in.
   */
  private List<Term> ordered(List<Term> all) {
    Set<Term> done = new LinkedHashSet<>();
    for (Term term : all) {
      for (Term part : parts(term)) {
        if (part.kind == Term.Kind.PRODUCT && part.id > term.id) {
          done.addAll(List.of(part.parts));
          done.add(part);
        }
      }
      done.add(term);
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
    List.of("pi", "e", "π").forEach(names::remove);
    return !names.isEmpty();
  }

  /** The part whose name saves most. */
  private Optional<Term> mostShared(List<Term> roots, Map<Term, String> names) {
    Map<Term, Long> uses = new HashMap<>();
    Map<Term, Long> sizes = new HashMap<>();
    List<Term> all = new ArrayList<>();
    Set<Term> seen = new HashSet<>();
    List<Term> path = new ArrayList<>(roots);
    while (!path.isEmpty()) {
      Term term = path.remove(path.size() - 1);
      if (seen.add(term)) {
        all.add(term);
        path.addAll(List.of(parts(term)));
      }
    }
    all.sort((a, b) -> a.id - b.id);
    for (Term term : ordered(all)) {
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
      boolean composite = term.kind != Term.Kind.NUMBER && term.kind != Term.Kind.NAME;
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
