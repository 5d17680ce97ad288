package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.Programs;
import org.chainrule.Recorded;
import org.chainrule.usage.Command;
import org.chainrule.usage.Option;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options belong to commands, and a command says what it would ignore. */
final class UsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "gates --verify ¦ --verify belongs to a trace: chainrule EXPRESSION [name=value ...] --verify",
        "(x+y)*z --latex ¦ --latex belongs to diff: chainrule diff '(x+y)*z' --latex",
        "run a.expr x=1 --steps ¦ --steps belongs to diff: chainrule diff a.expr x=1 --steps",
        "diff x^2 --verify ¦ --verify belongs to a trace: chainrule 'x^2' --verify",
        "diff x^2 --report csv ¦ --report belongs to check: chainrule check SHEET --report json|junit|tap|csv|gradescope[=FILE]",
        "x --where x>0 ¦ --where belongs to equal: chainrule equal A B --where CONDITION,...",
        "x --no-rc ¦ --no-rc belongs to a session: chainrule --no-rc",
        "gates -e x ¦ --text belongs to a trace and diff: chainrule EXPRESSION [name=value ...] --text TEXT",
        "--latex ¦ --latex belongs to diff: chainrule diff EXPRESSION|FILE [name=value ...] --latex",
        "gates foo ¦ there is no gate foo; chainrule gates lists them",
        "gates sigmid ¦ there is no gate sigmid; did you mean sigmoid?",
        "gates sin cos ¦ gates takes one operator or function; cos is too much",
        "gates sin --markdown ¦ --markdown prints the whole table",
        "pipe x ¦ pipe takes nothing behind it; x is too much",
        "equal x ¦ equal needs two expressions",
        "equal x y z ¦ equal takes two expressions; z is too much",
        "check a.hw b.hw ¦ check takes one sheet, or - for standard input; b.hw is too much",
        "x --verfy ¦ there is no option --verfy; did you mean --verify?",
        "x --verify=yes ¦ --verify takes no value",
        "diff x^2 -by x ¦ there is no option -by; did you mean --by?",
        "x --color ¦ --color needs a value behind it: --color auto|always|never",
        "x --color=alwys ¦ --color takes auto, always or never, not 'alwys'; did you mean always?",
        "x --json --explain ¦ --explain and --json do not go together; leave one of them out",
        "diff x --raw --latex ¦ --latex and --raw do not go together; leave one of them out",
        "(x+y)*z --by x ¦ --by belongs to diff: chainrule diff '(x+y)*z' --by x",
        "x*y --hessian=upper ¦ --hessian belongs to diff: chainrule diff 'x*y' --hessian=upper",
        "x --digits 3 --digits 5 ¦ --digits is given twice, as 3 and 5; leave one of them out",
        "x --of q --of=f ¦ --of is given twice, as q and f; leave one of them out",
        "diff x --hessian=upper --hessian=lower ¦ --hessian is given twice, as upper and lower; leave one of them out",
        "ff.expr ¦ ff.expr is the name of a file, not an expression; did you mean chainrule run ff.expr?",
        "ff.hw ¦ ff.hw is the name of a file, not an expression; did you mean chainrule check ff.hw?",
        "README.md ¦ README.md is the name of a file, not an expression; did you mean chainrule run README.md?",
        "dif x^2 ¦ there is no command dif; did you mean diff?",
        "explan ¦ there is no command explan; did you mean explain?",
        "help E004 ¦ there is no command E004; did you mean chainrule explain E004?",
        "help sin ¦ there is no command sin; did you mean chainrule gates sin?",
        "completion tcsh ¦ completion knows bash, zsh, fish, not 'tcsh'",
      })
  void whatWouldBeIgnoredIsRefusedWithWhatWorks(String command, String message) {
    Run run = Run.of(command.split(" "));
    assertThat(run.code()).as("%s", run).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("chainrule: " + message + "\n'chainrule ");
  }

  /** A definition that has no inputs keeps its own name. 3^2 = 9. */
  @Test
  void aConstantIsCalledAsTheTextCallsIt() {
    assertThat(Run.of("f(x)=x^2; g = f(3)").out()).isEqualTo("g = 9\n");
    assertThat(Run.of("f(x)=x^2; g = f(3)", "--of", "g").out()).isEqualTo("g = 9\n");
    assertThat(Run.of("f(x)=x^2; g = f(3); g - 5").out()).startsWith("f = ").contains("4\n");
  }

  /** Lists go on where they are given twice; the same word twice says nothing else. */
  /** A value that is wrong or missing is refused before anything is printed. */
  @ParameterizedTest
  @ValueSource(
      strings = {"--jacobian=foo", "--jacobian=-1", "--digits=", "--color=", "--of=", "--digits=x"})
  void aWrongValueIsRefusedAtOnce(String option) {
    Run run = Run.of("x", "x=1", option);
    assertThat(run.code()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(option.substring(0, option.indexOf('=')));
  }

  @Test
  void whatIsGivenTwiceHoldsTwice() {
    Run both = Run.of("equal", "x", "abs(x)", "--where", "x>0", "--where", "y>0");
    assertThat(both.out()).isEqualTo("equal: proved, wherever both are defined and x>0, y>0\n");
    assertThat(Run.of("diff", "x*y*z", "--by", "x", "--by=z").out())
        .isEqualTo(Run.of("diff", "x*y*z", "--by", "x,z").out())
        .contains("/dx")
        .contains("/dz");
    assertThat(Run.of("x", "--digits", "3", "--digits", "3", "--all", "--all").code()).isZero();
    assertThat(Run.of("diff", "x^2", "--order", "7").err()).contains("'chainrule diff --help'");
    assertThat(Run.of("diff", "x^2", "--hessian=foo").err()).contains("'chainrule diff --help'");
    assertThat(Run.of("diff", "x^2", "--order", "z").err()).contains("'chainrule diff --help'");
  }

  /** What the message proposes is a command line that works. */
  @Test
  void whatIsProposedWorks() {
    assertThat(Run.of("diff", "(x+y)*z", "--latex").code()).isZero();
    assertThat(Run.of("x^2", "x=3", "--verify").code()).isZero();
    assertThat(Run.of("gates", "floor").out()).startsWith("floor(x)").hasLineCount(3);
    assertThat(Run.of("--", "--x").out()).contains("f     -t1 ");
    assertThat(Run.with("f = g(x)", "run", "-", "-e", "g(u) = u^2", "x=3").out())
        .startsWith("f = x^2 = 9\n");
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void everyCommandTellsItsOptions(Command command) {
    List<String> line = new ArrayList<>();
    if (!command.word().isEmpty()) {
      line.add(command.word());
    }
    line.add("--help");
    String help = Run.of(line.toArray(String[]::new)).out();
    assertThat(help).contains(command.usage());
    for (Option option : command.options()) {
      assertThat(help).contains(option.word());
    }
    if (!command.word().isEmpty()) {
      assertThat(Run.of("help", command.word()).out()).isEqualTo(help);
      assertThat(Run.of(command.word(), "-h").out()).isEqualTo(help);
    }
  }

  @Test
  void theHelpFitsHundredColumns() {
    for (Command command : Command.values()) {
      assertThat(Help.of(command).lines()).allMatch(line -> line.length() <= 100);
    }
    assertThat(Help.text().lines()).allMatch(line -> line.length() <= 100);
  }

  /** An option that no command takes would be one that nothing explains. */
  @ParameterizedTest
  @EnumSource(Option.class)
  void everyOptionBelongsSomewhere(Option option) {
    assertThat(option.word()).startsWith("--");
    assertThat(!option.commands().isEmpty() || Command.COMMON.contains(option))
        .isEqualTo(option.isShown());
  }

  @Test
  void theManualPageIsThatOfTheTable() throws Exception {
    Path page = Path.of("docs/chainrule.1");
    Recorded.compare(page, Run.of("man").out());
    Assumptions.assumeTrue(Programs.isThere("groff", "--version"), "groff is not installed");
    Process groff =
        new ProcessBuilder("groff", "-man", "-Tascii", "-P-cbu", "-ww", page.toString()).start();
    String shown = new String(groff.getInputStream().readAllBytes());
    String complaints = new String(groff.getErrorStream().readAllBytes());
    assertThat(groff.waitFor()).isZero();
    assertThat(complaints).isEmpty();
    assertThat(shown).contains("chainrule diff").contains("EXIT STATUS");
    assertThat(Files.readString(page).lines()).allMatch(line -> line.length() <= 400);
  }
}
