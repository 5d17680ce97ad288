package org.chainrule.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;
import org.chainrule.render.Paint;
import org.chainrule.source.SourceText;
import org.chainrule.value.Digits;
import org.junit.jupiter.api.Test;

/** What {@code :undo} takes back is what was changed, whatever was typed. */
final class UndoTest {

  private static Session session() {
    return Session.begin(new Settings(Digits.DEFAULT, false, Paint.PLAIN), new MemoryDisk());
  }

  /**
   * All that a session holds but its last results: what is defined, in any order, and how shown.
   */
  private static String held(Session session) {
    TreeMap<String, String> definitions = new TreeMap<>();
    session
        .state()
        .notebook()
        .definitions()
        .forEach((name, definition) -> definitions.put(name, definition.text()));
    return definitions + " " + session.state().output() + " " + session.settings();
  }

  @Test
  void everyChangeIsTakenBack() {
    int undone = 0;
    for (long seed = 1; seed <= 200; seed++) {
      RandomSession random = new RandomSession(seed);
      Session session = session();
      Deque<String> before = new ArrayDeque<>();
      StringBuilder typed = new StringBuilder("seed " + seed);
      for (int i = 0; i < 25; i++) {
        String entry = random.entry();
        typed.append('\n').append(entry);
        String held = held(session);
        session = session.enter(SourceText.of(entry)).session();
        if (!held(session).equals(held)) {
          before.push(held);
        }
      }
      Reply reply = session.enter(SourceText.of(":undo"));
      for (; !reply.failed(); reply = reply.session().enter(SourceText.of(":undo"))) {
        if (!held(reply.session()).equals(held(session))) {
          assertThat(held(reply.session())).as("%s", typed).isEqualTo(before.pop());
          undone++;
        }
        session = reply.session();
      }
      assertThat(before).as("%s", typed).isEmpty();
    }
    assertThat(undone).as("changes that were taken back").isGreaterThan(1000);
  }

  /** A long text is not kept once for each of its lines. */
  @Test
  void theOldestEntriesAreForgotten() {
    Session session = session();
    for (int i = 0; i < 150; i++) {
      session = session.enter(SourceText.of("x = " + i)).session();
    }
    assertThat(session.past().steps()).hasSize(100);
    for (int i = 0; i < 100; i++) {
      session = session.enter(SourceText.of(":undo")).session();
    }
    assertThat(session.enter(SourceText.of(":undo")).failed()).isTrue();
    assertThat(session.enter(SourceText.of("x")).text()).isEqualTo("49\n");
  }

  /** What the terminal's width is plays no part: it is changed by nobody's entry. */
  @Test
  void theWidthStays() {
    Session session = session().enter(SourceText.of("x = 1")).session().within(40);
    Reply reply = session.enter(SourceText.of(":undo"));
    assertThat(reply.session().settings().width()).isEqualTo(40);
    assertThat(reply.text()).isEqualTo("took back x = 1\n");
  }
}
