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
  private final SpelledRelations relations;
  private final SpelledDerivatives derivatives;
  private final SpelledLists lists;

  SpelledStatements(SpelledNames names, boolean dashes) {
    this.names = names;
    bullets = new SpelledBullets(names, dashes);
    words = new SpelledWords(names);
    relations = new SpelledRelations(names);
    derivatives = new SpelledDerivatives(names);
    lists = new SpelledLists(names);
  }

  List<Piece> read(List<Piece> line) {
    if (SpelledHeading.is(line)) {
      return line.get(0).kind() == Kind.COMMENT ? line : new ArrayList<>();
    }
    Piece comment = null;
    for (int i = 0; i < line.size() && comment == null; i++) {
      if (line.get(i).kind() == Kind.COMMENT || line.get(i).is("//")) {
        comment = line.get(i).is("//") ? null : line.get(i);
        line.subList(i, line.size()).clear();
      }
    }
    bullets.drop(line);
    SpelledNumbers.joinCommas(line);
    words.cutReason(line);
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
      rewrite(statement);
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
    boolean mark = end > 1 && (statement.get(end).is("!") || statement.get(end).is("."));
    if (mark) {
      statement.remove(end);
    }
    relations.read(statement);
    int first = Pieces.firstRelation(statement);
    derivatives.read(statement, first);
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
      lists.gradient(statement, first);
      lists.both(statement);
    }
  }
}
