package org.chainrule.parse;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.parse.SpelledLine.Kind;
import org.chainrule.parse.SpelledLine.Piece;

/** Lines of homework that are several claims: {@code grad f = [1, 2]}, {@code dx = dy = -4}. */
final class SpelledLists {
  private final SpelledNames names;

  SpelledLists(SpelledNames names) {
    this.names = names;
  }

  /** {@code x, y = -2, 5} and {@code (df/dx, df/dy) = (7, 2)}: as many claims as names. */
  static void spread(List<Piece> line) {
    int relation = Pieces.firstRelation(line);
    if (relation < 3 || !line.get(relation).is("=") && !line.get(relation).is("~")) {
      return;
    }
    List<List<Piece>> names = listed(line.subList(0, relation));
    List<List<Piece>> numbers = listed(line.subList(relation + 1, line.size()));
    if (names.size() < 2 || names.size() != numbers.size()) {
      return;
    }
    for (List<Piece> name : names) {
      boolean one = name.size() == 1 && name.get(0).isWord();
      if (!one && !(name.size() == 3 && SpelledNames.isQuotient(name, 0))) {
        return;
      }
    }
    for (List<Piece> number : numbers) {
      boolean signed = number.size() == 2 && "-−".contains(number.get(0).text());
      if (!(number.size() == 1 || signed) || !number.get(number.size() - 1).isNumber()) {
        return;
      }
    }
    Piece is = line.get(relation);
    List<Piece> claims = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Piece left = names.get(i).get(0);
      if (i > 0) {
        claims.add(new Piece(Kind.MARK, "", ";", left.start(), left.start()));
      }
      claims.add(left.behind(i > 0 ? " " : line.get(0).blank()));
      claims.addAll(names.get(i).subList(1, names.get(i).size()));
      claims.add(is.behind(" "));
      claims.add(numbers.get(i).get(0).behind(" "));
      claims.addAll(numbers.get(i).subList(1, numbers.get(i).size()));
    }
    line.clear();
    line.addAll(claims);
  }

  /** What stands between commas, in brackets or not. */
  private static List<List<Piece>> listed(List<Piece> side) {
    int last = side.size() - 1;
    boolean bracketed =
        last > 1
            && side.get(0).is("(")
            && side.get(last).is(")")
            && Pieces.closing(side, 0) == last;
    List<List<Piece>> parts = new ArrayList<>();
    List<Piece> part = new ArrayList<>();
    for (Piece piece : bracketed ? side.subList(1, last) : side) {
      if (piece.is(",")) {
        parts.add(part);
        part = new ArrayList<>();
      } else {
        part.add(piece);
      }
    }
    parts.add(part);
    return parts;
  }

  /** {@code grad f = [1, 2]}, the derivatives of f by its inputs. */
  void gradient(List<Piece> s, int relation) {
    boolean nabla = s.get(0).is("∇");
    boolean grad = s.get(0).is("grad") && !names.has("grad");
    String of = Pieces.text(s, 1);
    if (!nabla && !grad || relation != 2 || Pieces.text(s, s.size() - 1).equals("'")) {
      return;
    }
    String name = names.named(of, true).orElse("");
    if (!names.formulas.containsKey(name)) {
      return;
    }
    List<String> inputs = names.parameters.getOrDefault(name, names.inputs(name));
    List<List<Piece>> entries = entries(s, relation + 1);
    if (nabla && inputs.size() == 1) {
      Pieces.replace(s, 0, relation, "d" + name, "/", "d" + inputs.get(0));
      return;
    }
    if (entries.size() < 2 || entries.size() != inputs.size()) {
      return;
    }
    boolean ordered =
        names.parameters.containsKey(name) || inputs.stream().sorted().toList().equals(inputs);
    if (!ordered) {
      String first = "d" + name + "/d" + inputs.get(0);
      String other = "d" + name + "/d" + inputs.get(1);
      String number = Pieces.text(entries.get(0)).strip();
      throw new AskedBack(
          s.get(0),
          s.get(s.size() - 1),
          "write " + first + " = " + number + ", or " + other + " = " + number + ", and so on");
    }
    List<Piece> claims = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Piece at = entries.get(i).get(0);
      if (i > 0) {
        claims.add(new Piece(Kind.MARK, "", ";", at.start(), at.end()));
      }
      String blank = i > 0 ? " " : s.get(0).blank();
      Piece left = i > 0 ? at : s.get(0);
      String claim = "d" + name + "/d" + inputs.get(i);
      claims.add(new Piece(Kind.WORD, blank, claim, left.start(), left.end()));
      Piece is = s.get(relation);
      claims.add(new Piece(Kind.MARK, " ", is.text(), is.start(), is.end()));
      claims.add(new Piece(at.kind(), " ", at.text(), at.start(), at.end()));
      claims.addAll(entries.get(i).subList(1, entries.get(i).size()));
    }
    s.clear();
    s.addAll(claims);
  }

  /** The entries of a list that is all that stands from here; empty if there is none. */
  private static List<List<Piece>> entries(List<Piece> s, int open) {
    List<List<Piece>> entries = new ArrayList<>();
    boolean list = Pieces.text(s, open).equals("[") && Pieces.closing(s, open) == s.size() - 1;
    List<Piece> entry = new ArrayList<>();
    for (int i = open + 1; list && i < s.size(); i++) {
      if (s.get(i).is(",") || s.get(i).is(";") || i == s.size() - 1) {
        if (entry.isEmpty()) {
          return List.of();
        }
        entries.add(entry);
        entry = new ArrayList<>();
      } else {
        entry.add(s.get(i));
      }
    }
    return entries;
  }

  /** {@code dx = dy = -4}: both claims; whether it was that. */
  boolean both(List<Piece> s) {
    List<Integer> relations = new ArrayList<>();
    for (int i = 0; i < s.size(); i++) {
      if (Pieces.isRelation(s.get(i))) {
        if (!s.get(i).is("=")) {
          return false;
        }
        relations.add(i);
      }
    }
    int last = relations.isEmpty() ? 0 : relations.get(relations.size() - 1);
    if (relations.size() < 2 || s.subList(last, s.size()).stream().anyMatch(Piece::isWord)) {
      return false;
    }
    int from = 0;
    for (int relation : relations) {
      boolean gradient = relation == from + 1 && isGradient(s.get(from).text());
      if (!gradient) {
        return false;
      }
      from = relation + 1;
    }
    List<Piece> claims = new ArrayList<>();
    from = 0;
    for (int relation : relations) {
      Piece left = s.get(from);
      if (from > 0) {
        claims.add(new Piece(Kind.MARK, "", ";", left.start(), left.start()));
      }
      claims.add(left);
      claims.addAll(s.subList(last, s.size()));
      from = relation + 1;
    }
    s.clear();
    s.addAll(claims);
    return true;
  }

  private boolean isGradient(String word) {
    return word.startsWith("d")
        && !names.used.contains(word)
        && names.used.contains(word.substring(1));
  }
}
