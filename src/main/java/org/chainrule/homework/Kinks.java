package org.chainrule.homework;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.engine.Variation;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Graph;
import org.chainrule.value.Matrix;

/** Where a gate has no derivative, or more than one: what lies between the slopes is right. */
final class Kinks {
  /** Gates at a kink whose shares are tried together. */
  private static final int MOST_KINKS = 6;

  /** What rounding leaves of a difference that is 0 in decimals, relative to its terms. */
  private static final double NOISE = 1e-14;

  private final Sweeps sweeps;
  private final Graph graph;

  Kinks(Sweeps sweeps) {
    this.sweeps = sweeps;
    this.graph = sweeps.circuit().graph();
  }

  /** At a kink any number between the slopes of both sides is right, and is then given. */
  void choose(Answer answer) {
    boolean links = answer.truth.isScalar() && answer.claim.relation().sides().size() > 1;
    if (answer.written.isEmpty() || answer.judgement != null || answer.fits() || links) {
      return; // What is chosen in a working is judged with its links.
    }
    Optional<double[]> slopes = slopes(answer.quantity);
    if (slopes.isEmpty()) {
      across(answer);
      return;
    }
    double low = Math.min(slopes.get()[0], slopes.get()[1]);
    double high = Math.max(slopes.get()[0], slopes.get()[1]);
    String interval = Shown.number(low) + " and " + Shown.number(high);
    double value = answer.written.get().literals().get(0).toDouble();
    answer.chosen = value >= low && value <= high;
    answer.judgement =
        answer.chosen
            ? answer.judged(
                Verdict.RIGHT_CHOICE,
                value,
                "kink: any value between " + interval + "; later lines use yours")
            : answer.judged(Verdict.WRONG, Double.NaN, "kink: it lies between " + interval);
  }

  /** A gradient that comes through a kink: what the function does on both sides is right too. */
  private void across(Answer answer) {
    if (!(answer.quantity.matrix() instanceof Quantity.Total total)
        || !graph.shape(total.of()).isScalar()
        || total.by() >= total.of()
        || !passesKink(total)) {
      return;
    }
    String message = "";
    for (int i = 0; i < answer.fits.length; i++) {
      if (!answer.fits[i].isRight()) {
        int entry =
            answer.quantity instanceof Quantity.Entry one
                ? Sweep.index(one, sweeps.truth(new Quantity.Value(total.by())))
                : i;
        Literal literal = answer.written.orElseThrow().literals().get(i);
        double truth = answer.truth.entry(i);
        Optional<String> fits =
            slopes(total, entry).flatMap(slopes -> between(literal, slopes, truth));
        if (fits.isEmpty()) {
          return;
        }
        message = message.isEmpty() ? fits.get() : message;
      }
    }
    if (!isShared(answer, total)) {
      return;
    }
    answer.chosen = true;
    double value =
        answer.truth.isScalar() ? answer.written.get().literals().get(0).toDouble() : Double.NaN;
    answer.judgement = answer.judged(Verdict.RIGHT_CHOICE, value, message);
  }

  /**
   * Whether the entries at a kink go together: at a tie each may have any share, but all have one.
   */
  private boolean isShared(Answer answer, Quantity.Total total) {
    List<Integer> kinked = new ArrayList<>();
    double sum = 0;
    int most = answer.quantity instanceof Quantity.Entry ? 0 : answer.fits.length;
    for (int i = 0; i < most; i++) {
      if (slopes(total, i).filter(slopes -> !isSmooth(slopes)).isPresent()) {
        kinked.add(i);
        sum += answer.written.orElseThrow().literals().get(i).toDouble();
      }
    }
    Optional<double[]> both = kinked.size() < 2 ? Optional.empty() : slopes(total, kinked);
    if (both.isEmpty()) {
      return true;
    }
    double low = Math.min(both.get()[0], both.get()[1]);
    double high = Math.max(both.get()[0], both.get()[1]);
    double slack = 0.02 * (1 + Math.abs(high)); // shares may be rounded
    return sum >= low - slack && sum <= high + slack;
  }

  /** What a written gradient is chosen from, if it is one that the shares at kinks leave open. */
  Optional<double[]> chosen(OwnLines own, Literal number) {
    return shares(own, own.lines)
        .filter(each -> isBetween(number, each))
        .or(() -> shares(own, own.unrounded()).filter(each -> isBetween(number, each)));
  }

  /** Whether a gate chooses between two equal numbers. */
  boolean isTie(int node) {
    return graph.isGate(node)
        && graph.arity(node) == 2
        && isNumber(node)
        && graph.operand(node, 0) != graph.operand(node, 1)
        && (graph.gate(node) == Gate.MAX || graph.gate(node) == Gate.MIN)
        && isAtKink(node, sweeps::truth);
  }

  /** Where the kinks on the way cancel: what the function itself does. */
  String derivative(Quantity quantity) {
    return quantity instanceof Quantity.Total total && total.by() < total.of()
        ? slopes(total, 0)
            .filter(Kinks::isSmooth)
            .map(
                slopes ->
                    "; the function itself has the derivative " + rounded(slopes[0]) + " here")
            .orElse("")
        : "";
  }

  private static boolean isSmooth(double[] slopes) {
    double size = Math.max(Math.abs(slopes[0]), Math.abs(slopes[1]));
    return Math.abs(slopes[0] - slopes[1]) <= 1e-6 * (1 + size);
  }

  private static String rounded(double slope) {
    return Shown.number(Math.round(slope * 1e6) / 1e6);
  }

  /**
   * At a kink every gate may share as it likes: what comes out when each gives all to one side, or
   * to the other, and everything between, is right.
   *
   * @param own what follows from the student's lines, which have chosen some shares already
   * @return the least and the greatest of a gradient that is one number; empty if it has no choice
   */
  private Optional<double[]> shares(OwnLines own, Variation lines) {
    Quantity quantity = own.answer.quantity;
    boolean gradient = quantity instanceof Quantity.Total || quantity instanceof Quantity.Down;
    if (!gradient || !own.answer.truth.isScalar() || sweeps.isJacobian(quantity)) {
      return Optional.empty();
    }
    Sweep sweep = own.sweep;
    boolean[] reachable = graph.reachable(sweep.of());
    List<Integer> kinked = new ArrayList<>();
    for (int node = quantity.by(graph); node <= sweep.of(); node++) {
      if (reachable[node] && graph.isGate(node) && isNumber(node)) {
        lines.clear();
        if (isAtKink(node, at(sweep, lines))) {
          kinked.add(node);
        }
      }
    }
    if (kinked.isEmpty() || kinked.size() > MOST_KINKS) {
      return Optional.empty();
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int sides = 0; sides < 1 << kinked.size(); sides++) {
      double value = shared(own, lines, kinked, sides);
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return low < high ? Optional.of(new double[] {low, high}) : Optional.empty();
  }

  /** Whether a number lies between the slopes, or is one of them rounded. */
  private static boolean isBetween(Literal literal, double[] slopes) {
    double value = literal.toDouble();
    return value >= slopes[0] && value <= slopes[1]
        || NumberRule.fit(literal, slopes[0], 0, false).isRight()
        || NumberRule.fit(literal, slopes[1], 0, false).isRight();
  }

  /** What is said of a number that is right by choice. */
  static String said(double[] slopes) {
    return "kink: any value between "
        + Shown.number(slopes[0])
        + " and "
        + Shown.number(slopes[1])
        + "; later lines use yours";
  }

  private static Function<Quantity, Matrix> at(Sweep sweep, Variation lines) {
    return quantity -> sweep.value(lines, quantity);
  }

  /** A gradient where each kinked gate gives all to one side; the bits of a number say to which. */
  private double shared(OwnLines own, Variation lines, List<Integer> kinked, int sides) {
    lines.clear();
    List<Quantity.Local> locals = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < kinked.size(); i++) {
      int side = sides >> i & 1;
      for (int slot = 0; slot < graph.arity(kinked.get(i)); slot++) {
        Quantity.Local local = new Quantity.Local(kinked.get(i), slot);
        Optional<double[]> slopes =
            own.sweep.has(local) && !own.isWritten(local)
                ? slopes(local, at(own.sweep, lines))
                : Optional.empty();
        if (slopes.isPresent()) {
          locals.add(local);
          values.add(slopes.get()[slot == 0 ? side : 1 - side]);
        }
      }
    }
    for (int i = 0; i < locals.size(); i++) {
      own.sweep.replace(lines, locals.get(i), Matrix.scalar(values.get(i)));
    }
    double value = own.sweep.value(lines, own.answer.quantity).scalar();
    lines.clear();
    return value;
  }

  private static Optional<String> between(Literal literal, double[] slopes, double truth) {
    double low = Math.min(slopes[0], slopes[1]);
    double high = Math.max(slopes[0], slopes[1]);
    double slack = 1e-6 * (1 + Math.abs(high));
    double value = literal.toDouble();
    String least = rounded(low);
    if (high - low <= slack) {
      boolean fits =
          Math.abs(value - low) <= slack || NumberRule.fit(literal, low, 0, false).isRight();
      return fits
          ? Optional.of(
              "right: the kinks on the way cancel, and the derivative is "
                  + least
                  + "; by their conventions the gates give "
                  + Shown.number(truth))
          : Optional.empty();
    }
    return value >= low - slack && value <= high + slack
        ? Optional.of(
            "kink: any value between "
                + least
                + " and "
                + rounded(high)
                + "; later lines use yours")
        : Optional.empty();
  }

  /** The slopes on both sides, where a quantity is the local gradient of a gate at its kink. */
  private Optional<double[]> slopes(Quantity quantity) {
    return sweeps
        .local(quantity)
        .filter(local -> isNumber(local.node()) && isAtKink(local.node(), sweeps::truth))
        .flatMap(local -> slopes(local, sweeps::truth));
  }

  /** The least and the greatest slope of a gate that is at its kink in these numbers. */
  Optional<double[]> slopes(Quantity.Local local, Sweep sweep, Variation lines) {
    boolean kinked = isNumber(local.node()) && isAtKink(local.node(), at(sweep, lines));
    return (kinked ? slopes(local, at(sweep, lines)) : Optional.<double[]>empty())
        .map(both -> new double[] {Math.min(both[0], both[1]), Math.max(both[0], both[1])});
  }

  /** The slopes of a gate on both sides of an operand; empty if they are the same. */
  private Optional<double[]> slopes(Quantity.Local local, Function<Quantity, Matrix> values) {
    Gate computed = graph.gate(local.node());
    GateSpec gate = computed.spec();
    String parameter = gate.parameters().get(local.slot());
    double[] slopes = new double[2];
    for (int side = 0; side < 2; side++) {
      Map<String, Matrix> moved = operands(local.node(), values);
      double x = moved.get(parameter).scalar();
      double step = (side == 0 ? -1 : 1) * 1e-9 * Math.max(1, Math.abs(x));
      moved.put(parameter, Matrix.scalar(x + step));
      List<Matrix> all = List.copyOf(moved.values());
      Matrix out = computed.apply(all.toArray(new Matrix[0]));
      String partial = gate.partials().get(local.slot());
      slopes[side] = new TableFormula(partial, gate, all, out).value().orElseThrow().scalar();
    }
    return slopes[0] == slopes[1] ? Optional.empty() : Optional.of(slopes);
  }

  /** Whether a gate maps numbers to a number. */
  private boolean isNumber(int node) {
    boolean number = graph.shape(node).isScalar() && graph.gate(node).spec().isEntrywise();
    for (int slot = 0; slot < graph.arity(node); slot++) {
      number &= graph.shape(graph.operand(node, slot)).isScalar();
    }
    return number;
  }

  private Map<String, Matrix> operands(int node, Function<Quantity, Matrix> values) {
    Map<String, Matrix> operands = new LinkedHashMap<>();
    List<String> parameters = graph.gate(node).spec().parameters();
    for (int slot = 0; slot < parameters.size(); slot++) {
      Quantity operand = new Quantity.Value(graph.operand(node, slot));
      operands.put(parameters.get(slot), values.apply(operand));
    }
    return operands;
  }

  private boolean isAtKink(int node, Function<Quantity, Matrix> values) {
    List<GateSpec.Kink> kinks = graph.gate(node).spec().kinks();
    if (kinks.isEmpty()) {
      return false;
    }
    List<Matrix> operands = List.copyOf(operands(node, values).values());
    Matrix out = values.apply(new Quantity.Value(node));
    for (GateSpec.Kink kink : kinks) {
      Matrix where =
          new TableFormula(kink.where(), graph.gate(node).spec(), operands, out)
              .value()
              .orElseThrow();
      for (int i = 0; i < where.size(); i++) {
        if (Math.abs(where.entry(i)) <= NOISE * scale(node)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The largest number that the operands of a gate are computed from. */
  private double scale(int node) {
    double largest = 0;
    for (int slot = 0; slot < graph.arity(node); slot++) {
      largest = Math.max(largest, sweeps.terms(graph.operand(node, slot)));
    }
    return Double.isFinite(largest) ? largest : 0;
  }

  private boolean passesKink(Quantity.Total total) {
    boolean[] reachable = graph.reachable(total.of());
    for (int node = total.by() + 1; node <= total.of(); node++) {
      if (reachable[node] && graph.isGate(node) && isAtKink(node, sweeps::truth)) {
        return true;
      }
    }
    return false;
  }

  /** The slopes of a function on both sides of an entry of what it is differentiated by. */
  private Optional<double[]> slopes(Quantity.Total total, int entry) {
    return slopes(total, List.of(entry));
  }

  /** The same where some entries are moved together. */
  private Optional<double[]> slopes(Quantity.Total total, List<Integer> entries) {
    double step = 1e-7;
    double here = moved(total, entries, 0);
    double left = (here - moved(total, entries, -step)) / step;
    double right = (moved(total, entries, step) - here) / step;
    // A jump has no slope.
    boolean jump = Math.abs(left) > 1e6 || Math.abs(right) > 1e6;
    return jump || !Double.isFinite(left) || !Double.isFinite(right)
        ? Optional.empty()
        : Optional.of(new double[] {left, right});
  }

  /** The value of one node when entries of another are moved, and what comes before it is held. */
  private double moved(Quantity.Total total, List<Integer> entries, double step) {
    Variation variation = sweeps.of(total).truth();
    Matrix here = variation.point().get(total.by());
    for (int entry : entries) {
      variation.replace(total.by(), entry, here.entry(entry) + step);
    }
    return variation.number(total.of());
  }
}
