package org.chainrule.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.homework.Checker;
import org.chainrule.homework.Report;
import org.chainrule.render.CheckReports;
import org.chainrule.render.CheckText;
import org.chainrule.render.Paint;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.source.SourceText;

/** {@code chainrule check}: a sheet of homework, judged. */
final class CheckCommand {
  /** How a sheet is read. */
  static final String READING_RULE =
      """
      A sheet is read as a whole, so the order of its lines does not matter.

      1. name = formula, the first such line of that name, is a definition. The last one that no
         other uses is the output, or the one that the line 'output name' chooses.
      2. name = number, where a formula uses the name and none defines it, is its given value.
      3. Every other line with =, == or ~ is a claim:
           q = 3                          a value
           df/dx = -4     dx = -4         a gradient, along all paths
           local dq/dx = 1                the gradient of one gate, its other inputs held
           up q = -4                      the gradient that arrives at q
           down q->x = -4                 what one edge sends down
           df/dW[1,2] = 0.176             an entry
           df/dx = df/dq*dq/dx = -4*1 = -4    a line of working: every link is checked
           df/dx == z                     the same function, not only here
           f ~ 7                          rounded, whole numbers too
           f = 45.8 ± 0.2   f = 5 ± 2%    with a tolerance of its own
           f = ?                          show me

      A number is right as written: rounded half up or half to even, or cut off after at least two
      digits. A bare whole number means exactly that number.
      """;

  private final Output out;
  private final Paint paint;

  CheckCommand(Output out, Paint paint) {
    this.out = out;
    this.paint = paint;
  }

  /**
   * Judges a sheet and writes its reports.
   *
   * @param reports formats, each with {@code =FILE} behind it or none for standard output
   */
  int run(SourceText sheet, List<String> reports, Limits limits) {
    Report report;
    try (TimeLimit time = new TimeLimit(limits.forHomework().of(Limit.SECONDS))) {
      report = time.run(() -> Checker.check(sheet.name(), sheet.text(), limits));
    }
    boolean printed = false;
    for (String wish : reports) {
      int equals = wish.indexOf('=');
      String format = equals < 0 ? wish : wish.substring(0, equals);
      String text = text(format, report);
      if (equals < 0) {
        out.print(text);
        printed = true;
      } else {
        write(wish.substring(equals + 1), text);
      }
    }
    if (!printed) {
      out.print(CheckText.render(report, paint));
    }
    if (report.isFaulty()) {
      return ExitCode.FAULT;
    }
    return report.isUnchecked()
        ? ExitCode.UNREADABLE
        : report.isRight() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String text(String format, Report report) {
    switch (format) {
      case "json":
        return CheckReports.json(report);
      case "junit":
        return CheckReports.junit(report);
      case "tap":
        return CheckReports.tap(report);
      case "csv":
        return CheckReports.csv(report);
      case "gradescope":
        return CheckReports.gradescope(report);
      default:
        throw new IllegalStateException("the table of options lets " + format + " through");
    }
  }

  private static void write(String file, String text) {
    try {
      Files.write(Path.of(file), text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException | java.nio.file.InvalidPathException e) {
      throw new UsageException(file + " cannot be written: " + e.getMessage(), ExitCode.NO_OUTPUT);
    }
  }
}
