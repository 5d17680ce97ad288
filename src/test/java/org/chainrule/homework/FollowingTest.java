package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of lines that follow from those before, or do not; all by hand. */
final class FollowingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a = x*y; b = a*2; f = b*a; x = 1; y = 2; a = 2; f = 9"
            + " | this does not follow from your line 6; it would be 8",
        "a = x*y; b = a*2; f = b*a; x = 1; y = 2; a = 2; b = 4; f = 9"
            + " | this does not follow from your lines 6 and 7; it would be 8",
        "a = x*y; b = x+y; c = x-y; f = a*b*c; x = 1; y = 2; a = 2; b = 3; c = -1; f = 19"
            + " | this does not follow from your lines 7, 8 and 9; it would be -6",
        "a = x*y; b = x+y; c = x-y; d = x/y; f = a*b*c*d; x = 1; y = 2; a = 2; b = 3; c = -1; d = 0.5; f = 9"
            + " | this does not follow from your lines; it would be -3",
        "a = x*y; b = a*2; c = b*3; f = c*a; x = 1; y = 2; a = 3; b = 7; c = 22; f = 70"
            + " | this does not follow from your lines 7 and 9; it would be 66",
        // 3.16^2 = 9.9856, 3.2^3 = 32.768, 3.2^5 = 335.54, where 10^0.5 is 3.1623.
        "h = x*y; f = h*h; x = 1.4142; y = 2.2361; h = 3.16; f = 9.99"
            + " | follows from your rounded numbers; unrounded it is 10.00, so keep more digits",
        "h = x*y; f = h*h*h; x = 1.4142; y = 2.2361; h = 3.2; f = 32.8"
            + " | follows from your rounded numbers; unrounded it is 31.6, so keep more digits",
        "h = x*y; f = h^5; x = 1.4142; y = 2.2361; h = 3.2; f = 335.5"
            + " | the right step; rounding has carried you to more than 5 % from 316.2;"
            + " keep more digits",
      })
  void itIsSaid(String lines, String message) {
    assertThat(LastLine.of(lines).message()).isEqualTo(message);
  }

  /** df/dh = 2*h; a 0, 1 or -1 that stands for another number leaves half of the work. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x = 2; y = 3; h = 1; df/dh = 2 | 0.5 | ; with that line nothing is left to compute here",
        "x = 2; y = 3; h = 0; df/dh = 0 | 0.5 | ; with that line nothing is left to compute here",
        "x = 2; y = 3; h = -1; df/dh = -2 | 0.5 | ; with that line nothing is left to compute here",
        "x = 2; y = 3; h = 4; df/dh = 8 | 1 | ''",
        "x = 1; y = 1; h = 0; df/dh = 0 | 1 | ''",
      })
  void whatIsMadeEasyIsHalfTheWork(String lines, double points, String trivial) {
    Judgement last = LastLine.of("h = x*y; f = h*h; " + lines);
    assertThat(last.verdict()).isEqualTo(Verdict.FOLLOWS);
    assertThat(last.points()).isEqualTo(points);
    assertThat(last.from()).isEqualTo(List.of(5));
    assertThat(last.message())
        .isEqualTo("the right step from your line 5, which is the error" + trivial);
  }
}
