package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a written number is a number: rounded, cut off, or in too few digits; all by hand. */
final class NumberRuleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A tie goes to both sides; 0.015 is one and a half of the last place.
        "2.375 | = 2.38 | RIGHT_ROUNDED",
        "2.375 | = 2.37 | RIGHT_ROUNDED",
        "2.375 | = 2.39 | NEAR",
        "2.375 | = 2.36 | NEAR",
        "2.375 | = 2.40 | WRONG",
        "2.375 | = 2.35 | WRONG",
        // Cut off: towards 0, less than one place, and after two digits or more.
        "-2.378 | = -2.37 | RIGHT_TRUNCATED",
        "-2.378 | = -2.39 | NEAR",
        "2.378 | = 2.37 | RIGHT_TRUNCATED",
        "2.378 | = -2.38 | WRONG",
        "2.378 | = 2.3780 | RIGHT",
        "2.5 | = 2.4 | NEAR",
        "2.59 | = 2.4 | WRONG",
        "1.27 | = 1.2 | RIGHT_TRUNCATED",
        "0.27 | = 0.2 | WRONG",
        "0.27 | = 0.3 | RIGHT_ROUNDED",
        "0.27 | = 0.4 | WRONG",
        // 0.00 is no number rounded, and hides what is less than half its last place.
        "0.0034 | = 0.00 | NEAR",
        "0.005 | = 0.00 | NEAR",
        "-0.0034 | = 0.00 | NEAR",
        "0.0078125 | = 0.00 | WRONG",
        // A bare whole number is exact: within a half and a tenth it was written with too few
        // digits.
        "7.389 | = 7 | NEAR",
        "7.5 | = 7 | NEAR",
        "7.5 | = 8 | NEAR",
        "7.625 | = 7 | WRONG",
        "-7.389 | = -7 | NEAR",
        // A tenth of 2.25 is less than 0.25; 0, 1 and -1 are never near.
        "2.25 | = 2 | WRONG",
        "2.2 | = 2 | NEAR",
        "1.05 | = 1 | WRONG",
        "-1.05 | = -1 | WRONG",
        "0.05 | = 0 | WRONG",
        // With ~ it may be rounded, where that leaves less than a tenth open.
        "7.389 | ~ 7 | RIGHT_ROUNDED",
        "7.5 | ~ 8 | RIGHT_ROUNDED",
        "7.625 | ~ 7 | WRONG",
        "2.4 | ~ 2 | WRONG",
        "5.2 | ~ 5 | RIGHT_ROUNDED",
        "4.9 | ~ 5 | NEAR",
        // Zeros at the end of ~ 12000 hold the place.
        "12345 | ~ 12000 | RIGHT_ROUNDED",
        "12345 | ~ 12300 | RIGHT_ROUNDED",
        "12345 | ~ 12400 | WRONG",
        "12600 | ~ 12000 | WRONG",
        "12345 | ~ 12001 | WRONG",
        "10300 | ~ 10000 | WRONG",
        "12345 | = 12000 | WRONG",
        "0.3 | ~ 0 | WRONG",
        // A power of ten tells how many digits there are.
        "1500 | = 1.5e3 | RIGHT",
        "1543 | = 1.5e3 | RIGHT_ROUNDED",
        "1560 | = 1.5e3 | RIGHT_TRUNCATED",
        // 1e-9 of the truth is the same number in doubles.
        "333.33333333333333 | = 333.3333333 | RIGHT",
        "333.33333333333333 | = 333.33333 | RIGHT_ROUNDED",
        "0.00033333333333333 | = 0.000333 | RIGHT_ROUNDED",
        "0.00033333333333333 | = 0.00033333333333 | RIGHT",
      })
  void ofTheValue(String truth, String written, Verdict verdict) {
    Judgement last = LastLine.of("f = 1*x; x = " + truth + "; f " + written);
    assertThat(last.verdict()).as("%s", last).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2.375 | = 2.37 | ok, 2.375 to 2 places",
        "2.375 | = 2.4 | ok, 2.375 to 1 place",
        "2.3750001 | = 2.375 | ok",
        "2.37512345 | = 2.375123 | ok",
        "2.378 | = 2.37 | ok, cut off after 2 places; rounded it is 2.38",
        "2.58 | = 2.5 | ok, cut off after 1 place; rounded it is 2.6",
        "2.375 | = 2.39 | last digit: 2.38",
        "0.0034 | = 0.00 | 0.00 hides 0.0034; write more digits",
        "7.389 | = 7"
            + " | a bare whole number means exactly 7, and it is 7.389; write more digits or ~ 7",
        "-7.389 | = -7"
            + " | a bare whole number means exactly -7, and it is -7.389; write more digits or ~ -7",
        "25.3 | = 23.5 | two digits have changed places",
        "25.3 | = 52.3 | two digits have changed places",
        "-25.3 | = -52.3 | two digits have changed places",
        "0.0025 | = 0.0052 | two digits have changed places",
        "130000 | = 3.1e5 | two digits have changed places",
        "25.3 | = 52.4 | this does not follow; it would be 25.3",
      })
  void itIsSaid(String truth, String written, String message) {
    Judgement last = LastLine.of("f = 1*x; x = " + truth + "; f " + written);
    assertThat(last.message()).isEqualTo(message);
  }

  /** 1000000.1 - 1000000 is 0.1 but for 1e-6, in doubles. */
  @ParameterizedTest
  @CsvSource({"0.1, RIGHT", "0.1000005, RIGHT", "0.10001, NEAR", "0.1002, WRONG"})
  void whatCancelsLeavesDust(String written, Verdict verdict) {
    String sheet = "f = a - b; a = 1000000.1; b = 1000000; f = ";
    assertThat(LastLine.of(sheet + written).verdict()).isEqualTo(verdict);
  }
}
