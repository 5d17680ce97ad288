package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the repository beside the sources, and must stay true to them. */
final class RepositoryTest {
  /** Parts whose jars hold no text (ANTLR's, JLine's) have theirs from their repositories. */
  @ParameterizedTest
  @CsvSource({
    "fastcsv, META-INF/LICENSE, fastcsv.txt",
    "jackson-core, META-INF/LICENSE, jackson-core.txt",
    "jackson-core, META-INF/NOTICE, jackson-core-notice.txt",
  })
  void licencesAreThoseOfTheParts(String part, String entry, String text) throws IOException {
    List<URL> all = Collections.list(getClass().getClassLoader().getResources(entry));
    URL ours =
        all.stream()
            .filter(url -> url.toString().contains("/" + part + "-"))
            .findAny()
            .orElseThrow();
    try (InputStream in = ours.openStream()) {
      assertThat(Path.of("src/main/licenses", text)).hasBinaryContent(in.readAllBytes());
    }
  }

  @Test
  void theWrapperKnowsTheSumOfWhatItDownloads() throws IOException {
    Properties wrapper = new Properties();
    try (InputStream in = Files.newInputStream(Path.of(".mvn/wrapper/maven-wrapper.properties"))) {
      wrapper.load(in);
    }
    assertThat(wrapper.getProperty("distributionUrl"))
        .isEqualTo(
            "https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/3.9.11/"
                + "apache-maven-3.9.11-bin.zip");
    // sha256sum of that file, whose sha512sum is the one published beside it
    assertThat(wrapper.getProperty("distributionSha256Sum"))
        .isEqualTo("0d7125e8c91097b36edb990ea5934e6c68b4440eef4ea96510a0f6815e7eeadb");
  }

  @Test
  void theCatalogNamesTheMainClassAndTheOldestJava() throws Exception {
    assertThat(Class.forName(catalog("main")).getMethod("main", String[].class)).isNotNull();
    assertThat(catalog("java")).isEqualTo("17+");
    assertThat(catalog("script-ref")).endsWith("/chainrule-all.jar");
  }

  private static String catalog(String key) throws IOException {
    JsonPointer path = JsonPointer.compile("/aliases/chainrule/" + key);
    String text = Files.readString(Path.of("jbang-catalog.json"), StandardCharsets.UTF_8);
    try (JsonParser json =
        new FilteringParserDelegate(
            new JsonFactory().createParser(text),
            new JsonPointerBasedFilter(path),
            Inclusion.ONLY_INCLUDE_ALL,
            false)) {
      json.nextToken();
      return json.getText();
    }
  }
}
