package org.chainrule.homework.classroom;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.chainrule.homework.Checker;
import org.chainrule.homework.Judgement;
import org.chainrule.homework.Report;
import org.chainrule.homework.Verdict;
import org.chainrule.homework.classroom.Paper.Kind;
import org.chainrule.homework.classroom.Paper.Line;

/** A paper, and what the checker says of it. */
record Grade(Paper paper, Report report, Map<Integer, Judgement> byLine) {
  // the number rule's own limit between a last digit that is off, and an error
  private static final BigDecimal NEAR = new BigDecimal("1.5");

  /** Something that the checker should not have said of a line. */
  record Complaint(String what, String key) {}

  static Grade of(Paper paper) {
    Report report = Checker.check("paper.hw", paper.text());
    Map<Integer, Judgement> byLine = new HashMap<>();
    report.claims().forEach(claim -> byLine.put(claim.line(), claim));
    return new Grade(paper, report, byLine);
  }

  /** A sound paper of a seed. */
  static Optional<Paper> sound(long seed) {
    return Pupil.work(exercise(seed), Hand.of(seed), Slip.NONE, Set.of());
  }

  /** A paper with one mistake that can be seen. */
  static Optional<Paper> mistaken(long seed) {
    Exercise exercise = exercise(seed);
    Slip slip = Slip.any(exercise, new Random(seed * 31 + 5));
    return Pupil.work(exercise, Hand.of(seed), slip, Set.of()).filter(Grade::isVisible);
  }

  private static Exercise exercise(long seed) {
    return Lessons.exercise((int) Math.floorMod(seed, (long) Lessons.count()), seed);
  }

  Optional<Judgement> judgement(Line line) {
    return Optional.ofNullable(byLine.get(paper.number(line)));
  }

  Verdict verdict(Line line) {
    return judgement(line).map(Judgement::verdict).orElse(Verdict.UNREADABLE);
  }

  boolean isRefused(Line line) {
    Verdict verdict = verdict(line);
    return !verdict.isRight() && verdict != Verdict.FOLLOWS;
  }

  boolean isFollowing(Line line) {
    return verdict(line) == Verdict.FOLLOWS;
  }

  Line root() {
    return paper.roots().get(0);
  }

  boolean isFirstExact() {
    int said = report.firstWrong().map(Judgement::line).orElse(-1);
    return paper.roots().stream().anyMatch(line -> paper.number(line) == said);
  }

  private List<String> slips() {
    return judgement(root()).stream()
        .flatMap(j -> j.slips().stream())
        .map(Judgement.Slip::id)
        .toList();
  }

  boolean isListed() {
    return slips().stream().anyMatch(paper.slip().ids()::contains);
  }

  boolean isListedFirst() {
    return !slips().isEmpty() && paper.slip().ids().contains(slips().get(0));
  }

  List<Complaint> complaints() {
    List<Complaint> all = new ArrayList<>();
    String whose = paper.isSound() ? "sound" : "right step after a mistake";
    for (Line line : paper.lines()) {
      if (line.root()) {
        continue;
      }
      if (isRefused(line)) {
        all.add(new Complaint(whose + " told " + verdict(line), line.key()));
      } else if (paper.isSound() && (isFollowing(line) || verdict(line) == Verdict.UNSUPPORTED)) {
        all.add(new Complaint(whose + " told " + verdict(line), line.key()));
      }
    }
    if (paper.isSound()) {
      return all;
    }
    Line root = root();
    if (verdict(root) != Verdict.WRONG) {
      all.add(new Complaint("mistake told " + verdict(root), root.key()));
    }
    if (!isFirstExact()) {
      all.add(new Complaint("another first wrong step", root.key()));
    }
    if (!paper.slip().ids().isEmpty() && !isListedFirst()) {
      String how = isListed() ? "mistake not first: " : "mistake not listed: ";
      all.add(new Complaint(how + paper.slip().name(), root.key()));
    }
    return all;
  }

  /**
   * Whether the mistake can be seen: in every line that it stands in, no sound student of the same
   * digits comes within a unit and a half of the last digit of what is written, however he rounds,
   * on paper or in the head, and whatever form he takes. Where a choice at a kink makes many
   * numbers right, nothing is asked.
   */
  private static boolean isVisible(Paper paper) {
    List<Line> roots = paper.roots();
    if (roots.isEmpty() || roots.stream().anyMatch(line -> line.kinds().contains(Kind.KINK))) {
      return false;
    }
    List<Paper> sound = new ArrayList<>();
    Hand hand = paper.hand();
    for (RoundingMode mode :
        List.of(RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.DOWN)) {
      for (int way = 0; way < 9; way++) {
        Hand other = hand.but(mode, way % 3 == 0, way % 3 == 1, hand.forms() + way / 3 * 7L);
        Pupil.work(paper.exercise(), other, Slip.NONE, paper.dropped()).ifPresent(sound::add);
      }
    }
    boolean stays = Pupil.work(paper.exercise(), hand, Slip.NONE, paper.dropped()).isPresent();
    return stays && roots.stream().allMatch(root -> isVisible(root, hand, sound));
  }

  private static boolean isVisible(Line root, Hand hand, List<Paper> sound) {
    for (int i = 0; i < root.written().entries().size(); i++) {
      BigDecimal written = root.written().entries().get(i);
      BigDecimal unit =
          NEAR.movePointLeft(written.scale() > 0 ? written.scale() : hand.scale(written));
      BigDecimal low = null;
      BigDecimal high = null;
      for (Paper paper : sound) {
        Line line = paper.line(root.key()).orElseThrow();
        for (Block numbers : List.of(line.written(), line.own())) {
          BigDecimal number = numbers.entries().get(i);
          low = low == null ? number : low.min(number);
          high = high == null ? number : high.max(number);
        }
      }
      if (written.compareTo(low.subtract(unit)) < 0 || written.compareTo(high.add(unit)) > 0) {
        return true;
      }
    }
    return false;
  }

  /** The same complaint with as few lines as possible. */
  Grade smallest(Complaint complaint) {
    Grade best = this;
    boolean better = true;
    while (better) {
      better = false;
      for (Line line : best.paper.lines()) {
        Set<String> dropped = new HashSet<>(best.paper.dropped());
        dropped.add(line.key());
        Optional<Grade> next =
            Pupil.work(paper.exercise(), paper.hand(), paper.slip(), dropped)
                .filter(p -> p.isSound() || isVisible(p))
                .map(Grade::of)
                .filter(g -> g.complaints().contains(complaint));
        if (next.isPresent()) {
          best = next.get();
          better = true;
          break;
        }
      }
    }
    return best;
  }

  /** The sheet with what is said of each line. */
  String text(Complaint complaint) {
    StringBuilder text = new StringBuilder("--- " + complaint.what() + ", " + complaint.key());
    Hand hand = paper.hand();
    text.append(
        "\n%s; %d %s, %s%s, %s; mistake: %s %s\n"
            .formatted(
                paper.exercise().title(),
                hand.digits(),
                hand.significant() ? "digits" : "decimals",
                hand.mode(),
                hand.memory() ? ", from memory" : "",
                hand.layout(),
                paper.slip().name(),
                paper.slip().key()));
    String[] all = paper.text().split("\n");
    for (int i = 0; i < all.length; i++) {
      text.append("    ").append(all[i]);
      Judgement judged = byLine.get(i + 1);
      if (judged != null) {
        text.append("    # ").append(judged.verdict()).append(' ').append(judged.from());
        if (!judged.verdict().isRight()) {
          text.append(' ').append(judged.message().replace('\n', ' '));
          judged.slips().forEach(slip -> text.append(" {").append(slip.id()).append('}'));
        }
      }
      text.append('\n');
    }
    for (Line line : paper.lines()) {
      if (line.key().equals(complaint.key())) {
        text.append(
            "    truth of %s: %s, before rounding %s\n"
                .formatted(
                    line.key(),
                    Truth.of(paper.exercise(), line.key(), hand.share())
                        .map(e -> e.setScale(8, RoundingMode.HALF_EVEN)),
                    line.own().map(e -> e.setScale(8, RoundingMode.HALF_EVEN))));
      }
    }
    return text.toString();
  }
}
