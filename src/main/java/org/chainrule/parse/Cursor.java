package org.chainrule.parse;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A place in the tokens of a text, as ANTLR wants to see it. One token object stands for whatever
 * token the cursor is at, so that reading allocates none.
 */
final class Cursor implements TokenStream {
  private final Tokens tokens;
  private final Current current = new Current();
  private int index;
  private int kind;

  Cursor(Tokens tokens) {
    this.tokens = tokens;
    present(tokens.kinds[0], true);
  }

  /** Kind of the token at the cursor. */
  int kind() {
    return kind;
  }

  /** Number of the token at the cursor; an implied multiplication has that of what follows it. */
  @Override
  public int index() {
    return index;
  }

  Token current() {
    return current;
  }

  void advance() {
    if (kind == ChainruleParser.IMPLIED) {
      present(tokens.kinds[index], false);
      return;
    }
    int before = kind;
    int next = tokens.kinds[++index];
    if (endsOperand(before) && startsFactor(next)) {
      kind = ChainruleParser.IMPLIED;
    } else {
      present(next, before == ChainruleParser.SEPARATOR);
    }
  }

  /** Goes to the separator, or the end of the text, that closes the statement at the cursor. */
  void skipStatement() {
    while (tokens.kinds[index] != ChainruleParser.SEPARATOR
        && tokens.kinds[index] != ChainruleParser.EOF) {
      index++;
    }
    kind = tokens.kinds[index];
  }

  private void present(int next, boolean first) {
    if (next == ChainruleParser.NAME) {
      int symbol = tokens.payloads[index];
      if (tokens.symbols.isFunction(symbol)) {
        kind = ChainruleParser.FUNCTION;
        return;
      }
      if (first && tokens.symbols.isKeyword(symbol) && startsFactor(tokens.kinds[index + 1])) {
        kind = ChainruleParser.KEYWORD;
        return;
      }
    }
    kind = next;
  }

  private static boolean endsOperand(int kind) {
    return kind == ChainruleParser.NAME
        || kind == ChainruleParser.NUMBER
        || kind == ChainruleParser.CLOSE
        || kind == ChainruleParser.RBRACKET
        || kind == ChainruleParser.QUOTE
        || kind == ChainruleParser.SUPERSCRIPT;
  }

  private static boolean startsFactor(int kind) {
    return kind == ChainruleParser.NAME
        || kind == ChainruleParser.OPEN
        || kind == ChainruleParser.ROOT;
  }

  @Override
  public int LA(int distance) {
    if (distance == 1) {
      return kind;
    }
    throw new IllegalStateException("every decision looks at one token");
  }

  @Override
  public Token LT(int distance) {
    return current;
  }

  @Override
  public Token get(int i) {
    return current;
  }

  @Override
  public void consume() {
    advance();
  }

  @Override
  public int mark() {
    return 0;
  }

  @Override
  public void release(int marker) {
    // Nothing is buffered, so there is nothing to let go.
  }

  @Override
  public void seek(int i) {
    throw new IllegalStateException("every decision looks at one token");
  }

  @Override
  public int size() {
    return tokens.size;
  }

  @Override
  public String getSourceName() {
    return tokens.source.name();
  }

  @Override
  public TokenSource getTokenSource() {
    throw new IllegalStateException("tokens are scanned before they are parsed");
  }

  @Override
  public String getText(Interval interval) {
    return "";
  }

  @Override
  public String getText() {
    return "";
  }

  @Override
  public String getText(RuleContext context) {
    return "";
  }

  @Override
  public String getText(Token start, Token stop) {
    return "";
  }

  /** Whatever token the cursor is at. */
  private final class Current implements Token {
    @Override
    public int getType() {
      return kind;
    }

    @Override
    public String getText() {
      return tokens.text(index);
    }

    @Override
    public int getLine() {
      return tokens.span(index).line();
    }

    @Override
    public int getCharPositionInLine() {
      return tokens.span(index).column() - 1;
    }

    @Override
    public int getChannel() {
      return DEFAULT_CHANNEL;
    }

    @Override
    public int getTokenIndex() {
      return index;
    }

    @Override
    public int getStartIndex() {
      return tokens.starts[index];
    }

    @Override
    public int getStopIndex() {
      return tokens.ends[index] - 1;
    }

    @Override
    public TokenSource getTokenSource() {
      return null;
    }

    @Override
    public CharStream getInputStream() {
      return null;
    }
  }
}
