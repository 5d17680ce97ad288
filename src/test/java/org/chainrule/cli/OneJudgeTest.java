package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.homework.Checker;
import org.chainrule.homework.Judgement;
import org.chainrule.homework.Report;
import org.chainrule.homework.SheetReading;
import org.chainrule.homework.Verdict;
import org.chainrule.parse.Spellings;
import org.chainrule.render.CheckReports;
import org.chainrule.render.CheckText;
import org.chainrule.render.Json;
import org.chainrule.render.Paint;
import org.chainrule.session.Session;
import org.chainrule.session.Settings;
import org.chainrule.source.SourceText;
import org.chainrule.value.Digits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A command, a service and a session are three ways to one judge, for every sheet of the corpus.
 */
final class OneJudgeTest {
  private static final Path SHEETS = Path.of("test-expressions/homework");
  private static final Pattern VALUE = Pattern.compile("^ *(?!d[a-z])[a-zA-Z]\\w* *=(?!=)");
  private static final Pattern LINE = Pattern.compile("(?<=\\blines? )\\d+");

  static Stream<Path> sheets() throws IOException {
    try (Stream<Path> files = Files.list(SHEETS)) {
      return files.filter(f -> f.toString().endsWith(".hw")).sorted().toList().stream();
    }
  }

  private static String text(String text) {
    return Json.of(json -> json.writeString(text));
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void aSheetIsJudgedAsByTheCommand(Path file) throws IOException {
    String sheet = Files.readString(file);
    Run pipe = Run.with("{\"sheet\":" + text(sheet) + "}\n", "pipe");
    assertThat(pipe.out()).isEqualTo(Run.with(sheet, "check", "-", "--report", "json").out());
    assertThat(pipe.code()).isZero();
  }

  /** A sheet cut in two: the lines that only claim, and all others. */
  private record Cut(String rest, List<String> claims, Map<Integer, Integer> moved) {
    static Cut of(String sheet, Report report) {
      String reading = SheetReading.of("-", sheet);
      List<String> rest = new ArrayList<>();
      List<String> claims = new ArrayList<>();
      Map<Integer, Integer> moved = new TreeMap<>();
      String[] lines = sheet.split("\n");
      for (int line = 1; line <= lines.length; line++) {
        int number = line;
        boolean tells =
            Pattern.compile("(?m)^ *" + line + "  .*# (defines|gives|is the output).*$")
                .matcher(reading)
                .find();
        boolean claimed = report.claims().stream().anyMatch(claim -> claim.line() == number);
        (claimed && !tells ? claims : rest).add(lines[line - 1]);
        if (claimed && !tells) {
          moved.put(line, claims.size());
        } else {
          moved.put(line, -rest.size());
        }
      }
      moved.replaceAll((line, to) -> to < 0 ? -to : rest.size() + to);
      return new Cut(String.join("\n", rest), claims, moved);
    }

    String renumbered(String message) {
      return LINE.matcher(message)
          .replaceAll(number -> moved.get(Integer.parseInt(number.group())).toString());
    }

    Judgement moved(Judgement claim) {
      return new Judgement(
          moved.get(claim.line()),
          claim.text(),
          claim.readAs(),
          claim.quantity(),
          claim.kind(),
          claim.written(),
          claim.truth(),
          claim.own(),
          claim.verdict(),
          claim.slips().stream()
              .map(slip -> new Judgement.Slip(slip.id(), slip.at(), renumbered(slip.message())))
              .toList(),
          claim.from().stream().map(moved::get).toList(),
          renumbered(claim.message()),
          claim.points());
    }
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void claimsAreJudgedAsByTheCommand(Path file) throws IOException {
    String sheet = Files.readString(file);
    if (Spellings.read(SourceText.of(sheet)).exercises().size() > 1) {
      return; // Which exercise a claim belongs to is told by where it stands.
    }
    Report report = Checker.check("-", sheet);
    Cut cut = Cut.of(sheet, report);
    StringBuilder request = new StringBuilder("{\"text\":" + text(cut.rest()) + ",\"check\":[");
    cut.claims().forEach(claim -> request.append(text(claim)).append(','));
    request.setCharAt(request.length() - 1, ']');
    String expected =
        Json.of(
                json -> {
                  json.writeStartObject();
                  json.writeArrayFieldStart("claims");
                  for (Judgement claim : report.claims()) {
                    Judgement moved = cut.moved(claim);
                    if (moved.line() > cut.rest().lines().count()) {
                      json.writeStartObject();
                      CheckReports.fields(moved).write(json);
                      json.writeEndObject();
                    }
                  }
                  json.writeEndArray();
                  json.writeEndObject();
                })
            .toString();
    String[] answers =
        Run.with(request + "}\n", "pipe").out().replace("},{\"line", "},\n{\"line").split("\n");
    assertThat(answers).containsExactly(expected.replace("},{\"line", "},\n{\"line").split("\n"));
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void aClaimByItselfIsJudgedAsInASession(Path file) throws IOException {
    String sheet = Files.readString(file);
    Cut cut = Cut.of(sheet, Checker.check("-", sheet));
    Session session =
        Session.begin(new Settings(Digits.DEFAULT, false, Paint.PLAIN), new NoFiles());
    for (String line : cut.rest().split("\n")) {
      session = session.enter(SourceText.of(line)).session();
    }
    for (String line : cut.claims()) {
      // In a session a name that gets a number changes.
      String claim = VALUE.matcher(line).find() ? "value " + line : line;
      List<Judgement> alone =
          new ArrayList<>(Checker.check("-", cut.rest() + "\n" + claim).claims());
      alone.removeIf(each -> each.line() <= cut.rest().lines().count());
      // What is no claim in our own notation, or cannot be judged, a session tells in its own
      // words.
      alone.removeIf(each -> !each.readAs().isEmpty() || each.verdict().isUnchecked());
      alone.removeIf(each -> each.verdict() == Verdict.BLANK);
      if (alone.size() == 1) {
        Judgement judged = alone.get(0);
        String expected =
            judged.verdict() == Verdict.SHOWN
                ? judged.message().replace("it is ", "") + "\n"
                : CheckText.line(judged, Paint.PLAIN, session.settings().width());
        assertThat(session.enter(SourceText.of(claim)).shown()).isEqualTo(expected);
      }
    }
  }

  private static final List<String> PIECES =
      List.of(
          ("df/dx|df/dy|dq/dx|local df/dq|up q|down q->x|dx|f|q|x|df/dW|dh/dv|h[1]|W[1,2]|==|=|=|=|=|~|?|0.5|-3|7|6|"
                  + "-0,5|inf|undefined|x*y|df/dq * dq/dx|±|2%|[1, 2; 3, 4]|[5, 11]|(|)|,|;|so|because|2 1/3|1,234|:|->|"
                  + "within 1e-3|output q|g(u) = u^2|# note|W @ v|'|$|\\\\frac{df}{dx}|## 2|2)|\"|\u0000|é")
              .split("\\|"));

  private static String line(Random random) {
    StringBuilder line = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      line.append(PIECES.get(random.nextInt(PIECES.size()))).append(' ');
    }
    return line.toString();
  }

  /** Whatever is asked, in one answer that the command would give too, and never by a fault. */
  @Test
  void randomRequestsAreAnsweredAsByTheCommand() {
    int judged = 0;
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      String text = "q = relu(x) + y\nf = q*x/y\nh = W @ v\nW = [1, 2; 3, 4]\nv = [1, 2]";
      List<String> claims = new ArrayList<>();
      for (int line = random.nextInt(4); line >= 0; line--) {
        claims.add(line(random));
      }
      String values = "\nx = 0.5\ny = -2";
      String sheet = text + values + "\n" + String.join("\n", claims);
      String request = "{\"sheet\":" + text(sheet) + "}\n";
      request += "{\"text\":" + text(text) + ",\"at\":{\"x\":0.5,\"y\":-2},\"check\":[";
      request += String.join(",", claims.stream().map(OneJudgeTest::text).toList()) + "]}\n";
      String last = request.lines().reduce("", (before, line) -> line);
      int cut = random.nextInt(last.length());
      request += last.substring(0, cut) + "}]".charAt(random.nextInt(2)) + last.substring(cut);
      Run pipe = Run.with(request + "\n{\"sheet\":\"\"}\n", "pipe");
      assertThat(pipe.code()).as("seed %d: %s", seed, request).isZero();
      String[] answers = pipe.out().split("\n");
      assertThat(answers).as("seed %d: %s", seed, request).hasSize(4);
      Report report = Checker.check("-", sheet);
      assertThat(answers[0] + "\n").as("seed %d", seed).isEqualTo(CheckReports.json(report));
      // Here the two lines of values stand behind the text, which has a line of more than theirs.
      Report there = Checker.check("-", text + "\n" + String.join("\n", claims) + values);
      if (answers[1].startsWith("{\"claims\"")) {
        Map<String, String> expected = read(CheckReports.json(there));
        Map<String, String> answered = read(answers[1]);
        expected.keySet().retainAll(answered.keySet());
        answered.keySet().retainAll(expected.keySet());
        judged += answered.size();
        assertThat(answered).as("seed %d: %s", seed, request).isEqualTo(expected);
      } else {
        assertThat(answers[1]).startsWith("{\"error\":{\"code\":\"E201\"");
      }
    }
    assertThat(judged).isGreaterThan(50);
  }

  /**
   * The claims that can be read, by their lines. What another line is asked back as depends on the
   * values that stand in the text: whether q W is a product of numbers or of matrices.
   */
  private static Map<String, String> read(String json) {
    Map<String, String> claims = new LinkedHashMap<>();
    String list = json.substring(json.indexOf("\"claims\":[") + "\"claims\":[".length());
    for (String claim : list.strip().replaceAll("\\]\\}$", "").split("(?<=\\}),(?=\\{\"line\":)")) {
      if (!claim.contains("\"verdict\":\"UNREADABLE\"")) {
        claims.put(claim.replaceAll("^\\{\"line\":([0-9]+),.*", "$1"), claim);
      }
    }
    return claims;
  }
}
