package org.chainrule.session;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.ast.Trees;
import org.chainrule.homework.Checker;
import org.chainrule.homework.Judgement;
import org.chainrule.homework.Verdict;
import org.chainrule.parse.TextParser;
import org.chainrule.render.CheckText;
import org.chainrule.sheet.Place;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;

/** Claims about the session, judged as the checker of homework judges a sheet. */
final class Claims {
  private final Session session;

  Claims(Session session) {
    this.session = session;
  }

  /** The verdict on one claim. */
  Reply judge(String claims) {
    return judge(read(claims, session.state().reading(), session.state().reading().names()).text());
  }

  /** The verdicts on the claims of a text, one after the other. */
  Reply judge(Text claims) {
    Reply reply = Reply.of(session, "");
    for (Place claim : Place.all(claims)) {
      reply = reply.then(new Claims(reply.session()).judge(claim.alone()));
    }
    return reply;
  }

  /** The verdict on one claim. */
  Reply judge(Place claim) {
    String text = Statements.flat(claim.span().text());
    if (!(claim.content() instanceof Statement.Relation relation)) {
      throw noClaim(text);
    }
    Notebook notebook = session.state().reading();
    Gradient.requireKnown(relation.left(), session.state());
    if (LastResult.mentions(relation.left()).isEmpty()) {
      throw new Misuse(relation.left() + " is a number: type it alone to see it");
    }
    Set<String> names = names(relation);
    Set<String> declared = new LinkedHashSet<>(names);
    List<Definition> needed = notebook.needed(names);
    needed.stream().filter(Definition::isValue).forEach(each -> declared.add(each.name()));
    declared.removeIf(name -> !notebook.knows(name));
    List<Place> context = notebook.places(needed);
    session
        .state()
        .output()
        .ifPresent(chosen -> context.add(Place.of(new Statement.Output(chosen))));
    if (isAboutExpression(relation)) {
      context.add(Place.of(new Statement.Bare(relation.left())));
    } else if (needed.stream().allMatch(Definition::isValue) && !declared.isEmpty()) {
      // A sheet computes something: of dy/dx = 0 about two numbers, one of them.
      context.add(Place.of(new Statement.Bare(new Expr.Name(declared.iterator().next()))));
    }
    return Checker.judge(context, claim, declared, notebook.limits())
        .map(judgement -> reply(judgement, relation, text, notebook.missing(names)))
        .orElseThrow(() -> noClaim(text));
  }

  private Reply reply(
      Judgement judgement, Statement.Relation relation, String claim, Set<String> missing) {
    Verdict verdict = judgement.verdict();
    if (verdict == Verdict.SHOWN) {
      return Reply.of(session, judgement.message().replaceFirst("^it is ", "") + "\n");
    }
    if (verdict == Verdict.FAULT) {
      return Reply.errors(
          session, List.of(new Diagnostic(Problem.FAULT, judgement.message(), List.of(), "")));
    }
    if (verdict.isUnchecked()) {
      requireKnown(relation);
      return missing.isEmpty()
          ? Reply.complaint(session, judgement.message())
          : Reply.complaint(
                  session,
                  "no number to compare with: " + Changes.ask(missing, session.state().reading()))
              .waiting(new SpelledClaim(session).meant(claim));
    }
    Session after = verdict.isRight() ? session.with(session.state().claim(claim)) : session;
    return Reply.of(
            after,
            CheckText.line(judgement, session.settings().paint(), session.settings().width()))
        .judged(verdict.isRight());
  }

  /**
   * The claim that a text is, read as a sheet of homework has it.
   *
   * @param names that may stand in derivatives
   * @throws Misuse if it is no statement
   */
  static Place read(String text, Notebook notebook, Set<String> names) {
    Text read =
        TextParser.homework(SourceText.of(text), notebook.functions(), names, notebook.limits());
    if (read.statements().isEmpty()) {
      throw noClaim(text);
    }
    return new Place(read, 0);
  }

  private static Misuse noClaim(String text) {
    return new Misuse("'" + text + "' claims nothing; a claim is a line such as df/dx = -4");
  }

  /** Refuses a left side that is a name that nothing has; dx is the derivative by x. */
  private void requireKnown(Statement.Relation relation) {
    for (Expr subject : relation.subjects()) {
      if (subject instanceof Expr.Name name
          && !(name.name().startsWith("d")
              && session.state().reading().knows(name.name().substring(1)))) {
        Subject.requireKnown(name.name(), session.state().reading());
      }
    }
  }

  /** Names that a claim speaks of, x of dx too; all where it speaks of the output. */
  private Set<String> names(Statement.Relation relation) {
    Notebook notebook = session.state().reading();
    Set<String> names = new LinkedHashSet<>();
    boolean plain =
        relation.target() == Statement.Target.PLAIN || relation.target() == Statement.Target.VALUE;
    if (!plain
        || isOfOutput(relation.left())
        || relation.expressions().stream().anyMatch(Trees::asksForOutput)) {
      names.addAll(notebook.definitions().keySet());
    }
    for (Expr each : relation.expressions()) {
      for (String name : LastResult.mentions(each)) {
        boolean differential = name.startsWith("d") && notebook.knows(name.substring(1));
        names.add(name);
        if (differential) {
          names.add(name.substring(1));
        }
      }
    }
    names.removeIf(name -> !notebook.knows(name) && isDifferential(name, names));
    return names;
  }

  /** Whether it is {@code dx} or {@code dW[1,2]}: a gradient of the output, which is not named. */
  private boolean isOfOutput(Expr left) {
    Expr whole =
        left instanceof Expr.Apply entry && !entry.parts().isEmpty() ? entry.parts().get(0) : left;
    Notebook notebook = session.state().reading();
    return whole instanceof Expr.Name name
        && name.name().startsWith("d")
        && !notebook.knows(name.name())
        && notebook.knows(name.name().substring(1));
  }

  private static boolean isDifferential(String name, Set<String> names) {
    return name.startsWith("d") && (name.length() == 1 || names.contains(name.substring(1)));
  }

  /** Whether the left side is an expression without a name, or a name that is only given. */
  private boolean isAboutExpression(Statement.Relation relation) {
    boolean value =
        relation.target() == Statement.Target.PLAIN || relation.target() == Statement.Target.VALUE;
    boolean formula =
        relation.left() instanceof Expr.Name name
            && !isValue(session.state().reading(), name.name());
    return value && !formula && Trees.derivatives(relation.left()).isEmpty();
  }

  private static boolean isValue(Notebook notebook, String name) {
    return notebook.defines(name) && notebook.definitions().get(name).isValue();
  }
}
