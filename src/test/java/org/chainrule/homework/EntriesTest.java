package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of the entries of a wrong matrix; each sound one earns its part. */
final class EntriesTest {
  /** df/dq = 2*q, of what the student wrote for q = (2, 4, 6) or (2, 4, 6, 8). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1, 2, 3] | [2, 5, 7] | [7, 10, 14]"
            + " | 2 of 3 entries follow, not [1]: from your line 4 it would be 4 | 2",
        "[1, 2, 3, 4] | [2, 5, 7, 8] | [4, 10, 14, 99]"
            + " | 1 of 4 entries is right, 2 more follow, not [4]: from your line 4 it would be 16 | 3",
        "[1, 2, 3, 4] | [2, 5, 6, 8] | [4, 10, 99, 16]"
            + " | 2 of 4 entries are right, 1 more follows, not [3]: from your line 4 it would be 12 | 3",
        "[1, 2, 3] | [3, 5, 7] | [6, 98, 99]"
            + " | 1 of 3 entries follows, not [2] and [3]: from your line 4 they would be 10 and 14 | 1",
        "[1, 2, 3] | [3, 5, 7] | [97, 98, 99]"
            + " | this does not follow from your line 4; it would be [6, 10, 14] | 0",
      })
  void rightOnesAndThoseThatFollow(
      String x, String q, String gradient, String message, double sound) {
    Judgement last =
        LastLine.of("q = 2*x; f = sum(q^2); x = " + x + "; q = " + q + "; df/dq = " + gradient);
    assertThat(last.message()).isEqualTo(message);
    assertThat(last.points()).isCloseTo(sound / gradient.split(",").length, within(1e-12));
  }

  /** From a wrong q = (2, 5, 7) comes (4, 10, 14); right is (4, 8, 12). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[4, 10, 14] | FOLLOWS | 1",
        "[4, 10, 12] | FOLLOWS | 1",
        "[4, 8, 12]  | UNSUPPORTED | 1",
        "[4, 9, 14]  | WRONG | 0.667",
      })
  void anEntryIsRightOrFollows(String gradient, Verdict verdict, double points) {
    Judgement last =
        LastLine.of("q = 2*x; f = sum(q^2); x = [1, 2, 3]; q = [2, 5, 7]; df/dq = " + gradient);
    assertThat(last.verdict()).isEqualTo(verdict);
    assertThat(last.points()).isCloseTo(points, within(0.001));
  }

  /** df/dx = 2*x. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1, 2, 3] | [2, 71, 78] | WRONG"
            + " | 1 of 3 entries is right, not [2] and [3]: they would be 4 and 6",
        "[1, 2, 3, 4, 5, 6] | [2, 4, 77, 78, 79, 71] | WRONG"
            + " | 2 of 6 entries are right, not [3], [4], [5] and [6]: they would be 6, 8, 10 and 12",
        "[1, 2, 3, 4, 5, 6] | [2, 73, 77, 78, 79, 71] | WRONG"
            + " | 1 of 6 entries is right, not [2], [3], [4] and 2 more",
        "[1, 2, 3, 4, 5, 6] | [71, 73, 77, 78, 79, 72] | WRONG | this does not follow",
        "[1, 2, 3, 4] | [71, 73, 77, 78] | WRONG"
            + " | this does not follow; it would be [2, 4, 6, 8]",
        // A last digit is told where all that is wrong is one.
        "[1, 2.1, 3] | [2, 4.3, 6] | NEAR | 2 of 3 entries are right, not [2]: last digit: 4.2",
        "[1, 2.1, 3.2] | [2, 4.3, 6.5] | NEAR"
            + " | 1 of 3 entries is right, not [2] and [3]: last digit: 4.2",
        "[1, 2.1, 3] | [2, 4.3, 9] | WRONG"
            + " | 1 of 3 entries is right, not [2] and [3]: they would be 4.2 and 6",
        "[1, 2.1, 3] | [2, 4, 6] | NEAR | 2 of 3 entries are right, not [2]:"
            + " a bare whole number means exactly 4, and it is 4.2; write more digits or ~ 4",
      })
  void wrongOnesAreNamed(String x, String gradient, Verdict verdict, String message) {
    Judgement last = LastLine.of("f = sum(x^2); x = " + x + "; df/dx = " + gradient);
    assertThat(last.message()).isEqualTo(message);
    assertThat(last.verdict()).isEqualTo(verdict);
  }
}
