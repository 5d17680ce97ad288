package org.chainrule.homework;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.homework.Judgement.Bug;
import org.chainrule.sheet.Sheet;
import org.chainrule.value.Digits;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;

/** Claims of sheets with matrices: the shape first, then entry by entry. */
final class MatrixJudge {
  private static final Digits SHOWN = new Digits(4);

  private final Circuit circuit;
  private final Names names;

  MatrixJudge(Circuit circuit, Names names) {
    this.circuit = circuit;
    this.names = names;
  }

  Judgement judge(Sheet.Claim claim, Quantity quantity) {
    Matrix[] inputs = inputs();
    Matrix truth;
    try {
      truth = quantity.value(circuit, inputs);
    } catch (IndexOutOfBoundsException e) {
      return judged(
          claim,
          quantity,
          Double.NaN,
          Verdict.UNREADABLE,
          List.of(),
          "there is no such entry: " + e.getMessage());
    } catch (IllegalStateException e) {
      return judged(
          claim,
          quantity,
          Double.NaN,
          Verdict.UNREADABLE,
          List.of(),
          "a gradient needs an output of one number");
    }
    Expr written = claim.relation().right();
    List<Expr> flat = written instanceof Expr.Stack stack ? stack.flat() : List.of(written);
    int width = written instanceof Expr.Stack stack ? stack.width() : 1;
    List<Literal> literals = new ArrayList<>();
    for (Expr entry : flat) {
      Optional<Literal> literal = Literal.of(entry);
      if (literal.isEmpty()) {
        return judged(
            claim,
            quantity,
            Double.NaN,
            Verdict.UNDECIDED,
            List.of(),
            "the right side must be numbers");
      }
      literals.add(literal.get());
    }
    return compare(claim, quantity, truth, literals, width);
  }

  private Matrix[] inputs() {
    return circuit.graph().inputs().stream()
        .map(
            name ->
                Optional.ofNullable(circuit.givens().get(name))
                    .map(Constant::matrix)
                    .orElse(Matrix.scalar(Double.NaN)))
        .toArray(Matrix[]::new);
  }

  private Judgement compare(
      Sheet.Claim claim, Quantity quantity, Matrix truth, List<Literal> written, int width) {
    int rows = written.size() / width;
    String name = names.of(quantity);
    double number = truth.isScalar() ? truth.scalar() : Double.NaN;
    boolean vector =
        truth.shape().isVector() && (rows == 1 || width == 1) && written.size() == truth.size();
    if (!vector && (rows != truth.rows() || width != truth.columns())) {
      boolean turned = rows == truth.columns() && width == truth.rows();
      String hint =
          turned && right(written, Matrices.transpose(truth)) == written.size()
              ? "; it is the transpose"
              : "";
      return judged(
          claim,
          quantity,
          number,
          Verdict.SHAPE,
          List.of(),
          name + " is " + truth.shape() + ", yours is " + rows + "x" + width + hint);
    }
    int right = right(written, truth);
    if (right == written.size()) {
      return judged(claim, quantity, number, Verdict.RIGHT, List.of(), "ok");
    }
    List<Bug> bugs = new ArrayList<>();
    mistake(
        bugs,
        written,
        truth.rows() == truth.columns() ? Matrices.transpose(truth) : null,
        "transpose",
        name,
        "fits the transpose; " + name + " has the layout of its variable");
    for (double[] factor : new double[][] {{-1, 0}, {2, 1}, {0.5, 2}}) {
      String[] ids = {"sign", "factor-2", "factor-half"};
      String[] messages = {
        "the sizes are right, the signs are not",
        "fits twice the right values",
        "fits half the right values"
      };
      mistake(
          bugs,
          written,
          scaled(truth, factor[0]),
          ids[(int) factor[1]],
          name,
          messages[(int) factor[1]]);
    }
    for (int node = 0; node <= circuit.output(); node++) {
      if (circuit.graph().isGate(node) && circuit.graph().gate(node) == Gate.SUM) {
        int count = circuit.graph().shape(circuit.graph().first(node)).size();
        Matrix mean = scaled(truth, 1.0 / count);
        mistake(bugs, written, mean, "mean-for-sum", name, "fits the mean instead of the sum");
      }
    }
    missingTranspose(bugs, written, quantity, name);
    String entries =
        truth.isScalar()
            ? "right is " + SHOWN.format(truth.scalar())
            : right + " of " + written.size() + " entries are right: " + grid(written, truth);
    String message = bugs.isEmpty() ? entries : bugs.get(0).message() + ". " + entries;
    return judged(claim, quantity, number, Verdict.WRONG, Misconceptions.few(bugs), message);
  }

  /** Which entries are right. */
  private static String grid(List<Literal> written, Matrix truth) {
    int[] index = {0};
    return truth.format(
        entry -> NumberRule.fit(written.get(index[0]++), entry, 0, false).isRight() ? "ok" : "x");
  }

  /**
   * A gradient in which the transposes of the pullbacks were forgotten, where shapes allow that.
   */
  private void missingTranspose(
      List<Bug> bugs, List<Literal> written, Quantity quantity, String name) {
    if (!(quantity instanceof Quantity.Total total)
        || !circuit.graph().shape(total.of()).isScalar()) {
      return;
    }
    Adjoints adjoints = ChainRule.differentiate(circuit.graph(), total.of());
    Graph graph = adjoints.graph();
    int role = adjoints.upstream(total.by());
    if (role == Adjoints.NONE) {
      return;
    }
    Matrix[] inputs = inputs();
    Matrix[] values = new Matrix[graph.size()];
    for (int node = 0; node <= role; node++) {
      values[node] = withoutTransposes(graph, node, adjoints.forwardSize(), inputs, values);
    }
    String message = "fits without the transpose: the pullbacks of A @ B are up @ B' and A' @ up";
    mistake(bugs, written, values[role], "missing-transpose", name, message);
  }

  private static Matrix withoutTransposes(
      Graph graph, int node, int forwardSize, Matrix[] inputs, Matrix[] values) {
    if (graph.isInput(node)) {
      return inputs[graph.input(node)];
    }
    if (graph.isConstant(node)) {
      return graph.constant(node).matrix();
    }
    Matrix[] operands = new Matrix[graph.arity(node)];
    for (int slot = 0; slot < operands.length; slot++) {
      operands[slot] = values[graph.operand(node, slot)];
    }
    Gate gate = graph.gate(node);
    boolean square = operands[0].rows() == operands[0].columns();
    if (gate == Gate.TRANSPOSE && node >= forwardSize && square) {
      return operands[0];
    }
    return gate == Gate.STACK ? Matrices.stack(operands, graph.shape(node)) : gate.apply(operands);
  }

  private static void mistake(
      List<Bug> bugs, List<Literal> written, Matrix value, String id, String at, String message) {
    if (value != null && right(written, value) == written.size()) {
      bugs.add(new Bug(id, at, message));
    }
  }

  private static Matrix scaled(Matrix matrix, double factor) {
    double[] entries = matrix.toArray();
    for (int i = 0; i < entries.length; i++) {
      entries[i] *= factor;
    }
    return Matrix.over(matrix.shape(), entries);
  }

  private static int right(List<Literal> written, Matrix truth) {
    int right = 0;
    for (int i = 0; i < written.size(); i++) {
      right += NumberRule.fit(written.get(i), truth.entry(i), 0, false).isRight() ? 1 : 0;
    }
    return right;
  }

  private Judgement judged(
      Sheet.Claim claim,
      Quantity quantity,
      double truth,
      Verdict verdict,
      List<Bug> bugs,
      String message) {
    return new Judgement(
        claim.place().span().line(),
        claim.place().span().text(),
        names.of(quantity),
        Names.kind(quantity),
        claim.relation().right().toString(),
        truth,
        Double.NaN,
        verdict,
        bugs,
        List.of(),
        message,
        Judgement.marks(verdict));
  }
}
