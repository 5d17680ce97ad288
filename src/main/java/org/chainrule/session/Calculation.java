package org.chainrule.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.Expression;
import org.chainrule.Workings;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.graph.NodeNames;
import org.chainrule.homework.Checker;
import org.chainrule.homework.Judgement;
import org.chainrule.sheet.Place;
import org.chainrule.sheet.RunTogether;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Limits;
import org.chainrule.source.Problem;
import org.chainrule.value.Matrix;

/** An expression with the definitions that it needs. */
final class Calculation {
  private final Notebook notebook;
  private final Set<String> mentions;
  private final List<Place> places;
  private Expression expression;

  private Calculation(Notebook notebook, Set<String> mentions, List<Place> places) {
    this.notebook = notebook;
    this.mentions = mentions;
    this.places = places;
  }

  /** An expression of the session as it stands in a text. */
  static Calculation of(Notebook notebook, Place place) {
    return of(notebook, place, Definition.mentions(place));
  }

  /** An expression of the session. */
  static Calculation of(Notebook notebook, Expr expr) {
    return of(notebook, Place.of(new Statement.Bare(expr)));
  }

  /**
   * An expression of the session.
   *
   * @param mentions the names whose definitions it needs
   */
  static Calculation of(Notebook notebook, Expr expr, Set<String> mentions) {
    return of(notebook, Place.of(new Statement.Bare(expr)), mentions);
  }

  private static Calculation of(Notebook notebook, Place place, Set<String> mentions) {
    Set<String> uses = new LinkedHashSet<>(mentions);
    boolean asks =
        place.mentions().differentiates()
            && place.content().expressions().stream().anyMatch(Trees::asksForOutput);
    if (asks) {
      notebook.source().ifPresent(source -> uses.addAll(LastResult.mentions(source)));
    }
    List<Place> places = notebook.places(notebook.needed(uses), asks);
    places.add(place);
    return new Calculation(notebook, uses, places);
  }

  /**
   * What formulas are made of: where inputs lack values, those of the others are left out, for
   * numbers and names do not mix.
   */
  Calculation open() {
    if (missing().isEmpty()) {
      return this;
    }
    Set<Place> values = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Definition each : notebook.needed(mentions)) {
      if (each.isValue()) {
        values.add(each.place());
      }
    }
    List<Place> open = new ArrayList<>(places);
    open.removeIf(values::contains);
    return new Calculation(notebook, mentions, open);
  }

  /**
   * The expression, its inputs with the values that the session gives them.
   *
   * @throws org.chainrule.source.ChainruleException if it makes no sense
   */
  Expression expression() {
    if (expression == null) {
      expression = Workings.expression(Sheet.of(places, Set.of()), notebook.options());
    }
    return expression;
  }

  /**
   * The same, its output called {@code name} unless the text names it: a definition that says the
   * same is the same node.
   */
  Calculation calling(String name, Expr expr) {
    NodeNames names = expression().workings().circuit().names();
    boolean named = expr instanceof Expr.Name || isNumber(expr);
    if (named || expression().workings().output().equals(name)) {
      return this;
    }
    List<Place> calling = new ArrayList<>(places);
    calling.add(0, Place.of(Statement.Relation.defining(name, expr)));
    return new Calculation(notebook, mentions, calling);
  }

  /** A name for it would be that of an input. */
  private static boolean isNumber(Expr expr) {
    return expr instanceof Expr.Number
        || expr instanceof Expr.Apply minus
            && minus.gate() == Gate.NEG
            && isNumber(minus.operands().get(0));
  }

  /** The inputs without a value. */
  Set<String> missing() {
    return notebook.missing(mentions);
  }

  /** What the checker finds of a claim about it; empty if the text claims nothing. */
  Optional<Judgement> judgement(String claim) {
    Set<String> names = new LinkedHashSet<>(notebook.names());
    names.addAll(mentions);
    Place place = Claims.read(claim, notebook, names);
    return Checker.judge(places, place, Set.of(), Limits.STANDARD);
  }

  /** What to know about a value: where it left a domain, how the text was read. */
  String notes(Matrix value) {
    boolean undefined = value.isScalar() && !Double.isFinite(value.scalar());
    return told(undefined ? findings() : expression().workings().notes());
  }

  /** Where a computation left the numbers, as the trace finds it; its table is not wanted. */
  private List<Diagnostic> findings() {
    return expression().workings().trace(0).notes().stream()
        .filter(note -> note.problem() != Problem.TABLE_LEFT_OUT)
        .toList();
  }

  /** What to know about how the text was read. */
  String readings() {
    Set<Diagnostic> notes = new LinkedHashSet<>(expression().workings().circuit().notes());
    notes.removeIf(note -> note.problem() == Problem.RUN_TOGETHER); // the session knows more names
    for (String name : missing()) {
      RunTogether.note(name, notebook.names(), notebook.functions()).ifPresent(notes::add);
    }
    return told(List.copyOf(notes));
  }

  /** What to know of one kind about how the text was read. */
  String readings(Problem kind) {
    return told(
        expression().workings().circuit().notes().stream()
            .filter(note -> note.problem() == kind)
            .toList());
  }

  private static String told(List<Diagnostic> notes) {
    StringBuilder out = new StringBuilder();
    notes.forEach(note -> out.append("note: ").append(note.message()).append('\n'));
    return out.toString();
  }
}
