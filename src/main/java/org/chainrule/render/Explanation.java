package org.chainrule.render;

import org.chainrule.source.Problem;

/** What a message means, with an example. */
public final class Explanation {
  /** Longer lines are hard to read. */
  private static final int WIDTH = 80;

  private Explanation() {}

  /** The message, an explanation, and a text that leads to it. */
  public static String of(Problem problem) {
    return of(problem, WIDTH);
  }

  /** The same, for a page of so many columns. */
  public static String of(Problem problem, int page) {
    int width = Math.min(page, WIDTH);
    return Wrap.wrap(problem.code() + ": " + problem.sentence(), width, "  ")
        + "\n\n"
        + Wrap.wrap(problem.explanation(), width, "")
        + "\n\nexample\n  "
        + lines(problem.example())
        + "\n";
  }

  /** Statements one below the other; a semicolon inside brackets ends the row of a matrix. */
  private static String lines(String example) {
    StringBuilder out = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < example.length(); i++) {
      char c = example.charAt(i);
      depth += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
      boolean ends = depth <= 0 && example.startsWith("; ", i);
      out.append(ends ? "\n  " : String.valueOf(c));
      i += ends ? 1 : 0;
    }
    return out.toString();
  }
}
