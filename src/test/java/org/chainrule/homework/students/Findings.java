package org.chainrule.homework.students;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chainrule.homework.Judgement;
import org.chainrule.homework.students.Marking.Complaint;
import org.chainrule.homework.students.Sheet.Line;

/** What is not as it should be, shown by the smallest sheets that were found. */
public final class Findings {
  private Findings() {}

  /**
   * The findings as text.
   *
   * @param each how many sheets are shown for each complaint
   */
  public static String text(Figures figures, int each) {
    Map<String, List<Marking>> byComplaint = new TreeMap<>();
    for (Marking marking : figures.bad()) {
      marking.complaints().stream()
          .map(Complaint::what)
          .distinct()
          .forEach(what -> byComplaint.computeIfAbsent(what, w -> new ArrayList<>()).add(marking));
    }
    StringBuilder text = new StringBuilder();
    byComplaint.forEach(
        (what, markings) -> {
          text.append("\n## ")
              .append(what)
              .append(": ")
              .append(markings.size())
              .append(" sheets\n");
          markings.stream()
              .limit(4L * each)
              .map(marking -> Shrinker.shrink(marking, what))
              .sorted(Comparator.comparingInt(marking -> marking.sheet().text().length()))
              .limit(each)
              .forEach(marking -> show(text, marking, what));
        });
    return text.toString();
  }

  private static void show(StringBuilder text, Marking marking, String what) {
    Sheet sheet = marking.sheet();
    Habits habits = sheet.habits();
    row(
        text,
        "%n%s; %s to %d %s%s%n",
        marking.isSound() ? "sound" : sheet.made().mistake() + " " + sheet.made().mistake().ids,
        habits.mode(),
        habits.digits(),
        habits.significant() ? "significant digits" : "decimals",
        habits.memory() ? ", calculated without rounding" : "");
    sheet.exercise().question().forEach(line -> row(text, "  %s%n", line));
    for (Line line : sheet.lines()) {
      boolean blamed =
          marking.complaints().stream().anyMatch(c -> c.what().equals(what) && c.line() == line);
      Optional<Judgement> judged = marking.of(line);
      row(
          text,
          "%s%s %-40s before rounding %s; said %s, truth %s, slips %s, from %s%s%n",
          blamed ? "!" : " ",
          sheet.isRoot(line) ? "*" : " ",
          line.text(),
          line.own().text(number -> Habits.shown(number).toPlainString()),
          marking.verdict(line),
          judged.map(j -> String.valueOf(j.truth())).orElse("none"),
          judged
              .map(j -> j.slips().stream().map(Judgement.Slip::id).collect(Collectors.joining(" ")))
              .orElse(""),
          judged.map(j -> j.from().toString()).orElse(""),
          judged.filter(j -> blamed).map(j -> ": " + j.message()).orElse(""));
    }
    row(
        text,
        "   first wrong step: %s%n",
        marking.report().firstWrong().map(j -> j.text().strip()).orElse("none"));
  }

  private static void row(StringBuilder text, String format, Object... parts) {
    text.append(String.format(Locale.ROOT, format, parts));
  }
}
