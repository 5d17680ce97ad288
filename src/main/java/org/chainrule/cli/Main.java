package org.chainrule.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** Where the program begins. */
public final class Main {
  private Main() {}

  /** Runs a command line and ends with its exit code. */
  public static void main(String[] args) {
    Output out = new Output(new FileOutputStream(FileDescriptor.out));
    Output err = new Output(new FileOutputStream(FileDescriptor.err));
    System.exit(new CommandLine(System.in, out, err, Terminal.ofThisProcess()).run(args));
  }
}
