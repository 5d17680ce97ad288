package org.chainrule.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.chainrule.source.SourceText;

/**
 * Whether a text that is being typed wants another line. It is told line by line, for no token goes
 * over the end of one.
 */
public final class Completeness {
  /** The brackets that close those which are open, the innermost first. */
  private final Deque<Integer> closing = new ArrayDeque<>();

  /** Whether a bracket of the statement was closed by the wrong kind, which no line mends. */
  private boolean wrong;

  private int last = ChainruleLexer.NEWLINE;
  private int comment;
  private boolean broken;

  /**
   * Whether a person would go on typing on the next line: a bracket of the last statement is open,
   * or an operator, a relation or an arrow at the end waits for its operand. A bracket closed by
   * the wrong kind is an error that no further line mends, so such a text is not open; nor is one
   * whose operator is followed by an empty line, and never a command, which begins with a colon.
   */
  public static boolean isOpen(String text) {
    if (text.stripLeading().startsWith(":")) {
      return false;
    }
    Completeness completeness = new Completeness();
    boolean first = true;
    for (String line : text.split("\r\n|[\r\n\u2028\u0085]", -1)) {
      if (!first) {
        completeness.lineBreak();
      }
      first = false;
      completeness.add(line);
    }
    return completeness.isOpen();
  }

  /** Whether what was added so far wants another line. */
  public boolean isOpen() {
    return !wrong && (!closing.isEmpty() || waits(last));
  }

  /** Whether a bracket is open, so that a line break is a blank. */
  public boolean isInBrackets() {
    return !closing.isEmpty();
  }

  /** Where the comment of the last line begins; its length if it has none. */
  public int comment() {
    return comment;
  }

  /** Ends a line. */
  public void lineBreak() {
    if (closing.isEmpty()) {
      endStatement();
    } else {
      broken = true;
    }
  }

  private void endStatement() {
    closing.clear();
    wrong = false;
    broken = false;
    last = ChainruleLexer.NEWLINE;
  }

  /** Adds what stands on a line. */
  public void add(String line) {
    comment = line.length();
    for (CommonToken token : TokenFilter.raw(SourceText.of(line))) {
      int type = token.getType();
      if (type == ChainruleLexer.COMMENT) {
        comment = Tokens.start(token);
      } else if ((type == ChainruleLexer.IS || type == ChainruleLexer.ABOUT) && broken) {
        // No relation stands in brackets: they are taken as closed where the line before ended.
        endStatement();
        add(line);
        return;
      } else if (type != Token.EOF) {
        add(type);
      }
    }
  }

  private void add(int type) {
    last = type;
    switch (type) {
      case ChainruleLexer.OPEN -> closing.push(ChainruleLexer.CLOSE);
      case ChainruleLexer.LBRACKET -> closing.push(ChainruleLexer.RBRACKET);
      case ChainruleLexer.CLOSE, ChainruleLexer.RBRACKET ->
          wrong |= closing.isEmpty() || closing.pop() != type;
      case ChainruleLexer.COMMA, ChainruleLexer.SEMICOLON -> {
        if (closing.isEmpty()) {
          endStatement();
        }
      }
      default -> {}
    }
    broken &= !closing.isEmpty();
  }

  private static boolean waits(int type) {
    return switch (type) {
      case ChainruleLexer.PLUS,
          ChainruleLexer.MINUS,
          ChainruleLexer.TIMES,
          ChainruleLexer.DIVIDE,
          ChainruleLexer.MATMUL,
          ChainruleLexer.POWER,
          ChainruleLexer.ROOT,
          ChainruleLexer.LT,
          ChainruleLexer.LE,
          ChainruleLexer.GT,
          ChainruleLexer.GE,
          ChainruleLexer.NE,
          ChainruleLexer.IS,
          ChainruleLexer.EQUIVALENT,
          ChainruleLexer.ABOUT,
          ChainruleLexer.ARROW ->
          true;
      default -> false;
    };
  }
}
