package org.chainrule.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.homework.Judgement;
import org.chainrule.homework.Report;
import org.chainrule.homework.Verdict;
import org.chainrule.source.Cells;
import org.chainrule.source.Characters;
import org.chainrule.value.Digits;

/** A judged sheet for people: each claim with a mark and one sentence. */
public final class CheckText {
  /** Columns where nobody tells how many there are. */
  public static final int USUAL_WIDTH = 80;

  private static final Digits SHOWN = new Digits(4);

  /** The mark of a claim and the number of its line. */
  private static final int LABEL = 10;

  private static final String LABELLED = " ".repeat(LABEL);

  /** What is said stands in a column of its own only beside texts as short as this. */
  private static final int SHORT = 40;

  /** Below, what hangs is indented less. */
  private static final int NARROW = 60;

  private CheckText() {}

  /** The same in lines of the usual width. */
  public static String render(Report report, Paint paint) {
    return render(report, paint, USUAL_WIDTH);
  }

  /** The claims in the order of the sheet, then a summary. */
  public static String render(Report report, Paint paint, int width) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (Judgement claim : report.claims()) {
      int cells = Cells.of(Characters.shown(claim.text()));
      column = Math.max(column, Math.min(Math.min(SHORT, width / 2), cells));
    }
    String indent = " ".repeat(width < NARROW ? 4 : LABEL + 2);
    for (Judgement claim : report.claims()) {
      String text = Characters.shown(claim.text());
      String said = Characters.shown(sentence(claim));
      out.append(mark(claim.verdict(), paint));
      out.append(String.format(Locale.ROOT, "%4d  ", claim.line()));
      int used = LABEL + Math.max(column, Cells.of(text)) + 2 + Cells.of(said);
      if (!said.isEmpty() && used <= width) {
        out.append(Cells.padded(text, column)).append("  ").append(said).append('\n');
      } else {
        String lines = text.isBlank() ? LABELLED : Wrap.wrap(LABELLED + text, width, LABELLED);
        out.append(lines.substring(LABEL)).append('\n');
        hang(out, said, indent, width);
      }
      String read = claim.readAs().isEmpty() ? "" : "read as " + claim.readAs();
      hang(out, Characters.shown(read), indent, width);
    }
    return out.append('\n').append(summary(report, width)).toString();
  }

  /** Appends a sentence in lines of its own, if there is something to say. */
  private static void hang(StringBuilder out, String sentence, String indent, int width) {
    if (!sentence.isEmpty()) {
      out.append(Wrap.wrap(indent + sentence, width, indent)).append('\n');
    }
  }

  /** One claim that stands in no sheet, with the likeliest mistake only. */
  public static String line(Judgement claim, Paint paint, int width) {
    String said =
        Characters.shown(claim.slips().isEmpty() ? message(claim) : claim.slips().get(0).message());
    String line = mark(claim.verdict(), paint) + Characters.shown(claim.text());
    if (said.isEmpty()) {
      return line + "\n";
    }
    return Cells.of(line) + Cells.of(said) + 2 <= width
        ? line + "  " + said + "\n"
        : line + "\n    " + Wrap.wrap(said, width - 4, "    ") + "\n";
  }

  /** What is said beside the mark, which tells already that a claim is right. */
  private static String message(Judgement claim) {
    return claim.message().replaceFirst("^ok(, | |$)", "");
  }

  /** The same, with the names of the mistakes that fit. */
  private static String sentence(Judgement claim) {
    StringBuilder out = new StringBuilder(message(claim));
    String before = " (";
    for (Judgement.Slip slip : claim.slips()) {
      out.append(before).append(slip.id());
      before = before.equals(" (") ? "; or " : ", ";
    }
    return claim.slips().isEmpty() ? out.toString() : out.append(')').toString();
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

  private static String summary(Report report, int width) {
    if (report.claims().isEmpty()) {
      return "there is nothing to check: a claim is a line such as df/dx = -4\n";
    }
    List<String> lines = new ArrayList<>();
    int all = report.claims().size();
    long right = report.claims().stream().filter(claim -> claim.verdict().isRight()).count();
    long follow =
        report.claims().stream().filter(claim -> claim.verdict() == Verdict.FOLLOWS).count();
    String marks = // where parts of matrices count, or steps that an error made easy
        report.score() == Math.rint(report.score())
            ? ""
            : "; " + SHOWN.format(report.score()) + " of " + all + " marks";
    lines.add(
        right
            + " of "
            + all
            + " right"
            + (follow > 0
                ? ", "
                    + follow
                    + " more follow"
                    + (follow == 1 ? "s" : "")
                    + " from an error before"
                : "")
            + marks);
    if (report.firstWrong().isPresent()) {
      Judgement first = report.firstWrong().get();
      String before =
          report.unwritten().isEmpty()
              ? ""
              : "; before it you did not write " + String.join(", ", report.unwritten());
      lines.add("first wrong step: " + first.quantity() + ", line " + first.line() + before);
    }
    report.remarks().forEach(remark -> lines.add("note: " + remark));
    StringBuilder out = new StringBuilder();
    for (String line : lines) {
      out.append(Wrap.wrap(Characters.shown(line), width, "  ")).append('\n');
    }
    return out.toString();
  }
}
