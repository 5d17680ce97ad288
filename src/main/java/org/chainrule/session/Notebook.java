package org.chainrule.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.chainrule.Chainrule;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.sheet.Constants;
import org.chainrule.sheet.Place;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.Cancellation;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Limits;

/**
 * What a session has defined so far. A name has one definition, the last; like the cells of a
 * spreadsheet all of them hold at once, so their order is only that in which they are shown.
 */
final class Notebook {
  private final Map<String, Definition> definitions;
  private final Limits limits;
  private final Optional<Expr> chosen;

  /** Null until it is asked for. */
  private Optional<Expr> source;

  private Notebook(Map<String, Definition> definitions, Limits limits, Optional<Expr> chosen) {
    this.limits = limits;
    this.chosen = chosen;
    this.definitions = Collections.unmodifiableMap(definitions);
  }

  /** A notebook without definitions. */
  static Notebook empty(Limits limits) {
    return new Notebook(new LinkedHashMap<>(), limits, Optional.empty());
  }

  /** The same definitions where {@code output q} chose an output, or nothing did. */
  Notebook choosing(Optional<Expr> output) {
    return output.equals(chosen) ? this : new Notebook(definitions, limits, output);
  }

  /** What an entry may cost. */
  Limits limits() {
    return limits;
  }

  /** How texts are read that use these definitions. */
  Chainrule.Options options() {
    return new Chainrule.Options(limits, false, this::knows);
  }

  Map<String, Definition> definitions() {
    return definitions;
  }

  boolean defines(String name) {
    return definitions.containsKey(name);
  }

  /** Whether another notebook defines the same, in whatever order. */
  boolean says(Notebook other) {
    return this == other
        || definitions.size() == other.definitions.size()
            && definitions.values().stream().allMatch(other::hasAsItIs);
  }

  /** Whether this very definition holds. */
  boolean hasAsItIs(Definition definition) {
    Definition own = definitions.get(definition.name());
    return own == definition || own != null && own.text().equals(definition.text());
  }

  Notebook with(Definition definition) {
    Map<String, Definition> more = new LinkedHashMap<>(definitions);
    Definition before = more.put(definition.name(), definition);
    boolean was = before != null && before.isFunction();
    return read(more, definition.name(), was != definition.isFunction());
  }

  Notebook without(String name) {
    Map<String, Definition> fewer = new LinkedHashMap<>(definitions);
    Definition before = fewer.remove(name);
    return read(fewer, name, before != null && before.isFunction());
  }

  /**
   * Those definitions. What uses a name that became a function, or none, is read again, and so is
   * what may be a derivative of a name that is new.
   */
  private Notebook read(Map<String, Definition> definitions, String name, boolean called) {
    Notebook notebook = new Notebook(definitions, limits, chosen);
    boolean gate = Gate.functionNamed(name).isPresent(); // which is not mentioned as a function
    Set<String> functions = null;
    Set<String> names = null;
    for (Map.Entry<String, Definition> each : definitions.entrySet()) {
      Definition definition = each.getValue();
      boolean again =
          called && (gate || definition.mentions().contains(name)) || definition.isDifferential();
      if (again && !each.getKey().equals(name)) {
        functions = functions == null ? notebook.functions() : functions;
        boolean gone = !definitions.containsKey(name); // It may be known to this formula alone.
        names = names == null || gone ? notebook.names(gone ? definition : null) : names;
        each.setValue(definition.among(functions, names));
      }
    }
    return notebook;
  }

  /** Names of the functions that were defined. */
  Set<String> functions() {
    Set<String> functions = new LinkedHashSet<>();
    definitions.forEach(
        (name, definition) -> {
          if (definition.isFunction()) {
            functions.add(name);
          }
        });
    return functions;
  }

  /** Whether a name stands for a value: it is defined, or a formula uses it. */
  boolean knows(String name) {
    return names().contains(name);
  }

  /** Every name that stands for a value: defined, or used by a formula. */
  Set<String> names() {
    return names(null);
  }

  /** The same without what one definition mentions; null for none. */
  private Set<String> names(Definition aside) {
    Set<String> names = new LinkedHashSet<>();
    for (Definition definition : definitions.values()) {
      names.add(definition.name());
      names.addAll(definition == aside ? Set.of() : definition.mentions());
    }
    names.removeAll(functions());
    names.removeIf(name -> !defines(name) && Constants.of(name).isPresent());
    return names;
  }

  /** Names without a definition that the given ones need, in the order of the definitions. */
  Set<String> missing(Collection<String> names) {
    Set<String> missing = new LinkedHashSet<>();
    for (Definition definition : needed(names)) {
      missing.addAll(definition.mentions());
    }
    missing.addAll(names);
    missing.removeIf(name -> defines(name) || Constants.of(name).isPresent());
    return missing;
  }

  /** The definitions that the names need, and all that those need in turn. */
  List<Definition> needed(Collection<String> names) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(names);
    while (!open.isEmpty()) {
      String name = open.pop();
      if (defines(name) && found.add(name)) {
        open.addAll(uses(definitions.get(name)));
      }
    }
    List<Definition> needed = new ArrayList<>();
    definitions.forEach(
        (name, definition) -> {
          if (found.contains(name)) {
            needed.add(definition);
          }
        });
    return needed;
  }

  /** Whether the definition of a name leads back to it. */
  boolean isCircular(Definition definition) {
    return isUsed(definition.name())
        && needed(uses(definition)).stream()
            .anyMatch(each -> each.name().equals(definition.name()));
  }

  /** What a definition mentions, and what the gradients from the output need that it uses. */
  private Set<String> uses(Definition definition) {
    if (!definition.asksForOutput()) {
      return definition.mentions();
    }
    Set<String> uses = new LinkedHashSet<>(definition.mentions());
    source().ifPresent(source -> uses.addAll(LastResult.mentions(source)));
    return uses;
  }

  /**
   * What gradients of the backward pass come from, as a sheet of these definitions has it: the
   * output of those without derivatives.
   */
  Optional<Expr> source() {
    if (source == null) {
      boolean free =
          chosen.isPresent()
              && !Trees.asksForOutput(chosen.get())
              && !mentionsAny(
                  LastResult.mentions(chosen.get()), derived(Definition::asksForOutput));
      source =
          free ? chosen : plainOutput(derived(each -> each.place().mentions().differentiates()));
    }
    return source;
  }

  /** The definitions that are such, themselves or through others. */
  private Set<String> derived(Predicate<Definition> itself) {
    Set<String> derived = new LinkedHashSet<>();
    for (int before = -1; before < derived.size(); ) {
      before = derived.size();
      for (Definition each : definitions.values()) {
        if (itself.test(each) || mentionsAny(each.mentions(), derived)) {
          derived.add(each.name());
        }
      }
    }
    return derived;
  }

  private Optional<Expr> plainOutput(Set<String> derived) {
    List<Place> places = new ArrayList<>();
    definitions.forEach(
        (name, each) -> places.addAll(derived.contains(name) ? List.of() : List.of(each.place())));
    try {
      Circuit circuit = Circuit.of(Sheet.of(places, definitions.keySet()), false, limits);
      return circuit
          .written()
          .filter(expr -> LastResult.mentions(expr).stream().allMatch(this::defines));
    } catch (ChainruleException e) {
      return Optional.empty(); // There is nothing to compute, or it is told where it is asked for.
    }
  }

  private static boolean mentionsAny(Set<String> mentions, Set<String> names) {
    return mentions.stream().anyMatch(names::contains);
  }

  /** The output, as in a sheet: the last formula that no other uses. */
  Optional<String> output() {
    String last = "";
    for (Definition each : definitions.values()) {
      boolean formula = !each.isFunction() && !each.isValue();
      last = formula && !isUsed(each.name()) ? each.name() : last;
    }
    return last.isEmpty() ? Optional.empty() : Optional.of(last);
  }

  /** The call that shows the last function that no other definition uses. */
  Optional<Expr> heading() {
    Optional<Expr> last = Optional.empty();
    for (Definition each : definitions.values()) {
      last = each.isFunction() && !isUsed(each.name()) ? Optional.of(each.whole()) : last;
    }
    return last;
  }

  /** Whether a formula uses a name. */
  boolean isUsed(String name) {
    return definitions.values().stream().anyMatch(each -> each.mentions().contains(name));
  }

  /** The definitions that use a name, directly or not. */
  List<Definition> using(String name) {
    List<Definition> using = new ArrayList<>();
    for (Definition definition : definitions.values()) {
      Cancellation.check();
      boolean other = !definition.name().equals(name);
      if (other && needed(uses(definition)).stream().anyMatch(d -> d.name().equals(name))) {
        using.add(definition);
      }
    }
    return using;
  }

  /** Where definitions stand; behind them the output, where gradients from it are used. */
  List<Place> places(List<Definition> definitions) {
    return places(definitions, false);
  }

  /**
   * The same.
   *
   * @param asked whether something besides the definitions uses gradients from the output
   */
  List<Place> places(List<Definition> definitions, boolean asked) {
    List<Place> places = new ArrayList<>();
    boolean asks = asked;
    for (Definition each : definitions) {
      places.add(each.place());
      asks |= each.asksForOutput();
    }
    if (asks) {
      source().ifPresent(source -> places.add(Place.of(new Statement.Bare(source))));
    }
    return places;
  }
}
