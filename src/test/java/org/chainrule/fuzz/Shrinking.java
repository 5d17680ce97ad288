package org.chainrule.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a text smaller as long as it stays interesting: by lines, then tokens, then characters. */
final class Shrinking {
  private final Predicate<String> interesting;
  private int trials;

  /**
   * Delta debugging.
   *
   * @param trials how many smaller texts may be tried
   */
  Shrinking(Predicate<String> interesting, int trials) {
    this.interesting = interesting;
    this.trials = trials;
  }

  String of(String text) {
    String smallest = text;
    String before;
    do {
      before = smallest;
      smallest = without(List.of(smallest.split("(?<=\n)")));
      smallest = without(Mutations.split(smallest));
      smallest = withoutBrackets(smallest);
      smallest = without(List.of(smallest.split("")));
    } while (smallest.length() < before.length() && trials > 0);
    return smallest;
  }

  /** Leaves out runs of parts, long ones first. */
  private String without(List<String> parts) {
    List<String> left = new ArrayList<>(parts);
    for (int run = Math.max(1, left.size() / 2); run > 0; run /= 2) {
      for (int from = 0; from < left.size() && trials > 0; ) {
        List<String> fewer = new ArrayList<>(left.subList(0, from));
        fewer.addAll(left.subList(Math.min(left.size(), from + run), left.size()));
        trials--;
        if (interesting.test(String.join("", fewer))) {
          left = fewer;
        } else {
          from += run;
        }
      }
    }
    return String.join("", left);
  }

  /** Leaves out brackets, a pair at a time. */
  private String withoutBrackets(String text) {
    String left = text;
    for (int open = 0; open < left.length() && trials > 0; open++) {
      int close = "([".indexOf(left.charAt(open)) >= 0 ? partner(left, open) : -1;
      if (close > 0) {
        trials--;
        String fewer =
            left.substring(0, open) + left.substring(open + 1, close) + left.substring(close + 1);
        if (interesting.test(fewer)) {
          left = fewer;
          open--;
        }
      }
    }
    return left;
  }

  private static int partner(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      depth += "([".indexOf(text.charAt(i)) >= 0 ? 1 : ")]".indexOf(text.charAt(i)) >= 0 ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
