package org.chainrule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.ast.Trees;
import org.chainrule.graph.Circuit;
import org.chainrule.parse.TextParser;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.Limits;
import org.chainrule.source.SourceText;

/**
 * Texts with derivatives of any kind, whatever the grammar has for them: {@code D(f, x, y)} is the
 * derivative of f by x and y, {@code up(q)}, {@code local(q, x)} and {@code down(q, x)} are the
 * gradients of the backward pass.
 */
public final class DerivativeTexts {
  private static final Set<String> WORDS = Set.of("D", "up", "local", "down");

  private DerivativeTexts() {}

  /** The text as an expression. */
  public static Expression parse(String text, String... values) {
    List<Text> given = new ArrayList<>();
    for (String value : values) {
      given.add(TextParser.parse(SourceText.of(value), Set.of(), Limits.STANDARD));
    }
    Sheet sheet = Sheet.of(List.of(read(text)), given);
    return new Expression(Circuit.of(sheet, false, Limits.STANDARD), Chainrule.Options.DEFAULT);
  }

  /** The text as statements. */
  static Text read(String text) {
    SourceText source = SourceText.of(text);
    Set<String> functions = new HashSet<>(WORDS);
    functions.addAll(TextParser.functions(List.of(source)));
    Text read = TextParser.parse(source, functions, Limits.STANDARD);
    List<Statement> statements = new ArrayList<>();
    List<Text.Mentions> mentions = new ArrayList<>();
    for (int i = 0; i < read.statements().size(); i++) {
      Statement statement = read(read.statements().get(i));
      statements.add(statement);
      mentions.add(mentions(statement, read.mentions().get(i)));
    }
    return new Text(statements, mentions, read.map(), read.notes());
  }

  private static Statement read(Statement statement) {
    if (statement instanceof Statement.Bare bare) {
      return new Statement.Bare(read(bare.expr()));
    }
    if (statement instanceof Statement.Function function) {
      return new Statement.Function(function.name(), function.parameters(), read(function.body()));
    }
    if (statement instanceof Statement.Relation relation) {
      return new Statement.Relation(
          relation.target(),
          relation.subjects(),
          relation.sides().stream().map(DerivativeTexts::read).toList(),
          relation.relations());
    }
    return statement;
  }

  /** An expression whose calls of D and the others are what they stand for. */
  public static Expr read(Expr expr) {
    List<Expr> done = new ArrayList<>();
    Trees.postorder(
        expr,
        part -> {
          int from = done.size() - part.parts().size();
          List<Expr> parts = List.copyOf(done.subList(from, done.size()));
          done.subList(from, done.size()).clear();
          done.add(parts.isEmpty() ? part : meant(part, parts));
        });
    return done.get(0);
  }

  private static Expr meant(Expr part, List<Expr> parts) {
    if (!(part instanceof Expr.Call call) || !WORDS.contains(call.function())) {
      return part.with(parts);
    }
    return switch (call.function()) {
      case "D" ->
          new Expr.Derivative(
              parts.get(0), parts.stream().skip(1).map(Expr.Name.class::cast).toList());
      case "up" -> new Expr.Role(Expr.Role.Kind.UP, parts.get(0), null);
      case "local" -> new Expr.Role(Expr.Role.Kind.LOCAL, parts.get(0), parts.get(1));
      default -> new Expr.Role(Expr.Role.Kind.DOWN, parts.get(0), parts.get(1));
    };
  }

  private static Text.Mentions mentions(Statement statement, Text.Mentions before) {
    Set<String> functions = new LinkedHashSet<>(before.functions());
    boolean differentiates = functions.removeAll(WORDS);
    return new Text.Mentions(before.names(), List.copyOf(functions), differentiates);
  }
}
