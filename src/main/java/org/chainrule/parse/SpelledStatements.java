package org.chainrule.parse;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.parse.SpelledLine.Kind;
import org.chainrule.parse.SpelledLine.Piece;

/** The statements of a line of homework in our own notation. */
final class SpelledStatements {
  private final SpelledNames names;
  private final SpelledBullets bullets;
  private final SpelledWords words;
  private final SpelledRemarks remarks;
  private final SpelledMarkup markup;
  private final SpelledPhrases phrases;
  private final SpelledPoint point;
  private final SpelledEntries entries;
  private final SpelledRelations relations;
  private final SpelledDerivatives derivatives;
  private final SpelledLists lists;
  private final SpelledUpstream upstream;
  private final SpelledSigmoids sigmoids;
  private final SpelledPrimes primes;
  private final SpelledMatrices matrices;

  SpelledStatements(SpelledNames names, boolean dashes) {
    this.names = names;
    bullets = new SpelledBullets(names, dashes);
    words = new SpelledWords(names);
    remarks = new SpelledRemarks(names);
    markup = new SpelledMarkup(names);
    phrases = new SpelledPhrases(names);
    point = new SpelledPoint(names);
    entries = new SpelledEntries(names);
    relations = new SpelledRelations(names);
    derivatives = new SpelledDerivatives(names);
    lists = new SpelledLists(names);
    upstream = new SpelledUpstream(names);
    sigmoids = new SpelledSigmoids(names);
    primes = new SpelledPrimes(names);
    matrices = new SpelledMatrices(names);
  }

  List<Piece> read(List<Piece> line) {
    if (SpelledHeading.is(line)) {
      return line.get(0).kind() == Kind.COMMENT ? line : new ArrayList<>();
    }
    if (words.isProse(line)) {
      return new ArrayList<>();
    }
    Piece comment = null;
    for (int i = 0; i < line.size() && comment == null; i++) {
      if (line.get(i).kind() == Kind.COMMENT || line.get(i).is("//")) {
        comment = line.get(i).is("//") ? null : line.get(i);
        line.subList(i, line.size()).clear();
      }
    }
    markup.read(line);
    phrases.read(line);
    bullets.drop(line);
    SpelledNumbers.joinGroups(line);
    SpelledNumbers.joinCommas(line);
    point.read(line);
    remarks.cutReason(line);
    List<Piece> out = new ArrayList<>();
    boolean dropped = false;
    for (List<Piece> statement : Pieces.split(line)) {
      Piece separator = null;
      if (!statement.isEmpty() && (statement.get(0).is(",") || statement.get(0).is(";"))) {
        separator = statement.remove(0);
      }
      int size = statement.size();
      words.dropBefore(statement);
      if (statement.isEmpty() && size > 0) {
        dropped = out.isEmpty();
        continue;
      }
      remarks.dropBehind(statement);
      requireClaim(statement, separator, out);
      rewrite(statement);
      words.requireKnown(statement);
      if (separator != null && !(dropped && out.isEmpty())) {
        out.add(separator);
      }
      out.addAll(statement);
    }
    if (!out.isEmpty() && !line.isEmpty() && out.get(0) != line.get(0)) {
      Piece head = out.get(0); // what stood before it is gone, and the blank with it
      out.set(0, new Piece(head.kind(), "", head.text(), head.start(), head.end()));
    }
    if (comment != null) {
      out.add(comment);
    }
    return out;
  }

  private void rewrite(List<Piece> statement) {
    boolean definition = names.isDefinition(statement);
    int end = statement.size() - 1;
    boolean mark =
        end > 1
            && "!.?".contains(statement.get(end).text())
            && !Pieces.isRelation(statement.get(end - 1));
    if (mark) {
      statement.remove(end);
    }
    relations.read(statement);
    int first = Pieces.firstRelation(statement);
    swap(statement, first);
    first = Pieces.firstRelation(statement);
    derivatives.read(statement, first);
    entries.read(statement);
    sigmoids.multiply(statement, definition);
    first = definition ? -1 : Pieces.firstRelation(statement);
    if (first > 0) {
      primes.read(statement, first);
    }
    first = Pieces.firstRelation(statement);
    for (int i = 0; i < statement.size(); i++) {
      Piece piece = statement.get(i);
      if (piece.isWord() && !(i + 1 < statement.size() && statement.get(i + 1).is("("))) {
        List<String> strung = names.strung(piece.text());
        if (!strung.isEmpty() && !names.used.contains(piece.text())) {
          String[] product = new String[2 * strung.size() - 1];
          for (int k = 0; k < product.length; k++) {
            product[k] = k % 2 == 0 ? strung.get(k / 2) : "*";
          }
          boolean behind = i > 0 && statement.get(i - 1).isNumber();
          Pieces.replace(statement, i, i + 1, product);
          if (behind) {
            Pieces.replace(statement, i - 1, i, statement.get(i - 1).text(), "*");
          }
        }
      }
    }
    boolean claims = first > 0 && !definition;
    if (claims) {
      SpelledNumbers.read(statement, first, names);
      remarks.askRemark(statement, first);
      requireProduct(statement, first);
      lists.gradient(statement, first);
      if (!lists.both(statement)) {
        upstream.read(statement, Pieces.firstRelation(statement));
      }
    }
    matrices.read(statement);
  }

  /** {@code -4 = df/dx} the other way round. */
  private static void swap(List<Piece> s, int relation) {
    int last = s.size() - 1;
    boolean number = relation > 0 && s.get(relation - 1).isNumber();
    for (int i = 0; i < relation - 1; i++) {
      number &= "-−+".contains(s.get(i).text());
    }
    if (number && last == relation + 3 && SpelledNames.isQuotient(s, relation + 1)) {
      List<Piece> left = new ArrayList<>(s.subList(relation + 1, s.size()));
      left.set(0, left.get(0).behind(s.get(0).blank()));
      List<Piece> right = new ArrayList<>(s.subList(0, relation));
      right.set(0, right.get(0).behind(" "));
      left.add(s.get(relation));
      left.addAll(right);
      s.clear();
      s.addAll(left);
    }
  }

  /** Asks back {@code 3 x -4}, {@code df/dq x dq/dx}, {@code df/dx = -4 df/dy = -4}. */
  private static void requireProduct(List<Piece> s, int relation) {
    for (int i = relation + 2; i + 1 < s.size(); i++) {
      Piece piece = s.get(i);
      Piece next = s.get(i + 1);
      Piece before = s.get(i - 1);
      if (piece.blank().isEmpty()) {
        continue;
      }
      boolean quotients =
          i > relation + 3
              && SpelledNames.isQuotient(s, i - 3)
              && SpelledNames.isQuotient(s, i + 1);
      boolean negative =
          "-−".contains(next.text()) && i + 2 < s.size() && s.get(i + 2).blank().isEmpty();
      boolean numbers = before.isNumber() && (next.isNumber() || negative);
      if ((piece.is("x") || piece.is("X")) && !next.blank().isEmpty() && (quotients || numbers)) {
        throw new AskedBack(
            before, next, "write * for the product, or " + piece.text() + "* for the name");
      }
      int claim = piece.is("/") || piece.is("|") ? i + 1 : i;
      if (before.isNumber()
          && !s.get(claim).blank().isEmpty()
          && SpelledNames.isQuotient(s, claim)
          && claim + 3 < s.size()
          && Pieces.isRelation(s.get(claim + 3))) {
        throw new AskedBack(before, s.get(claim + 3), "write ; between two claims, * in a product");
      }
    }
  }

  /** Asks back {@code df/dx, df/dy = 7, 2} and {@code df/dx = 3, 5}. */
  private static void requireClaim(List<Piece> s, Piece separator, List<Piece> before) {
    boolean number = !s.isEmpty() && s.get(s.size() - 1).isNumber();
    for (int i = 0; i < s.size() - 1; i++) {
      number &= "-−+".contains(s.get(i).text());
    }
    boolean related = before.stream().anyMatch(Pieces::isRelation);
    int and = 3;
    boolean both =
        s.size() > and + 3
            && (s.get(and).is("and") || s.get(and).is("&"))
            && SpelledNames.isQuotient(s, 0)
            && SpelledNames.isQuotient(s, and + 1);
    if (both) {
      throw new AskedBack(
          s.get(0),
          s.get(s.size() - 1),
          "write each claim on its own, as in " + Pieces.text(s.subList(0, 3)).strip() + " = ...");
    }
    boolean open =
        separator != null
            && !related
            && before.size() == 3
            && SpelledNames.isQuotient(before, 0)
            && s.stream().anyMatch(Pieces::isRelation);
    if (number && separator != null && separator.is(",") && related || open && separator.is(",")) {
      throw new AskedBack(
          before.get(0),
          s.get(s.size() - 1),
          "write each claim on its own, as in df/dx = 7; df/dy = 2");
    }
  }
}
