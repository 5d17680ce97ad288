package org.chainrule.parse;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.parse.Tokens.Kind;
import org.chainrule.source.Characters;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.NearestName;
import org.chainrule.source.Problem;
import org.chainrule.source.Span;

/**
 * Puts into words why a token does not fit. Nothing is known but the token, what stands before it
 * and the brackets around it; that is enough, and plainer than a set of expected tokens.
 */
final class SyntaxErrors {
  private static final String MINUS = "this is a dash; write - for minus";
  private static final String TIMES = "write * for a product, also entry by entry";

  /** What to write instead of characters that people try. */
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("⊤", "the transpose is written x'"),
          Map.entry("!", "write (x == 0) for \"not x\"; there is no factorial"),
          Map.entry("&", "write a*b for \"a and b\" of comparisons"),
          Map.entry("%", "write x/100"),
          Map.entry("?", "write where(condition, a, b) for a choice"),
          Map.entry(".", "functions have no prefix: write exp(x), and 0.5 with its 0"),
          Map.entry("\"", "names and numbers stand without quotes"),
          Map.entry("`", "names and numbers stand without quotes"),
          Map.entry("‘", "names and numbers stand without quotes"),
          Map.entry("’", "names and numbers stand without quotes"),
          Map.entry("“", "names and numbers stand without quotes"),
          Map.entry("”", "names and numbers stand without quotes"),
          Map.entry("∑", "write the sum out"),
          Map.entry("$", "formulas stand without $"),
          Map.entry("–", MINUS),
          Map.entry("—", MINUS),
          Map.entry("‑", MINUS),
          Map.entry("∗", TIMES),
          Map.entry("∙", TIMES),
          Map.entry("•", TIMES),
          Map.entry("✕", TIMES),
          Map.entry("∘", TIMES),
          Map.entry("⊙", TIMES),
          Map.entry("\u2062", TIMES),
          Map.entry("∞", "infinity is no number of the language"));

  private final Tokens tokens;
  private final int at;
  private final Kind kind;
  private final int start;

  private SyntaxErrors(Tokens tokens, int at) {
    this.tokens = tokens;
    this.at = at;
    this.kind = tokens.kind(at);
    int first = at;
    while (first > 0 && tokens.kind(first - 1) != Kind.SEPARATOR) {
      first--;
    }
    this.start = first;
  }

  /** Why the token with number {@code at} does not fit. */
  static Diagnostic explain(Tokens tokens, int at) {
    return new SyntaxErrors(tokens, at).explain();
  }

  /** A call of {@code gate} with {@code count} arguments. */
  static Diagnostic argumentCount(GateSpec gate, int count, Span span) {
    int least = gate.required();
    String takes =
        gate.isVariadic()
            ? "at least two arguments"
            : least < gate.parameters().size()
                ? "one or two arguments"
                : least == 1 ? "one argument" : Counts.of(least) + " arguments";
    Diagnostic diagnostic =
        Diagnostic.of(Problem.ARGUMENT_COUNT, gate.symbol(), takes, Counts.of(count)).at(span);
    boolean comma = span.text().matches("(?s).*\\d,\\d.*");
    return diagnostic.help(
        comma && count > gate.parameters().size()
            ? "its form is " + gate.usage() + "; a decimal number is written with a point"
            : "its form is " + gate.usage());
  }

  private Diagnostic explain() {
    if (at > start && isFunction(at - 1) && kind != Kind.OPEN) {
      return functionWithoutBrackets();
    }
    switch (kind) {
      case UNKNOWN:
      case HOMEWORK:
        return unknown();
      case SEPARATOR:
      case END:
        return early();
      case CLOSE:
      case RBRACKET:
        return close();
      case ROWEND:
        return missing(tokens.kind(at - 1) == Kind.LBRACKET ? "before the ;" : after());
      case COLON:
        if (!brackets().isEmpty() && tokens.kind(brackets().peek()) == Kind.LBRACKET) {
          return Diagnostic.of(Problem.RANGE)
              .at(span())
              .help("pick the entries one by one, as in [x[1], x[2]]");
        }
        return Diagnostic.of(Problem.UNKNOWN_CHARACTER, "the colon")
            .at(span())
            .help("an equation is written with =; a whole row is W[1,:]");
      case RELATION:
        return relation();
      case COMMA:
        return comma();
      case ARROW:
        return operandWanted()
            ? missing(after())
            : Diagnostic.of(Problem.STRAY_ARROW).at(span()).help("an edge is written down q->x");
      default:
        return operandWanted() ? operator() : juxtaposed();
    }
  }

  private Gate gate(int index) {
    return Gate.infixes().get(text(index));
  }

  private Span span() {
    return tokens.span(at);
  }

  private String text(int index) {
    return tokens.text(index);
  }

  private boolean isFunction(int index) {
    return tokens.kind(index) == Kind.FUNCTION;
  }

  /** Whether what stands before the token asks for an operand. */
  private boolean operandWanted() {
    if (at == start) {
      return true;
    }
    switch (tokens.kind(at - 1)) {
      case NUMBER:
      case NAME:
      case BY:
      case CLOSE:
      case RBRACKET:
      case QUOTE:
      case SUPERSCRIPT:
        return false;
      default:
        return true;
    }
  }

  /** Numbers of the tokens that open a bracket around the token, the innermost first. */
  private Deque<Integer> brackets() {
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = start; i < at; i++) {
      if (opens(i)) {
        open.push(i);
      } else if (closes(i) && !open.isEmpty()) {
        open.pop();
      }
    }
    return open;
  }

  private boolean opens(int index) {
    return tokens.kind(index) == Kind.OPEN || tokens.kind(index) == Kind.LBRACKET;
  }

  private boolean closes(int index) {
    return tokens.kind(index) == Kind.CLOSE || tokens.kind(index) == Kind.RBRACKET;
  }

  /** The bracket that closes the one at {@code index}. */
  private String closing(int index) {
    return tokens.kind(index) == Kind.OPEN ? ")" : "]";
  }

  private Diagnostic functionWithoutBrackets() {
    int function = at - 1;
    String name = text(function);
    if (kind == Kind.RELATION && function == start) {
      String other = name.length() > 3 ? "my_" + name : name + "1";
      return Diagnostic.of(Problem.FUNCTION_AS_NAME, name)
          .at(tokens.span(function))
          .help("choose another name, such as " + other);
    }
    boolean infixPower = kind == Kind.INFIX && gate(at) == Gate.POW;
    if (infixPower || kind == Kind.SUPERSCRIPT) {
      return powerOfFunction(name, infixPower);
    }
    String argument = argument();
    return Diagnostic.of(Problem.FUNCTION_WITHOUT_BRACKETS, name)
        .at(tokens.span(function))
        .help("write " + form(function, argument));
  }

  /**
   * What is written behind the function: signs, a number, names, powers and {@code *} without
   * blanks between them.
   */
  private String argument() {
    int end = at;
    while (tokens.kind(end) == Kind.SIGN) {
      end++;
    }
    int first = end;
    while (isFactor(end) && (end == first || tokens.start(end) == tokens.end(end - 1))) {
      end++;
    }
    if (end > first && tokens.kind(end - 1) == Kind.INFIX) {
      end--;
    }
    return end == first ? "x" : tokens.span(at, end - 1).text();
  }

  private boolean isFactor(int index) {
    switch (tokens.kind(index)) {
      case NUMBER:
      case SUPERSCRIPT:
        return true;
      case NAME:
        return true;
      case INFIX:
        Gate gate = gate(index);
        return (gate == Gate.MUL || gate == Gate.POW)
            && index > at
            && tokens.kind(index - 1) != Kind.INFIX;
      default:
        return false;
    }
  }

  /** How a function is called, as far as it is known here. */
  private String form(int function, String argument) {
    String name = tokens.name(tokens.words.get(function)).name();
    if (tokens.isDefined(name)) {
      return tokens.usage(text(function)).orElse(text(function) + "(...)");
    }
    GateSpec gate = Gate.functionNamed(name).orElseThrow().spec();
    return gate.required() == 1 && !gate.isVariadic()
        ? text(function) + "(" + argument + ")"
        : gate.usage();
  }

  /** {@code sin^2(x)}, {@code sin⁻¹(x)} for the inverse, {@code exp^(-x)} for e to a power. */
  private Diagnostic powerOfFunction(String name, boolean infix) {
    int first = infix ? at + 1 : at;
    int last = infix ? endOfOperand(first) : at;
    Span span = tokens.span(at - 1, infix ? Math.max(at, last) : at);
    Diagnostic diagnostic = Diagnostic.of(Problem.POWER_OF_FUNCTION, name).at(span);
    String exponent = last < first ? "2" : tokens.span(first, last).text();
    boolean argued = last >= first && tokens.kind(last + 1) == Kind.OPEN;
    int end = argued ? endOfOperand(last + 1) : last;
    boolean operand =
        last >= first
            && (tokens.kind(last + 1) == Kind.NUMBER || tokens.kind(last + 1) == Kind.NAME);
    String argument =
        end > last
            ? tokens.span(last + 1, end).text()
            : "(" + (operand ? text(last + 1) : "x") + ")";
    if (name.equals("exp") && infix && !argued) {
      String power = exponent.startsWith("(") ? exponent : "(" + exponent + ")";
      return diagnostic.help("for a power of e write exp" + power);
    }
    boolean inverse = exponent.equals("⁻¹") || exponent.replace(" ", "").equals("(-1)");
    inverse |= exponent.replace(" ", "").equals("-1");
    inverse |= infix && tokens.source.text().startsWith("{-1}", tokens.start(first));
    if (inverse && Gate.functionNamed("a" + name).isPresent()) {
      return diagnostic.help(
          "for the inverse write a" + name + argument + ", for 1 over it 1/" + name + argument);
    }
    if (last < first && infix) {
      return diagnostic.help("write its power behind its argument, as in " + name + "(x)^2");
    }
    return diagnostic.help("write " + name + argument + (infix ? "^" : "") + exponent);
  }

  /** The last token of the signs and the number, name or brackets at {@code first}, or one less. */
  private int endOfOperand(int first) {
    int i = first;
    while (tokens.kind(i) == Kind.SIGN) {
      i++;
    }
    if (tokens.kind(i) == Kind.NUMBER || tokens.kind(i) == Kind.NAME) {
      return i;
    }
    int depth = 0;
    while (tokens.kind(i) != Kind.END && tokens.kind(i) != Kind.SEPARATOR) {
      depth += opens(i) ? 1 : closes(i) ? -1 : 0;
      if (depth <= 0) {
        return closes(i) ? i : first - 1;
      }
      i++;
    }
    return first - 1;
  }

  private Diagnostic unknown() {
    String text = text(at);
    if (tokens.words.get(at) instanceof Differential form) {
      String meant = form.names.get(0);
      boolean high = meant.length() > 1 && meant.charAt(1) >= '3' && meant.charAt(1) <= '9';
      return Diagnostic.of(Problem.DERIVATIVE_FORM, text)
          .at(span())
          .help("write " + meant + (high ? ", or by two inputs as in d3f/dx2dy" : ""));
    }
    if (text.equals(",")) {
      String number = text(at - 1) + "." + text(at + 1);
      return Diagnostic.of(Problem.DECIMAL_COMMA)
          .at(tokens.span(at - 1, at + 1))
          .help("write " + number);
    }
    char first = text.charAt(0);
    if (first == '.' && text.length() > 1 || first >= '0' && first <= '9') {
      return Diagnostic.of(Problem.MALFORMED_NUMBER, text)
          .at(span())
          .help(
              text.contains("_")
                  ? "write the digits without _"
                  : "a number has at most one point, as in "
                      + text.replaceAll("\\.+", ".").replaceAll("(\\..*?)\\..*", "$1"));
    }
    if (first == '\\' || first == '{' || first == '}') {
      return Diagnostic.of(Problem.LATEX).at(span()).help(latexHelp(first));
    }
    Diagnostic unknown =
        Diagnostic.of(Problem.UNKNOWN_CHARACTER, Characters.nameOf(text.codePointAt(0)));
    if (text.equals("|") || text.equals("‖") || text.equals("∥")) {
      return bars(unknown, text);
    }
    return unknown.at(span()).help(INSTEAD.containsKey(text) ? INSTEAD.get(text) : plain(text));
  }

  /** The plain form of a wide, bold or slanted character: of a keyboard, or of a printed page. */
  private static String plain(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
    boolean keyboard = !plain.equals(text) && plain.chars().allMatch(c -> c > ' ' && c < 127);
    return keyboard
        ? "write " + plain + ", which it looks like"
        : "take it out, or see 'chainrule gates' for the operators";
  }

  /** {@code |x|} is an absolute value, {@code ||x||} the length of a vector. */
  private Diagnostic bars(Diagnostic unknown, String bar) {
    boolean two = bar.equals("|") && tokens.start(at + 1) == tokens.end(at) && isBar(at + 1, bar);
    int first = two ? at + 2 : at + 1;
    int last = first;
    while (!isBar(last, bar)
        && tokens.kind(last) != Kind.END
        && tokens.kind(last) != Kind.SEPARATOR) {
      last++;
    }
    String inside = last > first && isBar(last, bar) ? tokens.span(first, last - 1).text() : "x";
    return unknown
        .at(two ? tokens.span(at, at + 1) : span())
        .help(
            two || !bar.equals("|")
                ? "write norm(" + inside + ") for the length of a vector"
                : "write abs(" + inside + ") for an absolute value");
  }

  private boolean isBar(int index, String bar) {
    return tokens.kind(index) == Kind.UNKNOWN && text(index).equals(bar);
  }

  private String latexHelp(char first) {
    String text = tokens.source.text();
    int from = tokens.start(at);
    if (first == '\\') {
      if (text.startsWith("\\frac", from)) {
        return "a fraction is written (a + b)/c";
      }
      if (text.startsWith("\\sqrt", from)) {
        return "a root is written sqrt(x)";
      }
      if (text.startsWith("\\sigma", from)) {
        return "the sigmoid is written sigmoid(x), a name of yours without \\";
      }
      if (text.startsWith("\\cdot", from) || text.startsWith("\\times", from)) {
        return "a product is written a*b";
      }
      return "write names and functions without \\, as in sin(theta)";
    }
    boolean power = at > start && text(at - 1).equals("^");
    if (power && (text.startsWith("{T}", from) || text.startsWith("{\\top}", from))) {
      return "the transpose is written x'";
    }
    return power
        ? "the exponent of a power is written x^2 or x^(n + 1)"
        : "write round brackets: (a + b)/c, x^(n + 1), w_1";
  }

  /** The statement ended too early. */
  private Diagnostic early() {
    if (at > start && tokens.kind(at - 1) == Kind.RELATION) {
      return Diagnostic.of(Problem.NOTHING_AFTER_RELATION, text(at - 1))
          .at(tokens.span(at - 1))
          .help("write what it equals");
    }
    Deque<Integer> open = brackets();
    boolean operandMissing = operandWanted();
    if (!open.isEmpty() && (!operandMissing || opens(at - 1))) {
      return Diagnostic.of(Problem.UNCLOSED_BRACKET)
          .at(tokens.span(open.peek()))
          .help("add " + closing(open.peek()) + " where it ends");
    }
    return missing(after());
  }

  private Diagnostic close() {
    if (at == start) {
      return Diagnostic.of(Problem.UNOPENED_BRACKET, text(at)).at(span()).help("take it out");
    }
    if (operandWanted()) {
      if (opens(at - 1)) {
        if (at - 2 >= start && isFunction(at - 2)) {
          return emptyCall();
        }
        return Diagnostic.of(Problem.OPERAND_MISSING, "between the brackets")
            .at(tokens.span(at - 1, at))
            .help("write what they hold, or take them out");
      }
      return missing(after());
    }
    Deque<Integer> open = brackets();
    if (!open.isEmpty() && !closing(open.peek()).equals(text(at))) {
      return Diagnostic.of(Problem.UNCLOSED_BRACKET)
          .at(tokens.span(open.peek()))
          .at(span(), "closed here")
          .help("write " + closing(open.peek()) + " instead of " + text(at));
    }
    return Diagnostic.of(Problem.UNOPENED_BRACKET, text(at))
        .at(span())
        .help("take it out, or add " + (text(at).equals(")") ? "(" : "[") + " where it begins");
  }

  private Diagnostic emptyCall() {
    String name = text(at - 2);
    return Diagnostic.of(Problem.ARGUMENT_COUNT, name, "an argument", "none")
        .at(tokens.span(at - 2, at))
        .help("write " + name + "(x)");
  }

  private Diagnostic relation() {
    if (at > start && tokens.kind(at - 1) == Kind.RELATION) {
      return Diagnostic.of(Problem.DOUBLED_OPERATOR, text(at))
          .at(tokens.span(at - 1, at))
          .help("write = once to equate; == claims that two formulas are equal");
    }
    if (operandWanted()) {
      return missing(at == start ? "before " + text(at) : after());
    }
    Deque<Integer> open = brackets();
    if (!open.isEmpty()) {
      return Diagnostic.of(Problem.RELATION_INSIDE, text(at))
          .at(span())
          .help(text(at).equals("=") ? "== compares" : "make it a statement of its own");
    }
    return juxtaposed();
  }

  private Diagnostic comma() {
    if (operandWanted()) {
      return missing(opens(at - 1) ? "before the comma" : after());
    }
    if (brackets().isEmpty()) {
      return Diagnostic.of(Problem.STRAY_COMMA).at(span()).help("take it out");
    }
    int open = brackets().peek();
    if (tokens.kind(open) == Kind.LBRACKET) {
      return Diagnostic.of(Problem.STRAY_COMMA)
          .at(span())
          .help("an index has a row and a column, W[1,2], no more");
    }
    if (open > start && tokens.kind(open - 1) == Kind.NAME) {
      return noFunction(text(open - 1), tokens.span(open - 1));
    }
    if (tokens.kind(at - 1) == Kind.NUMBER && tokens.kind(at + 1) == Kind.NUMBER) {
      return Diagnostic.of(Problem.DECIMAL_COMMA)
          .at(tokens.span(at - 1, at + 1))
          .help("write " + text(at - 1) + "." + text(at + 1));
    }
    return Diagnostic.of(Problem.STRAY_COMMA).at(span()).help("is the name of a function missing?");
  }

  /** A name that is called like a function, but is none. */
  static Diagnostic noFunction(String name, Span span) {
    Optional<String> nearest = NearestName.of(name, Gate.functions().keySet());
    return Diagnostic.of(Problem.NO_FUNCTION, name)
        .at(span)
        .help(
            nearest
                .map(known -> "did you mean " + known + "?")
                .orElse("define it: " + name + "(x, y) = ..."));
  }

  private Diagnostic operator() {
    boolean infix = kind == Kind.INFIX || kind == Kind.SUPERSCRIPT;
    if (infix && at > start && tokens.kind(at - 1) == kind && text(at - 1).equals(text(at))) {
      return Diagnostic.of(Problem.DOUBLED_OPERATOR, text(at))
          .at(tokens.span(at - 1, at))
          .help("write " + text(at) + " once");
    }
    if (infix && at > start && tokens.kind(at - 1) != Kind.OPEN) {
      return missing("between " + text(at - 1) + " and " + text(at));
    }
    return missing("before " + text(at));
  }

  /** Two operands side by side. */
  private Diagnostic juxtaposed() {
    String left = left();
    String right = text(at);
    Deque<Integer> open = brackets();
    boolean entries = !open.isEmpty() && tokens.kind(open.peek()) == Kind.LBRACKET;
    if (entries || !open.isEmpty() && open.peek() > start && isFunction(open.peek() - 1)) {
      return Diagnostic.of(Problem.COMMA_MISSING, left, right)
          .at(tokens.span(at - 1, at))
          .help("write " + left + ", " + right);
    }
    return Diagnostic.of(Problem.OPERATOR_MISSING, left, right)
        .at(tokens.span(at - 1, at))
        .help("for a product write " + left + "*" + right);
  }

  private String left() {
    return tokens.kind(at - 1) == Kind.CLOSE
        ? "(...)"
        : tokens.kind(at - 1) == Kind.RBRACKET ? "[...]" : text(at - 1);
  }

  private Diagnostic missing(String where) {
    boolean between = kind != Kind.SEPARATOR && kind != Kind.END && at > start;
    Span place = at == start ? span() : between ? tokens.span(at - 1, at) : tokens.span(at - 1);
    return Diagnostic.of(Problem.OPERAND_MISSING, where).at(place).help(missingHelp());
  }

  private String missingHelp() {
    return kind == Kind.SEPARATOR || kind == Kind.END
        ? "write the operand, or take the operator out"
        : "write a number, a name or a bracket there";
  }

  private String after() {
    return at == start ? "here" : "after " + text(at - 1);
  }
}
