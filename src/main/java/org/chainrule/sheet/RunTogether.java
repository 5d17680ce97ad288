package org.chainrule.sheet;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.chainrule.gate.Gate;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Problem;

/**
 * A name that was most likely meant as several: {@code xy} for the product of x and y, {@code sinx}
 * for a call. The language reads the longest name that stands there, as a reader of long names
 * expects.
 */
public final class RunTogether {
  /** A longer name is a word, whatever letters have a meaning. */
  private static final int LONGEST = 12;

  /** What functions are applied to by habit, known or not. */
  private static final Set<String> USUAL = Set.of("x", "y", "z", "theta", "θ");

  private RunTogether() {}

  /**
   * The expression that a name without a value most likely stands for.
   *
   * @param known the other names of the text
   * @param functions the functions that the text defines
   */
  public static Optional<String> meant(
      String name, Collection<String> known, Collection<String> functions) {
    if (letters(name) < 2 || name.length() > LONGEST) {
      return Optional.empty();
    }
    return differential(name, known)
        .or(() -> call(name, known, functions))
        .or(() -> Optional.of(product(name, known)).filter(product -> !product.isEmpty()))
        .or(() -> indexed(name));
  }

  /** What there is to know about a name that was meant as several. */
  public static Optional<Diagnostic> note(
      String name, Collection<String> known, Collection<String> functions) {
    return meant(name, known, functions)
        .map(meant -> Diagnostic.of(Problem.RUN_TOGETHER, name, meant));
  }

  /** {@code dx} behind a d: that of {@code d/dx x^2}, where the brackets are missing. */
  private static Optional<String> differential(String name, Collection<String> known) {
    boolean derivative =
        name.startsWith("d") && known.contains("d") && known.contains(name.substring(1));
    return derivative ? Optional.of("d/" + name + " (...)") : Optional.empty();
  }

  private static long letters(String name) {
    return name.chars().filter(Character::isLetter).count();
  }

  /** {@code sinx}; the longest function that fits. */
  private static Optional<String> call(
      String name, Collection<String> known, Collection<String> functions) {
    for (int end = name.length() - 1; end > 0; end--) {
      String function = name.substring(0, end);
      String argument = name.substring(end);
      boolean unary =
          end > 1
              && Gate.functionNamed(function)
                  .filter(gate -> gate.spec().required() == 1)
                  .isPresent();
      boolean usual = unary && USUAL.contains(argument);
      if (usual || (unary || functions.contains(function)) && known.contains(argument)) {
        return Optional.of(function + "(" + argument + ")");
      }
    }
    return Optional.empty();
  }

  /** A product of known names, the longest first; empty if the name is none. */
  private static String product(String name, Collection<String> known) {
    for (int end = name.length() - 1; end > 0; end--) {
      String first = name.substring(0, end);
      String rest = name.substring(end);
      if (known.contains(first) && Character.isLetter(rest.charAt(0))) {
        boolean operand = known.contains(rest) || USUAL.contains(rest);
        String others = operand ? rest : product(rest, known);
        if (!others.isEmpty()) {
          return first + "*" + others;
        }
      }
    }
    return "";
  }

  /** {@code w0x0}: letters with a number each. */
  private static Optional<String> indexed(String name) {
    StringBuilder product = new StringBuilder();
    int at = 0;
    while (at < name.length()) {
      int letter = at++;
      while (at < name.length() && Character.isDigit(name.charAt(at))) {
        at++;
      }
      if (!Character.isLetter(name.charAt(letter)) || at == letter + 1) {
        return Optional.empty();
      }
      product.append(letter == 0 ? "" : "*").append(name, letter, at);
    }
    return Optional.of(product.toString());
  }
}
