package org.chainrule.homework;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.engine.Variation;
import org.chainrule.source.Work;
import org.chainrule.value.Matrix;

/**
 * What comes out where every step is rounded, also those that stand nowhere: of f = sqrt(x)*w a
 * student who keeps two places computes df/dx as 2.50*0.32 = 0.80, writes 0.80 only, and is right
 * but for rounding; with all digits it is 0.79.
 */
final class RoundedSteps {
  /** Steps between two lines that are rounded. */
  private static final int MOST = 40;

  /** Doubles are exact decimals to so many digits: 0.29*4.5 is a tie. */
  private static final MathContext DECIMAL = new MathContext(13);

  private static final List<RoundingMode> MODES =
      List.of(RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.DOWN);

  /** How a student rounds. */
  private record Habit(int places, int digits, RoundingMode mode) {
    String said() {
      return digits > 0 ? digits + " digits" : places == 1 ? "1 place" : places + " places";
    }

    /** A number rounded so, but never to less than two digits. */
    double round(double number) {
      if (number == 0 || !Double.isFinite(number)) {
        return number;
      }
      BigDecimal exact = new BigDecimal(number).round(DECIMAL);
      int first = exact.precision() - exact.scale(); // 0.031 has -1, 31 has 2
      int scale = digits > 0 ? digits - first : Math.max(places, 2 - first);
      return exact.setScale(scale, mode).doubleValue();
    }
  }

  private Matrix rounded(Matrix numbers, Habit habit) {
    double[] entries = numbers.toArray();
    for (int i = 0; i < entries.length; i++) {
      entries[i] = exact.contains(Math.abs(entries[i])) ? entries[i] : habit.round(entries[i]);
    }
    return Matrix.over(numbers.shape(), entries);
  }

  private final Sweep sweep;
  private final Variation lines;
  private final List<Quantity> steps;
  private final Set<Double> exact;

  /**
   * The steps to a claim.
   *
   * @param lines what follows from the student's lines; it is cleared when it is used
   * @param between the steps that stand nowhere
   * @param exact numbers of the sheet, which nobody rounds
   */
  RoundedSteps(Sweep sweep, Variation lines, Collection<Quantity> between, Set<Double> exact) {
    this.exact = exact;
    this.sweep = sweep;
    this.lines = lines;
    this.steps = new ArrayList<>(between);
    steps.removeIf(step -> !sweep.has(step));
    steps.sort(Comparator.comparingInt(sweep::place));
  }

  /**
   * How the steps were rounded where that gives what is written.
   *
   * @param written all numbers of the sheet, whose digits show what the student keeps
   * @return in words: "2 places"; empty if no way of rounding does
   */
  Optional<String> giving(Quantity target, Literal number, Collection<Literal> written) {
    if (steps.isEmpty() || steps.size() > MOST) {
      return Optional.empty();
    }
    for (Habit habit : habits(number, written)) {
      for (boolean all : new boolean[] {false, true}) {
        if (!Work.isRunningOut() && fits(number, rounded(target, habit, all))) {
          return Optional.of(habit.said());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean fits(Literal number, double value) {
    return NumberRule.fit(number, value, 0, false).isRight();
  }

  private static Set<Habit> habits(Literal number, Collection<Literal> written) {
    int places = 0;
    int digits = 0;
    for (Literal each : written) {
      if (!each.whole()) {
        places = Math.max(places, each.value().scale());
        digits = Math.max(digits, each.digits());
      }
    }
    Set<Habit> habits = new LinkedHashSet<>();
    for (RoundingMode mode : MODES) {
      habits.add(new Habit(Math.max(1, number.value().scale()), 0, mode));
      habits.add(new Habit(Math.max(1, places), 0, mode));
      habits.add(new Habit(0, Math.max(2, digits), mode));
    }
    return habits;
  }

  /** What a claim comes to where locals alone, or all steps, are rounded. */
  private double rounded(Quantity target, Habit habit, boolean all) {
    lines.clear();
    for (Quantity step : steps) {
      if (all || step instanceof Quantity.Local) {
        sweep.replace(lines, step, rounded(sweep.value(lines, step), habit));
      }
    }
    double value = sweep.value(lines, target).scalar();
    lines.clear();
    return value;
  }
}
