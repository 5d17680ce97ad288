package org.chainrule.session;

import java.io.IOException;
import org.chainrule.source.Characters;
import org.chainrule.source.NearestName;
import org.chainrule.source.SourceText;

/** Sessions on disk, as sheets. */
final class SheetFiles {
  private final Session session;

  SheetFiles(Session session) {
    this.session = session;
  }

  /** Writes the session into a file; one that others made only by force. */
  Reply save(String file, boolean force) {
    if (file.isEmpty()) {
      throw new Misuse(":save needs a file, such as :save session.expr");
    }
    String sheet = new SavedSheet(session).text();
    if (sheet.isEmpty()) {
      throw new Misuse("there is nothing to save yet: type x = 3, or f = x^2");
    }
    if (session.disk().exists(file) && !force && !session.state().files().contains(file)) {
      throw new Misuse("there is a file " + file + " already; :save! " + file + " replaces it");
    }
    try {
      session.disk().write(file, sheet);
    } catch (IOException e) {
      throw new Misuse(file + " cannot be written: " + e.getMessage());
    }
    int lines = (int) sheet.lines().count();
    return Reply.of(
        session.with(session.state().file(file)),
        "saved "
            + lines
            + (lines == 1 ? " line" : " lines")
            + " in "
            + Characters.shown(file)
            + "\n");
  }

  /** Reads a sheet into the session. */
  Reply load(String file) {
    if (file.isEmpty()) {
      throw new Misuse(":load needs a file, such as :load session.expr");
    }
    String text;
    try {
      text = session.disk().read(file);
    } catch (IOException e) {
      String folder = file.substring(0, file.lastIndexOf('/') + 1);
      throw new Misuse(e.getMessage() + NearestName.suggestion(file, session.disk().names(folder)));
    }
    return new LoadedSheet(session).read(new SourceText(file, text));
  }
}
