package org.chainrule.parse;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.parse.SpelledLine.Kind;
import org.chainrule.parse.SpelledLine.Piece;

/**
 * Markdown in a line of homework: {@code **df/dx** = -4}, {@code | df/dx | -4 |}, {@code ~~-5~~
 * -4}.
 */
final class SpelledMarkup {
  private static final List<String> EMPHASIS = List.of("**", "*");

  private final SpelledNames names;

  SpelledMarkup(SpelledNames names) {
    this.names = names;
  }

  void read(List<Piece> line) {
    while (line.size() > 1 && (line.get(0).is(">") || Pieces.isArrow(line.get(0)))) {
      line.remove(0);
    }
    strike(line);
    row(line);
    emphasis(line);
    underscores(line);
  }

  /** What is struck out was not meant. */
  private static void strike(List<Piece> line) {
    int from = -1;
    for (int i = 0; i < line.size(); i++) {
      if (line.get(i).is("~~") && from < 0) {
        from = i;
      } else if (line.get(i).is("~~")) {
        line.subList(from, i + 1).clear();
        i = from - 1;
        from = -1;
      }
    }
  }

  /** A row of a table is a claim, where it has a quantity and one thing besides. */
  private void row(List<Piece> line) {
    int last = line.size() - 1;
    if (last < 2 || !line.get(0).is("|") || !line.get(last).is("|")) {
      return;
    }
    List<List<Piece>> cells = new ArrayList<>();
    List<Integer> bars = new ArrayList<>();
    List<Piece> cell = new ArrayList<>();
    for (int i = 1; i <= last; i++) {
      if (line.get(i).is("|")) {
        cells.add(cell);
        bars.add(i);
        cell = new ArrayList<>();
      } else {
        cell.add(line.get(i));
      }
    }
    if (cells.stream().allMatch(SpelledMarkup::isRule)
        || cells.size() > 1 && cells.stream().allMatch(this::isTitle)) {
      line.clear();
      return;
    }
    if (cells.size() == 3
        && cells.get(0).size() == 1
        && cells.get(0).get(0).isWhole()
        && isQuantity(cells.get(1))) {
      cells.remove(0); // the number of the step
      bars.remove(0);
    }
    boolean spelled = cells.size() == 3 && cells.get(1).size() == 1;
    if (spelled && Pieces.isRelation(cells.get(1).get(0)) && isQuantity(cells.get(0))) {
      if (cells.get(0).get(0).blank().isEmpty()) {
        throw new AskedBack(
            line.get(0),
            line.get(last),
            "write the claim without |, or abs(...) for an absolute value");
      }
      List<Piece> claim = new ArrayList<>(cells.get(0));
      claim.addAll(cells.get(1));
      claim.addAll(cells.get(2));
      line.clear();
      line.addAll(claim);
    } else if (cells.size() == 2 && isQuantity(cells.get(0)) && !cells.get(1).isEmpty()) {
      Piece bar = line.get(bars.get(0));
      List<Piece> claim = new ArrayList<>(cells.get(0));
      if (!Pieces.isRelation(cells.get(1).get(0))) {
        claim.add(new Piece(Kind.MARK, " ", "=", bar.start(), bar.end()));
      }
      claim.addAll(cells.get(1));
      line.clear();
      line.addAll(claim);
    }
  }

  private static boolean isRule(List<Piece> cell) {
    return !cell.isEmpty() && cell.stream().allMatch(piece -> piece.text().matches("[-:]+|->|-->"));
  }

  private boolean isTitle(List<Piece> cell) {
    return cell.stream().allMatch(piece -> piece.isWord() && !names.isTaken(piece.text()));
  }

  private boolean isQuantity(List<Piece> cell) {
    boolean some = false;
    for (int i = 0; i < cell.size(); i++) {
      Piece piece = cell.get(i);
      some |= piece.isWord() && names.isQuantity(piece.text()) || SpelledNames.isQuotient(cell, i);
      if (Pieces.isRelation(piece)) {
        return false;
      }
    }
    return some;
  }

  /** Stars that multiply nothing. */
  private void emphasis(List<Piece> line) {
    for (String star : EMPHASIS) {
      List<Integer> idle = new ArrayList<>();
      for (int i = 0; i < line.size(); i++) {
        boolean opens = i == 0 ? !bulleted(line) : isBefore(line.get(i - 1)) && isTight(line, i);
        boolean closes = i == line.size() - 1 || isBehind(line.get(i + 1));
        if (line.get(i).is(star) && (idle.size() % 2 == 0 ? opens : closes)) {
          idle.add(i);
        }
      }
      if (idle.size() % 2 == 0) {
        for (int k = idle.size() - 1; k >= 0; k--) {
          int at = idle.get(k);
          Piece gone = line.remove(at);
          if (at < line.size() && line.get(at).blank().isEmpty()) {
            line.set(at, line.get(at).behind(gone.blank()));
          }
        }
      }
    }
  }

  /** Whether a blank stands behind the first piece, so that it is a bullet. */
  private static boolean bulleted(List<Piece> line) {
    return line.size() > 1 && !line.get(1).blank().isEmpty();
  }

  private static boolean isTight(List<Piece> line, int i) {
    return i + 1 < line.size() && line.get(i + 1).blank().isEmpty();
  }

  private boolean isBefore(Piece piece) {
    return Pieces.isRelation(piece)
        || Pieces.isArrow(piece)
        || ",;:-*•".contains(piece.text())
        || piece.isWord() && !names.isTaken(piece.text()) && !names.isQuantity(piece.text());
  }

  private static boolean isBehind(Piece piece) {
    return Pieces.isRelation(piece)
        || Pieces.isArrow(piece)
        || ",;:.!".contains(piece.text())
        || piece.isWord() && !piece.blank().isEmpty()
        || piece.is("(") && !piece.blank().isEmpty();
  }

  /** {@code _df/dx_} and {@code __df/dx__}. */
  private void underscores(List<Piece> line) {
    int open = -1;
    for (int i = 0; i < line.size(); i++) {
      String text = line.get(i).text();
      if (!line.get(i).isWord() || names.isTaken(text) || i > 0 && line.get(i - 1).is("|")) {
        continue;
      }
      open = open < 0 && text.startsWith("_") ? i : open;
      if (open >= 0 && text.endsWith("_")) {
        trim(line, i);
        if (i > open) {
          trim(line, open);
        }
        return;
      }
    }
  }

  /** Takes the underscores off both ends of a word. */
  private static void trim(List<Piece> line, int i) {
    String text = line.get(i).text();
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == '_') {
      start++;
    }
    while (end > start && text.charAt(end - 1) == '_') {
      end--;
    }
    if (start == end) {
      line.remove(i);
    } else {
      Pieces.replace(line, i, i + 1, text.substring(start, end));
    }
  }
}
