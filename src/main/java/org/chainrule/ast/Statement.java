package org.chainrule.ast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A statement as it stands in the text; what it means in its sheet is decided later. */
public sealed interface Statement {

  /** Its expressions in the order of the text. */
  List<Expr> expressions();

  /** What a visitor makes of it. */
  <R> R accept(Visitor<R> visitor);

  /**
   * One answer for each kind of statement, so that a new kind breaks whoever has none for it at
   * compile time.
   *
   * @param <R> the answer
   */
  interface Visitor<R> {
    /** Answers for {@code x + y}. */
    R bare(Bare bare);

    /** Answers for {@code f = x + y} and {@code df/dx = 1}. */
    R relation(Relation relation);

    /** Answers for {@code output q}. */
    R output(Output output);

    /** Answers for {@code s(u) = 1/(1 + exp(-u))}. */
    R function(Function function);
  }

  /** A bare expression: an output. */
  record Bare(Expr expr) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.bare(this);
    }

    @Override
    public List<Expr> expressions() {
      return List.of(expr);
    }
  }

  /**
   * Something said of a subject: a definition, a given value or a claim.
   *
   * @param target what the left side speaks of
   * @param subjects the left side; two for the edge of {@code down q->x}
   * @param sides what stands behind each relation
   * @param relations the relations: {@code =}, {@code ==}, {@code ~}
   * @param answer what stands behind the last relation; one side fewer if there is none
   * @param tolerance how far off the last side may be; null where nothing is said
   */
  record Relation(
      Target target,
      List<Expr> subjects,
      List<Expr> sides,
      List<String> relations,
      Answer answer,
      Tolerance tolerance)
      implements Statement {
    /** A relation whose lists are copied. */
    public Relation {
      subjects = List.copyOf(subjects);
      sides = List.copyOf(sides);
      relations = List.copyOf(relations);
    }

    /** The definition {@code name = right}. */
    public static Relation defining(String name, Expr right) {
      return new Relation(Target.PLAIN, List.of(new Expr.Name(name)), List.of(right), List.of("="));
    }

    /** A relation with all its sides. */
    public Relation(Target target, List<Expr> subjects, List<Expr> sides, List<String> relations) {
      this(target, subjects, sides, relations, Answer.GIVEN, null);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.relation(this);
    }

    @Override
    public List<Expr> expressions() {
      return Stream.concat(subjects.stream(), sides.stream()).toList();
    }

    /** The left side. */
    public Expr left() {
      return subjects.get(0);
    }

    /** The side behind the first relation. */
    public Expr right() {
      return sides.get(0);
    }

    /** The left side where the statement is {@code name = expression} and nothing more. */
    public Optional<String> equated() {
      return target == Target.PLAIN
              && sides.size() == 1
              && relations.get(0).equals("=")
              && left() instanceof Expr.Name name
          ? Optional.of(name.name())
          : Optional.empty();
    }
  }

  /** What stands behind the last relation of a sheet's line. */
  enum Answer {
    /** An expression. */
    GIVEN,
    /** Nothing yet. */
    BLANK,
    /** {@code ?}: the reader asks for it. */
    ASKED
  }

  /**
   * How far off a number may be: {@code ± 0.1}, {@code within 5%}.
   *
   * @param size in the number's unit, or in percent
   * @param percent which of both
   */
  record Tolerance(double size, boolean percent) {}

  /** The word that a statement may begin with, and so what the left side speaks of. */
  enum Target {
    /** No word: a value or a total derivative. */
    PLAIN(""),
    /** {@code value q}: the forward value. */
    VALUE("value"),
    /** {@code local dq/dx}: the partial of one gate, its other operands held. */
    LOCAL("local"),
    /** {@code up q}: the gradient that arrives at a node. */
    UP("up"),
    /** {@code down q->x}: the gradient that one edge passes on. */
    DOWN("down"),
    /** {@code output q}: a choice, no claim. */
    OUTPUT("output");

    private final String word;

    Target(String word) {
      this.word = word;
    }

    /** The word it is written with. */
    public String word() {
      return word;
    }
  }

  /** A choice of the output: {@code output q}. */
  record Output(Expr expr) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.output(this);
    }

    @Override
    public List<Expr> expressions() {
      return List.of(expr);
    }
  }

  /**
   * A function: {@code s(u) = 1/(1 + exp(-u))}.
   *
   * @param name what it is called
   * @param parameters names of its arguments
   * @param body what it computes
   */
  record Function(String name, List<String> parameters, Expr body) implements Statement {
    /** A function whose parameters are copied. */
    public Function {
      parameters = List.copyOf(parameters);
    }

    /** The function on its own parameters, as its definition begins: {@code s(u)}. */
    public Expr.Call whole() {
      List<Expr> names = new ArrayList<>();
      parameters.forEach(each -> names.add(new Expr.Name(each)));
      return new Expr.Call(name, names);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.function(this);
    }

    @Override
    public List<Expr> expressions() {
      return List.of(body);
    }
  }
}
