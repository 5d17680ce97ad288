package org.chainrule.source;

/** What Java may use of the machine's memory, as a limit for texts. */
public final class Memory {
  /**
   * Bytes that one token of a text may take on its way to a gradient: the token, its tree, its
   * gates and those of the derivative. A sum of millions of terms took about 200.
   */
  private static final long BYTES_PER_TOKEN = 256;

  private Memory() {}

  /**
   * Refuses a text before its tree is built.
   *
   * @throws ChainruleException if so many tokens would take more memory than there is
   */
  public static void refuseTokens(int tokens) {
    if (tokens > Runtime.getRuntime().maxMemory() / BYTES_PER_TOKEN) {
      throw insufficient().asException();
    }
  }

  /** The error for what does not fit. */
  public static Diagnostic insufficient() {
    return Diagnostic.of(Problem.TOO_MUCH_MEMORY, Runtime.getRuntime().maxMemory() >> 20)
        .help("CHAINRULE_JAVA_OPTS=-Xmx8g gives Java 8192 MB");
  }
}
