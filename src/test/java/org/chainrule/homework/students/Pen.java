package org.chainrule.homework.students;

/** Slips of the pen in a number that is written. */
final class Pen {
  private Pen() {}

  /** The number with a digit that is another; the same where that cannot be. */
  static String slip(Mistake mistake, String number, int choice) {
    int[] places =
        java.util.stream.IntStream.range(0, number.length())
            .filter(i -> Character.isDigit(number.charAt(i)))
            .toArray();
    if (number.startsWith("[")) {
      return number;
    }
    int first = 0;
    while (first < places.length - 1 && number.charAt(places[first]) == '0') {
      first++;
    }
    // One of the first two digits that count, so that it is seen.
    int place = places[Math.min(places.length - 1, first + choice % 2)];
    StringBuilder slipped = new StringBuilder(number);
    switch (mistake) {
      case ARITHMETIC_SLIP ->
          slipped.setCharAt(place, digit(number.charAt(place) - '0' + (choice % 3 == 0 ? 1 : 9)));
      case WRONG_DIGIT ->
          slipped.setCharAt(place, digit(number.charAt(place) - '0' + 2 + choice % 7));
      case DIGITS_SWAPPED -> {
        if (first + 1 < places.length) {
          slipped.setCharAt(places[first], number.charAt(places[first + 1]));
          slipped.setCharAt(places[first + 1], number.charAt(places[first]));
        }
      }
      default -> throw new IllegalStateException(mistake + "");
    }
    return slipped.toString();
  }

  private static char digit(int any) {
    return (char) ('0' + any % 10);
  }
}
