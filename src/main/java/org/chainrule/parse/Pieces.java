package org.chainrule.parse;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.parse.SpelledLine.Kind;
import org.chainrule.parse.SpelledLine.Piece;

/** Looks at the pieces of a line of homework, and changes them. */
final class Pieces {
  private Pieces() {}

  /** Puts texts in the place of the pieces from {@code first} to before {@code end}. */
  static void replace(List<Piece> pieces, int first, int end, String... texts) {
    Piece before = pieces.get(first);
    int last = pieces.get(end - 1).end();
    List<Piece> made = new ArrayList<>();
    for (String text : texts) {
      String bare = text.strip();
      String blank = made.isEmpty() ? before.blank() : text.startsWith(" ") ? " " : "";
      made.add(new Piece(kind(bare), blank, bare, before.start(), last));
    }
    List<Piece> old = pieces.subList(first, end);
    old.clear();
    old.addAll(made);
  }

  private static Kind kind(String text) {
    char c = text.charAt(0);
    return Letters.starts(c)
        ? Kind.WORD
        : SpelledLine.isDigit(c) || c == '.' ? Kind.NUMBER : Kind.MARK;
  }

  /** The text that pieces make, as they stand. */
  static String text(List<Piece> pieces) {
    StringBuilder out = new StringBuilder();
    pieces.forEach(piece -> out.append(piece.blank()).append(piece.text()));
    return out.toString();
  }

  static String text(List<Piece> pieces, int index) {
    return index >= 0 && index < pieces.size() ? pieces.get(index).text() : "";
  }

  /** Whether an arrow is that of {@code down q->x}: q may be a name or a bracket. */
  static boolean isEdge(List<Piece> pieces, int arrow) {
    int i = arrow - 1;
    int depth = 0;
    for (; i >= 0; i--) {
      depth -= step(pieces.get(i));
      if (depth == 0) {
        break;
      }
    }
    return text(pieces, i - 1).equals("down");
  }

  static boolean isRelation(Piece piece) {
    return switch (piece.text()) {
      case "=", "==", "===", "~", "≈", "~=", "=~", ":=" -> true;
      default -> false;
    };
  }

  static boolean isArrow(Piece piece) {
    return piece.is("->") || piece.is("=>") || piece.is("→") || piece.is("-->") || piece.is("==>");
  }

  static int firstRelation(List<Piece> statement) {
    int depth = 0;
    for (int i = 0; i < statement.size(); i++) {
      depth = Math.max(0, depth + step(statement.get(i)));
      if (depth == 0 && isRelation(statement.get(i))) {
        return i;
      }
    }
    return -1;
  }

  static int step(Piece piece) {
    return switch (piece.text()) {
      case "(", "[" -> 1;
      case ")", "]" -> -1;
      default -> 0;
    };
  }

  /** The bracket that closes the one at {@code open}; -1 if none does, or none near. */
  static int closing(List<Piece> pieces, int open) {
    int depth = 0;
    for (int i = open; i < Math.min(pieces.size(), open + Spellings.LONGEST); i++) {
      depth += step(pieces.get(i));
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** Cuts a line at its commas and semicolons; each statement begins with the one before it. */
  static List<List<Piece>> split(List<Piece> pieces) {
    List<List<Piece>> statements = new ArrayList<>();
    List<Piece> statement = new ArrayList<>();
    int depth = 0;
    for (Piece piece : pieces) {
      depth = Math.max(0, depth + step(piece));
      if (depth == 0 && (piece.is(",") || piece.is(";"))) {
        statements.add(statement);
        statement = new ArrayList<>();
      }
      statement.add(piece);
    }
    statements.add(statement);
    return statements;
  }
}
