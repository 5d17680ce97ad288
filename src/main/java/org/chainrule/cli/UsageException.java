package org.chainrule.cli;

import org.chainrule.usage.Command;

/** The command line makes no sense, or names a file that is not there. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;
  private final Command command;

  UsageException(String message) {
    this(message, ExitCode.USAGE, Command.SESSION);
  }

  /** A command that was asked for what it does not do. */
  UsageException(String message, Command command) {
    this(message, ExitCode.USAGE, command);
  }

  UsageException(String message, int exitCode) {
    this(message, exitCode, Command.SESSION);
  }

  private UsageException(String message, int exitCode, Command command) {
    super(message);
    this.exitCode = exitCode;
    this.command = command;
  }

  int exitCode() {
    return exitCode;
  }

  /** Where to read on; empty where usage is not what is wrong. */
  String advice() {
    if (exitCode != ExitCode.USAGE) {
      return "";
    }
    return command.word().isEmpty()
        ? "'chainrule --help' shows what it can do"
        : "'chainrule " + command.word() + " --help' shows what it takes";
  }
}
