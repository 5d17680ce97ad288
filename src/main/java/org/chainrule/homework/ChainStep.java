package org.chainrule.homework;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;

/**
 * The step of the chain rule that a line of working writes out in numbers: for each use of a node
 * the upstream times the local. Each number is compared with what it stands for, so that coarse
 * ones are no mistake and mistakes do not hide behind them:
 *
 * <pre>
 * f = sqrt(z)*w, df/dp = -0.51 with p = sqrt(z), dp/dz = 0.316
 * df/dz = -0.51*0.3 = -0.15      the step: 0.3 is dp/dz to one place
 * df/dz = -0.51*0.2 = -0.10      not the step: no rounding of 0.316 is 0.2
 * </pre>
 */
final class ChainStep {
  private static final int MOST_TERMS = 8;
  private static final int MOST_FACTORS = 6;

  /** The part of a number that decimals in a factor such as {@code 1/0.31} may leave open. */
  private static final double NARROW = 0.15;

  private final Sweep sweep;
  private final Quantity target;
  private final List<Quantity.Total> passages;
  private final Function<Quantity, List<Range>> values;
  private final Function<Expr, Optional<RightSides.Side>> calculator;

  /** A number that may stand for a quantity; at a kink any number between two. */
  record Range(double low, double high) {
    static Range of(double value) {
      return new Range(value, value);
    }

    private boolean isPoint() {
      return low == high;
    }

    boolean contains(double value) {
      return low <= value && value <= high;
    }

    private boolean hasSign(double value) {
      return contains(0) || value == 0 || Math.signum(low) == Math.signum(value);
    }
  }

  /** What was written in the place of another number. */
  record Misfit(Quantity quantity, String written, double right) {
    /** {@code local dp/dz is 0.3162, not 0.2}. */
    String said(Names names) {
      return names.of(quantity) + " is " + Shown.number(right) + ", not " + written;
    }
  }

  /**
   * The step to a gradient.
   *
   * @param passages derivatives of nodes that all ways lead through: each is a factor by itself
   * @param values the numbers that may stand for a quantity
   * @param calculator what an expression of numbers comes to
   */
  ChainStep(
      Sweep sweep,
      Quantity target,
      List<Quantity.Total> passages,
      Function<Quantity, List<Range>> values,
      Function<Expr, Optional<RightSides.Side>> calculator) {
    this.sweep = sweep;
    this.target = target;
    this.passages = passages;
    this.values = values;
    this.calculator = calculator;
  }

  /** Something to multiply by, its sign apart. */
  private record Factor(Expr expr, Optional<Literal> literal) {
    static Factor of(Expr expr) {
      Optional<Literal> literal = Literal.of(expr);
      return new Factor(expr, literal.map(Literal::size));
    }

    boolean isOne() {
      return literal.filter(it -> it.toDouble() == 1).isPresent();
    }
  }

  private record Term(Expr expr, List<Factor> factors) {}

  /** Whether the numbers of a calculation are those of the step, each of them rounded. */
  boolean isWritten(Expr calculation) {
    List<Term> terms = terms(calculation);
    if (terms.isEmpty()) {
      return false;
    }
    List<List<Quantity.Down>> uses = uses();
    List<List<Quantity.Down>> byGate = byGate(uses);
    return isPassage(terms)
        || areUses(terms, uses, 0, new boolean[uses.size()])
        || byGate.size() < uses.size() && areUses(terms, byGate, 0, new boolean[byGate.size()]);
  }

  /** Whether one product is that of df/du and du/dx. */
  private boolean isPassage(List<Term> terms) {
    for (Quantity.Total passage : terms.size() == 1 ? passages : List.<Quantity.Total>of()) {
      List<Range> up = values.apply(up(passage));
      List<Range> down = values.apply(passage);
      double sign = signum(up) * signum(down);
      Optional<RightSides.Side> side = calculator.apply(terms.get(0).expr);
      if (side.isPresent()
          && side.get().point().isScalar()
          && sign * side.get().point().scalar() >= 0
          && matches(terms.get(0).factors, List.of(up, down))) {
        return true;
      }
    }
    return false;
  }

  private Quantity up(Quantity.Total passage) {
    return new Quantity.Total(sweep.of(), passage.of());
  }

  private static double signum(List<Range> values) {
    return values.isEmpty() ? 0 : Math.signum(values.get(0).low);
  }

  /** The one factor that is not what it stands for, where all others are. */
  Optional<Misfit> misfit(Expr calculation) {
    List<Term> terms = terms(calculation);
    for (Quantity.Total passage : terms.size() == 1 ? passages : List.<Quantity.Total>of()) {
      Optional<Misfit> misfit = misfit(terms.get(0).factors, up(passage), passage);
      if (misfit.isPresent()) {
        return misfit;
      }
    }
    List<List<Quantity.Down>> uses = uses();
    for (Term term : terms) {
      List<Term> others = new ArrayList<>(terms);
      others.remove(term);
      for (List<Quantity.Down> use :
          terms.size() == uses.size() ? uses : List.<List<Quantity.Down>>of()) {
        List<List<Quantity.Down>> rest = new ArrayList<>(uses);
        rest.remove(use);
        Optional<Misfit> misfit = misfit(term.factors, use.get(0));
        if (misfit.isPresent() && areUses(others, rest, 0, new boolean[rest.size()])) {
          return misfit;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Misfit> misfit(List<Factor> factors, Quantity.Down use) {
    Quantity up = new Quantity.Total(sweep.of(), use.node());
    return misfit(factors, up, new Quantity.Local(use.node(), use.slot()));
  }

  private Optional<Misfit> misfit(List<Factor> factors, Quantity up, Quantity local) {
    if (factors.size() != 2) {
      return Optional.empty();
    }
    Factor first = factors.get(0);
    Factor second = factors.get(1);
    if (fits(first, up) != fits(second, local)) {
      return fits(first, up) ? misfit(second, local) : misfit(first, up);
    }
    if (fits(second, up) != fits(first, local)) {
      return fits(second, up) ? misfit(first, local) : misfit(second, up);
    }
    return Optional.empty();
  }

  private Optional<Misfit> misfit(Factor factor, Quantity quantity) {
    List<Range> numbers = values.apply(quantity);
    boolean misfit =
        factor.literal.isPresent()
            && !numbers.isEmpty()
            && numbers.stream()
                .allMatch(
                    range ->
                        range.low == range.high
                            && NumberRule.fit(factor.literal.get(), Math.abs(range.low), 0, false)
                                == NumberRule.Fit.NO);
    return misfit
        ? Optional.of(new Misfit(quantity, factor.expr.toString(), numbers.get(0).low))
        : Optional.empty();
  }

  // ---- what is to be written ----

  /** The edges that a gradient comes through. */
  private List<List<Quantity.Down>> uses() {
    if (target instanceof Quantity.Down down) {
      return List.of(List.of(down));
    }
    return sweep.arriving(target.node()).stream().map(List::of).toList();
  }

  /** The same with all edges to one gate together: of x*x the local is 2*x. */
  private static List<List<Quantity.Down>> byGate(List<List<Quantity.Down>> uses) {
    List<List<Quantity.Down>> gates = new ArrayList<>();
    for (List<Quantity.Down> use : uses) {
      Optional<List<Quantity.Down>> same =
          gates.stream().filter(each -> each.get(0).node() == use.get(0).node()).findFirst();
      if (same.isPresent()) {
        same.get().addAll(use);
      } else {
        gates.add(new ArrayList<>(use));
      }
    }
    return gates;
  }

  private boolean areUses(
      List<Term> terms, List<List<Quantity.Down>> uses, int next, boolean[] taken) {
    if (next == terms.size()) {
      boolean complete = true;
      for (int use = 0; use < taken.length; use++) {
        complete &= taken[use] || isZero(uses.get(use));
      }
      return complete;
    }
    for (int use = 0; use < taken.length; use++) {
      if (!taken[use] && isUse(terms.get(next), uses.get(use))) {
        taken[use] = true;
        if (areUses(terms, uses, next + 1, taken)) {
          return true;
        }
        taken[use] = false;
      }
    }
    return false;
  }

  private boolean isZero(List<Quantity.Down> use) {
    return sums(use).stream().anyMatch(range -> range.contains(0));
  }

  /** Whether a term is what comes through an edge. */
  private boolean isUse(Term term, List<Quantity.Down> use) {
    Optional<RightSides.Side> side = calculator.apply(term.expr);
    List<Range> arriving = sums(use);
    boolean sign =
        side.isPresent()
            && side.get().point().isScalar()
            && arriving.stream().anyMatch(range -> range.hasSign(side.get().point().scalar()));
    if (!sign) {
      return false;
    }
    List<List<Range>> places = new ArrayList<>();
    if (matches(term.factors, List.of(arriving))) {
      return true;
    }
    // The local of the gate, then those of the gates after it as long as there is one way.
    places.add(locals(use));
    int node = use.get(0).node();
    while (places.size() <= MOST_FACTORS) {
      List<Range> up = values.apply(new Quantity.Total(sweep.of(), node));
      if (isOne(up) && matches(term.factors, places)) {
        return true;
      }
      List<List<Range>> withUp = new ArrayList<>(places);
      withUp.add(0, up);
      if (matches(term.factors, withUp)) {
        return true;
      }
      List<Quantity.Down> next = sweep.arriving(node); // none at the output
      if (next.size() != 1) {
        return false;
      }
      places.add(0, locals(next));
      node = next.get(0).node();
    }
    return false;
  }

  private List<Range> sums(List<Quantity.Down> use) {
    return sum(use.stream().map(each -> values.apply((Quantity) each)).toList());
  }

  private List<Range> locals(List<Quantity.Down> use) {
    return sum(
        use.stream()
            .map(each -> values.apply(new Quantity.Local(each.node(), each.slot())))
            .toList());
  }

  /** The sums of the first numbers, of the second ones, and so on. */
  private static List<Range> sum(List<List<Range>> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<Range> sums = new ArrayList<>();
    for (int i = 0; i < parts.stream().mapToInt(List::size).min().orElse(0); i++) {
      int each = i;
      sums.add(
          new Range(
              parts.stream().mapToDouble(part -> part.get(each).low).sum(),
              parts.stream().mapToDouble(part -> part.get(each).high).sum()));
    }
    return sums;
  }

  private static boolean isOne(List<Range> values) {
    return values.stream().anyMatch(range -> range.contains(1) || range.contains(-1));
  }

  /** Whether the factors are these numbers in some order; what is 1 or -1 may be left out. */
  private boolean matches(List<Factor> factors, List<List<Range>> places) {
    List<Factor> left = new ArrayList<>(factors);
    left.removeIf(Factor::isOne);
    List<List<Range>> needed = new ArrayList<>(places);
    needed.removeIf(ChainStep::isOne);
    List<List<Range>> chosen = new ArrayList<>(places); // at a kink 1 is one of many
    chosen.removeIf(each -> isOne(each) && each.stream().allMatch(Range::isPoint));
    return areFactors(factors, places) || areFactors(left, chosen) || areFactors(left, needed);
  }

  private boolean areFactors(List<Factor> left, List<List<Range>> needed) {
    if (left.isEmpty() || needed.isEmpty()) {
      return left.isEmpty() && needed.isEmpty();
    }
    for (int last = 0; last < needed.size() && left.size() >= needed.size(); last++) {
      List<List<Range>> order = new ArrayList<>(needed);
      order.add(order.remove(last));
      if (assigns(left, order, 0, new boolean[left.size()])) {
        return true;
      }
      if (left.size() == needed.size()) {
        return false; // Each place takes one, and all orders of them were tried.
      }
    }
    return false;
  }

  /** The last place takes the product of all factors that are left. */
  private boolean assigns(
      List<Factor> factors, List<List<Range>> places, int place, boolean[] taken) {
    if (place == places.size() - 1) {
      List<Factor> rest = new ArrayList<>();
      for (int i = 0; i < taken.length; i++) {
        if (!taken[i]) {
          rest.add(factors.get(i));
        }
      }
      return fits(product(rest), places.get(place));
    }
    for (int i = 0; i < taken.length; i++) {
      if (!taken[i] && fits(factors.get(i), places.get(place))) {
        taken[i] = true;
        if (assigns(factors, places, place + 1, taken)) {
          return true;
        }
        taken[i] = false;
      }
    }
    return false;
  }

  private static Factor product(List<Factor> factors) {
    Expr product = factors.get(0).expr;
    for (Factor factor : factors.subList(1, factors.size())) {
      product = Expr.Apply.of(Gate.MUL, product, factor.expr);
    }
    return Factor.of(product);
  }

  private boolean fits(Factor factor, Quantity quantity) {
    return fits(factor, values.apply(quantity));
  }

  /** Whether a factor is one of the numbers but for its sign. */
  private boolean fits(Factor factor, List<Range> numbers) {
    for (Range range : numbers) {
      if (fits(factor, range)) {
        return true;
      }
    }
    return false;
  }

  private boolean fits(Factor factor, Range range) {
    double one = Math.abs(range.low);
    double other = Math.abs(range.high);
    if (factor.literal.isPresent()) {
      Literal literal = factor.literal.get();
      double size = literal.toDouble();
      return NumberRule.fit(literal, one, 0, false).isRight()
          || NumberRule.fit(literal, other, 0, false).isRight()
          || range.contains(size)
          || range.contains(-size);
    }
    return calculator
        .apply(factor.expr)
        .filter(side -> isAbout(side, one) || isAbout(side, other))
        .isPresent();
  }

  private static boolean isAbout(RightSides.Side side, double size) {
    if (!side.point().isScalar()) {
      return false;
    }
    double low = Math.min(Math.abs(side.low()[0]), Math.abs(side.high()[0]));
    double high = Math.max(Math.abs(side.low()[0]), Math.abs(side.high()[0]));
    double slack = 1e-9 * high + 1e-12;
    boolean narrow = high - low <= NARROW * size + slack;
    return narrow && low <= size + slack && size <= high + slack;
  }

  // ---- what is written ----

  /** The terms of a sum, each as factors; none where there are too many. */
  private static List<Term> terms(Expr sum) {
    List<Term> terms = new ArrayList<>();
    Deque<Expr> open = new ArrayDeque<>(List.of(sum));
    Deque<Boolean> signs = new ArrayDeque<>(List.of(false));
    while (!open.isEmpty()) {
      Expr part = open.pop();
      boolean minus = signs.pop();
      if (part instanceof Expr.Apply apply
          && (apply.gate() == Gate.ADD || apply.gate() == Gate.SUB)) {
        open.push(apply.operands().get(1));
        signs.push(minus != (apply.gate() == Gate.SUB));
        open.push(apply.operands().get(0));
        signs.push(minus);
        continue;
      }
      List<Factor> factors = factors(part);
      if (factors.isEmpty() || terms.size() == MOST_TERMS) {
        return List.of();
      }
      terms.add(new Term(minus ? Expr.Apply.of(Gate.NEG, part) : part, factors));
    }
    return terms;
  }

  private static List<Factor> factors(Expr product) {
    List<Factor> factors = new ArrayList<>();
    Deque<Expr> open = new ArrayDeque<>(List.of(product));
    while (!open.isEmpty()) {
      Expr part = open.pop();
      if (part instanceof Expr.Apply apply && apply.gate() == Gate.MUL) {
        open.push(apply.operands().get(1));
        open.push(apply.operands().get(0));
      } else if (part instanceof Expr.Apply apply
          && apply.gate() == Gate.NEG
          && Literal.of(part).isEmpty()) {
        open.push(apply.operands().get(0));
      } else if (part instanceof Expr.Apply apply && apply.gate() == Gate.DIV) {
        open.push(apply.operands().get(0));
        factors.add(Factor.of(Expr.Apply.of(Gate.DIV, Expr.Number.of(1), apply.operands().get(1))));
      } else {
        factors.add(Factor.of(part));
      }
      if (factors.size() > MOST_FACTORS) {
        return List.of();
      }
    }
    return factors;
  }
}
