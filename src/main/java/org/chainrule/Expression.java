package org.chainrule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.chainrule.algebra.Derivation;
import org.chainrule.algebra.DisplayForm;
import org.chainrule.algebra.Formula;
import org.chainrule.algebra.Simplifier;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.chainrule.calculus.Derivatives;
import org.chainrule.engine.Interpreter;
import org.chainrule.engine.Values;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.graph.GraphBuilder;
import org.chainrule.parse.TextParser;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.NearestName;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;
import org.chainrule.trace.Jacobian;
import org.chainrule.trace.Trace;
import org.chainrule.trace.Tracer;
import org.chainrule.trace.Verification;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

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

  /** As it was lowered: derivatives that it uses are not taken yet. */
  private final Circuit lowered;

  private final Chainrule.Options options;

  /** Whether it uses derivatives, which are taken anew for each set of shapes. */
  private final boolean open;

  /** Whether every value is one number as long as every input is. */
  private final boolean scalar;

  /** Whether an input is used as an index, so that its value decides whether shapes fit. */
  private final boolean indexed;

  private volatile Specialization specialization;

  Expression(Circuit circuit, Chainrule.Options options) {
    this.lowered = circuit;
    this.options = options;
    this.open = circuit.graph().hasOpen();
    this.scalar = circuit.graph().isEntrywise() && areScalar(circuit.givens());
    this.indexed = !scalar && circuit.graph().hasIndexInputs();
  }

  private static boolean areScalar(Map<String, Constant> givens) {
    for (Constant given : givens.values()) {
      if (!given.isScalar()) {
        return false;
      }
    }
    return true;
  }

  /** Names of the inputs, in order of appearance in the text. */
  public List<String> inputs() {
    return List.copyOf(lowered.sheet().inputs());
  }

  /** Values that the text gives to its inputs, of those that are one number. */
  public Map<String, Double> givens() {
    Map<String, Double> givens = new LinkedHashMap<>();
    lowered
        .givens()
        .forEach(
            (name, constant) -> {
              if (constant.isScalar()) {
                givens.put(name, constant.value());
              }
            });
    return givens;
  }

  /** Whether the text gives a value to any of its inputs. */
  public boolean hasGivens() {
    return !lowered.givens().isEmpty();
  }

  /**
   * The graph of the expression, with the names and claims of its text. Derivatives in it are taken
   * for the values that the text gives.
   */
  public Circuit circuit() {
    return open ? own().circuit : lowered;
  }

  // ---- values and gradients ----

  /**
   * The value of the output, which must be one number.
   *
   * @throws ChainruleException if an input has no value, or a name is no input
   */
  public double value(Map<String, Double> values) {
    if (!scalar) {
      Matrix value = valueOf(matrices(values));
      if (!value.isScalar()) {
        throw notScalar(lowered, value.shape()).asException();
      }
      return value.scalar();
    }
    Circuit circuit = scalars();
    Graph graph = circuit.graph();
    double[] nodes = new double[graph.size()];
    Interpreter.evaluate(graph, numbers(values), nodes, 0, circuit.output() + 1);
    return nodes[circuit.output()];
  }

  /**
   * The value of the output.
   *
   * @throws ChainruleException if an input has no value, a name is no input, or shapes do not fit
   */
  public Matrix valueOf(Map<String, Matrix> values) {
    Map<String, Matrix> point = point(values);
    Circuit shaped = at(point).circuit;
    return Interpreter.evaluate(shaped.graph(), inOrder(shaped, point)).get(shaped.output());
  }

  /**
   * The gradient: d output / d input for every input, in order of appearance.
   *
   * @throws ChainruleException if an input has no value, or a name is no input
   */
  public Map<String, Double> gradient(Map<String, Double> values) {
    Map<String, Double> gradient = new LinkedHashMap<>();
    if (!scalar) {
      gradientOf(matrices(values)).forEach((name, each) -> gradient.put(name, each.scalar()));
      return gradient;
    }
    Specialization at = at(Map.of());
    Adjoints adjoints = at.adjoints();
    Circuit circuit = at.circuit;
    double[] nodes = Interpreter.evaluate(adjoints.graph(), numbers(values));
    for (String input : circuit.sheet().inputs()) {
      int upstream = adjoints.upstream(circuit.nodes().get(input));
      gradient.put(input, upstream == Adjoints.NONE ? 0.0 : nodes[upstream]);
    }
    return gradient;
  }

  /**
   * The gradient: d output / d input for every input, in order of appearance, each of the shape of
   * its input.
   *
   * @throws ChainruleException if an input has no value, a name is no input, shapes do not fit, or
   *     the output is not one number
   */
  public Map<String, Matrix> gradientOf(Map<String, Matrix> values) {
    return gradientOf(values, inputs());
  }

  /** The gradient by some of the inputs only: what the others would need is not computed. */
  public Map<String, Matrix> gradientOf(Map<String, Matrix> values, List<String> by) {
    Map<String, Matrix> point = point(values);
    Specialization at = at(point);
    Adjoints adjoints = at.adjoints(by);
    Values nodes = Interpreter.evaluate(adjoints.graph(), inOrder(at.circuit, point));
    Map<String, Matrix> gradient = new LinkedHashMap<>();
    for (String input : by) {
      int node = at.circuit.nodes().get(input);
      int upstream = adjoints.upstream(node);
      gradient.put(
          input,
          upstream == Adjoints.NONE
              ? Matrices.spread(Matrix.scalar(0), at.circuit.graph().shape(node))
              : nodes.get(upstream));
    }
    return gradient;
  }

  // ---- traces ----

  /**
   * The computation and its gradients, gate by gate, in numbers.
   *
   * @throws ChainruleException if an input has no value, or a name is no input
   */
  public Trace trace(Map<String, Double> values) {
    return traceOf(matrices(values), Tracer.MOST_STEPS);
  }

  /** The computation and its gradients, gate by gate, in formulas. */
  public Trace trace() {
    return trace(Tracer.MOST_STEPS);
  }

  /** The trace in numbers, its table left out where it has more than {@code mostSteps} gates. */
  public Trace traceOf(Map<String, Matrix> values, int mostSteps) {
    Map<String, Matrix> point = point(values);
    Specialization at = at(point);
    Values nodes = evaluate(at, point);
    return Tracer.trace(at.circuit, at.adjoints(), Optional.of(nodes), mostSteps);
  }

  /** The trace in formulas, its table left out where it has more than {@code mostSteps} gates. */
  public Trace trace(int mostSteps) {
    Specialization at = at(Map.of());
    return Tracer.trace(at.circuit, at.adjoints(), Optional.empty(), mostSteps);
  }

  /**
   * The gradients compared with central differences of the forward computation.
   *
   * @throws ChainruleException if an input has no value, or a name is no input
   */
  public Verification verify(Map<String, Double> values) {
    return verifyOf(matrices(values));
  }

  /** The gradients compared with central differences of the forward computation. */
  public Verification verifyOf(Map<String, Matrix> values) {
    Map<String, Matrix> point = point(values);
    Specialization at = at(point);
    return Verification.of(at.circuit, at.adjoints(), evaluate(at, point));
  }

  /**
   * Jacobians: of every gate by its operands where the output is one number, else of the output by
   * the inputs.
   *
   * @param most entries of one Jacobian; a larger one is left incomplete
   */
  public List<Jacobian> jacobians(Map<String, Matrix> values, long most) {
    Map<String, Matrix> point = point(values);
    Circuit shaped = at(point).circuit;
    Values nodes = Interpreter.evaluate(shaped.graph(), inOrder(shaped, point));
    return shaped.graph().shape(shaped.output()).isScalar()
        ? Jacobian.ofGates(shaped, nodes, most)
        : Jacobian.ofOutput(shaped, nodes, most);
  }

  private static Values evaluate(Specialization at, Map<String, Matrix> point) {
    return Interpreter.evaluate(at.adjoints().graph(), inOrder(at.circuit, point));
  }

  /**
   * The derivative by one input: an expression again, with the same inputs.
   *
   * @throws ChainruleException if there is no such input
   */
  public Expression derivative(String input) {
    if (!lowered.sheet().inputs().contains(input)) {
      throw unknown(input, inputs()).asException();
    }
    Specialization at = own();
    Adjoints adjoints = at.adjoints();
    int node = at.circuit.nodes().get(input);
    int upstream = adjoints.upstream(node);
    Graph graph = adjoints.graph();
    if (upstream == Adjoints.NONE) {
      var zero = graph.extend();
      upstream = zero.constant(Constant.of(0));
      if (!graph.shape(node).isScalar()) {
        upstream = zero.gate(Gate.SPREAD, upstream, node, 0);
      }
      graph = zero.build();
    }
    return new Expression(at.circuit.over(graph, upstream), options);
  }

  /**
   * Derivatives as formulas in their display form.
   *
   * @param by for each derivative the inputs that it is taken by, one after the other: {@code [x]},
   *     {@code [x, y]} for a mixed second one
   * @throws ChainruleException if there is no such input, the output is no number, or a second
   *     derivative by a matrix is asked for
   */
  public DisplayForm formulas(List<List<String>> by) {
    return formulas(fixed(derivatives(by, own()), Set.of()));
  }

  /**
   * The same for inputs of the shapes that they have at a point.
   *
   * @param point values of inputs; what is left out has the value in the text, or any shape that
   *     fits
   */
  public DisplayForm formulas(List<List<String>> by, Map<String, Matrix> point) {
    return formulas(derivatives(by, at(point)));
  }

  private DisplayForm formulas(Formulas formulas) {
    return Simplifier.of(
        formulas.graph, formulas.targets, formulas.output, formulas.names, this::isTaken);
  }

  /** The same derivatives as they come from the chain rule, each with names for what it shares. */
  public List<String> rawFormulas(List<List<String>> by) {
    Formulas raw = fixed(derivatives(by, own()), Set.of());
    List<String> formulas = new ArrayList<>();
    for (int target : raw.targets) {
      formulas.add(Formula.text(raw.graph, target, FORMULA_BUDGET, lowered.sheet()::knows));
    }
    return formulas;
  }

  /**
   * How the derivative by an input is found, rule by rule, down to its display form: what the text
   * names first, the function last. The lines of a part are all equal in value.
   *
   * @throws ChainruleException if there is no such input
   */
  public List<Derivation.Part> derivation(String input) {
    Circuit circuit = own().circuit;
    int[] ends = {circuit.nodes().get(input)};
    Formulas fixed =
        fixed(
            new Formulas(circuit.graph(), circuit.output(), ends, definedNodes(circuit)),
            Set.of(input));
    return Derivation.of(
        fixed.graph,
        fixed.output,
        fixed.targets[0],
        fixed.names,
        this::isTaken,
        formulas(fixed(derivatives(List.of(List.of(input)), own()), Set.of(input))));
  }

  private boolean isTaken(String name) {
    return lowered.sheet().knows(name) || Gate.functionNamed(name).isPresent();
  }

  /** Kinks of the gates that the output is made of, each once: what the formulas say there. */
  public List<String> kinks() {
    Set<String> kinks = new LinkedHashSet<>();
    Circuit circuit = circuit();
    boolean[] reachable = circuit.graph().reachable(circuit.output());
    for (int node = 0; node < reachable.length; node++) {
      if (reachable[node] && circuit.graph().isGate(node)) {
        GateSpec gate = circuit.graph().gate(node).spec();
        gate.kinks().forEach(kink -> kinks.add(gate.symbol() + ": " + kink.convention()));
      }
    }
    return List.copyOf(kinks);
  }

  /** What to know about how the text was read: unusual readings, and shapes that were assumed. */
  public List<Diagnostic> notes() {
    return own().circuit.notes();
  }

  /** What to know about formulas in their display form: how they were made, read, and kinks. */
  public List<String> remarks(DisplayForm form) {
    List<String> remarks = new ArrayList<>();
    if (!form.unsimplified().isEmpty()) {
      remarks.add(form.unsimplified());
    }
    notes().forEach(note -> remarks.add(note.message()));
    remarks.addAll(kinks());
    return remarks;
  }

  /** Shapes of the inputs and of what the text defines, where they are no numbers. */
  public Map<String, Shape> shapes() {
    Circuit shaped = own().circuit;
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shaped
        .nodes()
        .forEach(
            (name, node) -> {
              if (!shaped.graph().shape(node).isScalar()) {
                shapes.put(name, shaped.graph().shape(node));
              }
            });
    return shapes;
  }

  /** Derivatives as nodes of one graph, with what the text names in it. */
  private record Formulas(Graph graph, int output, int[] targets, Map<Integer, String> names) {}

  private Formulas derivatives(List<List<String>> by, Specialization at) {
    for (List<String> names : by) {
      for (String name : names) {
        if (!lowered.sheet().inputs().contains(name)) {
          throw unknown(name, inputs()).asException();
        }
      }
    }
    Map<List<String>, Integer> known = new LinkedHashMap<>();
    Graph graph = at.circuit.graph();
    known.put(List.of(), at.circuit.output());
    int[] targets = new int[by.size()];
    for (int i = 0; i < targets.length; i++) {
      for (int order = 1; order <= by.get(i).size(); order++) {
        List<String> names = by.get(i).subList(0, order);
        if (!known.containsKey(names)) {
          List<String> before = by.get(i).subList(0, order - 1);
          graph = differentiate(at.circuit, graph, before, known);
        }
      }
      targets[i] = known.get(by.get(i));
    }
    return new Formulas(graph, at.circuit.output(), targets, definedNodes(at.circuit));
  }

  /** The formulas with numbers where only some inputs have values, but for {@code kept}. */
  private Formulas fixed(Formulas formulas, Set<String> kept) {
    if (!isPartial()) {
      return formulas;
    }
    Map<String, Constant> values = new LinkedHashMap<>(lowered.givens());
    values.keySet().removeAll(kept);
    int[] images = new int[formulas.graph.size()];
    Graph graph = formulas.graph.with(values, images);
    int[] targets = formulas.targets.clone();
    for (int i = 0; i < targets.length; i++) {
      targets[i] = images[targets[i]];
    }
    Map<Integer, String> names = new LinkedHashMap<>();
    formulas.names.forEach(
        (node, name) -> {
          if (dependsOnInput(graph, images[node])) { // else it is a number too
            names.put(images[node], name);
          }
        });
    return new Formulas(graph, images[formulas.output], targets, names);
  }

  private static boolean dependsOnInput(Graph graph, int node) {
    boolean[] reachable = graph.reachable(node);
    boolean depends = false;
    for (int each = 0; each <= node; each++) {
      depends |= reachable[each] && graph.isInput(each);
    }
    return depends;
  }

  /** Appends the derivatives of a node by all inputs, and notes which nodes they are. */
  private Graph differentiate(
      Circuit shaped, Graph graph, List<String> before, Map<List<String>, Integer> known) {
    int node = known.get(before);
    Shape shape = graph.shape(node);
    if (!shape.isScalar()) {
      throw before.isEmpty()
          ? notScalar(shaped, shape).asException()
          : Diagnostic.of(Problem.SECOND_BY_MATRIX, before.get(before.size() - 1), shape)
              .help("take it of one entry: write the function with scalars, or differentiate twice")
              .asException();
    }
    BitSet inputs = new BitSet();
    for (String input : inputs()) {
      inputs.set(shaped.nodes().get(input));
    }
    Adjoints adjoints = ChainRule.differentiate(graph, node, inputs);
    GraphBuilder builder = adjoints.graph().extend();
    for (String input : inputs()) {
      int at = shaped.nodes().get(input);
      int upstream = adjoints.upstream(at);
      if (upstream == Adjoints.NONE) {
        upstream = builder.constant(Constant.of(0));
        if (!graph.shape(at).isScalar()) {
          upstream = builder.gate(Gate.SPREAD, upstream, at, 0);
        }
      }
      List<String> names = new ArrayList<>(before);
      names.add(input);
      known.put(List.copyOf(names), upstream);
    }
    return builder.build();
  }

  /** Names that the text gives to nodes. */
  private static Map<Integer, String> definedNodes(Circuit circuit) {
    Map<Integer, String> names = new LinkedHashMap<>();
    for (String name : circuit.sheet().definitions().keySet()) {
      int node = circuit.nodes().get(name);
      if (circuit.graph().isGate(node)) {
        names.putIfAbsent(node, name);
      }
    }
    return names;
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
            SourceText.of(node), lowered.sheet().functions().keySet(), options.limits());
    OptionalInt found =
        text.statements().size() == 1 && text.statements().get(0) instanceof Statement.Bare bare
            ? circuit().find(bare.expr())
            : OptionalInt.empty();
    int origin = found.isPresent() ? circuit().origin(found.getAsInt()) : -1;
    if (origin < 0) {
      Set<String> known = lowered.nodes().keySet();
      for (String name : text.mentions().get(0).names()) {
        if (!known.contains(name) && !name.equals(node)) {
          throw unknown(name, List.copyOf(known), "known are").asException();
        }
      }
      throw Diagnostic.of(Problem.UNKNOWN_OUTPUT, node)
          .help(NearestName.help(node, known, "known are"))
          .asException();
    }
    return new Expression(lowered.withOutput(origin), options);
  }

  /** The output's formula as a text that reads back to the same function. */
  @Override
  public String toString() {
    Circuit circuit = circuit();
    return Formula.text(circuit.graph(), circuit.output(), FORMULA_BUDGET, circuit.sheet()::knows);
  }

  // ---- points ----

  /** The circuit for inputs of certain shapes. */
  private static final class Specialization {
    private final Map<String, Shape> shapes;

    /** Whether inputs without a value have whatever shape fits. */
    private final boolean byUse;

    private final Circuit circuit;
    private volatile Adjoints adjoints;
    private volatile List<String> by;

    Specialization(Map<String, Shape> shapes, boolean byUse, Circuit circuit) {
      this.shapes = shapes;
      this.byUse = byUse;
      this.circuit = circuit;
    }

    Adjoints adjoints() {
      return adjoints(List.copyOf(circuit.sheet().inputs()));
    }

    /** Gradients by some of the inputs. */
    synchronized Adjoints adjoints(List<String> wanted) {
      if (adjoints == null || !by.equals(wanted)) {
        Shape shape = circuit.graph().shape(circuit.output());
        if (!shape.isScalar()) {
          throw notScalar(circuit, shape).asException();
        }
        BitSet nodes = new BitSet();
        for (String name : wanted) {
          nodes.set(circuit.nodes().get(name));
        }
        adjoints = ChainRule.differentiate(circuit.graph(), circuit.output(), nodes).with(circuit);
        by = List.copyOf(wanted);
      }
      return adjoints;
    }
  }

  /** The circuit at a point; without one, with whatever shapes its formulas want. */
  private Specialization at(Map<String, Matrix> point) {
    return at(point, point.isEmpty());
  }

  private Specialization at(Map<String, Matrix> point, boolean some) {
    boolean byUse = some && !scalar;
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (Map.Entry<String, Matrix> each : point.entrySet()) {
      if (!scalar || !each.getValue().isScalar()) {
        shapes.put(each.getKey(), each.getValue().shape());
      }
    }
    Specialization known = specialization;
    if (known == null || !known.shapes.equals(shapes) || known.byUse != byUse || indexed) {
      Circuit shaped = byUse ? lowered.shapedByUse(point) : lowered.shaped(point);
      known = new Specialization(shapes, byUse, open ? Derivatives.take(shaped) : shaped);
      specialization = known;
    }
    return known;
  }

  /** The circuit for the values that the text itself gives, to all inputs or only to some. */
  private Specialization own() {
    Map<String, Matrix> point = new LinkedHashMap<>();
    lowered.givens().forEach((name, given) -> point.put(name, given.matrix()));
    return at(point, isPartial());
  }

  /** Whether the text gives values to some inputs, but not to all that the output needs. */
  private boolean isPartial() {
    boolean partial = false;
    for (String name : inputs()) {
      partial |= hasGivens() && !lowered.givens().containsKey(name) && isNeeded(name);
    }
    return partial;
  }

  /** The circuit where every input is one number. */
  private Circuit scalars() {
    return open && scalar ? at(Map.of()).circuit : lowered;
  }

  private static Matrix[] inOrder(Circuit circuit, Map<String, Matrix> point) {
    List<String> names = circuit.graph().inputs();
    Matrix[] values = new Matrix[names.size()];
    for (int i = 0; i < values.length; i++) {
      Matrix value = point.get(names.get(i));
      values[i] = value == null ? Matrix.scalar(Double.NaN) : value;
    }
    return values;
  }

  private static Map<String, Matrix> matrices(Map<String, Double> values) {
    Map<String, Matrix> matrices = new LinkedHashMap<>();
    for (Map.Entry<String, Double> each : values.entrySet()) {
      matrices.put(each.getKey(), Matrix.scalar(each.getValue()));
    }
    return matrices;
  }

  /** Values of the inputs: those given here before those of the text. */
  private Map<String, Matrix> point(Map<String, Matrix> values) {
    check(values.keySet());
    Map<String, Matrix> point = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (String name : lowered.graph().inputs()) {
      Matrix value = values.get(name);
      Constant given = lowered.givens().get(name);
      if (value != null || given != null) {
        point.put(name, value != null ? value : given.matrix());
      } else if (isNeeded(name)) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      throw missing(missing, lowered.sheet().notes()).asException();
    }
    return point;
  }

  private boolean isNeeded(String input) {
    Circuit circuit = scalars();
    int node = circuit.nodes().get(input);
    boolean[] needed = circuit.graph().reachable(circuit.output());
    return node < needed.length && needed[node];
  }

  private void check(Set<String> names) {
    for (String name : names) {
      if (!lowered.sheet().inputs().contains(name)) {
        throw unknown(name, inputs()).asException();
      }
    }
  }

  /** Values of the graph's inputs in their order; NaN for one that the output does not need. */
  private double[] numbers(Map<String, Double> values) {
    check(values.keySet());
    List<String> missing = new ArrayList<>();
    List<String> names = lowered.graph().inputs();
    double[] point = new double[names.size()];
    for (int i = 0; i < point.length; i++) {
      String name = names.get(i);
      Double value = values.get(name);
      if (value == null && lowered.givens().containsKey(name)) {
        value = lowered.givens().get(name).value();
      }
      if (value == null && isNeeded(name)) {
        missing.add(name);
      }
      point[i] = value == null ? Double.NaN : value;
    }
    if (!missing.isEmpty()) {
      throw missing(missing, lowered.sheet().notes()).asException();
    }
    return point;
  }

  private static Diagnostic notScalar(Circuit circuit, Shape shape) {
    Optional<Expr> written = circuit.written();
    String name = circuit.names().name(circuit.output());
    String shown = written.map(Expr::toString).filter(text -> text.length() <= 30).orElse(name);
    Diagnostic diagnostic =
        Diagnostic.of(Problem.OUTPUT_NOT_SCALAR, shown, shape)
            .help("did you mean sum(" + shown + ") or norm(" + shown + ")?");
    return circuit.place().map(place -> diagnostic.at(place.span())).orElse(diagnostic);
  }

  private static Diagnostic missing(List<String> names, List<Diagnostic> notes) {
    int count = names.size();
    List<String> some = names.subList(0, Math.min(10, count));
    String list = String.join(", ", some) + (count > some.size() ? ", ..." : "");
    Diagnostic missing =
        Diagnostic.of(
            Problem.VALUE_MISSING, count == 1 ? list + " has no value" : list + " have no values");
    for (Diagnostic note : notes) {
      if (note.problem() == Problem.RUN_TOGETHER || note.problem() == Problem.POWER_OF_T) {
        return missing.at(note.labels().get(0).span()).help(note.message());
      }
    }
    return missing.help("add " + some.get(0) + "=1, or give no values at all to see formulas");
  }

  private static Diagnostic unknown(String name, List<String> inputs) {
    return unknown(name, inputs, "the inputs are");
  }

  private static Diagnostic unknown(String name, List<String> known, String list) {
    return Diagnostic.of(Problem.UNKNOWN_NAME, name).help(NearestName.help(name, known, list));
  }
}
