package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.Chainrule;
import org.chainrule.graph.Circuit;
import org.chainrule.source.ChainruleException;
import org.chainrule.value.Matrix;
import org.junit.jupiter.api.Test;

/** What the lines of an expression claim. */
final class ClaimTest {
  private static Circuit circuit(String text) {
    return Chainrule.parse(text).workings().circuit();
  }

  /** By hand, of x^2*y at (2, 3): 2*x*y = 12, its second derivative 2*y = 6, and its value 12. */
  @Test
  void theTruthOfEachClaim() {
    Circuit circuit = circuit("f = x^2*y\ndf/dx = 12\nd2f/dx2 = 6\nf = 12\n");
    Matrix[] inputs = {Matrix.scalar(2), Matrix.scalar(3)};
    assertThat(Claim.of(circuit))
        .extracting(claim -> claim.truth(circuit, inputs).scalar())
        .containsExactly(12.0, 6.0, 12.0);
  }

  @Test
  void whatIsNotThereIsAnError() {
    Circuit circuit = circuit("f = x^2*y\ndf/dx = 12\nlocal df/dy = 4\nup g = 1\n");
    assertThatThrownBy(() -> Claim.of(circuit)).isInstanceOf(ChainruleException.class);
  }
}
