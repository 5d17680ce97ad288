package org.chainrule.source;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a text may cost before it is refused. Each limit has an option that raises it, and a row in
 * {@code docs/limits.md}.
 */
public enum Limit {
  /** Brackets inside one another. */
  DEPTH("--max-depth", 100_000, 200),
  /** Digits of one number. */
  DIGITS("--max-digits", 1_000, 1_000),
  /** A number nearer to 0 than ten to the minus this is refused. */
  EXPONENT("--max-exponent", 400, 400),
  /** Parts that the calls of a text's own functions expand to. */
  PARTS("--max-parts", 1_000_000, 1_000_000),
  /** Entries of one matrix, and of all constant matrices of a text together. */
  ENTRIES("--max-entries", 10_000_000, 1_000_000),
  /** Gates that are evaluated for a request of pipe, or for a claim of a sheet. */
  EVALUATIONS("--max-evaluations", 1_000_000_000, 50_000_000),
  /** Seconds that a request of pipe, or a sheet, may take: the last resort. */
  SECONDS("--timeout", 10, 60),
  /** Bytes of a file, or of an answer of pipe. */
  BYTES("--max-bytes", 64_000_000, 65_536),
  /** Bytes of one line of standard input. */
  LINE("--max-line", 16_000_000, 16_000_000),
  /** Lines of a sheet that is judged. */
  LINES("--max-lines", 10_000, 2_000);

  private final String option;
  private final long standard;
  private final long homework;

  Limit(String option, long standard, long homework) {
    this.option = option;
    this.standard = standard;
    this.homework = homework;
  }

  /** The limit that an option raises. */
  public static Optional<Limit> of(String option) {
    return Arrays.stream(values()).filter(limit -> limit.option.equals(option)).findFirst();
  }

  /** The option that raises it. */
  public String option() {
    return option;
  }

  /** What holds unless the option says otherwise. */
  public long standard() {
    return standard;
  }

  /** What holds for a sheet of homework unless the option says otherwise. */
  public long homework() {
    return homework;
  }

  /** A sentence that names the option, for the help of an error. */
  public String help() {
    return "the option " + option + " N allows more";
  }
}
