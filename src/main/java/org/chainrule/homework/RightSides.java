package org.chainrule.homework;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.chainrule.algebra.Assumptions;
import org.chainrule.algebra.Proof;
import org.chainrule.algebra.Substitution;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.chainrule.calculus.Derivatives;
import org.chainrule.engine.Calculator;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.graph.GraphBuilder;
import org.chainrule.sheet.Constants;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.NearestName;
import org.chainrule.source.Work;
import org.chainrule.value.Matrix;
import org.chainrule.value.Misfit;
import org.chainrule.value.Shape;

/** Right sides of claims that are more than a number. */
final class RightSides {
  private static final int MOST_ROUNDED = 6;

  private final Circuit circuit;
  private final Sweeps sweeps;
  private final Map<Quantity, Answer> written;
  private String reason = "";

  /**
   * The right sides of a sheet.
   *
   * @param written the student's own lines, which the checker fills in
   */
  RightSides(Sweeps sweeps, Map<Quantity, Answer> written) {
    this.circuit = sweeps.circuit();
    this.sweeps = sweeps;
    this.written = written;
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
    return !Trees.derivatives(expr).isEmpty();
  }

  /** What to say of a name that nothing has, if there is one. */
  Optional<String> unknown(Expr expr) {
    for (String name : names(expr)) {
      if (!circuit.sheet().knows(name) && !isNode(name)) {
        return Optional.of(
            "nothing is called " + name + NearestName.suggestion(name, circuit.nodes().keySet()));
      }
    }
    return Optional.empty();
  }

  private boolean isNode(String name) {
    return circuit.names().node(name).isPresent();
  }

  // ---- values ----

  /**
   * What a side comes to.
   *
   * @param point as it is written
   * @param low the least that each entry can be when every decimal stands for what rounds to it, or
   *     is cut off to it
   * @param high the greatest
   */
  record Side(Matrix point, double[] low, double[] high) {
    static Side of(Matrix value) {
      return new Side(value, value.toArray(), value.toArray());
    }

    /** Whether two sides can be the same numbers. */
    boolean meets(Side other) {
      Shape shape = point.shape();
      Shape there = other.point.shape();
      boolean turned = shape.isVector() && shape.transposed().equals(there); // it may stand or lie
      if (!shape.equals(there) && !turned) {
        return false;
      }
      boolean meets = true;
      for (int i = 0; i < low.length; i++) {
        double slack = 1e-9 * Math.max(Math.abs(low[i]), Math.abs(other.low[i])) + 1e-12;
        meets &= low[i] <= other.high[i] + slack && other.low[i] <= high[i] + slack;
      }
      return meets;
    }

    boolean isFinite() {
      return java.util.Arrays.stream(point.toArray()).allMatch(Double::isFinite);
    }

    /** Whether decimals leave less than a part of each number open. */
    boolean isNarrow(Matrix truth, double part) {
      boolean narrow = true;
      for (int i = 0; i < low.length; i++) {
        narrow &= high[i] - low[i] <= part * Math.abs(truth.entry(i)) + 1e-12;
      }
      return narrow;
    }
  }

  /** What a side comes to; empty if it speaks of something unknown. */
  Optional<Side> side(Expr expr) {
    return side(expr, sweeps::truth);
  }

  /**
   * What it comes to where names and derivatives stand for what the student wrote for them, or for
   * what follows from it: after p = 1.49 the ds/dp of s = p^2 is 2.98.
   */
  Optional<Side> own(Expr expr, Answer asked) {
    return side(expr, quantity -> own(quantity, asked));
  }

  private Matrix own(Quantity quantity, Answer asked) {
    Answer line = written.get(quantity);
    if (line != null && line != asked && !quantity.equals(asked.quantity)) {
      return line.written.get().in(line.truth.shape());
    }
    Sweep sweep = sweeps.of(quantity);
    return sweeps.isJacobian(quantity)
        ? sweeps.truth(quantity)
        : sweep.value(sweep.following(OwnLines.others(asked, written, sweeps)), quantity);
  }

  private Optional<Side> side(Expr expr, Function<Quantity, Matrix> values) {
    Map<String, Matrix> known = new HashMap<>();
    Expr plain = withoutDerivatives(expr, values, known).orElse(null);
    if (plain == null) {
      return Optional.empty();
    }
    for (String name : names(plain)) {
      OptionalInt node = circuit.names().node(name);
      if (known.containsKey(name)) {
        continue;
      }
      if (node.isEmpty()) {
        return Optional.empty();
      }
      known.put(name, values.apply(new Quantity.Value(node.getAsInt())));
    }
    int[] decimals = {0};
    boolean[] made = new boolean[1];
    Trees.postorder(
        plain,
        part -> {
          decimals[0] += part instanceof Expr.Number number && isRounded(number) ? 1 : 0;
          made[0] |= part instanceof Expr.Apply apply && apply.gate().spec().isMaker();
        });
    if (made[0]) {
      return Optional.empty(); // A matrix of any size.
    }
    try {
      Matrix point = Calculator.compute(plain, known);
      Side side = Side.of(point);
      int varied = Written.of(expr).isPresent() ? 0 : Math.min(decimals[0], MOST_ROUNDED);
      for (int decimal = 0; decimal < varied; decimal++) {
        widen(
            side,
            Calculator.compute(moved(plain, decimal, -0.5), known),
            Calculator.compute(moved(plain, decimal, 1), known)); // it may be cut off
      }
      boolean undefined = point.isScalar() && Double.isNaN(side.low()[0]);
      return undefined ? Optional.empty() : Optional.of(side);
    } catch (IllegalStateException | java.util.NoSuchElementException | Misfit e) {
      return Optional.empty();
    }
  }

  private static void widen(Side side, Matrix below, Matrix above) {
    for (int i = 0; i < side.low.length; i++) {
      double down = below.entry(i) - side.point.entry(i);
      double up = above.entry(i) - side.point.entry(i);
      side.low[i] += Math.min(0, Math.min(down, up));
      side.high[i] += Math.max(0, Math.max(down, up));
    }
  }

  /**
   * Whether a number can have been rounded: no whole number is, nor one that the sheet gives and
   * that is not a rounded answer of the student's, too.
   */
  private boolean isRounded(Expr.Number number) {
    return !number.text().chars().allMatch(c -> c >= '0' && c <= '9')
        && (!sweeps.exact().contains(number.value()) || isAnswer(Math.abs(number.value())));
  }

  private boolean isAnswer(double size) {
    for (Answer answer : written.values()) {
      List<Literal> literals = answer.written.orElseThrow().literals();
      for (int i = 0; i < literals.size(); i++) {
        if (Math.abs(literals.get(i).toDouble()) == size
            && answer.fits[i] != NumberRule.Fit.EXACT) {
          return true;
        }
      }
    }
    return false;
  }

  /** The expression with one of its decimals, counted from 0, moved by so many units. */
  private Expr moved(Expr expr, int decimal, double units) {
    int[] next = {0};
    return Trees.mapLeaves(
        expr,
        leaf -> {
          if (!(leaf instanceof Expr.Number number) || !isRounded(number) || next[0]++ != decimal) {
            return leaf;
          }
          double unit = Literal.of(number).orElseThrow().unit().doubleValue();
          return new Expr.Number(number.text(), number.value() + units * unit);
        });
  }

  /** An expression with names for its derivatives; empty if there is no such derivative. */
  private Optional<Expr> withoutDerivatives(
      Expr expr, Function<Quantity, Matrix> values, Map<String, Matrix> known) {
    boolean[] all = {true};
    Expr plain =
        Trees.replace(
            expr,
            part -> {
              if (!Trees.differentiates(part)) {
                return Optional.empty();
              }
              String name = "\u0001" + known.size();
              Optional<Quantity> quantity = Claim.quantity(circuit, part);
              all[0] &= quantity.isPresent();
              quantity.ifPresent(found -> known.put(name, values.apply(found)));
              return Optional.of(new Expr.Name(name));
            });
    return all[0] ? Optional.of(plain) : Optional.empty();
  }

  // ---- formulas ----

  /**
   * The signs that the inputs have in the sheet, which is where its reader looks; inputs without a
   * number, or with 0, may have any.
   */
  Assumptions signs() {
    Map<String, Assumptions.Sign> signs = new HashMap<>();
    circuit
        .givens()
        .forEach(
            (name, given) -> {
              double value = given.isScalar() ? given.matrix().scalar() : 0;
              if (value != 0) {
                signs.put(name, value > 0 ? Assumptions.Sign.POSITIVE : Assumptions.Sign.NEGATIVE);
              }
            });
    return new Assumptions(signs);
  }

  /** Whether a formula is the same function as a quantity; empty if it cannot be read. */
  Optional<Equality.Outcome> compare(Quantity quantity, Expr written) {
    return compare(quantity, written, Assumptions.NONE);
  }

  /** The same only where inputs have these signs. */
  Optional<Equality.Outcome> compare(Quantity quantity, Expr written, Assumptions signs) {
    if (quantity instanceof Quantity.Entry) {
      reason = "the formula of one entry cannot be compared; write that of the whole";
      return Optional.empty();
    }
    Optional<String> unknown = unknown(written);
    if (unknown.isPresent()) {
      reason = unknown.get();
      return Optional.empty();
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
      Circuit right = computing(written);
      Circuit left = function(quantity);
      if (!left.graph().isEntrywise() || !right.graph().isEntrywise()) {
        if (Proof.areEqual(left.graph(), left.output(), right.graph(), right.output())) {
          return Optional.of(new Equality.Outcome(Equality.Decision.PROVED, Map.of(), 0, 0, 0));
        }
        reason = "formulas of matrices are compared only where a proof is found, and none was";
        return Optional.empty();
      }
      return Optional.of(Equality.awayFromKinks(left, right, signs));
    } catch (ChainruleException e) {
      reason = e.diagnostics().get(0).message();
      return Optional.empty();
    }
  }

  /** Whether the sheet has matrices, whose formulas are compared at points of their shapes. */
  boolean hasMatrices() {
    return !circuit.graph().isScalar()
        && circuit.givens().keySet().containsAll(circuit.graph().inputs());
  }

  /** How a formula compares with a quantity of a sheet with matrices; empty if it has no sense. */
  Optional<MatrixFormulas.Outcome> compareMatrices(Quantity quantity, Expr written) {
    Optional<String> unknown = unknown(written);
    if (unknown.isPresent()) {
      reason = unknown.get();
      return Optional.empty();
    }
    try {
      Map<String, Matrix> values = new HashMap<>();
      circuit.givens().forEach((name, given) -> values.put(name, given.matrix()));
      Circuit right = Derivatives.take(circuit.computing(written).shaped(values));
      return Optional.of(new MatrixFormulas(circuit, quantity, right).compare());
    } catch (ChainruleException e) {
      reason = e.diagnostics().get(0).message();
      return Optional.empty();
    }
  }

  /** Whether it is proved to be the same function, whatever the shapes are. */
  boolean isProved(Quantity quantity, Expr written) {
    if (quantity instanceof Quantity.Entry || sweeps.isJacobian(quantity)) {
      return false;
    }
    try {
      return areEqual(function(quantity), computing(written));
    } catch (ChainruleException e) {
      return false;
    }
  }

  /** An expression as a function of the inputs, its derivatives taken. */
  private Circuit computing(Expr expr) {
    return Derivatives.take(circuit.computing(expr));
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
                : adjoints.downstream(quantity.node(), ((Quantity.Down) quantity).slot());
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
      Circuit right = computing(Expr.Apply.of(Gate.MUL, written, factor));
      if (areEqual(left, right)) {
        return ". The ratio is " + factor + ": a factor was dropped";
      }
    }
    Circuit negated = computing(Expr.Apply.of(Gate.NEG, written));
    if (areEqual(left, negated)) {
      return ". Only the sign is wrong";
    }
    return swapped(left, written).or(() -> path(quantity, computing(written))).orElse("");
  }

  /** Says so if two inputs have changed places in a formula. */
  private Optional<String> swapped(Circuit left, Expr written) {
    List<String> inputs = List.copyOf(circuit.sheet().inputs());
    for (int i = 0; i < Math.min(inputs.size(), 8); i++) {
      for (int j = 0; j < i; j++) {
        Expr turned = Substitution.replace(written, inputs.get(i), new Expr.Name("\u0001"));
        turned = Substitution.replace(turned, inputs.get(j), new Expr.Name(inputs.get(i)));
        turned = Substitution.replace(turned, "\u0001", new Expr.Name(inputs.get(j)));
        if (areEqual(left, computing(turned))) {
          return Optional.of(
              ". Yours has " + inputs.get(j) + " and " + inputs.get(i) + " in each other's place");
        }
      }
    }
    return Optional.empty();
  }

  /** Whether that can be proved while there is time. */
  private boolean areEqual(Circuit left, Circuit right) {
    return !Work.isRunningOut()
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
    List<Quantity.Down> uses = sweeps.of(total).arriving(total.by());
    for (Quantity.Down use : uses) {
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
}
