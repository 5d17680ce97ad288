package org.chainrule.parse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.parse.SpelledLine.Piece;

/** Entries of matrices as homework names them: {@code dL/dw21} and {@code W_{21}} for W[2,1]. */
final class SpelledEntries {
  private static final Pattern ENTRY = Pattern.compile("(.+?)_?([1-9]),?([1-9])?");

  private final SpelledNames names;

  SpelledEntries(SpelledNames names) {
    this.names = names;
  }

  void read(List<Piece> s) {
    for (int i = 0; i < s.size() && !names.shapes.isEmpty(); i++) {
      String word = Letters.normalized(s.get(i).text());
      if (!s.get(i).isWord() || names.used.contains(word) || Pieces.text(s, i + 1).equals("(")) {
        continue;
      }
      boolean below = i > 0 && s.get(i - 1).is("/") && word.startsWith("d");
      if (below && i > 1 && s.get(i - 2).text().matches("d[2-9].*")) {
        continue; // d2f/dx2
      }
      boolean total = i == 0 && word.startsWith("d") && s.size() > 1;
      Optional<String[]> entry = entry(below || total ? word.substring(1) : word);
      if (entry.isPresent()) {
        String[] texts = entry.get();
        texts[0] = (below || total ? "d" : "") + texts[0];
        Pieces.replace(s, i, i + 1, texts);
      }
    }
  }

  /** The pieces of {@code W[2,1]}, where a name spells an entry of one known matrix. */
  private Optional<String[]> entry(String name) {
    if (SpelledNames.isFunction(name)) {
      return Optional.empty();
    }
    Matcher entry = ENTRY.matcher(name);
    if (names.named(name, false).isPresent() || !entry.matches()) {
      return Optional.empty();
    }
    Optional<String> base = base(entry.group(1));
    int[] shape = base.map(names.shapes::get).orElse(new int[] {0, 0});
    int first = entry.group(2).charAt(0) - '0';
    boolean vector = shape[0] == 1 || shape[1] == 1;
    if (entry.group(3) == null) {
      boolean fits = vector && first <= Math.max(shape[0], shape[1]);
      return fits
          ? Optional.of(new String[] {base.get(), "[", entry.group(2), "]"})
          : Optional.empty();
    }
    int second = entry.group(3).charAt(0) - '0';
    return !vector && first <= shape[0] && second <= shape[1]
        ? Optional.of(new String[] {base.get(), "[", entry.group(2), ",", entry.group(3), "]"})
        : Optional.empty();
  }

  private Optional<String> base(String spelled) {
    if (names.shapes.containsKey(spelled)) {
      return Optional.of(spelled);
    }
    List<String> fits =
        names.shapes.entrySet().stream()
            .map(Map.Entry::getKey)
            .filter(name -> name.equalsIgnoreCase(spelled))
            .toList();
    boolean other = names.used.stream().anyMatch(name -> name.equals(spelled));
    return fits.size() == 1 && !other ? Optional.of(fits.get(0)) : Optional.empty();
  }
}
