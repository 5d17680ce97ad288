package org.chainrule.session;

import java.util.LinkedHashSet;
import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.parse.TextParser;
import org.chainrule.sheet.Constants;
import org.chainrule.source.SourceText;

/**
 * An expression that a command speaks of.
 *
 * @param expr the expression
 * @param calculation the expression with the definitions that it needs
 * @param after the session that remembers what was spoken of
 */
record Subject(Expr expr, Calculation calculation, Session after) {

  /**
   * The expression that was typed; the last result, or the last definition, where none was.
   *
   * @throws Misuse if it is no expression, or a name that nothing has
   */
  static Subject of(Session session, String typed) {
    return of(session, typed, Set.of());
  }

  /**
   * The same, where some names need no definition.
   *
   * @param free names that stand elsewhere too
   */
  static Subject of(Session session, String typed, Set<String> free) {
    Session.State state = session.state();
    String text = typed.isEmpty() ? usual(state) : typed;
    Text read =
        TextParser.parse(
            SourceText.of(text),
            state.notebook().functions(),
            state.reading().names(),
            state.notebook().limits());
    if (read.statements().size() != 1
        || !(read.statements().get(0) instanceof Statement.Bare bare)) {
      throw new Misuse("'" + text + "' is no expression");
    }
    Expr expr = bare.expr();
    if (state.meant(expr) != expr) {
      return of(session, state.meant(expr).toString(), free);
    }
    if (expr instanceof Expr.Name name && !free.contains(name.name())) {
      requireKnown(name.name(), state.notebook());
    }
    if (Gradient.read(expr, state).isPresent()) {
      throw new Misuse(expr + " is a gradient: type it alone, or :diff for its formula");
    }
    Gradient.requireKnown(expr, state);
    Set<String> mentions = new LinkedHashSet<>(read.mentions().get(0).names());
    mentions.addAll(read.mentions().get(0).functions());
    if (mentions.contains(LastResult.NAME)) {
      return of(session, LastResult.of(session).in(expr).toString(), free);
    }
    Session.State after = state.last(expr);
    Calculation calculation =
        Calculation.of(state.notebook(), SourceText.of(text), mentions)
            .calling(after.unnamed(), expr);
    return new Subject(expr, calculation, session.with(after));
  }

  /**
   * The same for a command that takes no input to differentiate by: {@code f x} is no product then.
   */
  static Subject alone(Session session, String typed, Command command) {
    Inputs inputs = Inputs.of(typed, session.state());
    if (!inputs.by().isEmpty() && Inputs.isFormula(inputs.text(), session.state())) {
      String of = inputs.text();
      String word = ":" + command.word();
      String derivative = "d" + of + "/d" + inputs.by().get(0);
      String product = of + "*" + String.join("*", inputs.by());
      throw new Misuse(
          (command == Command.LATEX
                  ? "the derivative is " + word + " " + derivative
                  : word + " " + of + " has every gradient, " + derivative + " too")
              + "; for the product type "
              + word
              + " "
              + product);
    }
    return of(session, typed);
  }

  /** Refuses a name that nothing has. */
  static void requireKnown(String name, Notebook notebook) {
    boolean known =
        notebook.names().contains(name)
            || notebook.functions().contains(name)
            || name.equals(LastResult.NAME)
            || Constants.of(name).isPresent();
    if (!known) {
      throw new Misuse(Gradient.nothingCalled(name, notebook));
    }
  }

  /** What a command speaks of that names nothing. */
  private static String usual(Session.State state) {
    return state
        .subject()
        .map(Expr::toString)
        .or(() -> state.chosen())
        .or(() -> state.notebook().output())
        .or(() -> state.last().map(Expr::toString))
        .or(() -> state.notebook().heading())
        .orElseThrow(
            () ->
                new Misuse(
                    "there is nothing yet to speak of: type an expression, such as (x + y)*z"));
  }

  /** What the output is called. */
  String output() {
    return calculation.expression().workings().output();
  }
}
