package org.chainrule.session;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people type out of habit: other languages, plain words, commands without a colon. Each is
 * told how it is typed here; names that the session knows are never habits.
 */
final class Habits {

  /**
   * A habit.
   *
   * @param typed what is typed
   * @param advice what to type instead; {@code $1} and {@code $2} are parts of what was typed
   */
  private record Habit(Pattern typed, String advice) {
    Habit(String typed, String advice) {
      this(Pattern.compile("\\s*" + typed + "\\s*", Pattern.DOTALL), advice);
    }
  }

  private static final String NAME = "(\\p{L}\\w*)";

  /** Assignments of other languages. */
  private static final Pattern FOREIGN = Pattern.compile("(?s)\\s*" + NAME + "\\s*[-+*/:]=.*");

  private static final List<Habit> ALL =
      List.of(
          new Habit("(?:let|var|const|set)\\s+" + NAME + "\\s*=(.*)", "type $1 =$2"),
          new Habit(NAME + "\\s*:=(.*)", "type $1 =$2"),
          new Habit(
              NAME + "\\s*([-+*/])=(.*)",
              "$1 = $1 $2$3 would define $1 by itself; give the new one a name of its own"),
          new Habit("print\\s*\\(?([^()]+)\\)?", "type $1 alone: it shows its value"),
          new Habit("(?:what is|what's|show|eval)\\s+(.+?)\\??", "type $1 alone"),
          new Habit("(?:the )?(?:derivative|gradient) of\\s+(.+?)\\??", "type :diff $1"),
          new Habit("(?:diff|grad)\\s*\\(([^(),]+),\\s*" + NAME + "\\)", "type :diff $1 by $2"),
          new Habit(
              "d\\s*/\\s*d" + NAME + "\\s*([^\\s(][^=]*)",
              "write d/d$1 ($2), or type :diff $2 by $1"),
          new Habit(
              "(.+)\\.(?:backward\\(\\)|grad)", "every gradient is there: type df/dx, or $1?"),
          new Habit("(.+)\\.T", "the transpose is written $1'"),
          new Habit("(.+)\\.shape", "type $1: its value shows its shape"),
          new Habit("chainrule\\s+diff\\s+(.+)", "this is a session already: type :diff $1"),
          new Habit(
              "chainrule\\s+(?:run|check)\\s+(\\S+)", "this is a session already: type :load $1"),
          new Habit("(\\S+\\.(?:expr|hw))", ":load $1 reads a sheet into the session"),
          new Habit("(?:list|ls|clc|who|whos)", "there are :vars, :clear NAME and :help"));

  private Habits() {}

  /** A derivative as on paper; as a transpose it would be refused, or be no derivative. */
  private static final Pattern PRIME = Pattern.compile("(?<![\\p{L}\\w])" + NAME + "'+\\s*\\(");

  private static Optional<String> prime(String text, Notebook notebook) {
    Matcher matcher = PRIME.matcher(text);
    while (matcher.find()) {
      Definition function = notebook.definitions().get(matcher.group(1));
      if (function != null && function.isFunction()) {
        String by = function.usage().replaceAll(".*\\(|[,)].*", "");
        String name = function.name();
        return Optional.of(
            name + "' is no derivative here; a derivative is written d" + name + "/d" + by);
      }
    }
    return Optional.empty();
  }

  /** What to type instead; empty where the text is no habit. */
  static Optional<String> advice(String text, Notebook notebook) {
    Optional<String> prime = prime(text, notebook);
    if (prime.isPresent()) {
      return prime;
    }
    String first = text.split("[^\\p{L}\\w]", 2)[0];
    boolean foreign = text.contains(".") || FOREIGN.matcher(text).matches();
    if (notebook.names().contains(first) && !foreign) {
      return Optional.empty();
    }
    boolean command =
        Command.named(first).stream().anyMatch(each -> each.word().equals(first))
            && text.matches("\\p{L}+(\\s+[^=\\s].*)?")
            && !text.contains("=");
    if (command) {
      return Optional.of("commands begin with a colon: :" + text);
    }
    for (Habit habit : ALL) {
      Matcher matcher = habit.typed().matcher(text);
      if (matcher.matches()) {
        return Optional.of(matcher.replaceFirst(habit.advice()));
      }
    }
    return Optional.empty();
  }
}
