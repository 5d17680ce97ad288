package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Renderings that are kept in files. {@code ./mvnw verify -Drecord=true} writes them anew, to be
 * read before they are committed; CI forbids it.
 */
public final class Recorded {
  private static final boolean RECORD = Boolean.getBoolean("record");

  private Recorded() {}

  /** Compares {@code actual} with what {@code file} holds, or writes it there when recording. */
  public static void compare(Path file, String actual) throws IOException {
    if (RECORD) {
      assertThat(System.getenv("CI")).as("CI does not record").isNull();
      Files.writeString(file, actual);
    }
    assertThat(file).as("run with -Drecord=true to write it").exists();
    assertThat(actual).as("%s", file).isEqualTo(Files.readString(file));
  }
}
