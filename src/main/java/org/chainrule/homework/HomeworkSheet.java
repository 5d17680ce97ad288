package org.chainrule.homework;

import java.util.ArrayList;
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
import org.chainrule.calculus.Derivatives;
import org.chainrule.graph.Circuit;
import org.chainrule.parse.TextParser;
import org.chainrule.sheet.Place;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Fault;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;
import org.chainrule.source.Span;
import org.chainrule.value.Matrix;

/**
 * A sheet of homework, read so that one bad statement never stops the others: one that cannot be
 * read is taken out, and the rest is read again.
 */
final class HomeworkSheet {
  final Map<Integer, Diagnostic> unreadable = new LinkedHashMap<>();
  final Map<Integer, Statement.Tolerance> tolerances = new LinkedHashMap<>();
  final Set<Integer> blank = new LinkedHashSet<>();
  final List<Integer> asked = new ArrayList<>();
  private final List<String> lines;
  private final String name;
  private final Limits limits;
  private final Deadline deadline;

  /** The sheet with blanks where statements were taken out. */
  private final StringBuilder rest;

  /** Null where there is nothing to compute. */
  Circuit circuit;

  HomeworkSheet(String name, String text, Limits limits, Deadline deadline) {
    this.name = name;
    this.limits = limits;
    this.deadline = deadline;
    this.lines = List.of(text.split("\\r\\n|\\r|\\n", -1));
    this.rest = new StringBuilder(text);
    read();
  }

  /** A line of the sheet as it was written, from 1. */
  String line(int number) {
    return lines.get(number - 1);
  }

  Optional<Circuit> circuit() {
    return Optional.ofNullable(circuit);
  }

  private void read() {
    Diagnostic left = Diagnostic.of(Problem.OUT_OF_TIME, limits.of(Limit.SECONDS));
    for (boolean changed = true; changed; ) {
      try {
        circuit = Fault.contained(() -> read(rest.toString()), this::takeOutFaulty);
        changed = circuit == null ? !rest.toString().isBlank() : takeOutStray();
      } catch (ChainruleException e) {
        left = e.diagnostics().get(0);
        changed = takeOut(e);
      }
      changed &= !deadline.hasPassed();
    }
    if (circuit == null) {
      unreadable.putIfAbsent(Math.max(1, left.line()), left);
    }
  }

  /** The circuit of the text; null if an answer was left blank and has been taken out. */
  private Circuit read(String text) {
    Text read = TextParser.homework(new SourceText(name, text), Set.of(), limits);
    boolean complete = true;
    tolerances.clear();
    asked.clear();
    for (int i = 0; i < read.statements().size(); i++) {
      Span span = read.map().statement(i);
      if (read.statements().get(i) instanceof Statement.Bare bare
          && read.mentions().get(i).differentiates()) {
        complete = false;
        takeOut(span);
        if (!Trees.differentiates(bare.expr())) {
          Diagnostic error = Diagnostic.of(Problem.CLAIM_WITHOUT_NUMBER);
          unreadable.put(span.line(), error.help("write what you think it is, as in: df/dx = -4"));
        } else {
          blank.add(span.line());
        }
      } else if (read.statements().get(i) instanceof Statement.Relation relation) {
        if (relation.tolerance() != null) {
          tolerances.put(span.line(), relation.tolerance());
        }
        if (relation.answer() == Statement.Answer.ASKED) {
          asked.add(span.line());
        } else if (relation.answer() == Statement.Answer.BLANK) {
          blank.add(span.line());
          takeOut(span);
          complete = false;
        }
      }
    }
    return complete
        ? speaking(shaped(Circuit.of(Sheet.of(List.of(read), List.of()), false, limits)))
        : null;
  }

  /** The circuit with all derivatives that claims speak of; null if a claim has been taken out. */
  private Circuit speaking(Circuit plain) {
    Circuit speaking = plain;
    boolean complete = true;
    for (Sheet.Claim claim : plain.sheet().claims()) {
      try {
        speaking = Derivatives.take(Claim.speaking(speaking, claim));
      } catch (ChainruleException e) {
        unreadable.putIfAbsent(claim.place().span().line(), e.diagnostics().get(0));
        complete &= !takeOut(claim.place().span());
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
        Span span = error.labels().get(label).span();
        if (takeOut(TextParser.statementAround(span))) {
          unreadable.putIfAbsent(span.line(), error); // of several statements the first
          changed = true;
        }
      }
    }
    return changed;
  }

  private boolean takeOut(Span span) {
    boolean changed = false;
    for (int i = span.start(); i < Math.min(span.end(), rest.length()); i++) {
      if (rest.charAt(i) != '\n' && rest.charAt(i) != '\r' && rest.charAt(i) != ' ') {
        rest.setCharAt(i, ' ');
        changed = true;
      }
    }
    return changed;
  }

  /** Takes out the first line with which reading fails by our fault. */
  private Circuit takeOutFaulty(Diagnostic fault) {
    int sound = 0;
    int faulty = lines.size();
    while (faulty - sound > 1) {
      int middle = (sound + faulty) / 2;
      if (isFaulty(rest.substring(0, offset(middle)))) {
        faulty = middle;
      } else {
        sound = middle;
      }
    }
    unreadable.put(faulty, fault);
    if (!takeOut(
        new Span(new SourceText(name, rest.toString()), offset(faulty - 1), offset(faulty)))) {
      rest.setLength(0); // No line is to blame.
    }
    return null;
  }

  /** Where the line behind so many lines begins. */
  private int offset(int count) {
    int at = 0;
    for (int i = 0; i < count && at < rest.length(); i++) {
      at += lines.get(i).length();
      at += rest.indexOf("\r\n", at) == at ? 2 : 1;
    }
    return Math.min(at, rest.length());
  }

  private boolean isFaulty(String some) {
    try {
      return Fault.contained(
          () -> {
            read(some);
            return false;
          },
          fault -> true);
    } catch (ChainruleException e) {
      return false;
    }
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
      if (takeOut(place.span())) {
        unreadable.put(
            place.span().line(), Diagnostic.of(Problem.VALUE_MISSING, unknown + " has no value"));
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
