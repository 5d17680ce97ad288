package org.chainrule.bench;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.chainrule.Chainrule;
import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.chainrule.engine.Interpreter;
import org.chainrule.engine.Values;
import org.chainrule.graph.Circuit;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A 784-100-10 network with relu and softmax on a batch of 64: its loss, and all gradients. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgs = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Network {
  private static final String TEXT =
      "mean(cross_entropy(W2 @ relu(W1 @ X + b1) + b2, Y)) + 0.001*(sum(W1^2) + sum(W2^2))";

  private Circuit circuit;
  private Adjoints weights;
  private Adjoints all;
  private Matrix[] inputs;

  /** Reads the text and fills it with random numbers. */
  @Setup
  public void build() {
    Random random = new Random(1);
    Map<String, Matrix> point = new LinkedHashMap<>();
    point.put("W2", random(10, 100, random));
    point.put("W1", random(100, 784, random));
    point.put("X", random(784, 64, random));
    point.put("b1", random(100, 1, random));
    point.put("b2", random(10, 1, random));
    double[] classes = random.doubles(64, 1, 11).map(Math::floor).toArray();
    point.put("Y", Matrix.of(1, 64, classes));
    circuit = Chainrule.parse(TEXT).workings().circuit().shaped(point);
    weights = adjoints(List.of("W1", "b1", "W2", "b2"));
    all = adjoints(List.of("W1", "b1", "W2", "b2", "X"));
    inputs = circuit.graph().inputs().stream().map(point::get).toArray(Matrix[]::new);
  }

  private Adjoints adjoints(List<String> names) {
    BitSet by = new BitSet();
    names.forEach(name -> by.set(circuit.nodes().get(name)));
    return ChainRule.differentiate(circuit.graph(), circuit.output(), by);
  }

  private static Matrix random(int rows, int columns, Random random) {
    double[] entries = new double[rows * columns];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = random.nextGaussian() * 0.1;
    }
    return Matrix.over(new Shape(rows, columns), entries);
  }

  /** The loss alone. */
  @Benchmark
  public Values forward() {
    return Interpreter.evaluate(circuit.graph(), inputs);
  }

  /** The loss and its gradients by weights and biases, as training needs them. */
  @Benchmark
  public Values gradientByWeights() {
    return Interpreter.evaluate(weights.graph(), inputs);
  }

  /** The loss and its gradients by weights, biases and the batch. */
  @Benchmark
  public Values gradientByAll() {
    return Interpreter.evaluate(all.graph(), inputs);
  }
}
