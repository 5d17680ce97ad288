package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The route of a datum goes one way: a package imports only from those before it. */
final class ArchitectureTest {
  private static final Path SOURCES = Path.of("src/main/java/org/chainrule");
  private static final List<String> ORDER =
      List.of(
          "source",
          "value",
          "gate",
          "ast",
          "parse",
          "sheet",
          "graph",
          "calculus",
          "algebra",
          "engine",
          "trace",
          "homework",
          "render",
          "",
          "usage",
          "session",
          "console",
          "cli");
  private static final Pattern IMPORT =
      Pattern.compile("import (?:static )?org\\.chainrule\\.(?:(\\w+)\\.)?[A-Z]");

  @Test
  void packagesImportOnlyFromThoseBeforeThem() throws IOException {
    List<String> wrong = new ArrayList<>();
    int imports = 0;
    for (Path file : sources()) {
      int own = ORDER.indexOf(packageOf(file));
      assertThat(own).as("%s is in a package that has its place", file).isNotNegative();
      Matcher matcher = IMPORT.matcher(Files.readString(file));
      while (matcher.find()) {
        imports++;
        String imported = matcher.group(1) == null ? "" : matcher.group(1);
        if (ORDER.indexOf(imported) > own) {
          wrong.add(file + " imports " + (imported.isEmpty() ? "the facade" : imported));
        }
      }
    }
    assertThat(imports).isGreaterThan(100);
    assertThat(wrong).isEmpty();
  }

  @Test
  void onlyTheParserKnowsAntlr() throws IOException {
    for (Path file : sources()) {
      if (!packageOf(file).equals("parse")) {
        assertThat(Files.readString(file)).as("%s", file).doesNotContain("import org.antlr");
      }
    }
  }

  @Test
  void onlyTheConsoleKnowsJline() throws IOException {
    for (Path file : sources()) {
      if (!packageOf(file).equals("console")) {
        assertThat(Files.readString(file)).as("%s", file).doesNotContain("import org.jline");
      }
    }
  }

  @Test
  void onlyTheCommandLinePrintsOrExits() throws IOException {
    for (Path file : sources()) {
      if (!packageOf(file).equals("cli")) {
        assertThat(Files.readString(file))
            .as("%s", file)
            .doesNotContain("System.out")
            .doesNotContain("System.err")
            .doesNotContain("System.exit");
      }
    }
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    for (String name : ORDER) {
      assertThat(SOURCES.resolve(name).resolve("package-info.java")).exists();
    }
  }

  private static String packageOf(Path file) {
    return SOURCES.relativize(file.getParent()).toString();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
