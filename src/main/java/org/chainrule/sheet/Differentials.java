package org.chainrule.sheet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.source.Diagnostic;

/**
 * Reads quotients of names that the texts do not know, such as {@code df/dx} in {@code g = df/dx},
 * as derivatives of those that they know. It stands in until the parser makes these trees itself.
 *
 * <p>A name is known if it is defined, given or used outside such a quotient. Of {@code df/dx} one
 * name at least must be known, and neither {@code df} nor {@code dx}.
 */
final class Differentials {
  private final Set<String> known = new HashSet<>();
  private final List<Diagnostic> errors;

  private Differentials(List<Text> texts, List<Text> values, List<Diagnostic> errors) {
    this.errors = errors;
    for (Text text : values) {
      ((Statement.Relation) text.statements().get(0)).equated().ifPresent(known::add);
    }
    for (Text text : texts) {
      for (Statement statement : text.statements()) {
        if (statement instanceof Statement.Function function) {
          known.addAll(function.parameters());
        } else if (statement instanceof Statement.Relation relation) {
          relation.equated().ifPresent(known::add);
        }
        if (!(statement instanceof Statement.Relation claim) || claim.equated().isPresent()) {
          statement.expressions().forEach(this::learn);
        }
      }
    }
  }

  /** The texts with derivatives where they have quotients that mean them. */
  static List<Text> read(List<Text> texts, List<Text> values, List<Diagnostic> errors) {
    boolean[] some = new boolean[texts.size()];
    boolean any = false;
    for (int i = 0; i < some.length; i++) {
      for (Text.Mentions mentions : texts.get(i).mentions()) {
        for (String name : mentions.names()) {
          some[i] |= isDifferential(name);
        }
      }
      any |= some[i];
    }
    if (!any) {
      return texts;
    }
    Differentials differentials = new Differentials(texts, values, errors);
    List<Text> read = new ArrayList<>();
    for (int i = 0; i < some.length; i++) {
      read.add(some[i] ? differentials.read(texts.get(i)) : texts.get(i));
    }
    return read;
  }

  private static boolean isDifferential(String name) {
    return name.length() > 1 && (name.charAt(0) == 'd' || name.charAt(0) == '∂');
  }

  private static Optional<Expr.Apply> quotient(Expr expr) {
    return expr instanceof Expr.Apply apply
            && apply.gate() == Gate.DIV
            && apply.operands().get(0) instanceof Expr.Name above
            && apply.operands().get(1) instanceof Expr.Name below
            && isDifferential(above.name())
            && isDifferential(below.name())
        ? Optional.of(apply)
        : Optional.empty();
  }

  /** Names that are used otherwise than in such a quotient. */
  private void learn(Expr expr) {
    Deque<Expr> pending = new ArrayDeque<>(List.of(expr));
    while (!pending.isEmpty()) {
      Expr part = pending.pop();
      if (part instanceof Expr.Name name) {
        known.add(name.name());
      } else if (quotient(part).isEmpty()) {
        part.parts().forEach(pending::push);
      }
    }
  }

  private Text read(Text text) {
    List<Statement> statements = new ArrayList<>();
    List<Text.Mentions> mentions = new ArrayList<>();
    for (int i = 0; i < text.statements().size(); i++) {
      Statement statement = read(text.statements().get(i), new Place(text, i));
      boolean changed = statement != text.statements().get(i);
      statements.add(statement);
      mentions.add(changed ? mentions(statement) : text.mentions().get(i));
    }
    return new Text(statements, mentions, text.map(), text.notes());
  }

  private Statement read(Statement statement, Place place) {
    if (statement instanceof Statement.Bare bare) {
      Expr expr = read(bare.expr(), place);
      return expr == bare.expr() ? statement : new Statement.Bare(expr);
    }
    if (statement instanceof Statement.Function function) {
      Expr body = read(function.body(), place);
      return body == function.body()
          ? statement
          : new Statement.Function(function.name(), function.parameters(), body);
    }
    if (statement instanceof Statement.Relation relation && relation.equated().isPresent()) {
      Expr right = read(relation.right(), place);
      return right == relation.right()
          ? statement
          : new Statement.Relation(
              relation.target(), relation.subjects(), List.of(right), relation.relations());
    }
    return statement;
  }

  private Expr read(Expr expr, Place place) {
    Deque<Expr> done = new ArrayDeque<>();
    Trees.postorder(
        expr,
        part -> {
          List<Expr> parts = new ArrayList<>();
          boolean changed = false;
          for (int i = part.parts().size() - 1; i >= 0; i--) {
            parts.add(0, done.pop());
            changed |= parts.get(0) != part.parts().get(i);
          }
          Expr kept = changed ? Trees.with(part, parts) : part;
          done.push(quotient(part).flatMap(each -> derivative(each, place)).orElse(kept));
        });
    return done.pop();
  }

  private Optional<Expr> derivative(Expr.Apply quotient, Place place) {
    String above = quotient.operands().get(0).toString();
    String below = quotient.operands().get(1).toString();
    String of = above.substring(1);
    String by = below.substring(1);
    if (known.contains(above)
        || known.contains(below)
        || !known.contains(of) && !known.contains(by)) {
      return Optional.empty();
    }
    if (!known.contains(of) || !known.contains(by)) {
      String unknown = known.contains(of) ? by : of;
      Diagnostic error = SheetReader.unknownName(unknown, known.stream().sorted().toList());
      errors.add(error.at(place.mention(known.contains(of) ? below : above)));
      return Optional.empty();
    }
    return Optional.of(Expr.Derivative.of(of, by));
  }

  private static Text.Mentions mentions(Statement statement) {
    Set<String> names = new LinkedHashSet<>();
    Set<String> functions = new LinkedHashSet<>();
    List<Expr> sides = statement.expressions();
    Trees.postorder(
        sides.get(sides.size() - 1),
        part -> {
          if (part instanceof Expr.Name name) {
            names.add(name.name());
          } else if (part instanceof Expr.Call call) {
            functions.add(call.function());
          }
        });
    return new Text.Mentions(List.copyOf(names), List.copyOf(functions), true);
  }
}
