package org.chainrule.homework;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.chainrule.parse.Spellings;
import org.chainrule.sheet.Place;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.source.SourceText;

/**
 * Judges a sheet of hand-computed numbers and formulas: every claim against the truth, and against
 * what follows from the student's own lines.
 *
 * <pre>
 * q = x + y; f = q*z; x = -2; y = 5; z = -4
 * q = 3           right: it is 3
 * df/dq = 3       wrong, it is z = -4; 3 is q itself, and the mistake has a name: own-input
 * df/dx = 3       not -4 either, but df/dq*1 with the student's df/dq: the right step
 * df/dz = 3       right
 * </pre>
 */
public final class Checker {
  private Checker() {}

  /** Judges the text of a sheet. */
  public static Report check(String name, String text) {
    return check(name, text, Limits.HOMEWORK);
  }

  /** Judges the text of a sheet within limits. */
  public static Report check(String name, String text, Limits limits) {
    boolean tooLong = text.length() > limits.of(Limit.BYTES);
    List<String> lines = List.of(tooLong ? new String[] {"..."} : text.split("\\r\\n|\\r|\\n", -1));
    if (tooLong || lines.size() > limits.of(Limit.LINES)) {
      String message =
          "the sheet has more than "
              + limits.of(Limit.BYTES)
              + " bytes or "
              + limits.of(Limit.LINES)
              + " lines; the options --max-bytes N and --max-lines N allow more";
      Judgement tooLarge = Judgement.plain(1, lines.get(0), Verdict.UNDECIDED, message);
      return new Report(name, lines, List.of(tooLarge), Optional.empty(), List.of(), List.of());
    }
    Spellings.Reading reading = Spellings.read(new SourceText(name, text));
    List<Judgement> found = new ArrayList<>();
    reading.asked().forEach((line, error) -> found.add(Judgement.refused(line, "", error)));
    Optional<Judgement> firstWrong = Optional.empty();
    List<String> unwritten = List.of();
    List<String> remarks = new ArrayList<>();
    for (SourceText exercise : reading.exercises()) {
      HomeworkSheet sheet = HomeworkSheet.of(exercise, limits);
      Exercise judged = new Exercise(sheet, limits).judged();
      found.addAll(judged.judgements());
      sheet.unreadable.forEach((line, error) -> found.add(refused(line, error)));
      for (HomeworkSheet.Line line : sheet.blank) {
        found.add(Judgement.plain(line.number(), line.text(), Verdict.BLANK, "not answered"));
      }
      sheet.idle.forEach((line, input) -> remarks.add(notUsed(line, input)));
      judged.spent().ifPresent(remarks::add);
      judged.output().ifPresent(output -> remarks.add("the output is " + output));
      if (firstWrong.isEmpty()) {
        firstWrong = judged.firstWrong();
        unwritten = judged.unwritten();
      }
    }
    UnaryOperator<Judgement> typed =
        each -> reading.changed().get(each.line()) ? each.typed(reading.line(each.line())) : each;
    found.replaceAll(typed);
    found.sort(Comparator.comparingInt(Judgement::line));
    return new Report(name, lines, found, firstWrong.map(typed), unwritten, remarks);
  }

  /**
   * Judges one claim about statements that claim nothing themselves.
   *
   * @param statements definitions, values, and the output where it is chosen
   * @param claim the claim, as a sheet of homework has it
   * @param inputs names that are inputs although no statement uses them
   * @return empty if the statement claims nothing
   */
  public static Optional<Judgement> judge(
      List<Place> statements, Place claim, Set<String> inputs, Limits limits) {
    List<Place> all = new ArrayList<>(statements);
    all.add(claim);
    HomeworkSheet sheet = HomeworkSheet.of(all, inputs, limits);
    HomeworkSheet.Line line = sheet.line(claim.span());
    if (sheet.unreadable.containsKey(line)) {
      return Optional.of(refused(line, sheet.unreadable.get(line)));
    }
    return new Exercise(sheet, limits).judged().judgements().stream().findFirst();
  }

  private static String notUsed(HomeworkSheet.Line line, String input) {
    return "line " + line.number() + " is not used: no formula has " + input;
  }

  private static Judgement refused(HomeworkSheet.Line line, Diagnostic error) {
    return Judgement.refused(line.number(), line.text(), error);
  }
}
