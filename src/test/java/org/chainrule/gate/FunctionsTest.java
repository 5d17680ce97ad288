package org.chainrule.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The forward computations against {@link BigReference} at seeded points, and at their edges
 * against a table. With {@code -Dulps=true} the largest error of each gate is printed.
 */
class FunctionsTest {

  private static final long SEED = 20261121;
  private static final int POINTS = 2000;
  private static final double TOLERANCE = 2;
  private static final double HUGE = Double.MAX_VALUE;

  /** A gate, the points at which it is measured, and its exact value there. */
  private record Accuracy(String gate, Supplier<double[]> points, Exact exact) {

    @Override
    public String toString() {
      return gate;
    }
  }

  private interface Exact {
    BigDecimal at(BigDecimal... operands);
  }

  static List<Accuracy> accuracies() {
    return List.of(
        unary("exp", BigReference::exp, -750, 712, 1, -708, -745, 709.7),
        unary("expm1", BigReference::expm1, -5000, 712, 0.25, -0.42, -1, 709.7),
        unary("log", BigReference::log, 0, HUGE, 1),
        unary("log1p", BigReference::log1p, Math.nextUp(-1.0), HUGE, 0.41, -0.3, -1),
        unary("log2", inBase(BigReference.LN2), 0, HUGE, 1, 0.5, 2, 0.7071, 1.4142),
        unary("log10", inBase(BigReference.LN10), 0, HUGE, 1, 0.1, 10, 1e5),
        unary("sqrt", BigReference::sqrt, 0, HUGE, 1),
        unary("cbrt", BigReference::cbrt, -HUGE, HUGE, 1),
        unary("sin", BigReference::sin, -1e6, 1e6, 0.785, 1.5708, Math.PI, 355),
        unary("cos", BigReference::cos, -1e6, 1e6, 0.785, Math.PI / 2, Math.PI, 355),
        unary("tan", BigReference::tan, -1e6, 1e6, 0.785, Math.PI / 2, Math.PI, 355),
        unary("asin", BigReference::asin, -1, 1, 0.5, 0.975, 1),
        unary("acos", BigReference::acos, -1, 1, -0.54, 0.5, 0.975, 1),
        unary("atan", BigReference::atan, -HUGE, HUGE, 0.4375, 0.6875, 1.1875, 2.4375),
        unary("sinh", BigReference::sinh, -712, 712, 1e-9, 0.4514, 0.5, 1, 22, 709, 710.4),
        unary("cosh", BigReference::cosh, -712, 712, 0.5, 1, 22, 709, 710.4),
        unary("tanh", BigReference::tanh, -50, 50, 1e-9, 0.0614, 0.54, 1, 22),
        unary("asinh", BigReference::asinh, -HUGE, HUGE, 1e-9, 0.2424, 1.092, 0x1p28),
        unary("acosh", BigReference::acosh, 1, HUGE, 1, 1.13, 1.5, 2, 0x1p28),
        unary("atanh", BigReference::atanh, below(-1), below(1), 1e-9, 0.123, 0.5, 1),
        unary("erf", BigReference::erf, -HUGE, HUGE, 0.5, 1, 6),
        unary("sigmoid", BigReference::sigmoid, -760, 5000, -2.7, -30, -708, -745, 37),
        unary("softplus", BigReference::softplus, -760, 5000, -1.3, 1, -40, -708, -745, 37),
        unary("silu", BigReference::silu, -760, 5000, -1.3, -15, -700, -714.5, -745, 37),
        unary("gelu", BigReference::gelu, -45, 1e6, -0.5, -4, -36.42, -38.5, -39, 1, 8),
        unary(
            "softsign",
            x -> x.divide(x.abs().add(BigDecimal.ONE), MathContext.DECIMAL128),
            -HUGE,
            HUGE,
            1,
            1e-16,
            1e16),
        binary("atan2", BigReference::atan2, plane(HUGE)),
        binary("hypot", BigReference::hypot, plane(HUGE)),
        binary("pow", BigReference::pow, powers()),
        binary("leakyRelu", (x, slope) -> x.signum() < 0 ? x.multiply(slope) : x, plane(1e9)),
        binary("elu", FunctionsTest::exactElu, plane(700)));
  }

  @ParameterizedTest
  @MethodSource("accuracies")
  void isWithinTwoUlp(Accuracy accuracy) {
    double largest = 0;
    double[] worst = {};
    for (int i = 0; i < POINTS; i++) {
      double[] point = accuracy.points().get();
      double error = ulps(call(accuracy.gate(), point), accuracy.exact().at(exactly(point)));
      if (error > largest) {
        largest = error;
        worst = point;
      }
    }
    String finding =
        String.format(
            Locale.ROOT, "%-10s %.4f ulp at %s", accuracy, largest, Arrays.toString(worst));
    if (Boolean.getBoolean("ulps")) {
      System.out.println(finding);
    }
    assertThat(largest).as("%s, seed %d", finding, SEED).isLessThanOrEqualTo(TOLERANCE);
  }

  /** Exact values from mpmath 1.3; those at 1e22 also stand in the literature on reduction. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          sigmoid(-745)                 -> 2.822350730471937076353440e-324
          sigmoid(-30)                  -> 9.357622968839298953839563e-14
          softplus(-40)                 -> 4.248354255291588986304978e-18
          tanh(1e-9)                    -> 1.000000000000000061948258e-9
          sinh(710.4)                   -> 1.666364283280649584221380e308
          sinh(710.4758600739439)       -> 1.797693134862174382054982e308
          cosh(-710.4)                  -> 1.666364283280649584221380e308
          asinh(1e-10)                  -> 1.000000000000000036430531e-10
          asinh(-1e300)                 -> -691.4686750787736505673194
          acosh(1.000000000001)         -> 1.414276423180542393723973e-6
          acosh(1e300)                  -> 691.4686750787736505673194
          atanh(1e-12)                  -> 9.999999999999999798866480e-13
          atanh(0.9999999999999999)     -> 18.71497387511852332650969
          gelu(-30)                     -> -1.472014178144456117860143e-196
          gelu(-38)                     -> -1.096462776826138037173369e-314
          silu(-700)                    -> -6.901773580631839599693761e-302
          silu(-750)                    -> -1.426263722606254829996592e-323
          log2(1.0000000000000002)      -> 3.203426503814917330334121e-16
          erf(1e-300)                   -> 1.128379167095512602172316e-300
          sin(1e22)                     -> -0.8522008497671888017727059
          cos(1e22)                     -> 0.5232147853951389454975945
          tan(1e22)                     -> -1.628778225606898878549376
          sin(1.7976931348623157e308)   -> 0.004961954789184061790502671
          cos(1.7976931348623157e308)   -> -0.9999876894265599374648701
          # the closest to a multiple of pi/2: J.-M. Muller, Elementary Functions, range reduction
          cos(5.319372648326541e255)    -> -4.687165924254627611122583e-19
          """)
  void hasKnownValue(String point, BigDecimal exact) {
    double value = evaluate(point);
    assertThat(ulps(value, exact)).as("%s = %s", point, value).isLessThanOrEqualTo(TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          exp(-Infinity)                     -> 0
          exp(-0.0)                          -> 1
          exp(-745.2)                        -> 0
          exp(710)                           -> Infinity
          expm1(-0.0)                        -> -0.0
          expm1(-Infinity)                   -> -1
          log(0)                             -> -Infinity
          log(-0.0)                          -> -Infinity
          log(-1)                            -> NaN
          log(1)                             -> 0
          log(Infinity)                      -> Infinity
          log1p(-1)                          -> -Infinity
          log1p(-1.5)                        -> NaN
          log1p(-0.0)                        -> -0.0
          log2(0)                            -> -Infinity
          log2(-0.0)                         -> -Infinity
          log2(-1)                           -> NaN
          log2(1)                            -> 0
          log2(8)                            -> 3
          log2(4.9e-324)                     -> -1074
          log2(1.7976931348623157e308)       -> 1024
          log2(Infinity)                     -> Infinity
          log10(0)                           -> -Infinity
          log10(-1)                          -> NaN
          log10(1000)                        -> 3
          sqrt(-0.0)                         -> -0.0
          sqrt(-1)                           -> NaN
          sqrt(Infinity)                     -> Infinity
          cbrt(-8)                           -> -2
          cbrt(-0.0)                         -> -0.0
          cbrt(-Infinity)                    -> -Infinity
          abs(-0.0)                          -> 0
          abs(-Infinity)                     -> Infinity
          sign(-3)                           -> -1
          sign(0)                            -> 0
          sign(-0.0)                         -> -0.0
          sign(4.9e-324)                     -> 1
          sign(-Infinity)                    -> -1
          pow(0, 0)                          -> 1
          pow(NaN, 0)                        -> 1
          pow(Infinity, 0)                   -> 1
          pow(0, -1)                         -> Infinity
          pow(-0.0, -1)                      -> -Infinity
          pow(-0.0, 3)                       -> -0.0
          pow(-2, 3)                         -> -8
          pow(-2, -2)                        -> 0.25
          pow(-8, 0.3333333333333333)        -> NaN
          pow(0, 0.5)                        -> 0
          pow(1, Infinity)                   -> NaN
          pow(2, -Infinity)                  -> 0
          pow(-Infinity, 3)                  -> -Infinity
          pow(10, 308)                       -> 1e308
          pow(10, 309)                       -> Infinity
          sin(-0.0)                          -> -0.0
          sin(Infinity)                      -> NaN
          cos(0)                             -> 1
          cos(-Infinity)                     -> NaN
          tan(-0.0)                          -> -0.0
          tan(Infinity)                      -> NaN
          asin(1)                            -> 1.5707963267948966
          asin(1.0000000000000002)           -> NaN
          asin(-0.0)                         -> -0.0
          acos(1)                            -> 0
          acos(-1)                           -> 3.141592653589793
          acos(-1.0000000000000002)          -> NaN
          atan(Infinity)                     -> 1.5707963267948966
          atan(-0.0)                         -> -0.0
          atan2(0, 1)                        -> 0
          atan2(0, -1)                       -> 3.141592653589793
          atan2(-0.0, -1)                    -> -3.141592653589793
          atan2(0, 0)                        -> 0
          atan2(-0.0, 0)                     -> -0.0
          atan2(0, -0.0)                     -> 3.141592653589793
          atan2(1, 0)                        -> 1.5707963267948966
          atan2(-1, -0.0)                    -> -1.5707963267948966
          atan2(Infinity, Infinity)          -> 0.7853981633974483
          atan2(Infinity, -Infinity)         -> 2.356194490192345
          atan2(1, -Infinity)                -> 3.141592653589793
          sinh(-0.0)                         -> -0.0
          sinh(4.9e-324)                     -> 4.9e-324
          sinh(-Infinity)                    -> -Infinity
          sinh(710.475860073944)             -> Infinity
          cosh(-0.0)                         -> 1
          cosh(-Infinity)                    -> Infinity
          cosh(710.475860073944)             -> Infinity
          tanh(-0.0)                         -> -0.0
          tanh(4.9e-324)                     -> 4.9e-324
          tanh(-1e300)                       -> -1
          tanh(Infinity)                     -> 1
          asinh(-0.0)                        -> -0.0
          asinh(4.9e-324)                    -> 4.9e-324
          asinh(-Infinity)                   -> -Infinity
          acosh(1)                           -> 0
          acosh(0.9999999999999999)          -> NaN
          acosh(-2)                          -> NaN
          acosh(-Infinity)                   -> NaN
          acosh(Infinity)                    -> Infinity
          atanh(-0.0)                        -> -0.0
          atanh(1)                           -> Infinity
          atanh(-1)                          -> -Infinity
          atanh(1.0000000000000002)          -> NaN
          atanh(-Infinity)                   -> NaN
          hypot(3, -4)                       -> 5
          hypot(-0.0, 0)                     -> 0
          hypot(3e307, 4e307)                -> 5e307
          hypot(9e-324, 0)                   -> 9.9e-324
          hypot(1.5e308, 1.5e308)            -> Infinity
          hypot(NaN, -Infinity)              -> Infinity
          hypot(NaN, 1)                      -> NaN
          erf(-0.0)                          -> -0.0
          erf(4.9e-324)                      -> 4.9e-324
          erf(6)                             -> 1
          erf(-Infinity)                     -> -1
          sigmoid(0)                         -> 0.5
          sigmoid(-746)                      -> 0
          sigmoid(-Infinity)                 -> 0
          sigmoid(Infinity)                  -> 1
          softplus(-Infinity)                -> 0
          softplus(1000)                     -> 1000
          softplus(Infinity)                 -> Infinity
          silu(-0.0)                         -> -0.0
          silu(1000)                         -> 1000
          silu(-1000)                        -> -0.0
          silu(-Infinity)                    -> -0.0
          silu(Infinity)                     -> Infinity
          gelu(-0.0)                         -> -0.0
          gelu(0)                            -> 0
          gelu(40)                           -> 40
          gelu(-40)                          -> -0.0
          gelu(-Infinity)                    -> -0.0
          gelu(Infinity)                     -> Infinity
          softsign(-0.0)                     -> -0.0
          softsign(4.9e-324)                 -> 4.9e-324
          softsign(-1)                       -> -0.5
          softsign(1.7976931348623157e308)   -> 1
          softsign(-Infinity)                -> -1
          softsign(Infinity)                 -> 1
          relu(-3)                           -> 0
          relu(-0.0)                         -> 0
          relu(-Infinity)                    -> 0
          relu(Infinity)                     -> Infinity
          leakyRelu(-3, 0.5)                 -> -1.5
          leakyRelu(3, 0.5)                  -> 3
          leakyRelu(0, Infinity)             -> 0
          elu(0, Infinity)                   -> 0
          elu(-0.0, 2)                       -> -0.0
          elu(3, 2)                          -> 3
          elu(-Infinity, 2)                  -> -2
          step(0)                            -> 0
          step(-0.0)                         -> 0
          step(4.9e-324)                     -> 1
          step(-Infinity)                    -> 0
          max(-0.0, 0)                       -> 0
          max(2, NaN)                        -> NaN
          max(NaN, 2)                        -> NaN
          max(-Infinity, 2)                  -> 2
          min(-0.0, 0)                       -> -0.0
          min(2, NaN)                        -> NaN
          min(NaN, 2)                        -> NaN
          clip(5, 0, 1)                      -> 1
          clip(-5, 0, 1)                     -> 0
          clip(0.5, 0, 1)                    -> 0.5
          clip(0.5, 1, 0)                    -> 0
          clip(0.5, NaN, 1)                  -> NaN
          clip(0.5, 0, NaN)                  -> NaN
          where(1, 2, 3)                     -> 2
          where(-0.0, 2, 3)                  -> 3
          where(0, NaN, 3)                   -> 3
          where(-1, 2, NaN)                  -> 2
          where(NaN, 2, 3)                   -> NaN
          masked(0, Infinity)                -> 0
          masked(-0.0, NaN)                  -> 0
          masked(2, Infinity)                -> Infinity
          masked(NaN, 0)                     -> NaN
          masked(-2, 3)                      -> -6
          lt(1, 2)                           -> 1
          lt(2, 2)                           -> 0
          lt(NaN, 2)                         -> 0
          le(2, 2)                           -> 1
          le(3, 2)                           -> 0
          le(2, NaN)                         -> 0
          gt(3, 2)                           -> 1
          gt(2, 2)                           -> 0
          gt(NaN, 2)                         -> 0
          ge(2, 2)                           -> 1
          ge(1, 2)                           -> 0
          ge(2, NaN)                         -> 0
          eq(-0.0, 0)                        -> 1
          eq(1, 2)                           -> 0
          eq(NaN, NaN)                       -> 0
          ne(-0.0, 0)                        -> 0
          ne(1, 2)                           -> 1
          ne(NaN, NaN)                       -> 1
          floor(-0.5)                        -> -1
          floor(-0.0)                        -> -0.0
          floor(Infinity)                    -> Infinity
          ceil(0.5)                          -> 1
          ceil(-0.5)                         -> -0.0
          ceil(-Infinity)                    -> -Infinity
          round(2.5)                         -> 3
          round(-2.5)                        -> -2
          round(-2.6)                        -> -3
          round(0.49999999999999994)         -> 0
          round(-0.49999999999999994)        -> 0
          round(-0.5)                        -> 0
          round(-0.0)                        -> -0.0
          round(4503599627370495.5)          -> 4503599627370496
          round(4503599627370497)            -> 4503599627370497
          round(-1e300)                      -> -1e300
          round(Infinity)                    -> Infinity
          round(-Infinity)                   -> -Infinity
          """)
  void hasEdge(String point, double expected) {
    assertThat(Double.toString(evaluate(point))).isEqualTo(Double.toString(expected));
  }

  @Test
  void log2IsExactAtPowersOfTwo() {
    for (int exponent = -1074; exponent <= Double.MAX_EXPONENT; exponent++) {
      assertThat(Functions.log2(Math.scalb(1.0, exponent))).isEqualTo(exponent);
    }
  }

  @Test
  void log10IsExactAtPowersOfTen() {
    for (int exponent = 0; exponent <= 22; exponent++) {
      assertThat(Functions.log10(Double.parseDouble("1e" + exponent))).isEqualTo(exponent);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sinh", "tanh", "asinh", "atanh", "erf", "cbrt", "sign", "softsign"})
  void isOdd(String gate) {
    Points points = Points.between(-1, 1, SEED);
    for (int i = 0; i < POINTS; i++) {
      double x = points.next();
      assertThat(call(gate, -x)).as("%s at %s, seed %d", gate, x, SEED).isEqualTo(-call(gate, x));
    }
  }

  @ParameterizedTest
  @MethodSource("everyGate")
  void passesNaNOn(Method gate) {
    double[] operands = new double[gate.getParameterCount()];
    Arrays.fill(operands, Double.NaN);
    assertThat(call(gate.getName(), operands)).isNaN();
  }

  static Stream<Method> everyGate() {
    List<String> comparisons = List.of("lt", "le", "gt", "ge", "eq", "ne");
    return Arrays.stream(Functions.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !comparisons.contains(method.getName()))
        .sorted(Comparator.comparing(Method::getName));
  }

  /** The error of a double, in units of the last place of the exact value's nearest double. */
  private static double ulps(double computed, BigDecimal exact) {
    double nearest = exact.round(MathContext.DECIMAL128).doubleValue();
    if (Double.isInfinite(nearest) || !Double.isFinite(computed)) {
      return computed == nearest ? 0 : Double.POSITIVE_INFINITY;
    }
    BigDecimal ulp = BigReference.of(Math.ulp(nearest));
    BigDecimal error = BigReference.of(computed).subtract(exact, MathContext.DECIMAL64).abs();
    return error.divide(ulp, MathContext.DECIMAL64).doubleValue();
  }

  private static Accuracy unary(
      String gate, UnaryOperator<BigDecimal> exact, double low, double high, double... special) {
    Points points = Points.between(low, high, SEED);
    return new Accuracy(
        gate, () -> new double[] {points.next(special)}, operands -> exact.apply(operands[0]));
  }

  private static Accuracy binary(
      String gate, BinaryOperator<BigDecimal> exact, Supplier<double[]> points) {
    return new Accuracy(gate, points, operands -> exact.apply(operands[0], operands[1]));
  }

  private static Supplier<double[]> plane(double bound) {
    Points points = Points.between(-bound, bound, SEED);
    return () -> {
      double first = points.next(1);
      double unlike = points.next(1);
      double like = first * (points.nextWhole(1, 999) / 999.0);
      return switch (points.nextWhole(0, 2)) {
        case 0 -> new double[] {first, unlike};
        case 1 -> new double[] {first, like};
        default -> new double[] {like, first};
      };
    };
  }

  /** Real powers of positive numbers and whole powers of both, neither far out of range. */
  private static Supplier<double[]> powers() {
    Points bases = Points.between(-HUGE, HUGE, SEED);
    Points logs = Points.between(-746, 710, SEED);
    return () -> {
      double x = bases.next(1);
      boolean whole = logs.nextWhole(0, 1) == 0;
      return whole
          ? new double[] {x, logs.nextWhole(-9, 9)}
          : new double[] {Math.abs(x), logs.next() / Math.log(Math.abs(x))};
    };
  }

  private static BigDecimal exactElu(BigDecimal x, BigDecimal alpha) {
    return x.signum() < 0 ? alpha.multiply(BigReference.expm1(x)) : x;
  }

  private static UnaryOperator<BigDecimal> inBase(BigDecimal logOfBase) {
    return x -> BigReference.log(x).divide(logOfBase, MathContext.DECIMAL128);
  }

  private static double below(double bound) {
    return Math.nextAfter(bound, 0);
  }

  private static BigDecimal[] exactly(double... point) {
    return Arrays.stream(point).mapToObj(BigReference::of).toArray(BigDecimal[]::new);
  }

  /** The value of a point written like {@code atan2(0, -1)}. */
  private static double evaluate(String point) {
    String[] words = point.replace(")", "").split("[(,] *");
    double[] operands = Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
    return call(words[0], operands);
  }

  private static double call(String gate, double... operands) {
    Class<?>[] types = new Class<?>[operands.length];
    Arrays.fill(types, double.class);
    try {
      Method method = Functions.class.getMethod(gate, types);
      return (double) method.invoke(null, Arrays.stream(operands).boxed().toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no gate " + gate + " of " + operands.length, e);
    }
  }
}
