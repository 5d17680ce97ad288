package org.chainrule.homework.students;

/** A kind of gate of an exercise, with the text that a teacher writes for it. */
enum Op {
  INPUT(0, ""),
  CONSTANT(0, ""),
  ADD(2, "%s + %s"),
  SUB(2, "%s - %s"),
  MUL(2, "%s*%s"),
  DIV(2, "%s/%s"),
  /** The exponent is a constant. */
  POWER(2, "%s^%s"),
  /** The base is a constant. */
  EXPONENTIAL(2, "%s^%s"),
  NEG(1, "-%s"),
  EXP(1, "exp(%s)"),
  LOG(1, "log(%s)"),
  SQRT(1, "sqrt(%s)"),
  SIGMOID(1, "sigmoid(%s)"),
  TANH(1, "tanh(%s)"),
  SIN(1, "sin(%s)"),
  COS(1, "cos(%s)"),
  RELU(1, "relu(%s)"),
  MAX(2, "max(%s, %s)"),
  /** A matrix by a column. */
  PRODUCT(2, "%s @ %s"),
  DOT(2, "dot(%s, %s)"),
  SUM(1, "sum(%s)");

  final int arity;
  final String text;

  Op(int arity, String text) {
    this.arity = arity;
    this.text = text;
  }

  /** Whether it works on each entry by itself. */
  boolean isEntrywise() {
    return this != PRODUCT && this != DOT && this != SUM;
  }

  boolean isGate() {
    return arity > 0;
  }

  /** Whether its operands need no brackets. */
  boolean isFunction() {
    return text.contains("(");
  }
}
