package org.chainrule.gate;

import static org.chainrule.gate.GateSpec.brackets;
import static org.chainrule.gate.GateSpec.comparison;
import static org.chainrule.gate.GateSpec.function;
import static org.chainrule.gate.GateSpec.infix;
import static org.chainrule.gate.GateSpec.postfix;
import static org.chainrule.gate.GateSpec.prefix;
import static org.chainrule.gate.GateSpec.subscript;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.value.Matrix;
import org.chainrule.value.Rational;

/**
 * Every gate of the language, declared once.
 *
 * <p>Partials follow the textbook: they are the formulas that a student finds in the notes, on the
 * gate's own value {@code out} where that is the shorter form. A test compares each with
 * differences of the forward computation.
 */
public enum Gate {
  ADD(
      infix("+", 10, "x", "y")
          .called("add")
          .commutative()
          .doc("Sum.")
          .exact(Rational::plus)
          .says("hands its upstream to every input unchanged")
          .wrongPartial(
              0,
              "add-like-mul",
              "y",
              "an add gate hands the upstream on unchanged; the other input belongs to a multiply gate")
          .wrongPartial(
              1,
              "add-like-mul",
              "x",
              "an add gate hands the upstream on unchanged; the other input belongs to a multiply gate")
          .wrongValue("input-sign", "y - x", "fits with the sign of the first input turned")
          .wrongValue("input-sign", "x - y", "fits with the sign of the second input turned")
          .wrongValue("mul-for-add", "x*y", "fits the product; this gate adds")
          .partials("1", "1")
          .laws("x + 0 = x", "0 + x = x")),
  SUB(
      infix("-", 10, "x", "y")
          .called("subtract")
          .aliases("−")
          .doc("Difference.")
          .exact(Rational::minus)
          .says("hands its upstream to the first input and the negated upstream to the second")
          .wrongPartial(
              1, "sub-sign", "1", "the second input of a difference gets the negated upstream")
          .wrongValue("sub-sign", "y - x", "fits the difference the other way round")
          .wrongValue("input-sign", "x + y", "fits with the sign of the second input turned")
          .partials("1", "-1")
          .laws("x - 0 = x", "0 - x = -x")),
  MUL(
      infix("*", 20, "x", "y")
          .called("multiply")
          .aliases("·", "×", "⋅")
          .commutative()
          .latex("%s \\cdot %s")
          .doc("Product, entry by entry.")
          .exact(Rational::times)
          .says("swaps: each input gets the upstream times the other input's value")
          .wrongPartial(
              0, "own-input", "x", "at a multiply gate the local gradient is the other input")
          .wrongPartial(
              1, "own-input", "y", "at a multiply gate the local gradient is the other input")
          .wrongPartial(
              0,
              "mul-like-add",
              "1",
              "a multiply gate scales the upstream by the other input; only an add gate hands it on unchanged")
          .wrongPartial(
              1,
              "mul-like-add",
              "1",
              "a multiply gate scales the upstream by the other input; only an add gate hands it on unchanged")
          .wrongValue("add-for-mul", "x + y", "fits the sum; this gate multiplies")
          .partials("y", "x")
          .laws(
              "x*1 = x",
              "1*x = x",
              "x*0 = 0",
              "0*x = 0",
              "-1*x = -x",
              "x*(-1) = -x",
              "spread_like(u, A)*B = u*B",
              "B*spread_like(u, A) = B*u")),
  DIV(
      infix("/", 20, "x", "y")
          .called("divide")
          .aliases("÷")
          .latex("\\frac{%s}{%s}")
          .doc("Quotient.")
          .exact(Rational::over)
          .sample("y", 0.1, 9)
          .pole("y == 0")
          .says(
              "divides the upstream by the denominator; the denominator gets minus the quotient times that")
          .wrongPartial(1, "div-sign", "x/y^2", "d(x/y)/dy = -x/y^2: the minus is missing")
          .wrongPartial(1, "div-nosquare", "-x/y", "d(x/y)/dy = -x/y^2: the square is missing")
          .wrongPartial(
              1, "div-nonumerator", "-1/y^2", "d(x/y)/dy = -x/y^2: the numerator is missing")
          .wrongPartial(0, "quotient-reversed", "-y/x^2", "fits y/x instead of x/y")
          .wrongValue("quotient-reversed", "y/x", "fits the quotient the other way round")
          .partials("1/y", "-out/y")
          .otherPartial(1, "-out^2/x")
          .laws("x/1 = x", "0/x = 0")),
  POW(
      infix("^", 40, "x", "p")
          .called("power")
          .aliases("**")
          .rightAssociative()
          .latex("%s^{%s}")
          .doc("Power; 0^0 is 1, and a negative base needs a whole exponent.")
          .exact(Rational::power)
          .sample("x", 0.1, 9)
          .pole("x == 0")
          .says("scales the upstream by the exponent times the next lower power")
          .wrongPartial(
              0, "pow-nofactor", "x^(p - 1)", "d(x^p)/dx = p*x^(p - 1): the factor p is missing")
          .wrongPartial(
              0, "pow-nolower", "p*x^p", "d(x^p)/dx = p*x^(p - 1): the exponent goes down by one")
          .wrongPartial(
              0, "pow-linear", "p*x", "d(x^p)/dx = p*x^(p - 1): the power p - 1 is missing")
          .wrongPartial(
              1,
              "power-rule-on-exponential",
              "p*x^(p - 1)",
              "the power rule is for the base; by the exponent it is x^p*log(x)")
          .wrongPartial(
              1, "missing-ln", "out", "d(a^x)/dx = a^x*log(a): the factor log(a) is missing")
          .wrongValue("factor-for-power", "x*p", "fits x*p; this is a power")
          .partials("masked(p, x^(p - 1))", "masked(out, log(x))")
          .otherPartial(0, "p*out/x")
          .laws("x^1 = x", "x^0 = 1")),
  NEG(
      prefix("-", 30, "x")
          .called("negate")
          .aliases("−")
          .doc("Negation.")
          .exact((x, none) -> Optional.of(x.negated()))
          .says("flips the sign of the upstream")
          .wrongPartial(0, "neg-sign", "1", "a minus turns the sign of the gradient")
          .partials("-1")
          .laws("-(-x) = x")),

  LT(comparison("<").doc("1 where x is less than y, else 0.")),
  LE(comparison("<=").aliases("≤").latex("%s \\le %s").doc("1 where x is at most y, else 0.")),
  GT(comparison(">").doc("1 where x is greater than y, else 0.")),
  GE(comparison(">=").aliases("≥").latex("%s \\ge %s").doc("1 where x is at least y, else 0.")),
  EQ(comparison("==").latex("%s = %s").doc("1 where x equals y, else 0.")),
  NE(comparison("!=").aliases("≠").latex("%s \\ne %s").doc("1 where x differs from y, else 0.")),

  EXP(
      function("exp", "x")
          .latex("\\exp")
          .doc("Natural exponential.")
          .says("scales the upstream by its own output")
          .wrongPartial(
              0, "exp-power", "x*exp(x - 1)", "fits x*exp(x - 1); exp is its own derivative")
          .wrongPartial(0, "exp-input", "x", "fits the input; exp is its own derivative")
          .partials("out")),
  LOG(
      function("log", "x")
          .aliases("ln")
          .latex("\\ln")
          .doc("Natural logarithm.")
          .sample("x", 0.01, 99)
          .pole("x == 0")
          .says("divides the upstream by its input")
          .wrongPartial(
              0, "log-inverse", "1/out", "d(log(x))/dx = 1/x: of the input, not of the output")
          .wrongPartial(0, "log-itself", "out", "fits log(x); its derivative is 1/x")
          .wrongValue("log10", "log10(x)", "fits the logarithm to base 10; log is the natural one")
          .partials("1/x")),
  LOG2(
      function("log2", "x")
          .latex("\\log_2")
          .doc("Logarithm to base 2.")
          .sample("x", 0.01, 99)
          .pole("x == 0")
          .means("log(x)/log(2)")
          .says("divides the upstream by its input times log(2)")
          .wrongPartial(0, "log-base", "1/x", "the derivative of log2 has the factor 1/log(2)")
          .partials("1/(x*log(2))")),
  LOG10(
      function("log10", "x")
          .latex("\\log_{10}")
          .doc("Logarithm to base 10.")
          .sample("x", 0.01, 99)
          .pole("x == 0")
          .means("log(x)/log(10)")
          .says("divides the upstream by its input times log(10)")
          .wrongPartial(0, "log-base", "1/x", "the derivative of log10 has the factor 1/log(10)")
          .partials("1/(x*log(10))")),
  LOG1P(
      function("log1p", "x")
          .doc("log(1 + x), accurate near 0.")
          .sample("x", -0.9, 9)
          .pole("x == -1")
          .means("log(1 + x)")
          .says("divides the upstream by one plus its input")
          .partials("1/(1 + x)")),
  EXPM1(
      function("expm1", "x")
          .doc("exp(x) - 1, accurate near 0.")
          .means("exp(x) - 1")
          .says("scales the upstream by exp of its input")
          .partials("exp(x)")),
  SQRT(
      function("sqrt", "x")
          .aliases("√")
          .latex("\\sqrt")
          .doc("Square root.")
          .sample("x", 0.1, 99)
          .says("divides the upstream by twice its own output")
          .wrongPartial(
              0, "sqrt-input", "1/(2*x)", "d(sqrt(x))/dx = 1/(2*sqrt(x)): the root is missing")
          .wrongPartial(
              0, "sqrt-nohalf", "1/out", "d(sqrt(x))/dx = 1/(2*sqrt(x)): the 2 is missing")
          .partials("1/(2*out)")),
  CBRT(
      function("cbrt", "x")
          .latex("\\sqrt[3]")
          .doc("Cube root, of negative numbers too.")
          .sample("x", 0.1, 99)
          .says("divides the upstream by three times its own output squared")
          .partials("1/(3*out^2)")),
  ABS(
      function("abs", "x")
          .latex("\\left|%s\\right|")
          .doc("Absolute value.")
          .branching()
          .signed()
          .kink("x", "abs'(0) = 0")
          .says("passes the upstream with the sign of its input")
          .wrongPartial(0, "abs-passes", "1", "abs passes the gradient with the sign of its input")
          .partials("sign(x)")),
  SIGN(
      function("sign", "x")
          .aliases("sgn")
          .doc("-1, 0 or 1.")
          .kink("x", "sign'(0) = 0")
          .says("is flat: it passes no gradient")
          .partials("0")),

  SIN(
      function("sin", "x")
          .latex("\\sin")
          .doc("Sine, in radians.")
          .says("scales the upstream by the cosine of its input")
          .wrongPartial(0, "sin-sign", "-cos(x)", "d(sin(x))/dx = cos(x), without a minus")
          .wrongPartial(0, "degrees", "cos(x*pi/180)", "fits degrees; angles are in radians")
          .wrongValue("degrees", "sin(x*pi/180)", "fits degrees; angles are in radians")
          .partials("cos(x)")),
  COS(
      function("cos", "x")
          .latex("\\cos")
          .doc("Cosine, in radians.")
          .says("scales the upstream by minus the sine of its input")
          .wrongPartial(0, "cos-sign", "sin(x)", "d(cos(x))/dx = -sin(x): the minus is missing")
          .wrongPartial(0, "degrees", "-sin(x*pi/180)", "fits degrees; angles are in radians")
          .wrongValue("degrees", "cos(x*pi/180)", "fits degrees; angles are in radians")
          .partials("-sin(x)")),
  TAN(
      function("tan", "x")
          .aliases("tg")
          .latex("\\tan")
          .doc("Tangent, in radians.")
          .sample("x", -1.4, 1.4)
          .means("sin(x)/cos(x)")
          .says("scales the upstream by one plus its own output squared")
          .wrongValue("degrees", "tan(x*pi/180)", "fits degrees; angles are in radians")
          .partials("1 + out^2")),
  ASIN(
      function("asin", "x")
          .aliases("arcsin")
          .latex("\\arcsin")
          .doc("Inverse sine, in radians.")
          .sample("x", -0.9, 0.9)
          .says("divides the upstream by the square root of 1 - x^2")
          .partials("1/sqrt(1 - x^2)")),
  ACOS(
      function("acos", "x")
          .aliases("arccos")
          .latex("\\arccos")
          .doc("Inverse cosine, in radians.")
          .sample("x", -0.9, 0.9)
          .says("divides the upstream by minus the square root of 1 - x^2")
          .partials("-1/sqrt(1 - x^2)")),
  ATAN(
      function("atan", "x")
          .aliases("arctan")
          .latex("\\arctan")
          .doc("Inverse tangent, in radians.")
          .says("divides the upstream by 1 + x^2")
          .partials("1/(1 + x^2)")),
  ATAN2(
      function("atan2", "y", "x")
          .doc("Angle of the point (x, y), in radians.")
          .sample("x", 0.1, 3)
          .says("shares the upstream between y and x as x and -y over x^2 + y^2")
          .partials("x/(x^2 + y^2)", "-y/(x^2 + y^2)")),
  SINH(
      function("sinh", "x")
          .latex("\\sinh")
          .doc("Hyperbolic sine.")
          .means("(exp(x) - exp(-x))/2")
          .says("scales the upstream by cosh of its input")
          .partials("cosh(x)")),
  COSH(
      function("cosh", "x")
          .latex("\\cosh")
          .doc("Hyperbolic cosine.")
          .means("(exp(x) + exp(-x))/2")
          .says("scales the upstream by sinh of its input")
          .partials("sinh(x)")),
  TANH(
      function("tanh", "x")
          .latex("\\tanh")
          .doc("Hyperbolic tangent.")
          .means("(exp(x) - exp(-x))/(exp(x) + exp(-x))")
          .says("scales the upstream by one minus its own output squared")
          .wrongPartial(
              0, "tanh-nosquare", "1 - out", "d(tanh(x))/dx = 1 - tanh(x)^2: the square is missing")
          .wrongPartial(0, "tanh-input", "1 - x^2", "fits 1 - z^2; use the output, 1 - t^2")
          .partials("1 - out^2")),
  ASINH(
      function("asinh", "x")
          .aliases("arsinh")
          .doc("Inverse hyperbolic sine.")
          .says("divides the upstream by the square root of x^2 + 1")
          .partials("1/sqrt(x^2 + 1)")),
  ACOSH(
      function("acosh", "x")
          .aliases("arcosh")
          .doc("Inverse hyperbolic cosine.")
          .sample("x", 1.1, 9)
          .says("divides the upstream by the square root of x^2 - 1")
          .partials("1/sqrt(x^2 - 1)")),
  ATANH(
      function("atanh", "x")
          .aliases("artanh")
          .doc("Inverse hyperbolic tangent.")
          .sample("x", -0.9, 0.9)
          .pole("abs(x) == 1")
          .says("divides the upstream by 1 - x^2")
          .partials("1/(1 - x^2)")),
  HYPOT(
      function("hypot", "x", "y")
          .doc("sqrt(x^2 + y^2), without overflow on the way.")
          .sample("x", 0.1, 3)
          .means("(x^2 + y^2)^(1/2)")
          .says("gives each input its share of the upstream: the input over the output")
          .partials("x/out", "y/out")),
  ERF(
      function("erf", "x")
          .doc("Error function.")
          .says("scales the upstream by 2/sqrt(pi)*exp(-x^2)")
          .partials("2/sqrt(pi)*exp(-x^2)")),

  SIGMOID(
      function("sigmoid", "x")
          .aliases("σ", "logistic", "expit")
          .latex("\\sigma")
          .doc("1/(1 + exp(-x)).")
          .means("1/(1 + exp(-x))")
          .says("scales the upstream by output times one minus output")
          .wrongPartial(0, "sig-input", "x*(1 - x)", "fits z*(1 - z); use the output, s*(1 - s)")
          .wrongPartial(0, "sig-alone", "out", "fits s alone; it is s*(1 - s)")
          .wrongPartial(0, "sig-complement", "1 - out", "fits 1 - s; it is s*(1 - s)")
          .wrongPartial(0, "sig-plus", "out*(1 + out)", "fits s*(1 + s); it is s*(1 - s)")
          .partials("out*(1 - out)")),
  RELU(
      function("relu", "x")
          .aliases("ReLU")
          .doc("max(0, x).")
          .branching()
          .kink("x", "relu'(0) = 0")
          .means("x*step(x)")
          .says("passes the upstream where its input is positive, else nothing")
          .wrongPartial(
              0,
              "relu-input",
              "x",
              "fits the input; relu passes the upstream where its input is positive")
          .wrongPartial(0, "relu-passes", "1", "relu passes nothing where its input is negative")
          .partials("step(x)")),
  LEAKY_RELU(
      function("leaky_relu", "x", "slope")
          .optional("slope", "0.01")
          .doc("x where x > 0, else slope*x.")
          .branching()
          .signed()
          .kink("x", "leaky_relu'(0) is the slope of the left side")
          .says("passes the upstream where its input is positive, else the slope's share of it")
          .partials("where(x > 0, 1, slope)", "where(x > 0, 0, x)")),
  ELU(
      function("elu", "x", "alpha")
          .optional("alpha", "1")
          .doc("x where x > 0, else alpha*(exp(x) - 1).")
          .branching()
          .signed()
          .sample("alpha", 0.1, 2)
          .kink("where(x == 0, alpha - 1, 1)", "elu'(0) is alpha, the slope of the left side")
          .says("passes the upstream where its input is positive, else alpha*exp(x) times it")
          .partials("where(x > 0, 1, alpha*exp(x))", "where(x > 0, 0, expm1(x))")),
  SOFTPLUS(
      function("softplus", "x")
          .doc("log(1 + exp(x)), a smooth relu.")
          .means("log(1 + exp(x))")
          .says("scales the upstream by the sigmoid of its input")
          .partials("sigmoid(x)")),
  GELU(
      function("gelu", "x")
          .doc("x times the standard normal distribution function of x.")
          .says("scales the upstream by its slope, the distribution plus x times the density")
          .partials("where(x < -1, out/x, (1 + erf(x/sqrt(2)))/2) + x*exp(-x^2/2)/sqrt(2*pi)")),
  SILU(
      function("silu", "x")
          .aliases("swish")
          .doc("x*sigmoid(x).")
          .means("x*sigmoid(x)")
          .says("scales the upstream by sigmoid(x)*(1 + x*(1 - sigmoid(x)))")
          .partials("sigmoid(x)*(1 + x*(1 - sigmoid(x)))")),
  SOFTSIGN(
      function("softsign", "x")
          .doc("x/(1 + abs(x)), between -1 and 1.")
          .means("x/(1 + abs(x))")
          .says("divides the upstream by the square of 1 + abs(x)")
          .partials("1/(1 + abs(x))^2")),
  STEP(
      function("step", "x")
          .aliases("heaviside")
          .doc("1 where x > 0, else 0.")
          .kink("x", "step(0) = 0 and step'(0) = 0")
          .says("is flat: it passes no gradient")
          .partials("0")),

  MAX(
      function("max", "x", "y")
          .variadic()
          .latex("\\max")
          .doc("The largest of its arguments.")
          .branching()
          .kink("x - y", "a tie, and the whole gradient goes to the first")
          .says("routes its whole upstream to the larger input; the other gets nothing")
          .wrongPartial(0, "max-wrong", "x < y", "the gradient goes to the larger input")
          .wrongPartial(1, "max-wrong", "x >= y", "the gradient goes to the larger input")
          .wrongPartial(0, "max-both", "1", "only the larger input gets the gradient")
          .wrongPartial(1, "max-both", "1", "only the larger input gets the gradient")
          .partials("x >= y", "x < y")),
  MIN(
      function("min", "x", "y")
          .variadic()
          .latex("\\min")
          .doc("The smallest of its arguments.")
          .branching()
          .kink("x - y", "a tie, and the whole gradient goes to the first")
          .says("routes its whole upstream to the smaller input; the other gets nothing")
          .wrongPartial(0, "max-wrong", "x > y", "the gradient goes to the smaller input")
          .wrongPartial(1, "max-wrong", "x <= y", "the gradient goes to the smaller input")
          .wrongPartial(0, "max-both", "1", "only the smaller input gets the gradient")
          .wrongPartial(1, "max-both", "1", "only the smaller input gets the gradient")
          .partials("x <= y", "x > y")),
  CLIP(
      function("clip", "x", "low", "high")
          .aliases("clamp")
          .doc("x, but at least low and at most high.")
          .branching()
          .sample("low", -2, -1)
          .sample("high", 1, 2)
          .kink("x - low", "clip passes the gradient on to x at the limit itself")
          .kink("x - high", "clip passes the gradient on to x at the limit itself")
          .says("passes the upstream while x is between the limits, else to the limit that holds")
          .partials(
              "(x >= low)*(x <= high)",
              "(x < low)*(low <= high)",
              "where(low > high, 1, x > high)")),
  WHERE(
      function("where", "condition", "a", "b")
          .doc("a where the condition is not 0, else b.")
          .branching()
          .says("routes its whole upstream to the input that was chosen")
          .partials("0", "condition != 0", "condition == 0")
          .laws("where(1, x, y) = x", "where(0, x, y) = y")),
  FLOOR(
      function("floor", "x")
          .latex("\\left\\lfloor %s\\right\\rfloor")
          .doc("The largest whole number not above x.")
          .kink("x - floor(x)", "floor has gradient 0, at its jumps too")
          .says("is flat: it passes no gradient")
          .partials("0")),
  CEIL(
      function("ceil", "x")
          .latex("\\left\\lceil %s\\right\\rceil")
          .doc("The smallest whole number not below x.")
          .kink("x - ceil(x)", "ceil has gradient 0, at its jumps too")
          .says("is flat: it passes no gradient")
          .partials("0")),
  ROUND(
      function("round", "x")
          .doc("The nearest whole number; halves go up.")
          .kink("x - floor(x) - 0.5", "round has gradient 0, at its jumps too")
          .says("is flat: it passes no gradient")
          .partials("0")),
  MASKED(
      function("masked", "u", "v")
          .doc("u*v, but 0 wherever u is 0, even if v is infinite or undefined.")
          .signed()
          .says("multiplies, unless its first input is 0")
          .partials("v", "u")
          .laws(
              "masked(u, 1) = u",
              "masked(1, v) = v",
              "masked(u, 0) = 0",
              "masked(0, v) = 0",
              "masked(u, -1) = -u",
              "masked(-1, v) = -v")),

  MATMUL(
      infix("@", 20, "A", "B")
          .called("matrix product")
          .latex("%s %s")
          .doc("Matrix product.")
          .says("sends its upstream times the transposed other factor to each factor")
          .wrongPartial(
              0,
              "missing-transpose",
              "up @ B",
              "fits without the transpose: the pullbacks of A @ B are up @ B' and A' @ up")
          .wrongPartial(
              1,
              "missing-transpose",
              "A @ up",
              "fits without the transpose: the pullbacks of A @ B are up @ B' and A' @ up")
          .pullbacks("up @ B'", "A' @ up")
          .lawsOfNumbers("A @ B = A*B")),
  TRANSPOSE(
      postfix("'", "A")
          .called("transpose")
          .latex("%s^\\top")
          .doc("Rows and columns exchanged.")
          .moving()
          .says("sends the transposed upstream back")
          .pullbacks("up'")
          .laws("(A')' = A")
          .lawsOfNumbers("A' = A")),
  STACK(
      brackets("entry")
          .called("stack")
          .doc("A vector or a matrix of its entries, which may be matrices themselves.")
          .says("hands to every entry its own part of the upstream")
          .pullbacks("block_like(up, its place, entry)")),
  ENTRY(
      subscript("%s[%s, %s]", "A", "i", "j")
          .called("entry")
          .doc("The entry in row i and column j, both counted from 1.")
          .branching()
          .says("sends the upstream to one entry, and 0 to all others")
          .pullbacks("place_in(up, (i - 1)*columns_of(A) + j, A)", "0", "0")),
  ROW(
      subscript("%s[%s, :]", "A", "i")
          .called("row")
          .doc("Row i, counted from 1, as a row.")
          .branching()
          .says("sends the upstream to one row, and 0 to all others")
          .pullbacks("place_in(up, (i - 1)*columns_of(A) + 1, A)", "0")),
  COLUMN(
      subscript("%s[:, %s]", "A", "j")
          .called("column")
          .doc("Column j, counted from 1, as a column.")
          .branching()
          .says("sends the upstream to one column, and 0 to all others")
          .pullbacks("place_in(up, j, A)", "0")),
  ITEM(
      subscript("%s[%s]", "x", "i")
          .called("entry")
          .doc("Entry i of a vector, counted from 1.")
          .branching()
          .says("sends the upstream to one entry, and 0 to all others")
          .pullbacks("place_in(up, i, x)", "0")),
  SUM(
      function("sum", "A")
          .latex("\\textstyle\\sum")
          .doc("Sum of all entries.")
          .says("hands its upstream to every entry unchanged")
          .wrongPartial(
              0,
              "mean-for-sum",
              "spread_like(up/size_of(A), A)",
              "fits the mean instead of the sum")
          .wrongValue("mean-for-sum", "mean(A)", "fits the mean instead of the sum")
          .pullbacks("spread_like(up, A)")
          .lawsOfNumbers("sum(A) = A")),
  MEAN(
      function("mean", "A")
          .doc("Mean of all entries.")
          .says("shares its upstream equally among all entries")
          .wrongValue(
              "sum-for-mean", "sum(A)", "fits the sum; a mean divides by how many there are")
          .pullbacks("spread_like(up/size_of(A), A)")),
  NORM(
      function("norm", "A")
          .latex("\\left\\|%s\\right\\|")
          .doc("Root of the sum of the squares of all entries.")
          .kink("out", "the gradient of a norm at 0 is taken as 0")
          .says("gives every entry its share of the upstream: the entry over the output")
          .pullbacks("masked(A, up/out)")),
  DOT(
      function("dot", "a", "b")
          .doc("Sum of the products of entries that stand at the same place.")
          .says("swaps: each input gets the upstream times the other input")
          .wrongPartial(
              0, "own-input", "up*a", "at a dot product the upstream goes times the other input")
          .wrongPartial(
              1, "own-input", "up*b", "at a dot product the upstream goes times the other input")
          .pullbacks("up*b", "up*a")),
  LARGEST(
      function("max", "A")
          .latex("\\max")
          .doc("The largest entry.")
          .branching()
          .kink("sum(A == out) == 1", "a tie, and the whole gradient goes to the first")
          .says("routes its whole upstream to the first largest entry; the others get nothing")
          .pullbacks("up*first_equal(A, out)")),
  SMALLEST(
      function("min", "A")
          .latex("\\min")
          .doc("The smallest entry.")
          .branching()
          .kink("sum(A == out) == 1", "a tie, and the whole gradient goes to the first")
          .says("routes its whole upstream to the first smallest entry; the others get nothing")
          .pullbacks("up*first_equal(A, out)")),
  ROWSUM(
      function("rowsum", "A")
          .doc("Sum of each row, a column.")
          .moving()
          .says("hands to every entry the upstream of its row")
          .pullbacks("spread_like(up, A)")),
  COLSUM(
      function("colsum", "A")
          .doc("Sum of each column, a row.")
          .moving()
          .says("hands to every entry the upstream of its column")
          .pullbacks("spread_like(up, A)")),
  TRACE(
      function("trace", "A")
          .latex("\\operatorname{tr}")
          .doc("Sum of the diagonal of a square matrix.")
          .branching()
          .says("hands its upstream to the entries of the diagonal")
          .pullbacks("diag(spread_like(up, A[:, 1]))")),
  DIAG(
      function("diag", "A")
          .doc(
              "The diagonal of a square matrix as a column, or a matrix with a column on its diagonal.")
          .branching()
          .says("sends the upstream along the diagonal")
          .pullbacks("diag(up)")
          .lawsOfNumbers("diag(A) = A")),
  SOFTMAX(
      function("softmax", "s")
          .doc("exp(s)/sum(exp(s)) of a column, or of each column of a matrix.")
          .says("scales the upstream, less its mean weighted by the output, by its own output")
          .pullbacks("out*(up - colsum(out*up))")),
  LOGSUMEXP(
      function("logsumexp", "s")
          .doc("log(sum(exp(s))) of a column, or of each column of a matrix.")
          .says("shares its upstream by the softmax of its input")
          .pullbacks("up*softmax(s)")),
  CROSS_ENTROPY(
      function("cross_entropy", "s", "y")
          .doc(
              "-sum(y*log(softmax(s))) of a column of scores, or of each column; y holds probabilities"
                  + " that sum to 1, or is the number of the right class. Computed as logsumexp(s) -"
                  + " dot(s, y).")
          .says("scales the difference of softmax and target by its upstream")
          .pullbacks("up*(softmax(s) - onehot(y, s))", "if_like(-up*s, y)")),
  ROWS(
      function("rows_of", "A")
          .doc("The number of rows.")
          .says("depends on the shape only: it passes no gradient")
          .pullbacks("0")),
  COLUMNS(
      function("columns_of", "A")
          .doc("The number of columns.")
          .says("depends on the shape only: it passes no gradient")
          .pullbacks("0")),
  SIZE(
      function("size_of", "A")
          .doc("The number of entries.")
          .says("depends on the shape only: it passes no gradient")
          .pullbacks("0")),
  ZEROS(
      function("zeros", "m", "n")
          .optional("n", "1")
          .doc("A matrix of zeros; m and n are whole numbers.")
          .maker()
          .says("is constant")
          .pullbacks("0", "0")),
  ONES(
      function("ones", "m", "n")
          .optional("n", "1")
          .doc("A matrix of ones; m and n are whole numbers.")
          .maker()
          .says("is constant")
          .pullbacks("0", "0")),
  EYE(
      function("eye", "n")
          .latex("I_{%s}")
          .doc("The identity matrix; n is a whole number.")
          .maker()
          .says("is constant")
          .pullbacks("0")),
  ONEHOT(
      function("onehot", "y", "s")
          .doc("A target like s: y itself, or a 1 in each column at the row that y names.")
          .says("hands the upstream on to a target that is like its second input")
          .pullbacks("if_like(up, y)", "0")
          .laws("onehot(y, s) = y")),
  TARGET(
      function("if_like", "u", "y")
          .doc("u where the shape of y is that of u, else zeros like y.")
          .says("hands the upstream on where the shapes agree")
          .pullbacks("if_like(up, u)", "0")
          .laws("if_like(u, y) = u")),
  SPREAD(
      function("spread_like", "u", "A")
          .doc("u repeated to the shape of A: what undoes a sum.")
          .says("sums the upstream over what it repeated")
          .pullbacks("sum_like(up, u)", "0")
          .laws("spread_like(u, A) = u")),
  FIT(
      function("sum_like", "u", "A")
          .doc("u summed to the shape of A: what undoes a repetition.")
          .moving()
          .says("repeats the upstream over what it summed")
          .pullbacks("spread_like(up, u)", "0")
          .laws("sum_like(u, A) = u")),
  PART(
      function("block_like", "A", "k", "B")
          .doc(
              "The block of A with the shape of B that begins at entry k, counted from 1 row by row.")
          .branching()
          .says("sends the upstream to the block, and 0 to all other entries")
          .pullbacks("place_in(up, k, A)", "0", "0")
          .laws("block_like(A, 1, B) = A")),
  PASTE(
      function("place_in", "B", "k", "A")
          .doc("Zeros with the shape of A, but B as the block that begins at entry k.")
          .moving()
          .says("sends the block of its upstream back")
          .pullbacks("block_like(up, k, B)", "0", "0")
          .laws("place_in(B, 1, A) = B")),
  FIRST(
      function("first_equal", "A", "v")
          .doc("1 at the first entry of A that equals v, else 0.")
          .says("is flat: it passes no gradient")
          .pullbacks("0", "0")),

  /** Around the formula of a derivative, so that it is one node; nobody writes it. */
  BOX(
      brackets("value")
          .called("derivative")
          .doc("A formula that is shown as one gate.")
          .says("is a formula of its operands: its locals are the partials of that formula")
          .partials("1"));

  /** The precedence of what needs no brackets: a number, a name, a call. */
  public static final int ATOM = 100;

  private static final List<Gate> ALL = List.of(values()).subList(0, BOX.ordinal());
  private static final Map<String, Gate> FUNCTIONS = index(GateSpec.Form.FUNCTION);
  private static final Map<String, Gate> INFIXES = index(GateSpec.Form.INFIX);

  private final GateSpec spec;

  Gate(GateSpec spec) {
    this.spec = spec.checked(name());
  }

  private static Map<String, Gate> index(GateSpec.Form form) {
    Map<String, Gate> index = new LinkedHashMap<>();
    for (Gate gate : ALL) {
      if (gate.spec.form() == form) {
        List<String> names = new ArrayList<>(List.of(gate.spec.symbol()));
        names.addAll(gate.spec.aliases());
        for (String name : names) {
          Gate known = index.putIfAbsent(name, gate);
          if (known != null && known.arity() == gate.arity()) {
            throw new IllegalStateException(name + " names two gates");
          }
        }
      }
    }
    return Collections.unmodifiableMap(index);
  }

  /** The gates that a text can name, in the order of the table. */
  public static List<Gate> all() {
    return ALL;
  }

  /** The gate that is called {@code name(...)}, if there is one. */
  public static Optional<Gate> functionNamed(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name));
  }

  /**
   * The gate that a call of this one's function with {@code count} arguments means: {@code max(x)}
   * is another gate than {@code max(x, y)}.
   */
  public Gate taking(int count) {
    if (count < spec.required()) {
      for (Gate gate : ALL) {
        if (gate.arity() == count && gate.spec.symbol().equals(spec.symbol())) {
          return gate;
        }
      }
    }
    return this;
  }

  /** Names of the functions and their aliases, in the order of the table. */
  public static Map<String, Gate> functions() {
    return FUNCTIONS;
  }

  /** Symbols of the infix operators and their aliases, in the order of the table. */
  public static Map<String, Gate> infixes() {
    return INFIXES;
  }

  /** The declaration of this gate. */
  public GateSpec spec() {
    return spec;
  }

  /** Its value for numbers; operands beyond its arity do not matter. */
  public double apply(double x, double y, double z) {
    return Functions.apply(this, x, y, z);
  }

  /** Its value for operands whose shapes fit; not for a stack, whose shape the graph knows. */
  public Matrix apply(Matrix... operands) {
    return spec.isEntrywise()
        ? Entrywise.apply(this, operands)
        : MatrixFunctions.apply(this, operands);
  }

  /** The number of its operands; a stack has any number. */
  public int arity() {
    return spec.parameters().size();
  }
}
