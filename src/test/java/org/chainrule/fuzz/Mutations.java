package org.chainrule.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes of a text: of its tokens, of its bytes, and together with another one. */
final class Mutations {
  /** A text does not grow beyond so many bytes. */
  static final int LONGEST = 16_384;

  private static final Pattern TOKEN =
      Pattern.compile("[\\w.\\x80-\\xff]+|[ \\t]+|\\n|[<>=!]=|->|.", Pattern.DOTALL);
  private static final List<String> DICTIONARY =
      List.of(
          "(",
          ")",
          "[",
          "]",
          ",",
          ";",
          "=",
          "==",
          "~",
          "?",
          "+",
          "-",
          "*",
          "/",
          "^",
          "@",
          "'",
          "<",
          ">",
          "->",
          ":",
          "%",
          "±",
          "²",
          "⁻¹",
          "√",
          "·",
          "×",
          "−",
          "π",
          "θ",
          "가중치",
          "\n",
          " ",
          "#",
          "0",
          "1",
          "-1",
          "0.0",
          "1e308",
          "1e-308",
          "1e-400",
          "1e-9999999",
          "1e99999999999",
          "1e-99999999999",
          "9999999999999999999",
          "0x10",
          "1,5",
          ".",
          "..",
          "e",
          "pi",
          "ans",
          "up ",
          "local ",
          "down ",
          "value ",
          "output ",
          "df/dx",
          "dx",
          "x",
          "y",
          "where(",
          "max(",
          "abs(",
          "sum(",
          "norm(",
          "softmax(",
          "zeros(",
          "eye(",
          "x[1]",
          "[1, 2; 3, 4]",
          "[x;x]",
          "= ?",
          ":trace",
          ":check ",
          "\"",
          "{",
          "}",
          "\\",
          "&",
          "<![CDATA[",
          "\u0000",
          "\u001b[31m",
          "\r",
          "\uFEFF",
          "\u202e",
          "=cmd|",
          "not ok 1",
          "ok 99");

  private final Random random;

  Mutations(Random random) {
    this.random = random;
  }

  /** A text, changed in a few places; {@code other} lends parts. */
  String of(String text, String other) {
    String changed = text;
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      changed =
          switch (random.nextInt(12)) {
            case 0 -> bytes(changed);
            case 1 -> splice(changed, other);
            case 2 -> doubled(changed);
            case 3 -> lines(changed);
            default -> tokens(changed, other);
          };
    }
    return changed.substring(0, Math.min(LONGEST, changed.length()));
  }

  static List<String> split(String text) {
    List<String> tokens = new ArrayList<>();
    for (Matcher matcher = TOKEN.matcher(text); matcher.find(); ) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  private String tokens(String text, String other) {
    List<String> tokens = split(text);
    if (tokens.isEmpty()) {
      return word();
    }
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(6)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
      case 2 -> tokens.set(at, word());
      case 3 -> tokens.add(at, word());
      case 4 -> tokens.set(at, tokens.set(random.nextInt(tokens.size()), tokens.get(at)));
      default -> {
        List<String> lent = split(other);
        if (!lent.isEmpty()) {
          tokens.set(at, lent.get(random.nextInt(lent.size())));
        }
      }
    }
    return String.join("", tokens);
  }

  private String word() {
    String word = DICTIONARY.get(random.nextInt(DICTIONARY.size()));
    return Input.of("", word).text();
  }

  private String bytes(String text) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = 1 + random.nextInt(3); i > 0 && !changed.isEmpty(); i--) {
      changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(256));
    }
    return changed.toString();
  }

  private String splice(String text, String other) {
    int from = other.isEmpty() ? 0 : random.nextInt(other.length());
    return text.substring(0, text.isEmpty() ? 0 : random.nextInt(text.length()))
        + other.substring(from);
  }

  /** A few tokens, again and again, as brackets that nest or a sum that goes on. */
  private String doubled(String text) {
    List<String> tokens = split(text);
    if (tokens.isEmpty()) {
      return text;
    }
    int from = random.nextInt(tokens.size());
    int to = Math.min(tokens.size(), from + 1 + random.nextInt(6));
    String part = String.join("", tokens.subList(from, to));
    int times = 1 << random.nextInt(random.nextInt(10) == 0 ? 11 : 5);
    times = Math.min(times, LONGEST / Math.max(1, part.length()));
    return String.join("", tokens.subList(0, from))
        + part.repeat(Math.max(1, times))
        + String.join("", tokens.subList(to, tokens.size()));
  }

  private String lines(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int at = random.nextInt(lines.size());
    if (random.nextBoolean()) {
      lines.add(random.nextInt(lines.size()), lines.get(at));
    } else {
      lines.remove(at);
    }
    return String.join("\n", lines);
  }
}
