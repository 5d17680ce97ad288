package org.chainrule.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.chainrule.ast.Expr;
import org.chainrule.sheet.Place;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Limits;
import org.chainrule.source.Span;
import org.chainrule.value.Matrix;

/**
 * A sheet as a graph with names: what the lecture draws on the board.
 *
 * <p>The output is the one that the sheet chooses, else its last bare expression, else its last
 * definition that no other node uses.
 */
public final class Circuit {
  private final Sheet sheet;
  private final Graph graph;
  private final Map<String, Integer> nodes;
  private final Map<String, Constant> givens;
  private final int output;
  private final List<Diagnostic> notes;
  private final Limits limits;

  /** The derivatives, as they were written, by their nodes. */
  private final Map<Integer, Expr> openings;

  /** What derivatives that were taken have become; null where none were. */
  private final Boxes boxes;

  /**
   * Made when first asked for: reading a large text takes longer to name its gates than to lower
   * it.
   */
  private volatile NodeNames names;

  /** Takes over the maps. */
  Circuit(
      Sheet sheet,
      Graph graph,
      Map<String, Integer> nodes,
      Map<String, Constant> givens,
      int output,
      List<Diagnostic> notes,
      Limits limits,
      Map<Integer, Expr> openings,
      Boxes boxes) {
    this.openings = Collections.unmodifiableMap(openings);
    this.boxes = boxes;
    this.limits = limits;
    this.sheet = sheet;
    this.graph = graph;
    this.nodes = Collections.unmodifiableMap(nodes);
    this.givens = Collections.unmodifiableMap(givens);
    this.output = output;
    this.notes = List.copyOf(notes);
  }

  /**
   * The circuit of {@code sheet}.
   *
   * @param apart whether the same subexpression, written twice, is two nodes
   * @throws ChainruleException if a value given to an input is no finite constant
   */
  public static Circuit of(Sheet sheet, boolean apart) {
    return of(sheet, apart, Limits.STANDARD);
  }

  /**
   * The circuit of {@code sheet}, if it is no larger than the limits allow.
   *
   * @param apart whether the same subexpression, written twice, is two nodes
   * @throws ChainruleException if it is, or a value given to an input is no finite constant
   */
  public static Circuit of(Sheet sheet, boolean apart, Limits limits) {
    return new Lowering(sheet, apart, limits).lower();
  }

  /** This circuit with another node as its output. */
  public Circuit withOutput(int node) {
    return new Circuit(sheet, graph, nodes, givens, node, notes, limits, openings, boxes);
  }

  /** The same names over a graph that begins with this circuit's, with another output. */
  public Circuit over(Graph larger, int node) {
    return new Circuit(sheet, larger, nodes, givens, node, notes, limits, openings, boxes);
  }

  /**
   * This circuit with the shape of every value; itself where every value is one number.
   *
   * @param values of the inputs, or of none of them
   * @throws ChainruleException if shapes do not fit or an index is out of range
   */
  public Circuit shaped(Map<String, Matrix> values) {
    return ShapeInference.infer(this, values, values.isEmpty());
  }

  /**
   * The same where only some inputs have values: the others have any shape that fits.
   *
   * @throws ChainruleException if shapes do not fit or an index is out of range
   */
  public Circuit shapedByUse(Map<String, Matrix> values) {
    return ShapeInference.infer(this, values, true);
  }

  /** This circuit over a graph with the same nodes, and with more notes. */
  Circuit with(Graph shaped, List<Diagnostic> more) {
    List<Diagnostic> all = new ArrayList<>(notes);
    all.addAll(more);
    return new Circuit(sheet, shaped, nodes, givens, output, all, limits, openings, boxes);
  }

  /**
   * This circuit over a graph in which its derivatives are taken.
   *
   * @param taken the graph
   * @param images for each node of this circuit's graph the node that it has become; of a
   *     derivative its box
   */
  public Circuit taken(Graph taken, int[] images) {
    Map<String, Integer> named = new LinkedHashMap<>();
    nodes.forEach((name, node) -> named.put(name, images[node]));
    Map<Integer, Expr> shown = new LinkedHashMap<>();
    openings.forEach((node, expr) -> shown.put(images[node], expr));
    return new Circuit(
        sheet,
        taken,
        named,
        givens,
        images[output],
        notes,
        limits,
        shown,
        new Boxes(this, taken, images));
  }

  /** The derivatives as they were written, by their nodes; once they are taken, by their boxes. */
  public Map<Integer, Expr> openings() {
    return openings;
  }

  /** Where an expression of the sheet stands, this very one; empty if it is not known. */
  public Optional<Span> span(Expr expr) {
    return Location.of(sheet, expr).map(Location::span);
  }

  /** Whether a node is inside a box: a part of a derivative that the text does not show. */
  public boolean isHidden(int node) {
    return boxes != null && boxes.isHidden(node);
  }

  /** The node that this one was when no derivatives were taken; -1 if it was none. */
  public int origin(int node) {
    return boxes == null ? node : boxes.origin(node);
  }

  Boxes boxes() {
    return boxes;
  }

  /** What was lowered. */
  public Sheet sheet() {
    return sheet;
  }

  /** The gates of all formulas of the sheet, the output's among them. */
  public Graph graph() {
    return graph;
  }

  /** The node whose derivatives are asked for. */
  public int output() {
    return output;
  }

  /** How the text writes the output: its name, or the bare expression that it is. */
  public Optional<Expr> written() {
    for (Map.Entry<String, Integer> each : nodes.entrySet()) {
      if (each.getValue() == output) {
        return Optional.of(new Expr.Name(each.getKey()));
      }
    }
    return sheet.outputs().stream()
        .map(Sheet.Output::expr)
        .filter(expr -> find(expr).equals(OptionalInt.of(output)))
        .findFirst();
  }

  /** Where the text says what the output is. */
  public Optional<Place> place() {
    for (Sheet.Definition definition : sheet.definitions().values()) {
      if (nodes.get(definition.name()) == output) {
        return Optional.of(definition.place());
      }
    }
    return sheet.outputs().stream()
        .filter(each -> find(each.expr()).equals(OptionalInt.of(output)))
        .map(Sheet.Output::place)
        .findFirst();
  }

  /** Names of inputs and definitions, and their nodes. */
  public Map<String, Integer> nodes() {
    return nodes;
  }

  /** Values that the sheet gives to inputs. */
  public Map<String, Constant> givens() {
    return givens;
  }

  /** What each node is called. */
  public NodeNames names() {
    NodeNames known = names;
    if (known == null) {
      known = NodeNames.of(this, definedOutput());
      names = known;
    }
    return known;
  }

  /** The last definition that is the output, where no bare expression is. */
  private Optional<String> definedOutput() {
    return sheet.definitions().keySet().stream()
        .filter(
            name -> sheet.outputs().isEmpty() && Integer.valueOf(output).equals(nodes.get(name)))
        .reduce((first, second) -> second);
  }

  /** What it may cost. */
  public Limits limits() {
    return limits;
  }

  /** Readings that the writer may not have meant. */
  public List<Diagnostic> notes() {
    return notes;
  }

  /**
   * This circuit with {@code expr} as its output, which may be a new node of a larger graph; names
   * that the circuit does not know become inputs.
   */
  public Circuit computing(Expr expr) {
    return Lowering.append(this, expr);
  }

  /**
   * The node that computes {@code expr}, if the graph has one: a name, the output's name, or an
   * expression that stands in the sheet.
   */
  public OptionalInt find(Expr expr) {
    if (expr instanceof Expr.Name name && names().node(name.name()).isPresent()) {
      return names().node(name.name());
    }
    return Lowering.find(this, expr);
  }
}
