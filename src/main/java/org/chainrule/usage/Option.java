package org.chainrule.usage;

import java.util.List;
import java.util.Optional;

/**
 * The options of the command line, one row each; {@link Command} tells which commands take them. A
 * row has how it is written, what stands behind it, what it does, and the rows before it that it
 * makes no sense with.
 */
public enum Option {
  TEXT("-e, --text", "TEXT", "a statement; may be repeated, in any order"),
  OF("--of", "NODE", "differentiate this node instead of the output"),
  EXPLAIN("--explain", "", "add a sentence for each gate"),
  JACOBIAN("--jacobian", "[=N]", "show Jacobians of gates on matrices, of up to N entries (400)"),
  DIGITS("--digits", "N|full", "significant digits of numbers (default 4)"),
  VERIFY("--verify", "", "compare every gradient with central differences; exit 1 if one differs"),
  APART("--apart", "", "keep equal subexpressions apart instead of sharing one node"),
  ALL("--all", "", "show the table of more than 2,000 gates too"),
  JSON("--json", "", "print JSON for scripts", EXPLAIN, JACOBIAN, DIGITS),
  BY("--by", "NAME,...", "the inputs to differentiate by; all of them unless told"),
  ORDER("--order", "N", "differentiate N times by the same input, up to 6"),
  STEPS("--steps", "", "the rules that lead to each derivative, line by line", JSON, ORDER),
  HESSIAN(
      "--hessian", "[=full|upper|lower]", "all second derivatives, or one triangle", STEPS, ORDER),
  LATEX("--latex", "", "print LaTeX", JSON),
  RAW("--raw", "", "the formula as the chain rule gives it, not simplified", JSON, STEPS, LATEX),
  REPORT(
      "--report",
      "json|junit|tap|csv|gradescope[=FILE]",
      "a report for machines, on standard output or in a file; may be repeated"),
  EXPLAIN_FILE("--explain-file", "", "how a sheet is read, and this sheet in particular", REPORT),
  WHERE("--where", "CONDITION,...", "compare only where this holds, as in x>0"),
  MARKDOWN("--markdown", "", "print the table as Markdown"),
  NO_RC("--no-rc", "", "leave out what your rc file says"),
  MAX_DEPTH("--max-depth", "N", "how deep brackets may be nested (default 100,000; check: 200)"),
  MAX_DIGITS("--max-digits", "N", "how many digits a number may have (default 1,000)"),
  MAX_EXPONENT("--max-exponent", "N", "how near to 0 a number may be: 10^-N (default 400)"),
  MAX_PARTS("--max-parts", "N", "how many parts functions may expand to (default 1,000,000)"),
  MAX_ENTRIES(
      "--max-entries", "N", "how many entries a matrix may have (10,000,000; check: 1,000,000)"),
  MAX_EVALUATIONS("--max-evaluations", "N", "how many gates one answer may evaluate"),
  MAX_BYTES("--max-bytes", "N", "how long a file or an answer may be"),
  MAX_LINE("--max-line", "N", "how many bytes a line of standard input may have"),
  MAX_LINES("--max-lines", "N", "how many lines a sheet may have (default 2,000)"),
  TIMEOUT("--timeout", "SECONDS", "how long one answer may take (default 10)"),
  ANY_FILE("--any-file", "", "read pipes and devices too, which may never end"),
  FILES("--files", "", "let standard input :load and :save files, as a person may"),
  COLOR("--color", "auto|always|never", "colours; NO_COLOR is respected"),
  NO_COLOR("--no-color", "", "no colours"),
  HELP("-h, --help", "", "this help"),
  VERSION("-V, --version", "", "the version"),
  WARM_UP("--warm-up", "", "");

  /** The highest derivative that {@link #ORDER} asks for. */
  public static final int MOST_ORDER = 6;

  private static final Option[] ALL_OPTIONS = values();

  private final String spelling;
  private final Synopsis value;
  private final String doc;
  private final List<Option> clashes;

  Option(String spelling, String value, String doc, Option... clashes) {
    this.spelling = spelling;
    this.value = new Synopsis(value);
    this.doc = doc;
    this.clashes = List.of(clashes);
  }

  /** The option that is written so, short or long. */
  public static Optional<Option> named(String word) {
    for (Option option : ALL_OPTIONS) {
      if (option.word().equals(word) || option.letter().equals(word)) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }

  /** Its long name, such as {@code --text}. */
  public String word() {
    int comma = spelling.indexOf(',');
    return comma < 0 ? spelling : spelling.substring(comma + 2);
  }

  /** Its short name, such as {@code -e}; empty if it has none. */
  public String letter() {
    int comma = spelling.indexOf(',');
    return comma < 0 ? "" : spelling.substring(0, comma);
  }

  /** What stands behind it. */
  public Synopsis value() {
    return value;
  }

  /** Whether the next word is its value, unless an equals sign brings one. */
  public boolean takesNextWord() {
    return !value.isEmpty() && !value.text().startsWith("[");
  }

  /** Whether another value adds to the first instead of taking its place. */
  public boolean mayBeRepeated() {
    return this == TEXT || this == REPORT || value.text().endsWith(",...");
  }

  /** What it does; empty if nobody needs to know. */
  public String doc() {
    return doc;
  }

  /** Whether it is shown to people. */
  public boolean isShown() {
    return !doc.isEmpty();
  }

  /** How it is written, as in {@code -e, --text TEXT}. */
  public String usage() {
    return spelling + (takesNextWord() ? " " : "") + value.text();
  }

  /** Options of which one would be ignored beside this one. */
  public List<Option> clashes() {
    return clashes;
  }

  /** The commands that take it, in the order of the table. */
  public List<Command> commands() {
    return Command.taking(this);
  }
}
