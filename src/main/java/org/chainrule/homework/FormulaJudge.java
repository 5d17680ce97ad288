package org.chainrule.homework;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.value.Digits;
import org.chainrule.value.Matrix;

/** Judges right sides that are more than a number: lines of working, and formulas. */
final class FormulaJudge {
  private static final Digits SHOWN = new Digits(4);

  private final RightSides sides;
  private final Names names;

  FormulaJudge(RightSides sides, Names names) {
    this.sides = sides;
    this.names = names;
  }

  /** Every link is checked; the last one carries the mark. Null if that is still to be judged. */
  Judgement chain(Answer answer, List<Expr> right) {
    RightSides.Side before = RightSides.Side.of(answer.truth);
    for (int i = 0; i < right.size(); i++) {
      Optional<RightSides.Side> side = sides.side(right.get(i));
      if (side.isEmpty()) {
        String link = "link " + (i + 1);
        String why = sides.unknown(right.get(i)).map(name -> ": " + name).orElse("");
        why = why.isEmpty() ? " cannot be computed" : why;
        return answer.judged(Verdict.UNDECIDED, Double.NaN, link + why);
      }
      RightSides.Side now = side.get();
      Optional<Written> written = Written.of(right.get(i));
      boolean same =
          written.isEmpty() ? now.meets(before) : i == 0 || isWithin(written.get(), before);
      if (!same) {
        String links =
            i == 0 ? "" : i == 1 ? "link 1 is right; " : "links 1 to " + i + " are right; ";
        String from = i == 0 ? names.of(answer.quantity) : right.get(i - 1).toString();
        String message = "link " + (i + 1) + ": " + links + from + " is " + shown(before.point());
        Arrays.fill(answer.fits, NumberRule.Fit.NO);
        return answer.judged(Verdict.WRONG, Double.NaN, message);
      }
      before = now;
      if (i == right.size() - 1 && written.isEmpty()) {
        return answer.judged(Verdict.RIGHT, answer.number(), "ok");
      }
    }
    return null;
  }

  private static boolean isWithin(Written written, RightSides.Side side) {
    if (!written.fits(side.point().shape())) {
      return false;
    }
    boolean within = true;
    for (int i = 0; i < side.low().length; i++) {
      Literal literal = written.literals().get(i);
      within &= NumberRule.fitsWithin(literal, side.low()[i], side.high()[i], false);
    }
    return within;
  }

  private static String shown(Matrix matrix) {
    return matrix.format(SHOWN::format);
  }

  /** A side that is more than a number: its value here, and whether it is the formula. */
  Judgement expression(Answer answer, Expr written) {
    Optional<RightSides.Side> computed = sides.side(written);
    if (computed.isEmpty()) {
      String why = sides.unknown(written).orElse("the right side cannot be computed");
      return answer.judged(Verdict.UNDECIDED, Double.NaN, why);
    }
    RightSides.Side side = computed.get();
    boolean here = side.meets(RightSides.Side.of(answer.truth));
    double own = side.point().isScalar() ? side.point().scalar() : Double.NaN;
    boolean numbers = !sides.hasNames(written);
    boolean exactly = RightSides.Side.of(side.point()).meets(RightSides.Side.of(answer.truth));
    if (!here || numbers && !exactly && !side.isNarrow(answer.truth)) {
      String message =
          "yours is "
              + shown(side.point())
              + (numbers ? "" : " here")
              + ", right "
              + shown(answer.truth);
      return answer.judged(Verdict.WRONG, own, message);
    }
    if (numbers || sides.hasDerivatives(written)) {
      return answer.judged(Verdict.RIGHT, answer.number(), "ok");
    }
    return formula(answer, written, false);
  }

  /** Whether the right side is the same function as the quantity. */
  Judgement formula(Answer answer, Expr written, boolean claimed) {
    Optional<Equality.Outcome> outcome = sides.compare(answer.quantity, written);
    if (outcome.isEmpty() && !claimed) {
      return answer.judged(Verdict.RIGHT, answer.number(), "ok"); // The numbers are right here.
    }
    if (outcome.isEmpty()) {
      return answer.judged(Verdict.UNREADABLE, Double.NaN, sides.reason());
    }
    Equality.Outcome found = outcome.get();
    switch (found.verdict()) {
      case PROVED:
        return answer.judged(Verdict.RIGHT, answer.number(), "ok, proved");
      case AGREE:
        return answer.judged(
            Verdict.RIGHT, answer.number(), "ok, agrees at " + found.points() + " points");
      case REFUTED:
        String at = found.place(SHOWN);
        String values =
            "yours " + SHOWN.format(found.right()) + ", right " + SHOWN.format(found.left());
        Verdict verdict = claimed ? Verdict.WRONG : Verdict.POINT_ONLY;
        String ratio = claimed ? sides.ratio(answer.quantity, written) : "";
        String here = claimed ? "" : "it holds here, but ";
        return answer.judged(verdict, Double.NaN, here + "at " + at + ": " + values + ratio);
      default:
        return answer.judged(
            Verdict.UNDECIDED, Double.NaN, "too few points where both are defined");
    }
  }
}
