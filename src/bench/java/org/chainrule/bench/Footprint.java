package org.chainrule.bench;

import java.util.Locale;
import java.util.function.Supplier;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.calculus.Adjoints;
import org.chainrule.calculus.ChainRule;
import org.chainrule.engine.Interpreter;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Graph;

/**
 * Prints how many bytes a gate keeps occupied: the growth of the heap in use between two full
 * collections, divided by the gates of the graph that is differentiated.
 */
public final class Footprint {
  private static final Runtime RUNTIME = Runtime.getRuntime();

  private Footprint() {}

  /** Measures graphs of 10^4, 10^5 and 10^6 gates; takes no arguments. */
  public static void main(String[] arguments) {
    System.out.println("| gates | operands | graph | + adjoints | + values | nodes a gate | from text |");
    System.out.println("|---|---|---|---|---|---|---|");
    new Growth(() -> measured(1000, RandomGraph.Operands.NEAR)); // loads the classes
    for (int gates : new int[] {10_000, 100_000, 1_000_000}) {
      for (RandomGraph.Operands operands : RandomGraph.Operands.values()) {
        System.out.println(measured(gates, operands));
      }
    }
  }

  private static String measured(int gates, RandomGraph.Operands operands) {
    RandomGraph random = RandomGraph.of(gates, operands);
    Growth graph = new Growth(random::graph);
    Graph built = (Graph) graph.kept;
    Growth adjoints = new Growth(() -> ChainRule.differentiate(built, built.size() - 1));
    Adjoints differentiated = (Adjoints) adjoints.kept;
    Growth values =
        new Growth(() -> Interpreter.evaluate(differentiated.graph(), random.point()));
    String text = text(built);
    Growth read = new Growth(() -> differentiated(text));
    return String.format(
        Locale.ROOT,
        "| %,d | %s | %.1f | %.1f | %.1f | %.2f | %.1f |",
        gates,
        operands.name().toLowerCase(Locale.ROOT),
        graph.per(gates),
        adjoints.per(gates),
        values.per(gates),
        (double) differentiated.graph().size() / built.size(),
        read.per(gates));
  }

  /** An expression that keeps its text, its graph and that of its adjoints. */
  private static Expression differentiated(String text) {
    Expression expression = Chainrule.parse(text);
    expression.derivative("x0");
    return expression;
  }

  /** The graph as a text, one definition for each gate. */
  private static String text(Graph graph) {
    StringBuilder text = new StringBuilder();
    for (int node = 0; node < graph.size(); node++) {
      if (graph.isGate(node)) {
        Gate gate = graph.gate(node);
        text.append(name(graph, node)).append('=');
        if (gate.arity() == 1) {
          text.append(gate.spec().symbol()).append('(').append(name(graph, graph.first(node)));
          text.append(")\n");
        } else {
          text.append(name(graph, graph.first(node))).append(gate.spec().symbol());
          text.append(name(graph, graph.second(node))).append('\n');
        }
      }
    }
    return text.toString();
  }

  private static String name(Graph graph, int node) {
    return graph.isInput(node) ? graph.inputName(node) : "t" + node;
  }

  /** What was made, and the bytes that the heap grew by. */
  private static final class Growth {
    private final Object kept;
    private final long bytes;

    Growth(Supplier<Object> maker) {
      long before = inUse();
      kept = maker.get();
      bytes = inUse() - before;
    }

    double per(int gates) {
      return (double) bytes / gates;
    }

    private static long inUse() {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      return RUNTIME.totalMemory() - RUNTIME.freeMemory();
    }
  }
}
