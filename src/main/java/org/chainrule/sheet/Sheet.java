package org.chainrule.sheet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;

/**
 * Texts read as one system of equations.
 *
 * <p>The order of statements does not matter. A name has one role: defined by a formula, or an
 * input (a name that some formula uses and none defines), or a constant (pi and e, unless the texts
 * use the name for something else).
 */
public final class Sheet {

  /**
   * A name and the formula that defines it.
   *
   * @param name the name
   * @param expr the formula
   * @param place where it stands
   */
  public record Definition(String name, Expr expr, Place place) {}

  /**
   * A value given to an input.
   *
   * @param name the input
   * @param expr a constant expression
   * @param place where it stands
   */
  public record Given(String name, Expr expr, Place place) {}

  /**
   * A bare expression.
   *
   * @param expr the expression
   * @param place where it stands
   */
  public record Output(Expr expr, Place place) {}

  /**
   * A function of the text.
   *
   * @param definition name, parameters and body
   * @param place where it stands
   */
  public record Function(Statement.Function definition, Place place) {}

  /**
   * A claim, not judged yet.
   *
   * @param relation target, left side, relations and right sides
   * @param place where it stands
   */
  public record Claim(Statement.Relation relation, Place place) {}

  private final Map<String, Definition> definitions;
  private final Map<String, Function> functions;
  private final Map<String, Given> givens;
  private final Set<String> inputs;
  private final List<Output> outputs;
  private final Optional<Output> chosen;
  private final List<Claim> claims;
  private final List<Diagnostic> notes;

  /** Takes over the maps and the set. */
  Sheet(
      Map<String, Definition> definitions,
      Map<String, Function> functions,
      Map<String, Given> givens,
      Set<String> inputs,
      List<Output> outputs,
      Optional<Output> chosen,
      List<Claim> claims,
      List<Diagnostic> notes) {
    this.definitions = Collections.unmodifiableMap(definitions);
    this.functions = Collections.unmodifiableMap(functions);
    this.givens = Collections.unmodifiableMap(givens);
    this.inputs = Collections.unmodifiableSet(inputs);
    this.outputs = List.copyOf(outputs);
    this.chosen = chosen;
    this.claims = List.copyOf(claims);
    this.notes = List.copyOf(notes);
  }

  /**
   * The sheet that the texts make together.
   *
   * @param values statements {@code name = constant} that replace what the texts give to an input
   * @throws ChainruleException with every name that has no role, two roles, or a circle of them
   */
  public static Sheet of(List<Text> texts, List<Text> values) {
    List<Place> places = new ArrayList<>();
    texts.forEach(text -> places.addAll(Place.all(text)));
    return new SheetReader(places, values, Set.of()).read();
  }

  /**
   * The sheet that statements make together, from whatever texts.
   *
   * @param inputs names that are inputs although no statement uses them
   * @throws ChainruleException with every name that has no role, two roles, or a circle of them
   */
  public static Sheet of(List<Place> statements, Set<String> inputs) {
    return new SheetReader(statements, List.of(), inputs).read();
  }

  /** The definitions, in the order of the text. */
  public Map<String, Definition> definitions() {
    return definitions;
  }

  /** The functions of the text. */
  public Map<String, Function> functions() {
    return functions;
  }

  /** The values given to inputs. */
  public Map<String, Given> givens() {
    return givens;
  }

  /** Names that are used and not defined, in order of appearance. */
  public Set<String> inputs() {
    return inputs;
  }

  /** The bare expressions, in the order of the text. */
  public List<Output> outputs() {
    return outputs;
  }

  /** The expression of the last {@code output} statement. */
  public Optional<Output> chosen() {
    return chosen;
  }

  /** The claims, in the order of the text. */
  public List<Claim> claims() {
    return claims;
  }

  /** Whether a formula of the sheet uses a derivative, or a gradient of the backward pass. */
  public boolean differentiates() {
    for (Definition each : definitions.values()) {
      if (each.place().mentions().differentiates()) {
        return true;
      }
    }
    for (Output each : outputs) {
      if (each.place().mentions().differentiates()) {
        return true;
      }
    }
    for (Function each : functions.values()) {
      if (each.place().mentions().differentiates()) {
        return true;
      }
    }
    return false;
  }

  /** Readings that the writer may not have meant. */
  public List<Diagnostic> notes() {
    return notes;
  }

  /** Whether {@code name} is defined or an input. */
  public boolean knows(String name) {
    return definitions.containsKey(name) || inputs.contains(name);
  }
}
