package org.chainrule.homework;

/** A number, or a matrix, of a circuit that a claim can speak of. */
public sealed interface Quantity {

  /** The quantity itself, or the matrix that it is an entry of. */
  default Quantity matrix() {
    return this;
  }

  /**
   * The forward value of a node.
   *
   * @param node which one
   */
  record Value(int node) implements Quantity {}

  /**
   * The derivative of one node by another, along all paths.
   *
   * @param of the node that is differentiated
   * @param by the node that it is differentiated by
   */
  record Total(int of, int by) implements Quantity {}

  /**
   * The partial of a gate by one operand, the others held.
   *
   * @param node the gate
   * @param slot the operand, from 0
   */
  record Local(int node, int slot) implements Quantity {}

  /**
   * What a gate sends down to one operand.
   *
   * @param of the node that is differentiated
   * @param node the gate
   * @param slot the operand, from 0
   */
  record Down(int of, int node, int slot) implements Quantity {}

  /**
   * One entry of another quantity.
   *
   * @param matrix the other one
   * @param row from 1, or 0 for the entry of a vector
   * @param column from 1
   */
  record Entry(Quantity matrix, int row, int column) implements Quantity {}
}
