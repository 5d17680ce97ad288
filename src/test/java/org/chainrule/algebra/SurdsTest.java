package org.chainrule.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.stream.Collectors;
import org.chainrule.value.Rational;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roots of numbers, by the factors of the numbers: 72 = 2^3*3^2, 4012009 = 2003^2. */
final class SurdsTest {
  private static Rational fraction(String text) {
    String[] parts = text.split("/");
    BigInteger below = parts.length > 1 ? new BigInteger(parts[1]) : BigInteger.ONE;
    return Rational.of(new BigInteger(parts[0]), below).orElseThrow();
  }

  private static String product(String powers) {
    Surds surds = new Surds();
    Surds.Product product = new Surds.Product();
    for (String power : powers.split(" ")) {
      String[] parts = power.split("\\^");
      surds.multiply(product, fraction(parts[0]), fraction(parts[1]));
    }
    return surds.whole(product)
        + surds.roots(product).stream()
            .map(root -> " " + root.radicand() + "^" + root.exponent())
            .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1^1/2               | 1",
        "4^1/2               | 2",
        "8^1/3               | 2",
        "72^1/2              | 6 2^1/2",
        "1/2^1/2             | 1/2 2^1/2",
        "9/4^-1/2            | 2/3",
        "12^1/2 6^-1/2       | 1 2^1/2",
        "2^1/2 2^1/2         | 2",
        "2^1/2 3^1/2         | 1 6^1/2",
        "2^1/2 3^1/3         | 1 3^1/3 2^1/2",
        "2^5/3               | 2 2^2/3",
        "2^-1/3              | 1/2 2^2/3",
        "3^1/2 12^1/2        | 6",
        "1267650600228229401496703205376^1/2 | 1125899906842624",
        "10000000000000000000000000000000000000000^1/2 | 100000000000000000000",
        // 1999 is the largest prime that is looked for, 2003 the next one.
        "1999^1/2 2^1/2      | 1 3998^1/2",
        "2003^1/2 2^1/2      | 1 2003^1/2 2^1/2",
        "3996001^1/2         | 1999",
        "3996001^1/4         | 1 1999^1/2",
        "4012009^1/2         | 2003",
        "4012009^1/3         | 1 2003^2/3",
        "16048036^1/2        | 4006",
        "8036054027^1/3      | 2003",
        "8036054027^1/2      | 2003 2003^1/2",
        "16096216216081^1/4  | 2003",
        "32240721080810243^1/5 | 2003",
        "4028033^1/2         | 1 4028033^1/2",
        "4028033^1/2 4028033^1/2 | 4028033",
        "1000000016000000063^1/2 | 1 1000000016000000063^1/2",
        // 1000003^3
        "1000009000027000027^1/3 | 1000003",
      })
  void wholeAndRoots(String powers, String expected) {
    assertThat(product(powers)).isEqualTo(expected);
  }
}
