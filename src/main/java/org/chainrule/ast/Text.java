package org.chainrule.ast;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.source.Diagnostic;

/**
 * A text that has been read: its statements, where they stand, and what the reader noticed.
 *
 * @param statements in the order of the text
 * @param mentions which names each statement uses behind its left side
 * @param map where their parts stand
 * @param notes readings that the writer may not have meant
 */
public record Text(
    List<Statement> statements, List<Mentions> mentions, SourceMap map, List<Diagnostic> notes) {

  /**
   * What a statement uses behind its left side, or in all of it if it has one side only.
   *
   * @param names each name once, in order of appearance; those of a function's parameters too
   * @param functions each function of the text that is called, once
   * @param differentiates whether a derivative, or a gradient of the backward pass, is a part of it
   */
  public record Mentions(List<String> names, List<String> functions, boolean differentiates) {
    /** What a statement uses behind its left side. */
    public static Mentions behindLeft(Statement statement) {
      return of(
          statement instanceof Statement.Relation relation
              ? relation.sides()
              : statement.expressions());
    }

    /** What expressions use. */
    public static Mentions of(List<Expr> expressions) {
      Set<String> names = new LinkedHashSet<>();
      Set<String> functions = new LinkedHashSet<>();
      boolean[] differentiates = {false};
      for (Expr each : expressions) {
        Trees.postorder(
            each,
            part -> {
              if (part instanceof Expr.Name name) {
                names.add(name.name());
              } else if (part instanceof Expr.Call call) {
                functions.add(call.function());
              }
              differentiates[0] |= part instanceof Expr.Derivative || part instanceof Expr.Role;
            });
      }
      return new Mentions(List.copyOf(names), List.copyOf(functions), differentiates[0]);
    }
  }

  /** A text whose lists are copied. */
  public Text {
    statements = List.copyOf(statements);
    mentions = List.copyOf(mentions);
    notes = List.copyOf(notes);
  }

  /** The text of a statement that was made and not read: as the language writes it. */
  public static Text of(Statement statement) {
    return new Writer().text(statement);
  }
}
