package org.chainrule.algebra;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.value.Rational;

/** Writes terms as people write formulas: one fraction bar, one sign in front, roots as roots. */
final class TermWriter {
  private static final Rational HALF = Terms.fraction(1, 2);

  private final Function<Term, Optional<Expr>> names;
  private final boolean decimals;
  private final Map<Term, Expr> written = new HashMap<>();

  /**
   * A writer.
   *
   * @param names how to write a term that has a name
   * @param decimals whether to write 0.3 instead of 3/10
   */
  TermWriter(Function<Term, Optional<Expr>> names, boolean decimals) {
    this.names = names;
    this.decimals = decimals;
  }

  /** The number of gates, names and numbers of an expression. */
  static int size(Expr expr) {
    int[] size = {0};
    Trees.postorder(expr, part -> size[0]++);
    return size[0];
  }

  Expr write(Term root) {
    Deque<Term> path = new ArrayDeque<>();
    path.push(root);
    while (!path.isEmpty()) {
      Term term = path.peek();
      boolean ready = true;
      if (!written.containsKey(term)) {
        Optional<Expr> name = names.apply(term);
        if (name.isPresent()) {
          written.put(term, name.get());
        } else {
          for (Term part : term.parts) {
            if (!written.containsKey(part)) {
              path.push(part);
              ready = false;
            }
          }
        }
      }
      if (ready) {
        path.pop();
        if (!written.containsKey(term)) {
          written.put(term, body(term));
        }
      }
    }
    return written.get(root);
  }

  /** The term written out, though it may have a name itself; its parts are written. */
  Expr body(Term term) {
    for (Term part : term.parts) {
      write(part);
    }
    switch (term.kind) {
      case NUMBER:
        return number(term.number);
      case NAME:
      case CONSTANT:
        return Character.isDigit(term.name.charAt(0))
            ? Expr.Number.of(term.name)
            : new Expr.Name(term.name);
      case CALL:
        return call(term);
      case POWER:
        return Expr.Apply.of(Gate.POW, written.get(term.parts[0]), written.get(term.parts[1]));
      case PRODUCT:
        return product(term);
      case SUM:
        return contentOut(term);
    }
    throw new IllegalStateException("no way to write " + term.kind);
  }

  private Expr call(Term term) {
    List<Expr> operands = new ArrayList<>();
    for (Term part : term.parts) {
      operands.add(written.get(part));
    }
    if (term.gate == Gate.WHERE && term.parts[0].isCall(Gate.STEP)) {
      // A condition reads better as a comparison.
      Expr argument = write(term.parts[0].parts[0]);
      operands.set(0, Expr.Apply.of(Gate.GT, argument, Expr.Number.of(0)));
    }
    if (term.gate == Gate.STACK) {
      return term.width == Expr.Stack.NESTED
          ? new Expr.Stack(operands, Expr.Stack.NESTED)
          : Expr.Stack.of(operands, term.width);
    }
    return new Expr.Apply(term.gate, operands);
  }

  private Expr number(Rational value) {
    if (value.signum() < 0) {
      return negative(number(value.negated()));
    }
    if (isLiteral(value)) {
      return Expr.Number.of(value.decimal().orElseThrow());
    }
    return Expr.Apply.of(
        Gate.DIV,
        Expr.Number.of(value.numerator().toString()),
        Expr.Number.of(value.denominator().toString()));
  }

  /** Whether a number is written by its digits, not as a fraction. */
  private boolean isLiteral(Rational value) {
    return value.isInteger() || decimals && value.decimal().isPresent();
  }

  /** The expression with a sign, which stands in front of its first factor. */
  private static Expr negative(Expr expr) {
    if (expr instanceof Expr.Apply apply
        && (apply.gate() == Gate.MUL || apply.gate() == Gate.DIV || apply.gate() == Gate.MATMUL)) {
      // A row of factors leans to the left: its first factor is at the end of the left edge.
      List<Expr.Apply> edge = new ArrayList<>();
      Expr first = expr;
      while (first instanceof Expr.Apply inner
          && (inner.gate() == Gate.MUL
              || inner.gate() == Gate.DIV
              || inner.gate() == Gate.MATMUL)) {
        edge.add(inner);
        first = inner.operands().get(0);
      }
      Expr signed = Expr.Apply.of(Gate.NEG, first);
      for (int i = edge.size() - 1; i >= 0; i--) {
        signed = Expr.Apply.of(edge.get(i).gate(), signed, edge.get(i).operands().get(1));
      }
      return signed;
    }
    return Expr.Apply.of(Gate.NEG, expr);
  }

  // ---- sums ----

  /** A sum, every term times {@code scale}. */
  private Expr sum(Term term, Rational scale) {
    Integer[] order = new Integer[term.parts.length];
    Arrays.setAll(order, i -> i);
    int[] degrees = new int[order.length];
    boolean polynomial = true;
    for (int i = 0; i < order.length; i++) {
      degrees[i] = degree(term.parts[i]);
      polynomial &= degrees[i] >= 0;
    }
    if (polynomial) {
      Arrays.sort(order, Comparator.comparingInt(i -> -degrees[i]));
    }
    List<Signed> parts = new ArrayList<>();
    for (int i : order) {
      parts.add(weighted(term.parts[i], Terms.times(term.weights[i], scale)));
    }
    Rational constant = Terms.times(term.number, scale);
    if (constant.signum() != 0) {
      boolean negative = constant.signum() < 0;
      Signed number = new Signed(number(negative ? constant.negated() : constant), negative);
      parts.add(polynomial ? parts.size() : 0, number);
    }
    int first = 0;
    while (first < parts.size() && parts.get(first).negative()) {
      first++;
    }
    if (first > 0 && first < parts.size()) {
      parts.add(0, parts.remove(first));
    }
    Expr sum = parts.get(0).whole();
    for (Signed part : parts.subList(1, parts.size())) {
      sum = Expr.Apply.of(part.negative() ? Gate.SUB : Gate.ADD, sum, part.size());
    }
    return sum;
  }

  /** A sum, with what its terms have in common in front where that is shorter: 2*(a + b + c). */
  private Expr contentOut(Term term) {
    Expr plain = sum(term, Rational.ONE);
    Rational content = Terms.content(term);
    boolean nice = isLiteral(content) || content.denominator().bitLength() <= 4;
    if (content.equals(Rational.ONE) || !nice) {
      return plain;
    }
    Expr inner = sum(term, Terms.over(Rational.ONE, content));
    Expr factored =
        content.numerator().equals(BigInteger.ONE)
            ? Expr.Apply.of(Gate.DIV, inner, number(Terms.over(Rational.ONE, content)))
            : Expr.Apply.of(Gate.MUL, number(content), inner);
    return size(factored) < size(plain) ? factored : plain;
  }

  /** An expression and the sign in front of it. */
  private record Signed(Expr size, boolean negative) {
    Expr whole() {
      return negative ? TermWriter.negative(size) : size;
    }
  }

  /** The total degree of a monomial of names; -1 for anything else. */
  static int degree(Term part) {
    if (part.kind == Term.Kind.NAME) {
      return 1;
    }
    if (part.kind != Term.Kind.PRODUCT) {
      return -1;
    }
    int degree = 0;
    for (int i = 0; i < part.parts.length; i++) {
      if (part.parts[i].kind == Term.Kind.CONSTANT) {
        continue;
      }
      boolean power =
          part.parts[i].kind == Term.Kind.NAME
              && part.weights[i].isInteger()
              && part.weights[i].signum() > 0
              && part.weights[i].numerator().bitLength() < 16;
      if (!power) {
        return -1;
      }
      degree += part.weights[i].numerator().intValue();
    }
    return degree;
  }

  private Signed weighted(Term part, Rational weight) {
    if (weight.equals(Rational.ONE) && part.kind != Term.Kind.PRODUCT) {
      return new Signed(written.get(part), false);
    }
    if (part.kind == Term.Kind.PRODUCT && names.apply(part).isEmpty()) {
      return factors(Terms.times(part.number, weight), part.parts, part.weights);
    }
    return factors(weight, new Term[] {part}, new Rational[] {Rational.ONE});
  }

  // ---- products ----

  private Expr product(Term term) {
    return factors(term.number, term.parts, term.weights).whole();
  }

  /** A factor as it is written. */
  private record Factor(Expr base, Rational weight, int rank) {}

  private Signed factors(Rational number, Term[] parts, Rational[] weights) {
    if (parts.length == 1 && weights[0].equals(Rational.ONE) && isHalf(parts[0])) {
      return new Signed(half(number, parts[0]), false);
    }
    boolean minus = number.signum() < 0;
    boolean[] turned = turned(parts, weights, minus);
    List<Term> surds = new ArrayList<>();
    List<Rational> exponents = new ArrayList<>();
    List<Factor> factors = new ArrayList<>();
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      minus ^= turned[i];
      if (parts[i].isNumber() && parts[i].number.signum() > 0) {
        surds.add(parts[i]);
        exponents.add(weights[i]);
        continue;
      }
      Expr base = turned[i] ? sum(parts[i], Rational.ONE.negated()) : written.get(parts[i]);
      factors.add(new Factor(base, weights[i], rank(parts[i])));
      terms.add(turned[i] || names.apply(parts[i]).isPresent() ? null : parts[i]);
    }
    Rational size = number.signum() < 0 ? number.negated() : number;
    return new Signed(withRoots(size, factors, terms, surds, exponents, 0), minus);
  }

  private boolean isHalf(Term part) {
    return part.isCall(Gate.WHERE)
        && (part.parts[1].is(0) || part.parts[2].is(0))
        && names.apply(part).isEmpty();
  }

  /** A number times a choice with a branch 0, the number in the other: where(c, 2*a, 0). */
  private Expr half(Rational number, Term choice) {
    Expr.Apply written = (Expr.Apply) call(choice);
    List<Expr> operands = new ArrayList<>(written.operands());
    int slot = choice.parts[1].is(0) ? 2 : 1;
    Term value = choice.parts[slot];
    boolean named = names.apply(value).isPresent();
    operands.set(
        slot,
        value.kind == Term.Kind.SUM && !named
            ? sum(value, number)
            : value.isNumber()
                ? number(Terms.times(number, value.number))
                : weighted(value, number).whole());
    return new Expr.Apply(Gate.WHERE, operands);
  }

  /**
   * The product with every root of a number in the place where it is shortest: sqrt(6)/(2*sqrt(x))
   * is 3/sqrt(6*x).
   *
   * @param terms the bases of the factors; null where one is not to be changed
   */
  private Expr withRoots(
      Rational number,
      List<Factor> factors,
      List<Term> terms,
      List<Term> surds,
      List<Rational> exponents,
      int next) {
    if (next == surds.size()) {
      return withDecimals(number, factors, terms);
    }
    Rational radicand = surds.get(next).number;
    Rational exponent = exponents.get(next);
    Expr best = null;
    for (boolean below : new boolean[] {true, false}) {
      // n^h is n/n^(1 - h).
      Rational rest = below ? Terms.times(number, radicand) : number;
      Rational weight = below ? Terms.plus(exponent, Rational.ONE.negated()) : exponent;
      for (int i = -1; i < factors.size(); i++) {
        List<Factor> all = new ArrayList<>(factors);
        if (i < 0) {
          all.add(0, new Factor(number(radicand), weight, -1));
        } else if (!joins(factors.get(i), weight, terms.get(i))) {
          continue;
        } else {
          all.set(i, joined(factors.get(i), terms.get(i), radicand, weight));
        }
        List<Term> kept = new ArrayList<>(terms);
        if (i < 0) {
          kept.add(0, null);
        } else {
          kept.set(i, null);
        }
        Expr form = withRoots(rest, all, kept, surds, exponents, next + 1);
        best = best == null || isShorter(form, best) ? form : best;
      }
    }
    return best;
  }

  /** Whether a form is shorter, or as long and without a fraction bar. */
  private static boolean isShorter(Expr form, Expr other) {
    int less = size(form) - size(other);
    return less < 0 || less == 0 && isQuotient(other) && !isQuotient(form);
  }

  private static boolean isQuotient(Expr expr) {
    return expr instanceof Expr.Apply apply && apply.gate() == Gate.DIV;
  }

  /** The product, a decimal fraction within a sum where it reads better: 0.25*(2*x + 1)*y. */
  private Expr withDecimals(Rational number, List<Factor> factors, List<Term> terms) {
    Expr best = row(number, factors);
    for (int i = 0; decimals && !number.isInteger() && i < factors.size(); i++) {
      Term term = terms.get(i);
      Factor factor = factors.get(i);
      if (term != null && term.kind == Term.Kind.SUM && factor.weight().equals(Rational.ONE)) {
        List<Factor> all = new ArrayList<>(factors);
        all.set(i, new Factor(sum(term, number), factor.weight(), factor.rank()));
        Expr form = row(Rational.ONE, all);
        best = form.toString().length() < best.toString().length() ? form : best;
      }
    }
    return best;
  }

  /** Whether a number and a base can stand under one root; only constants share a quotient. */
  private static boolean joins(Factor factor, Rational weight, Term term) {
    return factor.weight().equals(weight)
        || factor.weight().equals(weight.negated())
            && term != null
            && term.kind == Term.Kind.CONSTANT;
  }

  /** A number and a base under one root: sqrt(n*u), sqrt(n/u). */
  private Factor joined(Factor factor, Term term, Rational radicand, Rational weight) {
    if (!factor.weight().equals(weight)) {
      boolean up = weight.signum() > 0;
      Expr n = number(radicand);
      Expr quotient =
          up
              ? Expr.Apply.of(Gate.DIV, n, factor.base())
              : Expr.Apply.of(Gate.DIV, factor.base(), n);
      return new Factor(quotient, up ? weight : factor.weight(), factor.rank());
    }
    Expr product;
    if (term != null && term.kind == Term.Kind.SUM) {
      product = sum(term, radicand);
    } else if (term != null && term.kind == Term.Kind.PRODUCT) {
      product = factors(Terms.times(term.number, radicand), term.parts, term.weights).whole();
    } else {
      product = row(List.of(number(radicand), factor.base()));
    }
    return new Factor(product, weight, factor.rank());
  }

  /** A positive number times factors, on one fraction bar. */
  private Expr row(Rational number, List<Factor> factors) {
    List<Expr> above = new ArrayList<>();
    List<Expr> below = new ArrayList<>();
    if (isLiteral(number)) {
      if (!number.equals(Rational.ONE)) {
        above.add(number(number));
      }
    } else {
      if (!number.numerator().equals(BigInteger.ONE)) {
        above.add(Expr.Number.of(number.numerator().toString()));
      }
      below.add(Expr.Number.of(number.denominator().toString()));
    }
    for (int rank = -1; rank < 3; rank++) {
      for (Factor factor : factors) {
        if (factor.rank() == rank) {
          boolean inverse = factor.weight().signum() < 0;
          Rational weight = inverse ? factor.weight().negated() : factor.weight();
          (inverse ? below : above).add(power(factor.base(), weight));
        }
      }
    }
    Expr top = above.isEmpty() ? Expr.Number.of(1) : row(above);
    return below.isEmpty() ? top : Expr.Apply.of(Gate.DIV, top, row(below));
  }

  /** Which sums are written with all signs turned: s - 1 as 1 - s, and so that no minus is left. */
  private boolean[] turned(Term[] parts, Rational[] weights, boolean negative) {
    boolean[] turned = new boolean[parts.length];
    boolean minus = negative;
    for (int i = 0; i < parts.length; i++) {
      if (isOdd(parts[i], weights[i]) && isLessOne(parts[i])) {
        turned[i] = true;
        minus = !minus;
      }
    }
    for (int pass = 0; pass < 2; pass++) {
      for (int i = parts.length - 1; i >= 0 && minus; i--) {
        boolean odd = isOdd(parts[i], weights[i]);
        if (odd && (pass == 0 ? !turned[i] && hasMinus(parts[i]) : turned[i])) {
          turned[i] = !turned[i];
          minus = false;
        }
      }
    }
    return turned;
  }

  private boolean isOdd(Term part, Rational weight) {
    return part.kind == Term.Kind.SUM
        && weight.isInteger()
        && weight.numerator().testBit(0)
        && names.apply(part).isEmpty();
  }

  /** Whether a sum is x - 1. */
  private static boolean isLessOne(Term sum) {
    return sum.parts.length == 1
        && sum.weights[0].equals(Rational.ONE)
        && sum.number.equals(Rational.ONE.negated());
  }

  /** Whether a sum turned around begins with no minus. */
  private static boolean hasMinus(Term sum) {
    boolean minus = sum.number.signum() < 0;
    for (Rational weight : sum.weights) {
      minus |= weight.signum() < 0;
    }
    return minus;
  }

  /** Constants stand before names, names before functions, sums come last: 2*pi*x. */
  private static int rank(Term part) {
    if (part.kind == Term.Kind.CONSTANT) {
      return -1;
    }
    return part.parts.length == 0 ? 0 : part.kind == Term.Kind.SUM ? 2 : 1;
  }

  private Expr power(Expr base, Rational exponent) {
    if (exponent.equals(Rational.ONE)) {
      return base;
    }
    return exponent.equals(HALF)
        ? Expr.Apply.of(Gate.SQRT, base)
        : Expr.Apply.of(Gate.POW, base, number(exponent));
  }

  private static Expr row(List<Expr> factors) {
    Expr row = factors.get(0);
    for (Expr factor : factors.subList(1, factors.size())) {
      // A number goes into a matrix product: 2*(W @ x) @ x'.
      row =
          row instanceof Expr.Number && factors.size() == 2
              ? scaled(row, factor)
              : Expr.Apply.of(Gate.MUL, row, factor);
    }
    return row;
  }

  private static Expr scaled(Expr number, Expr factor) {
    List<Expr.Apply> edge = new ArrayList<>();
    Expr first = factor;
    while (first instanceof Expr.Apply inner && inner.gate() == Gate.MATMUL && edge.isEmpty()) {
      edge.add(inner);
      first = inner.operands().get(0);
    }
    Expr row = Expr.Apply.of(Gate.MUL, number, first);
    for (int i = edge.size() - 1; i >= 0; i--) {
      row = Expr.Apply.of(Gate.MATMUL, row, edge.get(i).operands().get(1));
    }
    return row;
  }
}
