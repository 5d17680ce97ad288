package org.chainrule.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.DerivativeFormulas;
import org.chainrule.Expression;
import org.chainrule.Point;
import org.chainrule.Workings;
import org.chainrule.algebra.Derivation;
import org.chainrule.algebra.DisplayForm;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.graph.Circuit;
import org.chainrule.homework.Equality;
import org.chainrule.parse.Lexeme;
import org.chainrule.parse.TextParser;
import org.chainrule.render.DiffText;
import org.chainrule.render.EqualText;
import org.chainrule.render.JacobianText;
import org.chainrule.render.Wrap;
import org.chainrule.source.Commas;
import org.chainrule.source.NearestName;
import org.chainrule.source.SourceText;
import org.chainrule.trace.Jacobian;
import org.chainrule.usage.Option;
import org.chainrule.value.Shape;

/** Commands that answer with formulas, or compare them: derivatives, LaTeX, Jacobians, equality. */
final class Formulas {
  /** Entries of a Jacobian that are computed. */
  private static final int MOST_ENTRIES = 10_000;

  private final Session session;
  private final Session.State state;

  Formulas(Session session) {
    this.session = session;
    this.state = session.state();
  }

  // ---- derivatives ----

  /** Derivatives by some inputs, or by all. */
  Reply diff(Inquiry inquiry) {
    Inputs inputs = Inputs.of(inquiry.text(), state);
    int order = inquiry.order();
    Subject subject = Subject.of(session, inputs.text());
    Expression expression = subject.calculation().open().expression();
    Set<String> by = new LinkedHashSet<>(inputs.by());
    List<String> idle = new ArrayList<>();
    for (String name : inputs.by()) {
      if (!expression.inputs().contains(name)) {
        requireInput(name, subject.output(), expression.inputs());
        by.remove(name);
        idle.add(name);
      }
    }
    if (inputs.by().isEmpty()) {
      by.addAll(expression.inputs());
      if (by.isEmpty()) {
        throw new Misuse("there is nothing to differentiate by: it has no inputs");
      }
    }
    String text = by.isEmpty() ? "" : derivatives(inquiry, subject.output(), expression, by, order);
    return Reply.of(subject.after(), text + zeros(subject.output(), idle, order, inquiry));
  }

  private static String derivatives(
      Inquiry inquiry, String output, Expression expression, Set<String> by, int order) {
    DerivativeFormulas formulas = expression.workings().formulas();
    List<List<String>> derivatives =
        by.stream().map(name -> Collections.nCopies(order, name)).toList();
    if (inquiry.has(Option.STEPS)) {
      List<List<Derivation.Part>> steps = by.stream().map(formulas::steps).toList();
      return inquiry.has(Option.LATEX)
          ? DiffText.latexSteps(output, List.copyOf(by), steps)
          : DiffText.steps(
              output, List.copyOf(by), steps, formulas.display(derivatives).conditions());
    }
    DisplayForm form = formulas.display(derivatives);
    List<String> remarks = formulas.remarks(form);
    return inquiry.has(Option.LATEX)
        ? DiffText.latex(output, derivatives, form, expression.workings().shapes(), remarks)
        : DiffText.text(output, derivatives, form, remarks);
  }

  /** Derivatives by names that the expression does not use. */
  private static String zeros(String output, List<String> by, int order, Inquiry inquiry) {
    StringBuilder out = new StringBuilder();
    for (String name : by) {
      List<List<String>> derivative = List.of(Collections.nCopies(order, name));
      List<String> notes = List.of(output + " does not depend on " + name);
      DisplayForm zero = Gradient.constant(0);
      out.append(
          inquiry.has(Option.LATEX)
              ? DiffText.latex(output, derivative, zero, Map.of(), notes)
              : DiffText.text(output, derivative, zero, notes));
    }
    return out.toString();
  }

  private void requireInput(String name, String output, List<String> inputs) {
    Definition definition = state.notebook().definitions().get(name);
    if (definition != null && !definition.isValue()) {
      String usage = definition.usage();
      throw new Misuse(
          usage
              + " is a formula, and :diff takes inputs; the gradient at "
              + usage
              + " is d"
              + output
              + "/d"
              + name);
    }
    if (!state.reading().knows(name)) {
      String error = Gradient.noInput(name, state.reading());
      throw new Misuse(
          error.contains(";") ? error : error + "; the inputs are " + String.join(", ", inputs));
    }
  }

  // ---- LaTeX ----

  /** A formula, or the formula of a gradient, as LaTeX. */
  Reply latex(String typed) {
    Definition named = state.notebook().definitions().get(typed);
    String text = named == null ? typed : named.usage(); // s is s(a), if that is a function
    Optional<Gradient> gradient = text.isEmpty() ? Optional.empty() : gradient(text);
    if (gradient.isPresent()) {
      return Reply.of(session, gradient.get().latex(state));
    }
    Subject subject = Subject.alone(session, text, Command.LATEX);
    Optional<Definition> definition = definition(subject.expr());
    Map<String, Shape> shapes = subject.calculation().open().expression().workings().shapes();
    return Reply.of(
        subject.after(),
        DiffText.latexFormula(
            definition.map(each -> subject.expr()),
            definition.map(Definition::right).orElse(subject.expr()),
            shapes));
  }

  private Optional<Gradient> gradient(String typed) {
    Text text =
        TextParser.parse(
            SourceText.of(typed),
            state.notebook().functions(),
            state.reading().names(),
            state.notebook().limits());
    return text.statements().size() == 1 && text.statements().get(0) instanceof Statement.Bare bare
        ? Gradient.read(bare.expr(), state)
        : Optional.empty();
  }

  /** What a name stands for, or a function on its own parameters. */
  private Optional<Definition> definition(Expr expr) {
    String name =
        expr instanceof Expr.Name own
            ? own.name()
            : expr instanceof Expr.Call call ? call.function() : "";
    return Optional.ofNullable(state.notebook().definitions().get(name))
        .filter(each -> each.usage().equals(expr.toString()));
  }

  // ---- Jacobians ----

  /** Every entry of an expression by every entry of what it uses. */
  Reply jacobian(String typed) {
    Inputs inputs = Inputs.of(typed, state);
    Subject subject = Subject.of(session, inputs.text());
    Set<String> missing = subject.calculation().missing();
    if (!missing.isEmpty()) {
      throw new Misuse("a Jacobian has numbers, and " + Changes.ask(missing, state.notebook()));
    }
    Expression expression = subject.calculation().expression();
    List<String> by = inputs.by().isEmpty() ? expression.inputs() : inputs.by();
    if (by.isEmpty()) {
      throw new Misuse("there is nothing to differentiate by: it has no inputs");
    }
    Workings.Evaluation nodes = expression.workings().evaluate(Point.NONE);
    StringBuilder out = new StringBuilder();
    List<String> used = new ArrayList<>();
    for (String name : by) {
      if (nodes.circuit().nodes().containsKey(name)) {
        used.add(name);
      } else if (state.reading().knows(name)) {
        out.append("every entry of d" + subject.output() + "/d" + name + " is 0\n");
      } else {
        throw new Misuse(Gradient.noInput(name, state.reading()));
      }
    }
    for (Jacobian jacobian :
        Jacobian.ofOutput(nodes.circuit(), nodes.values(), used, MOST_ENTRIES)) {
      out.append(out.length() == 0 ? "" : "\n");
      out.append(
          JacobianText.render(jacobian, session.settings().digits(), session.settings().width()));
    }
    return Reply.of(subject.after(), out.toString());
  }

  // ---- equality ----

  /** Whether two formulas are the same function, whatever values their inputs have here. */
  Reply equal(Inquiry inquiry) {
    List<String> sides = Commas.parts(inquiry.text());
    if (sides.size() != 2 || sides.contains("")) {
      throw new Misuse(
          ":equal compares two formulas with a comma between them, as in :equal (x+1)^2, x^2 + 2x + 1");
    }
    List<String> conditions =
        Commas.parts(inquiry.options().getOrDefault(Option.WHERE, "")).stream()
            .filter(each -> !each.isEmpty())
            .toList();
    if (gradient(sides.get(0)).or(() -> gradient(sides.get(1))).isPresent()) {
      throw new Misuse("a gradient is compared by a claim, such as df/dx == 2x");
    }
    // Without brackets x == 1 would be a claim.
    List<String> texts = new ArrayList<>(sides);
    conditions.forEach(each -> texts.add(each.contains("==") ? "(" + each + ")" : each));
    List<Circuit> circuits = new ArrayList<>();
    for (String each : texts) {
      circuits.add(circuit(each, names(texts, each)));
    }
    Equality.Outcome outcome =
        Equality.of(circuits.get(0), circuits.get(1), circuits.subList(2, circuits.size()));
    StringBuilder found = new StringBuilder();
    for (String line : EqualText.of(outcome, conditions).split("\n")) {
      found.append(Wrap.wrap(line, session.settings().width(), "  ")).append('\n');
    }
    String text = found.toString();
    return switch (outcome.verdict()) {
      case PROVED -> Reply.of(session, text);
      case REFUTED -> Reply.of(session, text).judged(false).hint(mistyped(circuits));
      case AGREE, UNDECIDED -> Reply.complaint(session, text.strip());
    };
  }

  /** What an input that the session does not know may be meant for; empty for nothing. */
  private String mistyped(List<Circuit> circuits) {
    for (Circuit circuit : circuits) {
      for (String name : circuit.sheet().inputs()) {
        Optional<String> near = NearestName.mistyped(name, state.notebook().names());
        if (near.isPresent()) {
          return name + " is an input of its own; did you mean " + near.get() + "?";
        }
      }
    }
    return "";
  }

  /** Names that other texts have: x is one where sqrt(x^2) is compared with x. */
  private Set<String> names(List<String> texts, String but) {
    Set<String> names = new LinkedHashSet<>();
    for (String text : texts) {
      if (!text.equals(but)) {
        Lexeme.of(text, state.notebook().functions()).forEach(word -> names.add(word.name(text)));
      }
    }
    return names;
  }

  private Circuit circuit(String text, Set<String> free) {
    Expr expr = Subject.of(session, text, free).expr();
    Circuit circuit = Calculation.of(state.notebook(), expr).expression().workings().circuit();
    if (!circuit.graph().isEntrywise()) {
      throw new Misuse(":equal compares formulas of numbers, not of matrices");
    }
    return circuit;
  }
}
