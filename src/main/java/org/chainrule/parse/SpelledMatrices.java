package org.chainrule.parse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.chainrule.parse.SpelledLine.Piece;

/**
 * Matrix products of homework without a sign: {@code W x} and {@code W^T c} for {@code W @ x} and
 * {@code W' @ c}, where the sheet gives W with rows.
 */
final class SpelledMatrices {
  /** What a quantity is, as far as it can be told without computing shapes. */
  private enum Kind {
    NUMBER,
    ARRAY,
    UNKNOWN
  }

  /** Formulas far from their inputs are not looked into. */
  private static final int PASSES = 20;

  private static final Pattern REDUCING =
      Pattern.compile("\\b(sum|mean|dot|norm|norm2|max|min|det|trace|prod|var|logsumexp)\\(.*");

  private final SpelledNames names;
  private final Map<String, Kind> kinds = new HashMap<>();

  SpelledMatrices(SpelledNames names) {
    this.names = names;
    if (names.shapes.isEmpty()) {
      return;
    }
    names.values.forEach((name, value) -> kinds.put(name, ofValue(value)));
    boolean more = true;
    for (int pass = 0; pass < PASSES && more; pass++) {
      more = false;
      for (Map.Entry<String, Set<String>> formula : names.formulas.entrySet()) {
        Kind kind = ofFormula(names.bodies.get(formula.getKey()), formula.getValue());
        more |= kinds.put(formula.getKey(), kind) != kind;
      }
    }
  }

  private static Kind ofValue(String value) {
    return value.startsWith("[") ? Kind.ARRAY : value.contains("@") ? Kind.UNKNOWN : Kind.NUMBER;
  }

  private Kind ofFormula(String body, Set<String> uses) {
    boolean array = body.contains("[");
    boolean unknown = array;
    String plain = body;
    for (String name : uses) {
      Kind kind = kinds.getOrDefault(name, Kind.UNKNOWN);
      array |= kind == Kind.ARRAY;
      unknown |= kind == Kind.UNKNOWN;
      plain = isMatrix(name) ? plain.replace(name + "'", name) : plain;
    }
    int open = plain.indexOf('(');
    boolean reduced = REDUCING.matcher(plain).matches() && closing(plain, open) == plain.length();
    if (reduced || !array && !unknown) {
      return Kind.NUMBER;
    }
    boolean sure = !unknown && !plain.contains("'") && !REDUCING.matcher(plain).find();
    return sure ? Kind.ARRAY : Kind.UNKNOWN;
  }

  /** Behind the bracket that closes the one at {@code open}. */
  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private boolean isMatrix(String name) {
    int[] shape = names.shapes.get(name);
    return shape != null && shape[0] > 1 && shape[1] > 1;
  }

  /** Puts @ between a matrix and what stands beside it. */
  void read(List<Piece> s) {
    for (int i = 0; i + 1 < s.size() && !kinds.isEmpty(); i++) {
      Kind left = ofOperand(s, i, true);
      int next = isQuote(s, i + 1) ? i + 2 : i + 1;
      if (left == null || next >= s.size()) {
        continue;
      }
      boolean matrix = isMatrix(s.get(i).text()) || next > i + 1 && left == Kind.ARRAY;
      if (s.get(next).is("(") && matrix && Pieces.closing(s, next) > 0) {
        Kind inside = ofBracket(s.subList(next + 1, Pieces.closing(s, next)));
        join(s, i, next, Pieces.closing(s, next), inside);
        continue;
      }
      Kind right = ofOperand(s, next, false);
      if (right == null) {
        continue;
      }
      int last =
          SpelledNames.isQuotient(s, next) ? next + 2 : s.get(next).is("up") ? next + 1 : next;
      boolean transposed = isQuote(s, last + 1) && right == Kind.ARRAY;
      boolean other = transposed || isMatrix(s.get(next).text());
      if (matrix || other) {
        join(s, i, next, last, matrix && other ? Kind.ARRAY : matrix ? right : left);
      }
    }
  }

  private static boolean isQuote(List<Piece> s, int i) {
    return Pieces.text(s, i).equals("'") && s.get(i).blank().isEmpty();
  }

  /** What the operand is that ends, or begins, at a word; null for no operand. */
  private Kind ofOperand(List<Piece> s, int i, boolean ends) {
    Piece piece = s.get(i);
    String word = piece.text();
    int below = ends ? i : i + 2;
    if (below >= 2 && SpelledNames.isQuotient(s, below - 2)) {
      Kind by = kinds.getOrDefault(s.get(below).text().substring(1), Kind.UNKNOWN);
      Kind of = kinds.getOrDefault(s.get(below - 2).text().substring(1), Kind.UNKNOWN);
      return by == Kind.NUMBER ? of : by;
    }
    if (!ends && word.equals("up") && !names.has("up")) {
      return kinds.get(Pieces.text(s, i + 1));
    }
    boolean call = !ends && SpelledNames.isFunction(word) && Pieces.text(s, i + 1).equals("(");
    return piece.isWord() && !call ? kinds.get(word) : null;
  }

  private Kind ofBracket(List<Piece> inside) {
    Kind all = Kind.NUMBER;
    for (int i = 0; i < inside.size(); i++) {
      Piece piece = inside.get(i);
      Kind kind = piece.isWord() ? kinds.getOrDefault(piece.text(), Kind.UNKNOWN) : Kind.NUMBER;
      boolean unclear = kind == Kind.UNKNOWN || piece.is("'") || piece.is("[");
      all = unclear || all == Kind.UNKNOWN ? Kind.UNKNOWN : kind == Kind.ARRAY ? kind : all;
    }
    return all;
  }

  /**
   * Puts @ before {@code next}, where a matrix product is meant.
   *
   * @param other what stands beside the matrix
   */
  private static void join(List<Piece> s, int operand, int next, int last, Kind other) {
    if (other == Kind.NUMBER) {
      return;
    }
    int first = operand > 1 && SpelledNames.isQuotient(s, operand - 2) ? operand - 2 : operand;
    String sign = Pieces.text(s, first - 1);
    boolean bound = first > 0 && "*·×/÷^".contains(sign);
    boolean scaled = bound && "*·×".contains(sign) && first > 1 && s.get(first - 2).isNumber();
    if (other == Kind.UNKNOWN || bound && !scaled) {
      String left = Pieces.text(s.subList(first, next)).strip();
      String right = Pieces.text(s.subList(next, last + 1)).strip();
      throw new AskedBack(
          s.get(first),
          s.get(last),
          bound && !scaled
              ? "write (" + left + " @ " + right + ")"
              : "write " + left + " @ " + right + " or " + left + " * " + right);
    }
    Piece at = s.get(next);
    s.set(next, at.behind(" "));
    s.add(next, new Piece(SpelledLine.Kind.MARK, " ", "@", at.start(), at.start()));
  }
}
