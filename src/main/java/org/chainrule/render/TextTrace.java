package org.chainrule.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.chainrule.ast.Expr;
import org.chainrule.source.Cells;
import org.chainrule.source.Diagnostic;
import org.chainrule.trace.Trace;
import org.chainrule.trace.Verification;
import org.chainrule.value.Digits;
import org.chainrule.value.Matrix;

/** A trace as a table of its gates, within 80 columns where it can be. */
public final class TextTrace {
  private static final int WIDTH = 80;

  /** Contributions of a fork that are shown; a sum of thousands helps nobody. */
  private static final int MOST_CONTRIBUTIONS = 8;

  /** The sum of larger matrices is not written out. */
  private static final int MOST_FORK_ENTRIES = 12;

  private final Trace trace;
  private final Options options;
  private final Digits digits;
  private final Paint paint;
  private final boolean scalar;
  private final int page;

  /**
   * What to show and how.
   *
   * @param digits significant digits of numbers
   * @param paint colours
   * @param explain whether to add a sentence for each gate
   * @param verification differences to show beside the gradients
   * @param page columns that the text keeps to, its table too
   */
  public record Options(
      Digits digits, Paint paint, boolean explain, Optional<Verification> verification, int page) {
    /** Options where a table may be wider than the usual page. */
    public Options(
        Digits digits, Paint paint, boolean explain, Optional<Verification> verification) {
      this(digits, paint, explain, verification, Integer.MAX_VALUE);
    }
  }

  private TextTrace(Trace trace, Options options) {
    this.trace = trace;
    this.options = options;
    this.digits = options.digits();
    this.paint = options.paint();
    this.scalar = trace.isScalar();
    this.page = Math.min(WIDTH, options.page());
  }

  /** The trace as text that ends with a line break. */
  public static String render(Trace trace, Options options) {
    return new TextTrace(trace, options).render();
  }

  private String render() {
    StringBuilder out = new StringBuilder(title()).append('\n');
    if (!trace.steps().isEmpty()) {
      out.append(gates());
    }
    if (trace.numeric()) {
      out.append(forks());
    }
    if (!trace.gradient().isEmpty()) {
      out.append('\n').append(gradients());
    }
    if (options.explain() && !trace.steps().isEmpty()) {
      out.append('\n').append(sentences());
    }
    options.verification().ifPresent(v -> out.append('\n').append(verdict(v)));
    if (!trace.notes().isEmpty()) {
      out.append('\n');
      for (Diagnostic note : trace.notes()) {
        String text = "note: " + note.message();
        out.append(options.page() < WIDTH ? Wrap.wrap(text, page, "      ") : text).append('\n');
      }
    }
    return out.toString();
  }

  /** A table, or one gate below the other where no table fits. */
  private String gates() {
    Optional<Columns> table = scalar ? Optional.of(table()) : Optional.empty();
    return table
        .filter(each -> each.width() <= options.page())
        .map(each -> "\n" + each.draw(paint))
        .orElseGet(() -> GateBlocks.render(trace, digits, paint, page, this::difference));
  }

  /** What differences give at a node; empty where none are shown. */
  private String difference(String node) {
    return options.verification().map(each -> difference(each, node)).orElse("");
  }

  /** The output, its formula and its value, as far as they fit on a line. */
  private String title() {
    String value = trace.numeric() ? " = " + paint.value(number(trace.value())) : "";
    int room =
        WIDTH
            - Cells.of(trace.output())
            - 6
            - (trace.numeric() ? number(trace.value()).length() : 0);
    Optional<String> formula =
        trace
            .expression()
            .map(Expr::toString)
            .filter(text -> Cells.of(text) <= room && !text.equals(trace.output()))
            .filter(text -> !trace.numeric() || !text.equals(number(trace.value())));
    String title =
        paint.heading(trace.output()) + formula.map(text -> " = " + text).orElse("") + value;
    return Wrap.wrap(
        trace.numeric() || formula.isPresent() ? title : title + " = ...", page, "    ");
  }

  private String number(Matrix value) {
    return value.isScalar() ? number(value.scalar()) : MatrixText.line(value, digits);
  }

  private String number(double value) {
    return digits.format(value);
  }

  // ---- the table ----

  /** How much of a row is shown; each step drops what can be missed most easily. */
  private enum Detail {
    FULL,
    NO_LOCAL_FORMULA,
    SHORT_GATE
  }

  private Columns table() {
    Columns table = null;
    for (Detail detail : Detail.values()) {
      table = table(detail);
      if (table.width() <= page) {
        return table;
      }
    }
    return table;
  }

  private Columns table(Detail detail) {
    List<Columns.Column> columns = new ArrayList<>();
    columns.add(new Columns.Column("node", false, paint::heading));
    columns.add(new Columns.Column("gate", false, UnaryOperator.identity()));
    if (trace.numeric()) {
      columns.add(new Columns.Column("value", true, paint::value));
    }
    columns.add(new Columns.Column("upstream", trace.numeric(), paint::gradient));
    options
        .verification()
        .ifPresent(v -> columns.add(new Columns.Column("differences", true, paint::faint)));
    columns.add(new Columns.Column("local", false, UnaryOperator.identity()));
    columns.add(new Columns.Column("downstream", false, paint::gradient));
    Columns table = new Columns(columns);
    for (Trace.Step step : trace.steps()) {
      int lines = Math.max(1, step.edges().size());
      for (int line = 0; line < lines; line++) {
        table.add(row(step, line, detail));
      }
    }
    return table;
  }

  private List<String> row(Trace.Step step, int line, Detail detail) {
    boolean first = line == 0;
    List<String> cells = new ArrayList<>();
    cells.add(first ? step.id() : "");
    cells.add(first ? gate(step, detail) : "");
    if (trace.numeric()) {
      cells.add(first ? number(step.value()) : "");
      cells.add(first ? number(step.upstream()) : "");
    } else {
      cells.add(first ? step.upstreamFormula().toString() : "");
    }
    options.verification().ifPresent(v -> cells.add(first ? difference(v, step.id()) : ""));
    if (line < step.edges().size()) {
      Trace.Edge edge = step.edges().get(line);
      cells.add(local(step, edge, detail));
      cells.add(edge.operand() + " <- " + downstream(edge));
    } else {
      cells.add("");
      cells.add("");
    }
    return cells;
  }

  private static String gate(Trace.Step step, Detail detail) {
    String gate = step.expression().toString();
    return detail == Detail.SHORT_GATE && gate.length() > 20 ? gate.substring(0, 17) + "..." : gate;
  }

  /** {@code df/dt1 = z = -4}: what is differentiated, the formula, the number. */
  private String local(Trace.Step step, Trace.Edge edge, Detail detail) {
    String name = "d" + step.id() + "/d" + edge.operand();
    String formula = edge.localFormula().toString();
    if (edge.kind() == Trace.LocalKind.PULLBACK) {
      return "up -> " + formula;
    }
    if (!trace.numeric()) {
      return name + " = " + formula;
    }
    String value = number(edge.local().scalar());
    return detail == Detail.FULL && !formula.equals(value) && !isNumber(edge.localFormula())
        ? name + " = " + formula + " = " + value
        : name + " = " + value;
  }

  private static boolean isNumber(Expr expr) {
    return expr instanceof Expr.Number;
  }

  private String downstream(Trace.Edge edge) {
    return trace.numeric() ? number(edge.downstream()) : edge.downstreamFormula().toString();
  }

  // ---- below the table ----

  private String forks() {
    StringBuilder out = new StringBuilder();
    for (Trace.Fork fork : trace.forks()) {
      StringBuilder sum = new StringBuilder();
      int shown = 0;
      for (Trace.Contribution contribution : fork.contributions()) {
        if (shown == MOST_CONTRIBUTIONS) {
          sum.append(" + ...");
          break;
        }
        boolean negative = contribution.value().isScalar() && contribution.value().scalar() < 0;
        String size =
            negative
                ? number(Math.abs(contribution.value().scalar()))
                : number(contribution.value());
        sum.append(shown == 0 ? (negative ? "-" : "") : negative ? " - " : " + ");
        sum.append(paint.gradient(size)).append(" (").append(contribution.from()).append(')');
        shown++;
      }
      if (fork.total().size() > MOST_FORK_ENTRIES) {
        continue;
      }
      String total = " = " + paint.gradient(number(fork.total()));
      String line = "  " + fork.node() + ": " + sum + total;
      boolean wide = !fork.total().isScalar() && Cells.of(line) > page;
      // Matrices stand one below the other where a line does not hold them.
      String indent = "\n" + " ".repeat(Cells.of(fork.node()) + 3);
      out.append(
          wide
              ? line.replace(") + ", ")" + indent + "+ ").replace(") = ", ")" + indent + "= ")
              : line);
      out.append('\n');
    }
    return out.length() == 0 ? "" : "\nwhere paths meet, gradients add\n" + out;
  }

  private String gradients() {
    return scalar ? numbers() : matrices();
  }

  /** One below the other, a matrix that fits no line as a grid. */
  private String matrices() {
    StringBuilder out = new StringBuilder();
    for (var entry : trace.gradient().entrySet()) {
      String label = out.length() == 0 ? "gradient  " : "          ";
      String name = "d" + trace.output() + "/d" + entry.getKey() + " = ";
      int width = label.length() + Cells.of(name);
      List<String> lines =
          trace.numeric()
              ? MatrixText.lines(entry.getValue().value(), digits, page - width)
              : List.of(entry.getValue().formula().toString());
      for (int i = 0; i < lines.size(); i++) {
        out.append(
            i == 0
                ? label.replace("gradient", paint.heading("gradient")) + name
                : " ".repeat(width));
        out.append(paint.gradient(lines.get(i))).append('\n');
      }
    }
    return out.toString();
  }

  private String numbers() {
    String indent = " ".repeat("gradient  ".length());
    StringBuilder out = new StringBuilder(paint.heading("gradient")).append("  ");
    int column = indent.length();
    boolean first = true;
    for (var entry : trace.gradient().entrySet()) {
      String name = "d" + trace.output() + "/d" + entry.getKey() + " = ";
      String number =
          trace.numeric()
              ? number(entry.getValue().value())
              : entry.getValue().formula().toString();
      int width = Cells.of(name) + Cells.of(number);
      if (!first && (!trace.numeric() || column + 3 + width > page)) {
        out.append('\n').append(indent);
        column = indent.length();
      } else if (!first) {
        out.append("   ");
        column += 3;
      }
      out.append(name).append(paint.gradient(number));
      column += width;
      first = false;
    }
    return out.append('\n').toString();
  }

  private String sentences() {
    StringBuilder out = new StringBuilder();
    for (Trace.Step step : trace.steps()) {
      String name = step.gate().spec().name();
      String article = "aeiou".indexOf(name.charAt(0)) >= 0 ? "An " : "A ";
      String sentence =
          step.id() + ": " + article + name + " gate " + step.gate().spec().sentence() + ".";
      out.append(Wrap.wrap(sentence, page, "    ")).append('\n');
    }
    return out.toString();
  }

  // ---- differences ----

  private String difference(Verification verification, String node) {
    Verification.Comparison comparison = verification.comparisons().get(node);
    if (comparison == null) {
      return "";
    }
    return number(comparison.difference()) + mark(comparison.verdict());
  }

  private static String mark(Verification.Agreement verdict) {
    return switch (verdict) {
      case AGREES -> " ok";
      case DIFFERS -> " NO";
      case BETWEEN_SLOPES -> " kink";
      case UNSETTLED -> " ?";
    };
  }

  /** How the entries of one gradient compare. */
  private String entries(Verification verification, String input) {
    long compared = 0;
    long agreeing = 0;
    StringBuilder others = new StringBuilder();
    for (var entry : verification.comparisons().entrySet()) {
      if (entry.getKey().startsWith(input + "[")) {
        compared++;
        if (entry.getValue().verdict() == Verification.Agreement.AGREES) {
          agreeing++;
        } else {
          others.append("; ").append(entry.getKey()).append(" is ");
          others.append(number(entry.getValue().difference()));
          others.append(mark(entry.getValue().verdict()));
        }
      }
    }
    String name = "  d" + trace.output() + "/d" + input + ": ";
    return name + agreeing + " of " + compared + " entries agree" + others;
  }

  private String verdict(Verification verification) {
    StringBuilder out = new StringBuilder("differences");
    String indent = " ".repeat("differences".length());
    boolean first = true;
    for (var input : trace.gradient().entrySet()) {
      Verification.Comparison comparison = verification.comparisons().get(input.getKey());
      if (!input.getValue().value().isScalar()) {
        out.append(first ? "" : "\n" + indent).append(entries(verification, input.getKey()));
        first = false;
      } else if (comparison != null) {
        out.append(first ? "" : "\n" + indent);
        out.append("  d").append(trace.output()).append("/d").append(input.getKey()).append(" = ");
        out.append(number(comparison.difference())).append(mark(comparison.verdict()));
        first = false;
      }
    }
    long total = verification.comparisons().size();
    long agreeing =
        verification.comparisons().values().stream()
            .filter(c -> c.verdict() == Verification.Agreement.AGREES)
            .count();
    String all = agreeing + " of " + total + " gradients agree with central differences";
    return out.append('\n').append(Wrap.wrap(all, page, "  ")).append('\n').toString();
  }
}
