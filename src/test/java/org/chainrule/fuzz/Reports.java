package org.chainrule.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads what the program prints for other programs, by their libraries and not by ours. */
final class Reports {
  private static final JsonFactory JSON = new JsonFactory();

  private Reports() {}

  /** What is wrong with an answer; empty if nothing is, or it is for people only. */
  static String fault(Input input, Answer answer) {
    List<String> words = input.words();
    boolean answered = answer.code() == 0 || answer.code() == 1;
    try {
      if (words.contains("pipe")) {
        return pipe(input, answer);
      }
      if (words.contains("junit") && !answer.out().isEmpty()) {
        return xml(answer.out());
      }
      if (words.contains("tap") && !answer.out().isEmpty()) {
        return controls(answer.out()) + tap(answer.out());
      }
      if (words.contains("csv") && !answer.out().isEmpty()) {
        return csv(answer.out());
      }
      boolean json = words.contains("--json") && answered;
      if (json || (words.contains("json") || words.contains("gradescope")) && answered) {
        return json(answer.out()) == 1 ? "" : "not one value of JSON";
      }
      return words.contains("check") ? controls(answer.out()) : "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
  }

  /** One answer for each line that is not blank, and each is JSON; a lone return ends no line. */
  private static String pipe(Input input, Answer answer) throws IOException {
    long asked = Arrays.stream(input.decoded().split("\n")).filter(line -> !line.isBlank()).count();
    List<String> answers = answer.out().lines().toList();
    if (answers.size() != asked) {
      return "not one answer for each request";
    }
    for (String each : answers) {
      if (json(each) != 1) {
        return "not one value of JSON";
      }
    }
    return "";
  }

  private static int json(String text) throws IOException {
    int values = 0;
    int depth = 0;
    try (JsonParser json = JSON.createParser(text)) {
      while (json.nextToken() != null) {
        depth += json.currentToken().isStructStart() ? 1 : 0;
        depth -= json.currentToken().isStructEnd() ? 1 : 0;
        values += depth == 0 ? 1 : 0;
      }
    }
    return values;
  }

  private static String xml(String text) throws IOException {
    try {
      DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      builder.parse(new InputSource(new StringReader(text)));
      return "";
    } catch (SAXException e) {
      return String.valueOf(e.getMessage());
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String tap(String text) {
    long results = text.lines().filter(line -> line.matches("(not )?ok\\b.*")).count();
    return text.lines().anyMatch(("1.." + results)::equals)
            || text.lines().anyMatch(line -> line.startsWith("1.." + results + " "))
        ? ""
        : "the plan does not count its results";
  }

  /** RFC 4180: as many cells in each row, and quotes only around a cell or doubled within. */
  private static String csv(String text) {
    int columns = -1;
    for (String row : text.split("\r?\n(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
      String cells = row.replaceAll("(^|,)\"(?:[^\"]|\"\")*\"(?=,|$)", "$1cell");
      int count = cells.split(",", -1).length;
      if (cells.indexOf('"') >= 0 || columns >= 0 && count != columns) {
        return "rows of different lengths, or a quote within a cell";
      }
      columns = count;
    }
    return "";
  }

  private static String controls(String text) {
    return text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')
        ? "a control character is sent"
        : "";
  }
}
