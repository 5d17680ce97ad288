package org.chainrule.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.Point;
import org.chainrule.algebra.DisplayForm;
import org.chainrule.cli.InputLines.Line;
import org.chainrule.render.Json;
import org.chainrule.render.JsonTrace;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Fault;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.source.Memory;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;
import org.chainrule.source.Work;
import org.chainrule.value.Matrix;

/**
 * Answers one JSON request a line. A request that cannot be answered gets an error of its own, and
 * the next line is read.
 */
final class Pipe {

  private static final int MOST_TRIES = 100;
  private static final long PAUSE_NANOS = 100_000_000;

  private final InputStream in;
  private final Output out;
  private final Limits limits;
  private final BiFunction<SourceText, Chainrule.Options, Expression> reader;
  private boolean faulty;

  Pipe(InputStream in, Output out, Limits limits) {
    this(in, out, limits, Pipe::parsed);
  }

  /** A pipe that reads the texts of requests in a way of its own. */
  Pipe(
      InputStream in,
      Output out,
      Limits limits,
      BiFunction<SourceText, Chainrule.Options, Expression> reader) {
    this.in = in;
    this.reader = reader;
    this.out = out;
    this.limits = limits;
  }

  private static Expression parsed(SourceText text, Chainrule.Options options) {
    return Chainrule.parse(List.of(text), List.of(), options);
  }

  /** Answers until the input ends; the exit code says whether one of the answers was our fault. */
  int run() {
    InputLines lines = new InputLines(in, limits, false);
    try (TimeLimit time = new TimeLimit(limits.of(Limit.SECONDS))) {
      while (replied(lines, time)) {
        if (!lines.hasNext()) {
          out.flush();
        }
      }
    } catch (IOException e) {
      throw new UsageException(
          "standard input cannot be read: " + e.getMessage(), ExitCode.NO_INPUT);
    }
    return faulty ? ExitCode.FAULT : ExitCode.OK;
  }

  /** Reads one line and writes its answer; false at the end. */
  private boolean replied(InputLines lines, TimeLimit time) throws IOException {
    Optional<Line> line = lines.next();
    if (line.isPresent() && !line.get().isBlank()) {
      Request request = new Request(limits);
      try {
        out.printLine(answer(line.get(), request, time));
      } catch (OutOfMemoryError e) {
        refuseForMemory(request.id);
      }
    }
    return line.isPresent();
  }

  /** Waits a little for the memory if a request that was given up, but runs on, has it all. */
  private void refuseForMemory(String id) {
    for (int tries = 1; ; tries++) {
      try {
        Request empty = new Request(limits);
        empty.id = id;
        out.printLine(error(empty, Memory.insufficient()));
        return;
      } catch (OutOfMemoryError e) {
        if (tries == MOST_TRIES) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private String answer(Line line, Request request, TimeLimit time) {
    try {
      return Fault.contained(
          () -> time.run(() -> answer(line, request)),
          fault -> {
            faulty |= fault.problem() == Problem.FAULT;
            return error(request, fault);
          });
    } catch (ChainruleException e) {
      Diagnostic error = e.diagnostics().get(0);
      faulty |= error.problem() == Problem.FAULT;
      return error(request, error);
    }
  }

  private String answer(Line line, Request request) {
    Optional<String> answer =
        Work.limited(
            limits.of(Limit.EVALUATIONS),
            () -> {
              line.refuse();
              request.read(line.bytes());
              return request.judges() ? Optional.empty() : Optional.of(answer(request));
            });
    // The checker counts the work of each claim by itself.
    return answer.isPresent() ? answer.get() : judgement(request);
  }

  private String judgement(Request request) {
    Judged judged = Judged.of(request, limits.forHomework());
    faulty |= judged.isFaulty();
    return object(request, limits.of(Limit.BYTES), judged);
  }

  private static String object(Request request, long most, Json.Body body) {
    BoundedText text = new BoundedText(most);
    try (JsonGenerator json = Json.generator(text)) {
      json.writeStartObject();
      if (!request.id.isEmpty()) {
        json.writeFieldName("id");
        json.writeRawValue(request.id);
      }
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text does not fail", e);
    }
    return text.toString();
  }

  private static String error(Request request, Diagnostic diagnostic) {
    return object(
        request,
        Long.MAX_VALUE,
        json -> {
          json.writeObjectFieldStart("error");
          json.writeStringField("code", diagnostic.code());
          json.writeStringField("message", diagnostic.message());
          if (diagnostic.line() > 0) {
            json.writeNumberField("line", diagnostic.line());
            json.writeNumberField("column", diagnostic.column());
          }
          if (!diagnostic.help().isEmpty()) {
            json.writeStringField("help", diagnostic.help());
          }
          json.writeEndObject();
        });
  }

  private String answer(Request request) {
    Expression expression =
        reader.apply(SourceText.of(request.text), new Chainrule.Options(limits, false));
    Map<String, String> derivatives = new LinkedHashMap<>();
    List<String> names =
        request.wants("formula") || request.wants("gradient")
            ? request.names(expression)
            : List.of();
    Set<String> conditions = new LinkedHashSet<>();
    if (request.wants("formula")) {
      Point shapes = request.points.isEmpty() ? Point.NONE : request.points.get(0);
      for (String name : names) {
        DisplayForm form = expression.workings().formulas().display(List.of(List.of(name)), shapes);
        derivatives.put(name, String.join("; ", form.statements(0)));
        form.conditions().forEach(base -> conditions.add(base + " != 0"));
      }
    }
    return object(
        request,
        limits.of(Limit.BYTES),
        json -> {
          if (request.wants("value")) {
            each(json, "value", request, point -> JsonTrace.matrix(json, expression.value(point)));
          }
          if (request.wants("gradient")) {
            each(json, "gradient", request, point -> gradient(json, names, expression, point));
          }
          if (request.wants("formula")) {
            json.writeObjectFieldStart("formula");
            for (Map.Entry<String, String> entry : derivatives.entrySet()) {
              json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            if (!conditions.isEmpty()) {
              json.writeArrayFieldStart("conditions");
              for (String condition : conditions) {
                json.writeString(condition);
              }
              json.writeEndArray();
            }
          }
          if (request.wants("trace")) {
            each(json, "trace", request, point -> JsonTrace.write(json, expression.trace(point)));
          }
        });
  }

  private interface AtPoint {
    void write(Point point) throws IOException;
  }

  /** One answer, or a list of them where the request has a list of points. */
  private static void each(JsonGenerator json, String field, Request request, AtPoint answer)
      throws IOException {
    json.writeFieldName(field);
    if (request.manyPoints) {
      json.writeStartArray();
    }
    for (Point point : request.points) {
      answer.write(point);
    }
    if (request.manyPoints) {
      json.writeEndArray();
    }
  }

  private static void gradient(
      JsonGenerator json, List<String> names, Expression expression, Point point)
      throws IOException {
    Map<String, Matrix> gradient = expression.gradient(point, names.toArray(String[]::new));
    json.writeStartObject();
    for (String name : names) {
      json.writeFieldName(name);
      JsonTrace.matrix(json, gradient.get(name));
    }
    json.writeEndObject();
  }
}
