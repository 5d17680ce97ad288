package org.chainrule.homework;

import java.util.List;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.value.Digits;

/** Judges right sides that are more than a number: lines of working, and formulas. */
final class FormulaJudge {
  private static final Digits SHOWN = new Digits(4);

  private final Sides sides;
  private final Names names;

  FormulaJudge(Sides sides, Names names) {
    this.sides = sides;
    this.names = names;
  }

  /** Every link is checked; the last one carries the mark. */
  Judgement chain(Entry entry, List<Expr> right) {
    double[] before = {entry.truth, entry.truth};
    for (int i = 0; i < right.size(); i++) {
      Optional<double[]> value = sides.interval(right.get(i));
      if (value.isEmpty()) {
        return entry.judged(
            Verdict.UNDECIDED, Double.NaN, "link " + (i + 1) + " cannot be computed");
      }
      double[] now = value.get();
      Optional<Literal> literal = Literal.of(right.get(i));
      boolean last = i == right.size() - 1;
      boolean same =
          i == 0
              ? literal.isEmpty() ? overlap(before, now) : true
              : literal.isPresent()
                  ? NumberRule.fitsWithin(literal.get(), before[0], before[1], false)
                  : overlap(before, now);
      if (!same) {
        String links =
            i == 0 ? "" : i == 1 ? "link 1 is right; " : "links 1 to " + i + " are right; ";
        String from = i == 0 ? names.of(entry.quantity) : right.get(i - 1).toString();
        double middle = (before[0] + before[1]) / 2;
        String message = "link " + (i + 1) + ": " + links + from + " is " + SHOWN.format(middle);
        entry.fit = NumberRule.Fit.NO;
        return entry.judged(Verdict.WRONG, Double.NaN, message);
      }
      before = now;
      if (last && literal.isEmpty()) {
        return entry.judged(Verdict.RIGHT, entry.truth, "ok");
      }
    }
    return null; // The last link is a number, judged like any other.
  }

  private static boolean overlap(double[] a, double[] b) {
    double slack = 1e-9 * Math.max(Math.abs(a[0]), Math.abs(b[0])) + 1e-12;
    return a[0] <= b[1] + slack && b[0] <= a[1] + slack;
  }

  /** A side that is more than a number: its value here, and whether it is the formula. */
  Judgement expression(Entry entry, Expr written) {
    Optional<double[]> value = sides.interval(written);
    if (value.isEmpty()) {
      return entry.judged(Verdict.UNDECIDED, Double.NaN, "the right side cannot be computed");
    }
    double[] interval = value.get();
    boolean here = overlap(interval, new double[] {entry.truth, entry.truth});
    boolean narrow = interval[1] - interval[0] <= 0.1 * Math.abs(entry.truth) + 1e-12;
    if (!sides.hasNames(written)) {
      return here && narrow
          ? entry.judged(Verdict.RIGHT, entry.truth, "ok")
          : entry.judged(
              Verdict.WRONG,
              interval[0],
              "yours is " + SHOWN.format(interval[0]) + ", right " + SHOWN.format(entry.truth));
    }
    if (!here) {
      return entry.judged(
          Verdict.WRONG,
          interval[0],
          "yours is " + SHOWN.format(interval[0]) + " here, right " + SHOWN.format(entry.truth));
    }
    if (sides.hasDerivatives(written)) {
      return entry.judged(Verdict.RIGHT, entry.truth, "ok");
    }
    return formula(entry, written, false);
  }

  /** Whether the right side is the same function as the quantity. */
  Judgement formula(Entry entry, Expr written, boolean claimed) {
    Optional<Equality.Outcome> outcome = sides.compare(entry.quantity, written);
    if (outcome.isEmpty()) {
      return entry.judged(Verdict.UNREADABLE, Double.NaN, sides.reason());
    }
    Equality.Outcome found = outcome.get();
    switch (found.verdict()) {
      case PROVED:
        return entry.judged(Verdict.RIGHT, entry.truth, "ok, proved");
      case AGREE:
        return entry.judged(
            Verdict.RIGHT, entry.truth, "ok, agrees at " + found.points() + " points");
      case REFUTED:
        String at = found.place(SHOWN);
        String values =
            "yours " + SHOWN.format(found.right()) + ", right " + SHOWN.format(found.left());
        Verdict verdict = claimed ? Verdict.WRONG : Verdict.POINT_ONLY;
        String ratio = claimed ? sides.ratio(entry.quantity, written) : "";
        String here = claimed ? "" : "it holds here, but ";
        return entry.judged(verdict, Double.NaN, here + "at " + at + ": " + values + ratio);
      default:
        return entry.judged(Verdict.UNDECIDED, Double.NaN, "too few points where both are defined");
    }
  }
}
