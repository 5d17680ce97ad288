package org.chainrule.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.chainrule.algebra.Substitution;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.ast.Trees;
import org.chainrule.parse.Lexeme;
import org.chainrule.parse.TextParser;
import org.chainrule.render.MatrixText;
import org.chainrule.source.SourceText;
import org.chainrule.value.Matrix;

/** Entries that are no commands: definitions, expressions, gradients and claims. */
final class Statements {
  /** The name of the last result. */
  static final String ANS = "ans";

  /** Parts of an expression up to which {@code ans} is written out in the next one. */
  private static final int MOST_PARTS = 2_000;

  private static final int MOST_CHANGES = 6;
  private static final int WIDTH = 80;

  /** What only the checker of homework reads: tolerances, open questions, other spellings. */
  private static final Pattern HOMEWORK =
      Pattern.compile(
          "(?s).*(±|\\s\\+-\\s|=\\s*\\?\\s*$|~\\s*\\?\\s*$|=[^=]*\\swithin\\s).*"
              + "|\\s*(grad|upstream|downstream)\\s+\\p{L}.*");

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
    if (HOMEWORK.matcher(text).matches()) {
      return new Claims(session).judge(flat(text, lexemes));
    }
    if (text.endsWith("?")) {
      return asked(text.substring(0, text.length() - 1).strip());
    }
    if (lexemes.get(0).kind() == Lexeme.Kind.KEYWORD
        && !text.startsWith("output")
        && lexemes.stream().noneMatch(each -> each.kind() == Lexeme.Kind.RELATION)) {
      return new Claims(session).judge(flat(text, lexemes) + " = ?");
    }
    if (continues(text, lexemes)) {
      last();
      return statements(SourceText.of(ANS + " " + flat(text, lexemes)));
    }
    return statements(entry);
  }

  /** {@code f?} shows the trace; {@code sin?} tells what sin is. */
  private Reply asked(String text) {
    Command command = text.isEmpty() || isFunction(text) ? Command.HELP : Command.TRACE;
    return Commands.run(session, command.word() + " " + text);
  }

  private static boolean isFunction(String text) {
    return org.chainrule.gate.Gate.functionNamed(text).isPresent();
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

  private Expr last() {
    return session
        .state()
        .last()
        .orElseThrow(() -> new Misuse("there is no result yet that " + ANS + " could stand for"));
  }

  private Reply statements(SourceText source) {
    Text text = TextParser.parse(source, notebook().functions(), TextParser.DEFAULT_DEPTH);
    Reply reply = Reply.of(session, "");
    for (int i = 0; i < text.statements().size() && !reply.failed(); i++) {
      Reply next;
      try {
        next = new Statements(reply.session(), feedback).statement(text, i);
      } catch (org.chainrule.source.ChainruleException e) {
        next =
            Reply.errors(
                reply.session().with(reply.session().state().code(e.diagnostics().get(0).code())),
                e.diagnostics());
      } catch (Misuse e) {
        next = Reply.complaint(reply.session(), e.getMessage());
      }
      reply = reply.then(next);
    }
    return reply.hint().isEmpty() || reply.waits() ? reply : asking(text, reply);
  }

  /** Asks for what is missing after all statements: a later one may have given it. */
  private static Reply asking(Text text, Reply reply) {
    List<String> defined = new ArrayList<>();
    for (Statement statement : text.statements()) {
      if (statement instanceof Statement.Relation relation) {
        relation.equated().ifPresent(defined::add);
      }
    }
    Set<String> missing = reply.session().state().notebook().missing(defined);
    return reply.hint(missing.isEmpty() ? "" : ask(missing));
  }

  private Reply statement(Text text, int index) {
    Statement statement = text.statements().get(index);
    String written = text.map().statement(index).text();
    String flat = flat(written, Lexeme.of(written, notebook().functions()));
    Set<String> mentions = new LinkedHashSet<>(text.mentions().get(index).names());
    mentions.addAll(text.mentions().get(index).functions());
    boolean goesOn = mentions.remove(ANS);
    if (goesOn) {
      last();
    }
    if (statement instanceof Statement.Function function) {
      mentions.removeAll(function.parameters());
      String usage = Definition.usage(function.name(), function.parameters());
      return define(
          new Definition(function.name(), flat, usage, function.body(), mentions), goesOn);
    }
    if (statement instanceof Statement.Output output) {
      return Reply.of(session.with(session.state().output(Optional.of(flat))), "");
    }
    if (statement instanceof Statement.Relation relation) {
      if (relation.equated().isEmpty()) {
        return new Claims(session).judge(flat);
      }
      String name = relation.equated().get();
      return define(new Definition(name, flat, name, relation.right(), mentions), goesOn);
    }
    Expr expr = ((Statement.Bare) statement).expr();
    Optional<Gradient> gradient = Gradient.read(expr, notebook());
    if (gradient.isPresent()) {
      return gradient.get().reply(session);
    }
    // The text as it was typed has its places; a text with ans in it has none that would help.
    boolean alone = text.statements().size() == 1 && !goesOn;
    Expr full = goesOn ? expanded(expr) : expr;
    if (goesOn) {
      Trees.postorder(full, part -> mentionsOf(part, mentions));
    }
    String formula = goesOn ? full.toString() : flat;
    SourceText source = alone ? text.map().statement(index).source() : SourceText.of(formula);
    return show(Calculation.of(notebook(), source, mentions), full, formula);
  }

  private static void mentionsOf(Expr part, Set<String> mentions) {
    if (part instanceof Expr.Name name) {
      mentions.add(name.name());
    } else if (part instanceof Expr.Call call) {
      mentions.add(call.function());
    }
  }

  /** The expression with the last one in the place of {@code ans}; its value, if it is too long. */
  private Expr expanded(Expr expr) {
    int[] uses = {0};
    Trees.postorder(
        expr, part -> uses[0] += part instanceof Expr.Name n && n.name().equals(ANS) ? 1 : 0);
    Expr last = last();
    long[] size = {0};
    Trees.postorder(last, part -> size[0]++);
    if (uses[0] * size[0] > MOST_PARTS) {
      Set<String> mentions = new LinkedHashSet<>();
      Trees.postorder(last, part -> mentionsOf(part, mentions));
      Calculation calculation =
          Calculation.of(notebook(), SourceText.of(last.toString()), mentions);
      if (!calculation.missing().isEmpty()) {
        throw new Misuse("the last result is too long to go on from; give it a name first");
      }
      last = literal(calculation.expression().valueOf(Map.of()));
    }
    return Substitution.replace(expr, ANS, last);
  }

  static Expr expression(String formula) {
    return TextParser.expression(formula);
  }

  static Expr literal(Matrix value) {
    String text = value.format(number -> Double.toString(number).replace("E", "e"));
    return expression(text);
  }

  // ---- definitions ----

  private Reply define(Definition definition, boolean goesOn) {
    String name = definition.name();
    if (name.equals(ANS)) {
      throw new Misuse(ANS + " stands for the last result; choose another name");
    }
    Definition whole = goesOn ? withoutAns(definition) : definition;
    Notebook after = notebook().with(whole);
    if (after.isCircular(whole)) {
      Calculation.of(after, SourceText.of(name), Set.of(name)).expression();
    }
    Session session = this.session.with(this.session.state().with(after));
    return feedback ? changes(session, whole) : Reply.of(session, "");
  }

  private Definition withoutAns(Definition definition) {
    Expr right = expanded(definition.right());
    Set<String> mentions = new LinkedHashSet<>(definition.mentions());
    Trees.postorder(right, part -> mentionsOf(part, mentions));
    String left = definition.usage();
    return new Definition(
        definition.name(), left + " = " + right, definition.usage(), right, mentions);
  }

  /** What a definition is worth, and whose values it changed. */
  private Reply changes(Session after, Definition definition) {
    Notebook notebook = after.state().notebook();
    Set<String> names = new LinkedHashSet<>();
    names.add(definition.name());
    notebook.using(definition.name()).forEach(each -> names.add(each.name()));
    Map<String, Matrix> values = Valuation.of(notebook, names);
    Map<String, Matrix> before = before(names);
    List<String> lines = new ArrayList<>();
    Matrix own = values.get(definition.name());
    if (definition.isFunction() || own == null) {
      lines.add(definition.usage() + " = " + definition.right());
    } else {
      lines.add(line(definition.name(), own));
    }
    int changed = 0;
    for (Map.Entry<String, Matrix> each : values.entrySet()) {
      boolean other = !each.getKey().equals(definition.name());
      if (other && !each.getValue().equals(before.get(each.getKey())) && changed++ < MOST_CHANGES) {
        lines.add(line(each.getKey(), each.getValue()));
      }
    }
    if (changed > MOST_CHANGES) {
      lines.add("and " + (changed - MOST_CHANGES) + " more");
    }
    Reply reply = Reply.of(after, joined(lines));
    Set<String> missing = notebook.missing(List.of(definition.name()));
    return definition.isFunction() || missing.isEmpty() ? reply : reply.hint(ask(missing));
  }

  private Map<String, Matrix> before(Set<String> names) {
    try {
      return Valuation.of(notebook(), names);
    } catch (org.chainrule.source.ChainruleException e) {
      return new LinkedHashMap<>();
    }
  }

  private String line(String name, Matrix value) {
    return name
        + " = "
        + value(value, session.settings(), WIDTH - name.length() - 3, name.length() + 3);
  }

  /** Side by side where they fit. */
  private static String joined(List<String> lines) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String line : lines) {
      boolean fits = column + 3 + line.length() <= WIDTH && line.indexOf('\n') < 0;
      if (column > 0) {
        out.append(fits ? "   " : "\n");
        column = fits ? column + 3 : 0;
      }
      out.append(line);
      column += line.length();
    }
    return out.append('\n').toString();
  }

  /** Which inputs want a value, and how to give it. */
  static String ask(Set<String> missing) {
    String first = missing.iterator().next();
    List<String> some = missing.stream().limit(6).toList();
    String list =
        missing.size() > some.size()
            ? String.join(", ", some) + ", ..."
            : some.size() == 1
                ? first
                : String.join(", ", some.subList(0, some.size() - 1))
                    + " and "
                    + some.get(some.size() - 1);
    return list
        + (missing.size() == 1 ? " has no value" : " have no values")
        + " yet: type "
        + first
        + " = 1";
  }

  // ---- expressions ----

  private Reply show(Calculation calculation, Expr expr, String formula) {
    Session after = session.with(session.state().last(expr).line(formula));
    if (!calculation.missing().isEmpty()) {
      // Shapes and functions are checked although there is no number yet.
      calculation.expression().notes();
      return Reply.of(after, expr + "\n").waiting(ask(calculation.missing()));
    }
    Matrix value = calculation.expression().valueOf(Map.of());
    String text = value(value, session.settings(), WIDTH, 0) + "\n" + calculation.notes(value);
    return Reply.of(after, text);
  }

  /** A value within some columns, its further lines indented. */
  static String value(Matrix value, Settings settings, int room, int indent) {
    List<String> lines = MatrixText.lines(value, settings.digits(), room);
    String text = String.join("\n" + " ".repeat(indent), lines);
    return settings.paint().value(text);
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
