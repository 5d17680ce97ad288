package org.chainrule.homework;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.ast.Text;
import org.chainrule.graph.Circuit;
import org.chainrule.parse.TextParser;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;

/**
 * A sheet of homework, read so that one bad line never stops the others: a line that cannot be read
 * is taken out, and the rest is read again.
 */
final class HomeworkSheet {
  /** A tolerance that stands behind a claim. */
  record Tolerance(double size, boolean percent) {}

  private static final Pattern TOLERANCE =
      Pattern.compile("(?:±|\\s\\+-\\s*|\\bwithin\\b)\\s*([0-9.]+(?:[eE][+-]?\\d+)?)\\s*(%?)\\s*$");
  private static final Pattern BLANK =
      Pattern.compile("(?:^|,)\\s*[^,]*[^=<>!~,\\s]\\s*(?:==?|~)\\s*$");
  private static final Pattern ASKED = Pattern.compile("(?:==?|~)\\s*\\?\\s*$");
  private static final int MOST_TRIES = 60;

  final Map<Integer, Diagnostic> unreadable = new LinkedHashMap<>();
  final Map<Integer, Tolerance> tolerances = new LinkedHashMap<>();
  final List<Integer> blank = new ArrayList<>();
  final List<Integer> asked = new ArrayList<>();
  private final List<String> original;
  private final List<String> lines = new ArrayList<>();
  private final String name;

  /** Null where there is nothing to compute. */
  Circuit circuit;

  HomeworkSheet(String name, String text) {
    this.name = name;
    this.original = List.of(text.split("\\r\\n|\\r|\\n", -1));
    for (int i = 0; i < original.size(); i++) {
      lines.add(prepared(i + 1, original.get(i)));
    }
    read();
  }

  /** A line of the sheet as it was written, from 1. */
  String line(int number) {
    return original.get(number - 1);
  }

  /** Other ways to write a target. */
  private static final List<Spelling> SPELLINGS =
      List.of(
          new Spelling("\\b[d∂]\\s+([\\p{L}_]\\w*)\\s*/\\s*[d∂]\\s+([\\p{L}_]\\w*)", "d$1/d$2"),
          new Spelling("^(\\s*)grad\\s+", "$1up "),
          new Spelling("^(\\s*)upstream\\s+", "$1up "),
          new Spelling("^(\\s*)downstream\\s+", "$1down "));

  /** What students write, and what the language has for it. */
  private record Spelling(Pattern written, String meant) {
    Spelling(String written, String meant) {
      this(Pattern.compile(written), meant);
    }
  }

  /** The line without what the language does not have: tolerances, and open right sides. */
  private String prepared(int number, String line) {
    int comment = line.indexOf('#');
    String body = comment < 0 ? line : line.substring(0, comment);
    for (Spelling spelling : SPELLINGS) {
      body = spelling.written().matcher(body).replaceAll(spelling.meant());
    }
    Matcher tolerance = TOLERANCE.matcher(body);
    if (tolerance.find() && body.substring(0, tolerance.start()).contains("=")) {
      boolean percent = !tolerance.group(2).isEmpty();
      tolerances.put(number, new Tolerance(Double.parseDouble(tolerance.group(1)), percent));
      return body.substring(0, tolerance.start());
    }
    if (ASKED.matcher(body).find()) {
      asked.add(number);
      return ASKED.matcher(body).replaceFirst("= 0");
    }
    if (BLANK.matcher(body).find()) {
      blank.add(number);
      return "";
    }
    return body;
  }

  private void read() {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      SourceText source = new SourceText(name, String.join("\n", lines));
      try {
        Text text = TextParser.parse(source, Set.of(), 200);
        circuit = shaped(Circuit.of(Sheet.of(List.of(text), List.of()), false));
        return;
      } catch (ChainruleException e) {
        if (!takeOut(e)) {
          Diagnostic first = e.diagnostics().get(0);
          unreadable.putIfAbsent(Math.max(1, first.line()), first);
          return;
        }
      }
    }
  }

  private static Circuit shaped(Circuit circuit) {
    Map<String, org.chainrule.value.Matrix> values = new LinkedHashMap<>();
    circuit.givens().forEach((given, constant) -> values.put(given, constant.matrix()));
    return circuit.shaped(values);
  }

  /** Takes out the lines that errors point at; false if none does. */
  private boolean takeOut(ChainruleException e) {
    boolean changed = false;
    for (Diagnostic error : e.diagnostics()) {
      int line =
          error.problem() == Problem.GIVEN_TWICE && error.labels().size() > 1
              ? error.labels().get(1).span().line()
              : error.line();
      if (line > 0 && line <= lines.size() && !lines.get(line - 1).isBlank()) {
        unreadable.put(line, error);
        lines.set(line - 1, "");
        changed = true;
      }
    }
    return changed;
  }

  Optional<Circuit> circuit() {
    return Optional.ofNullable(circuit);
  }
}
