package org.chainrule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.chainrule.algebra.Formula;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.chainrule.engine.Interpreter;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.parse.TextParser;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.NearestName;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;
import org.chainrule.trace.Trace;
import org.chainrule.trace.Tracer;
import org.chainrule.trace.Verification;

/**
 * A function of named inputs: an expression that was read, or the derivative of one.
 *
 * <p>Immutable and safe for use by several threads. Where a method takes values, they go before
 * those that the text itself gives to inputs ({@code x = -2}); an input that has neither is an
 * error. A value outside a gate's domain is no error: it gives NaN or an infinity, and {@link
 * #trace(Map)} tells where.
 */
public final class Expression {
  /** Larger formulas are written with definitions for their shared parts. */
  private static final int FORMULA_BUDGET = 2_000;

  private final Circuit circuit;
  private final Chainrule.Options options;
  private volatile Adjoints adjoints;

  Expression(Circuit circuit, Chainrule.Options options) {
    this.circuit = circuit;
    this.options = options;
  }

  /** Names of the inputs, in order of appearance in the text. */
  public List<String> inputs() {
    return List.copyOf(circuit.sheet().inputs());
  }

  /** Values that the text gives to its inputs. */
  public Map<String, Double> givens() {
    Map<String, Double> givens = new LinkedHashMap<>();
    circuit.givens().forEach((name, constant) -> givens.put(name, constant.value()));
    return givens;
  }

  /** The graph of the expression, with the names and claims of its text. */
  public Circuit circuit() {
    return circuit;
  }

  /**
   * The value of the output.
   *
   * @throws ChainruleException if an input has no value, or a name is no input
   */
  public double value(Map<String, Double> values) {
    Graph graph = circuit.graph();
    double[] nodes = new double[graph.size()];
    Interpreter.evaluate(graph, point(values), nodes, 0, circuit.output() + 1);
    return nodes[circuit.output()];
  }

  /**
   * The gradient: d output / d input for every input, in order of appearance.
   *
   * @throws ChainruleException if an input has no value, or a name is no input
   */
  public Map<String, Double> gradient(Map<String, Double> values) {
    double[] nodes = Interpreter.evaluate(adjoints().graph(), point(values));
    Map<String, Double> gradient = new LinkedHashMap<>();
    for (String input : circuit.sheet().inputs()) {
      int upstream = adjoints().upstream(circuit.nodes().get(input));
      gradient.put(input, upstream == Adjoints.NONE ? 0.0 : nodes[upstream]);
    }
    return gradient;
  }

  /**
   * The computation and its gradients, gate by gate, in numbers.
   *
   * @throws ChainruleException if an input has no value, or a name is no input
   */
  public Trace trace(Map<String, Double> values) {
    return trace(values, Tracer.MOST_STEPS);
  }

  /** The computation and its gradients, gate by gate, in formulas. */
  public Trace trace() {
    return trace(Tracer.MOST_STEPS);
  }

  /** The trace in numbers, its table left out where it has more than {@code mostSteps} gates. */
  public Trace trace(Map<String, Double> values, int mostSteps) {
    double[] nodes = Interpreter.evaluate(adjoints().graph(), point(values));
    return Tracer.trace(circuit, adjoints(), nodes, mostSteps);
  }

  /** The trace in formulas, its table left out where it has more than {@code mostSteps} gates. */
  public Trace trace(int mostSteps) {
    return Tracer.trace(circuit, adjoints(), new double[0], mostSteps);
  }

  /**
   * The gradients compared with central differences of the forward computation.
   *
   * @throws ChainruleException if an input has no value, or a name is no input
   */
  public Verification verify(Map<String, Double> values) {
    double[] point = point(values);
    double[] nodes = Interpreter.evaluate(adjoints().graph(), point);
    return Verification.of(circuit, adjoints(), nodes);
  }

  /**
   * The derivative by one input: an expression again, with the same inputs.
   *
   * @throws ChainruleException if there is no such input
   */
  public Expression derivative(String input) {
    if (!circuit.sheet().inputs().contains(input)) {
      throw unknown(input, inputs()).asException();
    }
    int upstream = adjoints().upstream(circuit.nodes().get(input));
    Graph graph = adjoints().graph();
    if (upstream == Adjoints.NONE) {
      var zero = graph.extend();
      upstream = zero.constant(Constant.of(0));
      graph = zero.build();
    }
    return new Expression(circuit.over(graph, upstream), options);
  }

  /**
   * The same text with another output.
   *
   * @param node the name of a node, or an expression that stands in the text
   * @throws ChainruleException if no node computes it
   */
  public Expression of(String node) {
    Text text =
        TextParser.parse(
            SourceText.of(node), circuit.sheet().functions().keySet(), options.maxDepth());
    OptionalInt found =
        text.statements().size() == 1 && text.statements().get(0) instanceof Statement.Bare bare
            ? circuit.find(bare.expr())
            : OptionalInt.empty();
    if (found.isEmpty()) {
      List<String> known = new ArrayList<>(circuit.nodes().keySet());
      throw Diagnostic.of(Problem.UNKNOWN_OUTPUT, node)
          .help(
              NearestName.of(node, known)
                  .map(name -> "did you mean " + name + "?")
                  .orElse("known are " + String.join(", ", known)))
          .asException();
    }
    return new Expression(circuit.withOutput(found.getAsInt()), options);
  }

  /** The output's formula as a text that reads back to the same function. */
  @Override
  public String toString() {
    return Formula.text(circuit.graph(), circuit.output(), FORMULA_BUDGET, circuit.sheet()::knows);
  }

  private Adjoints adjoints() {
    Adjoints known = adjoints;
    if (known == null) {
      known = ChainRule.differentiate(circuit.graph(), circuit.output());
      adjoints = known;
    }
    return known;
  }

  /** Values of the graph's inputs in their order; NaN for one that the output does not need. */
  private double[] point(Map<String, Double> values) {
    for (String name : values.keySet()) {
      if (!circuit.sheet().inputs().contains(name)) {
        throw unknown(name, inputs()).asException();
      }
    }
    List<String> missing = new ArrayList<>();
    boolean[] needed = circuit.graph().reachable(circuit.output());
    List<String> names = circuit.graph().inputs();
    double[] point = new double[names.size()];
    for (int i = 0; i < point.length; i++) {
      String name = names.get(i);
      int node = circuit.nodes().get(name);
      Double value = values.get(name);
      if (value == null && circuit.givens().containsKey(name)) {
        value = circuit.givens().get(name).value();
      }
      if (value == null && node < needed.length && needed[node]) {
        missing.add(name);
      }
      point[i] = value == null ? Double.NaN : value;
    }
    if (!missing.isEmpty()) {
      throw missing(missing).asException();
    }
    return point;
  }

  private static Diagnostic missing(List<String> names) {
    int count = names.size();
    List<String> some = names.subList(0, Math.min(10, count));
    String list = String.join(", ", some) + (count > some.size() ? ", ..." : "");
    return Diagnostic.of(
            Problem.VALUE_MISSING, count == 1 ? list + " has no value" : list + " have no values")
        .help("add " + some.get(0) + "=1, or give no values at all to see formulas");
  }

  private static Diagnostic unknown(String name, List<String> known) {
    return Diagnostic.of(Problem.UNKNOWN_NAME, name)
        .help(
            NearestName.of(name, known)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("the inputs are " + String.join(", ", known)));
  }
}
