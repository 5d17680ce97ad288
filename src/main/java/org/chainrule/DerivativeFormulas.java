package org.chainrule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.algebra.Derivation;
import org.chainrule.algebra.DisplayForm;
import org.chainrule.algebra.Formula;
import org.chainrule.algebra.Simplifier;
import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.graph.GraphBuilder;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Problem;
import org.chainrule.value.Matrix;

/**
 * The formulas of an expression's derivatives: as they come from the chain rule, in their display
 * form, and step by step. Where only some inputs have values, these stand in the formulas as
 * numbers.
 *
 * <p>A derivative is told by the inputs that it is taken by, one after the other: {@code [x]},
 * {@code [x, y]} for a mixed second one.
 */
public final class DerivativeFormulas {
  /** Larger formulas are written with definitions for their shared parts. */
  private static final int BUDGET = 2_000;

  private final Workings workings;

  DerivativeFormulas(Workings workings) {
    this.workings = workings;
  }

  /** Nodes of one graph whose formulas are wanted, the function, and what the text names. */
  private record Nodes(Graph graph, int[] targets, int function, Map<Integer, String> names) {}

  /**
   * Derivatives in their display form.
   *
   * @throws ChainruleException if there is no such input, the output is no number, or a second
   *     derivative by a matrix is asked for
   */
  public DisplayForm display(List<List<String>> by) {
    return display(fixed(derivatives(by, workings.own().circuit()), Set.of()));
  }

  /** The derivative by these inputs, one after the other. */
  public DisplayForm display(String... by) {
    return display(List.of(List.of(by)));
  }

  /**
   * The same for inputs of the shapes that they have at a point.
   *
   * @param point values of inputs; if one of them is a matrix, an input that is left out has the
   *     value in the text, or any shape that fits
   */
  public DisplayForm display(List<List<String>> by, Point point) {
    return point.values().values().stream().allMatch(Matrix::isScalar)
        ? display(by)
        : display(derivatives(by, workings.at(point.values()).circuit()));
  }

  /**
   * The display form of an output that is a derivative of a node, as statements: in terms of the
   * inputs alone, for what the text defines is not told with it.
   */
  String display(int function) {
    Circuit circuit = workings.own().circuit();
    int[] targets = {circuit.output()};
    Nodes nodes = new Nodes(circuit.graph(), targets, function, Map.of());
    return String.join("\n", display(fixed(nodes, Set.of())).statements(0));
  }

  private DisplayForm display(Nodes nodes) {
    return Simplifier.of(nodes.graph, nodes.targets, nodes.function, nodes.names, this::isTaken);
  }

  private boolean isTaken(String name) {
    return workings.sheet().knows(name)
        || workings.options().taken().test(name)
        || Gate.functionNamed(name).isPresent();
  }

  /** Derivatives as they come from the chain rule, each with names for what it shares. */
  public List<String> raw(List<List<String>> by) {
    Circuit circuit = workings.own().circuit();
    Nodes nodes = fixed(derivatives(by, circuit), Set.of());
    List<String> formulas = new ArrayList<>();
    for (int target : nodes.targets) {
      formulas.add(text(circuit.over(nodes.graph, target), target));
    }
    return formulas;
  }

  /** The formula of a node as it stands: statements of the language that compute it. */
  static String text(Circuit circuit, int node) {
    return Formula.text(circuit.graph(), node, BUDGET, circuit.sheet()::knows);
  }

  /**
   * How the derivative by an input is found, rule by rule, down to its display form: what the text
   * names first, the function last. The lines of a part are all equal in value.
   *
   * @throws ChainruleException if there is no such input
   */
  public List<Derivation.Part> steps(String input) {
    workings.requireInput(input);
    Circuit circuit = workings.own().circuit();
    int[] ends = {circuit.nodes().get(input)};
    Set<String> kept = Set.of(input);
    Nodes nodes = fixed(nodes(circuit, circuit.graph(), ends, circuit.output()), kept);
    return Derivation.of(
        nodes.graph,
        nodes.function,
        nodes.targets[0],
        nodes.names,
        this::isTaken,
        display(fixed(derivatives(List.of(List.of(input)), circuit), kept)));
  }

  /** What to know about formulas in their display form: how they were made, read, and kinks. */
  public List<String> remarks(DisplayForm form) {
    Set<String> kinks = new LinkedHashSet<>();
    Graph graph = workings.circuit().graph();
    boolean[] reachable = graph.reachable(workings.circuit().output());
    for (int node = 0; node < reachable.length; node++) {
      if (reachable[node] && graph.isGate(node)) {
        GateSpec gate = graph.gate(node).spec();
        gate.kinks().forEach(kink -> kinks.add(gate.symbol() + ": " + kink.convention()));
      }
    }
    List<String> remarks = new ArrayList<>();
    if (!form.unsimplified().isEmpty()) {
      remarks.add(form.unsimplified());
    }
    workings.notes().forEach(note -> remarks.add(note.message()));
    remarks.addAll(kinks);
    return remarks;
  }

  // ---- nodes ----

  /** Nodes of a graph over a circuit, with the names that the text gives to gates. */
  private static Nodes nodes(Circuit circuit, Graph graph, int[] targets, int function) {
    Map<Integer, String> names = new LinkedHashMap<>();
    for (String name : circuit.sheet().definitions().keySet()) {
      int node = circuit.nodes().get(name);
      if (graph.isGate(node)) {
        names.putIfAbsent(node, name);
      }
    }
    return new Nodes(graph, targets, function, names);
  }

  private Nodes derivatives(List<List<String>> by, Circuit circuit) {
    by.forEach(names -> names.forEach(workings::requireInput));
    Map<List<String>, Integer> known = new LinkedHashMap<>();
    known.put(List.of(), circuit.output());
    Graph graph = circuit.graph();
    int[] targets = new int[by.size()];
    for (int i = 0; i < targets.length; i++) {
      for (int order = 1; order <= by.get(i).size(); order++) {
        if (!known.containsKey(by.get(i).subList(0, order))) {
          graph = differentiate(circuit, graph, by.get(i).subList(0, order - 1), known);
        }
      }
      targets[i] = known.get(by.get(i));
    }
    return nodes(circuit, graph, targets, circuit.output());
  }

  /** Appends the derivatives of a node by all inputs, and notes which nodes they are. */
  private static Graph differentiate(
      Circuit circuit, Graph graph, List<String> before, Map<List<String>, Integer> known) {
    int node = known.get(before);
    if (before.isEmpty()) {
      Specialization.requireNumber(circuit);
    } else if (!graph.shape(node).isScalar()) {
      throw Diagnostic.of(
              Problem.SECOND_BY_MATRIX, before.get(before.size() - 1), graph.shape(node))
          .help("take it of one entry: write the function with scalars, or differentiate twice")
          .asException();
    }
    Set<String> inputs = circuit.sheet().inputs();
    Adjoints adjoints = ChainRule.differentiate(graph, node, Specialization.nodes(circuit, inputs));
    GraphBuilder builder = adjoints.graph().extend();
    for (String input : inputs) {
      List<String> names = new ArrayList<>(before);
      names.add(input);
      known.put(names, Specialization.gradient(adjoints, circuit.nodes().get(input), builder));
    }
    return builder.build();
  }

  /** The same with numbers where only some inputs have values, but for those that are kept. */
  private Nodes fixed(Nodes nodes, Set<String> kept) {
    if (!workings.isPartial()) {
      return nodes;
    }
    Map<String, Constant> values = new LinkedHashMap<>(workings.circuit().givens());
    values.keySet().removeAll(kept);
    int[] images = new int[nodes.graph.size()];
    Graph graph = nodes.graph.with(values, images);
    int[] targets = nodes.targets.clone();
    for (int i = 0; i < targets.length; i++) {
      targets[i] = images[targets[i]];
    }
    Map<Integer, String> names = new LinkedHashMap<>();
    nodes.names.forEach(
        (node, name) -> {
          if (dependsOnInput(graph, images[node])) { // else it is a number too
            names.put(images[node], name);
          }
        });
    return new Nodes(graph, targets, images[nodes.function], names);
  }

  private static boolean dependsOnInput(Graph graph, int node) {
    boolean[] reachable = graph.reachable(node);
    boolean depends = false;
    for (int each = 0; each <= node; each++) {
      depends |= reachable[each] && graph.isInput(each);
    }
    return depends;
  }
}
