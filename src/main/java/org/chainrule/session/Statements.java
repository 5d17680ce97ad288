package org.chainrule.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.chainrule.Point;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.gate.Gate;
import org.chainrule.parse.Lexeme;
import org.chainrule.parse.TextParser;
import org.chainrule.sheet.Place;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.SourceText;
import org.chainrule.value.Matrix;

/** Entries that are no commands: definitions, expressions, gradients and claims. */
final class Statements {
  private final Session session;
  private final boolean feedback;

  Statements(Session session, boolean feedback) {
    this.session = session;
    this.feedback = feedback;
  }

  private Notebook notebook() {
    return session.state().notebook();
  }

  Reply enter(SourceText entry) {
    String text = entry.text().strip();
    List<Lexeme> lexemes = Lexeme.of(text, notebook().functions());
    if (lexemes.stream().allMatch(each -> each.kind() == Lexeme.Kind.COMMENT)) {
      return Reply.of(session, "");
    }
    Habits.advice(text, session.state().reading())
        .ifPresent(
            advice -> {
              throw new Misuse(advice);
            });
    Optional<Reply> homework = homework(text, lexemes);
    if (homework.isPresent()) {
      return homework.get();
    }
    if (text.endsWith("?")) {
      return asked(text.substring(0, text.length() - 1).strip());
    }
    if (lexemes.get(0).kind() == Lexeme.Kind.KEYWORD
        && !text.startsWith("output")
        && lexemes.stream().noneMatch(each -> each.kind() == Lexeme.Kind.RELATION)) {
      Reply shown = new Claims(session).judge(flat(text, lexemes) + " = ?");
      return shown.failed() || shown.wrong() ? upstream(text, lexemes).orElse(shown) : shown;
    }
    if (continues(text, lexemes)) {
      LastResult.of(session);
      return statements(SourceText.of(LastResult.NAME + " " + flat(text, lexemes)));
    }
    return statements(entry);
  }

  /**
   * What only sheets of homework have: a tolerance, {@code grad q}, or a question such as {@code
   * df/dx = ?}, which is answered.
   */
  private Optional<Reply> homework(String text, List<Lexeme> lexemes) {
    boolean grad = lexemes.get(0).in(text).equals("grad");
    boolean sign = lexemes.stream().anyMatch(each -> each.kind() == Lexeme.Kind.UNKNOWN);
    if (!grad && !sign && !text.contains("+-") && !text.contains("within")) {
      return Optional.empty();
    }
    Text read;
    try {
      read = TextParser.homework(SourceText.of(text), functions(text), notebook().limits());
    } catch (ChainruleException e) {
      return Optional.empty(); // It is told as what it is.
    }
    Statement only = read.statements().get(0);
    if (read.statements().size() > 1 || !(only instanceof Statement.Relation claim)) {
      return grad && only instanceof Statement.Relation
          ? Optional.of(new Claims(session).judge(flat(text, lexemes)))
          : Optional.empty();
    }
    boolean asked = claim.answer() == Statement.Answer.ASKED;
    if (asked && claim.target() == Statement.Target.PLAIN) {
      return Optional.of(statements(SourceText.of(new Place(read, 0).left().text())));
    }
    return asked || claim.tolerance() != null || grad
        ? Optional.of(new Claims(session).judge(flat(text, lexemes)))
        : Optional.empty();
  }

  /** {@code up q} of a name is a gradient, which may be a matrix. */
  private Optional<Reply> upstream(String text, List<Lexeme> lexemes) {
    Notebook reading = session.state().reading();
    String name = lexemes.get(lexemes.size() - 1).in(text);
    Optional<String> output = reading.output();
    return text.startsWith("up") && lexemes.size() == 2 && output.isPresent() && reading.knows(name)
        ? Optional.of(new Gradient(output.get(), name, List.of()).reply(session))
        : Optional.empty();
  }

  /** {@code f?} shows the trace; {@code sin?} tells what sin is. */
  private Reply asked(String text) {
    Command command = text.isEmpty() || isFunction(text) ? Command.HELP : Command.TRACE;
    return Commands.run(session, command.word() + " " + text);
  }

  private static boolean isFunction(String text) {
    return Gate.functionNamed(text).isPresent();
  }

  /**
   * Whether the text goes on from the last result: {@code * 2}, {@code - 3}, but not {@code -3}.
   */
  private static boolean continues(String text, List<Lexeme> lexemes) {
    if (lexemes.get(0).kind() != Lexeme.Kind.OPERATOR || text.startsWith("√")) {
      return false;
    }
    boolean sign = "+-−".indexOf(text.charAt(0)) >= 0;
    return !sign || text.length() > 1 && Character.isWhitespace(text.charAt(1));
  }

  private Reply statements(SourceText source) {
    Set<String> names = session.state().reading().names();
    Text text = TextParser.parse(source, functions(source.text()), names, notebook().limits());
    Reply reply = Reply.of(session, "");
    for (int i = 0; i < text.statements().size(); i++) {
      // What is thrown leaves the session as it was before the first of them.
      Reply next = new Statements(reply.session(), feedback).statement(text, i);
      boolean definitions = i > 0 && isDefinition(text, i - 1) && isDefinition(text, i);
      reply = definitions ? reply.besides(next, session.settings().width()) : reply.then(next);
      if (reply.failed()) {
        return reply.in(session);
      }
    }
    boolean several = text.statements().size() > 1;
    return several && !reply.hint().isEmpty() && !reply.waits() ? asking(text, reply) : reply;
  }

  /** Asks for what is missing after all statements: a later one may have given it. */
  private static Reply asking(Text text, Reply reply) {
    List<String> defined = new ArrayList<>();
    for (Statement statement : text.statements()) {
      if (statement instanceof Statement.Relation relation) {
        relation.equated().ifPresent(defined::add);
      }
    }
    Notebook notebook = reply.session().state().notebook();
    Set<String> missing = notebook.missing(defined);
    return reply.hint(missing.isEmpty() ? "" : Changes.ask(missing, notebook));
  }

  private static boolean isDefinition(Text text, int index) {
    return text.statements().get(index) instanceof Statement.Relation relation
        && relation.equated().isPresent();
  }

  /** The functions of the session; one that becomes a value in this entry is none any more. */
  private Set<String> functions(String text) {
    Set<String> functions = notebook().functions();
    functions.removeIf(
        name ->
            Pattern.compile("(?s)\\s*" + Pattern.quote(name) + "\\s*=[^=].*")
                .matcher(text)
                .matches());
    return functions;
  }

  private Reply statement(Text text, int index) {
    Statement statement = text.statements().get(index);
    String written = text.map().statement(index).text();
    String flat = flat(written, Lexeme.of(written, notebook().functions()));
    Set<String> mentions = Definition.mentions(text, index);
    Optional<LastResult> last =
        mentions.remove(LastResult.NAME) ? Optional.of(LastResult.of(session)) : Optional.empty();
    Optional<Definition> definition = Definition.of(text, index);
    if (definition.isPresent()) {
      if (!definition.get().isFunction()) {
        Gradient.requireKnown(definition.get().right(), session.state());
      }
      return define(definition.get(), last);
    }
    if (statement instanceof Statement.Output) {
      for (String name : mentions) {
        Subject.requireKnown(name, session.state().reading());
      }
      return Reply.of(session.with(session.state().output(flat)), "");
    }
    if (statement instanceof Statement.Relation relation) {
      return claim(relation, flat);
    }
    Expr expr = ((Statement.Bare) statement).expr();
    Optional<Gradient> gradient = Gradient.read(expr, session.state());
    if (gradient.isPresent()) {
      return gradient.get().reply(session);
    }
    Gradient.requireKnown(expr, session.state());
    // The text as it was typed has its places; a text with ans in it has none that would help.
    Expr full = last.map(result -> result.in(expr)).orElse(session.state().meant(expr));
    Set<String> names = full == expr ? mentions : LastResult.mentions(full);
    String formula = full == expr ? flat : full.toString();
    boolean alone = text.statements().size() == 1 && full == expr;
    SourceText source = alone ? text.map().statement(index).source() : SourceText.of(formula);
    return show(Calculation.of(notebook(), source, names), full, formula);
  }

  private Reply claim(Statement.Relation relation, String flat) {
    boolean goesOn =
        relation.expressions().stream()
            .anyMatch(side -> LastResult.mentions(side).contains(LastResult.NAME));
    Optional<LastResult> last = goesOn ? Optional.of(LastResult.of(session)) : Optional.empty();
    if (isNumeric(relation)) {
      Expr left = last.map(result -> result.in(relation.left())).orElse(relation.left());
      String target = left instanceof Expr.Name ? "value " : "";
      return new Claims(session).judge(target + left + " = " + relation.right());
    }
    return new Claims(session).judge(last.map(result -> result.in(relation)).orElse(flat));
  }

  /** Whether {@code ==} asks for a value, as in {@code x == 3}, and not for a function. */
  private boolean isNumeric(Statement.Relation relation) {
    Expr right = relation.right();
    boolean number =
        right instanceof Expr.Number
            || right instanceof Expr.Apply minus
                && minus.gate() == Gate.NEG
                && minus.operands().get(0) instanceof Expr.Number;
    return number
        && relation.target() == Statement.Target.PLAIN
        && relation.relations().equals(List.of("=="))
        && Gradient.read(relation.left(), session.state()).isEmpty();
  }

  // ---- definitions ----

  private Reply define(Definition definition, Optional<LastResult> last) {
    String name = definition.name();
    if (name.equals(LastResult.NAME)) {
      throw new Misuse(name + " stands for the last result; choose another name");
    }
    Definition whole = last.map(result -> result.in(definition)).orElse(definition);
    Notebook after = notebook().with(whole);
    if (after.isCircular(whole)) {
      Calculation.of(after, SourceText.of(name), Set.of(name)).expression();
    }
    Session session = this.session.with(this.session.state().with(whole));
    return feedback ? new Changes(this.session, session).reply(whole) : Reply.of(session, "");
  }

  // ---- expressions ----

  private Reply show(Calculation calculation, Expr expr, String formula) {
    Session after = session.with(session.state().last(expr).expression(formula));
    if (!calculation.missing().isEmpty()) {
      String readings = calculation.readings(); // which tell what else may be meant
      String ask =
          readings.isEmpty()
              ? Changes.ask(calculation.missing(), notebook())
              : Changes.ask(calculation.missing());
      return Reply.of(after, expr + "\n" + readings).unanswered(ask);
    }
    Matrix value = calculation.expression().value(Point.NONE);
    String text =
        Changes.value(value, session.settings(), session.settings().width(), 0)
            + "\n"
            + calculation.notes(value);
    return Reply.of(after, text);
  }

  /** A text on one line and without comments. */
  static String flat(String text) {
    return flat(text, Lexeme.of(text, Set.of()));
  }

  private static String flat(String text, List<Lexeme> lexemes) {
    StringBuilder out = new StringBuilder();
    int end = 0;
    for (Lexeme lexeme : lexemes) {
      boolean apart = lexeme.start() > end && out.length() > 0;
      if (lexeme.kind() != Lexeme.Kind.COMMENT) {
        String word = text.substring(lexeme.start(), lexeme.end());
        out.append(apart ? " " : "").append(word.isBlank() ? " " : word);
      }
      end = lexeme.end();
    }
    return out.toString().strip();
  }
}
