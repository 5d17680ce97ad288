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

  /** Only a high derivative of a short function is longer than the budget and may be short. */
  private static final int SHORT_FUNCTION = 40;

  private static final int MOST_BINDINGS = 40;
  private static final int MOST_CONDITIONS = 4;

  private final Graph graph;
  private final int output;
  private final Map<Integer, String> given;
  private final Predicate<String> taken;
  private final Terms terms = new Terms();
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
      Terms terms = Terms.withoutMasks();
      TermReader reader =
          new TermReader(
              terms,
              graph,
              each -> names.apply(each).map(name -> terms.name(((Expr.Name) name).name())));
      Term term = reader.read(node);
      Expr best = unmasked(plain);
      if (reader.shapesAgree()) {
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

  /**
   * A formula of numbers without masks: a choice where one chooses, a product else. Where 0 meets
   * infinity in such a product, the trace shows the number.
   */
  public static Expr readable(Expr formula) {
    if (!hasMask(formula)) {
      return formula;
    }
    Expr exact = read(new Terms(), formula);
    return hasMask(exact) ? read(Terms.withoutMasks(), formula) : exact;
  }

  private static Expr read(Terms terms, Expr formula) {
    try {
      TermReader reader = new TermReader(terms, null, node -> Optional.empty());
      Term term = reader.expression(formula);
      return new TermWriter(each -> Optional.empty(), reader.hasDecimals()).write(term);
    } catch (Terms.Unable e) {
      return formula;
    }
  }

  private static boolean hasMask(Expr formula) {
    boolean[] found = new boolean[1];
    Trees.postorder(
        formula,
        part -> found[0] |= part instanceof Expr.Apply apply && apply.gate() == Gate.MASKED);
    return found[0];
  }

  /** A local gradient as the notes have it: where a mask is 0 is told by the value beside it. */
  private static Expr unmasked(Expr formula) {
    return Substitution.rebuild(formula, gate -> gate == Gate.MASKED ? Gate.MUL : gate);
  }

  private DisplayForm form(int[] targets) {
    // Names in the order of the text come first in every sum and product.
    graph.inputs().forEach(terms::name);
    long size = 0;
    for (int target : targets) {
      size = Math.max(size, measure(target));
    }
    if (size <= BUDGET || isShortInTerms(targets)) {
      try {
        return small(targets);
      } catch (Terms.Unable e) {
        if (size <= BUDGET) {
          return plain(targets); // Numbers too large to be told exactly.
        }
      }
    }
    Map<Integer, String> names = new HashMap<>(given);
    names.remove(output);
    return Sharing.of(graph, targets, names, taken);
  }

  /**
   * Whether what is long as the chain rule gives it is short in terms: the sixth derivative of 1/x.
   */
  private boolean isShortInTerms(int[] targets) {
    if (!graph.isScalar() || graph.size() > BUDGET || measure(output) > SHORT_FUNCTION) {
      return false;
    }
    try {
      Terms trial = new Terms();
      TermReader reader = new TermReader(trial, graph, node -> Optional.empty());
      Map<Term, Long> sizes = new HashMap<>();
      for (int target : targets) {
        if (size(reader.read(target), sizes) > BUDGET / 4) {
          return false;
        }
      }
      return true;
    } catch (Terms.Unable e) {
      return false;
    }
  }

  /** The number of parts of a term that is written out; parts are older than what they are in. */
  private static long size(Term root, Map<Term, Long> sizes) {
    List<Term> all = new ArrayList<>(List.of(root));
    Set<Term> seen = new HashSet<>(all);
    for (int i = 0; i < all.size(); i++) {
      for (Term part : all.get(i).parts) {
        if (seen.add(part)) {
          all.add(part);
        }
      }
    }
    all.sort((a, b) -> a.id - b.id);
    for (Term term : all) {
      long size = 1;
      for (Term part : term.parts) {
        size = Math.min(Integer.MAX_VALUE, size + sizes.getOrDefault(part, 1L));
      }
      sizes.put(term, size);
    }
    return sizes.get(root);
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
      if (isGiven(target)) {
        chosen.add(null);
        raw.add(new Expr.Name(given.get(target)));
        rules.add("");
        continue;
      }
      Optional<Expr> plain =
          measure(target) <= BUDGET ? Optional.of(raw(target)) : Optional.empty();
      raw.add(plain.orElse(Expr.Number.of(0)));
      Candidates.Candidate best = best(target, patterns, names, meanings);
      if (best == null && plain.isEmpty()) {
        throw new Terms.Unable();
      }
      boolean better =
          best != null
              && (plain.isEmpty()
                  || isMechanical(plain.get())
                  || best.cost() <= TermWriter.size(plain.get()));
      chosen.add(better ? best.term() : null);
      rules.add(better ? best.rule() : "");
    }
    return named(chosen, raw, rules, meanings);
  }

  /**
   * Whether a formula has what the chain rule needs and nobody writes: masks, and {@code (a > b) !=
   * 0}.
   */
  private static boolean isMechanical(Expr formula) {
    boolean[] found = new boolean[1];
    Trees.postorder(
        formula,
        part -> {
          if (part instanceof Expr.Apply apply) {
            boolean zero = apply.gate() == Gate.EQ || apply.gate() == Gate.NE;
            found[0] |=
                zero
                    && apply.operands().get(0) instanceof Expr.Apply inner
                    && inner.gate().spec().precedence() == apply.gate().spec().precedence();
          }
        });
    return found[0] || hasMask(formula);
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
  private Candidates.Candidate best(
      int target, Patterns patterns, Map<Integer, String> names, Map<String, Term> meanings) {
    List<Candidates.Candidate> all = new ArrayList<>();
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
    Candidates.Candidate best = null;
    for (Candidates.Candidate each : all) {
      int cost = each.cost() + definitions(each.term(), names, meanings);
      if (best == null || cost < best.cost()) {
        best = new Candidates.Candidate(each.term(), each.rule(), cost);
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
          Term meaning = reader.read(node);
          Optional<String> twin = named(meaning, meanings);
          if (twin.isPresent()) {
            names.put(node, twin.get()); // tanh(a + b) and tanh(b + a) are one term.
            continue;
          }
          meanings.put(names.get(node), meaning);
        } catch (Terms.Unable e) {
          names.remove(node);
          continue;
        }
        meaningOf.put(names.get(node), raw(node));
      }
    }
  }

  private static Optional<String> named(Term meaning, Map<String, Term> meanings) {
    return meanings.entrySet().stream()
        .filter(each -> each.getValue() == meaning)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** What the names of a term cost: the function itself, and what the reader named, are known. */
  private int definitions(Term term, Map<Integer, String> names, Map<String, Term> meanings) {
    int cost = 0;
    Set<String> mentioned = new LinkedHashSet<>();
    SharedParts.collectNames(term, mentioned);
    String own = names.get(output);
    for (String name : mentioned) {
      if (name.startsWith(Patterns.SUM_OF)) {
        return Integer.MAX_VALUE / 2;
      }
      if (meanings.containsKey(name) && !name.equals(own)) {
        cost += Candidates.cost(meanings.get(name), decimals);
      }
    }
    return cost;
  }

  private Optional<Term> givenName(int node) {
    return isGiven(node) ? Optional.of(terms.name(given.get(node))) : Optional.empty();
  }

  private void candidates(
      int target,
      IntFunction<Optional<Term>> atoms,
      List<Candidates.Candidate> all,
      String suffix) {
    try {
      TermReader reader =
          new TermReader(
              terms,
              graph,
              node ->
                  node == target ? Optional.empty() : atoms.apply(node).or(() -> givenName(node)));
      Term canonical = reader.read(target);
      decimals |= reader.hasDecimals();
      if (reader.shapesAgree()) {
        all.addAll(Candidates.of(terms, canonical, decimals, graph.isScalar()));
      } else {
        all.clear();
      }
    } catch (Terms.Unable e) {
      // What stands there cannot be told in exact numbers: it stays as it is.
    }
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
    roots.forEach(root -> SharedParts.collectNames(root, mentioned));
    for (boolean more = true; more; ) {
      more = false;
      for (Map.Entry<String, Term> each : meanings.entrySet()) {
        if (mentioned.contains(each.getKey()) && !names.containsKey(each.getValue())) {
          names.put(each.getValue(), each.getKey());
          roots.add(each.getValue());
          SharedParts.collectNames(each.getValue(), mentioned);
          more = true;
        }
      }
    }
    while (names.size() < MOST_BINDINGS) {
      Optional<Term> shared = new SharedParts(terms).most(roots, names);
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
    return new DisplayForm(
        List.of(),
        formulas,
        List.of(),
        rules,
        "its numbers are too large to be told exactly, so it is not simplified");
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
    return new DisplayForm(bindings, formulas, conditions(formulas, writer), rules, "");
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
    // Without names for what formulas share: a condition may stand beside several of them.
    TermWriter plain = new TermWriter(each -> Optional.empty(), decimals);
    for (Term pole : terms.poles()) {
      if (!mentionsOwn(pole)) {
        conditions.add(plain.write(pole));
      }
    }
    for (Term base : terms.conditions()) {
      boolean choice =
          base.kind == Term.Kind.CALL && base.gate.spec().form() == GateSpec.Form.INFIX;
      Set<String> names = new LinkedHashSet<>();
      SharedParts.collectNames(base, names);
      boolean internal = mentionsOwn(base);
      Expr written = writer.write(base);
      Expr shown = plain.write(base);
      boolean visible = formulas.stream().allMatch(formula -> divides(formula, written));
      choice |= base.isCall(Gate.EXP) || names.stream().anyMatch(this::isNeverZero);
      if (!choice
          && !internal
          && !visible
          && !conditions.contains(shown)
          && conditions.size() < MOST_CONDITIONS) {
        conditions.add(shown);
      }
    }
    return conditions;
  }

  /** Whether a term speaks of names that the reader did not give. */
  private boolean mentionsOwn(Term term) {
    Set<String> names = new LinkedHashSet<>();
    SharedParts.collectNames(term, names);
    return names.stream().anyMatch(n -> used.contains(n) || n.startsWith(Patterns.SUM_OF));
  }

  /** Whether a name that the reader gave stands for a reciprocal, an exp or a sigmoid. */
  private boolean isNeverZero(String name) {
    return given.entrySet().stream()
        .filter(each -> each.getValue().equals(name) && graph.isGate(each.getKey()))
        .map(each -> each.getKey())
        .anyMatch(
            node ->
                graph.gate(node) == Gate.EXP
                    || graph.gate(node) == Gate.SIGMOID
                    || graph.gate(node) == Gate.DIV && graph.isConstant(graph.first(node)));
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
}
