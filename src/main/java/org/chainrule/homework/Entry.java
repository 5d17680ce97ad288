package org.chainrule.homework;

import java.util.List;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.homework.Judgement.Bug;
import org.chainrule.sheet.Sheet;

/** A claim about a number, while it is judged. */
final class Entry {
  private final Names names;
  final Sheet.Claim claim;
  final int line;
  final Quantity quantity;
  final Optional<Literal> literal;
  final double truth;
  final double scale;
  NumberRule.Fit fit = NumberRule.Fit.NO;
  Judgement judgement;

  /** A value that is right by choice, at a kink. */
  boolean chosen;

  /** Every misconception that fits. */
  List<Bug> bugs = List.of();

  Entry(
      Names names,
      Sheet.Claim claim,
      int line,
      Quantity quantity,
      Optional<Literal> literal,
      double truth,
      double scale) {
    this.names = names;
    this.claim = claim;
    this.line = line;
    this.quantity = quantity;
    this.literal = literal;
    this.truth = truth;
    this.scale = scale;
  }

  /** Whether only rounding stands between it and the truth. */
  boolean sound;

  boolean isRight() {
    return chosen || sound || fit.isRight();
  }

  /** What is found of it. */
  Judgement judged(
      Verdict verdict, double own, List<Bug> misconceptions, List<Integer> from, String message) {
    List<Expr> right = claim.relation().sides();
    boolean formula = claim.relation().relations().get(0).equals("==");
    return new Judgement(
        line,
        claim.place().span().text(),
        names.of(quantity),
        formula ? "formula" : Names.kind(quantity),
        right.get(right.size() - 1).toString(),
        truth,
        own,
        verdict,
        misconceptions,
        from,
        message,
        Judgement.marks(verdict));
  }

  /** What is found of it, without misconceptions. */
  Judgement judged(Verdict verdict, double own, String message) {
    return judged(verdict, own, List.of(), List.of(), message);
  }
}
