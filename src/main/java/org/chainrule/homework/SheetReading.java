package org.chainrule.homework;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.chainrule.parse.Spellings;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.Limits;
import org.chainrule.source.SourceText;

/** What each line of a sheet is, to be shown to who wrote it. */
public final class SheetReading {
  private SheetReading() {}

  /** How each line of a sheet is read: as a definition, a given value, or a claim. */
  public static String of(String name, String text) {
    Spellings.Reading reading = Spellings.read(new SourceText(name, text));
    SourceText source = reading.text();
    HomeworkSheet sheet = HomeworkSheet.of(source, Limits.HOMEWORK);
    Map<Integer, String> roles = new TreeMap<>();
    sheet.unreadable.forEach(
        (line, error) -> roles.put(line.number(), "cannot be read: " + error.message()));
    sheet.blank.forEach(line -> roles.put(line.number(), "a claim without an answer"));
    sheet
        .circuit()
        .ifPresent(
            circuit -> {
              Sheet read = circuit.sheet();
              read.definitions()
                  .values()
                  .forEach(d -> roles.put(d.place().span().line(), "defines " + d.name()));
              read.outputs().forEach(o -> roles.put(o.place().span().line(), "is the output"));
              read.givens()
                  .forEach(
                      (given, g) ->
                          roles.merge(
                              g.place().span().line(),
                              "gives " + given + " its value",
                              (a, b) -> a + ", " + b));
              read.claims()
                  .forEach(c -> roles.merge(c.place().span().line(), "is a claim", (a, b) -> a));
              roles.put(
                  Integer.MAX_VALUE, "the output is " + circuit.names().name(circuit.output()));
            });
    StringBuilder out = new StringBuilder();
    roles.forEach(
        (line, role) -> {
          if (line == Integer.MAX_VALUE) {
            out.append(role).append('\n');
          } else {
            out.append(String.format(Locale.ROOT, "%4d  ", line));
            out.append(new HomeworkSheet.Line(source, line).text().strip())
                .append("   # ")
                .append(role)
                .append('\n');
          }
        });
    return out.toString();
  }
}
