package org.chainrule.homework;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.chainrule.value.Digits;
import org.chainrule.value.Matrix;

/** The entries of a wrong answer: those that are right, or follow, earn their part of the mark. */
final class Entries {
  /** Places of further entries are not told. */
  private static final int MOST_PLACES = 4;

  /** What was computed for the student has more. */
  private static final int MOST_DIGITS = 12;

  private final Answer answer;

  /** Entries that are neither right nor follow. */
  final BitSet wrong = new BitSet();

  private int right;

  /**
   * The entries of an answer.
   *
   * @param follows whether one follows from the student's own lines
   */
  Entries(Answer answer, IntPredicate follows) {
    this.answer = answer;
    for (int i = 0; i < answer.fits.length; i++) {
      boolean fits = answer.fits[i].isRight();
      right += fits ? 1 : 0;
      wrong.set(i, !fits && !follows.test(i));
    }
  }

  /** What part of them is sound. */
  double share() {
    return 1 - (double) wrong.cardinality() / answer.fits.length;
  }

  /** What is right first, then where it is not, then why. */
  String said(String why) {
    int all = answer.fits.length;
    int sound = all - wrong.cardinality();
    if (sound == 0) {
      return why;
    }
    String count =
        right == sound
            ? right + " of " + all + " entries " + (right == 1 ? "is" : "are") + " right"
            : right == 0
                ? sound + " of " + all + " entries follow" + (sound == 1 ? "s" : "")
                : right
                    + " of "
                    + all
                    + " entries "
                    + (right == 1 ? "is" : "are")
                    + " right, "
                    + (sound - right)
                    + " more follow"
                    + (sound - right == 1 ? "s" : "");
    return count + ", not " + places() + (why.isEmpty() ? "" : ": " + why);
  }

  /** {@code [1,2] and [2,1]}, or the first of many. */
  private String places() {
    List<String> places = new ArrayList<>();
    int count = wrong.cardinality();
    int named = count <= MOST_PLACES ? count : MOST_PLACES - 1;
    wrong.stream()
        .limit(named)
        .forEach(entry -> places.add(Matrix.place(answer.truth.shape(), entry)));
    if (named < count) {
      places.add(count - named + " more");
    }
    return listed(places);
  }

  /** What the wrong entries would be, where these are few. */
  String wanted(Matrix values) {
    int count = wrong.cardinality();
    if (count == 0 || count > MOST_PLACES) {
      return "";
    }
    if (count == answer.fits.length) {
      return "it would be " + Shown.matrix(values, digits());
    }
    List<String> numbers = new ArrayList<>();
    wrong.stream().forEach(entry -> numbers.add(digits().format(values.entry(entry))));
    return (count == 1 ? "it would be " : "they would be ") + listed(numbers);
  }

  /** One digit more than the student has, so that no two numbers look the same. */
  private Digits digits() {
    int most = Shown.DIGITS.significant();
    for (Literal literal : answer.written.orElseThrow().literals()) {
      most = literal.digits() < MOST_DIGITS ? Math.max(most, literal.digits() + 1) : most;
    }
    return new Digits(most);
  }

  /** {@code 4, 7 and 9}. */
  static String listed(List<?> parts) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      out.append(i == 0 ? "" : i == parts.size() - 1 ? " and " : ", ").append(parts.get(i));
    }
    return out.toString();
  }
}
