package org.chainrule.homework.classroom;

import java.math.BigDecimal;
import java.util.Map;

/** What is true of a quantity, by differences of numbers with 50 digits. */
final class Truth {
  private static final BigDecimal SAME = new BigDecimal("1e-12");

  private Truth() {}

  /**
   * The truth.
   *
   * @param key {@code value q}, {@code total x}, {@code local q x} or {@code down q x}
   * @param share the slope at kinks
   */
  static Block of(Exercise exercise, String key, BigDecimal share) {
    String[] words = key.split(" ");
    Map<String, Block> values = exercise.values(share, "", 0, BigDecimal.ZERO);
    String output = exercise.output();
    return switch (words[0]) {
      case "value" -> values.get(words[1]);
      case "total" -> exercise.total(share, output, words[1], values);
      case "local" -> exercise.local(share, values, words[1], words[2]);
      default ->
          exercise
              .local(share, values, words[1], words[2])
              .times(exercise.total(share, output, words[1], values));
    };
  }

  /** Whether a choice at a kink makes a difference. */
  static boolean dependsOnChoice(Exercise exercise, String key) {
    if (key.startsWith("value")) {
      return false;
    }
    boolean has = exercise.parts().values().stream().anyMatch(f -> f.has("relu") || f.has("max"));
    if (!has) {
      return false;
    }
    Block none = of(exercise, key, BigDecimal.ZERO);
    Block all = of(exercise, key, BigDecimal.ONE);
    return none.plus(all.map(BigDecimal::negate)).entries().stream()
        .anyMatch(e -> e.abs().compareTo(SAME) > 0);
  }
}
