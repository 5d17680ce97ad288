package org.chainrule.parse;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chainrule.parse.SpelledLine.Kind;
import org.chainrule.parse.SpelledLine.Piece;

/** Words around a claim of homework: {@code so}, {@code we get}, {@code (since z = -4)}. */
final class SpelledWords {
  /** Words that may stand before a claim, where the sheet has no such name. */
  private static final Set<String> BEFORE =
      Set.of(
          "so therefore thus hence then now and also finally since because where with given let we get"
              .split(" "));

  private static final Set<String> MORE_BEFORE =
      Set.of(
          ("have obtain find i answer answers ans solution sol result gives give which this that it is"
                  + " follows implies means yields from by using the chain rule at for note first next"
                  + " step part task forward backward pass as")
              .split(" "));

  /** Words with which the reason behind a claim begins. */
  private static final Set<String> REASONS =
      Set.of(
          "because",
          "since",
          "as",
          "by",
          "using",
          "from",
          "due",
          "which",
          "rounded",
          "approximately");

  /** Words behind a claim with which another one begins. */
  private static final Set<String> NEXT =
      Set.of("so", "therefore", "thus", "hence", "then", "and", "we", "at", "where", "with");

  private final SpelledNames names;

  SpelledWords(SpelledNames names) {
    this.names = names;
  }

  private boolean isWordBefore(Piece piece) {
    String word = piece.text().toLowerCase(Locale.ROOT);
    return piece.isWord()
        && (BEFORE.contains(word) || MORE_BEFORE.contains(word))
        && !names.has(piece.text());
  }

  /** {@code so}, {@code we get}, {@code Answer:} before a claim. */
  void dropBefore(List<Piece> statement) {
    int end = 0;
    while (end < statement.size()
        && (isWordBefore(statement.get(end))
            || statement.get(end).is("=>")
            || end > 0 && (statement.get(end).is(":") || statement.get(end).is(".")))) {
      end++;
    }
    boolean call =
        end < statement.size()
            && end > 0
            && statement.get(end).is("(")
            && statement.get(end).blank().isEmpty();
    boolean equated =
        end < statement.size()
            && (Pieces.isRelation(statement.get(end))
                || "*/^)".contains(statement.get(end).text()));
    if (end > 0 && !call && !equated) {
      statement.subList(0, end).clear();
    }
    int colon = 0;
    while (colon < statement.size() && !statement.get(colon).is(":")) {
      colon++;
    }
    boolean label = colon > 0 && colon < statement.size() - 1;
    for (int i = 0; i < colon && label; i++) {
      Piece piece = statement.get(i);
      boolean other = colon == 1 && names.used.contains(piece.text()); // q: x + y = 3
      label =
          !Pieces.isRelation(piece) && !piece.is("/") && (other || !names.isQuantity(piece.text()));
    }
    label &=
        statement.stream().anyMatch(Pieces::isRelation)
            || label && colon + 2 < statement.size() && statement.get(colon + 2).is("/");
    if (label) {
      statement.subList(0, colon + 1).clear();
    }
  }

  /** Whether a reason or remark begins at a word behind an operand. */
  static boolean isReason(List<Piece> pieces, int i) {
    Piece piece = pieces.get(i);
    if (!piece.isWord() || piece.blank().isEmpty() || i == 0) {
      return false;
    }
    Piece before = pieces.get(i - 1);
    boolean operand =
        before.isNumber()
            || before.isWord()
            || before.is(")")
            || before.is("]")
            || before.is(",")
            || before.is("'")
            || before.is("%")
            || before.is("...");
    return operand && REASONS.contains(piece.text());
  }

  /** Whether a reason, a remark or another claim begins at a word behind an operand. */
  static boolean endsClaim(List<Piece> pieces, int i) {
    Piece piece = pieces.get(i);
    boolean next =
        i > 0
            && NEXT.contains(piece.text())
            && !piece.blank().isEmpty()
            && !"+-*/^(".contains(pieces.get(i - 1).text());
    return next || isReason(pieces, i);
  }

  /**
   * Cuts off {@code because ...} and {@code (since ...)}; makes two of {@code q = 3 so f = -12}.
   */
  void cutReason(List<Piece> line) {
    boolean related = false;
    int depth = 0;
    for (int i = 0; i < line.size(); i++) {
      Piece piece = line.get(i);
      related |= depth == 0 && (Pieces.isRelation(piece) || Pieces.isArrow(piece) || piece.is(":"));
      boolean remark =
          related && depth == 0 && piece.is("(") && !piece.blank().isEmpty() && isRemark(line, i);
      depth = Math.max(0, depth + Pieces.step(piece));
      if (remark) {
        int end = Pieces.closing(line, i);
        line.subList(i, end + 1).clear();
        depth = 0;
        i--;
      } else if (related && depth == 0 && !names.has(piece.text()) && isReason(line, i)) {
        int from = line.get(i - 1).is(",") ? i - 1 : i;
        line.subList(from, line.size()).clear();
      } else if (related
          && depth == 0
          && i > 0
          && piece.isWord()
          && NEXT.contains(piece.text())
          && !names.has(piece.text())
          && !piece.blank().isEmpty()
          && !line.get(i - 1).is(",")
          && !line.get(i - 1).is(";")
          && line.subList(i, line.size()).stream().anyMatch(Pieces::isRelation)) {
        Pieces.replace(line, i, i + 1, ";");
        Piece separator = line.get(i);
        line.set(i, new Piece(Kind.MARK, "", ";", separator.start(), separator.end()));
        related = false;
      }
    }
  }

  /** Whether brackets behind a claim hold words: (since z = -4), (chain rule). */
  private boolean isRemark(List<Piece> line, int open) {
    int end = Pieces.closing(line, open);
    Piece before = open > 0 ? line.get(open - 1) : null;
    if (before == null || end < 0 || Pieces.isRelation(before)) {
      return false;
    }
    String first = line.get(open + 1).text().toLowerCase(Locale.ROOT);
    if (REASONS.contains(first) && !names.has(line.get(open + 1).text())) {
      return true;
    }
    int words = 0;
    for (int i = open + 1; i < end; i++) {
      String word = line.get(i).text();
      if (!line.get(i).isWord()) {
        return false;
      }
      words += names.isTaken(word) || word.length() < 2 ? 0 : 1;
    }
    return words > 0 && (before.isNumber() || before.is("]"));
  }
}
