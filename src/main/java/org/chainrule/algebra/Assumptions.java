package org.chainrule.algebra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.value.Rational;

/**
 * What a proof may take for granted about the signs of inputs.
 *
 * @param signs inputs whose sign is known
 */
public record Assumptions(Map<String, Sign> signs) {
  /** Nothing is known. */
  public static final Assumptions NONE = new Assumptions(Map.of());

  /** More cases than these are not told apart: each is a proof of its own. */
  private static final int MOST_CASES = 8;

  /** What is known of an input. */
  public enum Sign {
    /** Above 0. */
    POSITIVE,
    /** 0 or above. */
    NOT_NEGATIVE,
    /** Below 0. */
    NEGATIVE,
    /** 0 or below. */
    NOT_POSITIVE,
    /** Any number but 0. */
    NOT_ZERO;

    /** Both are known; what would contradict itself keeps the first. */
    Sign and(Sign other) {
      boolean up = this == NOT_NEGATIVE || other == NOT_NEGATIVE;
      boolean down = this == NOT_POSITIVE || other == NOT_POSITIVE;
      if (this == NOT_ZERO || other == NOT_ZERO) {
        Sign rest = this == NOT_ZERO ? other : this;
        return up ? POSITIVE : down ? NEGATIVE : rest;
      }
      return other == POSITIVE || other == NEGATIVE ? other : this;
    }
  }

  /** A copy in a fixed order. */
  public Assumptions {
    signs = java.util.Collections.unmodifiableMap(new TreeMap<>(signs));
  }

  /**
   * What conditions such as {@code x > 0}, {@code 2 <= x} or {@code x != 0} say; other conditions
   * say nothing here.
   */
  public static Assumptions of(List<Expr> conditions) {
    Map<String, Sign> signs = new LinkedHashMap<>();
    for (Expr condition : conditions) {
      if (condition instanceof Expr.Apply apply && apply.operands().size() == 2) {
        Expr left = apply.operands().get(0);
        Expr right = apply.operands().get(1);
        if (left instanceof Expr.Name name) {
          sign(apply.gate(), right).ifPresent(sign -> signs.merge(name.name(), sign, Sign::and));
        } else if (right instanceof Expr.Name name) {
          sign(turned(apply.gate()), left)
              .ifPresent(sign -> signs.merge(name.name(), sign, Sign::and));
        }
      }
    }
    return new Assumptions(signs);
  }

  private static Gate turned(Gate gate) {
    return gate == Gate.LT
        ? Gate.GT
        : gate == Gate.LE ? Gate.GE : gate == Gate.GT ? Gate.LT : gate == Gate.GE ? Gate.LE : gate;
  }

  /** The sign of a name that stands in such a relation to a number. */
  private static Optional<Sign> sign(Gate gate, Expr bound) {
    Optional<Rational> number = number(bound);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    int side = number.get().signum();
    Sign sign = null;
    if (gate == Gate.GT && side >= 0 || gate == Gate.GE && side > 0) {
      sign = Sign.POSITIVE;
    } else if (gate == Gate.GE && side == 0) {
      sign = Sign.NOT_NEGATIVE;
    } else if (gate == Gate.LT && side <= 0 || gate == Gate.LE && side < 0) {
      sign = Sign.NEGATIVE;
    } else if (gate == Gate.LE && side == 0) {
      sign = Sign.NOT_POSITIVE;
    } else if (gate == Gate.NE && side == 0) {
      sign = Sign.NOT_ZERO;
    } else if (gate == Gate.EQ && side != 0) {
      sign = side > 0 ? Sign.POSITIVE : Sign.NEGATIVE;
    }
    return Optional.ofNullable(sign);
  }

  private static Optional<Rational> number(Expr bound) {
    if (bound instanceof Expr.Apply apply && apply.gate() == Gate.NEG) {
      return number(apply.operands().get(0)).map(Rational::negated);
    }
    return bound instanceof Expr.Number number ? Rational.parse(number.text()) : Optional.empty();
  }

  /**
   * The cases that together are these assumptions, none of which says only that something is not 0;
   * a name beyond the bound is left without any.
   */
  List<Assumptions> cases() {
    List<Map<String, Sign>> cases = new ArrayList<>(List.of(new LinkedHashMap<>()));
    signs.forEach(
        (name, sign) -> {
          if (sign != Sign.NOT_ZERO) {
            cases.forEach(each -> each.put(name, sign));
          } else if (2 * cases.size() <= MOST_CASES) {
            for (Map<String, Sign> each : List.copyOf(cases)) {
              Map<String, Sign> other = new LinkedHashMap<>(each);
              each.put(name, Sign.POSITIVE);
              other.put(name, Sign.NEGATIVE);
              cases.add(other);
            }
          }
        });
    return cases.stream().map(Assumptions::new).toList();
  }
}
