package org.chainrule.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.chainrule.value.Rational;
import org.junit.jupiter.api.Test;

/** A row of the table says what was declared, and what is incomplete is no row. */
final class GateSpecTest {

  /** A row with everything that a row can have. */
  private static GateSpec ramp() {
    return GateSpec.function("ramp", "x", "k")
        .aliases("slope", "hinge")
        .optional("k", "1")
        .rightAssociative()
        .commutative()
        .variadic()
        .branching()
        .maker()
        .latex("R_{%2$s}(%1$s)")
        .doc("x from 0 on, k x below.")
        .called("ramp")
        .says("passes its upstream on where x > 0")
        .exact((x, k) -> Optional.of(x))
        .partials("x > 0", "0")
        .laws("ramp(0, k) = 0")
        .lawsOfNumbers("ramp(x, 1) = x")
        .sample("k", 1, 2)
        .wrongValue("ramp-off", "0", "the slope counts below 0")
        .wrongPartial(1, "ramp-both", "x", "the slope counts below 0 only")
        .kink("x", "0 at 0")
        .pole("k == 0")
        .means("where(x > 0, x, k*x)")
        .checked("RAMP");
  }

  @Test
  void everyPartOfARowIsKept() {
    GateSpec row = ramp();
    assertThat(row.form()).isEqualTo(GateSpec.Form.FUNCTION);
    assertThat(row.symbol()).isEqualTo("ramp");
    assertThat(row.precedence()).isEqualTo(Gate.ATOM);
    assertThat(row.parameters()).containsExactly("x", "k");
    assertThat(row.aliases()).containsExactly("slope", "hinge");
    assertThat(row.required()).isEqualTo(1);
    assertThat(row.defaultOf("k")).isEqualTo("1");
    assertThat(row.isRightAssociative()).isTrue();
    assertThat(row.isCommutative()).isTrue();
    assertThat(row.isVariadic()).isTrue();
    assertThat(row.isBranching()).isTrue();
    assertThat(row.isMaker()).isTrue();
    assertThat(row.latex()).isEqualTo("R_{%2$s}(%1$s)");
    assertThat(row.doc()).isEqualTo("x from 0 on, k x below.");
    assertThat(row.sentence()).isEqualTo("passes its upstream on where x > 0");
    assertThat(row.exact().orElseThrow().apply(Rational.of(3), Rational.ZERO))
        .contains(Rational.of(3));
    assertThat(row.partials()).containsExactly("x > 0", "0");
    assertThat(row.laws()).containsExactly("ramp(0, k) = 0");
    assertThat(row.lawsOfNumbers()).containsExactly("ramp(x, 1) = x");
    assertThat(row.sample("k")).isEqualTo(new GateSpec.Interval(1, 2));
    assertThat(row.sample("x")).isEqualTo(new GateSpec.Interval(-3, 3));
    assertThat(row.wrongValues())
        .containsExactly(new GateSpec.Mistake("ramp-off", "0", "the slope counts below 0"));
    assertThat(row.wrongPartials(0)).isEmpty();
    assertThat(row.wrongPartials(1))
        .containsExactly(new GateSpec.Mistake("ramp-both", "x", "the slope counts below 0 only"));
    assertThat(row.wrongPartials(2)).isEmpty();
    assertThat(row.kinks()).containsExactly(new GateSpec.Kink("x", "0 at 0"));
    assertThat(row.pole()).isEqualTo("k == 0");
    assertThat(row.meaning()).isEqualTo("where(x > 0, x, k*x)");
    assertThat(row.isEntrywise()).isTrue();
    assertThat(row.usage()).isEqualTo("ramp(x, k = 1, ...)");
  }

  @Test
  void whatIsNotDeclaredIsAbsent() {
    GateSpec row = GateSpec.infix("~", 20, "x", "y").partials("1", "1");
    assertThat(row.name()).isEqualTo("~");
    assertThat(row.called("distance").name()).isEqualTo("distance");
    assertThat(row.isRightAssociative() || row.isCommutative()).isFalse();
    assertThat(row.isVariadic() || row.isBranching() || row.isMaker()).isFalse();
    assertThat(row.exact()).isEmpty();
    assertThat(row.pole()).isEmpty();
    assertThat(row.meaning()).isEmpty();
  }

  @Test
  void everyFormHasItsNotation() {
    GateSpec infix = GateSpec.infix("~", 20, "x", "y");
    assertThat(infix.usage()).isEqualTo("x ~ y");
    assertThat(infix.latex()).isEqualTo("%s ~ %s");
    GateSpec prefix = GateSpec.prefix("!", 50, "x");
    assertThat(prefix.usage()).isEqualTo("!x");
    assertThat(prefix.latex()).isEqualTo("!%s");
    GateSpec postfix = GateSpec.postfix("'", "A");
    assertThat(postfix.usage()).isEqualTo("A'");
    assertThat(postfix.latex()).isEqualTo("%s'");
    GateSpec index = GateSpec.subscript("%s[%s]", "A", "i");
    assertThat(index.usage()).isEqualTo("A[i]");
    GateSpec brackets = GateSpec.brackets("A");
    assertThat(brackets.usage()).isEqualTo("[a, b; c, d]");
    GateSpec function = GateSpec.function("soft_step", "x");
    assertThat(function.usage()).isEqualTo("soft_step(x)");
    assertThat(function.latex()).isEqualTo("\\operatorname{soft\\_step}");
    assertThat(List.of(infix, prefix, postfix, index, brackets, function))
        .extracting(GateSpec::form)
        .containsExactly(
            GateSpec.Form.INFIX,
            GateSpec.Form.PREFIX,
            GateSpec.Form.POSTFIX,
            GateSpec.Form.INDEX,
            GateSpec.Form.BRACKETS,
            GateSpec.Form.FUNCTION);
  }

  /** The smallest row that is complete, of one parameter. */
  private static GateSpec least() {
    return GateSpec.function("least", "A");
  }

  @Test
  void aRowNeedsItsWordsAndAGradientForEachOperand() {
    Consumer<GateSpec> checked = row -> row.checked("LEAST");
    checked.accept(least().doc("x").says("passes").partials("1"));
    checked.accept(least().doc("x").says("sums").pullbacks("up"));
    assertIncomplete(least().says("passes").partials("1"));
    assertIncomplete(least().doc("x").partials("1"));
    assertIncomplete(least().doc("x").says("passes"));
    assertIncomplete(least().doc("x").says("passes").partials("1", "1"));
  }

  private static void assertIncomplete(GateSpec row) {
    assertThatThrownBy(() -> row.checked("LEAST"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("LEAST");
  }
}
