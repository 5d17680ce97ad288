package org.chainrule.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.Chainrule;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.gate.Gate;
import org.chainrule.sheet.Place;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Characters;
import org.chainrule.source.SourceText;

/**
 * A file that is read into a session, as {@code chainrule run} reads it and with the remarks of a
 * saved session: all of it, or nothing.
 */
final class LoadedSheet {
  private static final Pattern CALLED = Pattern.compile("([\\p{L}_][\\p{L}\\p{M}\\p{N}_]*)\\(");

  private final Session session;
  private final Set<String> functions = new LinkedHashSet<>();
  private final Counts counts = new Counts();
  private Session.State state;

  /** How much was read. */
  private static final class Counts {
    private int formulas;
    private int values;
    private int expressions;
    private int claims;
  }

  /** What a line of the file does to the session. */
  private interface Step {
    void take();
  }

  LoadedSheet(Session session) {
    this.session = session;
    this.state = session.state();
  }

  Reply read(SourceText file) {
    TreeMap<Integer, Step> steps = new TreeMap<>();
    boolean statements = remarks(file, steps);
    if (statements || steps.isEmpty()) {
      statements(file, steps);
    }
    steps.values().forEach(Step::take);
    return Reply.of(session.with(state.file(file.name())), summary(file.name()));
  }

  // ---- as a sheet ----

  private void statements(SourceText file, Map<Integer, Step> steps) {
    Sheet sheet =
        Chainrule.parse(List.of(file), List.of(), session.state().notebook().options())
            .workings()
            .circuit()
            .sheet();
    functions.addAll(sheet.functions().keySet());
    for (Sheet.Function each : sheet.functions().values()) {
      steps.put(at(each.place()), () -> define(each.place()));
    }
    for (Sheet.Definition each : sheet.definitions().values()) {
      steps.put(at(each.place()), () -> define(each.place()));
    }
    for (Sheet.Given each : sheet.givens().values()) {
      steps.put(at(each.place()), () -> define(each.place()));
    }
    for (Sheet.Output each : sheet.outputs()) {
      if (each.place().span().source() != file) {
        continue; // A function that is shown, because there is nothing else to show.
      }
      steps.put(at(each.place()), () -> show(flat(each.place()), Optional.of(each.expr())));
    }
    sheet
        .chosen()
        .ifPresent(each -> steps.put(at(each.place()), () -> state = state.output(each.expr())));
    for (Sheet.Claim each : sheet.claims()) {
      steps.put(at(each.place()), () -> claim(flat(each.place())));
    }
  }

  private static int at(Place place) {
    return place.span().start();
  }

  private static String flat(Place place) {
    return Statements.flat(place.span().text());
  }

  private void define(Place place) {
    define(Definition.of(place).orElseThrow());
  }

  private void define(Definition read) {
    // A function may stand in a remark.
    Definition definition = read.among(known(), state.notebook().names());
    state = state.with(definition);
    counts.formulas += definition.isValue() ? 0 : 1;
    counts.values += definition.isValue() ? 1 : 0;
  }

  private void show(String line, Optional<Expr> expr) {
    state = state.expression(line);
    expr.ifPresent(read -> state = state.last(LastResult.among(read, known())));
    counts.expressions++;
  }

  private void claim(String line) {
    state = state.claim(line);
    counts.claims++;
  }

  // ---- remarks ----

  /** Finds the remarks; whether there is anything else. */
  private boolean remarks(SourceText file, Map<Integer, Step> steps) {
    boolean statements = false;
    int at = 0;
    for (String line : file.text().split("\n", -1)) {
      Optional<Remark> remark = Remark.of(line.strip());
      if (remark.isPresent()) {
        String text = remark.get().in(line.strip());
        steps.put(at, step(remark.get(), text));
      } else {
        statements |= !line.isBlank() && !line.stripLeading().startsWith("#");
      }
      at += line.length() + 1;
    }
    return statements;
  }

  private Step step(Remark remark, String text) {
    return switch (remark) {
      case DEFINE -> () -> definition(text).ifPresent(this::define);
      case SHOW -> () -> show(text, expression(text));
      case OUTPUT ->
          () ->
              expression(text.substring(Statement.Target.OUTPUT.word().length()))
                  .ifPresent(each -> state = state.output(each));
      case CLAIM -> () -> claim(text);
      case ANS -> () -> state = state.ans(expression(text));
      case ABOUT -> () -> state = state.about(text.isEmpty() ? Optional.empty() : expression(text));
    };
  }

  /** Reads a text as it could be read when it was typed: its functions may be gone, or be new. */
  private <T> Optional<T> read(String text, BiFunction<String, Set<String>, Optional<T>> reader) {
    ChainruleException error = null;
    for (Set<String> functions : List.of(known(), called(text), Set.<String>of())) {
      try {
        return reader.apply(text, functions);
      } catch (ChainruleException e) {
        error = error == null ? e : error;
      }
    }
    throw error;
  }

  private Optional<Definition> definition(String text) {
    return read(text, Definition::read);
  }

  private Optional<Expr> expression(String text) {
    return read(text, LastResult::read);
  }

  private Set<String> known() {
    Set<String> known = new LinkedHashSet<>(functions);
    known.addAll(state.notebook().functions());
    return known;
  }

  private static Set<String> called(String text) {
    Set<String> called = new LinkedHashSet<>();
    for (Matcher matcher = CALLED.matcher(text); matcher.find(); ) {
      if (Gate.functionNamed(matcher.group(1)).isEmpty()) {
        called.add(matcher.group(1));
      }
    }
    return called;
  }

  private String summary(String name) {
    int[] numbers = {counts.formulas, counts.values, counts.expressions, counts.claims};
    String[] words = {"definition", "value", "expression", "claim"};
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] > 0) {
        parts.add(numbers[i] + " " + words[i] + (numbers[i] == 1 ? "" : "s"));
      }
    }
    return "loaded " + Characters.shown(name) + ": " + String.join(", ", parts) + "\n";
  }
}
