package org.chainrule.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.chainrule.Chainrule;
import org.chainrule.cli.Run;
import org.chainrule.render.Paint;
import org.chainrule.session.Entries;
import org.chainrule.session.MemoryDisk;
import org.chainrule.session.Reply;
import org.chainrule.session.Session;
import org.chainrule.session.Settings;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.SourceText;
import org.chainrule.value.Digits;

/** The program as users reach it: the command line, the library, and a session. */
final class Program {
  /** Saving is left to {@code enter}, whose files are in memory. */
  private static final Pattern SAVES = Pattern.compile(":(?=sa)");

  private Program() {}

  static Answer run(Input input) {
    List<String> words = new ArrayList<>(input.words());
    if (words.isEmpty()) {
      return answer(
          Run.with(
              SAVES.matcher(input.text()).replaceAll("%").getBytes(StandardCharsets.ISO_8859_1)));
    }
    switch (words.get(0)) {
      case "parse":
        return parse(input.decoded());
      case "enter":
        return enter(input.decoded());
      case "equal":
        String[] lines = input.decoded().split("\n", -1);
        words.addAll(Arrays.asList(lines).subList(0, Math.min(2, lines.length)));
        return answer(Run.of(words.toArray(String[]::new)));
      default:
        return answer(Run.with(input.bytes(), words.toArray(String[]::new)));
    }
  }

  private static Answer answer(Run run) {
    return new Answer(run.code(), run.out(), run.err());
  }

  /** What is read is printed, and what is printed is read again. */
  private static Answer parse(String text) {
    String printed;
    try {
      printed = Chainrule.parse(text).toString();
    } catch (ChainruleException e) {
      return new Answer(2, "", e.getMessage());
    }
    return new Answer(0, printed + "\n" + Chainrule.parse(printed), "");
  }

  private static Answer enter(String text) {
    Session session =
        Session.begin(new Settings(Digits.DEFAULT, false, Paint.PLAIN), new MemoryDisk());
    StringBuilder shown = new StringBuilder();
    boolean failed = false;
    for (Entries.Entry entry : Entries.of(text)) {
      Reply reply = session.enter(SourceText.of(entry.text()));
      shown.append(reply.shown());
      failed |= reply.failed();
      session = reply.session();
    }
    session.vocabulary();
    return new Answer(failed ? 2 : 0, shown.toString(), "");
  }
}
