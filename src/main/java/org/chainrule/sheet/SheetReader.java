package org.chainrule.sheet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.NearestName;
import org.chainrule.source.Problem;
import org.chainrule.source.Span;

/**
 * Gives every statement its role, by rules that do not depend on the order of statements.
 *
 * <ol>
 *   <li>The first {@code name = expr} whose right side has names is the definition of that name.
 *   <li>{@code name = constant} gives a value to an input. Where no formula uses the name and the
 *       right side is more than a number, it is a definition too.
 *   <li>Everything else with a relation is a claim.
 * </ol>
 */
final class SheetReader {
  /** More errors than anybody reads at once are counted, not shown. */
  private static final int MOST_ERRORS = 20;

  private final List<Place> statements;
  private final List<Text> values;
  private final Set<String> declared;
  private final List<Diagnostic> errors = new ArrayList<>();
  private final List<Diagnostic> notes = new ArrayList<>();
  private final Map<String, Sheet.Definition> definitions = new LinkedHashMap<>();
  private final Map<String, Sheet.Function> functions = new LinkedHashMap<>();
  private final Map<String, Sheet.Given> givens = new LinkedHashMap<>();
  private final Set<String> inputs = new LinkedHashSet<>();
  private final List<Sheet.Output> outputs = new ArrayList<>();
  private final List<Sheet.Claim> claims = new ArrayList<>();
  private final Set<String> equated = new LinkedHashSet<>();
  private final Set<String> known = new LinkedHashSet<>();
  private Optional<Sheet.Output> chosen = Optional.empty();

  SheetReader(List<Place> statements, List<Text> values, Set<String> declared) {
    this.statements = statements;
    this.values = values;
    this.declared = declared;
  }

  Sheet read() {
    List<Place> places = new ArrayList<>(statements);
    places.forEach(place -> notes.addAll(place.notes()));
    places.forEach(this::readFunction);
    places.forEach(this::noteEquated);
    values.forEach(value -> noteEquated(new Place(value, 0)));
    List<Place> constants = defineFormulas(places);
    showHeading(places, constants);
    findInputs(places);
    readConstants(defineConstants(constants));
    places.forEach(this::checkDerivatives);
    values.forEach(this::readValue);
    judgeNamesBeforeBrackets();
    Circles.check(definitions, functions, errors);
    if (errors.isEmpty() && definitions.isEmpty() && outputs.isEmpty()) {
      throw nothingToCompute(places).asException();
    }
    if (!errors.isEmpty()) {
      throw new ChainruleException(errors.subList(0, Math.min(MOST_ERRORS, errors.size())));
    }
    noteHiddenConstants();
    noteNotShown();
    noteRunTogether(places);
    notePowersOfT(places);
    notePrimes(places);
    return new Sheet(definitions, functions, givens, inputs, outputs, chosen, claims, notes);
  }

  private Diagnostic nothingToCompute(List<Place> places) {
    Diagnostic nothing = Diagnostic.of(Problem.NOTHING_TO_COMPUTE);
    for (Place place : places) {
      nothing = nothing.at(place.span());
      break;
    }
    for (Place place : places) {
      if (place.content() instanceof Statement.Relation claim
          && claim.target() == Statement.Target.PLAIN
          && claim.relations().contains("==")) {
        return nothing.help(
            "to compute a comparison, put it in brackets: (" + place.span().text() + ")");
      }
    }
    return nothing.help("write a formula, such as (x + y)*z");
  }

  private void readFunction(Place place) {
    if (!(place.content() instanceof Statement.Function function)) {
      return;
    }
    Set<String> parameters = new LinkedHashSet<>();
    for (String parameter : function.parameters()) {
      if (!parameters.add(parameter)) {
        errors.add(
            Diagnostic.of(Problem.REPEATED_PARAMETER, function.name(), parameter)
                .at(place.left())
                .help("give each parameter a name of its own"));
      }
    }
    Sheet.Function before =
        functions.putIfAbsent(function.name(), new Sheet.Function(function, place));
    if (before != null) {
      errors.add(
          Diagnostic.of(Problem.FUNCTION_TWICE, function.name())
              .at(before.place().functionName(), "first")
              .at(place.functionName(), "again")
              .help("give one of them another name"));
    }
  }

  private void noteEquated(Place place) {
    if (place.content() instanceof Statement.Relation relation) {
      relation.equated().ifPresent(equated::add);
    }
  }

  /** Definitions with names on the right, outputs and claims; returns the equations without. */
  private List<Place> defineFormulas(List<Place> places) {
    List<Place> constants = new ArrayList<>();
    for (Place place : places) {
      place.content().accept(new Role(place, constants));
    }
    return constants;
  }

  /** What a statement is in the sheet, as far as it can be told without the others. */
  private final class Role implements Statement.Visitor<Void> {
    private final Place place;
    private final List<Place> constants;

    Role(Place place, List<Place> constants) {
      this.place = place;
      this.constants = constants;
    }

    @Override
    public Void bare(Statement.Bare bare) {
      outputs.add(new Sheet.Output(bare.expr(), place));
      return null;
    }

    @Override
    public Void output(Statement.Output output) {
      chosen = Optional.of(new Sheet.Output(output.expr(), place));
      return null;
    }

    @Override
    public Void function(Statement.Function function) {
      return null; // It was read before.
    }

    @Override
    public Void relation(Statement.Relation relation) {
      Optional<String> name = relation.equated();
      if (name.isEmpty() || definitions.containsKey(name.get())) {
        claims.add(new Sheet.Claim(relation, place));
      } else if (mentionsNames(place)) {
        define(name.get(), relation, place);
      } else {
        constants.add(place);
      }
      return null;
    }
  }

  /**
   * {@code f(x, y) = ...} as a heading: where there is nothing else to compute, the last function
   * that no other uses is applied to inputs with the names of its parameters.
   */
  private void showHeading(List<Place> places, List<Place> constants) {
    boolean computed =
        constants.stream()
            .anyMatch(place -> isComputed(((Statement.Relation) place.content()).right()));
    if (!definitions.isEmpty() || !outputs.isEmpty() || computed || chosen.isPresent()) {
      return;
    }
    Set<String> used = new LinkedHashSet<>();
    places.forEach(place -> used.addAll(place.mentions().functions()));
    Statement.Function heading = null;
    for (Sheet.Function function : functions.values()) {
      heading = used.contains(function.definition().name()) ? heading : function.definition();
    }
    if (heading != null) {
      Expr call = heading.whole();
      Place place = Place.of(new Statement.Bare(call));
      outputs.add(new Sheet.Output(call, place));
      places.add(place);
    }
  }

  private void define(String name, Statement.Relation relation, Place place) {
    definitions.put(name, new Sheet.Definition(name, relation.right(), place));
  }

  /** Whether the right side depends on anything but numbers and constants. */
  private boolean mentionsNames(Place place) {
    Text.Mentions mentions = place.mentions();
    return !mentions.functions().isEmpty()
        || mentions.names().stream().anyMatch(name -> !isConstant(name));
  }

  private boolean isConstant(String name) {
    return Constants.has(name) && !equated.contains(name);
  }

  /** Names that formulas use and none defines, in the order of the texts. */
  private void findInputs(List<Place> places) {
    for (Place place : places) {
      Statement statement = place.content();
      if (statement instanceof Statement.Function function) {
        findInputs(place, function.parameters());
      } else if (statement instanceof Statement.Bare || isDefinition(place)) {
        findInputs(place, List.of());
      }
    }
    for (String name : declared) {
      if (!definitions.containsKey(name) && !isConstant(name)) {
        inputs.add(name);
      }
    }
  }

  private boolean isDefinition(Place place) {
    return place.content() instanceof Statement.Relation relation
        && relation
            .equated()
            .map(definitions::get)
            .filter(definition -> definition.place() == place)
            .isPresent();
  }

  private void findInputs(Place place, List<String> parameters) {
    for (String name : uses(place)) {
      boolean own = parameters.contains(name) || definitions.containsKey(name);
      if (!own && functions.containsKey(name)) {
        // Statements of several texts: where it was read, the name was no function yet.
        errors.add(
            Diagnostic.of(Problem.FUNCTION_WITHOUT_BRACKETS, name)
                .at(place.mention(name))
                .help("write " + functions.get(name).definition().whole()));
      } else if (!own && !isConstant(name)) {
        inputs.add(name);
      }
    }
    if (!place.mentions().functions().isEmpty()) {
      for (Expr side : place.content().expressions()) {
        Trees.postorder(
            side,
            part -> {
              if (part instanceof Expr.Call call) {
                checkCall(place, call);
              }
            });
      }
    }
  }

  /**
   * The names that a statement uses. Those of a derivative such as {@code df/dx} are uses only if
   * something else says that there are such names.
   */
  private List<String> uses(Place place) {
    if (!place.mentions().differentiates()) {
      return place.mentions().names();
    }
    List<String> uses = new ArrayList<>();
    Deque<Expr> pending = new ArrayDeque<>();
    List<Expr> sides = place.content().expressions();
    pending.push(sides.get(sides.size() - 1));
    while (!pending.isEmpty()) {
      Expr part = pending.pop();
      if (part instanceof Expr.Name name) {
        uses.add(name.name());
      }
      boolean differentiates = part instanceof Expr.Derivative || part instanceof Expr.Role;
      for (int i = part.parts().size() - 1; i >= 0; i--) {
        Expr each = part.parts().get(i);
        boolean spoken =
            differentiates && each instanceof Expr.Name name && !equated.contains(name.name());
        if (!spoken) {
          pending.push(each);
        }
      }
    }
    return uses;
  }

  /** Names in derivatives that nothing else speaks of. */
  private void checkDerivatives(Place place) {
    if (!place.mentions().differentiates()
        || place.content() instanceof Statement.Relation && !isDefinition(place)) {
      return;
    }
    List<String> parameters =
        place.content() instanceof Statement.Function function ? function.parameters() : List.of();
    for (String name : place.mentions().names()) {
      if (!isNode(name) && !parameters.contains(name) && !isConstant(name)) {
        Sheet.Function function = functions.get(name);
        Diagnostic error = unknownName(name, List.copyOf(known())).at(place.mention(name));
        errors.add(function == null ? error : error.help(whole(function.definition())));
      }
    }
    if (place.content() instanceof Statement.Function function) {
      checkRoles(function, place);
    }
  }

  /** Gradients of the backward pass by a parameter, which is another node in every call. */
  private void checkRoles(Statement.Function function, Place place) {
    Trees.postorder(
        function.body(),
        part -> {
          for (Expr each : part instanceof Expr.Role ? part.parts() : List.<Expr>of()) {
            String name = each.toString();
            if (function.parameters().contains(name)) {
              errors.add(
                  Diagnostic.of(Problem.ROLE_OF_PARAMETER, part, name, function.name())
                      .at(place.text().map().part(place.statement(), place.part(part)))
                      .help("a derivative by a parameter is written d/d" + name + " (...)"));
            }
          }
        });
  }

  /** How the derivative of a function is written: {@code d/dx (f(x))}. */
  private static String whole(Statement.Function function) {
    String by = function.parameters().get(0);
    return function.name() + " is a function: write d/d" + by + " (" + function.whole() + ")";
  }

  private void checkCall(Place place, Expr.Call call) {
    Sheet.Function function = functions.get(call.function());
    if (function == null) {
      errors.add(
          Diagnostic.of(Problem.NO_FUNCTION, call.function()).at(place.mention(call.function())));
      return;
    }
    int expected = function.definition().parameters().size();
    if (expected != call.operands().size()) {
      errors.add(
          Diagnostic.of(
                  Problem.ARGUMENT_COUNT,
                  call.function(),
                  expected == 1 ? "1 argument" : expected + " arguments",
                  call.operands().size())
              .at(place.mention(call.function()))
              .at(function.place().functionName(), "defined here")
              .help("its form is " + function.definition().whole()));
    }
  }

  /** {@code f = max(0, 3)} defines f where nothing else uses it; returns the other equations. */
  private List<Place> defineConstants(List<Place> constants) {
    List<Place> others = new ArrayList<>();
    for (Place place : constants) {
      Statement.Relation relation = (Statement.Relation) place.content();
      String name = relation.equated().orElseThrow();
      if (!inputs.contains(name)
          && !definitions.containsKey(name)
          && isComputed(relation.right())) {
        define(name, relation, place);
      } else {
        others.add(place);
      }
    }
    return others;
  }

  /** Whether an expression is more than a number with a sign. */
  private static boolean isComputed(Expr expr) {
    Expr unsigned = expr;
    while (unsigned instanceof Expr.Apply apply && apply.gate() == Gate.NEG) {
      unsigned = apply.operands().get(0);
    }
    return !(unsigned instanceof Expr.Number);
  }

  private void readConstants(List<Place> constants) {
    for (Place place : constants) {
      Statement.Relation relation = (Statement.Relation) place.content();
      String name = relation.equated().orElseThrow();
      if (definitions.containsKey(name)) {
        claims.add(new Sheet.Claim(relation, place));
      } else if (inputs.contains(name)) {
        give(name, relation, place);
      } else if (DerivativeNotation.differential(name, this::isNode).isPresent()
          || name.equals("f") && !outputs.isEmpty()) {
        claims.add(new Sheet.Claim(relation, place));
      } else if (!definitions.isEmpty() || !outputs.isEmpty()) {
        errors.add(unknown(name, place));
      }
    }
    checkDefinedNames();
  }

  private boolean isNode(String name) {
    return definitions.containsKey(name) || inputs.contains(name);
  }

  private void give(String name, Statement.Relation relation, Place place) {
    Sheet.Given before = givens.putIfAbsent(name, new Sheet.Given(name, relation.right(), place));
    if (before != null) {
      errors.add(
          Diagnostic.of(Problem.GIVEN_TWICE, name)
              .at(before.place().span(), "first")
              .at(place.span(), "again")
              .help("keep one of the two"));
    }
  }

  /** A value from outside, which goes before one in the texts. */
  private void readValue(Text text) {
    Place place = new Place(text, 0);
    Statement.Relation relation = (Statement.Relation) place.content();
    String name = relation.equated().orElseThrow();
    if (definitions.containsKey(name)) {
      errors.add(
          Diagnostic.of(Problem.DEFINED_AND_GIVEN, name)
              .at(place.span())
              .at(definitions.get(name).place().span(), "its formula")
              .help("give values to the inputs: " + String.join(", ", inputs)));
    } else if (!inputs.contains(name)) {
      if (!definitions.isEmpty() || !outputs.isEmpty()) {
        errors.add(unknown(name, place));
      }
    } else if (mentionsNames(place)) {
      errors.add(
          Diagnostic.of(Problem.NOT_A_CONSTANT, name)
              .at(place.span())
              .help("write a number, or an expression such as 1/3 or pi/2"));
    } else {
      Sheet.Given before = givens.put(name, new Sheet.Given(name, relation.right(), place));
      if (before != null && values.contains(before.place().text())) {
        errors.add(
            Diagnostic.of(Problem.GIVEN_TWICE, name)
                .at(before.place().span(), "first")
                .at(place.span(), "again")
                .help("keep one of the two"));
      }
    }
  }

  private Diagnostic unknown(String name, Place place) {
    if (errors.size() >= MOST_ERRORS) {
      return Diagnostic.of(Problem.UNKNOWN_NAME, name);
    }
    List<String> others = new ArrayList<>(definitions.keySet());
    others.addAll(inputs);
    Diagnostic unknown = unknownName(name, others).at(place.left());
    for (String input : inputs) {
      Optional<String> meant =
          givens.containsKey(input) || !input.contains(name)
              ? Optional.empty()
              : RunTogether.meant(input, known(), functions.keySet());
      if (meant.isPresent()) {
        return unknown.help(input + " is one name; did you mean " + meant.get() + "?");
      }
    }
    return unknown;
  }

  /** The error for a name that is none of {@code known}. */
  static Diagnostic unknownName(String name, List<String> known) {
    String list = "known are " + String.join(", ", known);
    return Diagnostic.of(Problem.UNKNOWN_NAME, name)
        .help(
            NearestName.of(name, known)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse(
                    known.isEmpty()
                        ? ""
                        : list.length() > 60 ? list.substring(0, 57) + "..." : list));
  }

  private void checkDefinedNames() {
    for (Sheet.Definition definition : definitions.values()) {
      DerivativeNotation.differential(definition.name(), this::isNode)
          .ifPresent(
              by ->
                  errors.add(
                      Diagnostic.of(Problem.DERIVATIVE_AS_NAME, definition.name(), by)
                          .at(definition.place().left())
                          .help("choose another name, such as g" + by)));
    }
  }

  /**
   * A name without a value that stands directly before a bracket, as in {@code tahn(x)}: an error
   * where a function's name is near, a note where none is, nothing where the name has a value.
   */
  private void judgeNamesBeforeBrackets() {
    for (Diagnostic note : List.copyOf(notes)) {
      boolean number = note.problem() == Problem.NAME_AT_NUMBER;
      if (!number && note.problem() != Problem.NAME_TIMES_BRACKET) {
        continue;
      }
      Span place = note.labels().get(0).span();
      int end = number ? place.text().indexOf('(') : place.text().length();
      Span span = new Span(place.source(), place.start(), place.start() + end);
      Optional<String> function = NearestName.of(span.text(), Gate.functions().keySet());
      if (definitions.containsKey(span.text()) || givens.containsKey(span.text())) {
        if (!number) {
          notes.remove(note);
        }
      } else if (function.isPresent()) {
        notes.remove(note);
        errors.add(
            Diagnostic.of(Problem.NO_FUNCTION, span.text())
                .at(span)
                .help(
                    "did you mean "
                        + function.get()
                        + "? For a product write "
                        + span.text()
                        + "*(...)"));
      }
    }
  }

  /** Names without a value that were most likely meant as several. */
  private void noteRunTogether(List<Place> places) {
    for (String name : inputs) {
      if (name.length() > 1 && !givens.containsKey(name) && !declared.contains(name)) {
        RunTogether.note(name, known(), functions.keySet())
            .ifPresent(note -> notes.add(note.at(mention(name, places))));
      }
    }
  }

  private Set<String> known() {
    if (known.isEmpty()) {
      known.addAll(definitions.keySet());
      known.addAll(inputs);
      known.addAll(equated);
    }
    return known;
  }

  private static Span mention(String name, List<Place> places) {
    Place first =
        places.stream()
            .filter(place -> place.mentions().names().contains(name))
            .findFirst()
            .orElseThrow();
    return first.mention(name);
  }

  /** {@code w^T} where T is nothing else. */
  private void notePowersOfT(List<Place> places) {
    if (!inputs.contains("T") || givens.containsKey("T")) {
      return;
    }
    for (Place place : places) {
      for (Expr side : place.content().expressions()) {
        Trees.postorder(
            side,
            part -> {
              if (part instanceof Expr.Apply power
                  && power.gate() == Gate.POW
                  && power.operands().get(1).toString().equals("T")) {
                String base = power.operands().get(0).toString();
                notes.add(Diagnostic.of(Problem.POWER_OF_T, base).at(mention("T", places)));
              }
            });
      }
    }
  }

  /** {@code f'(x)}, which on paper is a derivative. */
  private void notePrimes(List<Place> places) {
    for (Place place : places) {
      String text = place.span().text();
      for (int prime = text.indexOf("'("); prime >= 0; prime = text.indexOf("'(", prime + 1)) {
        int start = prime;
        while (start > 0 && isWordPart(text.charAt(start - 1))) {
          start--;
        }
        int end = prime + 2;
        while (end < text.length() && isWordPart(text.charAt(end))) {
          end++;
        }
        String name = text.substring(start, prime);
        String argument = text.substring(prime + 2, end);
        if (text.startsWith(")", end)
            && !argument.isEmpty()
            && place.mentions().names().contains(name)) {
          String by = Character.isDigit(argument.charAt(0)) ? "x" : argument;
          notes.add(Diagnostic.of(Problem.PRIME, name, argument, by).at(place.mention(name)));
        }
      }
    }
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** Bare expressions before the last one; they may be there for the gradients from them. */
  private void noteNotShown() {
    boolean shown = chosen.isEmpty() && outputs.size() > 1 && !asksForOutput();
    for (int i = 0; shown && i + 1 < outputs.size(); i++) {
      Expr output = outputs.get(outputs.size() - 1).expr();
      Sheet.Output other = outputs.get(i);
      notes.add(Diagnostic.of(Problem.NOT_SHOWN, other.expr(), output).at(other.place().span()));
    }
  }

  private boolean asksForOutput() {
    return outputs.stream().anyMatch(each -> Trees.asksForOutput(each.expr()))
        || definitions.values().stream().anyMatch(each -> Trees.asksForOutput(each.expr()));
  }

  private void noteHiddenConstants() {
    for (String name : equated) {
      if (Constants.has(name) && isNode(name)) {
        notes.add(Diagnostic.of(Problem.CONSTANT_HIDDEN, name));
      }
    }
  }
}
