package org.chainrule.sheet;

import java.util.Map;
import java.util.OptionalDouble;

/** The constants of the language. A text may use their names for something else. */
public final class Constants {
  private static final Map<String, Double> VALUES =
      Map.of("pi", Math.PI, "π", Math.PI, "e", Math.E);

  private Constants() {}

  /** Whether {@code name} is one unless a text uses it otherwise. */
  static boolean has(String name) {
    return VALUES.containsKey(name);
  }

  /** The constant called {@code name}. */
  public static OptionalDouble of(String name) {
    Double value = VALUES.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
