package org.chainrule.homework;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chainrule.algebra.Assumptions;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Trees;
import org.chainrule.value.Matrix;

/** Judges right sides that are more than a number: lines of working, and formulas. */
final class FormulaJudge {
  /** The part of a number that the rounding of its decimals may leave open. */
  private static final double NARROW = 0.1;

  /** The same where the line goes on to a number, which has to be that of the decimals. */
  private static final double WORKING = 0.15;

  private final RightSides sides;
  private final Kinks kinks;
  private final Names names;

  FormulaJudge(RightSides sides, Kinks kinks, Names names) {
    this.sides = sides;
    this.kinks = kinks;
    this.names = names;
  }

  /** Whether a claim without values can be judged: of a formula, not of a number. */
  boolean isFormula(Statement.Relation relation) {
    return relation.relations().get(0).equals("==")
        || relation.sides().size() == 1 && !isCalculation(relation.right());
  }

  /** Whether a side has no names: its numbers are all there. */
  boolean isCalculation(Expr side) {
    return !sides.hasNames(side) && !sides.hasDerivatives(side);
  }

  /** The numbers that a right side is, or that it comes to where it has no names. */
  Optional<Written> numbers(Expr side) {
    Optional<Written> literal = Written.of(side);
    boolean computes = literal.isEmpty() && isCalculation(side);
    return computes
        ? sides.side(side).filter(RightSides.Side::isFinite).map(it -> Written.computed(it.point()))
        : literal;
  }

  /**
   * Every link is checked: names and derivatives stand for what is right, or for what the student
   * wrote for them. The last link carries the mark; null if that is still to be judged.
   *
   * @param own what follows from the student's lines
   */
  Judgement chain(Answer answer, List<Expr> right, OwnLines own) {
    List<RightSides.Side> before = new ArrayList<>(List.of(RightSides.Side.of(answer.truth)));
    own.points().forEach(each -> before.add(RightSides.Side.of(each)));
    for (int i = 0; i < right.size(); i++) {
      Expr link = right.get(i);
      int at = i;
      List<RightSides.Side> now = new ArrayList<>();
      sides.side(link).ifPresent(now::add);
      sides.own(link, answer).ifPresent(now::add);
      if (now.isEmpty()) {
        String why = sides.unknown(link).map(name -> ": " + name).orElse("");
        why = why.isEmpty() ? " cannot be computed" : why;
        return answer.judged(Verdict.UNDECIDED, Double.NaN, "link " + (i + 1) + why);
      }
      Optional<Written> written = Written.of(link);
      List<RightSides.Side> last = List.copyOf(before);
      double scale = i == 0 ? 0 : Math.max(answer.scale, largest(right.get(i - 1)));
      boolean same =
          written.isEmpty()
              ? now.stream().anyMatch(side -> last.stream().anyMatch(side::meets))
                  || isCalculation(link) && isStep(link, own)
              : i == 0
                  || last.stream().anyMatch(side -> isWithin(written.get(), side, scale))
                  || i == right.size() - 1
                      && !isCalculation(right.get(i - 1))
                      && (own.follows() || isChosen(answer, own));
      if (!same) {
        Optional<ChainStep.Misfit> misfit =
            isCalculation(link)
                ? own.step(sides::side).flatMap(each -> each.misfit(link))
                : Optional.empty();
        String why =
            misfit
                .map(each -> each.said(names))
                .orElseGet(
                    () -> differing(answer, right, at, last.get(0).point(), now.get(0).point()));
        String message = before(i) + why;
        own.signOnly =
            i > 0
                && last.get(0).point().isScalar()
                && written.filter(Written::isNumber).isPresent()
                && NumberRule.fit(
                        written.get().literals().get(0), -last.get(0).point().scalar(), 0, false)
                    .isRight();
        Arrays.fill(answer.fits, NumberRule.Fit.NO);
        return answer.judged(Verdict.WRONG, Double.NaN, message);
      }
      before.clear();
      before.addAll(now);
    }
    if (answer.written.isPresent()) {
      return carried(answer, right, own);
    }
    RightSides.Side truth = RightSides.Side.of(answer.truth);
    return before.stream().anyMatch(truth::meets)
        ? answer.judged(Verdict.RIGHT, answer.number(), "ok")
        : own.wrong.isEmpty()
            ? answer.judged(Verdict.FOLLOWS, Double.NaN, "the right step from your own lines")
            : answer.judged(
                Verdict.FOLLOWS, Double.NaN, List.of(), own.wrong, own.rightStep(own.wrong));
  }

  /** What is right of a line of working comes first. */
  private static String before(int links) {
    return switch (links) {
      case 0 -> "";
      case 1 -> "link 1 is right, link 2 is not: ";
      case 2 -> "links 1 and 2 are right, link 3 is not: ";
      default -> "links 1 to " + links + " are right, link " + (links + 1) + " is not: ";
    };
  }

  /** {@code dL/dr is 5, and r is 2.5}; {@code -4*1 is -4}. */
  private String differing(Answer answer, List<Expr> right, int link, Matrix before, Matrix here) {
    boolean number = Written.of(right.get(link)).isPresent();
    String first = link == 0 ? names.of(answer.quantity) : right.get(link - 1).toString();
    String second = number ? "" : ", and " + right.get(link) + " is " + Shown.matrix(here);
    return first + " is " + Shown.matrix(before) + second;
  }

  /**
   * {@code 7.03*0.36 = 2.53}: the last number is that of the line as it is written, whose decimals
   * stand for what they are rounded from. Null if the number is to be judged as any other.
   */
  private Judgement carried(Answer answer, List<Expr> right, OwnLines own) {
    Expr before = right.get(right.size() - 2);
    Optional<RightSides.Side> line = sides.hasNames(before) ? Optional.empty() : sides.side(before);
    if (answer.fits() || line.isEmpty() || !isRounded(answer, line.get().point())) {
      return null;
    }
    if (isChosen(answer, own)) {
      return null;
    }
    RightSides.Side side = line.get();
    Optional<ChainStep> step = own.step(sides::side);
    Optional<ChainStep.Misfit> misfit = step.flatMap(each -> each.misfit(before));
    own.misfit = misfit;
    boolean isTrue =
        own.trueStep(sides::side).filter(each -> each.isWritten(before)).isPresent()
            || misfit.isEmpty() && leads(side, answer.truth);
    boolean follows =
        step.filter(each -> each.isWritten(before)).isPresent()
            || misfit.isEmpty() && own.points().stream().anyMatch(each -> leads(side, each));
    List<Integer> wrong = own.wrongLines();
    if (isTrue || wrong.isEmpty() && follows) {
      String message = "follows from your rounded numbers; unrounded it is ";
      return answer.judged(
          Verdict.RIGHT_CARRIED, answer.number(), message + Shown.matrix(answer.truth));
    }
    if (follows) {
      return answer.judged(Verdict.FOLLOWS, own.number(), List.of(), wrong, own.rightStep(wrong));
    }
    return null;
  }

  /** Whether a calculation is the step of the chain rule in numbers that are right or follow. */
  private boolean isStep(Expr calculation, OwnLines own) {
    return own.step(sides::side).filter(step -> step.isWritten(calculation)).isPresent()
        || own.trueStep(sides::side).filter(step -> step.isWritten(calculation)).isPresent();
  }

  /** Whether the number is one that shares at kinks leave open. */
  private boolean isChosen(Answer answer, OwnLines own) {
    return answer.truth.isScalar()
        && kinks.chosen(own, answer.written.orElseThrow().literals().get(0)).isPresent();
  }

  /** Whether a calculation with rounded decimals can be that of other numbers. */
  private static boolean leads(RightSides.Side side, Matrix values) {
    return side.meets(RightSides.Side.of(values)) && side.isNarrow(values, WORKING);
  }

  private static boolean isRounded(Answer answer, Matrix values) {
    Written written = answer.written.orElseThrow();
    return written.fits(values.shape()) && written.right(values) == values.size();
  }

  private static boolean isWithin(Written written, RightSides.Side side, double scale) {
    if (!written.fits(side.point().shape())) {
      return false;
    }
    boolean within = true;
    for (int i = 0; i < side.low().length; i++) {
      Literal literal = written.literals().get(i);
      within &= NumberRule.fitsWithin(literal, side.low()[i], side.high()[i], scale);
    }
    return within;
  }

  /** The largest number of a calculation: terms that cancel leave dust of it. */
  private static double largest(Expr calculation) {
    double[] largest = {0};
    Trees.postorder(
        calculation,
        part -> {
          if (part instanceof Expr.Number number) {
            largest[0] = Math.max(largest[0], Math.abs(number.value()));
          }
        });
    return largest[0];
  }

  /**
   * A side that is more than a number: its value here, and whether it is the formula. Null where it
   * is a calculation whose number is still to be judged.
   */
  Judgement expression(Answer answer, Expr written) {
    Optional<RightSides.Side> computed = sides.side(written);
    if (computed.isEmpty()) {
      String why = sides.unknown(written).orElse("the right side cannot be computed");
      return answer.judged(Verdict.UNDECIDED, Double.NaN, why);
    }
    RightSides.Side side = computed.get();
    boolean here = side.meets(RightSides.Side.of(answer.truth));
    double own = side.point().isScalar() ? side.point().scalar() : Double.NaN;
    if (answer.written.isPresent()) {
      // Decimals that were rounded leave it open; what is computed from them is no mistake.
      boolean rounded = here && side.isNarrow(answer.truth, NARROW) && !answer.fits();
      return rounded ? answer.judged(Verdict.RIGHT_ROUNDED, answer.number(), "ok") : null;
    }
    if (!here) {
      String message =
          "yours is " + Shown.matrix(side.point()) + " here, right " + Shown.matrix(answer.truth);
      return answer.judged(Verdict.WRONG, own, message);
    }
    // W' @ [0.44, 0.52] goes on from numbers, and is no formula.
    if (sides.hasDerivatives(written) || hasMatrix(written)) {
      return answer.judged(Verdict.RIGHT, answer.number(), "ok");
    }
    return formula(answer, written, false);
  }

  /** Whether the right side is the same function as the quantity. */
  Judgement formula(Answer answer, Expr written, boolean claimed) {
    if (sides.hasMatrices()) {
      return matrices(answer, written, claimed);
    }
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
        Optional<Judgement> here = nearby(answer, written, found);
        if (here.isPresent()) {
          return here.get();
        }
        String at = found.place(Shown.DIGITS);
        String values =
            "yours " + Shown.number(found.right()) + ", right " + Shown.number(found.left());
        Verdict verdict = claimed ? Verdict.WRONG : Verdict.POINT_ONLY;
        String ratio = claimed ? sides.ratio(answer.quantity, written) : "";
        String only = claimed ? "" : "it holds here, but ";
        return answer.judged(verdict, Double.NaN, only + "at " + at + ": " + values + ratio);
      default:
        return answer.judged(
            Verdict.UNDECIDED, Double.NaN, "too few points where both are defined");
    }
  }

  private static boolean hasMatrix(Expr expr) {
    boolean[] has = {false};
    Trees.postorder(expr, part -> has[0] |= part instanceof Expr.Stack);
    return has[0];
  }

  /** The same in a sheet with matrices. */
  private Judgement matrices(Answer answer, Expr written, boolean claimed) {
    MatrixFormulas.Outcome found = sides.compareMatrices(answer.quantity, written).orElse(null);
    if (found == null) {
      return claimed
          ? answer.judged(Verdict.UNREADABLE, Double.NaN, sides.reason())
          : answer.judged(Verdict.RIGHT, answer.number(), "ok"); // The numbers are right here.
    }
    String both =
        found.decision() == MatrixFormulas.Decision.SHAPE
            ? ""
            : "yours " + Shown.matrix(found.written()) + ", right " + Shown.matrix(found.right());
    String there = found.place().isEmpty() ? "with other values" : "at " + found.place();
    String name = names.of(answer.quantity);
    return switch (found.decision()) {
      case SAME ->
          answer.judged(
              Verdict.RIGHT,
              answer.number(),
              sides.isProved(answer.quantity, written)
                  ? "ok, proved"
                  : "ok, agrees at " + found.points() + " points");
      case SAME_NEARBY ->
          answer.judged(
              Verdict.RIGHT,
              answer.number(),
              "ok near the values of the sheet; it differs " + there);
      case DIFFERENT_HERE -> answer.judged(Verdict.WRONG, Double.NaN, "here " + both);
      case DIFFERENT_ELSEWHERE ->
          answer.judged(
              claimed ? Verdict.WRONG : Verdict.POINT_ONLY,
              Double.NaN,
              "it holds here, but " + there + ": " + both);
      case SHAPE ->
          answer.judged(
              Verdict.SHAPE,
              Double.NaN,
              name + " is " + found.right().shape() + ", yours is " + found.written().shape());
      case UNDECIDED ->
          answer.judged(Verdict.UNDECIDED, Double.NaN, "too few points where both are defined");
    };
  }

  /** Right where the inputs have the signs that they have in the sheet, although not everywhere. */
  private Optional<Judgement> nearby(Answer answer, Expr written, Equality.Outcome elsewhere) {
    Assumptions signs = sides.signs();
    if (signs.signs().isEmpty()) {
      return Optional.empty();
    }
    return sides
        .compare(answer.quantity, written, signs)
        .filter(
            found ->
                found.verdict() == Equality.Decision.PROVED
                    || found.verdict() == Equality.Decision.AGREE)
        .map(
            found ->
                answer.judged(
                    Verdict.RIGHT,
                    answer.number(),
                    "ok for " + said(signs) + "; it differs at " + elsewhere.place(Shown.DIGITS)));
  }

  /** {@code x, y > 0 and z < 0}. */
  private static String said(Assumptions signs) {
    List<String> positive = new ArrayList<>();
    List<String> negative = new ArrayList<>();
    signs
        .signs()
        .forEach(
            (name, sign) -> (sign == Assumptions.Sign.POSITIVE ? positive : negative).add(name));
    String above = positive.isEmpty() ? "" : String.join(", ", positive) + " > 0";
    String below = negative.isEmpty() ? "" : String.join(", ", negative) + " < 0";
    return above + (above.isEmpty() || below.isEmpty() ? "" : " and ") + below;
  }
}
