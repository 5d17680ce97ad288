package org.chainrule.homework;

import org.chainrule.graph.Graph;

/** A number, or a matrix, of a circuit that a claim can speak of. */
public sealed interface Quantity {

  /** The quantity itself, or the matrix that it is an entry of. */
  default Quantity matrix() {
    return this;
  }

  /** What a visitor makes of it. */
  <R> R accept(Visitor<R> visitor);

  /** The node that it stands at: whose value it is, that it is taken by, or whose gate it is of. */
  int node();

  /** The node that it is a gradient by; of a value the node itself. */
  default int by(Graph graph) {
    return node();
  }

  /**
   * One answer for each kind of quantity, so that a new kind breaks whoever has none for it at
   * compile time.
   *
   * @param <R> the answer
   */
  interface Visitor<R> {
    R value(Value value);

    R total(Total total);

    R local(Local local);

    R down(Down down);

    R entry(Entry entry);
  }

  /**
   * The forward value of a node.
   *
   * @param node which one
   */
  record Value(int node) implements Quantity {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.value(this);
    }
  }

  /**
   * The derivative of one node by another, along all paths.
   *
   * @param of the node that is differentiated
   * @param by the node that it is differentiated by
   */
  record Total(int of, int by) implements Quantity {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.total(this);
    }

    @Override
    public int node() {
      return by;
    }
  }

  /**
   * The partial of a gate by one operand, the others held.
   *
   * @param node the gate
   * @param slot the operand, from 0
   */
  record Local(int node, int slot) implements Quantity {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.local(this);
    }

    @Override
    public int by(Graph graph) {
      return graph.operand(node, slot);
    }
  }

  /**
   * What a gate sends down to one operand.
   *
   * @param of the node that is differentiated
   * @param node the gate
   * @param slot the operand, from 0
   */
  record Down(int of, int node, int slot) implements Quantity {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.down(this);
    }

    @Override
    public int by(Graph graph) {
      return graph.operand(node, slot);
    }
  }

  /**
   * One entry of another quantity.
   *
   * @param matrix the other one
   * @param row from 1, or 0 for the entry of a vector
   * @param column from 1
   */
  record Entry(Quantity matrix, int row, int column) implements Quantity {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.entry(this);
    }

    @Override
    public int node() {
      return matrix.node();
    }

    @Override
    public int by(Graph graph) {
      return matrix.by(graph);
    }
  }
}
