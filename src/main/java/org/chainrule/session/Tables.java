package org.chainrule.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.gate.Gate;
import org.chainrule.render.Explanation;
import org.chainrule.render.GateTable;
import org.chainrule.render.MatrixText;
import org.chainrule.render.Paint;
import org.chainrule.render.Wrap;
import org.chainrule.source.Cells;
import org.chainrule.source.NearestName;
import org.chainrule.source.Problem;
import org.chainrule.usage.Option;
import org.chainrule.value.Matrix;

/** What a session tells about itself and about the language. */
final class Tables {
  private static final int ROOM = 50;

  private final Session session;
  private final Settings settings;

  Tables(Session session) {
    this.session = session;
    this.settings = session.settings();
  }

  // ---- what is defined ----

  Reply variables() {
    Notebook notebook = session.state().notebook();
    Map<String, Matrix> values = Commands.values(notebook);
    Set<String> names = new LinkedHashSet<>(notebook.definitions().keySet());
    names.addAll(notebook.names());
    if (names.isEmpty()) {
      return Reply.of(session, "").hint("nothing is defined yet: type x = 3, or f = x^2");
    }
    StringBuilder out = new StringBuilder();
    for (String name : names) {
      String line = variable(name, notebook.definitions().get(name), values.get(name));
      out.append(Wrap.wrap(line, settings.width(), "    ")).append('\n');
    }
    return Reply.of(session, out.toString());
  }

  private String variable(String name, Definition definition, Matrix value) {
    Paint paint = settings.paint();
    if (definition == null) {
      return name + paint.faint("  has no value yet");
    }
    String number =
        value == null ? "" : String.join(" ", MatrixText.lines(value, settings.digits(), ROOM));
    if (definition.isValue()) {
      return name + " = " + paint.value(number);
    }
    String formula = definition.usage() + " = " + definition.right();
    return number.isEmpty() ? formula : formula + " = " + paint.value(number);
  }

  // ---- the language ----

  Reply gates(String name) {
    if (name.isEmpty()) {
      return Reply.of(session, GateTable.text(Gate.all(), settings.paint(), settings.width()));
    }
    Optional<Gate> gate = GateTable.named(name);
    if (gate.isEmpty()) {
      throw new Misuse(
          "there is no gate " + name + NearestName.suggestion(name, GateTable.names()));
    }
    return Reply.of(
        session, GateTable.text(List.of(gate.get()), settings.paint(), settings.width()));
  }

  Reply explain(String typed) {
    String code = typed.isEmpty() ? session.state().code() : code(typed);
    if (code.isEmpty()) {
      throw new Misuse("there was no error yet; :explain E012 explains one");
    }
    Problem problem =
        Problem.of(code).orElseThrow(() -> new Misuse("there is no message with the code " + code));
    return Reply.of(session, Explanation.of(problem, session.settings().width()));
  }

  /** {@code e4} and {@code 4} are E004. */
  private static String code(String typed) {
    String digits = typed.replaceFirst("^[EeNn]", "");
    boolean number = !digits.isEmpty() && digits.chars().allMatch(Character::isDigit);
    String letter = typed.toUpperCase(Locale.ROOT).startsWith("N") ? "N" : "E";
    return number && digits.length() <= 3
        ? letter + "0".repeat(3 - digits.length()) + digits
        : typed;
  }

  // ---- help ----

  Reply help(String topic) {
    if (topic.isEmpty()) {
      return Reply.of(session, overview());
    }
    String word = topic.startsWith(":") ? topic.substring(1) : topic;
    Optional<Topic> known = Topic.named(word);
    if (known.isPresent()) {
      return Reply.of(session, hanging(known.get().text()));
    }
    Optional<Command> command = Command.exactly(word);
    if (command.isPresent()) {
      return Reply.of(session, about(command.get()));
    }
    Optional<Gate> gate = GateTable.named(word);
    if (gate.isPresent()) {
      return gates(word);
    }
    if (Problem.of(word).isPresent()) {
      return explain(word);
    }
    List<String> all = new ArrayList<>(GateTable.names());
    Arrays.stream(Command.values()).forEach(each -> all.add(each.word()));
    Topic.words().forEach(all::add);
    throw new Misuse(
        "there is no help about "
            + topic
            + Optional.of(NearestName.suggestion(word, all))
                .filter(near -> !near.isEmpty())
                .orElse("; :help lists what there is"));
  }

  private String about(Command command) {
    StringBuilder out = new StringBuilder();
    out.append(Wrap.wrap(command.usage(), settings.width(), "    ")).append('\n');
    out.append(Wrap.wrap("  " + command.doc(), settings.width(), "  ")).append('\n');
    for (Option option : command.options()) {
      out.append(Wrap.hanging("  " + option.usage(), option.doc(), 24, settings.width()));
      out.append('\n');
    }
    return out.toString();
  }

  private String overview() {
    StringBuilder out = new StringBuilder();
    out.append(
        hanging(
            """
            x = -2            gives x a value, or another one: all that uses x follows
            f = (x + y)*z     defines f
            f                 shows its value; any expression does
            f?                shows the trace; so does :trace f
            df/dx             shows the gradient
            df/dx = -4        is judged: right or not, and what may have gone wrong
            ans, * 2          the last result, and going on from it
            """));
    out.append('\n');
    int column = 0;
    for (Command command : Command.values()) {
      column = Math.max(column, command.word().length() + 3);
    }
    for (Command command : Command.values()) {
      String name = settings.paint().heading(":" + command.word());
      out.append(Wrap.hanging(name, command.doc(), column, settings.width())).append('\n');
    }
    String more =
        ":help TOPIC tells more: a command, a function, or "
            + String.join(", ", Topic.words())
            + ".";
    return out.append('\n').append(Wrap.wrap(more, settings.width(), "")).append('\n').toString();
  }

  /** Lines of a term, blanks, and what is said about it; sentences where there are none. */
  private String hanging(String lines) {
    StringBuilder out = new StringBuilder();
    for (String line : lines.split("\n")) {
      int gap = line.indexOf("  ");
      String term = gap < 0 ? "" : line.substring(0, gap);
      String text = line.substring(term.length()).strip();
      int column = line.length() - text.length();
      boolean fits = Cells.of(line) <= settings.width();
      out.append(
              fits
                  ? line
                  : term.isEmpty()
                      ? Wrap.wrap(line, settings.width(), "  ")
                      : Wrap.hanging(term, text, column, settings.width()))
          .append('\n');
    }
    return out.toString();
  }
}
