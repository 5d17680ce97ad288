package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lines of working in coarse numbers: each stands for a number of the chain rule and is right if it
 * is that number rounded. The locals by hand: 1/(2*sqrt(2.5)) = 0.3162, 1/(2*sqrt(2.6)) = 0.3101,
 * 1/sqrt(2.6) = 0.6202.
 */
final class ChainStepTest {
  /** df/dx = 2.5*0.3162 + 0.1*5 = 1.2906. */
  private static final String TWO_USES =
      "p = sqrt(x); q = x^2; f = p*w + q*v; x = 2.5; w = 2.5; v = 0.1; df/dx = ";

  /** df/dx = 2.1*0.3162 + 0.114*5 = 0.6641 + 0.57 = 1.2341. */
  private static final String TWO_SUMMANDS =
      "p = sqrt(x); q = x^2; f = p*w + q*v; x = 2.5; w = 2.1; v = 0.114; df/dx = ";

  /** df/dx = 2.5*(2*0.3333) = 1.6665. */
  private static final String SQUARE = "s = x*x; f = w*s; x = 0.3333; w = 2.5; df/dx = ";

  /** df/dx = 2.5*9*0.3162 = 7.115. */
  private static final String THREE_GATES =
      "q = sqrt(x); r = 9*q; f = r*y; x = 2.5; y = 2.5; df/dx = ";

  /** df/dx = -9*0.3162 = -2.846. */
  private static final String MINUS = "q = sqrt(x); r = 9*q; f = y - r; x = 2.5; y = 1; df/dx = ";

  /** dL/dx = 0.6202*0.3101 = 0.1923. */
  private static final String LOGARITHM = "p = sqrt(x); L = log(p); x = 2.6; dL/dx = ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2.5*0.3 + 0.1*5 = 1.25   | RIGHT_CARRIED",
        "0.1*5 + 0.3*2.5 = 1.25   | RIGHT_CARRIED",
        "2.5*0.3 = 0.75           | WRONG", // without the other use
        "2.5*0.4 + 0.1*5 = 1.5    | WRONG",
        "2.5*0.3 - 0.1*5 = 0.25   | WRONG",
        "2.5*0.3 + 2.5*0.3 = 1.50 | WRONG", // one use twice
      })
  void everyUseHasItsTerm(String working, Verdict verdict) {
    assertThat(LastLine.of(TWO_USES + working).verdict()).isEqualTo(verdict);
  }

  /** 0.7 + 0.6 = 1.3 is further from 1.234 than rounding 1.3 is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.7 + 0.6 = 1.3 | RIGHT_CARRIED",
        "0.6 + 0.7 = 1.3 | RIGHT_CARRIED",
        "0.8 + 0.3 = 1.1 | NEAR",
      })
  void aTermMayBeOneNumber(String working, Verdict verdict) {
    assertThat(LastLine.of(TWO_SUMMANDS + working).verdict()).isEqualTo(verdict);
  }

  /** Both uses of x together have the local 2*x = 0.6666, each has 0.3333. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2.5*0.7 = 1.75           | RIGHT_CARRIED",
        "2.5*0.3 + 2.5*0.3 = 1.50 | RIGHT_CARRIED",
        "2.5*0.6 = 1.50           | WRONG",
        "2.5*0.3 = 0.75           | WRONG",
      })
  void usesOfOneGateMayStandTogether(String working, Verdict verdict) {
    assertThat(LastLine.of(SQUARE + working).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2.5*9*0.3 = 6.75  | RIGHT_CARRIED",
        "0.3*9*2.5 = 6.75  | RIGHT_CARRIED",
        "9*0.3*2.5 = 6.75  | RIGHT_CARRIED",
        "22.5*0.3 = 6.75   | RIGHT_CARRIED", // 2.5*9
        "2.5*2.8 = 7.00    | RIGHT_CARRIED", // 9*0.3162 = 2.846, cut off
        "2.5*8*0.3 = 6.00  | WRONG",
        "2.5*9*0.4 = 9.00  | WRONG",
        "2.5*9*0.28 = 6.30 | WRONG",
      })
  void alongOneWayEveryGateHasItsFactor(String working, Verdict verdict) {
    assertThat(LastLine.of(THREE_GATES + working).verdict()).isEqualTo(verdict);
  }

  /** df/dr = -1 may be left out, but not its sign. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-9*0.3 = -2.7   | RIGHT_CARRIED",
        "-1*9*0.3 = -2.7 | RIGHT_CARRIED",
        "9*(-0.3) = -2.7 | RIGHT_CARRIED",
        "-(9*0.3) = -2.7 | RIGHT_CARRIED",
        "9*0.3 = 2.7     | WRONG",
        "-9*0.2 = -1.8   | WRONG",
      })
  void onesMayBeLeftOut(String working, Verdict verdict) {
    assertThat(LastLine.of(MINUS + working).verdict()).isEqualTo(verdict);
  }

  /** The first local is 1 or -1: of z = x + b, or of z = b - x. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "z = x + b; b = 0.5; df/dx = 2.5*0.3 = 0.75        | RIGHT_CARRIED",
        "z = x + b; b = 0.5; df/dx = 2.5*0.3*1 = 0.75      | RIGHT_CARRIED",
        "z = x + b; b = 0.5; df/dx = 1*0.3*2.5 = 0.75      | RIGHT_CARRIED",
        "z = x + b; b = 0.5; df/dx = 2.5*0.3*2 = 1.50      | WRONG",
        "z = b - x; b = 4.5; df/dx = -2.5*0.3 = -0.75      | RIGHT_CARRIED",
        "z = b - x; b = 4.5; df/dx = 2.5*0.3*(-1) = -0.75  | RIGHT_CARRIED",
        "z = b - x; b = 4.5; df/dx = 2.5*0.2*(-1) = -0.50  | WRONG",
      })
  void localsOfOneMayBeLeftOut(String lines, Verdict verdict) {
    Judgement last = LastLine.of("p = sqrt(z); f = p*w; x = 2; w = 2.5; " + lines);
    assertThat(last.verdict()).isEqualTo(verdict);
  }

  /** What p gets is 2.5*1.5 = 3.75; and x by itself has 0.1 beside 2*0.3333 from the square. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p = sqrt(x); h = p*w; f = h*v; x = 2.5; v = 1.5; down p->x = 3.75*0.3 = 1.125 | RIGHT_CARRIED",
        "p = sqrt(x); h = p*w; f = h*v; x = 2.5; v = 1.5; down p->x = 3.75*0.2 = 0.75 | WRONG",
        "s = x*x; f = w*s + 0.1*x; x = 0.3333; df/dx = 2.5*0.7 + 0.1 = 1.85 | RIGHT_CARRIED",
        "s = x*x; f = w*s + 0.1*x; x = 0.3333; df/dx = 2.5*0.6 + 0.1 = 1.60 | WRONG",
      })
  void whatIsSentDownAndUsesOfTwoGates(String lines, Verdict verdict) {
    assertThat(LastLine.of("w = 2.5; " + lines).verdict()).isEqualTo(verdict);
  }

  /** 1/1.6 = 0.625 and 1/(2*1.6) = 0.3125, with 1.6 for 1.6125; 1/(2*1.5) is from another root. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1/1.6*1/(2*1.6) = 0.195 | RIGHT_CARRIED",
        "1/1.6*1/(2*1.5) = 0.208 | WRONG",
        "0.6*0.3 = 0.18          | RIGHT_CARRIED",
        "0.6*0.4 = 0.24          | WRONG",
        "0.3/1.6 = 0.1875        | RIGHT_CARRIED",
        "0.2/1.6 = 0.125         | WRONG",
      })
  void factorsMayBeQuotients(String working, Verdict verdict) {
    assertThat(LastLine.of(LOGARITHM + working).verdict()).isEqualTo(verdict);
  }

  /** relu(1 - 2.5) passes nothing down, and its term may be missing; 0.05 may not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "q = relu(y - x); f = w*p + q; y = 1    | RIGHT_CARRIED",
        "q = y*x; f = w*p + q; y = 0.05         | WRONG",
      })
  void whatIsZeroMayBeMissing(String other, Verdict verdict) {
    String sheet = "p = sqrt(x); x = 2.5; w = 2.5; " + other.strip();
    assertThat(LastLine.of(sheet + "; df/dx = 2.5*0.3 = 0.75").verdict()).isEqualTo(verdict);
  }

  /** relu at 0 hands on any part; the other way to f has 2.1. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5 + 2.1 = 2.6 | RIGHT_CHOICE",
        "1 + 2.1 = 3.1   | RIGHT_CHOICE",
        "1.5 + 2.1 = 3.6 | WRONG",
        "0.5 + 3.1 = 3.6 | WRONG",
      })
  void aFactorMayBeAnySlopeOfAKink(String working, Verdict verdict) {
    String sheet = "q = relu(x); r = x*y; f = q + r; x = 0; y = 2.1; df/dx = ";
    assertThat(LastLine.of(sheet + working).verdict()).isEqualTo(verdict);
  }

  /** From a wrong df/dr = 1.5 the other way has 1.5*2.1 = 3.15, and relu any part of 1. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5 + 1.5*2.1 = 3.65 | FOLLOWS",
        "1.5 + 1.5*2.1 = 4.65 | WRONG",
        "0.5 + 2.5*2.1 = 5.75 | WRONG",
      })
  void anySlopeMayStandBesideAnError(String working, Verdict verdict) {
    String sheet = "q = relu(x); r = x*y; f = q + r; x = 0; y = 2.1; df/dr = 1.5; df/dx = ";
    assertThat(LastLine.of(sheet + working).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.2*0.51 = 0.10   | dp/dz is 0.3162, not 0.2",
        "0.4*0.51 = 0.20   | dp/dz is 0.3162, not 0.4",
        "0.51*0.2 = 0.10   | dp/dz is 0.3162, not 0.2",
        "0.62*0.3 = 0.19   | df/dp is 0.51, not 0.62",
        "0.3*0.62 = 0.19   | df/dp is 0.51, not 0.62",
        "0.62*0.8 = 0.496  | df/dz is 0.1613, and 0.62*0.8 is 0.496",
      })
  void theFactorThatIsAnotherNumberIsNamed(String working, String words) {
    String sheet = "p = sqrt(z); f = p*w; z = 2.5; w = 0.51; df/dz = ";
    assertThat(LastLine.of(sheet + working).message()).startsWith(words);
  }

  /** dp/dx = 0.3162 beside the term 0.1*5; at a kink no slope is the right one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p = sqrt(x); q = x^2; f = p*w + q*v; x = 2.5; w = 2.5; v = 0.1; df/dx = 2.5*0.4 + 0.1*5 = 1.5"
            + " | local dp/dx is 0.3162, not 0.4",
        "q = relu(x); f = 3*q; x = 0; df/dx = df/dq*dq/dx = 3*1.5 = 4.5"
            + " | link 1 is right, link 2 is not: dq/dx is 0, not 1.5",
      })
  void itIsNamedAmongOthersAndWhereOneIsRight(String lines, String words) {
    assertThat(LastLine.of(lines).message()).startsWith(words);
  }
}
