package org.chainrule.algebra;

import java.util.HashMap;
import java.util.Map;

/** What is known of the sign of a term, whatever its inputs are. */
final class Positivity {
  /** Deeper terms are not looked into. */
  private static final int DEPTH = 24;

  /**
   * A constant so far from 0 has the sign that it seems to have; its parts are smaller than 1e3.
   */
  private static final double SURE = 1e-9;

  private static final double LARGE = 1e3;

  /** What is known. */
  private enum Sign {
    POSITIVE,
    NOT_NEGATIVE,
    ANY
  }

  private final Map<Term, Sign> known = new HashMap<>();

  /** Whether the term is greater than 0 wherever it is defined. */
  boolean isPositive(Term term) {
    return sign(term, 0) == Sign.POSITIVE;
  }

  /** Whether the term is never 0. */
  boolean isNotZero(Term term) {
    boolean found = isPositive(term) || term.isNumber() && term.number.signum() != 0;
    if (!found && term.kind == Term.Kind.PRODUCT) {
      found = true;
      for (Term part : term.parts) {
        found &= isPositive(part);
      }
    }
    return found;
  }

  /** Whether the term is at least 0 wherever it is defined. */
  boolean isNotNegative(Term term) {
    return sign(term, 0) != Sign.ANY;
  }

  private Sign sign(Term term, int depth) {
    if (depth > DEPTH) {
      return Sign.ANY;
    }
    Sign sign = known.get(term);
    if (sign == null) {
      sign =
          switch (term.kind) {
            case NUMBER -> number(term.number.signum());
            case CONSTANT -> Sign.POSITIVE; // pi, e
            case NAME -> Sign.ANY;
            case POWER ->
                sign(term.parts[0], depth + 1) == Sign.POSITIVE ? Sign.POSITIVE : Sign.ANY;
            case PRODUCT -> product(term, depth + 1);
            case SUM -> sum(term, depth + 1);
            case CALL -> call(term, depth + 1);
          };
      if (depth == 0) {
        known.put(term, sign);
      }
    }
    return sign;
  }

  private static Sign number(int signum) {
    return signum > 0 ? Sign.POSITIVE : signum == 0 ? Sign.NOT_NEGATIVE : Sign.ANY;
  }

  private Sign product(Term term, int depth) {
    Sign sign = number(term.number.signum());
    for (int i = 0; i < term.parts.length && sign != Sign.ANY; i++) {
      Sign part = sign(term.parts[i], depth);
      boolean square = term.weights[i].isInteger() && Terms.isEven(term.weights[i]);
      // A root that is defined is not negative.
      if (part == Sign.ANY) {
        part = square || !term.weights[i].isInteger() ? Sign.NOT_NEGATIVE : Sign.ANY;
      }
      sign = part == Sign.POSITIVE ? sign : part;
    }
    return sign;
  }

  private Sign sum(Term term, int depth) {
    double value = value(term, depth);
    if (Math.abs(value) > SURE) {
      return value > 0 ? Sign.POSITIVE : Sign.ANY;
    }
    Sign sign = number(term.number.signum());
    for (int i = 0; i < term.parts.length && sign != Sign.ANY; i++) {
      Sign part = term.weights[i].signum() < 0 ? Sign.ANY : sign(term.parts[i], depth);
      sign = part == Sign.NOT_NEGATIVE ? sign : part;
    }
    return sign;
  }

  /** The value of a sum of numbers, roots of numbers and pi; NaN for anything else. */
  private static double value(Term term, int depth) {
    if (depth > DEPTH) {
      return Double.NaN;
    }
    double value;
    switch (term.kind) {
      case NUMBER:
        value = term.number.toDouble();
        break;
      case CONSTANT:
        value = term.name.equals("e") ? Math.E : Math.PI;
        break;
      case PRODUCT:
      case SUM:
        boolean sum = term.kind == Term.Kind.SUM;
        value = term.number.toDouble();
        for (int i = 0; i < term.parts.length; i++) {
          double part = value(term.parts[i], depth + 1);
          double weight = term.weights[i].toDouble();
          value = sum ? value + weight * part : value * Math.pow(part, weight);
        }
        break;
      default:
        return Double.NaN;
    }
    return Math.abs(value) < LARGE ? value : Double.NaN;
  }

  private Sign call(Term term, int depth) {
    return switch (term.gate) {
      case EXP, COSH, SIGMOID, SOFTPLUS -> Sign.POSITIVE;
      case ABS, RELU, STEP, SQRT, HYPOT, LT, LE, GT, GE, EQ, NE, ACOS -> Sign.NOT_NEGATIVE;
      case MAX -> larger(sign(term.parts[0], depth), sign(term.parts[1], depth));
      case MIN -> smaller(sign(term.parts[0], depth), sign(term.parts[1], depth));
      case WHERE -> smaller(sign(term.parts[1], depth), sign(term.parts[2], depth));
      default -> Sign.ANY;
    };
  }

  private static Sign larger(Sign a, Sign b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Sign smaller(Sign a, Sign b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
