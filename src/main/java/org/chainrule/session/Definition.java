package org.chainrule.session;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
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
 * @param text the statement, on one line
 * @param usage {@code s(u)} for a function, else the name
 * @param right what stands behind the equals sign
 * @param mentions names, and functions of the session, that it uses
 */
record Definition(String name, String text, String usage, Expr right, Set<String> mentions) {
  /** A definition whose names are copied. */
  Definition {
    mentions = Collections.unmodifiableSet(new LinkedHashSet<>(mentions));
  }

  /** The definition that a statement is, if it is one. */
  static Optional<Definition> of(Text text, int index) {
    Statement statement = text.statements().get(index);
    String flat = Statements.flat(text.map().statement(index).text());
    Set<String> mentions = mentions(text, index);
    if (statement instanceof Statement.Function function) {
      mentions.removeAll(function.parameters());
      String usage = usage(function.name(), function.parameters());
      return Optional.of(new Definition(function.name(), flat, usage, function.body(), mentions));
    }
    return statement instanceof Statement.Relation relation
        ? relation
            .equated()
            .map(name -> new Definition(name, flat, name, relation.right(), mentions))
        : Optional.empty();
  }

  /** The definition that stands at a place, where a sheet has one. */
  static Definition of(Place place) {
    return of(place.text(), place.statement()).orElseThrow();
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
    return text.statements().size() == 1 ? of(text, 0) : Optional.empty();
  }

  /** Names and functions that a statement uses behind its left side. */
  static Set<String> mentions(Text text, int index) {
    Set<String> mentions = new LinkedHashSet<>(text.mentions().get(index).names());
    mentions.addAll(text.mentions().get(index).functions());
    return mentions;
  }

  /**
   * The same text where other names are functions: {@code g(2)} calls g, or multiplies by it. As it
   * was where it cannot be read any more.
   */
  Definition among(Set<String> functions) {
    try {
      return read(text, functions, mentions).orElse(this);
    } catch (ChainruleException e) {
      return this;
    }
  }

  boolean isFunction() {
    return !usage.equals(name);
  }

  /** Whether it only gives an input its value. */
  boolean isValue() {
    return !isFunction() && mentions.stream().allMatch(name -> Constants.of(name).isPresent());
  }

  static String usage(String name, List<String> parameters) {
    return name + "(" + String.join(", ", parameters) + ")";
  }
}
