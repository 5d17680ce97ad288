package org.chainrule.homework;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.ast.Text;
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

/**
 * A sheet of homework, read so that one bad line never stops the others: a line that cannot be read
 * is taken out, and the rest is read again.
 */
final class HomeworkSheet {
  /** A tolerance that stands behind a claim. */
  record Tolerance(double size, boolean percent) {}

  private static final Pattern TOLERANCE =
      Pattern.compile(
          "(?:±|\\s\\+-|\\bwithin\\b)\\s*+((?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)\\s*+(%?)\\s*+$");
  private static final Pattern OPEN = Pattern.compile("[^=<>!~,\\s]\\s*+(?:==?|~)$");
  private static final Pattern ASKED = Pattern.compile("(?:==?|~)\\s*+\\?\\s*+$");

  final Map<Integer, Diagnostic> unreadable = new LinkedHashMap<>();
  final Map<Integer, Tolerance> tolerances = new LinkedHashMap<>();
  final List<Integer> blank = new ArrayList<>();
  final List<Integer> asked = new ArrayList<>();
  private final List<String> original;
  private final List<String> lines = new ArrayList<>();
  private final String name;
  private final Limits limits;

  /** Lines that we failed at; all of them where no line is to blame. */
  private int faults;

  private final Deadline deadline;

  /** Null where there is nothing to compute. */
  Circuit circuit;

  HomeworkSheet(String name, String text, Limits limits, Deadline deadline) {
    this.name = name;
    this.limits = limits;
    this.deadline = deadline;
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
    if (OPEN.matcher(body.stripTrailing()).find()) {
      blank.add(number);
      return "";
    }
    return body;
  }

  private void read() {
    Diagnostic left = Diagnostic.of(Problem.OUT_OF_TIME, limits.of(Limit.SECONDS));
    for (boolean changed = true; changed; ) {
      try {
        circuit = Fault.contained(() -> read(lines), this::takeOut);
        changed =
            (circuit == null || takeOutStray()) && !deadline.hasPassed() && faults < lines.size();
      } catch (ChainruleException e) {
        left = e.diagnostics().get(0);
        changed = takeOut(e) && !deadline.hasPassed();
      }
    }
    if (circuit == null) {
      unreadable.putIfAbsent(Math.max(1, left.line()), left);
    }
  }

  private Circuit read(List<String> some) {
    SourceText source = new SourceText(name, String.join("\n", some));
    Text text = TextParser.parse(source, Set.of(), limits);
    return shaped(Circuit.of(Sheet.of(List.of(text), List.of()), false, limits));
  }

  /** Takes out the first line with which reading fails by our fault. */
  private Circuit takeOut(Diagnostic fault) {
    int sound = 0;
    int faulty = lines.size();
    while (faulty - sound > 1) {
      int middle = (sound + faulty) / 2;
      if (isFaulty(lines.subList(0, middle))) {
        faulty = middle;
      } else {
        sound = middle;
      }
    }
    faults = lines.get(faulty - 1).isBlank() ? lines.size() : faults + 1;
    unreadable.put(faulty, fault);
    lines.set(faulty - 1, "");
    return null;
  }

  private boolean isFaulty(List<String> some) {
    try {
      return Fault.contained(() -> read(some) == null, fault -> true);
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
    Set<String> missing = new LinkedHashSet<>(sheet.inputs());
    missing.removeAll(circuit.givens().keySet());
    List<Place> stray = new ArrayList<>();
    boolean rest = false;
    for (Sheet.Output output : sheet.outputs()) {
      boolean incomplete = output.place().mentions().names().stream().anyMatch(missing::contains);
      rest |= !incomplete || !stray.add(output.place());
    }
    for (Sheet.Definition definition : sheet.definitions().values()) {
      boolean incomplete =
          definition.place().mentions().names().stream().anyMatch(missing::contains);
      boolean asked = isAskedFor(definition.name(), sheet);
      rest |= !incomplete || asked || !stray.add(definition.place());
    }
    if (!rest || circuit.givens().isEmpty()) {
      return false;
    }
    boolean changed = false;
    for (Place place : stray) {
      Span span = place.span();
      String text = span.text();
      String line = lines.get(span.line() - 1);
      int start = span.column() - 1;
      if (line.startsWith(text, start)) {
        String name =
            place.mentions().names().stream().filter(missing::contains).findFirst().orElseThrow();
        unreadable.put(span.line(), Diagnostic.of(Problem.VALUE_MISSING, name + " has no value"));
        String blank = " ".repeat(text.length());
        lines.set(
            span.line() - 1,
            line.substring(0, start) + blank + line.substring(start + text.length()));
        changed = true;
      }
    }
    circuit = changed ? null : circuit;
    return changed;
  }

  /** Whether a claim tells of the name or of its derivative, or a definition uses it. */
  private static boolean isAskedFor(String name, Sheet sheet) {
    Pattern mention = Pattern.compile("\\b[d∂]?" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])");
    return sheet.claims().stream()
            .anyMatch(claim -> mention.matcher(claim.place().span().text()).find())
        || sheet.definitions().values().stream()
            .anyMatch(each -> each.place().mentions().names().contains(name));
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
