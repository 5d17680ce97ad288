package org.chainrule.homework;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.homework.Judgement.Slip;
import org.chainrule.homework.NumberRule.Fit;
import org.chainrule.value.Matrix;

/**
 * Judges numbers twice: against the truth, and against what follows from the student's own nearest
 * lines. What is wrong both ways is a root error. The entries of a matrix are judged one by one.
 */
final class NumberJudge {
  /** Of more lines none is told. */
  private static final int MOST_LINES = 3;

  private final Sweeps sweeps;
  private final Names names;
  private final List<Answer> answers;
  private final Map<Quantity, Answer> byQuantity;
  private final Map<Quantity, Matrix> truths;
  private final Kinks kinks;

  /** Keeps the collections, which the checker fills. */
  NumberJudge(
      Sweeps sweeps,
      Names names,
      List<Answer> answers,
      Map<Quantity, Answer> byQuantity,
      Map<Quantity, Matrix> truths,
      Kinks kinks) {
    this.sweeps = sweeps;
    this.names = names;
    this.answers = answers;
    this.byQuantity = byQuantity;
    this.truths = truths;
    this.kinks = kinks;
  }

  /** What is found of a claim. */
  Judgement judge(Answer answer, FormulaJudge formulas) {
    OwnLines own = new OwnLines(sweeps, kinks, byQuantity, answer);
    List<Expr> right = answer.claim.relation().sides();
    Judgement working =
        right.size() > 1
            ? formulas.chain(answer, right, own)
            : Written.of(right.get(0)).isEmpty() ? formulas.expression(answer, right.get(0)) : null;
    boolean broken = working != null && working.verdict() == Verdict.WRONG;
    if (broken && answer.written.isPresent()) {
      answer.slips = own.signOnly ? signFirst(slips(own)) : slips(own);
      List<Slip> few = Misconceptions.few(answer.slips);
      String message = few.isEmpty() ? "" : "; " + few.get(0).message();
      return answer.judged(
          Verdict.WRONG, working.own(), few, own.wrong, working.message() + message);
    }
    return working != null ? working : judge(answer, own);
  }

  /** The working shows all but the sign, whatever else would give the same number. */
  private static List<Slip> signFirst(List<Slip> slips) {
    List<Slip> ordered = new ArrayList<>(slips);
    ordered.sort(Comparator.comparing(slip -> !slip.id().equals("sign")));
    return ordered;
  }

  /** The mistakes that fit. */
  private List<Slip> slips(OwnLines own) {
    Answer answer = own.answer;
    List<Slip> slips =
        new Misconceptions(sweeps, names, answer, own.lines, own.point)
            .find(truths, own.others.keySet());
    if (slips.isEmpty() && !answer.truth.isScalar()) { // made at some entries only
      slips =
          new Misconceptions(sweeps, names, answer, own.lines, own.point)
              .at(own.entries().wrong)
              .find(truths, own.others.keySet());
    }
    if (slips.isEmpty() && !own.ancestors.isEmpty()) { // They may have gone on with more digits.
      slips =
          new Misconceptions(sweeps, names, answer, own.sweep.truth(), answer.truth)
              .find(truths, own.others.keySet());
    }
    return slips;
  }

  private Judgement judge(Answer answer, OwnLines own) {
    List<Integer> wrong = own.wrongLines();
    double point = own.number();
    if (answer.fits()) {
      if (!wrong.isEmpty() && !own.followsThroughout()) {
        String message =
            "right, but from your line " + wrong.get(0) + " it would be " + Shown.matrix(own.point);
        return judged(answer, Verdict.UNSUPPORTED, point, List.of(), wrong, message);
      }
      return right(answer);
    }
    boolean follows = own.follows();
    if (follows && wrong.isEmpty()) {
      String message =
          isNearTruth(answer)
              ? "follows from your rounded numbers; unrounded it is " + rounded(answer)
              : "the right step; rounding has carried you to more than 5 % from "
                  + Shown.matrix(answer.truth);
      String more = isNearTruth(answer) ? ", so keep more digits" : "; keep more digits";
      return judged(answer, Verdict.RIGHT_CARRIED, point, List.of(), List.of(), message + more);
    }
    if (follows) {
      String trivial =
          wrong.stream().anyMatch(this::isTrivial)
              ? "; with that line nothing is left to compute here"
              : "";
      return judged(
          answer, Verdict.FOLLOWS, point, List.of(), wrong, own.rightStep(wrong) + trivial);
    }
    Optional<Judgement> unwritten = unwritten(own);
    if (unwritten.isPresent()) {
      return unwritten.get();
    }
    Optional<Judgement> near = near(own);
    boolean whole = answer.fits.length == 1 && answer.fits[0] == Fit.WHOLE;
    if (near.isPresent() && !whole) {
      return near.get();
    }
    List<Slip> slips = slips(own);
    if (near.isPresent() && slips.isEmpty()) {
      return near.get();
    }
    answer.slips = slips;
    List<Slip> few = Misconceptions.few(slips);
    Entries entries = own.entries();
    String message =
        own.misfit.isPresent()
            ? own.misfit.get().said(names)
            : few.isEmpty() ? doesNotFollow(own, entries) : few.get(0).message();
    return judged(answer, Verdict.WRONG, point, few, wrong, entries.said(message))
        .worth(entries.share());
  }

  /** From which lines it does not follow, and what would. */
  private String doesNotFollow(OwnLines own, Entries entries) {
    List<Integer> lines = new ArrayList<>();
    own.ancestors.forEach(each -> lines.add(byQuantity.get(each).line));
    List<Integer> sorted = lines.stream().distinct().sorted().limit(MOST_LINES + 1).toList();
    String from =
        sorted.isEmpty()
            ? ""
            : sorted.size() > MOST_LINES
                ? "from your lines"
                : "from your line" + (sorted.size() == 1 ? " " : "s ") + Entries.listed(sorted);
    String would = entries.wanted(own.point);
    if (entries.share() > 0) {
      return would.isEmpty() || from.isEmpty() ? would : from + " " + would;
    }
    return "this does not follow"
        + (from.isEmpty() ? "" : " " + from)
        + (would.isEmpty() ? "" : "; " + would);
  }

  /** Where steps that stand nowhere were chosen at a kink, or rounded. */
  private Optional<Judgement> unwritten(OwnLines own) {
    Answer answer = own.answer;
    if (answer.written.isEmpty() || !answer.truth.isScalar()) {
      return Optional.empty();
    }
    Literal number = answer.written.get().literals().get(0);
    Optional<double[]> shares = kinks.chosen(own, number);
    Optional<String> rounded = shares.isPresent() ? Optional.empty() : own.roundedSteps(names);
    if (shares.isEmpty() && rounded.isEmpty()) {
      return Optional.empty();
    }
    if (!own.wrong.isEmpty()) {
      String message = own.rightStep(own.wrong);
      return Optional.of(
          judged(answer, Verdict.FOLLOWS, own.number(), List.of(), own.wrong, message));
    }
    answer.chosen = shares.isPresent();
    return Optional.of(
        shares.isPresent()
            ? judged(
                answer,
                Verdict.RIGHT_CHOICE,
                number.toDouble(),
                List.of(),
                List.of(),
                Kinks.said(shares.get()) + kinks.derivative(answer.quantity))
            : judged(
                answer,
                Verdict.RIGHT_CARRIED,
                own.number(),
                List.of(),
                List.of(),
                "follows if every step is rounded to "
                    + rounded.get()
                    + "; unrounded it is "
                    + rounded(answer)));
  }

  /** Whether rounding carried by no more than one unit, or 5 %. */
  private static boolean isNearTruth(Answer answer) {
    List<Literal> literals = answer.written.orElseThrow().literals();
    for (int i = 0; i < literals.size(); i++) {
      double truth = answer.truth.entry(i);
      double limit = Math.max(literals.get(i).unit().doubleValue(), 0.05 * Math.abs(truth));
      if (!(Math.abs(literals.get(i).toDouble() - truth) <= limit)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a wrong line wrote 0, 1 or -1 for another number, which makes what follows easy. */
  private boolean isTrivial(int line) {
    for (Answer answer : answers) {
      boolean wrong = answer.line == line && answer.written.isPresent() && !answer.isRight();
      for (int i = 0; wrong && i < answer.fits.length; i++) {
        double number = answer.written.get().literals().get(i).toDouble();
        if (!answer.fits[i].isRight() && isEasy(number) && !isEasy(answer.truth.entry(i))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isEasy(double number) {
    return number == 0 || Math.abs(number) == 1;
  }

  private Judgement right(Answer answer) {
    List<Literal> literals = answer.written.orElseThrow().literals();
    List<Fit> fits = List.of(answer.fits);
    Fit fit =
        fits.contains(Fit.TRUNCATED)
            ? Fit.TRUNCATED
            : fits.contains(Fit.ROUNDED) ? Fit.ROUNDED : Fit.EXACT;
    Literal literal = literals.get(Math.max(0, fits.indexOf(fit)));
    String message =
        switch (fit) {
          case ROUNDED ->
              literal.digits() < Shown.DIGITS.significant()
                  ? "ok, " + Shown.matrix(answer.truth) + " to " + places(literal)
                  : "ok";
          case TRUNCATED ->
              "ok, cut off after " + places(literal) + "; rounded it is " + rounded(answer);
          default -> "ok";
        };
    Verdict verdict =
        fit == Fit.ROUNDED
            ? Verdict.RIGHT_ROUNDED
            : fit == Fit.TRUNCATED ? Verdict.RIGHT_TRUNCATED : Verdict.RIGHT;
    return judged(answer, verdict, answer.number(), List.of(), List.of(), message);
  }

  private static String places(Literal literal) {
    int places = literal.value().scale();
    if (places < 0) {
      return literal.digits() == 1 ? "1 digit" : literal.digits() + " digits";
    }
    return places == 1 ? "1 place" : places + " places";
  }

  private static String rounded(double value, Literal like) {
    if (like.whole()) {
      return Shown.number(value);
    }
    return new BigDecimal(value)
        .setScale(like.value().scale(), RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static String rounded(Answer answer) {
    List<Literal> literals = answer.written.orElseThrow().literals();
    int[] index = {0};
    return answer.truth.format(entry -> rounded(entry, literals.get(index[0]++)));
  }

  /** Where every entry that is wrong, and does not follow, is wrong in its last digit only. */
  private Optional<Judgement> near(OwnLines own) {
    String first = "";
    for (int i = 0; i < own.answer.fits.length; i++) {
      if (!own.answer.fits[i].isRight() && !(own.point.size() > 1 && own.follows(i))) {
        String message =
            near(
                own.answer.fits[i],
                own.answer.written.orElseThrow().literals().get(i),
                own.answer.truth.entry(i));
        if (message.isEmpty()) {
          return Optional.empty();
        }
        first = first.isEmpty() ? message : first;
      }
    }
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Entries entries = own.entries();
    String message = entries.said(first);
    return Optional.of(
        judged(own.answer, Verdict.NEAR, Double.NaN, List.of(), List.of(), message)
            .worth(entries.share()));
  }

  private static String near(Fit fit, Literal literal, double truth) {
    return switch (fit) {
      case HIDES -> literal.text() + " hides " + Shown.number(truth) + "; write more digits";
      case WHOLE ->
          "a bare whole number means exactly "
              + literal.text()
              + ", and it is "
              + Shown.number(truth)
              + "; write more digits or ~ "
              + literal.text();
      case LAST_DIGIT -> "last digit: " + rounded(truth, literal);
      default -> "";
    };
  }

  private Judgement judged(
      Answer answer,
      Verdict verdict,
      double own,
      List<Slip> slips,
      List<Integer> from,
      String message) {
    Judgement judged = answer.judged(verdict, own, slips, from, message);
    // A line that only repeats the 0 or 1 of an error is half the work.
    boolean half = verdict == Verdict.FOLLOWS && from.stream().anyMatch(this::isTrivial);
    return half ? judged.worth(0.5) : judged;
  }
}
