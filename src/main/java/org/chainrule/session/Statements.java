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
import org.chainrule.ast.Trees;
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
        && lexemes.stream().noneMatch(each -> each.kind() == Lexeme.Kind.RELATION)
        && !isExpression(entry)) {
      return new Claims(session).judge(flat(text, lexemes) + " = ?");
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
      boolean claims = read.statements().stream().allMatch(Statements::isClaim);
      return claims ? Optional.of(new Claims(session).judge(read)) : Optional.empty();
    }
    boolean asked = claim.answer() == Statement.Answer.ASKED;
    if (asked && claim.target() == Statement.Target.PLAIN) {
      return Optional.of(statements(SourceText.of(new Place(read, 0).left().text())));
    }
    return asked || claim.tolerance() != null || grad
        ? Optional.of(new Claims(session).judge(new Place(read, 0)))
        : Optional.empty();
  }

  private static boolean isClaim(Statement statement) {
    return statement instanceof Statement.Relation relation
        && (relation.tolerance() != null || relation.equated().isEmpty());
  }

  /**
   * Whether words such as {@code up} belong to operands of known names: {@code up q}, {@code
   * 2*local dq/dx}. A trace calls more nodes by names, of which only claims speak.
   */
  private boolean isExpression(SourceText entry) {
    Notebook reading = session.state().reading();
    try {
      Text text =
          TextParser.parse(entry, functions(entry.text()), reading.names(), notebook().limits());
      Text.Mentions mentions = text.mentions().get(0);
      return mentions.names().stream().allMatch(reading::knows)
          || !(text.statements().get(0) instanceof Statement.Bare bare)
          || !Trees.differentiates(bare.expr());
    } catch (ChainruleException e) {
      return false;
    }
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
      Reply next = new Statements(reply.session(), feedback).statement(new Place(text, i));
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

  private Reply statement(Place place) {
    Set<String> mentions = Definition.mentions(place);
    Optional<LastResult> last =
        mentions.contains(LastResult.NAME) ? Optional.of(LastResult.of(session)) : Optional.empty();
    return place
        .content()
        .accept(
            new Statement.Visitor<Reply>() {
              @Override
              public Reply function(Statement.Function function) {
                return define(place, last);
              }

              @Override
              public Reply relation(Statement.Relation relation) {
                if (relation.equated().isEmpty()) {
                  return claim(relation, place);
                }
                Gradient.requireKnown(relation.right(), session.state());
                return define(place, last);
              }

              @Override
              public Reply output(Statement.Output output) {
                for (String name : mentions) {
                  Subject.requireKnown(name, session.state().reading());
                }
                return Reply.of(session.with(session.state().output(output.expr())), "");
              }

              @Override
              public Reply bare(Statement.Bare bare) {
                return expression(bare.expr(), place, last);
              }
            });
  }

  private Reply expression(Expr expr, Place place, Optional<LastResult> last) {
    Optional<Gradient> gradient = Gradient.read(expr, session.state());
    if (gradient.isPresent()) {
      return gradient.get().reply(session);
    }
    Session.State state = session.state();
    Gradient.requireKnown(expr, state);
    if (expr instanceof Expr.Role up
        && up.kind() == Expr.Role.Kind.UP
        && state.reading().source().orElse(up) instanceof Expr.Name output) {
      return new Gradient(output.name(), up.of().toString(), List.of()).reply(session);
    }
    // The text as it was typed has its places; a text with ans in it has none that would help.
    Expr full = last.map(result -> result.in(expr)).orElse(state.meant(expr));
    Notebook notebook = Trees.asksForOutput(full) ? state.reading() : notebook();
    return full == expr
        ? show(Calculation.of(notebook, place.alone()), full, flat(place.span().text()))
        : show(Calculation.of(notebook, full), full, full.toString());
  }

  private Reply claim(Statement.Relation relation, Place place) {
    boolean goesOn =
        relation.expressions().stream()
            .anyMatch(side -> LastResult.mentions(side).contains(LastResult.NAME));
    Statement.Relation full = goesOn ? LastResult.of(session).in(relation) : relation;
    if (isNumeric(relation)) {
      Statement.Target target =
          full.left() instanceof Expr.Name ? Statement.Target.VALUE : Statement.Target.PLAIN;
      full = new Statement.Relation(target, full.subjects(), full.sides(), List.of("="));
    }
    return new Claims(session).judge(full == relation ? place : Place.of(full));
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

  private Reply define(Place place, Optional<LastResult> last) {
    Definition definition = Definition.of(place).orElseThrow();
    String name = definition.name();
    if (name.equals(LastResult.NAME)) {
      throw new Misuse(name + " stands for the last result; choose another name");
    }
    Definition whole = last.map(result -> result.in(definition)).orElse(definition);
    Notebook after = notebook().with(whole);
    if (after.isCircular(whole)) {
      Calculation.of(after, whole.whole()).expression();
    }
    Session session = this.session.with(this.session.state().with(whole));
    return feedback ? new Changes(this.session, session).reply(whole) : Reply.of(session, "");
  }

  // ---- expressions ----

  private Reply show(Calculation calculation, Expr expr, String formula) {
    Session.State state = session.state();
    // An output without a name stays what is spoken of while gradients from it are asked for.
    boolean output = Trees.asksForOutput(expr) && state.reading() != state.notebook();
    state = output ? state.ans(Optional.of(expr)) : state.last(expr);
    Session after = session.with(state.expression(formula));
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
