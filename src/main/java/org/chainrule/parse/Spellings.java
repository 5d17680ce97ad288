package org.chainrule.parse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.parse.SpelledLine.Piece;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.SourceText;
import org.chainrule.source.Span;

/**
 * The lenient reader of homework: of each line as a student typed it, the line in our own notation,
 * with the place of every character. What is typed in our own notation stays as it is, names that
 * the sheet has always win, and what can be read in two ways is asked back. The language does not
 * grow: a session reads with this only what its own language cannot read.
 *
 * <p>{@code test-expressions/homework/spellings.txt} is the table of what is read, with an example
 * for each. The steps: characters ({@link SpelledLine}), lines that go on ({@link SpelledLines}),
 * LaTeX ({@link SpelledLatex}), which exercise a line belongs to ({@link SpelledExercises}) and the
 * names that it has ({@link SpelledNames}); then, line by line ({@link SpelledStatements}),
 * Markdown, relations in words ({@link SpelledPhrases}), bullets, the point ({@link SpelledPoint}),
 * words before a claim ({@link SpelledWords}) and behind it ({@link SpelledRemarks}), its relation,
 * its derivatives, and its numbers ({@link SpelledNumbers}).
 */
public final class Spellings {
  /** A line of more pieces was typed by no student, and is left as it is. */
  static final int LONGEST = 1_000;

  private final SourceText typed;
  private final SpelledLines lines;
  private final SpelledExercises exercises = new SpelledExercises();
  private final Map<Integer, Diagnostic> asked = new LinkedHashMap<>();
  private final BitSet changed = new BitSet();
  private final StringBuilder out;
  private final SourceText.Places places;
  private final List<String> typedLines = new ArrayList<>();

  private Spellings(SourceText typed) {
    this.typed = typed;
    lines = new SpelledLines(typed.text());
    out = new StringBuilder(typed.text().length() + 16);
    places = new SourceText.Places(typed);
  }

  /**
   * A sheet in our own notation.
   *
   * @param text the same lines; the place of every character is that in the sheet as typed
   * @param typed the lines as they were typed, from the first
   * @param asked what was asked back, by the number of the line; such a line is empty in the text
   * @param changed numbers of the lines that were not typed in our own notation
   * @param exercises the text of each exercise, the lines of the others empty
   */
  public record Reading(
      SourceText text,
      List<String> typed,
      Map<Integer, Diagnostic> asked,
      BitSet changed,
      List<SourceText> exercises) {

    /** The line with this number as it was typed. */
    public String line(int number) {
      return number >= 1 && number <= typed.size() ? typed.get(number - 1) : "";
    }
  }

  /** Reads a sheet. */
  public static Reading read(SourceText sheet) {
    return new Spellings(sheet).read();
  }

  private Reading read() {
    SpelledTransposes.read(lines.wholes());
    SpelledSigmoids.read(lines.wholes());
    SpelledGivens.read(lines.wholes());
    int dashes = 0;
    for (SpelledLines.Whole line : lines.wholes()) {
      if (line.readable()) {
        SpelledLists.spread(line.pieces());
      }
      exercises.add(line.pieces(), Pieces.split(line.pieces()), !line.readable());
      for (int more = line.first() + 1; more < line.end(); more++) {
        exercises.add(List.of(), List.of(), true);
      }
      dashes += SpelledBullets.isDash(line.pieces()) ? 1 : 0;
    }
    exercises.tellApart();
    int[] starts = new int[lines.typed().size() + 1];
    SpelledNames names = null;
    SpelledStatements statements = null; // of lines with these names
    for (SpelledLines.Whole line : lines.wholes()) {
      if (exercises.names(line.first()) != names) {
        names = exercises.names(line.first());
        statements = new SpelledStatements(names, dashes > 1);
      }
      write(line, statements, starts);
    }
    out.setLength(out.length() - 1); // the break behind the last line
    starts[lines.typed().size()] = out.length();
    SourceText read = new SourceText(typed.name(), out.toString(), typed.firstLine(), places);
    return new Reading(read, typedLines, asked, changed, exercises.texts(read, starts));
  }

  private void write(SpelledLines.Whole line, SpelledStatements statements, int[] starts) {
    List<Piece> pieces = line.pieces();
    String read = line.plain();
    if (line.readable()) {
      try {
        pieces = statements.read(new ArrayList<>(pieces));
        read = Pieces.text(pieces);
      } catch (AskedBack ask) {
        Span span = new Span(typed, ask.start, ask.end);
        asked.put(
            line.first() + 1,
            Diagnostic.of(ask.problem, span.text().strip()).at(span).help(ask.readings));
        pieces = List.of();
        read = "";
      }
    }
    boolean same =
        read.equals(line.plain().stripTrailing()) && !(line.relates() && line.readable());
    for (int number = line.first(); number < line.end(); number++) {
      SpelledLine each = lines.typed().get(number);
      typedLines.add(same || number > line.first() ? each.typed : typed(line));
      starts[number] = out.length();
      if (same) {
        places.add(out.length(), each.start);
        out.append(each.typed);
      } else if (number == line.first()) {
        changed.set(number + 1);
        for (Piece piece : pieces) {
          out.append(piece.blank().replace('\n', ' '));
          places.add(out.length(), piece.start());
          out.append(piece.text());
        }
        SpelledLine last = lines.typed().get(line.end() - 1);
        places.add(out.length(), last.start + last.typed.length());
      }
      out.append('\n');
    }
  }

  /** What was typed, in one line. */
  private String typed(SpelledLines.Whole line) {
    StringBuilder text = new StringBuilder(lines.typed().get(line.first()).typed);
    for (int number = line.first() + 1; number < line.end(); number++) {
      String more = lines.typed().get(number).typed.strip();
      text.append(more.isEmpty() ? "" : " ").append(more);
    }
    return text.toString();
  }
}
