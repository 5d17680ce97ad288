package org.chainrule.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.chainrule.render.Paint;
import org.chainrule.source.SourceText;
import org.chainrule.value.Digits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever gives a computation up interrupts its thread; what computes asks, and ends. */
final class GivingUpTest {
  private static Session session() {
    Session session =
        Session.begin(new Settings(Digits.DEFAULT, false, Paint.PLAIN), new MemoryDisk());
    for (String entry : new String[] {"x = 2", "y = 3", "f = x*y + sin(x)", "x^2"}) {
      session = session.enter(SourceText.of(entry)).session();
    }
    return session;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f + 1",
        "df/dx",
        "x = 4",
        "g = f^2",
        "f?",
        ":verify f",
        ":step f",
        ":quiz f",
        ":diff f",
        ":vars",
        ":save s",
        "df/dx = 3",
        "f == y*x + sin(x)",
      })
  void everyComputationAsks(String entry) {
    Session session = session();
    assertThatThrownBy(
            () -> {
              Thread.currentThread().interrupt();
              session.enter(SourceText.of(entry));
            })
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(ones(4000, 4000) @ ones(4000, 4000))",
        ":verify sum((ones(900, 900) @ W)^2)",
        ":trace sum(exp(W) @ ones(3000, 3000))",
      })
  void longComputationsEnd(String entry) {
    Session session = session().enter(SourceText.of("W = ones(900, 900)")).session();
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          Thread thread =
              new Thread(
                  () -> {
                    try {
                      session.enter(SourceText.of(entry));
                    } catch (CancellationException e) {
                      // It was given up.
                    }
                  });
          thread.start();
          Thread.sleep(500);
          thread.interrupt();
          thread.join();
        });
  }
}
