package org.chainrule.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.render.MatrixText;
import org.chainrule.render.Wrap;
import org.chainrule.sheet.RunTogether;
import org.chainrule.source.Cells;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.NearestName;
import org.chainrule.source.Problem;
import org.chainrule.value.Matrix;

/** What an entry did: what is defined otherwise now, and whose values changed with it. */
final class Changes {
  private static final int MOST_LINES = 7;

  private final Session before;
  private final Session after;

  Changes(Session before, Session after) {
    this.before = before;
    this.after = after;
  }

  /** What a definition is worth, and whose values it changed. */
  Reply reply(Definition definition) {
    Notebook notebook = after.state().notebook();
    Map<String, Matrix> values = new LinkedHashMap<>();
    Set<String> names = withUsers(List.of(definition.name()));
    String misfit = values(definition, names, values);
    String text = told(List.of(definition), names, values) + misfit + prime(definition);
    Reply reply = Reply.of(after, text);
    Definition replaced = before.state().notebook().definitions().get(definition.name());
    if (replaced != null && !replaced.isValue() && definition.isValue()) {
      return reply.hint(
          "it was "
              + replaced.text()
              + (replaced.isFunction()
                  ? ""
                  : "; to claim a value type :check " + definition.text()));
    }
    if (replaced == null && definition.isValue() && !notebook.isUsed(definition.name())) {
      Optional<String> meant = NearestName.mistyped(definition.name(), expected(notebook));
      if (meant.isPresent()) {
        return reply.hint(
            "nothing uses " + definition.name() + "; did you mean " + meant.get() + "?");
      }
    }
    Set<String> missing = notebook.missing(List.of(definition.name()));
    if (definition.isFunction() && notebook.output().isEmpty()) {
      return reply.hint("type " + definition.usage() + ", or :trace, to show it");
    }
    if (definition.isFunction() || missing.isEmpty()) {
      return reply;
    }
    boolean unnamed = missing.stream().anyMatch(before.state().reading()::defines);
    String name = unnamed ? ", or f = ans: the last expression has no name of its own" : "";
    return reply.hint(ask(missing, notebook) + name);
  }

  /** A definition shows its value and not how it was read, but for what nobody means by it. */
  private String prime(Definition definition) {
    if (definition.text().indexOf('\'') < 0) {
      return "";
    }
    Notebook notebook = after.state().notebook();
    return Calculation.of(notebook, definition.whole()).readings(Problem.PRIME);
  }

  /** What a value may be meant for: formulas, and names that they use. */
  private static Set<String> expected(Notebook notebook) {
    Set<String> expected = new LinkedHashSet<>();
    for (Definition each : notebook.definitions().values()) {
      if (!each.isValue()) {
        expected.addAll(each.mentions());
        expected.add(each.name());
      }
    }
    expected.removeAll(notebook.functions());
    return expected;
  }

  /** What is defined otherwise after something was taken back, and what has no definition now. */
  String undone() {
    Notebook notebook = after.state().notebook();
    List<Definition> changed = new ArrayList<>(notebook.definitions().values());
    changed.removeIf(before.state().notebook()::hasAsItIs);
    Set<String> gone = new LinkedHashSet<>(before.state().notebook().definitions().keySet());
    gone.removeAll(notebook.definitions().keySet());
    Set<String> names = new LinkedHashSet<>(gone);
    changed.forEach(each -> names.add(each.name()));
    Set<String> all = withUsers(names);
    all.retainAll(notebook.definitions().keySet());
    return told(changed, all, Commands.values(notebook)) + orphans(gone);
  }

  /** Who uses names that have no definition now. */
  String orphans(Iterable<String> gone) {
    StringBuilder out = new StringBuilder();
    for (String name : gone) {
      List<String> users =
          after.state().notebook().definitions().values().stream()
              .filter(each -> each.mentions().contains(name))
              .map(Definition::name)
              .toList();
      if (!users.isEmpty()) {
        boolean function = before.state().notebook().definitions().get(name).isFunction();
        String line =
            String.join(", ", users)
                + (users.size() == 1 ? " uses " : " use ")
                + name
                + (function ? ", which is no function now" : ", an input now");
        out.append(Wrap.wrap(line, after.settings().width(), "  ")).append('\n');
      }
    }
    return out.toString();
  }

  private Set<String> withUsers(Iterable<String> names) {
    Set<String> all = new LinkedHashSet<>();
    for (String name : names) {
      all.add(name);
      after.state().notebook().using(name).forEach(each -> all.add(each.name()));
    }
    return all;
  }

  /** Definitions with what they are worth, then those of the names whose value is another one. */
  private String told(List<Definition> changed, Set<String> names, Map<String, Matrix> values) {
    Map<String, Matrix> old = before(names);
    Set<String> others = new LinkedHashSet<>(names);
    changed.forEach(each -> others.remove(each.name()));
    others.removeIf(name -> !values.containsKey(name) || values.get(name).equals(old.get(name)));
    List<String> lines = new ArrayList<>();
    for (Definition definition : changed) {
      if (lines.size() < MOST_LINES) {
        lines.add(line(definition, values));
      }
    }
    for (String name : others) {
      if (lines.size() < MOST_LINES) {
        lines.add(line(name, values.get(name)));
      }
    }
    int more = changed.size() + others.size() - lines.size();
    if (more > 0) {
      lines.add("and " + more + " more");
    }
    return lines.isEmpty() ? "" : joined(lines, after.settings().width());
  }

  private String line(Definition definition, Map<String, Matrix> values) {
    Matrix own = values.get(definition.name());
    return definition.isFunction() || own == null
        ? definition.usage() + " = " + definition.right()
        : line(definition.name(), own);
  }

  /**
   * Fills in what the names are worth now. Where a value does not fit what uses it, the value alone
   * changes, so that shapes can be changed one after the other; a note says what does not fit.
   */
  private String values(Definition definition, Set<String> names, Map<String, Matrix> values) {
    Notebook notebook = after.state().notebook();
    try {
      values.putAll(Valuation.of(notebook, names));
      return "";
    } catch (ChainruleException e) {
      if (!definition.isValue()) {
        throw e;
      }
      values.putAll(Valuation.of(notebook, List.of(definition.name())));
      Diagnostic misfit = e.diagnostics().get(0);
      return "note: what uses "
          + definition.name()
          + " cannot be computed now: "
          + misfit.message()
          + "\n";
    }
  }

  private Map<String, Matrix> before(Set<String> names) {
    try {
      return Valuation.of(before.state().notebook(), names);
    } catch (ChainruleException e) {
      return new LinkedHashMap<>();
    }
  }

  private String line(String name, Matrix value) {
    return name
        + " = "
        + value(
            value,
            after.settings(),
            after.settings().width() - Cells.of(name) - 3,
            Cells.of(name) + 3);
  }

  /** Side by side where they fit. */
  private static String joined(List<String> lines, int width) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String line : lines) {
      boolean fits = column + 3 + Cells.of(line) <= width && line.indexOf('\n') < 0;
      if (column > 0) {
        out.append(fits ? "   " : "\n");
        column = fits ? column + 3 : 0;
      }
      out.append(line);
      column += Cells.of(line);
    }
    return out.append('\n').toString();
  }

  /** Which inputs want a value, and how to give it, or what was meant instead. */
  static String ask(Set<String> missing, Notebook notebook) {
    for (String name : missing) {
      Optional<String> meant =
          RunTogether.meant(name, notebook.names(), notebook.functions())
              .or(() -> NearestName.mistyped(name, notebook.definitions().keySet()));
      if (meant.isPresent()) {
        return ask(Set.of(name)) + ", or did you mean " + meant.get() + "?";
      }
    }
    return ask(missing) + (missing.contains("T") ? "; a transpose is written w'" : "");
  }

  /** The same, where nothing tells what else may be meant. */
  static String ask(Set<String> missing) {
    String first = missing.iterator().next();
    List<String> some = missing.stream().limit(6).toList();
    String list =
        missing.size() > some.size()
            ? String.join(", ", some) + ", ..."
            : some.size() == 1
                ? first
                : String.join(", ", some.subList(0, some.size() - 1))
                    + " and "
                    + some.get(some.size() - 1);
    return list
        + (missing.size() == 1 ? " has no value" : " have no values")
        + " yet: type "
        + first
        + " = 1";
  }

  /** A value within some columns, its further lines indented. */
  static String value(Matrix value, Settings settings, int room, int indent) {
    List<String> lines = MatrixText.lines(value, settings.digits(), room);
    String text = String.join("\n" + " ".repeat(indent), lines);
    return settings.paint().value(text);
  }
}
