package org.chainrule.homework.classroom;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * An exercise and how the teacher solves it. {@code q = x + y} is a definition; {@code x <- q: 1 |
 * x/x ! -1: sign} says that x gets its gradient from q by the local 1, also written x/x, and that
 * -1 is a known mistake with its id. A local is multiplied with what arrives at q, unless UP stands
 * in it: {@code x <- q: W' @ UP}.
 */
record Exercise(
    String title, Map<String, Formula> parts, Map<String, Block> givens, List<Way> ways) {

  /** A mistake that is known at a local. */
  record Known(Formula formula, List<String> ids) {}

  /** How the gradient of an operand comes from a consumer. */
  record Way(String operand, String consumer, List<Formula> forms, List<Known> known) {
    /** Whether it is a factor, and not a formula of what arrives. */
    boolean isFactor() {
      return !forms.get(0).names().contains("UP");
    }
  }

  static Exercise of(String title, String solution, Map<String, Block> givens) {
    Map<String, Formula> parts = new LinkedHashMap<>();
    List<Way> ways = new ArrayList<>();
    for (String line : solution.lines().toList()) {
      if (line.isBlank()) {
        continue;
      }
      if (!line.contains("<-")) {
        String[] halves = line.split("=", 2);
        parts.put(halves[0].strip(), Formula.parse(halves[1]));
        continue;
      }
      String[] halves = line.split("<-|:", 3);
      String[] texts = halves[2].split("!");
      List<Formula> forms = new ArrayList<>();
      for (String form : texts[0].split("\\|")) {
        forms.add(Formula.parse(form));
      }
      List<Known> known = new ArrayList<>();
      for (int i = 1; i < texts.length; i++) {
        String[] mistake = texts[i].split(":");
        known.add(
            new Known(
                Formula.parse(mistake[0]),
                mistake[1].strip().equals("-")
                    ? List.of()
                    : List.of(mistake[1].strip().split(" *, *"))));
      }
      ways.add(new Way(halves[0].strip(), halves[1].strip(), forms, known));
    }
    return new Exercise(title, parts, givens, ways);
  }

  /** The last part. */
  String output() {
    return new ArrayList<>(parts.keySet()).get(parts.size() - 1);
  }

  List<Way> waysTo(String operand) {
    return ways.stream().filter(way -> way.operand().equals(operand)).toList();
  }

  /** What gets a gradient: the parts from the last to the first, then the givens. */
  List<String> backwards() {
    List<String> names = new ArrayList<>();
    for (String part : parts.keySet()) {
      names.add(0, part);
    }
    names.remove(output());
    names.addAll(givens.keySet());
    names.removeIf(name -> waysTo(name).isEmpty());
    return names;
  }

  /** The values of all parts, where one entry of one quantity is moved for all who use it. */
  Map<String, Block> values(BigDecimal share, String moved, int entry, BigDecimal by) {
    Map<String, Block> values = new LinkedHashMap<>(givens);
    if (givens.containsKey(moved)) {
      values.put(moved, givens.get(moved).moved(entry, by));
    }
    Calculator calculator = new Calculator(share, values::get);
    parts.forEach(
        (name, formula) -> {
          Block value = calculator.of(formula);
          values.put(name, name.equals(moved) ? value.moved(entry, by) : value);
        });
    return values;
  }

  /** The local gradient of a part by differences of that part only. */
  Block local(BigDecimal share, Map<String, Block> values, String part, String operand) {
    return differences(
        values.get(operand),
        (entry, by) ->
            new Calculator(
                    share,
                    name ->
                        name.equals(operand) ? values.get(name).moved(entry, by) : values.get(name))
                .of(parts.get(part)));
  }

  /** The gradient of the output by differences, along all paths. */
  Block total(BigDecimal share, String part, String name, Map<String, Block> values) {
    return differences(values.get(name), (entry, by) -> values(share, name, entry, by).get(part));
  }

  private interface Moved {
    Block by(int entry, BigDecimal by);
  }

  private static Block differences(Block at, Moved moved) {
    BigDecimal step = new BigDecimal("1e-15");
    List<BigDecimal> made = new ArrayList<>();
    for (int i = 0; i < at.entries().size(); i++) {
      BigDecimal up = moved.by(i, step).sum().number();
      BigDecimal down = moved.by(i, step.negate()).sum().number();
      made.add(up.subtract(down).divide(step.add(step), Precise.DIGITS));
    }
    return new Block(at.rows(), at.columns(), made);
  }

  /** Whether an operand reaches a part by a single edge only, so that dq/dx is the local. */
  boolean isDirect(String part, String operand) {
    Function<String, Boolean> reaches = other -> reaches(operand, other);
    return parts.get(part).names().stream().noneMatch(n -> !n.equals(operand) && reaches.apply(n));
  }

  private boolean reaches(String from, String to) {
    return parts.containsKey(to)
        && parts.get(to).names().stream().anyMatch(n -> n.equals(from) || reaches(from, n));
  }
}
