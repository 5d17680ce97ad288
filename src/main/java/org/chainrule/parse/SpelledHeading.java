package org.chainrule.parse;

import java.util.List;
import java.util.regex.Pattern;
import org.chainrule.parse.SpelledLine.Kind;
import org.chainrule.parse.SpelledLine.Piece;

/** Lines that begin an exercise: {@code ## 2}, {@code Exercise 2}, {@code 2)} alone. */
final class SpelledHeading {
  private static final Pattern COMMENT =
      Pattern.compile(
          "#+ *((exercise|problem|question|task|part) *)?[0-9]{1,2} *[).:]?( +\\p{L}.*)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WORD =
      Pattern.compile("exercise|problem|question|task", Pattern.CASE_INSENSITIVE);

  private SpelledHeading() {}

  static boolean is(List<Piece> line) {
    if (line.isEmpty()) {
      return false;
    }
    Piece first = line.get(0);
    if (first.kind() == Kind.COMMENT) {
      return COMMENT.matcher(first.text().strip()).matches();
    }
    boolean number = line.size() > 1 && line.get(1).isWhole();
    if (first.isWord() && number && WORD.matcher(first.text()).matches()) {
      return line.stream().noneMatch(Pieces::isRelation);
    }
    boolean alone = line.size() == 2 || line.size() == 3 && line.get(2).kind() == Kind.COMMENT;
    return alone && first.isWhole() && (line.get(1).is(")") || line.get(1).is("."));
  }
}
