package org.chainrule.render;

import org.chainrule.source.Problem;

/** What a message means, with an example. */
public final class Explanation {
  private static final int WIDTH = 80;

  private Explanation() {}

  /** The message, an explanation, and a text that leads to it. */
  public static String of(Problem problem) {
    return problem.code()
        + ": "
        + problem.sentence()
        + "\n\n"
        + Wrap.wrap(problem.explanation(), WIDTH, "")
        + "\n\nexample\n  "
        + problem.example().replace("; ", "\n  ")
        + "\n";
  }
}
