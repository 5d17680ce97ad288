package org.chainrule.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.chainrule.homework.Checker;
import org.chainrule.homework.Report;
import org.chainrule.source.Cells;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What a stranger writes into a sheet cannot pass for what we say about it. */
final class CheckReportsTest {
  private static final String FORGED = "s\u001b[2J\u202e.hw\nok 9 - forged";

  private static final Report REPORT =
      Checker.check(
          FORGED,
          String.join(
              "\n",
              "f = x*y",
              "x = 1; y = 2",
              "f = 2 \u001b[32mok",
              "f = (1 +",
              "  1)",
              "f = 3 \u202e\u0085\uFFFE\uD800",
              "f = \\# SKIP",
              "f = 5\rok 1 - forged",
              "f = -x*y",
              "f = -4",
              "=1+1"));

  private static void assertHarmless(String text) {
    assertThat(
            text.codePoints()
                .filter(c -> c != '\n')
                .filter(
                    c ->
                        List.of(Character.CONTROL, Character.FORMAT, Character.SURROGATE)
                            .contains((byte) Character.getType(c))))
        .isEmpty();
  }

  @Test
  void controlCharactersAreShownAndNotSent() {
    assertHarmless(CheckText.render(REPORT, Paint.PLAIN));
    assertHarmless(CheckReports.tap(REPORT));
    assertHarmless(CheckReports.csv(REPORT));
    assertHarmless(CheckReports.junit(REPORT));
    assertThat(CheckText.render(REPORT, Paint.PLAIN)).contains("f = 2 \uFFFD[32mok");
  }

  /** Lines are broken at blanks only, and nothing is lost for a narrow page. */
  @Test
  void aNarrowPageHasTheSameWords() throws IOException {
    List<Path> sheets;
    try (Stream<Path> files = Files.list(Path.of("test-expressions/homework"))) {
      sheets = files.filter(file -> file.toString().endsWith(".hw")).sorted().toList();
    }
    for (Path sheet : sheets) {
      Report report = Checker.check("-", Files.readString(sheet));
      List<String> words = words(CheckText.render(report, Paint.PLAIN, 10_000));
      for (int width : new int[] {40, 80}) {
        String page = CheckText.render(report, Paint.PLAIN, width);
        assertThat(words(page)).as("%s, %d", sheet, width).isEqualTo(words);
        assertThat(page.lines())
            .as("%s, %d", sheet, width)
            .allMatch(line -> Cells.of(line) <= width || words(line).size() <= 3);
      }
    }
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }

  @Test
  void aClaimIsOneLineOfTap() {
    List<String> results =
        CheckReports.tap(REPORT)
            .lines()
            .filter(line -> line.startsWith("ok") || line.startsWith("not ok"))
            .toList();
    assertThat(results).hasSize(REPORT.claims().size());
    assertThat(results).anyMatch(line -> line.matches("ok \\d+ - f = \\(1 \\+ +1\\)"));
    // A backslash of the sheet does not free the # behind it.
    assertThat(results).anyMatch(line -> line.endsWith("f = \\\\\\# SKIP"));
  }

  @Test
  void junitIsWellFormed() throws Exception {
    Element suites =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(
                    CheckReports.junit(REPORT).getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertThat(suites.getElementsByTagName("testcase").getLength())
        .isEqualTo(REPORT.claims().size());
  }

  @Test
  void aCellThatBeginsLikeAFormulaIsText() {
    String csv = CheckReports.csv(REPORT);
    assertThat(csv).contains(",\"'-x*y\",WRONG").contains(",-4,WRONG");
    String formula = "=HYPERLINK(\"x\"),1";
    assertThat(CheckReports.csv(Checker.check(formula, "f = x\nx = 1\nf = 1\n")))
        .contains("\n\"'=HYPERLINK(\"\"x\"\"),1\",3,f,1,RIGHT,,1,1\n");
  }
}
