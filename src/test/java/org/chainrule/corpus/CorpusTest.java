package org.chainrule.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.Point;
import org.chainrule.Recorded;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.homework.Checker;
import org.chainrule.homework.Claim;
import org.chainrule.homework.Report;
import org.chainrule.render.Paint;
import org.chainrule.render.TextTrace;
import org.chainrule.source.SourceText;
import org.chainrule.trace.Trace;
import org.chainrule.trace.Verification;
import org.chainrule.value.Digits;
import org.chainrule.value.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sheet of the corpus: its claims, its gradients against differences, its recorded trace. */
final class CorpusTest {
  private static final Path CORPUS = Path.of("test-expressions");

  static Stream<Path> sheets() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.filter(f -> f.toString().endsWith(".expr")).sorted().toList().stream();
    }
  }

  private static Expression read(Path sheet) throws IOException {
    SourceText text = new SourceText(sheet.toString(), Files.readString(sheet));
    return Chainrule.parse(List.of(text), List.of(), Chainrule.Options.DEFAULT);
  }

  @Test
  void thereAreManySheetsAndTheyUseEveryGate() throws IOException {
    assertThat(sheets()).hasSizeGreaterThanOrEqualTo(60);
    Set<Gate> used = new LinkedHashSet<>();
    for (Path sheet : sheets().toList()) {
      read(sheet).trace().steps().forEach(step -> used.add(step.gate()));
    }
    String texts = "";
    for (Path sheet : sheets().toList()) {
      texts += Files.readString(sheet);
    }
    for (Gate gate : Gate.all()) {
      // A matrix that is made of numbers is a constant, not a step.
      boolean maker = gate.spec().isMaker();
      if (maker) {
        assertThat(texts).contains(gate.spec().symbol() + "(");
      } else {
        assertThat(used).contains(gate);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void namesItsSource(Path sheet) throws IOException {
    assertThat(Files.readString(sheet)).startsWith("# ").contains("# Source: ");
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void claimsHoldToTheDigitsAsWritten(Path sheet) throws IOException {
    Map<String, Matrix> point = read(sheet).givens().values();
    Circuit circuit = read(sheet).workings().circuit().shaped(point);
    Matrix[] inputs =
        circuit.graph().inputs().stream()
            .map(name -> point.getOrDefault(name, Matrix.scalar(Double.NaN)))
            .toArray(Matrix[]::new);
    List<Claim> claims = Claim.of(circuit);
    assertThat(claims).isNotEmpty();
    List<String> wrong = new ArrayList<>();
    for (Claim claim : claims) {
      Matrix truth = claim.truth(circuit, inputs);
      Expr written = claim.line().relation().right();
      if (!holds(written, truth)) {
        wrong.add(claim.line().place().span().text() + " but it is " + truth);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Entry by entry, in the shape of the truth. */
  private static boolean holds(Expr written, Matrix truth) {
    if (!(written instanceof Expr.Stack stack)) {
      return truth.isScalar() && holds(written, truth.scalar());
    }
    List<Expr> entries = stack.flat();
    if (entries.size() != truth.size() || stack.width() != truth.columns()) {
      return false;
    }
    for (int i = 0; i < entries.size(); i++) {
      if (!holds(entries.get(i), truth.entry(i))) {
        return false;
      }
    }
    return true;
  }

  /** Half a unit of the last digit, or cut off after at least two digits; whole numbers exactly. */
  private static boolean holds(Expr written, double truth) {
    boolean negative = written instanceof Expr.Apply apply && apply.gate() == Gate.NEG;
    Expr size = negative ? written.parts().get(0) : written;
    if (!(size instanceof Expr.Number number) || !Double.isFinite(truth)) {
      return false;
    }
    BigDecimal digits = new BigDecimal(number.text());
    BigDecimal claimed = negative ? digits.negate() : digits;
    BigDecimal exact = new BigDecimal(truth);
    BigDecimal distance = claimed.subtract(exact).abs();
    BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(-digits.scale());
    if (distance.doubleValue() <= 1e-9 * Math.abs(truth)) {
      return true;
    }
    if (!number.text().matches(".*[.eE].*")) {
      return distance.doubleValue() <= 1e-12;
    }
    boolean rounded = distance.multiply(BigDecimal.valueOf(2)).compareTo(unit) <= 0;
    boolean cut =
        claimed.signum() == exact.signum()
            && claimed.abs().compareTo(exact.abs()) <= 0
            && distance.compareTo(unit) < 0
            && digits.precision() >= 2;
    return claimed.signum() != 0 && (rounded || cut) || truth == 0 && claimed.signum() == 0;
  }

  /** The corpus is homework: every claim of every sheet is right. */
  @ParameterizedTest
  @MethodSource("sheets")
  void theCheckerFindsEveryClaimRight(Path sheet) throws IOException {
    Report report = Checker.check(sheet.toString(), Files.readString(sheet));
    assertThat(report.claims()).isNotEmpty().allMatch(claim -> claim.verdict().isRight());
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void gradientsAgreeWithDifferences(Path sheet) throws IOException {
    Verification verification = read(sheet).verify(Point.NONE);
    assertThat(verification.agrees()).as("%s", verification).isTrue();
    verification
        .comparisons()
        .forEach(
            (name, comparison) -> {
              if (comparison.verdict() == Verification.Agreement.AGREES) {
                double scale = Math.max(Math.abs(comparison.gradient()), 1e-3);
                assertThat(comparison.difference())
                    .as("%s of %s", name, sheet)
                    .isCloseTo(comparison.gradient(), Offset.offset(1e-7 * scale));
              }
            });
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void theTraceIsAsRecorded(Path sheet) throws IOException {
    Trace trace = read(sheet).trace(Map.of());
    String text =
        TextTrace.render(
            trace, new TextTrace.Options(Digits.DEFAULT, Paint.PLAIN, false, Optional.empty()));
    assertThat(text.lines()).allMatch(line -> line.stripTrailing().equals(line));
    String name = sheet.getFileName().toString().replace(".expr", ".golden");
    Recorded.compare(CORPUS.resolve("recorded").resolve(name), text);
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void whatWasPrintedIsTheSameFunction(Path sheet) throws IOException {
    Expression f = read(sheet);
    for (String input : f.inputs()) {
      Expression derivative = f.derivative(input);
      Matrix printed = Chainrule.parse(derivative + "\n" + known(derivative)).value(Point.NONE);
      Matrix direct = derivative.value(Point.NONE);
      assertThat(printed.shape()).isEqualTo(direct.shape());
      for (int i = 0; i < direct.size(); i++) {
        double a = printed.entry(i);
        double b = direct.entry(i);
        // A masked product was written as a plain one: 0 beside infinity.
        boolean masked = Double.isNaN(a) && b == 0;
        boolean close =
            Double.compare(a, b) == 0 || Math.abs(a - b) <= 1e-12 * Math.abs(b) + 1e-300;
        assertThat(masked || close).as("d/d%s = %s: %s, %s", input, derivative, a, b).isTrue();
      }
    }
  }

  /** The values of those inputs that the formula still mentions. */
  private static String known(Expression derivative) {
    StringBuilder givens = new StringBuilder();
    for (String input : Chainrule.parse(derivative.toString()).inputs()) {
      String value =
          derivative.givens().values().get(input).format(x -> new BigDecimal(x).toString());
      givens.append(input).append(" = ").append(value).append('\n');
    }
    return givens.toString();
  }
}
