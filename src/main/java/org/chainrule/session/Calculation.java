package org.chainrule.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.graph.NodeNames;
import org.chainrule.sheet.RunTogether;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;
import org.chainrule.value.Matrix;

/** An expression with the definitions that it needs. */
final class Calculation {
  private final Notebook notebook;
  private final Set<String> mentions;
  private final List<SourceText> texts;
  private Expression expression;

  private Calculation(Notebook notebook, Set<String> mentions, List<SourceText> texts) {
    this.notebook = notebook;
    this.mentions = mentions;
    this.texts = texts;
  }

  /**
   * An expression of the session.
   *
   * @param source its text
   * @param mentions the names that it uses
   */
  static Calculation of(Notebook notebook, SourceText source, Set<String> mentions) {
    List<SourceText> texts = new ArrayList<>(Notebook.texts(notebook.needed(mentions)));
    texts.add(source);
    return new Calculation(notebook, mentions, texts);
  }

  /**
   * What formulas are made of: where inputs lack values, those of the others are left out, for
   * numbers and names do not mix.
   */
  Calculation open() {
    if (missing().isEmpty()) {
      return this;
    }
    Set<String> values = new LinkedHashSet<>();
    for (Definition each : notebook.needed(mentions)) {
      if (each.isValue()) {
        values.add(each.text());
      }
    }
    List<SourceText> open = new ArrayList<>(texts);
    open.removeIf(text -> values.contains(text.text()));
    return new Calculation(notebook, mentions, open);
  }

  /**
   * The expression, its inputs with the values that the session gives them.
   *
   * @throws org.chainrule.source.ChainruleException if it makes no sense
   */
  Expression expression() {
    if (expression == null) {
      expression = Chainrule.parse(texts, List.of(), notebook.options());
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
    List<SourceText> calling = new ArrayList<>(texts);
    calling.add(0, SourceText.of(name + " = " + Trees.standing(expr)));
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

  /** The definitions and the expression as a sheet, each on a line of its own. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    texts.forEach(text -> lines.add(text.text()));
    return lines;
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
