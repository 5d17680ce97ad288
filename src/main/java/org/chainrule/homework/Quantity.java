package org.chainrule.homework;

import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.chainrule.engine.Interpreter;
import org.chainrule.graph.Circuit;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;

/** A number of a circuit that a claim can speak of. */
public sealed interface Quantity {

  /**
   * The number, or the matrix.
   *
   * @param inputs values of the graph's inputs, in their order
   */
  Matrix value(Circuit circuit, Matrix[] inputs);

  /**
   * The forward value of a node.
   *
   * @param node which one
   */
  record Value(int node) implements Quantity {
    @Override
    public Matrix value(Circuit circuit, Matrix[] inputs) {
      return Interpreter.evaluate(circuit.graph(), inputs).get(node);
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
    public Matrix value(Circuit circuit, Matrix[] inputs) {
      Adjoints adjoints = ChainRule.differentiate(circuit.graph(), of);
      return role(adjoints, adjoints.upstream(by), by, inputs);
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
    public Matrix value(Circuit circuit, Matrix[] inputs) {
      Adjoints adjoints = ChainRule.differentiate(circuit.graph(), node);
      return role(adjoints, adjoints.local(node, slot), node, inputs);
    }
  }

  /**
   * What a gate sends down to one operand.
   *
   * @param node the gate
   * @param slot the operand, from 0
   */
  record Down(int node, int slot) implements Quantity {
    @Override
    public Matrix value(Circuit circuit, Matrix[] inputs) {
      Adjoints adjoints = ChainRule.differentiate(circuit.graph(), circuit.output());
      int operand = circuit.graph().operand(node, slot);
      return role(adjoints, adjoints.downstream(node, slot), operand, inputs);
    }
  }

  /**
   * One entry of another quantity.
   *
   * @param whole the matrix
   * @param row from 1, or 0 for the entry of a vector
   * @param column from 1
   */
  record Entry(Quantity whole, int row, int column) implements Quantity {
    @Override
    public Matrix value(Circuit circuit, Matrix[] inputs) {
      Matrix matrix = whole.value(circuit, inputs);
      return Matrix.scalar(
          row > 0
              ? matrix.at(row, column)
              : matrix.columns() == 1 ? matrix.at(column, 1) : matrix.at(1, column));
    }
  }

  private static Matrix role(Adjoints adjoints, int role, int node, Matrix[] inputs) {
    return role == Adjoints.NONE
        ? Matrices.spread(Matrix.scalar(0), adjoints.graph().shape(node))
        : Interpreter.evaluate(adjoints.graph(), inputs).get(role);
  }
}
