package org.chainrule.laws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.chainrule.Chainrule;
import org.chainrule.ast.Expr;
import org.chainrule.graph.Circuit;
import org.chainrule.homework.Equality;
import org.chainrule.laws.Plain.Value;
import org.junit.jupiter.api.Test;

/** What {@code equal} proves holds, and what it refutes does not. */
final class EqualityLawsTest {
  private static final long SEED = 5_000_000;
  private static final int PAIRS = 4_000;
  private static final int POINTS = 60;

  /** Two formulas, one made from the other by laws that hold and laws that do not. */
  private static Expr[] pair(Delicate delicate, int number) {
    Expr one = delicate.expression(1 + number % 6);
    Expr other = delicate.mutated(one);
    return new Expr[] {one, number % 3 == 0 ? delicate.mutated(other) : other};
  }

  private static Circuit circuit(Expr expr) {
    return Chainrule.parse("(" + expr + ")").workings().circuit();
  }

  private static boolean agree(Expr[] pair, Map<String, Double> point, boolean ifUnsure) {
    Plain left = new Plain(point);
    Plain right = new Plain(point);
    Value a = left.of(pair[0]);
    Value b = right.of(pair[1]);
    boolean sure =
        left.isFiniteThroughout() && right.isFiniteThroughout() && a.isSure() && b.isSure();
    return sure ? a.agrees(b) : ifUnsure;
  }

  private interface Law {
    void accept(Breaches broken, Delicate delicate, Expr[] pair, Equality.Outcome outcome);
  }

  private static void forEach(Equality.Decision verdict, Law law) {
    Breaches broken = new Breaches();
    AtomicInteger count = new AtomicInteger();
    for (int i = 0; i < PAIRS; i++) {
      Delicate delicate = new Delicate(SEED + i);
      Expr[] pair = pair(delicate, i);
      broken.examine(
          "seed " + (SEED + i) + ", equal '" + pair[0] + "' '" + pair[1] + "'",
          () -> {
            Equality.Outcome outcome = Equality.of(circuit(pair[0]), circuit(pair[1]), List.of());
            if (outcome.verdict() == verdict) {
              count.incrementAndGet();
              law.accept(broken, delicate, pair, outcome);
            }
          });
    }
    broken.none();
    Assertions.assertThat(count.get()).as("pairs that are %s", verdict).isGreaterThan(PAIRS / 10);
  }

  @Test
  void whatIsProvedHoldsAtEveryPoint() {
    forEach(
        Equality.Decision.PROVED,
        (broken, delicate, pair, outcome) -> {
          for (int k = 0; k < POINTS; k++) {
            Map<String, Double> point = delicate.point(k % 4 > 0);
            if (!agree(pair, point, true)) {
              broken.add("proved, but they differ at " + point);
              return;
            }
          }
        });
  }

  @Test
  void whatIsRefutedDiffersAtThePointThatIsTold() {
    forEach(
        Equality.Decision.REFUTED,
        (broken, delicate, pair, outcome) -> {
          Map<String, Double> point = new LinkedHashMap<>();
          outcome.point().forEach((name, value) -> point.put(name, value.value()));
          if (agree(pair, point, false)) {
            broken.add("refuted, but they agree at " + point);
          }
        });
  }
}
