package org.chainrule.render;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.PartShapes;
import org.chainrule.source.Cancellation;
import org.chainrule.value.Shape;

/**
 * Writes the expressions of one text as LaTeX, for mathematics mode: two names never look the same,
 * and what works entry by entry on matrices is no ordinary product or power.
 */
public final class Latex {
  private static final int PRODUCT = Gate.MUL.spec().precedence();
  private static final int COMPARISON = Gate.LT.spec().precedence();

  /** Between sums and products: what stands there needs brackets beside a product. */
  private static final int ENTRYWISE = PRODUCT - 1;

  private static final int LOOSEST = 0;

  private static final String WORD = "\\mathit{";
  private static final int LONGEST_WORD = 500;
  private static final Pattern ENDS_IN_WORD =
      Pattern.compile("\\\\mathit\\{[^{}]*\\}(_\\{[^{}]*\\})?$");

  /** What a reader has to know of the signs that were used. */
  public enum Remark {
    /** A product, quotient or power of matrices. */
    ENTRYWISE(
        "\\odot is the product entry by entry, \\oslash the quotient, x^{\\odot 2} the power"),
    /** A function of a matrix. */
    FUNCTION("functions of vectors and matrices are taken entry by entry"),
    /** A comparison that is multiplied, or added. */
    COMPARISON("a comparison in brackets is 1 where it holds, else 0"),
    /** A name in letters that LaTeX itself does not have. */
    FONT("names in other scripts need xelatex or lualatex, or a package for the script");

    private final String text;

    Remark(String text) {
      this.text = text;
    }

    /** The sentence. */
    public String text() {
      return text;
    }
  }

  private final LatexNames names;
  private final boolean hasE;
  private final PartShapes shapes;
  private final EnumSet<Remark> remarks = EnumSet.noneOf(Remark.class);

  /**
   * A writer.
   *
   * @param names all names of the text
   * @param shapes of names that are no numbers
   */
  public Latex(Collection<String> names, Map<String, Shape> shapes) {
    this.names = new LatexNames(names);
    this.hasE = names.contains("e");
    this.shapes = new PartShapes(shapes);
    if (names.stream().anyMatch(LatexNames::needsFont)) {
      remarks.add(Remark.FONT);
    }
  }

  /** An expression that stands alone, all of numbers. */
  public static String of(Expr expr) {
    return new Latex(names(List.of(expr)), Map.of()).write(expr);
  }

  /** The names that expressions mention, in order. */
  public static Set<String> names(List<Expr> exprs) {
    Set<String> names = new LinkedHashSet<>();
    for (Expr expr : exprs) {
      Trees.postorder(
          expr,
          part -> {
            if (part instanceof Expr.Name name) {
              names.add(name.name());
            }
          });
    }
    return names;
  }

  /** What a reader has to know of what was written so far. */
  public Set<Remark> remarks() {
    return remarks.clone();
  }

  /**
   * A piece of a formula.
   *
   * @param text its LaTeX
   * @param binding how tightly it binds
   * @param shape of its value
   * @param chained whether it is a row of matrix products without brackets
   */
  private record Piece(String text, int binding, Shape shape, boolean chained) {
    String in(int least) {
      return binding < least ? brackets(text) : text;
    }

    boolean isMatrix() {
      return !shape.isScalar();
    }
  }

  private static String brackets(String text) {
    return "\\left(" + text + "\\right)";
  }

  /** The expression. */
  public String write(Expr expr) {
    return piece(expr).text();
  }

  /** The expression, whose value has a name from now on. */
  public String define(String name, Expr expr) {
    Piece piece = piece(expr);
    shapes.put(name, piece.shape());
    return piece.text();
  }

  private Piece piece(Expr expr) {
    Deque<Piece> done = new ArrayDeque<>();
    Trees.postorder(
        expr,
        part -> {
          Cancellation.check();
          List<Piece> operands = new ArrayList<>();
          for (int i = 0; i < part.parts().size(); i++) {
            operands.add(0, done.pop());
          }
          done.push(piece(part, operands));
        });
    return done.pop();
  }

  /** A name. */
  public String name(String name) {
    return names.of(name);
  }

  /** A derivative of any order. */
  public String derivative(String output, List<String> by) {
    return fraction(" " + name(output), by);
  }

  private String fraction(String above, List<String> by) {
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
    return "\\frac{\\partial" + order + above + "}{" + below + "}";
  }

  private Piece piece(Expr part, List<Piece> x) {
    Shape shape = shapes.of(part, x.stream().map(Piece::shape).toList());
    return part.accept(new Writer(x, shape));
  }

  /** Writes a part of which the parts of its own are written. */
  private final class Writer implements Expr.Visitor<Piece> {
    private final List<Piece> x;
    private final Shape shape;

    Writer(List<Piece> x, Shape shape) {
      this.x = x;
      this.shape = shape;
    }

    private Piece piece(String text, int binding) {
      return new Piece(text, binding, shape, false);
    }

    @Override
    public Piece number(Expr.Number number) {
      return Latex.number(number.text());
    }

    @Override
    public Piece name(Expr.Name name) {
      return piece(Latex.this.name(name.name()), Gate.ATOM);
    }

    @Override
    public Piece stack(Expr.Stack stack) {
      return piece(matrix(stack, x), Gate.ATOM);
    }

    @Override
    public Piece call(Expr.Call call) {
      return piece(Latex.this.name(call.function()) + arguments(x), Gate.ATOM);
    }

    @Override
    public Piece derivative(Expr.Derivative derivative) {
      List<String> by = derivative.by().stream().map(Expr.Name::name).toList();
      return piece(
          derivative.of() instanceof Expr.Name name
              ? Latex.this.derivative(name.name(), by)
              : fraction("", by) + brackets(x.get(0).text()),
          PRODUCT + 1);
    }

    @Override
    public Piece role(Expr.Role role) {
      return piece(Latex.role(role.kind(), x), PRODUCT + 1);
    }

    @Override
    public Piece apply(Expr.Apply apply) {
      Written written = gate(apply.gate(), apply.operands(), x, shape);
      boolean chained =
          apply.gate() == Gate.MATMUL
              || apply.gate() == Gate.MUL && (x.get(0).chained() || x.get(1).chained());
      return new Piece(written.text(), written.binding(), shape, chained && !written.entrywise());
    }
  }

  /** How a gate on its operands is written. */
  private record Written(String text, int binding, boolean entrywise) {
    static Written of(String text, int binding) {
      return new Written(text, binding, false);
    }
  }

  private static Piece number(String text) {
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (exponent < 0) {
      return new Piece(text, Gate.ATOM, Shape.SCALAR, false);
    }
    String digits = text.substring(0, exponent);
    String power = "10^{" + text.substring(exponent + 1).replace("+", "") + "}";
    return new Piece(
        digits.equals("1") ? power : digits + " \\cdot " + power,
        digits.equals("1") ? Gate.POW.spec().precedence() : PRODUCT,
        Shape.SCALAR,
        false);
  }

  /** {@code up q}, {@code local dq/dx}, {@code down q->x}. */
  private static String role(Expr.Role.Kind kind, List<Piece> x) {
    String of = x.get(0).in(PRODUCT);
    return switch (kind) {
      case UP -> "\\mathrm{up}\\, " + of;
      case LOCAL ->
          "\\mathrm{local}\\, \\frac{\\partial " + of + "}{\\partial " + x.get(1).in(PRODUCT) + "}";
      case DOWN -> "\\mathrm{down}\\, " + of + " \\to " + x.get(1).in(PRODUCT);
    };
  }

  private Written gate(Gate gate, List<Expr> exprs, List<Piece> x, Shape shape) {
    GateSpec spec = gate.spec();
    int own = spec.precedence();
    boolean compared = x.stream().anyMatch(each -> each.binding() == COMPARISON);
    note(compared && spec.form() != GateSpec.Form.FUNCTION, Remark.COMPARISON);
    boolean matrices = x.size() == 2 && x.get(0).isMatrix() && x.get(1).isMatrix();
    switch (gate) {
      case DIV:
        return x.get(1).isMatrix()
            ? entrywise("\\oslash", exprs, x)
            : Written.of("\\frac{" + operand(x, 0) + "}{" + operand(x, 1) + "}", own + 1);
      case POW:
        boolean entries = !shape.isScalar();
        note(entries, Remark.ENTRYWISE);
        return Written.of(
            x.get(0).in(Gate.ATOM)
                + (entries ? "^{\\odot " + x.get(1).in(PRODUCT) : "^{" + operand(x, 1))
                + "}",
            own);
      case MUL:
        if (matrices) {
          return entrywise("\\odot", exprs, x);
        }
        return Written.of(beside(exprs, x.get(0).in(own), right(exprs, x, own)), own);
      case MATMUL:
        return Written.of(beside(exprs, x.get(0).in(own), right(exprs, x, own + 1)), own);
      case NEG:
        return Written.of("-" + x.get(0).in(own), own);
      case TRANSPOSE:
        return Written.of(x.get(0).in(own + 1) + "^{\\top}", own);
      case EXP:
        note(!shape.isScalar(), Remark.FUNCTION);
        return hasE || !shape.isScalar()
            ? Written.of("\\exp" + arguments(x), Gate.ATOM)
            : Written.of("e^{" + operand(x, 0) + "}", Gate.POW.spec().precedence());
      case SQRT:
      case CBRT:
        note(!shape.isScalar(), Remark.FUNCTION);
        return Written.of(spec.latex() + "{" + operand(x, 0) + "}", Gate.ATOM);
      case WHERE:
        return Written.of(cases(exprs, x), LOOSEST);
      default:
        return spec.form() == GateSpec.Form.INFIX
            ? infix(spec, exprs, x)
            : spec.form() == GateSpec.Form.INDEX ? index(gate, x) : function(spec, x);
    }
  }

  private void note(boolean used, Remark remark) {
    if (used) {
      remarks.add(remark);
    }
  }

  /** An operand that a bar, a root or a height sets apart; a comparison has brackets there too. */
  private String operand(List<Piece> x, int index) {
    Piece piece = x.get(index);
    return piece.in(piece.binding() == COMPARISON ? Gate.ATOM : LOOSEST);
  }

  /** A sign of its own; a row of matrix products beside it has brackets. */
  private Written entrywise(String sign, List<Expr> exprs, List<Piece> x) {
    remarks.add(Remark.ENTRYWISE);
    String left = x.get(0).chained() ? brackets(x.get(0).text()) : x.get(0).in(ENTRYWISE);
    String right = x.get(1).chained() ? brackets(x.get(1).text()) : right(exprs, x, PRODUCT);
    return new Written(left + " " + sign + " " + right, ENTRYWISE, true);
  }

  /** The right operand; one with a sign stands in brackets. */
  private static String right(List<Expr> exprs, List<Piece> x, int binding) {
    boolean signed = exprs.get(1) instanceof Expr.Apply apply && apply.gate() == Gate.NEG;
    return x.get(1).in(signed ? Gate.ATOM : binding);
  }

  /** Factors side by side; a word keeps a distance, so that rate x is not ratex. */
  private static String beside(List<Expr> factors, String left, String right) {
    // Only the end matters, and a row of factors may be long.
    String end = left.substring(Math.max(0, left.length() - LONGEST_WORD));
    boolean word = right.startsWith(WORD) || ENDS_IN_WORD.matcher(end).find();
    return left + (needsDot(factors) ? " \\cdot " : word ? " \\, " : " ") + right;
  }

  /**
   * Two numbers, or anything in front of a number, do not stand side by side, and nothing does
   * beside {@code up q}.
   */
  private static boolean needsDot(List<Expr> factors) {
    Expr left = factors.get(0);
    while (left instanceof Expr.Apply product && product.gate() == Gate.MUL) {
      left = product.parts().get(1);
    }
    Expr right = factors.get(1);
    while (right instanceof Expr.Apply apply && apply.gate() == Gate.MUL
        || right instanceof Expr.Apply power && power.gate() == Gate.POW) {
      right = right.parts().get(0);
    }
    return right instanceof Expr.Number || left instanceof Expr.Role || right instanceof Expr.Role;
  }

  /** A sum, a difference, a comparison. */
  private Written infix(GateSpec spec, List<Expr> exprs, List<Piece> x) {
    int own = spec.precedence();
    String left = x.get(0).in(own == COMPARISON ? own + 1 : own);
    String right = own == COMPARISON ? x.get(1).in(own + 1) : right(exprs, x, own + 1);
    return Written.of(filled(spec.latex(), left, right), own);
  }

  /** A pattern with texts in its holes. */
  private static String filled(String pattern, String... texts) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (String text : texts) {
      int hole = pattern.indexOf("%s", from);
      filled.append(pattern, from, hole).append(text);
      from = hole + 2;
    }
    return filled.append(pattern.substring(from)).toString();
  }

  private Written index(Gate gate, List<Piece> x) {
    String base = x.get(0).in(Gate.ATOM);
    String place =
        switch (gate) {
          case ENTRY -> x.get(1).text() + "," + x.get(2).text();
          case ROW -> x.get(1).text() + ",:";
          case COLUMN -> ":," + x.get(1).text();
          default -> x.get(1).text();
        };
    return Written.of("{" + base + "}_{" + place + "}", Gate.ATOM);
  }

  private Written function(GateSpec spec, List<Piece> x) {
    String latex = spec.latex();
    note(spec.isEntrywise() && x.stream().anyMatch(Piece::isMatrix), Remark.FUNCTION);
    if (latex.contains("%s")) {
      return Written.of(filled(latex, x.get(0).text()), Gate.ATOM);
    }
    return Written.of(latex + arguments(x), Gate.ATOM);
  }

  private static String arguments(List<Piece> x) {
    return brackets(String.join(", ", x.stream().map(Piece::text).toList()));
  }

  private static final String CASES = "\\begin{cases}";
  private static final String END = "\\end{cases}";

  /** Branches below each other; what is chosen in the last one joins them. */
  private String cases(List<Expr> exprs, List<Piece> x) {
    Expr chosen = exprs.get(0);
    boolean compared =
        chosen instanceof Expr.Apply apply && apply.gate().spec().precedence() == COMPARISON;
    String condition = compared ? x.get(0).text() : x.get(0).in(COMPARISON + 1) + " \\ne 0";
    String other = x.get(2).text();
    boolean joined = exprs.get(2) instanceof Expr.Apply last && last.gate() == Gate.WHERE;
    String rest =
        joined
            ? other.substring(CASES.length() + 1, other.length() - END.length() - 1)
            : other + " & \\text{otherwise}";
    return CASES
        + " "
        + x.get(1).text()
        + " & \\text{if } "
        + condition
        + " \\\\ "
        + rest
        + " "
        + END;
  }

  private String matrix(Expr.Stack stack, List<Piece> entries) {
    StringBuilder out = new StringBuilder("\\begin{pmatrix}");
    for (int i = 0; i < entries.size(); i++) {
      // The rows of a nested stack are matrices of their own; their brackets go away.
      boolean nested = stack.columns() == Expr.Stack.NESTED;
      out.append(i == 0 ? "" : nested || i % stack.columns() == 0 ? " \\\\ " : " & ");
      out.append(nested ? row(stack.entries().get(i)) : entries.get(i).text());
    }
    return out.append("\\end{pmatrix}").toString();
  }

  private String row(Expr row) {
    return String.join(" & ", row.parts().stream().map(this::write).toList());
  }
}
