package org.chainrule.session;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.Expression;
import org.chainrule.Point;
import org.chainrule.algebra.DisplayForm;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.parse.TextParser;
import org.chainrule.render.DiffText;
import org.chainrule.render.MatrixText;
import org.chainrule.sheet.DerivativeNotation;
import org.chainrule.sheet.RunTogether;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.NearestName;
import org.chainrule.source.Problem;
import org.chainrule.trace.Trace;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/**
 * A gradient that is asked for: {@code df/dx}, {@code df/dW[1,2]}.
 *
 * @param of what is differentiated
 * @param by the name it is differentiated by
 * @param places row and column, or the number in a vector, of the entry that is wanted; else empty
 */
record Gradient(String of, String by, List<Integer> places) {
  /** The gradient that an expression spells, if it spells one and is no quotient of known names. */
  static Optional<Gradient> read(Expr expr, Session.State state) {
    Set<String> names = state.reading().names();
    names.addAll(headings(state.notebook()));
    boolean indexed = expr instanceof Expr.Apply entry && isEntry(entry);
    Expr gradient = indexed ? expr.parts().get(0) : expr;
    if (gradient instanceof Expr.Derivative) {
      return DerivativeNotation.read(gradient, names::contains)
          .map(read -> new Gradient(read.of(), read.by(), indexed ? places(expr) : List.of()));
    }
    if (!(expr instanceof Expr.Apply quotient) || quotient.gate() != Gate.DIV) {
      return Optional.empty();
    }
    Expr above = quotient.operands().get(0);
    Expr below = quotient.operands().get(1);
    List<Integer> places = List.of();
    if (below instanceof Expr.Apply entry && isEntry(entry)) {
      places = places(entry);
      below = entry.operands().get(0);
    }
    Set<String> own = state.notebook().names();
    if (isKnown(above, own) || isKnown(below, own)) {
      return Optional.empty();
    }
    List<Integer> entry = places;
    return DerivativeNotation.read(Expr.Apply.of(Gate.DIV, above, below), names::contains)
        .map(read -> new Gradient(read.of(), read.by(), entry));
  }

  private static boolean isEntry(Expr.Apply apply) {
    return (apply.gate() == Gate.ENTRY || apply.gate() == Gate.ITEM)
        && apply.operands().stream().skip(1).allMatch(Expr.Number.class::isInstance);
  }

  private static List<Integer> places(Expr entry) {
    return entry.parts().stream().skip(1).map(each -> (int) ((Expr.Number) each).value()).toList();
  }

  /**
   * Functions and their parameters: after {@code f(x) = x^2} the gradient df/dx is that of f(x).
   */
  private static Set<String> headings(Notebook notebook) {
    Set<String> names = new LinkedHashSet<>();
    for (String function : notebook.functions()) {
      names.add(function);
      names.addAll(LastResult.mentions(whole(function, notebook)));
    }
    return names;
  }

  /** What is differentiated: of a function its call with its own parameters. */
  private static Expr whole(String of, Notebook notebook) {
    Definition definition = notebook.definitions().get(of);
    return definition == null ? new Expr.Name(of) : definition.whole();
  }

  /**
   * Refuses a quotient that can only be meant as a gradient, such as {@code dh/dx} where nothing is
   * called h.
   */
  static void requireKnown(Expr expr, Session.State state) {
    Trees.postorder(
        expr,
        part -> {
          if (part instanceof Expr.Derivative derivative) {
            requireKnown(derivative, state.reading());
          } else if (part instanceof Expr.Role role) {
            Subject.requireKnown(role.of().toString(), state.reading());
            Subject.requireKnown(role.by().toString(), state.reading());
          } else if (part instanceof Expr.Apply quotient
              && quotient.gate() == Gate.DIV
              && read(quotient, state).isEmpty()) {
            requireKnown(quotient, state);
          }
        });
  }

  private static void requireKnown(Expr.Apply quotient, Session.State state) {
    Expr above = quotient.operands().get(0);
    Expr below = quotient.operands().get(1);
    below = below instanceof Expr.Apply entry && isEntry(entry) ? entry.operands().get(0) : below;
    if (!(above instanceof Expr.Name of) || !(below instanceof Expr.Name by)) {
      return;
    }
    requireKnown(of.name(), by.name(), state.reading());
    requireKnown(by.name(), of.name(), state.reading());
    if (isDifferential(of.name(), state.notebook())
        && isDifferential(by.name(), state.notebook())) {
      String name = of.name().replaceFirst("^d[2-9]?", "");
      boolean known = state.reading().names().contains(name);
      throw new Misuse(
          known
              ? noInput(by.name().substring(1), state.reading())
              : nothingCalled(name, state.reading()));
    }
  }

  /** Of df/dx refuses dx where x is a name, dx is none, and df is one. */
  private static void requireKnown(String name, String other, Notebook notebook) {
    Set<String> names = notebook.names();
    boolean differential = name.startsWith("d") && names.contains(name.substring(1));
    if (names.contains(other) && !names.contains(name) && differential) {
      throw new Misuse(
          "nothing is called " + name + ", and " + other + " is a name: so it is no derivative");
    }
  }

  private static void requireKnown(Expr.Derivative derivative, Notebook notebook) {
    if (derivative.of() instanceof Expr.Name of
        && !notebook.knows(of.name())
        && !notebook.functions().contains(of.name())) {
      throw new Misuse(nothingCalled(of.name(), notebook));
    }
    for (Expr.Name by : derivative.by()) {
      boolean known = notebook.knows(by.name()) || headings(notebook).contains(by.name());
      if (!known && derivative.of() instanceof Expr.Name) {
        throw new Misuse(noInput(by.name(), notebook));
      }
    }
  }

  private static boolean isDifferential(String name, Notebook notebook) {
    return name.length() > 1 && name.startsWith("d") && !notebook.names().contains(name);
  }

  /** What to say of a name that the session does not know. */
  static String nothingCalled(String name, Notebook notebook) {
    return "nothing is called "
        + name
        + RunTogether.meant(name, notebook.names(), notebook.functions())
            .map(meant -> "; did you mean " + meant + "?")
            .orElse(NearestName.suggestion(name, notebook.names()));
  }

  /** The same of a name to differentiate by: no product would do. */
  static String noInput(String name, Notebook notebook) {
    return "nothing is called " + name + NearestName.suggestion(name, notebook.names());
  }

  private static boolean isKnown(Expr expr, Set<String> names) {
    return expr instanceof Expr.Name name && names.contains(name.name());
  }

  /** Its number; its formula, where inputs have no value. */
  Reply reply(Session session) {
    Notebook notebook = session.state().reading();
    Expr whole = whole(of, notebook);
    Set<String> mentions = LastResult.mentions(whole);
    boolean needed = of.equals(by) || names(notebook, mentions).contains(by);
    boolean formula = notebook.defines(by) && !notebook.definitions().get(by).isValue();
    if (!needed && !formula) {
      return Reply.of(session, none(session));
    }
    // An expression without a name is the same node as a definition that says the same.
    if (!needed) {
      mentions.add(by);
    }
    Calculation calculation = Calculation.of(notebook, whole, mentions);
    Set<String> missing = calculation.missing();
    if (!missing.isEmpty()) {
      return unknown(session, calculation.open().expression())
          .waiting(Changes.ask(missing, notebook));
    }
    Expression output = calculation.expression();
    boolean number = output.value(Point.NONE).isScalar();
    Matrix gradient = entry(number ? value(output) : jacobian(notebook, whole, mentions));
    List<String> lines =
        MatrixText.lines(gradient, session.settings().digits(), session.settings().width());
    String text = session.settings().paint().gradient(String.join("\n", lines));
    Session after =
        isFinite(gradient)
            ? session.with(session.state().last(TextParser.literal(gradient)))
            : session;
    return Reply.of(after, text + "\n");
  }

  /** Its formula; of a vector the derivative as it is written, for its entries need values. */
  private Reply unknown(Session session, Expression expression) {
    try {
      return Reply.of(session, formula(expression));
    } catch (ChainruleException e) {
      if (e.diagnostics().get(0).problem() != Problem.OUTPUT_NOT_SCALAR) {
        throw e;
      }
      return Reply.of(session, Expr.Derivative.of(of, by) + "\n");
    }
  }

  /** The derivative of a vector or matrix, as a formula that uses it has it. */
  private Matrix jacobian(Notebook notebook, Expr whole, Set<String> mentions) {
    Expr derivative = new Expr.Derivative(whole, List.of(new Expr.Name(by)));
    return Calculation.of(notebook, derivative, mentions).expression().value(Point.NONE);
  }

  private static boolean isFinite(Matrix matrix) {
    return Arrays.stream(matrix.toArray()).allMatch(Double::isFinite);
  }

  /** All that the names need, defined or not. */
  private static Set<String> names(Notebook notebook, Set<String> names) {
    Set<String> all = new LinkedHashSet<>(notebook.missing(names));
    notebook.needed(names).forEach(definition -> all.add(definition.name()));
    return all;
  }

  private String formula(Expression expression) {
    return form(expression)
        .map(form -> DiffText.text(of, List.of(List.of(by)), form, List.of()))
        .orElseGet(() -> zero("0"));
  }

  /** Its formula as LaTeX. */
  String latex(Session.State state) {
    if (!places.isEmpty()) {
      throw new Misuse("a formula is that of the whole: type :latex d" + of + "/d" + by);
    }
    Notebook notebook = state.reading();
    Expr whole = whole(of, notebook);
    Set<String> mentions = LastResult.mentions(whole);
    if (notebook.defines(by) && !notebook.definitions().get(by).isValue()) {
      mentions.add(by);
    }
    Expression expression = Calculation.of(notebook, whole, mentions).open().expression();
    DisplayForm form = form(expression).orElse(constant(of.equals(by) ? 1 : 0));
    return DiffText.latex(
        of, List.of(List.of(by)), form, expression.workings().shapes(), List.of());
  }

  /** The formula of a derivative that is a number. */
  static DisplayForm constant(int value) {
    Expr formula = TextParser.expression(Integer.toString(value));
    return new DisplayForm(List.of(), List.of(formula), List.of(), List.of(), "");
  }

  /** Empty where nothing leads from the one to the other. */
  private Optional<DisplayForm> form(Expression expression) {
    if (expression.inputs().contains(by)) {
      return Optional.of(expression.workings().formulas().display(by));
    }
    return expression.trace().steps().stream()
        .filter(step -> step.id().equals(by))
        .findFirst()
        .map(
            step ->
                new DisplayForm(
                    List.of(), List.of(step.upstreamFormula()), List.of(), List.of(), ""));
  }

  /** Nothing of the one reaches the other: zeros in the shape of a matrix. */
  private String none(Session session) {
    Map<String, Matrix> values = Commands.values(session.state().notebook());
    Shape above = values.getOrDefault(of, Matrix.scalar(0)).shape();
    Shape below = values.getOrDefault(by, Matrix.scalar(0)).shape();
    Shape shape =
        above.isScalar() ? below : below.isScalar() ? above : new Shape(above.size(), below.size());
    Matrix zeros = entry(Matrix.over(shape, new double[shape.size()]));
    Settings settings = session.settings();
    return zero(String.join("\n", MatrixText.lines(zeros, settings.digits(), settings.width())));
  }

  private String zero(String zeros) {
    return zeros + "\nnote: " + of + " does not depend on " + by + "\n";
  }

  private Matrix value(Expression expression) {
    if (of.equals(by)) {
      return Matrix.scalar(1);
    }
    if (expression.inputs().contains(by)) {
      return expression.gradient(Point.NONE, by).get(by);
    }
    return expression.workings().trace(Integer.MAX_VALUE).steps().stream()
        .filter(step -> step.id().equals(by))
        .findFirst()
        .map(Trace.Step::upstream)
        .orElse(Matrix.scalar(0));
  }

  private Matrix entry(Matrix gradient) {
    if (places.isEmpty()) {
      return gradient;
    }
    int row = places.get(0);
    boolean inside =
        places.size() == 2
            ? row >= 1
                && row <= gradient.rows()
                && places.get(1) >= 1
                && places.get(1) <= gradient.columns()
            : row >= 1 && row <= gradient.size() && gradient.shape().isVector();
    if (!inside) {
      throw new Misuse(
          "d" + of + "/d" + by + " is " + gradient.shape() + ", so it has no such entry");
    }
    return Matrix.scalar(
        places.size() == 2 ? gradient.at(row, places.get(1)) : gradient.entry(row - 1));
  }
}
