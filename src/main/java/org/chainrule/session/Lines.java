package org.chainrule.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lines that succeeded, the last first: one more costs the same however many there are. */
final class Lines {
  static final Lines NONE = new Lines(new Line("", false), null);

  /**
   * A line.
   *
   * @param text as it was typed, without comments
   * @param isClaim whether it was judged; else it is an expression
   */
  record Line(String text, boolean isClaim) {}

  private final Line last;
  private final Lines before;

  private Lines(Line last, Lines before) {
    this.last = last;
    this.before = before;
  }

  Lines with(Line line) {
    return new Lines(line, this);
  }

  /** The lines in the order in which they were last typed, each once. */
  List<Line> inOrder() {
    Set<Line> latest = new LinkedHashSet<>();
    for (Lines each = this; each.before != null; each = each.before) {
      latest.add(each.last);
    }
    List<Line> lines = new ArrayList<>(latest);
    Collections.reverse(lines);
    return lines;
  }
}
