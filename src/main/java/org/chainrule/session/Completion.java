package org.chainrule.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.gate.Gate;
import org.chainrule.parse.Lexeme;
import org.chainrule.parse.Lexeme.Kind;
import org.chainrule.usage.Option;
import org.chainrule.usage.Synopsis;

/**
 * What may stand in place of the word before the cursor. What stands behind the cursor plays no
 * part.
 */
public final class Completion {
  /** What kind of word is wanted at the cursor. */
  private enum Wanted {
    COMMAND,
    OPTION,
    FILE,
    TOPIC,
    /** The argument of a command; names are offered before anything is typed. */
    NAME,
    OPERAND,
    /** An operand at the beginning of a statement, which may also begin a derivative. */
    SUBJECT,
    /** The right side of {@code df/dx}, or of an ordinary quotient that looks like it. */
    DENOMINATOR,
    NOTHING
  }

  private final String text;
  private Wanted wanted;
  private List<Option> options = List.of();
  private int start;

  private Completion(String text) {
    this.text = text;
    start = text.length();
    Optional<CommandWord> command = CommandWord.of(text);
    if (command.isPresent()) {
      begin(command.get());
    } else {
      begin(0, Wanted.OPERAND);
    }
  }

  /** Where the word begins that ends at {@code cursor}: at the cursor itself if there is none. */
  public static int start(String text, int cursor) {
    return new Completion(text.substring(0, cursor)).start;
  }

  /**
   * The words that the one before {@code cursor} may become, each whole, so that it replaces the
   * text from {@link #start} to the cursor. Names come first, then the person's functions, then the
   * language's. Only where no word begins as it was typed, upper and lower case are the same. No
   * word at all is completed only behind a command that wants a name or a file.
   */
  public static List<Suggestion> at(String text, int cursor, Vocabulary vocabulary) {
    return new Completion(text.substring(0, cursor)).candidates(vocabulary);
  }

  private void begin(CommandWord command) {
    String name = command.in(text);
    if (command.end() == text.length()) {
      start = command.start();
      wanted = Wanted.COMMAND;
      return;
    }
    Optional<Command> known =
        Command.exactly(
            name.endsWith("!") ? name.substring(1, name.length() - 1) : name.substring(1));
    Optional<Synopsis> arguments = known.map(Command::arguments);
    options = known.map(Command::options).orElse(List.of());
    if (arguments.isEmpty()) {
      begin(command.end(), Wanted.OPERAND);
    } else if (!options.isEmpty() && text.startsWith("--", lastWord())) {
      start = lastWord();
      wanted = Wanted.OPTION;
    } else if (arguments.get().wants("FILE")) {
      start = command.argument(text);
      wanted = Wanted.FILE;
    } else if (arguments.get().wants("TOPIC")) {
      start = lastWord();
      wanted = Wanted.TOPIC;
    } else if (known.get().speaksOfExpressions() || arguments.get().wants("NAME")) {
      begin(command.end(), Wanted.NAME);
    } else if (arguments.get().wants("CLAIM") || arguments.get().wants("GATE")) {
      begin(command.end(), Wanted.OPERAND);
    } else {
      wanted = Wanted.NOTHING;
    }
  }

  private int lastWord() {
    int at = text.length();
    while (!Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /** Reads what stands from {@code from} on as statements. */
  private void begin(int from, Wanted ordinary) {
    String statements = text.substring(from);
    List<Lexeme> lexemes = Lexeme.of(statements, Set.of());
    int last = lexemes.size() - 1;
    boolean touching = last >= 0 && lexemes.get(last).end() == statements.length();
    wanted = ordinary;
    if (touching && !isWord(lexemes.get(last))) {
      wanted = Wanted.NOTHING;
    } else if (touching) {
      int first = last;
      if (from == 0 && isQuotient(statements, lexemes, last - 2)) {
        first = last - 2;
        wanted = Wanted.DENOMINATOR;
      } else if (from == 0 && beginsStatement(statements, lexemes, last)) {
        wanted = Wanted.SUBJECT;
      }
      start = from + lexemes.get(first).start();
    }
  }

  private static boolean isWord(Lexeme lexeme) {
    return lexeme.kind() == Kind.NAME
        || lexeme.kind() == Kind.FUNCTION
        || lexeme.kind() == Kind.KEYWORD;
  }

  /** Whether {@code df/d...} without blanks stands from lexeme {@code first} to the end. */
  private static boolean isQuotient(String text, List<Lexeme> lexemes, int first) {
    if (first < 0 || !isWord(lexemes.get(first)) || !beginsStatement(text, lexemes, first)) {
      return false;
    }
    Lexeme above = lexemes.get(first);
    Lexeme slash = lexemes.get(first + 1);
    Lexeme below = lexemes.get(first + 2);
    return slash.in(text).equals("/")
        && slash.start() == above.end()
        && below.start() == slash.end()
        && isDifferential(above.in(text))
        && (below.in(text).startsWith("d") || below.in(text).startsWith("∂"));
  }

  /** Whether the word may be the d of a name, straight or curly. */
  private static boolean isDifferential(String word) {
    return word.length() > 1 && (word.startsWith("d") || word.startsWith("∂"));
  }

  private static boolean beginsStatement(String text, List<Lexeme> lexemes, int index) {
    if (index == 0 || lexemes.get(index - 1).kind() == Kind.KEYWORD) {
      return true;
    }
    if (lexemes.get(index - 1).kind() != Kind.SEPARATOR) {
      return false;
    }
    int depth = 0;
    for (Lexeme lexeme : lexemes.subList(0, index)) {
      if (lexeme.isLineBreak(text)) {
        depth = 0;
      } else if (lexeme.kind() == Kind.OPEN) {
        depth++;
      } else if (lexeme.kind() == Kind.CLOSE && depth > 0) {
        depth--;
      }
    }
    return depth == 0;
  }

  private List<Suggestion> candidates(Vocabulary vocabulary) {
    String word = text.substring(start);
    Offers offers = new Offers();
    switch (wanted) {
      case COMMAND -> offers.addAll(vocabulary.commands());
      case OPTION -> options.forEach(each -> offers.add(each.word(), each.doc(), true));
      case FILE -> {
        for (String path : vocabulary.files().apply(word)) {
          offers.add(path, "", !path.endsWith("/"));
        }
        return offers.all();
      }
      case TOPIC -> addTopics(offers, word, vocabulary);
      case NAME -> {
        offers.addAll(vocabulary.allNames());
        if (!word.isEmpty()) {
          addFunctions(offers, "", vocabulary);
        }
      }
      case OPERAND -> {
        if (!word.isEmpty()) {
          addOperands(offers, "", vocabulary);
        }
      }
      case SUBJECT -> {
        offers.addAll(vocabulary.allNames());
        if (isDifferential(word)) {
          addNumerators(offers, word.substring(0, 1), vocabulary);
        }
        addFunctions(offers, "", vocabulary);
      }
      case DENOMINATOR -> {
        addDenominators(offers, word, vocabulary);
        if (offers.matching(word).isEmpty()) {
          addOperands(offers, word.substring(0, word.indexOf('/') + 1), vocabulary);
        }
      }
      case NOTHING -> {}
    }
    return offers.matching(word);
  }

  /** A colon may stand before a command that help is wanted for. */
  private static void addTopics(Offers offers, String word, Vocabulary vocabulary) {
    vocabulary
        .commands()
        .forEach(
            (name, line) -> offers.add(name.substring(word.startsWith(":") ? 0 : 1), line, true));
    Topic.words().forEach(topic -> offers.add(topic, "", true));
    if (!word.isEmpty()) {
      vocabulary.functions().forEach((name, usage) -> offers.add(name, usage, true));
      Gate.functions().forEach((name, gate) -> offers.add(name, gate.spec().doc(), true));
    }
  }

  private static void addOperands(Offers offers, String before, Vocabulary vocabulary) {
    vocabulary.allNames().forEach((name, words) -> offers.add(before + name, words, true));
    addFunctions(offers, before, vocabulary);
  }

  private static void addFunctions(Offers offers, String before, Vocabulary vocabulary) {
    vocabulary.functions().forEach((name, usage) -> offers.add(before + name + "(", usage, false));
    Gate.functions()
        .forEach((name, gate) -> offers.add(before + name + "(", gate.spec().doc(), false));
  }

  /** The first half of a derivative: what it is taken by is the next word to complete. */
  private static void addNumerators(Offers offers, String d, Vocabulary vocabulary) {
    for (String name : vocabulary.names().keySet()) {
      offers.add(d + name + "/" + d, "derivative of " + name, false);
    }
  }

  private static void addDenominators(Offers offers, String word, Vocabulary vocabulary) {
    int slash = word.indexOf('/');
    String of = word.substring(1, slash);
    if (vocabulary.names().containsKey(of)) {
      for (String by : vocabulary.names().keySet()) {
        if (!by.equals(of)) {
          String value = word.substring(0, slash + 2) + by;
          offers.add(value, "derivative of " + of + " by " + by, true);
        }
      }
    }
  }

  /** What is offered, in order; of two words that are alike the first counts. */
  private static final class Offers {
    private final Map<String, Suggestion> offers = new LinkedHashMap<>();

    void add(String value, String description, boolean complete) {
      offers.putIfAbsent(value, new Suggestion(value, description, complete));
    }

    void addAll(Map<String, String> words) {
      words.forEach((word, description) -> add(word, description, true));
    }

    List<Suggestion> all() {
      return List.copyOf(offers.values());
    }

    List<Suggestion> matching(String word) {
      List<Suggestion> exact = beginning(word, false);
      return exact.isEmpty() ? beginning(word, true) : exact;
    }

    private List<Suggestion> beginning(String word, boolean ignoreCase) {
      List<Suggestion> found = new ArrayList<>();
      for (Suggestion offer : offers.values()) {
        if (offer.value().regionMatches(ignoreCase, 0, word, 0, word.length())) {
          found.add(offer);
        }
      }
      return found;
    }
  }
}
