package org.chainrule.render;

import java.util.List;
import org.chainrule.homework.Equality;
import org.chainrule.value.Digits;

/** Whether two formulas are the same function, in words. */
public final class EqualText {
  private static final Digits VALUES = new Digits(6);

  private EqualText() {}

  /**
   * The outcome, in lines.
   *
   * @param conditions where they were compared, as it was typed
   */
  public static String of(Equality.Outcome outcome, List<String> conditions) {
    String where = conditions.isEmpty() ? "" : " and " + String.join(", ", conditions);
    return switch (outcome.verdict()) {
      case PROVED -> "equal: proved, wherever both are defined" + where + "\n" + lone(outcome);
      case REFUTED -> "not equal: " + at(outcome) + "\n";
      case AGREE ->
          "undecided: they agree at all "
              + outcome.points()
              + " points that were tried, but no proof was found\n"
              + lone(outcome);
      case UNDECIDED ->
          "undecided: there are only "
              + outcome.points()
              + " points among those tried where both are defined\n";
    };
  }

  private static String at(Equality.Outcome outcome) {
    String point = outcome.place(Digits.DEFAULT);
    String values = VALUES.format(outcome.left()) + " and " + VALUES.format(outcome.right());
    return point.isEmpty() ? values : "at " + point + " they are " + values;
  }

  /** Where only one of the two has a value. */
  private static String lone(Equality.Outcome outcome) {
    if (outcome.point().isEmpty()) {
      return "";
    }
    String which = Double.isFinite(outcome.left()) ? "first" : "second";
    return "note: at " + outcome.place(Digits.DEFAULT) + " only the " + which + " has a value\n";
  }
}
