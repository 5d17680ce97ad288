package org.chainrule.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lines that succeeded, the last first: one more costs the same however many there are. */
final class Lines {
  static final Lines NONE = new Lines("", null);

  private final String last;
  private final Lines before;

  private Lines(String last, Lines before) {
    this.last = last;
    this.before = before;
  }

  Lines with(String line) {
    return new Lines(line, this);
  }

  /** The lines in the order in which they were last typed, each once. */
  List<String> inOrder() {
    Set<String> latest = new LinkedHashSet<>();
    for (Lines each = this; each.before != null; each = each.before) {
      latest.add(each.last);
    }
    List<String> lines = new ArrayList<>(latest);
    Collections.reverse(lines);
    return lines;
  }
}
