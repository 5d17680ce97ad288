package org.chainrule.usage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What chainrule can be asked to do, and the options that belong to it. The first two rows have no
 * word: an expression stands where the others have theirs, or nothing at all.
 */
public enum Command {
  SESSION(
      "",
      "",
      "",
      "a session: type expressions, :help, Ctrl-D leaves",
      """
      chainrule
      printf 'f = x^2; x = 3\\ndf/dx\\n' | chainrule
      """,
      Traces.limited(Option.NO_RC, Option.DIGITS, Option.COLOR, Option.MAX_LINE, Option.FILES)),
  TRACE(
      "",
      "EXPRESSION [name=value ...]",
      "an expression",
      "the trace of an expression; a value may be a matrix, W='[1, 2; 3, 4]', or a file,"
          + " W=@file.csv",
      """
      chainrule '(x+y)*z' x=-2 y=5 z=-4
      chainrule '1/(1+exp(-(w*x+b)))' w=2 x=-1 b=1/3 --explain
      chainrule -e 'q = x + y' -e 'f = q*z' x=-2 y=5 z=-4 --of q
      """,
      Traces.OPTIONS),
  RUN(
      "run",
      "FILE [name=value ...]",
      "a file, or - for standard input",
      "the trace of a file of statements; - reads standard input",
      """
      chainrule run test-expressions/neuron.expr --explain
      echo 'f = x^2' | chainrule run - x=3
      """,
      Traces.OPTIONS),
  DIFF(
      "diff",
      "EXPRESSION|FILE [name=value ...]",
      "an expression or a file",
      "derivatives as formulas, with names for what they share",
      """
      chainrule diff '1/(1+exp(-(w*x+b)))' --by w,b
      chainrule diff 'x^2*sin(x)' --steps
      """,
      Traces.limited(
          Option.BY,
          Option.ORDER,
          Option.HESSIAN,
          Option.STEPS,
          Option.LATEX,
          Option.JSON,
          Option.RAW,
          Option.OF,
          Option.TEXT)),
  CHECK(
      "check",
      "SHEET",
      "one sheet, or - for standard input",
      "homework: every claim of a sheet, judged; - reads standard input",
      """
      chainrule check test-expressions/homework/mixed.hw
      chainrule check sheet.hw --report junit=report.xml --report csv
      """,
      Traces.limited(
          Option.REPORT,
          Option.EXPLAIN_FILE,
          Option.COLOR,
          Option.MAX_EVALUATIONS,
          Option.MAX_LINES,
          Option.TIMEOUT)),
  EQUAL(
      "equal",
      "A B",
      "two expressions",
      "whether two formulas are the same function",
      """
      chainrule equal '(x+1)^2' 'x^2 + 2x + 1'
      chainrule equal 'sqrt(x^2)' x --where 'x>0'
      """,
      Traces.limited(Option.WHERE)),
  PIPE(
      "pipe",
      "",
      "",
      "one JSON problem a line in, one answer a line out",
      """
      echo '{"text":"x^2","at":{"x":3}}' | chainrule pipe
      echo '{"check":"df/dx = 6","text":"f = x^2","at":{"x":3}}' | chainrule pipe
      echo '{"sheet":"f = x^2\\nx = 3\\ndf/dx = 6"}' | chainrule pipe
      """,
      Traces.limited(Option.MAX_EVALUATIONS, Option.MAX_LINE, Option.TIMEOUT)),
  GATES(
      "gates",
      "[NAME]",
      "one operator or function",
      "every operator and function, or one, with its derivatives",
      """
      chainrule gates sigmoid
      """,
      Option.MARKDOWN,
      Option.COLOR),
  EXPLAIN(
      "explain",
      "CODE",
      "a code, such as E002",
      "what an error code means",
      """
      chainrule explain E004
      """),
  COMPLETION(
      "completion",
      "bash|zsh|fish",
      "a shell: bash, zsh or fish",
      "a script that completes words in your shell",
      """
      source <(chainrule completion bash)
      chainrule completion fish > ~/.config/fish/completions/chainrule.fish
      """),
  MAN(
      "man",
      "",
      "",
      "the manual page",
      """
      chainrule man | man -l -
      """),
  HELP(
      "help",
      "[COMMAND]",
      "one command",
      "this help, or more about a command",
      """
      chainrule help diff
      """),
  VERSION("version", "", "", "the version", "");

  /** What a trace takes, whether of an expression or of a file, and what raises limits. */
  private static final class Traces {
    /** Limits of whatever reads a text. */
    static final Option[] LIMITS = {
      Option.MAX_DEPTH,
      Option.MAX_DIGITS,
      Option.MAX_EXPONENT,
      Option.MAX_PARTS,
      Option.MAX_ENTRIES,
      Option.MAX_BYTES,
      Option.ANY_FILE
    };

    /** Some options, and those that raise limits. */
    static Option[] limited(Option... options) {
      Option[] all = Arrays.copyOf(options, options.length + LIMITS.length);
      System.arraycopy(LIMITS, 0, all, options.length, LIMITS.length);
      return all;
    }

    static final Option[] OPTIONS =
        limited(
            Option.TEXT,
            Option.OF,
            Option.EXPLAIN,
            Option.JACOBIAN,
            Option.DIGITS,
            Option.JSON,
            Option.VERIFY,
            Option.APART,
            Option.ALL,
            Option.COLOR);
  }

  /** Options that every command takes. */
  public static final List<Option> COMMON = List.of(Option.NO_COLOR, Option.HELP, Option.VERSION);

  private static final Command[] ALL = values();

  private final String word;
  private final Synopsis arguments;
  private final String needs;
  private final String doc;
  private final String examples;
  private final List<Option> options;

  Command(
      String word, String arguments, String needs, String doc, String examples, Option... options) {
    this.word = word;
    this.arguments = new Synopsis(arguments);
    this.needs = needs;
    this.doc = doc;
    this.examples = examples;
    this.options = List.of(options);
  }

  /** The command that a word names; none has the empty word. */
  public static Optional<Command> named(String word) {
    for (Command command : ALL) {
      if (command.word.equals(word) && !word.isEmpty()) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }

  /** The words that name commands. */
  public static List<String> words() {
    return Arrays.stream(ALL).map(Command::word).filter(word -> !word.isEmpty()).toList();
  }

  static List<Command> taking(Option option) {
    List<Command> commands = new ArrayList<>();
    for (Command command : ALL) {
      if (command.options.contains(option)) {
        commands.add(command);
      }
    }
    return commands;
  }

  /** What names it; empty for an expression and for a session. */
  public String word() {
    return word;
  }

  /** What people call it. */
  public String title() {
    return this == SESSION ? "a session" : this == TRACE ? "a trace" : word;
  }

  /** What stands behind it. */
  public Synopsis arguments() {
    return arguments;
  }

  /** The same in words, as in {@code two expressions}; empty for nothing. */
  public String needs() {
    return needs;
  }

  /** What it does, as a phrase. */
  public String doc() {
    return doc;
  }

  /** Command lines to begin with, one on each line. */
  public String examples() {
    return examples;
  }

  /** The options that belong to it alone, most wanted first. */
  public List<Option> options() {
    return options;
  }

  /** Whether it does something about an option. */
  public boolean takes(Option option) {
    return options.contains(option) || COMMON.contains(option);
  }

  /** How it is typed. */
  public String usage() {
    String named = word.isEmpty() ? "chainrule" : "chainrule " + word;
    return arguments.isEmpty() ? named : named + " " + arguments.text();
  }
}
