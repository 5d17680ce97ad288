package org.chainrule.homework.students;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.chainrule.homework.Verdict;
import org.chainrule.homework.students.Marking.Complaint;
import org.chainrule.homework.students.Sheet.Line;
import org.chainrule.homework.students.Sheet.Trait;

/** Counts of what is said of many sheets. */
public final class Figures {
  private final Map<Trait, int[]> traits = new EnumMap<>(Trait.class);
  private final Map<Verdict, Integer> soundVerdicts = new EnumMap<>(Verdict.class);
  private final Map<Verdict, Integer> laterVerdicts = new EnumMap<>(Verdict.class);
  private final Map<Verdict, Integer> rootVerdicts = new EnumMap<>(Verdict.class);
  private final Map<Mistake, int[]> mistakes = new EnumMap<>(Mistake.class);
  private final Map<String, Integer> complaints = new TreeMap<>();
  private final List<Marking> bad = new ArrayList<>();
  private int soundSheets;
  private int soundLines;
  private int mistakenSheets;
  private int mistakenLines;
  private int rootsWrong;
  private int firstExact;
  private int withId;
  private int listed;
  private int first;
  private int rootsRight;
  private int follows;
  private int headSheets;
  private int headLines;
  private int headRefused;

  private Figures() {}

  /**
   * Figures of so many sound sheets and as many mistaken ones.
   *
   * @param seed the first seed
   */
  public static Figures of(long seed, int sheets) {
    Figures figures = sound(seed, sheets);
    for (long next = seed + 1_000_000_000L; figures.mistakenSheets < sheets; next++) {
      Sheets.mistaken(next).ifPresent(sheet -> figures.add(Marking.of(sheet)));
    }
    return figures;
  }

  private static Figures sound(long seed, int sheets) {
    Figures figures = new Figures();
    for (long next = seed; figures.soundSheets < sheets; next++) {
      Sheets.sound(next).ifPresent(sheet -> figures.add(Marking.of(sheet)));
    }
    return figures;
  }

  /** Adds as many sound sheets of students who round locals that are written nowhere. */
  public Figures roundingInTheHead(long seed) {
    for (long next = seed; headSheets < soundSheets; next++) {
      Sheets.inTheHead(next).ifPresent(sheet -> addInTheHead(Marking.of(sheet)));
    }
    return this;
  }

  private void addInTheHead(Marking marking) {
    headSheets++;
    for (Line line : marking.sheet().lines()) {
      headLines++;
      headRefused += marking.isRefused(line) ? 1 : 0;
    }
  }

  private void add(Marking marking) {
    boolean sound = marking.isSound();
    for (Line line : marking.sheet().lines()) {
      if (!sound && marking.sheet().isRoot(line)) {
        continue;
      }
      Verdict verdict = marking.verdict(line);
      follows += sound && marking.isFromAnError(line) ? 1 : 0;
      (sound ? soundVerdicts : laterVerdicts).merge(verdict, 1, Integer::sum);
      for (Trait trait : line.traits()) {
        int[] counts = traits.computeIfAbsent(trait, t -> new int[4]);
        counts[sound ? 0 : 2]++;
        counts[sound ? 1 : 3] += marking.isRefused(line) ? 1 : 0;
      }
    }
    List<Complaint> found = marking.complaints();
    found.forEach(complaint -> complaints.merge(complaint.what(), 1, Integer::sum));
    if (!found.isEmpty()) {
      bad.add(marking);
    }
    if (sound) {
      soundSheets++;
      soundLines += marking.sheet().lines().size();
      return;
    }
    mistakenSheets++;
    mistakenLines += marking.sheet().lines().size();
    Verdict verdict = marking.verdict(marking.root());
    rootVerdicts.merge(verdict, 1, Integer::sum);
    Mistake mistake = marking.sheet().made().mistake();
    int[] counts = mistakes.computeIfAbsent(mistake, m -> new int[5]);
    boolean hasId = !mistake.ids.isEmpty();
    rootsWrong += verdict == Verdict.WRONG ? 1 : 0;
    rootsRight += verdict.isRight() ? 1 : 0;
    firstExact += marking.isFirstWrongExact() ? 1 : 0;
    withId += hasId ? 1 : 0;
    listed += marking.isListed() ? 1 : 0;
    first += marking.isListedFirst() ? 1 : 0;
    counts[0]++;
    counts[1] += verdict == Verdict.WRONG ? 1 : 0;
    counts[2] += marking.isFirstWrongExact() ? 1 : 0;
    counts[3] += marking.isListed() ? 1 : 0;
    counts[4] += marking.isListedFirst() ? 1 : 0;
  }

  List<Marking> bad() {
    return bad;
  }

  /** Lines of sound sheets that are refused. */
  int refused() {
    return soundVerdicts.entrySet().stream()
        .filter(entry -> !entry.getKey().isRight() && entry.getKey() != Verdict.FOLLOWS)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  double refusedShare() {
    return share(refused(), soundLines);
  }

  double follows() {
    return share(follows, soundLines);
  }

  double rootsWrong() {
    return share(rootsWrong, mistakenSheets);
  }

  double firstExact() {
    return share(firstExact, mistakenSheets);
  }

  double listed() {
    return share(listed, withId);
  }

  double first() {
    return share(first, withId);
  }

  /** Mistakes that are called right. */
  int rootsRight() {
    return rootsRight;
  }

  int lines() {
    return soundLines + mistakenLines;
  }

  /** Lines that have something. */
  int lines(Trait trait) {
    int[] counts = traits.getOrDefault(trait, new int[4]);
    return counts[0] + counts[2];
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }

  /** The figures as tables of Markdown. */
  public String table() {
    StringBuilder text = new StringBuilder();
    row(text, "| figure | aim | measured | of |%n|---|---|---|---|%n");
    row(text, "| sound lines told NO | 0 | %d | %,d |%n", refused(), soundLines);
    row(
        text,
        "| sound lines told FOLLOWS from an error | 0.1 %% | %.3f %% | %,d |%n",
        follows(),
        soundLines);
    row(text, "| root told WRONG | 99 %% | %.2f %% | %,d |%n", rootsWrong(), mistakenSheets);
    row(
        text,
        "| first wrong step exact | 98.5 %% | %.2f %% | %,d |%n",
        firstExact(),
        mistakenSheets);
    row(text, "| mistake listed | 95 %% | %.2f %% | %,d |%n", listed(), withId);
    row(text, "| mistake listed first | 85 %% | %.2f %% | %,d |%n", first(), withId);
    row(text, "| mistake called right | 0 | %d | %,d |%n", rootsRight, mistakenSheets);
    int later = laterVerdicts.values().stream().mapToInt(Integer::intValue).sum();
    int no =
        later
            - laterVerdicts.entrySet().stream()
                .filter(e -> e.getKey().isRight() || e.getKey() == Verdict.FOLLOWS)
                .mapToInt(Map.Entry::getValue)
                .sum();
    row(
        text,
        "| right steps on mistaken sheets told NO |  | %.2f %% | %,d |%n",
        share(no, later),
        later);
    row(
        text,
        "| lines told NO where locals are rounded in the head |  | %.2f %% | %,d |%n",
        share(headRefused, headLines),
        headLines);
    row(text, "%n| lines of | on sound sheets | told NO | on mistaken sheets | told NO |%n");
    row(text, "|---|---|---|---|---|%n");
    for (Map.Entry<Trait, int[]> entry : traits.entrySet()) {
      int[] c = entry.getValue();
      String name = entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      row(text, "| %s | %,d | %d | %,d | %d |%n", name, c[0], c[1], c[2], c[3]);
    }
    row(
        text,
        "%n| verdict | sound lines | roots | other lines of mistaken sheets |%n|---|---|---|---|%n");
    for (Verdict verdict : Verdict.values()) {
      int sound = soundVerdicts.getOrDefault(verdict, 0);
      int root = rootVerdicts.getOrDefault(verdict, 0);
      int other = laterVerdicts.getOrDefault(verdict, 0);
      if (sound + root + other > 0) {
        row(text, "| %s | %,d | %,d | %,d |%n", verdict, sound, root, other);
      }
    }
    row(
        text,
        "%n| mistake | ids that mean it | made | root WRONG | first step | listed | first |%n");
    row(text, "|---|---|---|---|---|---|---|%n");
    for (Map.Entry<Mistake, int[]> entry : mistakes.entrySet()) {
      int[] c = entry.getValue();
      Mistake mistake = entry.getKey();
      String name = mistake.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      String ids = mistake.ids.isEmpty() ? "-" : String.join(", ", mistake.ids);
      row(text, "| %s | %s | %d | %d | %d | %d | %d |%n", name, ids, c[0], c[1], c[2], c[3], c[4]);
    }
    row(text, "%n");
    complaints.forEach((what, count) -> row(text, "%d %s%n", count, what));
    return text.toString();
  }

  private static void row(StringBuilder text, String format, Object... parts) {
    text.append(String.format(Locale.ROOT, format, parts));
  }
}
