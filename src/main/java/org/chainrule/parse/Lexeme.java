package org.chainrule.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chainrule.source.SourceText;

/**
 * A word or sign of a text as a reader sees it, for whatever colours or completes the text while it
 * is typed. What has no characters, such as the multiplication in {@code 2x}, is none.
 *
 * @param kind what it is where it stands
 * @param start offset of its first character
 * @param end offset behind its last character
 */
public record Lexeme(Kind kind, int start, int end) {
  /** What a lexeme is, as far as a reader cares. */
  public enum Kind {
    /** A number that the language reads. */
    NUMBER,
    /** A name that calls nothing. */
    NAME,
    /** The name of a function: the language's, the caller's, or one that the text defines. */
    FUNCTION,
    /** A word that announces what the statement claims. */
    KEYWORD,
    /** What stands before, between or behind operands, the colon of {@code W[2, :]} included. */
    OPERATOR,
    /** What stands between the sides of a statement; the arrow too. */
    RELATION,
    /** A round or square bracket that opens. */
    OPEN,
    /** A round or square bracket that closes. */
    CLOSE,
    /** A comma or a semicolon, and a line break that ends a statement. */
    SEPARATOR,
    /** From {@code #} to the end of the line. */
    COMMENT,
    /** What the language does not know. */
    UNKNOWN
  }

  /**
   * The lexemes of {@code text} in order. Any text has them, however wrong it is. Blanks between
   * them belong to none, and a line break inside brackets is a blank.
   *
   * @param text what is being typed
   * @param functions names that are functions although the text does not define them
   */
  public static List<Lexeme> of(String text, Set<String> functions) {
    Tokens tokens = Scanner.scan(SourceText.of(text), functions);
    Cursor cursor = new Cursor(tokens);
    List<Lexeme> lexemes = new ArrayList<>(tokens.size);
    int end = 0;
    while (true) {
      int token = cursor.index();
      if (cursor.kind() != ChainruleParser.IMPLIED) {
        addComments(lexemes, text, end, tokens.starts[token]);
        end = tokens.ends[token];
        if (cursor.kind() == ChainruleParser.EOF) {
          return lexemes;
        }
        lexemes.add(new Lexeme(kind(cursor.kind()), tokens.starts[token], end));
      }
      cursor.advance();
    }
  }

  /** The comments between two tokens, where the scanner left out nothing but them and blanks. */
  private static void addComments(List<Lexeme> lexemes, String text, int from, int to) {
    int at = from;
    while (at < to) {
      int start = at;
      if (text.charAt(at++) == '#') {
        while (at < to && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
          at++;
        }
        lexemes.add(new Lexeme(Kind.COMMENT, start, at));
      }
    }
  }

  private static Kind kind(int token) {
    return switch (token) {
      case ChainruleParser.NUMBER -> Kind.NUMBER;
      case ChainruleParser.NAME -> Kind.NAME;
      case ChainruleParser.FUNCTION -> Kind.FUNCTION;
      case ChainruleParser.KEYWORD -> Kind.KEYWORD;
      case ChainruleParser.SIGN,
          ChainruleParser.INFIX,
          ChainruleParser.ROOT,
          ChainruleParser.SUPERSCRIPT,
          ChainruleParser.QUOTE,
          ChainruleParser.COLON ->
          Kind.OPERATOR;
      case ChainruleParser.RELATION, ChainruleParser.ARROW -> Kind.RELATION;
      case ChainruleParser.OPEN, ChainruleParser.LBRACKET -> Kind.OPEN;
      case ChainruleParser.CLOSE, ChainruleParser.RBRACKET -> Kind.CLOSE;
      case ChainruleParser.COMMA, ChainruleParser.ROWEND, ChainruleParser.SEPARATOR ->
          Kind.SEPARATOR;
      case ChainruleParser.UNKNOWN -> Kind.UNKNOWN;
      default -> throw new IllegalStateException("token " + token + " has no kind of lexeme");
    };
  }

  /** Its characters in the {@code text} that it was made of. */
  public String in(String text) {
    return text.substring(start, end);
  }

  /** The name that it spells: {@code x₁} is x1, and {@code ∂f} is df. */
  public String name(String text) {
    return Symbols.normalized(in(text));
  }

  /** Whether it is a line break, which ends the statement whatever brackets are open. */
  public boolean isLineBreak(String text) {
    return kind == Kind.SEPARATOR && text.charAt(start) != ',' && text.charAt(start) != ';';
  }
}
