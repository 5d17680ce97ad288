package org.chainrule.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Limit;
import org.chainrule.source.Problem;
import org.chainrule.value.Dimensions;
import org.chainrule.value.Matrix;
import org.chainrule.value.Misfit;
import org.chainrule.value.Shape;

/**
 * Finds the shape of every value before anything is computed.
 *
 * <p>An input without a value has as many rows and columns as its uses want; what stays open is 1
 * if no operation on matrices touches it, else unknown.
 */
final class ShapeInference {
  private final Circuit circuit;
  private final Graph graph;
  private final Map<String, Matrix> values;

  /** Whether an input without a value has any shape that fits; else it is a number without use. */
  private final boolean open;

  private final Dimensions known = new Dimensions();
  private final Shape[] shapes;

  /** Nobody reads further ones, and the place of each is searched for in the whole text. */
  private static final int MOST_NOTES = 50;

  private final List<Diagnostic> notes = new ArrayList<>();

  private ShapeInference(Circuit circuit, Map<String, Matrix> values, boolean open) {
    this.open = open;
    this.circuit = circuit;
    this.graph = circuit.graph();
    this.values = values;
    this.shapes = new Shape[graph.size()];
  }

  /**
   * The circuit with shapes, or itself where every value is one number.
   *
   * @param values of the inputs
   * @param open whether an input without a value has any shape that fits
   * @throws ChainruleException if shapes do not fit or an index is out of range
   */
  static Circuit infer(Circuit circuit, Map<String, Matrix> values, boolean open) {
    boolean scalar = true;
    for (Matrix value : values.values()) {
      scalar &= value.isScalar();
    }
    return scalar && circuit.graph().isEntrywise()
        ? circuit
        : new ShapeInference(circuit, values, open).infer();
  }

  private Circuit infer() {
    for (int node = 0; node < shapes.length; node++) {
      shapes[node] = shape(node);
      refuseLarge(node, shapes[node]);
    }
    settle();
    boolean scalar = true;
    for (int node = 0; node < shapes.length; node++) {
      Shape shape = shapes[node];
      scalar &= shape.isScalar();
      refuseLarge(node, shape);
    }
    for (int node = 0; node < shapes.length; node++) {
      note(node);
    }
    if (!scalar && open) {
      noteAssumed();
    }
    return circuit.with(scalar ? graph : graph.shaped(shapes), notes);
  }

  /** Refuses a matrix before anybody allocates it; what is not known yet counts as 1. */
  private void refuseLarge(int node, Shape shape) {
    long entries = (long) Math.max(1, shape.rows()) * Math.max(1, shape.columns());
    if (entries > circuit.limits().of(Limit.ENTRIES)) {
      throw at(Diagnostic.of(Problem.TOO_LARGE, shape), node)
          .help(Limit.ENTRIES.help())
          .asException();
    }
  }

  private Shape shape(int node) {
    if (graph.isConstant(node)) {
      return graph.constant(node).shape();
    }
    if (graph.isInput(node)) {
      Matrix value = values.get(graph.inputName(node));
      return value != null
          ? value.shape()
          : open ? new Shape(known.fresh(), known.fresh()) : Shape.SCALAR;
    }
    Shape[] operands = new Shape[graph.arity(node)];
    for (int slot = 0; slot < operands.length; slot++) {
      operands[slot] = known.find(shapes[graph.operand(node, slot)]);
    }
    if (graph.isParameter(node)) {
      return operands[0];
    }
    if (graph.isOpen(node)) {
      return derivative(node, operands);
    }
    try {
      Gate gate = graph.gate(node);
      if (gate == Gate.STACK) {
        return Shaping.stack(known, List.of(operands), graph.stackWidth(node));
      }
      Shape shape = Shaping.shape(known, gate, operands);
      checkIndex(node, operands[0]);
      return shape;
    } catch (Misfit e) {
      throw misfit(node, operands, e).asException();
    }
  }

  private Shape derivative(int node, Shape[] operands) {
    try {
      return graph.isDown(node) ? operands[1] : Shaping.derivative(known, operands[0], operands[1]);
    } catch (Misfit e) {
      Expr written = circuit.openings().get(node);
      Diagnostic error =
          Diagnostic.of(
                  Problem.NO_DERIVATIVE_OF_SHAPE, written, operands[0].toString(), operands[1])
              .help(
                  "a number can be differentiated by anything, anything by a number, a vector by a"
                      + " vector; take one entry, as in f[1]");
      throw circuit.span(written).map(error::at).orElse(error).asException();
    }
  }

  /** An index that is known must be there. */
  private void checkIndex(int node, Shape whole) {
    Shape settled = known.find(whole);
    Gate gate = graph.gate(node);
    if (gate == Gate.ENTRY || gate == Gate.ROW) {
      checkIndex(node, 1, settled.rows(), "row", settled);
    }
    if (gate == Gate.ENTRY || gate == Gate.COLUMN) {
      checkIndex(node, gate == Gate.ENTRY ? 2 : 1, settled.columns(), "column", settled);
    }
    if (gate == Gate.ITEM) { // Whatever the size, entries are counted from 1.
      checkIndex(node, 1, settled.isKnown() ? settled.size() : 0, "entry", settled);
    }
  }

  private void checkIndex(int node, int slot, int count, String what, Shape whole) {
    int operand = graph.operand(node, slot);
    Matrix given = graph.isInput(operand) ? values.get(graph.inputName(operand)) : null;
    double index =
        graph.isConstant(operand)
            ? graph.constant(operand).value()
            : given != null && given.isScalar() ? given.scalar() : Double.NaN;
    boolean bad =
        graph.isConstant(operand) && !graph.constant(operand).isScalar()
            || index != Math.rint(index)
            || index < 1
            || count > 0 && index > count;
    if (Double.isNaN(index) || !bad) {
      return;
    }
    String written =
        index == Math.rint(index) ? Long.toString((long) index) : Double.toString(index);
    String help =
        index != Math.rint(index)
            ? "an index is a whole number"
            : index < 1
                ? "indices start at 1"
                : "the last " + what + " is " + count + "; the matrix is " + whole;
    throw at(Diagnostic.of(Problem.INDEX_OUT_OF_RANGE, what + " " + written), node)
        .help(help)
        .asException();
  }

  /** What is still open becomes 1 or stays unknown; a gradient needs an output of one number. */
  private void settle() {
    Shape output = shapes[circuit.output()];
    for (int dimension : new int[] {output.rows(), output.columns()}) {
      if (known.find(dimension) < 0) {
        known.same(dimension, 1, "");
      }
    }
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int node = 0; node < shapes.length; node++) {
      known.settle(shapes[node].rows());
      known.settle(shapes[node].columns());
    }
    for (int node = 0; node < shapes.length; node++) {
      shapes[node] =
          new Shape(
              number(known.find(shapes[node].rows()), numbers),
              number(known.find(shapes[node].columns()), numbers));
    }
  }

  private static int number(int dimension, Map<Integer, Integer> numbers) {
    return dimension > 0
        ? dimension
        : numbers.computeIfAbsent(dimension, each -> -numbers.size() - 1);
  }

  // ---- what to say ----

  /** {@code W*x}, where {@code W @ x} would fit too and is almost always meant. */
  private void note(int node) {
    if (!graph.isGate(node) || notes.size() >= MOST_NOTES) {
      return;
    }
    if (graph.gate(node) == Gate.TRANSPOSE && shapes[node].isScalar()) {
      Location.of(circuit, node)
          .ifPresent(
              location ->
                  notes.add(
                      Diagnostic.of(Problem.TRANSPOSED_SCALAR, location.operand(0))
                          .at(location.span())));
    }
    noteOuter(node);
    if (graph.gate(node) != Gate.MUL) {
      return;
    }
    Shape left = shapes[graph.first(node)];
    Shape right = shapes[graph.second(node)];
    boolean leftMatrix = !left.isVector();
    Shape matrix = leftMatrix ? left : right;
    Shape vector = leftMatrix ? right : left;
    if (matrix.isVector()
        || vector.columns() != 1
        || vector.rows() == 1
        || matrix.columns() != vector.rows()) {
      return;
    }
    Location.of(circuit, node)
        .ifPresent(
            location -> {
              String x = location.operand(leftMatrix ? 1 : 0).toString();
              notes.add(
                  Diagnostic.of(
                          Problem.BROADCAST_PRODUCT,
                          location.expr(),
                          x,
                          matrix,
                          Expr.Apply.of(
                              Gate.MATMUL,
                              location.operand(leftMatrix ? 0 : 1),
                              location.operand(leftMatrix ? 1 : 0)))
                      .at(location.span()));
            });
  }

  /** A column and a row, which together make a matrix. */
  private void noteOuter(int node) {
    Gate gate = graph.gate(node);
    if (!gate.spec().isEntrywise() || gate.arity() != 2) {
      return;
    }
    Shape left = shapes[graph.first(node)];
    Shape right = shapes[graph.second(node)];
    Shape shape = shapes[node];
    if (!shape.isVector() && !shape.equals(left) && !shape.equals(right) && shape.isKnown()) {
      Location.of(circuit, node)
          .ifPresent(
              location ->
                  notes.add(
                      Diagnostic.of(Problem.OUTER, location.expr(), shape, left.toString(), right)
                          .at(location.span())));
    }
  }

  private void noteAssumed() {
    List<String> told = new ArrayList<>();
    for (int node = 0; node < shapes.length; node++) {
      if (graph.isInput(node) && !values.containsKey(graph.inputName(node))) {
        told.add(graph.inputName(node) + " " + shapes[node]);
      }
    }
    if (!told.isEmpty()) {
      notes.add(Diagnostic.of(Problem.SHAPES_ASSUMED, String.join(", ", told)));
    }
  }

  private Diagnostic at(Diagnostic diagnostic, int node) {
    return Location.of(circuit, node)
        .map(location -> diagnostic.at(location.span()))
        .orElse(diagnostic);
  }

  private Diagnostic misfit(int node, Shape[] operands, Misfit misfit) {
    return Location.of(circuit, node)
        .map(location -> new MisfitReport(graph, node, location, operands).diagnostic(misfit))
        .orElseGet(() -> nowhere(node, operands, misfit));
  }

  /** For a gate whose place is not known: its operands have the names of the table. */
  private Diagnostic nowhere(int node, Shape[] operands, Misfit misfit) {
    GateSpec gate = graph.gate(node).spec();
    List<String> told = new ArrayList<>();
    Object[] names = {"", "", "", ""};
    for (int i = 0; i < gate.parameters().size(); i++) {
      names[i] = gate.parameters().get(i);
      told.add(names[i] + " is " + operands[i]);
    }
    names[3] = names[0] + "'";
    String sentence = " in " + gate.usage() + ": " + String.join(", ", told);
    return Diagnostic.of(Problem.SHAPES, sentence)
        .help(String.format(Locale.ROOT, misfit.getMessage(), names));
  }
}
