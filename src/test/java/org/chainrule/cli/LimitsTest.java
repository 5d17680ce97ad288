package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.Programs;
import org.chainrule.source.Limit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every limit is told by an error, raised by an option, and stands in the documentation. */
final class LimitsTest {
  @TempDir Path folder;

  private Path file(String name, byte... bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path file(String name, String text) throws IOException {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyLimitStandsInTheDocumentation() throws IOException {
    String page = Files.readString(Path.of("docs/limits.md"));
    for (Limit limit : Limit.values()) {
      assertThat(page)
          .containsPattern(
              java.util.regex.Pattern.quote("`" + limit.option() + "`")
                  + ".*\\| "
                  + String.format(java.util.Locale.ROOT, "%,d", limit.standard())
                  + " +\\| "
                  + String.format(java.util.Locale.ROOT, "%,d", limit.homework())
                  + " +\\|");
    }
    assertThat(page).contains(InputFile.ANY_FILE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x*1e-401         | E302 | --max-exponent 500         | --max-exponent 400",
        "x*1e-99999       | E302 | --max-exponent 99999       | --max-exponent 99998",
        "x*0.123456789012345678901234567890123 | E301 | --max-digits 34 | --max-digits 33",
        "x²³⁴                                | E301 | --max-digits 3      | --max-digits 2",
        "g(u)=u*u*u; g(x)                    | E303 | --max-parts 5       | --max-parts 4",
        "sum(ones(3,3)*x)                    | E120 | --max-entries 9     | --max-entries 8",
        "sum(x*ones(2,1)*ones(1,2))          | E120 | --max-entries 4     | --max-entries 3",
        "sum([ones(2,1);ones(2,1)]*x)        | E120 | --max-entries 6     | --max-entries 3",
        "((((x))))                           | E016 | --max-depth 4       | --max-depth 3",
      })
  void anOptionRaisesIt(String text, String code, String raised, String lowered) {
    String[] low = lowered.split(" ");
    String[] refused =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(text, "x=1"), java.util.stream.Stream.of(low))
            .toArray(String[]::new);
    Run run = Run.of(refused);
    assertThat(run.err()).contains("error[" + code + "]").contains(raised.split(" ")[0]);
    assertThat(run.code()).isEqualTo(2);
    String[] option = raised.split(" ");
    assertThat(Run.of(text, "x=1", option[0], option[1]).code()).isZero();
  }

  @Test
  @Timeout(60)
  void aTinyNumberTakesNoLongerThanAnyOther() throws IOException {
    Path sheet = file("s.hw", "f = x*y\nx = 1\ny = 2\ndf/dx = 1e-9999999\ndf/dy = 1\n");
    Run run = Run.of("check", sheet.toString());
    assertThat(run.out())
        .contains("1e-9999999 is nearer to 0 than 1e-400")
        .contains("1 of 2 right");
    assertThat(run.code()).isEqualTo(2);
    // The bounds themselves are read: 1e-400 is 0 as a double.
    assertThat(Run.of("x + 1e-400", "x=1").code()).isZero();
    assertThat(Run.of("x + 0." + "0".repeat(401) + "1", "x=1").err()).contains("E302");
    assertThat(Run.of("x + 0e-9", "x=1").code()).isZero();
  }

  @Test
  void matricesOfASheetThatIsJudgedAreSmaller() throws IOException {
    Path sheet = file("s.hw", "f = sum(ones(1001, 1000)*x)\nx = 1\nf = 1001000\n");
    assertThat(Run.of("check", sheet.toString()).out()).contains("1001000 entries is too large");
    Run raised = Run.of("check", sheet.toString(), "--max-entries", "2000000");
    assertThat(raised.out()).contains("1 of 1 right");
  }

  @Test
  void sheetsAndFilesHaveALength() throws IOException {
    Path sheet = file("s.hw", "f = x\nx = 1\n" + "f = 1\n".repeat(30));
    assertThat(Run.of("check", sheet.toString(), "--max-lines", "20").out()).contains("20 lines");
    assertThat(Run.of("check", sheet.toString(), "--max-lines", "40").code()).isZero();
    Run longer = Run.of("run", sheet.toString(), "--max-bytes", "50");
    assertThat(longer.code()).isEqualTo(66);
    assertThat(longer.err()).contains("longer than 50 bytes").contains("--max-bytes");
    assertThat(Run.with("x = 1\n" + "y = 2*x" + " ".repeat(200) + "\nx*3\n", "--max-line", "100"))
        .satisfies(run -> assertThat(run.err()).contains("line 2 is longer than 100 bytes"))
        .satisfies(run -> assertThat(run.out()).contains("3\n"))
        .satisfies(run -> assertThat(run.code()).isEqualTo(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run FILE", "check FILE", "diff FILE --raw", "sum(W) W=@FILE"})
  @Timeout(60)
  void whatMayNeverEndIsNotRead(String command) throws Exception {
    Path fifo = folder.resolve("fifo.expr");
    Assumptions.assumeTrue(Programs.isThere("mkfifo", "--version"), "mkfifo is not there");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    Run run = Run.of(command.replace("FILE", fifo.toString()).split(" "));
    assertThat(run.code()).isEqualTo(66);
    assertThat(run.err()).contains("is a pipe or a device").contains(InputFile.ANY_FILE);
    Run load = Run.with(":load " + fifo + "\n2*3\n", "--files");
    assertThat(load.err()).contains("is a pipe or a device");
    assertThat(load.out()).isEqualTo("6\n");
    assertThat(load.code()).isEqualTo(2);
  }

  @Test
  void aDeviceIsReadWhereThatIsAskedForAndHasAnEnd() throws IOException {
    Path device = Path.of("/dev/null");
    Assumptions.assumeTrue(Files.exists(device), "this system has no " + device);
    assertThat(Run.of("run", "/dev/null").code()).isEqualTo(66);
    assertThat(Run.of("run", "/dev/null", InputFile.ANY_FILE).err()).contains("E107");
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/zero")), "this system has no /dev/zero");
    assertThat(Run.of("run", "/dev/zero", InputFile.ANY_FILE, "--max-bytes", "1000").err())
        .contains("longer than 1000 bytes");
  }

  @Test
  void aFolderIsNoFile() {
    for (String command : new String[] {"run", "check", "diff"}) {
      assertThat(Run.of(command, folder.toString() + "/.").code()).isNotZero();
    }
    assertThat(Run.of("sum(W)", "W=@" + folder).err()).contains("is a folder");
    assertThat(Run.with(":load " + folder + "\n", "--files").err()).contains("is a folder");
  }

  /** A value beyond a limit has no place in the text. */
  @Test
  void aValueThatIsTooLargeIsRefused() {
    String request = "{\"text\":\"sum(W@W)*x\",\"at\":{\"x\":2,\"W\":[[1,2],[3,4]]}}\n";
    Run run = Run.with(request, "pipe", "--max-entries", "3");
    assertThat(run.out()).contains("\"code\":\"E120\"", "--max-entries");
    assertThat(run.code()).isZero();
    assertThat(Run.of("sum(W@W)", "W=[1,2;3,4]", "--max-entries", "3").err()).contains("E120");
  }

  /** Who writes on standard input names files that the command line does not name. */
  @Test
  void aStrangerOpensNoFiles() throws IOException {
    Path precious = file("precious.expr", "x = 5\n");
    String entries = "x = 1\n:save! " + precious + "\n:load " + precious + "\nx\n";
    Run run = Run.with(entries);
    assertThat(precious).hasContent("x = 5\n");
    assertThat(run.err()).contains("saves no files").contains("loads no files").contains("--files");
    assertThat(run.out()).isEqualTo("1\n");
    assertThat(run.code()).isEqualTo(2);
    Run other = Run.with(":load " + folder + "/nothing.expr\n");
    assertThat(other.err()).as("no word of what there is").contains("loads no files");
    Run allowed = Run.with("x = 1\n:save! " + precious + "\nx = 2\n:load " + precious, "--files");
    assertThat(allowed.err()).isEmpty();
    assertThat(Files.readString(precious)).contains("x = 1");
  }

  @Test
  void whatIsNoUtf8IsSaidToBeNone() throws IOException {
    Path matrix = file("m.csv", (byte) 0xE9, (byte) ',', (byte) '2');
    Run run = Run.of("sum(W)", "W=@" + matrix);
    assertThat(run.err()).contains("is no UTF-8 text");
    assertThat(run.code()).isEqualTo(66);
    Path open = file("q.csv", "1,2\n3,\"4\n5,6\n");
    assertThat(Run.of("sum(W)", "W=@" + open).err()).contains("error[E121]");
    Path wide = file("w.expr", "\uFEFFx*2".getBytes(StandardCharsets.UTF_16LE));
    assertThat(Run.of("run", wide.toString()).err()).contains("is UTF-16; save it as UTF-8");
    // In a sheet only what is no comment matters: Schüler in an old encoding.
    byte[] sheet = "f = x # Sch?ler\nx = 1\nf = 1\n".getBytes(StandardCharsets.UTF_8);
    sheet[11] = (byte) 0xFC;
    assertThat(Run.of("check", file("s.hw", sheet).toString()).code()).isZero();
  }
}
