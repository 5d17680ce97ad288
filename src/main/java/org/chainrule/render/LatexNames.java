package org.chainrule.render;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names as LaTeX: letters, Greek ones as such, digits and what follows _ as subscripts. Of names
 * that would look the same, as x1 and x_1 or alpha and α, the shortest looks so; the others stand
 * letter by letter, so that two names are never one to the eye.
 */
final class LatexNames {
  private static final Set<String> GREEK =
      Set.of(
          "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
          "lambda", "mu", "nu", "xi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi",
          "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Sigma", "Upsilon", "Phi", "Psi",
          "Omega", "pi");

  /** Letters that LaTeX has a command for; capitals that look Latin stay Greek. */
  private static final Map<Integer, String> LETTERS =
      letters(
          "α",
          "alpha",
          "β",
          "beta",
          "γ",
          "gamma",
          "δ",
          "delta",
          "ε",
          "varepsilon",
          "ϵ",
          "epsilon",
          "ζ",
          "zeta",
          "η",
          "eta",
          "θ",
          "theta",
          "ϑ",
          "vartheta",
          "ι",
          "iota",
          "κ",
          "kappa",
          "λ",
          "lambda",
          "μ",
          "mu",
          "ν",
          "nu",
          "ξ",
          "xi",
          "π",
          "pi",
          "ρ",
          "rho",
          "σ",
          "sigma",
          "ς",
          "varsigma",
          "τ",
          "tau",
          "υ",
          "upsilon",
          "φ",
          "varphi",
          "ϕ",
          "phi",
          "χ",
          "chi",
          "ψ",
          "psi",
          "ω",
          "omega",
          "Γ",
          "Gamma",
          "Δ",
          "Delta",
          "Θ",
          "Theta",
          "Λ",
          "Lambda",
          "Ξ",
          "Xi",
          "Π",
          "Pi",
          "Σ",
          "Sigma",
          "Υ",
          "Upsilon",
          "Φ",
          "Phi",
          "Ψ",
          "Psi",
          "Ω",
          "Omega",
          "ℓ",
          "ell",
          "ℏ",
          "hbar",
          "∂",
          "partial");

  private static final Map<Integer, String> ACCENTS =
      letters(
          "\u0300",
          "grave",
          "\u0301",
          "acute",
          "\u0302",
          "hat",
          "\u0303",
          "tilde",
          "\u0304",
          "bar",
          "\u0305",
          "bar",
          "\u0306",
          "breve",
          "\u0307",
          "dot",
          "\u0308",
          "ddot",
          "\u030a",
          "mathring",
          "\u030c",
          "check",
          "\u20d7",
          "vec");

  /** Letters up to here LaTeX composes itself; others need a font that has them. */
  private static final int LAST_LATIN = 0x17f;

  private final Map<String, String> written = new HashMap<>();

  /** Names of one text, which are kept apart. */
  LatexNames(Collection<String> names) {
    Map<String, List<String>> alike = new LinkedHashMap<>();
    for (String name : new LinkedHashSet<>(names)) {
      alike.computeIfAbsent(look(name), look -> new ArrayList<>()).add(name);
    }
    alike.forEach(
        (look, same) -> {
          String shortest = same.get(0);
          for (String name : same) {
            shortest = name.length() < shortest.length() ? name : shortest;
          }
          for (String name : same) {
            written.put(name, name.equals(shortest) ? look : letterByLetter(name));
          }
        });
  }

  private static Map<Integer, String> letters(String... pairs) {
    Map<Integer, String> letters = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      letters.put(pairs[i].codePointAt(0), pairs[i + 1]);
    }
    return letters;
  }

  /** How a name is written in this text; one that is not of it looks as it would alone. */
  String of(String name) {
    String known = written.get(name);
    return known != null ? known : look(name);
  }

  /** Whether a letter is one that pdflatex does not know without a package for its script. */
  static boolean needsFont(String name) {
    return name.codePoints()
        .anyMatch(c -> c > LAST_LATIN && !LETTERS.containsKey(c) && !ACCENTS.containsKey(c));
  }

  private static String look(String name) {
    String[] words = name.split("_", -1);
    int letters = 0;
    while (letters < words[0].length() && !Character.isDigit(words[0].charAt(letters))) {
      letters++;
    }
    List<String> below = new ArrayList<>();
    if (letters < words[0].length()) {
      below.add(words[0].substring(letters));
    }
    below.addAll(List.of(words).subList(1, words.length));
    if (letters == 0 || below.contains("")) {
      return letterByLetter(name);
    }
    String stem = word(words[0].substring(0, letters), "mathit", 2);
    List<String> indices = new ArrayList<>();
    below.forEach(each -> indices.add(index(each)));
    return below.isEmpty() ? stem : stem + "_{" + String.join(",", indices) + "}";
  }

  /** Digits and words in turn. */
  private static String index(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int end = i;
      boolean digits = Character.isDigit(text.charAt(i));
      while (end < text.length() && Character.isDigit(text.charAt(end)) == digits) {
        end++;
      }
      String part = text.substring(i, end);
      String shown = digits ? part : word(part, "mathrm", 3);
      boolean command =
          shown.startsWith("\\") && Character.isLetter(shown.charAt(shown.length() - 1));
      out.append(shown).append(command && end < text.length() ? " " : "");
      i = end;
    }
    return out.toString();
  }

  /** Letters: a Greek one by name, others in mathematics italics, or as a word of so many. */
  private static String word(String letters, String font, int least) {
    if (GREEK.contains(letters)) {
      return "\\" + letters;
    }
    String row = row(letters);
    long count = letters.codePoints().filter(c -> !ACCENTS.containsKey(c)).count();
    return count >= least ? "\\" + font + "{" + row + "}" : row;
  }

  private static String letterByLetter(String name) {
    return "\\mathit{" + row(name) + "}";
  }

  private static String row(String text) {
    int[] letters = text.codePoints().toArray();
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < letters.length; i++) {
      int at = out.length();
      String known = LETTERS.get(letters[i]);
      if (known != null) {
        out.append('\\').append(known);
        out.append(i + 1 < letters.length && !ACCENTS.containsKey(letters[i + 1]) ? " " : "");
      } else if (letters[i] == '_') {
        out.append("\\_");
      } else if (ACCENTS.containsKey(letters[i])) {
        out.append('\\').append(ACCENTS.get(letters[i])).append("{}");
      } else {
        String letter = Character.toString(letters[i]);
        out.append(letters[i] < 0x80 ? letter : "\\text{" + letter + "}");
      }
      while (i + 1 < letters.length && ACCENTS.containsKey(letters[i + 1])) {
        out.insert(at, "\\" + ACCENTS.get(letters[++i]) + "{").append('}');
      }
    }
    return out.toString();
  }
}
