package org.chainrule.parse;

import java.util.List;
import org.chainrule.parse.SpelledLine.Piece;

/** Derivatives of homework: {@code d/dx f}, {@code dfdx}, {@code f'(x)}, {@code dF/dx}. */
final class SpelledDerivatives {
  private final SpelledNames names;

  SpelledDerivatives(SpelledNames names) {
    this.names = names;
  }

  /** {@code d/dx f}, {@code dfdx}, {@code f'(x)}, {@code f_x}, {@code x.grad}, {@code dF/dx}. */
  void read(List<Piece> s, int relation) {
    for (int i = 0; i < s.size(); i++) {
      if (!s.get(i).isWord()) {
        continue;
      }
      String word = s.get(i).text();
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
