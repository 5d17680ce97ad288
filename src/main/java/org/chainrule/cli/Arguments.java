package org.chainrule.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.source.NearestName;

/**
 * The words of a command line, options apart from the rest. A word that begins with a minus sign
 * and is no option is an expression: {@code -x^2}.
 */
final class Arguments {
  private static final Set<String> FLAGS =
      Set.of(
          "--explain",
          "--json",
          "--verify",
          "--apart",
          "--all",
          "--help",
          "--version",
          "--markdown",
          "--no-color",
          "--no-rc",
          "--jacobian",
          "--hessian",
          "--explain-file",
          "--raw",
          "--steps",
          "--latex",
          InputFile.ANY_FILE,
          "--warm-up");
  private static final Set<String> VALUED =
      Set.of(
          "--text",
          "--of",
          "--digits",
          "--color",
          "--jacobian",
          "--by",
          "--order",
          "--where",
          "--report");
  private static final Map<String, String> SHORT =
      Map.of("-e", "--text", "-h", "--help", "-V", "--version");

  private final List<String> words = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<String> reports = new ArrayList<>();
  private final Map<String, String> options = new LinkedHashMap<>();

  private Arguments() {}

  static Arguments parse(String[] args) {
    Arguments arguments = new Arguments();
    boolean optionsEnded = false;
    for (int i = 0; i < args.length; i++) {
      String word = SHORT.getOrDefault(args[i], args[i]);
      if (optionsEnded || !word.startsWith("--")) {
        arguments.words.add(word);
      } else if (word.equals("--")) {
        optionsEnded = true;
      } else {
        i = arguments.option(word, args, i);
      }
    }
    return arguments;
  }

  private int option(String word, String[] args, int index) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    if (FLAGS.contains(word)) {
      options.put(word, "");
      return index;
    }
    if (!VALUED.contains(name) && Limit.of(name).isEmpty()) {
      List<String> known = new ArrayList<>(FLAGS);
      known.addAll(VALUED);
      Arrays.stream(Limit.values()).map(Limit::option).forEach(known::add);
      known.sort(null);
      throw new UsageException("there is no option " + name + NearestName.suggestion(name, known));
    }
    String value;
    if (equals >= 0) {
      value = word.substring(equals + 1);
    } else if (index + 1 < args.length) {
      value = args[++index];
    } else {
      throw new UsageException(args[index] + " needs a value behind it");
    }
    if (name.equals("--text")) {
      texts.add(value);
    } else if (name.equals("--report")) {
      reports.add(value);
    } else {
      options.put(name, value);
    }
    return index;
  }

  /** Whether there are no options but these, and those that raise limits. */
  boolean hasOnlyLimitsAnd(Set<String> names) {
    return options.keySet().stream()
            .allMatch(option -> names.contains(option) || Limit.of(option).isPresent())
        && reports.isEmpty();
  }

  /** The words that are no options, in order. */
  List<String> words() {
    return words;
  }

  /** The texts of {@code -e}, in order. */
  List<String> texts() {
    return texts;
  }

  /** The formats of {@code --report}, in order. */
  List<String> reports() {
    return reports;
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(options.get(option));
  }

  /** The limits, as far as options change them. */
  Limits limits() {
    Limits limits = has(InputFile.ANY_FILE) ? Limits.STANDARD.withAnyFile() : Limits.STANDARD;
    for (Limit limit : Limit.values()) {
      if (has(limit.option())) {
        limits = limits.with(limit, number(limit.option(), Long.MAX_VALUE, 1, 1));
      }
    }
    return limits;
  }

  /** A whole number of at least {@code least}. */
  int number(String option, int standard, int least) {
    return (int) number(option, Integer.MAX_VALUE, standard, least);
  }

  private long number(String option, long most, long standard, long least) {
    String text = options.get(option);
    if (text == null || text.isEmpty()) {
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
        option + " takes a whole number from " + least + " on, not '" + text + "'");
  }
}
