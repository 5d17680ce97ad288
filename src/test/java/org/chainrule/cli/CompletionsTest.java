package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.Programs;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts for shells, carried out by those shells. */
final class CompletionsTest {
  @TempDir Path folder;

  private Path script(String shell) throws IOException {
    Assumptions.assumeTrue(Programs.isThere(shell, "--version"), shell + " is not installed");
    Run run = Run.of("completion", shell);
    assertThat(run.code()).isZero();
    return Files.writeString(folder.resolve("chainrule." + shell), run.out());
  }

  private static String output(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** Words as bash hands them over: apart at {@code =} and {@code @}; the last is completed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "di                        | diff",
        "''                        | run diff check equal pipe gates explain completion man help version",
        "--no                      | --no-rc --no-color",
        "diff --l                  | --latex",
        "diff x^2 --               | --by --order --hessian --steps --latex --json --raw --of --text --max-depth --max-digits --max-exponent --max-parts --max-entries --max-bytes --any-file --no-color --help --version",
        "x^2 --ve                  | --verify --version",
        "x^2 --la                  | ",
        "--digits 6 gates --m      | --markdown",
        "--digits = 6 gates --m    | --markdown",
        "x --color a               | auto always",
        "x --color = n             | never",
        "x --color =               | auto always never",
        "x --digits f              | full",
        "check --report j          | json junit",
        "check --report = t        | tap",
        "check --report json = a.  | a.expr",
        "completion ''             | bash zsh fish",
        "explain E00               | E001 E002 E003 E004 E005 E006 E007 E008 E009",
        "gates softp               | softplus",
        "help ch                   | check",
        "run a                     | a.expr",
        "run --of q a              | a.expr",
        "diff a                    | a.expr",
        "check two                 | two words.hw",
        "run a.expr W =@ a         | @a.expr",
        "x W =@                    | @a.expr @two words.hw",
        "diff x --hessian = u      | upper",
        "x a                       | ",
      })
  void bash(String words, String expected) throws Exception {
    Path script = script("bash");
    Path files = Files.createDirectory(folder.resolve("files"));
    Files.createFile(files.resolve("a.expr"));
    Files.createFile(files.resolve("two words.hw"));
    String program =
        "cd '%s'; source '%s'; COMP_WORDS=(chainrule %s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
            + "_chainrule chainrule; printf '%%s\\n' \"${COMPREPLY[@]}\"";
    String filled = String.format(program, files, script, words.isEmpty() ? "''" : words);
    String output = output("bash", "--norc", "-c", filled);
    String[] all = expected == null ? new String[] {""} : expected.split(" (?!words)");
    assertThat(output.split("\n", -1)).endsWith("").hasSize(all.length + 1).contains(all);
  }

  @Test
  void bashKnowsWhatCompletesChainrule() throws Exception {
    assertThat(output("bash", "--norc", "-c", "source '" + script("bash") + "'; complete -p"))
        .contains("complete -F _chainrule chainrule");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chainrule di               | diff",
        "chainrule diff --l         | --latex",
        "chainrule x --color al     | always",
        "chainrule check --report j | json junit",
        "chainrule completion z     | zsh",
        "chainrule gates softp      | softplus",
        "chainrule run RE           | README.md",
        "chainrule diff --hessian=u | --hessian=upper",
      })
  void fish(String line, String expected) throws Exception {
    Path script = script("fish");
    String program = "source '" + script + "'; complete -C '" + line + "'";
    List<String> words = new ArrayList<>();
    output("fish", "--no-config", "-c", program)
        .lines()
        .forEach(word -> words.add(word.split("\t")[0]));
    assertThat(words).containsExactlyInAnyOrder(expected.split(" "));
  }

  @Test
  void zshReadsItsScript() throws Exception {
    Path script = script("zsh");
    assertThat(output("zsh", "-f", "-n", script.toString())).isEmpty();
    String program =
        "autoload -Uz compinit; compinit -u -D; source '%s'; print -- $_comps[chainrule]";
    assertThat(output("zsh", "-f", "-c", String.format(program, script))).isEqualTo("_chainrule\n");
  }
}
