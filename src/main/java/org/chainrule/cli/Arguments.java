package org.chainrule.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.source.NearestName;
import org.chainrule.usage.Command;
import org.chainrule.usage.Option;

/**
 * The words of a command line: the command, its options, and the words that are neither. A word
 * that begins with a minus sign and is no option is an expression: {@code -x^2}. What the command
 * would ignore is refused.
 */
final class Arguments {
  private final List<String> words = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final Map<Option, List<String>> options = new LinkedHashMap<>();
  private Command command = Command.SESSION;

  private Arguments() {}

  static Arguments parse(String[] args) {
    Arguments arguments = new Arguments();
    arguments.sort(args);
    arguments.command = arguments.findCommand();
    if (arguments.has(Option.HELP) || arguments.has(Option.VERSION)) {
      return arguments; // They answer whatever else is asked for.
    }
    arguments.options.forEach((option, values) -> arguments.requireAllowed(option, values));
    new Misuses(arguments).check();
    return arguments;
  }

  /** Tells options from words. */
  private void sort(String[] args) {
    boolean optionsEnded = false;
    for (int i = 0; i < args.length; i++) {
      String word = args[i];
      if (optionsEnded || !word.startsWith("-")) {
        words.add(word);
      } else if (word.equals("--")) {
        optionsEnded = true;
      } else {
        i = option(args, i);
      }
    }
  }

  private int option(String[] args, int index) {
    String word = args[index];
    int equals = word.indexOf('=');
    boolean valued = equals > 0 && word.startsWith("--");
    Optional<Option> named = Option.named(valued ? word.substring(0, equals) : word);
    if (named.isEmpty() && !word.startsWith("--")) {
      words.add(word);
      return index;
    }
    if (named.isEmpty()) {
      unknown.add(valued ? word.substring(0, equals) : word);
      return index;
    }
    Option option = named.get();
    String value = "";
    int last = index;
    if (valued) {
      value = word.substring(equals + 1);
      if (option.value().isEmpty()) {
        throw new UsageException(option.word() + " takes no value");
      }
    } else if (option.takesNextWord()) {
      if (index + 1 == args.length) {
        throw new UsageException(word + " needs a value behind it: " + option.usage());
      }
      value = args[++last];
    }
    options.computeIfAbsent(option, each -> new ArrayList<>(1)).add(value);
    return last;
  }

  private void requireAllowed(Option option, List<String> values) {
    for (String value : values) {
      boolean leftOut = value.isEmpty() && !option.takesNextWord();
      if (value.isEmpty() && !option.value().isEmpty() && !leftOut) {
        throw new UsageException(
            option.word() + " needs a value behind it: " + option.usage(), command);
      }
      if (!leftOut && !option.value().allows(value)) {
        List<String> choices = option.value().choices();
        int last = choices.size() - 1;
        throw new UsageException(
            option.word()
                + " takes "
                + String.join(", ", choices.subList(0, last))
                + " or "
                + choices.get(last)
                + ", not '"
                + value
                + "'"
                + NearestName.suggestion(value, choices),
            command);
      }
    }
  }

  /** The command that is meant; its own word is taken off the others. */
  private Command findCommand() {
    Optional<Command> named = words.isEmpty() ? Optional.empty() : Command.named(words.get(0));
    if (named.isPresent()) {
      words.remove(0);
      return named.get();
    }
    // Options of a trace speak of standard input as a whole, as run - does.
    boolean session = words.isEmpty() && options.keySet().stream().allMatch(Command.SESSION::takes);
    return session ? Command.SESSION : Command.TRACE;
  }

  Command command() {
    return command;
  }

  /** The words that are no options, in order, without the command. */
  List<String> words() {
    return words;
  }

  /** What looks like an option and is none. */
  List<String> unknown() {
    return unknown;
  }

  /** The options that were given, in order. */
  List<Option> options() {
    return List.copyOf(options.keySet());
  }

  boolean has(Option option) {
    return options.containsKey(option);
  }

  /** The value of an option; of one that takes a list, all that was given. */
  Optional<String> value(Option option) {
    return has(option) ? Optional.of(String.join(",", given(option))) : Optional.empty();
  }

  /** The different values of an option. */
  Set<String> given(Option option) {
    return new LinkedHashSet<>(values(option));
  }

  /** All values of an option that may be repeated, in order. */
  List<String> values(Option option) {
    return options.getOrDefault(option, List.of());
  }

  /** The limits, as far as options change them. */
  Limits limits() {
    Limits limits = has(Option.ANY_FILE) ? Limits.STANDARD.withAnyFile() : Limits.STANDARD;
    for (Limit limit : Limit.values()) {
      Option option = Option.named(limit.option()).orElseThrow();
      if (has(option)) {
        limits = limits.with(limit, number(option, Long.MAX_VALUE, 1, 1));
      }
    }
    return limits;
  }

  /** A whole number of at least {@code least}. */
  int number(Option option, int standard, int least) {
    return (int) number(option, Integer.MAX_VALUE, standard, least);
  }

  private long number(Option option, long most, long standard, long least) {
    String text = value(option).orElse("");
    if (text.isEmpty()) {
      return standard;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number that is too small.
    }
    throw new UsageException(
        option.word() + " takes a whole number from " + least + " on, not '" + text + "'", command);
  }
}
