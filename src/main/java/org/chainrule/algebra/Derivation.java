package org.chainrule.algebra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Graph;
import org.chainrule.parse.TextParser;

/**
 * The derivation of one derivative, rule by rule: in every line one derivative that was still to be
 * taken is replaced by what the rule of its gate says.
 *
 * <p>What the reader named is derived once, in a part of its own, and stands as a derivative of
 * that name where it is used; so does what is used so often that the lines would not end.
 */
public final class Derivation {
  private static final int MOST_STEPS = 200;

  /** A longer line is broken up by names for what stands in it several times. */
  private static final int LONG_LINE = 60;

  /** A longer line is not read by anybody. */
  private static final int LONGEST_LINE = 600;

  /** Parts of all lines together beyond which nobody reads them. */
  private static final long MOST_PARTS = 100_000;

  /** Begins the names that stand for derivatives still to be taken. */
  private static final String OPEN = "\u0001";

  private final Graph graph;
  private final int input;
  private final boolean[] active;
  private final Map<Integer, String> names = new TreeMap<>();
  private final Map<String, Integer> pending = new LinkedHashMap<>();
  private int count;

  /** Parts of the lines so far. */
  private long written;

  /**
   * A line.
   *
   * @param rule the rule that led to it
   * @param with what is named in it for the first time
   * @param line the formula; a derivative in it is still to be taken
   */
  public record Step(String rule, List<DisplayForm.Binding> with, Expr line) {
    /** A line without new names. */
    public Step(String rule, Expr line) {
      this(rule, List.of(), line);
    }
  }

  /**
   * The lines that lead to the derivative of one quantity, all equal in value.
   *
   * @param of the name of the quantity; empty for the function itself
   * @param steps the lines
   */
  public record Part(String of, List<Step> steps) {}

  private Derivation(Graph graph, int output, int input) {
    this.graph = graph;
    this.input = input;
    this.active = new boolean[output + 1];
    for (int node = 0; node <= output; node++) {
      active[node] = node == input;
      for (int slot = graph.arity(node) - 1; slot >= 0; slot--) {
        active[node] |= active[graph.operand(node, slot)];
      }
    }
  }

  /**
   * The derivation of d output / d input down to its display form, the function last.
   *
   * @param given names that the reader gave to nodes
   * @param taken whether a name may not be used for something else
   * @param form the display form of the derivative
   */
  public static List<Part> of(
      Graph graph,
      int output,
      int input,
      Map<Integer, String> given,
      Predicate<String> taken,
      DisplayForm form) {
    Derivation derivation = new Derivation(graph, output, input);
    Optional<List<Part>> parts =
        graph.isEntrywise() && derivation.name(output, given, taken)
            ? derivation.parts(output)
            : Optional.empty();
    if (parts.isEmpty()) {
      Step whole = new Step("the chain rule, at once", form.bindings(), form.formulas().get(0));
      return List.of(new Part("", List.of(whole)));
    }
    List<Part> all = new ArrayList<>(parts.get());
    Part last = all.remove(all.size() - 1);
    List<Step> steps = new ArrayList<>(last.steps());
    Map<String, Expr> meanings = new LinkedHashMap<>();
    derivation.names.forEach((node, name) -> meanings.put(name, derivation.formula(node)));
    steps.addAll(new DerivationEnd(all, meanings).of(steps, form));
    all.add(new Part("", steps));
    return all;
  }

  // ---- names ----

  /** Chooses what has a name; false where the lines would be too long all the same. */
  private boolean name(int output, Map<Integer, String> given, Predicate<String> taken) {
    boolean[] reachable = graph.reachable(output);
    given.forEach(
        (node, name) -> {
          if (node < output && reachable[node]) {
            names.put(node, name);
          }
        });
    if (longest(output) <= LONG_LINE) {
      return true;
    }
    int[] uses = new int[output + 1];
    for (int node = 0; node <= output; node++) {
      for (int slot = reachable[node] ? graph.arity(node) - 1 : -1; slot >= 0; slot--) {
        uses[graph.operand(node, slot)]++;
      }
    }
    int number = 0;
    for (int node = 0; node < output; node++) {
      if (uses[node] > 1 && graph.isGate(node) && !names.containsKey(node)) {
        String name;
        do {
          name = "t" + ++number;
        } while (taken.test(name));
        names.put(node, name);
      }
    }
    return longest(output) <= LONGEST_LINE;
  }

  /** The number of parts of the longest formula. */
  private long longest(int output) {
    long longest = size(output);
    for (int node : names.keySet()) {
      longest = Math.max(longest, size(node));
    }
    return longest;
  }

  private long size(int node) {
    return Formula.size(graph, node, each -> each != node && names.containsKey(each));
  }

  // ---- lines ----

  private Optional<List<Part>> parts(int output) {
    List<Part> parts = new ArrayList<>();
    int lines = 0;
    for (Map.Entry<Integer, String> each : names.entrySet()) {
      if (active[each.getKey()]) {
        parts.add(new Part(each.getValue(), steps(each.getKey())));
        lines += parts.get(parts.size() - 1).steps().size();
      }
      if (isEndless(lines)) {
        return Optional.empty();
      }
    }
    parts.add(new Part("", steps(output)));
    lines += parts.get(parts.size() - 1).steps().size();
    return isEndless(lines) ? Optional.empty() : Optional.of(parts);
  }

  private boolean isEndless(int lines) {
    return lines > MOST_STEPS || written > MOST_PARTS;
  }

  private List<Step> steps(int of) {
    int root = unboxed(of);
    List<Step> steps = new ArrayList<>();
    pending.clear();
    Expr line = root == input || !active[root] ? derivative(root) : open(root);
    steps.add(new Step("", shown(line)));
    while (!pending.isEmpty() && !isEndless(steps.size())) {
      Map.Entry<String, Integer> first = pending.entrySet().iterator().next();
      pending.remove(first.getKey());
      int node = first.getValue();
      line = Substitution.fill(line, Map.of(first.getKey(), taken(node)));
      steps.add(new Step(rule(node), shown(line)));
    }
    Expr collected = collected(line);
    if (!collected.equals(line)) {
      steps.add(new Step("collect like terms", collected));
    }
    return steps;
  }

  /** A line of numbers and derivatives of names only, in order: 1 + 1 is 2. */
  private static Expr collected(Expr line) {
    Map<String, Expr> calls = new LinkedHashMap<>();
    boolean[] plain = {true};
    Expr atoms =
        Substitution.rewrite(
            line,
            part -> {
              if (!(part instanceof Expr.Derivative)) {
                return Optional.empty();
              }
              String name = OPEN + part;
              calls.put(name, part);
              return Optional.of(new Expr.Name(name));
            });
    Trees.postorder(
        atoms,
        part ->
            plain[0] &=
                !(part instanceof Expr.Name name && !calls.containsKey(name.name()))
                    && !(part instanceof Expr.Apply apply
                        && apply.gate().spec().exact().isEmpty()));
    return plain[0] && !(atoms instanceof Expr.Name)
        ? Substitution.fill(Proof.canonical(atoms), calls)
        : line;
  }

  private boolean isActive(int node) {
    return node < active.length && active[node];
  }

  /** 1 for the input, 0 for what does not depend on it, else a derivative still to be taken. */
  private Expr derivative(int node) {
    if (node == input) {
      return Expr.Number.of(1);
    }
    if (!isActive(node)) {
      return Expr.Number.of(0);
    }
    if (names.containsKey(node)) {
      return call(new Expr.Name(names.get(node)));
    }
    int inside = unboxed(node);
    return inside == node ? open(node) : derivative(inside);
  }

  /** What is in the box of a derivative that the text uses; else the node itself. */
  private int unboxed(int node) {
    int inside = node;
    while (graph.isGate(inside) && graph.gate(inside) == Gate.BOX) {
      inside = graph.first(inside);
    }
    return inside;
  }

  private Expr open(int node) {
    String name = OPEN + ++count;
    pending.put(name, node);
    return new Expr.Name(name);
  }

  private Expr call(Expr of) {
    return new Expr.Derivative(of, List.of(new Expr.Name(graph.inputName(input))));
  }

  private Expr shown(Expr line) {
    Map<String, Expr> calls = new LinkedHashMap<>();
    pending.forEach((name, node) -> calls.put(name, call(formula(node))));
    Expr shown = Substitution.fill(line, calls);
    Trees.postorder(shown, part -> written++);
    return shown;
  }

  /** A node in terms of what has a name. */
  private Expr written(int node) {
    return names.containsKey(node) ? new Expr.Name(names.get(node)) : formula(node);
  }

  /** A node as the reader wrote it, its operands in terms of what has a name. */
  private Expr formula(int node) {
    if (!graph.isGate(node)) {
      return Formula.leaf(graph, node);
    }
    if (graph.gate(node) == Gate.BOX) {
      return written(unboxed(node));
    }
    List<Expr> operands = new ArrayList<>();
    for (int slot = 0; slot < graph.arity(node); slot++) {
      operands.add(written(graph.operand(node, slot)));
    }
    return new Expr.Apply(graph.gate(node), operands);
  }

  // ---- rules ----

  /** What the rule of a gate says. */
  private Expr taken(int node) {
    Gate gate = graph.gate(node);
    if (gate == Gate.DIV) {
      return quotient(node);
    }
    if (gate == Gate.WHERE) {
      return Expr.Apply.of(
          Gate.WHERE,
          written(graph.first(node)),
          derivative(graph.second(node)),
          derivative(graph.third(node)));
    }
    if (gate == Gate.MAX || gate == Gate.MIN) {
      Expr u = written(graph.first(node));
      Expr v = written(graph.second(node));
      return Expr.Apply.of(
          Gate.WHERE,
          Expr.Apply.of(gate == Gate.MAX ? Gate.GE : Gate.LE, u, v),
          derivative(graph.first(node)),
          derivative(graph.second(node)));
    }
    Expr sum = Expr.Number.of(0);
    for (int slot = 0; slot < graph.arity(node); slot++) {
      int operand = graph.operand(node, slot);
      Expr local = isActive(operand) ? local(node, slot) : Expr.Number.of(0);
      if (!local.equals(Expr.Number.of(0))) {
        boolean first = sum.equals(Expr.Number.of(0));
        boolean negative = local.equals(Expr.Apply.of(Gate.NEG, Expr.Number.of(1)));
        Expr term =
            negative && !first
                ? derivative(operand)
                : Formula.gate(Gate.MUL, List.of(local, derivative(operand)));
        sum = first ? term : Expr.Apply.of(negative ? Gate.SUB : Gate.ADD, sum, term);
      }
    }
    return sum;
  }

  /** Of u/v, where both depend on the input or one of them does. */
  private Expr quotient(int node) {
    Expr u = written(graph.first(node));
    Expr v = written(graph.second(node));
    if (!isActive(graph.second(node))) {
      return Formula.gate(Gate.DIV, List.of(derivative(graph.first(node)), v));
    }
    Expr square = Expr.Apply.of(Gate.POW, v, Expr.Number.of(2));
    if (!isActive(graph.first(node))) {
      Expr turned = Formula.gate(Gate.NEG, List.of(Expr.Apply.of(Gate.DIV, u, square)));
      return Formula.gate(Gate.MUL, List.of(turned, derivative(graph.second(node))));
    }
    Expr above =
        Expr.Apply.of(
            Gate.SUB,
            Formula.gate(Gate.MUL, List.of(derivative(graph.first(node)), v)),
            Formula.gate(Gate.MUL, List.of(u, derivative(graph.second(node)))));
    return Expr.Apply.of(Gate.DIV, above, square);
  }

  /**
   * The partial of a gate with its operands written out. Only numbers among the operands are
   * reckoned with; the rest stands as the reader wrote it.
   */
  private Expr local(int node, int slot) {
    GateSpec gate = graph.gate(node).spec();
    Map<String, Expr> numbers = new LinkedHashMap<>();
    Map<String, Expr> operands = new LinkedHashMap<>();
    for (int i = 0; i < gate.parameters().size(); i++) {
      Expr operand = written(graph.operand(node, i));
      String place = OPEN + "p" + i;
      numbers.put(gate.parameters().get(i), isNumber(operand) ? operand : new Expr.Name(place));
      operands.put(place, operand);
    }
    numbers.put("out", new Expr.Name(OPEN + "out"));
    operands.put(OPEN + "out", written(node));
    Expr partial =
        Substitution.fill(unmasked(TextParser.expression(gate.partials().get(slot))), numbers);
    boolean reckon = numbers.values().stream().anyMatch(Derivation::isNumber);
    return Substitution.fill(reckon ? Proof.canonical(partial) : partial, operands);
  }

  private static boolean isNumber(Expr expr) {
    if (expr instanceof Expr.Apply apply) {
      return (apply.gate() == Gate.NEG || apply.gate() == Gate.DIV)
          && apply.operands().stream().allMatch(Derivation::isNumber);
    }
    return expr instanceof Expr.Number;
  }

  /** A masked product is written as the product that it is wherever both factors are finite. */
  private static Expr unmasked(Expr partial) {
    return partial instanceof Expr.Apply apply && apply.gate() == Gate.MASKED
        ? new Expr.Apply(Gate.MUL, apply.operands())
        : partial;
  }

  private String rule(int node) {
    Gate gate = graph.gate(node);
    boolean left = isActive(graph.first(node));
    boolean right = gate.arity() > 1 && isActive(graph.second(node));
    boolean both = left && right;
    boolean plain = true;
    for (int slot = 0; slot < graph.arity(node); slot++) {
      int operand = graph.operand(node, slot);
      plain &= operand == input || !isActive(operand);
    }
    String chain = plain ? "" : ", chain rule";
    switch (gate) {
      case ADD:
      case SUB:
        return "sum rule";
      case NEG:
        return "constant factor rule";
      case MUL:
        return both ? "product rule" : "constant factor rule";
      case DIV:
        return both ? "quotient rule" : left ? "constant factor rule" : "reciprocal rule" + chain;
      case POW:
        return both
            ? "power rule and exponential rule, one for each place"
            : left ? "power rule" + chain : "exponential rule" + chain;
      case WHERE:
        return "branch by branch";
      case MAX:
      case MIN:
        return "derivative of the " + (gate == Gate.MAX ? "larger" : "smaller") + " one";
      default:
        boolean flat = gate.spec().partials().stream().allMatch("0"::equals);
        return flat
            ? "a " + gate.spec().name() + " is flat"
            : "derivative of " + gate.spec().name() + chain;
    }
  }
}
