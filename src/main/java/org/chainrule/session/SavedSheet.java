package org.chainrule.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.parse.Lexeme;

/**
 * A session as a sheet that {@code chainrule run} and {@code chainrule check} read: the definitions
 * that hold now, the claims that are right now, and the expressions, the last of which is the
 * output.
 */
final class SavedSheet {
  private final Session session;

  SavedSheet(Session session) {
    this.session = session;
  }

  /** The sheet; empty where there is nothing to say. */
  String text() {
    Notebook notebook = session.state().notebook();
    List<String> claims = new ArrayList<>();
    List<String> expressions = new ArrayList<>();
    for (String line : session.state().lines().inOrder()) {
      if (!isClaim(line)) {
        expressions.add(line);
      } else if (new Claims(session).isRight(line)) {
        claims.add(line);
      }
    }
    Set<String> used = new LinkedHashSet<>();
    notebook.definitions().values().forEach(each -> used.addAll(each.mentions()));
    for (String line : expressions) {
      for (Lexeme lexeme : Lexeme.of(line, Set.of())) {
        used.add(line.substring(lexeme.start(), lexeme.end()));
      }
    }
    List<String> lines = new ArrayList<>();
    for (Definition each : notebook.definitions().values()) {
      // A number that nothing uses has no place in a sheet.
      boolean idle = each.isValue() && !used.contains(each.name());
      lines.add(idle ? "# " + each.text() : each.text());
    }
    lines.addAll(expressions);
    session.state().output().ifPresent(lines::add);
    lines.addAll(claims);
    boolean nothing = lines.stream().allMatch(line -> line.startsWith("#"));
    return nothing ? "" : String.join("\n", lines) + "\n";
  }

  private static boolean isClaim(String line) {
    return Lexeme.of(line, Set.of()).stream()
        .anyMatch(lexeme -> lexeme.kind() == Lexeme.Kind.RELATION);
  }
}
