package org.chainrule.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.chainrule.homework.Checker;
import org.chainrule.homework.Judgement;
import org.chainrule.homework.Report;
import org.chainrule.parse.Spellings;
import org.chainrule.render.CheckReports;
import org.chainrule.render.Json;
import org.chainrule.source.Limits;
import org.chainrule.source.SourceText;

/**
 * What {@code chainrule check} finds, as the answer to a request of {@code chainrule pipe}: the
 * report of a sheet, or what is found of the claims that are asked about. A text and its claims are
 * one sheet, in which the claims come last, and a judgement counts lines through both.
 *
 * @param report what is found of the sheet
 * @param asked what is found of the claims that are asked about
 * @param shape how the answer is written
 */
record Judged(Report report, List<Judgement> asked, Shape shape) implements Json.Body {
  /** How an answer is written. */
  enum Shape {
    SHEET,
    CLAIM,
    CLAIMS
  }

  static Judged of(Request request, Limits limits) {
    if (request.sheet.isPresent()) {
      String sheet = InputFile.withoutMark(request.sheet.get());
      Report report = Checker.check("-", sheet, limits);
      return new Judged(report, report.claims(), Shape.SHEET);
    }
    String sheet = request.text + "\n" + String.join("\n", request.claims);
    Report report = Checker.check("-", sheet, request.values, limits);
    int before = Spellings.read(SourceText.of(request.text)).typed().size();
    List<Judgement> asked =
        report.claims().stream().filter(claim -> claim.line() > before).toList();
    report.claims().stream()
        .filter(claim -> claim.verdict().isUnchecked() && claim.line() <= before)
        .filter(claim -> asked.stream().allMatch(each -> each.verdict().isUnchecked()))
        .findFirst()
        .ifPresent(
            claim -> {
              throw Request.bad("line " + claim.line() + " of 'text': " + claim.message());
            });
    if (asked.isEmpty()) {
      throw Request.bad("'check' claims nothing; a claim is a line such as df/dx = -4");
    }
    if (asked.size() > 1 && !request.manyClaims) {
      throw Request.bad("'check' makes " + asked.size() + " claims; write them as a list");
    }
    return new Judged(report, asked, request.manyClaims ? Shape.CLAIMS : Shape.CLAIM);
  }

  /** Whether we failed at a line. */
  boolean isFaulty() {
    return report.isFaulty();
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    switch (shape) {
      case SHEET -> CheckReports.fields(report).write(json);
      case CLAIM -> CheckReports.fields(asked.get(0)).write(json);
      case CLAIMS -> {
        json.writeArrayFieldStart("claims");
        for (Judgement claim : asked) {
          json.writeStartObject();
          CheckReports.fields(claim).write(json);
          json.writeEndObject();
        }
        json.writeEndArray();
      }
    }
  }
}
