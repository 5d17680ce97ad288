package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of several links, and what follows from numbers that were rounded; all by hand. */
final class LinksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // From a wrong q = 5 the line goes on; its last number is that of the link before.
        "q = x*y; f = q*2; x = 2; y = 3; q = 5; f = 5*2 = 10"
            + " | FOLLOWS | the right step from your line 5, which is the error",
        "q = x*y; f = q*2; x = 2; y = 3; q = 5; f = 5*2 = 12"
            + " | WRONG | link 1 is right, link 2 is not: 5*2 is 10",
        "q = x*y; f = q*2; x = 2; y = 3; f = 6*2 = 12" + " | RIGHT | ok",
        // What cannot be computed is not judged.
        "q = x*y; f = q*2; x = 2; y = 3; f = foo*3 = 12"
            + " | UNDECIDED | link 1: nothing is called foo",
        "q = x*y; f = q*2; x = 2; y = 3; f = log(-1) = 12"
            + " | UNDECIDED | link 1 cannot be computed",
        "q = x*y; f = q*2; x = 2; y = 3; f = q*2 = log(-1)*foo"
            + " | UNDECIDED | link 2: nothing is called foo",
        // A line may end in a formula.
        "q = x*y; f = q*2; x = 2; y = 3; f = 2*q = q + q" + " | RIGHT | ok",
        "q = x*y; f = q*2; x = 2; y = 3; df/dq = 5; df/dx = 5*y = y*5"
            + " | FOLLOWS | the right step from your line 5, which is the error",
        "q = x*y; f = q*2; x = 2; y = 3; df/dq = 5; df/dx = 5*y = y*6"
            + " | WRONG | link 1 is right, link 2 is not: 5*y is 15, and y*6 is 18",
        // 1/(2*sqrt(2.5)) = 0.3162, 9*0.3162 = 2.846 from a wrong 9, 2.5*0.3162 = 0.7906 is right.
        "p = sqrt(x); f = p*w; x = 2.5; w = 2.5; df/dp = 9; df/dx = 9*0.3 = 2.7"
            + " | FOLLOWS | the right step from your line 5, which is the error",
        "p = sqrt(x); f = p*w; x = 2.5; w = 2.5; df/dp = 9; df/dx = 9*0.2 = 1.8"
            + " | WRONG | dp/dx is 0.3162, not 0.2; d(sqrt(x))/dx = 1/(2*sqrt(x)): the root is missing",
        "p = sqrt(x); f = p*w; x = 2.5; w = 2.5; df/dp = 9; df/dx = 2.5*0.3 = 0.75"
            + " | RIGHT_CARRIED | follows from your rounded numbers; unrounded it is 0.7906",
        // sqrt(2.5) = 1.5811 is 1.6; 5*1.5811 = 7.906 from a wrong 5, 6.25*1.5811 = 9.882 is right.
        "p = sqrt(x); q = x*y; f = q*p; x = 2.5; y = 2.5; q = 5; f = 5*1.6 = 8.0"
            + " | FOLLOWS | the right step from your line 6, which is the error",
        "p = sqrt(x); q = x*y; f = q*p; x = 2.5; y = 2.5; f = 6.25*1.6 = 10.0"
            + " | RIGHT_CARRIED | follows from your rounded numbers; unrounded it is 9.882",
        "p = sqrt(x); q = x*y; f = q*p; x = 2.5; y = 2.5; f = 6.25*1.4 = 8.75"
            + " | WRONG | f is 9.882, and 6.25*1.4 is 8.75",
        // A calculation alone is right where its decimals leave less than a tenth open.
        "p = sqrt(x); f = p*w; x = 2.5; w = 2.5; df/dx = 2.5*0.32" + " | RIGHT_ROUNDED | ok",
        "p = sqrt(x); f = p*w; x = 2.5; w = 2.5; df/dx = 2.5*0.31" + " | RIGHT_ROUNDED | ok",
        "p = sqrt(x); f = p*w; x = 2.5; w = 2.5; df/dx = 2.5*0.3"
            + " | WRONG | this does not follow; it would be 0.7906",
        "p = sqrt(x); f = p*w; x = 2.5; w = 2.5; df/dx = 2.5*0.34"
            + " | WRONG | this does not follow; it would be 0.7906",
        // 3.2 stands for 3.1623: between 3.1623^4 = 100.0 and 3.2^4 = 104.86 all follows.
        "h = x*y; f = h^4; x = 1.4142; y = 2.2361; h = 3.2; f = 102.0"
            + " | RIGHT_CARRIED | follows from your rounded numbers; unrounded it is 100.0, so keep more digits",
        "h = x*y; f = h^4; x = 1.4142; y = 2.2361; h = 3.2; f = 98.0"
            + " | WRONG | this does not follow from your line 5; it would be 104.9",
        "h = x*y; f = h^4; x = 1.4142; y = 2.2361; h = 3.2; f = 106.0"
            + " | WRONG | this does not follow from your line 5; it would be 104.86",
        // A wrong 5.0 stands for 4.95 to 5.05, or was cut from up to 5.1: 121.3 to 132.7.
        "q = x*y; f = q^3; x = 2.44; y = 2.5; q = 5.0; f = 122.0"
            + " | FOLLOWS | the right step from your line 5, which is the error",
        "q = x*y; f = q^3; x = 2.44; y = 2.5; q = 5.0; f = 127.0"
            + " | FOLLOWS | the right step from your line 5, which is the error",
        "q = x*y; f = q^3; x = 2.44; y = 2.5; q = 5.0; f = 131.0"
            + " | FOLLOWS | the right step from your line 5, which is the error",
        "q = x*y; f = q^3; x = 2.44; y = 2.5; q = 5.0; f = 120.0"
            + " | WRONG | this does not follow from your line 5; it would be 125",
        "q = x*y; f = q^3; x = 2.44; y = 2.5; q = 5.0; f = 134.0"
            + " | WRONG | this does not follow from your line 5; it would be 125",
        // From 3.1623^6 = 1000 to 3.2^6 = 1073.7 is more than a twentieth.
        "h = x*y; f = h^6; x = 1.4142; y = 2.2361; h = 3.2; f = 1030.0"
            + " | WRONG | this does not follow from your line 5; it would be 1073.74",
        "q = x*y; f = q*z; x = 2; y = 3; z = 4; q = 7; f = q*z = 28"
            + " | FOLLOWS | the right step from your line 6, which is the error",
        "q = x*y; f = q*z; x = 2; y = 3; z = 4; q = 7; f = q*z = 24"
            + " | UNSUPPORTED | right, but from your line 6 it would be 28",
        // -m/k and -k/x, or -4/k^2 and -3/x^2: 2*2.5*2, 2*1*3, 2*1*2 or 2*2.5*3.
        "x = 1; k = 3/x; m = 4/k; f = m*2; k = 2; m = 5; df/dx = 10"
            + " | FOLLOWS | the right step from your line 5, which is the error",
        "x = 1; k = 3/x; m = 4/k; f = m*2; k = 2; m = 5; df/dx = 6"
            + " | FOLLOWS | the right step from your line 5, which is the error",
        "x = 1; k = 3/x; m = 4/k; f = m*2; k = 2; m = 5; df/dx = 4"
            + " | FOLLOWS | the right step from your line 5, which is the error",
        "x = 1; k = 3/x; m = 4/k; f = m*2; k = 2; m = 5; df/dx = 15"
            + " | FOLLOWS | the right step from your line 5, which is the error",
        "x = 1; k = 3/x; m = 4/k; f = m*2; k = 2; m = 5; df/dx = 7"
            + " | WRONG | this does not follow from your lines 5 and 6; it would be 10",
        // Two lines with one mistake are told that one: the sign, and not -(3^2) for (-3)^2.
        "g = -z^2; f = g*w; z = 3; w = 2; df/dg = -2; g = 9"
            + " | WRONG | the size is right, the sign is not",
      })
  void theLastLineIs(String lines, Verdict verdict, String message) {
    Judgement last = LastLine.of(lines);
    assertThat(last.message()).isEqualTo(message);
    assertThat(last.verdict()).isEqualTo(verdict);
  }
}
