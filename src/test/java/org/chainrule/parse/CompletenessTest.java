package org.chainrule.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.RandomExpressions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompletenessTest {

  private static boolean isOpen(String text) {
    return Completeness.isOpen(text.replace("⏎", "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x +",
        "x + ",
        "2 *",
        "x -",
        "2^",
        "x @",
        "x <=",
        "f =",
        "f ==",
        "f ~",
        "x ->",
        "x -> ",
        "√",
        "f(x,",
        "f(x",
        "f(",
        "max(1,⏎  2",
        "[1, 2;",
        "W[1, :",
        "([a",
        "(x # so",
        "x + # so",
        "x = 2⏎y = (",
        "x = 2; y =",
        "(a]⏎f(",
      })
  void aTextThatWaitsIsOpen(String text) {
    assertThat(isOpen(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "x",
        "sin",
        "value",
        "x + y",
        "f(x)",
        "[1, 2; 3, 4]",
        "W[1, :]",
        "A'",
        "x²",
        "f = ?",
        "df/dx = ?",
        "x,",
        "x;",
        "x = 2⏎",
        "x + ⏎",
        "(a]",
        "([a)",
        "(a] +",
        "a) +",
        "f(1,⏎g = 3",
        "x # a (",
        "# (",
        ":trace (",
        " :trace x +",
        ":",
      })
  void aTextThatIsCompleteOrBeyondMendingIsNot(String text) {
    assertThat(isOpen(text)).isFalse();
  }

  @Test
  void whatWasPrintedIsCompleteAndItsPartInBracketsIsOpen() {
    for (long seed = 0; seed < 1_000; seed++) {
      String text = new RandomExpressions(seed).any(1 + (int) (seed % 24)).toString();
      assertThat(isOpen(text)).as("seed %d: %s", seed, text).isFalse();
      assertThat(isOpen(text + " *")).as("seed %d: %s", seed, text).isTrue();
      int depth = 0;
      for (int at = 0; at < text.length(); at++) {
        char c = text.charAt(at);
        depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        if (depth > 0) {
          String part = text.substring(0, at + 1);
          assertThat(isOpen(part)).as("seed %d: %s", seed, part).isTrue();
        }
      }
    }
  }
}
