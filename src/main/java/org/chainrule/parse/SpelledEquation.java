package org.chainrule.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.parse.SpelledLine.Piece;

/**
 * What a statement says a name is.
 *
 * @param arguments of {@code f(x, y) = ...}
 * @param called whether brackets stand behind the name
 * @param calls names behind which brackets stand in the body
 * @param shape rows and columns of a body that is a matrix; else null
 */
record SpelledEquation(
    String head,
    Set<String> names,
    String body,
    List<String> arguments,
    boolean called,
    Set<String> calls,
    int[] shape) {
  /** What a statement says a name is; null if it says something else. */
  static SpelledEquation of(List<Piece> statement) {
    return of(statement, Set.of());
  }

  /**
   * What a statement says a name is; null if it says something else.
   *
   * @param own names of constants and functions that the sheet gives to quantities
   */
  static SpelledEquation of(List<Piece> statement, Set<String> own) {
    int is = -1;
    for (int i = 0; i < statement.size() && is < 0; i++) {
      String text = statement.get(i).text();
      if (text.equals("/") || text.equals("'") || text.equals("∇") || text.equals("==")) {
        return null;
      }
      is = text.equals("=") || text.equals(":=") ? i : -1;
    }
    int head = is - 1;
    Set<String> names = new LinkedHashSet<>();
    List<String> arguments = new ArrayList<>();
    boolean called = head > 2 && statement.get(head).is(")");
    if (head > 2 && statement.get(head).is(")")) { // f(x, y) = ...
      while (head > 0 && !statement.get(head).is("(")) {
        if (statement.get(head).isWord()) {
          names.add(statement.get(head).text());
          arguments.add(0, statement.get(head).text());
        }
        head--;
      }
      head--;
    }
    boolean attribute =
        head > 0 && statement.get(head - 1).is(".") && statement.get(head).blank().isEmpty();
    if (head < 0 || !statement.get(head).isWord() || attribute) {
      return null; // x.grad
    }
    int end = is + 1;
    while (end < statement.size()
        && !Pieces.isRelation(statement.get(end))
        && !(end > is + 1 && SpelledRemarks.endsClaim(statement, end))) {
      end++;
    }
    Set<String> calls = new LinkedHashSet<>();
    for (int i = is + 1; i < end; i++) {
      Piece piece = statement.get(i);
      String word = piece.text();
      if (piece.isWord() && Pieces.text(statement, i + 1).equals("(")) {
        calls.add(word);
      }
      if (SpelledNames.isQuotient(statement, i)) {
        i += 2;
      } else if (piece.isWord()
          && (own.contains(word) && !(calls.contains(word) && SpelledNames.isFunction(word))
              || !SpelledNames.isFunction(word) && !SpelledNames.CONSTANTS.contains(word))) {
        names.add(word);
      }
    }
    if (is + 1 >= end) {
      return null;
    }
    String body = Pieces.text(statement.subList(is + 1, end)).replaceAll("\\s", "");
    String name = statement.get(head).text();
    int[] shape = shape(statement.subList(is + 1, end));
    return new SpelledEquation(name, names, body, arguments, called, calls, shape);
  }

  /** Rows and columns of {@code [1, 2; 3, 4]}; null if it is nothing of that kind. */
  private static int[] shape(List<Piece> body) {
    int last = body.size() - 1;
    if (last < 2 || !body.get(0).is("[") || Pieces.closing(body, 0) != last) {
      return null;
    }
    int rows = 1;
    int entries = 0;
    boolean next = true; // whether an entry begins with a number that follows
    for (Piece piece : body.subList(1, last)) {
      boolean separator = piece.is(",") || piece.is(";");
      rows += piece.is(";") ? 1 : 0;
      entries += piece.isNumber() && (next || !piece.blank().isEmpty()) ? 1 : 0;
      next = separator || piece.is("-") || piece.is("−");
      if (!piece.isNumber() && !next) {
        return null;
      }
    }
    return entries % rows == 0 ? new int[] {rows, entries / rows} : null;
  }
}
