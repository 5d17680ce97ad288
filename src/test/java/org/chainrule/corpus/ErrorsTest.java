package org.chainrule.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.Recorded;
import org.chainrule.cli.Run;
import org.chainrule.source.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wrong input of the corpus gives the message that is recorded beside it. */
final class ErrorsTest {
  private static final Path ERRORS = Path.of("test-expressions/errors");

  static Stream<Path> inputs() throws IOException {
    try (Stream<Path> files = Files.list(ERRORS)) {
      return files.filter(f -> f.toString().endsWith(".expr")).sorted().toList().stream();
    }
  }

  private static Path golden(Path input) {
    return ERRORS.resolve(input.getFileName().toString().replace(".expr", ".golden"));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void theMessageIsAsRecorded(Path input) throws IOException {
    Run run = Run.of("run", input.toString());
    assertThat(run.code()).as("%s", run).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("error[E").doesNotContain("Exception");
    Recorded.compare(golden(input), run.err());
  }

  @Test
  void thereAreManyWrongInputs() throws IOException {
    assertThat(inputs()).hasSizeGreaterThanOrEqualTo(40);
  }

  @Test
  void everyCodeThatATextCanHaveIsShown() throws IOException {
    Set<String> shown = new LinkedHashSet<>();
    for (Path input : inputs().toList()) {
      Matcher codes =
          Pattern.compile("\\[(E\\d+)]")
              .matcher(Files.readString(golden(input), StandardCharsets.UTF_8));
      while (codes.find()) {
        shown.add(codes.group(1));
      }
    }
    // Shown by the command line alone: values, requests of pipe, homework, limits, faults of ours.
    Set<String> elsewhere =
        Set.of(
            "E016", "E112", "E113", "E114", "E201", "E202", "E108", "E121", "E122", "E128", "E129",
            "E130", "E304", "E305", "E306", "E307", "E900");
    List<String> missing = new ArrayList<>();
    for (Problem problem : Problem.values()) {
      if (!problem.isNote()
          && !shown.contains(problem.code())
          && !elsewhere.contains(problem.code())) {
        missing.add(problem.code());
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyCodeIsExplained() {
    for (Problem problem : Problem.values()) {
      Run run = Run.of("explain", problem.code());
      assertThat(run.code()).isZero();
      assertThat(run.out()).contains(problem.code()).contains("example");
    }
  }
}
