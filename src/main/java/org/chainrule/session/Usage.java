package org.chainrule.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.usage.Option;

/** Whether what stands behind a command is what the command takes. */
final class Usage {
  /** What does the same here as an option on the command line. */
  private static final Map<Option, String> HERE =
      Map.of(
          Option.DIGITS, ":set digits 6",
          Option.EXPLAIN, ":set explain on",
          Option.COLOR, ":set color on",
          Option.NO_COLOR, ":set color off",
          Option.VERIFY, ":verify",
          Option.BY, ":diff f by x",
          Option.OF, ":trace q, the node alone",
          Option.TEXT, "the statement alone",
          Option.HELP, ":help");

  private final Session session;
  private final Command command;

  Usage(Session session, Command command) {
    this.session = session;
    this.command = command;
  }

  /**
   * Accepts what stands behind the command.
   *
   * @throws Misuse if the command would ignore some of it
   */
  void check(String typed, boolean force) {
    if (force && command != Command.SAVE) {
      throw new Misuse(":" + command.word() + " takes no !; :save! FILE replaces a file");
    }
    List<String> words = typed.isEmpty() ? List.of() : List.of(typed.split("\\s+"));
    if (!command.arguments().wants("FILE")) {
      words.forEach(this::checkOption);
    }
    if (!command.takesText() && words.size() > command.arguments().most()) {
      String extra = words.get(command.arguments().most());
      throw new Misuse(
          command.arguments().isEmpty()
              ? ":" + command.word() + " stands alone; " + extra + " is too much"
              : extra + " is too much: " + command.usage());
    }
  }

  /** {@code x --y} is a difference; an option is the word of one, or a word that names nothing. */
  private void checkOption(String typed) {
    int equals = typed.indexOf('=');
    String word = equals < 0 ? typed : typed.substring(0, equals);
    boolean option =
        word.length() > 3
            && word.startsWith("--")
            && word.chars().skip(2).allMatch(c -> Character.isLetter(c) || c == '-')
            && !session.state().notebook().names().contains(word.substring(2));
    if (!option) {
      return;
    }
    Optional<Option> known = Option.named(word);
    String here = known.map(each -> HERE.getOrDefault(each, "")).orElse("");
    if (!here.isEmpty()) {
      throw new Misuse("there are no options in a session; type " + here);
    }
    if (known.isPresent() && !known.get().commands().isEmpty()) {
      throw new Misuse(
          word
              + " belongs to the command line: "
              + known.get().commands().get(0).usage()
              + " "
              + word);
    }
    throw new Misuse("there is no option " + word + "; it is typed " + command.usage());
  }
}
