package org.chainrule.homework;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chainrule.ast.Expr;
import org.chainrule.engine.Calculator;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Graph;
import org.chainrule.parse.TextParser;

/**
 * Backpropagation as a student does it on a graph of numbers, to write sheets for the checker:
 * every quantity follows from others by one rule, and any of them may be replaced by what the
 * student wrote, or by a mistake. It shares no code with the checker.
 */
final class Student {
  private static final Map<String, Expr> FORMULAS = new ConcurrentHashMap<>();

  private final Graph graph;
  private final int output;
  private final double[] inputs;

  /** For each node its consumers, by edges, in order. */
  private final List<List<Edge>> consumers;

  private final Map<Integer, boolean[]> reachable = new HashMap<>();

  /** The values as they are, once they were computed. */
  private double[] plain = {};

  Student(Graph graph, int output, double[] inputs) {
    this.graph = graph;
    this.output = output;
    this.inputs = inputs;
    this.consumers = consumers(graph);
  }

  /** The operand of a gate in one slot, seen from the operand. */
  private record Edge(int node, int slot) {}

  private static List<List<Edge>> consumers(Graph graph) {
    List<List<Edge>> consumers = new ArrayList<>();
    for (int node = 0; node < graph.size(); node++) {
      consumers.add(new ArrayList<>(2));
      for (int slot = 0; slot < graph.arity(node); slot++) {
        consumers.get(graph.operand(node, slot)).add(new Edge(node, slot));
      }
    }
    return consumers;
  }

  /** Where a node is used on the way to an output. */
  private List<Edge> uses(int node, int of) {
    boolean[] below = reachable(of);
    List<Edge> uses = new ArrayList<>();
    for (Edge edge : consumers.get(node)) {
      if (edge.node() < below.length && below[edge.node()]) {
        uses.add(edge);
      }
    }
    return uses;
  }

  private boolean[] reachable(int of) {
    return reachable.computeIfAbsent(of, graph::reachable);
  }

  /** One mistake: what it does, and where. */
  record Mutation(Kind kind, int node, int slot, String formula) {
    /** None. */
    static final Mutation NONE = new Mutation(Kind.NONE, -1, -1, "");
  }

  /** What a mistake does. */
  enum Kind {
    NONE,
    /** Another partial. */
    LOCAL,
    /** Another value. */
    VALUE,
    /** The sign of what an edge sends down. */
    SIGN,
    /** The local gradient alone. */
    NO_UPSTREAM,
    /** The upstream alone. */
    NO_LOCAL,
    /** Upstream plus local. */
    ADDED,
    /** At a fork one path only; the slot counts the paths. */
    ONE_BRANCH,
    /** At a fork the product of the paths. */
    PRODUCT,
    /** At a fork their mean. */
    AVERAGE,
    /** At a fork one path counted twice. */
    DOUBLE,
    /** The backward pass begins with the value of the output instead of 1. */
    SEED
  }

  /** What the rules give for one quantity, everything else as written or computed. */
  double value(Quantity target, Map<Quantity, Double> written, Mutation mutation) {
    double[] values =
        written.isEmpty() && mutation == Mutation.NONE
            ? plain()
            : forward(target, written, mutation);
    if (target instanceof Quantity.Value value) {
      return values[value.node()];
    }
    if (target instanceof Quantity.Local local) {
      return local(local.node(), local.slot(), values, target, written, mutation);
    }
    int of = target instanceof Quantity.Total total ? total.of() : output;
    double[] up = backward(of, values, target, written, mutation);
    if (target instanceof Quantity.Total total) {
      return total.by() > of ? 0 : up[total.by()];
    }
    Quantity.Down down = (Quantity.Down) target;
    return down(of, down.node(), down.slot(), up, values, target, written, mutation);
  }

  private double[] plain() {
    if (plain.length == 0) {
      plain = forward(null, Map.of(), Mutation.NONE);
    }
    return plain;
  }

  private double[] forward(Quantity target, Map<Quantity, Double> written, Mutation mutation) {
    double[] values = new double[graph.size()];
    for (int node = 0; node < values.length; node++) {
      Quantity own = new Quantity.Value(node);
      Double replaced = graph.isGate(node) && !own.equals(target) ? written.get(own) : null;
      values[node] =
          replaced != null
              ? replaced
              : graph.isInput(node)
                  ? inputs[graph.input(node)]
                  : graph.isConstant(node)
                      ? graph.constant(node).value()
                      : gate(node, values, mutation);
    }
    return values;
  }

  private double gate(int node, double[] values, Mutation mutation) {
    if (mutation.kind() == Kind.VALUE && mutation.node() == node) {
      return formula(mutation.formula(), node, values);
    }
    int arity = graph.arity(node);
    return graph
        .gate(node)
        .apply(
            values[graph.first(node)],
            arity > 1 ? values[graph.second(node)] : 0,
            arity > 2 ? values[graph.third(node)] : 0);
  }

  /** A formula on the operands of a node and its own value. */
  private double formula(String text, int node, double[] values) {
    Expr expr = FORMULAS.computeIfAbsent(text, TextParser::expression);
    Map<String, Double> known = new HashMap<>();
    GateSpec gate = graph.gate(node).spec();
    for (int slot = 0; slot < gate.parameters().size(); slot++) {
      known.put(gate.parameters().get(slot), values[graph.operand(node, slot)]);
    }
    known.put("out", values[node]);
    return Calculator.evaluate(expr, known);
  }

  private double local(
      int node,
      int slot,
      double[] values,
      Quantity target,
      Map<Quantity, Double> written,
      Mutation mutation) {
    Quantity own = new Quantity.Local(node, slot);
    Double replaced = own.equals(target) ? null : written.get(own);
    if (replaced != null) {
      return replaced;
    }
    boolean mistaken =
        mutation.kind() == Kind.LOCAL && mutation.node() == node && mutation.slot() == slot;
    String formula = mistaken ? mutation.formula() : graph.gate(node).spec().partials().get(slot);
    return formula(formula, node, values);
  }

  private double[] backward(
      int of, double[] values, Quantity target, Map<Quantity, Double> written, Mutation mutation) {
    double[] up = new double[graph.size()];
    Map<Integer, double[]> paths = new HashMap<>();
    up[of] = mutation.kind() == Kind.SEED ? values[of] : 1;
    boolean[] below = reachable(of);
    for (int node = of; node >= 0; node--) {
      if (!below[node]) {
        continue;
      }
      if (node != of) {
        up[node] = fork(node, up[node], paths.get(node), mutation);
        Quantity own = new Quantity.Total(of, node);
        Double replaced = own.equals(target) ? null : written.get(own);
        up[node] = replaced != null ? replaced : up[node];
      }
      for (int slot = 0; slot < graph.arity(node); slot++) {
        int operand = graph.operand(node, slot);
        if (!graph.isConstant(operand)) {
          double down = down(of, node, slot, up, values, target, written, mutation);
          up[operand] += down;
          if (operand == mutation.node()) {
            paths.put(operand, appended(paths.get(operand), down));
          }
        }
      }
    }
    return up;
  }

  private static double[] appended(double[] before, double last) {
    double[] after = before == null ? new double[1] : Arrays.copyOf(before, before.length + 1);
    after[after.length - 1] = last;
    return after;
  }

  private double fork(int node, double sum, double[] paths, Mutation mutation) {
    if (mutation.node() != node || paths == null) {
      return sum;
    }
    switch (mutation.kind()) {
      case ONE_BRANCH:
        return mutation.slot() < paths.length ? paths[mutation.slot()] : sum;
      case PRODUCT:
        double product = 1;
        for (double path : paths) {
          product *= path;
        }
        return product;
      case AVERAGE:
        return sum / paths.length;
      case DOUBLE:
        return mutation.slot() < paths.length ? sum + paths[mutation.slot()] : sum;
      default:
        return sum;
    }
  }

  private double down(
      int of,
      int node,
      int slot,
      double[] up,
      double[] values,
      Quantity target,
      Map<Quantity, Double> written,
      Mutation mutation) {
    Quantity own = new Quantity.Down(output, node, slot);
    Double replaced = of == output && !own.equals(target) ? written.get(own) : null;
    if (replaced != null) {
      return replaced;
    }
    double local = local(node, slot, values, target, written, mutation);
    double down = up[node] == 0 || local == 0 ? 0 : up[node] * local;
    if (mutation.node() != node || mutation.slot() != slot) {
      return down;
    }
    return switch (mutation.kind()) {
      case SIGN -> -down;
      case NO_UPSTREAM -> local;
      case NO_LOCAL -> up[node];
      case ADDED -> up[node] + local;
      default -> down;
    };
  }

  /** How many consumers, counted by edges, a node has below an output. */
  int paths(int node, int of) {
    return uses(node, of).size();
  }
}
