package org.chainrule.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.homework.Claim;
import org.chainrule.parse.Lexeme;
import org.chainrule.source.ChainruleException;
import org.chainrule.trace.Trace;

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
    List<String> claims = new ArrayList<>();
    List<String> expressions = new ArrayList<>();
    for (String line : session.state().lines().inOrder()) {
      (isClaim(line) ? claims : expressions).add(line);
    }
    List<String> lines = new ArrayList<>(definitions(expressions));
    int formulas = lines.size();
    lines.addAll(expressions);
    session.state().output().ifPresent(lines::add);
    // What comes last is what is differentiated; that has to be one number.
    for (int last = lines.size() - 1; last >= formulas && !runs(lines); last--) {
      lines.set(last, "# " + lines.get(last));
    }
    for (String claim : claims) {
      if (isRight(lines, claim)) {
        lines.add(claim);
      }
    }
    boolean nothing = lines.stream().allMatch(line -> line.startsWith("#"));
    return nothing ? "" : String.join("\n", lines) + "\n";
  }

  /** The definitions; a number that nothing uses has no place in a sheet but as a comment. */
  private List<String> definitions(List<String> expressions) {
    Notebook notebook = session.state().notebook();
    Set<String> used = new LinkedHashSet<>();
    notebook.definitions().values().forEach(each -> used.addAll(each.mentions()));
    for (String line : expressions) {
      for (Lexeme lexeme : Lexeme.of(line, Set.of())) {
        used.add(line.substring(lexeme.start(), lexeme.end()));
      }
    }
    List<String> lines = new ArrayList<>();
    for (Definition each : notebook.definitions().values()) {
      boolean idle = each.isValue() && !used.contains(each.name());
      lines.add(idle ? "# " + each.text() : each.text());
    }
    return lines;
  }

  private static boolean isClaim(String line) {
    return Lexeme.of(line, Set.of()).stream()
        .anyMatch(lexeme -> lexeme.kind() == Lexeme.Kind.RELATION);
  }

  private static boolean runs(List<String> lines) {
    try {
      Expression sheet = Chainrule.parse(String.join("\n", lines));
      boolean numeric = sheet.hasGivens() || sheet.inputs().isEmpty();
      Trace trace = numeric ? sheet.traceOf(Map.of(), 0) : sheet.trace(0);
      return !Claim.of(sheet.circuit()).isEmpty() || !trace.output().isEmpty();
    } catch (ChainruleException e) {
      return false;
    }
  }

  /** Whether a claim is right at the end of this sheet, and the sheet still runs with it. */
  private static boolean isRight(List<String> lines, String claim) {
    boolean right =
        Claims.judgement(lines, claim).map(found -> found.verdict().isRight()).orElse(false);
    List<String> more = new ArrayList<>(lines);
    more.add(claim);
    return right && runs(more);
  }
}
