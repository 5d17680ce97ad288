package org.chainrule.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.chainrule.Written;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.engine.Calculator;
import org.chainrule.parse.TextParser;
import org.chainrule.render.GateTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws that every row of the table of gates obeys. */
final class GateTableTest {

  private static final List<Gate> ARITHMETIC =
      List.of(Gate.ADD, Gate.SUB, Gate.MUL, Gate.DIV, Gate.NEG);

  private static Expr formula(String text) {
    return TextParser.expression(text);
  }

  private static Map<String, Double> sample(Gate gate, Random random) {
    Map<String, Double> point = new LinkedHashMap<>();
    for (String parameter : gate.spec().parameters()) {
      GateSpec.Interval interval = gate.spec().sample(parameter);
      double width = interval.high() - interval.low();
      point.put(parameter, interval.low() + width * random.nextDouble());
    }
    return point;
  }

  private static double forward(Gate gate, Map<String, Double> point) {
    List<Double> operands = new ArrayList<>(point.values());
    while (operands.size() < 3) {
      operands.add(0.0);
    }
    return gate.apply(operands.get(0), operands.get(1), operands.get(2));
  }

  /** Fourth-order central difference; error about h^4 plus rounding. */
  private static double difference(Gate gate, Map<String, Double> point, String parameter) {
    double x = point.get(parameter);
    double h = 1e-3 * Math.max(1e-2, Math.abs(x));
    double[] f = new double[4];
    double[] steps = {-2, -1, 1, 2};
    for (int i = 0; i < 4; i++) {
      Map<String, Double> moved = new LinkedHashMap<>(point);
      moved.put(parameter, x + steps[i] * h);
      f[i] = forward(gate, moved);
    }
    return (f[0] - 8 * f[1] + 8 * f[2] - f[3]) / (12 * h);
  }

  /** Whether the gate has a kink within reach of the difference quotient. */
  private static boolean nearKink(Gate gate, Map<String, Double> point) {
    for (GateSpec.Kink kink : gate.spec().kinks()) {
      for (double step : new double[] {-1, 0, 1}) {
        Map<String, Double> moved = new LinkedHashMap<>(point);
        String first = gate.spec().parameters().get(0);
        moved.merge(first, 0.02 * step, Double::sum);
        double here = Calculator.evaluate(formula(kink.where()), point);
        double there = Calculator.evaluate(formula(kink.where()), moved);
        if (Math.abs(here) < 0.02
            || Math.signum(here) != Math.signum(there)
            || Math.abs(here - there) > 0.5) {
          return true;
        }
      }
    }
    return false;
  }

  static Stream<Gate> entrywise() {
    return Gate.all().stream().filter(gate -> gate.spec().isEntrywise());
  }

  /** The switch calls the method of the gate's name, with its operands in their order. */
  @ParameterizedTest
  @MethodSource("entrywise")
  void theForwardComputationIsTheFunctionOfItsName(Gate gate) throws ReflectiveOperationException {
    if (ARITHMETIC.contains(gate)) {
      return; // EntrywiseTest has their values.
    }
    Random random = new Random(3);
    Class<?>[] types = new Class<?>[gate.arity()];
    Arrays.fill(types, double.class);
    Method function = Functions.class.getMethod(camelCase(gate.name()), types);
    for (int i = 0; i < 20; i++) {
      Map<String, Double> point = sample(gate, random);
      assertThat(forward(gate, point))
          .as("%s at %s", gate, point)
          .isEqualTo(function.invoke(null, point.values().toArray()));
    }
  }

  private static String camelCase(String name) {
    String[] words = name.toLowerCase(Locale.ROOT).split("_");
    for (int i = 1; i < words.length; i++) {
      words[i] = Character.toUpperCase(words[i].charAt(0)) + words[i].substring(1);
    }
    return String.join("", words);
  }

  @ParameterizedTest
  @MethodSource("entrywise")
  void partialsAreTheSlopesOfTheForwardComputation(Gate gate) {
    Random random = new Random(gate.name().hashCode());
    int compared = 0;
    for (int i = 0; i < 200; i++) {
      Map<String, Double> point = sample(gate, random);
      if (nearKink(gate, point)) {
        continue;
      }
      compared++;
      Map<String, Double> known = new LinkedHashMap<>(point);
      known.put("out", forward(gate, point));
      for (int slot = 0; slot < gate.arity(); slot++) {
        String parameter = gate.spec().parameters().get(slot);
        double partial = Calculator.evaluate(formula(gate.spec().partials().get(slot)), known);
        double slope = difference(gate, point, parameter);
        assertThat(partial)
            .as("d %s / d %s at %s", gate, parameter, point)
            .isCloseTo(slope, Offset.offset(1e-7 * (1 + Math.abs(slope))));
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  @ParameterizedTest
  @EnumSource(Gate.class)
  void aMeaningIsTheGate(Gate gate) {
    if (gate.spec().meaning().isEmpty()) {
      return; // Others are told by it.
    }
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      Map<String, Double> point = sample(gate, random);
      double value = forward(gate, point);
      assertThat(Calculator.evaluate(formula(gate.spec().meaning()), point))
          .as("%s at %s", gate, point)
          .isCloseTo(value, Offset.offset(1e-12 * (1 + Math.abs(value))));
    }
  }

  /** On numbers, which have the shapes that all laws ask for. */
  @ParameterizedTest
  @EnumSource(Gate.class)
  void foldingLawsAreTrue(Gate gate) {
    Random random = new Random(5);
    List<String> laws = new ArrayList<>(gate.spec().laws());
    laws.addAll(gate.spec().lawsOfNumbers());
    for (String law : laws) {
      String[] sides = law.split(" = ");
      for (int i = 0; i < 50; i++) {
        Map<String, Double> point = new LinkedHashMap<>();
        Trees.postorder(
            formula(sides[0]),
            part -> {
              if (part instanceof Expr.Name name) {
                point.put(name.name(), random.nextGaussian() * 3);
              }
            });
        double left = Calculator.evaluate(formula(sides[0]), point);
        double right = Calculator.evaluate(formula(sides[1]), point);
        assertThat(left + 0.0).as("%s at %s", law, point).isEqualTo(right + 0.0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Gate.class)
  void formulasMentionOnlyParametersAndOwnValue(Gate gate) {
    List<String> allowed = new ArrayList<>(gate.spec().parameters());
    allowed.addAll(List.of("out", "pi", "e"));
    List<String> formulas = new ArrayList<>(gate.spec().partials());
    if (!gate.spec().isEntrywise()) {
      allowed.add("up");
      formulas.addAll(gate == Gate.STACK ? List.of() : gate.spec().pullbacks());
    }
    gate.spec().kinks().forEach(kink -> formulas.add(kink.where()));
    formulas.addAll(List.of(gate.spec().pole(), gate.spec().meaning()));
    formulas.removeIf(String::isEmpty);
    for (String formula : formulas) {
      Trees.postorder(
          formula(formula),
          part -> {
            if (part instanceof Expr.Name name) {
              assertThat(allowed).as("%s: %s", gate, formula).contains(name.name());
            }
          });
    }
  }

  @ParameterizedTest
  @EnumSource(Gate.class)
  void exactArithmeticAgreesWithDoubles(Gate gate) {
    if (gate.spec().exact().isEmpty()) {
      assertThat(ARITHMETIC).doesNotContain(gate);
      return;
    }
    Random random = new Random(11);
    for (int i = 0; i < 200; i++) {
      var x = org.chainrule.value.Rational.parse(random.nextInt(99) + 1 + ".5").orElseThrow();
      var y = org.chainrule.value.Rational.of(random.nextInt(9) + 1);
      double expected = gate.apply(x.toDouble(), y.toDouble(), 0);
      assertThat(gate.spec().exact().get().apply(x, y).orElseThrow().toDouble())
          .as("%s of %s, %s", gate, x, y)
          .isCloseTo(expected, org.assertj.core.data.Percentage.withPercentage(1e-12));
    }
  }

  /** Edge points and what the conventions of the table make of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // gate | x | y | value | d/dx | d/dy
        "^        | 0  | 0    | 1    | 0    | -Infinity",
        "^        | 0  | 2    | 0    | 0    | 0",
        "^        | 0  | 1    | 0    | 1    | 0",
        "^        | -2 | -3   | -0.125 | -0.1875 | NaN",
        "^        | -2 | 3    | -8   | 12   | NaN",
        "^        | 2  | 3    | 8    | 12   | 5.545177444479562",
        "/        | 1  | 0    | Infinity | Infinity | -Infinity",
        "max      | 2  | 2    | 2    | 1    | 0",
        "max      | 1  | 2    | 2    | 0    | 1",
        "min      | 2  | 2    | 2    | 1    | 0",
        "relu     | 0  | -    | 0    | 0    | -",
        "abs      | 0  | -    | 0    | 0    | -",
        "step     | 0  | -    | 0    | 0    | -",
        "softsign | 0  | -    | 0    | 1    | -",
        "sign     | 0  | -    | 0    | 0    | -",
        "log      | 0  | -    | -Infinity | Infinity | -",
        "sqrt     | 0  | -    | 0    | Infinity | -",
        "leaky_relu | 0 | 0.1 | 0    | 0.1  | 0",
        "round    | 0.5 | -   | 1    | 0    | -",
        "==       | 1  | 1    | 1    | 0    | 0",
        "masked   | 0  | 3    | 0    | 3    | 0",
      })
  void edgePointsFollowTheConventions(
      String symbol, double x, Double y, double value, double dx, Double dy) {
    Gate gate = Gate.functionNamed(symbol).orElseGet(() -> Gate.infixes().get(symbol));
    List<String> parameters = gate.spec().parameters();
    Map<String, Double> point = new LinkedHashMap<>();
    point.put(parameters.get(0), x);
    if (y != null) {
      point.put(parameters.get(1), y);
    }
    double forward = forward(gate, point);
    assertThat(forward).isEqualTo(value);
    point.put("out", forward);
    assertThat(Calculator.evaluate(formula(gate.spec().partials().get(0)), point) + 0.0)
        .isEqualTo(dx);
    if (y != null) {
      assertThat(Calculator.evaluate(formula(gate.spec().partials().get(1)), point) + 0.0)
          .isEqualTo(dy);
    }
  }

  @Test
  void weightsOfATieSumToOne() {
    for (Gate gate : List.of(Gate.MAX, Gate.MIN)) {
      Map<String, Double> point = Map.of("x", 1.5, "y", 1.5);
      double sum = 0;
      for (String partial : gate.spec().partials()) {
        sum += Calculator.evaluate(formula(partial), point);
      }
      assertThat(sum).isEqualTo(1);
    }
  }

  @Test
  void aNameMeansTheGateThatTakesSoManyArguments() {
    assertThat(Gate.MAX.taking(1)).isEqualTo(Gate.LARGEST);
    assertThat(Gate.MIN.taking(1)).isEqualTo(Gate.SMALLEST);
    assertThat(Gate.MAX.taking(2)).isEqualTo(Gate.MAX);
    assertThat(Gate.MAX.taking(3)).isEqualTo(Gate.MAX);
    assertThat(Gate.ZEROS.taking(1)).isEqualTo(Gate.ZEROS);
    assertThat(Gate.LOG.taking(0)).as("none takes nothing").isEqualTo(Gate.LOG);
  }

  @Test
  void aGateIsFoundByEachOfItsNames() {
    assertThat(Gate.functions()).containsEntry("log", Gate.LOG).containsEntry("ln", Gate.LOG);
    assertThat(Gate.functionNamed("arctan")).contains(Gate.ATAN);
    assertThat(Gate.functionNamed("+")).isEmpty();
    assertThat(Gate.infixes()).containsEntry("*", Gate.MUL).containsEntry("×", Gate.MUL);
  }

  @Test
  void aGateOnMatricesIsAppliedToThem() {
    assertThat(Gate.MATMUL.apply(Written.matrix("1, 2"), Written.matrix("3; 4")))
        .isEqualTo(Written.matrix("11"));
  }

  static Stream<String> symbols() {
    // max and min of one matrix share their names with those of two numbers.
    return Stream.concat(Gate.functions().keySet().stream(), Gate.infixes().keySet().stream());
  }

  @ParameterizedTest
  @MethodSource("symbols")
  void everySpellingIsRead(String symbol) {
    Gate function = Gate.functions().get(symbol);
    Gate gate = function == null ? Gate.infixes().get(symbol) : function;
    String arguments = String.join(", ", List.of("a", "b", "c").subList(0, gate.arity()));
    String text = function == null ? "(a " + symbol + " b)" : symbol + "(" + arguments + ")";
    assertThat(((Expr.Apply) formula(text)).gate()).isEqualTo(gate);
  }

  @Test
  void theDocumentationIsCurrent() throws IOException {
    org.chainrule.Recorded.compare(Path.of("docs/gates.md"), GateTable.markdown());
    assertThat(Files.readString(Path.of("docs/gates.md"))).contains("`sigmoid(x)`");
  }
}
