package org.chainrule.homework;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.engine.Variation;
import org.chainrule.graph.Graph;
import org.chainrule.homework.Judgement.Slip;
import org.chainrule.homework.NumberRule.Fit;
import org.chainrule.value.Digits;
import org.chainrule.value.Matrix;

/**
 * Judges numbers twice: against the truth, and against what follows from the student's own nearest
 * lines. What is wrong both ways is a root error. The entries of a matrix are judged one by one.
 */
final class NumberJudge {
  private static final Digits SHOWN = new Digits(4);

  /** Of more lines none is told. */
  private static final int MOST_LINES = 3;

  /** Numbers that are varied to see how far rounding carries; further ones stay as written. */
  private static final int MOST_VARIED = 1_000;

  private final Sweeps sweeps;
  private final Names names;
  private final List<Answer> answers;
  private final Map<Quantity, Answer> byQuantity;
  private final Map<Quantity, Matrix> truths;
  private final Deadline deadline;

  /** Keeps the collections, which the checker fills. */
  NumberJudge(
      Sweeps sweeps,
      Names names,
      List<Answer> answers,
      Map<Quantity, Answer> byQuantity,
      Map<Quantity, Matrix> truths,
      Deadline deadline) {
    this.sweeps = sweeps;
    this.names = names;
    this.answers = answers;
    this.byQuantity = byQuantity;
    this.truths = truths;
    this.deadline = deadline;
  }

  /** What a claim follows from, and what follows from it. */
  private final class Own {
    final Answer answer;
    final Sweep sweep;
    final Set<Quantity> ancestors;
    final List<Integer> wrong = new ArrayList<>();

    /** Wrong lines about outputs of gates whose locals stand between. */
    final List<Integer> outputs = new ArrayList<>();

    /** The numbers that follow from the student's own. */
    final Variation lines;

    final Matrix point;
    final double[] low;
    final double[] high;

    /** The same with locals in their other form. */
    final List<Matrix> otherwise;

    Own(Answer answer) {
      this.answer = answer;
      this.sweep = sweeps.of(answer.quantity);
      Map<Quantity, Answer> others = new LinkedHashMap<>(byQuantity);
      others
          .keySet()
          .removeIf(
              each -> each.matrix().equals(answer.quantity.matrix()) || sweeps.isJacobian(each));
      boolean jacobian = sweeps.isJacobian(answer.quantity);
      Sweep.Cone cone =
          jacobian ? Sweep.Cone.NOTHING : sweep.cone(answer.quantity, others.keySet());
      this.ancestors = cone.written();
      for (Quantity ancestor : ancestors) {
        if (!byQuantity.get(ancestor).isRight()) {
          wrong.add(byQuantity.get(ancestor).line);
        }
      }
      List<Quantity> places = new ArrayList<>(cone.between());
      places.add(answer.quantity);
      for (Quantity place : places) {
        Answer output = byQuantity.get(new Quantity.Value(place.node()));
        if (place instanceof Quantity.Local && output != null && !output.isRight()) {
          outputs.add(output.line);
        }
      }
      this.lines = sweep.following(answer.quantity, others.values());
      this.point = jacobian ? answer.truth : sweep.value(lines, answer.quantity);
      this.low = point.toArray();
      this.high = point.toArray();
      vary();
      Graph graph = sweeps.circuit().graph();
      this.otherwise =
          jacobian || others.isEmpty()
              ? List.of()
              : new LocalForms(graph, sweep, lines).of(answer.quantity, cone.between());
    }

    /**
     * How far rounding can have carried: each written number is varied by itself, a right one to
     * the exact value, a wrong one by half its last digit, and the changes are added.
     */
    private void vary() {
      int varied = 0;
      for (Quantity each : ancestors) {
        Answer ancestor = byQuantity.get(each);
        List<Literal> literals = ancestor.written.get().literals();
        for (int entry = 0; entry < literals.size() && !ancestor.chosen; entry++) {
          if (varied++ > MOST_VARIED || varied > 1 && deadline.isNear()) {
            return;
          }
          Literal literal = literals.get(entry);
          double value = literal.toDouble();
          double half = literal.whole() ? 0 : literal.unit().doubleValue() / 2;
          if (ancestor.isRight()) {
            widen(new Matrix[] {with(each, entry, ancestor.truth.entry(entry))});
          } else if (half > 0) {
            widen(new Matrix[] {with(each, entry, value - half), with(each, entry, value + half)});
          }
        }
      }
    }

    private Matrix with(Quantity ancestor, int entry, double value) {
      sweep.replace(lines.clear(), ancestor, entry, value);
      return sweep.value(lines, answer.quantity);
    }

    private void widen(Matrix[] images) {
      for (int i = 0; i < low.length; i++) {
        double less = 0;
        double more = 0;
        for (Matrix image : images) {
          double change = image.entry(i) - point.entry(i);
          less = Math.min(less, change);
          more = Math.max(more, change);
        }
        low[i] += less;
        high[i] += more;
      }
    }

    /** What follows, in each form of the locals. */
    List<Matrix> points() {
      List<Matrix> points = new ArrayList<>(otherwise);
      points.add(0, point);
      return points;
    }

    /** Whether an entry follows from the student's own lines. */
    boolean follows(int entry) {
      Literal literal = answer.written.orElseThrow().literals().get(entry);
      return followsPlainly(entry)
          || otherwise.stream().anyMatch(other -> fits(literal, other, entry));
    }

    /** Whether it does with locals as the table of gates has them. */
    private boolean followsPlainly(int entry) {
      Literal literal = answer.written.orElseThrow().literals().get(entry);
      return !ancestors.isEmpty()
          && (fits(literal, point, entry) || accepts(literal, low[entry], high[entry]));
    }

    /** The wrong lines that it follows from: of another form of a local also the gate's output. */
    List<Integer> wrongLines() {
      boolean plainly = !wrong.isEmpty() || answer.fits();
      for (int i = 0; i < low.length && !plainly; i++) {
        plainly = followsPlainly(i);
      }
      return plainly ? wrong : outputs;
    }

    private boolean fits(Literal literal, Matrix values, int entry) {
      return NumberRule.fit(literal, values.entry(entry), answer.scale, false).isRight();
    }

    /** Whether all entries follow. */
    boolean followsThroughout() {
      boolean follows = true;
      for (int i = 0; i < low.length && follows; i++) {
        follows = follows(i);
      }
      return follows;
    }

    /** Whether the right entries are right, and all others follow. */
    boolean follows() {
      boolean follows = true;
      for (int i = 0; i < low.length && follows; i++) {
        follows = follows(i) || low.length > 1 && answer.fits[i].isRight();
      }
      return follows;
    }

    Entries entries() {
      return new Entries(answer, this::follows);
    }

    double number() {
      return point.isScalar() ? point.scalar() : Double.NaN;
    }
  }

  private static boolean accepts(Literal literal, double low, double high) {
    double width = high - low;
    double size = Math.max(Math.abs(low), Math.abs(high));
    boolean narrow = width <= 0.1 * size || width <= 2 * literal.unit().doubleValue();
    return Double.isFinite(width) && narrow && NumberRule.fitsWithin(literal, low, high, false);
  }

  /** What is found of a claim. */
  Judgement judge(Answer answer, FormulaJudge formulas) {
    Own own = new Own(answer);
    List<Expr> right = answer.claim.relation().sides();
    Judgement working =
        right.size() > 1
            ? formulas.chain(answer, right, own.points(), own.wrong)
            : Written.of(right.get(0)).isEmpty() ? formulas.expression(answer, right.get(0)) : null;
    boolean broken = working != null && working.verdict() == Verdict.WRONG;
    boolean numbers =
        answer.written.isPresent()
            && right.stream().limit(right.size() - 1).anyMatch(formulas::isCalculation);
    if (broken && numbers) {
      answer.slips = slips(own);
      List<Slip> few = Misconceptions.few(answer.slips);
      String message = few.isEmpty() ? "" : "; " + few.get(0).message();
      return answer.judged(
          Verdict.WRONG, working.own(), few, own.wrong, working.message() + message);
    }
    return working != null ? working : judge(answer, own);
  }

  /** The mistakes that fit. */
  private List<Slip> slips(Own own) {
    Answer answer = own.answer;
    List<Slip> slips =
        new Misconceptions(sweeps, names, answer, own.lines, own.point, deadline)
            .find(truths, byQuantity.keySet());
    if (slips.isEmpty() && !answer.truth.isScalar()) { // made at some entries only
      slips =
          new Misconceptions(sweeps, names, answer, own.lines, own.point, deadline)
              .at(own.entries().wrong)
              .find(truths, byQuantity.keySet());
    }
    if (slips.isEmpty() && !own.ancestors.isEmpty()) { // They may have gone on with more digits.
      slips =
          new Misconceptions(sweeps, names, answer, own.sweep.truth(), answer.truth, deadline)
              .find(truths, byQuantity.keySet());
    }
    return slips;
  }

  private Judgement judge(Answer answer, Own own) {
    List<Integer> wrong = own.wrongLines();
    double point = own.number();
    boolean follows = own.follows();
    if (answer.fits()) {
      if (!wrong.isEmpty() && !own.followsThroughout()) {
        String message =
            "right, but from your line " + wrong.get(0) + " it would be " + shown(own.point);
        return judged(answer, Verdict.UNSUPPORTED, point, List.of(), wrong, message);
      }
      return right(answer);
    }
    if (follows && wrong.isEmpty()) {
      String message =
          isNearTruth(answer)
              ? "follows from your rounded numbers; unrounded it is " + rounded(answer)
              : "the right step; rounding has carried you to more than 5 % from "
                  + shown(answer.truth);
      String more = isNearTruth(answer) ? ", so keep more digits" : "; keep more digits";
      return judged(answer, Verdict.RIGHT_CARRIED, point, List.of(), List.of(), message + more);
    }
    if (follows) {
      String trivial =
          wrong.stream().anyMatch(this::isTrivial) ? "; that line makes this step trivial" : "";
      return judged(
          answer,
          Verdict.FOLLOWS,
          point,
          List.of(),
          wrong,
          "the right step from your line " + wrong.get(0) + ", which is the error" + trivial);
    }
    Optional<Judgement> near = near(own);
    if (near.isPresent()) {
      return near.get();
    }
    List<Slip> slips = slips(own);
    answer.slips = slips;
    List<Slip> few = Misconceptions.few(slips);
    Entries entries = own.entries();
    String message = few.isEmpty() ? doesNotFollow(own, entries) : few.get(0).message();
    return judged(answer, Verdict.WRONG, point, few, wrong, entries.said(message))
        .worth(entries.share());
  }

  /** From which lines it does not follow, and what would. */
  private String doesNotFollow(Own own, Entries entries) {
    List<Integer> lines = new ArrayList<>();
    own.ancestors.forEach(each -> lines.add(byQuantity.get(each).line));
    List<Integer> sorted = lines.stream().distinct().sorted().limit(MOST_LINES + 1).toList();
    String from =
        sorted.isEmpty()
            ? ""
            : sorted.size() > MOST_LINES
                ? "from your lines"
                : "from your line" + (sorted.size() == 1 ? " " : "s ") + Entries.listed(sorted);
    String would = entries.wanted(own.point, SHOWN);
    if (entries.share() > 0) {
      return would.isEmpty() || from.isEmpty() ? would : from + " " + would;
    }
    return "this does not follow"
        + (from.isEmpty() ? "" : " " + from)
        + (would.isEmpty() ? "" : "; " + would);
  }

  private static String shown(Matrix matrix) {
    return matrix.format(SHOWN::format);
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
              literal.digits() < SHOWN.significant()
                  ? "ok, " + shown(answer.truth) + " to " + places(literal)
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
    int places = Math.max(0, literal.value().scale());
    return places == 1 ? "1 place" : places + " places";
  }

  private static String rounded(double value, Literal like) {
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
  private Optional<Judgement> near(Own own) {
    String first = "";
    for (int i = 0; i < own.answer.fits.length; i++) {
      if (!own.answer.fits[i].isRight() && !(own.low.length > 1 && own.follows(i))) {
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
      case HIDES -> literal.text() + " hides " + SHOWN.format(truth) + "; write more digits";
      case WHOLE ->
          "a bare whole number means exactly "
              + literal.text()
              + ", and it is "
              + SHOWN.format(truth)
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
