package org.chainrule.parse;

import static org.chainrule.parse.Pieces.replace;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.parse.SpelledLine.Kind;
import org.chainrule.parse.SpelledLine.Piece;

/** LaTeX in a line of homework: {@code $\frac{\partial f}{\partial x} \approx -4$}. */
final class SpelledLatex {
  private static final Set<String> NOTHING =
      Set.of(
          "$",
          "\\(",
          "\\)",
          "\\[",
          "\\]",
          "\\,",
          "\\;",
          "\\:",
          "\\!",
          "\\ ",
          "\\quad",
          "\\qquad",
          "\\left",
          "\\right",
          "\\displaystyle",
          "\\limits",
          "\\big",
          "\\Big",
          "\\bigg",
          "\\Bigg",
          "\\bigl",
          "\\bigr",
          "\\Bigl",
          "\\Bigr",
          "\\biggl",
          "\\biggr",
          "\\nonumber",
          "\\textstyle",
          "\\hfill",
          "\\item");
  private static final Set<String> CONTENTS =
      Set.of(
          "\\mathrm",
          "\\text",
          "\\mathbf",
          "\\mathit",
          "\\operatorname",
          "\\boldsymbol",
          "\\vec",
          "\\boxed",
          "\\underline",
          "\\mathsf",
          "\\textbf");
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("\\cdot", "*"),
          Map.entry("\\times", "*"),
          Map.entry("\\ast", "*"),
          Map.entry("\\div", "/"),
          Map.entry("\\approx", "~"),
          Map.entry("\\simeq", "~"),
          Map.entry("\\sim", "~"),
          Map.entry("\\cong", "~"),
          Map.entry("\\equiv", "=="),
          Map.entry("\\to", "->"),
          Map.entry("\\rightarrow", "->"),
          Map.entry("\\mapsto", "->"),
          Map.entry("\\Rightarrow", "=>"),
          Map.entry("\\implies", "=>"),
          Map.entry("\\therefore", "=>"),
          Map.entry("\\pm", "±"),
          Map.entry("\\infty", "inf"),
          Map.entry("\\nabla", "∇"),
          Map.entry("\\prime", "'"),
          Map.entry("\\%", "%"),
          Map.entry("\\vert", "|"),
          Map.entry("\\rvert", "|"),
          Map.entry("\\lvert", "|"),
          Map.entry("\\mid", "|"),
          Map.entry("\\top", "T"),
          Map.entry("\\intercal", "T"),
          Map.entry("\\langle", "["),
          Map.entry("\\rangle", "]"),
          Map.entry("\\because", "because"),
          Map.entry("\\longrightarrow", "->"),
          Map.entry("\\Longrightarrow", "=>"),
          Map.entry("\\{", "("),
          Map.entry("\\}", ")"));

  private SpelledLatex() {}

  /** Rewrites a line, if there is LaTeX in it. */
  static void read(List<Piece> line) {
    boolean some = false;
    for (Piece piece : line) {
      char c = piece.text().charAt(0);
      some |= piece.kind() == Kind.MARK && (c == '\\' || c == '$' || c == '{');
    }
    some |= line.size() > 1 && line.get(0).is("&") && Pieces.isRelation(line.get(1));
    if (!some) {
      return;
    }
    takeOut(line);
    boolean matrix = false;
    for (int i = 0; i < line.size(); i++) {
      Piece piece = line.get(i);
      String text = piece.text();
      if (piece.kind() == Kind.COMMENT) {
        break;
      }
      if (text.equals("\\dv") || text.equals("\\pdv")) {
        i = physical(line, i);
      } else if (text.equals("\\frac") || text.equals("\\dfrac") || text.equals("\\tfrac")) {
        i = fraction(line, i);
      } else if (isSlash(line, i)) {
        replace(line, i, i + 1, "/", text.substring(1));
      } else if (text.equals("\\sqrt") && is(line, i + 1, "{")) {
        bracket(line, i + 1, false);
        replace(line, i, i + 1, "sqrt");
      } else if (text.equals("\\begin") || text.equals("\\end")) {
        boolean begins = text.equals("\\begin");
        int end = closing(line, i + 1);
        boolean ofNumbers =
            end > 0 && Pieces.text(line.subList(i, end)).matches(".*(matrix|array).*");
        matrix = begins && ofNumbers;
        if (end > 0) {
          boolean columns = begins && is(line, end + 1, "{") && closing(line, end + 1) > 0;
          end = columns ? closing(line, end + 1) : end;
          replace(line, i, end + 1, begins ? "[" : "]");
          i = ofNumbers ? i : remove(line, i);
        }
      } else if (text.equals("&") || text.equals("\\\\")) {
        if (matrix) {
          replace(line, i, i + 1, text.equals("&") ? "," : ";");
        } else {
          i = remove(line, i);
        }
      } else if (text.equals("\\partial") || text.equals("∂") || text.equals("d")) {
        differential(line, i);
      } else if (text.equals("^") && isPrime(line, i + 1)) {
        line.remove(i--);
      } else if (SIGNS.containsKey(text)) {
        replace(line, i, i + 1, SIGNS.get(text));
      } else if (text.charAt(0) == '\\' && text.length() > 1 && Letters.starts(text.charAt(1))) {
        replace(line, i, i + 1, text.substring(1));
        joinIndex(line, i);
      } else if (text.equals("{")) {
        bracket(line, i, is(line, i - 1, "^"));
      }
    }
  }

  /** Takes out what only sets type, and joins w_{1}. */
  private static void takeOut(List<Piece> line) {
    for (int i = 0; i < line.size(); i++) {
      String text = line.get(i).text();
      if (text.equals("\\color") || text.equals("\\overset") || text.equals("\\stackrel")) {
        int end = is(line, i + 1, "{") ? closing(line, i + 1) : -1;
        if (end > 0) {
          line.subList(i + 1, end + 1).clear();
          i = dropBraces(line, i);
          continue;
        }
      }
      if (text.equals("\\left") && is(line, i + 1, ".")) {
        line.remove(i + 1);
        i = remove(line, i);
      } else if (NOTHING.contains(text) || text.equals("\\checkmark")) {
        i = remove(line, i);
      } else if (CONTENTS.contains(text)) {
        i = dropBraces(line, i);
      } else if (text.equals("{")
          && i > 0
          && line.get(i - 1).isWord()
          && line.get(i - 1).text().endsWith("_")
          && closing(line, i) > i + 1) {
        index(line, i);
        i--;
      }
    }
  }

  /** {@code df\dx} with the wrong slash. */
  private static boolean isSlash(List<Piece> line, int i) {
    boolean differential =
        i > 0 && line.get(i - 1).isWord() && line.get(i - 1).text().startsWith("d");
    String text = line.get(i).text();
    return differential
        && line.get(i - 1).text().length() > 1
        && line.get(i).blank().isEmpty()
        && text.matches("\\\\d[a-z]?[A-Z]?[0-9]?")
        && !SIGNS.containsKey(text);
  }

  private static boolean is(List<Piece> line, int i, String text) {
    return i >= 0 && i < line.size() && line.get(i).is(text);
  }

  /** Takes a piece out and leaves its blank; the index before it. */
  private static int remove(List<Piece> line, int i) {
    Piece gone = line.remove(i);
    if (i < line.size() && line.get(i).blank().isEmpty()) {
      Piece next = line.get(i);
      line.set(i, new Piece(next.kind(), gone.blank(), next.text(), next.start(), next.end()));
    }
    return i - 1;
  }

  private static int closing(List<Piece> line, int open) {
    int depth = 0;
    for (int i = open; i < line.size(); i++) {
      depth += line.get(i).is("{") ? 1 : line.get(i).is("}") ? -1 : 0;
      if (depth <= 0) {
        return line.get(i).is("}") ? i : -1;
      }
    }
    return -1;
  }

  private static int dropBraces(List<Piece> line, int command) {
    int end = is(line, command + 1, "{") ? closing(line, command + 1) : -1;
    if (end > 0) {
      line.remove(end);
      line.remove(command + 1);
    }
    return remove(line, command);
  }

  /** Makes round brackets of braces, or none around one piece. */
  private static void bracket(List<Piece> line, int open, boolean bare) {
    int end = closing(line, open);
    if (end < 0) {
      return;
    }
    if (bare && end == open + 2 && !line.get(open + 1).is("-")) {
      line.remove(end);
      line.remove(open);
    } else {
      replace(line, end, end + 1, ")");
      replace(line, open, open + 1, "(");
    }
  }

  /** {@code \frac{a}{b}}; the index to go on from. */
  private static int fraction(List<Piece> line, int command) {
    int above = command + 1;
    int end = is(line, above, "{") ? closing(line, above) : -1;
    int close = end > 0 && is(line, end + 1, "{") ? closing(line, end + 1) : -1;
    if (close < 0) {
      boolean digits = above < line.size() && line.get(above).text().matches("[0-9]{2}");
      if (digits) {
        String both = line.get(above).text();
        replace(line, above, above + 1, both.substring(0, 1), "/", both.substring(1));
      }
      return digits ? remove(line, command) : command;
    }
    part(line, end + 1, close);
    Piece brace = line.get(end);
    line.add(end + 1, new Piece(Kind.MARK, "", "/", brace.start(), brace.end()));
    part(line, above, end);
    return remove(line, command);
  }

  /** Takes the braces off one part of a fraction, or makes brackets of them. */
  private static void part(List<Piece> line, int open, int end) {
    String first = line.get(open + 1).text();
    boolean differential =
        end <= open + 3
            && (first.startsWith("d") || first.equals("∂") || first.equals("\\partial"));
    if (end == open + 2 || differential) {
      line.remove(end);
      line.remove(open);
      return;
    }
    replace(line, end, end + 1, ")");
    replace(line, open, open + 1, "(");
  }

  /** {@code \dv{f}{x}}; the index to go on from. */
  private static int physical(List<Piece> line, int command) {
    int above = command + 1;
    int end = is(line, above, "{") ? closing(line, above) : -1;
    int close = end > 0 && is(line, end + 1, "{") ? closing(line, end + 1) : -1;
    if (close != end + 3 || end != above + 2) {
      return command;
    }
    String of = line.get(above + 1).text();
    String by = line.get(end + 2).text();
    replace(line, command, close + 1, "d" + of, "/", "d" + by);
    return command + 2;
  }

  /** {@code f^\prime}, {@code f^{'}}. */
  private static boolean isPrime(List<Piece> line, int i) {
    boolean braced = is(line, i, "{") && is(line, i + 2, "}") && isPrime(line, i + 1);
    if (braced) {
      line.remove(i + 2);
      line.remove(i);
    }
    return braced || is(line, i, "\\prime") || is(line, i, "'");
  }

  /** {@code \partial f} is df. */
  private static void differential(List<Piece> line, int d) {
    int next = d + 1;
    if (is(line, next, "{") && is(line, next + 2, "}")) {
      line.remove(next + 2);
      line.set(next, line.get(next + 1).behind(""));
      line.remove(next + 1);
    }
    if (next < line.size() && line.get(next).text().startsWith("\\")) {
      String name = line.get(next).text();
      boolean letter = !SIGNS.containsKey(name) && !NOTHING.contains(name) && name.length() > 2;
      if (letter && !name.equals("\\frac") && !name.equals("\\partial")) {
        replace(line, next, next + 1, name.substring(1));
        joinIndex(line, next);
      }
    }
    if (next < line.size() && line.get(next).isWord()) {
      replace(line, d, next + 1, "d" + line.get(next).text());
    } else {
      replace(line, d, d + 1, "d");
    }
  }

  /** {@code w_} and {@code {1}} are w_1. */
  private static void index(List<Piece> line, int open) {
    int end = closing(line, open);
    StringBuilder name = new StringBuilder(line.get(open - 1).text());
    line.subList(open + 1, end).forEach(piece -> name.append(piece.text()));
    replace(line, open - 1, end + 1, name.toString());
  }

  private static void joinIndex(List<Piece> line, int i) {
    boolean index =
        i + 1 < line.size()
            && line.get(i + 1).isWord()
            && line.get(i + 1).text().startsWith("_")
            && line.get(i + 1).blank().isEmpty();
    if (index) {
      replace(line, i, i + 2, line.get(i).text() + line.get(i + 1).text());
    }
  }
}
