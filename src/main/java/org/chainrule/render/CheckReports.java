package org.chainrule.render;

import java.util.Locale;
import java.util.regex.Pattern;
import org.chainrule.homework.Judgement;
import org.chainrule.homework.Report;
import org.chainrule.homework.Verdict;
import org.chainrule.source.Characters;

/** A judged sheet for machines. */
public final class CheckReports {
  private static final String FORMULA = "=+-@＝＋－＠";
  private static final Pattern NUMBER =
      Pattern.compile("[+-](\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private CheckReports() {}

  private static String object(Json.Body body) {
    String text =
        Json.of(
            json -> {
              json.writeStartObject();
              body.write(json);
              json.writeEndObject();
            });
    return text + "\n";
  }

  /** JSON of the schema {@code chainrule.check/1}. */
  public static String json(Report report) {
    return object(fields(report));
  }

  /** The fields of the same object. */
  public static Json.Body fields(Report report) {
    return json -> {
      json.writeStringField("schema", "chainrule.check/1");
      json.writeStringField("file", report.file());
      json.writeNumberField("seed", String.join("\n", report.lines()).hashCode());
      json.writeFieldName("score");
      JsonTrace.number(json, report.score());
      json.writeNumberField("max", report.claims().size());
      if (!report.remarks().isEmpty()) {
        json.writeArrayFieldStart("remarks");
        for (String remark : report.remarks()) {
          json.writeString(remark);
        }
        json.writeEndArray();
      }
      if (report.firstWrong().isPresent()) {
        Judgement first = report.firstWrong().get();
        json.writeObjectFieldStart("firstWrong");
        json.writeNumberField("line", first.line());
        json.writeStringField("quantity", first.quantity());
        json.writeArrayFieldStart("unwritten");
        for (String step : report.unwritten()) {
          json.writeString(step);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeArrayFieldStart("claims");
      for (Judgement claim : report.claims()) {
        json.writeStartObject();
        fields(claim).write(json);
        json.writeEndObject();
      }
      json.writeEndArray();
    };
  }

  /** The fields of what is found of one claim. */
  public static Json.Body fields(Judgement claim) {
    return json -> {
      json.writeNumberField("line", claim.line());
      json.writeStringField("text", claim.text());
      if (!claim.readAs().isEmpty()) {
        json.writeStringField("readAs", claim.readAs());
      }
      json.writeStringField("quantity", claim.quantity());
      json.writeStringField("kind", claim.kind());
      json.writeStringField("written", claim.written());
      if (!Double.isNaN(claim.truth())) {
        json.writeFieldName("true");
        JsonTrace.number(json, claim.truth());
      }
      if (!Double.isNaN(claim.own())) {
        json.writeFieldName("own");
        JsonTrace.number(json, claim.own());
      }
      json.writeStringField("verdict", claim.verdict().name());
      json.writeArrayFieldStart("bugs");
      for (Judgement.Slip slip : claim.slips()) {
        json.writeStartObject();
        json.writeStringField("id", slip.id());
        json.writeStringField("at", slip.at());
        json.writeStringField("message", slip.message());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("from");
      for (int line : claim.from()) {
        json.writeNumber(line);
      }
      json.writeEndArray();
      json.writeFieldName("points");
      JsonTrace.number(json, claim.points());
      json.writeNumberField("max", 1);
      json.writeStringField("message", claim.message());
    };
  }

  /** One row a claim. */
  public static String csv(Report report) {
    StringBuilder out = new StringBuilder("id,line,quantity,written,verdict,bug,points,max\n");
    for (Judgement claim : report.claims()) {
      String slip = claim.slips().isEmpty() ? "" : claim.slips().get(0).id();
      out.append(cell(report.file())).append(',').append(claim.line()).append(',');
      out.append(cell(claim.quantity())).append(',').append(cell(claim.written())).append(',');
      out.append(claim.verdict()).append(',').append(slip).append(',');
      out.append(points(claim)).append(",1\n");
    }
    return out.toString();
  }

  private static String points(Judgement claim) {
    return claim.points() == Math.rint(claim.points())
        ? Integer.toString((int) claim.points())
        : Double.toString(claim.points());
  }

  /** Programs for tables compute a cell that begins like a formula, unless a mark calls it text. */
  private static String cell(String text) {
    String shown = Characters.shown(text);
    boolean formula = !shown.isEmpty() && FORMULA.indexOf(shown.charAt(0)) >= 0;
    if (formula && !NUMBER.matcher(shown).matches()) {
      return "\"'" + shown.replace("\"", "\"\"") + '"';
    }
    boolean plain = shown.indexOf(',') < 0 && shown.indexOf('"') < 0;
    return plain ? shown : '"' + shown.replace("\"", "\"\"") + '"';
  }

  /** The Test Anything Protocol, version 14. */
  public static String tap(Report report) {
    StringBuilder out = new StringBuilder("TAP version 14\n1..");
    out.append(report.claims().size()).append('\n');
    int number = 0;
    for (Judgement claim : report.claims()) {
      number++;
      out.append(claim.verdict().isRight() ? "ok " : "not ok ").append(number).append(" - ");
      out.append(Characters.shown(claim.text()).replace("\\", "\\\\").replace("#", "\\#"));
      out.append(claim.verdict() == Verdict.BLANK ? " # SKIP not answered" : "").append('\n');
      if (!claim.verdict().isRight()) {
        out.append("  ---\n  verdict: ").append(claim.verdict()).append("\n  message: \"");
        out.append(Characters.shown(claim.message()).replace("\\", "\\\\").replace("\"", "\\\""));
        out.append("\"\n  line: ").append(claim.line()).append("\n  ...\n");
      }
    }
    return out.toString();
  }

  /** JUnit XML. */
  public static String junit(Report report) {
    long failures = 0;
    long errors = 0;
    long skipped = 0;
    StringBuilder cases = new StringBuilder();
    for (Judgement claim : report.claims()) {
      cases.append("    <testcase name=\"").append(xml(claim.text())).append("\" classname=\"");
      cases.append(xml(report.file())).append("\" time=\"0\" file=\"").append(xml(report.file()));
      cases.append("\" line=\"").append(claim.line()).append('"');
      Verdict verdict = claim.verdict();
      if (verdict.isRight()) {
        cases.append("/>\n");
        continue;
      }
      String kind =
          verdict == Verdict.BLANK ? "skipped" : verdict.isUnchecked() ? "error" : "failure";
      failures += kind.equals("failure") ? 1 : 0;
      errors += kind.equals("error") ? 1 : 0;
      skipped += kind.equals("skipped") ? 1 : 0;
      cases.append(">\n      <").append(kind).append(" message=\"").append(xml(claim.message()));
      cases.append(kind.equals("skipped") ? "\"" : "\" type=\"" + verdict + "\"");
      cases.append("/>\n    </testcase>\n");
    }
    String counts =
        String.format(
            Locale.ROOT,
            "tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"0\"",
            report.claims().size(),
            failures,
            errors,
            skipped);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"chainrule check\" "
        + counts
        + " file=\""
        + xml(report.file())
        + "\">\n"
        + cases
        + "  </testsuite>\n</testsuites>\n";
  }

  private static String xml(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : Characters.shown(text).toCharArray()) {
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /** The results file of Gradescope: one test for each claim. */
  public static String gradescope(Report report) {
    return object(
        json -> {
          json.writeFieldName("score");
          JsonTrace.number(json, report.score());
          json.writeStringField("output_format", "text");
          json.writeArrayFieldStart("tests");
          int number = 0;
          for (Judgement claim : report.claims()) {
            json.writeStartObject();
            json.writeFieldName("score");
            JsonTrace.number(json, claim.points());
            json.writeNumberField("max_score", 1);
            json.writeStringField("status", claim.points() == 1 ? "passed" : "failed");
            json.writeStringField("name", Characters.shown(claim.text()));
            json.writeStringField("number", Integer.toString(++number));
            json.writeStringField("output", Characters.shown(claim.message()));
            json.writeStringField("output_format", "text");
            json.writeArrayFieldStart("tags");
            json.writeString(claim.verdict().name());
            for (Judgement.Slip slip : claim.slips()) {
              json.writeString(slip.id());
            }
            json.writeEndArray();
            json.writeObjectFieldStart("extra_data");
            json.writeStringField("verdict", claim.verdict().name());
            json.writeEndObject();
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
