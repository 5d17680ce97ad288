package org.chainrule.homework;

import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.chainrule.engine.Interpreter;
import org.chainrule.graph.Circuit;

/** A number of a circuit that a claim can speak of. */
public sealed interface Quantity {

  /**
   * The number.
   *
   * @param inputs values of the graph's inputs, in their order
   */
  double value(Circuit circuit, double[] inputs);

  /**
   * The forward value of a node.
   *
   * @param node which one
   */
  record Value(int node) implements Quantity {
    @Override
    public double value(Circuit circuit, double[] inputs) {
      return Interpreter.evaluate(circuit.graph(), inputs)[node];
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
    public double value(Circuit circuit, double[] inputs) {
      Adjoints adjoints = ChainRule.differentiate(circuit.graph(), of);
      return role(adjoints, adjoints.upstream(by), inputs);
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
    public double value(Circuit circuit, double[] inputs) {
      Adjoints adjoints = ChainRule.differentiate(circuit.graph(), node);
      return role(adjoints, adjoints.local(node, slot), inputs);
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
    public double value(Circuit circuit, double[] inputs) {
      Adjoints adjoints = ChainRule.differentiate(circuit.graph(), circuit.output());
      return role(adjoints, adjoints.downstream(node, slot), inputs);
    }
  }

  private static double role(Adjoints adjoints, int role, double[] inputs) {
    return role == Adjoints.NONE ? 0 : Interpreter.evaluate(adjoints.graph(), inputs)[role];
  }
}
