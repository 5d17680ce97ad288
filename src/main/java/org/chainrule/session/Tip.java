package org.chainrule.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.chainrule.gate.Gate;
import org.chainrule.parse.Lexeme;
import org.chainrule.parse.Lexeme.Kind;

/** The hint that is shown behind the cursor while a person types. */
public final class Tip {
  private Tip() {}

  /**
   * One line about what is being typed, empty if there is nothing to say: how the function is
   * called that was just named or, if none was, the innermost one whose brackets are open; what the
   * command does; what the name is that is all of the text. Only where the text ends at the cursor.
   */
  public static String behind(String text, int cursor, Vocabulary vocabulary) {
    if (cursor != text.length()) {
      return "";
    }
    Optional<CommandWord> command = CommandWord.of(text);
    String tip =
        command.isPresent()
            ? behindCommand(text, command.get(), vocabulary)
            : behindStatements(text, vocabulary);
    return tip.lines().findFirst().orElse("");
  }

  private static String behindCommand(String text, CommandWord command, Vocabulary vocabulary) {
    String name = command.in(text);
    String call = "";
    if (!Highlighting.PLAIN_ARGUMENTS.contains(name)) {
      String statements = text.substring(command.end());
      call = call(statements, lexemes(statements, vocabulary), vocabulary);
    }
    return call.isEmpty() ? vocabulary.commands().getOrDefault(name, "") : call;
  }

  private static String behindStatements(String text, Vocabulary vocabulary) {
    List<Lexeme> lexemes = lexemes(text, vocabulary);
    if (lexemes.size() == 1 && lexemes.get(0).kind() == Kind.NAME) {
      return vocabulary.description(lexemes.get(0).name(text)).orElse("");
    }
    return call(text, lexemes, vocabulary);
  }

  private static List<Lexeme> lexemes(String text, Vocabulary vocabulary) {
    return Lexeme.of(text, vocabulary.functions().keySet());
  }

  private static String call(String text, List<Lexeme> lexemes, Vocabulary vocabulary) {
    if (lexemes.isEmpty()) {
      return "";
    }
    Lexeme last = lexemes.get(lexemes.size() - 1);
    if (last.kind() == Kind.COMMENT) {
      return "";
    }
    if (last.kind() == Kind.FUNCTION && last.end() == text.length()) {
      return usage(last.name(text), vocabulary);
    }
    for (String function : openCalls(text, lexemes)) {
      if (!function.isEmpty()) {
        return usage(function, vocabulary);
      }
    }
    return "";
  }

  /** For each bracket that is open at the end, innermost first: the function called, or nothing. */
  private static Deque<String> openCalls(String text, List<Lexeme> lexemes) {
    Deque<String> open = new ArrayDeque<>();
    String before = "";
    for (Lexeme lexeme : lexemes) {
      if (lexeme.isLineBreak(text)) {
        open.clear();
      } else if (lexeme.kind() == Kind.OPEN) {
        open.push(before);
      } else if (lexeme.kind() == Kind.CLOSE) {
        open.poll();
      }
      before = lexeme.kind() == Kind.FUNCTION ? lexeme.name(text) : "";
    }
    return open;
  }

  /** A function that the text itself defines has none yet. */
  private static String usage(String function, Vocabulary vocabulary) {
    String own = vocabulary.functions().get(function);
    if (own != null) {
      return own;
    }
    return Gate.functionNamed(function)
        .map(gate -> gate.spec().usage() + "  " + gate.spec().doc())
        .orElse("");
  }
}
