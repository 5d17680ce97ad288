package org.chainrule.parse;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.chainrule.parse.SpelledLine.Piece;

/** Bullets and numbers in front of a line of homework. */
final class SpelledBullets {
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,2}\\.[0-9]{1,2}");

  private final SpelledNames names;
  private final boolean dashes;

  /**
   * Bullets of a sheet.
   *
   * @param dashes whether dashes are bullets, of which the sheet has several
   */
  SpelledBullets(SpelledNames names, boolean dashes) {
    this.names = names;
    this.dashes = dashes;
  }

  static boolean isDash(List<Piece> pieces) {
    return pieces.size() > 2
        && (pieces.get(0).is("-") || pieces.get(0).is("−"))
        && !pieces.get(1).blank().isEmpty();
  }

  /** {@code -}, {@code *}, {@code 1)}, {@code (a)} or {@code [1)} in front of a line. */
  void drop(List<Piece> line) {
    boolean dash = isDash(line) || !line.isEmpty() && "*•·".contains(line.get(0).text());
    dropOne(line);
    if (dash && line.size() > 2) {
      int box = line.get(0).is("[") && line.get(1).is("]") ? 2 : 0;
      box = line.get(0).is("[") && line.get(2).is("]") && isTick(line.get(1)) ? 3 : box;
      if (box > 0 && box < line.size() && !line.get(box).blank().isEmpty()) {
        line.subList(0, box).clear();
      }
      dropOne(line);
    }
  }

  private static boolean isTick(Piece piece) {
    return piece.is("x") || piece.is("X");
  }

  private void dropOne(List<Piece> line) {
    askDecimal(line);
    int end = Math.max(bullet(line), named(line));
    if (end == 0 || end >= line.size() || isTerm(line)) {
      return;
    }
    boolean open = line.get(0).is("[") && line.get(end - 1).is(")");
    boolean closed = line.get(line.size() - 1).is("]");
    if (open && closed) {
      int depth = 0;
      for (Piece piece : line.subList(end, line.size())) {
        depth += Pieces.step(piece);
      }
      if (depth < 0) {
        line.remove(line.size() - 1);
      }
    }
    line.subList(0, end).clear();
  }

  /** {@code Step 3.}, {@code (Step 3)}, {@code Q3)}, {@code 2a)}; how many pieces it has. */
  private int named(List<Piece> line) {
    boolean open = !line.isEmpty() && line.get(0).is("(");
    int at = open ? 1 : 0;
    if (line.size() < at + 4 || names.has(line.get(at).text())) {
      return 0;
    }
    String word = line.get(at).text().toLowerCase(Locale.ROOT);
    Piece next = line.get(at + 1);
    boolean named = SpelledWords.PLACES.contains(word) && isLabel(next);
    boolean question = word.matches("q[0-9]{1,2}[a-z]?");
    boolean part = line.get(at).isWhole() && word.length() < 3 && next.text().matches("[a-z]");
    part &= next.blank().isEmpty() && ").".contains(line.get(at + 2).text());
    if (!named && !question && !part) {
      return 0;
    }
    at += question ? 1 : 2;
    boolean closed = line.get(at).is(")") || line.get(at).is("]");
    boolean ends = closed || line.get(at).is(".") || line.get(at).is(":");
    boolean dash = line.get(at).is("-") && named && at + 1 < line.size();
    dash &= dash && !line.get(at + 1).blank().isEmpty();
    at += ends || dash ? 1 : 0;
    boolean related =
        line.stream().anyMatch(p -> Pieces.isRelation(p) || p.is(":") || Pieces.isArrow(p));
    boolean fits = open ? closed : ends || named;
    return related && fits && at < line.size() && startsQuantity(line.get(at)) ? at : 0;
  }

  private int bullet(List<Piece> line) {
    if (line.size() < 3) {
      return 0;
    }
    String first = line.get(0).text();
    boolean related =
        line.stream().anyMatch(Pieces::isRelation)
            || line.stream().anyMatch(p -> p.is(":") || Pieces.isArrow(p));
    boolean apart = !line.get(1).blank().isEmpty();
    if (first.equals("•") || first.equals("*") || first.equals("·") || isDash(line)) {
      return related ? 1 : 0;
    }
    if (first.equals("(") || first.equals("[")) {
      boolean label = isLabel(line.get(1)) && line.size() > 3;
      boolean closed = label && (line.get(2).is(")") || line.get(2).is("]"));
      boolean blank =
          closed && (!line.get(3).blank().isEmpty() || line.get(2).is(")") == first.equals("["));
      return related && blank && startsQuantity(line.get(3)) ? 3 : 0;
    }
    boolean decimal = isDecimal(line.get(0)) && related && startsQuantity(line.get(2));
    if ((isLabel(line.get(0)) || decimal) && line.get(1).is(")")) {
      return 2;
    }
    boolean point = line.get(1).is(".") && !apart && !line.get(2).blank().isEmpty();
    boolean label = isLabel(line.get(0)) || isDecimal(line.get(0));
    return point && label && related && startsQuantity(line.get(2)) ? 2 : 0;
  }

  /** The 1.1 of {@code 1.1) df/dx = 3}. */
  private static boolean isDecimal(Piece piece) {
    return piece.isNumber() && DECIMAL.matcher(piece.text()).matches();
  }

  /** Asks back whether {@code 1.1 df/dx = 3} is a product, or part 1.1 of an exercise. */
  private void askDecimal(List<Piece> line) {
    int relation = Pieces.firstRelation(line);
    boolean derivative =
        relation == 4 && SpelledNames.isQuotient(line, 1)
            || relation == 2 && names.isQuantity(line.get(1).text());
    if (derivative && isDecimal(line.get(0)) && !line.get(1).blank().isEmpty() && !isTerm(line)) {
      String number = line.get(0).text();
      String claim = Pieces.text(line.subList(1, relation)).strip();
      throw new AskedBack(
          line.get(0),
          line.get(relation - 1),
          "write "
              + number
              + "*"
              + claim
              + " for the product, or "
              + number
              + ") "
              + claim
              + " for a part of an exercise");
    }
  }

  private static boolean isLabel(Piece piece) {
    return piece.isWhole() && piece.text().length() < 3
        || piece.isWord() && (piece.text().length() == 1 || piece.text().matches("[ivx]{1,4}"));
  }

  private static boolean startsQuantity(Piece piece) {
    return piece.isWord() || piece.is("(") || piece.is("∇") || piece.is("\"");
  }

  /** Whether what looks like a bullet is part of a term that stands in a formula: of -d, (a) b. */
  private boolean isTerm(List<Piece> line) {
    if (dashes && isDash(line)) {
      return false;
    }
    int end = 0;
    while (end < line.size() && !Pieces.isRelation(line.get(end))) {
      end++;
    }
    String term = Pieces.text(line.subList(0, end)).replaceAll("\\s", "").replace('−', '-');
    for (String body : names.bodies.values()) {
      String plain = body.replace('−', '-');
      int at = plain.indexOf(term);
      boolean begins = at == 0 || at > 0 && "(=*/^,+-".indexOf(plain.charAt(at - 1)) >= 0;
      int behind = at + term.length();
      if (begins && (behind == plain.length() || !Letters.continues(plain.charAt(behind)))) {
        return true;
      }
    }
    return false;
  }
}
