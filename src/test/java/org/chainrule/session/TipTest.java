package org.chainrule.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TipTest {

  private static String behind(String text) {
    return Tip.behind(text, text.length(), CompletionTest.vocabulary());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "sin               | sin(x)  Sine, in radians.",
        "2 + sin(          | sin(x)  Sine, in radians.",
        "sin(x + 1         | sin(x)  Sine, in radians.",
        "sin((x + [1       | sin(x)  Sine, in radians.",
        "sin(2 + cos(x)    | sin(x)  Sine, in radians.",
        "cos(sin           | sin(x)  Sine, in radians.",
        "cos(2, sin(       | sin(x)  Sine, in radians.",
        "side(sin(x),      | side(a, b)",
        "s                 | s(u)",
        "ln                | log(x)  Natural logarithm.",
        "sin(x)            | ''",
        "x + (1            | ''",
        "'sin '            | ''",
        "q(u) = u; q(      | ''",
        "q(u) = u; sin(q(3 | ''",
        "max(1,⏎x2 = 3     | ''",
        "sin(x # so        | ''",
        "# sin             | ''",
        "''                | ''",
        "x                 | = -2",
        "x2                | an input",
        "x₂                | an input",
        "pi                | = 3.14159...",
        "y                 | ''",
        "x + x             | ''",
        "x = 3             | ''",
        ":trace            | The trace of an expression.",
        ":trace x          | The trace of an expression.",
        ":trace sin(x      | sin(x)  Sine, in radians.",
        ":load sin         | Reads a file.",
        ":trace x # sin(   | The trace of an expression.",
        ":tra              | ''",
        ":nothing x        | ''",
      })
  void theHintIsAboutWhatIsBeingTyped(String text, String tip) {
    assertThat(behind(text.replace("⏎", "\n"))).isEqualTo(tip);
  }

  @Test
  void onlyTheEndOfTheTextHasOne() {
    assertThat(Tip.behind("sin", 2, CompletionTest.vocabulary())).isEmpty();
  }

  @Test
  void everyFunctionOfTheLanguageHasOne() {
    for (Gate gate : Gate.all()) {
      if (gate.spec().form() == GateSpec.Form.FUNCTION) {
        assertThat(behind(gate.spec().symbol() + "(")).contains(")  ");
      }
    }
  }

  @Test
  void itIsOneLineWhateverTheVocabularySays() {
    Vocabulary vocabulary =
        new Vocabulary(
            Map.of("x", "= [1\n2]"), Map.of(), Map.of(":a", "b\nc"), prefix -> List.of());
    assertThat(Tip.behind("x", 1, vocabulary)).isEqualTo("= [1");
    assertThat(Tip.behind(":a", 2, vocabulary)).isEqualTo("b");
    for (long seed = 0; seed < 20_000; seed++) {
      String text = CompletionTest.random(seed);
      assertThat(behind(text)).as("seed %d: %s", seed, text).doesNotContain("\n");
    }
  }
}
