package org.chainrule.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.parse.Lexeme;
import org.chainrule.parse.Lexeme.Kind;

/** Which part of a text is what, for whatever gives it colours while it is typed. */
public final class Highlighting {
  /** Commands whose arguments are no expressions. */
  static final Set<String> PLAIN_ARGUMENTS = Set.of(":load", ":save", ":help", ":set");

  /** What a piece of text is. */
  public enum Style {
    /** Blanks, separators, and arguments that are no expressions. */
    PLAIN,
    NUMBER,
    /** A name that is known. */
    NAME,
    /** A name that is not known yet, which is no error. */
    UNKNOWN_NAME,
    FUNCTION,
    KEYWORD,
    /** The command that the text begins with. */
    COMMAND,
    OPERATOR,
    BRACKET,
    /** One of the pair of brackets at the cursor. */
    MATCHED,
    /** A bracket that closes none. */
    UNMATCHED,
    COMMENT,
    /** A command that does not exist, or what the language does not know. */
    ERROR
  }

  /**
   * A part of the text.
   *
   * @param start offset of its first character
   * @param end offset behind its last character
   * @param style what it is
   */
  public record Piece(int start, int end, Style style) {}

  private final String text;
  private final Vocabulary vocabulary;
  private final List<Piece> pieces = new ArrayList<>();
  private int covered;

  private Highlighting(String text, Vocabulary vocabulary) {
    this.text = text;
    this.vocabulary = vocabulary;
  }

  /**
   * The pieces of {@code text}, which cover it from its beginning to its end.
   *
   * @param cursor the pair of the bracket before it is marked, else that of the bracket behind it
   */
  public static List<Piece> of(String text, int cursor, Vocabulary vocabulary) {
    Highlighting highlighting = new Highlighting(text, vocabulary);
    Optional<CommandWord> command = CommandWord.of(text);
    if (command.isPresent()) {
      highlighting.command(command.get(), cursor);
    } else {
      highlighting.statements(0, cursor);
    }
    highlighting.cover(text.length());
    return highlighting.pieces;
  }

  private void command(CommandWord command, int cursor) {
    String name = command.in(text);
    boolean known = vocabulary.commands().containsKey(name);
    add(command.start(), command.end(), known ? Style.COMMAND : Style.ERROR);
    if (!PLAIN_ARGUMENTS.contains(name)) {
      statements(command.end(), cursor);
    }
  }

  private void statements(int from, int cursor) {
    String statements = text.substring(from);
    List<Lexeme> lexemes = Lexeme.of(statements, vocabulary.functions().keySet());
    int[] partners = partners(statements, lexemes);
    int marked = marked(lexemes, partners, cursor - from);
    for (int i = 0; i < partners.length; i++) {
      Lexeme lexeme = lexemes.get(i);
      boolean atCursor = marked >= 0 && (i == marked || i == partners[marked]);
      Style style =
          atCursor
              ? Style.MATCHED
              : lexeme.kind() == Kind.CLOSE && partners[i] < 0
                  ? Style.UNMATCHED
                  : isAsked(statements, lexemes, i) ? Style.PLAIN : style(lexeme, statements);
      add(from + lexeme.start(), from + lexeme.end(), style);
    }
  }

  private Style style(Lexeme lexeme, String statements) {
    return switch (lexeme.kind()) {
      case NUMBER -> Style.NUMBER;
      case NAME -> vocabulary.knows(lexeme.name(statements)) ? Style.NAME : Style.UNKNOWN_NAME;
      case FUNCTION -> Style.FUNCTION;
      case KEYWORD -> Style.KEYWORD;
      case OPERATOR, RELATION -> Style.OPERATOR;
      case OPEN, CLOSE -> Style.BRACKET;
      case SEPARATOR -> Style.PLAIN;
      case COMMENT -> Style.COMMENT;
      case UNKNOWN -> Style.ERROR;
    };
  }

  /** Whether it is the question mark of {@code f = ?}, which asks for f. */
  private static boolean isAsked(String text, List<Lexeme> lexemes, int index) {
    return index > 0
        && lexemes.get(index).in(text).equals("?")
        && lexemes.get(index - 1).kind() == Kind.RELATION;
  }

  /** For each lexeme the number of the bracket that makes a pair with it, or -1. */
  private static int[] partners(String text, List<Lexeme> lexemes) {
    int[] partners = new int[lexemes.size()];
    Arrays.fill(partners, -1);
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < partners.length; i++) {
      Lexeme lexeme = lexemes.get(i);
      if (lexeme.isLineBreak(text)) {
        open.clear();
      } else if (lexeme.kind() == Kind.OPEN) {
        open.push(i);
      } else if (lexeme.kind() == Kind.CLOSE
          && !open.isEmpty()
          && isPair(text.charAt(lexemes.get(open.peek()).start()), text.charAt(lexeme.start()))) {
        partners[i] = open.pop();
        partners[partners[i]] = i;
      }
    }
    return partners;
  }

  private static boolean isPair(char open, char close) {
    return open == '(' ? close == ')' : close == ']';
  }

  /** The bracket of a pair that ends at the cursor, else the one that begins there, or -1. */
  private static int marked(List<Lexeme> lexemes, int[] partners, int cursor) {
    int behind = -1;
    for (int i = 0; i < partners.length; i++) {
      if (partners[i] >= 0 && lexemes.get(i).end() == cursor) {
        return i;
      }
      if (partners[i] >= 0 && lexemes.get(i).start() == cursor) {
        behind = i;
      }
    }
    return behind;
  }

  /** Adds a piece; plain ones are left to {@link #cover}. */
  private void add(int start, int end, Style style) {
    if (style != Style.PLAIN) {
      cover(start);
      pieces.add(new Piece(start, end, style));
      covered = end;
    }
  }

  private void cover(int end) {
    if (covered < end) {
      pieces.add(new Piece(covered, end, Style.PLAIN));
      covered = end;
    }
  }
}
