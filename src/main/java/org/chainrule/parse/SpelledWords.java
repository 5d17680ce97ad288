package org.chainrule.parse;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.chainrule.parse.SpelledLine.Kind;
import org.chainrule.parse.SpelledLine.Piece;
import org.chainrule.source.Problem;

/** Words around a claim of homework: {@code so}, {@code we get}, {@code (since z = -4)}. */
final class SpelledWords {
  /** Words that may stand before a claim, where the sheet has no such name. */
  private static final Set<String> BEFORE =
      Set.of(
          ("so therefore thus hence then now and also finally since because where with given let we get"
                  + " have obtain find i answer answers ans solution sol result gives give which this"
                  + " that it is follows implies means yields from by using the chain rule at for note"
                  + " first next step part task forward backward pass as us my our giving think believe"
                  + " guess conclude know see clearly obviously again here but or ok okay second third"
                  + " last final to finish end consequently accordingly compute calculate computing"
                  + "")
              .split(" "));

  /** Nouns that may stand before a derivative. */
  private static final Set<String> NOUNS =
      Set.of("gradient", "derivative", "partial", "slope", "total", "upstream", "downstream");

  /** Words behind which a number tells where one is in the sheet. */
  static final Set<String> PLACES =
      Set.of("step", "part", "task", "question", "exercise", "problem", "line", "ex", "q", "no");

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

  /** Words in a remark that may change what stands before it. */
  private static final Set<String> CHANGING =
      Set.of(
          ("not no never wrong negative minus plus times divided over half double twice thousand"
                  + " million hundred percent squared cubed instead oops crossed except without or"
                  + " was should sorry actually corrected correction rather")
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

  /** Words of the language, and of homework in it. */
  private static final Set<String> KEYWORDS =
      Set.of("up", "down", "local", "value", "grad", "within", "output", "inf", "nan", "undefined");

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

  SpelledWords(SpelledNames names) {
    this.names = names;
  }

  private boolean isWordBefore(Piece piece) {
    String word = piece.text().toLowerCase(Locale.ROOT);
    return piece.isWord() && BEFORE.contains(word) && !names.has(piece.text());
  }

  /** {@code so}, {@code we get}, {@code Answer:} before a claim. */
  void dropBefore(List<Piece> statement) {
    int end = 0;
    while (end < statement.size()
        && (isWordBefore(statement.get(end))
            || isNoun(statement, end)
            || Pieces.isArrow(statement.get(end))
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
      end = behindNumber(statement, end);
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
          !CHANGING.contains(lower(piece))
              && !Pieces.isRelation(piece)
              && !piece.is("/")
              && (other || !names.isQuantity(piece.text()));
    }
    label &=
        statement.stream().anyMatch(Pieces::isRelation)
            || label && colon + 2 < statement.size() && statement.get(colon + 2).is("/");
    if (label) {
      statement.subList(0, colon + 1).clear();
    }
  }

  /** Whether it is the noun of {@code the gradient df/dx}, {@code the derivative is: df/dx}. */
  private boolean isNoun(List<Piece> s, int i) {
    boolean noun = NOUNS.contains(lower(s.get(i))) && !names.has(s.get(i).text());
    int next = i + 1;
    while (noun && next < s.size() && (isWordBefore(s.get(next)) || s.get(next).is(":"))) {
      next++;
    }
    noun &= i == 0 || !lower(s.get(i)).equals("local");
    return noun && SpelledNames.isQuotient(s, next);
  }

  private static String lower(Piece piece) {
    return piece.text().toLowerCase(Locale.ROOT);
  }

  /** Behind the number of {@code step 3 df/dx = -4}; {@code by 2 df/dx = -4} is asked back. */
  private static int behindNumber(List<Piece> s, int first) {
    boolean number =
        first + 1 < s.size()
            && s.get(first).isNumber()
            && (s.get(first + 1).isWord() || s.get(first + 1).is("("));
    if (!number || s.get(first + 1).blank().isEmpty()) {
      return first;
    }
    String word = lower(s.get(first - 1));
    if (PLACES.contains(word)) {
      return first + 1;
    }
    if (Set.of("so", "get", "then", "thus", "hence", "therefore", "have").contains(word)) {
      return first;
    }
    String claim = Pieces.text(s.subList(first + 1, s.size())).strip();
    throw new AskedBack(
        s.get(0), s.get(first + 1), "write " + claim + " or " + s.get(first).text() + "*" + claim);
  }

  /** {@code exactly}, {@code I think}, {@code to 2 s.f.} behind a claim. */
  void dropBehind(List<Piece> statement) {
    int relation = Pieces.firstRelation(statement);
    if (relation < 1) {
      return;
    }
    for (int i = relation + 2; i < statement.size(); i++) {
      Piece piece = statement.get(i);
      boolean begins = piece.is("(") || Set.of("to", "correct", "rounded").contains(lower(piece));
      if (begins && !names.has(piece.text()) && isDigits(statement.subList(i, statement.size()))) {
        statement.subList(i, statement.size()).clear();
        break;
      }
    }
    int end = statement.size();
    while (end > relation + 2
        && (BEHIND.contains(lower(statement.get(end - 1))) && isSaid(statement, end - 1)
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

  /** Whether a line is made of words alone, and speaks of nothing that the sheet has. */
  boolean isProse(List<Piece> line) {
    int words = 0;
    for (int i = 0; i < line.size(); i++) {
      Piece piece = line.get(i);
      boolean said = piece.isWord() && piece.text().length() > 1;
      boolean other = piece.isNumber() || ".,:;!?'-()".contains(piece.text()) || piece.isWord();
      boolean quantity = piece.isWord() && (isKnown(piece) || SpelledNames.isQuotient(line, i));
      if (quantity || !other) {
        return false;
      }
      words += said ? 1 : 0;
    }
    boolean several = words > 1 || words == 1 && line.size() > 1 && !line.get(1).is("(");
    return several && !names.bodies.isEmpty() && !KEYWORDS.contains(line.get(0).text());
  }

  private boolean isKnown(Piece piece) {
    return names.isTaken(piece.text()) || names.isQuantity(piece.text());
  }

  /** Asks what words beside a number or a quantity of a claim stand for. */
  void requireKnown(List<Piece> s) {
    int relation = Pieces.firstRelation(s);
    if (relation < 1 || names.bodies.isEmpty() || names.isDefinition(s)) {
      return;
    }
    for (int i = 0; i < s.size(); i++) {
      int end = i;
      while (end < s.size() && isStrange(s, end)) {
        end++;
      }
      boolean before = i > 0 && (s.get(i - 1).isNumber() || s.get(i - 1).isWord());
      before &= end > i && !s.get(i).blank().isEmpty();
      boolean behind = end < s.size() && (s.get(end).isNumber() || s.get(end).isWord());
      behind &= end > i && end < s.size() && !s.get(end).blank().isEmpty();
      if (end > i && (before || behind || end > i + 1)) {
        throw new AskedBack(
            Problem.STRANGE_WORDS, s.get(i), s.get(end - 1), "write # before a remark");
      }
    }
  }

  private boolean isStrange(List<Piece> s, int i) {
    Piece piece = s.get(i);
    boolean call = Pieces.text(s, i + 1).equals("(") && s.get(i + 1).blank().isEmpty();
    boolean quotient = SpelledNames.isQuotient(s, i) || i > 1 && SpelledNames.isQuotient(s, i - 2);
    return piece.isWord()
        && piece.text().length() > 1
        && !isKnown(piece)
        && !quotient
        && !call
        && !piece.text().startsWith("d")
        && !piece.text().startsWith("∂")
        && !names.differentiated.contains(piece.text())
        && !KEYWORDS.contains(piece.text());
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
            && REMARKS.contains(lower(line.get(dash + 1)));
    for (int i = dash + 1; i < line.size() && remark; i++) {
      remark =
          line.get(i).isWord() && !isKnown(line.get(i)) && !CHANGING.contains(lower(line.get(i)));
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
      if (!line.get(i).isWord() && !joint || CHANGING.contains(lower(line.get(i))) && !unsure) {
        return false;
      }
      words += names.isTaken(word) || word.length() < 2 ? 0 : 1;
    }
    return words > 0 && (before.isNumber() || before.is("]"));
  }
}
