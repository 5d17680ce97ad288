package org.chainrule.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.chainrule.render.Paint;
import org.chainrule.source.SourceText;
import org.chainrule.value.Digits;
import org.junit.jupiter.api.Test;

/** What holds for every session, whatever is typed. */
final class SessionLawsTest {
  private static final List<String> WORDS =
      List.of(
          "x",
          "y",
          "f",
          "q",
          "g(",
          "g(u) = ",
          "ans",
          "e",
          "pi",
          "=",
          "==",
          "~",
          "?",
          "+",
          "-",
          "*",
          "/",
          "^",
          "@",
          "'",
          "(",
          ")",
          "[",
          "]",
          ",",
          ";",
          "1",
          "2",
          "0",
          "0.5",
          "-4",
          "df/dx",
          "dq/dy",
          "df/dW[1,2]",
          "up ",
          "local ",
          "down ",
          "q->x",
          "value ",
          "output ",
          "sin(",
          "log(",
          "sum(",
          "max(",
          "W",
          "[1, 2; 3, 4]",
          ":trace ",
          ":diff ",
          ":step ",
          ":quiz ",
          ":check ",
          ":verify ",
          ":latex ",
          ":jacobian ",
          ":equal ",
          ":undo",
          "--order 2",
          "--steps",
          "--where ",
          ":vars",
          ":set digits 3",
          ":save s",
          ":save! s",
          ":load s",
          ":clear ",
          ":clear all",
          ":explain ",
          ":help ",
          ":q",
          "by",
          "stop",
          " ",
          " ",
          " ",
          "±",
          "%",
          "# c",
          "\n",
          "\u0000",
          "\uD83D\uDE00",
          "let ",
          "+=",
          "x = 3",
          "q = x*y",
          "f = q + x",
          "f?");

  @Test
  void nothingThatIsTypedIsThrownBack() {
    long seed = 20261121;
    Random random = new Random(seed);
    int answered = 0;
    for (int round = 0; round < 300; round++) {
      Session session =
          Session.begin(new Settings(Digits.DEFAULT, false, Paint.PLAIN), new MemoryDisk());
      for (int i = 0; i < 30; i++) {
        StringBuilder entry = new StringBuilder();
        for (int words = 1 + random.nextInt(6); words > 0; words--) {
          entry.append(WORDS.get(random.nextInt(WORDS.size())));
        }
        Session before = session;
        for (Entries.Entry each : Entries.of(entry.toString())) {
          String typed = "seed " + seed + ", round " + round + ": " + each.text();
          Session earlier = session;
          Reply reply = entered(session, each.text(), typed);
          if (reply.failed()) {
            assertThat(reply.session().state().notebook())
                .as("an error leaves the definitions as they were: %s", typed)
                .isSameAs(earlier.state().notebook());
          } else {
            answered++;
          }
          session = reply.session();
        }
        assertThat(session.vocabulary()).isNotNull();
        assertThat(before.settings()).isNotNull();
      }
    }
    assertThat(answered).as("entries that were answered").isGreaterThan(500);
  }

  private static Reply entered(Session session, String text, String typed) {
    try {
      Reply reply = session.enter(SourceText.of(text));
      assertThat(reply.shown()).as(typed).doesNotContain("Exception");
      return reply;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(typed, e);
    }
  }
}
