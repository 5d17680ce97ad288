package org.chainrule.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.homework.Checker;
import org.chainrule.homework.Claim;
import org.chainrule.parse.Lexeme;
import org.chainrule.sheet.Place;
import org.chainrule.source.Cancellation;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Limits;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;
import org.chainrule.trace.Trace;

/**
 * A session as a sheet that {@code chainrule run} and {@code chainrule check} read: the definitions
 * that hold now, the claims that are right now, and the expressions, the last of which is the
 * output. What has no place in a sheet that runs, such as a number that nothing uses, stands in
 * comments that only {@code :load} reads, so that the session comes back as it was.
 */
final class SavedSheet {
  private final Session session;

  SavedSheet(Session session) {
    this.session = session;
  }

  /** A line of the sheet. */
  private record Row(Remark kind, String text) {
    boolean isValue(Notebook notebook) {
      return kind == Remark.DEFINE
          && notebook.definitions().values().stream()
              .anyMatch(each -> each.isValue() && each.text().equals(text));
    }
  }

  /** The sheet; empty where there is nothing to say. */
  String text() {
    List<Row> rows = rows();
    List<Row> sheet = running(rows);
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(sheet.contains(row) ? row.text() : row.kind().line(row.text())));
    List<String> texts = texts(sheet);
    for (Lines.Line line : session.state().lines().inOrder()) {
      if (line.isClaim()) {
        boolean right = isRight(texts, line.text());
        lines.add(right ? line.text() : Remark.CLAIM.line(line.text()));
      }
    }
    lines.addAll(remembered(text(lines)));
    return text(lines);
  }

  private static String text(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private List<Row> rows() {
    Session.State state = session.state();
    List<Row> rows = new ArrayList<>();
    state.notebook().definitions().values().stream()
        .map(each -> new Row(Remark.DEFINE, each.text()))
        .forEach(rows::add);
    state.lines().inOrder().stream()
        .filter(line -> !line.isClaim())
        .map(line -> new Row(Remark.SHOW, line.text()))
        .forEach(rows::add);
    state
        .output()
        .map(each -> Place.of(new Statement.Output(each)).span().text())
        .map(line -> new Row(Remark.OUTPUT, line))
        .ifPresent(rows::add);
    return rows;
  }

  /** Those rows that make a sheet that runs, or at least one that can be read. */
  private List<Row> running(List<Row> rows) {
    List<Row> some = new ArrayList<>(rows);
    // What comes last is what is differentiated; that has to be one number.
    while (true) {
      List<Row> used = used(some);
      if (runs(texts(used))) {
        return used;
      }
      if (some.isEmpty() || some.get(some.size() - 1).kind() == Remark.DEFINE) {
        return readable(rows);
      }
      some.remove(some.size() - 1);
    }
  }

  /** Without the numbers that nothing uses: a sheet takes them for slips of the keyboard. */
  private List<Row> used(List<Row> rows) {
    Notebook notebook = session.state().notebook();
    Set<String> used = new LinkedHashSet<>();
    for (Row row : rows) {
      if (row.kind() == Remark.SHOW) {
        Lexeme.of(row.text(), Set.of()).forEach(word -> used.add(word.name(row.text())));
      }
    }
    for (Definition each : notebook.definitions().values()) {
      if (rows.contains(new Row(Remark.DEFINE, each.text()))) {
        used.addAll(each.mentions());
      }
    }
    Set<String> idle = new LinkedHashSet<>();
    for (Map.Entry<String, Definition> each : notebook.definitions().entrySet()) {
      if (each.getValue().isValue() && !used.contains(each.getKey())) {
        idle.add(each.getValue().text());
      }
    }
    return rows.stream()
        .filter(row -> row.kind() != Remark.DEFINE || !idle.contains(row.text()))
        .toList();
  }

  /** As many rows as can be read together, formulas before values before expressions. */
  private List<Row> readable(List<Row> rows) {
    Notebook notebook = session.state().notebook();
    List<Row> order = new ArrayList<>(rows);
    order.sort(
        java.util.Comparator.comparing(Row::kind).thenComparing(row -> row.isValue(notebook)));
    Set<Row> kept = new LinkedHashSet<>();
    for (Row row : order) {
      Cancellation.check();
      kept.add(row);
      if (!reads(texts(used(rows.stream().filter(kept::contains).toList())))) {
        kept.remove(row);
      }
    }
    List<Row> readable = used(rows.stream().filter(kept::contains).toList());
    return computes(readable) ? readable : List.of();
  }

  /** Whether there is more than functions. */
  private static boolean computes(List<Row> rows) {
    try {
      Chainrule.parse(String.join("\n", texts(rows)));
      return true;
    } catch (ChainruleException e) {
      return false;
    }
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(Row::text).toList();
  }

  /** Whether rows can be read together, though there may be nothing to compute yet. */
  private static boolean reads(List<String> lines) {
    try {
      Chainrule.parse(String.join("\n", lines)).workings().circuit(); // with its derivatives
      return true;
    } catch (ChainruleException e) {
      return e.diagnostics().get(0).problem() == Problem.NOTHING_TO_COMPUTE;
    }
  }

  private static boolean runs(List<String> lines) {
    try {
      Expression sheet = Chainrule.parse(String.join("\n", lines));
      Trace trace = sheet.workings().trace(0);
      return !Claim.of(sheet.workings().circuit()).isEmpty() || !trace.output().isEmpty();
    } catch (ChainruleException e) {
      return false;
    }
  }

  /** Whether a claim is right at the end of this sheet, and the sheet still runs with it. */
  private static boolean isRight(List<String> lines, String claim) {
    List<String> more = new ArrayList<>(lines);
    more.add(claim);
    try {
      return runs(more)
          && Checker.check("", String.join("\n", more), Limits.STANDARD).claims().stream()
              .filter(judgement -> judgement.line() == more.size())
              .findFirst()
              .map(judgement -> judgement.verdict().isRight())
              .orElse(false);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      return false; // A fault of the checker must not cost anybody a session.
    }
  }

  /** What the session speaks of and ans, where they do not follow from the lines. */
  private List<String> remembered(String text) {
    Session.State state = session.state();
    Session empty = Session.begin(state.settings(), session.disk());
    Session.State read =
        text.isEmpty()
            ? empty.state()
            : new LoadedSheet(empty).read(SourceText.of(text)).session().state();
    List<String> lines = new ArrayList<>();
    if (state.last().isPresent() && !says(state.last(), read.last())) {
      lines.add(Remark.ANS.line(state.last().get().toString()));
    }
    if (!says(state.subject(), read.subject())) {
      lines.add(Remark.ABOUT.line(state.subject().map(Expr::toString).orElse("")));
    }
    return lines;
  }

  private static boolean says(Optional<Expr> one, Optional<Expr> other) {
    return one.map(Expr::toString).equals(other.map(Expr::toString));
  }
}
