package org.chainrule.parse;

import static org.chainrule.parse.Pieces.replace;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chainrule.parse.SpelledLine.Piece;

/** Numbers as students write them: {@code -4,0}, {@code -400%}, {@code 2 1/3}, {@code 3 m/s}. */
final class SpelledNumbers {
  private static final Set<String> UNITS =
      Set.of(
          ("N m s kg g J W V A Hz Pa K mol cm mm km ms min h rad eV C T kN kJ kW mA mV Ω unit units pt pts"
                  + " points")
              .split(" "));

  private SpelledNumbers() {}

  /** Makes one number of {@code 1 234.5}, {@code 1'234} and {@code 1_234}. */
  static void joinGroups(List<Piece> line) {
    for (int i = 0; i + 1 < line.size(); i++) {
      if (!line.get(i).isWhole() || line.get(i).text().length() > 3 || is(line, i - 1, ".")) {
        continue;
      }
      StringBuilder digits = new StringBuilder(line.get(i).text());
      int end = i + 1;
      while (end < line.size()) {
        boolean quote = is(line, end, "'") && line.get(end).blank().isEmpty();
        boolean bar = line.get(end).text().matches("_[0-9]{3}") && line.get(end).blank().isEmpty();
        int group = quote ? end + 1 : end;
        boolean blank = !quote && !bar && line.get(end).blank().length() == 1;
        boolean next = quote && end + 1 < line.size() && line.get(group).blank().isEmpty();
        boolean three = (blank || next) && line.get(group).text().matches("[0-9]{3}(\\.[0-9]+)?");
        if (!three && !bar) {
          break;
        }
        digits.append(line.get(group).text().replace("_", ""));
        end = group + 1;
      }
      if (end > i + 1 && !is(line, end, "/") && !isInList(line, i)) {
        replace(line, i, end, digits.toString());
      }
    }
  }

  private static boolean isInList(List<Piece> line, int i) {
    int depth = 0;
    for (Piece piece : line.subList(0, i)) {
      depth += Pieces.step(piece);
    }
    return depth > 0;
  }

  /** Makes one number of {@code 0,20} where no list is meant. */
  static void joinCommas(List<Piece> line) {
    int depth = 0;
    for (int i = 0; i < line.size(); i++) {
      depth = Math.max(0, depth + Pieces.step(line.get(i)));
      boolean comma =
          depth == 0
              && i > 0
              && i + 1 < line.size()
              && line.get(i).is(",")
              && line.get(i).blank().isEmpty()
              && line.get(i - 1).isNumber()
              && line.get(i + 1).isNumber()
              && line.get(i + 1).blank().isEmpty();
      if (comma) {
        join(line, i);
      }
    }
  }

  private static void join(List<Piece> line, int comma) {
    Piece whole = line.get(comma - 1);
    Piece behind = line.get(comma + 1);
    int end = comma + 2;
    String digits = behind.text();
    boolean more =
        end + 1 < line.size()
            && line.get(end).is(",")
            && line.get(end).blank().isEmpty()
            && line.get(end + 1).isNumber()
            && line.get(end + 1).blank().isEmpty();
    boolean three = digits.matches("[0-9]{3}");
    boolean thousands = whole.isWhole() && whole.text().matches("[1-9][0-9]{0,2}");
    int first = comma - 1;
    String sign = first > 0 && line.get(first - 1).is("-") ? "-" : "";
    if (thousands && three && !more) {
      throw new AskedBack(
          whole,
          behind,
          "write " + sign + whole.text() + "." + digits + " or " + sign + whole.text() + digits);
    }
    boolean listed = first > 0 && lists(line, first);
    if (more || listed || !whole.isWhole() && !digits.matches("[0-9]{3}\\.[0-9]+")) {
      String point = whole.text() + "." + digits;
      throw new AskedBack(
          whole,
          line.get(more ? end + 1 : comma + 1),
          "write " + sign + point + " or " + sign + whole.text() + ", " + digits);
    }
    boolean grouped = thousands && digits.matches("[0-9]{3}\\.[0-9]+"); // 1,234.56
    replace(line, first, end, whole.text() + (grouped ? "" : ".") + digits);
  }

  /** Whether names are listed before a number: x, y = -2,5. */
  private static boolean lists(List<Piece> line, int number) {
    int i = number - 1;
    while (i > 0 && !Pieces.isRelation(line.get(i))) {
      i--;
    }
    return i > 2
        && line.get(i - 1).isWord()
        && line.get(i - 2).is(",")
        && line.get(i - 3).isWord()
        && (i < 5 || !Pieces.isRelation(line.get(i - 4)));
  }

  /** The numbers behind the first relation of a claim or a given value. */
  static void read(List<Piece> s, int relation, SpelledNames names) {
    SpelledVectors.read(s, relation);
    exponents(s, relation, names);
    for (int i = relation + 1; i < s.size(); i++) {
      if (!s.get(i).isNumber()) {
        continue;
      }
      power(s, i, names);
      mixed(s, i);
      if (is(s, i + 1, "percent") && !names.has("percent")) {
        replace(s, i + 1, i + 2, "%");
      }
      if (is(s, i + 1, "%") && !isTolerance(s, i)) {
        BigDecimal number = new BigDecimal(s.get(i).text()).movePointLeft(2);
        replace(s, i, i + 2, number.toPlainString());
      }
      if (is(s, i + 1, "...") && s.get(i + 1).blank().isEmpty()) {
        s.remove(i + 1);
      }
      unit(s, i, names);
    }
  }

  /** {@code 5 e-1}, which may be a product with e. */
  private static void exponents(List<Piece> s, int relation, SpelledNames names) {
    for (int i = relation + 2; i + 2 < s.size(); i++) {
      boolean apart =
          (is(s, i, "e") || is(s, i, "E"))
              && !names.has(s.get(i).text())
              && !s.get(i).blank().isEmpty()
              && (is(s, i + 1, "-") || is(s, i + 1, "−"))
              && s.get(i + 1).blank().isEmpty()
              && s.get(i + 2).isWhole()
              && s.get(i + 2).blank().isEmpty();
      if (apart) {
        String number = Pieces.text(s.subList(relation + 1, i)).strip();
        String digits = s.get(i + 2).text();
        throw new AskedBack(
            s.get(i - 1),
            s.get(i + 2),
            "write " + number + "e-" + digits + " or " + number + "*e - " + digits);
      }
    }
  }

  static boolean is(List<Piece> s, int i, String text) {
    return i >= 0 && i < s.size() && s.get(i).is(text);
  }

  private static boolean isTolerance(List<Piece> s, int number) {
    return is(s, number - 1, "±")
        || is(s, number - 1, "within")
        || is(s, number - 1, "+-")
        || is(s, number - 1, "-") && is(s, number - 2, "+");
  }

  /** {@code -4.0 x 10^0}. */
  private static void power(List<Piece> s, int i, SpelledNames names) {
    boolean joined =
        i + 1 < s.size()
            && s.get(i + 1).text().matches("[xX]10")
            && !names.has(s.get(i + 1).text());
    boolean apart =
        i + 2 < s.size()
            && s.get(i + 1).text().matches("[xX]")
            && !s.get(i + 1).blank().isEmpty()
            && s.get(i + 2).is("10");
    int power = joined ? i + 2 : i + 3;
    if (!joined && !apart || !s.get(i).text().matches("[0-9.]+")) {
      return;
    }
    int digits = power + 1;
    String exponent = "";
    if (is(s, power, "^") || is(s, power, "**")) {
      boolean bracket = is(s, digits, "(");
      digits += bracket ? 1 : 0;
      if (is(s, digits, "-") || is(s, digits, "−") || is(s, digits, "+")) {
        exponent = is(s, digits, "+") ? "" : "-";
        digits++;
      }
      if (digits >= s.size() || !s.get(digits).isWhole()) {
        return;
      }
      exponent += s.get(digits).text();
      digits += bracket ? 2 : 1;
    } else if (power < s.size() && Letters.isSuperscript(s.get(power).text().charAt(0))) {
      StringBuilder superscripts = new StringBuilder();
      int end = power;
      while (end < s.size() && Letters.isSuperscript(s.get(end).text().charAt(0))) {
        superscripts.append(s.get(end++).text());
      }
      exponent = Letters.digits(superscripts.toString());
      digits = end;
    } else {
      return;
    }
    if (digits <= s.size()) {
      replace(s, i, digits, s.get(i).text() + "e" + exponent);
    }
  }

  /** {@code 2 1/3}, a mixed number. */
  private static void mixed(List<Piece> s, int i) {
    boolean mixed =
        i + 3 < s.size()
            && s.get(i).isWhole()
            && s.get(i + 1).isWhole()
            && !s.get(i + 1).blank().isEmpty()
            && s.get(i + 2).is("/")
            && s.get(i + 3).isWhole();
    boolean goesOn = i + 4 < s.size() && (s.get(i + 4).is("^") || s.get(i + 4).isNumber());
    if (!mixed || goesOn || is(s, i - 1, "/") || is(s, i - 1, "^")) {
      return;
    }
    String whole = s.get(i).text();
    String above = s.get(i + 1).text();
    String below = s.get(i + 3).text();
    if (above.length() > 9
        || below.length() > 9
        || Integer.parseInt(above) >= Integer.parseInt(below)) {
      throw new AskedBack(
          s.get(i),
          s.get(i + 3),
          "write " + whole + " + " + above + "/" + below + " or " + whole + "*" + above + "/"
              + below);
    }
    replace(s, i, i + 4, "(", whole, " +", " " + above, "/", below, ")");
  }

  /** {@code -4 N}, {@code 3 m/s}: what stands behind the last number, where no such names are. */
  private static void unit(List<Piece> s, int i, SpelledNames names) {
    int end = i + 1;
    boolean unit = false;
    while (end < s.size()) {
      Piece piece = s.get(end);
      boolean letters =
          piece.isWord() && UNITS.contains(piece.text()) && !isName(piece.text(), names);
      boolean joint =
          unit
              && (piece.is("/")
                  || piece.is("*")
                  || piece.is("·")
                  || piece.is("^")
                  || piece.isWhole() && s.get(end - 1).is("^")
                  || Letters.isSuperscript(piece.text().charAt(0)));
      if (!letters && !joint) {
        return;
      }
      unit |= letters;
      end++;
    }
    if (unit
        && (s.get(end - 1).isWord()
            || s.get(end - 1).isWhole()
            || Letters.isSuperscript(s.get(end - 1).text().charAt(0)))) {
      s.subList(i + 1, end).clear();
    }
  }

  static boolean isName(String unit, SpelledNames names) {
    for (Set<String> some : List.of(names.used, names.given, names.differentiated)) {
      for (String name : some) {
        if (name.toLowerCase(Locale.ROOT).equals(unit.toLowerCase(Locale.ROOT))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a right side is a number with units behind it, as far as its form goes. */
  static boolean isMeasured(String body, Set<String> words) {
    return UNITS.containsAll(words) && body.matches("[-−+]?[0-9][0-9.,]*[^0-9(].*");
  }
}
