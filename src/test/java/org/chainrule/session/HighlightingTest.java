package org.chainrule.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.chainrule.parse.Completeness;
import org.chainrule.session.Highlighting.Piece;
import org.chainrule.session.Highlighting.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HighlightingTest {

  /** A letter for each character; a bar stands for the cursor. */
  private static String painted(String marked) {
    String text = marked.replace("⏎", "\n");
    int cursor = text.indexOf('¦');
    String plain = text.replace("¦", "");
    StringBuilder painted = new StringBuilder();
    for (Piece piece : Highlighting.of(plain, cursor, CompletionTest.vocabulary())) {
      char letter = letter(piece.style());
      painted.append(String.valueOf(letter).repeat(piece.end() - piece.start()));
    }
    return painted.toString();
  }

  private static char letter(Style style) {
    return switch (style) {
      case PLAIN -> '.';
      case NUMBER -> '1';
      case NAME -> 'n';
      case UNKNOWN_NAME -> 'u';
      case FUNCTION -> 'f';
      case KEYWORD -> 'k';
      case COMMAND -> 'c';
      case OPERATOR -> 'o';
      case BRACKET -> 'b';
      case MATCHED -> 'M';
      case UNMATCHED -> 'X';
      case COMMENT -> '#';
      case ERROR -> 'E';
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "''               | ''",
        "'  '             | ..",
        "2x2 + y          | 1nn.o.u",
        "x₂ + π + e + ans | nn.o.n.o.n.o.nnn",
        "sin(x)side(1, 2) | fffbnbffffb1..1b",
        "df/dx, dy        | nnonn..uu",
        "∂f/∂x            | nnonn",
        "local f -> x = ? | kkkkk.n.oo.n.o..",
        "? x % 1.2.3      | E.n.E.EEEEE",
        "√x²'             | onoo",
        "x; # so⏎x        | n..####.n",
        // brackets
        "(¦x)             | MnM",
        "¦(x)             | MnM",
        "(x)¦             | MnM",
        "(x¦)             | MnM",
        "((x)¦)           | bMnMb",
        "(¦(x))           | MbnbM",
        "(x)¦(x)          | MnMbnb",
        "(¦x              | bn",
        "(¦(x)            | bMnM",
        "(x¦]             | bnX",
        "([x)]¦           | bMnXM",
        "x)               | nX",
        "(1⏎x = 2)        | b1.n.o.1X",
        "# (¦)            | ####",
        // commands
        ":trace s(x¦)     | cccccc.fMnM",
        "' :trace 2'      | .cccccc.1",
        ":tra x           | EEEE.n",
        ":                | E",
        ":load a+(b       | ccccc.....",
        ":save            | ccccc",
        ":help sin(       | ccccc.....",
        ":set a = 1       | cccc......",
        ":undo)           | EEEEEE",
        "x :load          | n.ouuuu",
      })
  void everyCharacterHasItsStyle(String text, String styles) {
    assertThat(painted(text)).isEqualTo(styles);
  }

  @Test
  void piecesCoverTheText() {
    for (long seed = 0; seed < 20_000; seed++) {
      String text = CompletionTest.random(seed);
      for (int cursor = 0; cursor <= text.length(); cursor += 3) {
        int end = 0;
        int matched = 0;
        for (Piece piece : Highlighting.of(text, cursor, CompletionTest.vocabulary())) {
          assertThat(piece.start()).as("seed %d: %s", seed, text).isEqualTo(end);
          assertThat(piece.end()).as("seed %d: %s", seed, text).isGreaterThan(end);
          end = piece.end();
          matched += piece.style() == Style.MATCHED ? 1 : 0;
        }
        assertThat(end).as("seed %d: %s", seed, text).isEqualTo(text.length());
        assertThat(matched).as("seed %d: %s", seed, text).isIn(0, 2);
      }
    }
  }

  /** Everything here runs at every key; work that grows faster than the text would take minutes. */
  @ParameterizedTest
  @ValueSource(strings = {"sin(x)*w0 + ", "(", ")", "a\n", "(1\n= ", "(#\n", "x, ", "df/dx,", "1."})
  void aLongTextTakesItsTimeOnly(String piece) {
    String text = piece.repeat(500_000 / piece.length());
    Vocabulary vocabulary = CompletionTest.vocabulary();
    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          Highlighting.of(text, text.length(), vocabulary);
          Tip.behind(text, text.length(), vocabulary);
          Completion.at(text, text.length(), vocabulary);
          Completeness.isOpen(text);
        });
  }
}
