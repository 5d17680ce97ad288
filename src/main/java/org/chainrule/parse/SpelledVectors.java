package org.chainrule.parse;

import static org.chainrule.parse.Pieces.replace;

import java.util.List;
import org.chainrule.parse.SpelledLine.Piece;

/** Vectors of homework: {@code [0 4]}, {@code (0, 4)}, {@code np.array([0., 4.])}. */
final class SpelledVectors {
  private SpelledVectors() {}

  /** Rewrites the right side of a claim. */
  static void read(List<Piece> s, int relation) {
    made(s, relation + 1);
    separate(s, relation);
  }

  /** {@code np.array([7., 2.])}, {@code tensor(-4.)}. */
  private static void made(List<Piece> s, int first) {
    int last = s.size() - 1;
    int at = first;
    at += at + 1 < s.size() && s.get(at).isWord() && SpelledNumbers.is(s, at + 1, ".") ? 2 : 0;
    boolean made =
        at < last && s.get(at).text().matches("array|tensor|Tensor|matrix|Matrix|vector");
    if (made && SpelledNumbers.is(s, at + 1, "(") && Pieces.closing(s, at + 1) == last) {
      s.remove(last);
      s.set(at + 2, s.get(at + 2).behind(" "));
      s.subList(first, at + 2).clear();
    }
  }

  /** {@code [0 4]} and {@code (0, 4)} as vectors. */
  private static void separate(List<Piece> s, int relation) {
    boolean square = false;
    for (int i = relation + 1; i + 1 < s.size(); i++) {
      square = s.get(i).is("[") || square && !s.get(i).is("]");
      Piece next = s.get(i + 1);
      if (!square || !s.get(i).isNumber() || next.blank().isEmpty()) {
        continue;
      }
      if (next.isNumber()) {
        String separator = next.blank().indexOf('\n') >= 0 ? ";" : ",";
        replace(s, i, i + 1, s.get(i).text(), separator);
      } else if (next.is("-")
          && i + 2 < s.size()
          && s.get(i + 2).isNumber()
          && s.get(i + 2).blank().isEmpty()) {
        String first = s.get(i).text();
        String second = s.get(i + 2).text();
        throw new AskedBack(
            s.get(i),
            s.get(i + 2),
            "write " + first + ", -" + second + " or " + first + " - " + second);
      }
    }
    int open = relation + 1;
    int last = s.size() - (SpelledNumbers.is(s, s.size() - 1, "'") ? 2 : 1);
    if (!SpelledNumbers.is(s, open, "(") || !SpelledNumbers.is(s, last, ")")) {
      return;
    }
    boolean comma = false;
    for (int i = open + 1; i < last; i++) {
      Piece piece = s.get(i);
      comma |= piece.is(",") || piece.is(";");
      boolean entry =
          piece.isNumber()
              || piece.is(",")
              || piece.is(";")
              || piece.is("-")
              || piece.is("−")
              || piece.is("/");
      if (!entry) {
        return;
      }
    }
    if (comma) {
      replace(s, last, last + 1, "]");
      replace(s, open, open + 1, "[");
    }
  }
}
