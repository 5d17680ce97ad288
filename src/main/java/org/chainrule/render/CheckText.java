package org.chainrule.render;

import java.util.List;
import org.chainrule.homework.Judgement;
import org.chainrule.homework.Report;
import org.chainrule.homework.Verdict;
import org.chainrule.source.Cells;
import org.chainrule.source.Characters;
import org.chainrule.value.Digits;

/** A judged sheet for people: each claim with a mark and one sentence. */
public final class CheckText {
  private static final int WIDTH = 80;
  private static final Digits SHOWN = new Digits(4);
  private static final String INDENT = " ".repeat(12);

  private CheckText() {}

  /** The claims in the order of the sheet, then a summary. */
  public static String render(Report report, Paint paint) {
    StringBuilder out = new StringBuilder();
    int width = 0;
    for (Judgement claim : report.claims()) {
      width = Math.max(width, Math.min(40, Cells.of(Characters.shown(claim.text()))));
    }
    for (Judgement claim : report.claims()) {
      String line = String.format(java.util.Locale.ROOT, "%4d  ", claim.line());
      String said = Characters.shown(sentence(claim));
      String text = Characters.shown(claim.text());
      int used = line.length() + 4 + Math.max(width, Cells.of(text)) + Cells.of(said) + 2;
      if (used <= WIDTH || said.equals("ok")) {
        text = Cells.padded(text, width);
      }
      out.append(mark(claim.verdict(), paint)).append(line).append(text);
      if (said.equals("ok")) {
        out.append("  ok\n");
      } else if (used <= WIDTH) {
        out.append("  ").append(said).append('\n');
      } else {
        out.append('\n');
        out.append(INDENT).append(Wrap.wrap(said, WIDTH - 12, INDENT)).append('\n');
      }
      if (!claim.readAs().isEmpty()) {
        String read = "read as " + Characters.shown(claim.readAs());
        out.append(INDENT).append(Wrap.wrap(read, WIDTH - 12, INDENT)).append('\n');
      }
    }
    return out.append('\n').append(summary(report)).toString();
  }

  /** One claim that stands in no sheet, with the likeliest mistake only. */
  public static String line(Judgement claim, Paint paint, int width) {
    String said =
        Characters.shown(
            claim.slips().isEmpty()
                ? claim.message().replaceFirst("^ok(, |$)", "")
                : claim.slips().get(0).message());
    String line = mark(claim.verdict(), paint) + Characters.shown(claim.text());
    if (said.isEmpty()) {
      return line + "\n";
    }
    return Cells.of(line) + Cells.of(said) + 2 <= width
        ? line + "  " + said + "\n"
        : line + "\n    " + Wrap.wrap(said, width - 4, "    ") + "\n";
  }

  private static String sentence(Judgement claim) {
    String id = claim.slips().isEmpty() ? "" : claim.slips().get(0).id() + ": ";
    StringBuilder out = new StringBuilder(id).append(claim.message());
    List<Judgement.Slip> others =
        claim.slips().isEmpty() ? List.of() : claim.slips().subList(1, claim.slips().size());
    for (Judgement.Slip slip : others) {
      out.append("; ").append(slip.id()).append(" fits too");
    }
    return out.toString();
  }

  private static String mark(Verdict verdict, Paint paint) {
    if (verdict.isRight()) {
      return paint.value("ok  ");
    }
    return switch (verdict) {
      case FOLLOWS -> "->  ";
      case NEAR, POINT_ONLY -> "~   ";
      case BLANK -> "    ";
      case UNDECIDED, UNREADABLE, FAULT -> "?   ";
      default -> paint.gradient("NO  ");
    };
  }

  private static String summary(Report report) {
    if (report.claims().isEmpty()) {
      return "there is nothing to check: a claim is a line such as df/dx = -4\n";
    }
    long right = report.claims().stream().filter(claim -> claim.verdict().isRight()).count();
    StringBuilder out = new StringBuilder();
    out.append(right).append(" of ").append(report.claims().size()).append(" right");
    long follow =
        report.claims().stream().filter(claim -> claim.verdict() == Verdict.FOLLOWS).count();
    out.append(follow > 0 ? ", " + follow + " more follow from an error before" : "");
    if (report.score() != Math.rint(report.score())) { // parts of matrices, steps made easy
      out.append("; ").append(SHOWN.format(report.score())).append(" of ");
      out.append(report.claims().size()).append(" marks");
    }
    out.append('\n');
    report
        .firstWrong()
        .ifPresent(
            first ->
                out.append("first wrong step: ")
                    .append(first.quantity())
                    .append(", line ")
                    .append(first.line())
                    .append(
                        report.unwritten().isEmpty()
                            ? ""
                            : "; before it you did not write "
                                + String.join(", ", report.unwritten()))
                    .append('\n'));
    report.remarks().forEach(remark -> out.append("note: ").append(remark).append('\n'));
    return out.toString();
  }
}
