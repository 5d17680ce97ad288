package org.chainrule.algebra;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.gate.Gate;
import org.chainrule.source.Cancellation;
import org.chainrule.value.Rational;

/**
 * Makes terms in canonical form. Like terms are collected and like factors merged as they are met;
 * products of sums are not multiplied out.
 *
 * <p>The rules hold for real numbers wherever both sides are defined. Where a factor cancels that
 * must not be 0, the side condition is kept in {@link #conditions()}.
 */
final class Terms {
  /** Numbers became too large, or a division by 0 stands in a formula: it is left as it is. */
  static final class Unable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unable() {
      super(null, null, false, false);
    }
  }

  private static final Rational HALF = fraction(1, 2);

  private final Map<Term, Term> known = new HashMap<>();
  private final Set<Term> conditions = new LinkedHashSet<>();
  private final boolean exponentials;

  /** Whether what cancels is noted: not while a sum is only rearranged. */
  private boolean recording = true;

  /**
   * An empty collection of terms.
   *
   * @param exponentials whether to merge {@code exp(a)*exp(b)}, which proves more and reads worse
   */
  Terms(boolean exponentials) {
    this.exponentials = exponentials;
  }

  static Rational fraction(long numerator, long denominator) {
    return Rational.of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator))
        .orElseThrow();
  }

  /** Makes terms without noting what cancels: each value was there before. */
  <T> T rearranging(java.util.function.Supplier<T> work) {
    boolean before = recording;
    recording = false;
    try {
      return work.get();
    } finally {
      recording = before;
    }
  }

  /** Bases that were cancelled and must not be 0. */
  Set<Term> conditions() {
    return conditions;
  }

  private Term intern(Term term) {
    Cancellation.check();
    Term before = known.putIfAbsent(term, term);
    return before == null ? term : before;
  }

  private int next() {
    return known.size();
  }

  // ---- leaves ----

  Term number(Rational value) {
    return intern(Term.number(next(), value));
  }

  Term number(int value) {
    return number(Rational.of(value));
  }

  Term name(String name) {
    return intern(Term.name(next(), name));
  }

  // ---- exact arithmetic ----

  static Rational plus(Rational a, Rational b) {
    return a.plus(b).orElseThrow(Unable::new);
  }

  static Rational times(Rational a, Rational b) {
    return a.equals(Rational.ONE)
        ? b
        : b.equals(Rational.ONE) ? a : a.times(b).orElseThrow(Unable::new);
  }

  static Rational over(Rational a, Rational b) {
    return a.over(b).orElseThrow(Unable::new);
  }

  private static Rational power(Rational base, Rational exponent) {
    return base.power(exponent).orElseThrow(Unable::new);
  }

  // ---- sums ----

  Term plus(Term a, Term b) {
    return sum(List.of(a, b), List.of(Rational.ONE, Rational.ONE));
  }

  Term minus(Term a, Term b) {
    return sum(List.of(a, b), List.of(Rational.ONE, Rational.ONE.negated()));
  }

  /** The terms times their weights, added. */
  Term sum(List<Term> terms, List<Rational> weights) {
    Collected sum = new Collected(Rational.ZERO);
    for (int i = 0; i < terms.size(); i++) {
      addTo(sum, terms.get(i), weights.get(i));
    }
    return sum(sum);
  }

  private void addTo(Collected sum, Term term, Rational weight) {
    switch (term.kind) {
      case NUMBER -> sum.number = plus(sum.number, times(weight, term.number));
      case SUM -> {
        sum.number = plus(sum.number, times(weight, term.number));
        for (int i = 0; i < term.parts.length; i++) {
          sum.add(term.parts[i], times(weight, term.weights[i]));
        }
      }
      case PRODUCT -> {
        Term only =
            term.parts.length == 1 && term.weights[0].equals(Rational.ONE) ? term.parts[0] : null;
        if (only != null && only.kind == Term.Kind.SUM) {
          addTo(sum, only, times(weight, term.number));
        } else {
          sum.add(unit(term), times(weight, term.number));
        }
      }
      default -> sum.add(term, weight);
    }
  }

  /** A product without its number. */
  private Term unit(Term product) {
    return product.number.equals(Rational.ONE)
        ? product
        : weighted(Term.Kind.PRODUCT, Rational.ONE, product.parts, product.weights);
  }

  private Term sum(Collected sum) {
    sum.dropZeros();
    if (sum.weights.isEmpty()) {
      return number(sum.number);
    }
    if (sum.weights.size() == 1 && sum.number.signum() == 0) {
      Map.Entry<Term, Rational> only = sum.weights.entrySet().iterator().next();
      return times(only.getKey(), only.getValue());
    }
    return weighted(Term.Kind.SUM, sum.number, sum);
  }

  /** A number, and terms with what they are multiplied by, or raised to. */
  private static final class Collected {
    private Rational number;
    private final Map<Term, Rational> weights = new LinkedHashMap<>();

    Collected(Rational number) {
      this.number = number;
    }

    void add(Term term, Rational weight) {
      Rational before = weights.get(term);
      weights.put(term, before == null ? weight : plus(before, weight));
    }

    void dropZeros() {
      weights.values().removeIf(weight -> weight.signum() == 0);
    }
  }

  private Term weighted(Term.Kind kind, Rational number, Collected collected) {
    List<Map.Entry<Term, Rational>> entries = new ArrayList<>(collected.weights.entrySet());
    entries.sort(Comparator.comparingInt(entry -> entry.getKey().id));
    Term[] parts = new Term[entries.size()];
    Rational[] weights = new Rational[parts.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = entries.get(i).getKey();
      weights[i] = entries.get(i).getValue();
    }
    return weighted(kind, number, parts, weights);
  }

  private Term weighted(Term.Kind kind, Rational number, Term[] parts, Rational[] weights) {
    boolean plain =
        parts.length == 1
            && weights[0].equals(Rational.ONE)
            && number.equals(kind == Term.Kind.SUM ? Rational.ZERO : Rational.ONE);
    return plain ? parts[0] : intern(Term.weighted(next(), kind, number, parts, weights));
  }

  // ---- products ----

  Term times(Term term, Rational number) {
    return product(List.of(term), List.of(Rational.ONE), number);
  }

  Term times(Term a, Term b) {
    return product(List.of(a, b), List.of(Rational.ONE, Rational.ONE), Rational.ONE);
  }

  Term over(Term a, Term b) {
    return product(List.of(a, b), List.of(Rational.ONE, Rational.ONE.negated()), Rational.ONE);
  }

  /** The bases to the power of their exponents, multiplied, times a number. */
  Term product(List<Term> bases, List<Rational> exponents, Rational number) {
    Factors factors = new Factors(number);
    for (int i = 0; i < bases.size(); i++) {
      factors.multiply(bases.get(i), exponents.get(i));
    }
    return factors.product();
  }

  Term power(Term base, Rational exponent) {
    return product(List.of(base), List.of(exponent), Rational.ONE);
  }

  /** Collects the factors of one product. */
  private final class Factors {
    private final Collected collected;

    /** Exponents that are no numbers, by base. */
    private final Map<Term, Term> symbolic = new LinkedHashMap<>();

    private final Set<Term> negative = new LinkedHashSet<>();

    Factors(Rational number) {
      collected = new Collected(number);
    }

    void multiply(Term base, Rational exponent) {
      if (exponent.signum() == 0) {
        return;
      }
      switch (base.kind) {
        case NUMBER -> number(base, exponent);
        case PRODUCT -> product(base, exponent);
        case SUM -> sum(base, exponent);
        case POWER -> symbolic(base, exponent);
        default -> add(base, exponent);
      }
    }

    private void add(Term base, Rational exponent) {
      if (exponent.signum() < 0) {
        negative.add(base);
      }
      if (exponentials && base.isCall(Gate.EXP) && base.parts[0].kind == Term.Kind.SUM) {
        Term argument = base.parts[0];
        for (int i = 0; i < argument.parts.length; i++) {
          Term part = call(Gate.EXP, 0, argument.parts[i]);
          collected.add(part, times(exponent, argument.weights[i]));
        }
        if (argument.number.signum() != 0) {
          Term unit = call(Gate.EXP, 0, Terms.this.number(1));
          collected.add(unit, times(exponent, argument.number));
        }
        return;
      }
      if (exponentials && base.isCall(Gate.EXP) && base.parts[0].kind == Term.Kind.PRODUCT) {
        Term argument = base.parts[0];
        collected.add(call(Gate.EXP, 0, unit(argument)), times(exponent, argument.number));
        return;
      }
      collected.add(base, exponent);
    }

    private void number(Term base, Rational exponent) {
      if (base.number.signum() == 0 && exponent.signum() < 0) {
        throw new Unable();
      }
      if (exponent.isInteger()) {
        collected.number = times(collected.number, power(base.number, exponent));
        return;
      }
      Optional<Rational> root = root(base.number, exponent);
      if (root.isPresent()) {
        collected.number = times(collected.number, root.get());
      } else if (base.number.signum() > 0 && exponent.numerator().bitLength() < 32) {
        // 2^(3/2) is 2*2^(1/2): one form for every power of a number.
        Rational whole =
            Rational.of(
                Math.floorDiv(exponent.numerator().intValue(), exponent.denominator().intValue()));
        collected.number = times(collected.number, power(base.number, whole));
        collected.add(base, plus(exponent, whole.negated()));
      } else {
        collected.add(base, exponent);
      }
    }

    private void product(Term base, Rational exponent) {
      if (exponent.isInteger()) {
        collected.number = times(collected.number, power(base.number, exponent));
        for (int i = 0; i < base.parts.length; i++) {
          multiply(base.parts[i], times(base.weights[i], exponent));
        }
        return;
      }
      Term rest = base;
      Optional<Rational> root = root(base.number, exponent);
      if (root.isPresent()) {
        collected.number = times(collected.number, root.get());
        rest = unit(base);
      }
      boolean single =
          rest.kind == Term.Kind.PRODUCT
              && rest.parts.length == 1
              && rest.number.equals(Rational.ONE);
      if (single && rest.weights[0].isInteger() && isEven(rest.weights[0])) {
        // (u^2)^(1/2) is abs(u), not u.
        multiply(call(Gate.ABS, 0, rest.parts[0]), times(rest.weights[0], exponent));
      } else if (single && (isPositive(rest.parts[0]) || !rest.weights[0].isInteger())) {
        multiply(rest.parts[0], times(rest.weights[0], exponent));
      } else if (rest.kind == Term.Kind.PRODUCT) {
        add(rest, exponent);
      } else {
        multiply(rest, exponent);
      }
    }

    /** What a sum's terms have in common is taken out, so that 2x + 2 and x + 1 merge. */
    private void sum(Term base, Rational exponent) {
      Rational content = content(base);
      if (exponent.isInteger()) {
        if (!content.isInteger()) {
          content = Rational.ONE;
        }
        if (leading(base).signum() < 0) {
          content = content.negated();
        }
        collected.number = times(collected.number, power(content, exponent));
        add(divided(base, content), exponent);
        return;
      }
      Optional<Rational> root = root(content, exponent);
      if (root.isPresent()) {
        collected.number = times(collected.number, root.get());
        add(divided(base, content), exponent);
      } else {
        add(base, exponent);
      }
    }

    private void symbolic(Term power, Rational exponent) {
      if (!exponent.isInteger() && !isPositive(power.parts[0])) {
        add(power, exponent); // (a^b)^(1/2) is not a^(b/2) where a is negative.
        return;
      }
      Term more = times(power.parts[1], exponent);
      symbolic.merge(power.parts[0], more, Terms.this::plus);
    }

    Term product() {
      for (Map.Entry<Term, Term> each : symbolic.entrySet()) {
        Term base = each.getKey();
        Term exponent = each.getValue();
        Rational weight = collected.weights.get(base);
        if (weight != null) {
          exponent = plus(exponent, Terms.this.number(weight));
          collected.weights.remove(base);
        }
        if (exponent.isNumber()) {
          collected.add(base, exponent.number);
        } else {
          collected.add(intern(Term.power(next(), base, exponent)), Rational.ONE);
        }
      }
      for (Term base : List.copyOf(collected.weights.keySet())) {
        magnitude(base);
      }
      if (collected.number.signum() == 0) {
        return Terms.this.number(0);
      }
      for (Map.Entry<Term, Rational> each : collected.weights.entrySet()) {
        if (recording
            && negative.contains(each.getKey())
            && each.getValue().signum() >= 0
            && !isPositive(each.getKey())) {
          conditions.add(each.getKey());
        }
      }
      collected.dropZeros();
      if (collected.weights.isEmpty()) {
        return Terms.this.number(collected.number);
      }
      return weighted(Term.Kind.PRODUCT, collected.number, collected);
    }

    /** abs(u)^2 is u^2, u/abs(u) is sign(u). */
    private void magnitude(Term base) {
      if (!base.isCall(Gate.ABS)) {
        return;
      }
      Rational weight = collected.weights.get(base);
      Term inner = base.parts[0];
      if (weight == null || !weight.isInteger() || weight.signum() == 0) {
        return;
      }
      if (isEven(weight)) {
        collected.weights.remove(base);
        multiply(inner, weight);
        return;
      }
      Rational other = collected.weights.get(inner);
      if (weight.signum() < 0 && other != null && other.isInteger() && other.signum() > 0) {
        collected.weights.remove(base);
        multiply(inner, plus(weight, Rational.ONE));
        Rational left =
            plus(collected.weights.getOrDefault(inner, Rational.ZERO), Rational.ONE.negated());
        collected.weights.put(inner, left);
        collected.add(call(Gate.SIGN, 0, inner), Rational.ONE);
      }
    }
  }

  private static boolean isEven(Rational integer) {
    return !integer.numerator().testBit(0);
  }

  private static boolean isPositive(Term term) {
    return term.isCall(Gate.EXP)
        || term.kind == Term.Kind.NAME
            && (term.name.equals("pi") || term.name.equals("e") || term.name.equals("π"))
        || term.isNumber() && term.number.signum() > 0;
  }

  /** The exact power, if there is one. */
  private static Optional<Rational> root(Rational base, Rational exponent) {
    if (base.equals(Rational.ONE)) {
      return Optional.of(base);
    }
    int degree = exponent.denominator().bitLength() < 16 ? exponent.denominator().intValue() : 0;
    if (base.signum() <= 0 || degree == 0) {
      return Optional.empty();
    }
    Optional<BigInteger> above = root(base.numerator(), degree);
    Optional<BigInteger> below = root(base.denominator(), degree);
    if (above.isEmpty() || below.isEmpty()) {
      return Optional.empty();
    }
    Rational found = Rational.of(above.get(), below.get()).orElseThrow(Unable::new);
    return found.power(Rational.of(exponent.numerator(), BigInteger.ONE).orElseThrow(Unable::new));
  }

  private static Optional<BigInteger> root(BigInteger value, int degree) {
    BigInteger guess = BigInteger.valueOf(Math.round(Math.pow(value.doubleValue(), 1.0 / degree)));
    return guess.signum() > 0 && guess.pow(degree).equals(value)
        ? Optional.of(guess)
        : Optional.empty();
  }

  /**
   * The largest number that divides all weights of a sum to whole numbers without common factor.
   */
  static Rational content(Term sum) {
    BigInteger above = BigInteger.ZERO;
    BigInteger below = BigInteger.ONE;
    List<Rational> all = new ArrayList<>(Arrays.asList(sum.weights));
    if (sum.number.signum() != 0) {
      all.add(sum.number);
    }
    for (Rational weight : all) {
      above = above.gcd(weight.numerator());
      BigInteger denominator = weight.denominator();
      below = below.divide(below.gcd(denominator)).multiply(denominator);
    }
    return Rational.of(above.abs(), below).orElseThrow(Unable::new);
  }

  /** The weight of the highest power of a polynomial, else of the oldest part. */
  private static Rational leading(Term sum) {
    int best = 0;
    int degree = TermWriter.degree(sum.parts[0]);
    for (int i = 1; i < sum.parts.length && degree >= 0; i++) {
      int other = TermWriter.degree(sum.parts[i]);
      if (other < 0) {
        return sum.weights[0];
      }
      if (other > degree) {
        degree = other;
        best = i;
      }
    }
    return sum.weights[best];
  }

  private Term divided(Term sum, Rational number) {
    if (number.equals(Rational.ONE)) {
      return sum;
    }
    Rational[] weights = new Rational[sum.weights.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = over(sum.weights[i], number);
    }
    return weighted(Term.Kind.SUM, over(sum.number, number), sum.parts, weights);
  }

  // ---- gates ----

  /** A gate on operands; arithmetic becomes sums and products, all else a call. */
  Term gate(Gate gate, int width, Term... x) {
    switch (gate) {
      case ADD:
        return plus(x[0], x[1]);
      case SUB:
        return minus(x[0], x[1]);
      case NEG:
        return times(x[0], Rational.ONE.negated());
      case MUL:
      case MASKED:
        return times(x[0], x[1]);
      case DIV:
        return over(x[0], x[1]);
      case POW:
        return power(x[0], x[1]);
      case SQRT:
        return power(x[0], HALF);
      case MATMUL:
        return matrixProduct(x[0], x[1]);
      default:
        return call(gate, width, x);
    }
  }

  /** The general power. */
  Term power(Term base, Term exponent) {
    if (exponent.isNumber()) {
      return power(base, exponent.number);
    }
    if (base.is(1)) {
      return base;
    }
    if (base.kind == Term.Kind.NAME && base.name.equals("e") && exponentials) {
      return call(Gate.EXP, 0, exponent);
    }
    return product(
        List.of(intern(Term.power(next(), base, exponent))), List.of(Rational.ONE), Rational.ONE);
  }

  /** Numbers are drawn out of a matrix product. */
  private Term matrixProduct(Term a, Term b) {
    Rational number = Rational.ONE;
    Term left = a;
    Term right = b;
    if (a.kind == Term.Kind.PRODUCT) {
      number = times(number, a.number);
      left = unit(a);
    }
    if (b.kind == Term.Kind.PRODUCT) {
      number = times(number, b.number);
      right = unit(b);
    }
    return times(call(Gate.MATMUL, 0, left, right), number);
  }

  /** A call, by the rules that shorten one. */
  Term call(Gate gate, int width, Term... x) {
    if (gate == Gate.LOG && x[0].isCall(Gate.EXP)) {
      return x[0].parts[0];
    }
    if (gate == Gate.LOG && x[0].is(1)) {
      return number(0);
    }
    if (gate == Gate.EXP && x[0].is(0)) {
      return number(1);
    }
    if (gate == Gate.ABS && isPositive(x[0])) {
      return x[0];
    }
    if (gate == Gate.SIGN && isPositive(x[0])) {
      return number(1);
    }
    if (gate == Gate.ABS && x[0].kind == Term.Kind.PRODUCT && x[0].number.signum() < 0) {
      return call(Gate.ABS, 0, times(x[0], Rational.ONE.negated()));
    }
    if (gate == Gate.LT && x[0].is(0) || gate == Gate.GT && x[1].is(0)) {
      return call(Gate.STEP, 0, gate == Gate.LT ? x[1] : x[0]);
    }
    if (gate == Gate.TRANSPOSE && x[0].isCall(Gate.TRANSPOSE)) {
      return x[0].parts[0];
    }
    boolean measure = gate == Gate.SIZE || gate == Gate.ROWS || gate == Gate.COLUMNS;
    if (measure && x[0].kind == Term.Kind.PRODUCT && x[0].parts.length == 1) {
      return call(gate, width, x[0].parts[0]); // 2*u^2 has as many entries as u.
    }
    if (gate == Gate.WHERE && x[1] == x[2]) {
      return x[1];
    }
    if (exponentials) {
      Optional<Term> rewritten = provable(gate, x);
      if (rewritten.isPresent()) {
        return rewritten.get();
      }
    }
    return intern(Term.call(next(), gate, width, x.clone()));
  }

  /** Functions in terms of fewer others: proves more than it pleases, so only for equality. */
  private Optional<Term> provable(Gate gate, Term[] x) {
    Term one = number(1);
    Term u = x[0];
    switch (gate) {
      case SIGMOID:
        return Optional.of(power(plus(one, call(Gate.EXP, 0, negated(u))), Rational.ONE.negated()));
      case SOFTPLUS:
        return Optional.of(call(Gate.LOG, 0, plus(one, call(Gate.EXP, 0, u))));
      case TANH:
      case SINH:
      case COSH:
        Term up = power(call(Gate.EXP, 0, u), Rational.ONE);
        Term down =
            product(List.of(call(Gate.EXP, 0, u)), List.of(Rational.ONE.negated()), Rational.ONE);
        Term sinh = times(minus(up, down), HALF);
        Term cosh = times(plus(up, down), HALF);
        return Optional.of(gate == Gate.SINH ? sinh : gate == Gate.COSH ? cosh : over(sinh, cosh));
      case TAN:
        return Optional.of(over(call(Gate.SIN, 0, u), call(Gate.COS, 0, u)));
      case SILU:
        return Optional.of(times(u, call(Gate.SIGMOID, 0, u)));
      case EXPM1:
        return Optional.of(minus(call(Gate.EXP, 0, u), one));
      case LOG1P:
        return Optional.of(call(Gate.LOG, 0, plus(one, u)));
      case LOG2:
        return Optional.of(over(call(Gate.LOG, 0, u), call(Gate.LOG, 0, number(2))));
      case LOG10:
        return Optional.of(over(call(Gate.LOG, 0, u), call(Gate.LOG, 0, number(10))));
      case HYPOT:
        return Optional.of(
            power(plus(power(u, Rational.of(2)), power(x[1], Rational.of(2))), HALF));
      case RELU:
        return Optional.of(times(u, call(Gate.STEP, 0, u)));
      case EXP:
        // exp(2x) is exp(x)^2, and exp(a + b) a product: one base for each exponent.
        if (u.kind == Term.Kind.PRODUCT && !u.number.equals(Rational.ONE)
            || u.kind == Term.Kind.SUM) {
          Term call = intern(Term.call(next(), Gate.EXP, 0, new Term[] {u}));
          return Optional.of(power(call, Rational.ONE));
        }
        return u.isNumber() && !u.is(1)
            ? Optional.of(power(call(Gate.EXP, 0, one), u.number))
            : Optional.empty();
      case SIN:
      case COS:
        if (u.kind == Term.Kind.PRODUCT && u.number.signum() < 0
            || u.kind == Term.Kind.SUM && u.weights[0].signum() < 0) {
          Term flipped = call(gate, 0, negated(u));
          return Optional.of(gate == Gate.SIN ? negated(flipped) : flipped);
        }
        return Optional.empty();
      default:
        return Optional.empty();
    }
  }

  Term negated(Term term) {
    return times(term, Rational.ONE.negated());
  }
}
