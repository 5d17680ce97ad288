package org.chainrule.parse;

import java.util.Map;
import org.chainrule.ast.Statement.Target;

/**
 * The words that a statement may begin with. Those of gradients may stand before an operand too;
 * elsewhere they are ordinary names.
 */
final class Keywords {
  private static final Map<String, Target> WORDS =
      Map.of(
          "value", Target.VALUE,
          "local", Target.LOCAL,
          "up", Target.UP,
          "upstream", Target.UP,
          "down", Target.DOWN,
          "downstream", Target.DOWN,
          "output", Target.OUTPUT);

  private Keywords() {}

  /** What {@code word} announces; {@link Target#PLAIN} if it is no keyword. */
  static Target of(String word, boolean homework) {
    return homework && word.equals("grad") ? Target.UP : WORDS.getOrDefault(word, Target.PLAIN);
  }

  /** Whether a word speaks of a gradient of the backward pass. */
  static boolean isRole(Target target) {
    return target == Target.UP || target == Target.LOCAL || target == Target.DOWN;
  }
}
