package org.chainrule.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.gate.Gate;
import org.chainrule.homework.Checker;
import org.chainrule.homework.Judgement;
import org.chainrule.homework.Verdict;
import org.chainrule.parse.Lexeme;
import org.chainrule.parse.TextParser;
import org.chainrule.render.CheckText;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Limits;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;
import org.chainrule.value.Matrix;

/** Claims about the session, judged as the checker of homework judges a sheet. */
final class Claims {
  private final Session session;

  Claims(Session session) {
    this.session = session;
  }

  /** The verdict on one claim. */
  Reply judge(String claim) {
    if (read(claim).map(text -> text.statements().get(0)).orElse(null)
        instanceof Statement.Relation relation) {
      Gradient.requireKnown(relation.left(), session.state());
      if (LastResult.mentions(relation.left()).isEmpty()) {
        throw new Misuse(relation.left() + " is a number: type it alone to see it");
      }
    }
    Optional<Judgement> found = judgement(claim);
    if (found.isEmpty()) {
      throw new Misuse("'" + claim + "' claims nothing; a claim is a line such as df/dx = -4");
    }
    Judgement judgement = found.get();
    Verdict verdict = judgement.verdict();
    if (verdict == Verdict.SHOWN) {
      return Reply.of(session, judgement.message().replaceFirst("^it is ", "") + "\n");
    }
    if (verdict == Verdict.FAULT) {
      return Reply.errors(
          session, List.of(new Diagnostic(Problem.FAULT, judgement.message(), List.of(), "")));
    }
    if (verdict.isUnchecked()) {
      requireKnown(claim);
      Set<String> missing = missing(claim);
      return missing.isEmpty()
          ? Reply.complaint(session, judgement.message())
          : Reply.complaint(
                  session,
                  "no number to compare with: " + Changes.ask(missing, session.state().reading()))
              .waiting("");
    }
    Session after = verdict.isRight() ? session.with(session.state().claim(claim)) : session;
    return Reply.of(
            after,
            CheckText.line(judgement, session.settings().paint(), session.settings().width()))
        .judged(verdict.isRight());
  }

  /** Refuses a left side that is a name that nothing has; dx is the derivative by x. */
  private void requireKnown(String claim) {
    // Without a number the line of a question is no claim.
    String line = claim.endsWith("?") ? claim.substring(0, claim.length() - 1) + "0" : claim;
    if (read(line).map(text -> text.statements().get(0)).orElse(null)
        instanceof Statement.Relation relation) {
      for (Expr subject : relation.subjects()) {
        if (subject instanceof Expr.Name name
            && !(name.name().startsWith("d")
                && session.state().reading().knows(name.name().substring(1)))) {
          Subject.requireKnown(name.name(), session.state().reading());
        }
      }
    }
  }

  /** What a claim about numbers would need. */
  private Set<String> missing(String claim) {
    Notebook notebook = session.state().reading();
    Set<String> names = names(claim);
    names.removeIf(name -> !notebook.knows(name) && isDifferential(name, names));
    return notebook.missing(names);
  }

  /** Names that a claim speaks of, x of dx too; all where it speaks of the output. */
  private Set<String> names(String claim) {
    Notebook notebook = session.state().reading();
    Set<String> names = new LinkedHashSet<>();
    for (Lexeme lexeme : Lexeme.of(claim, notebook.functions())) {
      String name = lexeme.name(claim);
      if (lexeme.kind() == Lexeme.Kind.KEYWORD && !name.equals("value")) {
        names.addAll(notebook.definitions().keySet());
      } else if (lexeme.kind() == Lexeme.Kind.NAME || lexeme.kind() == Lexeme.Kind.FUNCTION) {
        names.add(name);
        if (name.startsWith("d") && notebook.knows(name.substring(1))) {
          names.add(name.substring(1));
        }
      }
    }
    return names;
  }

  private static boolean isDifferential(String name, Set<String> names) {
    return name.startsWith("d") && (name.length() == 1 || names.contains(name.substring(1)));
  }

  private Optional<Judgement> judgement(String claim) {
    List<String> sheet = new ArrayList<>(context(claim));
    return judgement(sheet, claim, session.state().notebook().limits());
  }

  /** What the checker finds of a claim at the end of a sheet. */
  static Optional<Judgement> judgement(List<String> sheet, String claim) {
    return judgement(sheet, claim, Limits.STANDARD);
  }

  /** What the checker finds of a claim at the end of a sheet, within limits. */
  static Optional<Judgement> judgement(List<String> sheet, String claim, Limits limits) {
    List<String> lines = new ArrayList<>(sheet);
    lines.add(claim);
    // What a person typed into a session is no stranger's sheet; Ctrl-C ends what takes long.
    return Checker.check("", String.join("\n", lines), limits).claims().stream()
        .filter(judgement -> judgement.line() == lines.size())
        .findFirst();
  }

  /** The lines that a claim speaks of; a claim about an expression makes it the output. */
  private List<String> context(String claim) {
    Notebook notebook = session.state().reading();
    Optional<Text> read = read(claim);
    List<String> lines = new ArrayList<>();
    Set<String> used = new LinkedHashSet<>();
    for (Definition definition : notebook.definitions().values()) {
      used.addAll(definition.mentions());
    }
    Set<String> names = names(claim);
    Set<String> idle = idle(notebook, names);
    if (!idle.isEmpty()) {
      lines.add(using(idle)); // first, for the last formula is the output
    }
    // A number that no formula uses would be a claim itself.
    notebook.needed(names).stream()
        .filter(
            each -> !each.isValue() || used.contains(each.name()) || claim.contains(each.name()))
        .forEach(each -> lines.add(each.text()));
    for (String name : idle) {
      if (!notebook.defines(name)) {
        lines.add(name + " = 7130.5"); // no formula uses it, and no claim is likely to say it
      }
    }
    session.state().output().ifPresent(lines::add);
    read.flatMap(this::expression).ifPresent(lines::add);
    return lines;
  }

  /** A definition that uses names, under a name that nothing has. */
  private String using(Set<String> names) {
    Notebook notebook = session.state().reading();
    Map<String, Matrix> values = Commands.values(notebook);
    List<String> terms = new ArrayList<>();
    for (String name : names) {
      boolean scalar = values.getOrDefault(name, Matrix.scalar(0)).isScalar();
      terms.add(scalar ? name : "sum(" + name + ")");
    }
    String free = "idle";
    while (notebook.knows(free) || notebook.functions().contains(free)) {
      free += "0";
    }
    return free + " = 0 + " + String.join(" + ", terms);
  }

  /**
   * Names x of a dx that no formula of the claim's sheet uses: the sheet has to use them somewhere,
   * or it would know no such name.
   */
  private static Set<String> idle(Notebook notebook, Set<String> names) {
    Set<String> idle = new LinkedHashSet<>();
    for (String name : names) {
      boolean differential = names.contains("d" + name) || names.contains("∂" + name);
      if (differential && notebook.knows(name)) {
        idle.add(name);
      }
    }
    for (Definition each : notebook.needed(names)) {
      idle.removeAll(each.mentions());
      if (!each.isValue()) {
        idle.remove(each.name());
      }
    }
    return idle;
  }

  private Optional<Text> read(String claim) {
    try {
      Text text =
          TextParser.parse(
              SourceText.of(claim),
              session.state().reading().functions(),
              session.state().notebook().limits());
      return Optional.of(text).filter(read -> !read.statements().isEmpty());
    } catch (ChainruleException e) {
      return Optional.empty();
    }
  }

  /** The left side, where it is an expression without a name, or a name that is only given. */
  private Optional<String> expression(Text claim) {
    Notebook notebook = session.state().reading();
    return claim.statements().get(0) instanceof Statement.Relation relation
            && (relation.target() == Statement.Target.PLAIN
                || relation.target() == Statement.Target.VALUE)
            && !(relation.left() instanceof Expr.Name name && !isValue(notebook, name.name()))
            && !isQuotientOfDifferentials(relation.left())
        ? Optional.of(relation.left().toString())
        : Optional.empty();
  }

  /** {@code df/dx}, whether there is an x or not: the checker says what it means. */
  private static boolean isQuotientOfDifferentials(Expr expr) {
    return expr instanceof Expr.Apply quotient
        && quotient.gate() == Gate.DIV
        && quotient.operands().get(0) instanceof Expr.Name above
        && above.name().startsWith("d")
        && quotient.operands().get(1).toString().startsWith("d");
  }

  private static boolean isValue(Notebook notebook, String name) {
    return notebook.defines(name) && notebook.definitions().get(name).isValue();
  }
}
