package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/** Code that stands in documents, compiled and run. */
final class JavaCode {
  private JavaCode() {}

  /**
   * The lines that a class prints.
   *
   * @param folder where it is compiled
   * @param code the class, which may use chainrule
   */
  static List<String> printed(Path folder, String name, String code) throws Exception {
    Path source = Files.writeString(folder.resolve(name + ".java"), code);
    String path = System.getProperty("surefire.test.class.path");
    path = path == null ? System.getProperty("java.class.path") : path;
    String[] options = {"-proc:none", "-cp", path, source.toString()};
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options)).isZero();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
