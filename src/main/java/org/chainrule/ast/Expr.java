package org.chainrule.ast;

import java.util.List;
import org.chainrule.gate.Gate;

/** An expression of the language: a number, a name, a gate on operands, or a call by name. */
public sealed interface Expr {

  /** Its parts, in the order of the text. */
  default List<Expr> parts() {
    return List.of();
  }

  /**
   * A number as it was written.
   *
   * @param text the digits, kept because {@code 0.10} promises more than {@code 0.1}
   * @param value the double nearest to them
   */
  record Number(String text, double value) implements Expr {
    /** The number that {@code text} spells. */
    public static Number of(String text) {
      return new Number(text, Double.parseDouble(text));
    }

    /** A whole number. */
    public static Number of(int value) {
      return new Number(Integer.toString(value), value);
    }

    // Written out, as in Name: what a record generates is linked at run time, at every start.
    @Override
    public boolean equals(Object other) {
      return other instanceof Number number && text.equals(number.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * A name: an input, a defined node, a parameter or a constant; which one, the sheet knows.
   *
   * @param name its letters
   */
  record Name(String name) implements Expr {
    @Override
    public boolean equals(Object other) {
      return other instanceof Name mentioned && name.equals(mentioned.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A gate on its operands.
   *
   * @param gate which operation
   * @param operands as many as the gate has parameters
   */
  record Apply(Gate gate, List<Expr> operands) implements Expr {
    /** A gate on a copy of {@code operands}. */
    public Apply {
      operands = List.copyOf(operands);
      if (operands.size() != gate.arity()) {
        throw new IllegalStateException(gate + " on " + operands.size() + " operands");
      }
    }

    /** The gate on these operands. */
    public static Apply of(Gate gate, Expr... operands) {
      return new Apply(gate, List.of(operands));
    }

    @Override
    public List<Expr> parts() {
      return operands;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Apply apply && Trees.equal(this, apply);
    }

    @Override
    public int hashCode() {
      return Trees.hash(this);
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /**
   * A call of a function that the text defines.
   *
   * @param function its name
   * @param operands the arguments
   */
  record Call(String function, List<Expr> operands) implements Expr {
    /** A call with a copy of {@code operands}. */
    public Call {
      operands = List.copyOf(operands);
    }

    @Override
    public List<Expr> parts() {
      return operands;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Call call && Trees.equal(this, call);
    }

    @Override
    public int hashCode() {
      return Trees.hash(this);
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }
}
