package org.chainrule.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.Expression;
import org.chainrule.algebra.DisplayForm;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.parse.TextParser;
import org.chainrule.render.DiffText;
import org.chainrule.render.TextTrace;
import org.chainrule.render.Wrap;
import org.chainrule.sheet.Constants;
import org.chainrule.source.Characters;
import org.chainrule.source.NearestName;
import org.chainrule.source.SourceText;
import org.chainrule.trace.Trace;
import org.chainrule.trace.Tracer;
import org.chainrule.trace.Verification;
import org.chainrule.value.Matrix;

/** Carries out what stands behind a colon. */
final class Commands {
  private final Session session;
  private final Session.State state;

  private Commands(Session session) {
    this.session = session;
    this.state = session.state();
  }

  /** Carries out a command line, its colon taken off. */
  static Reply run(Session session, String line) {
    String typed = line.strip();
    int end = 0;
    while (end < typed.length() && Character.isLetter(typed.charAt(end))) {
      end++;
    }
    String word = typed.substring(0, end);
    boolean force = typed.startsWith("!", end);
    String rest = typed.substring(force ? end + 1 : end).strip();
    List<Command> commands = Command.named(word);
    if (commands.size() != 1) {
      throw new Misuse(commands.isEmpty() ? unknown(word) : ambiguous(word, commands));
    }
    Command command = commands.get(0);
    if (command == Command.QUIT && !rest.isEmpty()) {
      throw new Misuse(":quit leaves, alone; did you mean :quiz " + rest + "?");
    }
    new Usage(session, command).check(rest, force);
    return new Commands(session).run(command, rest, force);
  }

  private static String unknown(String word) {
    List<String> words = Arrays.stream(Command.values()).map(Command::word).toList();
    return "there is no command :"
        + word
        + NearestName.of(word, words)
            .map(near -> "; did you mean :" + near + "?")
            .orElse("; :help lists them");
  }

  private static String ambiguous(String word, List<Command> commands) {
    List<String> words = commands.stream().map(each -> ":" + each.word()).toList();
    return ":" + word + " may be " + String.join(" or ", words);
  }

  private Reply run(Command command, String rest, boolean force) {
    return switch (command) {
      case TRACE -> trace(rest, false);
      case VERIFY -> trace(rest, true);
      case DIFF -> diff(rest);
      case STEP -> step(rest);
      case QUIZ -> quiz(rest);
      case CHECK -> check(rest);
      case VARS -> new Tables(session).variables();
      case GATES -> new Tables(session).gates(rest);
      case SET -> new Preferences(session).set(rest);
      case SAVE -> new SheetFiles(session).save(rest, force);
      case LOAD -> new SheetFiles(session).load(rest);
      case CLEAR -> clear(rest);
      case UNDO -> undo();
      case EXPLAIN -> new Tables(session).explain(rest);
      case HELP -> new Tables(session).help(rest);
      case QUIT -> Reply.leave(session);
    };
  }

  // ---- about an expression ----

  /** An expression that a command speaks of, and the session that remembers it. */
  private record Subject(Expr expr, Calculation calculation, Session after) {}

  /** The expression that was typed; the last result, or the last definition, where none was. */
  private Subject subject(String typed) {
    String text = typed;
    if (text.isEmpty()) {
      text = usual();
    }
    Text read =
        TextParser.parse(
            SourceText.of(text), state.notebook().functions(), state.notebook().limits());
    if (read.statements().size() != 1
        || !(read.statements().get(0) instanceof Statement.Bare bare)) {
      throw new Misuse("'" + text + "' is no expression");
    }
    Expr expr = bare.expr();
    if (state.meant(expr) != expr) {
      return subject(state.meant(expr).toString());
    }
    if (expr instanceof Expr.Name name) {
      requireKnown(name.name(), state.notebook());
    }
    if (Gradient.read(expr, state).isPresent()) {
      throw new Misuse(expr + " is a gradient: type it alone, or :diff for its formula");
    }
    Gradient.requireKnown(expr, state);
    Set<String> mentions = new LinkedHashSet<>(read.mentions().get(0).names());
    mentions.addAll(read.mentions().get(0).functions());
    if (mentions.contains(LastResult.NAME)) {
      return subject(LastResult.of(session).in(expr).toString());
    }
    Session.State after = state.last(expr);
    Calculation calculation =
        Calculation.of(state.notebook(), SourceText.of(text), mentions)
            .calling(after.unnamed(), expr);
    return new Subject(expr, calculation, session.with(after));
  }

  private static void requireKnown(String name, Notebook notebook) {
    boolean known =
        notebook.names().contains(name)
            || name.equals(LastResult.NAME)
            || Constants.of(name).isPresent();
    if (!known) {
      throw new Misuse(Gradient.nothingCalled(name, notebook));
    }
  }

  /** What a command speaks of that names nothing. */
  private String usual() {
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

  private static Trace trace(Subject subject, int most) {
    Expression expression = subject.calculation().expression();
    return subject.calculation().missing().isEmpty()
        ? expression.traceOf(Map.of(), most)
        : expression.trace(most);
  }

  private Reply trace(String typed, boolean verify) {
    Subject subject = subject(typed);
    Set<String> missing = subject.calculation().missing();
    if (verify && !missing.isEmpty()) {
      throw new Misuse("differences compare numbers, and " + Changes.ask(missing));
    }
    Optional<Verification> verification =
        verify
            ? Optional.of(subject.calculation().expression().verifyOf(Map.of()))
            : Optional.empty();
    Settings settings = state.settings();
    String text =
        TextTrace.render(
            trace(subject, Tracer.MOST_STEPS),
            new TextTrace.Options(
                settings.digits(),
                settings.paint(),
                settings.explain(),
                verification,
                settings.width()));
    boolean some = !missing.isEmpty() && !subject.calculation().expression().givens().isEmpty();
    Reply reply = Reply.of(subject.after(), text);
    return some ? reply.hint(Changes.ask(missing)) : reply;
  }

  private Reply step(String typed) {
    Subject subject = subject(typed);
    Trace trace = trace(subject, Tracer.MOST_STEPS);
    if (trace.steps().isEmpty()) {
      throw new Misuse("there are no gates in " + subject.expr() + " to walk through");
    }
    Walk walk = Walk.of(trace, state.settings());
    return Reply.of(subject.after(), "").walking(walk);
  }

  private Reply quiz(String typed) {
    Subject subject = subject(typed);
    Trace trace = trace(subject, Tracer.MOST_STEPS);
    return Quiz.about(trace, subject.calculation().lines(), state.settings())
        .begin(subject.after());
  }

  private Reply diff(String typed) {
    String text = typed;
    List<String> by = new ArrayList<>();
    int at = text.lastIndexOf(" by ");
    if (at > 0) {
      by.addAll(List.of(text.substring(at + 4).strip().split("[\\s,]+")));
      text = text.substring(0, at).strip();
    } else {
      int blank = lastBlank(text);
      while (blank > 0 && isInput(text.substring(blank + 1))) {
        by.add(0, text.substring(blank + 1));
        text = text.substring(0, blank).replaceFirst("[\\s,]+$", "");
        blank = lastBlank(text);
      }
    }
    Subject subject = subject(text);
    Expression expression = subject.calculation().expression();
    List<String> inputs = by.isEmpty() ? expression.inputs() : by;
    if (inputs.isEmpty()) {
      throw new Misuse("there is nothing to differentiate by: it has no inputs");
    }
    List<List<String>> derivatives = inputs.stream().map(List::of).toList();
    DisplayForm form = expression.formulas(derivatives);
    String output = expression.circuit().names().name(expression.circuit().output());
    return Reply.of(
        subject.after(), DiffText.text(output, derivatives, form, expression.remarks(form)));
  }

  private static int lastBlank(String text) {
    int blank = text.length() - 1;
    while (blank > 0 && " ,\t".indexOf(text.charAt(blank)) < 0) {
      blank--;
    }
    return blank;
  }

  /** Whether a word is a name that may be differentiated by, and no part of the expression. */
  private boolean isInput(String word) {
    Definition definition = state.notebook().definitions().get(word);
    boolean name =
        !word.isEmpty() && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
    return name
        && Character.isLetter(word.charAt(0))
        && (definition == null || definition.isValue());
  }

  private Reply check(String claim) {
    if (claim.isEmpty()) {
      throw new Misuse(":check needs a claim, such as :check q = 3");
    }
    String first = claim.split("[\\s=]", 2)[0];
    boolean value =
        state.notebook().names().contains(first)
            && claim.substring(first.length()).strip().startsWith("=");
    return new Claims(session).judge(value ? "value " + claim : claim);
  }

  private Reply clear(String typed) {
    if (typed.isEmpty()) {
      throw new Misuse("clear what? :clear x, or :clear all");
    }
    if (typed.equals("all")) {
      Session.State empty = Session.begin(state.settings(), session.disk()).state();
      return Reply.of(session.with(empty), "all definitions are gone\n")
          .hint(":undo brings them back");
    }
    Notebook notebook = state.notebook();
    List<String> names = List.of(typed.split("[\\s,]+"));
    for (String name : names) {
      if (!notebook.defines(name)) {
        throw new Misuse(
            "there is no definition of "
                + name
                + NearestName.suggestion(name, state.notebook().definitions().keySet()));
      }
      notebook = notebook.without(name);
    }
    Session after = session.with(state.with(notebook));
    return Reply.of(after, new Changes(session, after).orphans(names));
  }

  private Reply undo() {
    Past.Step step =
        session
            .past()
            .last()
            .orElseThrow(() -> new Misuse("nothing was changed yet that could be taken back"));
    Session after = session.without(step);
    int width = state.settings().width();
    StringBuilder out = new StringBuilder();
    out.append(Wrap.wrap("took back " + Characters.shown(step.told()), width, "  ")).append('\n');
    out.append(new Changes(session, after).undone());
    if (!after.settings().equals(state.settings())) {
      out.append(new Preferences(after).set("").text());
    }
    return Reply.of(after, out.toString());
  }

  /** Values of everything that is defined, or an empty map where they do not fit together. */
  static Map<String, Matrix> values(Notebook notebook) {
    try {
      return Valuation.of(notebook, notebook.definitions().keySet());
    } catch (org.chainrule.source.ChainruleException e) {
      return new LinkedHashMap<>();
    }
  }
}
