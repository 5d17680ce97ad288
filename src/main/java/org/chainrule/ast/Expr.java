package org.chainrule.ast;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.gate.Gate;

/**
 * An expression of the language: a number, a name, a gate on operands, a matrix of entries, a call
 * by name, a derivative, or a gradient of the backward pass.
 */
public sealed interface Expr {

  /** Its parts, in the order of the text. */
  default List<Expr> parts() {
    return List.of();
  }

  /**
   * The same with others in place of its own parts. What a derivative is taken by stays a name: it
   * is kept where something else would take its place.
   */
  default Expr with(List<Expr> parts) {
    return this;
  }

  /** What distinguishes it from others, apart from its parts. */
  Object label();

  /** What a visitor makes of it. */
  <R> R accept(Visitor<R> visitor);

  /**
   * One answer for each kind of expression, so that a new kind breaks whoever has none for it at
   * compile time. A visitor sees one expression; it is walked over whole by {@link Trees}.
   *
   * @param <R> the answer
   */
  interface Visitor<R> {
    /** Answers for {@code 0.5}. */
    R number(Number number);

    /** Answers for {@code x}. */
    R name(Name name);

    /** Answers for {@code x + y}. */
    R apply(Apply apply);

    /** Answers for {@code [a, b]}. */
    R stack(Stack stack);

    /** Answers for {@code s(x)}. */
    R call(Call call);

    /** Answers for {@code df/dx}. */
    R derivative(Derivative derivative);

    /** Answers for {@code up q}. */
    R role(Role role);
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

    @Override
    public Object label() {
      return this;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.number(this);
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
    public Object label() {
      return this;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.name(this);
    }

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
    public Expr with(List<Expr> parts) {
      return new Apply(gate, parts);
    }

    @Override
    public Object label() {
      return gate;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.apply(this);
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
   * A vector or a matrix of entries: {@code [a, b]}, {@code [a, b; c, d]}, {@code [[a, b], [c,
   * d]]}.
   *
   * @param entries row by row
   * @param columns the number of entries in a row, 1 for a column; {@link #NESTED} if every entry
   *     is a stack in brackets of its own that makes one row
   */
  record Stack(List<Expr> entries, int columns) implements Expr {
    /** Stands for a number of columns where rows are written in brackets of their own. */
    public static final int NESTED = 0;

    /** A matrix of a copy of {@code entries}, which make whole rows. */
    public Stack {
      entries = List.copyOf(entries);
      if (entries.isEmpty() || columns > 0 && entries.size() % columns != 0) {
        throw new IllegalStateException(entries.size() + " entries in rows of " + columns);
      }
    }

    /** The entries in rows of {@code columns}, written as people write them. */
    public static Stack of(List<Expr> entries, int columns) {
      return columns > 1 && entries.size() == columns
          ? new Stack(List.of(new Stack(entries, 1)), NESTED)
          : new Stack(entries, columns);
    }

    /** The entries row by row, without the brackets of the rows. */
    public List<Expr> flat() {
      return columns == NESTED
          ? entries.stream().flatMap(row -> row.parts().stream()).toList()
          : entries;
    }

    /** The number of entries in a row. */
    public int width() {
      return columns == NESTED ? entries.get(0).parts().size() : columns;
    }

    @Override
    public List<Expr> parts() {
      return entries;
    }

    @Override
    public Expr with(List<Expr> parts) {
      return new Stack(parts, columns);
    }

    @Override
    public Object label() {
      return columns;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stack(this);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Stack stack && Trees.equal(this, stack);
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
    public Expr with(List<Expr> parts) {
      return new Call(function, parts);
    }

    @Override
    public Object label() {
      return function;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.call(this);
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

  /**
   * A derivative: {@code df/dx}, {@code d2f/dx2}, {@code d2f/dxdy}, {@code d/dx (x^2*y)}.
   *
   * @param of what is differentiated
   * @param by the names that it is taken by; the first is taken last, as it is written: {@code
   *     d2f/dxdy} is {@code d/dx (df/dy)}
   */
  record Derivative(Expr of, List<Name> by) implements Expr {
    /** A derivative by a copy of {@code by}, which has one name at least. */
    public Derivative {
      by = List.copyOf(by);
      if (by.isEmpty()) {
        throw new IllegalStateException("a derivative of " + of + " by nothing");
      }
    }

    /** The first derivative of a name by a name. */
    public static Derivative of(String of, String by) {
      return new Derivative(new Name(of), List.of(new Name(by)));
    }

    /** What is differentiated, then the names it is taken by. */
    @Override
    public List<Expr> parts() {
      List<Expr> parts = new ArrayList<>(by.size() + 1);
      parts.add(of);
      parts.addAll(by);
      return parts;
    }

    @Override
    public Expr with(List<Expr> parts) {
      List<Name> names = new ArrayList<>(by);
      for (int i = 0; i < by.size(); i++) {
        names.set(i, parts.get(i + 1) instanceof Name name ? name : by.get(i));
      }
      return new Derivative(parts.get(0), names);
    }

    @Override
    public Object label() {
      return Derivative.class;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.derivative(this);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Derivative derivative && Trees.equal(this, derivative);
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
   * A gradient of the backward pass from the output: {@code up q}, {@code local dq/dx}, {@code down
   * q->x}.
   *
   * @param kind which of the three
   * @param of the gate's node
   * @param by the operand; of {@code up q} the node itself
   */
  record Role(Kind kind, Expr of, Expr by) implements Expr {
    /** The gradients that a gate has a part in. */
    public enum Kind {
      /** What arrives at a node. */
      UP,
      /** The partial of one gate, its other operands held. */
      LOCAL,
      /** What one edge passes on. */
      DOWN
    }

    /** A gradient; {@code up q} needs no second expression. */
    public Role {
      by = by == null ? of : by;
    }

    @Override
    public List<Expr> parts() {
      return kind == Kind.UP ? List.of(of) : List.of(of, by);
    }

    @Override
    public Expr with(List<Expr> parts) {
      return new Role(kind, parts.get(0), parts.get(parts.size() - 1));
    }

    @Override
    public Object label() {
      return kind;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.role(this);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Role role && Trees.equal(this, role);
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
