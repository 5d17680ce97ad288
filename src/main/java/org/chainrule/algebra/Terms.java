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
import org.chainrule.source.Work;
import org.chainrule.value.Rational;

/**
 * Makes terms in canonical form. Like terms are collected and like factors merged as they are met;
 * products of sums are not multiplied out.
 *
 * <pre>
 * x + y           the sum of 1 times x and 1 times y; y + x is the same object
 * (x + y)*z       the product of that sum and z, each to the power 1
 * (x + y)*z*z/2   the same factors, z to the power 2, times 1/2
 * (x + y)*z/z     the sum alone, and the condition that z is not 0
 * x*z + y*z       a sum of two products: an equal function, and another term
 * </pre>
 *
 * <p>The rules hold for real numbers wherever both sides are defined. Where a factor cancels that
 * must not be 0, the side condition is kept in {@link #conditions()}.
 */
final class Terms {
  /** About as many evaluations as a step of algebra costs. */
  static final int STEP = 50;

  /** Numbers became too large, or a division by 0 stands in a formula: it is left as it is. */
  static final class Unable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unable() {
      super(null, null, false, false);
    }
  }

  /** Larger products of sums of roots are not multiplied out. */
  private static final int MOST_SURDS = 16;

  private static final Rational HALF = fraction(1, 2);
  private static final Rational MINUS = Rational.ONE.negated();

  private final Map<Term, Term> known = new HashMap<>();
  private final Map<Term, Primitive> primitives = new HashMap<>();
  private final Set<Term> conditions = new LinkedHashSet<>();
  private final Set<Term> poles = new LinkedHashSet<>();
  private final Surds surds = new Surds();
  private final Positivity positivity = new Positivity();
  private final boolean forProof;

  /** Whether what cancels is noted: not while a sum is only rearranged. */
  private boolean recording = true;

  /** Whether a masked product may be read as a product where it has poles. */
  private boolean unmasking = true;

  /** Whether a masked product is a product wherever it stands. */
  private boolean maskless;

  /** Terms for what stands beside its value: that it is 0 where a mask is 0, the value tells. */
  static Terms withoutMasks() {
    Terms terms = new Terms();
    terms.maskless = true;
    return terms;
  }

  /** Terms for formulas that are to be read. */
  Terms() {
    this(false);
  }

  private Terms(boolean forProof) {
    this.forProof = forProof;
  }

  /**
   * Terms for proofs: functions are told by fewer others, {@code exp(a)*exp(b)} is one power.
   *
   * @param unmasking whether {@code masked(u, v)} is read as {@code u*v}, with {@link #poles()}
   */
  static Terms forProof(boolean unmasking) {
    Terms terms = new Terms(true);
    terms.unmasking = unmasking;
    return terms;
  }

  boolean isForProof() {
    return forProof;
  }

  Surds surds() {
    return surds;
  }

  Positivity positivity() {
    return positivity;
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

  /** What must not be 0 so that a masked product is a product. */
  Set<Term> poles() {
    return poles;
  }

  /** Notes what must not be 0 so that a base is not: of a product its factors, of abs(x) the x. */
  private void notZero(Term base, Set<Term> noted) {
    if (!recording || positivity.isPositive(base)) {
      return;
    }
    if (base.kind == Term.Kind.PRODUCT) {
      for (Term part : base.parts) {
        notZero(part, noted);
      }
    } else if (base.isCall(Gate.ABS) || base.isCall(Gate.SIGN) || base.kind == Term.Kind.POWER) {
      notZero(base.parts[0], noted);
    } else {
      noted.add(base.kind == Term.Kind.SUM ? primitive(base).sum() : base);
    }
  }

  /** Notes that a base must not be 0 so that a formula has the value of what it came from. */
  void pole(Term base) {
    notZero(base, poles);
  }

  /** Notes that a base was cancelled. */
  void cancelled(Term base) {
    notZero(base, conditions);
  }

  private Term intern(Term term) {
    Work.count(STEP);
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

  /** The number that a name of the language stands for. */
  Term constant(String name) {
    boolean euler = forProof && name.equals("e");
    return euler ? exponential(number(1)) : intern(Term.constant(next(), name));
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

  static Rational power(Rational base, Rational exponent) {
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
    Addends addends = new Addends();
    for (int i = 0; i < terms.size(); i++) {
      addends.add(terms.get(i), weights.get(i));
    }
    return addends.sum();
  }

  /** The addends of one sum: a number, and terms with what they are multiplied by. */
  private final class Addends {
    private Rational number = Rational.ZERO;
    private final Map<Term, Rational> weights = new LinkedHashMap<>();

    void add(Term term, Rational weight) {
      switch (term.kind) {
        case NUMBER -> number = plus(number, times(weight, term.number));
        case SUM -> {
          number = plus(number, times(weight, term.number));
          for (int i = 0; i < term.parts.length; i++) {
            more(term.parts[i], times(weight, term.weights[i]));
          }
        }
        case PRODUCT -> more(unit(term), times(weight, term.number));
        default -> more(term, weight);
      }
    }

    private void more(Term term, Rational weight) {
      Rational before = weights.get(term);
      Rational sum = before == null ? weight : plus(before, weight);
      if (sum.signum() == 0) {
        weights.remove(term);
      } else {
        weights.put(term, sum);
      }
    }

    Term sum() {
      while (joined()) {
        Work.count(STEP); // Every round leaves one choice less.
      }
      if (weights.isEmpty()) {
        return Terms.this.number(number);
      }
      if (weights.size() == 1 && number.signum() == 0) {
        Map.Entry<Term, Rational> only = weights.entrySet().iterator().next();
        return times(only.getKey(), only.getValue());
      }
      return weighted(Term.Kind.SUM, number, sorted(weights));
    }

    /** Adds two choices by one condition branch by branch; returns whether there were two. */
    private boolean joined() {
      Map<Term, Term> choices = new HashMap<>();
      for (Term term : weights.keySet()) {
        if (!term.isCall(Gate.WHERE)) {
          continue;
        }
        Term other = choices.putIfAbsent(term.parts[0], term);
        if (other != null) {
          Rational here = weights.remove(term);
          Rational there = weights.remove(other);
          Term[] branches = new Term[2];
          for (int i = 0; i < 2; i++) {
            List<Term> pair = List.of(other.parts[i + 1], term.parts[i + 1]);
            branches[i] = Terms.this.sum(pair, List.of(there, here));
          }
          add(call(Gate.WHERE, 0, term.parts[0], branches[0], branches[1]), Rational.ONE);
          return true;
        }
      }
      return false;
    }
  }

  /** A product without its number. */
  Term unit(Term product) {
    return product.number.equals(Rational.ONE)
        ? product
        : weighted(Term.Kind.PRODUCT, Rational.ONE, product.parts, product.weights);
  }

  private static List<Map.Entry<Term, Rational>> sorted(Map<Term, Rational> weights) {
    List<Map.Entry<Term, Rational>> entries = new ArrayList<>(weights.entrySet());
    entries.sort(Comparator.comparingInt(entry -> entry.getKey().id));
    return entries;
  }

  private Term weighted(Term.Kind kind, Rational number, List<Map.Entry<Term, Rational>> entries) {
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

  /** The product of a number and settled factors: a number goes into a sum that stands alone. */
  Term weighted(Rational number, Map<Term, Rational> weights) {
    if (weights.isEmpty()) {
      return number(number);
    }
    if (weights.size() == 1 && !number.equals(Rational.ONE)) {
      Map.Entry<Term, Rational> only = weights.entrySet().iterator().next();
      Term sum = only.getKey();
      if (sum.kind == Term.Kind.SUM && only.getValue().equals(Rational.ONE)) {
        return over(sum, over(Rational.ONE, number));
      }
    }
    return weighted(Term.Kind.PRODUCT, number, sorted(weights));
  }

  /**
   * A sum as a fraction times whole coefficients without common divisor, the leading one positive.
   */
  record Primitive(Rational content, Term sum) {}

  Primitive primitive(Term sum) {
    Primitive known = primitives.get(sum);
    if (known == null) {
      Rational content = content(sum);
      content = leading(sum).signum() < 0 ? content.negated() : content;
      known = new Primitive(content, over(sum, content));
      primitives.put(sum, known);
    }
    return known;
  }

  /** Whether a sum is made of numbers and roots of numbers alone. */
  boolean isSurdSum(Term term) {
    if (term.kind != Term.Kind.SUM || term.parts.length > MOST_SURDS) {
      return false;
    }
    for (Term part : term.parts) {
      boolean surd = part.kind == Term.Kind.PRODUCT;
      for (int i = 0; surd && i < part.parts.length; i++) {
        surd = part.parts[i].isNumber() && part.parts[i].number.signum() > 0;
      }
      if (!surd) {
        return false;
      }
    }
    return true;
  }

  /** Two sums multiplied out. */
  Term distributed(Term a, Term b) {
    List<Term> products = new ArrayList<>();
    List<Rational> weights = new ArrayList<>();
    for (int i = -1; i < a.parts.length; i++) {
      for (int j = -1; j < b.parts.length; j++) {
        Term left = i < 0 ? number(a.number) : a.parts[i];
        Term right = j < 0 ? number(b.number) : b.parts[j];
        products.add(times(left, right));
        weights.add(
            times(i < 0 ? Rational.ONE : a.weights[i], j < 0 ? Rational.ONE : b.weights[j]));
      }
    }
    return sum(products, weights);
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
    Work.count(STEP);
    Factors factors = new Factors(this, number);
    for (int i = 0; i < bases.size(); i++) {
      factors.multiply(bases.get(i), exponents.get(i));
    }
    return factors.product();
  }

  Term power(Term base, Rational exponent) {
    return product(List.of(base), List.of(exponent), Rational.ONE);
  }

  static boolean isEven(Rational integer) {
    return !integer.numerator().testBit(0);
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

  private Term over(Term sum, Rational number) {
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
      case BOX:
        return x[0];
      case ADD:
        return plus(x[0], x[1]);
      case SUB:
        return minus(x[0], x[1]);
      case NEG:
        return negated(x[0]);
      case MUL:
        return times(x[0], x[1]);
      case MASKED:
        return masked(x[0], x[1]);
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

  Term negated(Term term) {
    return times(term, MINUS);
  }

  /** The general power. */
  Term power(Term base, Term exponent) {
    if (exponent.isNumber()) {
      return power(base, exponent.number);
    }
    if (base.is(1)) {
      return base;
    }
    if (base.isCall(Gate.EXP) && forProof) {
      return call(Gate.EXP, 0, times(base.parts[0], exponent));
    }
    return power(rawPower(base, exponent), Rational.ONE);
  }

  /** A power as it stands; {@link Factors} knows which stand so. */
  Term rawPower(Term base, Term exponent) {
    return intern(Term.power(next(), base, exponent));
  }

  /** A call as it stands, by no rule. */
  Term raw(Gate gate, Term... x) {
    return intern(Term.call(next(), gate, 0, x));
  }

  /** exp(u) as one base. */
  Term exponential(Term u) {
    return raw(Gate.EXP, u);
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
    return times(raw(Gate.MATMUL, left, right), number);
  }

  /** A call, by the rules that shorten one. */
  Term call(Gate gate, int width, Term... x) {
    Term known = new Calls(this).rewritten(gate, width, x);
    return known != null ? known : intern(Term.call(next(), gate, width, x.clone()));
  }

  // ---- choices ----

  /**
   * u*v, but 0 wherever u is 0, even if v is infinite there or undefined. It is a product where v
   * is finite; a choice where u is one; else a call, or a product that holds where its {@link
   * #poles()} are not 0.
   */
  private Term masked(Term u, Term v) {
    if (u.is(0) || v.is(0)) {
      return number(0);
    }
    if (maskless) {
      return times(u, v);
    }
    if (isHalfChoice(u)) {
      Term zero = number(0);
      return u.parts[1].is(0)
          ? call(Gate.WHERE, 0, u.parts[0], zero, masked(u.parts[2], v))
          : call(Gate.WHERE, 0, u.parts[0], masked(u.parts[1], v), zero);
    }
    if (positivity.isNotZero(u) && Poles.hasNone(u, positivity) || Poles.isFinite(v, positivity)) {
      return times(u, v);
    }
    if (u.isCall(Gate.WHERE)) {
      return call(Gate.WHERE, 0, u.parts[0], masked(u.parts[1], v), masked(u.parts[2], v));
    }
    if (isIndicator(u)) {
      return call(Gate.WHERE, 0, u, v, number(0));
    }
    if (u.kind == Term.Kind.PRODUCT) {
      for (int i = 0; i < u.parts.length; i++) {
        Term part = u.parts[i];
        if (isIndicator(part) && u.weights[i].signum() > 0) {
          Term rest = over(u, power(part, u.weights[i]));
          return call(Gate.WHERE, 0, part, masked(rest, v), number(0));
        }
      }
    }
    Optional<Set<Term>> found = unmasking ? Poles.of(u, v, positivity) : Optional.empty();
    if (found.isEmpty()) {
      return raw(Gate.MASKED, u, v);
    }
    found.get().forEach(this::pole);
    return times(u, v);
  }

  /** Whether a term is always 0 or 1. */
  static boolean isIndicator(Term term) {
    return term.kind == Term.Kind.CALL
        && switch (term.gate) {
          case LT, LE, GT, GE, EQ, NE, STEP -> true;
          default -> false;
        };
  }

  /** Whether a term is a choice with 0 in one branch. */
  boolean isHalfChoice(Term term) {
    return term.isCall(Gate.WHERE) && (term.parts[1].is(0) || term.parts[2].is(0));
  }
}
