package org.chainrule.parse;

import java.util.List;
import org.chainrule.parse.SpelledLine.Kind;
import org.chainrule.parse.SpelledLine.Piece;

/** Relations of homework: {@code :=}, {@code :}, {@code ->} for =. */
final class SpelledRelations {
  private final SpelledNames names;

  SpelledRelations(SpelledNames names) {
    this.names = names;
  }

  /** {@code :=}, {@code :}, {@code ->}, {@code =>}, {@code ~=} for = and ~. */
  void read(List<Piece> statement) {
    boolean related = false;
    boolean quantity = false;
    int depth = 0;
    for (int i = 0; i < statement.size(); i++) {
      Piece piece = statement.get(i);
      depth = Math.max(0, depth + Pieces.step(piece));
      if (depth > 0) {
        quantity |= names.isQuantity(piece.text());
        continue;
      }
      switch (piece.text()) {
        case ":=" -> Pieces.replace(statement, i, i + 1, "=");
        case "~=", "=~" -> Pieces.replace(statement, i, i + 1, "~");
        case "=>", "==>" -> Pieces.replace(statement, i, i + 1, "=");
        case "===" -> Pieces.replace(statement, i, i + 1, "=");
        case "-->" -> {
          if (quantity) {
            Pieces.replace(statement, i, i + 1, "=");
          }
        }
        case "~", "≈" -> {
          if (i > 0 && statement.get(i - 1).is("=")) { // = ≈ -4
            Pieces.replace(statement, i - 1, i + 1, "~");
            i--;
          }
        }
        case "->", "→" -> {
          boolean edge = Pieces.firstRelation(statement) > i || Pieces.isEdge(statement, i);
          if (quantity && !edge && i + 1 < statement.size()) {
            Pieces.replace(statement, i, i + 1, "=");
          }
        }
        case ":" -> {
          if (i + 1 < statement.size() && Pieces.isRelation(statement.get(i + 1))) {
            statement.remove(i);
          } else if (!related && quantity) {
            Piece is = statement.get(i);
            statement.set(i, new Piece(Kind.MARK, " ", "=", is.start(), is.end()));
          }
        }
        default -> {}
      }
      related |= Pieces.isRelation(statement.get(i));
      quantity |= piece.isWord() && names.isQuantity(piece.text());
      quantity |= SpelledNames.isQuotient(statement, i) || piece.is("∇");
    }
  }
}
