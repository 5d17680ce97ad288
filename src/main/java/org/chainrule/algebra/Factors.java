package org.chainrule.algebra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.gate.Gate;
import org.chainrule.value.Rational;

/**
 * The factors of one product, collected until nothing more can be merged. Whatever order they come
 * in, the product is the same term; so taking a factor out and multiplying it back changes nothing.
 *
 * <p>A product is a fraction times bases to the power of weights:
 *
 * <ul>
 *   <li>numbers under a root stand as in {@link Surds};
 *   <li>a sum has whole coefficients without common divisor, and a whole power of it begins with a
 *       positive one: {@code (2*x - 2*y)*z} is {@code 2*(x - y)*z}, {@code (y - x)*z} is {@code -(x
 *       - y)*z};
 *   <li>a product under a root keeps together: {@code x*y*sqrt(x*y)} is {@code (x*y)^(3/2)};
 *   <li>{@code abs(u)}, {@code sign(u)} and {@code u} are one base: {@code abs(u)^2} is {@code
 *       u^2}, {@code u/abs(u)} is {@code sign(u)};
 *   <li>a choice with a branch 0 takes the other factors in: {@code where(c, a, 0)*x} is {@code
 *       where(c, a*x, 0)}.
 * </ul>
 */
final class Factors {
  /** Each round merges at least two factors into fewer; more rounds than this are given up. */
  private static final int MOST_ROUNDS = 200;

  private final Terms terms;
  private Rational number;
  private final Surds.Product surds = new Surds.Product();

  /** Exponents that are numbers, by base. */
  private final Map<Term, Rational> weights = new LinkedHashMap<>();

  /** Exponents that are no numbers, by base. */
  private final Map<Term, Term> symbolic = new LinkedHashMap<>();

  /** Bases that stood below a fraction bar. */
  private final Set<Term> below = new LinkedHashSet<>();

  Factors(Terms terms, Rational number) {
    this.terms = terms;
    this.number = number;
  }

  // ---- one factor more ----

  void multiply(Term base, Rational exponent) {
    if (exponent.signum() == 0) {
      return;
    }
    switch (base.kind) {
      case NUMBER -> number(base.number, exponent);
      case PRODUCT -> product(base, exponent);
      case SUM -> sum(base, exponent);
      case POWER -> power(base, exponent);
      default -> plain(base, exponent);
    }
  }

  private void add(Term base, Rational exponent) {
    if (exponent.signum() < 0) {
      below.add(base);
    }
    Rational before = weights.get(base);
    Rational sum = before == null ? exponent : Terms.plus(before, exponent);
    if (sum.signum() == 0) {
      weights.remove(base);
    } else {
      weights.put(base, sum);
    }
  }

  private void plain(Term base, Rational exponent) {
    if (terms.isForProof() && base.isCall(Gate.EXP)) {
      exponential(base, exponent);
    } else {
      add(base, exponent);
    }
  }

  /** exp(2*a + b) is exp(a)^2*exp(b): one base for each exponent. */
  private void exponential(Term base, Rational exponent) {
    Term argument = base.parts[0];
    if (argument.kind == Term.Kind.SUM) {
      for (int i = 0; i < argument.parts.length; i++) {
        Term part = terms.exponential(argument.parts[i]);
        add(part, Terms.times(exponent, argument.weights[i]));
      }
      if (argument.number.signum() != 0) {
        Term unit = terms.exponential(terms.number(1));
        add(unit, Terms.times(exponent, argument.number));
      }
    } else if (argument.kind == Term.Kind.PRODUCT) {
      Term unit = terms.exponential(terms.unit(argument));
      add(unit, Terms.times(exponent, argument.number));
    } else if (argument.isNumber() && !argument.is(1)) {
      add(terms.exponential(terms.number(1)), Terms.times(exponent, argument.number));
    } else {
      add(base, exponent);
    }
  }

  private void number(Rational base, Rational exponent) {
    if (exponent.isInteger()) {
      number = Terms.times(number, Terms.power(base, exponent));
    } else if (base.signum() > 0) {
      terms.surds().multiply(surds, base, exponent);
    } else if (base.signum() == 0 && exponent.signum() > 0) {
      number = Rational.ZERO;
    } else if (base.signum() == 0) {
      throw new Terms.Unable();
    } else {
      add(terms.number(base), exponent);
    }
  }

  private void product(Term base, Rational exponent) {
    if (exponent.isInteger()) {
      number = Terms.times(number, Terms.power(base.number, exponent));
      for (int i = 0; i < base.parts.length; i++) {
        multiply(base.parts[i], Terms.times(base.weights[i], exponent));
      }
      return;
    }
    // The size of the number goes out of the root, its sign cannot.
    Rational size = base.number.signum() < 0 ? base.number.negated() : base.number;
    number(size, exponent);
    boolean negative = base.number.signum() < 0;
    if (!negative && base.parts.length == 1) {
      root(base.parts[0], base.weights[0], exponent);
      return;
    }
    Rational first = base.weights[0];
    if (base.parts.length == 1 && first.isInteger() && !Terms.isEven(first)) {
      // -u^3 is (-u)^3.
      Term turned = terms.negated(base.parts[0]);
      Rational merged = Terms.times(first, exponent);
      if (turned.kind == Term.Kind.PRODUCT) {
        add(turned, merged);
      } else {
        multiply(turned, merged);
      }
      return;
    }
    if (!negative && isSquare(base)) {
      for (int i = 0; i < base.parts.length; i++) {
        root(base.parts[i], base.weights[i], exponent);
      }
      return;
    }
    List<Term> kept = new ArrayList<>();
    List<Rational> powers = new ArrayList<>();
    for (int i = 0; i < base.parts.length; i++) {
      if (terms.positivity().isPositive(base.parts[i])) {
        multiply(base.parts[i], Terms.times(base.weights[i], exponent));
      } else {
        kept.add(base.parts[i]);
        powers.add(base.weights[i]);
      }
    }
    Rational sign = negative ? Rational.ONE.negated() : Rational.ONE;
    Term rest = terms.product(kept, powers, sign);
    boolean same = rest.kind == Term.Kind.PRODUCT && rest.parts.length == base.parts.length;
    if (same && rest.number.equals(sign) && rest.weights[0].signum() < 0) {
      add(terms.power(rest, Rational.ONE.negated()), exponent.negated()); // (y/x)^e is (x/y)^-e.
    } else if (same && rest.number.equals(sign)) {
      add(rest, exponent);
    } else {
      multiply(rest, exponent);
    }
  }

  private static boolean isSquare(Term product) {
    boolean square = true;
    for (Rational weight : product.weights) {
      square &= weight.isInteger() && Terms.isEven(weight);
    }
    return square;
  }

  /** (u^w)^exponent, where the exponent is no whole number: (u^2)^(1/2) is abs(u), not u. */
  private void root(Term u, Rational weight, Rational exponent) {
    boolean even = weight.isInteger() && Terms.isEven(weight);
    boolean any = even && !terms.positivity().isPositive(u);
    multiply(any ? terms.call(Gate.ABS, 0, u) : u, Terms.times(weight, exponent));
  }

  /** What a sum's terms have in common is taken out, so that 2x + 2 and x + 1 merge. */
  private void sum(Term base, Rational exponent) {
    Terms.Primitive primitive = terms.primitive(base);
    if (exponent.isInteger()) {
      number = Terms.times(number, Terms.power(primitive.content(), exponent));
      add(primitive.sum(), exponent);
      return;
    }
    boolean turned = primitive.content().signum() < 0;
    Rational size = turned ? primitive.content().negated() : primitive.content();
    number(size, exponent);
    add(turned ? terms.negated(primitive.sum()) : primitive.sum(), exponent);
  }

  private void power(Term power, Rational exponent) {
    Term base = power.parts[0];
    if (!exponent.isInteger() && !terms.positivity().isPositive(base)) {
      add(power, exponent); // (a^b)^(1/2) is not a^(b/2) where a is negative.
      return;
    }
    symbolic(base, terms.times(power.parts[1], exponent));
  }

  /** A base to the power of an exponent that is no number. */
  private void symbolic(Term base, Term exponent) {
    Term before = symbolic.get(base);
    symbolic.put(base, before == null ? exponent : terms.plus(before, exponent));
  }

  // ---- what the factors make together ----

  Term product() {
    for (int round = 0; number.signum() != 0 && (again() || settle()); round++) {
      if (round > MOST_ROUNDS) {
        throw new Terms.Unable();
      }
    }
    if (number.signum() == 0) {
      return terms.number(0);
    }
    number = Terms.times(number, terms.surds().whole(surds));
    for (Surds.Root root : terms.surds().roots(surds)) {
      Rational radicand =
          Rational.of(root.radicand(), java.math.BigInteger.ONE).orElseThrow(Terms.Unable::new);
      weights.put(terms.number(radicand), root.exponent());
    }
    note();
    Term choice = choice();
    return choice != null ? choice : built();
  }

  private Term built() {
    symbolic.forEach(
        (base, exponent) ->
            weights.merge(terms.rawPower(base, exponent), Rational.ONE, Terms::plus));
    symbolic.clear();
    return terms.weighted(number, weights);
  }

  /** Multiplies again what has become a whole power; returns whether there was any. */
  private boolean again() {
    for (Map.Entry<Term, Rational> each : weights.entrySet()) {
      Term base = each.getKey();
      Rational weight = each.getValue();
      boolean open =
          switch (base.kind) {
            case NUMBER, POWER, PRODUCT -> weight.isInteger();
            case SUM -> weight.isInteger() && terms.primitive(base).sum() != base;
            default -> false;
          };
      if (open) {
        weights.remove(base);
        multiply(base, weight);
        return true;
      }
    }
    return false;
  }

  /** Brings what belongs together into its one form; returns whether anything was left to merge. */
  private boolean settle() {
    for (Term base : List.copyOf(weights.keySet())) {
      if (base.isCall(Gate.ABS) || base.isCall(Gate.SIGN)) {
        magnitude(base.parts[0]);
      }
    }
    boolean more = false;
    for (Term base : List.copyOf(weights.keySet())) {
      Rational weight = weights.get(base);
      if (weight == null) {
        continue; // It went into another one.
      }
      if (terms.isHalfChoice(base)) {
        inside(base, weight);
      } else if (base.kind == Term.Kind.SUM && !weight.isInteger()) {
        more |= opposite(base);
      } else if (base.kind == Term.Kind.PRODUCT && weight.isInteger()) {
        more = true; // Another round multiplies it.
      } else if (base.kind == Term.Kind.PRODUCT) {
        together(base);
      }
    }
    for (Term base : List.copyOf(symbolic.keySet())) {
      more |= exponent(base);
    }
    return more || multipliedOut();
  }

  /**
   * The one form of {@code abs(u)^a * u^b * sign(u)^s}, for whole a, b, s. Where u is not 0, that
   * is sign(u)^(b + s) * abs(u)^(a + b), and the power of a sign is 1 or the sign.
   */
  private void magnitude(Term u) {
    Term abs = terms.raw(Gate.ABS, u);
    Term sign = terms.raw(Gate.SIGN, u);
    Rational a = weights.getOrDefault(abs, Rational.ZERO);
    Rational b = weights.getOrDefault(u, Rational.ZERO);
    Rational s = weights.getOrDefault(sign, Rational.ZERO);
    if (!a.isInteger() || !s.isInteger()) {
      return;
    }
    Rational size = Terms.plus(a, b);
    weights.remove(abs);
    weights.remove(sign);
    if (terms.positivity().isNotNegative(u)) {
      put(u, size);
      put(sign, Rational.of(size.signum() == 0 ? s.signum() : 0));
      return;
    }
    if (a.signum() == 0 && b.signum() == 0) {
      put(sign, Rational.of(!Terms.isEven(s) ? 1 : s.signum() > 0 ? 2 : 0));
      return;
    }
    if (u.kind == Term.Kind.POWER) {
      // A power with an exponent that is no number stands elsewhere, in symbolic.
      put(abs, Terms.isEven(a) ? Rational.ZERO : a);
      put(sign, s);
      if (Terms.isEven(a)) {
        multiply(u, a);
      }
      return;
    }
    if (!b.isInteger()) {
      put(u, size); // u^(1/2) says that u is not negative.
      return;
    }
    boolean positive = Terms.isEven(Terms.plus(b, s));
    if (positive == Terms.isEven(size)) {
      put(u, size);
    } else if (positive) {
      put(u, Rational.ZERO);
      put(abs, size);
    } else if (size.signum() == 0) {
      put(u, Rational.ZERO);
      put(sign, Rational.ONE);
    } else {
      Rational one = Rational.of(size.signum());
      put(u, Terms.plus(size, one.negated()));
      put(abs, one);
    }
  }

  private void put(Term base, Rational weight) {
    if (weight.signum() == 0) {
      weights.remove(base);
    } else {
      weights.put(base, weight);
    }
  }

  /** where(c, a, 0)^2 is where(c, a^2, 0). */
  private void inside(Term choice, Rational weight) {
    Rational size = Rational.of(weight.signum());
    if (!weight.isInteger() || weight.equals(size)) {
      return;
    }
    Rational power = Terms.times(weight, size);
    Term[] x = choice.parts;
    Term yes = terms.power(x[1], power);
    Term no = terms.power(x[2], power);
    weights.remove(choice);
    multiply(terms.call(Gate.WHERE, 0, x[0], yes, no), size);
  }

  /** (1 - x)^(1/2)*(x - 1) is -(1 - x)^(3/2). */
  private boolean opposite(Term base) {
    Term turned = terms.primitive(base).sum();
    Rational weight = turned == base ? null : weights.get(turned);
    if (weight == null || !weight.isInteger()) {
      return false;
    }
    weights.remove(turned);
    if (!Terms.isEven(weight)) {
      number = number.negated();
    }
    add(base, weight);
    return true;
  }

  /** x*y*(x*y)^(1/2) is (x*y)^(3/2), and (x*y)^(1/2)/x is y*(x*y)^(-1/2). */
  private void together(Term base) {
    boolean above = !below.contains(base);
    Rational before = weights.get(base);
    Rational floor = before.floor();
    weights.put(base, Terms.plus(before, floor.negated()));
    product(base, floor);
    Rational whole = absorbed(base);
    if (whole.signum() != 0) {
      product(base, whole.negated());
      weights.put(base, Terms.plus(weights.get(base), whole));
      if (above && weights.get(base).signum() < 0) {
        sunk(base);
      }
    }
  }

  /** A product got below the fraction bar, and factors with it that were not there. */
  private void sunk(Term product) {
    for (Term part : product.parts) {
      terms.pole(part);
    }
  }

  /**
   * The largest whole power of a product that its factors can give without one of them getting
   * below the fraction bar.
   */
  private Rational absorbed(Term product) {
    Rational most = null;
    for (int i = 0; i < product.parts.length; i++) {
      Rational have = weights.getOrDefault(product.parts[i], Rational.ZERO);
      Rational need = product.weights[i];
      boolean whole = have.isInteger() && need.isInteger() && need.signum() > 0;
      Rational times = whole ? Terms.over(have, need).floor() : Rational.ZERO;
      most = most == null || times.compareTo(most) < 0 ? times : most;
    }
    return most;
  }

  /** Merges a base's powers where they can stand as one; else the whole part goes out. */
  private boolean exponent(Term base) {
    Term exponent = symbolic.get(base);
    boolean joins =
        switch (base.kind) {
          case NAME, CONSTANT -> true;
          case CALL -> !base.isCall(Gate.ABS) && !base.isCall(Gate.SIGN);
          case SUM -> terms.primitive(base).sum() == base;
          case NUMBER -> base.is(0);
          case POWER -> base.parts[0].is(0);
          default -> false;
        };
    Rational weight = joins ? weights.remove(base) : null;
    if (weight != null) {
      exponent = terms.plus(exponent, terms.number(weight));
    }
    Rational out = Rational.ZERO;
    if (exponent.isNumber()) {
      out = exponent.number;
      exponent = terms.number(0);
    } else if (!joins && exponent.kind == Term.Kind.SUM) {
      boolean all = base.isNumber() && base.number.signum() > 0;
      out = all ? exponent.number : exponent.number.floor();
      exponent = terms.plus(exponent, terms.number(out.negated()));
    }
    if (base.kind == Term.Kind.PRODUCT && !exponent.is(0)) {
      absorb(base, exponent, out);
      return false; // What went out is what may come in: another round would find the same.
    }
    if (exponent.is(0)) {
      symbolic.remove(base);
    } else {
      symbolic.put(base, exponent);
    }
    if (out.signum() != 0) {
      multiply(base, out);
    }
    if (out.signum() < 0 && base.kind == Term.Kind.POWER) {
      terms.pole(base.parts[0]); // (x^p)^(q - 1) is (x^p)^q/x^p, which is undefined at 0.
    }
    return weight != null || out.signum() != 0;
  }

  /** x*y*(x*y)^a is (x*y)^(a + 1), as far as no factor gets below the fraction bar. */
  private void absorb(Term base, Term exponent, Rational out) {
    product(base, out);
    Rational whole = absorbed(base);
    product(base, whole.negated());
    symbolic.put(base, terms.plus(exponent, terms.number(whole)));
    if (whole.signum() < 0 && out.signum() >= 0) {
      sunk(base);
    }
  }

  /** (sqrt(2) + 1)*(sqrt(2) - 1) is 1: sums of roots of numbers are multiplied out. */
  private boolean multipliedOut() {
    return multipliedOut(Rational.ONE) || multipliedOut(Rational.ONE.negated());
  }

  /** Multiplies out two such sums that are above the fraction bar, or two that are below it. */
  private boolean multipliedOut(Rational side) {
    Term first = null;
    for (Map.Entry<Term, Rational> each : weights.entrySet()) {
      Term base = each.getKey();
      Rational weight = each.getValue();
      if (weight.isInteger() && weight.signum() == side.signum() && terms.isSurdSum(base)) {
        Term second = weight.equals(side) ? first : base;
        if (second != null) {
          add(base, side.negated());
          add(second, side.negated());
          below.remove(base);
          below.remove(second);
          multiply(terms.distributed(base, second), side);
          return true;
        }
        first = base;
      }
    }
    return false;
  }

  /** Remembers what was cancelled and must not be 0. */
  private void note() {
    for (Term base : below) {
      Term u = base.isCall(Gate.ABS) || base.isCall(Gate.SIGN) ? base.parts[0] : base;
      if (!symbolic.containsKey(u) && !staysBelow(u)) {
        terms.cancelled(u);
      }
    }
  }

  private boolean staysBelow(Term u) {
    for (Map.Entry<Term, Rational> each : weights.entrySet()) {
      Term base = each.getKey();
      boolean holds =
          base == u
              || base.isCall(Gate.ABS) && base.parts[0] == u
              || base.kind == Term.Kind.PRODUCT && List.of(base.parts).contains(u)
              || base.kind == Term.Kind.SUM && terms.primitive(base).sum() == u;
      if (holds && each.getValue().signum() < 0) {
        return true;
      }
    }
    return false;
  }

  // ---- choices ----

  /**
   * A choice with a branch 0 among the factors: its condition, and the product of all else in the
   * branch that is not 0. Null if there is none.
   */
  private Term choice() {
    Term choice = null;
    for (Map.Entry<Term, Rational> each : weights.entrySet()) {
      boolean usable =
          terms.isHalfChoice(each.getKey())
              && each.getValue().isInteger()
              && each.getValue().signum() > 0;
      if (usable && (choice == null || each.getKey().id < choice.id)) {
        choice = each.getKey();
      }
    }
    boolean alone =
        choice == null
            || weights.size() == 1
                && symbolic.isEmpty()
                && weights.get(choice).equals(Rational.ONE);
    if (alone) {
      return null;
    }
    Rational weight = weights.remove(choice);
    Rational outside = number;
    number = Rational.ONE;
    Term rest = built();
    Term value = choice.parts[1].is(0) ? choice.parts[2] : choice.parts[1];
    Term product = terms.product(List.of(value, rest), List.of(weight, Rational.ONE), Rational.ONE);
    return terms.times(
        choice.parts[1].is(0)
            ? terms.call(Gate.WHERE, 0, choice.parts[0], choice.parts[1], product)
            : terms.call(Gate.WHERE, 0, choice.parts[0], product, choice.parts[2]),
        outside);
  }
}
