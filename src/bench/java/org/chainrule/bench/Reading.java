package org.chainrule.bench;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.objecthunter.exp4j.ExpressionBuilder;
import org.chainrule.ast.Text;
import org.chainrule.graph.Circuit;
import org.chainrule.parse.TextParser;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.SourceText;
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
 * Reads a text of one megabyte: operations a second are MB/s. exp4j, which turns the same text into
 * a list of tokens in postfix order, stands beside it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 2, jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Reading {
  /** What the weights of the perceptron are. */
  @Param({"NAMES", "NUMBERS", "LAYERS"})
  private SampleTexts.Weights weights;

  private SourceText source;
  private Set<String> names;

  /** Writes the text. */
  @Setup
  public void write() {
    source = SourceText.of(SampleTexts.perceptron(weights));
    names = SampleTexts.names(source.text());
  }

  /** Tokens and syntax tree. */
  @Benchmark
  public Text tree() {
    return TextParser.parse(source);
  }

  /** Tokens, syntax tree, roles of names, and the graph of gates. */
  @Benchmark
  public Circuit graph() {
    return Circuit.of(Sheet.of(List.of(TextParser.parse(source)), List.of()), false);
  }

  /** The same text read by exp4j, which has to be told the names. */
  @Benchmark
  public net.objecthunter.exp4j.Expression exp4j() {
    return new ExpressionBuilder(source.text()).variables(names).build();
  }
}
