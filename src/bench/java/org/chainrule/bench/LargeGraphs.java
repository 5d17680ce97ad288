package org.chainrule.bench;

import java.util.concurrent.TimeUnit;
import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.chainrule.engine.Interpreter;
import org.chainrule.graph.Graph;
import org.openjdk.jmh.annotations.AuxCounters;
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

/**
 * Differentiates and evaluates random graphs. The rows to read are those that end in {@code :gates}:
 * nanoseconds for each gate of the graph that is differentiated, not of the graph of its adjoints.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = {"-Xms4g", "-Xmx4g", "-XX:+UseG1GC", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LargeGraphs {
  /** How many gates the graph has. */
  @Param({"10000", "100000", "1000000"})
  private int size;

  /** How far its operands lie. */
  @Param({"NEAR", "FAR"})
  private RandomGraph.Operands operands;

  private Graph graph;
  private double[] point;
  private Graph adjoints;
  private double[] values;
  private ReverseSweep sweep;

  /** Gates that were worked on, for times per gate. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Work {
    /** Their number. */
    public long gates;
  }

  /** Makes the graph, its adjoints, and checks that both ways give the same gradient. */
  @Setup
  public void grow() {
    RandomGraph random = RandomGraph.of(size, operands);
    graph = random.graph();
    point = random.point();
    Adjoints differentiated = ChainRule.differentiate(graph, graph.size() - 1);
    adjoints = differentiated.graph();
    values = new double[adjoints.size()];
    sweep = ReverseSweep.of(graph);
    compare(differentiated, adjointGraph(new Work()), reverseSweep(new Work()));
  }

  private void compare(Adjoints differentiated, double[] ours, double[] theirs) {
    for (int node = 0; node < graph.size(); node++) {
      double difference = Math.abs(ours[differentiated.upstream(node)] - theirs[node]);
      if (!(difference <= 1e-9 * Math.max(1, Math.abs(theirs[node])))) {
        throw new IllegalStateException("the gradients differ at node " + node);
      }
    }
  }

  /** Appends the gradients of the last node by all others. */
  @Benchmark
  public Adjoints differentiate(Work work) {
    work.gates += size;
    return ChainRule.differentiate(graph, graph.size() - 1);
  }

  /** Values only. */
  @Benchmark
  public double[] value(Work work) {
    work.gates += size;
    Interpreter.evaluate(graph, point, values, 0, graph.size());
    return values;
  }

  /** Values and all adjoints, by the interpreter of the differentiated graph. */
  @Benchmark
  public double[] adjointGraph(Work work) {
    work.gates += size;
    Interpreter.evaluate(adjoints, point, values, 0, adjoints.size());
    return values;
  }

  /** Values and all adjoints, by the sweep that is written by hand. */
  @Benchmark
  public double[] reverseSweep(Work work) {
    work.gates += size;
    return sweep.run(point);
  }
}
