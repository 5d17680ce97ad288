package org.chainrule.algebra;

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

  /** Names of roots, by the number of what is under the root and the exponent. */
  private final Map<List<Object>, Expr> roots = new HashMap<>();

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

  /** Says that a power of one base has a name. */
  void nameRoot(Term root, String name) {
    if (root.kind == Term.Kind.PRODUCT && root.parts.length == 1) {
      roots.put(List.of(root.parts[0].id, root.weights[0]), new Expr.Name(name));
    }
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
        return Character.isDigit(term.name.charAt(0))
            ? Expr.Number.of(term.name)
            : new Expr.Name(term.name);
      case CALL:
        return call(term);
      case POWER:
        return Expr.Apply.of(Gate.POW, written.get(term.parts[0]), written.get(term.parts[1]));
      case PRODUCT:
        Expr own = roots.remove(List.of(term.parts[0].id, term.weights[0]));
        Expr product = product(term);
        if (own != null) {
          roots.put(List.of(term.parts[0].id, term.weights[0]), own);
        }
        return product;
      case SUM:
        return sum(term, false);
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
    if (value.isInteger()) {
      return Expr.Number.of(value.numerator().toString());
    }
    if (decimals && value.decimal().isPresent()) {
      return Expr.Number.of(value.decimal().get());
    }
    return Expr.Apply.of(
        Gate.DIV,
        Expr.Number.of(value.numerator().toString()),
        Expr.Number.of(value.denominator().toString()));
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

  private Expr sum(Term term, boolean flipped) {
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
      parts.add(weighted(term.parts[i], flipped ? term.weights[i].negated() : term.weights[i]));
    }
    Rational constant = flipped ? term.number.negated() : term.number;
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

  private Signed factors(Rational number, Term[] parts, Rational[] weights) {
    boolean negative = number.signum() < 0;
    Rational size = negative ? number.negated() : number;
    List<Expr> above = new ArrayList<>();
    List<Expr> below = new ArrayList<>();
    boolean decimal = decimals && !size.isInteger() && size.decimal().isPresent();
    if (decimal) {
      above.add(Expr.Number.of(size.decimal().get()));
    } else {
      if (!size.numerator().equals(java.math.BigInteger.ONE)) {
        above.add(Expr.Number.of(size.numerator().toString()));
      }
      if (!size.isInteger()) {
        below.add(Expr.Number.of(size.denominator().toString()));
      }
    }
    boolean[] turned = turned(parts, weights, negative);
    boolean minus = negative;
    for (int rank = 0; rank < 3; rank++) {
      for (int i = 0; i < parts.length; i++) {
        if (rank(parts[i]) == rank) {
          minus ^= turned[i];
          boolean inverse = weights[i].signum() < 0;
          Rational weight = inverse ? weights[i].negated() : weights[i];
          Expr root = roots.get(List.of(parts[i].id, weight));
          Expr base = turned[i] ? sum(parts[i], true) : written.get(parts[i]);
          (inverse ? below : above).add(root != null ? root : power(base, weight));
        }
      }
    }
    negative = minus;
    Expr top = above.isEmpty() ? Expr.Number.of(1) : row(above);
    Expr whole = below.isEmpty() ? top : Expr.Apply.of(Gate.DIV, top, row(below));
    return new Signed(whole, negative);
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

  /** Names stand before functions, sums come last. */
  private static int rank(Term part) {
    return part.kind == Term.Kind.NAME || part.kind == Term.Kind.NUMBER
        ? 0
        : part.kind == Term.Kind.SUM ? 2 : 1;
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
