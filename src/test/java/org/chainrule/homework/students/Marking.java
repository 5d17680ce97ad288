package org.chainrule.homework.students;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.homework.Checker;
import org.chainrule.homework.Judgement;
import org.chainrule.homework.Report;
import org.chainrule.homework.Verdict;
import org.chainrule.homework.students.Mistake.Made;
import org.chainrule.homework.students.Sheet.Line;

/** A sheet, what the program says of it, and what of that is not as it should be. */
record Marking(Sheet sheet, Report report, Map<Integer, Judgement> byLine) {
  private static final Set<Verdict> REFUSED =
      Set.of(
          Verdict.WRONG,
          Verdict.NEAR,
          Verdict.SHAPE,
          Verdict.POINT_ONLY,
          Verdict.BLANK,
          Verdict.UNDECIDED,
          Verdict.UNREADABLE,
          Verdict.FAULT);

  /** A complaint about one line: what is not as it should be. */
  record Complaint(String what, Line line) {}

  static Marking of(Sheet sheet) {
    Report report = Checker.check("sheet.hw", sheet.text());
    Map<Integer, Judgement> byLine = new HashMap<>();
    report.claims().forEach(claim -> byLine.put(claim.line(), claim));
    return new Marking(sheet, report, byLine);
  }

  boolean isSound() {
    return sheet.made() == Made.NOT;
  }

  /** What is said of a line; none where it is not taken as a claim. */
  Optional<Judgement> of(Line line) {
    return Optional.ofNullable(byLine.get(sheet.number(line)));
  }

  Verdict verdict(Line line) {
    return of(line).map(Judgement::verdict).orElse(Verdict.UNREADABLE);
  }

  /** The first line that the mistake stands in. */
  Line root() {
    return sheet.lines().stream().filter(sheet::isRoot).findFirst().orElseThrow();
  }

  boolean isFirstWrongExact() {
    int said = report.firstWrong().map(Judgement::line).orElse(-1);
    return sheet.lines().stream()
        .anyMatch(line -> sheet.isRoot(line) && sheet.number(line) == said);
  }

  private List<String> slips() {
    return of(root()).stream()
        .flatMap(judged -> judged.slips().stream())
        .map(Judgement.Slip::id)
        .toList();
  }

  boolean isListed() {
    return slips().stream().anyMatch(sheet.made().mistake().ids::contains);
  }

  boolean isListedFirst() {
    return !slips().isEmpty() && sheet.made().mistake().ids.contains(slips().get(0));
  }

  boolean isRefused(Line line) {
    return REFUSED.contains(verdict(line));
  }

  /** Whether it is told to follow from a line that is an error. */
  boolean isFromAnError(Line line) {
    return verdict(line) == Verdict.FOLLOWS
        && of(line).stream().anyMatch(judged -> !judged.from().isEmpty());
  }

  /** Everything that is not as it should be. */
  List<Complaint> complaints() {
    List<Complaint> complaints = new ArrayList<>();
    boolean refused = sheet.lines().stream().anyMatch(this::isRefused);
    for (Line line : sheet.lines()) {
      if (!isSound() && sheet.isRoot(line)) {
        continue;
      }
      if (isRefused(line)) {
        String whose = isSound() ? "sound line" : "right step on a mistaken sheet";
        complaints.add(new Complaint(whose + " told " + verdict(line), line));
      } else if (isSound() && verdict(line) == Verdict.UNSUPPORTED) {
        complaints.add(new Complaint("sound line told UNSUPPORTED", line));
      } else if (isSound() && verdict(line) == Verdict.FOLLOWS && !refused) {
        String from = isFromAnError(line) ? " from an error" : ", rounding carried far";
        complaints.add(new Complaint("sound line told FOLLOWS" + from, line));
      }
    }
    if (!isSound()) {
      Line root = root();
      if (verdict(root) != Verdict.WRONG) {
        complaints.add(new Complaint("mistake told " + verdict(root), root));
      }
      if (!isFirstWrongExact()) {
        complaints.add(new Complaint("another first wrong step", root));
      }
      if (!sheet.made().mistake().ids.isEmpty() && !isListed()) {
        complaints.add(new Complaint("mistake not listed", root));
      } else if (!sheet.made().mistake().ids.isEmpty() && !isListedFirst()) {
        complaints.add(new Complaint("mistake not listed first", root));
      }
    }
    return complaints;
  }

  /**
   * Whether the mistake can be seen at the digits that are written: no student who works soundly
   * with so many digits, in any way of rounding and with either form of each local, comes within a
   * unit of the last digit of what is written. At a kink many numbers are right: nothing is asked.
   */
  static boolean isVisible(Sheet sheet) {
    for (Line line : sheet.lines()) {
      boolean chosen = line.traits().contains(Sheet.Trait.KINK);
      if (sheet.isRoot(line) && (chosen || !isVisible(sheet, line))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVisible(Sheet sheet, Line root) {
    int size = root.written().entries().size();
    BigDecimal[] low = new BigDecimal[size];
    BigDecimal[] high = new BigDecimal[size];
    RoundingMode[] modes = {RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.DOWN};
    for (RoundingMode mode : modes) {
      for (int way = 0; way < 4; way++) {
        long forms = sheet.habits().seed() + way / 2 * 7;
        Optional<Line> sound =
            Student.work(
                    sheet.exercise(),
                    sheet.habits().but(mode, way % 2 == 0, forms),
                    Made.NOT,
                    sheet.dropped())
                .flatMap(other -> find(other, root.quantity()));
        for (int i = 0; sound.isPresent() && i < size; i++) {
          for (Decimals numbers : List.of(sound.get().written(), sound.get().own())) {
            BigDecimal number = numbers.entries().get(i);
            low[i] = low[i] == null ? number : low[i].min(number);
            high[i] = high[i] == null ? number : high[i].max(number);
          }
        }
      }
    }
    for (int i = 0; i < size; i++) {
      BigDecimal written = root.written().entries().get(i);
      BigDecimal unit = BigDecimal.ONE.movePointLeft(Math.max(1, written.scale()));
      if (low[i] != null
          && (written.compareTo(low[i].subtract(unit)) < 0
              || written.compareTo(high[i].add(unit)) > 0)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Line> find(Sheet sheet, String quantity) {
    return sheet.lines().stream().filter(line -> line.quantity().equals(quantity)).findFirst();
  }
}
