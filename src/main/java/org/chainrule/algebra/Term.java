package org.chainrule.algebra;

import java.util.Arrays;
import org.chainrule.gate.Gate;
import org.chainrule.value.Rational;

/**
 * A formula in canonical form. Sums and products have any number of parts, without regard to order;
 * equal terms of one {@link Terms} are one object, so that a tree of terms is a graph and can be
 * compared at no cost. Parts have smaller numbers than what they are parts of.
 */
final class Term {
  /** What a term is. */
  enum Kind {
    /** An exact fraction. */
    NUMBER,
    /** An input, or a name given to a shared part. */
    NAME,
    /** A number that has a name: pi, e. */
    CONSTANT,
    /** A gate that is no arithmetic, on its operands; a stack has {@code width} operands a row. */
    CALL,
    /** A power whose exponent is no number. */
    POWER,
    /** A number times parts to the power of their weights. */
    PRODUCT,
    /** A number plus parts times their weights. */
    SUM
  }

  private static final Term[] NONE = {};
  private static final Rational[] UNWEIGHTED = {};

  final int id;
  final Kind kind;
  final Rational number;
  final String name;
  final Gate gate;
  final int width;
  final Term[] parts;
  final Rational[] weights;
  private final int hash;

  private Term(
      int id,
      Kind kind,
      Rational number,
      String name,
      Gate gate,
      int width,
      Term[] parts,
      Rational[] weights) {
    this.id = id;
    this.kind = kind;
    this.number = number;
    this.name = name;
    this.gate = gate;
    this.width = width;
    this.parts = parts;
    this.weights = weights;
    int code = kind.ordinal() * 31 + name.hashCode();
    code = code * 31 + (number == null ? 0 : number.hashCode());
    code = code * 31 + (gate == null ? width : gate.ordinal() + width);
    for (Term part : parts) {
      code = code * 31 + part.id;
    }
    this.hash = code * 31 + Arrays.hashCode(weights);
  }

  static Term number(int id, Rational value) {
    return new Term(id, Kind.NUMBER, value, "", null, 0, NONE, UNWEIGHTED);
  }

  static Term name(int id, String name) {
    return new Term(id, Kind.NAME, null, name, null, 0, NONE, UNWEIGHTED);
  }

  static Term constant(int id, String name) {
    return new Term(id, Kind.CONSTANT, null, name, null, 0, NONE, UNWEIGHTED);
  }

  static Term call(int id, Gate gate, int width, Term[] operands) {
    return new Term(id, Kind.CALL, null, "", gate, width, operands, UNWEIGHTED);
  }

  static Term power(int id, Term base, Term exponent) {
    return new Term(id, Kind.POWER, null, "", null, 0, new Term[] {base, exponent}, UNWEIGHTED);
  }

  static Term weighted(int id, Kind kind, Rational number, Term[] parts, Rational[] weights) {
    return new Term(id, kind, number, "", null, 0, parts, weights);
  }

  boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  boolean is(int value) {
    return kind == Kind.NUMBER && number.equals(Rational.of(value));
  }

  boolean isCall(Gate of) {
    return kind == Kind.CALL && gate == of;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Term term
        && hash == term.hash
        && kind == term.kind
        && gate == term.gate
        && width == term.width
        && name.equals(term.name)
        && (number == null ? term.number == null : number.equals(term.number))
        && same(parts, term.parts)
        && Arrays.equals(weights, term.weights);
  }

  private static boolean same(Term[] a, Term[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (a[i] != b[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
