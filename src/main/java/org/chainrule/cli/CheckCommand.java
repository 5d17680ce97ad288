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
import org.chainrule.source.SourceText;

/** {@code chainrule check}: a sheet of homework, judged. */
final class CheckCommand {
  private static final List<String> FORMATS = List.of("json", "junit", "tap", "csv", "gradescope");

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
  int run(SourceText sheet, List<String> reports) {
    Report report = Checker.check(sheet.name(), sheet.text());
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
        throw new UsageException(
            "--report knows " + String.join(", ", FORMATS) + ", not '" + format + "'");
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
