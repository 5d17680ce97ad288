package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is shown of how a sheet is read. */
final class SheetReadingTest {
  @Test
  void eachLineHasItsRole() {
    String sheet =
        """
        q = x + y
        f = q*z
        x = -2; y = 5
        z = -4 # given
        q = 3
        df/dq = ?
        df/dx =
        f = )
        ∂f/∂z = 3
        """;
    assertThat(SheetReading.of("s", sheet))
        .isEqualTo(
            """
               1  q = x + y   # defines q
               2  f = q*z   # defines f
               3  x = -2; y = 5   # gives x its value, gives y its value
               4  z = -4 # given   # gives z its value
               5  q = 3   # is a claim
               6  df/dq = ?   # is a claim
               7  df/dx =   # a claim without an answer
               8  f = )   # cannot be read: something is missing after =
               9  ∂f/∂z = 3   # is a claim
            the output is f
            """);
  }

  @Test
  void theOutputMayBeALineOfItsOwn() {
    assertThat(SheetReading.of("s", "q = x*y\nq\n"))
        .isEqualTo("   1  q = x*y   # defines q\n   2  q   # is the output\nthe output is q\n");
  }

  @Test
  void whatCannotBeReadAtAllHasNoOutput() {
    assertThat(SheetReading.of("s", "q = )\n"))
        .isEqualTo("   1  q = )   # cannot be read: something is missing after =\n");
  }
}
