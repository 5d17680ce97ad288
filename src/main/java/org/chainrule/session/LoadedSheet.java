package org.chainrule.session;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.Chainrule;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.sheet.Place;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.Characters;
import org.chainrule.source.SourceText;

/** A file that is read into a session, as {@code chainrule run} reads it: all of it, or nothing. */
final class LoadedSheet {
  private final Session session;

  LoadedSheet(Session session) {
    this.session = session;
  }

  Reply read(SourceText file) {
    Sheet sheet =
        Chainrule.parse(List.of(file), List.of(), session.state().notebook().options())
            .circuit()
            .sheet();
    Session.State state = session.state();
    Notebook notebook = state.notebook();
    for (Sheet.Function function : sheet.functions().values()) {
      notebook = notebook.with(definition(function));
    }
    for (Sheet.Definition each : sheet.definitions().values()) {
      notebook = notebook.with(definition(each.name(), each.place()));
    }
    for (Sheet.Given each : sheet.givens().values()) {
      notebook = notebook.with(definition(each.name(), each.place()));
    }
    state = state.with(notebook).file(file.name());
    for (Sheet.Output output : sheet.outputs()) {
      state = state.last(output.expr()).line(flat(output.place()));
    }
    if (sheet.chosen().isPresent()) {
      Sheet.Output chosen = sheet.chosen().get();
      state = state.last(chosen.expr());
    }
    for (Sheet.Claim claim : sheet.claims()) {
      state = state.line(flat(claim.place()));
    }
    return Reply.of(session.with(state), summary(sheet, file.name()));
  }

  private static Definition definition(Sheet.Function function) {
    Statement.Function statement = function.definition();
    Set<String> mentions = mentions(function.place());
    mentions.removeAll(statement.parameters());
    return new Definition(
        statement.name(),
        flat(function.place()),
        Definition.usage(statement.name(), statement.parameters()),
        statement.body(),
        mentions);
  }

  private static Definition definition(String name, Place place) {
    Statement.Relation relation = (Statement.Relation) place.content();
    return new Definition(name, flat(place), name, relation.right(), mentions(place));
  }

  private static Set<String> mentions(Place place) {
    Text.Mentions mentions = place.mentions();
    Set<String> all = new LinkedHashSet<>(mentions.names());
    all.addAll(mentions.functions());
    return all;
  }

  private static String flat(Place place) {
    return Statements.flat(place.span().text());
  }

  private static String summary(Sheet sheet, String name) {
    StringBuilder out = new StringBuilder("loaded ").append(Characters.shown(name)).append(": ");
    String between = "";
    int definitions = sheet.definitions().size() + sheet.functions().size();
    int[] counts = {
      definitions, sheet.givens().size(), sheet.outputs().size(), sheet.claims().size()
    };
    String[] words = {"definition", "value", "expression", "claim"};
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        out.append(between).append(counts[i]).append(' ').append(words[i]);
        out.append(counts[i] == 1 ? "" : "s");
        between = ", ";
      }
    }
    return out.append('\n').toString();
  }
}
