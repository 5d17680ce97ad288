package org.chainrule.bench;

import java.util.Set;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reads a sum of a million terms: one row without brackets, 999,999 gates deep. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseG1GC", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReadingSum {
  private String text;
  private Set<String> names;

  /** Writes the text. */
  @Setup
  public void write() {
    text = SampleTexts.sum(1_000_000);
    names = SampleTexts.names(text);
  }

  /** To an expression that can be evaluated. */
  @Benchmark
  public Expression chainrule() {
    return Chainrule.parse(text);
  }

  /** The same by exp4j. */
  @Benchmark
  public net.objecthunter.exp4j.Expression exp4j() {
    return new ExpressionBuilder(text).variables(names).build();
  }
}
