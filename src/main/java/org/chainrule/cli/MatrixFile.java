package org.chainrule.cli;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldModifiers;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.source.Problem;

/** A file of numbers separated by commas: one row of a matrix on each line. */
final class MatrixFile {
  private MatrixFile() {}

  /**
   * The file as it is written in the language, every digit kept.
   *
   * @throws ChainruleException if an entry is not a number or the rows are not equally long
   */
  static String read(String name, Limits limits) {
    StringBuilder matrix = new StringBuilder("[");
    int columns = 0;
    int rows = 0;
    try (CsvReader<CsvRecord> file = open(InputFile.of(name, limits).strictText())) {
      for (CsvRecord row : file) {
        rows++;
        columns = rows == 1 ? row.getFieldCount() : columns;
        if (row.getFieldCount() != columns) {
          throw bad(
              name
                  + " has "
                  + columns
                  + " entries in its first row, "
                  + row.getFieldCount()
                  + " in row "
                  + rows,
              "give every line the same number of entries");
        }
        if ((long) rows * columns > limits.of(Limit.ENTRIES)) {
          throw Diagnostic.of(Problem.TOO_LARGE, rows + " or more rows of " + columns + " entries")
              .help(Limit.ENTRIES.help())
              .asException();
        }
        matrix.append(rows == 1 ? "[" : ",[");
        for (int i = 0; i < columns; i++) {
          matrix.append(i == 0 ? "" : ",").append(number(name, row.getField(i), rows, i + 1));
        }
        matrix.append(']');
      }
    } catch (CsvParseException e) {
      throw bad(
          name + " is no table of numbers after row " + rows,
          "write numbers, without quotation marks, separated by commas");
    } catch (IOException | UncheckedIOException e) {
      throw new UsageException(e.getMessage(), ExitCode.NO_INPUT);
    }
    if (rows == 0) {
      throw bad(name + " holds no numbers", "write one row of the matrix on each line");
    }
    return matrix.append(']').toString();
  }

  private static CsvReader<CsvRecord> open(String text) {
    CsvRecordHandler anyLength =
        CsvRecordHandler.of(
            row ->
                row.maxFields(Integer.MAX_VALUE)
                    .maxRecordSize(Integer.MAX_VALUE)
                    .fieldModifier(FieldModifiers.TRIM));
    return CsvReader.builder()
        .commentStrategy(CommentStrategy.SKIP)
        .trimWhitespacesAroundQuotes(true)
        .allowExtraFields(true)
        .allowMissingFields(true)
        .build(anyLength, new StringReader(text));
  }

  private static String number(String file, String text, int row, int column) {
    String digits = text;
    if (!digits.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
      String what = text.isEmpty() ? "is empty" : "is '" + text + "', not a number";
      throw bad(
          "entry " + column + " of row " + row + " of " + file + " " + what,
          row == 1 ? "a file of values has no line of names" : "write a number there");
    }
    return digits.startsWith("+") ? digits.substring(1) : digits;
  }

  private static ChainruleException bad(String message, String help) {
    return Diagnostic.of(Problem.UNREADABLE_FILE, message).help(help).asException();
  }
}
