package org.chainrule.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chainrule.parse.SpelledLine.Piece;

/**
 * {@code dx = 1*dq}, where dq stands for the gradient of the output by q, as code of a backward
 * pass names it. Only where q depends on x: {@code dq = dx + dy} may be a total differential.
 */
final class SpelledUpstream {
  private final SpelledNames names;

  SpelledUpstream(SpelledNames names) {
    this.names = names;
  }

  /** {@code up q} for each dq behind the first relation. */
  void read(List<Piece> s, int relation) {
    String by = names.has("up") ? "" : by(s, relation);
    if (by.isEmpty()) {
      return;
    }
    for (int i = relation + 1; i < s.size(); i++) {
      String word = s.get(i).text();
      if (SpelledNames.isQuotient(s, i)) {
        i += 2;
      } else if (s.get(i).isWord() && isGradient(word) && dependsOn(word.substring(1), by)) {
        Pieces.replace(s, i, i + 1, "up", " " + word.substring(1));
        i++;
      }
    }
  }

  private boolean isGradient(String word) {
    return word.startsWith("d")
        && !names.used.contains(word)
        && names.formulas.containsKey(word.substring(1));
  }

  /** The name by which the left side takes a gradient; empty if it takes none. */
  private String by(List<Piece> s, int relation) {
    String last = Pieces.text(s, relation - 1);
    String before = Pieces.text(s, relation - 2);
    boolean quotient = relation == 3 && SpelledNames.isQuotient(s, 0);
    String of = quotient ? s.get(0).text().substring(1) : "";
    quotient &= names.formulas.values().stream().noneMatch(uses -> uses.contains(of));
    boolean gradient = relation == 1 && last.startsWith("d") && !names.used.contains(last);
    boolean role = before.equals("grad") || before.equals("up") || before.equals("->");
    String by = role ? last : quotient || gradient ? last.substring(1) : "";
    return names.used.contains(by) ? by : "";
  }

  /** Whether a quantity is computed from a name, on whatever way. */
  private boolean dependsOn(String name, String by) {
    List<String> pending = new ArrayList<>(List.of(name));
    for (int i = 0; i < pending.size(); i++) {
      for (String each : names.formulas.getOrDefault(pending.get(i), Set.of())) {
        if (each.equals(by)) {
          return !name.equals(by);
        }
        if (!pending.contains(each)) {
          pending.add(each);
        }
      }
    }
    return false;
  }
}
