package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Claims composed at random of what students write before, in and behind one. Whatever is composed,
 * it is read as it is meant or asked back, and never as another number.
 */
@Tag("long")
final class SpelledClaimsTest {
  private static final int COUNT = 1_500;
  private static final int SEED = 13;

  /** The numbers are worked by hand. */
  private static final String SHEET = "f = (x + y)*z\nq = x + y\nx = -2; y = 5; z = -4\n";

  private static final List<String> OF_X =
      List.of(
          "df/dx",
          "∂f/∂x",
          "df / dx",
          "dfdx",
          "f_x",
          "d/dx f",
          "dF/dx",
          "x.grad",
          "grad x",
          "dx",
          "\\frac{df}{dx}",
          "\\frac{\\partial f}{\\partial x}",
          "df/dx|_{x=-2}",
          "df/dx|x=-2",
          "df/dx(-2, 5, -4)",
          "df/dx (at x=-2)",
          "df/dx at x = -2",
          "**df/dx**",
          "`df/dx`",
          "\\left.\\frac{df}{dx}\\right|_{x=-2,y=5}",
          "D_x f",
          "∂_x f",
          "Δf/Δx",
          "d(f)/d(x)",
          "derivative of f with respect to x",
          "the gradient df/dx",
          "\\dv{f}{x}",
          "df(x, y, z)/dx",
          "_df/dx_",
          "df/dx\n",
          "(df/dx)",
          "fₓ");
  private static final List<String> OF_Z =
      List.of("df/dz", "∂f/∂z", "f_z", "d/dz f(x,y,z)", "dfdz", "dz", "\\frac{df}{dz}", "z.grad");
  private static final List<String> F =
      List.of("f", "f(x,y,z)", "f(-2, 5, -4)", "f(x=-2,y=5,z=-4)");

  private static final List<String> BEFORE =
      List.of(
          "",
          "",
          "",
          "so ",
          "So, ",
          "Therefore: ",
          "thus ",
          "hence ",
          "we get ",
          "This gives us ",
          "∴ ",
          "⇒ ",
          "=> ",
          "→ ",
          "- ",
          "* ",
          "• ",
          "1) ",
          "1. ",
          "(a) ",
          "(iv) ",
          "a) ",
          "2a) ",
          "Q3) ",
          "Step 3: ",
          "Step 3. ",
          "step 3 ",
          "Step 3 - ",
          "- [x] ",
          "> ",
          "✓ ",
          "Answer: ",
          "**Answer:** ",
          "the answer is ",
          "I think ",
          "by the chain rule, ",
          "since z = -4, ",
          "at x = -2, ",
          "because q = x + y, ",
          "My answer: ",
          "- so ",
          "Using the chain rule we get ",
          "part (b): ",
          "[2] ",
          "clearly ",
          "and ",
          "finally, ");

  /** What changes the meaning, so that nothing may be judged. */
  private static final List<String> CHANGING_BEFORE =
      List.of(
          "not ", "minus ", "half ", "twice ", "wrong: ", "never ", "assume x = 3 then ", "no ");

  private static final List<String> RELATIONS =
      List.of(
          " = ",
          "=",
          ": ",
          " := ",
          " -> ",
          " → ",
          " => ",
          " ⇒ ",
          " ≈ ",
          " ~= ",
          " is ",
          " equals ",
          " is equal to ",
          " gives ",
          " is about ",
          " = approx. ",
          " ==> ",
          " --> ",
          " becomes ",
          " comes out as ",
          " \\approx ",
          " \n = ",
          "\n= ",
          " is approximately ",
          " === ",
          " = ≈ ",
          " evaluates to ",
          " must be ",
          " must therefore be ");
  private static final List<String> NO_RELATIONS =
      List.of(" is not ", " != ", " ≠ ", " < ", " >= ", " is never ", " isn't ");

  private static final List<Function<BigDecimal, String>> NUMBERS =
      List.of(
          BigDecimal::toPlainString,
          v -> v.toPlainString(),
          v -> v.toPlainString().replace('-', '−'),
          v -> v.toPlainString().replace('-', '–'),
          v -> v + ".0",
          v -> v + ",0",
          v -> v + ".",
          v -> "(" + v + ")",
          v -> v + "e0",
          v -> v + " x 10^0",
          v -> v + " × 10⁰",
          v -> v + "0e-1",
          v -> v + "·10^0",
          v -> v + "0 x 10^-1",
          v -> v.movePointRight(2) + "%",
          v -> v.movePointRight(2) + " %",
          v -> v.multiply(BigDecimal.valueOf(2)) + "/2",
          v -> "\\frac{" + v.multiply(BigDecimal.valueOf(2)) + "}{2}",
          v -> "\\mathbf{" + v + "}",
          v -> "**" + v + "**",
          v -> "`" + v + "`",
          v -> "1*" + v,
          v -> v + " * 1 = " + v,
          v -> v + " times 1",
          v -> v.signum() < 0 ? "minus " + v.negate() : v.toPlainString(),
          v -> v.signum() < 0 ? "- " + v.negate() : v.toPlainString(),
          v -> v.signum() < 0 ? "-√" + v.multiply(v) : "√" + v.multiply(v),
          v -> v + " N",
          v -> v + " units",
          v -> v + " m/s",
          v -> "~~7~~ " + v,
          v -> "$" + v + "$",
          v -> "$" + v + "$".replace("$", "$"),
          v -> "tensor(" + v + ".)",
          v -> "\\boxed{" + v + "}",
          v -> v.signum() < 0 ? "−" + wide(v.negate()) : wide(v));

  private static final List<String> BEHIND =
      List.of(
          "",
          "",
          "",
          ".",
          "!",
          ";",
          ",",
          "?",
          " ✓",
          " ✅",
          " (chain rule)",
          " (since z = -4)",
          " because z = -4",
          ", because dq/dx = 1",
          " (2 s.f.)",
          " (to 2 decimal places)",
          " to 2 s.f.",
          " exactly",
          " (exact)",
          " I think",
          " approx.",
          " # ok",
          " // done",
          " at x = -2",
          " (at x = -2)",
          ", at x = -2",
          " - chain rule",
          " – chain rule",
          " by the chain rule",
          " (upstream * local)",
          " (not sure)",
          " ± 0.1",
          " (?)",
          " rounded",
          ", which is what we want",
          " as expected",
          " (by the product rule)",
          " when x = -2");
  private static final List<String> CHANGING_BEHIND =
      List.of(
          " or 7",
          " (negative)",
          " at x = 3",
          " (at x = 3)",
          " squared",
          " thousand",
          " (wrong)",
          " no wait 7",
          " e-1",
          " (times 2)",
          " if x > 0",
          " |x=3",
          ", no, 7",
          " plus something",
          " (x)",
          " x 7");

  private static String wide(BigDecimal number) {
    StringBuilder wide = new StringBuilder();
    number.toPlainString().chars().forEach(c -> wide.append((char) (c - '0' + '０')));
    return wide.toString();
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  /** What is wrong with so many claims. */
  static List<String> misread(int seed, int count, int[] read) {
    List<String> wrong = new ArrayList<>();
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      int which = random.nextInt(4);
      int truth = which < 2 ? -4 : which == 2 ? 3 : -12;
      String left = any(which < 2 ? OF_X : which == 2 ? OF_Z : F, random);
      int[] others = {-truth, truth + 1, 10 * truth, truth - 1, 2 * truth};
      boolean right = random.nextBoolean();
      int said = right ? truth : others[random.nextInt(others.length)];
      int changing = random.nextInt(12);
      String line =
          any(changing == 0 ? CHANGING_BEFORE : BEFORE, random)
              + left
              + any(changing == 1 ? NO_RELATIONS : RELATIONS, random)
              + any(NUMBERS, random).apply(BigDecimal.valueOf(said))
              + any(changing == 2 ? CHANGING_BEHIND : BEHIND, random);
      if (random.nextInt(8) == 0) {
        line = "$" + line + "$";
      }
      Report report = Checker.check("s", SHEET + line + "\ndf/dy = -4\n");
      List<Judgement> claims = new ArrayList<>(report.claims());
      Judgement last = claims.isEmpty() ? null : claims.remove(claims.size() - 1);
      String problem = last == null || !last.verdict().isRight() ? "the next line suffers" : "";
      boolean judged = false;
      for (Judgement claim : claims) {
        boolean about = claim.quantity().equals(which == 3 ? "f" : which == 2 ? "df/dz" : "df/dx");
        boolean ok = claim.verdict().isRight();
        boolean unread = claim.verdict().isUnchecked() || claim.verdict() == Verdict.BLANK;
        if (ok || unread) {
          judged |= ok && about;
        } else if (changing != 1 && (right || changing < 3)) {
          problem = "told " + claim.verdict();
        }
        if (ok && about && (!right || changing < 3)) {
          problem = "told RIGHT";
        }
      }
      read[0] +=
          judged || !right && claims.stream().noneMatch(c -> c.verdict().isUnchecked()) ? 1 : 0;
      read[1] += changing < 3 ? 0 : 1;
      if (!problem.isEmpty()) {
        wrong.add(problem + " [" + said + "]: " + line + "   " + claims);
      }
    }
    return wrong;
  }

  @Test
  void isReadAsMeantOrAskedBack() {
    int[] read = new int[2];
    assertThat(misread(SEED, COUNT, read)).isEmpty();
    assertThat(read[0]).as("read of %s", read[1]).isGreaterThan(read[1] / 2);
  }
}
