package org.chainrule.parse;

import java.util.List;
import java.util.regex.Pattern;
import org.chainrule.parse.SpelledLine.Kind;
import org.chainrule.parse.SpelledLine.Piece;

/** Lines that begin an exercise: {@code ## 2}, {@code Exercise 2}, {@code 2)} alone. */
final class SpelledHeading {
  private static final Pattern COMMENT =
      Pattern.compile(
          "#+ *((exercise|problem|question|task|part|aufgabe) *)?[0-9]{1,2} *[).:]?( +\\p{L}.*)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WORD =
      Pattern.compile("exercise|problem|question|task|aufgabe", Pattern.CASE_INSENSITIVE);

  private SpelledHeading() {}

  /** Whether a line is {@code ---}. */
  static boolean isRule(List<Piece> line) {
    boolean rule = line.size() > 2;
    for (Piece piece : line) {
      rule &= piece.is("-") && (piece == line.get(0) || piece.blank().isEmpty());
    }
    return rule;
  }

  /** Whether a line is {@code Problem 2: f = x^2}: the number of an exercise, and more. */
  static boolean isBefore(List<Piece> line) {
    return line.size() > 5
        && line.get(0).isWord()
        && WORD.matcher(line.get(0).text()).matches()
        && line.get(1).isWhole()
        && ":.)".contains(line.get(2).text());
  }

  /** Whether a line is {@code 2) f = x^2}, {@code 2. f = x^2} or {@code b) f = x^2}. */
  static boolean isNumbered(List<Piece> line) {
    if (line.size() < 5) {
      return false;
    }
    boolean open = line.get(0).is("(");
    Piece label = line.get(open ? 1 : 0);
    Piece mark = line.get(open ? 2 : 1);
    boolean letter = label.isWord() && label.text().length() == 1;
    boolean point = label.isWhole() && !open && mark.is(".") && mark.blank().isEmpty();
    return (label.isWhole() || letter) && (mark.is(")") || point);
  }

  static boolean is(List<Piece> line) {
    if (line.isEmpty()) {
      return false;
    }
    Piece first = line.get(0);
    if (first.kind() == Kind.COMMENT) {
      return COMMENT.matcher(first.text().strip()).matches();
    }
    if (isRule(line)) {
      return true;
    }
    boolean number = line.size() > 1 && line.get(1).isWhole();
    if (first.isWord() && number && WORD.matcher(first.text()).matches()) {
      return line.stream().noneMatch(Pieces::isRelation);
    }
    boolean alone = line.size() == 2 || line.size() == 3 && line.get(2).kind() == Kind.COMMENT;
    return alone && first.isWhole() && (line.get(1).is(")") || line.get(1).is("."));
  }
}
