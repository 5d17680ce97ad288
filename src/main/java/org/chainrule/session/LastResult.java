package org.chainrule.session;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.Point;
import org.chainrule.algebra.Substitution;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.ast.Trees;
import org.chainrule.parse.TextParser;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Limits;
import org.chainrule.source.SourceText;

/**
 * What {@code ans} stands for: the last expression, not its value, so that it has gradients and
 * follows when an input changes.
 */
final class LastResult {
  /** How it is called. */
  static final String NAME = "ans";

  /** Parts up to which it is written out in the next expression; beyond, its value is. */
  private static final int MOST_PARTS = 2_000;

  private final Notebook notebook;
  private final Expr expr;

  private LastResult(Notebook notebook, Expr expr) {
    this.notebook = notebook;
    this.expr = expr;
  }

  /** The last result of a session. */
  static LastResult of(Session session) {
    Expr last =
        session
            .state()
            .last()
            .orElseThrow(
                () -> new Misuse("there is no result yet that " + NAME + " could stand for"));
    return new LastResult(session.state().notebook(), last);
  }

  /** An expression with the last result in the place of its name. */
  Expr in(Expr next) {
    int[] uses = {0};
    Trees.postorder(
        next, part -> uses[0] += part instanceof Expr.Name n && n.name().equals(NAME) ? 1 : 0);
    long[] size = {0};
    Trees.postorder(expr, part -> size[0]++);
    Expr last = uses[0] * size[0] > MOST_PARTS ? value() : expr;
    return Substitution.replace(next, NAME, last);
  }

  /** A definition with the last result in the place of its name. */
  Definition in(Definition definition) {
    Definition whole = definition.with(in(definition.right()));
    // The last result may use, as a name, what is a function from now on: then it is read again.
    return whole.isFunction()
        ? Definition.read(whole.text(), notebook.functions()).orElseThrow()
        : whole;
  }

  /** A claim with the last result in the place of its name. */
  Statement.Relation in(Statement.Relation claim) {
    return new Statement.Relation(
        claim.target(),
        claim.subjects().stream().map(this::in).toList(),
        claim.sides().stream().map(this::in).toList(),
        claim.relations(),
        claim.answer(),
        claim.tolerance());
  }

  private Expr value() {
    Calculation calculation = Calculation.of(notebook, expr);
    if (!calculation.missing().isEmpty()) {
      throw new Misuse("the last result is too long to go on from; give it a name first");
    }
    return TextParser.literal(calculation.expression().value(Point.NONE));
  }

  /** Names and functions of the session that an expression uses. */
  static Set<String> mentions(Expr expr) {
    Text.Mentions all = Text.Mentions.of(List.of(expr));
    Set<String> mentions = new LinkedHashSet<>(all.names());
    mentions.addAll(all.functions());
    return mentions;
  }

  /** The same text where other names are functions; as it was where it cannot be read any more. */
  static Expr among(Expr expr, Set<String> functions) {
    try {
      return read(expr.toString(), functions, mentions(expr)).orElse(expr);
    } catch (ChainruleException e) {
      return expr;
    }
  }

  /** The expression that a text is; empty if it is something else. */
  static Optional<Expr> read(String text, Set<String> functions) {
    return read(text, functions, Set.of());
  }

  private static Optional<Expr> read(String text, Set<String> functions, Set<String> names) {
    Text read = TextParser.parse(SourceText.of(text), functions, names, Limits.STANDARD);
    return read.statements().size() == 1 && read.statements().get(0) instanceof Statement.Bare bare
        ? Optional.of(bare.expr())
        : Optional.empty();
  }
}
