package org.chainrule.homework;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.engine.Variation;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Graph;
import org.chainrule.homework.Judgement.Slip;
import org.chainrule.source.Work;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;
import org.chainrule.value.Misfit;

/**
 * Mistakes that would explain a wrong number: each is tried alone, in the student's own
 * environment, at the claim or at a quantity between it and the nearest written ones. A slip takes
 * two passes: it is computed from the quantities as they follow from the written lines; then it
 * takes the place of one of them, and what lies between that and the claim is computed again. What
 * comes out may fit; whether it was made, only the student knows.
 */
final class Misconceptions {
  private static final int MOST = 3;
  private static final int MOST_TRIED = 4_000;
  private static final int MOST_PATHS = 8;

  private final Graph graph;
  private final Names names;
  private final Sweeps sweeps;
  private final Sweep sweep;
  private final Answer answer;
  private final Quantity target;
  private final Written written;

  /** What follows from the written lines. */
  private final Variation lines;

  private final Map<String, Slip> found = new LinkedHashMap<>();

  /** What follows for the target. */
  private final Matrix own;

  /** Entries that a mistake has to explain; all of them where null. */
  private BitSet entries;

  private int tried;

  Misconceptions(Sweeps sweeps, Names names, Answer answer, Variation lines, Matrix own) {
    this.sweeps = sweeps;
    this.graph = sweeps.circuit().graph();
    this.names = names;
    this.answer = answer;
    this.target = answer.quantity;
    this.written = answer.written.orElseThrow();
    this.sweep = sweeps.of(target);
    this.lines = lines.clear();
    this.own = own;
  }

  /** The same for mistakes at these entries only. */
  Misconceptions at(BitSet some) {
    entries = some;
    return this;
  }

  /** All that fit, the likeliest first; the caller decides how many to tell. */
  List<Slip> find(Map<Quantity, Matrix> truths, Set<Quantity> others) {
    List<Quantity> places = new ArrayList<>();
    if (!sweeps.isJacobian(target)) {
      places.add(target.matrix());
      sweep.cone(target, others).between().stream().filter(names::shows).forEach(places::add);
    }
    if (own.rows() == own.columns() && !own.isScalar()) {
      String layout = names.of(target) + " has the layout of its variable";
      claim("transpose", Matrices.transpose(own), "fits the transpose; " + layout);
    }
    places.forEach(this::localMistakes);
    localForTotal();
    places.forEach(this::forks);
    places.forEach(this::edges);
    places.forEach(this::precedence);
    places.forEach(this::valueMistakes);
    seed();
    claim(
        "sign",
        scaled(-1),
        isOne() ? "the size is right, the sign is not" : "the sizes are right, the signs are not");
    places.forEach(this::signs);
    others(truths);
    String values = isOne() ? "value" : "values";
    claim("factor-2", scaled(2), "fits twice the right " + values);
    claim("factor-half", scaled(0.5), "fits half the right " + values);
    claim(
        "factor-10",
        scaled(10),
        "fits ten times the right " + values + ": is the decimal point in its place?");
    claim(
        "factor-tenth",
        over(own, value -> value / 10),
        "fits a tenth of the right " + values + ": is the decimal point in its place?");
    places.forEach(this::decimals);
    places.forEach(place -> wrongUpstream(place, truths));
    places.forEach(this::elsewhere);
    claim("reciprocal", over(own, value -> 1 / value), "fits one over the right " + values);
    swappedDigits();
    if (entries != null) { // A matrix is transposed as a whole.
      found.keySet().removeIf(id -> id.contains("transpose"));
    }
    return List.copyOf(found.values());
  }

  static List<Slip> few(List<Slip> all) {
    return all.subList(0, Math.min(MOST, all.size()));
  }

  // ---- the second pass ----

  /** What becomes of the target if a slip is made at a place. */
  private void slip(Quantity place, Matrix made, String id, String at, String message) {
    if (tried++ >= MOST_TRIED || Work.isRunningOut()) {
      return;
    }
    if (place.equals(target)) {
      fits(id, made, at, message);
      return;
    }
    sweep.replace(lines.clear(), place, made);
    Matrix value = sweep.value(lines, target);
    lines.clear();
    fits(id, value, at, message);
  }

  private void claim(String id, Matrix value, String message) {
    fits(id, value, names.of(target), message);
  }

  private void fits(String id, Matrix value, String at, String message) {
    if (value.size() != own.size() || found.containsKey(id)) {
      return;
    }
    boolean differs = false;
    boolean fits = true;
    for (int i = 0; i < value.size() && fits; i++) {
      if (entries == null || entries.get(i)) {
        double right = own.entry(i);
        differs |= Math.abs(value.entry(i) - right) > 1e-9 * Math.abs(right);
        fits = NumberRule.fit(written.literals().get(i), value.entry(i), 0, false).isRight();
      }
    }
    if (differs && fits) {
      found.put(id, new Slip(id, at, message));
    }
  }

  /** Whether it is about one number. */
  private boolean isOne() {
    return entries == null ? own.isScalar() : entries.cardinality() == 1;
  }

  /** A quantity as it follows from the written lines. */
  private Matrix of(Quantity quantity) {
    return sweep.value(lines, quantity);
  }

  private Matrix of(int node) {
    return of(new Quantity.Value(node));
  }

  private Matrix scaled(double factor) {
    return over(own, value -> factor * value);
  }

  private static Matrix over(Matrix matrix, java.util.function.DoubleUnaryOperator function) {
    double[] entries = matrix.toArray();
    java.util.Arrays.setAll(entries, i -> function.applyAsDouble(entries[i]));
    return Matrix.over(matrix.shape(), entries);
  }

  // ---- one gate ----

  /** What a mistake makes of the operands of a gate as they follow from the written lines. */
  private Optional<Matrix> made(Quantity place, int node, GateSpec.Mistake mistake) {
    List<Matrix> operands = new ArrayList<>();
    for (int slot = 0; slot < graph.arity(node); slot++) {
      operands.add(of(graph.operand(node, slot)));
    }
    GateSpec gate = graph.gate(node).spec();
    TableFormula formula = new TableFormula(mistake.formula(), gate, operands, of(node));
    if (place instanceof Quantity.Down) {
      formula.up(of(new Quantity.Total(sweep.of(), node)));
    }
    return formula.value(); // empty: nobody can make this mistake here
  }

  private void localMistakes(Quantity place) {
    if (place instanceof Quantity.Local local) {
      mistakes(place, local.node(), wrongPartials(local.node(), local.slot()));
    } else if (place instanceof Quantity.Down down
        && !graph.gate(down.node()).spec().isEntrywise()) {
      mistakes(place, down.node(), wrongPartials(down.node(), down.slot()));
    }
  }

  /** The local at the gate's output instead of its input, or with its inputs exchanged. */
  private void elsewhere(Quantity place) {
    if (!(place instanceof Quantity.Local local)) {
      return;
    }
    int node = local.node();
    GateSpec gate = graph.gate(node).spec();
    if (!gate.isEntrywise() || graph.arity(node) > 2 || local.slot() >= gate.partials().size()) {
      return;
    }
    List<Matrix> operands = new ArrayList<>();
    boolean unary = graph.arity(node) == 1;
    for (int slot = graph.arity(node) - 1; slot >= 0; slot--) {
      operands.add(of(unary ? node : graph.operand(node, slot)));
    }
    Matrix out;
    try {
      out = graph.gate(node).apply(operands.toArray(new Matrix[0]));
    } catch (Misfit e) {
      return;
    }
    String at =
        unary
            ? names.node(node) + " instead of " + names.node(graph.operand(node, 0))
            : names.node(graph.operand(node, 1))
                + " in the place of "
                + names.node(graph.operand(node, 0));
    new TableFormula(gate.partials().get(local.slot()), gate, operands, out)
        .value()
        .flatMap(made -> shaped(made, of(local)))
        .ifPresent(
            made ->
                slip(
                    local,
                    made,
                    "wrong-point",
                    names.of(local),
                    "fits " + names.of(local) + " with " + at));
  }

  private void valueMistakes(Quantity place) {
    if (place instanceof Quantity.Value value && graph.isGate(value.node())) {
      mistakes(place, value.node(), graph.gate(value.node()).spec().wrongValues());
    }
  }

  private List<GateSpec.Mistake> wrongPartials(int node, int slot) {
    return graph.gate(node).spec().wrongPartials(slot);
  }

  private void mistakes(Quantity place, int node, List<GateSpec.Mistake> mistakes) {
    if (mistakes.isEmpty()) {
      return;
    }
    Matrix right = of(place);
    for (GateSpec.Mistake mistake : mistakes) {
      made(place, node, mistake)
          .flatMap(made -> shaped(made, right))
          .ifPresent(made -> slip(place, made, mistake.id(), names.of(place), mistake.message()));
    }
  }

  /** A number is repeated where a matrix is wanted; nothing else is made to fit. */
  private static Optional<Matrix> shaped(Matrix made, Matrix like) {
    return made.shape().equals(like.shape())
        ? Optional.of(made)
        : made.isScalar() ? Optional.of(Matrices.spread(made, like.shape())) : Optional.empty();
  }

  /** Signs, quotients and powers read in another order than they bind. */
  private void precedence(Quantity place) {
    if (!(place instanceof Quantity.Value value)
        || !graph.isGate(value.node())
        || !graph.isScalar()) {
      return;
    }
    int node = value.node();
    Gate gate = graph.gate(node);
    int first = graph.first(node);
    if (gate == Gate.NEG && is(first, Gate.POW)) {
      double power = Math.pow(-number(graph.first(first)), number(graph.second(first)));
      reread(place, power, "-x^2 is -(x^2)");
    }
    if (gate == Gate.MUL && is(first, Gate.DIV)) {
      double below = number(graph.second(first)) * number(graph.second(node));
      reread(place, number(graph.first(first)) / below, "a/b*c is (a/b)*c");
    }
    if (gate == Gate.POW && is(graph.second(node), Gate.POW)) {
      int upper = graph.second(node);
      double lower = Math.pow(number(first), number(graph.first(upper)));
      reread(place, Math.pow(lower, number(graph.second(upper))), "2^3^2 is 2^(3^2)");
    }
  }

  private boolean is(int node, Gate gate) {
    return graph.isGate(node) && graph.gate(node) == gate;
  }

  private double number(int node) {
    return of(node).scalar();
  }

  private void reread(Quantity place, double value, String message) {
    slip(place, Matrix.scalar(value), "precedence", names.of(place), message);
  }

  // ---- the chain rule ----

  private void localForTotal() {
    if (!(target instanceof Quantity.Total total)
        || !graph.isGate(total.of())
        || sweep.arriving(total.by()).size() < 2) {
      return;
    }
    for (int slot = 0; slot < graph.arity(total.of()); slot++) {
      Quantity local = new Quantity.Local(total.of(), slot);
      if (graph.operand(total.of(), slot) == total.by() && sweep.has(local)) {
        fits(
            "local-for-total",
            of(local),
            names.of(local),
            "fits the local gradient alone; "
                + names.of(target)
                + " also goes other ways. For the gate alone write "
                + names.of(local));
      }
    }
  }

  private void forks(Quantity place) {
    if (!(place instanceof Quantity.Total total)) {
      return;
    }
    List<Matrix> paths = new ArrayList<>();
    sweep.arriving(total.by()).forEach(down -> paths.add(of(down)));
    if (paths.size() < 2) {
      return;
    }
    Matrix sum = of(place);
    String name = names.node(total.by());
    for (Matrix path : paths.subList(0, Math.min(paths.size(), MOST_PATHS))) {
      slip(
          place,
          path,
          "one-branch",
          name,
          "fits one path only; "
              + name
              + " reaches "
              + names.node(total.of())
              + " by "
              + paths.size()
              + " paths. Add them");
    }
    for (Matrix path :
        paths.subList(0, paths.size() > 2 ? Math.min(paths.size(), MOST_PATHS) : 0)) {
      slip(
          place,
          Gate.SUB.apply(sum, path),
          "lost-path",
          name,
          "fits without one of the " + paths.size() + " paths from " + name + " to the output");
    }
    slip(
        place,
        paths.stream().reduce(Gate.MUL::apply).orElseThrow(),
        "branch-product",
        name,
        "the gradients of the paths were multiplied; at a fork they add");
    slip(
        place,
        over(sum, value -> value / paths.size()),
        "branch-average",
        name,
        "fits the mean of the paths; at a fork they add");
    for (Matrix path : paths.subList(0, Math.min(paths.size(), MOST_PATHS))) {
      slip(place, Gate.ADD.apply(sum, path), "double-count", name, "fits one path counted twice");
    }
  }

  /** An edge that a gradient comes down. */
  private void edges(Quantity place) {
    if (!(place instanceof Quantity.Down down)) {
      return;
    }
    Quantity.Local edge = new Quantity.Local(down.node(), down.slot());
    String gate = graph.gate(down.node()).spec().name();
    Matrix right = of(down);
    Matrix up = of(new Quantity.Total(down.of(), down.node()));
    if (sweep.has(edge)) {
      Matrix local = of(edge);
      sent(
          down,
          local,
          right,
          "forgot-upstream",
          "fits the local gradient of the "
              + gate
              + " gate alone; multiply by up "
              + names.node(down.node()));
      sent(
          down,
          Gate.ADD.apply(up, local),
          right,
          "added",
          "fits upstream plus local; the chain rule multiplies");
      sent(
          down,
          Gate.DIV.apply(up, local),
          right,
          "reciprocal-local",
          "fits upstream divided by local; the chain rule multiplies");
    }
    sent(
        down,
        up,
        right,
        "forgot-local",
        "fits the upstream alone; multiply by the local gradient of the " + gate + " gate");
  }

  private void sent(Quantity.Down down, Matrix made, Matrix right, String id, String message) {
    String at = names.of(new Quantity.Local(down.node(), down.slot()));
    if (made.shape().equals(right.shape())) {
      slip(down, made, id, at, message);
    }
  }

  /** The backward pass begins with the value of the output instead of 1. */
  private void seed() {
    if (target.matrix() instanceof Quantity.Total || target.matrix() instanceof Quantity.Down) {
      Quantity output = new Quantity.Total(sweep.of(), sweep.of());
      slip(
          output,
          of(sweep.of()),
          "seed",
          "the output",
          "fits starting backward with the value of the output; its own gradient is 1");
    }
  }

  private void signs(Quantity place) {
    if (place instanceof Quantity.Down) {
      slip(
          place,
          over(of(place), value -> -value),
          "sign",
          names.of(place),
          "fits with the sign turned at " + names.of(place));
    }
  }

  /** The right local times what arrives at another node. */
  private void wrongUpstream(Quantity place, Map<Quantity, Matrix> truths) {
    if (!(place instanceof Quantity.Down down) || !own.isScalar()) {
      return;
    }
    Quantity.Local edge = new Quantity.Local(down.node(), down.slot());
    if (!sweep.has(edge) || !of(edge).isScalar()) {
      return;
    }
    truths.forEach(
        (other, up) -> {
          boolean another =
              other instanceof Quantity.Total total
                  && total.of() == down.of()
                  && total.by() != down.node()
                  && up.isScalar();
          if (another) {
            String wrong = names.node(other.node());
            slip(
                down,
                Gate.MUL.apply(up, of(edge)),
                "wrong-upstream",
                names.of(edge),
                "fits with the gradient that arrives at "
                    + wrong
                    + " instead of that at "
                    + names.node(down.node()));
          }
        });
  }

  /** The decimal point of a part; that of the whole is told as such. */
  private void decimals(Quantity place) {
    boolean whole = found.containsKey("factor-10") || found.containsKey("factor-tenth");
    for (double factor : new double[] {10, 0.1}) {
      if (place instanceof Quantity.Down && !whole) {
        slip(
            place,
            over(of(place), value -> factor * value),
            "decimal-point",
            names.of(place),
            "fits with the decimal point moved at " + names.of(place));
      }
    }
  }

  // ---- other quantities ----

  private void others(Map<Quantity, Matrix> truths) {
    truths.forEach(
        (other, value) -> {
          boolean gradients =
              other.matrix() instanceof Quantity.Total && target.matrix() instanceof Quantity.Total;
          if (!other.equals(target) && gradients) {
            fits("swapped", value, names.of(other), "fits " + names.of(other));
          }
        });
    if (target instanceof Quantity.Total total) {
      fits(
          "value-for-gradient",
          of(total.by()),
          names.node(total.by()),
          "fits the value of " + names.node(total.by()) + ", not its gradient");
    }
    if (target instanceof Quantity.Down down) {
      fits(
          "up-for-down",
          of(new Quantity.Total(down.of(), down.node())),
          names.of(target),
          "fits the upstream of " + names.node(down.node()));
    }
    boolean[] reachable = graph.reachable(sweeps.circuit().output());
    for (int node = 0; node < reachable.length && !Work.isRunningOut(); node++) {
      if (reachable[node]
          && !graph.isConstant(node)
          && names.shows(new Quantity.Value(node))
          && !(target.matrix() instanceof Quantity.Value v && v.node() == node)) {
        fits(
            "wrong-point",
            lines.computed(node),
            names.node(node),
            "fits the value of " + names.node(node));
      }
    }
  }

  /** Two neighbours that have changed places, in every number that is not right. */
  private void swappedDigits() {
    for (int i = 0; i < own.size(); i++) {
      Literal literal = written.literals().get(i);
      if (!NumberRule.fit(literal, own.entry(i), 0, false).isRight()
          && !isSwapped(literal, own.entry(i))) {
        return;
      }
    }
    if (written.right(own) < own.size()) {
      found.putIfAbsent(
          "digits", new Slip("digits", names.of(target), "two digits have changed places"));
    }
  }

  private static boolean isSwapped(Literal literal, double right) {
    return literal.swaps().stream()
        .anyMatch(swapped -> NumberRule.fit(swapped, right, 0, false).isRight());
  }
}
