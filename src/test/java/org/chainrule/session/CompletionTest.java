package org.chainrule.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.chainrule.gate.Gate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompletionTest {
  private static final List<String> FILES = List.of("notes/", "notes.expr", "my notes.expr");

  private static final Set<String> FUNCTIONS =
      Set.of("sin", "sinh", "relu", "ln", "max", "diag", "dot", "trace");

  /** Words and signs that texts of the laws are made of. */
  private static final List<String> PIECES =
      List.of(
          "x", "d", "df/d", "df", "sin", "s(", "value ", "2", "(", ")", "[", "]", ",", ";", ":",
          ":trace ", ":load ", ":help ", ":set ", ":", "'", "/", "+", "->", "=", "?", "# so", "\n",
          "\r\n", " ", "\t", "Θ", "∂f/∂", "\uD835", "\uFEFF", "\0");

  /** What the tests of this package know. */
  static Vocabulary vocabulary() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("f", "= x*x2");
    names.put("x", "= -2");
    names.put("x2", "an input");
    names.put("si", "= 3");
    names.put("Theta", "= 1");
    names.put("ϑ", "= 2");
    Map<String, String> functions = new LinkedHashMap<>();
    functions.put("s", "s(u)");
    functions.put("side", "side(a, b)");
    Map<String, String> commands = new LinkedHashMap<>();
    commands.put(":trace", "The trace of an expression.");
    commands.put(":load", "Reads a file.");
    commands.put(":save", "Writes a file.");
    commands.put(":set", "Changes an option.");
    commands.put(":step", "The trace, gate by gate.");
    commands.put(":help", "This list.");
    commands.put(":undo", "Takes the last line back.");
    return new Vocabulary(
        names,
        functions,
        commands,
        prefix -> FILES.stream().filter(path -> path.startsWith(prefix)).toList());
  }

  /** A text that depends on {@code seed} alone; most are wrong. */
  static String random(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  /**
   * The candidates at the bar; a point behind those that a blank must not follow. Of the language's
   * functions only {@link #FUNCTIONS} count, so that a new one changes no test.
   */
  private static String completed(String marked) {
    String text = marked.replace("⏎", "\n");
    int cursor = text.indexOf('¦');
    return Completion.at(text.replace("¦", ""), cursor, vocabulary()).stream()
        .filter(candidate -> isExpected(candidate.value()))
        .map(candidate -> candidate.value() + (candidate.complete() ? "" : "."))
        .collect(Collectors.joining(", "));
  }

  private static boolean isExpected(String value) {
    String function = value.substring(value.indexOf('/') + 1).replace("(", "");
    return FUNCTIONS.contains(function)
        || Gate.functionNamed(function).isEmpty()
        || vocabulary().commands().containsKey(":" + function);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        // names, the person's functions, the language's
        "x¦             | x, x2",
        "2 + x¦         | x, x2",
        "2x¦y           | x, x2",
        "2x¦ + 1        | x, x2",
        "si¦            | si, side(., sin(., sinh(.",
        "1 + sid¦       | side(.",
        "relu¦          | relu(.",
        "l¦             | ln(.",
        "max¦           | max(.",
        "p¦             | pi",
        "a*an¦          | ans",
        "Θ¦             | ϑ",
        "ϑ¦             | ϑ",
        "T¦             | Theta",
        "th¦            | Theta",
        "SIDE¦          | side(.",
        "qqq¦           | ''",
        // no word, no candidates
        "¦              | ''",
        "x + ¦          | ''",
        "sin(¦          | ''",
        "2¦             | ''",
        "# x¦           | ''",
        "x # x¦         | ''",
        "x # x⏎si¦d     | si, side(., sin(., sinh(.",
        // derivatives begin statements
        "df¦            | df/d.",
        "ds¦            | dsi/d.",
        "dx¦            | dx/d., dx2/d.",
        "∂x¦            | ∂x/∂., ∂x2/∂.",
        "df/d¦          | df/dx, df/dx2, df/dsi, df/dTheta, df/dϑ",
        "df/dx¦         | df/dx, df/dx2",
        "∂f/∂x¦         | ∂f/∂x, ∂f/∂x2",
        "df/dX¦         | df/dx, df/dx2",
        "y = 2; df/ds¦  | df/dsi",
        "(a,⏎b), df/ds¦ | df/dsi",
        "(a⏎x = 3⏎df/ds¦ | df/dsi",
        "local df/ds¦   | df/dsi",
        "df/¦           | ''",
        "df/ma¦         | max(.",
        "df/dia¦        | df/diag(.",
        "delta/do¦      | delta/dot(.",
        "df / ds¦       | ''",
        "1 + df¦        | ''",
        "1 + df/ds¦     | ''",
        "s(1, df/ds¦    | ''",
        "(1) + (2, df¦  | ''",
        // commands
        ":¦             | :trace, :load, :save, :set, :step, :help, :undo",
        ":s¦            | :save, :set, :step",
        "' :tr¦ace'     | :trace",
        ":TR¦           | :trace",
        "x :tr¦         | trace(.",
        ":trace ¦       | f, x, x2, si, Theta, ϑ, pi, e, ans",
        ":trace si¦     | si, side(., sin(., sinh(.",
        ":trace x + ¦   | f, x, x2, si, Theta, ϑ, pi, e, ans",
        ":trace x¦      | x, x2",
        ":trace (x)¦    | ''",
        ":trace df¦     | ''",
        ":undo x¦       | ''",
        ":equal x, si¦  | si, side(., sin(., sinh(.",
        ":equal ¦       | f, x, x2, si, Theta, ϑ, pi, e, ans",
        ":diff f --st¦  | --steps",
        ":diff f --¦    | --order, --steps, --latex",
        ":diff f -¦     | ''",
        ":diff --order 2 x¦ | x, x2",
        ":equal x, x2 --w¦ | --where",
        ":trace f --¦   | ''",
        ":set x¦        | ''",
        ":set ¦         | ''",
        // files
        ":load ¦        | notes/., notes.expr, my notes.expr",
        ":load no¦tes   | notes/., notes.expr",
        ":save my no¦   | my notes.expr",
        ":save NO¦      | ''",
        // help
        ":help ¦        | trace, load, save, set, step, help, undo, language, claims, keys, files",
        ":help s¦       | save, set, step, s, side, sin, sinh",
        ":help :s¦      | :save, :set, :step",
      })
  void theWordBeforeTheCursorIsCompleted(String text, String candidates) {
    assertThat(completed(text)).isEqualTo(candidates);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x          | 0",
        "2 + x2     | 4",
        "2x         | 1",
        "x +        | 3",
        "df/dx      | 0",
        "y, df/d    | 3",
        "1 + df/dx  | 7",
        ":tr        | 0",
        ":trace si  | 7",
        ":load a b  | 6",
        ":help :tr  | 6",
        ":set a     | 6",
        "x # y      | 5",
      })
  void theWordBeginsWhereItsLettersDo(String text, int start) {
    assertThat(Completion.start(text, text.length())).isEqualTo(start);
  }

  @Test
  void candidatesSayWhatTheyAre() {
    assertThat(Completion.at("x", 1, vocabulary()))
        .containsExactly(new Suggestion("x", "= -2", true), new Suggestion("x2", "an input", true));
    assertThat(Completion.at("1 + sid", 7, vocabulary()))
        .containsExactly(new Suggestion("side(", "side(a, b)", false));
    assertThat(Completion.at("relu", 4, vocabulary()).get(0).description())
        .isEqualTo(Gate.RELU.spec().doc());
    assertThat(Completion.at(":t", 2, vocabulary()))
        .containsExactly(new Suggestion(":trace", "The trace of an expression.", true));
    assertThat(Completion.at("df/ds", 5, vocabulary()))
        .containsExactly(new Suggestion("df/dsi", "derivative of f by si", true));
  }

  @Test
  void aCandidateBeginsWithTheWordInUpperOrLowerCaseAndIsOfferedOnce() {
    for (long seed = 0; seed < 20_000; seed++) {
      String text = random(seed);
      for (int cursor = 0; cursor <= text.length(); cursor++) {
        int start = Completion.start(text, cursor);
        assertThat(start).as("seed %d: %s", seed, text).isBetween(0, cursor);
        List<String> values =
            Completion.at(text, cursor, vocabulary()).stream().map(Suggestion::value).toList();
        assertThat(values).as("seed %d: %s", seed, text).doesNotHaveDuplicates();
        String word = text.substring(start, cursor);
        for (String value : values) {
          assertThat(value.regionMatches(true, 0, word, 0, word.length()))
              .as("seed %d: %s completed to %s", seed, text, value)
              .isTrue();
        }
      }
    }
  }
}
