package org.chainrule.parse;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.chainrule.parse.SpelledLine.Kind;
import org.chainrule.parse.SpelledLine.Piece;

/**
 * What stands behind a claim of homework: {@code because z = -4}, {@code (chain rule)}, {@code to 2
 * s.f.}
 */
final class SpelledRemarks {
  /** Words with which the reason behind a claim begins. */
  private static final Set<String> REASONS =
      Set.of(
          ("because since as by using from due which rounded approximately see via after follows note"
                  + " cf")
              .split(" "));

  /** Words behind a claim that say nothing. */
  private static final Set<String> BEHIND =
      Set.of(
          ("exactly exact approx approximately roughly again too also done ok okay qed right correct"
                  + " final finally only rounded i think guess believe hope expected required before"
                  + " above well as")
              .split(" "));

  /** Words with which a remark behind a dash begins. */
  private static final Set<String> REMARKS =
      Set.of(
          "chain",
          "upstream",
          "product",
          "quotient",
          "sum",
          "power",
          "add",
          "multiply",
          "local",
          "copy",
          "see",
          "from");

  /** How exact a number is said to be. */
  private static final Pattern DIGITS =
      Pattern.compile(
          "(\\( *|(correct |rounded |accurate )*to )(correct to |rounded to |to )?"
              + "([0-9]+|one|two|three|four|five|six) *(s\\.? ?f\\.?|sig\\.? ?figs?\\.?"
              + "|significant (figures?|digits?)|d\\.? ?p\\.?|decimals?|decimal (places?|digits?)"
              + "|digits?|places?)[. ]*\\)?");

  /** Words behind a claim with which another one begins. */
  private static final Set<String> NEXT =
      Set.of(
          "so",
          "therefore",
          "thus",
          "hence",
          "then",
          "and",
          "we",
          "at",
          "when",
          "where",
          "with",
          "&");

  private final SpelledNames names;

  SpelledRemarks(SpelledNames names) {
    this.names = names;
  }

  /** {@code exactly}, {@code I think}, {@code to 2 s.f.} behind a claim. */
  void dropBehind(List<Piece> statement) {
    int relation = 0;
    while (relation < statement.size()
        && !Pieces.isRelation(statement.get(relation))
        && !Pieces.isArrow(statement.get(relation))
        && !statement.get(relation).is(":")) {
      relation++;
    }
    if (relation < 1 || relation == statement.size()) {
      return;
    }
    for (int i = relation + 2; i < statement.size(); i++) {
      Piece piece = statement.get(i);
      boolean begins =
          piece.is("(") || Set.of("to", "correct", "rounded").contains(SpelledWords.lower(piece));
      if (begins && !names.has(piece.text()) && isDigits(statement.subList(i, statement.size()))) {
        statement.subList(i, statement.size()).clear();
        break;
      }
    }
    int end = statement.size();
    while (end > relation + 2
        && (BEHIND.contains(SpelledWords.lower(statement.get(end - 1)))
                && isSaid(statement, end - 1)
            || statement.get(end - 1).is("."))) {
      end--;
    }
    boolean operand = end > relation + 1 && !"+-*/^(".contains(statement.get(end - 1).text());
    boolean words = statement.subList(end, statement.size()).stream().anyMatch(Piece::isWord);
    if (operand && words) {
      statement.subList(end, statement.size()).clear();
    }
    int size = statement.size();
    boolean unsure =
        size > 4
            && statement.get(size - 1).is(")")
            && statement.get(size - 2).is("?")
            && statement.get(size - 3).is("(");
    if (unsure) {
      statement.subList(size - 3, size).clear();
    }
  }

  private boolean isSaid(List<Piece> s, int i) {
    return s.get(i).isWord() && !names.has(s.get(i).text()) && !s.get(i).blank().isEmpty();
  }

  private static boolean isDigits(List<Piece> pieces) {
    String text = pieces.size() > 12 ? "" : Pieces.text(pieces).strip().toLowerCase(Locale.ROOT);
    return DIGITS.matcher(text.replaceAll("\\s+", " ")).matches();
  }

  /** Asks back whether {@code -4 (z)} is a product or a remark. */
  void askRemark(List<Piece> s, int relation) {
    int last = s.size() - 1;
    int open = relation + 1;
    boolean named = false; // before the brackets, where a product is meant
    while (open < last && !(s.get(open).is("(") && Pieces.closing(s, open) == last)) {
      named = !Pieces.isRelation(s.get(open)) && (named || s.get(open).isWord());
      open++;
    }
    boolean remark =
        open < last
            && !named
            && !Pieces.isRelation(s.get(open - 1))
            && !"+-−*·×/÷^@".contains(s.get(open - 1).text())
            && !s.get(open).blank().isEmpty()
            && s.subList(open, last).stream().anyMatch(Piece::isWord);
    if (remark) {
      String number = s.get(open - 1).text();
      String inside = Pieces.text(s.subList(open, s.size())).strip();
      throw new AskedBack(
          s.get(open - 1),
          s.get(last),
          "write " + number + "*" + inside + ", or # before a remark");
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
      boolean side = related && depth == 0 && piece.is("(") && isSide(line, i);
      if (side) { // -4 (= z)
        line.remove(Pieces.closing(line, i));
        line.remove(i);
        line.set(i, line.get(i).behind(" "));
        continue;
      }
      boolean remark =
          related && depth == 0 && piece.is("(") && !piece.blank().isEmpty() && isRemark(line, i);
      depth = Math.max(0, depth + Pieces.step(piece));
      if (remark) {
        int end = Pieces.closing(line, i);
        line.subList(i, end + 1).clear();
        depth = 0;
        i--;
      } else if (related && depth == 0 && piece.is("-") && isDashed(line, i)) {
        line.subList(i, line.size()).clear();
      } else if (related && depth == 0 && !names.has(piece.text()) && isReason(line, i)) {
        int from = line.get(i - 1).is(",") ? i - 1 : i;
        int end = i;
        while (end < line.size() && !line.get(end).is(";")) {
          end++;
        }
        boolean number = line.subList(i, end).stream().anyMatch(Piece::isNumber);
        boolean claims = line.subList(i, end).stream().anyMatch(Pieces::isRelation);
        if (!piece.is("which") || !number || claims) { // which is another value
          line.subList(from, end).clear();
          i = from - 1;
          related = false;
        }
      } else if (related
          && depth == 0
          && i > 0
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

  /** Whether a remark stands behind a dash: {@code df/dx = -4 – chain rule}. */
  private boolean isDashed(List<Piece> line, int dash) {
    boolean remark =
        dash + 2 < line.size()
            && !line.get(dash).blank().isEmpty()
            && !line.get(dash + 1).blank().isEmpty()
            && REMARKS.contains(SpelledWords.lower(line.get(dash + 1)));
    for (int i = dash + 1; i < line.size() && remark; i++) {
      remark =
          line.get(i).isWord()
              && !names.isKnown(line.get(i))
              && !SpelledWords.CHANGING.contains(SpelledWords.lower(line.get(i)));
    }
    return remark;
  }

  private static boolean isSide(List<Piece> line, int open) {
    int close = Pieces.closing(line, open);
    boolean side =
        close > open + 2 && (Pieces.isRelation(line.get(open + 1)) || line.get(open + 1).is("±"));
    return side && line.subList(open + 2, close).stream().noneMatch(Pieces::isRelation);
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
      boolean unsure = word.equals("not") && line.get(i + 1).is("sure");
      boolean joint = line.get(i).is("*") || line.get(i).is("·") || line.get(i).is("×");
      if (!line.get(i).isWord() && !joint
          || SpelledWords.CHANGING.contains(SpelledWords.lower(line.get(i))) && !unsure) {
        return false;
      }
      words += names.isTaken(word) || word.length() < 2 ? 0 : 1;
    }
    boolean ends = before.isNumber() || "])%.".contains(before.text());
    return words > 0 && (ends || before.isWord() && !names.isKnown(before));
  }
}
