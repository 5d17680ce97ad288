package org.chainrule.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.value.Rational;

/**
 * What one gate is: notation, documentation, partial derivatives and edges. Its forward computation
 * is a case of {@link Functions#apply}, or of {@link MatrixFunctions#apply} if it has pullbacks.
 *
 * <p>Formulas are strings in chainrule's own language. They may mention the gate's parameters and
 * {@code out}, the gate's own forward value.
 */
public final class GateSpec {

  /** How a gate is written. */
  public enum Form {
    /** Between its two operands: {@code x + y}. */
    INFIX,
    /** Before its operand: {@code -x}. */
    PREFIX,
    /** A name with its operands in brackets: {@code exp(x)}. */
    FUNCTION,
    /** Behind its operand: {@code A'}. */
    POSTFIX,
    /** Square brackets behind its first operand: {@code A[i, j]}. */
    INDEX,
    /** Square brackets around any number of operands: {@code [a, b; c, d]}. */
    BRACKETS
  }

  /**
   * A place where the gate has no derivative, or more than one.
   *
   * @param where a formula that is zero there
   * @param convention what chainrule does there, in words
   */
  public record Kink(String where, String convention) {}

  /**
   * The interval that a parameter is sampled from when the gate is tested or a formula is compared.
   *
   * @param low the smallest value
   * @param high the largest value
   */
  public record Interval(double low, double high) {}

  /**
   * A partial, a pullback or a value that students write by mistake.
   *
   * @param id what the misconception is called
   * @param formula what they write, on the parameters, {@code out} and, for a pullback, {@code up}
   * @param message what to say of it
   */
  public record Mistake(String id, String formula, String message) {}

  /** The gate on exact fractions; the second is 0 for a gate of one operand. */
  @FunctionalInterface
  public interface Exact {
    /** The exact value, or empty where there is none or it is too large to keep. */
    Optional<Rational> apply(Rational x, Rational y);
  }

  private final Form form;
  private final String symbol;
  private final int precedence;
  private final List<String> parameters;
  private final List<String> aliases = new ArrayList<>();
  private final Map<String, String> defaults = new LinkedHashMap<>();
  private final Map<String, Interval> samples = new LinkedHashMap<>();
  private final List<Kink> kinks = new ArrayList<>();
  private final List<Mistake> wrongValues = new ArrayList<>();
  private final List<List<Mistake>> wrongPartials = new ArrayList<>();
  private final Map<Integer, List<String>> otherPartials = new HashMap<>();
  private List<String> partials = List.of();
  private List<String> pullbacks = List.of();
  private List<String> laws = List.of();
  private List<String> lawsOfNumbers = List.of();
  private boolean rightAssociative;
  private boolean commutative;
  private boolean variadic;
  private boolean branching;
  private boolean maker;
  private boolean signed;
  private boolean moving;
  private String latex;
  private String doc = "";
  private String name;
  private String sentence = "";
  private String pole = "";
  private String meaning = "";
  private Exact exact;

  private GateSpec(Form form, String symbol, int precedence, String... parameters) {
    this.form = form;
    this.symbol = symbol;
    this.precedence = precedence;
    this.parameters = List.of(parameters);
    this.name = symbol;
    this.latex =
        switch (form) {
          case INFIX -> "%s " + symbol + " %s";
          case PREFIX -> symbol + "%s";
          case FUNCTION -> "\\operatorname{" + symbol.replace("_", "\\_") + "}";
          case POSTFIX -> "%s" + symbol;
          case INDEX, BRACKETS -> symbol;
        };
  }

  static GateSpec infix(String symbol, int precedence, String left, String right) {
    return new GateSpec(Form.INFIX, symbol, precedence, left, right);
  }

  /** Between two numbers, 1 where it holds, else 0. */
  static GateSpec comparison(String symbol) {
    return infix(symbol, 5, "x", "y")
        .called("comparison")
        .says("is flat: it passes no gradient")
        .kink("x - y", "a comparison has gradient 0, at its jump too")
        .partials("0", "0");
  }

  static GateSpec prefix(String symbol, int precedence, String parameter) {
    return new GateSpec(Form.PREFIX, symbol, precedence, parameter);
  }

  static GateSpec postfix(String symbol, String parameter) {
    return new GateSpec(Form.POSTFIX, symbol, 60, parameter);
  }

  /** The template of an index has a {@code %s} for each parameter. */
  static GateSpec subscript(String template, String... parameters) {
    return new GateSpec(Form.INDEX, template, Gate.ATOM, parameters);
  }

  static GateSpec brackets(String parameter) {
    return new GateSpec(Form.BRACKETS, "[...]", Gate.ATOM, parameter);
  }

  static GateSpec function(String name, String... parameters) {
    return new GateSpec(Form.FUNCTION, name, Gate.ATOM, parameters);
  }

  GateSpec aliases(String... names) {
    aliases.addAll(List.of(names));
    return this;
  }

  /** A last parameter that a call may leave out, and the constant that it then has. */
  GateSpec optional(String parameter, String constant) {
    defaults.put(parameter, constant);
    return this;
  }

  GateSpec rightAssociative() {
    rightAssociative = true;
    return this;
  }

  GateSpec commutative() {
    commutative = true;
    return this;
  }

  /** A call may have any number of arguments from two on: a row of this gate from left to right. */
  GateSpec variadic() {
    variadic = true;
    return this;
  }

  /**
   * The gate chooses between its operands, or among the entries of one; what it does not choose
   * cannot reach the output.
   */
  GateSpec branching() {
    branching = true;
    return this;
  }

  /** The gate makes a matrix from numbers of rows and columns, which are written out. */
  GateSpec maker() {
    maker = true;
    return this;
  }

  /** The factor by which the gate chooses may be negative; that of others is 0 or 1. */
  GateSpec signed() {
    signed = true;
    return this;
  }

  /** The gate puts whole entries elsewhere and computes nothing, so its pullback does too. */
  GateSpec moving() {
    moving = true;
    return this;
  }

  GateSpec latex(String template) {
    latex = template;
    return this;
  }

  GateSpec doc(String text) {
    doc = text;
    return this;
  }

  /** What the gate is called in a sentence; its symbol unless said otherwise. */
  GateSpec called(String word) {
    name = word;
    return this;
  }

  /** What the gate does to a gradient: completes "A ... gate". */
  GateSpec says(String text) {
    sentence = text;
    return this;
  }

  /** The gate on exact fractions, where it maps them to such. */
  GateSpec exact(Exact function) {
    exact = function;
    return this;
  }

  GateSpec partials(String... formulas) {
    partials = List.of(formulas);
    return this;
  }

  /** The gate in terms of others, as proofs read it; on its parameters and numbers. */
  GateSpec means(String formula) {
    meaning = formula;
    return this;
  }

  /**
   * For each operand what the gate sends down to it, in terms of {@code up}, the gradient that
   * arrives.
   */
  GateSpec pullbacks(String... formulas) {
    pullbacks = List.of(formulas);
    return this;
  }

  /**
   * Equations that adjoints are folded by, from left to right, where both sides have the same
   * shape. On the left stand the gate's operands: names, numbers, and gates on names.
   */
  GateSpec laws(String... equations) {
    laws = List.of(equations);
    return this;
  }

  /** Such equations that hold only where one of the operands is a number. */
  GateSpec lawsOfNumbers(String... equations) {
    lawsOfNumbers = List.of(equations);
    return this;
  }

  GateSpec sample(String parameter, double low, double high) {
    samples.put(parameter, new Interval(low, high));
    return this;
  }

  /** A value that students write by mistake. */
  GateSpec wrongValue(String id, String formula, String message) {
    wrongValues.add(new Mistake(id, formula, message));
    return this;
  }

  /** Another right form of a partial, from the gate's output {@code out}: both are written. */
  GateSpec otherPartial(int slot, String formula) {
    otherPartials.computeIfAbsent(slot, each -> new ArrayList<>()).add(formula);
    return this;
  }

  /**
   * A partial or pullback by the operand in {@code slot}, from 0, that students write by mistake.
   */
  GateSpec wrongPartial(int slot, String id, String formula, String message) {
    while (wrongPartials.size() <= slot) {
      wrongPartials.add(new ArrayList<>());
    }
    wrongPartials.get(slot).add(new Mistake(id, formula, message));
    return this;
  }

  GateSpec kink(String where, String convention) {
    kinks.add(new Kink(where, convention));
    return this;
  }

  /** A formula that is 1 where the gate is infinite by its nature, not by overflow. */
  GateSpec pole(String condition) {
    pole = condition;
    return this;
  }

  GateSpec checked(String gate) {
    if (doc.isEmpty()
        || sentence.isEmpty()
        || partials.size() + pullbacks.size() != parameters.size()) {
      throw new IllegalStateException(gate + ": incomplete gate declaration");
    }
    return this;
  }

  /** How the gate is written. */
  public Form form() {
    return form;
  }

  /** What it is called in a sentence: add, multiply, exp. */
  public String name() {
    return name;
  }

  /** Its operator or its function's name. */
  public String symbol() {
    return symbol;
  }

  /** Other spellings that are read as this gate. */
  public List<String> aliases() {
    return List.copyOf(aliases);
  }

  /** How tightly it binds; {@link Gate#ATOM} for a function. */
  public int precedence() {
    return precedence;
  }

  /** Whether {@code a . b . c} is {@code a . (b . c)}. */
  public boolean isRightAssociative() {
    return rightAssociative;
  }

  /** Whether its two operands may change places. */
  public boolean isCommutative() {
    return commutative;
  }

  /** Whether a call takes any number of arguments from two on. */
  public boolean isVariadic() {
    return variadic;
  }

  /** Whether the gate chooses between its operands, or among the entries of one. */
  public boolean isBranching() {
    return branching;
  }

  /** Whether it makes a matrix from numbers of rows and columns, which are written out. */
  public boolean isMaker() {
    return maker;
  }

  /** Whether the factor by which the gate chooses may be negative. */
  public boolean isSigned() {
    return signed;
  }

  /** Whether the gate only puts entries elsewhere, as a transpose does. */
  public boolean isMoving() {
    return moving;
  }

  /** Names of its operands, in order. */
  public List<String> parameters() {
    return parameters;
  }

  /** The least number of arguments that a call must have. */
  public int required() {
    return parameters.size() - defaults.size();
  }

  /** The constant that {@code parameter} has when a call leaves it out. */
  public String defaultOf(String parameter) {
    return defaults.get(parameter);
  }

  /** The partial derivative by each parameter. */
  public List<String> partials() {
    return partials;
  }

  /**
   * For a gate on whole matrices and each operand: what the gate sends down to it, in terms of
   * {@code up}, the gradient that arrives. Empty for a gate on numbers.
   */
  public List<String> pullbacks() {
    return pullbacks;
  }

  /** Whether the gate works entry by entry, so that it has partials; others have pullbacks. */
  public boolean isEntrywise() {
    return pullbacks.isEmpty();
  }

  /** The equations that adjoints are folded by where both sides have the same shape. */
  public List<String> laws() {
    return laws;
  }

  /** The equations that adjoints are folded by where one of the operands is a number. */
  public List<String> lawsOfNumbers() {
    return lawsOfNumbers;
  }

  /** Values that students write by mistake. */
  public List<Mistake> wrongValues() {
    return List.copyOf(wrongValues);
  }

  /** Other right forms of a partial, from the gate's output; empty where none is usual. */
  public List<String> otherPartials(int slot) {
    return List.copyOf(otherPartials.getOrDefault(slot, List.of()));
  }

  /** Partials, or pullbacks, by the operand in {@code slot} that students write by mistake. */
  public List<Mistake> wrongPartials(int slot) {
    return slot < wrongPartials.size() ? List.copyOf(wrongPartials.get(slot)) : List.of();
  }

  /** Where the gate has no derivative, or more than one. */
  public List<Kink> kinks() {
    return List.copyOf(kinks);
  }

  /**
   * A formula that is 1 where the gate is infinite by its nature; empty if there is no such place.
   */
  public String pole() {
    return pole;
  }

  /** The gate in terms of others, as proofs read it; empty for those that others are told by. */
  public String meaning() {
    return meaning;
  }

  /** The interval that {@code parameter} is sampled from. */
  public Interval sample(String parameter) {
    return samples.getOrDefault(parameter, new Interval(-3, 3));
  }

  /** A template with {@code %s} for each operand, or a command that takes them in brackets. */
  public String latex() {
    return latex;
  }

  /** What the gate computes, in one line. */
  public String doc() {
    return doc;
  }

  /** What the gate does to a gradient: completes "A ... gate". */
  public String sentence() {
    return sentence;
  }

  /** The gate on exact fractions, if it maps them to such. */
  public Optional<Exact> exact() {
    return Optional.ofNullable(exact);
  }

  /** How the gate is written with its parameters: {@code x + y}, {@code exp(x)}. */
  public String usage() {
    return switch (form) {
      case INFIX -> parameters.get(0) + " " + symbol + " " + parameters.get(1);
      case PREFIX -> symbol + parameters.get(0);
      case FUNCTION -> symbol + "(" + String.join(", ", signature()) + ")";
      case POSTFIX -> parameters.get(0) + symbol;
      case INDEX -> String.format(java.util.Locale.ROOT, symbol, parameters.toArray());
      case BRACKETS -> "[a, b; c, d]";
    };
  }

  private List<String> signature() {
    List<String> names = new ArrayList<>();
    for (String parameter : parameters) {
      String constant = defaults.get(parameter);
      names.add(constant == null ? parameter : parameter + " = " + constant);
    }
    if (variadic) {
      names.add("...");
    }
    return names;
  }
}
