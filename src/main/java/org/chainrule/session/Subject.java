package org.chainrule.session;

import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.ast.Trees;
import org.chainrule.parse.TextParser;
import org.chainrule.sheet.Constants;
import org.chainrule.sheet.Place;
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
    if (typed.isEmpty()) {
      return of(session, Place.of(new Statement.Bare(usual(state))), free);
    }
    Text read =
        TextParser.parse(
            SourceText.of(typed),
            state.notebook().functions(),
            state.reading().names(),
            state.notebook().limits());
    if (read.statements().size() != 1) {
      throw new Misuse("'" + typed + "' is no expression");
    }
    return of(session, new Place(read, 0), free);
  }

  private static Subject of(Session session, Place place, Set<String> free) {
    Session.State state = session.state();
    if (!(place.content() instanceof Statement.Bare bare)) {
      throw new Misuse("'" + place.span().text() + "' is no expression");
    }
    Expr expr = bare.expr();
    if (state.meant(expr) != expr) {
      return of(session, Place.of(new Statement.Bare(state.meant(expr))), free);
    }
    if (expr instanceof Expr.Name name && !free.contains(name.name())) {
      requireKnown(name.name(), state.notebook());
    }
    if (Gradient.read(expr, state).isPresent()) {
      throw new Misuse(expr + " is a gradient: type it alone, or :diff for its formula");
    }
    Gradient.requireKnown(expr, state);
    if (place.mentions().names().contains(LastResult.NAME)) {
      return of(session, Place.of(new Statement.Bare(LastResult.of(session).in(expr))), free);
    }
    Session.State after = state.last(expr);
    Calculation calculation =
        Calculation.of(Trees.asksForOutput(expr) ? state.reading() : state.notebook(), place)
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
  private static Expr usual(Session.State state) {
    return state
        .subject()
        .or(state::output)
        .or(() -> state.notebook().output().map(Expr.Name::new))
        .or(state::last)
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
