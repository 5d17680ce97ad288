package org.chainrule.homework;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Graph;
import org.chainrule.homework.Backprop.Kind;
import org.chainrule.homework.Backprop.Mutation;
import org.chainrule.homework.Judgement.Bug;

/**
 * Mistakes that would explain a wrong number: each is tried alone, in the student's own
 * environment, at the claim or at a quantity between it and the nearest written ones. What comes
 * out may fit; whether it was made, only the student knows.
 */
final class Misconceptions {
  private static final int MOST = 3;
  private static final int MOST_TRIED = 4_000;

  private final Backprop backprop;
  private final Names names;
  private final Quantity target;
  private final Literal literal;
  private final Map<Quantity, Double> written;
  private final Deadline deadline;
  private final Map<String, Bug> found = new LinkedHashMap<>();
  private final double truth;
  private int tried;

  Misconceptions(
      Backprop backprop,
      Names names,
      Quantity target,
      Literal literal,
      Map<Quantity, Double> written,
      Deadline deadline) {
    this.backprop = backprop;
    this.names = names;
    this.target = target;
    this.literal = literal;
    this.written = written;
    this.deadline = deadline;
    this.truth = backprop.value(target, written, Mutation.NONE);
  }

  /** All that fit, the likeliest first; the caller decides how many to tell. */
  List<Bug> find(Map<Quantity, Double> truths) {
    Set<Quantity> known = written.keySet();
    Backprop.Cone cone = backprop.cone(target, known);
    List<Quantity> places = new ArrayList<>(List.of(target));
    places.addAll(cone.between());
    places.forEach(this::localMistakes);
    localForTotal();
    places.forEach(this::forks);
    places.forEach(this::edges);
    places.forEach(this::precedence);
    places.forEach(this::valueMistakes);
    tryOne(
        new Mutation(Kind.SEED, -1, -1, ""),
        "seed",
        "the output",
        "fits starting backward with the value of the output; its own gradient is 1");
    claim("sign", -truth, "the size is right, the sign is not");
    places.forEach(this::signs);
    others(truths);
    claim("factor-2", 2 * truth, "fits twice the right value");
    claim("factor-half", truth / 2, "fits half the right value");
    claim(
        "factor-10",
        10 * truth,
        "fits ten times the right value: is the decimal point in its place?");
    claim(
        "factor-tenth",
        truth / 10,
        "fits a tenth of the right value: is the decimal point in its place?");
    claim("reciprocal", 1 / truth, "fits one over the right value");
    transposedDigits();
    return List.copyOf(found.values());
  }

  static List<Bug> few(List<Bug> all) {
    return all.subList(0, Math.min(MOST, all.size()));
  }

  private void tryOne(Mutation mutation, String id, String at, String message) {
    if (tried++ < MOST_TRIED && !deadline.isNear()) {
      double value = backprop.value(target, written, mutation);
      fits(id, value, at, message);
    }
  }

  private void claim(String id, double value, String message) {
    fits(id, value, names.of(target), message);
  }

  private void fits(String id, double value, String at, String message) {
    boolean differs = Math.abs(value - truth) > 1e-9 * Math.abs(truth);
    if (differs && NumberRule.fit(literal, value, 0, false).isRight()) {
      found.putIfAbsent(id, new Bug(id, at, message));
    }
  }

  // ---- one gate ----

  private void localMistakes(Quantity place) {
    if (place instanceof Quantity.Local local) {
      GateSpec gate = backprop.gate(local.node()).spec();
      for (GateSpec.Mistake mistake : gate.wrongPartials(local.slot())) {
        tryOne(
            new Mutation(Kind.LOCAL, local.node(), local.slot(), mistake.formula()),
            mistake.id(),
            names.of(place),
            mistake.message());
      }
    }
  }

  private void valueMistakes(Quantity place) {
    if (place instanceof Quantity.Value value && backprop.graph().isGate(value.node())) {
      for (GateSpec.Mistake mistake : backprop.gate(value.node()).spec().wrongValues()) {
        tryOne(
            new Mutation(Kind.VALUE, value.node(), -1, mistake.formula()),
            mistake.id(),
            names.of(place),
            mistake.message());
      }
    }
  }

  /** Signs, quotients and powers read in another order than they bind. */
  private void precedence(Quantity place) {
    if (!(place instanceof Quantity.Value value) || !backprop.graph().isGate(value.node())) {
      return;
    }
    Graph graph = backprop.graph();
    int node = value.node();
    Gate gate = graph.gate(node);
    int first = graph.first(node);
    if (gate == Gate.NEG && is(first, Gate.POW)) {
      reread(place, Math.pow(-of(graph.first(first)), of(graph.second(first))), "-x^2 is -(x^2)");
    }
    if (gate == Gate.MUL && is(first, Gate.DIV)) {
      double below = of(graph.second(first)) * of(graph.second(node));
      reread(place, of(graph.first(first)) / below, "a/b*c is (a/b)*c");
    }
    if (gate == Gate.POW && is(graph.second(node), Gate.POW)) {
      int upper = graph.second(node);
      double lower = Math.pow(of(first), of(graph.first(upper)));
      reread(place, Math.pow(lower, of(graph.second(upper))), "2^3^2 is 2^(3^2)");
    }
  }

  private boolean is(int node, Gate gate) {
    return backprop.graph().isGate(node) && backprop.gate(node) == gate;
  }

  private double of(int node) {
    return backprop.value(new Quantity.Value(node), written, Mutation.NONE);
  }

  private void reread(Quantity place, double value, String message) {
    if (place.equals(target)) {
      fits("precedence", value, names.of(place), message);
      return;
    }
    if (deadline.isNear()) {
      return;
    }
    Map<Quantity, Double> other = new LinkedHashMap<>(written);
    other.put(place, value);
    fits("precedence", backprop.value(target, other, Mutation.NONE), names.of(place), message);
  }

  // ---- the chain rule ----

  private void localForTotal() {
    if (!(target instanceof Quantity.Total total) || !backprop.graph().isGate(total.of())) {
      return;
    }
    Graph graph = backprop.graph();
    if (backprop.paths(total.by(), total.of()) < 2) {
      return;
    }
    for (int slot = 0; slot < graph.arity(total.of()); slot++) {
      if (graph.operand(total.of(), slot) == total.by()) {
        Quantity local = new Quantity.Local(total.of(), slot);
        fits(
            "local-for-total",
            backprop.value(local, written, Mutation.NONE),
            names.of(local),
            "fits the local gradient alone; "
                + names.of(target)
                + " also goes other ways. For the gate alone write "
                + names.of(local));
      }
    }
  }

  private void forks(Quantity place) {
    if (!(place instanceof Quantity.Total total) || total.by() == total.of()) {
      return;
    }
    int node = total.by();
    int paths = backprop.paths(node, total.of());
    if (paths < 2) {
      return;
    }
    String name = names.node(node);
    for (int path = 0; path < Math.min(paths, 8); path++) {
      tryOne(
          new Mutation(Kind.ONE_BRANCH, node, path, ""),
          "one-branch",
          name,
          "fits one path only; " + name + " reaches the output by " + paths + " paths. Add them");
    }
    tryOne(
        new Mutation(Kind.PRODUCT, node, -1, ""),
        "branch-product",
        name,
        "the gradients of the paths were multiplied; at a fork they add");
    tryOne(
        new Mutation(Kind.AVERAGE, node, -1, ""),
        "branch-average",
        name,
        "fits the mean of the paths; at a fork they add");
    for (int path = 0; path < Math.min(paths, 8); path++) {
      tryOne(
          new Mutation(Kind.DOUBLE, node, path, ""),
          "double-count",
          name,
          "fits one path counted twice");
    }
  }

  /** The edges that a gradient or an edge's gradient comes down. */
  private void edges(Quantity place) {
    if (place instanceof Quantity.Down down) {
      edge(down.node(), down.slot());
    } else if (place instanceof Quantity.Total total && total.of() != backprop.output()) {
      backprop.uses(total.by(), total.of()).forEach(use -> edge(use.node(), use.slot()));
    }
  }

  private void edge(int node, int slot) {
    Quantity local = new Quantity.Local(node, slot);
    String at = names.of(local);
    String gate = backprop.gate(node).spec().name();
    tryOne(
        new Mutation(Kind.NO_UPSTREAM, node, slot, ""),
        "forgot-upstream",
        at,
        "fits the local gradient of the "
            + gate
            + " gate alone; multiply by up "
            + names.node(node));
    tryOne(
        new Mutation(Kind.ADDED, node, slot, ""),
        "added",
        at,
        "fits upstream plus local; the chain rule multiplies");
    tryOne(
        new Mutation(Kind.NO_LOCAL, node, slot, ""),
        "forgot-local",
        at,
        "fits the upstream alone; multiply by the local gradient of the " + gate + " gate");
  }

  private void signs(Quantity place) {
    if (place instanceof Quantity.Down down) {
      tryOne(
          new Mutation(Kind.SIGN, down.node(), down.slot(), ""),
          "sign",
          names.of(place),
          "fits with the sign turned at " + names.of(place));
    }
  }

  // ---- other quantities ----

  private void others(Map<Quantity, Double> truths) {
    truths.forEach(
        (other, value) -> {
          boolean gradients = other instanceof Quantity.Total && target instanceof Quantity.Total;
          if (!other.equals(target) && gradients) {
            fits("swapped", value, names.of(other), "fits " + names.of(other));
          }
        });
    if (target instanceof Quantity.Total total) {
      Quantity value = new Quantity.Value(total.by());
      fits(
          "value-for-gradient",
          backprop.value(value, written, Mutation.NONE),
          names.of(value),
          "fits the value of " + names.node(total.by()) + ", not its gradient");
    }
    if (target instanceof Quantity.Down down) {
      fits(
          "up-for-down",
          backprop.value(
              new Quantity.Total(backprop.output(), down.node()), written, Mutation.NONE),
          names.of(target),
          "fits the upstream of " + names.node(down.node()));
    }
    Graph graph = backprop.graph();
    boolean[] reachable = graph.reachable(backprop.output());
    double[] values = backprop.computed(written);
    for (int node = 0; node < reachable.length && !deadline.isNear(); node++) {
      if (reachable[node]
          && !graph.isConstant(node)
          && !(target instanceof Quantity.Value v && v.node() == node)) {
        fits(
            "wrong-point", values[node], names.node(node), "fits the value of " + names.node(node));
      }
    }
  }

  private void transposedDigits() {
    if (!Double.isFinite(truth)) {
      return;
    }
    java.math.BigDecimal rounded =
        new java.math.BigDecimal(truth)
            .setScale(Math.max(0, literal.value().scale()), java.math.RoundingMode.HALF_UP);
    String right = rounded.abs().toPlainString();
    String wrong = literal.value().abs().toPlainString();
    if (right.length() != wrong.length()) {
      return;
    }
    for (int i = 0; i + 1 < right.length(); i++) {
      String swapped =
          right.substring(0, i) + right.charAt(i + 1) + right.charAt(i) + right.substring(i + 2);
      if (swapped.equals(wrong) && !swapped.equals(right)) {
        found.putIfAbsent(
            "digits", new Bug("digits", names.of(target), "two digits have changed places"));
      }
    }
  }
}
