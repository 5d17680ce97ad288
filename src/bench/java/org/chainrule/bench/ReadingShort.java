package org.chainrule.bench;

import java.util.concurrent.TimeUnit;
import net.objecthunter.exp4j.ExpressionBuilder;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reads an expression of 28 characters, the neuron of the lecture: expressions a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 2, jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReadingShort {
  private String text = "1/(1+exp(-(w0*x0+w1*x1+w2)))";

  /** To an expression that can be evaluated. */
  @Benchmark
  public Expression chainrule() {
    return Chainrule.parse(text);
  }

  /** The same by exp4j, names included. */
  @Benchmark
  public net.objecthunter.exp4j.Expression exp4j() {
    return new ExpressionBuilder(text).variables("w0", "x0", "w1", "x1", "w2").build();
  }
}
