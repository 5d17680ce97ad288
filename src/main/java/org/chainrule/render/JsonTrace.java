package org.chainrule.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.chainrule.source.Diagnostic;
import org.chainrule.trace.Trace;
import org.chainrule.trace.Verification;
import org.chainrule.value.Matrix;

/** A trace as JSON of the schema {@code chainrule.trace/1}. */
public final class JsonTrace {
  private final JsonGenerator json;

  private JsonTrace(JsonGenerator json) {
    this.json = json;
  }

  /** The trace on one line. */
  public static String render(Trace trace) {
    return render(trace, null);
  }

  /**
   * The trace on one line.
   *
   * @param verification differences to add, or null
   */
  public static String render(Trace trace, Verification verification) {
    return Json.of(json -> new JsonTrace(json).write(trace, verification));
  }

  /** Writes a trace as the next value of {@code json}. */
  public static void write(JsonGenerator json, Trace trace) throws IOException {
    new JsonTrace(json).write(trace, null);
  }

  /** Writes a number: whole ones bare, but -0 as -0.0, those that are not finite as strings. */
  public static void number(JsonGenerator json, double value) throws IOException {
    if (Double.isNaN(value)) {
      json.writeString("NaN");
    } else if (Double.isInfinite(value)) {
      json.writeString(value > 0 ? "Infinity" : "-Infinity");
    } else if (isWhole(value)) {
      json.writeNumber((long) value);
    } else {
      json.writeNumber(value);
    }
  }

  /** Whether a long says the same; one has no -0. */
  private static boolean isWhole(double value) {
    return value == Math.rint(value)
        && Math.abs(value) < 1e15
        && Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(-0.0);
  }

  /** Writes a matrix: an array of rows, a column as a flat array, 1x1 as a number. */
  public static void matrix(JsonGenerator json, Matrix matrix) throws IOException {
    if (matrix.isScalar()) {
      number(json, matrix.scalar());
      return;
    }
    json.writeStartArray();
    for (int row = 1; row <= matrix.rows(); row++) {
      if (matrix.columns() > 1) {
        json.writeStartArray();
      }
      for (int column = 1; column <= matrix.columns(); column++) {
        number(json, matrix.at(row, column));
      }
      if (matrix.columns() > 1) {
        json.writeEndArray();
      }
    }
    json.writeEndArray();
  }

  private void write(Trace trace, Verification verification) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", "chainrule.trace/1");
    json.writeStringField("output", trace.output());
    if (trace.numeric()) {
      field("value", trace.value());
    }
    json.writeArrayFieldStart("nodes");
    for (Trace.Step step : trace.steps()) {
      node(step, trace.numeric());
    }
    json.writeEndArray();
    json.writeObjectFieldStart("inputs");
    for (Map.Entry<String, Matrix> input : trace.inputs().entrySet()) {
      if (trace.numeric()) {
        field(input.getKey(), input.getValue());
      } else {
        json.writeNullField(input.getKey());
      }
    }
    json.writeEndObject();
    gradient(trace);
    json.writeArrayFieldStart("notes");
    for (Diagnostic note : trace.notes()) {
      json.writeStartObject();
      json.writeStringField("code", note.code());
      json.writeStringField("message", note.message());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (verification != null) {
      differences(verification);
    }
    json.writeEndObject();
  }

  private void field(String name, double value) throws IOException {
    json.writeFieldName(name);
    number(json, value);
  }

  private void field(String name, Matrix value) throws IOException {
    json.writeFieldName(name);
    matrix(json, value);
  }

  private void node(Trace.Step step, boolean numeric) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", step.id());
    json.writeStringField("gate", step.label());
    json.writeStringField("expression", step.expression().toString());
    json.writeArrayFieldStart("operands");
    for (String operand : step.operands()) {
      json.writeString(operand);
    }
    json.writeEndArray();
    if (!step.shape().isScalar()) {
      json.writeStringField("shape", step.shape().toString());
    }
    if (numeric) {
      field("value", step.value());
      field("upstream", step.upstream());
    } else {
      json.writeStringField("upstreamFormula", step.upstreamFormula().toString());
    }
    json.writeArrayFieldStart("edges");
    for (Trace.Edge edge : step.edges()) {
      json.writeStartObject();
      json.writeStringField("operand", edge.operand());
      boolean pullback = edge.kind() == Trace.LocalKind.PULLBACK;
      if (edge.kind() != Trace.LocalKind.NUMBER) {
        json.writeStringField("localKind", edge.kind().name().toLowerCase(Locale.ROOT));
      }
      if (numeric && !pullback) {
        field("local", edge.local());
      }
      json.writeStringField("localFormula", edge.localFormula().toString());
      if (numeric) {
        field("downstream", edge.downstream());
      } else {
        json.writeStringField("downstreamFormula", edge.downstreamFormula().toString());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void gradient(Trace trace) throws IOException {
    json.writeObjectFieldStart(trace.numeric() ? "gradient" : "gradientFormula");
    for (Map.Entry<String, Trace.Gradient> entry : trace.gradient().entrySet()) {
      if (trace.numeric()) {
        field(entry.getKey(), entry.getValue().value());
      } else {
        json.writeStringField(entry.getKey(), entry.getValue().formula().toString());
      }
    }
    json.writeEndObject();
  }

  private void differences(Verification verification) throws IOException {
    json.writeObjectFieldStart("differences");
    for (var entry : verification.comparisons().entrySet()) {
      json.writeObjectFieldStart(entry.getKey());
      field("gradient", entry.getValue().gradient());
      field("difference", entry.getValue().difference());
      json.writeStringField("verdict", entry.getValue().verdict().name());
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
