package org.chainrule.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.Programs;
import org.chainrule.algebra.Derivation;
import org.chainrule.algebra.DisplayForm;
import org.chainrule.parse.TextParser;
import org.chainrule.source.SourceText;
import org.chainrule.value.Shape;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formulas as LaTeX: written as by hand, and accepted by LaTeX. */
final class LatexTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      value = {
        "a/b          ¦ \\frac{a}{b}",
        "(a + b)*c    ¦ \\left(a + b\\right) c",
        "2*3*x        ¦ 2 \\cdot 3 x",
        "x*2          ¦ x \\cdot 2",
        "a - (b - c)  ¦ a - \\left(b - c\\right)",
        "x^(n + 1)    ¦ x^{n + 1}",
        "(x + 1)^2    ¦ \\left(x + 1\\right)^{2}",
        "(a/b)^2      ¦ \\left(\\frac{a}{b}\\right)^{2}",
        "exp(x)^2     ¦ \\left(e^{x}\\right)^{2}",
        "-x^2         ¦ -x^{2}",
        "a*(-b)       ¦ a \\left(-b\\right)",
        "sqrt(1 - x)  ¦ \\sqrt{1 - x}",
        "exp(-x/2)    ¦ e^{\\frac{-x}{2}}",
        "sin(theta)   ¦ \\sin\\left(\\theta\\right)",
        "abs(x)       ¦ \\left|x\\right|",
        "w0*x_1       ¦ w_{0} x_{1}",
        "w_12         ¦ w_{12}",
        "loss2        ¦ \\mathit{loss}_{2}",
        "φ*α₁         ¦ \\varphi \\alpha_{1}",
        "phi*φ        ¦ \\phi \\varphi",
        "x_1 + x1     ¦ \\mathit{x\\_1} + x_{1}",
        "w0*w_0       ¦ w_{0} \\, \\mathit{w\\_0}",
        "alpha + α    ¦ \\mathit{alpha} + \\alpha",
        "x_12 + x_1_2 ¦ x_{12} + x_{1,2}",
        "x1_2 + x_1_2 ¦ x_{1,2} + \\mathit{x\\_1\\_2}",
        "x_ + x       ¦ \\mathit{x\\_} + x",
        "_x*__x       ¦ \\mathit{\\_x} \\, \\mathit{\\_\\_x}",
        "rate*x*y     ¦ \\mathit{rate} \\, x y",
        "x*rate_1*y   ¦ x \\, \\mathit{rate}_{1} \\, y",
        "loss_train   ¦ \\mathit{loss}_{\\mathrm{train}}",
        "w_ij*θ_max   ¦ w_{ij} \\theta_{\\mathrm{max}}",
        "x_α1         ¦ x_{\\alpha 1}",
        "x̂*é          ¦ \\hat{x} \\text{é}",
        "e*exp(x)     ¦ e \\exp\\left(x\\right)",
        "where(a > b, a, b)            ¦ \\begin{cases} a & \\text{if } a > b \\\\ b & \\text{otherwise} \\end{cases}",
        "2*where(a, b, c)              ¦ 2 \\left(\\begin{cases} b & \\text{if } a \\ne 0 \\\\ c & \\text{otherwise} \\end{cases}\\right)",
        "where(x > 1, 1, where(x < 0, 0, x)) ¦ \\begin{cases} 1 & \\text{if } x > 1 \\\\ 0 & \\text{if } x < 0 \\\\ x & \\text{otherwise} \\end{cases}",
        "(a > b)*x    ¦ \\left(a > b\\right) x",
        "(a > b) == 0 ¦ \\left(a > b\\right) = 0",
        "(x > 0)/2    ¦ \\frac{\\left(x > 0\\right)}{2}",
        "2^(x > 0)    ¦ 2^{\\left(x > 0\\right)}",
        "(1e-3)^2     ¦ \\left(10^{-3}\\right)^{2}",
        "2.5e+3*x     ¦ 2.5 \\cdot 10^{3} x",
        "max(x, y)    ¦ \\max\\left(x, y\\right)",
        "x <= y       ¦ x \\le y",
        "1.5e-3*x     ¦ 1.5 \\cdot 10^{-3} x",
        "W' @ x       ¦ W^{\\top} x",
        "A @ (B @ C)  ¦ A \\left(B C\\right)",
        "W[1, 2]      ¦ {W}_{1,2}",
        "[a, b; c, d] ¦ \\begin{pmatrix}a & b \\\\ c & d\\end{pmatrix}",
        "norm(x)      ¦ \\left\\|x\\right\\|",
      })
  void formulasAsByHand(String text, String latex) {
    assertThat(Latex.of(TextParser.expression(text))).isEqualTo(latex);
  }

  private static final List<String> ODD_NAMES =
      List.of(
          "x1", "x_1", "x_1_", "_x1", "x__1", "x1_", "x_1_1", "x11", "x_11", "x1_1", "w0", "w_0",
          "alpha", "α", "alpha1", "alpha_1", "α1", "α_1", "phi", "φ", "ϕ", "a_b_c", "a_bc", "ab_c",
          "abc", "x̂", "x_hat", "é", "Ñ_2", "ℓ", "e", "exp_1", "x_alpha", "x_α", "_", "__", "ab3c",
          "ab_3c", "ab3_c", "mathit", "text");

  @Test
  void twoNamesNeverLookTheSame() {
    Latex latex = new Latex(ODD_NAMES, Map.of());
    Set<String> looks = new LinkedHashSet<>();
    ODD_NAMES.forEach(name -> looks.add(latex.name(name)));
    assertThat(looks).hasSameSizeAs(ODD_NAMES);
  }

  /** In mathematics A B is the matrix product, and a square is A A. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      value = {
        "A*B          ¦ A \\odot B",
        "2*A*B        ¦ 2 A \\odot B",
        "a*B          ¦ a B",
        "A*B @ C      ¦ \\left(A \\odot B\\right) C",
        "A*(B @ C)    ¦ A \\odot \\left(B C\\right)",
        "A*B*C        ¦ A \\odot B \\odot C",
        "A*(B + C)    ¦ A \\odot \\left(B + C\\right)",
        "A^2          ¦ A^{\\odot 2}",
        "(A - B)^a    ¦ \\left(A - B\\right)^{\\odot a}",
        "A/B          ¦ A \\oslash B",
        "A/a          ¦ \\frac{A}{a}",
        "(v' @ v)^2   ¦ \\left(v^{\\top} v\\right)^{2}",
        "v'*v'        ¦ v^{\\top} \\odot v^{\\top}",
        "exp(A)       ¦ \\exp\\left(A\\right)",
        "sum(A*B)*a   ¦ \\textstyle\\sum\\left(A \\odot B\\right) a",
        "v[1]*v[2]    ¦ {v}_{1} {v}_{2}",
        "[a, a]*v     ¦ \\begin{pmatrix}a \\\\ a\\end{pmatrix} \\odot v",
      })
  void entryByEntryIsNoOrdinaryProduct(String text, String latex) {
    Shape square = new Shape(2, 2);
    Map<String, Shape> shapes = Map.of("A", square, "B", square, "C", square, "v", new Shape(2, 1));
    Latex writer = new Latex(Set.of("A", "B", "C", "v", "a"), shapes);
    assertThat(writer.write(TextParser.expression(text))).isEqualTo(latex);
    boolean sign = latex.contains("\\odot") || latex.contains("\\oslash");
    assertThat(writer.remarks().contains(Latex.Remark.ENTRYWISE)).isEqualTo(sign);
  }

  private static String page(Expression f, String of) {
    List<List<String>> by = new ArrayList<>();
    f.inputs().stream().limit(8).forEach(input -> by.add(List.of(input)));
    DisplayForm form = f.workings().formulas().display(by);
    String rows =
        DiffText.latex(of, by, form, f.workings().shapes(), f.workings().formulas().remarks(form));
    return "\\begin{align*}\n" + rows + "\\end{align*}\n";
  }

  private static String steps(Expression f) {
    List<String> by = f.inputs().stream().limit(3).toList();
    List<List<Derivation.Part>> parts = by.stream().map(f.workings().formulas()::steps).toList();
    return "\\begin{align*}\n" + DiffText.latexSteps("f", by, parts) + "\\end{align*}\n";
  }

  /** Every formula of the corpus and its derivatives, odd names and derivations on one document. */
  @Test
  void latexAcceptsEveryFormula(@TempDir Path folder) throws Exception {
    StringBuilder page = new StringBuilder("\\documentclass{article}\n\\usepackage{amsmath}\n");
    page.append("\\allowdisplaybreaks\n\\begin{document}\n");
    int formulas = 0;
    for (Path sheet : sheets()) {
      SourceText text = new SourceText(sheet.toString(), Files.readString(sheet));
      Expression f = Chainrule.parse(List.of(text), List.of(), Chainrule.Options.DEFAULT);
      page.append(page(f, "f"));
      formulas += Math.min(8, f.inputs().size());
      if (f.inputs().size() < 8) {
        page.append(steps(f));
      }
    }
    for (String name : ODD_NAMES) {
      if (!name.equals("e")) {
        page.append(page(Chainrule.parse(name + "^2*exp(" + name + ")/x"), name));
      }
    }
    String names = String.join(" + ", ODD_NAMES);
    page.append("$").append(Latex.of(TextParser.expression(names))).append("$\n");
    for (String text :
        List.of(
            "where(x > 0, x^2, where(x < -1, exp(x), 0))*y",
            "A''*A' + A^2/(1 + A)",
            "(x > 0)^(y > 0)*1e-3^2",
            "s = 1/(1 + exp(-x_1)); (s - x1)^2")) {
      Expression f = Chainrule.parse(text.contains("A") ? "sum(" + text + ")" : text);
      page.append(page(f, "f")).append(steps(f));
    }
    page.append("\\end{document}\n");
    assertThat(formulas).isGreaterThan(200);
    assertThat(page).doesNotContain("null").doesNotContain("%s").doesNotContain("\u0001");
    Assumptions.assumeTrue(
        Programs.isThere("pdflatex", "--version"),
        "pdflatex is not there: the page is not compiled");
    Path source = folder.resolve("page.tex");
    Files.writeString(source, page);
    Process latex =
        new ProcessBuilder("pdflatex", "-halt-on-error", "-interaction=batchmode", "page.tex")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    assertThat(latex.waitFor(120, TimeUnit.SECONDS)).isTrue();
    Path log = folder.resolve("page.log");
    assertThat(latex.exitValue()).as(() -> tail(log)).isZero();
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1);
      int error = 0;
      while (error < lines.size() && !lines.get(error).startsWith("!")) {
        error++;
      }
      return String.join("\n", lines.subList(error, Math.min(lines.size(), error + 12)));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  private static List<Path> sheets() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("test-expressions"))) {
      return files.filter(f -> f.toString().endsWith(".expr")).sorted().toList();
    }
  }
}
