package org.chainrule.session;

import java.util.Optional;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.ast.Trees;
import org.chainrule.parse.Spellings;
import org.chainrule.parse.TextParser;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.SourceText;

/**
 * A claim as students write it, such as {@code so df/dx: -4}. Only what a session cannot read as
 * its own language is read so, and only where it claims something of a derivative; of anything else
 * it is told what may have been meant.
 */
final class SpelledClaim {
  private final Session session;

  SpelledClaim(Session session) {
    this.session = session;
  }

  /** The reply to an entry that failed: its verdict, or the failure with a hint. */
  Reply instead(SourceText entry, Reply failed) {
    try {
      return read(entry.text().strip()).map(read -> reply(read, failed)).orElse(failed);
    } catch (ChainruleException | Misuse e) {
      return failed; // Read so, it makes no more sense.
    }
  }

  /** What may have been meant by a claim that speaks of names that nothing has; else nothing. */
  String meant(String claim) {
    try {
      return read(claim).map(read -> "did you mean " + read + "?").orElse("");
    } catch (ChainruleException e) {
      return "";
    }
  }

  /** The entry in our own notation, if it was typed in another one. */
  private Optional<String> read(String text) {
    if (text.isEmpty() || text.indexOf('\n') >= 0 || text.startsWith(":")) {
      return Optional.empty();
    }
    StringBuilder sheet = new StringBuilder();
    for (Definition each : session.state().notebook().definitions().values()) {
      sheet.append(each.text().replaceAll("\\R", " ")).append('\n');
    }
    int line = (int) sheet.chars().filter(c -> c == '\n').count();
    Spellings.Reading reading = Spellings.read(SourceText.of(sheet + text + "\n"));
    String read = reading.text().text().split("\n", -1)[line].strip();
    boolean other = !read.isEmpty() && !read.equals(text) && reading.asked().isEmpty();
    return other ? Optional.of(read) : Optional.empty();
  }

  private Reply reply(String read, Reply failed) {
    Notebook notebook = session.state().reading();
    Text text =
        TextParser.homework(
            SourceText.of(read), notebook.functions(), notebook.names(), notebook.limits());
    boolean relations = true;
    boolean derivatives = true;
    for (Statement each : text.statements()) {
      boolean relates = each instanceof Statement.Relation;
      relations &= relates;
      derivatives &=
          relates && Trees.differentiates(((Statement.Relation) each).left()) && isAnswered(each);
    }
    if (!relations || text.statements().isEmpty()) {
      return failed;
    }
    if (!derivatives) {
      return failed.errors().isEmpty() ? failed : failed.hint("did you mean " + read + "?");
    }
    return Reply.of(session, "read as " + read + "\n").then(new Claims(session).judge(text));
  }

  private static boolean isAnswered(Statement statement) {
    return statement instanceof Statement.Relation relation
        && relation.answer() == Statement.Answer.GIVEN;
  }
}
