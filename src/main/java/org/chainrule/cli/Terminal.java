package org.chainrule.cli;

/**
 * What there is to know about the terminal.
 *
 * @param interactive whether standard input and output are one
 * @param colors whether it may be coloured unless the command line says otherwise
 */
record Terminal(boolean interactive, boolean colors) {

  static Terminal ofThisProcess() {
    // On JDK 22 and later a console exists without a terminal unless it says that it is none.
    boolean terminal = System.console() != null && isTerminal();
    String noColor = System.getenv("NO_COLOR");
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    return new Terminal(terminal, terminal && (noColor == null || noColor.isEmpty()) && !dumb);
  }

  private static boolean isTerminal() {
    try {
      Object told = java.io.Console.class.getMethod("isTerminal").invoke(System.console());
      return Boolean.TRUE.equals(told);
    } catch (ReflectiveOperationException olderThan22) {
      return true;
    }
  }
}
