package org.chainrule.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Random texts of more than one line: sheets, homework, sessions, and requests of JSON. */
final class Sheets {
  private static final List<String> NODES = List.of("p", "q", "r", "s", "f");
  private static final List<String> COMMANDS =
      List.of(
          ":trace",
          ":diff",
          ":step",
          ":quiz",
          ":check ",
          ":verify",
          ":vars",
          ":gates tanh",
          ":set digits 3",
          ":set explain on",
          ":save s",
          ":save! s",
          ":load s",
          ":clear q",
          ":clear all",
          ":explain",
          ":explain E101",
          ":help",
          ":help max",
          ":diff f by x",
          "?",
          "f",
          "q",
          "x",
          "df/dx",
          "ans",
          "ans + 1",
          "stop",
          ":q");

  private final Texts texts;

  Sheets(Texts texts) {
    this.texts = texts;
  }

  /** Definitions that use each other, and values. */
  String sheet(boolean values) {
    List<String> lines = new ArrayList<>(definitions());
    if (values) {
      lines.addAll(texts.values(String.join("\n", lines)));
    }
    return String.join(texts.chance(80) ? "\n" : "; ", lines) + "\n";
  }

  private List<String> definitions() {
    List<String> lines = new ArrayList<>();
    boolean function = texts.chance(25);
    if (function) {
      lines.add("g(u) = " + texts.scalar(4).replaceAll("\\bx\\b", "u"));
      if (texts.chance(40)) {
        lines.add("h(u, v) = g(" + (texts.chance(50) ? "g(u)" : "v") + ")*u");
      }
    }
    int count = 1 + texts.below(NODES.size());
    for (int i = NODES.size() - count; i < NODES.size(); i++) {
      String right = texts.scalar(2 + texts.below(7));
      if (i > NODES.size() - count && texts.chance(85)) {
        right =
            NODES.get(i - 1) + texts.pick(List.of("*", "+", "/", " - ", "^")) + "(" + right + ")";
      }
      lines.add(NODES.get(i) + " = " + (function && texts.chance(50) ? "g(" + right + ")" : right));
    }
    if (texts.chance(10)) {
      lines.add("output " + texts.pick(NODES));
    }
    return lines;
  }

  /** A sheet of homework: a problem, and claims of every kind. */
  String homework() {
    List<String> lines = new ArrayList<>(definitions());
    if (texts.chance(15)) {
      lines.add(0, "m = " + texts.matrixNumber(4));
    }
    lines.addAll(texts.values(String.join("\n", lines)));
    for (int claims = 1 + texts.below(10); claims > 0; claims--) {
      lines.add(claim());
    }
    return String.join("\n", lines) + "\n";
  }

  private String claim() {
    String node = texts.chance(70) ? "f" : texts.pick(NODES);
    String by = texts.chance(60) ? texts.name() : texts.pick(NODES);
    String left =
        switch (texts.below(9)) {
          case 0, 1, 2, 3 -> "d" + node + "/d" + by;
          case 4 -> "d" + by;
          case 5 -> "up " + by;
          case 6 -> "local d" + node + "/d" + by;
          case 7 -> "down " + node + "->" + by;
          default -> texts.chance(10) ? "df/dW[1," + texts.below(4) + "]" : node;
        };
    String right =
        switch (texts.below(10)) {
          case 0 -> "";
          case 1 -> "?";
          case 2 -> texts.scalar(2 + texts.below(5));
          case 3 ->
              "df/dq*dq/d"
                  + by
                  + " = "
                  + texts.plain()
                  + "*"
                  + texts.plain()
                  + " = "
                  + texts.plain();
          case 4 ->
              texts.plain() + " ± " + texts.pick(List.of("0.2", "2%", "1e-9", "x", ".", "-1"));
          case 5 -> texts.number();
          case 6 -> texts.plain().replace('.', ',');
          case 7 -> "[" + texts.plain() + ", " + texts.plain() + "]";
          default -> texts.plain();
        };
    return left + " " + texts.pick(List.of("=", "=", "=", "==", "~")) + " " + right;
  }

  /** What a person may type, entry by entry. */
  String session() {
    List<String> lines = new ArrayList<>();
    for (int entries = 2 + texts.below(10); entries > 0; entries--) {
      lines.add(
          switch (texts.below(8)) {
            case 0, 1 -> texts.pick(COMMANDS);
            case 2 -> definitions().get(0);
            case 3 -> claim();
            case 4 -> texts.name() + " = " + (texts.chance(80) ? texts.plain() : texts.number());
            case 5 ->
                texts.pick(List.of(":trace ", ":diff ", ":step ", ":quiz ", ":verify ", ""))
                    + texts.scalar(3);
            case 6 -> texts.pick(NODES) + " = " + texts.scalar(4);
            default -> texts.scalar(4);
          });
    }
    return String.join("\n", lines) + "\n";
  }

  /** Requests of JSON, one a line. */
  String requests() {
    List<String> lines = new ArrayList<>();
    for (int requests = 1 + texts.below(4); requests > 0; requests--) {
      lines.add(request());
    }
    return String.join("\n", lines) + "\n";
  }

  private String request() {
    List<String> fields = new ArrayList<>();
    if (texts.chance(50)) {
      fields.add("\"id\":" + texts.pick(List.of("1", "\"a\"", "null", "[1,{\"b\":2}]", "1e999")));
    }
    boolean matrix = texts.chance(20);
    String text = matrix ? texts.matrixNumber(5) : texts.chance(20) ? sheet(true) : texts.scalar(6);
    fields.add("\"text\":" + quoted(text));
    if (texts.chance(80)) {
      String point = point(matrix);
      fields.add("\"at\":" + (texts.chance(20) ? "[" + point + "," + point(matrix) + "]" : point));
    }
    if (texts.chance(30)) {
      fields.add("\"by\":" + texts.pick(List.of("\"x\"", "[\"x\",\"y\"]", "[]", "[\"x\",\"x\"]")));
    }
    if (texts.chance(60)) {
      fields.add(
          "\"want\":"
              + texts.pick(
                  List.of(
                      "\"formula\"",
                      "[\"value\",\"trace\"]",
                      "[\"gradient\",\"formula\"]",
                      "\"trace\"",
                      "[]")));
    }
    if (texts.chance(4)) {
      fields.add(fields.get(texts.below(fields.size())));
    }
    return "{" + String.join(",", fields) + "}";
  }

  private String point(boolean matrix) {
    List<String> names =
        matrix ? List.of("W", "V", "u", "v", "x") : List.of("x", "y", "z", "a", "b", "w0");
    return names.stream()
        .filter(name -> texts.chance(90))
        .map(name -> quoted(name) + ":" + value(name))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String value(String name) {
    if ("WV".contains(name)) {
      return "[[" + texts.plain() + ",1],[2," + texts.plain() + "]]";
    }
    if ("uv".contains(name)) {
      return "[1," + texts.plain() + "]";
    }
    return texts.chance(85)
        ? texts.plain()
        : texts.pick(
            List.of(
                "0",
                "-0.0",
                "\"NaN\"",
                "\"Infinity\"",
                "1e308",
                "1e400",
                "[1,2]",
                "1e-400",
                "[[]]"));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      quoted.append(
          c == '"' || c == '\\'
              ? "\\" + c
              : c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
    }
    return quoted.append('"').toString();
  }
}
