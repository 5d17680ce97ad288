package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineTest {

  /** Commands in the README, each followed by what it prints. */
  @Test
  void theReadmePrintsWhatTheProgramPrints() throws IOException {
    Pattern block =
        Pattern.compile("```console\\n\\$ \\./chainrule (.*?)\\n(.*?)```", Pattern.DOTALL);
    Matcher matcher = block.matcher(Files.readString(Path.of("README.md")));
    int commands = 0;
    while (matcher.find()) {
      commands++;
      Run run = Run.of(words(matcher.group(1)));
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).as(matcher.group(1)).isEqualTo(matcher.group(2));
    }
    assertThat(commands).isGreaterThanOrEqualTo(4);
  }

  /** Splits as a shell does where only single quotes are used. */
  private static String[] words(String command) {
    Matcher word = Pattern.compile("'([^']*)'|(\\S+)").matcher(command);
    return word.results()
        .map(found -> found.group(1) != null ? found.group(1) : found.group(2))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "(x+y)*z x=-2 y=5 z=-4                | 0",
        "(x+y)*z                              | 0",
        "-x^2 x=3                             | 0",
        "x^2 x=3 --verify                     | 0",
        "relu(x) x=0 --verify                 | 0",
        "(x+                                  | 2",
        "x*y x=1                              | 2",
        "x*y x=1 y=z                          | 2",
        "x*y x=1 y=2 z=3                      | 2",
        "x*y 3                                | 2",
        "x^2 x=1 x=2                          | 2",
        "x --nonsense                         | 64",
        "x --digits                           | 64",
        "x --digits abc                       | 64",
        "x --digits 0                         | 64",
        "x x=1 --color sometimes              | 64",
        "x --verify                           | 64",
        "run                                  | 64",
        "run no/such/file.expr                | 66",
        "run src                              | 66",
        "explain E999                         | 64",
        "explain                              | 64",
        "explain e001                         | 0",
        "gates                                | 0",
        "--help                               | 0",
        "--version                            | 0",
        "x*y --of q                           | 2",
      })
  void exitCodes(String command, int code) {
    Run run = Run.of(words(command));
    assertThat(run.code()).as("%s", run).isEqualTo(code);
    assertThat(run.err()).doesNotContain("Exception");
    assertThat(run.err().isEmpty()).isEqualTo(code == 0);
  }

  @Test
  void valuesMayBeConstantExpressions() {
    assertThat(Run.of("x*t", "x=1/3", "t=3*pi", "--digits", "full").out())
        .contains("x*t = 3.141592653589793");
  }

  @Test
  void severalTextsAreOneSheet() {
    Run run =
        Run.of("-e", "f = g(q)*z", "-e", "q = x + y", "-e", "g(u) = 2u", "x=-2", "y=5", "z=-4");
    assertThat(run.out()).contains("= -24").contains("df/dz = 6");
  }

  @Test
  void anyNodeCanBeTheOutput() {
    assertThat(Run.of("-e", "q = x + y; f = q*z", "x=1", "y=2", "z=3", "--of", "q").out())
        .startsWith("q = x + y = 3\n")
        .contains("dq/dx = 1   dq/dy = 1   dq/dz = 0");
    assertThat(Run.of("(x + y)*z", "x=1", "y=2", "z=3", "--of", "x + y").out()).contains("= 3\n");
  }

  @Test
  void aValueOnTheCommandLineReplacesOneInTheText() {
    assertThat(Run.of("f = x^2; x = 3", "x=5").out()).startsWith("f = x^2 = 25\n");
  }

  @Test
  void statementsComeFromStandardInput() {
    assertThat(Run.with("q = x + y\nq*2\nx = 1, y = 2\n").out()).startsWith("f = q*2 = 6\n");
    assertThat(Run.with("x^2", "run", "-", "x=3").out()).startsWith("f = x^2 = 9\n");
  }

  /** Names and nesting are those of section 7 of the design. */
  @Test
  void jsonOfTheTrace() {
    assertThat(Run.of("(x+y)*z", "x=-2", "y=5", "z=-4", "--json").out())
        .isEqualTo(
            "{'schema':'chainrule.trace/1','output':'f','value':-12,'nodes':[".replace('\'', '"')
                + ("{'id':'t1','gate':'+','expression':'x + y','operands':['x','y'],'value':3,"
                        + "'upstream':-4,'edges':[{'operand':'x','local':1,'localFormula':'1',"
                        + "'downstream':-4},{'operand':'y','local':1,'localFormula':'1',"
                        + "'downstream':-4}]},{'id':'f','gate':'*','expression':'t1*z',"
                        + "'operands':['t1','z'],'value':-12,'upstream':1,'edges':[{'operand':'t1',"
                        + "'local':-4,'localFormula':'z','downstream':-4},{'operand':'z','local':3,"
                        + "'localFormula':'t1','downstream':3}]}],'inputs':{'x':-2,'y':5,'z':-4},"
                        + "'gradient':{'x':-4,'y':-4,'z':3},'notes':[]}\n")
                    .replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'id':1,'text':'(x+y)*z','at':{'x':-2,'y':5,'z':-4},'by':['x'],'want':['value','gradient','formula']} | {'id':1,'value':-12,'gradient':{'x':-4},'formula':{'x':'z'}}",
        "{'id':'a','text':'x^2','at':[{'x':1},{'x':3}]} | {'id':'a','value':[1,9],'gradient':[{'x':2},{'x':6}]}",
        "{'text':'x^2; x = 4'} | {'value':16,'gradient':{'x':8}}",
        "{'text':'log(x)','at':{'x':0}} | {'value':'-Infinity','gradient':{'x':'Infinity'}}",
        "{'id':2,'text':'x = = 2'} | {'id':2,'error':{'code':'E011','message':'= stands here twice','line':1,'column':3,'help':'write = once to equate; == claims that two formulas are equal'}}",
        "{'id':3,'text':'x*y','at':{'x':1}} | {'id':3,'error':{'code':'E104','message':'y has no value','help':'add y=1, or give no values at all to see formulas'}}",
      })
  void pipeAnswers(String request, String answer) {
    Run run = Run.with(request.replace('\'', '"') + "\n", "pipe");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo(answer.replace('\'', '"') + "\n");
  }

  @Test
  void anUnknownFieldOfARequestIsNamed() {
    assertThat(Run.with("{\"text\":\"x\",\"wants\":\"value\"}", "pipe").out())
        .contains("E201")
        .contains("there is no field 'wants'; did you mean 'want'?");
  }

  @Test
  void aBadLineOfPipeNeverStopsTheOthers() {
    Run run =
        Run.with("rubbish\n{\"id\":1}\n[]\n\n{\"id\":2,\"text\":\"x\",\"at\":{\"x\":7}}\n", "pipe");
    assertThat(run.out().lines()).hasSize(4);
    assertThat(run.out()).endsWith("{\"id\":2,\"value\":7,\"gradient\":{\"x\":1}}\n");
  }

  @Test
  void arbitraryBytesEndInAnErrorMessage() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      Run run = Run.with(bytes, "run", "-");
      assertThat(run.code()).as("seed 3, run %d: %s", i, run).isIn(0, 2);
      Run pipe = Run.with(bytes, "pipe");
      assertThat(pipe.code()).as("seed 3, run %d: %s", i, pipe).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Broken pipe", "No space left on device"})
  void anOutputThatCannotBeWritten(String reason) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(reason);
          }
        };
    java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
    int code =
        new CommandLine(
                java.io.InputStream.nullInputStream(),
                new Output(broken),
                new Output(err),
                new Terminal(false, false))
            .run(new String[] {"x*y"});
    boolean closed = reason.equals("Broken pipe");
    assertThat(code).isEqualTo(closed ? 0 : 74);
    assertThat(err.toString(java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(closed ? "" : "chainrule: the output cannot be written: " + reason + "\n");
  }

  @Test
  void aMillionTermsAreTraced() {
    StringBuilder text = new StringBuilder("x");
    text.append(" + x".repeat(999_999));
    Run run = Run.with(text.toString(), "run", "-", "x=2");
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("f = 2000000\n").contains("df/dx = 1000000");
  }

  @Test
  void findingsAreNoted() {
    assertThat(Run.of("q = log(x); q*2", "x=-1").out()).contains("log(-1) is undefined at node q");
    assertThat(Run.of("1/x", "x=0").out()).contains("note: 1/0 is infinite at node f");
    assertThat(Run.of("exp(x)", "x=1000").out()).contains("exp(1000) is beyond 1.8e308");
    assertThat(Run.of("max(x, y)", "x=2", "y=2").out()).contains("a tie");
    assertThat(Run.of("relu(x)", "x=0").out()).contains("relu'(0) = 0");
    assertThat(Run.of("sqrt(x)", "x=0").out()).contains("df/dx is infinite");
    assertThat(Run.of("1/2x", "x=1").out()).contains("note: 1/2x is read from left to right");
  }

  @Test
  void colorsAreThoseOfTheLecture() {
    assertThat(Run.of("x*y", "x=2", "y=3", "--color", "always").out())
        .contains("\u001b[32m6\u001b[0m")
        .contains("\u001b[31m3\u001b[0m");
    assertThat(Run.of("x*y", "x=2", "y=3").out()).doesNotContain("\u001b");
  }

  @Test
  void tracesStayWithinEightyColumns() {
    List<String[]> commands =
        List.of(
            words("'1/(1+exp(-(w0*x0+w1*x1+w2)))' w0=2 x0=-1 w1=-3 x1=-2 w2=-3 --explain"),
            words("'1/(1+exp(-(w0*x0+w1*x1+w2)))' w0=2 x0=-1 w1=-3 x1=-2 w2=-3 --verify"),
            words("'(x+sigmoid(y))/(sigmoid(x)+(x+y)^2)' x=3 y=-4 --digits 6"));
    for (String[] command : commands) {
      assertThat(Run.of(command).out().lines()).allMatch(line -> line.length() <= 80);
    }
  }
}
