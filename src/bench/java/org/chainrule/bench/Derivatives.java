package org.chainrule.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Derivatives of functions that grow quickly elsewhere: as a shared graph, and printed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Derivatives {
  /** Which function. */
  @Param({"sine80", "sine2000", "product1000", "perceptron"})
  private String function;

  private Expression expression;

  /** Reads the function. */
  @Setup
  public void read() {
    expression = Chainrule.parse(text());
  }

  private String text() {
    switch (function) {
      case "sine80":
        return "sin(".repeat(80) + "x" + ")".repeat(80);
      case "sine2000":
        return "sin(".repeat(2000) + "x" + ")".repeat(2000);
      case "product1000":
        List<String> factors = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
          factors.add("x" + i);
        }
        return String.join("*", factors);
      default:
        return perceptron(8, 32, 8, 1);
    }
  }

  /** A perceptron written out in one formula a unit, tanh in its hidden layers. */
  private static String perceptron(int... widths) {
    StringBuilder text = new StringBuilder();
    for (int layer = 1; layer < widths.length; layer++) {
      boolean last = layer == widths.length - 1;
      for (int unit = 0; unit < widths[layer]; unit++) {
        text.append(last ? "f = (b" : "h" + layer + "_" + unit + " = tanh(b");
        text.append(layer).append('_').append(unit);
        for (int from = 0; from < widths[layer - 1]; from++) {
          text.append(" + w").append(layer).append('_').append(unit).append('_').append(from);
          text.append('*').append(layer == 1 ? "x" + from : "h" + (layer - 1) + "_" + from);
        }
        text.append(")\n");
      }
    }
    return text.toString();
  }

  /** All partials, as one graph. */
  @Benchmark
  public Adjoints allPartials() {
    return ChainRule.differentiate(
        expression.workings().circuit().graph(), expression.workings().circuit().output());
  }

  /** One partial in its display form, as text. */
  @Benchmark
  public String onePartialPrinted() {
    String by = expression.inputs().get(expression.inputs().size() / 2);
    return String.join("\n", expression.workings().formulas().display(by).statements(0));
  }
}
