package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The examples of the library, as its documents show them: each comment behind a line is what the
 * line is, as text. Numbers of CS231n, and by hand.
 */
final class LibraryExamplesTest {
  private static final Pattern SHOWN = Pattern.compile("(?:(.*);)?\\s*// (.*)");

  private static String first(String pattern, Path file) throws Exception {
    Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(Files.readString(file));
    assertThat(found.find()).as("%s in %s", pattern, file).isTrue();
    return found.group(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "README.md ! ```java\\n(.*?)```",
        "src/main/java/org/chainrule/Expression.java ! <pre>\\{@code\\n(.*?)\\n \\* \\}</pre>",
      })
  void theExampleSaysWhatItGives(Path file, String pattern, @TempDir Path folder) throws Exception {
    StringBuilder code = new StringBuilder("import java.util.Map; import org.chainrule.*;\n");
    code.append("public class Example { public static void main(String[] arguments) {\n");
    List<String> expected = new ArrayList<>();
    for (String line : first(pattern, file).replaceAll("(?m)^ \\* ", "").split("\n")) {
      Matcher shown = SHOWN.matcher(line);
      boolean isShown = shown.matches();
      if (isShown) {
        expected.add(shown.group(2));
      }
      String result = isShown ? shown.group(1) : null;
      code.append(result != null ? "System.out.println(" + result + ");" : isShown ? "" : line);
      code.append('\n');
    }
    code.append("}}\n");
    assertThat(expected).hasSizeGreaterThan(2);
    assertThat(JavaCode.printed(folder, "Example", code.toString()))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void theReadmeHasTheCoordinatesOfThePom() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    for (String part : List.of("groupId", "artifactId", "version")) {
      String element = "<" + part + ">" + first("<" + part + ">(.*?)<", Path.of("pom.xml"));
      assertThat(readme).contains(element + "</" + part + ">");
    }
    String module = first("<Automatic-Module-Name>(.*?)<", Path.of("pom.xml"));
    assertThat(readme).contains("requires " + module + ";");
    assertThat(module).isEqualTo(Expression.class.getPackageName());
  }
}
