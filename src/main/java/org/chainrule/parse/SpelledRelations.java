package org.chainrule.parse;

import java.util.List;
import org.chainrule.parse.SpelledLine.Kind;
import org.chainrule.parse.SpelledLine.Piece;

/** Relations of homework: {@code :}, {@code ->}, {@code is} for =. */
final class SpelledRelations {
  private final SpelledNames names;

  SpelledRelations(SpelledNames names) {
    this.names = names;
  }

  /** {@code :=}, {@code :}, {@code ->}, {@code =>}, {@code ~=}, {@code is} for = and ~. */
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
        case "=>" -> Pieces.replace(statement, i, i + 1, "=");
        case "->", "→" -> {
          boolean edge =
              Pieces.firstRelation(statement) > i
                  || Pieces.text(statement, i - 2).startsWith("down");
          if (quantity && !edge && i + 1 < statement.size()) {
            Pieces.replace(statement, i, i + 1, "=");
          }
        }
        case ":" -> {
          if (!related && quantity) {
            Piece is = statement.get(i);
            statement.set(i, new Piece(Kind.MARK, " ", "=", is.start(), is.end()));
          }
        }
        case "is", "equals" -> {
          if (quantity && !names.has(piece.text()) && Pieces.firstRelation(statement) < 0) {
            Pieces.replace(statement, i, i + 1, "=");
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
