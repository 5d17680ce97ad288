package org.chainrule.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.source.Memory;
import org.chainrule.source.Problem;

/**
 * The lines of standard input while they come. Of a line that is too long only the beginning is
 * kept, so that no line can take all the memory.
 */
final class InputLines {
  private static final int ROOM = 1 << 16;

  /** Made beforehand, for there is no memory when it is needed. */
  private static final Optional<Diagnostic> NO_MEMORY = Optional.of(Memory.insufficient());

  private final InputStream in;
  private final long most;

  /** What ends a line beside a line feed. */
  private final char other;

  private final byte[] buffer = new byte[ROOM];
  private int from;
  private int to;
  private boolean returned;
  private int number;

  /**
   * One line.
   *
   * @param bytes without its line break
   * @param refusal why it is not to be read, if it is not
   */
  record Line(byte[] bytes, Optional<Diagnostic> refusal) {
    /** Whether there is nothing on it. */
    boolean isBlank() {
      return refusal.isEmpty() && bytes.length < 1000 && text().isBlank();
    }

    /** Throws the refusal, if there is one. */
    void refuse() {
      if (refusal.isPresent()) {
        throw refusal.get().asException();
      }
    }

    /** The line as UTF-8; a mark stands where it is something else. */
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /**
   * Lines.
   *
   * @param returns whether a carriage return ends a line; within JSON it is a blank
   */
  InputLines(InputStream in, Limits limits, boolean returns) {
    this.in = in;
    this.other = returns ? '\r' : '\n';
    this.most = limits.of(Limit.LINE);
  }

  /**
   * The next line; empty at the end.
   *
   * @throws IOException if it cannot be read
   */
  Optional<Line> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long length = 0;
    Optional<Diagnostic> failure = Optional.empty();
    while (from < to || fill()) {
      int end = from;
      while (end < to && buffer[end] != '\n' && buffer[end] != other) {
        end++;
      }
      int kept = (int) Math.max(0, Math.min(end - from, most - length));
      try {
        line.write(buffer, from, failure.isEmpty() ? kept : 0);
      } catch (OutOfMemoryError e) {
        line = new ByteArrayOutputStream(); // The rest is read, and forgotten too.
        failure = NO_MEMORY;
      }
      length += end - from;
      from = end;
      if (end < to) {
        returned = buffer[from++] == '\r';
        return Optional.of(line(line, length, failure));
      }
    }
    return length > 0 ? Optional.of(line(line, length, failure)) : Optional.empty();
  }

  private Line line(ByteArrayOutputStream read, long length, Optional<Diagnostic> failure) {
    number++;
    byte[] bytes = new byte[0];
    Optional<Diagnostic> unread = failure;
    try {
      bytes = read.toByteArray();
    } catch (OutOfMemoryError e) {
      unread = NO_MEMORY;
    }
    return new Line(
        bytes,
        length <= most
            ? unread
            : Optional.of(
                Diagnostic.of(Problem.TOO_LONG, "line " + number + " is", most)
                    .help(Limit.LINE.help())));
  }

  /**
   * The lines as texts; one that is too long is thrown as an error, and the next goes on. What
   * cannot be read is an {@link UncheckedIOException}.
   */
  Iterator<String> texts() {
    return new Iterator<>() {
      private Optional<Line> ahead;

      @Override
      public boolean hasNext() {
        try {
          ahead = ahead == null ? InputLines.this.next() : ahead;
          return ahead.isPresent();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public String next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        Line line = ahead.get();
        ahead = null;
        line.refuse();
        return number == 1 ? InputFile.withoutMark(line.text()) : line.text();
      }
    };
  }

  /** Whether another line can be read without waiting for who writes it. */
  boolean hasNext() {
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  private boolean fill() throws IOException {
    do {
      from = 0;
      to = in.read(buffer);
      if (returned && to > 0 && buffer[0] == '\n') {
        from = 1; // The line break was \r\n.
      }
      returned &= to == 0;
    } while (to >= 0 && from == to);
    return to > 0;
  }
}
