package org.chainrule.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.chainrule.Expression;
import org.chainrule.Point;
import org.chainrule.parse.Numbers;
import org.chainrule.render.Json;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Limits;
import org.chainrule.source.NearestName;
import org.chainrule.source.Problem;
import org.chainrule.source.Work;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/** A line of {@code chainrule pipe}. */
final class Request {
  private static final JsonFactory FACTORY =
      new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /** What a message of the parser says to programmers, not to who wrote the request. */
  private static final Pattern ADVICE =
      Pattern.compile(
          ": enable `.*| \\(not recognized as one since .*| \\(start marker at .*|, from `[^`]*`");

  private static final List<String> FIELDS =
      List.of("id", "text", "at", "by", "want", "check", "sheet");
  private static final List<String> LISTS = List.of("by", "want", "check");
  private static final List<String> WANTS = List.of("value", "gradient", "formula", "trace");

  /** Reading a point takes about as long as evaluating so many gates. */
  private static final int POINT = 50;

  private final Limits limits;

  Request(Limits limits) {
    this.limits = limits;
  }

  /** The request's id as JSON; empty if it has none. */
  String id = "";

  String text = "";

  /** A sheet of homework that is to be judged as a whole. */
  Optional<String> sheet = Optional.empty();

  /** Claims about the text that are to be judged; empty if the request asks for something else. */
  List<String> claims = List.of();

  boolean manyClaims;
  List<Point> points = new ArrayList<>();
  boolean manyPoints;

  /** The values of the first point. */
  Map<String, Matrix> values = Map.of();

  private final Set<String> fields = new LinkedHashSet<>();
  private final Set<String> by = new LinkedHashSet<>();
  private final Set<String> want = new LinkedHashSet<>();

  /** Fills the fields; the id is kept even if what comes behind it cannot be read. */
  void read(byte[] line) {
    try {
      // Told to be UTF-8, for a parser of bytes guesses, and takes what no text has.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
      parse(InputFile.withoutMark(text));
    } catch (CharacterCodingException e) {
      throw bad("this is no UTF-8 text");
    } catch (JsonProcessingException e) {
      throw bad("this is not JSON: " + ADVICE.matcher(e.getOriginalMessage()).replaceAll(""));
    } catch (IOException e) {
      throw new IllegalStateException("a text does not fail", e);
    }
  }

  private void parse(String line) throws IOException {
    try (JsonParser json = FACTORY.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw bad("a request is a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        fields.add(field);
        json.nextToken();
        read(json, field);
      }
      if (json.nextToken() != null) {
        throw bad("something stands behind the request");
      }
    }
    if (fields.contains("sheet")) {
      requireOnly("sheet", List.of("id", "sheet"));
      return;
    }
    if (fields.contains("check")) {
      requireOnly("check", List.of("id", "check", "text", "at"));
    }
    if (text.isEmpty()) {
      throw bad(
          fields.contains("check")
              ? "'check' needs a 'text': the lines that its claims are about"
              : "a request needs a text");
    }
    if (fields.contains("check") && (manyPoints || !isFinite())) {
      throw bad(
          manyPoints
              ? "'at' must be one point where something is to be checked"
              : "the values of 'at' must be finite where something is to be checked");
    }
    if (points.isEmpty() && !manyPoints) {
      points.add(Point.NONE);
    }
    if (want.isEmpty()) {
      want.add("value");
      want.add("gradient");
    }
  }

  private void requireOnly(String what, List<String> allowed) {
    for (String field : fields) {
      if (!allowed.contains(field)) {
        throw bad(
            "'"
                + field
                + "' does not belong to a request with '"
                + what
                + "', which has "
                + String.join(", ", allowed)
                + " only");
      }
    }
  }

  private boolean isFinite() {
    return values.values().stream()
        .allMatch(value -> DoubleStream.of(value.unsafeEntries()).allMatch(Double::isFinite));
  }

  private void read(JsonParser json, String field) throws IOException {
    switch (field) {
      case "id" -> {
        StringWriter copy = new StringWriter();
        try (JsonGenerator generator = Json.generator(copy)) {
          generator.copyCurrentStructure(json);
        }
        id = copy.toString();
      }
      case "text" -> text = string(json, field);
      case "sheet" -> sheet = Optional.of(string(json, field));
      case "check" -> {
        manyClaims = json.currentToken() == JsonToken.START_ARRAY;
        claims = strings(json, field);
        if (claims.isEmpty()) {
          throw bad("'check' is an empty list");
        }
      }
      case "at" -> points(json);
      case "by" -> by.addAll(strings(json, field));
      case "want" -> {
        for (String each : strings(json, field)) {
          if (!WANTS.contains(each)) {
            throw bad(
                "want knows "
                    + String.join(", ", WANTS)
                    + ", not '"
                    + each
                    + "'"
                    + NearestName.suggestion(each, WANTS));
          }
          want.add(each);
        }
      }
      default ->
          throw bad(
              "there is no field '"
                  + field
                  + "'"
                  + NearestName.of(field, FIELDS)
                      .map(n -> "; did you mean '" + n + "'?")
                      .orElse(""));
    }
  }

  private void points(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      manyPoints = true;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        points.add(point(json));
      }
    } else {
      points.add(point(json));
    }
  }

  private Point point(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw bad("'at' must be an object of names and numbers, or a list of them");
    }
    Map<String, Matrix> point = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      point.put(
          name,
          token == JsonToken.START_ARRAY ? matrix(json, name) : Matrix.scalar(number(json, name)));
    }
    Work.count(POINT);
    values = values.isEmpty() ? point : values;
    return Point.from(point);
  }

  private double number(JsonParser json, String name) throws IOException {
    // The digits themselves: a whole number has no -0, and a large one is a double as well.
    return json.currentToken().isNumeric()
        ? Numbers.read(json.getText(), limits)
        : special(json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "", name);
  }

  /** An array of numbers is a column, an array of arrays a matrix by rows. */
  private Matrix matrix(JsonParser json, String name) throws IOException {
    DoubleStream.Builder entries = DoubleStream.builder();
    int count = 0;
    int columns = 0;
    int rows = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      int before = count;
      boolean nested = json.currentToken() == JsonToken.START_ARRAY;
      if (nested) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          entries.add(number(json, name));
          count++;
        }
      } else {
        entries.add(number(json, name));
        count++;
      }
      int width = nested ? count - before : 0;
      if (rows > 0 && width != columns || nested && width == 0) {
        throw bad("the rows of " + name + " must be equally long");
      }
      columns = width;
      rows++;
    }
    if (rows == 0) {
      throw bad("the value of " + name + " is an empty array");
    }
    return Matrix.over(new Shape(rows, Math.max(1, columns)), entries.build().toArray());
  }

  private static double special(String text, String name) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw bad("the value of " + name + " must be a number or an array of numbers");
    };
  }

  private static String string(JsonParser json, String field) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw bad(
          "'"
              + field
              + "' must be a string"
              + (LISTS.contains(field) ? ", or a list of them" : ""));
    }
    return json.getText();
  }

  private static List<String> strings(JsonParser json, String field) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return List.of(string(json, field));
    }
    List<String> strings = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      strings.add(string(json, field));
    }
    return strings;
  }

  /** What is said of a request that is none. */
  static ChainruleException bad(String message) {
    return Diagnostic.of(Problem.BAD_REQUEST, message).asException();
  }

  /** Whether it asks what is right. */
  boolean judges() {
    return sheet.isPresent() || !claims.isEmpty();
  }

  boolean wants(String answer) {
    return want.contains(answer);
  }

  /** The names by which derivatives are asked for: of all inputs, if none is told. */
  List<String> names(Expression expression) {
    return by.isEmpty() ? expression.inputs() : List.copyOf(by);
  }
}
