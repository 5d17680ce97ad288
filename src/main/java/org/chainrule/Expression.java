package org.chainrule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.calculus.Adjoints;
import org.chainrule.engine.Values;
import org.chainrule.graph.Circuit;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Problem;
import org.chainrule.trace.Jacobian;
import org.chainrule.trace.Trace;
import org.chainrule.trace.Tracer;
import org.chainrule.trace.Verification;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;

/**
 * A function of named inputs: an expression that was read, or the derivative of one.
 *
 * <pre>{@code
 * Expression f = Chainrule.parse("(x + y)*z");
 * Point p = Point.of("x", -2).and("y", 5).and("z", -4);
 * f.value(p);           // -12
 * f.gradient(p);        // {x=-4, y=-4, z=3}
 * f.derivative("z");    // x + y
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads. Every value is a matrix, a number one of 1x1,
 * and an input has whatever shape its value has. Values of a {@link Point} go before those that the
 * text itself gives to inputs ({@code x = -2}). A value outside a gate's domain is no error: it
 * gives NaN or an infinity, and {@link #trace(Point)} tells where. Nothing has a unit; angles are
 * in radians.
 *
 * <p>Where a method takes a point, it throws a {@link ChainruleException} if an input that the
 * output needs has no value (E104), a name is no input (E101), or shapes do not fit (E012). What
 * needs a gradient throws one if the output is not one number (E117).
 */
public final class Expression {
  private final Workings workings;

  Expression(Circuit circuit, Chainrule.Options options) {
    this(new Workings(circuit, options));
  }

  private Expression(Workings workings) {
    this.workings = workings;
  }

  /** Names of the inputs, in order of appearance in the text. */
  public List<String> inputs() {
    return List.copyOf(workings.sheet().inputs());
  }

  /** Values that the text gives to its inputs. */
  public Point givens() {
    return workings.givens();
  }

  /** The value of the output, of whatever shape it has at a point. */
  public Matrix value(Point point) {
    return workings.evaluate(point).output();
  }

  /**
   * The same for numbers.
   *
   * @throws ChainruleException if the value is not one number (E202)
   */
  public double value(Map<String, Double> point) {
    return number("value", value(Point.from(point)));
  }

  /**
   * The gradient: d output / d input, in the shape of the input.
   *
   * @param by the inputs; none for all of them, in order of appearance. What others would need is
   *     not computed
   */
  public Map<String, Matrix> gradient(Point point, String... by) {
    Map<String, Matrix> values = workings.complete(point);
    List<String> inputs = by.length == 0 ? inputs() : List.of(by);
    inputs.forEach(workings::requireInput);
    Specialization at = workings.at(values);
    Adjoints adjoints = at.adjoints(inputs);
    Values nodes = Workings.evaluate(adjoints.graph(), values);
    Map<String, Matrix> gradient = new LinkedHashMap<>();
    for (String input : inputs) {
      int node = at.circuit().nodes().get(input);
      int upstream = adjoints.upstream(node);
      gradient.put(
          input,
          upstream == Adjoints.NONE
              ? Matrices.spread(Matrix.scalar(0), at.circuit().graph().shape(node))
              : nodes.get(upstream));
    }
    return gradient;
  }

  /**
   * The same for numbers.
   *
   * @throws ChainruleException if an input that the text gives a value to is a matrix (E202)
   */
  public Map<String, Double> gradient(Map<String, Double> point) {
    Map<String, Double> gradient = new LinkedHashMap<>();
    gradient(Point.from(point))
        .forEach((name, each) -> gradient.put(name, number("gradient by " + name, each)));
    return gradient;
  }

  private static double number(String what, Matrix value) {
    if (!value.isScalar()) {
      String method = what.split(" ")[0];
      throw Diagnostic.of(Problem.NOT_ONE_NUMBER, what, value.shape())
          .help(method + "(Point) gives matrices")
          .asException();
    }
    return value.scalar();
  }

  /** The computation and its gradients, gate by gate, in numbers. */
  public Trace trace(Point point) {
    return workings.trace(point, Tracer.MOST_STEPS);
  }

  /** The same for numbers. */
  public Trace trace(Map<String, Double> point) {
    return trace(Point.from(point));
  }

  /** The computation and its gradients, gate by gate, in formulas. */
  public Trace trace() {
    return workings.traceFormulas(Tracer.MOST_STEPS);
  }

  /** The gradients compared with central differences of the forward computation. */
  public Verification verify(Point point) {
    Map<String, Matrix> values = workings.complete(point);
    Specialization at = workings.at(values);
    Values nodes = Workings.evaluate(at.adjoints().graph(), values);
    return Verification.of(at.circuit(), at.adjoints(), nodes);
  }

  /**
   * Jacobians: of every gate by its operands where the output is one number, else of the output by
   * the inputs. Rows are entries of what is differentiated, row by row, columns entries of what it
   * is differentiated by.
   *
   * @param most entries of one Jacobian; a larger one is left incomplete
   */
  public List<Jacobian> jacobians(Point point, long most) {
    Workings.Evaluation at = workings.evaluate(point);
    return at.output().isScalar()
        ? Jacobian.ofGates(at.circuit(), at.values(), most)
        : Jacobian.ofOutput(at.circuit(), at.values(), most);
  }

  /**
   * The derivative by one input: an expression again, with the same inputs. Its formula is that of
   * the chain rule, reverse mode (Baur and Strassen, 1983); a kink has the slope that {@code
   * chainrule gates} tells.
   *
   * @throws ChainruleException if there is no such input, or the output is not one number for the
   *     values that the text gives
   */
  public Expression derivative(String input) {
    return new Expression(workings.derivative(input));
  }

  /**
   * The same text with another output.
   *
   * @param node the name of a node, or an expression that stands in the text
   * @throws ChainruleException if no node computes it (E108)
   */
  public Expression of(String node) {
    return new Expression(workings.of(node));
  }

  /** What it is made of, for programs that extend chainrule: its graph, formulas as trees. */
  public Workings workings() {
    return workings;
  }

  /**
   * The output's formula as a text that reads back to the same function: of an expression that was
   * read as it stands, of a derivative simplified, as {@code chainrule diff} prints it. What is
   * shared is defined on lines of its own before.
   */
  @Override
  public String toString() {
    return workings.toString();
  }
}
