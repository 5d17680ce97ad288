package org.chainrule.homework;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.ast.Trees;
import org.chainrule.calculus.Derivatives;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.parse.TextParser;
import org.chainrule.sheet.Constants;
import org.chainrule.sheet.Place;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.Cancellation;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Fault;
import org.chainrule.source.Limits;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;
import org.chainrule.source.Span;
import org.chainrule.value.Matrix;

/**
 * A sheet of homework, read so that one bad statement never stops the others: one that cannot be
 * read, or that makes no sense beside the others, is taken out.
 */
final class HomeworkSheet {
  /** What was taken out of each line, the first of several. */
  final Map<Line, Diagnostic> unreadable = new LinkedHashMap<>();

  /** Lines whose answer was left open. */
  final Set<Line> blank = new LinkedHashSet<>();

  /** Lines that give a value to a name that the formula does not use. */
  final Map<Line, String> idle = new LinkedHashMap<>();

  /** Names whose values come from outside of the sheet, and win over its own. */
  final Set<String> outside = new LinkedHashSet<>();

  /** The whole text; null where the statements come from several. */
  private final SourceText text;

  private final Set<String> inputs;
  private final Limits limits;
  private final List<Place> places = new ArrayList<>();

  /** Null where there is nothing to compute. */
  private Circuit circuit;

  /**
   * A line of a sheet.
   *
   * @param source the sheet
   * @param number from 1
   */
  record Line(SourceText source, int number) {
    /** The line as it was written. */
    String text() {
      return source.text().split("\\r\\n|\\r|\\n", -1)[number - source.firstLine()];
    }
  }

  private HomeworkSheet(SourceText text, Set<String> inputs, Limits limits) {
    this.text = text;
    this.inputs = inputs;
    this.limits = limits;
  }

  /** The sheet that a text is. */
  static HomeworkSheet of(SourceText text, Limits limits) {
    return of(text, Map.of(), limits);
  }

  /**
   * The sheet that a text is, at a point.
   *
   * @param point values of names that the text uses; those of names that it does not are left out
   */
  static HomeworkSheet of(SourceText text, Map<String, Matrix> point, Limits limits) {
    HomeworkSheet sheet = new HomeworkSheet(text, Set.of(), limits);
    sheet.parse();
    sheet.defineFirstLinks();
    sheet.copyNames();
    sheet.take(point);
    Diagnostic left = sheet.read();
    if (sheet.circuit == null) {
      sheet.unreadable.putIfAbsent(new Line(text, Math.max(1, left.line())), left);
    }
    return sheet;
  }

  /**
   * The sheet that statements make.
   *
   * @param inputs names that are inputs although no statement uses them
   */
  static HomeworkSheet of(List<Place> statements, Set<String> inputs, Limits limits) {
    HomeworkSheet sheet = new HomeworkSheet(null, inputs, limits);
    statements.forEach(sheet::take);
    sheet.defineFirstLinks();
    sheet.copyNames();
    Diagnostic left = sheet.read();
    if (sheet.circuit == null && !statements.isEmpty()) {
      Place last = statements.get(statements.size() - 1);
      sheet.unreadable.putIfAbsent(sheet.line(last.span()), left);
    }
    return sheet;
  }

  Optional<Circuit> circuit() {
    return Optional.ofNullable(circuit);
  }

  /** The line that a stretch begins in. */
  Line line(Span span) {
    return new Line(text == null ? span.source() : text, span.line());
  }

  // ---- the text ----

  /** Finds the statements of the text, without those that cannot be read. */
  private void parse() {
    StringBuilder rest = new StringBuilder(text.text());
    for (boolean changed = true; changed; Cancellation.check()) {
      try {
        Text read = Fault.contained(() -> parsed(rest), fault -> blankOutFaulty(rest, fault));
        if (read != null) {
          Place.all(read).forEach(this::take);
          return;
        }
      } catch (ChainruleException e) {
        changed = false;
        for (Diagnostic error : e.diagnostics()) {
          if (!error.labels().isEmpty()) {
            Span span = TextParser.statementAround(error.labels().get(0).span());
            if (blankOut(rest, span)) {
              unreadable.putIfAbsent(line(span), inOurWords(error)); // of several the first
              changed = true;
            }
          }
        }
      }
    }
  }

  private Text parsed(CharSequence some) {
    return TextParser.homework(text.with(some.toString()), Set.of(), limits);
  }

  /** What cannot be read, in the words of homework instead of those of the language. */
  private static Diagnostic inOurWords(Diagnostic error) {
    if (error.problem() != Problem.UNKNOWN_CHARACTER) {
      return error;
    }
    String what = error.labels().get(0).span().text();
    String message = "I do not know what '" + what + "' stands for";
    String help = what.equals("|") ? error.help() : "write # before a remark";
    return new Diagnostic(error.problem(), message, error.labels(), help);
  }

  private static boolean blankOut(StringBuilder rest, Span span) {
    boolean changed = false;
    for (int i = span.start(); i < Math.min(span.end(), rest.length()); i++) {
      if (rest.charAt(i) != '\n' && rest.charAt(i) != '\r' && rest.charAt(i) != ' ') {
        rest.setCharAt(i, ' ');
        changed = true;
      }
    }
    return changed;
  }

  /** Blanks out the first line with which reading fails by our fault. */
  private Text blankOutFaulty(StringBuilder rest, Diagnostic fault) {
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < rest.length(); i++) {
      if (rest.charAt(i) == '\n' || i == rest.length() - 1) {
        ends.add(i + 1);
      }
    }
    if (ends.isEmpty()) { // Not even nothing can be read.
      unreadable.putIfAbsent(new Line(text, 1), fault);
      throw new ChainruleException(fault);
    }
    int line = firstFaulty(ends.size(), count -> parsed(rest.substring(0, ends.get(count - 1))));
    unreadable.put(new Line(text, line), fault);
    Span span = new Span(text, line > 1 ? ends.get(line - 2) : 0, ends.get(line - 1));
    if (!blankOut(rest, span)) {
      rest.setLength(0); // No line is to blame.
    }
    return null;
  }

  /** How many of the first ones it takes, of so many, until reading them fails by our fault. */
  static int firstFaulty(int count, IntConsumer reading) {
    int sound = 0;
    int faulty = count;
    while (faulty - sound > 1) {
      int middle = (sound + faulty) / 2;
      if (isFaulty(() -> reading.accept(middle))) {
        faulty = middle;
      } else {
        sound = middle;
      }
    }
    return faulty;
  }

  private static boolean isFaulty(Runnable reading) {
    try {
      return Fault.contained(
          () -> {
            reading.run();
            return false;
          },
          fault -> true);
    } catch (ChainruleException e) {
      return false;
    }
  }

  // ---- the statements ----

  /** Takes a statement, unless it is a claim without an answer. */
  private void take(Place place) {
    if (place.content() instanceof Statement.Bare bare && place.mentions().differentiates()) {
      if (Trees.differentiates(bare.expr())) {
        blank.add(line(place.span()));
      } else {
        Diagnostic error = Diagnostic.of(Problem.CLAIM_WITHOUT_NUMBER);
        unreadable.put(
            line(place.span()), error.help("write what you think it is, as in: df/dx = -4"));
      }
    } else if (place.content() instanceof Statement.Relation relation
        && relation.answer() == Statement.Answer.BLANK) {
      blank.add(line(place.span()));
    } else {
      places.add(place);
    }
  }

  /** Takes the values of names that are used and not defined, in the place of those given here. */
  private void take(Map<String, Matrix> point) {
    Set<String> defined = new HashSet<>();
    for (Place place : point.isEmpty() ? List.<Place>of() : places) {
      outside.addAll(place.mentions().names());
      if (place.content() instanceof Statement.Relation relation) {
        relation.equated().filter(name -> mentionsNames(place, name)).ifPresent(defined::add);
      }
    }
    outside.retainAll(point.keySet());
    outside.removeAll(defined);
    places.removeIf(this::isOutside);
    for (String name : outside) {
      Expr value = TextParser.literal(point.get(name));
      places.add(Place.of(Statement.Relation.defining(name, value)));
    }
  }

  /** Whether a statement gives a value that comes from outside. */
  private boolean isOutside(Place place) {
    return place.content() instanceof Statement.Relation relation
        && relation.equated().filter(outside::contains).isPresent();
  }

  /** {@code q = x + y = 3} defines q, where nothing else does, and claims the rest. */
  private void defineFirstLinks() {
    Set<String> defined = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Place place : places) {
      names.addAll(place.mentions().names());
      if (place.content() instanceof Statement.Relation relation) {
        relation.equated().filter(name -> mentionsNames(place, name)).ifPresent(defined::add);
      }
    }
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).content() instanceof Statement.Relation chain
          && chain.target() == Statement.Target.PLAIN
          && chain.sides().size() > 1
          && chain.left() instanceof Expr.Name left
          && chain.relations().stream().allMatch("="::equals)
          && !(left.name().startsWith("d") && names.contains(left.name().substring(1)))) {
        Place link = places.get(i).saying(Statement.Relation.defining(left.name(), chain.right()));
        if (mentionsNames(link, left.name()) && defined.add(left.name())) {
          places.add(i++, link);
        }
      }
    }
  }

  /**
   * {@code n = x} is a gate of its own that copies x, so that df/dn is what arrives at n alone: a
   * skip connection, or the first state of a network.
   */
  private void copyNames() {
    Set<String> defined = new HashSet<>();
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).content() instanceof Statement.Relation relation
          && relation.target() == Statement.Target.PLAIN
          && relation.equated().isPresent()
          && mentionsNames(places.get(i), relation.equated().get())
          && defined.add(relation.equated().get())
          && relation.sides().size() == 1
          && relation.right() instanceof Expr.Name) {
        Expr copied = Expr.Apply.of(Gate.ADD, relation.right(), Expr.Number.of(0));
        String name = relation.equated().get();
        places.set(i, places.get(i).saying(Statement.Relation.defining(name, copied)));
      }
    }
  }

  private static boolean mentionsNames(Place place, String but) {
    return place.mentions().names().stream()
        .anyMatch(name -> !name.equals(but) && Constants.of(name).isEmpty());
  }

  /**
   * The circuit with the output that the sheet is about: what is defined only after the first claim
   * helps to answer, and is not asked about.
   */
  private static Circuit about(Circuit circuit, List<Place> places) {
    Sheet sheet = circuit.sheet();
    Set<Place> before = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Place place : places) {
      if (sheet.claims().stream().anyMatch(claim -> claim.place() == place)) {
        break;
      }
      before.add(place);
    }
    List<Integer> nodes = new ArrayList<>();
    for (Sheet.Definition each : sheet.definitions().values()) {
      if (before.contains(each.place()) && !each.place().mentions().differentiates()) {
        nodes.add(circuit.nodes().get(each.name()));
      }
    }
    BitSet reached = new BitSet();
    nodes.forEach(reached::set);
    BitSet used = new BitSet();
    for (int node = circuit.graph().size() - 1; node >= 0; node--) {
      for (int slot = reached.get(node) ? circuit.graph().arity(node) - 1 : -1; slot >= 0; slot--) {
        reached.set(circuit.graph().operand(node, slot));
        used.set(circuit.graph().operand(node, slot));
      }
    }
    nodes.removeIf(used::get);
    boolean chosen = sheet.chosen().isPresent() || !sheet.outputs().isEmpty();
    return chosen || nodes.isEmpty() ? circuit : circuit.withOutput(nodes.get(nodes.size() - 1));
  }

  /** Makes the circuit of the statements that make sense together; the last error. */
  private Diagnostic read() {
    Diagnostic left = Diagnostic.of(Problem.NOTHING_TO_COMPUTE);
    for (boolean changed = true; changed; Cancellation.check()) {
      try {
        circuit = Fault.contained(() -> circuit(places), this::takeOutFaulty);
        changed = circuit == null ? !places.isEmpty() : takeOutStray();
      } catch (ChainruleException e) {
        left = e.diagnostics().get(0);
        changed = takeOut(e);
      }
    }
    return left;
  }

  private Circuit circuit(List<Place> some) {
    Sheet sheet = Sheet.of(some, inputs);
    Circuit circuit = Circuit.of(sheet, usesItsNames(sheet), limits);
    return speaking(shaped(text == null ? circuit : about(circuit, some)));
  }

  /**
   * Whether every definition but the output is used by its name. Then what is written out beside a
   * name is another quantity: in E = h + r with r = log(m) and a log(m) in h, dE/dr is 1. A
   * definition that nothing uses, q = x + y beside f = (x + y)*z, gives a name to what is there.
   */
  private static boolean usesItsNames(Sheet sheet) {
    Set<String> unused = new HashSet<>(sheet.definitions().keySet());
    for (Sheet.Definition definition : sheet.definitions().values()) {
      definition.place().mentions().names().stream()
          .filter(name -> !name.equals(definition.name()))
          .forEach(unused::remove);
    }
    return unused.size() <= 1;
  }

  /** The circuit with all derivatives that claims speak of; null if a claim has been taken out. */
  private Circuit speaking(Circuit plain) {
    Circuit speaking = plain;
    boolean complete = true;
    for (Sheet.Claim claim : plain.sheet().claims()) {
      try {
        speaking = Derivatives.take(Claim.speaking(speaking, claim));
      } catch (ChainruleException e) {
        complete &= !places.remove(claim.place());
        takeOut(claim.place(), e.diagnostics().get(0));
      }
    }
    return complete ? speaking : null;
  }

  private static Circuit shaped(Circuit circuit) {
    Map<String, Matrix> values = new LinkedHashMap<>();
    circuit.givens().forEach((given, constant) -> values.put(given, constant.matrix()));
    return Derivatives.take(circuit.shaped(values));
  }

  // ---- what is taken out ----

  /** Takes out the statements that errors point at; false if none does. */
  private boolean takeOut(ChainruleException e) {
    boolean changed = false;
    for (Diagnostic error : e.diagnostics()) {
      int label = error.problem() == Problem.GIVEN_TWICE && error.labels().size() > 1 ? 1 : 0;
      if (label < error.labels().size()) {
        Span at = error.labels().get(label).span();
        changed |= places.removeIf(place -> holds(place.span(), at) && leaveOut(place, error));
      }
    }
    return changed;
  }

  private static boolean holds(Span statement, Span part) {
    return statement.source() == part.source()
        && statement.start() <= part.start()
        && part.start() <= statement.end();
  }

  /** A value that the formula does not use is no mistake, unless its name is nearly another one. */
  private boolean leaveOut(Place place, Diagnostic error) {
    if (error.problem() == Problem.UNKNOWN_NAME
        && place.content() instanceof Statement.Relation relation
        && relation.equated().isPresent()
        && place.mentions().names().isEmpty()
        && !error.help().startsWith("did you mean")) {
      if (!outside.remove(relation.equated().get())) {
        idle.put(line(place.span()), relation.equated().get());
      }
      return true;
    }
    return takeOut(place, error);
  }

  private boolean takeOut(Place place, Diagnostic error) {
    if (isOutside(place)) {
      // A value from outside stands on no line that this could be said of.
      throw new Diagnostic(error.problem(), error.message(), List.of(), error.help()).asException();
    }
    unreadable.putIfAbsent(line(place.span()), error);
    return true;
  }

  /** Takes out the first statement with which reading fails by our fault. */
  private Circuit takeOutFaulty(Diagnostic fault) {
    List<Place> all = List.copyOf(places); // Reading may take some out itself.
    int count = firstFaulty(all.size(), some -> circuit(all.subList(0, some)));
    if (count > 0) {
      places.remove(all.get(count - 1));
      takeOut(all.get(count - 1), fault);
    }
    return null;
  }

  /**
   * Takes out the definitions and bare expressions whose names have no values where those of others
   * have, if nothing asks for them: a remark, or a slip of the pen.
   */
  private boolean takeOutStray() {
    Sheet sheet = circuit.sheet();
    if (circuit.givens().isEmpty()) {
      return false;
    }
    Set<String> missing = new LinkedHashSet<>(sheet.inputs());
    missing.removeAll(circuit.givens().keySet());
    List<Place> others = new ArrayList<>();
    List<Place> stray = new ArrayList<>();
    for (Sheet.Output output : sheet.outputs()) {
      (uses(output.place(), missing) ? stray : others).add(output.place());
    }
    Set<String> asked = asked(sheet);
    for (Sheet.Definition definition : sheet.definitions().values()) {
      boolean leftOver = !asked.contains(definition.name());
      (leftOver && uses(definition.place(), missing) ? stray : others).add(definition.place());
    }
    // A function that is only defined makes inputs of the names in its body.
    List<Place> all = new ArrayList<>(others);
    all.addAll(stray);
    sheet.functions().values().forEach(each -> all.add(each.place()));
    Set<String> called = new LinkedHashSet<>();
    all.forEach(each -> called.addAll(each.mentions().functions()));
    for (Sheet.Function function : sheet.functions().values()) {
      if (!called.contains(function.definition().name()) && uses(function.place(), missing)) {
        stray.add(function.place());
      }
    }
    boolean changed = false;
    for (Place place : others.isEmpty() ? List.<Place>of() : stray) {
      String unknown =
          place.mentions().names().stream().filter(missing::contains).findFirst().orElseThrow();
      if (places.remove(place)) {
        takeOut(place, Diagnostic.of(Problem.VALUE_MISSING, unknown + " has no value"));
        changed = true;
      }
    }
    circuit = changed ? null : circuit;
    return changed;
  }

  private static boolean uses(Place place, Set<String> missing) {
    return place.mentions().names().stream().anyMatch(missing::contains);
  }

  /** The names that claims speak of, by themselves or as {@code df} and {@code dx}. */
  private static Set<String> asked(Sheet sheet) {
    Set<String> asked = new LinkedHashSet<>();
    for (Sheet.Claim claim : sheet.claims()) {
      for (Expr side : claim.relation().expressions()) {
        Trees.postorder(
            side,
            part -> {
              if (part instanceof Expr.Name each) {
                asked.add(each.name());
                asked.add(each.name().startsWith("d") ? each.name().substring(1) : each.name());
              }
            });
      }
    }
    // What is asked for needs what its definition uses.
    int before = -1;
    while (before < asked.size()) {
      before = asked.size();
      for (Sheet.Definition definition : sheet.definitions().values()) {
        if (asked.contains(definition.name())) {
          asked.addAll(definition.place().mentions().names());
        }
      }
    }
    return asked;
  }
}
