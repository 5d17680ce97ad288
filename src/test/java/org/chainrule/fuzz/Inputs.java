package org.chainrule.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Inputs by their number: the same seed and number give the same input. */
final class Inputs {
  /** What an input is made from. */
  enum Kind {
    NUMBERS,
    MATRICES,
    SHEET,
    PAIR,
    HOMEWORK,
    SESSION,
    REQUESTS,
    CORPUS
  }

  /** An input, and what it was made from. */
  record Made(Kind kind, Input input) {}

  private static final List<Kind> KINDS =
      List.of(
          Kind.NUMBERS,
          Kind.NUMBERS,
          Kind.NUMBERS,
          Kind.MATRICES,
          Kind.SHEET,
          Kind.PAIR,
          Kind.HOMEWORK,
          Kind.HOMEWORK,
          Kind.SESSION,
          Kind.REQUESTS,
          Kind.CORPUS,
          Kind.CORPUS);
  private static final List<String> FORMULAS =
      List.of(
          "parse",
          "run -",
          "run - --json",
          "diff -",
          "diff -",
          "diff - --by x",
          "diff - --order 2",
          "diff - --hessian",
          "diff - --raw",
          "diff - --steps",
          "diff - --latex",
          "diff - --json",
          "diff - --steps --latex");
  private static final List<String> NUMERIC =
      List.of(
          "run -",
          "run - --explain",
          "run - --json",
          "run - --json --verify",
          "run - --verify",
          "run - --jacobian",
          "run - --apart --digits full",
          "run - x=1",
          "diff -");
  private static final List<String> CHECKS =
      List.of(
          "check -",
          "check - --report json",
          "check - --report junit",
          "check - --report tap",
          "check - --report csv",
          "check - --report gradescope");
  private static final List<String> SESSIONS = List.of("", "enter");

  private final long seed;
  private final List<String> corpus;

  /**
   * Inputs of a seed, some of them made from the files below a folder; not from findings, which
   * come while others are tried.
   */
  Inputs(long seed, Path folder) {
    this.seed = seed;
    try (Stream<Path> files = Files.walk(folder)) {
      corpus =
          files
              .filter(file -> file.toString().matches(".*\\.(expr|hw|txt)"))
              .filter(file -> !file.startsWith(folder.resolve("fuzz")))
              .sorted()
              .map(Inputs::text)
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Made at(long number) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + number * 0xD1B54A32D192ED03L);
    random.nextLong();
    Texts texts = new Texts(random);
    Sheets sheets = new Sheets(texts);
    Kind kind = KINDS.get(random.nextInt(KINDS.size()));
    Input input = of(kind, texts, sheets);
    if (kind == Kind.CORPUS || texts.chance(10)) {
      String other = corpus.get(random.nextInt(corpus.size()));
      input = input.with(new Mutations(random).of(input.text(), other));
    }
    return new Made(kind, input);
  }

  private Input of(Kind kind, Texts texts, Sheets sheets) {
    switch (kind) {
      case NUMBERS:
        String formula = texts.scalar(2 + texts.below(10)) + "\n";
        return texts.chance(60)
            ? Input.of(texts.pick(FORMULAS), formula)
            : Input.of(texts.pick(NUMERIC), formula + values(texts, formula));
      case MATRICES:
        String whole = texts.matrixNumber(2 + texts.below(7)) + "\n";
        return texts.chance(40)
            ? Input.of(texts.pick(FORMULAS), whole)
            : Input.of(texts.pick(NUMERIC), whole + values(texts, whole));
      case SHEET:
        boolean numeric = texts.chance(50);
        return Input.of(texts.pick(numeric ? NUMERIC : FORMULAS), sheets.sheet(numeric));
      case PAIR:
        return pair(texts);
      case HOMEWORK:
        return Input.of(texts.pick(CHECKS), sheets.homework());
      case SESSION:
        return Input.of(texts.pick(SESSIONS), sheets.session());
      case REQUESTS:
        return Input.of("pipe", sheets.requests());
      default:
        return new Input(anyCommand(texts), texts.pick(corpus));
    }
  }

  private static String values(Texts texts, String formula) {
    return String.join("\n", texts.values(formula)) + "\n";
  }

  private static Input pair(Texts texts) {
    String one = texts.scalar(2 + texts.below(6));
    String other =
        switch (texts.below(5)) {
          case 0 -> texts.scalar(2 + texts.below(6));
          case 1 -> "(" + one + ")*(x+1)/(x+1)";
          case 2 -> "-(-(" + one + "))";
          case 3 -> "(" + one + ")^2/(" + one + ")";
          default -> "exp(log(" + one + "))";
        };
    String command = texts.chance(20) ? "equal --where x>0" : "equal";
    return Input.of(command, one + "\n" + other + "\n");
  }

  private static String anyCommand(Texts texts) {
    List<List<String>> all =
        List.of(FORMULAS, NUMERIC, CHECKS, CHECKS, SESSIONS, List.of("pipe", "equal"));
    return texts.pick(all.get(texts.below(all.size())));
  }

  static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
