package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The code of {@code docs/core.md} compiles, and prints what the page says; its numbers are of
 * CS231n.
 */
final class CoreTourTest {
  private static String block(String page, String language) {
    Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(page);
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  @Test
  void thePageSaysWhatItsCodePrints(@TempDir Path folder) throws Exception {
    String page = Files.readString(Path.of("docs/core.md"));
    assertThat(JavaCode.printed(folder, "Core", block(page, "java")))
        .containsExactlyElementsOf(block(page, "text").lines().toList());
  }
}
