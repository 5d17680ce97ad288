package org.chainrule.parse;

import java.util.List;
import java.util.Set;
import org.chainrule.parse.SpelledLine.Piece;

/**
 * Primes on the right side of a claim, {@code f' = u'v + uv'}: derivatives by the only input, in a
 * sheet that has no matrices.
 */
final class SpelledPrimes {
  private final SpelledNames names;
  private final boolean arrays;

  SpelledPrimes(SpelledNames names) {
    this.names = names;
    boolean some = !names.shapes.isEmpty();
    for (String body : names.bodies.values()) {
      some |= body.contains("[") || body.contains("@") || body.contains("'");
    }
    for (String value : names.values.values()) {
      some |= value.contains("[") || value.contains("@");
    }
    arrays = some;
  }

  /** {@code du/dx} for each u' behind the first relation, and a sign for each product with one. */
  void read(List<Piece> s, int relation) {
    for (int i = relation + 2; i < s.size() && !arrays; i++) {
      if (!isPrime(s, i) || isPrime(s, i - 1) || isPrime(s, i + 1)) {
        continue;
      }
      int name = i - 1;
      List<String> strung = names.strung(s.get(name).text());
      if (!strung.isEmpty() && !names.used.contains(s.get(name).text())) {
        String[] product = new String[2 * strung.size() - 1];
        for (int k = 0; k < product.length; k++) {
          product[k] = k % 2 == 0 ? strung.get(k / 2) : "*";
        }
        Pieces.replace(s, name, i, product);
        name += product.length - 1;
      }
      String of = s.get(name).text();
      if (!names.formulas.containsKey(of)) {
        continue;
      }
      List<String> inputs = names.inputs(of);
      int end = endOfPoint(s, name + 2, inputs);
      if (inputs.size() != 1 || end < 0) {
        String first = "d" + of + "/d" + (inputs.isEmpty() ? "x" : inputs.get(0));
        String other = inputs.size() > 1 ? " or d" + of + "/d" + inputs.get(1) : "";
        throw new AskedBack(s.get(name), s.get(name + 1), "write " + first + other);
      }
      if (end < s.size() && isOperand(s, end)) {
        Piece at = s.get(end);
        s.add(end, new Piece(SpelledLine.Kind.MARK, "", "*", at.start(), at.start()));
      }
      char next = end < s.size() ? s.get(end).text().charAt(0) : ' ';
      if (next == '^' || s.size() > end && s.get(end).is("**") || Letters.isSuperscript(next)) {
        Pieces.replace(s, name, end, "(", "d" + of, "/", "d" + inputs.get(0), ")");
        i = name + 4;
      } else {
        Pieces.replace(s, name, end, "d" + of, "/", "d" + inputs.get(0));
        i = name + 2;
      }
      if (endsOperand(s, name - 1)) {
        Piece at = s.get(name);
        s.add(name, new Piece(SpelledLine.Kind.MARK, "", "*", at.start(), at.start()));
        i++;
      }
    }
  }

  private static boolean isPrime(List<Piece> s, int i) {
    return Pieces.text(s, i).equals("'") && s.get(i).blank().isEmpty();
  }

  /** Behind the point of {@code u'(x)}, if it has one; -1 if that is not the one of the sheet. */
  private int endOfPoint(List<Piece> s, int open, List<String> inputs) {
    if (!Pieces.text(s, open).equals("(") || !s.get(open).blank().isEmpty()) {
      return open;
    }
    boolean input =
        Pieces.text(s, open + 2).equals(")")
            && Set.copyOf(inputs).contains(Pieces.text(s, open + 1));
    return input ? open + 3 : -1;
  }

  private static boolean isOperand(List<Piece> s, int i) {
    return s.get(i).isWord() || s.get(i).isNumber() || s.get(i).is("(");
  }

  private static boolean endsOperand(List<Piece> s, int i) {
    return s.get(i).isWord() || s.get(i).isNumber() || s.get(i).is(")");
  }
}
