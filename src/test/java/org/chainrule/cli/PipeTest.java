package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.Chainrule;
import org.chainrule.source.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service: whatever one request is, it gets one answer, and the next is answered too. */
final class PipeTest {

  @TempDir Path folder;
  private static final String SOUND = "{'id':7,'text':'x*y','at':{'x':2,'y':3},'want':'value'}";
  private static final String ANSWER = "{\"id\":7,\"value\":6}";

  private static String json(String single) {
    return single.replace('\'', '"');
  }

  private static String requestOf(String text, String rest) {
    return "{\"text\":\"" + text.replace("\n", "\\n") + "\"" + json(rest) + "}";
  }

  /** The answer to a request, which stands between two sound ones. */
  private static String answer(String request, String... options) {
    List<String> command = new ArrayList<>(List.of("pipe"));
    command.addAll(List.of(options));
    String input = json(SOUND) + "\n" + request + "\n" + json(SOUND) + "\n";
    Run run = Run.with(input, command.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(List.of(lines.get(0), lines.get(2))).containsOnly(ANSWER);
    assertThat(run.code()).isZero();
    return lines.get(1);
  }

  private static void assertRefused(String answer, String code) {
    assertThat(answer).contains("\"error\":{\"code\":\"" + code + "\"");
  }

  /** The limits of literals hold for points as well. */
  @ParameterizedTest
  @CsvSource({
    "1e400, E022",
    "-1e309, E022",
    "1e999999999, E022",
    "1e-401, E302",
    "-1e-999999999, E302",
    "1.8e308, E022",
    "123456789012345678901234567890123e-500, E302"
  })
  void numbersOfAPointHaveLimits(String number, String code) {
    assertRefused(answer(requestOf("x", ",'at':{'x':" + number + "}")), code);
    assertRefused(answer(requestOf("sum(x)", ",'at':{'x':[[1, " + number + "]]}")), code);
  }

  @Test
  void numbersWithinTheLimitsAreRead() {
    assertThat(answer(requestOf("x", ",'at':{'x':-1.7e308},'want':'value'")))
        .isEqualTo("{\"value\":-1.7E308}");
    assertThat(answer(requestOf("x", ",'at':{'x':1e-400},'want':'value'")))
        .isEqualTo("{\"value\":0}");
    String digits = "1".repeat(40);
    String long40 = requestOf("x", ",'at':{'x':" + digits + "},'want':'value'");
    assertThat(answer(long40)).isEqualTo("{\"value\":1.1111111111111112E39}");
    assertRefused(answer(long40, "--max-digits", "39"), "E301");
    assertThat(answer(requestOf("x", ",'at':{'x':'Infinity'},'want':'value'")))
        .isEqualTo("{\"value\":\"Infinity\"}");
  }

  /** Who writes a request cannot change how it is parsed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'text':'x','at':{'x':NaN}}",
        "{'text':'x','at':{'x':+1}}",
        "{'text':'x','at':{'x':.5}}",
        "{'text':'x',/* */'at':{'x':1}}",
        "{'text':'x'",
      })
  void adviceForProgrammersIsLeftOut(String request) {
    String answer = answer(json(request));
    assertRefused(answer, "E201");
    assertThat(answer).doesNotContainIgnoringCase("feature").doesNotContain("Source", "`");
  }

  /** Bytes that are no UTF-8: an overlong slash, a surrogate, UTF-16. By RFC 3629. */
  @Test
  void aRequestIsUtf8() {
    String sound = json(SOUND) + "\n";
    for (String name : List.of("\u00C0\u00AF", "\u00ED\u00A0\u0080", "\u00FF")) {
      byte[] bytes =
          (sound + requestOf("x", ",'id':'" + name + "'") + "\n" + sound)
              .getBytes(StandardCharsets.ISO_8859_1);
      assertThat(Run.with(bytes, "pipe").out())
          .contains("this is no UTF-8 text")
          .startsWith(ANSWER)
          .endsWith(ANSWER + "\n");
    }
    assertRefused(answer("\u0000" + json(SOUND)), "E201");
    assertThat(answer("\uFEFF" + json(SOUND))).isEqualTo(ANSWER);
    assertThat(answer(json(SOUND).replace(",", ",\r"))).isEqualTo(ANSWER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'text':'x*y','at':{'x':1,'y':2},'at':{'x':2,'y':2}}",
        "{'text':'x','text':'y'}",
        "{'text':'x','at':{'x':1,'x':2}}",
        "{'text':'x','at':{'x':",
        "{'text':null,'at':null}",
        "{'id':[[[{'a':1,'a':2}]]],'text':'x'}",
        "{'text':'x','want':'everything'}",
        "{'text':'x','at':{'x':[[1,2],[3]]}}",
        "{'text':'x','at':{'x':[1,[2]]}}",
        "{'text':'x','at':{'x':[[[1]]]}}",
        "[]",
        "1e999999999",
        "nonsense",
        "{'text':'x'} {'text':'x'}",
      })
  void whatIsNoRequestIsSaidToBeNone(String request) {
    assertRefused(answer(json(request)), "E201");
  }

  @Test
  void bytesThatAreNoTextAreNoRequest() {
    byte[] input =
        (json(SOUND) + "\n{\"text\":\"?\"}\n" + json(SOUND) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    input[json(SOUND).length() + 11] = (byte) 0xE9;
    List<String> lines = Run.with(input, "pipe").out().lines().toList();
    assertRefused(lines.get(1), "E201");
    assertThat(lines.get(2)).isEqualTo(ANSWER);
  }

  /** Failures that Java knows, each in the place of reading a text. */
  @Test
  void aFaultOfOursIsTheAnswerToItsRequestOnly() {
    for (Throwable failure :
        List.of(
            new StackOverflowError(),
            new ClassCastException("a \u001b[31m is no b"),
            new AssertionError(),
            new NoClassDefFoundError("x"))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Output output = new Output(out);
      String input = json(SOUND) + "\n" + requestOf("fail", ",'id':8") + "\n" + json(SOUND) + "\n";
      int code =
          new Pipe(
                  new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                  output,
                  Limits.STANDARD,
                  (text, options) -> {
                    if (text.text().equals("fail")) {
                      PipeTest.<RuntimeException>fail(failure);
                    }
                    return Chainrule.parse(List.of(text), List.of(), options);
                  })
              .run();
      output.flush();
      List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
      assertThat(lines).hasSize(3);
      assertThat(lines.get(1))
          .startsWith("{\"id\":8,\"error\":{\"code\":\"E900\",\"message\":\"a fault of ours: ")
          .contains("please report it")
          .doesNotContain("\\u001b");
      assertThat(List.of(lines.get(0), lines.get(2))).containsOnly(ANSWER);
      assertThat(code).isEqualTo(70);
    }
  }

  /** What does not fit the memory is a limit: the answer says so, and the next line is answered. */
  @Test
  @Timeout(120)
  void aLineThatTheMemoryDoesNotSufficeForIsRefused() throws IOException, InterruptedException {
    String sound = json(SOUND) + "\n";
    StringBuilder input = new StringBuilder(sound);
    List<String> large =
        List.of(
            requestOf("x+".repeat(4_000_000) + "x", ",'at':{'x':1}"),
            requestOf("(x)".repeat(2_000_000) + "x", ",'at':{'x':1}"),
            requestOf("x" + "'".repeat(7_000_000), ""),
            requestOf("x0=1,".repeat(1_000_000) + "x0", ""),
            requestOf("1".repeat(15_000_000), ""));
    large.forEach(line -> input.append(line).append("\n").append(sound));
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx100m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.chainrule.cli.Main",
                "pipe")
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    assertThat(err).isEmptyFile();
    List<String> answers = Files.readAllLines(out);
    assertThat(answers).hasSize(11);
    for (int i = 0; i < answers.size(); i += 2) {
      assertThat(answers.get(i)).isEqualTo(ANSWER);
    }
    for (int i = 1; i < 9; i += 2) {
      assertRefused(answers.get(i), "E307");
    }
  }

  @Test
  void anAnswerThatTheMemoryDoesNotSufficeForIsAnError() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int[] failures = {3};
    Output output =
        new Output(out) {
          @Override
          void printLine(String text) {
            if (text.contains("7") && failures[0]-- > 0) {
              throw new OutOfMemoryError("Java heap space");
            }
            super.printLine(text);
          }
        };
    String input = requestOf("x", ",'id':7,'at':{'x':1}") + "\n" + json(SOUND) + "\n";
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    int code = new Pipe(new ByteArrayInputStream(bytes), output, Limits.STANDARD).run();
    output.flush();
    List<String> answers = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(answers.get(0)).startsWith("{\"id\":7,\"error\":{\"code\":\"E307\"");
    assertThat(answers.get(1)).isEqualTo(ANSWER);
    assertThat(code).isZero();
  }

  /** Throws what need not be declared. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void fail(Throwable failure) throws E {
    throw (E) failure;
  }

  @Test
  @Timeout(60)
  void whatWouldTakeAllTheMemoryIsRefusedBeforeItTakesAny() {
    StringBuilder doubled = new StringBuilder("x0 = [1, 2]\n");
    StringBuilder calls = new StringBuilder("f0(u) = u*2\n");
    for (int i = 0; i < 34; i++) {
      doubled.append("x").append(i + 1).append(" = [x").append(i).append("; x").append(i);
      doubled.append("]\n");
      calls.append("f").append(i + 1).append("(u) = f").append(i).append("(f").append(i);
      calls.append("(u))\n");
    }
    assertRefused(answer(requestOf(doubled + "sum(x34)", "")), "E120");
    assertRefused(answer(requestOf(calls + "f30(x)", "")), "E303");
    for (String text :
        List.of(
            "sum(zeros(100000, 100000)*x)",
            "sum(zeros(1e300, 1e300)*x)",
            "sum(eye(100000)*x)",
            "sum(diag(ones(10000, 1))*x)",
            "sum(ones(10000, 1)*ones(1, 10000)*x)",
            "sum(ones(10000, 1)@ones(1, 10000)*x)",
            "sum([ones(3000, 2000), ones(3000, 2000)]*x)",
            "sum(ones(3000, 2000)*x) + sum(ones(2000, 3000)*x)")) {
      assertRefused(answer(requestOf(text, ",'at':{'x':1}")), "E120");
    }
    String layers = "a0 = ones(3000, 3000)*x\n";
    for (int i = 0; i < 60; i++) {
      layers += "a" + (i + 1) + " = sin(a" + i + ")\n";
    }
    assertRefused(answer(requestOf(layers + "sum(a60)", ",'at':{'x':1}")), "E307");
  }

  @Test
  @Timeout(60)
  void workIsCountedAndTheTimeIsTheLastResort() {
    // 1,000 products of entries of 10x10 ones, whose sum is 10*10*10.
    String product =
        requestOf("sum((ones(10,10)*x)@(ones(10,10)*x))", ",'at':{'x':1},'want':'value'");
    assertRefused(answer(product, "--max-evaluations", "1000"), "E304");
    assertThat(answer(product, "--max-evaluations", "2000")).isEqualTo("{\"value\":1000}");
    String products = "a0 = ones(800, 800)*x\n";
    for (int i = 0; i < 60; i++) {
      products += "a" + (i + 1) + " = a" + i + "@a0\n";
    }
    String slow = requestOf(products + "sum(a60)", ",'at':{'x':1},'want':'value'");
    assertRefused(answer(slow), "E304");
    assertRefused(answer(slow, "--max-evaluations", "1000000000000", "--timeout", "1"), "E305");
  }

  /** By hand: f = (x+y)*z, df/dx = z = -4. */
  @Test
  void aClaimIsJudged() {
    String circuit = "f = (x+y)*z";
    String at = ",'at':{'x':-2,'y':5,'z':-4}";
    assertThat(answer(requestOf(circuit, ",'check':'df/dx = -4'" + at)))
        .startsWith(json("{'line':2,'text':'df/dx = -4','quantity':'df/dx','kind':'total'"))
        .contains(json("'verdict':'RIGHT'"));
    assertThat(answer(requestOf(circuit, ",'check':'df/dx = 4','id':[8]" + at)))
        .startsWith(json("{'id':[8],'line':2,"))
        .contains(json("'true':-4"), json("'verdict':'WRONG','bugs':[{'id':'sign'"));
    assertThat(answer(requestOf(circuit, ",'check':'so df/dx: -4,0'" + at)))
        .contains(json("'readAs':'df/dx = -4.0'"), json("'verdict':'RIGHT'"));
    assertThat(answer(requestOf(circuit, ",'check':'df/dx == z'")))
        .contains(json("'verdict':'RIGHT'"), json("'message':'ok, proved'"));
  }

  /** q = 4 for 3, and then f = 4*-4 = -16 for -12; the lines count through text and claims. */
  @Test
  void claimsFollowFromTheTextAndFromOneAnother() {
    String at = ",'at':{'x':-2,'y':5,'z':-4}}";
    String both = "{'check':['q = 4','f = -16'],'text':'q = x + y; f = q*z'" + at;
    assertThat(answer(json(both)))
        .startsWith(json("{'claims':[{'line':2,"))
        .contains(json("'verdict':'WRONG'"), json("'verdict':'FOLLOWS','bugs':[],'from':[2]"));
    String before = "{'check':'f = -16','text':'q = x + y; f = q*z\\nq = 4'" + at;
    assertThat(answer(json(before)))
        .startsWith(json("{'line':3,"))
        .contains(json("'verdict':'FOLLOWS','bugs':[],'from':[2]"));
  }

  /** As in all other requests, a value of the point wins over one of the text. */
  @Test
  void claimsAreJudgedAtThePoint() {
    String point = ",'at':{'x':3,'u':[[1,2],[3,-0.5]]}";
    for (String claim : List.of("f = 9", "df/dx = 6", "du[2,2] = 0", "u[2,2] = -0.5")) {
      assertThat(answer(requestOf("f = x^2 + 0*sum(u)\nx = 5", ",'check':'" + claim + "'" + point)))
          .as(claim)
          .contains(json("'verdict':'RIGHT'"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'check':'f = 1'} | 'check' needs a 'text'",
        "{'check':'f = 1','text':''} | 'check' needs a 'text'",
        "{'check':'f = 1','text':7} | 'text' must be a string",
        "{'check':7,'text':'f = x'} | 'check' must be a string, or a list of them",
        "{'check':['f = 1',null],'text':'f = x'} | 'check' must be a string, or a list of them",
        "{'check':[],'text':'f = x'} | 'check' is an empty list",
        "{'check':'','text':'f = x'} | 'check' claims nothing",
        "{'check':'g = 2*x','text':'f = x'} | 'check' claims nothing",
        "{'check':'f = 1; df/dx = 1','text':'f = x','at':{'x':1}} | 'check' makes 2 claims",
        "{'check':'f = 1','text':'f = x','at':[{'x':1}]} | 'at' must be one point",
        "{'check':'f = 1','text':'f = x','at':'x'} | 'at' must be an object",
        "{'check':'f = 1','text':'f = x','at':{'x':'NaN'}} | the values of 'at' must be finite",
        "{'check':'f = 1','text':'f = x','by':'x'} | 'by' does not belong to a request with 'check'",
        "{'want':'value','check':'f = 1','text':'f = x'} | 'want' does not belong to",
        "{'check':'f = 1','text':'f = (x','at':{'x':1}} | line 1 of 'text': column 5:",
        "{'sheet':7} | 'sheet' must be a string",
        "{'sheet':'f = x','text':'x'} | 'text' does not belong to a request with 'sheet'",
        "{'sheet':'f = x','at':{'x':1}} | 'at' does not belong to a request with 'sheet'",
        "{'sheet':'f = x','check':'f = 1'} | 'check' does not belong to a request with 'sheet'",
        "{'chek':'f = 1','text':'f = x'} | did you mean 'check'?",
      })
  void whatIsNoRequestForAJudgementNamesTheField(String request, String message) {
    String answer = answer(json(request));
    assertRefused(answer, "E201");
    assertThat(answer).contains(message);
  }

  @Test
  void aPointThatTheClaimsDoNotFitIsRefused() {
    String claim = ",'check':'f = 1','at':";
    assertRefused(answer(requestOf("f = x", claim + "{'x':1,'y':2}")), "E101");
    assertRefused(answer(requestOf("f = x", claim + "{'f':1,'x':1}")), "E101");
    assertRefused(answer(requestOf("s(u) = u^2; f = s(x)", claim + "{'x':1,'u':1}")), "E101");
    assertRefused(answer(requestOf("f = x", claim + "{'x':1e400}")), "E022");
    assertThat(answer(requestOf("f = sum(W @ x)", claim + "{'W':[[1,2]],'x':[1,2,3]}")))
        .contains("shapes do not fit");
  }

  /** The limits of check hold, for each claim by itself. */
  @Test
  @Timeout(60)
  void judgementsHaveTheLimitsOfCheck() {
    String product = "f = sum((ones(10,10)*x)@(ones(10,10)*x))\\nx = 1\\nf = 7\\nf = 1000\\n";
    String few = answer(json("{'sheet':'" + product + "'}"), "--max-evaluations", "100");
    assertThat(few).contains(json("'verdict':'UNDECIDED'"), "more than 100 evaluations");
    String at = ",'at':{'x':1}";
    String lines = requestOf("f = x" + "\n".repeat(3_000), ",'check':'f = 1'" + at);
    assertThat(answer(lines)).contains("more than 65536 bytes or 2000 lines");
    assertThat(answer(json("{'sheet':'" + "\\n".repeat(3_000) + "'}")))
        .contains("more than 65536 bytes or 2000 lines");
  }

  @Test
  void linesAndAnswersThatAreTooLongAreRefused() {
    String longLine = requestOf("x" + " ".repeat(1000), "");
    assertRefused(answer(longLine, "--max-line", "500"), "E306");
    assertRefused(answer(longLine, "--max-line", "2000"), "E104");
    String points = requestOf("x", ",'at':[" + "{'x':1},".repeat(100) + "{'x':1}],'want':'value'");
    assertRefused(answer(points, "--max-bytes", "100"), "E306");
    assertThat(answer(points, "--max-bytes", "1000")).startsWith("{\"value\":[1,1");
  }

  /** Names as long as texts would be compared letter by letter with every other. */
  @Test
  @Timeout(60)
  void namesThatAreTextsAreNotCompared() {
    String name = "a".repeat(200_000);
    String answer = answer(requestOf("f = " + name + " + 1\noutput " + name + "a", ""));
    assertRefused(answer, "E108");
    assertThat(answer).hasSizeLessThan(3_000);
  }
}
