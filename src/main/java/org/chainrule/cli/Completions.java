package org.chainrule.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.gate.Gate;
import org.chainrule.source.Problem;
import org.chainrule.usage.Command;
import org.chainrule.usage.Option;

/** Scripts that complete the word before the cursor in a shell, made from the table of commands. */
final class Completions {
  private Completions() {}

  /** The script for a shell of the table. */
  static String script(String shell) {
    return switch (shell) {
      case "bash" -> BashCompletion.script();
      case "zsh" -> ZshCompletion.script();
      case "fish" -> FishCompletion.script();
      default ->
          throw new UsageException(
              "completion knows "
                  + String.join(", ", Command.COMPLETION.arguments().choices())
                  + ", not '"
                  + shell
                  + "'",
              Command.COMPLETION);
    };
  }

  /** The commands that have a word. */
  static List<Command> commands() {
    return Arrays.stream(Command.values()).filter(each -> !each.word().isEmpty()).toList();
  }

  /** What may be typed with a command. */
  static List<Option> options(Command command) {
    List<Option> options = new ArrayList<>(command.options());
    options.addAll(Command.COMMON);
    return options;
  }

  /** What may be typed where there is no command yet: an expression or a session may come. */
  static List<Option> beginning() {
    Set<Option> options = new LinkedHashSet<>(Command.TRACE.options());
    options.addAll(Command.SESSION.options());
    options.addAll(Command.COMMON);
    return List.copyOf(options);
  }

  /** Whether files may stand behind a command. */
  static boolean wantsFiles(Command command) {
    return command.arguments().wants("FILE") || command.arguments().wants("SHEET");
  }

  /** The words that may stand behind a command, where they can be told. */
  static List<String> words(Command command) {
    return switch (command) {
      case GATES -> List.copyOf(Gate.functions().keySet());
      case EXPLAIN -> Arrays.stream(Problem.values()).map(Problem::code).sorted().toList();
      case HELP -> Command.words();
      default -> command.arguments().choices();
    };
  }

  /** All options whose value is the next word, each spelling. */
  static List<String> valued() {
    List<String> words = new ArrayList<>();
    for (Option option : Option.values()) {
      if (option.takesNextWord()) {
        words.addAll(spellings(option));
      }
    }
    return words;
  }

  /** The spellings of an option. */
  static List<String> spellings(Option option) {
    return option.letter().isEmpty()
        ? List.of(option.word())
        : List.of(option.letter(), option.word());
  }
}
