package org.chainrule.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.Expression;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.NearestName;
import org.chainrule.source.Problem;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/** A line of {@code chainrule pipe}. */
final class Request {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final List<String> FIELDS = List.of("id", "text", "at", "by", "want");
  private static final List<String> WANTS = List.of("value", "gradient", "formula", "trace");

  /** The request's id as JSON; empty if it has none. */
  String id = "";

  String text = "";
  List<Map<String, Matrix>> points = new ArrayList<>();
  boolean manyPoints;
  private final List<String> by = new ArrayList<>();
  private final Set<String> want = new LinkedHashSet<>();

  /** Fills the fields; the id is kept even if what comes behind it cannot be read. */
  void read(String line) throws IOException {
    try (JsonParser json = FACTORY.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw bad("a request is a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        read(json, field);
      }
      if (json.nextToken() != null) {
        throw bad("something stands behind the request");
      }
    }
    if (text.isEmpty()) {
      throw bad("a request needs a text");
    }
    if (points.isEmpty() && !manyPoints) {
      points.add(Map.of());
    }
    if (want.isEmpty()) {
      want.add("value");
      want.add("gradient");
    }
  }

  private void read(JsonParser json, String field) throws IOException {
    switch (field) {
      case "id" -> {
        StringWriter copy = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(copy)) {
          generator.copyCurrentStructure(json);
        }
        id = copy.toString();
      }
      case "text" -> text = string(json, field);
      case "at" -> points(json);
      case "by" -> by.addAll(strings(json, field));
      case "want" -> {
        for (String each : strings(json, field)) {
          if (!WANTS.contains(each)) {
            throw bad("want knows " + String.join(", ", WANTS) + ", not '" + each + "'");
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

  private static Map<String, Matrix> point(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw bad("a point is an object of names and numbers");
    }
    Map<String, Matrix> point = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      point.put(
          name,
          token == JsonToken.START_ARRAY ? matrix(json, name) : Matrix.scalar(number(json, name)));
    }
    return point;
  }

  private static double number(JsonParser json, String name) throws IOException {
    // The digits themselves: a whole number has no -0, and a large one is a double as well.
    return json.currentToken().isNumeric()
        ? Double.parseDouble(json.getText())
        : special(json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "", name);
  }

  /** An array of numbers is a column, an array of arrays a matrix by rows. */
  private static Matrix matrix(JsonParser json, String name) throws IOException {
    List<Double> entries = new ArrayList<>();
    int columns = 0;
    int rows = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      int before = entries.size();
      boolean nested = json.currentToken() == JsonToken.START_ARRAY;
      if (nested) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          entries.add(number(json, name));
        }
      } else {
        entries.add(number(json, name));
      }
      int width = nested ? entries.size() - before : 0;
      if (rows > 0 && width != columns || nested && width == 0) {
        throw bad("the rows of " + name + " must be equally long");
      }
      columns = width;
      rows++;
    }
    if (rows == 0) {
      throw bad("the value of " + name + " is an empty array");
    }
    double[] values = entries.stream().mapToDouble(Double::doubleValue).toArray();
    return Matrix.over(new Shape(rows, Math.max(1, columns)), values);
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
      throw bad("'" + field + "' must be a string");
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

  private static ChainruleException bad(String message) {
    return Diagnostic.of(Problem.BAD_REQUEST, message).asException();
  }

  boolean wants(String answer) {
    return want.contains(answer);
  }

  /** The inputs whose derivatives are asked for. */
  List<String> names(Expression expression) {
    for (String name : by) {
      if (!expression.inputs().contains(name)) {
        throw Diagnostic.of(Problem.UNKNOWN_NAME, name)
            .help("the inputs are " + String.join(", ", expression.inputs()))
            .asException();
      }
    }
    return by.isEmpty() ? expression.inputs() : by;
  }
}
