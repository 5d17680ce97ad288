package org.chainrule.calculus;

import org.chainrule.gate.Gate;
import org.chainrule.gate.Whole;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.graph.GraphBuilder;
import org.chainrule.value.Shape;

/**
 * Appends nodes behind a graph that stands as it was written, and folds only these: by the laws of
 * the table of gates, each in constant time. Sums and products are never flattened, for that would
 * undo sharing and make linear cost quadratic.
 */
final class AdjointBuilder {
  private final GraphBuilder graph;

  /** Whether what is appended is looked up among no older nodes, and seen through by no law. */
  private boolean apart;

  AdjointBuilder(Graph graph) {
    this.graph = graph.extend();
  }

  int constant(Constant constant) {
    return graph.constant(constant);
  }

  /** From now on nodes of their own, or shared ones again. */
  void setApart(boolean apart) {
    this.apart = apart;
  }

  int size() {
    return graph.size();
  }

  /** A node of its own with the value of another. */
  int copy(int node) {
    return graph.copy(node);
  }

  Shape shape(int node) {
    return graph.shape(node);
  }

  private int make(Gate gate, int x, int y, int z) {
    return apart ? graph.occurrence(gate, x, y, z) : graph.gate(gate, x, y, z);
  }

  /** The gate on these operands, or an older node that it equals. */
  int apply(Gate gate, int x, int y, int z) {
    if (!gate.spec().isEntrywise()) {
      return whole(gate, x, y, z);
    }
    if (apart) {
      return make(gate, x, y, z);
    }
    if (gate == Gate.MUL && graph.hasShapes()) {
      int product = scaled(x, y);
      if (product >= 0) {
        return product;
      }
    }
    if (gate == Gate.NEG
        || graph.isConstant(x)
        || gate.arity() > 1 && (graph.isConstant(y) || gate.arity() > 2 && graph.isConstant(z))) {
      for (Law law : Formulas.laws(gate)) {
        int node = law.apply(this, gate, x, y, z);
        if (node >= 0 && keepsShape(node, gate, x, y, z)) {
          return node;
        }
      }
    }
    boolean product = gate == Gate.MASKED && !mayBeZero(x); // masked(2, v) is 2*v
    return graph.gate(product ? Gate.MUL : gate, x, y, z);
  }

  /** A law may drop an operand, but not the shape that it gave to the value. */
  private boolean keepsShape(int node, Gate gate, int x, int y, int z) {
    return !graph.hasShapes() || graph.shape(node).equals(graph.shapeOf(gate, x, y, z));
  }

  /** What need not be computed of a gate on matrices once the shapes are known. */
  private int whole(Gate gate, int x, int y, int z) {
    Shape shape = graph.shape(x);
    switch ((Whole) gate.spec().kernel()) {
      case SPREAD:
      case FIT:
      case TARGET:
      case ONE_HOT:
        return shape.equals(graph.shape(y)) ? x : make(gate, x, y, 0);
      case PART:
      case PASTE:
        return shape.equals(graph.shape(z)) ? x : make(gate, x, y, z);
      case ROWS:
        return shape.rows() > 0 ? number(shape.rows()) : make(gate, x, 0, 0);
      case COLUMNS:
        return shape.columns() > 0 ? number(shape.columns()) : make(gate, x, 0, 0);
      case SIZE:
        return shape.isKnown() ? number(shape.size()) : make(gate, x, 0, 0);
      case TRANSPOSE:
        if (shape.isScalar()) {
          return x;
        }
        return !apart && graph.ordinal(x) == gate.ordinal() ? graph.first(x) : make(gate, x, 0, 0);
      case PRODUCT:
        boolean scaled = shape.isScalar() || graph.shape(y).isScalar();
        return scaled ? apply(Gate.MUL, x, y, 0) : make(gate, x, y, 0);
      case DIAGONAL:
      case SUM:
        return shape.isScalar() ? x : make(gate, x, 0, 0);
      default:
        return make(gate, x, y, z);
    }
  }

  private int number(int value) {
    return graph.constant(Constant.of(value));
  }

  /** A repeated number times a matrix is the number times the matrix. */
  private int scaled(int x, int y) {
    boolean left = graph.ordinal(x) == Gate.SPREAD.ordinal();
    if (!left && graph.ordinal(y) != Gate.SPREAD.ordinal()) {
      return -1;
    }
    int spread = left ? x : y;
    int other = left ? y : x;
    int repeated = graph.first(spread);
    boolean spare = graph.shape(other).equals(graph.shape(spread));
    return !spare
        ? -1
        : left ? apply(Gate.MUL, repeated, other, 0) : apply(Gate.MUL, other, repeated, 0);
  }

  /** A value repeated to the shape of a node, if it has not that shape. */
  int like(int value, int node) {
    return apply(Gate.SPREAD, value, node, 0);
  }

  /** A value summed to the shape of a node, if it has not that shape. */
  int fit(int value, int node) {
    return apply(Gate.FIT, value, node, 0);
  }

  int input(String name, Shape shape) {
    return graph.input(name, shape);
  }

  int ordinal(int node) {
    return graph.ordinal(node);
  }

  int first(int node) {
    return graph.first(node);
  }

  boolean isConstant(int node) {
    return graph.isConstant(node);
  }

  /** Whether the node, or an entry of it, may be 0: it is no constant, or a constant that is. */
  boolean mayBeZero(int node) {
    return !graph.isConstant(node) || graph.constantAt(node).hasZero();
  }

  /** Whether the node is the constant {@code value}. */
  boolean is(int node, double value) {
    return graph.isConstant(node) && graph.constantAt(node).value() == value;
  }

  Graph build() {
    return graph.build();
  }
}
