package org.chainrule.ast;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.source.SourceText;

/** Writes a statement, and where the parts of its expressions stand in what was written. */
final class Writer implements Statement.Visitor<Text.Mentions> {
  private final StringBuilder out = new StringBuilder();
  private final List<Integer> starts = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();

  Text text(Statement statement) {
    Text.Mentions mentions = statement.accept(this);
    int[] whole = {0, out.length()};
    SourceMap map =
        new SourceMap(
            SourceText.of(out.toString()), array(starts), array(ends), whole, new int[] {0});
    return new Text(List.of(statement), List.of(mentions), map, List.of());
  }

  private static int[] array(List<Integer> offsets) {
    return offsets.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public Text.Mentions bare(Statement.Bare bare) {
    side(bare.expr());
    return Text.Mentions.of(List.of(bare.expr()));
  }

  @Override
  public Text.Mentions output(Statement.Output output) {
    out.append(Statement.Target.OUTPUT.word()).append(' ');
    side(output.expr());
    return Text.Mentions.of(List.of(output.expr()));
  }

  @Override
  public Text.Mentions function(Statement.Function function) {
    expr(function.whole());
    out.append(" = ");
    side(function.body());
    return Text.Mentions.of(List.of(function.body()));
  }

  @Override
  public Text.Mentions relation(Statement.Relation relation) {
    String word = relation.target().word();
    out.append(word).append(word.isEmpty() ? "" : " ");
    for (int i = 0; i < relation.subjects().size(); i++) {
      out.append(i > 0 ? "->" : "");
      side(relation.subjects().get(i));
    }
    List<Expr> sides = relation.sides();
    for (int i = 0; i < relation.relations().size(); i++) {
      out.append(' ').append(relation.relations().get(i)).append(' ');
      boolean asked = i == sides.size() - 1 && relation.answer() == Statement.Answer.ASKED;
      if (asked) {
        starts.add(out.length());
        ends.add(out.append('?').length());
      } else if (i < sides.size()) {
        side(sides.get(i));
      }
    }
    Statement.Tolerance tolerance = relation.tolerance();
    if (tolerance != null) {
      out.append(tolerance.percent() ? " within " : " ± ").append(tolerance.size());
      out.append(tolerance.percent() ? "%" : "");
    }
    return Text.Mentions.of(sides);
  }

  /** A comparison stands in brackets: without them {@code x == 1} would be a claim. */
  private void side(Expr expr) {
    boolean brackets = Trees.isComparison(expr);
    out.append(brackets ? "(" : "");
    expr(expr);
    out.append(brackets ? ")" : "");
  }

  private void expr(Expr expr) {
    Printer.print(
        expr,
        out,
        (start, end) -> {
          starts.add(start);
          ends.add(end);
        });
  }
}
