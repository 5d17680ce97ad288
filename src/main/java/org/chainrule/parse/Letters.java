package org.chainrule.parse;

import java.text.Normalizer;

/** Which characters names and superscripts are made of. */
final class Letters {
  private static final boolean[] STARTS = new boolean[128];
  private static final boolean[] CONTINUES = new boolean[128];
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  static {
    for (char c = 0; c < 128; c++) {
      STARTS[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
      CONTINUES[c] = STARTS[c] || c >= '0' && c <= '9';
    }
  }

  private Letters() {}

  static boolean starts(char c) {
    return c < 128 ? STARTS[c] : isLetter(c);
  }

  static boolean continues(char c) {
    return c < 128
        ? CONTINUES[c]
        : isLetter(c) || isSubscript(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  /** Letters of any script; not those that Unicode makes of superscript digits or symbols. */
  private static boolean isLetter(char c) {
    return c == '∂' || Character.isLetter(c) && c != 'ᵀ' && !isSuperscript(c);
  }

  private static boolean isSubscript(char c) {
    return c >= '₀' && c <= '₉';
  }

  static boolean isSuperscript(char c) {
    return c == '⁻' || SUPERSCRIPTS.indexOf(c) >= 0;
  }

  /** The plain digits, with a sign if there is one, of a row of superscripts. */
  static String digits(String superscripts) {
    StringBuilder digits = new StringBuilder();
    for (char c : superscripts.toCharArray()) {
      digits.append(c == '⁻' ? "-" : Integer.toString(SUPERSCRIPTS.indexOf(c)));
    }
    return digits.toString();
  }

  /** Subscript digits are digits, and the curly d of a partial derivative is a d. */
  static String normalized(String spelling) {
    for (int i = 0; i < spelling.length(); i++) {
      if (spelling.charAt(i) >= 0x80) {
        StringBuilder name = new StringBuilder();
        for (char c : spelling.toCharArray()) {
          name.append(c == '∂' ? 'd' : isSubscript(c) ? (char) (c - '₀' + '0') : c);
        }
        return Normalizer.normalize(name, Normalizer.Form.NFC);
      }
    }
    return spelling;
  }
}
