package org.chainrule.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import org.jline.utils.WCWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells are those that terminals give: what JLine says of a character is the second opinion. */
final class CellsTest {
  /** Scripts of names; JLine's list of marks and emoji is older than the JDK's. */
  private static final Set<UnicodeScript> SCRIPTS =
      EnumSet.of(
          UnicodeScript.LATIN,
          UnicodeScript.GREEK,
          UnicodeScript.CYRILLIC,
          UnicodeScript.HANGUL,
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.HEBREW,
          UnicodeScript.THAI);

  @Test
  void lettersAndMarksTakeTheCellsThatJLineGivesThem() {
    int compared = 0;
    for (int point = ' '; point <= 0xFFFF; point++) {
      boolean letter =
          Character.isLetterOrDigit(point) && SCRIPTS.contains(UnicodeScript.of(point));
      boolean old = point >= 0xA960 && point <= 0xA97F; // JLine does not know these
      if (letter && !old || point >= 0x300 && point <= 0x36F) {
        assertThat(Cells.of(point))
            .as("U+%04X %s", point, Character.getName(point))
            .isEqualTo(WCWidth.wcwidth(point));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(40_000);
  }

  @Test
  void symbolsTakeTheCellsThatJLineGivesThem() {
    int compared = 0;
    for (int point = 0x2190; point <= 0x22FF; point++) {
      if (Character.getType(point) == Character.MATH_SYMBOL) {
        assertThat(Cells.of(point))
            .as("U+%04X %s", point, Character.getName(point))
            .isEqualTo(WCWidth.wcwidth(point));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(250);
  }

  @ParameterizedTest
  @CsvSource({
    "x, 1",
    "가중치, 6",
    "变量, 4",
    "x\u0302, 1",
    "\u1100\u1161, 2",
    "θ₁, 2",
    "'\u001b[31m-4\u001b[0m', 2",
    "'', 0"
  })
  void textsTakeTheSumOfTheirCharacters(String text, int cells) {
    assertThat(Cells.of(text)).isEqualTo(cells);
  }

  @ParameterizedTest
  @CsvSource({
    "가중치 +* x, +*, 7, 2",
    "x + 变量变量 $, $, 13, 1",
    "x + 变量变量, 变量变量, 4, 8",
    "x\u0302 +* y, +*, 2, 2",
    "'f = x1*x2*x3*x4*x5*x6*x7*x8*x9 +* y', +*, 19, 2"
  })
  void caretsStandUnderWhatTheyMean(String text, String place, int column, int width) {
    SourceText source = SourceText.of(text);
    int start = text.indexOf(place);
    String report =
        Diagnostic.of(Problem.UNKNOWN_CHARACTER, "it")
            .at(new Span(source, start, start + place.length()))
            .report(31);
    String[] lines = report.split("\n");
    assertThat(lines[2]).isEqualTo("  |  " + " ".repeat(column) + "^".repeat(width));
    assertThat(Cells.of(lines[1])).isLessThanOrEqualTo(31);
    String before = lines[1].substring(0, lines[1].indexOf(place));
    assertThat(Cells.of(before)).isEqualTo("  |  ".length() + column);
  }
}
