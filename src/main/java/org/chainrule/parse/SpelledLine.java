package org.chainrule.parse;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a sheet as it was typed: its words, numbers and signs, each with its place. Of what a
 * word processor puts in, plain characters are made; see {@link #plain}.
 */
final class SpelledLine {
  /** What a piece is, as far as spellings care. */
  enum Kind {
    WORD,
    NUMBER,
    MARK,
    COMMENT
  }

  /**
   * A word, number or sign.
   *
   * @param blank what stands before it
   * @param start its first character in the sheet as typed
   * @param end behind its last one there
   */
  record Piece(Kind kind, String blank, String text, int start, int end) {
    boolean is(String other) {
      return text.equals(other);
    }

    /** The same behind another blank. */
    Piece behind(String other) {
      return new Piece(kind, other, text, start, end);
    }

    boolean isWord() {
      return kind == Kind.WORD;
    }

    boolean isNumber() {
      return kind == Kind.NUMBER;
    }

    boolean isWhole() {
      return kind == Kind.NUMBER && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
  }

  private static final List<String> LONG_MARKS =
      List.of(
          "...", "===", "==>", "-->", ":=", "->", "=>", "==", "~=", "=~", "~~", "//", "**", "<=",
          ">=", "!=", "+-");

  /** The line as it was typed. */
  final String typed;

  /** Where it begins in the sheet. */
  final int start;

  final List<Piece> pieces = new ArrayList<>();

  SpelledLine(String sheet, int start, int end) {
    this.typed = sheet.substring(start, end);
    this.start = start;
    StringBuilder plain = new StringBuilder(typed.length());
    int[] places = null; // of each plain character, once they are not those that were typed
    int comment = -1;
    for (int i = 0; i < typed.length() && comment < 0; ) {
      int point = typed.codePointAt(i);
      String instead = point < 128 && point != '"' && point != '`' ? null : plain(point);
      int size = Character.charCount(point);
      if (point == '#') {
        comment = i;
      } else {
        String text = instead == null ? typed.substring(i, i + size) : instead;
        if (text.startsWith(" ") && text.indexOf('/') > 0 && isOperator(plain)) {
          text = "(" + text.substring(1) + ")"; // the half of x^½
        } else if (point == '⊤') {
          text = isPower(plain) ? "T" : "'";
        }
        if (instead != null && places == null) {
          places = new int[4 * typed.length() + 4];
          for (int k = 0; k < i; k++) {
            places[k] = k;
          }
        }
        for (int k = 0; places != null && k < text.length(); k++) {
          places[plain.length() + k] = i;
        }
        plain.append(text);
        i += size;
      }
    }
    String blank = cut(plain.toString(), places);
    if (comment >= 0) {
      pieces.add(new Piece(Kind.COMMENT, blank, typed.substring(comment), start + comment, end));
    }
  }

  /** Cuts the plain text into pieces; the blanks behind the last one. */
  private String cut(String text, int[] places) {
    int blank = 0;
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      int end = i + 1;
      Kind kind = Kind.MARK;
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF') {
        i++;
        continue;
      }
      if (Letters.starts(c)) {
        kind = Kind.WORD;
        while (end < text.length() && Letters.continues(text.charAt(end))) {
          end++;
        }
      } else if (isDigit(c) || c == '.' && end < text.length() && isDigit(text.charAt(end))) {
        kind = Kind.NUMBER;
        end = endOfNumber(text, i);
      } else if (c == '\\') {
        while (end < text.length() && isAsciiLetter(text.charAt(end))) {
          end++;
        }
        end = end == i + 1 ? Math.min(text.length(), i + 2) : end;
      } else {
        for (String mark : LONG_MARKS) {
          if (text.startsWith(mark, i)) {
            end = i + mark.length();
            break;
          }
        }
        end = Math.max(end, i + Character.charCount(text.codePointAt(i)));
      }
      int first = start + (places == null ? i : places[i]);
      int last = start + (places == null ? end - 1 : places[end - 1]);
      last += Character.charCount(typed.codePointAt(last - start));
      pieces.add(new Piece(kind, text.substring(blank, i), text.substring(i, end), first, last));
      blank = end;
      i = end;
    }
    return text.substring(blank);
  }

  private static int endOfNumber(String text, int start) {
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    if (end + 1 < text.length() && text.charAt(end) == '.' && isDigit(text.charAt(end + 1))) {
      end++;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
    }
    int exponent = end + 1;
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      boolean signed = exponent < text.length() && "+-−".indexOf(text.charAt(exponent)) >= 0;
      exponent += signed ? 1 : 0;
      int digits = exponent;
      while (exponent < text.length() && isDigit(text.charAt(exponent))) {
        exponent++;
      }
      end = exponent > digits ? exponent : end;
    }
    return end;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAsciiLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isOperator(StringBuilder plain) {
    int at = plain.length() - 1;
    while (at >= 0 && plain.charAt(at) == ' ') {
      at--;
    }
    return at >= 0 && "^/÷*·×".indexOf(plain.charAt(at)) >= 0;
  }

  private static boolean isPower(StringBuilder plain) {
    return plain.length() > 0 && plain.charAt(plain.length() - 1) == '^';
  }

  /** What a character of a word processor stands for; null for one of our own notation. */
  private static String plain(int point) {
    switch (point) {
      case '"', '`', '“', '”', '„', '«', '»':
        return "";
      case '’', '‘', 'ʹ', '´', '′':
        return "'";
      case '‐', '‑', '‒', '–', '—', '―', '﹣':
        return "-";
      case '∗', '∙', '✕', '⨯', '⊙', '∘', '\u2062':
        return "*";
      case '‣', '◦', '▪', '●', '■', '➤', '►':
        return "•";
      case '⁄', '∕':
        return "/";
      case '≅', '≃', '≐', '≒', '∼':
        return "~";
      case '≔', '≝':
        return "=";
      case '≡':
        return "==";
      case '⇒', '⟹', '∴', '⇨':
        return "=>";
      case '⟶', '↦', '➔', '➜', '➡', '⮕', '⇾', '➝', '➞':
        return "->";
      case '∵':
        return "because ";
      case '…':
        return "...";
      case '∞':
        return "inf";
      case '✓', '✔', '✅', '☑', '□', '∎', '☐':
        return "";
      case '⊤':
        return "T";
      case '⟨', '〈':
        return "[";
      case '⟩', '〉':
        return "]";
      case '∣', '│', '❘':
        return "|";
      case '∆':
        return "Δ";
      case '，', '、':
        return ",";
      case '½', '¼', '¾', '⅓', '⅔', '⅛', '⅕', '⅖', '⅗', '⅘', '⅙', '⅚', '⅜', '⅝', '⅞':
        return " "
            + Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC)
                .replace('⁄', '/');
      default:
        break;
    }
    boolean wide = point >= 0xFF01 && point <= 0xFF5E;
    if (wide) {
      char narrow = (char) (point - 0xFEE0);
      return isAsciiLetter(narrow) ? null : Character.toString(narrow);
    }
    if (point >= 0x1D400 && point <= 0x1D7FF || point == 0x210E) {
      return Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC);
    }
    int type = Character.getType(point);
    if (point == 0xFEFF || point == 0xA0 || point == 0x2009 || point == 0x202F) {
      return null; // blanks of our own
    }
    boolean variant = point >= 0xFE00 && point <= 0xFE0F;
    return type == Character.FORMAT || variant
        ? ""
        : type == Character.SPACE_SEPARATOR ? " " : null;
  }
}
