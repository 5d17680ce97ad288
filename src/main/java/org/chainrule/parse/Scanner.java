package org.chainrule.parse;

import java.util.BitSet;
import java.util.Set;
import org.chainrule.source.SourceText;

/**
 * Splits a text into tokens, in one pass and a few nanoseconds a character.
 *
 * <p>Written by hand because the generated lexer took longer than all the rest of reading. It
 * cannot fail: what it does not know becomes an {@code UNKNOWN} token, which the reader reports.
 */
final class Scanner {
  private final char[] chars;
  private final int limit;
  private final Tokens tokens;
  private int at;

  /** Which of the open brackets, by depth from 1, are square. */
  private final BitSet square = new BitSet();

  /** Number of tokens, and offset, at the last line break inside brackets; -1 for none. */
  private int brokenTokens = -1;

  private int brokenAt;

  private Scanner(SourceText source, Set<String> functions) {
    chars = source.text().toCharArray();
    limit = chars.length;
    tokens = new Tokens(source, new Symbols(chars, functions));
  }

  /** The tokens of {@code source}, closed by an end-of-file token. */
  static Tokens scan(SourceText source, Set<String> functions) {
    Scanner scanner = new Scanner(source, functions);
    scanner.scan();
    scanner.tokens.add(ChainruleParser.EOF, scanner.limit, scanner.limit, 0);
    FunctionNames.define(scanner.tokens);
    return scanner.tokens;
  }

  private void scan() {
    if (limit > 0 && chars[0] == '\uFEFF') {
      at = 1;
    }
    while (at < limit) {
      char c = chars[at];
      if (c == ' ' || c == '\t') {
        at++;
      } else if (Letters.starts(c)) {
        name();
      } else if (c >= '0' && c <= '9' || c == '.' && digitAt(at + 1)) {
        number();
      } else {
        other(c);
      }
    }
  }

  private void name() {
    int start = at;
    int hash = 0;
    do {
      hash = 31 * hash + chars[at];
      at++;
    } while (at < limit && Letters.continues(chars[at]));
    tokens.add(ChainruleParser.NAME, start, at, tokens.symbols.intern(start, at, hash));
  }

  /** Digits, at most one point, an exponent. What goes on like a number but is none is UNKNOWN. */
  private void number() {
    int start = at;
    int points = 0;
    while (at < limit && (digitAt(at) || chars[at] == '.')) {
      if (chars[at] == '.') {
        points++;
      }
      at++;
    }
    if (at < limit && (chars[at] == 'e' || chars[at] == 'E')) {
      int digits = at + 1;
      if (digits < limit
          && (chars[digits] == '+' || chars[digits] == '-' || chars[digits] == '−')) {
        digits++;
      }
      if (digitAt(digits)) {
        at = digits;
        while (digitAt(at) || at < limit && chars[at] == '.') {
          points += chars[at] == '.' ? 2 : 0;
          at++;
        }
      }
    }
    boolean grouped = at < limit && chars[at] == '_' && digitAt(at + 1);
    while (grouped && at < limit && (digitAt(at) || chars[at] == '_')) {
      at++;
    }
    boolean malformed = points > 1 || grouped;
    tokens.add(malformed ? ChainruleParser.UNKNOWN : ChainruleParser.NUMBER, start, at, 0);
  }

  private boolean digitAt(int index) {
    return index < limit && chars[index] >= '0' && chars[index] <= '9';
  }

  private void other(char c) {
    if (c == '\n' || c == '\r' || c == '\u2028' || c == '\u0085') {
      lineBreak();
    } else if (c == '#') {
      while (at < limit && chars[at] != '\n' && chars[at] != '\r') {
        at++;
      }
    } else if (c == '\u00A0' || c == '\u2009' || c == '\u202F' || c == '\f' || c == '\uFEFF') {
      at++;
    } else if (Letters.isSuperscript(c)) {
      superscript();
    } else {
      symbol();
    }
  }

  private void lineBreak() {
    if (tokens.depth == 0) {
      tokens.add(ChainruleParser.SEPARATOR, at, at + 1, 0);
    } else {
      brokenTokens = tokens.size;
      brokenAt = at;
    }
    at++;
  }

  private void open(boolean bracket) {
    if (tokens.depth == 0) {
      brokenTokens = -1;
    }
    tokens.depth++;
    tokens.deepest = Math.max(tokens.deepest, tokens.depth);
    square.set(tokens.depth, bracket);
  }

  private void superscript() {
    int start = at;
    while (at < limit && Letters.isSuperscript(chars[at])) {
      at++;
    }
    tokens.add(ChainruleParser.SUPERSCRIPT, start, at, 0);
  }

  private void symbol() {
    Operators.Symbol symbol = Operators.at(chars, at, limit);
    if (symbol == null) {
      int width = Character.charCount(Character.codePointAt(chars, at, limit));
      tokens.add(ChainruleParser.UNKNOWN, at, at + width, 0);
      at += width;
      return;
    }
    int kind = symbol.kind();
    if (kind == ChainruleParser.OPEN || kind == ChainruleParser.LBRACKET) {
      open(kind == ChainruleParser.LBRACKET);
    } else if (kind == ChainruleParser.CLOSE || kind == ChainruleParser.RBRACKET) {
      tokens.depth = Math.max(0, tokens.depth - 1);
    } else if (kind == ChainruleParser.SEPARATOR && square.get(tokens.depth)) {
      kind = ChainruleParser.ROWEND;
    } else if (kind == ChainruleParser.COMMA && tokens.depth == 0) {
      kind = isDecimalComma() ? ChainruleParser.UNKNOWN : ChainruleParser.SEPARATOR;
    } else if (symbol.text().equals("==") && tokens.depth == 0) {
      at += 2;
      tokens.add(ChainruleParser.RELATION, at - 2, at, Operators.EQUIVALENT);
      return;
    } else if (kind == ChainruleParser.RELATION && tokens.depth > 0 && brokenTokens >= 0) {
      resume();
      return;
    }
    int start = at;
    at += symbol.text().length();
    tokens.add(kind, start, at, symbol.payload());
  }

  /** Whether the comma stands directly between two numbers, as in {@code 0,20}. */
  private boolean isDecimalComma() {
    int last = tokens.size - 1;
    return last >= 0
        && tokens.kinds[last] == ChainruleParser.NUMBER
        && tokens.ends[last] == at
        && digitAt(at + 1);
  }

  /**
   * A relation cannot stand in brackets, and this one's line began inside them: so a bracket of an
   * earlier line was left open. Scanning goes on at that line's end as if it were closed, so that
   * the error stays where it was made.
   */
  private void resume() {
    tokens.size = brokenTokens;
    tokens.depth = 0;
    at = brokenAt;
    brokenTokens = -1;
  }
}
