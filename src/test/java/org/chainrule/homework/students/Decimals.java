package org.chainrule.homework.students;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Decimal numbers on paper: one, a column, or a matrix.
 *
 * @param rows its rows
 * @param columns its columns
 * @param entries row by row
 */
record Decimals(int rows, int columns, List<BigDecimal> entries) {
  static final Decimals ONE = of(BigDecimal.ONE);

  Decimals {
    entries = List.copyOf(entries);
  }

  static Decimals of(BigDecimal number) {
    return new Decimals(1, 1, List.of(number));
  }

  boolean isNumber() {
    return rows == 1 && columns == 1;
  }

  BigDecimal number() {
    return entries.get(0);
  }

  BigDecimal at(int row, int column) {
    return entries.get(row * columns + column);
  }

  Decimals map(UnaryOperator<BigDecimal> each) {
    return new Decimals(rows, columns, entries.stream().map(each).toList());
  }

  /** Entry by entry; one number goes with every entry. */
  Decimals with(Decimals other, BinaryOperator<BigDecimal> each) {
    if (isNumber() && !other.isNumber()) {
      return other.map(entry -> each.apply(number(), entry));
    }
    List<BigDecimal> all = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      all.add(each.apply(entries.get(i), other.entries.get(other.isNumber() ? 0 : i)));
    }
    return new Decimals(rows, columns, all);
  }

  Decimals plus(Decimals other) {
    return with(other, BigDecimal::add);
  }

  Decimals times(Decimals other) {
    return with(other, Paper::times);
  }

  Decimals product(Decimals other) {
    List<BigDecimal> all = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < other.columns; column++) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k < columns; k++) {
          sum = sum.add(Paper.times(at(row, k), other.at(k, column)));
        }
        all.add(sum);
      }
    }
    return new Decimals(rows, other.columns, all);
  }

  Decimals transposed() {
    List<BigDecimal> all = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        all.add(at(row, column));
      }
    }
    return new Decimals(columns, rows, all);
  }

  Decimals sum() {
    return of(entries.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /** The same number everywhere, in the shape of these. */
  Decimals filled(BigDecimal number) {
    return new Decimals(rows, columns, Collections.nCopies(entries.size(), number));
  }

  /** As a sheet writes them, each entry by a function of its own. */
  String text(java.util.function.Function<BigDecimal, String> each) {
    if (isNumber()) {
      return each.apply(number());
    }
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      lines.add(
          entries.subList(row * columns, (row + 1) * columns).stream()
              .map(each)
              .collect(Collectors.joining(", ")));
    }
    return "[" + String.join(columns == 1 ? ", " : "; ", lines) + "]";
  }
}
