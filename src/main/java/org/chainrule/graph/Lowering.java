package org.chainrule.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.sheet.Constants;
import org.chainrule.sheet.Place;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.Cancellation;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.source.Problem;
import org.chainrule.source.Span;
import org.chainrule.value.Digits;
import org.chainrule.value.Matrix;
import org.chainrule.value.Misfit;

/**
 * Turns expressions into nodes, in the order in which the reader would compute them. Definitions
 * are lowered when they are first needed; a call is expanded into the gates of its function's body.
 *
 * <pre>
 * (x + y)*z       f = q*z; q = x + y is the same graph, q being the name of node 2
 * 0  input x      operands before their consumers
 * 1  input y
 * 2  + of 0, 1    a second x + y anywhere in the text would be this node
 * 3  input z
 * 4  * of 2, 3    the output
 * </pre>
 */
final class Lowering implements Expr.Visitor<Void> {
  private static final int VISIT = 0;
  private static final int APPLY = 1;
  private static final int CALL = 2;
  private static final int RETURN = 3;
  private static final int DEFINE = 4;
  private static final int STACK = 5;
  private static final int DERIVATIVE = 6;
  private static final int ROLE = 7;

  private final Sheet sheet;
  private final boolean apart;
  private final Limits limits;
  private final GraphBuilder graph;
  private final Map<String, Integer> nodes = new LinkedHashMap<>();

  /** Derivatives that are still to be taken, as they were written. */
  private final Map<Integer, Expr> openings = new LinkedHashMap<>();

  /** Those that a circuit had before an expression joins it; null for none. */
  private Boxes boxes;

  private final Map<Invocation, Integer> invocations = new HashMap<>();

  /** Parameters of the functions that are being expanded, the innermost first. */
  private final Deque<Map<String, Integer>> frames = new ArrayDeque<>();

  private Object[] work = new Object[64];
  private int[] tasks = new int[64];
  private int workCount;
  private int[] values = new int[64];
  private int valueCount;

  /** A call with its arguments; the same call is the same node. */
  private record Invocation(String function, List<Integer> arguments) {}

  /** The names of the functions that are being expanded, the innermost first. */
  private final Deque<String> calls = new ArrayDeque<>();

  /** What gradients come from that a formula uses; -1 before it is known. */
  private int source = -1;

  /** The circuit that an expression joins, which may call nodes as no text does; null for none. */
  private Circuit joined;

  /** Parts of functions that were expanded. */
  private long parts;

  private long visits;

  Lowering(Sheet sheet, boolean apart, Limits limits) {
    this(sheet, apart, new GraphBuilder(limits.of(Limit.ENTRIES)), limits);
  }

  private Lowering(Sheet sheet, boolean apart, GraphBuilder graph, Limits limits) {
    this.limits = limits;
    this.sheet = sheet;
    this.apart = apart;
    this.graph = graph;
  }

  Circuit lower() {
    boolean claimed = sheet.differentiates() && Derived.isOutputAskedFor(sheet);
    if (claimed || sheet.differentiates() && Derived.usesRoles(sheet)) {
      source = plainOutput(Derived.names(sheet));
    }
    for (Sheet.Definition definition : sheet.definitions().values()) {
      lower(new Expr.Name(definition.name()));
    }
    int output = -1;
    for (Sheet.Output bare : sheet.outputs()) {
      output = lower(bare.expr());
    }
    for (String input : sheet.inputs()) {
      node(input);
    }
    Map<String, Constant> givens = new LinkedHashMap<>();
    sheet.givens().forEach((name, given) -> givens.put(name, constant(given)));
    Graph built = graph.build();
    if (source >= 0 && claimed) {
      output = source;
    } else if (output < 0) {
      output = lastUnused(built, sheet.definitions().keySet());
    }
    Circuit circuit =
        new Circuit(sheet, built, nodes, givens, output, sheet.notes(), limits, openings, null);
    return sheet.chosen().isPresent() ? choose(circuit, sheet.chosen().get()) : circuit;
  }

  /**
   * The output of the lines without derivatives, which are lowered first: where a gradient or a
   * claim needs one, what uses its derivative does not take its place. -1 if every line has some.
   */
  private int plainOutput(Set<String> derived) {
    if (sheet.chosen().isPresent()
        && Derived.isFree(sheet.chosen().get().expr(), Derived.rolesNames(sheet))) {
      return lower(sheet.chosen().get().expr());
    }
    int last = -1;
    Set<String> plain = new LinkedHashSet<>(sheet.definitions().keySet());
    plain.removeAll(derived);
    for (String name : plain) {
      lower(new Expr.Name(name));
    }
    for (Sheet.Output bare : sheet.outputs()) {
      last = Derived.isPlain(bare.expr(), derived) ? lower(bare.expr()) : last;
    }
    return last >= 0 || plain.isEmpty() ? last : lastUnused(graph.build(), plain);
  }

  private static Circuit choose(Circuit circuit, Sheet.Output chosen) {
    OptionalInt node = circuit.find(chosen.expr());
    if (node.isEmpty()) {
      throw Diagnostic.of(Problem.UNKNOWN_OUTPUT, chosen.expr())
          .at(chosen.place().span())
          .help("known are " + String.join(", ", circuit.nodes().keySet()))
          .asException();
    }
    return circuit.withOutput(node.getAsInt());
  }

  /** The constant that the sheet gives to an input. */
  private Constant constant(Sheet.Given given) {
    int node = lower(given.expr());
    if (!graph.isConstant(node)) {
      checkFits(given, node);
      throw Diagnostic.of(Problem.NOT_A_CONSTANT, given.name())
          .at(given.place().span())
          .help("its value is not finite")
          .asException();
    }
    return withSigns(graph.constantAt(node), given.expr());
  }

  /** Exact numbers have one zero; a value that was written as {@code -0} is the other one. */
  private static Constant withSigns(Constant given, Expr written) {
    List<Expr> entries = written instanceof Expr.Stack ? written.parts() : List.of(written);
    double[] values = given.matrix().toArray();
    if (entries.size() != values.length || entries.stream().noneMatch(Lowering::isMinusZero)) {
      return given;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = isMinusZero(entries.get(i)) ? -0.0 : values[i];
    }
    return Constant.of(Matrix.over(given.shape(), values), Optional.of(written));
  }

  private static boolean isMinusZero(Expr expr) {
    return expr instanceof Expr.Apply minus
        && minus.gate() == Gate.NEG
        && minus.operands().get(0) instanceof Expr.Number number
        && number.value() == 0;
  }

  /** Reports shapes that do not fit; else the constant could not be computed for another reason. */
  private void checkFits(Sheet.Given given, int node) {
    Circuit alone =
        new Circuit(sheet, graph.build(), nodes, Map.of(), node, List.of(), limits, openings, null);
    try {
      alone.shaped(Map.of());
    } catch (ChainruleException e) {
      Diagnostic error = e.diagnostics().get(0);
      throw error.labels().isEmpty() ? error.at(given.place().span()).asException() : e;
    }
  }

  /** The last of some definitions whose node is no operand of any other. */
  private int lastUnused(Graph built, Set<String> names) {
    BitSet used = built.operands();
    int last = -1;
    for (String name : names) {
      int node = nodes.get(name);
      if (!used.get(node) || last < 0) {
        last = node;
      }
    }
    return last;
  }

  /** A circuit with one more expression, its output. */
  static Circuit append(Circuit circuit, Expr expr) {
    Lowering lowering =
        new Lowering(circuit.sheet(), false, circuit.graph().extend(), circuit.limits());
    lowering.resume(circuit);
    int node = lowering.lower(expr);
    return new Circuit(
        circuit.sheet(),
        lowering.graph.build(),
        lowering.nodes,
        circuit.givens(),
        node,
        circuit.notes(),
        circuit.limits(),
        lowering.openings,
        circuit.boxes());
  }

  private void resume(Circuit circuit) {
    nodes.putAll(circuit.nodes());
    openings.putAll(circuit.openings());
    boxes = circuit.boxes();
    source = circuit.output();
    joined = circuit;
  }

  /** The node of {@code expr} in a circuit that is finished, if it needs no new node. */
  static OptionalInt find(Circuit circuit, Expr expr) {
    Graph graph = circuit.graph();
    Lowering lowering = new Lowering(circuit.sheet(), false, graph.extend(), circuit.limits());
    lowering.resume(circuit);
    int node = lowering.lower(expr);
    return node < graph.size() && !graph.isConstant(node)
        ? OptionalInt.of(node)
        : OptionalInt.empty();
  }

  private int lower(Expr expr) {
    push(VISIT, expr);
    while (workCount > 0) {
      int task = tasks[--workCount];
      Object item = work[workCount];
      switch (task) {
        case VISIT -> visit((Expr) item);
        case APPLY -> finish((Expr.Apply) item);
        case CALL -> finish((Expr.Call) item);
        case STACK -> finish((Expr.Stack) item);
        case DERIVATIVE -> finish((Expr.Derivative) item);
        case ROLE -> finish((Expr.Role) item);
        case RETURN -> {
          frames.pop();
          calls.pop();
          invocations.put((Invocation) item, values[valueCount - 1]);
        }
        case DEFINE -> {
          frames.pop();
          nodes.put((String) item, values[valueCount - 1]);
        }
        default -> throw new IllegalStateException("task " + task);
      }
    }
    return values[--valueCount];
  }

  private void visit(Expr expr) {
    if (!calls.isEmpty() && ++parts > limits.of(Limit.PARTS)) {
      throw Diagnostic.of(Problem.TOO_MANY_PARTS, limits.of(Limit.PARTS))
          .at(sheet.functions().get(calls.getLast()).place().functionName())
          .help("call a function once and use its value twice; " + Limit.PARTS.help())
          .asException();
    }
    if (++visits % Cancellation.STEPS == 0) {
      Cancellation.check();
    }
    expr.accept(this);
  }

  @Override
  public Void number(Expr.Number number) {
    value(graph.constant(Constant.of(number)));
    return null;
  }

  @Override
  public Void name(Expr.Name name) {
    name(name.name());
    return null;
  }

  @Override
  public Void apply(Expr.Apply apply) {
    return later(APPLY, apply, apply.operands());
  }

  @Override
  public Void call(Expr.Call call) {
    return later(CALL, call, call.operands());
  }

  @Override
  public Void stack(Expr.Stack stack) {
    return later(STACK, stack, stack.flat());
  }

  @Override
  public Void derivative(Expr.Derivative derivative) {
    push(DERIVATIVE, derivative);
    push(VISIT, derivative.of());
    for (Expr.Name by : derivative.by()) {
      push(VISIT, by);
    }
    return null;
  }

  @Override
  public Void role(Expr.Role role) {
    push(ROLE, role);
    push(VISIT, role.by());
    push(VISIT, role.of());
    return null;
  }

  /** A task for when the operands have values, the first of them first. */
  private Void later(int task, Expr expr, List<Expr> operands) {
    push(task, expr);
    for (int i = operands.size() - 1; i >= 0; i--) {
      push(VISIT, operands.get(i));
    }
    return null;
  }

  private void name(String name) {
    if (!frames.isEmpty()) {
      Integer argument = frames.peek().get(name);
      if (argument != null) {
        value(argument);
        return;
      }
    }
    Sheet.Definition definition = sheet.definitions().get(name);
    if (definition != null && !nodes.containsKey(name)) {
      push(DEFINE, name);
      frames.push(Map.of());
      push(VISIT, definition.expr());
      return;
    }
    value(node(name));
  }

  /** The node of a definition that is lowered, an input or a constant of the language. */
  private int node(String name) {
    Integer known = nodes.get(name);
    if (known != null) {
      return known;
    }
    if (!sheet.inputs().contains(name) && Constants.of(name).isPresent()) {
      return graph.constant(Constant.named(name, Constants.of(name).getAsDouble()));
    }
    OptionalInt shown = joined == null ? OptionalInt.empty() : joined.names().node(name);
    int node = shown.isPresent() ? shown.getAsInt() : graph.input(name);
    nodes.put(name, node);
    return node;
  }

  private void finish(Expr.Apply apply) {
    Gate gate = apply.gate();
    int arity = gate.arity();
    int x = values[valueCount - arity];
    int y = arity > 1 ? values[valueCount - arity + 1] : 0;
    int z = arity > 2 ? values[valueCount - 1] : 0;
    valueCount -= arity;
    if (gate.spec().isMaker()) {
      checkSize(apply, x, y);
    }
    try {
      value(apart ? graph.occurrence(gate, x, y, z) : graph.gate(gate, x, y, z));
    } catch (Misfit e) {
      throw misfit(apply, e, x, y, z);
    }
  }

  /** The error for an expression whose shapes are known at once, because it joins a graph. */
  private ChainruleException misfit(Expr.Apply apply, Misfit misfit, int... nodes) {
    Object[] names = {"", "", "", ""};
    List<String> told = new ArrayList<>();
    for (int i = 0; i < apply.operands().size(); i++) {
      names[i] = apply.operands().get(i).toString();
      told.add(names[i] + " is " + graph.shape(nodes[i]));
    }
    names[3] = names[0] + "'";
    return Diagnostic.of(Problem.SHAPES, " in " + apply + ": " + String.join(", ", told))
        .help(String.format(Locale.ROOT, misfit.getMessage(), names))
        .asException();
  }

  /** The size of a matrix that is made from nothing is told by numbers. */
  private void checkSize(Expr.Apply apply, int... sizes) {
    double entries = 1;
    for (int i = 0; i < apply.operands().size(); i++) {
      Constant size = graph.isConstant(sizes[i]) ? graph.constantAt(sizes[i]) : null;
      double count = size == null || !size.isScalar() ? Double.NaN : size.value();
      if (count != Math.rint(count) || count < 1) {
        throw Diagnostic.of(Problem.NOT_A_SIZE, apply.gate().spec().symbol())
            .at(place(apply))
            .help("write " + apply.gate().spec().symbol() + "(3)")
            .asException();
      }
      entries *= count;
    }
    if (apply.gate() == Gate.EYE) {
      entries *= entries;
    }
    if (entries > graph.room()) {
      boolean alone = entries > limits.of(Limit.ENTRIES);
      String told = Digits.ALL.format(entries) + " entries";
      throw Diagnostic.of(
              Problem.TOO_LARGE, alone ? told : told + ", with the constant ones before it,")
          .at(place(apply))
          .help(Limit.ENTRIES.help())
          .asException();
    }
  }

  /** Where an expression stands; the first statement that has it as it is. */
  private Span place(Expr expr) {
    List<Place> places = new ArrayList<>();
    sheet.definitions().values().forEach(each -> places.add(each.place()));
    sheet.outputs().forEach(each -> places.add(each.place()));
    sheet.functions().values().forEach(each -> places.add(each.place()));
    sheet.givens().values().forEach(each -> places.add(each.place()));
    for (Place place : places) {
      boolean[] found = new boolean[1];
      for (Expr side : place.content().expressions()) {
        Trees.postorder(side, part -> found[0] |= part == expr);
      }
      if (found[0]) {
        return place.span();
      }
    }
    return places.get(0).span();
  }

  private void finish(Expr.Stack stack) {
    int count = stack.flat().size();
    int[] entries = Arrays.copyOfRange(values, valueCount - count, valueCount);
    valueCount -= count;
    try {
      value(graph.stack(entries, stack.width(), apart));
    } catch (Misfit e) {
      throw Diagnostic.of(Problem.SHAPES, " in " + stack).help(e.getMessage()).asException();
    }
  }

  /** Its names are the values below what it is of; the last of them is taken first. */
  private void finish(Expr.Derivative derivative) {
    int count = derivative.by().size();
    int node = values[--valueCount];
    for (int i = count - 1; i >= 0; i--) {
      int by = values[valueCount - 1 - i];
      if (graph.isConstant(by)) {
        throw constant(derivative, derivative.by().get(i));
      }
      node =
          open(
              Graph.DERIVATIVE,
              node,
              by,
              0,
              i == 0
                  ? derivative
                  : new Expr.Derivative(derivative.of(), derivative.by().subList(i, count)));
    }
    valueCount -= count;
    value(node);
  }

  private void finish(Expr.Role role) {
    int by = values[--valueCount];
    int of = values[--valueCount];
    if (source < 0 && role.kind() != Expr.Role.Kind.LOCAL) {
      Diagnostic error =
          Diagnostic.of(Problem.NO_PLAIN_OUTPUT, role)
              .help("write the formula that is differentiated on a line of its own");
      throw Location.of(sheet, role)
          .map(location -> error.at(location.span()))
          .orElse(error)
          .asException();
    }
    value(
        switch (role.kind()) {
          case UP -> open(Graph.DERIVATIVE, source, of, 0, role);
          case LOCAL -> open(Graph.LOCAL, of, by, 0, role);
          case DOWN -> open(Graph.DOWN, of, by, source, role);
        });
  }

  private int open(byte kind, int x, int y, int z, Expr written) {
    int box = boxes == null ? -1 : boxes.box(kind, x, y, z);
    if (box >= 0) {
      return box;
    }
    try {
      int node = graph.open(kind, x, y, z);
      openings.putIfAbsent(node, written);
      return node;
    } catch (Misfit e) {
      throw Diagnostic.of(
              Problem.NO_DERIVATIVE_OF_SHAPE, written, graph.shape(x).toString(), graph.shape(y))
          .help(e.getMessage())
          .asException();
    }
  }

  private ChainruleException constant(Expr.Derivative derivative, Expr.Name by) {
    Diagnostic error =
        Diagnostic.of(Problem.DERIVATIVE_BY_CONSTANT, derivative, by)
            .help("differentiate by an input, or by a name that a formula with inputs defines");
    return Location.of(sheet, derivative)
        .map(location -> error.at(location.span()))
        .orElse(error)
        .asException();
  }

  private void finish(Expr.Call call) {
    Sheet.Function known = sheet.functions().get(call.function());
    if (known == null || known.definition().parameters().size() != call.operands().size()) {
      throw Diagnostic.of(Problem.NO_FUNCTION, call.function())
          .help("define it: " + call.function() + "(x) = ...")
          .asException();
    }
    Statement.Function function = known.definition();
    int count = function.parameters().size();
    List<Integer> arguments = new ArrayList<>(count);
    Map<String, Integer> frame = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int argument = values[valueCount - count + i];
      arguments.add(argument);
      frame.put(function.parameters().get(i), argument);
    }
    valueCount -= count;
    Invocation invocation = new Invocation(call.function(), arguments);
    Integer before = apart ? null : invocations.get(invocation);
    if (before != null) {
      value(before);
      return;
    }
    if (known.place().mentions().differentiates()) {
      // A derivative by a parameter is taken before arguments are put in: u and v of h(x, x) stay
      // apart until then.
      frame.replaceAll((parameter, argument) -> graph.parameter(argument));
    }
    push(RETURN, invocation);
    frames.push(frame);
    calls.push(call.function());
    push(VISIT, function.body());
  }

  private void push(int task, Object item) {
    if (workCount == work.length) {
      work = Arrays.copyOf(work, workCount * 2);
      tasks = Arrays.copyOf(tasks, workCount * 2);
    }
    work[workCount] = item;
    tasks[workCount++] = task;
  }

  private void value(int node) {
    if (valueCount == values.length) {
      values = Arrays.copyOf(values, valueCount * 2);
    }
    values[valueCount++] = node;
  }
}
