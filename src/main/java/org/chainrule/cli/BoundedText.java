package org.chainrule.cli;

import java.io.Writer;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Limit;
import org.chainrule.source.Problem;

/** A text that is refused when it becomes too long, and not when it has taken all the memory. */
final class BoundedText extends Writer {
  private final StringBuilder text = new StringBuilder();
  private final long most;

  BoundedText(long most) {
    this.most = most;
  }

  @Override
  public void write(char[] characters, int from, int count) {
    if (text.length() + (long) count > most) {
      throw Diagnostic.of(Problem.TOO_LONG, "the answer would be", most)
          .help("ask at fewer points, or for less; " + Limit.BYTES.help())
          .asException();
    }
    text.append(characters, from, count);
  }

  @Override
  public void flush() {
    // Everything is where it belongs.
  }

  @Override
  public void close() {
    // There is nothing to close.
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
