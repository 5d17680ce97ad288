package org.chainrule.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.Chainrule;
import org.chainrule.ast.Expr;
import org.chainrule.render.Paint;
import org.chainrule.source.SourceText;
import org.chainrule.value.Digits;
import org.junit.jupiter.api.Test;

/** {@code :save}, then {@code :load} in an empty session: nobody can tell the difference. */
final class SavedSessionTest {
  private static final int SESSIONS = Integer.getInteger("chainrule.sessions", 400);
  private static final int ENTRIES = 20;

  private static Session empty() {
    return Session.begin(new Settings(Digits.DEFAULT, false, Paint.PLAIN), new MemoryDisk());
  }

  private static Session entered(List<String> entries) {
    Session session = empty();
    for (String entry : entries) {
      session = session.enter(SourceText.of(entry)).session();
    }
    return session;
  }

  /** What a saved session says when it is loaded; null where there is nothing to save. */
  private static Session again(Session session) throws IOException {
    Reply saved = session.enter(SourceText.of(":save! s"));
    if (saved.failed()) {
      assertThat(saved.complaint()).startsWith("there is nothing to save yet");
      return null;
    }
    Session empty = Session.begin(session.settings(), session.disk());
    Reply loaded = empty.enter(SourceText.of(":load s"));
    assertThat(loaded.shown()).startsWith("loaded s: ");
    return loaded.session();
  }

  @Test
  void aLoadedSessionIsTheOneThatWasSaved() throws IOException {
    int compared = 0;
    for (int seed = 0; seed < SESSIONS; seed++) {
      RandomSession random = new RandomSession(seed);
      List<String> entries = new ArrayList<>();
      Session session = empty();
      for (int i = 0; i < ENTRIES; i++) {
        String entry = random.entry();
        Reply reply;
        try {
          reply = session.enter(SourceText.of(entry));
        } catch (RuntimeException | StackOverflowError e) {
          continue; // a fault of another kind
        }
        session = reply.session();
        if (!reply.failed()) {
          entries.add(entry);
        }
      }
      try {
        compared += holds(session, random) ? 1 : 0;
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + "\n" + String.join("\n", entries), e);
      }
    }
    assertThat(compared).as("sessions with something to save").isGreaterThan(SESSIONS * 9 / 10);
  }

  private static boolean holds(Session session, RandomSession random) throws IOException {
    Session again = again(session);
    if (again == null) {
      return false;
    }
    String file = session.disk().read("s");
    Session.State was = session.state();
    Session.State is = again.state();
    assertThat(definitions(is)).as(file).isEqualTo(definitions(was));
    assertThat(lines(is, false)).as(file).isEqualTo(lines(was, false));
    assertThat(lines(is, true)).as(file).isEqualTo(lines(was, true));
    assertThat(is.output()).as(file).isEqualTo(was.output());
    assertThat(text(is.last())).as("ans: %s", file).isEqualTo(text(was.last()));
    assertThat(text(is.subject())).as("subject: %s", file).isEqualTo(text(was.subject()));
    for (String entry :
        List.of(":vars", "ans", "f", "f?", ":diff", random.entry(), random.entry())) {
      SourceText typed = SourceText.of(entry);
      assertThat(said(again, typed))
          .as("%s after%n%s", entry, file)
          .isEqualTo(said(session, typed));
    }
    again(again);
    assertThat(session.disk().read("s")).isEqualTo(file);
    assertThat(file.lines().allMatch(line -> line.startsWith("#")) || reads(file))
        .as(file)
        .isTrue();
    return true;
  }

  /** Names, texts, trees and what they mention, one line for each definition. */
  private static List<String> definitions(Session.State state) {
    return state.notebook().definitions().values().stream()
        .map(each -> each.name() + ": " + each.text() + ": " + each.right() + each.mentions())
        .toList();
  }

  private static String said(Session session, SourceText entry) {
    try {
      return session.enter(entry).shown();
    } catch (RuntimeException | StackOverflowError e) {
      return e.toString(); // a fault of another kind
    }
  }

  private static List<String> lines(Session.State state, boolean claims) {
    return state.lines().inOrder().stream()
        .filter(line -> line.isClaim() == claims)
        .map(Lines.Line::text)
        .toList();
  }

  private static Optional<String> text(Optional<Expr> expr) {
    return expr.map(Expr::toString);
  }

  private static boolean reads(String file) {
    return Chainrule.parse(file) != null;
  }

  /** Only the checker of homework reads a tolerance. */
  @Test
  void claimsComeBackThatASheetCannotHold() throws IOException {
    Session session = entered(List.of("x = 2.5", "p = x^2", "p = 6.3 ± 0.1", "dp/dx = 5"));
    assertThat(again(session).state().lines().inOrder())
        .isEqualTo(session.state().lines().inOrder())
        .hasSize(2);
    assertThat(session.disk().read("s"))
        .isEqualTo("x = 2.5\np = x^2\n#> claim p = 6.3 ± 0.1\ndp/dx = 5\n");
  }

  /** What was saved runs; what a sheet cannot say stands in comments. */
  @Test
  void theSheetIsOneForPeople() throws IOException {
    Session session =
        entered(
            List.of(
                "f(u) = u^2 + 1",
                "W = [1, 2; 3, 4]",
                "x = [1, -1]",
                "h = sum(f(W @ x))",
                "dh/dx",
                "dh/dW[1,1] = -2",
                "dh/dW[1,1] = 3",
                "W @ x",
                "h/2",
                "idle = 3",
                "dh/dW[1,1]"));
    Session again = again(session);
    assertThat(session.disk().read("s"))
        .isEqualTo(
            """
            f(u) = u^2 + 1
            W = [1, 2; 3, 4]
            x = [1, -1]
            h = sum(f(W @ x))
            #> define idle = 3
            W @ x
            h/2
            dh/dW[1,1] = -2
            #> ans -2
            """);
    assertThat(again.enter(SourceText.of("ans + idle")).text()).isEqualTo("1\n");
  }
}
