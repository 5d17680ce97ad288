package org.chainrule.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;

/**
 * A file that is read: an ordinary one that has an end. A pipe or a device may never end, and is
 * read only where that was asked for.
 */
final class InputFile {
  /** Reads files of any kind. */
  static final String ANY_FILE = "--any-file";

  private static final String MARK = "\uFEFF";

  private final String name;
  private final Path path;
  private final Limits limits;

  private InputFile(String name, Path path, Limits limits) {
    this.name = name;
    this.path = path;
    this.limits = limits;
  }

  /**
   * A file by its name.
   *
   * @throws IOException if no file can have this name; the message says so
   */
  static InputFile of(String name, Limits limits) throws IOException {
    try {
      return new InputFile(name, Path.of(name), limits);
    } catch (InvalidPathException e) {
      throw new IOException("there is no file " + name);
    }
  }

  /** A file by its place. */
  static InputFile of(String name, Path path, Limits limits) {
    return new InputFile(name, path, limits);
  }

  /**
   * The file as UTF-8, without the mark that some editors put in front. What is no UTF-8 is a mark
   * in the text, so that only its own line cannot be read.
   *
   * @throws IOException if it cannot be read; the message says why
   */
  String text() throws IOException {
    byte[] bytes = bytes();
    if (bytes.length > 1 && (isMark(bytes[0], bytes[1]) || isMark(bytes[1], bytes[0]))) {
      throw new IOException(name + " is UTF-16; save it as UTF-8");
    }
    return withoutMark(new String(bytes, StandardCharsets.UTF_8));
  }

  /**
   * The file as UTF-8, all of it.
   *
   * @throws IOException if it cannot be read, or is something else; the message says why
   */
  String strictText() throws IOException {
    byte[] bytes = bytes();
    try {
      return withoutMark(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new IOException(name + " is no UTF-8 text; save it as UTF-8");
    }
  }

  /** Whether UTF-16 begins with these bytes, in one of its two orders. */
  private static boolean isMark(byte first, byte second) {
    return (first & 0xFF) == 0xFE && (second & 0xFF) == 0xFF;
  }

  static String withoutMark(String text) {
    return text.startsWith(MARK) ? text.substring(1) : text;
  }

  private byte[] bytes() throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException(name + " is a folder");
    }
    if (!Files.exists(path)) {
      throw new IOException("there is no file " + name);
    }
    if (!Files.isRegularFile(path) && !limits.anyFile()) {
      throw new IOException(
          name
              + " is a pipe or a device and may never end; "
              + ANY_FILE
              + " reads it all the same");
    }
    long most = Math.min(limits.of(Limit.BYTES), Integer.MAX_VALUE - 16);
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes((int) most + 1);
      if (bytes.length > most) {
        throw new IOException(name + " is longer than " + most + " bytes; " + Limit.BYTES.help());
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + name);
    } catch (AccessDeniedException e) {
      throw new IOException(name + " cannot be read: permission denied");
    }
  }
}
