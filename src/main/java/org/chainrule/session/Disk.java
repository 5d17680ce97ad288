package org.chainrule.session;

import java.io.IOException;
import java.util.List;

/** Where {@code :load} reads and {@code :save} writes. */
public interface Disk {

  /**
   * The text of a file.
   *
   * @throws IOException if there is none, or it cannot be read; the message says why
   */
  String read(String name) throws IOException;

  /**
   * Writes a file, all of it or nothing.
   *
   * @throws IOException if it cannot be written; the message says why
   */
  void write(String name, String text) throws IOException;

  /** Whether there is a file of this name; a folder is none. */
  boolean exists(String name);

  /** Names that begin with {@code prefix}, folders with a slash behind them. */
  List<String> names(String prefix);
}
