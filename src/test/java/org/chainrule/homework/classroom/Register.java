package org.chainrule.homework.classroom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.chainrule.homework.Verdict;
import org.chainrule.homework.classroom.Grade.Complaint;
import org.chainrule.homework.classroom.Paper.Kind;
import org.chainrule.homework.classroom.Paper.Line;

/** The figures of a class. */
public final class Register {
  private final Map<Kind, int[]> kinds = new EnumMap<>(Kind.class);
  private final Map<Verdict, int[]> verdicts = new EnumMap<>(Verdict.class);
  private final Map<String, int[]> slips = new TreeMap<>();
  private final Map<String, List<Grade>> complaints = new TreeMap<>();
  private int soundSheets;
  private int soundLines;
  private int soundRefused;
  private int soundFollows;
  private int mistakenSheets;
  private int laterLines;
  private int laterRefused;
  private int rootsWrong;
  private int rootsRight;
  private int firstExact;
  private int named;
  private int listed;
  private int listedFirst;

  private Register() {
    for (Kind kind : Kind.values()) {
      kinds.put(kind, new int[4]);
    }
  }

  /** The figures of so many sound papers, and of as many with a mistake. */
  public static Register of(long seed, int sheets) {
    Register register = new Register();
    for (long next = seed; register.soundSheets < sheets; next++) {
      Grade.sound(next).map(Grade::of).ifPresent(register::add);
    }
    for (long next = seed + 500_000_000L; register.mistakenSheets < sheets; next++) {
      Grade.mistaken(next).map(Grade::of).ifPresent(register::add);
    }
    return register;
  }

  private void add(Grade grade) {
    boolean sound = grade.paper().isSound();
    for (Line line : grade.paper().lines()) {
      int which = sound ? 0 : line.root() ? 1 : 2;
      verdicts.computeIfAbsent(grade.verdict(line), v -> new int[3])[which]++;
      if (line.root()) {
        continue;
      }
      boolean refused = grade.isRefused(line);
      if (sound) {
        soundLines++;
        soundRefused += refused ? 1 : 0;
        soundFollows += grade.isFollowing(line) ? 1 : 0;
      } else {
        laterLines++;
        laterRefused += refused ? 1 : 0;
      }
      for (Kind kind : line.kinds()) {
        kinds.get(kind)[sound ? 0 : 2]++;
        kinds.get(kind)[sound ? 1 : 3] += refused ? 1 : 0;
      }
    }
    for (Complaint complaint : grade.complaints()) {
      complaints.computeIfAbsent(complaint.what(), w -> new ArrayList<>()).add(grade);
    }
    if (sound) {
      soundSheets++;
      return;
    }
    mistakenSheets++;
    Verdict verdict = grade.verdict(grade.root());
    boolean hasId = !grade.paper().slip().ids().isEmpty();
    int[] counts = slips.computeIfAbsent(grade.paper().slip().name(), n -> new int[6]);
    int[] now = {
      1,
      verdict == Verdict.WRONG ? 1 : 0,
      grade.isFirstExact() ? 1 : 0,
      hasId ? 1 : 0,
      hasId && grade.isListed() ? 1 : 0,
      hasId && grade.isListedFirst() ? 1 : 0
    };
    for (int i = 0; i < now.length; i++) {
      counts[i] += now[i];
    }
    rootsWrong += now[1];
    rootsRight += verdict.isRight() ? 1 : 0;
    firstExact += now[2];
    named += now[3];
    listed += now[4];
    listedFirst += now[5];
  }

  int lines(Kind kind) {
    return kinds.get(kind)[0] + kinds.get(kind)[2];
  }

  int lines() {
    return soundLines + laterLines;
  }

  double refused() {
    return percent(soundRefused, soundLines);
  }

  double follows() {
    return percent(soundFollows, soundLines);
  }

  double rootsWrong() {
    return percent(rootsWrong, mistakenSheets);
  }

  int rootsRight() {
    return rootsRight;
  }

  double firstExact() {
    return percent(firstExact, mistakenSheets);
  }

  double listed() {
    return percent(listed, named);
  }

  double listedFirst() {
    return percent(listedFirst, named);
  }

  private static double percent(int part, int of) {
    return of == 0 ? 0 : 100.0 * part / of;
  }

  private static void row(StringBuilder text, String name, String aim, String found, int of) {
    text.append(String.format(Locale.ROOT, "| %s | %s | %s | %,d |%n", name, aim, found, of));
  }

  private static String share(double percent, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f %%", percent);
  }

  /** All figures, as tables. */
  public String table() {
    StringBuilder text = new StringBuilder("| figure | aim | found | of |\n|---|---|---|---|\n");
    row(text, "sound lines told NO", "0", String.valueOf(soundRefused), soundLines);
    row(text, "sound lines told FOLLOWS", "0.1 %", share(follows(), 3), soundLines);
    row(text, "root told WRONG", "99 %", share(rootsWrong(), 2), mistakenSheets);
    row(text, "first wrong step exact", "98.5 %", share(firstExact(), 2), mistakenSheets);
    row(text, "mistake listed", "95 %", share(listed(), 2), named);
    row(text, "mistake listed first", "85 %", share(listedFirst(), 2), named);
    row(text, "mistake called right", "0", String.valueOf(rootsRight), mistakenSheets);
    row(
        text,
        "right steps after a mistake told NO",
        "",
        share(percent(laterRefused, laterLines), 2),
        laterLines);
    text.append(
        "\n| lines of | on sound sheets | told NO | after a mistake | told NO |\n|---|---|---|---|---|\n");
    kinds.forEach(
        (kind, n) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %,d | %,d |%n",
                    kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    n[0],
                    n[1],
                    n[2],
                    n[3])));
    text.append(
        "\n| verdict | sound lines | roots | other lines after a mistake |\n|---|---|---|---|\n");
    verdicts.forEach(
        (verdict, n) ->
            text.append(
                String.format(
                    Locale.ROOT, "| %s | %,d | %,d | %,d |%n", verdict, n[0], n[1], n[2])));
    text.append(
        "\n| mistake | made | root WRONG | first step | listed | first |\n|---|---|---|---|---|---|\n");
    slips.forEach(
        (name, n) ->
            text.append(
                n[3] == 0
                    ? "| %s | %d | %d | %d | - | - |%n".formatted(name, n[0], n[1], n[2])
                    : "| %s | %d | %d | %d | %d | %d |%n"
                        .formatted(name, n[0], n[1], n[2], n[4], n[5])));
    text.append("\ncomplaints\n");
    complaints.forEach((what, all) -> text.append("%6d  %s%n".formatted(all.size(), what)));
    return text.toString();
  }

  /** The smallest sheets of each complaint, of different exercises first. */
  public String findings(int shown) {
    StringBuilder text = new StringBuilder();
    complaints.forEach((what, all) -> smallest(what, all, shown).forEach(text::append));
    return text.toString();
  }

  private static List<String> smallest(String what, List<Grade> all, int shown) {
    Map<String, Grade> byKey = new LinkedHashMap<>();
    List<Map.Entry<Complaint, Grade>> small = new ArrayList<>();
    for (Grade grade : new LinkedHashSet<>(all).stream().limit(80).toList()) {
      for (Complaint complaint : grade.complaints()) {
        if (complaint.what().equals(what)) {
          small.add(Map.entry(complaint, grade.smallest(complaint)));
        }
      }
    }
    small.sort(
        Comparator.comparingInt(
            entry ->
                entry.getValue().paper().lines().size() * 4
                    + entry.getValue().paper().exercise().parts().size()));
    List<String> first = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (Map.Entry<Complaint, Grade> entry : small) {
      Grade grade = entry.getValue();
      boolean seen = byKey.put(grade.paper().exercise().title(), grade) != null;
      (seen ? rest : first).add(grade.text(entry.getKey()) + "\n");
    }
    first.addAll(rest);
    return first.subList(0, Math.min(shown, first.size()));
  }
}
