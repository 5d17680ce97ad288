package org.chainrule.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.chainrule.parse.SpelledLine.Kind;
import org.chainrule.parse.SpelledLine.Piece;

/**
 * The lines of a sheet, those that go on in the next one taken together: where a bracket is open,
 * or the next line begins with a relation, as {@code = -4*1} under {@code df/dx = df/dq*dq/dx}.
 */
final class SpelledLines {
  /**
   * A line with those in which it goes on.
   *
   * @param first index of its first line
   * @param end index behind its last one
   * @param pieces what it says, without its LaTeX
   * @param plain what its pieces say with their LaTeX, in one line
   * @param readable whether it is short enough to be read
   * @param relates whether it goes on with a relation, so that its lines must become one
   */
  record Whole(
      int first, int end, List<Piece> pieces, String plain, boolean readable, boolean relates) {}

  /** Words before a value that is given. */
  private static final Set<String> GIVE = Set.of("where", "with", "let", "Let", "given", "and");

  private final List<SpelledLine> typed = new ArrayList<>();
  private final List<Whole> wholes = new ArrayList<>();

  SpelledLines(String sheet) {
    cut(sheet);
    int first = 0; // of the whole line that is being put together
    boolean related = false; // whether it goes on with a relation
    int depth = 0;
    for (int line = 0; line < typed.size(); line++) {
      List<Piece> read = withoutLatex(typed.get(line).pieces);
      boolean relates = read.stream().anyMatch(Pieces::isRelation);
      boolean open = depth > 0 && !relates;
      if (line > first && !open) {
        end(first, line, related);
        OptionalInt before = continued(read);
        first = before.orElse(line);
        related = before.isPresent();
      }
      depth = open ? depth : 0;
      for (Piece piece : read) {
        depth = Math.max(0, depth + Pieces.step(piece));
      }
    }
    end(first, typed.size(), related);
  }

  private static List<Piece> withoutLatex(List<Piece> pieces) {
    List<Piece> read = new ArrayList<>(pieces);
    if (pieces.size() <= Spellings.LONGEST) {
      SpelledLatex.read(read);
    }
    return read;
  }

  /** The lines as they were typed. */
  List<SpelledLine> typed() {
    return typed;
  }

  List<Whole> wholes() {
    return wholes;
  }

  private void cut(String text) {
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isBreak(text.charAt(i))) {
        int end =
            i > start && i < text.length() && text.charAt(i) == '\n' && text.charAt(i - 1) == '\r'
                ? i - 1
                : i;
        boolean pair =
            i + 1 < text.length() && text.charAt(i) == '\r' && text.charAt(i + 1) == '\n';
        if (!pair) {
          typed.add(new SpelledLine(text, start, end));
          start = i + 1;
        }
      }
    }
  }

  private static boolean isBreak(char c) {
    return c == '\n'
        || c == '\r'
        || c == '\u0085'
        || c == '\u2028'
        || c == '\u2029'
        || c == '\u000B';
  }

  /** Takes back the line that goes on in one that begins with a relation; its first line. */
  private OptionalInt continued(List<Piece> next) {
    int before = wholes.size() - 1;
    while (before >= 0 && size(wholes.get(before).pieces()) == 0) {
      before--;
    }
    if (before < 0
        || !wholes.get(before).readable()
        || !continues(wholes.get(before).pieces(), next)) {
      return OptionalInt.empty();
    }
    Whole line = wholes.get(before);
    boolean relates =
        line.pieces().stream().anyMatch(piece -> Pieces.isRelation(piece) || piece.is(":"));
    if (isGiven(line.pieces())
        || SpelledHeading.is(line.pieces())
        || Pieces.isArrow(next.get(0)) && !relates) {
      return OptionalInt.empty();
    }
    wholes.subList(before, wholes.size()).clear();
    return OptionalInt.of(line.first());
  }

  /** Whether a line ends with a value that is given, which nothing goes on from. */
  private static boolean isGiven(List<Piece> line) {
    int end = size(line);
    int at = end - 1;
    if (at < 2 || !line.get(at).isNumber()) {
      return false;
    }
    at -= "-−+".contains(line.get(at - 1).text()) ? 2 : 1;
    return at > 0
        && line.get(at).is("=")
        && line.get(at - 1).isWord()
        && (at == 1
            || ",;".contains(line.get(at - 2).text())
            || GIVE.contains(line.get(at - 2).text()));
  }

  private static boolean continues(List<Piece> before, List<Piece> next) {
    if (next.size() < 2) {
      return false;
    }
    Piece begin = next.get(0);
    boolean claims =
        next.subList(1, next.size()).stream()
            .anyMatch(piece -> Pieces.isRelation(piece) || piece.is(":"));
    boolean open = !before.isEmpty() && before.get(before.size() - 1).is("=");
    if (open && begin.is("[")) {
      return true; // df/dW = and its matrix below
    }
    return Pieces.isArrow(begin) ? !claims : Pieces.isRelation(begin) && !begin.is(":=");
  }

  private void end(int first, int end, boolean related) {
    List<Piece> whole = new ArrayList<>(typed.get(first).pieces);
    for (int line = first + 1; line < end; line++) {
      whole.subList(size(whole), whole.size()).clear();
      List<Piece> more = typed.get(line).pieces;
      for (int i = 0; i < more.size(); i++) {
        boolean row = i == 0 && !related && endsRow(whole) && more.get(0).isNumber();
        whole.add(i > 0 || whole.isEmpty() ? more.get(i) : more.get(i).behind(row ? "\n" : " "));
      }
    }
    String plain = end == first + 1 ? typed.get(first).typed : Pieces.text(whole);
    boolean readable = whole.size() <= Spellings.LONGEST;
    if (readable) {
      SpelledLatex.read(whole);
    }
    wholes.add(new Whole(first, end, whole, plain, readable, related));
  }

  private static boolean endsRow(List<Piece> line) {
    return !line.isEmpty() && line.get(line.size() - 1).isNumber();
  }

  /** How many pieces stand before the comment. */
  private static int size(List<Piece> line) {
    int size = line.size();
    return size > 0 && line.get(size - 1).kind() == Kind.COMMENT ? size - 1 : size;
  }
}
