package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chainrule.render.Paint;
import org.chainrule.session.Disk;
import org.chainrule.session.Session;
import org.chainrule.session.Settings;
import org.chainrule.value.Digits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Standard input as a session: one bad entry never stops the others. */
final class SessionRunTest {
  /** A disk at which we fail. */
  private record BrokenDisk(Error failure) implements Disk {
    @Override
    public String read(String name) {
      throw failure;
    }

    @Override
    public void write(String name, String text) {
      throw failure;
    }

    @Override
    public boolean exists(String name) {
      return false;
    }

    @Override
    public List<String> names(String prefix) {
      return List.of();
    }
  }

  @Test
  void aFaultOfOursIsTheAnswerToItsEntryOnly() {
    for (Error failure : List.of(new StackOverflowError(), new AssertionError("heap"))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      Session session =
          Session.begin(new Settings(Digits.DEFAULT, false, Paint.PLAIN), new BrokenDisk(failure));
      int code =
          new SessionRun("-", session, new Output(out), new Output(err))
              .run(List.of("x = 2", "3*x", ":load file", "x + 1").iterator());
      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("6\n3\n");
      assertThat(err.toString(StandardCharsets.UTF_8))
          .startsWith("error[E900]: a fault of ours: ")
          .contains("please report it");
      assertThat(code).isEqualTo(70);
    }
  }

  /** Looking for the closing bracket again at every line would take hours. */
  @Test
  @Timeout(60)
  void anEntryThatIsNeverClosedEnds() {
    assertThat(Run.with("W = [\n" + "1, 2, 3;\n".repeat(50_000)).code()).isEqualTo(2);
    assertThat(Run.with("f = (\n" + "(x) +\n".repeat(50_000)).code()).isEqualTo(2);
    Run closed = Run.with("W = [1, 2, 3\n" + "; 1, 2, 3\n".repeat(5_000) + "]\nsum(W)\n");
    assertThat(closed.out()).isEqualTo("30006\n"); // 5,001 rows of 6
  }
}
