package org.chainrule.session;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chainrule.usage.Option;
import org.chainrule.usage.Synopsis;

/** What may stand behind a colon. */
enum Command {
  TRACE("trace", "[EXPRESSION]", "the gates with their local, upstream and downstream gradients"),
  DIFF(
      "diff",
      "[EXPRESSION] [by INPUT, ...]",
      "the derivative as a formula",
      Option.ORDER,
      Option.STEPS,
      Option.LATEX),
  LATEX("latex", "[EXPRESSION]", "a formula, or a derivative such as df/dx, as LaTeX"),
  JACOBIAN("jacobian", "[EXPRESSION] [by NAME, ...]", "every entry by every entry, as a table"),
  STEP("step", "[EXPRESSION]", "the trace gate by gate, forward then backward, a key for each"),
  QUIZ("quiz", "[EXPRESSION]", "asks for each gradient; ? gives a hint, then the answer"),
  CHECK("check", "CLAIM", "judges a claim, such as q = 3 or df/dx = -4"),
  VERIFY("verify", "[EXPRESSION]", "the gradients beside central differences"),
  EQUAL("equal", "A, B", "whether two formulas are the same function", Option.WHERE),
  VARS("vars", "", "what is defined, and what it is worth now"),
  GATES("gates", "[GATE]", "every operator and function, with its derivatives"),
  SET("set", "[digits N|full] [explain on|off] [color on|off]", "how things are shown"),
  SAVE("save", "FILE", "writes the session as a sheet that runs; :save! replaces a file"),
  LOAD("load", "FILE", "reads a sheet into the session"),
  CLEAR("clear", "NAME ... | all", "forgets definitions"),
  UNDO("undo", "", "takes back the last entry that changed something; again, the one before"),
  EXPLAIN("explain", "[CODE]", "what an error means; the last one without a code"),
  HELP("help", "[TOPIC]", "this list, or more about a command, a function, or a topic"),
  QUIT("quit", "", "leaves; so do exit and Ctrl-D");

  private final String word;
  private final Synopsis arguments;
  private final String doc;
  private final List<Option> options;

  Command(String word, String arguments, String doc, Option... options) {
    this.word = word;
    this.arguments = new Synopsis(arguments);
    this.doc = doc;
    this.options = List.of(options);
  }

  String word() {
    return word;
  }

  /** How it is typed. */
  String usage() {
    StringBuilder usage = new StringBuilder(":" + word);
    usage.append(arguments.isEmpty() ? "" : " ").append(arguments.text());
    options.forEach(option -> usage.append(" [").append(option.usage()).append(']'));
    return usage.toString();
  }

  String doc() {
    return doc;
  }

  /** What stands behind it. */
  Synopsis arguments() {
    return arguments;
  }

  /** The options that it takes, which mean what they mean on the command line. */
  List<Option> options() {
    return options;
  }

  /** Whether all that stands behind it is one text, blanks included. */
  boolean takesText() {
    return speaksOfExpressions() || arguments.wants("CLAIM") || arguments.wants("FILE");
  }

  /** Whether expressions stand behind it. */
  boolean speaksOfExpressions() {
    return arguments.wants("EXPRESSION") || this == EQUAL;
  }

  /** The command with exactly this word. */
  static Optional<Command> exactly(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /**
   * The commands that a word, or the beginning of one, may name; several where it is too short to
   * tell. What leaves is not abbreviated but as {@code q}.
   */
  static List<Command> named(String typed) {
    String word = typed.equals("q") || typed.equals("exit") ? QUIT.word : typed;
    List<Command> exact = Arrays.stream(values()).filter(each -> each.word.equals(word)).toList();
    return !exact.isEmpty() || word.isEmpty()
        ? exact
        : Arrays.stream(values())
            .filter(each -> each != QUIT && each.word.startsWith(word))
            .toList();
  }

  /** Commands that people type without a colon, unless the session uses the name. */
  static Optional<Command> word(String text, Notebook notebook) {
    boolean leaves = text.matches("(exit|quit)\\s*(\\(\\s*\\))?");
    boolean helps = text.matches("help|\\?+");
    return !leaves && !helps || notebook.names().contains(text)
        ? Optional.empty()
        : Optional.of(leaves ? QUIT : HELP);
  }
}
