package org.chainrule.source;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one most likely stands for. */
public final class NearestName {
  /** Comparing two names takes as long as the product of their lengths. */
  private static final int LONGEST = 50;

  /** A shorter new name is as likely meant as it stands. */
  private static final int SHORTEST = 3;

  private NearestName() {}

  /** {@code ; did you mean x?} at the end of a message; empty where nothing is near enough. */
  public static String suggestion(String typed, Collection<String> known) {
    return of(typed, known).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /** {@code did you mean x?}; where nothing is near enough, the list of what there is. */
  public static String help(String typed, Collection<String> known, String list) {
    return of(typed, known)
        .map(name -> "did you mean " + name + "?")
        .orElseGet(() -> list + " " + String.join(", ", known));
  }

  /**
   * The nearest of the {@code known} names, where one is near enough to be meant: the same letters
   * in another case, or at most a third of the letters inserted, dropped, replaced or swapped with
   * a neighbour (optimal string alignment distance).
   */
  public static Optional<String> of(String typed, Collection<String> known) {
    if (typed.length() > LONGEST) {
      return Optional.empty();
    }
    int limit = Math.max(1, typed.length() / 3);
    String nearest = null;
    int least = limit + 1;
    for (String name : known) {
      int distance =
          name.equalsIgnoreCase(typed)
              ? 0
              : Math.abs(name.length() - typed.length()) > limit
                  ? least
                  : distance(typed.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      boolean nearer =
          distance < least
              || distance == least
                  && nearest != null
                  && nearest.length() != typed.length()
                  && name.length() == typed.length();
      if (nearer && (typed.length() > 1 || distance == 0) && name.length() > distance) {
        least = distance;
        nearest = name;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /**
   * The same among names that a new one may stand beside: a short one, or one with another number
   * such as w2 beside w1, is no mistype.
   */
  public static Optional<String> mistyped(String typed, Collection<String> known) {
    if (typed.length() < SHORTEST || known.contains(typed)) {
      return Optional.empty();
    }
    return of(typed, known).filter(name -> !letters(name).equals(letters(typed)));
  }

  private static String letters(String name) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (Character.isLetter(name.charAt(i))) {
        letters.append(name.charAt(i));
      }
    }
    return letters.toString();
  }

  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
