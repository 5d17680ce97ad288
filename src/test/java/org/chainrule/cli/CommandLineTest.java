package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    Matcher word = Pattern.compile("('[^']*'|[^\\s'])+").matcher(command);
    return word.results().map(found -> found.group().replace("'", "")).toArray(String[]::new);
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
        "diff                                 | 64",
        "diff x*y --by q                      | 2",
        "diff 3                               | 64",
        "diff x^2 --order 0                   | 64",
        "diff x^2 --order 2                   | 0",
        "diff test-expressions/neuron.expr    | 0",
        "diff no/such/file.expr               | 66",
        "diff sum(W^3) W=[1,2] --order 2      | 2",
        "equal x+y y+x                        | 0",
        "equal x                              | 64",
        "check                                | 64",
        "check no/such/sheet.hw               | 66",
        "check --explain-file                 | 0",
        "check test-expressions/neuron.expr   | 0",
        "check test-expressions/neuron.expr --report word | 64",
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

  /** The sign of a zero decides on which side of a pole it lies: 1/-0 is -Infinity (IEEE 754). */
  @Test
  void theSignOfZeroSurvivesJson() {
    String pipe =
        """
        {"text":"1/x","at":[{"x":-0},{"x":-0.0},{"x":0},{"x":-0e5}],"want":"value"}
        {"text":"x*y","at":{"x":-0.0,"y":4},"want":["value","gradient"]}
        {"text":"1/x[1]","at":{"x":[-0,2]},"want":"value"}
        {"text":"x'","at":{"x":[[-0.0,1]]},"want":"value"}
        """;
    assertThat(Run.with(pipe, "pipe").out())
        .isEqualTo(
            """
            {"value":["-Infinity","-Infinity","Infinity","-Infinity"]}
            {"value":-0.0,"gradient":{"x":4,"y":-0.0}}
            {"value":"-Infinity"}
            {"value":[-0.0,1]}
            """);
    assertThat(Run.of("x*y", "x=-0", "y=3", "--json").out())
        .contains("\"value\":-0.0,\"nodes\"")
        .contains("\"inputs\":{\"x\":-0.0,\"y\":3}")
        .contains("\"operand\":\"y\",\"local\":-0.0")
        .contains("\"gradient\":{\"x\":3,\"y\":-0.0}");
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
    assertThat(Run.with("q = x + y\nq*2\nx = 1, y = 2\n").out()).isEqualTo("6\n");
    assertThat(Run.with("q = x + y\nf = q*2\nx = 1, y = 2\n").out()).startsWith("f = q*2 = 6\n");
    assertThat(Run.with("q*2\nq = x + y\nx = 1, y = 2\n", "--json").out())
        .startsWith("{\"schema\":\"chainrule.trace/1\"");
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

  /** A matrix of numbers that cancels, or becomes ones, is no number; by hand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "y*sum([0, 1; 1, 2]^0)   | df/dy = sum([0, 1; 1, 2]^0)",
        "y*sum([1, 2] - [1, 2])  | df/dy = sum([1, 2] - [1, 2])",
        "y^2*sum([1, 2])         | df/dy = 2*y*sum([1, 2])",
      })
  void matricesOfNumbersKeepTheirShape(String text, String formula) {
    assertThat(Run.of("diff", text).out()).startsWith(formula);
  }

  /** What is written otherwise on paper; only what has no value can have been meant otherwise. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "xy + x + y           | note: xy is one name; did you mean x*y?",
        "q = x + y; f = qz*z  | note: qz is one name; did you mean q*z?",
        "a*x^2 + bx; b = 1/c  | note: bx is one name; did you mean b*x?",
        "sinx                 | note: sinx is one name; did you mean sin(x)?",
        "log2x                | note: log2x is one name; did you mean log2(x)?",
        "w₀x₀                 | note: w0x0 is one name; did you mean w0*x0?",
        "w^T @ x              | note: w^T is a power with the exponent T; the transpose is written w'",
        "1 < x < 3            | note: 1 < x is 1 or 0 before it is compared again; for both at once",
        "2*(1 < x == 1)       | ",
        "2*(1 == x < 3)       | note: 1 == x is 1 or 0 before it is compared again; for both at once",
        "(1 < x)*(x < 3)      | ",
        "x*y + xy_1           | ",
        "cost + logit + T^2   | ",
        "f = x^2; f(2)        | note: f is not a function, so f(2) is a product; a function is defined as f(x)",
        "x(-3)                | note: x is not a function, so x(-3) is a product; a function is defined as x(u)",
        "x(y + 1)             | ",
        "x^2; x^3             | note: x^2 has no name and is not the last expression, so it is not shown",
        "x^2; x^3; output x^2 | ",
        "d/dx*x^2             | note: dx is one name; did you mean d/dx (...)?",
      })
  void readingsOtherThanOnPaperAreNoted(String text, String note) {
    for (Run run : List.of(Run.of(text), Run.with(text.replace("; ", "\n"), "run", "-"))) {
      assertThat(run.code()).isZero();
      if (note == null) {
        assertThat(run.out()).doesNotContain("note: ");
      } else {
        assertThat(run.out()).contains(note);
      }
    }
    assertThat(Run.of("diff", text).out()).contains(note == null ? "df/d" : note);
  }

  @Test
  void namesThatHaveAValueMeanWhatTheySay() {
    assertThat(Run.of("xy + x + y", "xy=1", "x=2", "y=3").out()).doesNotContain("note: ");
    assertThat(Run.of("w^T + sinx", "w=2", "T=3", "sinx=1").out()).doesNotContain("note: ");
  }

  /** A function alone is shown, of inputs with the names of its parameters. */
  @Test
  void aFunctionAsAHeadingIsShown() {
    String heading = "f(x,y,z) = (x+y)z";
    assertThat(Run.of(heading, "x=-2", "y=5", "z=-4").out())
        .startsWith("f = (x + y)*z = -12\n")
        .contains("gradient  df/dx = -4   df/dy = -4   df/dz = 3\n");
    assertThat(Run.of(heading).out()).startsWith("f = (x + y)*z\n");
    assertThat(Run.of("diff", heading, "--by", "x").out()).isEqualTo("df/dx = z\n");
    assertThat(Run.with(heading + "\nx = -2, y = 5, z = -4\ndf/dx = -4\n", "check", "-").code())
        .isZero();
    assertThat(Run.with(heading + "\nx = -2; y = 5; z = -4\n").out())
        .startsWith("f = (x + y)*z = -12\n");
    assertThat(Run.of("h(u) = g(u) + 1; g(v) = v^2", "u=3").out()).startsWith("f = u^2 + 1 = 10\n");
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

  // ---- matrices ----

  private static final String[] NORM =
      words("'sum((W @ x)^2)' W='[0.1,0.5;-0.3,0.8]' x='[0.2,0.4]'");

  /** CS231n, lecture 4: the vectorised example. */
  @Test
  void theSquaredNormOfAProduct() {
    assertThat(Run.of(NORM).out())
        .startsWith("f = sum((W @ x)^2) = 0.116\n")
        .contains("t1 = W @ x")
        .contains("2x1\n")
        .contains("upstream  [0.44, 0.52]")
        .contains("local     up -> up @ x'\n  W <-      [0.088, 0.176; 0.104, 0.208]")
        .contains("dt2/dt1 = diag(2*t1) = diag([0.44, 0.52])")
        .contains("df/dx = [-0.112, 0.636]");
  }

  @Test
  void jsonOfMatrices() {
    String[] command = java.util.Arrays.copyOf(NORM, NORM.length + 1);
    command[NORM.length] = "--json";
    assertThat(Run.of(command).out().replace('"', '\''))
        .contains("'value':[0.22000000000000003,0.26000000000000006]")
        .contains("'shape':'2x1'")
        .contains("'localKind':'pullback','localFormula':'up @ x''")
        .contains("'localKind':'diagonal','local':[0.44000000000000006,0.5200000000000001]")
        .contains("'W':[[0.1,0.5],[-0.3,0.8]],'x':[0.2,0.4]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'text':'sum((W @ x)^2)','at':{'W':[[1,2],[3,4]],'x':[1,1]}} | {'value':58,'gradient':{'W':[[6,6],[14,14]],'x':[48,68]}}",
        "{'text':'sum(x)','at':[{'x':[1,2]},{'x':[[1,2,3]]},{'x':5}],'by':'x'} | {'value':[3,6,5],'gradient':[{'x':[1,1]},{'x':[[1,1,1]]},{'x':1}]}",
        "{'text':'2*x','at':{'x':[1,2]},'want':'value'} | {'value':[2,4]}",
        "{'id':7,'text':'2*x','at':{'x':[1,2]}} | {'id':7,'error':{'code':'E117','message':'the output 2*x is 2x1; a gradient needs one number','line':1,'column':1,'help':'did you mean sum(2*x) or norm(2*x)?'}}",
        "{'id':8,'text':'x','at':{'x':[[1],[2,3]]}} | {'id':8,'error':{'code':'E201','message':'the rows of x must be equally long'}}",
        "{'id':9,'text':'s[y]','at':{'s':[4,5,6],'y':2}} | {'id':9,'value':5,'gradient':{'s':[0,1,0],'y':0}}",
        "{'id':10,'text':'s[y]','at':{'s':[4,5,6],'y':4},'want':'value'} | {'id':10,'error':{'code':'E118','message':'there is no entry 4','line':1,'column':1,'help':'the last entry is 3; the matrix is 3x1'}}",
      })
  void pipeTakesAndGivesArrays(String request, String answer) {
    Run run = Run.with(request.replace('\'', '"') + "\n", "pipe");
    assertThat(run.out()).isEqualTo(answer.replace('\'', '"') + "\n");
  }

  @Test
  void valuesComeFromFiles(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("w.csv");
    Files.writeString(file, "# weights\n0.1, 0.5\n\n\"-0.3\", \"+8e-1\" \n");
    assertThat(Run.of("sum((W @ x)^2)", "W=@" + file, "x=[0.2, 0.4]").out())
        .contains("df/dW = [0.088, 0.176; 0.104, 0.208]");
    assertThat(Run.of("x^2", "x=@" + folder.resolve("none.csv")).code()).isEqualTo(66);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b;1,2     | entry 1 of row 1 of w.csv is 'a', not a number",
        "1,2;3       | w.csv has 2 entries in its first row, 1 in row 2",
        "1,2;3,      | entry 2 of row 2 of w.csv is empty",
        "#           | w.csv holds no numbers",
        "1,2;3,0x1f  | entry 2 of row 2 of w.csv is '0x1f', not a number",
        "1,2;\"3\"4,5  | w.csv is no table of numbers after row 1",
      })
  void filesThatAreNotNumbers(String lines, String message, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("w.csv");
    Files.writeString(file, lines.replace(';', '\n'));
    Run run = Run.of("sum(W)", "W=@" + file);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().replace(folder + "/", "")).contains("error[E121]: " + message);
  }

  @Test
  void jacobiansSayTheirOrder() {
    assertThat(Run.of("W @ x", "W=[1, 2; 3, 4]", "x=[5, 6]", "--jacobian").out())
        .isEqualTo(
            """
            f = [17, 39]

            Jacobian df/dW  2x4
              rows f[1], f[2]; columns W[1,1], W[1,2], W[2,1], W[2,2]
                5  6  0  0
                0  0  5  6

            Jacobian df/dx  2x2
              rows f[1], f[2]; columns x[1], x[2]
                1  2
                3  4
            """);
    assertThat(Run.of("sum(x^2)", "x=ones(30)", "--jacobian").out())
        .contains("Jacobian dt1/dx  30x30  left out; --jacobian=900 shows it");
    assertThat(Run.of("sum(x^2)", "x=ones(30)", "--jacobian=900").out())
        .contains("rows t1[1], t1[2], t1[3], t1[4], ..., t1[30]");
  }

  @Test
  void readingsOfMatricesThatMayNotBeMeantAreNoted() {
    assertThat(Run.of("sum(W*x)", "W=[1, 2; 3, 4]", "x=[1, 2]").out())
        .contains("with x repeated to 2x2; the matrix product is W @ x");
    assertThat(Run.of("sum(x + x')", "x=[1, 2]").out())
        .contains("x + x' is 2x2: the 2x1 and the 1x2 operand are both repeated");
    assertThat(Run.of("x'*3", "x=2").out()).contains("x is one number");
    assertThat(Run.of("sum(W @ x)").out()).contains("W mxn, x nxk");
    assertThat(Run.of("step(w'*x)", "w=1", "x=2").out())
        .contains("backpropagation cannot train what is below");
    assertThat(Run.of("cross_entropy(s, y)", "s=[1, 2]", "y=[1, 1]").out())
        .contains("do not sum to 1 but to 2");
    assertThat(Run.of("max(x)", "x=[2, 2]").out()).contains("a tie");
  }

  @Test
  void arbitraryTextsOfMatricesEndInAnErrorMessage() {
    List<String> tokens =
        List.of(
            "[",
            "]",
            "[",
            "]",
            "(",
            ")",
            "[[",
            "]]",
            "1",
            "2",
            "0.5",
            "x",
            "W",
            "x",
            "W",
            "@",
            "@",
            "'",
            ",",
            ",",
            ";",
            ":",
            "+",
            "*",
            "-",
            "^2",
            "/",
            " = ",
            "\n",
            "sum(",
            "softmax(",
            "max(",
            "diag(",
            "trace(",
            "norm(",
            "rowsum(",
            "logsumexp(",
            "cross_entropy(",
            "block_like(",
            "place_in(",
            "onehot(",
            "W[1,",
            "x[",
            "W[:,",
            "eye(2)",
            "ones(2)",
            "[1, 2; 3, 4]",
            "[1, 2]",
            "sigmoid(",
            "where(",
            "sum(W @ x)",
            "(W @ x)");
    int fine = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      int depth = 0;
      for (int i = random.nextInt(12); i >= 0; i--) {
        String token = tokens.get(random.nextInt(tokens.size()));
        depth += token.endsWith("(") ? 1 : 0;
        text.append(token);
      }
      text.append(")".repeat(depth));
      String sheet = random.nextBoolean() ? "sum(" + text + ")" : text.toString();
      Run run = Run.with(sheet + "\nx = [1, 2]\nW = [1, 2; 3, 4]\n", "run", "-");
      assertThat(run.code()).as("seed %d: %s\n%s", seed, sheet, run).isIn(0, 2);
      fine += run.code() == 0 ? 1 : 0;
    }
    assertThat(fine).isGreaterThan(100);
  }

  // ---- formulas ----

  @Test
  void whatIsTooLargeToBeSimplifiedSaysSo() {
    String nested = "sin(x*".repeat(1_000) + "x" + ")".repeat(1_000);
    assertThat(Run.of("diff", nested).out())
        .contains("\nnote: written out it has more than 1500 parts");
    assertThat(Run.of("diff", "sin(x*x)").out()).doesNotContain("note:");
  }

  @Test
  void derivativesAsFormulas() {
    assertThat(Run.of("diff", "1/(1+exp(-(w0*x0+w1*x1+w2)))", "--by", "w0,w2").out())
        .isEqualTo(
            """
            s = 1/(1 + exp(-(w0*x0 + w1*x1 + w2)))
            df/dw0 = x0*s*(1 - s)
            df/dw2 = s*(1 - s)
            """);
    assertThat(Run.of("diff", "x^2*y", "--hessian").out())
        .isEqualTo(
            """
            d^2f/dx^2 = 2*y
            d^2f/(dx dy) = 2*x
            d^2f/(dy dx) = 2*x
            d^2f/dy^2 = 0
            """);
    assertThat(Run.of("diff", "x^2*y", "--hessian=upper").out())
        .isEqualTo(
            """
            d^2f/dx^2 = 2*y
            d^2f/(dx dy) = 2*x
            d^2f/dy^2 = 0

            note: the other triangle of the Hessian is the same by symmetry; --hessian=full prints it too
            """);
    assertThat(Run.of("diff", "x^2*y", "--hessian=lower", "--json").out())
        .contains("[\"x\",\"x\"]", "[\"y\",\"x\"]", "[\"y\",\"y\"]", "by symmetry")
        .doesNotContain("[\"x\",\"y\"]");
    assertThat(Run.of("diff", "x^2*y", "--hessian=left").err()).contains("full, upper or lower");
    assertThat(Run.of("diff", "x^5", "--order", "3").out()).isEqualTo("d^3f/dx^3 = 60*x^2\n");
    assertThat(Run.of("diff", "x*sin(x)", "--raw").out()).isEqualTo("df/dx = sin(x) + x*cos(x)\n");
    assertThat(Run.of("diff", "x/x").out()).isEqualTo("df/dx = 0\n\nnote: only where x != 0\n");
    assertThat(Run.of("diff", "floor(x)").out())
        .contains("df/dx = 0")
        .contains("floor has gradient");
    assertThat(Run.of("diff", "x^2/w_1", "--latex", "--by", "x").out())
        .isEqualTo("\\frac{\\partial f}{\\partial x} &= \\frac{2 x}{w_{1}}\n");
    assertThat(Run.of("diff", "x^2", "--json").out().replace('"', '\''))
        .isEqualTo(
            "{'schema':'chainrule.diff/1','output':'f','let':{},'derivatives':[{'by':['x'],"
                + "'formula':'2*x','latex':'2 x'}],'conditions':[],'notes':[]}\n");
  }

  /** Mixed derivatives are one formula, whichever comes first. */
  @ParameterizedTest
  @ValueSource(
      strings = {"sin(x*y)*exp(y/z)", "tanh(x*y + z)*y", "x^y/(z + x*y)", "log(x/y + z^2)*x"})
  void equalEntriesOfAHessianArePrintedEqually(String text) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (String line : Run.of("diff", text, "--hessian").out().split("\n")) {
      Matcher mixed = Pattern.compile("d\\^2f/\\(d(.) d(.)\\) = (.*)").matcher(line);
      if (mixed.matches()) {
        String pair = mixed.group(1) + mixed.group(2);
        String turned = mixed.group(2) + mixed.group(1);
        entries.put(pair, mixed.group(3));
        assertThat(mixed.group(3)).isEqualTo(entries.getOrDefault(turned, mixed.group(3)));
      }
    }
    assertThat(entries).hasSize(6);
  }

  @Test
  void aDerivationAsLatex() {
    assertThat(Run.of("diff", "1/(1 + exp(-x))", "--steps", "--latex").out())
        .isEqualTo(
            """
            \\frac{\\partial f}{\\partial x} &= \\frac{\\partial}{\\partial x}\\left(\\frac{1}{1 + e^{-x}}\\right) \\\\
            &= \\frac{-1}{\\left(1 + e^{-x}\\right)^{2}} \\frac{\\partial}{\\partial x}\\left(1 + e^{-x}\\right) && \\text{reciprocal rule, chain rule} \\\\
            &= \\frac{-1}{\\left(1 + e^{-x}\\right)^{2}} \\frac{\\partial}{\\partial x}\\left(e^{-x}\\right) && \\text{sum rule} \\\\
            &= \\frac{-1}{\\left(1 + e^{-x}\\right)^{2}} e^{-x} \\frac{\\partial}{\\partial x}\\left(-x\\right) && \\text{derivative of exp, chain rule} \\\\
            &= \\frac{1}{\\left(1 + e^{-x}\\right)^{2}} e^{-x} && \\text{constant factor rule} \\\\
            &= s \\left(1 - s\\right) && \\text{substitute $s = \\frac{1}{1 + e^{-x}}$}
            """);
  }

  @Test
  void latexSaysWhatItsSignsMean() {
    assertThat(
            Run.of(
                    "diff",
                    "sum((x - y)^2*w)",
                    "x=[1,2]",
                    "y=[1,1]",
                    "w=[3,4]",
                    "--by",
                    "w",
                    "--latex")
                .out())
        .isEqualTo(
            """
            \\frac{\\partial f}{\\partial w} &= \\left(x - y\\right)^{\\odot 2}
            % note: \\odot is the product entry by entry, \\oslash the quotient, x^{\\odot 2} the power
            """);
    assertThat(Run.of("diff", "x_1*x1^2", "--latex").out())
        .contains("\\partial \\mathit{x\\_1}} &= x_{1}^{2}", "\\partial x_{1}} &= 2 ");
  }

  @Test
  void aDerivationNamesItsRules() {
    assertThat(Run.of("diff", "x^2*sin(x)", "--steps").out())
        .isEqualTo(
            """
            df/dx = d/dx (x^2*sin(x))
                  = sin(x)*d/dx (x^2) + x^2*d/dx (sin(x))    # product rule
                  = sin(x)*(2*x) + x^2*d/dx (sin(x))    # power rule
                  = sin(x)*(2*x) + x^2*cos(x)    # derivative of sin
                  = x*(2*sin(x) + x*cos(x))    # take out the common factor
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(x+1)^2              | x^2 + 2x + 1        |           | 0 | equal: proved",
        "sin(x)^2 + cos(x)^2  | 1                   |           | 0 | equal: proved",
        "1/(1+exp(-x))        | exp(x)/(1 + exp(x)) |           | 0 | equal: proved",
        "sqrt(x^2)            | x                   |           | 1 | not equal: at x = -1 they are 1 and -1",
        "sqrt(x^2)            | x                   | x > 0     | 0 | equal: proved, wherever both are defined and x > 0",
        "max(x, 1)            | max(1, x)           | max(x,2)>0, x<9 | 2 | undecided: they agree at all",
        "relu(x)              | x                   |           | 1 | not equal: at x = -1",
        "max(x, y)            | x                   |           | 1 | not equal: at x = 1, y = 2 they are 2 and 1",
        "x^2*y                | x*y^2               |           | 1 | not equal: at x = 1, y = 2 they are 2 and 4",
        "1e-3*x               | 1.0000001e-3*x      |           | 1 | not equal: at x = 1",
        "relu(x - 50)         | 0                   |           | 1 | not equal",
        "log(x*y)             | log(x) + log(y)     | x>0, y>0  | 0 | equal: proved",
        "x^2                  | 1                   | x==2      | 1 | not equal: at x = 2 they are 4 and 1",
        "log(-abs(x))         | 1                   |           | 2 | undecided: there are only 0 points",
      })
  void equalityOfFormulas(String a, String b, String where, int code, String answer) {
    Run run = where == null ? Run.of("equal", a, b) : Run.of("equal", a, b, "--where", where);
    assertThat(run.out()).startsWith(answer);
    assertThat(run.code()).isEqualTo(code);
  }

  @Test
  void pipeGivesFormulasThatReadBack() {
    assertThat(
            Run.with(
                    "{\"text\":\"1/(1+exp(-(w*x+b)))\",\"want\":\"formula\",\"by\":[\"w\"]}\n",
                    "pipe")
                .out())
        .isEqualTo("{\"formula\":{\"w\":\"s = 1/(1 + exp(-(w*x + b))); x*s*(1 - s)\"}}\n");
  }

  @Test
  void homeworkIsJudged(@TempDir Path folder) throws IOException {
    String sheet = "f = x*y\nx = 3, y = 7\n";
    assertThat(Run.with(sheet + "df/dx = 7", "check", "-").code()).isZero();
    assertThat(Run.with(sheet + "df/dx = 3", "check", "-").code()).isEqualTo(1);
    assertThat(Run.with(sheet + "df/dx = 3\ndf/dw = 1", "check", "-").code()).isEqualTo(2);
    assertThat(Run.with(sheet, "check", "-").code()).isEqualTo(2);
    Path file = folder.resolve("out.xml");
    Run run =
        Run.with(sheet + "df/dx = 3", "check", "-", "--report", "junit=" + file, "--report", "tap");
    assertThat(Files.readString(file)).contains("<failure").contains("failures=\"1\"");
    assertThat(run.out()).startsWith("TAP version 14\n1..1\nnot ok 1 - df/dx = 3\n");
    assertThat(Run.with(sheet + "df/dx = 3", "check", "-", "--color=always").out())
        .contains("\u001b");
  }
}
