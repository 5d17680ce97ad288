package org.chainrule.session;

import java.util.List;
import org.chainrule.render.Paint;
import org.chainrule.source.SourceText;
import org.chainrule.value.Digits;

/**
 * A session as it stands on the screen of a terminal: lines that begin with {@code >}, or with the
 * question of a quiz, are what was typed, ⏎ standing for a line break in it; the rest is what was
 * said.
 */
public final class Transcript {
  private static final String PROMPT = "> ";

  private Transcript() {}

  /** What the screen shows when the entries of a transcript are typed again. */
  public static String replay(String transcript) {
    Session session =
        Session.begin(new Settings(Digits.DEFAULT, false, Paint.PLAIN), new MemoryDisk());
    StringBuilder out = new StringBuilder();
    boolean typing = false;
    for (String line : transcript.lines().toList()) {
      String prompt = session.isAsking() ? session.question() : PROMPT;
      if (line.startsWith("# ") && !typing) {
        out.append(line).append('\n');
      } else if (line.startsWith(prompt) || line.equals(prompt.strip())) {
        String typed = line.substring(Math.min(line.length(), prompt.length()));
        out.append((prompt + typed).stripTrailing()).append('\n');
        typing = true;
        session = entered(session, typed.replace("⏎", "\n"), out);
      }
    }
    return out.toString();
  }

  private static Session entered(Session before, String typed, StringBuilder out) {
    Session session = before;
    List<Entries.Entry> entries =
        before.isAsking() ? List.of(new Entries.Entry(typed, 1)) : Entries.of(typed);
    for (Entries.Entry entry : entries) {
      Reply reply = session.enter(SourceText.of(entry.text()));
      session = reply.session();
      out.append(reply.shown());
      reply.walk().ifPresent(walk -> out.append(walk.text()));
    }
    return session;
  }
}
