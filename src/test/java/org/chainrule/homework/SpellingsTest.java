package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.parse.Spellings;
import org.chainrule.render.CheckReports;
import org.chainrule.render.CheckText;
import org.chainrule.render.Paint;
import org.chainrule.source.SourceText;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The lenient reader: what is read of a line, and that it is judged as if it had been typed so. */
@Tag("long")
final class SpellingsTest {
  private static final Path TABLE = Path.of("test-expressions/homework/spellings.txt");

  private record Example(String sheet, String typed, String read, String wrong) {}

  private static String unescaped(String text) {
    return Pattern.compile("\\\\u([0-9A-F]{4})")
        .matcher(text.replace('␣', '\u00A0').replace('⏎', '\n'))
        .replaceAll(hex -> Character.toString(Integer.parseInt(hex.group(1), 16)));
  }

  private static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    StringBuilder sheet = new StringBuilder();
    boolean defining = false;
    for (String line : Files.readAllLines(TABLE)) {
      if (line.startsWith("#") || line.isEmpty()) {
        defining &= line.startsWith("#");
      } else if (line.equals("sheet")) {
        defining = true;
        sheet.setLength(0);
      } else if (defining) {
        sheet.append(line).append('\n');
      } else {
        String[] parts = unescaped(line).split(" ⟹ ?", -1);
        String wrong = parts.length > 2 ? parts[2] : parts[0].replace('4', '5');
        examples.add(new Example(sheet.toString(), parts[0], parts[1], wrong));
      }
    }
    return examples;
  }

  private static Report check(String sheet, String line) {
    return Checker.check("s", sheet + line + "\n");
  }

  @TestFactory
  Stream<DynamicTest> everySpellingIsRead() throws IOException {
    return examples().stream().map(each -> dynamicTest(each.typed(), () -> judge(each)));
  }

  private static void judge(Example each) {
    Report report = check(each.sheet(), each.typed());
    if (each.read().startsWith("asked:")) {
      String words = each.read().substring("asked:".length()).strip();
      assertThat(report.claims()).hasSize(1);
      assertThat(report.claims().get(0).verdict()).isEqualTo(Verdict.UNREADABLE);
      assertThat(report.claims().get(0).message()).contains(words);
      return;
    }
    Spellings.Reading reading = Spellings.read(SourceText.of(each.sheet() + each.typed() + "\n"));
    String read =
        reading
            .text()
            .text()
            .split("\n", each.sheet().split("\n").length + 1)[each.sheet().split("\n").length];
    assertThat(read.strip()).isEqualTo(each.read());
    assertThat(report.claims()).isNotEmpty();
    for (Judgement claim : report.claims()) {
      assertThat(claim.verdict().isRight()).as("%s", claim).isTrue();
      String typed = each.typed().strip().replaceAll("\\s*\n\\s*", " ");
      assertThat(typed).contains(claim.text());
      assertThat(claim.readAs()).isEqualTo(claim.text().equals(each.read()) ? "" : claim.readAs());
      assertThat(each.read()).contains(claim.readAs());
    }
    Report wrong = check(each.sheet(), each.wrong());
    assertThat(wrong.claims()).hasSameSizeAs(report.claims());
    assertThat(wrong.claims()).anyMatch(claim -> !claim.verdict().isRight());
    assertThat(wrong.claims())
        .as("%s", wrong.claims())
        .noneMatch(claim -> claim.verdict().isUnchecked());
  }

  /** A sheet in our own notation: the homework of the corpus, and every expression. */
  @Test
  void ourOwnNotationIsNeverChanged() throws IOException {
    int lines = 0;
    List<Path> sheets = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("test-expressions"))) {
      files
          .filter(file -> !file.toString().contains("errors") && !file.toString().contains("fuzz"))
          .filter(file -> file.toString().endsWith(".expr") || file.toString().endsWith(".hw"))
          .filter(file -> !file.getFileName().toString().startsWith("spelled-"))
          .filter(file -> !file.endsWith("mixed.hw")) // which has 3,000
          .forEach(sheets::add);
    }
    for (Path sheet : sheets) {
      String text = Files.readString(sheet);
      Spellings.Reading reading = Spellings.read(new SourceText(sheet.toString(), text));
      assertThat(reading.asked()).as("%s", sheet).isEmpty();
      assertThat(reading.text().text()).as("%s", sheet).isEqualTo(text);
      assertThat(reading.exercises()).as("%s", sheet).hasSize(1);
      lines += reading.typed().size();
    }
    assertThat(lines).isGreaterThan(1_000);
  }

  /** Words that stand around claims are names where a sheet uses them so. */
  @Test
  void namesThatTheSheetHasAlwaysWin() {
    String words =
        "so thus and since where with let we find i answer gives which it is by using the at for step"
            + " part as gradient derivative via see exactly about right times plus minus over negative"
            + " equals percent e E T x10 N m kg when if delta tensor q line are or half D grad_x Δa w21";
    for (String word : words.split(" ")) {
      String sheet =
          "f = w*u + v\nv = 2*w\nw = 3\nu = 2\nf = 12\nw*u = 6\ndf/du = w\ndf/dw = 4\n"
              + "f = w*u + v = 12\nv = 2 w\ndf/du = 1 * w = 3\nf == w u + v\ndf/du = (w)\nw u = 6\n";
      String named = sheet.replaceAll("\\bw\\b", word).replace("df/dw", "df/d" + word);
      Spellings.Reading reading = Spellings.read(SourceText.of(named));
      assertThat(reading.asked()).as(word).isEmpty();
      assertThat(reading.text().text()).isEqualTo(named);
    }
  }

  /** What was read is our own notation: reading it again changes nothing. */
  @Test
  void readingTwiceIsReadingOnce() throws IOException {
    for (Example each : examples()) {
      String once = Spellings.read(SourceText.of(each.sheet() + each.typed())).text().text();
      assertThat(Spellings.read(SourceText.of(once)).text().text()).isEqualTo(once);
    }
  }

  /** Columns of messages are those of the line as typed. */
  @Test
  void columnsAreThoseOfTheLineAsTyped() {
    String sheet = "f = x*y\nx = 2, y = 3\n";
    Report report = check(sheet, "therefore, we get df/dx = 3 )");
    assertThat(report.claims().get(0).message()).startsWith("column 29: ");
    Report unknown = check(sheet, "$\\frac{df}{dx} = 3 + )$");
    assertThat(unknown.claims().get(0).message()).startsWith("column 20: ");
  }

  @Test
  void whatIsNotReadIsAskedBackInTheWordsOfHomework() {
    Report report = check("f = x*y\nx = 2, y = 3\n", "bananas df/dx = 3");
    assertThat(report.claims().get(0).message())
        .contains("I do not know what 'bananas' stands for");
  }

  @Test
  void reportsShowWhatWasRead() {
    Report report = check("f = x*y\nx = 2, y = 3\n", "so df/dx: 3\ndf/dy = 2");
    assertThat(CheckText.render(report, Paint.PLAIN)).contains("read as df/dx = 3\n");
    assertThat(CheckReports.json(report)).containsOnlyOnce("\"readAs\":\"df/dx = 3\"");
  }

  @Test
  void breaksOfEveryKindEndALine() {
    for (String end : List.of("\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085", "\u000B")) {
      String sheet = String.join(end, "f = x*y", "x = 2, y = 3", "df/dx = 3", "so df/dy = 2", "");
      Report report = Checker.check("s", sheet);
      assertThat(report.claims()).extracting(Judgement::line).containsExactly(3, 4);
      assertThat(report.isRight()).isTrue();
    }
  }

  @Test
  void everyExerciseIsJudgedWithItsOwnFormula() {
    for (String heading : List.of("## 2", "Exercise 2", "Problem 2: a product", "2)", "2.")) {
      String sheet =
          "f = x + y\nx = 2, y = 3\ndf/dx = 1\n" + heading + "\nf = x*y\nx = 5; y = 7\ndf/dx = 7\n";
      Report report = Checker.check("s", sheet);
      assertThat(report.claims()).as(heading).extracting(Judgement::line).containsExactly(3, 7);
      assertThat(report.isRight()).as("%s %s", heading, report.claims()).isTrue();
    }
    Report numbered =
        Checker.check(
            "s", "1) f = x + y\nx = 2, y = 3\ndf/dx = 1\n2) f = x*y\nx = 5, y = 7\ndf/dx = 7\n");
    assertThat(numbered.claims()).hasSize(2);
    assertThat(numbered.isRight()).isTrue();
    Report shared =
        Checker.check(
            "s", "x = 2, y = 3\n# 1\nf = x + y\ndf/dx = 1\n# 2\nf = x*y\ndf/dx = 3\ndf/dy = 3\n");
    assertThat(shared.claims())
        .extracting(claim -> claim.verdict().isRight())
        .containsExactly(true, true, false);
  }

  /** The second exercise is worked by hand: x^2 at 5, derivative 10. */
  @Test
  void aSecondFormulaBehindAMarkBeginsAnExercise() {
    String given = "x = 2, y = 3\ndf/dx = 3\n";
    String second = "f = x^2\nx = 5\ndf/dx = 10\n";
    for (String sheet :
        List.of(
            "a) f = x*y\n" + given + "b) " + second,
            "1. f = x*y\n" + given + "2. " + second,
            "1. f = x*y\n" + given + "2. f = x^2 + 6x\ndf/dx = 10\n",
            "f = x*y\n" + given + "Problem 2: f = x^2 with x = 5\ndf/dx = 10\n",
            "f = 3x/2*2\nx = 2\ndf/dx = 3\nProblem 2: f = x^2 with x = 5\ndf/dx = 10\n",
            "Aufgabe 1\nf = x*y\n" + given + "Aufgabe 2\n" + second,
            "Question 1\nf = x*y\n" + given + "Question 2\n" + second,
            "f = x*y\n" + given + "---\n" + second)) {
      Report report = Checker.check("s", sheet);
      assertThat(report.claims()).as(sheet).hasSize(2);
      assertThat(report.isRight()).as("%s %s", sheet, report.claims()).isTrue();
      Report wrong = Checker.check("s", sheet.replace("df/dx = 10", "df/dx = 9"));
      assertThat(wrong.isRight()).as(sheet).isFalse();
    }
    assertThat(Checker.check("s", "f = x*y\n" + given + "f = x^2\n").isRight()).isFalse();
  }

  /** Workings of one exercise behind marks are claims: -4*3 is -12. */
  @Test
  void workingsBehindMarksBeginNothing() {
    String sheet =
        "1) f = (x + y)*z\nx = -2; y = 5; z = -4\n2) q = x + y = 3\n3) f = q*z = -12\n---\n"
            + "f = q*z = -12\n";
    Report report = Checker.check("s", sheet);
    assertThat(report.claims()).hasSize(3);
    assertThat(report.isRight()).isTrue();
    assertThat(Checker.check("s", sheet.replace("f = q*z", "f = q*y")).isRight()).isFalse();
  }

  @Test
  void blanksSeparateValues() {
    for (String given : List.of("x = 2   y = 3", "x=2 y=3", "x = 2 y = 3", "x = 2\ty = 3")) {
      assertThat(Checker.check("s", "f = x*y\n" + given + "\ndf/dx = 3\n").isRight())
          .as(given)
          .isTrue();
    }
    Report product = Checker.check("s", "f = x^2\nx = 2y\ny = 3\nx = 2 y = 6\n");
    assertThat(product.isRight()).isTrue();
  }

  /** Parts of one exercise stay together. */
  @Test
  void headingsOfPartsBeginNothing() {
    String sheet =
        "## 1 forward\nf = x*y\nx = 2, y = (\n3)\nf = 6\n## 2 backward\ndf/dx = 3\n3) f = y*x\n";
    Report report = Checker.check("s", sheet);
    assertThat(report.claims()).hasSize(3);
    assertThat(report.isRight()).isTrue();
  }

  /** What nobody types is left as it is, whatever it is made of. */
  @Test
  void longLinesAreLeftAsTheyAre() {
    for (String line :
        List.of(
            "f = " + "(".repeat(30_000) + "x" + ")".repeat(30_000),
            "$" + "{".repeat(20_000) + "x" + "}".repeat(20_000),
            "\\frac{".repeat(5_000) + "x" + "}{2}".repeat(5_000),
            "so f = 1" + " (a".repeat(10_000),
            "f = 1" + "+a(".repeat(10_000))) {
      assertThat(Spellings.read(SourceText.of(line)).text().text()).isEqualTo(line);
    }
  }

  /** Whatever is typed, every sheet is read, with a line for each line. */
  @Test
  void arbitrarySheetsAreRead() throws IOException {
    List<String> pieces = new ArrayList<>();
    for (Example each : examples()) {
      pieces.addAll(List.of(each.typed().split("(?<=[^\\p{L}])|(?=[^\\p{L}])")));
    }
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      StringBuilder sheet = new StringBuilder("f = x*y\nx = 2, y = 3\n");
      for (int i = random.nextInt(40); i >= 0; i--) {
        sheet.append(pieces.get(random.nextInt(pieces.size())));
        sheet.append(random.nextInt(8) == 0 ? "\n" : "");
        if (random.nextInt(20) == 0) {
          sheet.append((char) random.nextInt(0x10000));
        }
      }
      try {
        String text = sheet.toString();
        Spellings.Reading reading = Spellings.read(SourceText.of(text));
        assertThat(reading.text().text().split("\n", -1)).hasSameSizeAs(reading.typed());
        Checker.check("s", text);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ":\n" + sheet, e);
      }
    }
  }
}
