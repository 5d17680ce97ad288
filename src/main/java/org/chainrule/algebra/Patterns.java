package org.chainrule.algebra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Graph;

/**
 * Nodes whose derivative is best told by their own value: the sigmoid, however it is written, tanh,
 * and the share of an exponential in a sum of them (softmax).
 *
 * <p>What such a node is made of is told by its value too: if s is 1/(1 + E), then E is (1 - s)/s.
 */
final class Patterns {
  private final Graph graph;
  private final int output;
  private final boolean[] reachable;

  /** Nodes that are written as a name, and what the name is best called. */
  private final Map<Integer, String> named = new HashMap<>();

  /** Parts of such nodes, and how they follow from the name. */
  private final Map<Integer, Part> parts = new HashMap<>();

  /** How a part follows from the node that it belongs to. */
  private record Part(int node, Way way) {}

  private enum Way {
    /** (1 - s)/s. */
    ODDS_AGAINST,
    /** 1/s. */
    INVERSE,
    /** s/(1 - s). */
    ODDS,
    /** 1/(1 - s). */
    INVERSE_OF_REST,
    /** s times the whole sum. */
    SHARE
  }

  private Patterns(Graph graph, int output) {
    this.graph = graph;
    this.output = output;
    this.reachable = graph.reachable(output);
  }

  /** The patterns among the first nodes of a graph, those up to the output. */
  static Patterns of(Graph graph, int output) {
    Patterns patterns = new Patterns(graph, output);
    for (int node = 0; node <= output; node++) {
      if (patterns.reachable[node] && graph.isGate(node)) {
        patterns.look(node);
      }
    }
    return patterns;
  }

  boolean isEmpty() {
    return named.isEmpty();
  }

  /** Nodes with a name, in forward order. */
  List<Integer> nodes() {
    List<Integer> nodes = new ArrayList<>(named.keySet());
    nodes.sort(null);
    return nodes;
  }

  String wish(int node) {
    return named.get(node);
  }

  private void look(int node) {
    Gate gate = graph.gate(node);
    if (gate == Gate.SIGMOID || gate == Gate.TANH || gate == Gate.SOFTMAX) {
      named.put(node, gate == Gate.TANH ? "t" : gate == Gate.SIGMOID ? "s" : "p");
    } else if (gate == Gate.DIV) {
      quotient(node, graph.first(node), graph.second(node));
    }
  }

  private void quotient(int node, int above, int below) {
    if (!graph.isGate(below) || graph.gate(below) != Gate.ADD || !graph.shape(node).isScalar()) {
      return;
    }
    int left = graph.first(below);
    int right = graph.second(below);
    int other = isOne(left) ? right : isOne(right) ? left : -1;
    if (isOne(above) && other >= 0 && isExponential(other)) {
      named.put(node, "s");
      parts.put(other, new Part(node, Way.ODDS_AGAINST));
      parts.put(below, new Part(node, Way.INVERSE));
    } else if (other >= 0 && other == above && isExponential(above)) {
      named.put(node, "s");
      parts.put(other, new Part(node, Way.ODDS));
      parts.put(below, new Part(node, Way.INVERSE_OF_REST));
    } else if (isExponential(above) && isTerm(above, below)) {
      named.put(node, "p");
      parts.put(above, new Part(node, Way.SHARE));
    }
  }

  private boolean isOne(int node) {
    return graph.isConstant(node) && graph.constant(node).value() == 1;
  }

  private boolean isExponential(int node) {
    return graph.isGate(node) && graph.gate(node) == Gate.EXP;
  }

  /** Whether a node is a term of a sum. */
  private boolean isTerm(int node, int sum) {
    int rest = sum;
    while (graph.isGate(rest) && graph.gate(rest) == Gate.ADD) {
      if (graph.second(rest) == node) {
        return true;
      }
      rest = graph.first(rest);
    }
    return rest == node;
  }

  /** The term of a node that is named, or that is a part of one. */
  Optional<Term> term(Terms terms, TermReader reader, Map<Integer, String> names, int node) {
    String name = names.get(node);
    if (name != null) {
      return Optional.of(terms.name(name));
    }
    Part part = parts.get(node);
    if (part == null || !names.containsKey(part.node())) {
      return Optional.empty();
    }
    Term s = terms.name(names.get(part.node()));
    Term one = terms.number(1);
    switch (part.way()) {
      case ODDS_AGAINST:
        return Optional.of(terms.over(terms.minus(one, s), s));
      case INVERSE:
        return Optional.of(terms.over(one, s));
      case ODDS:
        return Optional.of(terms.over(s, terms.minus(one, s)));
      case INVERSE_OF_REST:
        return Optional.of(terms.over(one, terms.minus(one, s)));
      default:
        // The sum holds the part itself: it stands for itself there.
        return Optional.of(terms.times(s, terms.name(SUM_OF + graph.second(part.node()))));
    }
  }

  /** Names a sum that a share is taken of, while it is being simplified. */
  static final String SUM_OF = "\\u0000";

  /** The sum that a share is taken of. */
  Optional<Term> sum(Terms terms, Map<Integer, String> names, int node) {
    for (Map.Entry<Integer, Part> each : parts.entrySet()) {
      Part part = each.getValue();
      if (part.way() == Way.SHARE
          && names.containsKey(part.node())
          && graph.second(part.node()) == node) {
        return Optional.of(terms.name(SUM_OF + node));
      }
    }
    return Optional.empty();
  }
}
