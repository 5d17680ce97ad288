package org.chainrule.parse;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chainrule.parse.SpelledLine.Piece;

/**
 * Relations and operators of homework in words: {@code is equal to}, {@code gives}, {@code times}.
 */
final class SpelledPhrases {
  /** What stands for = between a quantity and its value, the longer ones first. */
  private static final List<String[]> EQUAL =
      phrases(
          "is exactly equal to",
          "is then equal to",
          "is equal to",
          "has the value",
          "has value",
          "is given by",
          "comes out as",
          "comes out to",
          "works out to",
          "works out as",
          "turns out to be",
          "ends up as",
          "which is equal to",
          "which comes to",
          "which simplifies to",
          "which is",
          "which equals",
          "which gives",
          "which yields",
          "which makes",
          "that is",
          "i . e .",
          "i . e",
          "ie",
          "is exactly",
          "is simply",
          "is just",
          "is then",
          "is now",
          "is also",
          "is thus",
          "is therefore",
          "is hence",
          "equals to",
          "equal to",
          "evaluates to",
          "amounts to",
          "reduces to",
          "simplifies to",
          "comes to",
          "must be",
          "should be",
          "will be",
          "would be",
          "equals",
          "equal",
          "gives",
          "give",
          "giving",
          "yields",
          "yielding",
          "becomes",
          "makes",
          "is",
          "are");

  /** What stands for ~ there. */
  private static final List<String[]> ABOUT =
      phrases(
          "is approximately equal to",
          "approximately equal to",
          "is approximately",
          "is approx .",
          "is approx",
          "is about",
          "is roughly",
          "is around",
          "is circa",
          "approximately",
          "approx .",
          "approx",
          "about",
          "roughly",
          "around",
          "circa",
          "ca .",
          "ca");

  /** What stands for = before a number that ends a chain. */
  private static final List<String[]> SO =
      phrases(
          "so it is",
          "so that is",
          "so we get",
          "so we have",
          "so it equals",
          "and that is",
          "and this is",
          "which we get as",
          "so",
          "thus",
          "hence",
          "therefore");

  private static final Map<String, String> OPERATORS =
      Map.of("times", "*", "plus", "+", "minus", "-", "over", "/");
  private static final Set<String> NEGATIVE = Set.of("minus", "negative", "neg");

  private final SpelledNames names;

  SpelledPhrases(SpelledNames names) {
    this.names = names;
  }

  private static List<String[]> phrases(String... phrases) {
    return Arrays.stream(phrases).map(phrase -> phrase.split(" ")).toList();
  }

  /** Rewrites a line. */
  void read(List<Piece> line) {
    boolean related = false;
    boolean quantity = false;
    int depth = 0;
    for (int i = 0; i < line.size(); i++) {
      Piece piece = line.get(i);
      if (piece.is("•") && i > 0 && isOperand(line.get(i - 1))) {
        Pieces.replace(line, i, i + 1, "*");
      } else if (related
          && depth == 0
          && Pieces.isArrow(piece)
          && isClaim(line, i + 1)
          && !Pieces.isEdge(line, i)) {
        Pieces.replace(line, i, i + 1, ";");
        piece = line.get(i);
      } else if (piece.isWord() && !names.has(piece.text())) {
        operator(line, i);
        if (depth == 0) {
          relation(line, i, quantity, related);
        }
        piece = line.get(i);
      }
      depth = Math.max(0, depth + Pieces.step(piece));
      boolean ends = depth == 0 && (piece.is(";") || piece.is(",") && !chains(line, i + 1));
      quantity = !ends && (quantity || isQuantity(line, i));
      related = !ends && (related || depth == 0 && (Pieces.isRelation(piece) || piece.is(":")));
    }
  }

  /** Whether another claim begins there: df/dy = 3, f = -12. */
  private boolean isClaim(List<Piece> line, int i) {
    int end = SpelledNames.isQuotient(line, i) ? i + 3 : i + 1;
    boolean quantity = i < line.size() && line.get(i).isWord() && isQuantity(line, i);
    return quantity
        && end < line.size()
        && (Pieces.isRelation(line.get(end)) || line.get(end).is(":"));
  }

  private boolean isQuantity(List<Piece> line, int i) {
    Piece piece = line.get(i);
    return piece.isWord() && names.isQuantity(piece.text())
        || SpelledNames.isQuotient(line, i)
        || piece.is("∇");
  }

  /** Whether a phrase that goes on a chain stands behind a comma. */
  private boolean chains(List<Piece> line, int i) {
    return chained(line, i, EQUAL) > 0 || chained(line, i, SO) > 0 || chained(line, i, ABOUT) > 0;
  }

  private int chained(List<Piece> line, int i, List<String[]> phrases) {
    int end = i < line.size() && !names.has(line.get(i).text()) ? end(line, i, phrases) : 0;
    return end > 0 && endsWithNumber(line, end) ? end : 0;
  }

  private void relation(List<Piece> line, int i, boolean quantity, boolean related) {
    boolean behind = i > 0 && Pieces.isRelation(line.get(i - 1)); // = approx. -4
    boolean comma = i > 0 && line.get(i - 1).is(",");
    int about = end(line, i, ABOUT);
    if (about > 0 && startsValue(line, about) && (behind || quantity)) {
      Pieces.replace(line, behind || comma ? i - 1 : i, about, "~");
      return;
    }
    int equal = end(line, i, EQUAL);
    boolean first = quantity && !related && startsValue(line, equal);
    boolean next = quantity && related && chained(line, i, EQUAL) > 0;
    if (equal > 0 && !behind && (first && !comma || next)) {
      Pieces.replace(line, comma ? i - 1 : i, equal, "=");
      spread(line, comma ? i - 1 : i);
      return;
    }
    int so = quantity && related && !behind ? chained(line, i, SO) : 0;
    if (so > 0) {
      Pieces.replace(line, comma ? i - 1 : i, so, "=");
      spread(line, comma ? i - 1 : i);
    }
  }

  private static void spread(List<Piece> line, int relation) {
    line.set(relation, line.get(relation).behind(" "));
  }

  /** Behind the phrase that stands at i; 0 if none does. */
  private static int end(List<Piece> line, int i, List<String[]> phrases) {
    for (String[] phrase : phrases) {
      int k = 0;
      while (k < phrase.length
          && i + k < line.size()
          && line.get(i + k).text().toLowerCase(Locale.ROOT).equals(phrase[k])) {
        k++;
      }
      if (k == phrase.length) {
        return i + k;
      }
    }
    return 0;
  }

  /** Whether a number, a bracket or something known begins there. */
  private boolean startsValue(List<Piece> line, int i) {
    if (i <= 0 || i >= line.size()) {
      return false;
    }
    Piece piece = line.get(i);
    return piece.isNumber()
        || "-−+([√".contains(piece.text())
        || piece.isWord() && (names.isTaken(piece.text()) || isQuantity(line, i))
        || NEGATIVE.contains(piece.text()) && i + 1 < line.size() && line.get(i + 1).isNumber();
  }

  /** Whether a number stands there that ends the line or the statement. */
  private static boolean endsWithNumber(List<Piece> line, int i) {
    int at = i;
    while (at < line.size() && (line.get(at).isNumber() || "-−+/%".contains(line.get(at).text()))) {
      at++;
    }
    boolean number = at > i && (line.get(at - 1).isNumber() || line.get(at - 1).is("%"));
    return number && (at == line.size() || ",;.!(".contains(line.get(at).text()));
  }

  /** {@code z times 1}, {@code minus 4}. */
  private void operator(List<Piece> line, int i) {
    String word = line.get(i).text();
    boolean before = i > 0 && isOperand(line.get(i - 1));
    if (before && OPERATORS.containsKey(word) && startsValue(line, i + 1)) {
      Pieces.replace(line, i, i + 1, OPERATORS.get(word));
    } else if (before
        && word.equals("divided")
        && i + 1 < line.size()
        && line.get(i + 1).is("by")
        && startsValue(line, i + 2)) {
      Pieces.replace(line, i, i + 2, "/");
    } else if (!before
        && NEGATIVE.contains(word)
        && i + 1 < line.size()
        && line.get(i + 1).isNumber()) {
      Piece number = line.get(i + 1);
      line.set(i + 1, number.behind(""));
      Pieces.replace(line, i, i + 1, "-");
    }
  }

  private boolean isOperand(Piece piece) {
    return piece.isNumber()
        || piece.is(")")
        || piece.is("]")
        || piece.is("'")
        || piece.isWord() && (names.isTaken(piece.text()) || names.isQuantity(piece.text()));
  }
}
