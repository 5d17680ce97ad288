package org.chainrule.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.gate.Gate;
import org.chainrule.source.NearestName;
import org.chainrule.usage.Command;
import org.chainrule.usage.Option;

/** What is wrong with a command line, and which one would work. */
final class Misuses {
  private final Arguments arguments;
  private final Command command;
  private final List<String> words;

  Misuses(Arguments arguments) {
    this.arguments = arguments;
    this.command = arguments.command();
    this.words = arguments.words();
  }

  /**
   * Accepts the command line.
   *
   * @throws UsageException if the command does not take all that stands behind it
   */
  void check() {
    for (String word : arguments.unknown()) {
      throw misuse("there is no option " + word + nearest(word));
    }
    List<Option> options = arguments.options();
    for (Option option : options) {
      if (!command.takes(option) && option.isShown()) {
        throw misuse(option.word() + " belongs to " + elsewhere(option));
      }
      if (!option.mayBeRepeated() && arguments.given(option).size() > 1) {
        throw misuse(
            option.word()
                + " is given twice, as "
                + String.join(" and ", arguments.given(option)).strip()
                + "; leave one of them out");
      }
      for (Option other : option.clashes()) {
        if (options.contains(other)) {
          throw misuse(
              other.word()
                  + " and "
                  + option.word()
                  + " do not go together; leave one of them out");
        }
      }
    }
    if (command == Command.TRACE) {
      checkExpression();
    } else {
      checkCount();
    }
    for (String word : words) {
      if (word.startsWith("-") && Option.named("-" + word).isPresent()) {
        throw misuse("there is no option " + word + "; did you mean -" + word + "?");
      }
    }
  }

  private UsageException misuse(String message) {
    return new UsageException(message, command);
  }

  /** An option of the command goes before those of others. */
  private String nearest(String word) {
    List<String> own = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (Option option : Option.values()) {
      if (option.isShown()) {
        (command.takes(option) ? own : all).add(option.word());
      }
    }
    String near = NearestName.suggestion(word, own);
    return near.isEmpty() ? NearestName.suggestion(word, all) : near;
  }

  /** The commands that take an option, and the command line that would work. */
  private String elsewhere(Option option) {
    List<Command> commands = option.commands();
    List<String> titles = new ArrayList<>();
    for (Command each : commands) {
      if (each != Command.RUN || !commands.contains(Command.TRACE)) {
        titles.add(each.title());
      }
    }
    int last = titles.size() - 1;
    String list =
        last == 0
            ? titles.get(0)
            : String.join(", ", titles.subList(0, last)) + " and " + titles.get(last);
    Command example = commands.contains(Command.TRACE) ? Command.TRACE : commands.get(0);
    return list + ": " + commandLine(example, option);
  }

  /** What was typed as it would work, where the words fit; otherwise as the manual writes it. */
  private String commandLine(Command other, Option option) {
    boolean fits =
        !words.isEmpty() && speaksOfExpression(command) && speaksOfExpression(other)
            || command == Command.RUN && other == Command.DIFF;
    String line = other.usage();
    if (fits) {
      StringBuilder typed = new StringBuilder("chainrule");
      typed.append(other.word().isEmpty() ? "" : " " + other.word());
      words.forEach(word -> typed.append(' ').append(quoted(word)));
      line = typed.toString();
    }
    return line + " " + option.word() + (fits ? typed(option) : manual(option));
  }

  /** The value of an option as it was typed. */
  private String typed(Option option) {
    String value = arguments.values(option).get(0);
    String start = option.takesNextWord() ? " " : "=";
    return value.isEmpty() ? "" : start + quoted(value);
  }

  private static String manual(Option option) {
    return option.takesNextWord() ? " " + option.value().text() : "";
  }

  private static boolean speaksOfExpression(Command command) {
    return command == Command.TRACE || command == Command.DIFF;
  }

  /** As a shell needs it. */
  private static String quoted(String word) {
    boolean plain =
        !word.isEmpty()
            && word.chars()
                .allMatch(c -> Character.isLetterOrDigit(c) || "_-+=./,:@".indexOf(c) >= 0);
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private void checkCount() {
    boolean optional =
        command == Command.CHECK && arguments.has(Option.EXPLAIN_FILE)
            || command == Command.DIFF && arguments.has(Option.TEXT);
    if (words.size() < command.arguments().least() && !optional) {
      throw misuse(command.word() + " needs " + command.needs());
    }
    if (words.size() > command.arguments().most()) {
      String extra = words.get(command.arguments().most());
      String takes = command.needs().isEmpty() ? "nothing behind it" : command.needs();
      throw misuse(command.title() + " takes " + takes + "; " + quoted(extra) + " is too much");
    }
  }

  // ---- an expression that is none ----

  private void checkExpression() {
    if (words.isEmpty() || arguments.has(Option.TEXT)) {
      return;
    }
    String first = words.get(0);
    if (isFile(first)) {
      Command meant = first.endsWith(".hw") ? Command.CHECK : Command.RUN;
      throw misuse(
          first
              + " is the name of a file, not an expression; did you mean chainrule "
              + meant.word()
              + " "
              + quoted(first)
              + "?");
    }
    boolean alone = words.size() == 1;
    if (alone ? first.length() > 3 : words.get(1).indexOf('=') < 0) {
      boolean name =
          first.chars().allMatch(c -> c >= 'a' && c <= 'z') && Gate.functionNamed(first).isEmpty();
      Optional<String> near =
          name ? NearestName.of(first, Command.words()) : Optional.<String>empty();
      if (near.isPresent()) {
        throw misuse("there is no command " + first + "; did you mean " + near.get() + "?");
      }
    }
  }

  /** Whether a word is the name of a file, by its ending or because there is one. */
  private static boolean isFile(String word) {
    if (word.endsWith(".expr") || word.endsWith(".hw")) {
      return true;
    }
    try {
      return word.indexOf('.') > 0 && Files.isRegularFile(Path.of(word));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
