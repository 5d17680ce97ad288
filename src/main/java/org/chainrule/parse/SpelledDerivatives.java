package org.chainrule.parse;

import java.util.List;
import java.util.Locale;
import org.chainrule.parse.SpelledLine.Piece;

/** Derivatives of homework: {@code d/dx f}, {@code dfdx}, {@code f'(x)}, {@code dF/dx}. */
final class SpelledDerivatives {
  private final SpelledNames names;

  SpelledDerivatives(SpelledNames names) {
    this.names = names;
  }

  /** {@code d/dx f}, {@code dfdx}, {@code f'(x)}, {@code f_x}, {@code x.grad}, {@code dF/dx}. */
  void read(List<Piece> s, int relation) {
    inWords(s);
    byOperator(s);
    ofOne(s);
    for (int i = 0; i < s.size(); i++) {
      if (!s.get(i).isWord()) {
        continue;
      }
      String word = s.get(i).text();
      differences(s, i);
      byOperator(i == 0 ? s : List.of());
      word = s.get(i).text();
      boolean plain = !names.used.contains(word);
      String next = Pieces.text(s, i + 1);
      if (word.equals("d") && plain && next.equals("/") && Pieces.text(s, i + 2).startsWith("d")) {
        operator(s, i);
      } else if ((word.equals("d") || word.equals("∂"))
          && plain
          && Pieces.text(s, i + 2).equals("/")
          && Pieces.text(s, i + 3).length() > 1
          && isDifferential(Pieces.text(s, i + 3))
          && names.named(next, true).isPresent()) {
        Pieces.replace(s, i, i + 2, "d" + next);
        quotient(s, i);
      } else if (isDifferential(word) && plain && next.equals("/")) {
        quotient(s, i);
      } else if (isDifferential(word) && plain && next.equals("(")) {
        call(s, i);
      } else if (plain
          && word.length() > 2
          && names.derivative(word).isPresent()
          && !names.formulas.containsKey(word)) {
        String derivative = names.derivative(word).get();
        int slash = derivative.indexOf('/');
        if (slash > 0) {
          Pieces.replace(
              s, i, i + 1, derivative.substring(0, slash), "/", derivative.substring(slash + 1));
        }
      } else if (i == 0
          && relation > 0
          && names.formulas.containsKey(word)
          && next.equals("'")
          && Pieces.text(s, 2).equals("(")
          && names.used.contains(Pieces.text(s, 3))
          && Pieces.text(s, 4).equals(")")) {
        Pieces.replace(s, 0, 5, "d" + word, "/", "d" + Pieces.text(s, 3));
      } else if (next.equals(".") && Pieces.text(s, i + 2).equals("grad") && !names.has("grad")) {
        String by = names.named(word, false).orElse(word);
        Pieces.replace(s, i, i + 3, "grad", " " + by);
      }
    }
  }

  /** {@code derivative of f with respect to x}, {@code gradient at x}. */
  private void inWords(List<Piece> s) {
    String noun = Pieces.text(s, 0).toLowerCase(Locale.ROOT);
    boolean derivative = noun.equals("derivative") || noun.equals("partial");
    if (!derivative && !noun.equals("gradient") || names.has(s.get(0).text())) {
      return;
    }
    int at = noun.equals("partial") && Pieces.text(s, 1).equals("derivative") ? 2 : 1;
    String of = "";
    if (Pieces.text(s, at).equals("of") && names.formulas.containsKey(Pieces.text(s, at + 1))) {
      of = Pieces.text(s, at + 1);
      at += 2;
    }
    int by = by(s, at);
    String name = Pieces.text(s, by);
    boolean input = !names.formulas.containsKey(name) && Pieces.text(s, at).matches("of|for");
    if (by == 0 && input || by == 0 && Pieces.text(s, at).equals("at")) {
      by = at + 1;
      name = Pieces.text(s, by);
      input = !names.formulas.containsKey(name) || Pieces.text(s, at).equals("at");
    }
    if (by == 0 || !names.used.contains(name) || Pieces.firstRelation(s) != by + 1) {
      return;
    }
    if (!of.isEmpty()) {
      Pieces.replace(s, 0, by + 1, "d" + of, "/", "d" + name);
    } else if (noun.equals("gradient") && (input || by > at + 1)) {
      Pieces.replace(s, 0, by + 1, "grad", " " + name);
    }
  }

  /** Where the name behind {@code with respect to} stands; 0 if there is none. */
  private static int by(List<Piece> s, int at) {
    StringBuilder words = new StringBuilder();
    for (int i = at; i < Math.min(s.size(), at + 7); i++) {
      words.append(s.get(i).text().toLowerCase(Locale.ROOT));
      String all = words.toString();
      boolean whole =
          all.equals("withrespectto") || all.equals("wrt") || all.matches("w\\.r\\.t\\.?");
      if (whole && !Pieces.text(s, i + 1).equals(".")) {
        return i + 1;
      }
    }
    return 0;
  }

  /** {@code D_x f}, {@code ∂_x f}, {@code ∂x f}, {@code ∇_W L}. */
  private void byOperator(List<Piece> s) {
    String operator = Pieces.text(s, 0);
    if (operator.startsWith("grad_") && operator.length() > 5 && !names.has(operator)) {
      Pieces.replace(s, 0, 1, "grad", operator.substring(4));
      operator = "grad";
    }
    boolean nabla = operator.equals("∇") || operator.equals("grad") && !names.has("grad");
    String index = nabla ? Pieces.text(s, 1) : operator;
    boolean differential =
        index.startsWith("D_")
            || index.startsWith("d_")
            || index.startsWith("∂") && index.length() > 1;
    boolean fits =
        nabla ? index.startsWith("_") && index.length() > 1 : differential && !names.has(index);
    String by = fits ? index.substring(nabla || index.charAt(1) != '_' ? 1 : 2) : "";
    int of = nabla ? 2 : 1;
    String name = names.named(Pieces.text(s, of), true).orElse("");
    String known = names.named(by, false).orElse("");
    if (names.formulas.containsKey(name)
        && names.used.contains(known)
        && Pieces.firstRelation(s) == of + 1) {
      Pieces.replace(s, 0, of + 1, "d" + name, "/", "d" + known);
    }
  }

  /** {@code f'} of an f with one input, which is a number. */
  private void ofOne(List<Piece> s) {
    String name = Pieces.text(s, 0);
    if (!names.formulas.containsKey(name)
        || !Pieces.text(s, 1).equals("'")
        || Pieces.firstRelation(s) != 2) {
      return;
    }
    List<String> inputs = names.inputs(name);
    String body = names.bodies.getOrDefault(name, "[");
    boolean matrix = body.contains("[") || body.contains("@");
    for (String input : inputs) {
      matrix |=
          names.shapes.containsKey(input) || names.values.getOrDefault(input, "[").contains("[");
    }
    if (!matrix && inputs.size() == 1) {
      Pieces.replace(s, 0, 2, "d" + name, "/", "d" + inputs.get(0));
    } else if (!matrix) {
      String first = "d" + name + "/d";
      throw new AskedBack(
          s.get(0), s.get(1), "write " + first + inputs.get(0) + " or " + first + inputs.get(1));
    }
  }

  /** {@code Δf/Δx}, {@code partial f / partial x}, {@code d(f)/d(x)}, {@code df over dx}. */
  private void differences(List<Piece> s, int i) {
    String word = s.get(i).text();
    if (word.endsWith("ₓ") && !names.has(word) && i + 1 < s.size()) {
      Pieces.replace(s, i, i + 1, word.equals("∂ₓ") ? "∂x" : word.replace("ₓ", "_x"));
      return;
    }
    if (word.startsWith("∂ₓ") && !names.has(word)) {
      Pieces.replace(s, i, i + 1, "d" + word.substring(2), "/", "dx");
      return;
    }
    boolean apart = word.equals("d") || word.equals("∂");
    int close = apart && Pieces.text(s, i + 2).equals("(") ? Pieces.closing(s, i + 2) : -1;
    if (close > 0 && names.formulas.containsKey(Pieces.text(s, i + 1))) { // d f(x, y)/dx
      s.subList(i + 2, close + 1).clear();
    }
    String sign = word.startsWith("Δ") ? "Δ" : word.startsWith("δ") ? "δ" : "";
    String below = Pieces.text(s, i + 2);
    if (!sign.isEmpty()
        && word.length() > 1
        && below.startsWith(sign)
        && below.length() > 1
        && Pieces.text(s, i + 1).equals("/")
        && !names.has(word)
        && !names.has(below)) {
      Pieces.replace(s, i + 2, i + 3, "d" + below.substring(1));
      Pieces.replace(s, i, i + 1, "d" + word.substring(1));
    } else if ((word.equals("partial") || word.equals("del") || word.equals("delta"))
        && !names.has(word)
        && Pieces.text(s, i + 2).equals("/")
        && Pieces.text(s, i + 3).equals(word)
        && i + 4 < s.size()) {
      Pieces.replace(s, i + 3, i + 5, "d" + s.get(i + 4).text());
      Pieces.replace(s, i, i + 2, "d" + s.get(i + 1).text());
    } else if (isDifferential(word) && !names.has(word) && isBracketed(s, i + 3)) {
      boolean over = Pieces.text(s, i + 1).equals("/") && Pieces.text(s, i + 2).equals("d");
      if (over) { // df/d(x)
        Pieces.replace(s, i + 2, i + 6, "d" + s.get(i + 4).text());
      }
    } else if ((word.equals("d") || word.equals("∂"))
        && !names.has(word)
        && isBracketed(s, i + 1)) {
      boolean over = Pieces.text(s, i + 4).equals("/");
      String by = Pieces.text(s, i + 5);
      boolean bracketed = by.equals(word) && isBracketed(s, i + 6);
      if (over && (bracketed || isDifferential(by)) && names.used.contains(s.get(i + 2).text())) {
        String name = bracketed ? s.get(i + 7).text() : by.substring(1);
        Pieces.replace(s, i + 5, bracketed ? i + 9 : i + 6, "d" + name);
        Pieces.replace(s, i, i + 4, "d" + s.get(i + 2).text());
      }
    }
  }

  /** Whether one name in brackets stands there. */
  private boolean isBracketed(List<Piece> s, int open) {
    return Pieces.text(s, open).equals("(")
        && Pieces.text(s, open + 2).equals(")")
        && names.used.contains(Pieces.text(s, open + 1));
  }

  private static boolean isDifferential(String word) {
    return word.length() > 1 && (word.startsWith("d") || word.startsWith("∂"));
  }

  /** {@code d/dx f} and {@code d/dx f(x, y)}, from its d. */
  private void operator(List<Piece> s, int d) {
    int of = d + 3;
    boolean square = Pieces.text(s, of).equals("[") && Pieces.text(s, of + 2).equals("]");
    String name = Pieces.text(s, square ? of + 1 : of);
    int end = square ? of + 3 : of + 1;
    if (!square && Pieces.text(s, end).equals("(") && Pieces.closing(s, end) > 0) {
      end = Pieces.closing(s, end) + 1;
    }
    if (names.named(name, true).filter(names.formulas::containsKey).isPresent()) {
      Pieces.replace(s, d, end, "d" + name, "/", Pieces.text(s, d + 2));
      quotient(s, d);
    }
  }

  /** {@code dF/dx} where only f is known, {@code dL/dw1} for w_1. */
  private void quotient(List<Piece> s, int above) {
    int below = above + 2;
    String by = Pieces.text(s, below);
    if ((by.equals("d") || by.equals("∂"))
        && !names.has(by)
        && names.used.contains(Pieces.text(s, below + 1))) {
      if (isDifferential(Pieces.text(s, above))) {
        Pieces.replace(s, below, below + 2, "d" + Pieces.text(s, below + 1));
      }
      by = Pieces.text(s, below);
    }
    if (!isDifferential(by)) {
      return;
    }
    String of = Pieces.text(s, above).substring(1);
    String known = names.named(of, true).orElse(of);
    String name = by.substring(1);
    String knownBy = names.named(name, false).orElse(name);
    if (!known.equals(of) || !knownBy.equals(name)) {
      Pieces.replace(s, above, above + 1, "d" + known);
      Pieces.replace(s, below, below + 1, "d" + knownBy);
    }
  }

  /** {@code df(x, y)/dx}. */
  private void call(List<Piece> s, int df) {
    int end = Pieces.closing(s, df + 1);
    boolean drop =
        end > 0
            && Pieces.text(s, end + 1).equals("/")
            && isDifferential(Pieces.text(s, end + 2))
            && names.formulas.containsKey(s.get(df).text().substring(1));
    for (int i = df + 2; i < end && drop; i++) {
      drop = s.get(i).is(",") || names.used.contains(s.get(i).text());
    }
    if (drop) {
      s.subList(df + 1, end + 1).clear();
      quotient(s, df);
    }
  }
}
