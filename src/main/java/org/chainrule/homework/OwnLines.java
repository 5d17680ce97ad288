package org.chainrule.homework;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.chainrule.ast.Expr;
import org.chainrule.engine.Variation;
import org.chainrule.graph.Graph;
import org.chainrule.source.Work;
import org.chainrule.value.Matrix;

/**
 * What a claim follows from, the student's own nearest lines, and what follows from them, whatever
 * the truth is.
 */
final class OwnLines {
  /** Numbers that are varied to see how far rounding carries; further ones stay as written. */
  private static final int MOST_VARIED = 1_000;

  private static final int MOST_BOTTLENECKS = 8;

  /** The part of a number that rounding before it may leave open, so that no mistake hides. */
  private static final double NARROW = 0.05;

  /** The same where it follows from an error, which may have been rounded as well. */
  private static final double FROM_AN_ERROR = 0.1;

  private final Sweeps sweeps;
  private final Kinks kinks;
  private final Map<Quantity, Answer> byQuantity;
  private final Graph graph;
  final Map<Quantity, Answer> others;
  final Answer answer;
  final Sweep sweep;
  final Set<Quantity> ancestors;
  final List<Integer> wrong = new ArrayList<>();

  /** Whether the last link of a working differs from the one before in its sign only. */
  boolean signOnly;

  /** The factor of a line of working that is not what it stands for. */
  Optional<ChainStep.Misfit> misfit = Optional.empty();

  /** Wrong lines about outputs of gates whose locals stand between. */
  final List<Integer> outputs = new ArrayList<>();

  /** The numbers that follow from the student's own. */
  final Variation lines;

  final Matrix point;

  /** Where rounding before can have carried it, if numbers were rounded, or were cut off. */
  private Interval rounded;

  private Interval cutOff;

  private final boolean jacobian;

  /** What nobody wrote and stands between the lines and the claim, nearest first. */
  private final Set<Quantity> between;

  private List<Form> otherwise;
  private Variation unrounded;
  private Optional<ChainStep> step;
  private Optional<ChainStep> trueStep;

  /** What follows in some way, and the wrong lines that it follows from. */
  private record Form(Matrix value, List<Integer> wrong) {}

  /**
   * The lines that a claim follows from.
   *
   * @param byQuantity all that is written
   */
  OwnLines(Sweeps sweeps, Kinks kinks, Map<Quantity, Answer> byQuantity, Answer answer) {
    this.sweeps = sweeps;
    this.kinks = kinks;
    this.byQuantity = byQuantity;
    this.graph = sweeps.circuit().graph();
    this.answer = answer;
    this.sweep = sweeps.of(answer.quantity);
    this.others = others(answer, byQuantity, sweeps);
    this.jacobian = sweeps.isJacobian(answer.quantity);
    Sweep.Cone cone = jacobian ? Sweep.Cone.NOTHING : sweep.cone(answer.quantity, others.keySet());
    this.ancestors = cone.written();
    this.between = cone.between();
    for (Quantity ancestor : ancestors) {
      if (!byQuantity.get(ancestor).isRight()) {
        wrong.add(byQuantity.get(ancestor).line);
      }
    }
    List<Quantity> places = new ArrayList<>(between);
    places.add(answer.quantity);
    for (Quantity place : places) {
      Answer output = byQuantity.get(new Quantity.Value(place.node()));
      if (place instanceof Quantity.Local && output != null && !output.isRight()) {
        outputs.add(output.line);
      }
    }
    this.lines = sweep.following(others);
    this.point = jacobian ? answer.truth : sweep.value(lines, answer.quantity);
  }

  /** Numbers around a point. */
  private static final class Interval {
    final Matrix point;
    final double[] low;
    final double[] high;

    Interval(Matrix point) {
      this.point = point;
      this.low = point.toArray();
      this.high = point.toArray();
    }

    /** Adds the greatest change to each side. */
    void widen(Matrix... images) {
      for (int i = 0; i < low.length; i++) {
        double less = 0;
        double more = 0;
        for (Matrix image : images) {
          double change = image.entry(i) - point.entry(i);
          less = Math.min(less, change);
          more = Math.max(more, change);
        }
        low[i] += less;
        high[i] += more;
      }
    }
  }

  /** What is written of all other quantities than an answer's own. */
  static Map<Quantity, Answer> others(
      Answer answer, Map<Quantity, Answer> byQuantity, Sweeps sweeps) {
    Map<Quantity, Answer> others = new LinkedHashMap<>();
    byQuantity.forEach(
        (quantity, each) -> {
          boolean same =
              quantity.matrix().equals(answer.quantity.matrix())
                  || each.quantity.matrix().equals(answer.quantity.matrix());
          if (!same && !sweeps.isJacobian(quantity)) {
            others.put(quantity, each);
          }
        });
    return others;
  }

  /**
   * How far rounding can have carried: each written number is varied by itself, a right one to the
   * exact value, a wrong one by half its last digit, and the changes are added.
   */
  private void vary() {
    rounded = new Interval(point);
    cutOff = new Interval(point);
    int varied = 0;
    for (Quantity each : ancestors) {
      Answer ancestor = byQuantity.get(each);
      List<Literal> literals = ancestor.written.get().literals();
      for (int entry = 0; entry < literals.size() && !ancestor.chosen; entry++) {
        if (varied++ > MOST_VARIED || varied > 1 && Work.isRunningOut()) {
          return;
        }
        Literal literal = literals.get(entry);
        double value = literal.toDouble();
        double half = literal.whole() ? 0 : literal.unit().doubleValue() / 2;
        if (ancestor.isRight()) {
          Matrix exact = with(each, entry, ancestor.truth.entry(entry));
          rounded.widen(exact);
          cutOff.widen(exact);
        } else if (half > 0) {
          Matrix less = with(each, entry, value - half);
          Matrix more = with(each, entry, value + half);
          Matrix cut = with(each, entry, value + Math.signum(value) * 2 * half);
          rounded.widen(less, more);
          cutOff.widen(cut);
        }
      }
    }
  }

  private Matrix with(Quantity ancestor, int entry, double value) {
    sweep.replace(lines.clear(), ancestor, entry, value);
    return sweep.value(lines, answer.quantity);
  }

  /** Whether the student wrote a line about a quantity. */
  boolean isWritten(Quantity quantity) {
    return byQuantity.containsKey(quantity);
  }

  /**
   * How the steps that stand nowhere were rounded, where that gives what is written; empty if none
   * stands between, or no way of rounding does.
   */
  Optional<String> roundedSteps(Names names) {
    Literal number = answer.written.orElseThrow().literals().get(0);
    if (jacobian || !answer.truth.isScalar() || number.whole()) {
      return Optional.empty();
    }
    List<Literal> all = new ArrayList<>();
    for (Answer each : byQuantity.values()) {
      each.written.ifPresent(numbers -> all.addAll(numbers.literals()));
    }
    List<Quantity> steps = between.stream().filter(names::shows).toList();
    return new RoundedSteps(sweep, lines, steps, sweeps.exact())
        .giving(answer.quantity, number, all);
  }

  /** What follows in other ways than from the nearest lines with locals as the table has them. */
  private List<Form> otherwise() {
    if (otherwise == null) {
      otherwise = new ArrayList<>();
      if (!jacobian && byQuantity.size() > 1) {
        List<Integer> gates = wrong.isEmpty() ? outputs : wrong;
        new LocalForms(graph, sweep, lines)
            .of(answer.quantity, between)
            .forEach(value -> otherwise.add(new Form(value, gates)));
        if (!wrong.isEmpty()) {
          otherwise.add(new Form(sweep.value(unrounded(), answer.quantity), wrong));
        }
        addPassages();
      }
    }
    return otherwise;
  }

  /**
   * A written {@code du/dx} is a factor of df/dx, also where u takes several gates: in its place
   * df/dx has what is written instead of what the gates give.
   */
  private void addPassages() {
    if (!(answer.quantity instanceof Quantity.Total target)) {
      return;
    }
    others.forEach(
        (quantity, line) -> {
          if (quantity instanceof Quantity.Total passage
              && isPassage(passage, target)
              && !sweeps.local(passage).isPresent()) {
            Matrix up = sweep.value(lines.clear(), new Quantity.Total(target.of(), passage.of()));
            Matrix written = line.written.get().in(line.truth.shape());
            Matrix gates = following(passage, line);
            double[] entries = point.toArray();
            for (int i = 0; i < entries.length; i++) {
              entries[i] += up.scalar() * (written.entry(i) - gates.entry(i));
            }
            Set<Integer> from = new LinkedHashSet<>(wrong);
            if (!line.isRight()) {
              from.add(line.line);
            }
            otherwise.add(new Form(Matrix.over(point.shape(), entries), List.copyOf(from)));
          }
        });
  }

  /** Whether a derivative of a number on the way is one by what the target is taken by. */
  private boolean isPassage(Quantity.Total passage, Quantity.Total target) {
    return passage.by() == target.by()
        && passage.of() > passage.by()
        && passage.of() < target.of()
        && graph.shape(passage.of()).isScalar();
  }

  /** A derivative of another node as it follows from all lines but one. */
  private Matrix following(Quantity.Total other, Answer but) {
    Map<Quantity, Answer> rest = new LinkedHashMap<>(others);
    rest.values().removeIf(each -> each == but);
    Sweep beside = sweeps.of(other);
    return beside.value(beside.following(rest), other);
  }

  /** The step of the chain rule to a gradient that is one number, in numbers that follow. */
  Optional<ChainStep> step(Function<Expr, Optional<RightSides.Side>> calculator) {
    if (step == null) {
      step = step(lines, calculator);
    }
    return step;
  }

  /** The same in the right numbers. */
  Optional<ChainStep> trueStep(Function<Expr, Optional<RightSides.Side>> calculator) {
    if (trueStep == null) {
      trueStep = step(sweep.truth().fixed(), calculator);
    }
    return trueStep;
  }

  private Optional<ChainStep> step(
      Variation numbers, Function<Expr, Optional<RightSides.Side>> calculator) {
    boolean gradient =
        answer.quantity instanceof Quantity.Total || answer.quantity instanceof Quantity.Down;
    if (!gradient || jacobian || !answer.truth.isScalar()) {
      return Optional.empty();
    }
    LocalForms forms = new LocalForms(graph, sweep, numbers);
    return Optional.of(
        new ChainStep(
            sweep,
            answer.quantity,
            bottlenecks(),
            quantity -> ranges(quantity, numbers, forms),
            calculator));
  }

  /** The numbers that may stand for a quantity that is one number. */
  private List<ChainStep.Range> ranges(Quantity quantity, Variation numbers, LocalForms forms) {
    numbers.clear();
    List<Matrix> all = new ArrayList<>();
    List<ChainStep.Range> ranges = new ArrayList<>();
    if (quantity instanceof Quantity.Total total && total.of() != sweep.of()) {
      if (numbers == lines) {
        Answer line = others.get(quantity);
        all.add(line == null ? following(total, null) : line.written.get().in(line.truth.shape()));
      }
    } else {
      all.add(sweep.value(numbers, quantity));
    }
    all.add(sweeps.truth(quantity)); // a right number may stand beside those that were carried
    if (quantity instanceof Quantity.Local local && !isWritten(local)) {
      all.addAll(forms.others(local));
      kinks
          .slopes(local, sweep, numbers.clear())
          .ifPresent(slopes -> ranges.add(new ChainStep.Range(slopes[0], slopes[1])));
    }
    all.removeIf(each -> !each.isScalar());
    all.forEach(each -> ranges.add(ChainStep.Range.of(each.scalar())));
    return ranges;
  }

  /** The derivatives of named nodes that all ways to the target lead through. */
  private List<Quantity.Total> bottlenecks() {
    List<Quantity.Total> found = new ArrayList<>();
    if (answer.quantity instanceof Quantity.Total target) {
      boolean[] reachable = graph.reachable(target.of());
      for (int node : new LinkedHashSet<>(sweeps.circuit().nodes().values())) {
        Quantity.Total passage = new Quantity.Total(node, target.by());
        if (isPassage(passage, target)
            && reachable[node]
            && graph.isGate(node)
            && found.size() < MOST_BOTTLENECKS
            && !isReached(target, node)) {
          found.add(passage);
        }
      }
    }
    return found;
  }

  /** Whether the target still depends on what it is taken by where a node is held. */
  private boolean isReached(Quantity.Total target, int held) {
    boolean[] reached = new boolean[target.of() + 1];
    reached[target.by()] = true;
    for (int node = target.by() + 1; node <= target.of(); node++) {
      for (int slot = 0; slot < graph.arity(node) && node != held; slot++) {
        reached[node] |= reached[graph.operand(node, slot)];
      }
    }
    return reached[target.of()];
  }

  /**
   * The numbers that follow where every right line stands for what it is rounded from: a student
   * may go on with all digits that a calculator keeps.
   */
  Variation unrounded() {
    if (unrounded == null) {
      Map<Quantity, Answer> roots = new LinkedHashMap<>(others);
      roots
          .values()
          .removeIf(each -> each.judgement == null || each.judgement.verdict() != Verdict.WRONG);
      unrounded = sweep.following(roots);
    }
    return unrounded.clear();
  }

  /** What follows, in each form of the locals. */
  List<Matrix> points() {
    List<Matrix> points = new ArrayList<>(List.of(point));
    otherwise().forEach(form -> points.add(form.value));
    return points;
  }

  /** Whether an entry follows from the student's own lines. */
  boolean follows(int entry) {
    Literal literal = answer.written.orElseThrow().literals().get(entry);
    return followsPlainly(entry)
        || otherwise().stream().anyMatch(form -> fits(literal, form.value, entry));
  }

  /** Whether it does with locals as the table of gates has them. */
  private boolean followsPlainly(int entry) {
    Literal literal = answer.written.orElseThrow().literals().get(entry);
    if (ancestors.isEmpty() || fits(literal, point, entry)) {
      return !ancestors.isEmpty();
    }
    if (rounded == null) {
      vary();
    }
    return accepts(literal, rounded, entry) || accepts(literal, cutOff, entry);
  }

  /** The wrong lines that it follows from. */
  List<Integer> wrongLines() {
    if (answer.fits() || follows(this::followsPlainly)) {
      return wrong;
    }
    List<Literal> literals = answer.written.orElseThrow().literals();
    for (Form form : otherwise()) {
      if (follows(entry -> fits(literals.get(entry), form.value, entry))) {
        return form.wrong;
      }
    }
    return wrong;
  }

  private boolean fits(Literal literal, Matrix values, int entry) {
    return NumberRule.fit(literal, values.entry(entry), answer.scale, false).isRight();
  }

  /** Whether all entries follow. */
  boolean followsThroughout() {
    boolean follows = true;
    for (int i = 0; i < point.size() && follows; i++) {
      follows = follows(i);
    }
    return follows;
  }

  /** The entries of the answer, right, following or wrong. */
  Entries entries() {
    return new Entries(answer, this::follows);
  }

  /** Whether the right entries are right, and all others follow. */
  boolean follows() {
    return follows(this::follows);
  }

  private boolean follows(IntPredicate entryFollows) {
    boolean follows = true;
    for (int i = 0; i < point.size() && follows; i++) {
      follows = entryFollows.test(i) || point.size() > 1 && answer.fits[i].isRight();
    }
    return follows;
  }

  /** What is said of a right step from wrong lines. */
  String rightStep(List<Integer> lines) {
    int line = lines.get(0);
    Optional<Judgement> before =
        byQuantity.values().stream()
            .filter(each -> each.line == line && each.judgement != null)
            .map(each -> each.judgement)
            .findFirst();
    boolean follows = before.filter(it -> it.verdict() == Verdict.FOLLOWS).isPresent();
    return "the right step from your line "
        + line
        + (follows ? ", which follows from an error before it" : ", which is the error");
  }

  double number() {
    return point.isScalar() ? point.scalar() : Double.NaN;
  }

  private boolean accepts(Literal literal, Interval interval, int entry) {
    double low = interval.low[entry];
    double high = interval.high[entry];
    double width = high - low;
    double size = Math.max(Math.abs(low), Math.abs(high));
    double part = wrong.isEmpty() ? NARROW : FROM_AN_ERROR;
    boolean narrow = width <= part * size || width <= 2 * literal.unit().doubleValue();
    return Double.isFinite(width)
        && narrow
        && NumberRule.fitsWithin(literal, low, high, answer.scale);
  }
}
