package org.chainrule.homework.classroom;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A number, a vector or a matrix, row by row. A single number is repeated where the other operand
 * is larger.
 */
record Block(int rows, int columns, List<BigDecimal> entries) {
  Block {
    entries = List.copyOf(entries);
    if (entries.size() != rows * columns) {
      throw new IllegalArgumentException(rows + "x" + columns + " of " + entries);
    }
  }

  static Block of(BigDecimal number) {
    return new Block(1, 1, List.of(number));
  }

  static Block of(String number) {
    return of(new BigDecimal(number));
  }

  boolean isNumber() {
    return entries.size() == 1;
  }

  BigDecimal number() {
    if (!isNumber()) {
      throw new IllegalStateException("no number: " + this);
    }
    return entries.get(0);
  }

  BigDecimal at(int row, int column) {
    return entries.get(row * columns + column);
  }

  Block map(UnaryOperator<BigDecimal> f) {
    return new Block(rows, columns, entries.stream().map(f).toList());
  }

  Block with(Block other, BinaryOperator<BigDecimal> f) {
    if (other.isNumber()) {
      return map(e -> f.apply(e, other.number()));
    }
    if (isNumber()) {
      return other.map(e -> f.apply(number(), e));
    }
    if (rows != other.rows || columns != other.columns) {
      throw new IllegalStateException(this + " with " + other);
    }
    List<BigDecimal> made = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      made.add(f.apply(entries.get(i), other.entries.get(i)));
    }
    return new Block(rows, columns, made);
  }

  Block plus(Block other) {
    return with(other, (a, b) -> a.add(b, Precise.DIGITS));
  }

  Block times(Block other) {
    return with(other, (a, b) -> a.multiply(b, Precise.DIGITS));
  }

  Block product(Block other) {
    if (columns != other.rows) {
      throw new IllegalStateException(this + " @ " + other);
    }
    List<BigDecimal> made = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < other.columns; j++) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k < columns; k++) {
          sum = sum.add(at(i, k).multiply(other.at(k, j)), Precise.DIGITS);
        }
        made.add(sum);
      }
    }
    return new Block(rows, other.columns, made);
  }

  Block transpose() {
    List<BigDecimal> made = new ArrayList<>();
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        made.add(at(i, j));
      }
    }
    return new Block(columns, rows, made);
  }

  Block sum() {
    return of(entries.stream().reduce(BigDecimal.ZERO, (a, b) -> a.add(b, Precise.DIGITS)));
  }

  /** The same with one entry moved. */
  Block moved(int entry, BigDecimal by) {
    List<BigDecimal> made = new ArrayList<>(entries);
    made.set(entry, made.get(entry).add(by));
    return new Block(rows, columns, made);
  }

  /** As it is written in a sheet. */
  @Override
  public String toString() {
    if (isNumber()) {
      return number().toPlainString();
    }
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < rows; i++) {
      text.append(i == 0 ? "" : columns == 1 ? ", " : "; ");
      text.append(
          entries.subList(i * columns, (i + 1) * columns).stream()
              .map(BigDecimal::toPlainString)
              .collect(Collectors.joining(", ")));
    }
    // a row, which [a, b] is not
    return rows == 1 ? "[" + text + "]]" : text.append(']').toString();
  }
}
