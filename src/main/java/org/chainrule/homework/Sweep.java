package org.chainrule.homework;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.chainrule.calculus.Roles;
import org.chainrule.engine.Variation;
import org.chainrule.gate.ShapeRules;
import org.chainrule.graph.Graph;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;

/**
 * What a student computes to differentiate one node: values, locals, upstream and downstream
 * gradients, each a node that any of the written numbers can take the place of.
 */
final class Sweep implements Quantity.Visitor<Integer> {
  private static final int MOST_BETWEEN = 20_000;

  private final Graph forward;
  private final int of;
  private final Matrix[] inputs;
  private final Roles roles;
  private final Graph graph;

  /** The quantity that each node of the graph is; null for steps within a formula. */
  private final Quantity[] played;

  /** Made when a number is asked for: formulas can be judged without values. */
  private Variation truth;

  /**
   * The sweep of one node.
   *
   * @param of the node that is differentiated
   * @param by nodes that it is differentiated by, and by what stands between
   * @param inputs in the order of the graph's inputs
   */
  Sweep(Graph forward, int of, BitSet by, Matrix[] inputs) {
    this.forward = forward;
    this.of = of;
    this.inputs = inputs;
    this.roles = ChainRule.apart(forward, of, by);
    this.graph = roles.graph();
    this.played = new Quantity[graph.size()];
    for (int node = 0; node < forward.size(); node++) {
      played[node] = forward.isGate(node) ? new Quantity.Value(node) : null;
    }
    for (int node = 0; node <= of; node++) {
      play(new Quantity.Total(of, node));
      for (int slot = 0; slot < forward.arity(node); slot++) {
        play(new Quantity.Local(node, slot));
        play(new Quantity.Down(of, node, slot));
      }
    }
  }

  private void play(Quantity quantity) {
    int role = role(quantity);
    if (role != Adjoints.NONE) {
      played[role] = quantity;
    }
  }

  /** The node of a quantity, or of the matrix that it is an entry of. */
  private int role(Quantity quantity) {
    return quantity.accept(this);
  }

  @Override
  public Integer value(Quantity.Value value) {
    return value.node();
  }

  @Override
  public Integer total(Quantity.Total total) {
    return total.of() == of ? roles.upstream(total.by()) : Adjoints.NONE;
  }

  @Override
  public Integer local(Quantity.Local local) {
    return roles.local(local.node(), local.slot());
  }

  @Override
  public Integer down(Quantity.Down down) {
    return down.of() == of ? roles.downstream(down.node(), down.slot()) : Adjoints.NONE;
  }

  @Override
  public Integer entry(Quantity.Entry entry) {
    return role(entry.matrix());
  }

  /** Where a quantity stands among the others, each behind all that it is computed from. */
  int place(Quantity quantity) {
    return role(quantity);
  }

  int of() {
    return of;
  }

  /** Whether a quantity is a node here; a gradient that is not is 0. */
  boolean has(Quantity quantity) {
    return role(quantity) != Adjoints.NONE;
  }

  /** The numbers where nothing is replaced: those of the trace. */
  Variation truth() {
    if (truth == null) {
      truth = Variation.of(roles, inputs);
    }
    return truth.clear();
  }

  /** A quantity in a variation of this sweep. */
  Matrix value(Variation variation, Quantity quantity) {
    Matrix matrix = has(quantity) ? variation.get(role(quantity)) : nothing(quantity.matrix());
    return quantity instanceof Quantity.Entry entry
        ? Matrix.scalar(matrix.entry(index(entry, matrix)))
        : matrix;
  }

  private Matrix nothing(Quantity quantity) {
    int node = quantity.by(forward);
    int number = quantity instanceof Quantity.Total total && total.by() == total.of() ? 1 : 0;
    return Matrices.spread(Matrix.scalar(number), forward.shape(node));
  }

  /**
   * Where an entry stands, from 0 and row by row.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  static int index(Quantity.Entry entry, Matrix matrix) {
    int row = entry.row() > 0 ? entry.row() : matrix.columns() == 1 ? entry.column() : 1;
    int column = entry.row() > 0 || matrix.columns() > 1 ? entry.column() : 1;
    matrix.at(row, column);
    return (row - 1) * matrix.columns() + column - 1;
  }

  /** Puts what is written in the place of a quantity, where it is a node here. */
  void replace(Variation variation, Quantity quantity, Matrix value) {
    int role = role(quantity);
    if (role == Adjoints.NONE) {
      return;
    }
    if (quantity instanceof Quantity.Entry entry) {
      variation.replace(role, index(entry, variation.point().get(role)), value.scalar());
    } else {
      variation.replace(role, value);
    }
  }

  /** Puts a number in the place of one entry of what is written, from 0 and row by row. */
  void replace(Variation variation, Quantity quantity, int entry, double value) {
    int role = role(quantity);
    if (quantity instanceof Quantity.Entry one) {
      variation.replace(role, index(one, variation.point().get(role)), value);
    } else {
      variation.replace(role, entry, value);
    }
  }

  /** The numbers that follow from what is written. */
  Variation following(Map<Quantity, Answer> written) {
    Variation plain = truth();
    written.forEach(
        (quantity, answer) ->
            replace(plain, quantity, answer.written.get().in(answer.truth.shape())));
    return plain.fixed();
  }

  /** What a node gets from its consumers, one for each edge. */
  List<Quantity.Down> arriving(int node) {
    List<Quantity.Down> arriving = new ArrayList<>();
    int role = roles.upstream(node);
    if (role != Adjoints.NONE && node != of) {
      for (Quantity each : needs(role)) {
        arriving.add((Quantity.Down) each);
      }
    }
    return arriving;
  }

  // ---- what a quantity follows from ----

  /**
   * What a quantity follows from: the nearest ones that are written, and those between.
   *
   * @param written the nearest written quantities
   * @param between quantities that nobody wrote, nearest first
   */
  record Cone(Set<Quantity> written, Set<Quantity> between) {
    static final Cone NOTHING = new Cone(Set.of(), Set.of());
  }

  /** What a quantity follows from, where some are known. */
  Cone cone(Quantity target, Set<Quantity> known) {
    Set<Quantity> found = new LinkedHashSet<>();
    Set<Quantity> between = new LinkedHashSet<>();
    List<Quantity> entries = known.stream().filter(each -> each.matrix() != each).toList();
    Deque<Quantity> path = new ArrayDeque<>();
    between.add(target.matrix());
    path.add(target.matrix());
    while (!path.isEmpty() && between.size() < MOST_BETWEEN) {
      int role = role(path.poll());
      for (Quantity next : role == Adjoints.NONE ? List.<Quantity>of() : needs(role)) {
        if (known.contains(next)) {
          found.add(next);
        } else if (between.add(next)) {
          path.add(next);
          entries.stream().filter(entry -> entry.matrix().equals(next)).forEach(found::add);
        }
      }
    }
    between.remove(target.matrix());
    return new Cone(found, between);
  }

  /** The quantities that the formula of a node is made of. */
  private List<Quantity> needs(int role) {
    Set<Quantity> needs = new LinkedHashSet<>();
    Set<Integer> seen = new LinkedHashSet<>();
    Deque<Integer> path = new ArrayDeque<>();
    path.push(role);
    while (!path.isEmpty()) {
      int node = path.pop();
      if (node != role && played[node] != null) {
        needs.add(played[node]);
      } else if (seen.add(node) && (node == role || roles.isApart(node))) {
        for (int slot = graph.arity(node) - 1; slot >= 0; slot--) {
          if (!ShapeRules.readsShape(graph.gate(node), slot)) {
            path.push(graph.operand(node, slot));
          }
        }
      }
    }
    List<Quantity> list = new ArrayList<>(needs);
    if (played[role] instanceof Quantity.Total) {
      Collections.reverse(list); // Consumers in the order of the circuit.
    } else if (played[role] instanceof Quantity.Down) {
      list.sort(Comparator.comparing(each -> !(each instanceof Quantity.Total))); // Upstream first.
    }
    return list;
  }
}
