package org.chainrule.session;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.ast.Trees;
import org.chainrule.parse.TextParser;
import org.chainrule.sheet.Constants;
import org.chainrule.sheet.Place;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Limits;
import org.chainrule.source.SourceText;

/**
 * A statement that gives a name its meaning.
 *
 * @param name the name
 * @param place where the statement stands
 * @param usage {@code s(u)} for a function, else the name
 * @param right what stands behind the equals sign
 * @param mentions names, and functions of the session, that it uses
 */
record Definition(String name, Place place, String usage, Expr right, Set<String> mentions) {
  /** Words of gradients, where they are no names. */
  private static final Set<String> ROLES = Set.of("up", "upstream", "local", "down", "downstream");

  /** A definition whose names are copied. */
  Definition {
    mentions = Collections.unmodifiableSet(new LinkedHashSet<>(mentions));
  }

  /**
   * The definition that a statement is, if it is one; on one line and without remarks, as it is
   * saved.
   */
  static Optional<Definition> of(Place typed) {
    Statement statement = typed.content();
    Place place = onOneLine(typed.alone());
    Set<String> mentions = mentions(place);
    if (statement instanceof Statement.Function function) {
      mentions.removeAll(function.parameters());
      String usage = function.whole().toString();
      return Optional.of(new Definition(function.name(), place, usage, function.body(), mentions));
    }
    return statement instanceof Statement.Relation relation
        ? relation
            .equated()
            .map(name -> new Definition(name, place, name, relation.right(), mentions))
        : Optional.empty();
  }

  /** The statement as it was typed, but for line breaks and remarks. */
  private static Place onOneLine(Place alone) {
    String typed = alone.span().text();
    String flat = Statements.flat(typed);
    if (flat.equals(typed)) {
      return alone;
    }
    Set<String> functions = Set.copyOf(alone.mentions().functions());
    Set<String> names = Set.copyOf(alone.mentions().names());
    try {
      Text text = TextParser.parse(SourceText.of(flat), functions, names, Limits.STANDARD);
      boolean same = text.statements().equals(List.of(alone.content()));
      return same ? new Place(text, 0) : Place.of(alone.content());
    } catch (ChainruleException e) {
      return Place.of(alone.content());
    }
  }

  /** The definition that gives a name to an expression. */
  static Definition of(String name, Expr right) {
    return of(Place.of(Statement.Relation.defining(name, right))).orElseThrow();
  }

  /** The same definition with another right side. */
  Definition with(Expr other) {
    return place.content() instanceof Statement.Function function
        ? of(Place.of(new Statement.Function(name, function.parameters(), other))).orElseThrow()
        : of(name, other);
  }

  /**
   * The definition that a line is; empty if it is none.
   *
   * @throws ChainruleException if it cannot be read
   */
  static Optional<Definition> read(String line, Set<String> functions) {
    return read(line, functions, Set.of());
  }

  private static Optional<Definition> read(String line, Set<String> functions, Set<String> names) {
    Text text = TextParser.parse(SourceText.of(line), functions, names, Limits.STANDARD);
    return text.statements().size() == 1 ? of(new Place(text, 0)) : Optional.empty();
  }

  /** Names and functions that a statement uses behind its left side. */
  static Set<String> mentions(Place place) {
    Set<String> mentions = new LinkedHashSet<>(place.mentions().names());
    mentions.addAll(place.mentions().functions());
    return mentions;
  }

  /**
   * The same text where other names are known: {@code g(2)} calls g, or multiplies by it; {@code
   * df/dx} is a derivative, or a quotient. As it was where it cannot be read any more.
   */
  Definition among(Set<String> functions, Set<String> names) {
    try {
      return read(text(), functions, names).orElse(this);
    } catch (ChainruleException e) {
      return this;
    }
  }

  /** Whether it needs an output: a part is {@code up q} or {@code down q->x}. */
  boolean asksForOutput() {
    return place.mentions().differentiates() && Trees.asksForOutput(right);
  }

  /** Whether a part may be a derivative or a quotient, which depends on the names there are. */
  boolean isDifferential() {
    return place.mentions().differentiates()
        || mentions.stream()
            .anyMatch(each -> each.startsWith("d") || each.startsWith("∂") || ROLES.contains(each));
  }

  /** The statement, on one line. */
  String text() {
    return place.span().text();
  }

  /** What it defines: its name, or a function on its own parameters. */
  Expr whole() {
    return place.content() instanceof Statement.Function function
        ? function.whole()
        : new Expr.Name(name);
  }

  boolean isFunction() {
    return !usage.equals(name);
  }

  /** Whether it only gives an input its value. */
  boolean isValue() {
    return !isFunction() && mentions.stream().allMatch(name -> Constants.of(name).isPresent());
  }
}
