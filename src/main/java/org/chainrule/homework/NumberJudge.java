package org.chainrule.homework;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.homework.Backprop.Mutation;
import org.chainrule.homework.Judgement.Bug;
import org.chainrule.value.Digits;

/**
 * Judges a number twice: against the truth, and against what follows from the student's own nearest
 * lines. What is wrong both ways is a root error.
 */
final class NumberJudge {
  private static final Digits SHOWN = new Digits(4);

  /** Of so many written ancestors each is tried as written and exact. */
  private static final int MOST_COMBINED = 6;

  private final Backprop backprop;
  private final Names names;
  private final List<Entry> entries;
  private final Map<Quantity, Entry> byQuantity;
  private final Map<Quantity, Double> truths;
  private final Deadline deadline;

  /** Keeps the collections, which the checker fills. */
  NumberJudge(
      Backprop backprop,
      Names names,
      List<Entry> entries,
      Map<Quantity, Entry> byQuantity,
      Map<Quantity, Double> truths,
      Deadline deadline) {
    this.backprop = backprop;
    this.names = names;
    this.entries = entries;
    this.byQuantity = byQuantity;
    this.truths = truths;
    this.deadline = deadline;
  }

  /** What is found of a claim whose right side is a number. */
  Judgement judge(Entry entry) {
    Literal literal = entry.literal.orElseThrow();
    Map<Quantity, Double> written = new HashMap<>();
    byQuantity.forEach((quantity, each) -> written.put(quantity, each.literal.get().toDouble()));
    written.remove(entry.quantity);
    Set<Quantity> ancestors = backprop.cone(entry.quantity, written.keySet()).written();
    List<Integer> wrong = new ArrayList<>();
    for (Quantity ancestor : ancestors) {
      if (!byQuantity.get(ancestor).isRight()) {
        wrong.add(byQuantity.get(ancestor).line);
      }
    }
    double[] own = own(entry, ancestors);
    double point = backprop.value(entry.quantity, chosen(written, ancestors), Mutation.NONE);
    boolean exactly = NumberRule.fit(literal, point, entry.scale, false).isRight();
    boolean follows = !ancestors.isEmpty() && (exactly || accepts(literal, own));
    if (entry.fit.isRight()) {
      if (!wrong.isEmpty() && !follows) {
        String message =
            "right, but from your line " + wrong.get(0) + " it would be " + SHOWN.format(point);
        return judged(entry, Verdict.UNSUPPORTED, point, List.of(), wrong, message);
      }
      return right(entry, literal);
    }
    if (follows && wrong.isEmpty()) {
      double limit = Math.max(literal.unit().doubleValue(), 0.05 * Math.abs(entry.truth));
      if (Math.abs(literal.toDouble() - entry.truth) <= limit) {
        return judged(
            entry,
            Verdict.RIGHT_CARRIED,
            point,
            List.of(),
            List.of(),
            "follows from your rounded numbers; unrounded it is "
                + rounded(entry.truth, literal)
                + ", so keep more digits");
      }
    }
    if (follows) {
      String lines = wrong.isEmpty() ? "your rounded numbers" : "your line " + wrong.get(0);
      String trivial =
          wrong.stream().anyMatch(this::isTrivial) ? "; that line makes this step trivial" : "";
      return judged(
          entry,
          Verdict.FOLLOWS,
          point,
          List.of(),
          wrong,
          wrong.isEmpty()
              ? "the right step, but rounding has carried you to more than 5 % from "
                  + SHOWN.format(entry.truth)
                  + "; keep more digits"
              : "the right step from " + lines + ", which is the error" + trivial);
    }
    Optional<Judgement> near = near(entry, literal);
    if (near.isPresent()) {
      return near.get();
    }
    List<Bug> bugs =
        new Misconceptions(
                backprop, names, entry.quantity, literal, chosen(written, ancestors), deadline)
            .find(truths);
    entry.bugs = bugs;
    List<Bug> few = Misconceptions.few(bugs);
    String message =
        few.isEmpty()
            ? "this does not follow" + (ancestors.isEmpty() ? "" : " from your lines")
            : few.get(0).message();
    return judged(entry, Verdict.WRONG, point, few, wrong, message);
  }

  private static Map<Quantity, Double> chosen(Map<Quantity, Double> written, Set<Quantity> some) {
    Map<Quantity, Double> chosen = new HashMap<>(written);
    chosen.keySet().retainAll(some);
    return chosen;
  }

  /** Whether a wrong line wrote 0, 1 or -1, which makes what follows easy. */
  private boolean isTrivial(int line) {
    return entries.stream()
        .filter(entry -> entry.line == line && entry.literal.isPresent() && !entry.isRight())
        .anyMatch(
            entry -> {
              double value = Math.abs(entry.literal.get().toDouble());
              return value == 0 || value == 1;
            });
  }

  /** The least and the greatest value that follow from the ancestors as written, or exact. */
  private double[] own(Entry entry, Set<Quantity> ancestors) {
    List<Quantity> all = new ArrayList<>(ancestors);
    List<double[]> choices = new ArrayList<>();
    for (Quantity each : all) {
      Entry ancestor = byQuantity.get(each);
      Literal literal = ancestor.literal.get();
      double half = literal.whole() ? 0 : literal.unit().doubleValue() / 2;
      double value = literal.toDouble();
      choices.add(
          ancestor.chosen
              ? new double[] {value}
              : ancestor.isRight()
                  ? new double[] {value, ancestor.truth}
                  : new double[] {value, value - half, value + half});
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    int combined = Math.min(all.size(), MOST_COMBINED);
    int combinations = 1;
    for (int i = 0; i < combined; i++) {
      combinations *= choices.get(i).length;
    }
    for (int index = 0; index < Math.max(1, combinations); index++) {
      if (index > 0 && deadline.isNear()) {
        break;
      }
      Map<Quantity, Double> point = new HashMap<>();
      int rest = index;
      for (int i = 0; i < all.size(); i++) {
        double[] choice = choices.get(i);
        point.put(all.get(i), i < combined ? choice[rest % choice.length] : choice[0]);
        rest = i < combined ? rest / choice.length : rest;
      }
      double value = backprop.value(entry.quantity, point, Mutation.NONE);
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return new double[] {low, high};
  }

  private static boolean accepts(Literal literal, double[] own) {
    double width = own[1] - own[0];
    double size = Math.max(Math.abs(own[0]), Math.abs(own[1]));
    boolean narrow = width <= 0.1 * size || width <= 2 * literal.unit().doubleValue();
    return Double.isFinite(width)
        && narrow
        && NumberRule.fitsWithin(literal, own[0], own[1], false);
  }

  private Judgement right(Entry entry, Literal literal) {
    String message =
        switch (entry.fit) {
          case ROUNDED ->
              literal.digits() < SHOWN.significant()
                  ? "ok, " + SHOWN.format(entry.truth) + " to " + places(literal)
                  : "ok";
          case TRUNCATED ->
              "ok, cut off after "
                  + places(literal)
                  + "; rounded it is "
                  + rounded(entry.truth, literal);
          default -> "ok";
        };
    Verdict verdict =
        entry.fit == NumberRule.Fit.ROUNDED
            ? Verdict.RIGHT_ROUNDED
            : entry.fit == NumberRule.Fit.TRUNCATED ? Verdict.RIGHT_TRUNCATED : Verdict.RIGHT;
    return judged(entry, verdict, entry.truth, List.of(), List.of(), message);
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

  private Optional<Judgement> near(Entry entry, Literal literal) {
    String message =
        switch (entry.fit) {
          case HIDES ->
              literal.text() + " hides " + SHOWN.format(entry.truth) + "; write more digits";
          case WHOLE ->
              "a bare whole number means exactly "
                  + literal.text()
                  + ", and it is "
                  + SHOWN.format(entry.truth)
                  + "; write more digits or ~ "
                  + literal.text();
          case LAST_DIGIT -> "last digit: " + rounded(entry.truth, literal);
          default -> "";
        };
    return message.isEmpty()
        ? Optional.empty()
        : Optional.of(judged(entry, Verdict.NEAR, Double.NaN, List.of(), List.of(), message));
  }

  private Judgement judged(
      Entry entry,
      Verdict verdict,
      double own,
      List<Bug> bugs,
      List<Integer> from,
      String message) {
    Judgement judged = entry.judged(verdict, own, bugs, from, message);
    // A line that only repeats the 0 or 1 of an error is half the work.
    boolean half = verdict == Verdict.FOLLOWS && from.stream().anyMatch(this::isTrivial);
    return half ? judged.worth(0.5) : judged;
  }
}
