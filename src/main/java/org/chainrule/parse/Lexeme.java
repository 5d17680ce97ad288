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
    /** A word that announces what a claim, or an operand such as {@code up q}, speaks of. */
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
    Tokens tokens = TokenFilter.tokens(SourceText.of(text), functions, false);
    List<Lexeme> lexemes = new ArrayList<>(tokens.size());
    int comment = 0;
    for (int i = 0; i < tokens.size(); i++) {
      while (comment < tokens.comments.size() && tokens.comments.get(comment) <= tokens.start(i)) {
        int start = tokens.comments.get(comment);
        lexemes.add(new Lexeme(Kind.COMMENT, start, tokens.comments.get(comment + 1)));
        comment += 2;
      }
      if (i + 1 < tokens.size()) {
        lexemes.add(new Lexeme(kind(tokens.kind(i)), tokens.start(i), tokens.end(i)));
      }
    }
    return lexemes;
  }

  private static Kind kind(Tokens.Kind token) {
    return switch (token) {
      case NUMBER -> Kind.NUMBER;
      case NAME -> Kind.NAME;
      case DIFFERENTIAL, BY, OVER -> Kind.NAME;
      case FUNCTION -> Kind.FUNCTION;
      case KEYWORD, ROLE -> Kind.KEYWORD;
      case SIGN, INFIX, ROOT, SUPERSCRIPT, QUOTE, COLON -> Kind.OPERATOR;
      case RELATION, ARROW -> Kind.RELATION;
      case OPEN, LBRACKET -> Kind.OPEN;
      case CLOSE, RBRACKET -> Kind.CLOSE;
      case COMMA, ROWEND, SEPARATOR -> Kind.SEPARATOR;
      case HOMEWORK, UNKNOWN, END -> Kind.UNKNOWN;
    };
  }

  /** Its characters in the {@code text} that it was made of. */
  public String in(String text) {
    return text.substring(start, end);
  }

  /** The name that it spells: {@code x₁} is x1, and {@code ∂f} is df. */
  public String name(String text) {
    return Letters.normalized(in(text));
  }

  /** Whether it is a line break, which ends the statement whatever brackets are open. */
  public boolean isLineBreak(String text) {
    return kind == Kind.SEPARATOR && text.charAt(start) != ',' && text.charAt(start) != ';';
  }
}
