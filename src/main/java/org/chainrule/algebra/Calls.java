package org.chainrule.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.parse.TextParser;
import org.chainrule.value.Rational;

/** The rules by which a call is something shorter, or something of which more is known. */
final class Calls {
  /** The meanings of the table, read on first use. */
  private static final AtomicReferenceArray<Expr> MEANINGS =
      new AtomicReferenceArray<>(Gate.all().size());

  private final Terms terms;

  Calls(Terms terms) {
    this.terms = terms;
  }

  /** What a call is by the first rule that fits; null if none does. */
  Term rewritten(Gate gate, int width, Term[] x) {
    Term found =
        switch (gate) {
          case LOG -> x[0].isCall(Gate.EXP) ? x[0].parts[0] : x[0].is(1) ? number(0) : null;
          case EXP -> x[0].is(0) ? number(1) : null;
          case ABS -> magnitude(Gate.ABS, x[0]);
          case SIGN -> magnitude(Gate.SIGN, x[0]);
          case STEP -> step(x[0]);
          case LT, LE, GT, GE, EQ, NE -> comparison(gate, x);
          case TRANSPOSE -> x[0].isCall(Gate.TRANSPOSE) ? x[0].parts[0] : null;
          case SIZE, ROWS, COLUMNS -> measure(gate, width, x[0]);
          case WHERE -> where(x[0], x[1], x[2]);
          default -> null;
        };
    return found == null && terms.isForProof() ? provable(gate, x) : found;
  }

  private Term number(int value) {
    return terms.number(value);
  }

  private Term step(Term u) {
    turning(u);
    return u.isNumber()
        ? number(u.number.signum() > 0 ? 1 : 0)
        : terms.positivity().isPositive(u)
            ? number(1)
            : terms.isForProof() && terms.positivity().isPositive(terms.negated(u))
                ? number(0)
                : null;
  }

  /**
   * What is compared may have another sign where it is infinite: 1/(a - x) is kept as -1/(x - a),
   * and at a = x the one is infinity, the other minus infinity.
   */
  private void turning(Term u) {
    if (u.kind == Term.Kind.SUM) {
      for (Term part : u.parts) {
        turning(part);
      }
    }
    for (int i = 0; u.kind == Term.Kind.PRODUCT && i < u.parts.length; i++) {
      Rational weight = u.weights[i];
      boolean odd = weight.isInteger() && weight.signum() < 0 && !Terms.isEven(weight);
      if (odd && u.parts[i].kind == Term.Kind.SUM) {
        terms.pole(u.parts[i]);
      }
    }
  }

  /** abs(-2*x*y) is 2*abs(x)*abs(y), and the sign of a product is the product of the signs. */
  private Term magnitude(Gate gate, Term u) {
    boolean abs = gate == Gate.ABS;
    if (u.isNumber()) {
      int signum = u.number.signum();
      return abs ? terms.times(u, Rational.of(signum)) : number(signum);
    }
    if (terms.positivity().isPositive(u)) {
      return abs ? u : number(1);
    }
    if (abs && terms.positivity().isNotNegative(u)) {
      return u;
    }
    if (u.isCall(Gate.ABS) && abs || u.isCall(Gate.SIGN) && !abs) {
      return u;
    }
    if (u.kind == Term.Kind.SUM) {
      Terms.Primitive primitive = terms.primitive(u);
      boolean same = primitive.content().equals(Rational.ONE);
      return same ? null : scaled(gate, primitive.content(), terms.call(gate, 0, primitive.sum()));
    }
    return u.kind == Term.Kind.PRODUCT ? factors(gate, u) : null;
  }

  private Term scaled(Gate gate, Rational number, Term term) {
    Rational sign = Rational.of(number.signum());
    return terms.times(term, gate == Gate.ABS ? Terms.times(number, sign) : sign);
  }

  private Term factors(Gate gate, Term product) {
    if (product.parts.length == 1 && product.number.equals(Rational.ONE) && !isWhole(product, 0)) {
      return null;
    }
    Term result = number(1);
    for (int i = 0; i < product.parts.length; i++) {
      Term part =
          isWhole(product, i)
              ? terms.power(terms.call(gate, 0, product.parts[i]), product.weights[i])
              : terms.call(gate, 0, terms.power(product.parts[i], product.weights[i]));
      result = terms.times(result, part);
    }
    return scaled(gate, product.number, result);
  }

  private static boolean isWhole(Term product, int index) {
    return product.weights[index].isInteger();
  }

  /** Whether a condition holds, or does not, is a choice between 1 and 0. */
  private Term comparison(Gate gate, Term[] x) {
    turning(x[0]);
    turning(x[1]);
    if (x[0].isNumber() && x[1].isNumber()) {
      return number(holds(gate, x[0].number.compareTo(x[1].number)) ? 1 : 0);
    }
    if (gate == Gate.LT && x[0].is(0)) {
      return terms.call(Gate.STEP, 0, x[1]);
    }
    if (gate == Gate.GT && x[1].is(0)) {
      return terms.call(Gate.STEP, 0, x[0]);
    }
    boolean truth = gate == Gate.EQ || gate == Gate.NE;
    if (!truth || !x[1].is(0) || !Terms.isIndicator(x[0])) {
      return null;
    }
    Term holds = number(gate == Gate.NE ? 1 : 0);
    Term fails = number(gate == Gate.NE ? 0 : 1);
    return terms.call(Gate.WHERE, 0, x[0], holds, fails);
  }

  private static boolean holds(Gate gate, int order) {
    return switch (gate) {
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
      case EQ -> order == 0;
      default -> order != 0;
    };
  }

  /** 2*u^2 has as many entries as u. */
  private Term measure(Gate gate, int width, Term u) {
    boolean single = u.kind == Term.Kind.PRODUCT && u.parts.length == 1;
    return single ? terms.call(gate, width, u.parts[0]) : null;
  }

  private Term where(Term condition, Term yes, Term no) {
    if (yes == no) {
      return yes;
    }
    if (condition.isNumber()) {
      return condition.is(0) ? no : yes;
    }
    if (condition.isCall(Gate.WHERE)
        && condition.parts[1].isNumber()
        && condition.parts[2].isNumber()) {
      Term first = condition.parts[1].is(0) ? no : yes;
      Term second = condition.parts[2].is(0) ? no : yes;
      return terms.call(Gate.WHERE, 0, condition.parts[0], first, second);
    }
    Term first = decided(condition, yes, true);
    Term second = decided(condition, no, false);
    if (first != yes || second != no) {
      return terms.call(Gate.WHERE, 0, condition, first, second);
    }
    return yes.is(0) || no.is(0) ? half(condition, yes, no) : null;
  }

  /** where(c, 2*a, 0) is 2*where(c, a, 0): so it can be added to others. */
  private Term half(Term condition, Term yes, Term no) {
    Term value = no.is(0) ? yes : no;
    Rational number =
        switch (value.kind) {
          case NUMBER, PRODUCT -> value.number;
          case SUM -> terms.primitive(value).content();
          default -> Rational.ONE;
        };
    if (number.equals(Rational.ONE)) {
      return null;
    }
    Term rest = terms.times(value, Terms.over(Rational.ONE, number));
    Term zero = no.is(0) ? no : yes;
    return terms.times(
        no.is(0)
            ? terms.call(Gate.WHERE, 0, condition, rest, zero)
            : terms.call(Gate.WHERE, 0, condition, zero, rest),
        number);
  }

  /** What a branch is where its condition is known: the same choice within it is made. */
  private static Term decided(Term condition, Term branch, boolean holds) {
    boolean same = branch.isCall(Gate.WHERE) && branch.parts[0] == condition;
    return same ? branch.parts[holds ? 1 : 2] : branch;
  }

  // ---- for proofs ----

  /** Functions in terms of fewer others: proves more than it pleases. */
  private Term provable(Gate gate, Term[] x) {
    Term u = x[0];
    switch (gate) {
      case LOG:
        return logarithm(u);
      case EXP:
        // exp(2x) is exp(x)^2, and exp(a + b) a product: one base for each exponent.
        boolean split =
            u.kind == Term.Kind.SUM
                || u.kind == Term.Kind.PRODUCT && !u.number.equals(Rational.ONE)
                || u.isNumber() && !u.is(1);
        return split
            ? terms.product(List.of(terms.exponential(u)), List.of(Rational.ONE), Rational.ONE)
            : null;
      case SIN:
      case COS:
        if (!isTurned(u)) {
          return null;
        }
        Term flipped = terms.call(gate, 0, terms.negated(u));
        return gate == Gate.SIN ? terms.negated(flipped) : flipped;
      default:
        return meaning(gate, x);
    }
  }

  /** What the table says that a gate means; null if it says nothing. */
  private Term meaning(Gate gate, Term[] x) {
    if (gate.spec().meaning().isEmpty()) {
      return null;
    }
    Expr formula = MEANINGS.get(gate.ordinal());
    if (formula == null) {
      formula = TextParser.expression(gate.spec().meaning());
      MEANINGS.set(gate.ordinal(), formula);
    }
    List<String> parameters = gate.spec().parameters();
    TermReader reader = new TermReader(terms, null, node -> Optional.empty());
    return reader.expression(formula, name -> x[parameters.indexOf(name)]);
  }

  /** log(2*exp(a)^3*exp(b)) is log(2) + 3*a + b; null for any other argument. */
  private Term logarithm(Term u) {
    boolean powers = u.kind == Term.Kind.PRODUCT && u.number.signum() > 0;
    for (Term part : u.parts) {
      powers &= part.isCall(Gate.EXP);
    }
    if (!powers) {
      return null;
    }
    List<Term> addends = new ArrayList<>();
    List<Rational> weights = new ArrayList<>(List.of(u.weights));
    for (Term part : u.parts) {
      addends.add(part.parts[0]);
    }
    addends.add(terms.call(Gate.LOG, 0, terms.number(u.number)));
    weights.add(Rational.ONE);
    return terms.sum(addends, weights);
  }

  /** Whether the other sign is the one that an argument is written with. */
  private boolean isTurned(Term u) {
    return u.kind == Term.Kind.PRODUCT && u.number.signum() < 0
        || u.isNumber() && u.number.signum() < 0
        || u.kind == Term.Kind.SUM && terms.primitive(u).content().signum() < 0;
  }
}
