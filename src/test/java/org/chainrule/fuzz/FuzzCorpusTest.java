package org.chainrule.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the program once did not survive, and the tools that would find it again. */
final class FuzzCorpusTest {
  private static final Path FOLDER = Path.of("test-expressions", "fuzz");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void whatWasFoundOnceStaysMended(Path file) throws IOException {
    Input input = Input.read(file);
    assertThat(new Trial().of(input)).as("%s on\n%s", input.command(), input.text()).isEmpty();
  }

  @Test
  void anInputIsKeptByteForByte(@TempDir Path folder) throws IOException {
    Input input = new Input("diff - --by x", "x\u00ff\r\n\u0000\n");
    input.write(folder.resolve("input.txt"));
    assertThat(Input.read(folder.resolve("input.txt"))).isEqualTo(input);
  }

  @Test
  void theSameNumberGivesTheSameInput() {
    Path corpus = Path.of("test-expressions");
    for (int i = 0; i < 200; i++) {
      assertThat(new Inputs(7, corpus).at(i)).isEqualTo(new Inputs(7, corpus).at(i));
    }
  }

  @Test
  void aTextIsShrunkToWhatMatters() {
    Shrinking shrinking = new Shrinking(text -> text.contains("max(") && text.contains("0"), 500);
    assertThat(shrinking.of("f = x + y\ng = max(x, y)*sin(10.5)\nz = 1\n")).isEqualTo("max(0");
  }

  @Test
  void bracketsAreLeftOutInPairs() {
    Shrinking shrinking = new Shrinking(text -> text.matches("\\(*x\\)*") && balanced(text), 99);
    assertThat(shrinking.of("(((x)))")).isEqualTo("x");
  }

  private static boolean balanced(String text) {
    return text.replace("(", "").length() == text.replace(")", "").length();
  }

  @Test
  void aBrokenReportIsNoticed() {
    Input junit = new Input("check - --report junit", "");
    assertThat(Reports.fault(junit, new Answer(0, "<a>\u0001</a>", ""))).isNotEmpty();
    assertThat(Reports.fault(junit, new Answer(0, "<a>1</a>", ""))).isEmpty();
    Input pipe = new Input("pipe", "{}\n{}\n");
    assertThat(Reports.fault(pipe, new Answer(0, "{}\n", ""))).isNotEmpty();
    assertThat(Reports.fault(pipe, new Answer(0, "{}\n{}}\n", ""))).isNotEmpty();
    assertThat(Reports.fault(pipe, new Answer(0, "{}\n{}\n", ""))).isEmpty();
    Input tap = new Input("check - --report tap", "");
    assertThat(Reports.fault(tap, new Answer(0, "TAP version 14\n1..2\nok 1\n", ""))).isNotEmpty();
  }
}
