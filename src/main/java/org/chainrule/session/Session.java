package org.chainrule.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.algebra.Substitution;
import org.chainrule.ast.Expr;
import org.chainrule.source.Cancellation;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Fault;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;

/**
 * A conversation with chainrule. Immutable: an entry gives a {@link Reply} that carries the session
 * afterwards, so that an error, or a computation that was broken off, changes nothing.
 */
public final class Session {
  private final State state;
  private final Past past;
  private final Disk disk;
  private volatile Vocabulary vocabulary;

  /**
   * What a session remembers.
   *
   * @param notebook the definitions
   * @param last the last result, as an expression: what {@code ans} stands for
   * @param subject the last expression that has names, unless a formula was defined after it
   * @param lines expressions and claims that succeeded, in order
   * @param settings what {@code :set} changed
   * @param quiz the quiz that is going on
   * @param code the code of the last error; empty before the first
   * @param output what {@code output q} chose, if it did
   * @param files names of files that the session saved or loaded, and so may replace
   */
  record State(
      Notebook notebook,
      Optional<Expr> last,
      Optional<Expr> subject,
      Lines lines,
      Settings settings,
      Optional<Quiz> quiz,
      String code,
      Optional<Expr> output,
      Set<String> files) {
    /** A state whose notebook knows the chosen output. */
    State {
      notebook = notebook.choosing(output);
    }

    State with(Notebook other) {
      State state = new State(other, last, subject, lines, settings, quiz, code, output, files);
      Set<String> functions = other.functions();
      return functions.equals(notebook.functions())
          ? state
          : state
              .ans(last.map(expr -> LastResult.among(expr, functions)))
              .about(subject.map(expr -> LastResult.among(expr, functions)));
    }

    State last(Expr other) {
      State state = ans(Optional.of(other));
      return isSubject(other) ? state.about(Optional.of(other)) : state;
    }

    /** Numbers are nothing to speak of, nor is an input that one only looks at. */
    private boolean isSubject(Expr expr) {
      Definition definition =
          expr instanceof Expr.Name name ? notebook.definitions().get(name.name()) : null;
      return expr instanceof Expr.Name
          ? definition != null && !definition.isValue()
          : !LastResult.mentions(expr).isEmpty();
    }

    /** The same with another last result, but speaking of the same expression. */
    State ans(Optional<Expr> other) {
      return new State(notebook, other, subject, lines, settings, quiz, code, output, files);
    }

    /** The same, speaking of another expression: that of the last definition where it is none. */
    State about(Optional<Expr> other) {
      return new State(notebook, last, other, lines, settings, quiz, code, output, files);
    }

    State expression(String line) {
      return with(lines.with(new Lines.Line(line, false)));
    }

    State claim(String line) {
      return with(lines.with(new Lines.Line(line, true)));
    }

    private State with(Lines other) {
      return new State(notebook, last, subject, other, settings, quiz, code, output, files);
    }

    State with(Settings other) {
      return new State(notebook, last, subject, lines, other, quiz, code, output, files);
    }

    State with(Optional<Quiz> other) {
      return new State(notebook, last, subject, lines, settings, other, code, output, files);
    }

    State code(String other) {
      return new State(notebook, last, subject, lines, settings, quiz, other, output, files);
    }

    /** The same after {@code output q}, which is what commands speak of from now on. */
    State output(Expr chosen) {
      return new State(
          notebook,
          last,
          Optional.empty(),
          lines,
          settings,
          quiz,
          code,
          Optional.of(chosen),
          files);
    }

    /** The same with a definition; a formula is what commands speak of from now on. */
    State with(Definition definition) {
      State state = with(notebook.with(definition));
      return definition.isValue() ? state : state.about(Optional.empty());
    }

    /** An expression with the last one in the place of what a trace calls it. */
    Expr meant(Expr expr) {
      String name = unnamed();
      return reading() != notebook && LastResult.mentions(expr).contains(name)
          ? Substitution.replace(expr, name, subject.get())
          : expr;
    }

    /**
     * The notebook as questions read it: a trace calls an expression without a name f, so {@code
     * df/dx} may too.
     */
    Notebook reading() {
      if (subject.isEmpty() || subject.get() instanceof Expr.Name) {
        return notebook;
      }
      Expr expr = subject.get();
      String name = unnamed();
      if (notebook.defines(name)) {
        return notebook; // It is called as its function, which says what it is.
      }
      return notebook.with(Definition.of(name, expr));
    }

    /**
     * What a trace calls an expression without a name: f, or out where something else is f. A
     * function f on its own parameters is no other.
     */
    String unnamed() {
      if (subject.isPresent()
          && subject.get() instanceof Expr.Call call
          && call.toString()
              .equals(
                  Optional.ofNullable(notebook.definitions().get("f"))
                      .map(Definition::usage)
                      .orElse(""))) {
        return "f";
      }
      Set<String> taken = new LinkedHashSet<>(notebook.names());
      taken.addAll(notebook.definitions().keySet());
      subject.ifPresent(expr -> taken.addAll(LastResult.mentions(expr)));
      String name = "f";
      for (int number = 0; taken.contains(name); number++) {
        name = number == 0 ? "out" : "out" + number;
      }
      return name;
    }

    State file(String name) {
      Set<String> more = new LinkedHashSet<>(files);
      more.add(name);
      return new State(notebook, last, subject, lines, settings, quiz, code, output, more);
    }
  }

  private Session(State state, Past past, Disk disk) {
    this.state = state;
    this.past = past;
    this.disk = disk;
  }

  /** A session that knows nothing yet. */
  public static Session begin(Settings settings, Disk disk) {
    State nothing =
        new State(
            Notebook.empty(settings.limits()),
            Optional.empty(),
            Optional.empty(),
            Lines.NONE,
            settings,
            Optional.empty(),
            "",
            Optional.empty(),
            Set.of());
    return new Session(nothing, Past.NONE, disk);
  }

  /** The same session, as a person finds it: what was entered before cannot be taken back. */
  public Session begun() {
    return new Session(state, Past.NONE, disk);
  }

  State state() {
    return state;
  }

  Past past() {
    return past;
  }

  Disk disk() {
    return disk;
  }

  Session with(State other) {
    return new Session(other, past, disk);
  }

  /** The session without the last entry that changed something. */
  Session without(Past.Step step) {
    return new Session(step.undone(state), past.withoutLast(), disk);
  }

  /** How numbers and text are shown. */
  public Settings settings() {
    return state.settings();
  }

  /** The same session on a terminal of so many columns. */
  public Session within(int columns) {
    return with(state.with(state.settings().within(columns)));
  }

  /** What stands in front of the next entry where it is no ordinary one: a question; else empty. */
  public String question() {
    return state.quiz().map(Quiz::prompt).orElse("");
  }

  /** Whether the next entry answers a question. */
  public boolean isAsking() {
    return state.quiz().isPresent();
  }

  /** What ends the question. */
  public Reply stopAsking() {
    return enter(SourceText.of(Quiz.LEAVE));
  }

  /** What one entry says; nothing is thrown that an entry, or a fault of ours, can cause. */
  public Reply enter(SourceText entry) {
    return enter(entry, true);
  }

  /**
   * What one entry says.
   *
   * @param feedback whether definitions tell what they changed, which takes time
   */
  public Reply enter(SourceText entry, boolean feedback) {
    Reply reply = Fault.contained(() -> answer(entry, feedback), fault -> failed(List.of(fault)));
    Session after = reply.session();
    Past.Step step = new Past.Step(entry.text().strip(), state, after.state);
    return after.past != past || !step.changes()
        ? reply
        : reply.in(new Session(after.state, past.with(step), disk));
  }

  private Reply answer(SourceText entry, boolean feedback) {
    try {
      String text = entry.text().strip();
      if (state.quiz().isPresent() && (!text.startsWith(":") || Quiz.isLeaving(text))) {
        return state.quiz().get().answer(this, text);
      }
      if (text.startsWith(":")) {
        return Commands.run(this, text.substring(1));
      }
      Optional<Command> word = Command.word(text, state.notebook());
      if (word.isPresent()) {
        return Commands.run(this, word.get().word());
      }
      return new Statements(this, feedback).enter(entry);
    } catch (ChainruleException e) {
      boolean vector = e.diagnostics().get(0).problem() == Problem.OUTPUT_NOT_SCALAR;
      Reply failed =
          failed(e.diagnostics())
              .hint(vector ? "or :jacobian, the table of every entry by every entry" : "");
      return vector || state.quiz().isPresent()
          ? failed
          : new SpelledClaim(this).instead(entry, failed);
    } catch (Misuse e) {
      Reply failed = Reply.complaint(this, e.getMessage());
      return state.quiz().isPresent() ? failed : new SpelledClaim(this).instead(entry, failed);
    }
  }

  private Reply failed(List<Diagnostic> errors) {
    return Reply.errors(with(state.code(errors.get(0).code())), errors);
  }

  /** This session as it was when an earlier one asked: with its last results, but its own names. */
  public Session recalling(Session earlier) {
    State then = earlier.state;
    return with(
        new State(
            state.notebook(),
            then.last(),
            then.subject(),
            state.lines(),
            state.settings(),
            state.quiz(),
            state.code(),
            state.output(),
            state.files()));
  }

  /**
   * What cannot be computed, now that all is defined: each fault once. A person is told at once, so
   * this is for whoever entered without feedback.
   */
  public List<Diagnostic> faults() {
    Notebook notebook = state.notebook();
    List<Diagnostic> faults = new ArrayList<>();
    if (!Valuation.isPossible(notebook, notebook.definitions().keySet())) {
      for (String name : notebook.definitions().keySet()) {
        Cancellation.check();
        try {
          Valuation.of(notebook, List.of(name));
        } catch (ChainruleException e) {
          e.diagnostics().stream().filter(each -> !faults.contains(each)).forEach(faults::add);
        }
      }
    }
    return faults;
  }

  /** Whether something is defined that can be traced. */
  public boolean definesFormulas() {
    return state.notebook().definitions().values().stream().anyMatch(each -> !each.isValue());
  }

  /** What there is to complete, to explain and to highlight; asked for at every key. */
  public Vocabulary vocabulary() {
    Vocabulary known = vocabulary;
    if (known == null) {
      known = words();
      vocabulary = known;
    }
    return known;
  }

  private Vocabulary words() {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, String> functions = new LinkedHashMap<>();
    for (String name : state.notebook().names()) {
      Definition definition = state.notebook().definitions().get(name);
      names.put(name, definition == null ? "an input without a value" : "= " + definition.right());
    }
    for (String name : state.notebook().functions()) {
      functions.put(name, state.notebook().definitions().get(name).usage());
    }
    state.last().ifPresent(last -> names.put(LastResult.NAME, "= " + last));
    Map<String, String> commands = new LinkedHashMap<>();
    for (Command command : Command.values()) {
      commands.put(":" + command.word(), command.usage() + "  " + command.doc());
    }
    return new Vocabulary(names, functions, commands, disk::names);
  }
}
