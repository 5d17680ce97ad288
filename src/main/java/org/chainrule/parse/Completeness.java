package org.chainrule.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.chainrule.source.SourceText;

/** Whether a text that is being typed wants another line. */
public final class Completeness {
  private Completeness() {}

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
    Tokens tokens = Scanner.scan(SourceText.of(text), Set.of());
    Deque<Integer> closing = new ArrayDeque<>();
    boolean wrong = false;
    int last = ChainruleParser.SEPARATOR;
    for (int i = 0; i < tokens.size - 1; i++) {
      last = tokens.kinds[i];
      if (last == ChainruleParser.SEPARATOR) {
        closing.clear();
        wrong = false;
      } else if (last == ChainruleParser.OPEN) {
        closing.push(ChainruleParser.CLOSE);
      } else if (last == ChainruleParser.LBRACKET) {
        closing.push(ChainruleParser.RBRACKET);
      } else if (last == ChainruleParser.CLOSE || last == ChainruleParser.RBRACKET) {
        wrong |= closing.isEmpty() || closing.pop() != last;
      }
    }
    return !wrong && (!closing.isEmpty() || waits(last));
  }

  private static boolean waits(int kind) {
    return kind == ChainruleParser.SIGN
        || kind == ChainruleParser.INFIX
        || kind == ChainruleParser.ROOT
        || kind == ChainruleParser.RELATION
        || kind == ChainruleParser.ARROW;
  }
}
