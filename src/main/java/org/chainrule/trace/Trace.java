package org.chainrule.trace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.source.Diagnostic;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/**
 * A computation with all its gradients.
 *
 * <p>A trace is numeric when the inputs have values; otherwise every number in it is NaN, and its
 * formulas tell the rest.
 *
 * @param output name of the output
 * @param expression the output's formula, if it is not too large to show
 * @param numeric whether the inputs have values
 * @param value value of the output
 * @param steps the gates, in forward order
 * @param inputs values of the inputs, in order of appearance; NaN without values
 * @param gradient d output / d input, in order of appearance
 * @param forks the nodes that several consumers send a gradient to
 * @param notes ties, kinks, and the first gate outside its domain
 */
public record Trace(
    String output,
    Optional<Expr> expression,
    boolean numeric,
    Matrix value,
    List<Step> steps,
    Map<String, Matrix> inputs,
    Map<String, Gradient> gradient,
    List<Fork> forks,
    List<Diagnostic> notes) {

  /** Whether every value is one number. */
  public boolean isScalar() {
    boolean scalar = true;
    for (Step step : steps) {
      scalar &= step.shape().isScalar();
    }
    for (Matrix input : inputs.values()) {
      scalar &= input.isScalar();
    }
    return scalar;
  }

  /**
   * A gate.
   *
   * @param id name of its node
   * @param gate which gate it is
   * @param label the gate as it is drawn, constants folded in: {@code +}, {@code *2}, {@code 1/x}
   * @param expression the gate on the names of its operands
   * @param operands names of the operands that are no constants
   * @param shape rows and columns of its value
   * @param value its forward value
   * @param upstream d output / d node: the sum of what its consumers send down
   * @param upstreamFormula the same as a formula
   * @param edges one for each operand that depends on an input
   */
  public record Step(
      String id,
      Gate gate,
      String label,
      Expr expression,
      List<String> operands,
      Shape shape,
      Matrix value,
      Matrix upstream,
      Expr upstreamFormula,
      List<Edge> edges) {}

  /**
   * From a gate to one of its operands.
   *
   * @param operand name of the operand
   * @param kind what the local gradient is
   * @param local the gate's partial by this operand, the others held, entry by entry; NaN for a
   *     pullback
   * @param localFormula the same as a formula
   * @param downstream upstream times local, in the shape of the operand
   * @param downstreamFormula the same as a formula
   */
  public record Edge(
      String operand,
      LocalKind kind,
      Matrix local,
      Expr localFormula,
      Matrix downstream,
      Expr downstreamFormula) {}

  /** What a local gradient is. */
  public enum LocalKind {
    /** One number: both the gate's value and the operand are. */
    NUMBER,
    /** The diagonal of the Jacobian: the gate works entry by entry. */
    DIAGONAL,
    /** A formula for the downstream gradient in terms of {@code up}; there is no matrix of it. */
    PULLBACK
  }

  /**
   * A gradient of the output.
   *
   * @param value the number
   * @param formula the formula
   */
  public record Gradient(Matrix value, Expr formula) {}

  /**
   * A node whose gradient is a sum.
   *
   * @param node its name
   * @param contributions what each consumer sends down, in forward order
   * @param total their sum, the node's upstream
   */
  public record Fork(String node, List<Contribution> contributions, Matrix total) {}

  /**
   * A term of a fork's sum.
   *
   * @param from name of the consumer
   * @param value what it sends down
   */
  public record Contribution(String from, Matrix value) {}
}
