package org.chainrule.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
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

  private Calculation(Notebook notebook, SourceText source, Set<String> mentions) {
    this.notebook = notebook;
    this.mentions = mentions;
    this.texts = new ArrayList<>(Notebook.texts(notebook.needed(mentions)));
    texts.add(source);
  }

  /**
   * An expression of the session.
   *
   * @param source its text
   * @param mentions the names that it uses
   */
  static Calculation of(Notebook notebook, SourceText source, Set<String> mentions) {
    return new Calculation(notebook, source, mentions);
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
    return told(undefined ? findings() : expression().notes());
  }

  /** Where a computation left the numbers, as the trace finds it; its table is not wanted. */
  private List<Diagnostic> findings() {
    return expression().traceOf(Map.of(), 0).notes().stream()
        .filter(note -> note.problem() != Problem.TABLE_LEFT_OUT)
        .toList();
  }

  /** What to know about how the text was read. */
  String readings() {
    return told(expression().circuit().notes());
  }

  private static String told(List<Diagnostic> notes) {
    StringBuilder out = new StringBuilder();
    notes.forEach(note -> out.append("note: ").append(note.message()).append('\n'));
    return out.toString();
  }
}
