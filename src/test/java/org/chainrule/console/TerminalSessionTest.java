package org.chainrule.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.chainrule.Programs;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions as a person has them: a real terminal, keys, and what the screen then shows. */
final class TerminalSessionTest {
  /** Neither foreground nor background in any of the 16, 256 or all colours. */
  private static final Pattern NO_COLOR =
      Pattern.compile("(?s)\\A((?!\u001b\\[([0-9;]*;)?([34][0-8]|9[0-7]|10[0-7])[;m]).)*\\z");

  @TempDir Path home;

  @BeforeEach
  void needsTmux() {
    Assumptions.assumeTrue(
        Programs.isThere("tmux", "-V"), "tmux is not there: no session is held in a real terminal");
  }

  private TmuxTerminal session(String... options) {
    return session(80, Map.of(), options);
  }

  private TmuxTerminal session(int columns, Map<String, String> environment, String... options) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("HOME", home.toString());
    all.put("TERM", "xterm-256color");
    all.put("LC_ALL", "C.UTF-8");
    all.putAll(environment);
    return new TmuxTerminal(new TmuxTerminal.Kind(columns, 40, all), home, options);
  }

  private Path write(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  // ---- entries ----

  @Test
  void definitionsValuesGradientsAndClaims() {
    try (TmuxTerminal terminal = session()) {
      terminal.says("f = (x+y)*z", "f = (x + y)*z", "  x, y and z have no values yet: type x = 1");
      terminal.says("x = -2; y = 5; z = -4", "x = -2   y = 5   z = -4   f = -12");
      terminal.says("f", "-12");
      terminal.says("df/dx", "-4");
      terminal.says(
          "df/dx = 3", "NO  df/dx = 3  at a multiply gate the local gradient is the other input");
      terminal.says("df/dx = -4", "ok  df/dx = -4");
      terminal.says("x = 1", "x = 1   f = -24");
      terminal.says(
          "f +* 2",
          "error[E004]: something is missing between + and *",
          "  |  f +* 2",
          "  |    ^^",
          "  = help: write a number, a name or a bracket there");
      terminal.enter("f?");
      terminal.shows(" t1    x + y      6        -4  dt1/dx = 1       x <- -4");
      terminal.ends("gradient  df/dx = -4   df/dy = -4   df/dz = 6", ">");
    }
  }

  @Test
  void anEntryGoesOnWhileABracketIsOpenOrAnOperatorWaits() {
    try (TmuxTerminal terminal = session()) {
      terminal.enter("(1");
      terminal.enter("+ 2)*");
      terminal.enter("3");
      terminal.ends("> (1", "  + 2)*", "  3", "9", ">");
      terminal.press("Up");
      terminal.ends("> (1", "  + 2)*", "  3");
    }
  }

  @Test
  void tabCompletesCommandsNamesGradientsAndFiles() throws IOException {
    write("sheets/perceptron.expr", "y = w*x + b\n");
    try (TmuxTerminal terminal = session()) {
      terminal.type(":tra");
      terminal.press("Tab");
      terminal.shows("> :trace   :trace [EXPRESSION]  the gates");
      terminal.press("C-u");
      terminal.ends(">");

      terminal.type("si");
      terminal.press("Tab");
      terminal.shows("sinh(          (Hyperbolic sine.)   size_of( (The number of entries.)");
      terminal.type("n(");
      terminal.press("C-u");
      terminal.ends(">");

      terminal.says("loss = a^2; a = 3", "loss = a^2   a = 3   loss = 9");
      terminal.type("dlo");
      terminal.press("Tab");
      terminal.type("a");
      terminal.press("Enter");
      terminal.ends("> dloss/da", "6", ">");

      terminal.type(":load sh");
      terminal.press("Tab");
      terminal.shows("> :load sheets/ ");
      terminal.press("Tab");
      terminal.shows("> :load sheets/perceptron.expr");
      terminal.press("Enter");
      terminal.ends("loaded sheets/perceptron.expr: 1 definition", ">");
    }
  }

  @Test
  void aHintFollowsTheCursorAndBracketsFindTheirPartners() {
    try (TmuxTerminal terminal = session()) {
      terminal.type("sin(");
      terminal.ends("> sin(  sin(x)  Sine, in radians.");
      terminal.type("2)");
      terminal.ends("> sin(2)");
      terminal.looks(
          "a blue function, a number in cyan, a pair of bold green brackets",
          Pattern.compile("E34msin.*E32m\\(.*E36m.*2.*E32m\\)".replace("E", "\u001b\\[(1;)?")));
    }
  }

  // ---- history ----

  @Test
  void earlierEntriesComeBackInTheSessionAndInTheNextOne() throws IOException {
    Path history = home.resolve(".local/state/chainrule/history");
    try (TmuxTerminal terminal = session()) {
      terminal.says("x = 2", "x = 2");
      terminal.says("x^2", "4");
      terminal.press("Up", "Up");
      terminal.ends("> x = 2");
      terminal.press("BSpace");
      terminal.type("5");
      terminal.press("Enter");
      terminal.ends("> x = 5", "x = 5", ">");
      terminal.press("C-r");
      terminal.type("^");
      terminal.shows("bck-i-search: ^");
      terminal.press("Enter");
      terminal.ends("> x^2", "25", ">");
      terminal.kill();
    }
    assertThat(history).hasContent("x = 2\nx^2\nx = 5\nx^2\n");
    try (TmuxTerminal terminal = session()) {
      terminal.press("Up", "Up");
      terminal.ends("> x = 5");
    }
  }

  @Test
  void historyIsKeptWhereTheVariableSaysAndHasNoAnswersToAQuiz() {
    Path history = home.resolve("elsewhere");
    try (TmuxTerminal terminal = session(80, Map.of("CHAINRULE_HISTORY", history.toString()))) {
      terminal.says("z = 3", "z = 3");
      terminal.enter(":quiz z^2");
      terminal.ends("df/dz =");
      terminal.enter("6");
      terminal.ends("df/dz = 6", "  right", "1 of 1 right at once", ">");
      terminal.press("Up");
      terminal.shows("> :quiz z^2  :quiz [EXPRESSION]  asks for each gradient");
    }
    assertThat(history).hasContent("z = 3\n:quiz z^2\n");
    assertThat(home.resolve(".local")).doesNotExist();
  }

  // ---- giving up, and leaving ----

  @Test
  void interruptionGivesUpTheEntryOrTheComputationButNotTheSession() {
    try (TmuxTerminal terminal = session()) {
      terminal.says("x = 7", "x = 7");
      terminal.type("x = 8 + (");
      terminal.ends("> x = 8 + (");
      terminal.press("C-c");
      terminal.ends("> x = 8 + (", ">");

      terminal.enter("sum(ones(2200,2200)@ones(2200,2200)@ones(2200,2200))");
      terminal.computes();
      terminal.press("C-c");
      terminal.ends("^Cgiven up", ">");
      terminal.says("x", "7");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit", "quit", ":quit", "C-d"})
  void aSessionIsLeftWithExitCodeZero(String way) {
    try (TmuxTerminal terminal = session()) {
      if (way.equals("C-d")) {
        terminal.press(way);
        terminal.ends("exit code 0");
      } else {
        terminal.enter(way);
        terminal.ends("> " + way, "exit code 0");
      }
    }
  }

  // ---- step by step ----

  @Test
  void aWalkTakesAKeyForEachGate() {
    final String keys = "space next, h hint, b back, a all, q leave";
    final String[] sum = {"forward 1 of 2  The add gate", "  t1 = x + y = -2 + 5 = 3"};
    try (TmuxTerminal terminal = session()) {
      terminal.says("x = -2; y = 5; z = -4", "x = -2   y = 5   z = -4");
      terminal.enter(":step (x+y)*z");
      terminal.ends("> :step (x+y)*z", sum[0], sum[1], keys);
      terminal.press("h");
      terminal.ends("forward 2 of 2  The multiply gate", "  f = t1*z = 3*(-4) = ?", keys);
      terminal.press("Space");
      terminal.ends("  f = t1*z = 3*(-4) = ?", "  f = t1*z = 3*(-4) = -12", keys);
      terminal.press("b");
      terminal.ends(sum[0], sum[1], keys);
      terminal.press("Right", "h");
      terminal.ends("  z <- df/dz * df/df = t1 * df/df = ?", keys);
      terminal.press("Left");
      terminal.ends("forward 2 of 2  The multiply gate", "  f = t1*z = 3*(-4) = -12", keys);
      terminal.press("q");
      terminal.ends("  f = t1*z = 3*(-4) = -12", ">");
    }
  }

  @Test
  void aQuizTakesAnswersAndGivesHints() {
    try (TmuxTerminal terminal = session()) {
      terminal.says("x = -2; y = 5; z = -4", "x = -2   y = 5   z = -4");
      terminal.enter(":quiz (x+y)*z");
      terminal.ends("df/dt1 =");
      terminal.enter("7");
      terminal.ends("df/dt1 = 7", "  no, this does not follow; ? gives a hint", "df/dt1 =");
      terminal.enter("?");
      terminal.ends("  f = t1*z sends down its local gradient df/dt1 = z, times df/df", "df/dt1 =");
      terminal.enter("?");
      terminal.ends("df/dt1 = ?", "  it is -4", "df/dx =");
      terminal.enter("-4");
      terminal.ends("df/dx = -4", "  right", "df/dy =");
      terminal.enter("stop");
      terminal.ends("df/dy = stop", "1 of 2 right at once", ">");
    }
  }

  // ---- terminals ----

  @Test
  void aDumbTerminalIsWrittenToLineByLine() {
    try (TmuxTerminal terminal = session(80, Map.of("TERM", "dumb"))) {
      terminal.says("x = 2", "x = 2");
      terminal.enter("(x");
      terminal.hasCursorBehind(2);
      terminal.enter("+ 3)");
      terminal.ends("> (x", "  + 3)", "5", ">");
      terminal.type("x = 9");
      terminal.ends("> x = 9");
      terminal.press("C-c");
      terminal.ends("> x = 9^C", ">");
      terminal.enter("sum(ones(2200,2200)@ones(2200,2200)@ones(2200,2200))");
      terminal.computes();
      terminal.press("C-c");
      terminal.ends("^Cgiven up", ">");
      terminal.enter(":step x^2");
      terminal.ends("the gradient", "  df/dx = 4", ">");
      terminal.enter(":quiz x^2");
      terminal.ends("df/dx =");
      terminal.press("C-d");
      terminal.ends("df/dx =", ">");
      terminal.press("C-d");
      terminal.ends(">", "exit code 0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense-42", "vt100"})
  void otherTerminalsDoWhatTheyCan(String type) {
    try (TmuxTerminal terminal = session(80, Map.of("TERM", type))) {
      terminal.ends(
          "chainrule: type an expression such as (x+y)*z, :help for help, Ctrl-D to leave", ">");
      terminal.says("x = 2", "x = 2");
      terminal.press("Up");
      terminal.ends("> x = 2");
    }
  }

  @Test
  void nothingIsColouredWhereNobodyWantsColours() {
    try (TmuxTerminal terminal = session(80, Map.of("NO_COLOR", "1"))) {
      terminal.says("x = 2", "x = 2");
      terminal.enter(":trace sin(x)^2");
      terminal.shows("gradient  df/dx = -0.7568");
      terminal.enter(":step x^2");
      terminal.press("a");
      terminal.ends("  df/dx = 4", ">");
      terminal.type("cos(1)*(2");
      terminal.shows("> cos(1)*(2");
      terminal.looks("no colours", NO_COLOR);
    }
  }

  @Test
  void narrowTerminalsWrapWhatIsLong() {
    try (TmuxTerminal terminal = session(20, Map.of())) {
      terminal.type("100000 + 200000 + 300000");
      terminal.ends("> 100000 + 200000 +", "300000");
      terminal.press("Home");
      terminal.type("1 + ");
      terminal.press("Enter");
      terminal.ends("> 1 + 100000 + 20000", "0 + 300000", "600001", ">");
      terminal.type("si");
      terminal.press("Tab");
      terminal.shows("sin( (Sine, in rad");
      terminal.type("nh(0)");
      terminal.press("Enter");
      terminal.ends("> sinh(0)", "0", ">");
    }
  }

  @Test
  void answersKeepToTheWidthAndTipsToTheLine() {
    try (TmuxTerminal terminal = session(40, Map.of())) {
      terminal.says("w = 2; x = 3", "w = 2   x = 3");
      terminal.enter(":verify w*x + 1");
      terminal.ends(
          "f = t1 + 1",
          "  value        7",
          "  upstream     1",
          "  differences  1 ok",
          "  local        df/dt1 = 1",
          "  t1 <-        1",
          "",
          "gradient  df/dw = 3   df/dx = 2",
          "",
          "differences  df/dw = 3 ok",
          "             df/dx = 2 ok",
          "4 of 4 gradients agree with central",
          "  differences",
          ">");
      terminal.enter("가중치 = w + x + w + x + w + x + w + 1");
      terminal.ends("가중치 = 18", ">");
      terminal.type("가중치");
      terminal.ends("> 가중치  = w + x + w + x + w + x + ...");
      terminal.press("C-u");
      terminal.says("가중치 + 1", "19");
    }
  }

  @Test
  void aTerminalThatDoesNotKnowItsSizeHasTheUsualOne() {
    try (TmuxTerminal terminal = session(0, Map.of())) {
      terminal.says("x = 2", "x = 2");
      terminal.type("si");
      terminal.press("Tab");
      terminal.shows("sinh(          (Hyperbolic sine.)   size_of( (The number of entries.)");
    }
  }

  // ---- what is carried out first ----

  @Test
  void anRcFileIsCarriedOutUnlessItIsLeftOut() throws IOException {
    Path rc = write(".config/chainrule/rc", "x = 2\n\ny = 3 +* 4\n:set digits 3\n");
    try (TmuxTerminal terminal = session(120, Map.of())) {
      terminal.shows("error[E004]: something is missing between + and *\n  --> " + rc + ":3:7\n");
      terminal.says("x/3", "0.667");
    }
    try (TmuxTerminal terminal = session("--no-rc")) {
      terminal.enter("x");
      terminal.shows("x has no value");
    }
  }
}
