package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that follow where the steps that stand nowhere were rounded; all by hand. */
final class RoundedStepsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // 2*157.9 = 315.8 to two digits is 320, and 320*0.25 = 80.
        "q = x^2; f = q*w; x = 157.9; w = 0.25; df/dx = 8.0e1 | 2 digits; unrounded it is 79",
        // 1/(2*sqrt(2.5)) = 0.3162: 0.31*9.5 = 2.945, 0.32*9.5 = 3.04 and 0.3*9.5 = 2.85 -> 2.9.
        "p = sqrt(x); f = p*w; x = 2.5; w = 9.5; df/dx = 2.94 | 2 places; unrounded it is 3.00",
        "p = sqrt(x); f = p*w; x = 2.5; w = 9.5; df/dx = 3.04 | 2 places; unrounded it is 3.00",
        "p = sqrt(x); f = p*w; x = 2.5; w = 9.5; df/dx = 2.9 | 1 place; unrounded it is 3.0",
        // 1/(2*sqrt(250.5)) = 0.03159 is 0.032, with two digits in three places.
        "p = sqrt(x); f = p*w; x = 250.5; w = 95; df/dx = 3.04 | 2 places; unrounded it is 3.00",
        // 1.111*2.222 = 2.47, 5*2.47^4 = 186.10, and 186.10*1.5 = 279.15.
        "h = x*y; p = h^5; f = p*w; x = 1.111; y = 2.222; w = 1.5; df/dh = 279.15"
            + " | 2 places; unrounded it is 278.54",
      })
  void itFollows(String lines, String steps) {
    Judgement last = LastLine.of(lines);
    assertThat(last.message()).isEqualTo("follows if every step is rounded to " + steps);
    assertThat(last.verdict()).isEqualTo(Verdict.RIGHT_CARRIED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "q = x^2; f = q*w; x = 157.9; w = 0.25; df/dx = 8.2e1",
        "p = sqrt(x); f = p*w; x = 2.5; w = 9.5; df/dx = 3.10",
        // 0.03 has one digit, and 0.03*95 = 2.85 is no rounding of 3.00.
        "p = sqrt(x); f = p*w; x = 250.5; w = 95; df/dx = 2.85",
        // 1.2345 stands in the sheet: nobody rounds it to 1.23, and 1.23*2.5 to 3.07.
        "k = w*x; f = k*v; x = 0.7; w = 1.2345; v = 2.5; df/dx = 3.07",
        "h = x*y; p = h^5; f = p*w; x = 1.111; y = 2.222; w = 1.5; df/dh = 279.55",
        // A whole number was not rounded so.
        "p = sqrt(x); f = p*w; x = 2.5; w = 9.5; df/dx = 2",
      })
  void itDoesNot(String lines) {
    assertThat(LastLine.of(lines).verdict()).isEqualTo(Verdict.WRONG);
  }
}
