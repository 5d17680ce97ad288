package org.chainrule.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.source.NearestName;
import org.chainrule.usage.Option;

/** Reads what stands behind a command, where it is what the command takes. */
final class Usage {
  /** What does the same here as an option on the command line. */
  private static final Map<Option, String> HERE =
      Map.ofEntries(
          Map.entry(Option.DIGITS, ":set digits 6"),
          Map.entry(Option.EXPLAIN, ":set explain on"),
          Map.entry(Option.COLOR, ":set color on"),
          Map.entry(Option.NO_COLOR, ":set color off"),
          Map.entry(Option.VERIFY, ":verify"),
          Map.entry(Option.BY, ":diff f by x"),
          Map.entry(Option.ORDER, ":diff f x --order 2"),
          Map.entry(Option.STEPS, ":diff f --steps"),
          Map.entry(Option.LATEX, ":latex f, or :diff f --latex"),
          Map.entry(Option.JACOBIAN, ":jacobian f"),
          Map.entry(Option.WHERE, ":equal A, B --where x>0"),
          Map.entry(Option.OF, ":trace q, the node alone"),
          Map.entry(Option.TEXT, "the statement alone"),
          Map.entry(Option.HELP, ":help"));

  private static final Pattern WORD = Pattern.compile("\\S+");

  private final Session session;
  private final Command command;

  Usage(Session session, Command command) {
    this.session = session;
    this.command = command;
  }

  /**
   * Reads what stands behind the command.
   *
   * @throws Misuse if the command would ignore some of it
   */
  Inquiry read(String typed, boolean force) {
    if (force && command != Command.SAVE) {
      throw new Misuse(":" + command.word() + " takes no !; :save! FILE replaces a file");
    }
    Inquiry inquiry =
        command.arguments().wants("FILE") ? new Inquiry(typed, Map.of()) : options(typed);
    List<String> words =
        inquiry.text().isEmpty() ? List.of() : List.of(inquiry.text().split("\\s+"));
    if (!command.takesText() && words.size() > command.arguments().most()) {
      String extra = words.get(command.arguments().most());
      throw new Misuse(
          command.arguments().isEmpty()
              ? ":" + command.word() + " stands alone; " + extra + " is too much"
              : extra + " is too much: " + command.usage());
    }
    return inquiry;
  }

  /** Takes the options out of the text, each with what belongs to it. */
  private Inquiry options(String typed) {
    StringBuilder text = new StringBuilder();
    Map<Option, String> options = new LinkedHashMap<>();
    Option last = null;
    for (Matcher word = WORD.matcher(typed); word.find(); ) {
      String next = word.group();
      if (isOption(next)) {
        last = option(next);
        int equals = next.indexOf('=');
        if (equals >= 0 && !last.takesNextWord()) {
          throw new Misuse(last.word() + " takes no value");
        }
        if (options.put(last, equals < 0 ? "" : next.substring(equals + 1)) != null) {
          throw new Misuse(last.word() + " is given twice; leave one of them out");
        }
      } else if (last != null && wants(last, options.get(last))) {
        options.merge(last, next, (before, more) -> (before + " " + more).strip());
      } else {
        text.append(
            typed, text.length() == 0 ? word.start() : end(typed, word.start()), word.end());
      }
    }
    requireTogether(options);
    return new Inquiry(text.toString(), options);
  }

  /** Where the blanks before a word begin. */
  private static int end(String typed, int word) {
    int end = word;
    while (end > 0 && Character.isWhitespace(typed.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** Whether the next word belongs to an option: conditions have blanks. */
  private static boolean wants(Option option, String value) {
    return option.takesNextWord() && (value.isEmpty() || option == Option.WHERE);
  }

  private static void requireTogether(Map<Option, String> options) {
    options.forEach(
        (option, value) -> {
          if (option.takesNextWord() && value.isEmpty()) {
            throw new Misuse(option.word() + " needs a value behind it: " + option.usage());
          }
          for (Option other : option.clashes()) {
            if (options.containsKey(other)) {
              throw new Misuse(
                  other.word()
                      + " and "
                      + option.word()
                      + " do not go together; leave one of them out");
            }
          }
        });
  }

  /** {@code x --y} is a difference; an option is the word of one, or a word that names nothing. */
  private boolean isOption(String typed) {
    String word = name(typed);
    return word.length() > 3
        && word.startsWith("--")
        && word.chars().skip(2).allMatch(c -> Character.isLetter(c) || c == '-')
        && !session.state().notebook().names().contains(word.substring(2));
  }

  private static String name(String typed) {
    int equals = typed.indexOf('=');
    return equals < 0 ? typed : typed.substring(0, equals);
  }

  /** The option of a word; one that the command does not take is refused with what works. */
  private Option option(String typed) {
    String word = name(typed);
    Optional<Option> known = Option.named(word);
    if (known.isPresent() && command.options().contains(known.get())) {
      return known.get();
    }
    String here = known.map(each -> HERE.getOrDefault(each, "")).orElse("");
    if (!here.isEmpty()) {
      throw new Misuse(":" + command.word() + " has no option " + word + "; type " + here);
    }
    if (known.isPresent() && !known.get().commands().isEmpty()) {
      throw new Misuse(
          word
              + " belongs to the command line: "
              + known.get().commands().get(0).usage()
              + " "
              + word);
    }
    List<String> own = command.options().stream().map(Option::word).toList();
    throw new Misuse(
        "there is no option "
            + word
            + NearestName.of(word, own)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; it is typed " + command.usage()));
  }
}
