package org.chainrule.session;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What {@code :help} explains beside commands and functions. */
enum Topic {
  LANGUAGE(
      "language",
      """
      x = -2; y = 5            several statements on one line
      f = (x + y)*z            a definition: an equation, so the order does not matter
      s(u) = 1/(1 + exp(-u))   a function; a call is expanded into its gates
      2x, (x+y)z, 2sin(x)      multiplication where it cannot be misread
      -x^2 is -(x^2)           2^3^2 is 2^(3^2), ** is ^, ln is log
      [0.2, 0.4]               a column; [1, 2; 3, 4] a matrix, [1, 2]' a row
      w - 0.1*dE/dw            a derivative is an operand; d2f/dxdy, d/dx (x^2*y)
      w - 0.1*up w             so is a gradient; local dq/dx, down q->x
      W @ x, W', s[3], W[1,2]  matrix product, transpose, entries from 1
      # a comment              an open bracket or a waiting operator goes on to the next line
      """),
  CLAIMS(
      "claims",
      """
      df/dx = -4               a gradient, along all paths
      local dq/dx = 1          the gradient of one gate, its other inputs held
      up q = -4                the gradient that arrives at q
      down q->x = -4           what one edge sends down
      df/dx == z               the same function, not only here
      f ~ 7                    rounded;  f = 45.8 ± 0.2  with a tolerance
      :check q = 3             a value: without :check, q = 3 would define q
      df/dx = ?                tells the number
      """),
  KEYS(
      "keys",
      """
      Tab                      completes names, functions, commands and file names
      Up, Down                 earlier entries
      Ctrl-R                   searches them
      Ctrl-A, Ctrl-E           to the beginning, to the end
      Ctrl-W, Ctrl-K, Ctrl-U   removes a word, the rest, the line
      Ctrl-C                   gives up the entry, or a long computation; the session stays
      Ctrl-D                   leaves
      """),
  FILES(
      "files",
      """
      Earlier entries are kept in $XDG_STATE_HOME/chainrule/history (~/.local/state/chainrule/history); \
      the variable CHAINRULE_HISTORY names another file, or none if it is empty.
      Entries in $XDG_CONFIG_HOME/chainrule/rc (~/.config/chainrule/rc) are carried out first; the variable \
      CHAINRULE_RC names another file, and --no-rc leaves it out.
      :save writes a sheet: the definitions that hold now, the expressions, and the claims that are right. \
      What a sheet cannot say stands in its comments, so that :load brings the same session back.
      """);

  private final String word;
  private final String text;

  Topic(String word, String text) {
    this.word = word;
    this.text = text;
  }

  String text() {
    return text;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(topic -> topic.word).toList();
  }

  static Optional<Topic> named(String word) {
    return Arrays.stream(values()).filter(topic -> topic.word.equals(word)).findFirst();
  }
}
