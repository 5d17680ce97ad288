package org.chainrule.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.Programs;
import org.chainrule.algebra.DisplayForm;
import org.chainrule.parse.TextParser;
import org.chainrule.source.SourceText;
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
        "φ*α₁         ¦ \\phi \\alpha_{1}",
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

  /** Every formula of the corpus and its derivatives on one document. */
  @Test
  void latexAcceptsEveryFormulaOfTheCorpus(@TempDir Path folder) throws Exception {
    StringBuilder page =
        new StringBuilder("\\documentclass{article}\n\\usepackage{amsmath}\n\\begin{document}\n");
    int formulas = 0;
    for (Path sheet : sheets()) {
      SourceText text = new SourceText(sheet.toString(), Files.readString(sheet));
      Expression f = Chainrule.parse(List.of(text), List.of(), Chainrule.Options.DEFAULT);
      List<List<String>> by = new ArrayList<>();
      f.inputs().stream().limit(8).forEach(input -> by.add(List.of(input)));
      DisplayForm form = f.formulas(by);
      page.append("\\begin{align*}\n").append(DiffText.latex("f", by, form));
      page.append("\\end{align*}\n");
      formulas += by.size();
    }
    page.append("\\end{document}\n");
    assertThat(formulas).isGreaterThan(200);
    assertThat(page).doesNotContain("null").doesNotContain("%s");
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
