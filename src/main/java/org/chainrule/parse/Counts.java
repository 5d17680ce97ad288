package org.chainrule.parse;

import java.util.List;

/** Small numbers in words. */
final class Counts {
  private static final List<String> WORDS =
      List.of("none", "one", "two", "three", "four", "five", "six");

  private Counts() {}

  static String of(int count) {
    return count < WORDS.size() ? WORDS.get(count) : Integer.toString(count);
  }
}
