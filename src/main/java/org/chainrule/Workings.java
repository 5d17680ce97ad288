package org.chainrule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.Derivatives;
import org.chainrule.engine.Interpreter;
import org.chainrule.engine.Values;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.parse.TextParser;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.NearestName;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;
import org.chainrule.trace.Trace;
import org.chainrule.trace.Tracer;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/**
 * What an expression is made of, for programs that extend chainrule, as its own commands do; to use
 * it, {@link Expression} is enough.
 *
 * <p>Shapes are known only at a point, and derivatives that the text itself uses only once they
 * are. So the circuit is made anew where a point has other shapes than the one before.
 */
public final class Workings {
  /** A circuit for the shapes of a point, with the value of every node there. */
  public record Evaluation(Circuit circuit, Values values) {
    /** The value of the output. */
    public Matrix output() {
      return values.get(circuit.output());
    }
  }

  /** As it was lowered: derivatives that it uses are not taken yet. */
  private final Circuit lowered;

  private final Chainrule.Options options;

  /**
   * The function and its derivatives that this is one more derivative of; none of what was read.
   */
  private final int[] differentiated;

  /** What each of them is differentiated by. */
  private final List<String> by;

  private final Point givens;

  /** Whether it uses derivatives, which are taken anew for each set of shapes. */
  private final boolean open;

  /** Whether every value is one number as long as every input is. */
  private final boolean scalar;

  /** Whether an input is used as an index, so that its value decides whether shapes fit. */
  private final boolean indexed;

  private volatile Specialization latest;

  Workings(Circuit circuit, Chainrule.Options options) {
    this(circuit, options, new int[0], List.of());
  }

  private Workings(
      Circuit circuit, Chainrule.Options options, int[] differentiated, List<String> by) {
    this.by = by;
    this.lowered = circuit;
    this.options = options;
    this.differentiated = differentiated;
    boolean numbers = circuit.graph().isEntrywise();
    Map<String, Matrix> values = new LinkedHashMap<>();
    for (Map.Entry<String, Constant> given : circuit.givens().entrySet()) {
      values.put(given.getKey(), given.getValue().matrix());
      numbers &= given.getValue().isScalar();
    }
    this.givens = Point.from(values);
    this.open = circuit.graph().hasOpen();
    this.scalar = numbers;
    this.indexed = !scalar && circuit.graph().hasIndexInputs();
  }

  /**
   * The expression that a sheet computes.
   *
   * @throws ChainruleException if it costs more than the options allow
   */
  public static Expression expression(Sheet sheet, Chainrule.Options options) {
    return new Expression(Circuit.of(sheet, options.apart(), options.limits()), options);
  }

  // ---- the circuit ----

  /**
   * The graph of the expression, with the names and claims of its text. Derivatives in it are taken
   * for the values that the text gives.
   */
  public Circuit circuit() {
    return open ? own().circuit() : lowered;
  }

  /** What the output is called. */
  public String output() {
    return circuit().names().name(circuit().output());
  }

  /** What to know about how the text was read: unusual readings, and shapes that were assumed. */
  public List<Diagnostic> notes() {
    return own().circuit().notes();
  }

  /** Shapes of the inputs and of what the text defines, where they are no numbers. */
  public Map<String, Shape> shapes() {
    Circuit circuit = own().circuit();
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> each : circuit.nodes().entrySet()) {
      Shape shape = circuit.graph().shape(each.getValue());
      if (!shape.isScalar()) {
        shapes.put(each.getKey(), shape);
      }
    }
    return shapes;
  }

  /** The formulas of its derivatives. */
  public DerivativeFormulas formulas() {
    return new DerivativeFormulas(this);
  }

  // ---- values ----

  /**
   * The value of every node at a point.
   *
   * @throws ChainruleException if an input has no value, a name is no input, or shapes do not fit
   */
  public Evaluation evaluate(Point point) {
    Map<String, Matrix> values = complete(point);
    Circuit circuit = at(values).circuit();
    return new Evaluation(circuit, evaluate(circuit.graph(), values));
  }

  /**
   * The trace at the values that the text gives; in formulas, where it gives none and has inputs.
   *
   * @param mostSteps its table is left out where it has more gates
   */
  public Trace trace(int mostSteps) {
    return givens.isEmpty() && !lowered.sheet().inputs().isEmpty()
        ? traceFormulas(mostSteps)
        : trace(Point.NONE, mostSteps);
  }

  Trace trace(Point point, int mostSteps) {
    Map<String, Matrix> values = complete(point);
    Specialization at = at(values);
    Values nodes = evaluate(at.adjoints().graph(), values);
    return Tracer.trace(at.circuit(), at.adjoints(), Optional.of(nodes), mostSteps);
  }

  Trace traceFormulas(int mostSteps) {
    Specialization at = at(Map.of());
    return Tracer.trace(at.circuit(), at.adjoints(), Optional.empty(), mostSteps);
  }

  /** The value of every node of a graph that has this circuit's inputs. */
  static Values evaluate(Graph graph, Map<String, Matrix> point) {
    List<String> names = graph.inputs();
    Matrix[] values = new Matrix[names.size()];
    for (int i = 0; i < values.length; i++) {
      Matrix value = point.get(names.get(i));
      values[i] = value == null ? Matrix.scalar(Double.NaN) : value; // the output does not need it
    }
    return Interpreter.evaluate(graph, values);
  }

  // ---- points ----

  /** The circuit at a point; without one, with whatever shapes its formulas want. */
  Specialization at(Map<String, Matrix> point) {
    return at(point, point.isEmpty());
  }

  /** The circuit for the values that the text itself gives, to all inputs or only to some. */
  Specialization own() {
    return at(givens.values(), isPartial());
  }

  private Specialization at(Map<String, Matrix> point, boolean some) {
    boolean byUse = some && !scalar;
    Map<String, Shape> shapes = Map.of(); // for numbers, which come often, no map is made
    for (Map.Entry<String, Matrix> each : point.entrySet()) {
      if (!scalar || !each.getValue().isScalar()) {
        shapes = shapes.isEmpty() ? new LinkedHashMap<>() : shapes;
        shapes.put(each.getKey(), each.getValue().shape());
      }
    }
    Specialization known = latest;
    if (known == null || indexed || !known.is(shapes, byUse)) {
      Circuit shaped = byUse ? lowered.shapedByUse(point) : lowered.shaped(point);
      requireNumbers(shaped);
      known = new Specialization(shapes, byUse, open ? Derivatives.take(shaped) : shaped);
      latest = known;
    }
    return known;
  }

  /** Refuses shapes in which what was differentiated is a matrix. */
  private void requireNumbers(Circuit shaped) {
    for (int i = 0; i < differentiated.length; i++) {
      Circuit function = shaped.withOutput(differentiated[i]);
      Shape shape = shaped.graph().shape(differentiated[i]);
      if (i == 0) {
        Specialization.requireNumber(function);
      } else if (!shape.isScalar()) {
        throw Diagnostic.of(Problem.SECOND_BY_MATRIX, by.get(i - 1), shape).asException();
      }
    }
  }

  /** Values that the text gives to inputs. */
  Point givens() {
    return givens;
  }

  /** Whether the text gives values to some inputs, but not to all that the output needs. */
  boolean isPartial() {
    return !givens.isEmpty() && !missing(givens.values().keySet()).isEmpty();
  }

  /** Values of the inputs: those of the point before those of the text. */
  Map<String, Matrix> complete(Point point) {
    for (String name : point.values().keySet()) {
      requireInput(name);
    }
    Map<String, Matrix> complete = point.values();
    if (!givens.isEmpty()) {
      complete = new LinkedHashMap<>(givens.values());
      complete.putAll(point.values());
    }
    List<String> missing = missing(complete.keySet());
    if (!missing.isEmpty()) {
      throw unvalued(missing, lowered.sheet().notes()).asException();
    }
    return complete;
  }

  /** The inputs that the output needs, but for those that are known. */
  private List<String> missing(Set<String> known) {
    List<String> missing = new ArrayList<>();
    for (String name : lowered.graph().inputs()) {
      if (!known.contains(name)) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      Circuit circuit = open && scalar ? at(Map.of()).circuit() : lowered;
      boolean[] needed = circuit.graph().reachable(circuit.output());
      missing.removeIf(
          name -> {
            int node = circuit.nodes().get(name);
            return node >= needed.length || !needed[node];
          });
    }
    return missing;
  }

  private static Diagnostic unvalued(List<String> names, List<Diagnostic> notes) {
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

  void requireInput(String name) {
    Set<String> inputs = lowered.sheet().inputs();
    if (!inputs.contains(name)) {
      throw Diagnostic.of(Problem.UNKNOWN_NAME, name)
          .help(NearestName.help(name, inputs, "the inputs are"))
          .asException();
    }
  }

  /** How it was read. */
  Chainrule.Options options() {
    return options;
  }

  /** What was read. */
  Sheet sheet() {
    return lowered.sheet();
  }

  // ---- other outputs ----

  /** The derivative by an input. */
  Workings derivative(String input) {
    requireInput(input);
    Specialization own = own();
    Circuit circuit = own.circuit();
    Adjoints adjoints = own.adjoints();
    int node = circuit.nodes().get(input);
    int upstream = adjoints.upstream(node);
    Graph graph = adjoints.graph();
    if (upstream == Adjoints.NONE) {
      var zero = graph.extend();
      upstream = Specialization.gradient(adjoints, node, zero);
      graph = zero.build();
    }
    int[] more = Arrays.copyOf(differentiated, differentiated.length + 1);
    more[differentiated.length] = circuit.output();
    List<String> inputs = new ArrayList<>(by);
    inputs.add(input);
    return new Workings(circuit.over(graph, upstream), options, more, inputs);
  }

  /** The same text with another output, a name or an expression. */
  Workings of(String node) {
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
      String unknown = node;
      for (String name :
          text.mentions().isEmpty() ? List.<String>of() : text.mentions().get(0).names()) {
        unknown = unknown.equals(node) && !known.contains(name) ? name : unknown;
      }
      throw Diagnostic.of(
              unknown.equals(node) ? Problem.UNKNOWN_OUTPUT : Problem.UNKNOWN_NAME, unknown)
          .help(NearestName.help(unknown, known, "known are"))
          .asException();
    }
    return new Workings(lowered.withOutput(origin), options);
  }

  /** The output's formula: of what was read as it stands, of a derivative in its display form. */
  @Override
  public String toString() {
    return differentiated.length == 0
        ? DerivativeFormulas.text(circuit(), circuit().output())
        : formulas().display(differentiated[0]);
  }
}
