package org.chainrule.parse;

import java.util.List;
import org.chainrule.parse.SpelledLine.Piece;

/** {@code x^T} and {@code W.T} for x' and W' in a sheet of homework that calls nothing T. */
final class SpelledTransposes {
  private SpelledTransposes() {}

  static void read(List<SpelledLines.Whole> lines) {
    boolean some = false;
    for (SpelledLines.Whole line : lines) {
      for (int i = 0; i < line.pieces().size(); i++) {
        boolean t = line.pieces().get(i).is("T");
        if (line.pieces().get(i).text().matches("[d∂]T")) {
          return; // a name by which the sheet differentiates
        }
        boolean transposes = t && isTranspose(line.pieces(), i);
        if (t && !transposes) {
          return; // a name
        }
        some |= transposes;
      }
    }
    for (SpelledLines.Whole line : some ? lines : List.<SpelledLines.Whole>of()) {
      for (int i = 1; line.readable() && i < line.pieces().size(); i++) {
        if (line.pieces().get(i).is("T")) {
          Pieces.replace(line.pieces(), i - 1, i + 1, "'");
          Piece quote = line.pieces().get(i - 1);
          line.pieces().set(i - 1, quote.behind(""));
        }
      }
    }
  }

  private static boolean isTranspose(List<Piece> line, int t) {
    if (t < 2 || !line.get(t).blank().isEmpty()) {
      return false;
    }
    Piece before = line.get(t - 2);
    boolean attribute = line.get(t - 1).is(".") && before.isWord();
    return line.get(t - 1).is("^") || attribute;
  }
}
