package org.chainrule.parse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.chainrule.ast.Statement;

/**
 * Joins the tokens of a derivative, which is one operand: in {@code w - rho*dE/dw} the quotient
 * binds before the product. Forms: {@code df/dx}, {@code d2f/dx2}, {@code d²f/dx²}, {@code
 * d^2f/dx^2}, {@code d2f/dxdy}, {@code dq[1]/dx}, {@code d/dx (x^2*y)}, {@code d(x^2*y)/dx}. A
 * gradient of the backward pass is one operand too: {@code up q}, {@code local dq/dx}, {@code down
 * q->x}.
 *
 * <p>A name is known if it is defined, given or used outside such a quotient, or known to the
 * caller. If {@code df} or {@code dx} is known, it is a quotient of names; and one of f and x must
 * be. A claim speaks of derivatives: in it {@code df/dx} is one wherever f and x are both known, or
 * neither df nor dx is. If {@code up} is known, it is that name.
 */
final class Differentials {
  private final Tokens tokens;
  private final List<CommonToken> words;
  private final Set<String> known;

  /** Behind the tokens of the numerator or denominator that was read last. */
  private int end;

  private Differentials(Tokens tokens, Set<String> outside) {
    this.tokens = tokens;
    this.words = tokens.words;
    this.known = new HashSet<>(outside);
  }

  /**
   * Joins what is a derivative.
   *
   * @param outside names that are known although the text does not tell of them
   */
  static void join(Tokens tokens, Set<String> outside) {
    boolean some = false;
    for (int i = 0; i + 1 < tokens.size() && !some; i++) {
      some =
          tokens.words.get(i).getType() == ChainruleParser.DIVIDE
                  && isSpelled(tokens, tokens.kind(i + 1) == Tokens.Kind.OPEN ? i + 2 : i + 1)
              || isRoleWord(tokens, i);
    }
    if (some) {
      Differentials differentials = new Differentials(tokens, outside);
      differentials.learn();
      differentials.join();
    }
  }

  /** The names that a text tells of outside derivatives. */
  static Set<String> known(Tokens tokens) {
    Differentials differentials = new Differentials(tokens, Set.of());
    differentials.learn();
    return differentials.known;
  }

  private static boolean isSpelled(Tokens tokens, int index) {
    return tokens.kind(index) == Tokens.Kind.NAME && spelled(tokens, index).startsWith("d");
  }

  /** Whether a word such as {@code up} stands there, before whatever. */
  private static boolean isRoleWord(Tokens tokens, int index) {
    int type = tokens.words.get(index).getType();
    boolean word = type == ChainruleParser.NAME || type == ChainruleParser.KEYWORD;
    return word && Keywords.isRole(Keywords.of(spelled(tokens, index), tokens.isHomework()));
  }

  private static String spelled(Tokens tokens, int index) {
    return tokens.name(tokens.words.get(index)).name();
  }

  private String name(int index) {
    return index >= 0 && isName(index) ? spelled(tokens, index) : "";
  }

  private boolean isName(int index) {
    return tokens.kind(index) == Tokens.Kind.NAME;
  }

  private int type(int index) {
    return index >= 0 && index < words.size() ? words.get(index).getType() : -1;
  }

  // ---- which names are known ----

  private void learn() {
    BitSet differentials = new BitSet();
    for (int i = 0; i < words.size(); i++) {
      int last = name(i).startsWith("d") ? quotientEnd(i) : 0;
      if (last > 0) {
        differentials.set(i);
        for (int below = last; type(below) != ChainruleParser.DIVIDE; below--) {
          differentials.set(below);
        }
      }
    }
    for (int i = 0; i < words.size(); i++) {
      boolean role = isRoleWord(tokens, i) && isRole(i);
      if (isName(i) && !differentials.get(i) && !role) {
        known.add(name(i));
      }
    }
  }

  /** Whether a quotient of differentials begins here, as far as its form goes. */
  private boolean isQuotient(int first) {
    return quotientEnd(first) > 0;
  }

  /**
   * The last token of a quotient of differentials, right or meant as one; 0 if none begins here.
   */
  private int quotientEnd(int first) {
    Above above = numerator(first);
    if (above == null) {
      return 0;
    }
    boolean apart = above.of().isEmpty() && isName(end); // d f/dx
    int slash = apart ? end + 1 : isBracket(above) ? closing(end) + 1 : end;
    int last = slash + 1;
    if (type(slash) != ChainruleParser.DIVIDE) {
      return 0;
    }
    if (type(last) == ChainruleParser.OPEN) {
      int close = closing(last);
      for (int i = last + 1; i < close; i++) {
        if (type(i) != ChainruleParser.TIMES && !isSpelled(tokens, i)) {
          return 0;
        }
      }
      return close;
    }
    if (!isSpelled(tokens, last)) {
      return 0;
    }
    return above.order() > 1 && isSpelled(tokens, last + 1) ? last + 1 : last;
  }

  /** Whether a numerator goes on in brackets: {@code d(x^2)/dx}, {@code dq[1]/dx}. */
  private boolean isBracket(Above above) {
    return type(end) == (above.of().isEmpty() ? ChainruleParser.OPEN : ChainruleParser.LBRACKET);
  }

  // ---- what stands above and below ----

  /** What is differentiated how often. */
  private record Above(String of, int order) {}

  /** The numerator that begins at a name; of nothing for the d of {@code d/dx (...)}. */
  private Above numerator(int first) {
    String name = name(first);
    end = first + 1;
    if (!name.startsWith("d")) {
      return null;
    }
    int order = 1;
    String of = name.substring(1);
    if (of.isEmpty()) {
      order = exponent();
      if (order > 1 && isName(end)) {
        return new Above(name(end++), order);
      }
      return order > 0 ? new Above("", order) : null;
    }
    if (Character.isDigit(of.charAt(0))) {
      order = of.charAt(0) - '0';
      of = of.substring(1);
      boolean fits = order >= 2 && order <= 6 && (of.isEmpty() || !isDigit(of.charAt(0)));
      return fits ? new Above(of, order) : null;
    }
    return new Above(of, 1);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The exponent at {@link #end}, which is passed; 1 if there is none, 0 if it does not fit. */
  private int exponent() {
    String digits = "1";
    if (type(end) == ChainruleParser.SUPERSCRIPT) {
      digits = Letters.digits(words.get(end++).getText());
    } else if (type(end) == ChainruleParser.POWER && type(end + 1) == ChainruleParser.NUMBER) {
      digits = tokens.text(end + 1);
      end += 2;
    }
    return digits.length() == 1 && isDigit(digits.charAt(0)) ? digits.charAt(0) - '0' : 0;
  }

  /** The names that a denominator takes so many derivatives by; null if it is none. */
  private List<String> denominator(int first, int order) {
    String name = name(first);
    end = first + 1;
    if (!name.startsWith("d") || name.length() < 2) {
      return null;
    }
    String by = name.substring(1);
    if (order == 1) {
      return List.of(by);
    }
    int before = end;
    if (exponent() == order && end > before) {
      return repeated(by, order);
    }
    end = before;
    String digit = Integer.toString(order);
    boolean plain = by.endsWith(digit) && known.contains(by.substring(0, by.length() - 1));
    if (plain || by.endsWith(digit) && split(name, order) == null && by.indexOf('d') < 0) {
      return repeated(by.substring(0, by.length() - 1), order);
    }
    return split(name, order);
  }

  private static List<String> repeated(String by, int order) {
    return new ArrayList<>(java.util.Collections.nCopies(order, by));
  }

  /** {@code dxdy} and {@code dx2dy} as known names behind d, so many in all. */
  private List<String> split(String name, int order) {
    if (!name.startsWith("d") || order < 1) {
      return null;
    }
    for (int next = 2; next <= name.length(); next++) {
      boolean last = next == name.length();
      if (last || name.charAt(next) == 'd') {
        String piece = name.substring(1, next);
        List<String> once = rest(piece, 1, name.substring(next), order);
        int digit = piece.length() > 1 ? piece.charAt(piece.length() - 1) - '0' : 0;
        List<String> often =
            digit < 2 || digit > 9
                ? null
                : rest(piece.substring(0, piece.length() - 1), digit, name.substring(next), order);
        if (once != null || often != null) {
          return once != null ? once : often;
        }
      }
    }
    return null;
  }

  /** A known name so many times, and what follows it. */
  private List<String> rest(String by, int times, String behind, int order) {
    if (!known.contains(by)) {
      return null;
    }
    List<String> rest =
        behind.isEmpty() ? order == times ? new ArrayList<>() : null : split(behind, order - times);
    if (rest != null) {
      rest.addAll(0, repeated(by, times));
    }
    return rest;
  }

  // ---- joining ----

  private void join() {
    boolean claim = false;
    for (int i = 0; i < words.size(); i++) {
      if (i == 0 || tokens.kind(i - 1) == Tokens.Kind.SEPARATOR) {
        claim = isClaim(i);
        if (claim && type(i) == ChainruleParser.KEYWORD && !isOperand(i)) {
          continue; // It tells what is claimed.
        }
      }
      if (isRoleWord(tokens, i)) {
        joinRole(i);
      } else if (isName(i)) {
        joinAt(i, claim);
        if (isName(i)) {
          markMisform(i);
        }
      }
    }
  }

  /** Whether a gradient of the backward pass begins at a word, as far as its form goes. */
  private boolean isRole(int word) {
    return switch (Keywords.of(spelled(tokens, word), tokens.isHomework())) {
      case UP -> isName(word + 1);
      case LOCAL -> isQuotient(word + 1);
      case DOWN -> isName(word + 1) && type(word + 2) == ChainruleParser.ARROW && isName(word + 3);
      default -> false;
    };
  }

  /** {@code up q*dq/dx = 8} does not claim {@code up} of something, but a product with it. */
  private boolean isOperand(int word) {
    if (!isRole(word)) {
      return false;
    }
    boolean up = Keywords.of(spelled(tokens, word), tokens.isHomework()) == Statement.Target.UP;
    int end = word + (up ? 2 : 4);
    boolean product = type(end) == ChainruleParser.TIMES || type(end) == ChainruleParser.DIVIDE;
    for (int i = end; tokens.kind(i) != Tokens.Kind.RELATION && i < words.size(); i++) {
      product |= isRoleWord(tokens, i);
    }
    return product;
  }

  private void joinRole(int word) {
    if (known.contains(spelled(tokens, word))) {
      words.get(word).setType(ChainruleParser.NAME);
    } else if (isRole(word)) {
      int type = type(word);
      switch (Keywords.of(spelled(tokens, word), tokens.isHomework())) {
        case UP -> type = ChainruleParser.UP;
        case DOWN -> type = ChainruleParser.DOWN;
        default -> {
          joinAt(word + 1, true);
          boolean joined = type(word + 2) == ChainruleParser.PER;
          type = joined ? ChainruleParser.LOCAL : type;
        }
      }
      words.get(word).setType(type);
    }
  }

  /** Whether a statement is no definition, but has a relation. */
  private boolean isClaim(int first) {
    String defined = name(first);
    boolean total =
        defined.length() > 1 && defined.startsWith("d") && known.contains(defined.substring(1));
    if (isName(first) && type(first + 1) == ChainruleParser.IS && !total) {
      return false;
    }
    if (tokens.isHead(first)) {
      return false;
    }
    for (int i = first; i < words.size() && tokens.kind(i) != Tokens.Kind.SEPARATOR; i++) {
      if (tokens.kind(i) == Tokens.Kind.RELATION) {
        return true;
      }
    }
    return false;
  }

  /**
   * Joins the derivative that begins at a name, if one does.
   *
   * @param claimed whether nothing but a derivative can be meant
   */
  private void joinAt(int first, boolean claimed) {
    Above above = numerator(first);
    if (above == null) {
      return;
    }
    int last = end - 1;
    int slash = end;
    boolean bracket = isBracket(above);
    if (bracket) {
      slash = closing(end) + 1;
    }
    if (type(slash) != ChainruleParser.DIVIDE || !isName(slash + 1)) {
      return;
    }
    List<String> by = denominator(slash + 1, above.order());
    int behind = end - 1;
    if (by == null) {
      return;
    }
    boolean operator = above.of().isEmpty() && !bracket;
    boolean some = known.contains(above.of());
    boolean all = some;
    for (String each : by) {
      some |= known.contains(each);
      all &= known.contains(each);
    }
    boolean names = known.contains(name(first)) || known.contains(name(slash + 1));
    boolean derivative = claimed ? all || !names : some && !names;
    if (!derivative || operator && type(behind + 1) != ChainruleParser.OPEN) {
      return;
    }
    boolean twofold =
        above.order() > 1
            && behind == slash + 1
            && known.contains(name(behind).substring(1))
            && known.contains(by.get(0));
    int over = operator ? ChainruleParser.OVER : ChainruleParser.BY;
    Differential below =
        new Differential(words.get(slash + 1), words.get(behind), over, by, twofold);
    replace(slash + 1, behind, below);
    words.get(slash).setType(ChainruleParser.PER);
    int type = above.of().isEmpty() ? ChainruleParser.D : ChainruleParser.OF;
    Differential differential =
        new Differential(words.get(first), words.get(last), type, List.of(above.of()), false);
    replace(first, last, differential);
  }

  // ---- what is meant as a derivative ----

  /**
   * Makes UNKNOWN of what can only be meant as a derivative and is none: {@code d2f/(dx dy)},
   * {@code d2f/dx}, {@code d/dx x^2}, {@code d f/dx}. All names in it are known, and none of its
   * differentials is.
   */
  private void markMisform(int first) {
    int last = known.contains(name(first)) ? 0 : quotientEnd(first);
    if (last == 0) {
      return;
    }
    Above above = numerator(first);
    boolean apart = above.of().isEmpty() && isName(end); // d f/dx
    String of = apart ? name(end) : above.of();
    List<String> by = new ArrayList<>();
    int below = last;
    while (type(below - 1) != ChainruleParser.DIVIDE) {
      below--;
    }
    for (int i = below; i <= last; i++) {
      if (name(i).equals("d") && known.contains(name(i + 1))) { // d f/d x
        by.add(name(i + 1));
        last = i + 1;
        break;
      }
      if (isName(i) && !by(name(i), above.order(), by)) {
        return;
      }
    }
    boolean operator = of.isEmpty() && type(end) == ChainruleParser.DIVIDE;
    if (by.isEmpty() || !of.isEmpty() && !known.contains(of)) {
      return;
    }
    String written = "d" + order(above.order()) + of + "/" + below(by, above.order());
    if (!operator && !of.isEmpty()) {
      mark(first, last, written);
    } else if (operator
        && Tokens.startsFactor(tokens.kind(last + 1))
        && type(last + 1) != ChainruleParser.OPEN) {
      mark(first, last, written + " (...)"); // Brackets are missing around what follows directly.
    }
  }

  /** Adds the known name behind the d of a name that is not known; false if it is no such. */
  private boolean by(String name, int order, List<String> by) {
    String whole = name.substring(Math.min(1, name.length()));
    boolean power = order > 1 && whole.endsWith(Integer.toString(order));
    String base = power ? whole.substring(0, whole.length() - 1) : whole;
    boolean fits =
        name.startsWith("d")
            && !known.contains(name)
            && (known.contains(whole) || known.contains(base));
    if (fits) {
      by.add(known.contains(whole) ? whole : base);
    }
    return fits;
  }

  private static String order(int order) {
    return order > 1 ? Integer.toString(order) : "";
  }

  /** How the denominator is written: {@code dx}, {@code dx2}, {@code dxdy}. */
  private static String below(List<String> by, int order) {
    return by.size() == 1 ? "d" + by.get(0) + order(order) : "d" + String.join("d", by);
  }

  private void mark(int first, int last, String written) {
    List<String> help = List.of(written);
    replace(
        first,
        last,
        new Differential(words.get(first), words.get(last), ChainruleParser.UNKNOWN, help, false));
  }

  /** One token for several; most often for one, which moves none of the others. */
  private void replace(int first, int last, Differential joined) {
    words.set(first, joined);
    words.subList(first + 1, last + 1).clear();
  }

  /** The bracket that closes the one at {@code open}; the last token if none does. */
  private int closing(int open) {
    int depth = 0;
    for (int i = open; i < words.size(); i++) {
      Tokens.Kind kind = tokens.kind(i);
      depth += kind == Tokens.Kind.OPEN || kind == Tokens.Kind.LBRACKET ? 1 : 0;
      depth -= kind == Tokens.Kind.CLOSE || kind == Tokens.Kind.RBRACKET ? 1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return words.size() - 1;
  }
}
