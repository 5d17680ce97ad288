package org.chainrule.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Standard output that notices when it cannot be written. */
class Output {
  /** Nobody reads any more: the program ends quietly. */
  static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** The output cannot be written, for another reason. */
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private final OutputStream stream;

  Output(OutputStream stream) {
    this.stream = new BufferedOutputStream(stream, 1 << 16);
  }

  void print(String text) {
    try {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** A text and a line break: both or, where the memory does not suffice, nothing. */
  void printLine(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      stream.write(bytes);
      stream.write('\n');
    } catch (IOException e) {
      throw failure(e);
    }
  }

  void flush() {
    try {
      stream.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static RuntimeException failure(IOException e) {
    String message = String.valueOf(e.getMessage());
    boolean closed =
        message.contains("Broken pipe")
            || message.contains("EPIPE")
            || message.contains("being closed");
    return closed ? new Closed() : new Failed(e);
  }
}
