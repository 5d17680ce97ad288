package org.chainrule.cli;

import java.io.File;
import java.io.IOException;
import org.chainrule.console.Console;
import org.chainrule.render.CheckText;

/**
 * What there is to know about the terminal.
 *
 * @param interactive whether standard input and output are one
 * @param colors whether it may be coloured unless the command line says otherwise
 * @param columns what {@code COLUMNS} says; empty if nothing does
 */
record Terminal(boolean interactive, boolean colors, String columns) {
  /** Narrower pages would have a word a line. */
  private static final int LEAST_WIDTH = 20;

  private static final int HAS_CONSOLE_WITHOUT_TERMINAL = 22;

  /** What a stream of the process is connected to. */
  private enum Stream {
    TERMINAL,
    OTHER,
    /** Linux does not tell, or this is no Linux. */
    UNKNOWN
  }

  /** A terminal of which nothing tells the width. */
  Terminal(boolean interactive, boolean colors) {
    this(interactive, colors, "");
  }

  /** How many columns a page has. */
  int width() {
    if (columns.matches("[1-9][0-9]{0,3}")) {
      return Math.max(LEAST_WIDTH, Integer.parseInt(columns));
    }
    int usual = CheckText.USUAL_WIDTH;
    return interactive ? Math.max(LEAST_WIDTH, Console.columns(usual)) : usual;
  }

  static Terminal ofThisProcess() {
    boolean terminal = isTerminal(stream("/proc/self/fd/0"), stream("/proc/self/fd/1"));
    String noColor = System.getenv("NO_COLOR");
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    String columns = System.getenv("COLUMNS");
    return new Terminal(
        terminal,
        terminal && (noColor == null || noColor.isEmpty()) && !dumb,
        columns == null ? "" : columns);
  }

  private static boolean isTerminal(Stream in, Stream out) {
    if (in == Stream.OTHER || out == Stream.OTHER) {
      return false;
    }
    return in == Stream.TERMINAL && out == Stream.TERMINAL || hasConsole();
  }

  /** Looks at where the link leads, for making a console takes a tenth of a short run. */
  private static Stream stream(String link) {
    try {
      String path = new File(link).getCanonicalPath();
      if (path.startsWith("/dev/pts/") || path.startsWith("/dev/tty")) {
        return Stream.TERMINAL;
      }
      boolean other =
          path.contains("pipe:[")
              || path.contains("socket:[")
              || path.equals("/dev/null")
              || !path.equals(link) && new File(path).isFile();
      return other ? Stream.OTHER : Stream.UNKNOWN;
    } catch (IOException e) {
      return Stream.UNKNOWN;
    }
  }

  private static boolean hasConsole() {
    if (System.console() == null) {
      return false;
    }
    if (Runtime.version().feature() < HAS_CONSOLE_WITHOUT_TERMINAL) {
      return true;
    }
    try {
      Object told = java.io.Console.class.getMethod("isTerminal").invoke(System.console());
      return Boolean.TRUE.equals(told);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
