package org.chainrule.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.render.MatrixText;
import org.chainrule.sheet.RunTogether;
import org.chainrule.source.Cells;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.value.Matrix;

/** What a definition did: what the name is worth now, and whose values changed with it. */
final class Changes {
  private static final int MOST_CHANGES = 6;

  private final Session before;
  private final Session after;
  private final Definition definition;

  Changes(Session before, Session after, Definition definition) {
    this.before = before;
    this.after = after;
    this.definition = definition;
  }

  /** What a definition is worth, and whose values it changed. */
  Reply reply() {
    Notebook notebook = after.state().notebook();
    Set<String> names = new LinkedHashSet<>();
    names.add(definition.name());
    notebook.using(definition.name()).forEach(each -> names.add(each.name()));
    Map<String, Matrix> values = new LinkedHashMap<>();
    String misfit = values(notebook, names, values);
    Map<String, Matrix> old = before(names);
    List<String> lines = new ArrayList<>();
    Matrix own = values.get(definition.name());
    if (definition.isFunction() || own == null) {
      lines.add(definition.usage() + " = " + definition.right());
    } else {
      lines.add(line(definition.name(), own));
    }
    int changed = 0;
    for (Map.Entry<String, Matrix> each : values.entrySet()) {
      boolean other = !each.getKey().equals(definition.name());
      if (other && !each.getValue().equals(old.get(each.getKey())) && changed++ < MOST_CHANGES) {
        lines.add(line(each.getKey(), each.getValue()));
      }
    }
    if (changed > MOST_CHANGES) {
      lines.add("and " + (changed - MOST_CHANGES) + " more");
    }
    Reply reply = Reply.of(after, joined(lines, after.settings().width()) + misfit);
    Definition replaced = before.state().notebook().definitions().get(definition.name());
    if (replaced != null && !replaced.isValue() && definition.isValue()) {
      return reply.hint(
          "it was "
              + replaced.text()
              + (replaced.isFunction()
                  ? ""
                  : "; to claim a value type :check " + definition.text()));
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

  /**
   * Fills in what the names are worth now. Where a value does not fit what uses it, the value alone
   * changes, so that shapes can be changed one after the other; a note says what does not fit.
   */
  private String values(Notebook notebook, Set<String> names, Map<String, Matrix> values) {
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
      Optional<String> meant = RunTogether.meant(name, notebook.names(), notebook.functions());
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
