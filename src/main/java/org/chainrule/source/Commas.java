package org.chainrule.source;

import java.util.ArrayList;
import java.util.List;

/** What stands between the commas of a text that are not inside of brackets. */
public final class Commas {
  private Commas() {}

  /** The parts, without blanks around them; empty ones too. */
  public static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }
}
