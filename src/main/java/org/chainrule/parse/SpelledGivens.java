package org.chainrule.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.parse.SpelledLine.Kind;
import org.chainrule.parse.SpelledLine.Piece;

/**
 * {@code x = 2 y = 3}: values that blanks alone separate. Where one blank stands there, {@code x =
 * 2 y = 3} may be a product, and is read so if the sheet says elsewhere what y is.
 */
final class SpelledGivens {
  private SpelledGivens() {}

  /** Puts semicolons between such values. */
  static void read(List<SpelledLines.Whole> lines) {
    Set<String> heads = null; // of other statements
    for (SpelledLines.Whole line : lines) {
      List<Piece> s = line.pieces();
      for (int next = 3; line.readable() && next + 2 < s.size(); next++) {
        int end = end(s, next);
        int start = end > 0 ? start(s, next) : -1;
        if (start < 0) {
          continue;
        }
        boolean sure = s.get(next).blank().length() > 1 || s.get(next).blank().equals("\t");
        sure |= s.get(start + 1).blank().isEmpty() && s.get(next + 1).blank().isEmpty();
        if (!sure && heads == null) {
          heads = heads(lines);
        }
        String name = s.get(next).text();
        if (sure || !heads.contains(name) && !name.startsWith("d")) {
          Piece at = s.get(next);
          s.add(next, new Piece(Kind.MARK, "", ";", at.start(), at.start()));
          next++;
        }
      }
    }
  }

  /** Names that begin a statement which is no value behind another one. */
  private static Set<String> heads(List<SpelledLines.Whole> lines) {
    Set<String> heads = new HashSet<>();
    for (SpelledLines.Whole line : lines) {
      for (List<Piece> statement : Pieces.split(line.pieces())) {
        List<Piece> bare = new ArrayList<>(statement);
        boolean separated = !bare.isEmpty() && ",;".contains(bare.get(0).text());
        SpelledEquation equation =
            SpelledEquation.of(separated ? bare.subList(1, bare.size()) : bare);
        if (equation != null) {
          heads.add(equation.head());
        }
      }
    }
    return heads;
  }

  /** Where the value before {@code next} begins; -1 if none stands there alone. */
  private static int start(List<Piece> s, int next) {
    int at = next - 1;
    if (!s.get(at).isNumber()) {
      return -1;
    }
    at -= "-−+".contains(s.get(at - 1).text()) ? 2 : 1;
    boolean value = at > 0 && s.get(at).is("=") && s.get(at - 1).isWord();
    boolean begins =
        at == 1 || at > 1 && (",;".contains(s.get(at - 2).text()) || isPlain(s, at - 2));
    return value && begins ? at - 1 : -1;
  }

  /** Whether a word such as {@code with} begins what is given. */
  private static boolean isPlain(List<Piece> s, int i) {
    return Set.of("with", "where", "let", "given", "at", "for")
            .contains(SpelledWords.lower(s.get(i)))
        || s.get(i).is(":");
  }

  /** Behind the value that begins at a name; -1 if none does, or more stands behind it. */
  private static int end(List<Piece> s, int name) {
    boolean given =
        s.get(name).isWord() && !s.get(name).blank().isEmpty() && s.get(name + 1).is("=");
    int number = given && "-−+".contains(s.get(name + 2).text()) ? name + 3 : name + 2;
    if (!given || number >= s.size() || !s.get(number).isNumber()) {
      return -1;
    }
    int end = number + 1;
    boolean ends =
        end == s.size()
            || s.get(end).kind() == Kind.COMMENT
            || ",;.".contains(s.get(end).text())
            || s.get(end).isWord() && Pieces.text(s, end + 1).equals("=");
    return ends ? end : -1;
  }
}
