package org.chainrule.parse;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chainrule.ast.Statement;
import org.chainrule.parse.SpelledLine.Piece;
import org.chainrule.source.Problem;

/** Words before a claim of homework: {@code so}, {@code we get}, {@code Answer:}. */
final class SpelledWords {
  /** Words that may stand before a claim, where the sheet has no such name. */
  private static final Set<String> BEFORE =
      Set.of(
          ("so therefore thus hence then now and also finally since because where with given let we get"
                  + " have obtain find i answer answers ans solution sol result gives give which this"
                  + " that it is follows implies means yields from by using the chain rule at for note"
                  + " first next step part task forward backward pass as us my our giving think believe"
                  + " guess conclude know see clearly obviously again here ok okay second third"
                  + " last final to finish end consequently accordingly compute calculate computing"
                  + "")
              .split(" "));

  /** Nouns that may stand before a derivative. */
  private static final Set<String> NOUNS =
      Set.of("gradient", "derivative", "partial", "slope", "total", "upstream", "downstream");

  /** Words behind which a number tells where one is in the sheet. */
  static final Set<String> PLACES =
      Set.of(
          "step",
          "part",
          "task",
          "question",
          "exercise",
          "problem",
          "line",
          "ex",
          "q",
          "no",
          "aufgabe");

  /** Words in a remark that may change what stands before it. */
  static final Set<String> CHANGING =
      Set.of(
          ("not no never wrong negative minus plus times divided over half double twice thousand"
                  + " million hundred percent squared cubed instead oops crossed except without or"
                  + " was should sorry actually corrected correction rather")
              .split(" "));

  /** Words of the language, and of homework in it. */
  private static final Set<String> KEYWORDS = Set.of("within", "output", "inf", "nan", "undefined");

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

  static String lower(Piece piece) {
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

  /** Whether a line is made of words alone, and speaks of nothing that the sheet has. */
  boolean isProse(List<Piece> line) {
    int words = 0;
    for (int i = 0; i < line.size(); i++) {
      Piece piece = line.get(i);
      boolean said = piece.isWord() && piece.text().length() > 1;
      boolean other = piece.isNumber() || ".,:;!?'-()".contains(piece.text()) || piece.isWord();
      boolean quantity =
          piece.isWord() && (names.isKnown(piece) || SpelledNames.isQuotient(line, i));
      if (quantity || !other) {
        return false;
      }
      words += said ? 1 : 0;
    }
    boolean several = words > 1 || words == 1 && line.size() > 1 && !line.get(1).is("(");
    return several && !names.bodies.isEmpty() && !isKeyword(line.get(0).text());
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

  private static boolean isKeyword(String word) {
    return KEYWORDS.contains(word) || Keywords.of(word, true) != Statement.Target.PLAIN;
  }

  private boolean isStrange(List<Piece> s, int i) {
    Piece piece = s.get(i);
    boolean call = Pieces.text(s, i + 1).equals("(") && s.get(i + 1).blank().isEmpty();
    boolean quotient = SpelledNames.isQuotient(s, i) || i > 1 && SpelledNames.isQuotient(s, i - 2);
    return piece.isWord()
        && piece.text().length() > 1
        && !names.isKnown(piece)
        && !quotient
        && !call
        && !piece.text().startsWith("d")
        && !piece.text().startsWith("∂")
        && !names.differentiated.contains(piece.text())
        && !isKeyword(piece.text());
  }
}
