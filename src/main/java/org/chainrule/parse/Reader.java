package org.chainrule.parse;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/**
 * What the generated parser is built on: ANTLR's parser without what costs time here. No tree is
 * built and no listener called, for the actions of the grammar tell {@link TreeBuilder} all there
 * is to know; and a token that does not fit ends the statement instead of being repaired, because a
 * guess would spoil the message.
 */
abstract class Reader extends Parser {
  /** Thrown where a token does not fit; carries nothing, for the cursor shows the place. */
  static final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    Misfit() {
      super(null, null, false, false);
    }
  }

  private static final Misfit MISFIT = new Misfit();

  private final Cursor cursor;

  /** Takes what the grammar recognises. */
  TreeBuilder tree;

  Reader(TokenStream tokens) {
    super(tokens);
    cursor = (Cursor) tokens;
    setBuildParseTree(false);
    removeErrorListeners();
    setErrorHandler(new Strictness());
  }

  @Override
  public Token match(int kind) {
    if (cursor.kind() != kind) {
      throw MISFIT;
    }
    if (kind == Token.EOF) {
      matchedEOF = true;
    } else {
      cursor.advance();
    }
    return cursor.current();
  }

  @Override
  public Token consume() {
    cursor.advance();
    return cursor.current();
  }

  @Override
  public void enterRule(ParserRuleContext context, int state, int rule) {
    setState(state);
    _ctx = context;
  }

  @Override
  public void exitRule() {
    setState(_ctx.invokingState);
    _ctx = _ctx.getParent();
  }

  /** No repair: the first token that does not fit is the error. */
  private static final class Strictness extends DefaultErrorStrategy {
    @Override
    public void sync(Parser recognizer) {
      // Every decision reports its own misfit.
    }

    @Override
    public Token recoverInline(Parser recognizer) {
      throw MISFIT;
    }

    @Override
    public void recover(Parser recognizer, RecognitionException e) {
      throw MISFIT;
    }

    @Override
    public void reportError(Parser recognizer, RecognitionException e) {
      // TextParser explains the place in words.
    }
  }
}
