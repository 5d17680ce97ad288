package org.chainrule;

import java.io.IOException;

/** Programs of the machine that some tests need, and skip without. */
public final class Programs {
  private Programs() {}

  /** Whether a program is there, as it tells when asked for its version. */
  public static boolean isThere(String program, String versionOption) {
    try {
      Process version = new ProcessBuilder(program, versionOption).start();
      version.getInputStream().readAllBytes();
      return version.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
