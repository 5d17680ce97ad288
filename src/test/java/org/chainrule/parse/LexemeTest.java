package org.chainrule.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LexemeTest {
  /** Words and signs that mean something to the scanner, the cursor or the line editor. */
  private static final List<String> PIECES =
      List.of(
          "x", "w0", "d", "df/dx", "sin", "s(u) =", "value ", "up", "12", "1.2.3", "0,2", "2e", "(",
          ")", "[", "]", ",", ";", ":", "'", "²", "√", "+", "**", "->", "=", "==", "~", "?", "%",
          "# so\n", "#", "\n", "\r\n", " ", "\t", "θ₁", "∂f", "\uD835", "\uDC65", "\uFEFF", "\0");

  /** A text that depends on the generator alone; most are wrong. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(14); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private static String spelled(String text) {
    StringBuilder spelled = new StringBuilder();
    for (Lexeme lexeme : Lexeme.of(text, Set.of("g"))) {
      String characters = lexeme.in(text).replace("\n", "⏎");
      spelled.append(spelled.isEmpty() ? "" : " ").append(lexeme.kind()).append(':');
      spelled.append(characters.replace(' ', '_'));
    }
    return spelled.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2x + .5         | NUMBER:2 NAME:x OPERATOR:+ NUMBER:.5",
        "x**2            | NAME:x OPERATOR:** NUMBER:2",
        "√x² @ A'        | OPERATOR:√ NAME:x OPERATOR:² OPERATOR:@ NAME:A OPERATOR:'",
        "sin(x)          | FUNCTION:sin OPEN:( NAME:x CLOSE:)",
        "g(x)y           | FUNCTION:g OPEN:( NAME:x CLOSE:) NAME:y",
        "h(x)            | NAME:h OPEN:( NAME:x CLOSE:)",
        "h(3); h(u) = u  | FUNCTION:h OPEN:( NUMBER:3 CLOSE:) SEPARATOR:; FUNCTION:h OPEN:( NAME:u"
            + " CLOSE:) RELATION:= NAME:u",
        "[1, 2; 3][:, 1] | OPEN:[ NUMBER:1 SEPARATOR:, NUMBER:2 SEPARATOR:; NUMBER:3 CLOSE:] OPEN:["
            + " OPERATOR:: SEPARATOR:, NUMBER:1 CLOSE:]",
        "x == y ~ 2      | NAME:x RELATION:== NAME:y RELATION:~ NUMBER:2",
        "(x == y)        | OPEN:( NAME:x OPERATOR:== NAME:y CLOSE:)",
        "local q -> x    | KEYWORD:local NAME:q RELATION:-> NAME:x",
        "x, up (q)       | NAME:x SEPARATOR:, KEYWORD:up OPEN:( NAME:q CLOSE:)",
        "up + value q    | NAME:up OPERATOR:+ NAME:value NAME:q",
        "output = 3      | NAME:output RELATION:= NUMBER:3",
        "(value q)       | OPEN:( NAME:value NAME:q CLOSE:)",
        "x + # a # b⏎y   | NAME:x OPERATOR:+ COMMENT:#_a_#_b SEPARATOR:⏎ NAME:y",
        "(x # in⏎⏎#⏎+ y) | OPEN:( NAME:x COMMENT:#_in COMMENT:# OPERATOR:+ NAME:y CLOSE:)",
        "f(1,⏎g = 3      | NAME:f OPEN:( NUMBER:1 SEPARATOR:, SEPARATOR:⏎ FUNCTION:g RELATION:="
            + " NUMBER:3",
        "f = ? %         | NAME:f RELATION:= UNKNOWN:? UNKNOWN:%",
        "0,20 1.2.3      | NUMBER:0 UNKNOWN:, NUMBER:20 UNKNOWN:1.2.3",
      })
  void aTextIsSplitAsItsReaderSeesIt(String text, String lexemes) {
    assertThat(spelled(text.replace("⏎", "\n"))).isEqualTo(lexemes);
  }

  @Test
  void aNameIsKnownByItsPlainSpelling() {
    String text = "∂f₁";
    assertThat(Lexeme.of(text, Set.of()).get(0).name(text)).isEqualTo("df1");
  }

  @Test
  void onlyALineBreakOutsideBracketsIsOne() {
    String text = "(a,\nb);\r\nc";
    List<String> breaks =
        Lexeme.of(text, Set.of()).stream()
            .filter(lexeme -> lexeme.isLineBreak(text))
            .map(lexeme -> lexeme.in(text))
            .toList();
    assertThat(breaks).containsExactly("\r", "\n");
  }

  @Test
  void lexemesStandInOrderAndBetweenThemAreBlanksOnly() {
    for (long seed = 0; seed < 20_000; seed++) {
      String text = text(new Random(seed));
      int end = 0;
      for (Lexeme lexeme : Lexeme.of(text, Set.of("g"))) {
        assertThat(lexeme.start()).as("seed %d: %s", seed, text).isGreaterThanOrEqualTo(end);
        assertThat(lexeme.end()).as("seed %d: %s", seed, text).isGreaterThan(lexeme.start());
        assertThat(blank(text, end, lexeme.start())).as("seed %d: %s", seed, text).isTrue();
        end = lexeme.end();
      }
      assertThat(blank(text, end, text.length())).as("seed %d: %s", seed, text).isTrue();
    }
  }

  private static boolean blank(String text, int start, int end) {
    return text.substring(start, end).replace("\uFEFF", "").isBlank();
  }
}
