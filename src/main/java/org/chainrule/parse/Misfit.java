package org.chainrule.parse;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;

/** Thrown at the first token that does not fit; {@link SyntaxErrors} puts it into words. */
final class Misfit extends RuntimeException {
  private static final long serialVersionUID = 1;

  final transient Token token;

  Misfit(Token token) {
    super(null, null, false, false);
    this.token = token;
  }

  /** No repair: a guess would spoil the message. */
  static final class Strategy extends DefaultErrorStrategy {
    @Override
    public void sync(Parser parser) {
      // Every decision reports its own misfit.
    }

    @Override
    public Token recoverInline(Parser parser) {
      throw misfit(parser, parser.getCurrentToken());
    }

    @Override
    public void recover(Parser parser, RecognitionException e) {
      throw misfit(parser, e.getOffendingToken());
    }

    @Override
    public void reportError(Parser parser, RecognitionException e) {
      // TextParser explains the place.
    }

    /** The rules that are left because of it have nothing to tell. */
    private static Misfit misfit(Parser parser, Token token) {
      parser.removeParseListeners();
      return new Misfit(token);
    }
  }
}
