package org.chainrule.render;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;

/** Expressions as LaTeX, for mathematics mode. */
public final class Latex {
  private static final Set<String> GREEK =
      Set.of(
          "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
          "lambda", "mu", "nu", "xi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi",
          "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Sigma", "Upsilon", "Phi", "Psi",
          "Omega", "pi");

  private static final Map<Character, String> LETTERS =
      Map.ofEntries(
          Map.entry('α', "alpha"),
          Map.entry('β', "beta"),
          Map.entry('γ', "gamma"),
          Map.entry('δ', "delta"),
          Map.entry('ε', "epsilon"),
          Map.entry('ζ', "zeta"),
          Map.entry('η', "eta"),
          Map.entry('θ', "theta"),
          Map.entry('κ', "kappa"),
          Map.entry('λ', "lambda"),
          Map.entry('μ', "mu"),
          Map.entry('ν', "nu"),
          Map.entry('ξ', "xi"),
          Map.entry('π', "pi"),
          Map.entry('ρ', "rho"),
          Map.entry('σ', "sigma"),
          Map.entry('τ', "tau"),
          Map.entry('φ', "phi"),
          Map.entry('χ', "chi"),
          Map.entry('ψ', "psi"),
          Map.entry('ω', "omega"),
          Map.entry('Γ', "Gamma"),
          Map.entry('Δ', "Delta"),
          Map.entry('Θ', "Theta"),
          Map.entry('Λ', "Lambda"),
          Map.entry('Σ', "Sigma"),
          Map.entry('Φ', "Phi"),
          Map.entry('Ψ', "Psi"),
          Map.entry('Ω', "Omega"));

  private Latex() {}

  /** A piece of a formula and how tightly it binds. */
  private record Piece(String text, int binding) {
    String in(int binding) {
      return this.binding < binding ? "\\left(" + text + "\\right)" : text;
    }
  }

  /** The expression. */
  public static String of(Expr expr) {
    Deque<Piece> done = new ArrayDeque<>();
    Trees.postorder(
        expr,
        part -> {
          List<Piece> operands = new ArrayList<>();
          for (int i = 0; i < part.parts().size(); i++) {
            operands.add(0, done.pop());
          }
          done.push(piece(part, operands));
        });
    return done.pop().text();
  }

  /** A name: Greek letters as such, digits and what follows _ as a subscript. */
  public static String name(String name) {
    int end = 0;
    while (end < name.length() && Character.isLetter(name.charAt(end))) {
      end++;
    }
    String stem = stem(name.substring(0, Math.max(end, 1)));
    String rest = name.substring(Math.max(end, 1)).replace("_", "");
    return rest.isEmpty() ? stem : stem + "_{" + rest(rest) + "}";
  }

  private static String stem(String stem) {
    if (GREEK.contains(stem)) {
      return "\\" + stem;
    }
    if (stem.length() == 1) {
      String greek = LETTERS.get(stem.charAt(0));
      return greek != null ? "\\" + greek : stem.equals("_") ? "\\_" : letter(stem);
    }
    return "\\mathit{" + rest(stem) + "}";
  }

  private static String letter(String letter) {
    return letter.charAt(0) < 0x80 ? letter : "\\text{" + letter + "}";
  }

  private static String rest(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      String greek = LETTERS.get(c);
      out.append(
          greek != null
              ? "\\" + greek + " "
              : c < 0x80 ? String.valueOf(c) : letter(String.valueOf(c)));
    }
    return out.toString();
  }

  /** A derivative of any order. */
  public static String derivative(String output, List<String> by) {
    String order = by.size() > 1 ? "^{" + by.size() + "}" : "";
    StringBuilder below = new StringBuilder();
    for (int i = 0; i < by.size(); ) {
      int times = 1;
      while (i + times < by.size() && by.get(i + times).equals(by.get(i))) {
        times++;
      }
      below.append(below.length() > 0 ? "\\, " : "").append("\\partial ").append(name(by.get(i)));
      below.append(times > 1 ? "^{" + times + "}" : "");
      i += times;
    }
    return "\\frac{\\partial" + order + " " + name(output) + "}{" + below + "}";
  }

  private static Piece piece(Expr part, List<Piece> operands) {
    if (part instanceof Expr.Number number) {
      return new Piece(number(number.text()), Gate.ATOM);
    }
    if (part instanceof Expr.Name name) {
      return new Piece(name.name().equals("e") ? "e" : name(name.name()), Gate.ATOM);
    }
    if (part instanceof Expr.Stack stack) {
      return new Piece(matrix(stack, operands), Gate.ATOM);
    }
    if (part instanceof Expr.Call call) {
      return new Piece(name(call.function()) + arguments(operands), Gate.ATOM);
    }
    return gate(((Expr.Apply) part).gate(), ((Expr.Apply) part).operands(), operands);
  }

  private static String number(String text) {
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    return exponent < 0
        ? text
        : text.substring(0, exponent) + " \\cdot 10^{" + text.substring(exponent + 1) + "}";
  }

  private static Piece gate(Gate gate, List<Expr> exprs, List<Piece> x) {
    GateSpec spec = gate.spec();
    int own = spec.precedence();
    switch (gate) {
      case DIV:
        return new Piece("\\frac{" + x.get(0).text() + "}{" + x.get(1).text() + "}", own + 1);
      case POW:
        return new Piece(x.get(0).in(Gate.ATOM) + "^{" + x.get(1).text() + "}", own);
      case MUL:
        return new Piece(
            x.get(0).in(own) + (needsDot(exprs) ? " \\cdot " : " ") + right(exprs, x, own), own);
      case MATMUL:
        return new Piece(x.get(0).in(own) + " " + right(exprs, x, own + 1), own);
      case NEG:
        return new Piece("-" + x.get(0).in(own), own);
      case TRANSPOSE:
        return new Piece(x.get(0).in(own) + "^{\\top}", own);
      case EXP:
        return new Piece("e^{" + x.get(0).text() + "}", Gate.POW.spec().precedence());
      case SQRT:
        return new Piece("\\sqrt{" + x.get(0).text() + "}", Gate.ATOM);
      case CBRT:
        return new Piece("\\sqrt[3]{" + x.get(0).text() + "}", Gate.ATOM);
      default:
        return spec.form() == GateSpec.Form.INFIX
            ? infix(spec, exprs, x)
            : spec.form() == GateSpec.Form.INDEX ? index(gate, x) : function(spec, x);
    }
  }

  /** The right operand; one with a sign stands in brackets. */
  private static String right(List<Expr> exprs, List<Piece> x, int binding) {
    boolean signed = exprs.get(1) instanceof Expr.Apply apply && apply.gate() == Gate.NEG;
    return x.get(1).in(signed ? Gate.ATOM : binding);
  }

  /** Two numbers, or anything in front of a number, do not stand side by side. */
  private static boolean needsDot(List<Expr> factors) {
    Expr right = factors.get(1);
    while (right instanceof Expr.Apply apply && apply.gate() == Gate.MUL
        || right instanceof Expr.Apply power && power.gate() == Gate.POW) {
      right = right.parts().get(0);
    }
    return right instanceof Expr.Number;
  }

  private static Piece infix(GateSpec spec, List<Expr> exprs, List<Piece> x) {
    int own = spec.precedence();
    String left = x.get(0).in(own);
    String right = right(exprs, x, own + 1);
    return new Piece(
        spec.latex().replaceFirst("%s", quoted(left)).replaceFirst("%s", quoted(right)), own);
  }

  private static String quoted(String text) {
    return java.util.regex.Matcher.quoteReplacement(text);
  }

  private static Piece index(Gate gate, List<Piece> x) {
    String base = x.get(0).in(Gate.ATOM);
    String place =
        switch (gate) {
          case ENTRY -> x.get(1).text() + "," + x.get(2).text();
          case ROW -> x.get(1).text() + ",:";
          case COLUMN -> ":," + x.get(1).text();
          default -> x.get(1).text();
        };
    return new Piece("{" + base + "}_{" + place + "}", Gate.ATOM);
  }

  private static Piece function(GateSpec spec, List<Piece> x) {
    String latex = spec.latex();
    if (latex.contains("%s")) {
      return new Piece(latex.replaceFirst("%s", quoted(x.get(0).text())), Gate.ATOM);
    }
    return new Piece(latex + arguments(x), Gate.ATOM);
  }

  private static String arguments(List<Piece> x) {
    return "\\left(" + String.join(", ", x.stream().map(Piece::text).toList()) + "\\right)";
  }

  private static String matrix(Expr.Stack stack, List<Piece> entries) {
    if (stack.columns() == Expr.Stack.NESTED) {
      // The rows are matrices of their own; their brackets go away.
      List<String> rows = new ArrayList<>();
      for (Expr row : stack.entries()) {
        rows.add(String.join(" & ", row.parts().stream().map(Latex::of).toList()));
      }
      return "\\begin{pmatrix}" + String.join(" \\\\ ", rows) + "\\end{pmatrix}";
    }
    StringBuilder out = new StringBuilder("\\begin{pmatrix}");
    for (int i = 0; i < entries.size(); i++) {
      out.append(i == 0 ? "" : i % stack.columns() == 0 ? " \\\\ " : " & ");
      out.append(entries.get(i).text());
    }
    return out.append("\\end{pmatrix}").toString();
  }
}
