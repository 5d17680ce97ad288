package org.chainrule.homework;

import java.util.List;
import java.util.Optional;

/**
 * What is found of a sheet.
 *
 * @param file its name
 * @param lines its lines as they were written
 * @param claims what is found of each claim, in the order of the sheet
 * @param firstWrong the first wrong step in the order of the graph
 * @param unwritten steps that stand before it and are not written, at most three
 * @param remarks what there is to say about the sheet as a whole: its output, values without use
 */
public record Report(
    String file,
    List<String> lines,
    List<Judgement> claims,
    Optional<Judgement> firstWrong,
    List<String> unwritten,
    List<String> remarks) {
  /** A report whose lists are copied. */
  public Report {
    lines = List.copyOf(lines);
    claims = List.copyOf(claims);
    unwritten = List.copyOf(unwritten);
    remarks = List.copyOf(remarks);
  }

  /** Points reached. */
  public double score() {
    return claims.stream().mapToDouble(Judgement::points).sum();
  }

  /** Whether something could not be checked, or there is nothing to check. */
  public boolean isUnchecked() {
    return claims.isEmpty() || claims.stream().anyMatch(claim -> claim.verdict().isUnchecked());
  }

  /** Whether we failed at a line. */
  public boolean isFaulty() {
    return claims.stream().anyMatch(claim -> claim.verdict() == Verdict.FAULT);
  }

  /** Whether every claim is right. */
  public boolean isRight() {
    return claims.stream().allMatch(claim -> claim.verdict().isRight());
  }
}
