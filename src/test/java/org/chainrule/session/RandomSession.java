package org.chainrule.session;

import java.util.List;
import java.util.Random;

/**
 * Entries that a person might type, with all that a session knows: names that are used before they
 * are defined or are those of constants, numbers of every kind, matrices, functions that become
 * values, claims, commands.
 */
final class RandomSession {
  private static final List<String> NAMES =
      List.of(
          "x", "x", "x", "y", "y", "f", "f", "q", "W", "v", "e", "pi", "π", "t1", "out", "가중치",
          "变量", "x̂", "θ", "x_1", "x₁", "dx", "g", "k");
  private static final List<String> NUMBERS =
      List.of(
          "2",
          "3",
          "-4",
          "0",
          "-0",
          "0.5",
          "1e300",
          "-1e-300",
          "4.9e-324",
          "1/3",
          "pi/2",
          "e",
          "-e",
          "12345678901234567890123456789",
          "0.1234567890123456789",
          "1e22",
          "2^10",
          "max(0, 3)",
          "[1, 2]",
          "[1, 2; 3, 4]",
          "[[1, 2]]",
          "[-0, 1e300]",
          "zeros(2, 2)",
          "[1, 2, 3]");
  private static final List<String> CALLS =
      List.of("sin(", "exp(", "sum(", "-(", "abs(", "g(", "sqrt(", "mean(", "2(", "norm(");
  private static final List<String> OPERATORS =
      List.of(" + ", " + ", "*", "*", " - ", "/", "^", " @ ", " < ");

  private final Random random;

  RandomSession(long seed) {
    random = new Random(seed);
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String name() {
    return one(NAMES);
  }

  /** An expression of the names, and perhaps of a parameter. */
  private String expression(int depth, String parameter) {
    switch (depth == 0 ? random.nextInt(3) : random.nextInt(12)) {
      case 0:
      case 3:
        return name();
      case 1:
        return one(NUMBERS);
      case 2:
        return parameter.isEmpty() ? name() : parameter;
      case 4:
        return one(CALLS) + expression(depth - 1, parameter) + ")";
      case 5:
        return "k("
            + expression(depth - 1, parameter)
            + ", "
            + expression(depth - 1, parameter)
            + ")";
      case 6:
        return "where(" + name() + " == 0, " + expression(depth - 1, parameter) + ", 1)";
      case 7:
        return name() + one(List.of("[1]", "[2]", "[1,2]", "[:,1]", "'", "²"));
      case 8:
        return "2" + name();
      case 9:
        return "(" + expression(depth - 1, parameter) + ")";
      default:
        return expression(depth - 1, parameter) + one(OPERATORS) + expression(depth - 1, parameter);
    }
  }

  private String expression() {
    return expression(1 + random.nextInt(3), "");
  }

  private String gradient() {
    return "d" + name() + "/d" + name() + one(List.of("", "", "", "[1,2]", "[1]"));
  }

  private String claim() {
    String side = expression();
    return switch (random.nextInt(9)) {
      case 0 -> gradient() + " = " + one(NUMBERS);
      case 1 -> side + " == " + side;
      case 2 -> name() + " ~ " + one(NUMBERS);
      case 3 -> name() + " = 7 ± 300";
      case 4 -> one(List.of("up ", "value ", "local ")) + name() + " = " + one(NUMBERS);
      case 5 -> ":check " + name() + " = " + one(NUMBERS);
      case 6 -> gradient() + " = " + one(NUMBERS) + " within 1000%";
      case 7 -> "2*" + name() + " == " + name() + " + " + name();
      default -> gradient() + " == " + expression();
    };
  }

  /** The next entry. */
  String entry() {
    return switch (random.nextInt(26)) {
      case 0, 1, 2, 3, 4 -> name() + " = " + one(NUMBERS);
      case 5, 6, 7, 8 -> name() + " = " + expression();
      case 9 -> "g(u) = " + expression(2, "u");
      case 10 -> "k(u, w) = " + expression(2, one(List.of("u", "w")));
      case 11, 12, 13 -> expression();
      case 14, 15, 16 -> claim();
      case 17 -> gradient();
      case 18 ->
          one(
              List.of(
                  "ans",
                  "* 2",
                  "- 1",
                  "q = ans",
                  "g(u) = ans*u",
                  "ans^2",
                  "f = ans + x",
                  "ans == ans"));
      case 19 -> "output " + name();
      case 20 -> ":clear " + name();
      case 21 ->
          one(List.of(":trace ", ":diff ", ":step ", ":verify ", ":latex ", ":jacobian "))
              + expression();
      case 22 ->
          one(List.of(":set digits 3", ":set explain on", ":vars", ":trace", ":clear all", "f?"));
      case 23 ->
          name()
              + " = "
              + one(NUMBERS)
              + "; "
              + name()
              + " = "
              + expression()
              + "; "
              + expression();
      case 24 -> name() + " = " + expression() + " # a comment, with x = 3";
      default -> name() + " = (" + expression() + "\n + " + expression() + ")";
    };
  }
}
