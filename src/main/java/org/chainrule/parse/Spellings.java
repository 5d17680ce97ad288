package org.chainrule.parse;

import static org.chainrule.parse.SpelledLine.replace;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.parse.SpelledLine.Kind;
import org.chainrule.parse.SpelledLine.Piece;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;
import org.chainrule.source.Span;

/**
 * The lenient reader of homework: of each line as a student typed it, the line in our own notation,
 * with the place of every character. What is typed in our own notation stays as it is, names that
 * the sheet has always win, and what can be read in two ways is asked back. The language does not
 * grow: nothing else reads with this.
 *
 * <p>{@code test-expressions/homework/spellings.txt} is the table of what is read, with an example
 * for each. The steps: characters ({@link SpelledLine}), LaTeX ({@link SpelledLatex}), which
 * exercise a line belongs to ({@link SpelledExercises}) and the names that it has ({@link
 * SpelledNames}), bullets and words around a claim, its relation, its derivatives, and its numbers
 * ({@link SpelledNumbers}).
 */
public final class Spellings {
  /** Words that may stand before a claim, where the sheet has no such name. */
  private static final Set<String> BEFORE =
      Set.of(
          "so therefore thus hence then now and also finally since because where with given let we get"
              .split(" "));

  private static final Set<String> MORE_BEFORE =
      Set.of(
          ("have obtain find i answer answers ans solution sol result gives give which this that it is"
                  + " follows implies means yields from by using the chain rule at for note first next"
                  + " step part task forward backward pass as")
              .split(" "));

  /** Words with which the reason behind a claim begins. */
  private static final Set<String> REASONS =
      Set.of(
          "because",
          "since",
          "as",
          "by",
          "using",
          "from",
          "due",
          "which",
          "rounded",
          "approximately");

  /** Words behind a claim with which another one begins. */
  private static final Set<String> NEXT =
      Set.of("so", "therefore", "thus", "hence", "then", "and", "we", "at", "where", "with");

  /** A line of more pieces was typed by no student, and is left as it is. */
  static final int LONGEST = 1_000;

  /** What was read, line by line. */
  private final List<SpelledLine> lines = new ArrayList<>();

  private final Map<Integer, Diagnostic> asked = new LinkedHashMap<>();
  private final BitSet changed = new BitSet();
  private final SourceText typed;
  private SpelledNames names;
  private boolean dashes;

  private Spellings(SourceText typed) {
    this.typed = typed;
  }

  /**
   * A sheet in our own notation.
   *
   * @param text the same lines; the place of every character is that in the sheet as typed
   * @param typed the lines as they were typed, from the first
   * @param asked what was asked back, by the number of the line; such a line is empty in the text
   * @param changed numbers of the lines that were not typed in our own notation
   * @param exercises the text of each exercise, the lines of the others empty
   */
  public record Reading(
      SourceText text,
      List<String> typed,
      Map<Integer, Diagnostic> asked,
      BitSet changed,
      List<SourceText> exercises) {

    /** The line with this number as it was typed. */
    public String line(int number) {
      return number >= 1 && number <= typed.size() ? typed.get(number - 1) : "";
    }
  }

  /** Reads a sheet. */
  public static Reading read(SourceText sheet) {
    return new Spellings(sheet).read();
  }

  private Reading read() {
    String text = typed.text();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isBreak(text.charAt(i))) {
        int end =
            i > start && i < text.length() && text.charAt(i) == '\n' && text.charAt(i - 1) == '\r'
                ? i - 1
                : i;
        boolean pair =
            i + 1 < text.length() && text.charAt(i) == '\r' && text.charAt(i + 1) == '\n';
        if (!pair) {
          lines.add(new SpelledLine(text, start, end));
          start = i + 1;
        }
      }
    }
    BitSet inside = new BitSet(); // lines that go on in brackets
    SpelledExercises exercises = new SpelledExercises();
    int depth = 0;
    int bullets = 0;
    for (int number = 0; number < lines.size(); number++) {
      List<Piece> pieces = lines.get(number).pieces;
      boolean readable = pieces.size() <= LONGEST;
      if (readable) {
        SpelledLatex.read(pieces);
      }
      boolean related = pieces.stream().anyMatch(Spellings::isRelation);
      depth = related ? 0 : depth;
      inside.set(number, depth > 0 || !readable);
      for (Piece piece : pieces) {
        depth = Math.max(0, depth + step(piece));
      }
      exercises.add(pieces, split(pieces), inside.get(number));
      bullets += isDash(pieces) ? 1 : 0;
    }
    dashes = bullets > 1;
    exercises.tellApart();
    StringBuilder out = new StringBuilder(text.length() + 16);
    SourceText.Places places = new SourceText.Places(typed);
    List<String> typedLines = new ArrayList<>();
    int[] starts = new int[lines.size() + 1];
    for (int number = 0; number < lines.size(); number++) {
      SpelledLine line = lines.get(number);
      typedLines.add(line.typed);
      if (number > 0) {
        out.append('\n');
      }
      starts[number] = out.length();
      names = exercises.names(number);
      write(line, number + 1, inside.get(number), out, places);
    }
    starts[lines.size()] = out.length();
    SourceText read = new SourceText(typed.name(), out.toString(), typed.firstLine(), places);
    return new Reading(read, typedLines, asked, changed, exercises.texts(read, starts));
  }

  private void write(
      SpelledLine line, int number, boolean inside, StringBuilder out, SourceText.Places places) {
    List<Piece> pieces = new ArrayList<>(line.pieces);
    String read = "";
    try {
      if (!inside) {
        pieces = rewritten(pieces);
      }
      read = SpelledLine.text(pieces);
    } catch (Ask ask) {
      Span span = new Span(typed, ask.start, ask.end);
      asked.put(
          number,
          Diagnostic.of(Problem.TWO_READINGS, span.text().strip()).at(span).help(ask.readings));
      pieces = List.of();
    }
    if (read.equals(line.typed.stripTrailing())) {
      places.add(out.length(), line.start);
      out.append(line.typed);
      return;
    }
    changed.set(number);
    for (Piece piece : pieces) {
      out.append(piece.blank());
      places.add(out.length(), piece.start());
      out.append(piece.text());
    }
    places.add(out.length(), line.start + line.typed.length());
  }

  /** A line that can be read in two ways. */
  static final class Ask extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int start;
    private final int end;
    private final String readings;

    Ask(Piece first, Piece last, String readings) {
      super(readings, null, false, false);
      this.start = first.start();
      this.end = last.end();
      this.readings = readings;
    }
  }

  // ---- lines ----

  private static boolean isBreak(char c) {
    return c == '\n'
        || c == '\r'
        || c == '\u0085'
        || c == '\u2028'
        || c == '\u2029'
        || c == '\u000B';
  }

  static boolean isRelation(Piece piece) {
    return switch (piece.text()) {
      case "=", "==", "~", "≈", "~=", "=~", ":=" -> true;
      default -> false;
    };
  }

  private static boolean isArrow(Piece piece) {
    return piece.is("->") || piece.is("=>") || piece.is("→");
  }

  static int step(Piece piece) {
    return switch (piece.text()) {
      case "(", "[" -> 1;
      case ")", "]" -> -1;
      default -> 0;
    };
  }

  /** Cuts a line at its commas and semicolons; each statement begins with the one before it. */
  private static List<List<Piece>> split(List<Piece> pieces) {
    List<List<Piece>> statements = new ArrayList<>();
    List<Piece> statement = new ArrayList<>();
    int depth = 0;
    for (Piece piece : pieces) {
      depth = Math.max(0, depth + step(piece));
      if (depth == 0 && (piece.is(",") || piece.is(";"))) {
        statements.add(statement);
        statement = new ArrayList<>();
      }
      statement.add(piece);
    }
    statements.add(statement);
    return statements;
  }

  private List<Piece> rewritten(List<Piece> line) {
    if (SpelledHeading.is(line)) {
      return line.get(0).kind() == Kind.COMMENT ? line : new ArrayList<>();
    }
    Piece comment = null;
    for (int i = 0; i < line.size() && comment == null; i++) {
      if (line.get(i).kind() == Kind.COMMENT || line.get(i).is("//")) {
        comment = line.get(i).is("//") ? null : line.get(i);
        line.subList(i, line.size()).clear();
      }
    }
    dropBullet(line);
    SpelledNumbers.joinCommas(line);
    cutReason(line);
    List<Piece> out = new ArrayList<>();
    boolean dropped = false;
    for (List<Piece> statement : split(line)) {
      Piece separator = null;
      if (!statement.isEmpty() && (statement.get(0).is(",") || statement.get(0).is(";"))) {
        separator = statement.remove(0);
      }
      int size = statement.size();
      dropWords(statement);
      if (statement.isEmpty() && size > 0) {
        dropped = out.isEmpty();
        continue;
      }
      read(statement);
      if (separator != null && !(dropped && out.isEmpty())) {
        out.add(separator);
      }
      out.addAll(statement);
    }
    if (!out.isEmpty() && !line.isEmpty() && out.get(0) != line.get(0)) {
      Piece head = out.get(0); // what stood before it is gone, and the blank with it
      out.set(0, new Piece(head.kind(), "", head.text(), head.start(), head.end()));
    }
    if (comment != null) {
      out.add(comment);
    }
    return out;
  }

  // ---- bullets and words ----

  private static boolean isDash(List<Piece> pieces) {
    return pieces.size() > 2
        && (pieces.get(0).is("-") || pieces.get(0).is("−"))
        && !pieces.get(1).blank().isEmpty();
  }

  /** {@code -}, {@code *}, {@code 1)}, {@code (a)} or {@code [1)} in front of a line. */
  private void dropBullet(List<Piece> line) {
    int end = bullet(line);
    if (end == 0 || end >= line.size() || isTerm(line)) {
      return;
    }
    boolean open = line.get(0).is("[") && line.get(end - 1).is(")");
    boolean closed = line.get(line.size() - 1).is("]");
    if (open && closed) {
      int depth = 0;
      for (Piece piece : line.subList(end, line.size())) {
        depth += step(piece);
      }
      if (depth < 0) {
        line.remove(line.size() - 1);
      }
    }
    line.subList(0, end).clear();
  }

  private int bullet(List<Piece> line) {
    if (line.size() < 3) {
      return 0;
    }
    String first = line.get(0).text();
    boolean related =
        line.stream().anyMatch(Spellings::isRelation)
            || line.stream().anyMatch(p -> p.is(":") || isArrow(p));
    boolean apart = !line.get(1).blank().isEmpty();
    if (first.equals("•") || first.equals("*") || first.equals("·") || isDash(line)) {
      return related ? 1 : 0;
    }
    if (first.equals("(") || first.equals("[")) {
      boolean label = isLabel(line.get(1)) && line.size() > 3;
      boolean closed = label && (line.get(2).is(")") || line.get(2).is("]"));
      boolean blank =
          closed && (!line.get(3).blank().isEmpty() || line.get(2).is(")") == first.equals("["));
      return related && blank && startsQuantity(line.get(3)) ? 3 : 0;
    }
    if (isLabel(line.get(0)) && line.get(1).is(")")) {
      return 2;
    }
    boolean point = line.get(1).is(".") && !apart && !line.get(2).blank().isEmpty();
    return point && isLabel(line.get(0)) && related && startsQuantity(line.get(2)) ? 2 : 0;
  }

  private static boolean isLabel(Piece piece) {
    return piece.isWhole() && piece.text().length() < 3
        || piece.isWord() && (piece.text().length() == 1 || piece.text().matches("[ivx]{1,4}"));
  }

  private static boolean startsQuantity(Piece piece) {
    return piece.isWord() || piece.is("(") || piece.is("∇") || piece.is("\"");
  }

  /** Whether what looks like a bullet is part of a term that stands in a formula: of -d, (a) b. */
  private boolean isTerm(List<Piece> line) {
    if (dashes && isDash(line)) {
      return false;
    }
    int end = 0;
    while (end < line.size() && !isRelation(line.get(end))) {
      end++;
    }
    String term = SpelledLine.text(line.subList(0, end)).replaceAll("\\s", "").replace('−', '-');
    for (String body : names.bodies.values()) {
      String plain = body.replace('−', '-');
      int at = plain.indexOf(term);
      boolean begins = at == 0 || at > 0 && "(=*/^,+-".indexOf(plain.charAt(at - 1)) >= 0;
      int behind = at + term.length();
      if (begins && (behind == plain.length() || !Letters.continues(plain.charAt(behind)))) {
        return true;
      }
    }
    return false;
  }

  private boolean isWordBefore(Piece piece) {
    String word = piece.text().toLowerCase(java.util.Locale.ROOT);
    return piece.isWord()
        && (BEFORE.contains(word) || MORE_BEFORE.contains(word))
        && !names.has(piece.text());
  }

  /** {@code so}, {@code we get}, {@code Answer:} before a claim. */
  private void dropWords(List<Piece> statement) {
    int end = 0;
    while (end < statement.size()
        && (isWordBefore(statement.get(end))
            || statement.get(end).is("=>")
            || end > 0 && (statement.get(end).is(":") || statement.get(end).is(".")))) {
      end++;
    }
    boolean call =
        end < statement.size()
            && end > 0
            && statement.get(end).is("(")
            && statement.get(end).blank().isEmpty();
    boolean equated =
        end < statement.size()
            && (isRelation(statement.get(end)) || "*/^)".contains(statement.get(end).text()));
    if (end > 0 && !call && !equated) {
      statement.subList(0, end).clear();
    }
    int colon = 0;
    while (colon < statement.size() && !statement.get(colon).is(":")) {
      colon++;
    }
    boolean label = colon > 0 && colon < statement.size() - 1;
    for (int i = 0; i < colon && label; i++) {
      Piece piece = statement.get(i);
      boolean other = colon == 1 && names.used.contains(piece.text()); // q: x + y = 3
      label = !isRelation(piece) && !piece.is("/") && (other || !isQuantity(piece.text()));
    }
    label &=
        statement.stream().anyMatch(Spellings::isRelation)
            || label && colon + 2 < statement.size() && statement.get(colon + 2).is("/");
    if (label) {
      statement.subList(0, colon + 1).clear();
    }
  }

  private boolean isQuantity(String word) {
    return names.has(word)
        || word.startsWith("d") && names.has(word.substring(1))
        || names.derivative(word).isPresent();
  }

  /** Whether a reason or remark begins at a word behind an operand. */
  static boolean isReason(List<Piece> pieces, int i) {
    Piece piece = pieces.get(i);
    if (!piece.isWord() || piece.blank().isEmpty() || i == 0) {
      return false;
    }
    Piece before = pieces.get(i - 1);
    boolean operand =
        before.isNumber()
            || before.isWord()
            || before.is(")")
            || before.is("]")
            || before.is(",")
            || before.is("'")
            || before.is("%")
            || before.is("...");
    return operand && REASONS.contains(piece.text());
  }

  /** Whether a reason, a remark or another claim begins at a word behind an operand. */
  static boolean endsClaim(List<Piece> pieces, int i) {
    Piece piece = pieces.get(i);
    boolean next =
        i > 0
            && NEXT.contains(piece.text())
            && !piece.blank().isEmpty()
            && !"+-*/^(".contains(pieces.get(i - 1).text());
    return next || isReason(pieces, i);
  }

  /**
   * Cuts off {@code because ...} and {@code (since ...)}; makes two of {@code q = 3 so f = -12}.
   */
  private void cutReason(List<Piece> line) {
    boolean related = false;
    int depth = 0;
    for (int i = 0; i < line.size(); i++) {
      Piece piece = line.get(i);
      related |= depth == 0 && (isRelation(piece) || isArrow(piece) || piece.is(":"));
      boolean remark =
          related && depth == 0 && piece.is("(") && !piece.blank().isEmpty() && isRemark(line, i);
      depth = Math.max(0, depth + step(piece));
      if (remark) {
        int end = closing(line, i);
        line.subList(i, end + 1).clear();
        depth = 0;
        i--;
      } else if (related && depth == 0 && !names.has(piece.text()) && isReason(line, i)) {
        int from = line.get(i - 1).is(",") ? i - 1 : i;
        line.subList(from, line.size()).clear();
      } else if (related
          && depth == 0
          && i > 0
          && piece.isWord()
          && NEXT.contains(piece.text())
          && !names.has(piece.text())
          && !piece.blank().isEmpty()
          && !line.get(i - 1).is(",")
          && !line.get(i - 1).is(";")
          && line.subList(i, line.size()).stream().anyMatch(Spellings::isRelation)) {
        replace(line, i, i + 1, ";");
        Piece separator = line.get(i);
        line.set(i, new Piece(Kind.MARK, "", ";", separator.start(), separator.end()));
        related = false;
      }
    }
  }

  /** Whether brackets behind a claim hold words: (since z = -4), (chain rule). */
  private boolean isRemark(List<Piece> line, int open) {
    int end = closing(line, open);
    Piece before = open > 0 ? line.get(open - 1) : null;
    if (before == null || end < 0 || isRelation(before)) {
      return false;
    }
    String first = line.get(open + 1).text().toLowerCase(java.util.Locale.ROOT);
    if (REASONS.contains(first) && !names.has(line.get(open + 1).text())) {
      return true;
    }
    int words = 0;
    for (int i = open + 1; i < end; i++) {
      String word = line.get(i).text();
      if (!line.get(i).isWord()) {
        return false;
      }
      words += names.isTaken(word) || word.length() < 2 ? 0 : 1;
    }
    return words > 0 && (before.isNumber() || before.is("]"));
  }

  /** The bracket that closes the one at {@code open}; -1 if none does, or none near. */
  static int closing(List<Piece> pieces, int open) {
    int depth = 0;
    for (int i = open; i < Math.min(pieces.size(), open + LONGEST); i++) {
      depth += step(pieces.get(i));
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  // ---- statements ----

  private void read(List<Piece> statement) {
    boolean definition = names.isDefinition(statement);
    int end = statement.size() - 1;
    boolean mark = end > 1 && (statement.get(end).is("!") || statement.get(end).is("."));
    if (mark) {
      statement.remove(end);
    }
    readRelations(statement);
    int first = firstRelation(statement);
    readDerivatives(statement, first);
    first = firstRelation(statement);
    for (int i = 0; i < statement.size(); i++) {
      Piece piece = statement.get(i);
      if (piece.isWord() && !(i + 1 < statement.size() && statement.get(i + 1).is("("))) {
        List<String> strung = names.strung(piece.text());
        if (!strung.isEmpty() && !names.used.contains(piece.text())) {
          String[] product = new String[2 * strung.size() - 1];
          for (int k = 0; k < product.length; k++) {
            product[k] = k % 2 == 0 ? strung.get(k / 2) : "*";
          }
          boolean behind = i > 0 && statement.get(i - 1).isNumber();
          replace(statement, i, i + 1, product);
          if (behind) {
            replace(statement, i - 1, i, statement.get(i - 1).text(), "*");
          }
        }
      }
    }
    boolean claims = first > 0 && !definition;
    if (claims) {
      SpelledNumbers.read(statement, first, names);
      gradient(statement, first);
      both(statement);
    }
  }

  static int firstRelation(List<Piece> statement) {
    int depth = 0;
    for (int i = 0; i < statement.size(); i++) {
      depth = Math.max(0, depth + step(statement.get(i)));
      if (depth == 0 && isRelation(statement.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** {@code :=}, {@code :}, {@code ->}, {@code =>}, {@code ~=}, {@code is} for = and ~. */
  private void readRelations(List<Piece> statement) {
    boolean related = false;
    boolean quantity = false;
    int depth = 0;
    for (int i = 0; i < statement.size(); i++) {
      Piece piece = statement.get(i);
      depth = Math.max(0, depth + step(piece));
      if (depth > 0) {
        quantity |= isQuantity(piece.text());
        continue;
      }
      switch (piece.text()) {
        case ":=" -> replace(statement, i, i + 1, "=");
        case "~=", "=~" -> replace(statement, i, i + 1, "~");
        case "=>" -> replace(statement, i, i + 1, "=");
        case "->", "→" -> {
          boolean edge = firstRelation(statement) > i || text(statement, i - 2).startsWith("down");
          if (quantity && !edge && i + 1 < statement.size()) {
            replace(statement, i, i + 1, "=");
          }
        }
        case ":" -> {
          if (!related && quantity) {
            Piece is = statement.get(i);
            statement.set(i, new Piece(Kind.MARK, " ", "=", is.start(), is.end()));
          }
        }
        case "is", "equals" -> {
          if (quantity && !names.has(piece.text()) && firstRelation(statement) < 0) {
            replace(statement, i, i + 1, "=");
          }
        }
        default -> {}
      }
      related |= isRelation(statement.get(i));
      quantity |= piece.isWord() && isQuantity(piece.text());
      quantity |= SpelledNames.isQuotient(statement, i) || piece.is("∇");
    }
  }

  /** {@code d/dx f}, {@code dfdx}, {@code f'(x)}, {@code f_x}, {@code x.grad}, {@code dF/dx}. */
  private void readDerivatives(List<Piece> s, int relation) {
    for (int i = 0; i < s.size(); i++) {
      if (!s.get(i).isWord()) {
        continue;
      }
      String word = s.get(i).text();
      boolean plain = !names.used.contains(word);
      String next = text(s, i + 1);
      if (word.equals("d") && plain && next.equals("/") && text(s, i + 2).startsWith("d")) {
        operator(s, i);
      } else if ((word.equals("d") || word.equals("∂"))
          && plain
          && text(s, i + 2).equals("/")
          && text(s, i + 3).length() > 1
          && isDifferential(text(s, i + 3))
          && names.named(next, true).isPresent()) {
        replace(s, i, i + 2, "d" + next);
        quotient(s, i);
      } else if (isDifferential(word) && plain && next.equals("/")) {
        quotient(s, i);
      } else if (isDifferential(word) && plain && next.equals("(")) {
        call(s, i);
      } else if (plain
          && word.length() > 2
          && names.derivative(word).isPresent()
          && !names.formulas.containsKey(word)) {
        String derivative = names.derivative(word).get();
        int slash = derivative.indexOf('/');
        if (slash > 0) {
          replace(
              s, i, i + 1, derivative.substring(0, slash), "/", derivative.substring(slash + 1));
        }
      } else if (i == 0
          && relation > 0
          && names.formulas.containsKey(word)
          && next.equals("'")
          && text(s, 2).equals("(")
          && names.used.contains(text(s, 3))
          && text(s, 4).equals(")")) {
        replace(s, 0, 5, "d" + word, "/", "d" + text(s, 3));
      } else if (next.equals(".") && text(s, i + 2).equals("grad") && !names.has("grad")) {
        String by = names.named(word, false).orElse(word);
        replace(s, i, i + 3, "grad", " " + by);
      }
    }
  }

  private static boolean isDifferential(String word) {
    return word.length() > 1 && (word.startsWith("d") || word.startsWith("∂"));
  }

  private static String text(List<Piece> pieces, int index) {
    return index >= 0 && index < pieces.size() ? pieces.get(index).text() : "";
  }

  /** {@code d/dx f} and {@code d/dx f(x, y)}, from its d. */
  private void operator(List<Piece> s, int d) {
    int of = d + 3;
    boolean square = text(s, of).equals("[") && text(s, of + 2).equals("]");
    String name = text(s, square ? of + 1 : of);
    int end = square ? of + 3 : of + 1;
    if (!square && text(s, end).equals("(") && closing(s, end) > 0) {
      end = closing(s, end) + 1;
    }
    if (names.named(name, true).filter(names.formulas::containsKey).isPresent()) {
      replace(s, d, end, "d" + name, "/", text(s, d + 2));
      quotient(s, d);
    }
  }

  /** {@code dF/dx} where only f is known, {@code dL/dw1} for w_1. */
  private void quotient(List<Piece> s, int above) {
    int below = above + 2;
    String by = text(s, below);
    if ((by.equals("d") || by.equals("∂"))
        && !names.has(by)
        && names.used.contains(text(s, below + 1))) {
      if (isDifferential(text(s, above))) {
        replace(s, below, below + 2, "d" + text(s, below + 1));
      }
      by = text(s, below);
    }
    if (!isDifferential(by)) {
      return;
    }
    String of = text(s, above).substring(1);
    String known = names.named(of, true).orElse(of);
    String name = by.substring(1);
    String knownBy = names.named(name, false).orElse(name);
    if (!known.equals(of) || !knownBy.equals(name)) {
      replace(s, above, above + 1, "d" + known);
      replace(s, below, below + 1, "d" + knownBy);
    }
  }

  /** {@code df(x, y)/dx}. */
  private void call(List<Piece> s, int df) {
    int end = closing(s, df + 1);
    boolean drop =
        end > 0
            && text(s, end + 1).equals("/")
            && isDifferential(text(s, end + 2))
            && names.formulas.containsKey(s.get(df).text().substring(1));
    for (int i = df + 2; i < end && drop; i++) {
      drop = s.get(i).is(",") || names.used.contains(s.get(i).text());
    }
    if (drop) {
      s.subList(df + 1, end + 1).clear();
      quotient(s, df);
    }
  }

  // ---- claims that are several ----

  /** {@code grad f = [1, 2]}, the derivatives of f by its inputs. */
  private void gradient(List<Piece> s, int relation) {
    boolean nabla = s.get(0).is("∇");
    boolean grad = s.get(0).is("grad") && !names.has("grad");
    String of = text(s, 1);
    if (!nabla && !grad || relation < 2 || text(s, s.size() - 1).equals("'")) {
      return;
    }
    String name = names.named(of, true).orElse("");
    if (!names.formulas.containsKey(name)) {
      return;
    }
    List<String> inputs = names.inputs(name);
    List<List<Piece>> entries = entries(s, relation + 1);
    if (nabla && inputs.size() == 1) {
      replace(s, 0, relation, "d" + name, "/", "d" + inputs.get(0));
      return;
    }
    if (entries.size() < 2 || entries.size() != inputs.size()) {
      return;
    }
    if (!inputs.stream().sorted().toList().equals(inputs)) {
      String first = "d" + name + "/d" + inputs.get(0);
      String other = "d" + name + "/d" + inputs.get(1);
      String number = SpelledLine.text(entries.get(0)).strip();
      throw new Ask(
          s.get(0),
          s.get(s.size() - 1),
          "write " + first + " = " + number + ", or " + other + " = " + number + ", and so on");
    }
    List<Piece> claims = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Piece at = entries.get(i).get(0);
      if (i > 0) {
        claims.add(new Piece(Kind.MARK, "", ";", at.start(), at.end()));
      }
      String blank = i > 0 ? " " : s.get(0).blank();
      Piece left = i > 0 ? at : s.get(0);
      String claim = "d" + name + "/d" + inputs.get(i);
      claims.add(new Piece(Kind.WORD, blank, claim, left.start(), left.end()));
      Piece is = s.get(relation);
      claims.add(new Piece(Kind.MARK, " ", is.text(), is.start(), is.end()));
      claims.add(new Piece(at.kind(), " ", at.text(), at.start(), at.end()));
      claims.addAll(entries.get(i).subList(1, entries.get(i).size()));
    }
    s.clear();
    s.addAll(claims);
  }

  /** The entries of a list that is all that stands from here; empty if there is none. */
  private static List<List<Piece>> entries(List<Piece> s, int open) {
    List<List<Piece>> entries = new ArrayList<>();
    boolean list = text(s, open).equals("[") && closing(s, open) == s.size() - 1;
    List<Piece> entry = new ArrayList<>();
    for (int i = open + 1; list && i < s.size(); i++) {
      if (s.get(i).is(",") || s.get(i).is(";") || i == s.size() - 1) {
        if (entry.isEmpty()) {
          return List.of();
        }
        entries.add(entry);
        entry = new ArrayList<>();
      } else {
        entry.add(s.get(i));
      }
    }
    return entries;
  }

  /** {@code dx = dy = -4}: both claims. */
  private void both(List<Piece> s) {
    List<Integer> relations = new ArrayList<>();
    for (int i = 0; i < s.size(); i++) {
      if (isRelation(s.get(i))) {
        if (!s.get(i).is("=")) {
          return;
        }
        relations.add(i);
      }
    }
    int last = relations.isEmpty() ? 0 : relations.get(relations.size() - 1);
    if (relations.size() < 2 || s.subList(last, s.size()).stream().anyMatch(Piece::isWord)) {
      return;
    }
    int from = 0;
    for (int relation : relations) {
      boolean gradient = relation == from + 1 && isGradient(s.get(from).text());
      if (!gradient) {
        return;
      }
      from = relation + 1;
    }
    List<Piece> claims = new ArrayList<>();
    from = 0;
    for (int relation : relations) {
      Piece left = s.get(from);
      if (from > 0) {
        claims.add(new Piece(Kind.MARK, "", ";", left.start(), left.start()));
      }
      claims.add(left);
      claims.addAll(s.subList(last, s.size()));
      from = relation + 1;
    }
    s.clear();
    s.addAll(claims);
  }

  private boolean isGradient(String word) {
    return word.startsWith("d")
        && !names.used.contains(word)
        && names.used.contains(word.substring(1));
  }
}
