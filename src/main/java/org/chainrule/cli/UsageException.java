package org.chainrule.cli;

/** The command line makes no sense, or names a file that is not there. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  UsageException(String message) {
    this(message, ExitCode.USAGE);
  }

  UsageException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
