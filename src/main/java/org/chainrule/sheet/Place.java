package org.chainrule.sheet;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.ast.Expr;
import org.chainrule.ast.SourceMap;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.ast.Trees;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Span;

/**
 * Where a statement stands.
 *
 * @param text the text it belongs to
 * @param statement its number there, from 0
 */
public record Place(Text text, int statement) {

  /** The place of a statement that was made and not read. */
  public static Place of(Statement statement) {
    return new Place(Text.of(statement), 0);
  }

  /** Where the statements of a text stand. */
  public static List<Place> all(Text text) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < text.statements().size(); i++) {
      places.add(new Place(text, i));
    }
    return places;
  }

  /** Another statement at the same place, whose expressions are the first of this one's. */
  public Place saying(Statement other) {
    List<Statement> statements = new ArrayList<>(text.statements());
    List<Text.Mentions> mentions = new ArrayList<>(text.mentions());
    statements.set(statement, other);
    mentions.set(statement, Text.Mentions.behindLeft(other));
    return new Place(new Text(statements, mentions, text.map(), List.of()), statement);
  }

  /** The same statement in a text of its own: what is said of it does not show the others. */
  public Place alone() {
    if (span().text().length() == span().source().text().length()) {
      return this;
    }
    SourceMap map = text.map().alone(statement);
    List<Diagnostic> notes = new ArrayList<>();
    for (Diagnostic note : notes()) {
      notes.add(note.in(map.statement(0).source(), span().start()));
    }
    return new Place(new Text(List.of(content()), List.of(mentions()), map, notes), 0);
  }

  /** What the reader noticed in it, of the notes of its text, which are in order. */
  List<Diagnostic> notes() {
    List<Diagnostic> notes = text.notes();
    int first = before(span().start());
    return first == notes.size() ? List.of() : notes.subList(first, before(span().end()));
  }

  /** How many notes of the text stand before an offset. */
  private int before(int offset) {
    int low = 0;
    int high = text.notes().size();
    while (low < high) {
      int middle = (low + high) / 2;
      boolean before = text.notes().get(middle).labels().get(0).span().start() < offset;
      low = before ? middle + 1 : low;
      high = before ? high : middle;
    }
    return low;
  }

  /** The statement itself. */
  public Statement content() {
    return text.statements().get(statement);
  }

  /** What it uses behind its left side. */
  public Text.Mentions mentions() {
    return text.mentions().get(statement);
  }

  /** From its first character to its last. */
  public Span span() {
    return text.map().statement(statement);
  }

  /** Where the first side of the statement ends; its left side, if it has two. */
  public Span left() {
    Expr left = content().expressions().get(0);
    int[] parts = {0};
    Trees.postorder(left, part -> parts[0]++);
    return text.map().part(statement, parts[0] - 1);
  }

  /** Where the name of a function definition stands. */
  public Span functionName() {
    Span span = span();
    int end = span.source().text().indexOf('(', span.start());
    return new Span(span.source(), span.start(), end);
  }

  /**
   * The number of this very part, not of one that equals it, in the statement; -1 if it has none.
   */
  public int part(Expr expr) {
    int[] part = {content() instanceof Statement.Function head ? head.parameters().size() : -1};
    int[] found = {-1};
    for (Expr side : content().expressions()) {
      Trees.postorder(
          side,
          each -> {
            part[0]++;
            found[0] = each == expr ? part[0] : found[0];
          });
    }
    return found[0];
  }

  /** Where {@code name} stands first behind the left side; the whole statement if it does not. */
  public Span mention(String name) {
    int[] part = {0};
    int[] found = {-1};
    boolean function = content() instanceof Statement.Function;
    if (function) {
      part[0] = ((Statement.Function) content()).parameters().size() + 1;
    }
    boolean[] left = {!function && content().expressions().size() > 1};
    for (Expr side : content().expressions()) {
      Trees.postorder(
          side,
          each -> {
            boolean here =
                each instanceof Expr.Name mentioned && mentioned.name().equals(name)
                    || each instanceof Expr.Call call && call.function().equals(name);
            if (here && found[0] < 0 && !left[0]) {
              found[0] = part[0];
            }
            part[0]++;
          });
      left[0] = false;
    }
    return found[0] < 0 ? span() : text.map().part(statement, found[0]);
  }
}
