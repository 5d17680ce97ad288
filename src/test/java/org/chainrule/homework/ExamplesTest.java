package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example lines of the corpus, each with the verdict and the words that it should get. */
final class ExamplesTest {
  private static final Pattern JUDGED =
      Pattern.compile("! (.*?) ?because (\\w+)(?: ([a-z0-9-]+))?(?: \\| (.*))?");

  /** An example: lines, those to be judged with their verdicts. */
  record Example(String name, String problem, List<String> lines) {}

  private static final Map<String, List<String>> PROBLEMS = new LinkedHashMap<>();

  static Stream<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("test-expressions/homework/examples.txt"))) {
      if (line.startsWith("problem ")) {
        open = new ArrayList<>();
        PROBLEMS.put(line.substring(8), open);
      } else if (line.startsWith("example ")) {
        String[] words = line.split(" ");
        open = new ArrayList<>();
        examples.add(new Example(words[1], words[2], open));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        open.add(line);
      }
    }
    return examples.stream();
  }

  @Test
  void thereAreThirtyNine() throws IOException {
    assertThat(examples().map(e -> e.name().replaceAll("[a-z]", "")).distinct()).hasSize(39);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theVerdictIsThatOfTheTable(Example example) {
    List<String> lines = new ArrayList<>(PROBLEMS.get(example.problem()));
    Map<Integer, Matcher> expected = new LinkedHashMap<>();
    for (String line : example.lines()) {
      Matcher judged = JUDGED.matcher(line);
      if (judged.matches()) {
        lines.add(judged.group(1));
        expected.put(lines.size(), judged);
      } else {
        lines.add(line);
      }
    }
    assertThat(expected).isNotEmpty();
    Report report = Checker.check("sheet.hw", String.join("\n", lines));
    expected.forEach(
        (line, judged) -> {
          Judgement found =
              report.claims().stream().filter(c -> c.line() == line).findFirst().orElseThrow();
          assertThat(found.verdict().name()).as("%s", found).isEqualTo(judged.group(2));
          if (judged.group(3) != null) {
            assertThat(found.slips()).extracting(Judgement.Slip::id).contains(judged.group(3));
          }
          if (judged.group(4) != null) {
            assertThat(found.message() + found.slips()).contains(judged.group(4));
          }
        });
  }
}
