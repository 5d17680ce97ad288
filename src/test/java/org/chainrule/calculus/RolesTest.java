package org.chainrule.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.chainrule.Chainrule;
import org.chainrule.Written;
import org.chainrule.engine.Interpreter;
import org.chainrule.engine.Variation;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;
import org.chainrule.value.Matrix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which node plays which role; numbers by hand. */
final class RolesTest {
  @AfterEach
  void goOn() {
    Thread.interrupted();
  }

  /** (x + y)*z at -2, 5, -4: the first example of CS231n. */
  @Test
  void everyEdgeHasItsLocalAndItsDownstream() {
    Circuit circuit =
        Chainrule.parse("q = x + y; f = q*z; g = f + 1; output f").workings().circuit();
    Map<String, Integer> nodes = circuit.nodes();
    Adjoints adjoints = ChainRule.differentiate(circuit.graph(), nodes.get("f"));
    double[] values = Interpreter.evaluate(adjoints.graph(), new double[] {-2, 5, -4});
    int q = nodes.get("q");
    int f = nodes.get("f");
    assertThat(adjoints.output()).isEqualTo(f);
    assertThat(adjoints.forwardSize()).isEqualTo(circuit.graph().size());
    assertThat(values[adjoints.upstream(f)]).isEqualTo(1);
    assertThat(values[adjoints.local(f, 0)]).isEqualTo(-4);
    assertThat(values[adjoints.local(f, 1)]).isEqualTo(3);
    assertThat(values[adjoints.downstream(f, 0)]).isEqualTo(-4);
    assertThat(values[adjoints.downstream(f, 1)]).isEqualTo(3);
    assertThat(values[adjoints.upstream(q)]).isEqualTo(-4);
    assertThat(values[adjoints.local(q, 1)]).isEqualTo(1);
    assertThat(values[adjoints.downstream(q, 1)]).isEqualTo(-4);
    assertThat(values[adjoints.upstream(nodes.get("x"))]).isEqualTo(-4);
    assertThat(adjoints.upstream(nodes.get("g"))).as("behind the output").isEqualTo(Adjoints.NONE);
  }

  @Test
  void whatDependsOnNoInputIsNotAsked() {
    Circuit circuit =
        Chainrule.parse("h = x/sin(3); r = y + 1; f = h^2; output f").workings().circuit();
    Adjoints adjoints = ChainRule.differentiate(circuit.graph(), circuit.nodes().get("f"));
    int h = circuit.nodes().get("h");
    assertThat(adjoints.local(h, 1)).isEqualTo(Adjoints.NONE);
    assertThat(adjoints.downstream(h, 1)).isEqualTo(Adjoints.NONE);
    assertThat(adjoints.local(h, 0)).isNotEqualTo(Adjoints.NONE);
    assertThat(adjoints.upstream(circuit.nodes().get("y")))
        .as("the output does not depend on it")
        .isEqualTo(Adjoints.NONE);
  }

  @Test
  void onlyTheRoadToWhatIsAskedIsWalked() {
    Circuit circuit = Chainrule.parse("q = x + y; f = q*z").workings().circuit();
    BitSet by = new BitSet();
    by.set(circuit.nodes().get("x"));
    Adjoints adjoints = ChainRule.differentiate(circuit.graph(), circuit.output(), by);
    assertThat(adjoints.upstream(circuit.nodes().get("x"))).isNotEqualTo(Adjoints.NONE);
    assertThat(adjoints.upstream(circuit.nodes().get("y"))).isEqualTo(Adjoints.NONE);
    assertThat(adjoints.upstream(circuit.nodes().get("z"))).isEqualTo(Adjoints.NONE);
  }

  @Test
  void aMatrixHasNoGradientOfItsOwn() {
    Circuit circuit =
        Chainrule.parse("y = 2*x").workings().circuit().shaped(Map.of("x", Written.matrix("1; 2")));
    assertThatThrownBy(() -> ChainRule.differentiate(circuit.graph(), circuit.output()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2x1");
  }

  @Test
  void stopsWhenNobodyWaits() {
    Circuit circuit = Chainrule.parse("x*y").workings().circuit();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> ChainRule.differentiate(circuit.graph(), circuit.output()))
        .isInstanceOf(CancellationException.class);
  }

  /** The input of every gate stands for what arrives there; nothing is added up. */
  @Test
  void everyGateHasAPullbackOfItsOwn() {
    Map<String, Matrix> point =
        Map.of("W", Written.matrix("1, 2; 3, 4"), "x", Written.matrix("5; 6"));
    Circuit circuit = Chainrule.parse("h = W @ x; f = sum(h*h)").workings().circuit().shaped(point);
    Graph graph = circuit.graph();
    Pullbacks pullbacks = ChainRule.pullbacks(graph, circuit.output(), "up");
    Matrix[] inputs = graph.inputs().stream().map(point::get).toArray(Matrix[]::new);
    int h = circuit.nodes().get("h");
    assertThat(pullbacks.seed(circuit.nodes().get("x"))).isEqualTo(Adjoints.NONE);
    assertThat(pullbacks.graph().shape(pullbacks.seed(h))).isEqualTo(graph.shape(h));
    Variation gates = Variation.beyond(pullbacks.graph(), Interpreter.evaluate(graph, inputs));
    gates.replace(pullbacks.seed(h), Written.matrix("1; 10"));
    assertThat(gates.get(pullbacks.downstream(h, 1))).isEqualTo(Written.matrix("31; 42"));
    assertThat(gates.get(pullbacks.downstream(h, 0))).isEqualTo(Written.matrix("5, 6; 50, 60"));
    int square = graph.operand(circuit.output(), 0);
    gates.clear().replace(pullbacks.seed(square), Written.matrix("1; 2"));
    // h is (17, 39); to one of the two factors goes up times the other.
    assertThat(gates.get(pullbacks.downstream(square, 0))).isEqualTo(Written.matrix("17; 78"));
  }
}
