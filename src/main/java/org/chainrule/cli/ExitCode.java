package org.chainrule.cli;

/** How a run ended. */
final class ExitCode {
  /** All went well. */
  static final int OK = 0;

  /** A check or comparison failed. */
  static final int FAILED = 1;

  /** Something in the input could not be read. */
  static final int UNREADABLE = 2;

  /** The command line makes no sense. */
  static final int USAGE = 64;

  /** There is no such file. */
  static final int NO_INPUT = 66;

  /** A fault of ours. */
  static final int FAULT = 70;

  /** The output could not be written. */
  static final int NO_OUTPUT = 74;

  private ExitCode() {}
}
