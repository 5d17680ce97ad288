package org.chainrule.homework;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.chainrule.algebra.Proof;
import org.chainrule.algebra.Substitution;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.chainrule.engine.Calculator;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.graph.GraphBuilder;
import org.chainrule.homework.Backprop.Mutation;
import org.chainrule.parse.TextParser;
import org.chainrule.sheet.Constants;
import org.chainrule.sheet.DerivativeNotation;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.NearestName;

/** Right sides of claims that are more than a number. */
final class Sides {
  private static final int MOST_ROUNDED = 6;

  private final Circuit circuit;
  private final Backprop backprop;
  private final Deadline deadline;
  private String reason = "";

  Sides(Circuit circuit, Backprop backprop, Deadline deadline) {
    this.circuit = circuit;
    this.backprop = backprop;
    this.deadline = deadline;
  }

  /** Why the last formula could not be compared. */
  String reason() {
    return reason;
  }

  boolean hasNames(Expr expr) {
    return !names(expr).isEmpty();
  }

  private Set<String> names(Expr expr) {
    Set<String> names = new LinkedHashSet<>();
    Trees.postorder(
        expr,
        part -> {
          if (part instanceof Expr.Name name
              && (Constants.of(name.name()).isEmpty() || circuit.sheet().knows(name.name()))) {
            names.add(name.name());
          }
        });
    return names;
  }

  boolean hasDerivatives(Expr expr) {
    return names(expr).stream()
        .anyMatch(
            name ->
                !isNode(name) && DerivativeNotation.differential(name, this::isNode).isPresent());
  }

  private boolean isNode(String name) {
    return circuit.names().node(name).isPresent();
  }

  // ---- values ----

  /**
   * The values that a side can have when every decimal stands for what rounds to it; empty if it
   * speaks of something unknown.
   */
  Optional<double[]> interval(Expr expr) {
    Map<String, Double> known = new HashMap<>();
    Expr plain = withoutDerivatives(expr, known);
    for (String name : names(plain)) {
      OptionalInt node = circuit.names().node(name);
      if (known.containsKey(name)) {
        continue;
      }
      if (node.isEmpty()) {
        return Optional.empty();
      }
      known.put(name, backprop.value(new Quantity.Value(node.getAsInt()), Map.of(), Mutation.NONE));
    }
    List<Expr.Number> decimals = new ArrayList<>();
    boolean[] made = new boolean[1];
    Trees.postorder(
        plain,
        part -> {
          if (part instanceof Expr.Number number && !isWhole(number)) {
            decimals.add(number);
          }
          made[0] |= part instanceof Expr.Apply apply && apply.gate().spec().isMaker();
        });
    if (made[0]) {
      return Optional.empty(); // A matrix, of any size, in a sheet of numbers.
    }
    int varied = Literal.of(expr).isPresent() ? 0 : Math.min(decimals.size(), MOST_ROUNDED);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    try {
      for (int index = 0; index < 1 << varied; index++) {
        int[] next = {0};
        int bits = index;
        Expr moved = moved(plain, next, bits, varied);
        double value = Calculator.evaluate(moved, known);
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    } catch (IllegalStateException | java.util.NoSuchElementException e) {
      return Optional.empty();
    }
    return Double.isNaN(low) ? Optional.empty() : Optional.of(new double[] {low, high});
  }

  private static boolean isWhole(Expr.Number number) {
    return number.text().chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The expression with each decimal half a unit up or down. */
  private static Expr moved(Expr expr, int[] next, int bits, int varied) {
    return varied == 0
        ? expr
        : Trees.mapLeaves(
            expr,
            leaf -> {
              if (!(leaf instanceof Expr.Number number) || isWhole(number)) {
                return leaf;
              }
              int index = next[0]++;
              if (index >= varied) {
                return number;
              }
              double half = Literal.of(number).orElseThrow().unit().doubleValue() / 2;
              double value = number.value() + ((bits >> index & 1) == 0 ? -half : half);
              return new Expr.Number(number.text(), value);
            });
  }

  /**
   * Operands on the way to their replacements: of a product all its factors, in a row, and the gate
   * in front of each.
   */
  private record Row(Gate gate, List<Expr> parts, List<Gate> gates, int[] next) {
    Expr whole() {
      if (gates.isEmpty()) {
        return new Expr.Apply(gate, parts);
      }
      Expr row = parts.get(0);
      for (int i = 1; i < parts.size(); i++) {
        row = Expr.Apply.of(gates.get(i), row, parts.get(i));
      }
      return row;
    }
  }

  /** df/dq*dq/dx is read from the left; the pairs are found again, and replaced by their values. */
  private Expr withoutDerivatives(Expr expr, Map<String, Double> known) {
    if (!(expr instanceof Expr.Apply whole)) {
      return expr;
    }
    Deque<Row> path = new ArrayDeque<>();
    path.push(row(whole, known));
    while (true) {
      Row top = path.peek();
      if (top.next[0] < top.parts.size()) {
        if (top.parts.get(top.next[0]) instanceof Expr.Apply part) {
          path.push(row(part, known));
        } else {
          top.next[0]++;
        }
        continue;
      }
      path.pop();
      if (path.isEmpty()) {
        return top.whole();
      }
      path.peek().parts.set(path.peek().next[0]++, top.whole());
    }
  }

  private Row row(Expr.Apply apply, Map<String, Double> known) {
    List<Expr> factors = new ArrayList<>();
    List<Gate> gates = new ArrayList<>();
    if (apply.gate() != Gate.MUL && apply.gate() != Gate.DIV) {
      return new Row(apply.gate(), new ArrayList<>(apply.operands()), gates, new int[1]);
    }
    Expr rest = apply;
    while (rest instanceof Expr.Apply product
        && (product.gate() == Gate.MUL || product.gate() == Gate.DIV)) {
      factors.add(product.operands().get(1));
      gates.add(product.gate());
      rest = product.operands().get(0);
    }
    factors.add(rest);
    gates.add(Gate.MUL);
    Collections.reverse(factors);
    Collections.reverse(gates);
    Row row = new Row(apply.gate(), new ArrayList<>(), new ArrayList<>(), new int[1]);
    for (int i = 0; i < factors.size(); i++) {
      Expr factor = factors.get(i);
      row.gates.add(gates.get(i));
      boolean quotient = i + 1 < factors.size() && gates.get(i + 1) == Gate.DIV;
      Optional<Quantity> derivative =
          quotient ? derivative(factor, factors.get(i + 1)) : Optional.empty();
      if (derivative.isPresent()) {
        String name = "\u0001" + known.size();
        known.put(name, backprop.value(derivative.get(), Map.of(), Mutation.NONE));
        boolean negative = factor instanceof Expr.Apply;
        factor = negative ? Expr.Apply.of(Gate.NEG, new Expr.Name(name)) : new Expr.Name(name);
        i++;
      }
      row.parts.add(factor);
    }
    return row;
  }

  private Optional<Quantity> derivative(Expr above, Expr below) {
    Expr unsigned =
        above instanceof Expr.Apply sign && sign.gate() == Gate.NEG
            ? sign.operands().get(0)
            : above;
    return DerivativeNotation.read(Expr.Apply.of(Gate.DIV, unsigned, below), this::isNode)
        .map(
            found ->
                new Quantity.Total(
                    circuit.names().node(found.of()).orElseThrow(),
                    circuit.names().node(found.by()).orElseThrow()));
  }

  // ---- formulas ----

  /** Whether a formula is the same function as a quantity; empty if it cannot be read. */
  Optional<Equality.Outcome> compare(Quantity quantity, Expr written) {
    if (quantity instanceof Quantity.Entry) {
      reason = "the formula of one entry cannot be compared; write that of the whole";
      return Optional.empty();
    }
    for (String name : names(written)) {
      if (!circuit.sheet().knows(name) && !isNode(name)) {
        List<String> known = new ArrayList<>(circuit.nodes().keySet());
        reason =
            "nothing is called "
                + name
                + NearestName.of(name, known)
                    .map(nearest -> "; did you mean " + nearest + "?")
                    .orElse("");
        return Optional.empty();
      }
    }
    int of = differentiated(quantity);
    if (!(quantity instanceof Quantity.Value) && !circuit.graph().shape(of).isScalar()) {
      reason =
          new Names(circuit).node(of)
              + " is "
              + circuit.graph().shape(of)
              + ", and only a number has a gradient";
      return Optional.empty();
    }
    try {
      Circuit right = circuit.computing(written);
      Circuit left = function(quantity);
      if (!left.graph().isEntrywise() || !right.graph().isEntrywise()) {
        if (Proof.areEqual(left.graph(), left.output(), right.graph(), right.output())) {
          return Optional.of(new Equality.Outcome(Equality.Verdict.PROVED, Map.of(), 0, 0, 0));
        }
        reason = "formulas of matrices are compared only where a proof is found, and none was";
        return Optional.empty();
      }
      return Optional.of(Equality.awayFromKinks(left, right));
    } catch (ChainruleException e) {
      reason = e.diagnostics().get(0).message();
      return Optional.empty();
    }
  }

  private int differentiated(Quantity quantity) {
    return quantity instanceof Quantity.Total total
        ? total.of()
        : quantity instanceof Quantity.Local local ? local.node() : circuit.output();
  }

  /** A quantity as a function of the inputs. */
  private Circuit function(Quantity quantity) {
    if (quantity instanceof Quantity.Value value) {
      return circuit.withOutput(value.node());
    }
    int of = differentiated(quantity);
    Adjoints adjoints = ChainRule.differentiate(circuit.graph(), of);
    int node =
        quantity instanceof Quantity.Total total
            ? adjoints.upstream(total.by())
            : quantity instanceof Quantity.Local local
                ? adjoints.local(local.node(), local.slot())
                : adjoints.downstream(
                    ((Quantity.Down) quantity).node(), ((Quantity.Down) quantity).slot());
    Graph graph = adjoints.graph();
    if (node == Adjoints.NONE) {
      GraphBuilder zero = graph.extend();
      node = zero.constant(Constant.of(0));
      graph = zero.build();
    }
    return circuit.over(graph, node);
  }

  /** Says so if the quotient of right and wrong is one of the inputs, or a small number. */
  String ratio(Quantity quantity, Expr written) {
    List<Expr> candidates = new ArrayList<>();
    circuit.sheet().inputs().forEach(name -> candidates.add(new Expr.Name(name)));
    for (int number : new int[] {2, 3, 4}) {
      candidates.add(Expr.Number.of(number));
    }
    Circuit left = function(quantity);
    for (Expr factor : candidates) {
      Circuit right = circuit.computing(Expr.Apply.of(Gate.MUL, written, factor));
      if (areEqual(left, right)) {
        return ". The ratio is " + factor + ": a factor was dropped";
      }
    }
    Circuit negated = circuit.computing(Expr.Apply.of(Gate.NEG, written));
    if (areEqual(left, negated)) {
      return ". Only the sign is wrong";
    }
    return swapped(left, written).or(() -> path(quantity, circuit.computing(written))).orElse("");
  }

  /** Says so if two inputs have changed places in a formula. */
  private Optional<String> swapped(Circuit left, Expr written) {
    List<String> inputs = List.copyOf(circuit.sheet().inputs());
    for (int i = 0; i < Math.min(inputs.size(), 8); i++) {
      for (int j = 0; j < i; j++) {
        Expr turned = Substitution.replace(written, inputs.get(i), new Expr.Name("\u0001"));
        turned = Substitution.replace(turned, inputs.get(j), new Expr.Name(inputs.get(i)));
        turned = Substitution.replace(turned, "\u0001", new Expr.Name(inputs.get(j)));
        if (areEqual(left, circuit.computing(turned))) {
          return Optional.of(
              ". Yours has " + inputs.get(j) + " and " + inputs.get(i) + " in each other's place");
        }
      }
    }
    return Optional.empty();
  }

  /** Whether that can be proved while there is time. */
  private boolean areEqual(Circuit left, Circuit right) {
    return !deadline.isNear()
        && Proof.areEqual(left.graph(), left.output(), right.graph(), right.output());
  }

  /** Says so if the formula is what one path alone, or one gate alone, gives. */
  private Optional<String> path(Quantity quantity, Circuit written) {
    if (!(quantity instanceof Quantity.Total total)) {
      return Optional.empty();
    }
    Graph graph = circuit.graph();
    Adjoints adjoints = ChainRule.differentiate(graph, total.of());
    Names names = new Names(circuit);
    List<Backprop.Edge> uses = backprop.uses(total.by(), total.of());
    for (Backprop.Edge use : uses) {
      int node = use.node();
      int down = adjoints.downstream(node, use.slot());
      if (down != Adjoints.NONE
          && uses.size() > 1
          && areEqual(circuit.over(adjoints.graph(), down), written)) {
        String edge = names.node(total.by()) + " -> " + names.node(node);
        return Optional.of(". Yours is the path " + edge + " alone; the paths add");
      }
      int local = adjoints.local(node, use.slot());
      if (local != Adjoints.NONE
          && node != total.of()
          && areEqual(circuit.over(adjoints.graph(), local), written)) {
        return Optional.of(
            ". Yours is the local gradient of "
                + names.node(node)
                + " alone; multiply by its upstream");
      }
    }
    return Optional.empty();
  }

  // ---- kinks ----

  /** The slopes on both sides, where a quantity is the local gradient of a gate at its kink. */
  Optional<double[]> slopes(Quantity quantity) {
    Quantity.Local local = null;
    Graph graph = circuit.graph();
    if (quantity instanceof Quantity.Local given) {
      local = given;
    } else if (quantity instanceof Quantity.Total total && graph.isGate(total.of())) {
      for (int slot = 0; slot < graph.arity(total.of()); slot++) {
        boolean only = backprop.paths(total.by(), total.of()) == 1;
        local =
            only && graph.operand(total.of(), slot) == total.by()
                ? new Quantity.Local(total.of(), slot)
                : local;
      }
    }
    if (local == null) {
      return Optional.empty();
    }
    Gate computed = graph.gate(local.node());
    GateSpec gate = computed.spec();
    Map<String, Double> operands = operands(local.node());
    boolean kink =
        gate.kinks().stream()
            .anyMatch(
                each -> Calculator.evaluate(TextParser.expression(each.where()), operands) == 0);
    if (!kink) {
      return Optional.empty();
    }
    String parameter = gate.parameters().get(local.slot());
    double[] slopes = new double[2];
    for (int side = 0; side < 2; side++) {
      Map<String, Double> moved = new LinkedHashMap<>(operands);
      double x = operands.get(parameter);
      moved.put(parameter, x + (side == 0 ? -1 : 1) * 1e-9 * Math.max(1, Math.abs(x)));
      List<Double> all = new ArrayList<>(moved.values());
      double out =
          computed.apply(
              all.get(0), all.size() > 1 ? all.get(1) : 0, all.size() > 2 ? all.get(2) : 0);
      moved.put("out", out);
      slopes[side] =
          Calculator.evaluate(TextParser.expression(gate.partials().get(local.slot())), moved);
    }
    return slopes[0] == slopes[1] ? Optional.empty() : Optional.of(slopes);
  }

  private Map<String, Double> operands(int node) {
    Graph graph = circuit.graph();
    GateSpec gate = graph.gate(node).spec();
    Map<String, Double> operands = new LinkedHashMap<>();
    for (int slot = 0; slot < gate.parameters().size(); slot++) {
      Quantity operand = new Quantity.Value(graph.operand(node, slot));
      operands.put(gate.parameters().get(slot), backprop.value(operand, Map.of(), Mutation.NONE));
    }
    return operands;
  }

  /** The slopes of a function on both sides, where a gate on the way is at its kink. */
  Optional<double[]> acrossKink(Quantity quantity) {
    if (!(quantity instanceof Quantity.Total total) || total.by() >= total.of()) {
      return Optional.empty();
    }
    Graph graph = circuit.graph();
    boolean[] reachable = graph.reachable(total.of());
    boolean kink = false;
    for (int node = total.by() + 1; node <= total.of() && !kink; node++) {
      if (reachable[node] && graph.isGate(node) && !graph.gate(node).spec().kinks().isEmpty()) {
        Map<String, Double> operands = operands(node);
        for (GateSpec.Kink each : graph.gate(node).spec().kinks()) {
          kink |= Calculator.evaluate(TextParser.expression(each.where()), operands) == 0;
        }
      }
    }
    if (!kink) {
      return Optional.empty();
    }
    double here = backprop.moved(total.of(), total.by(), 0);
    double step = 1e-7;
    double left = (here - backprop.moved(total.of(), total.by(), -step)) / step;
    double right = (backprop.moved(total.of(), total.by(), step) - here) / step;
    // A jump has no slope.
    boolean jump = Math.abs(left) > 1e6 || Math.abs(right) > 1e6;
    return jump || !Double.isFinite(left) || !Double.isFinite(right)
        ? Optional.empty()
        : Optional.of(new double[] {left, right});
  }
}
