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
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.Recorded;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Constant;
import org.chainrule.homework.Claim;
import org.chainrule.render.Paint;
import org.chainrule.render.TextTrace;
import org.chainrule.source.SourceText;
import org.chainrule.trace.Trace;
import org.chainrule.trace.Verification;
import org.chainrule.value.Digits;
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
    assertThat(used).containsAll(Gate.all());
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void namesItsSource(Path sheet) throws IOException {
    assertThat(Files.readString(sheet)).startsWith("# ").contains("# Source: ");
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void claimsHoldToTheDigitsAsWritten(Path sheet) throws IOException {
    Circuit circuit = read(sheet).circuit();
    double[] inputs =
        circuit.graph().inputs().stream()
            .mapToDouble(
                name ->
                    Optional.ofNullable(circuit.givens().get(name))
                        .map(Constant::value)
                        .orElse(Double.NaN))
            .toArray();
    List<Claim> claims = Claim.of(circuit);
    assertThat(claims).isNotEmpty();
    List<String> wrong = new ArrayList<>();
    for (Claim claim : claims) {
      double truth = claim.quantity().value(circuit, inputs);
      Expr written = claim.line().relation().right();
      if (!holds(written, truth)) {
        wrong.add(claim.line().place().span().text() + " but it is " + truth);
      }
    }
    assertThat(wrong).isEmpty();
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

  @ParameterizedTest
  @MethodSource("sheets")
  void gradientsAgreeWithDifferences(Path sheet) throws IOException {
    Verification verification = read(sheet).verify(Map.of());
    assertThat(verification.agrees()).as("%s", verification).isTrue();
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
    Map<String, Double> point = f.givens();
    for (String input : f.inputs()) {
      Expression derivative = f.derivative(input);
      double printed =
          Chainrule.parse(derivative.toString() + "\n" + known(derivative, point)).value(Map.of());
      double direct = derivative.value(Map.of());
      assertThat(printed)
          .as("d/d%s = %s", input, derivative)
          .satisfiesAnyOf(
              value -> assertThat(value).isEqualTo(direct),
              value ->
                  assertThat(value)
                      .isCloseTo(
                          direct,
                          org.assertj.core.data.Offset.offset(
                              Double.isFinite(direct) ? 1e-12 * Math.abs(direct) + 1e-300 : 0)),
              // A masked product was written as a plain one: 0 beside infinity.
              value -> assertThat(Double.isNaN(value) && direct == 0).isTrue());
    }
  }

  /** The values of those inputs that the formula still mentions. */
  private static String known(Expression derivative, Map<String, Double> point) {
    StringBuilder givens = new StringBuilder();
    for (String input : Chainrule.parse(derivative.toString()).inputs()) {
      givens.append(input).append(" = ").append(new BigDecimal(point.get(input))).append('\n');
    }
    return givens.toString();
  }
}
