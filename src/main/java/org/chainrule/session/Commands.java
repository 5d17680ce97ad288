package org.chainrule.session;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.Expression;
import org.chainrule.Point;
import org.chainrule.render.TextTrace;
import org.chainrule.render.Wrap;
import org.chainrule.source.Characters;
import org.chainrule.source.NearestName;
import org.chainrule.trace.Trace;
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
    Inquiry inquiry = new Usage(session, command).read(rest, force);
    return new Commands(session).run(command, inquiry, force);
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

  private Reply run(Command command, Inquiry inquiry, boolean force) {
    String rest = inquiry.text();
    return switch (command) {
      case TRACE, VERIFY -> trace(command, rest);
      case DIFF -> new Formulas(session).diff(inquiry);
      case LATEX -> new Formulas(session).latex(rest);
      case JACOBIAN -> new Formulas(session).jacobian(rest);
      case EQUAL -> new Formulas(session).equal(inquiry);
      case STEP -> step(command, rest);
      case QUIZ -> quiz(command, rest);
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

  private static Trace trace(Subject subject) {
    Expression expression = subject.calculation().expression();
    return subject.calculation().missing().isEmpty()
        ? expression.trace(Point.NONE)
        : expression.trace();
  }

  private Reply trace(Command command, String typed) {
    boolean verify = command == Command.VERIFY;
    Subject subject = Subject.alone(session, typed, command);
    Set<String> missing = subject.calculation().missing();
    if (verify && !missing.isEmpty()) {
      throw new Misuse(
          "differences compare numbers, and " + Changes.ask(missing, state.notebook()));
    }
    Optional<Verification> verification =
        verify
            ? Optional.of(subject.calculation().expression().verify(Point.NONE))
            : Optional.empty();
    Settings settings = state.settings();
    String text =
        TextTrace.render(
            trace(subject),
            new TextTrace.Options(
                settings.digits(),
                settings.paint(),
                settings.explain(),
                verification,
                settings.width()));
    boolean some = !missing.isEmpty() && !subject.calculation().expression().givens().isEmpty();
    Reply reply = Reply.of(subject.after(), text);
    String ask = missing.isEmpty() ? "" : Changes.ask(missing, state.notebook());
    return some || ask.endsWith("?") ? reply.hint(ask) : reply;
  }

  private Reply step(Command command, String typed) {
    Subject subject = Subject.alone(session, typed, command);
    Trace trace = trace(subject);
    if (trace.steps().isEmpty()) {
      throw new Misuse("there are no gates in " + subject.expr() + " to walk through");
    }
    Walk walk = Walk.of(trace, state.settings());
    return Reply.of(subject.after(), "").walking(walk);
  }

  private Reply quiz(Command command, String typed) {
    Subject subject = Subject.alone(session, typed, command);
    Trace trace = trace(subject);
    return Quiz.about(trace, subject.calculation(), state.settings()).begin(subject.after());
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
