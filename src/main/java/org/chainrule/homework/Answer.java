package org.chainrule.homework;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.homework.Judgement.Slip;
import org.chainrule.sheet.Sheet;
import org.chainrule.value.Matrix;

/** A claim about a number or a matrix, while it is judged. */
final class Answer {
  private final Names names;
  final Sheet.Claim claim;
  final int line;
  final Quantity quantity;

  /** The numbers of its right side, if that is what it is. */
  final Optional<Written> written;

  final Matrix truth;
  final double scale;

  /** How each number fits. */
  final NumberRule.Fit[] fits;

  Judgement judgement;

  /** A value that is right by choice, at a kink. */
  boolean chosen;

  /** Whether only rounding stands between it and the truth. */
  boolean sound;

  /** Every misconception that fits. */
  List<Slip> slips = List.of();

  Answer(
      Names names,
      Sheet.Claim claim,
      Quantity quantity,
      Optional<Written> written,
      Matrix truth,
      double scale) {
    this.names = names;
    this.claim = claim;
    this.line = claim.place().span().line();
    this.quantity = quantity;
    this.written = written;
    this.truth = truth;
    this.scale = scale;
    this.fits = new NumberRule.Fit[truth.size()];
    Arrays.fill(fits, NumberRule.Fit.NO);
  }

  /** The true value where it is one number, else NaN. */
  double number() {
    return truth.isScalar() ? truth.scalar() : Double.NaN;
  }

  /** Whether it is the true value as written. */
  boolean fits() {
    return Arrays.stream(fits).allMatch(NumberRule.Fit::isRight);
  }

  boolean isRight() {
    return chosen || sound || fits();
  }

  /** What is found of it. */
  Judgement judged(
      Verdict verdict, double own, List<Slip> misconceptions, List<Integer> from, String message) {
    List<Expr> right = claim.relation().sides();
    boolean formula = claim.relation().relations().get(0).equals("==");
    return new Judgement(
        line,
        claim.place().span().text(),
        names.of(quantity),
        formula ? "formula" : Names.kind(quantity),
        right.get(right.size() - 1).toString(),
        number(),
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
