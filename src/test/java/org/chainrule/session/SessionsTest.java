package org.chainrule.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.chainrule.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sessions of the corpus say what they said when they were recorded. */
final class SessionsTest {
  private static final Path SESSIONS = Path.of("test-expressions/sessions");

  static Stream<Path> sessions() throws IOException {
    try (Stream<Path> files = Files.list(SESSIONS)) {
      return files.sorted().toList().stream();
    }
  }

  @Test
  void theReadmeShowsOneOfThem() throws IOException {
    String session = Files.readString(SESSIONS.resolve("readme.txt"));
    assertThat(Files.readString(Path.of("README.md"))).contains("```text\n" + session + "```\n");
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void saysTheSameAgain(Path file) throws IOException {
    String transcript = Files.readString(file);
    assertThat(transcript).contains("> ");
    Recorded.compare(file, Transcript.replay(transcript));
  }
}
