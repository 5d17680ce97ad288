package org.chainrule.laws;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Where a law is broken; what does not end breaks it too. */
final class Breaches {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  private final List<String> breaches = Collections.synchronizedList(new ArrayList<>());

  void add(String breach) {
    breaches.add(breach);
  }

  /** Looks at one case, whose breach begins with its name; the first is enough. */
  void examine(String name, Runnable law) {
    int before = breaches.size();
    Throwable[] thrown = {null};
    Thread thread =
        new Thread(
            () -> {
              try {
                law.run();
              } catch (RuntimeException | Error e) {
                thrown[0] = e;
              }
            });
    thread.setDaemon(true);
    thread.start();
    long begin = System.nanoTime();
    while (thread.isAlive() && System.nanoTime() - begin < PATIENCE) {
      LockSupport.parkNanos(100_000);
    }
    if (thread.isAlive()) {
      thread.interrupt();
      add("does not end");
    } else if (thrown[0] != null) {
      add("throws " + thrown[0]);
    }
    for (int i = before; i < breaches.size(); i++) {
      breaches.set(i, name + ": " + breaches.get(i));
    }
  }

  /** Fails with how often the law was broken, and the shortest cases. */
  void none() {
    if (!breaches.isEmpty()) {
      List<String> shortest =
          breaches.stream().sorted(Comparator.comparingInt(String::length)).limit(25).toList();
      throw new AssertionError(
          "broken " + breaches.size() + " times\n" + String.join("\n", shortest));
    }
  }
}
