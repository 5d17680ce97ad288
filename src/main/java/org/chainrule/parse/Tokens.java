package org.chainrule.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.source.SourceText;
import org.chainrule.source.Span;

/**
 * The tokens of a text as its writer sees them: what has no characters, such as the multiplication
 * in {@code 2x}, is none.
 */
final class Tokens {
  /** What a token is, as far as messages, colours and completion care. */
  enum Kind {
    NUMBER,
    NAME,
    FUNCTION,
    /** What is differentiated: df of df/dx. */
    DIFFERENTIAL,
    /** What it is taken by, at the end of an operand. */
    BY,
    /** The same in d/dx (...), where the operand follows. */
    OVER,
    /** The word of a gradient of the backward pass, before what it is of. */
    ROLE,
    KEYWORD,
    SIGN,
    INFIX,
    ROOT,
    SUPERSCRIPT,
    QUOTE,
    OPEN,
    CLOSE,
    LBRACKET,
    RBRACKET,
    COMMA,
    ROWEND,
    COLON,
    RELATION,
    ARROW,
    SEPARATOR,
    HOMEWORK,
    UNKNOWN,
    END
  }

  final SourceText source;

  /** All of them; the last is the end of the text. */
  final List<CommonToken> words = new ArrayList<>();

  /** Where comments stand: first character and behind the last, in pairs. */
  final List<Integer> comments = new ArrayList<>();

  /** How deep brackets are nested. */
  int deepest;

  private final Set<String> functions;
  private final boolean homework;
  private final Map<String, Expr.Name> names = new HashMap<>();
  private final Set<String> defined;

  /**
   * No tokens yet.
   *
   * @param functions names that are functions although the text does not define them
   * @param homework whether tolerances and blanks mean something
   */
  Tokens(SourceText source, Set<String> functions, boolean homework) {
    this.homework = homework;
    this.source = source;
    this.functions = functions;
    this.defined = new HashSet<>(functions);
  }

  boolean isHomework() {
    return homework;
  }

  int size() {
    return words.size();
  }

  Kind kind(int index) {
    return index < words.size() ? kind(words.get(index)) : Kind.END;
  }

  /** The coarse kind of a token. */
  static Kind kind(Token token) {
    return switch (token.getType()) {
      case ChainruleParser.NUMBER -> Kind.NUMBER;
      case ChainruleParser.NAME -> Kind.NAME;
      case ChainruleParser.FUNCTION -> Kind.FUNCTION;
      case ChainruleParser.KEYWORD -> Kind.KEYWORD;
      case ChainruleParser.PLUS, ChainruleParser.MINUS -> Kind.SIGN;
      case ChainruleParser.TIMES,
          ChainruleParser.DIVIDE,
          ChainruleParser.MATMUL,
          ChainruleParser.POWER,
          ChainruleParser.LT,
          ChainruleParser.LE,
          ChainruleParser.GT,
          ChainruleParser.GE,
          ChainruleParser.NE,
          ChainruleParser.EQUALS,
          ChainruleParser.IMPLIED ->
          Kind.INFIX;
      case ChainruleParser.OF, ChainruleParser.D -> Kind.DIFFERENTIAL;
      case ChainruleParser.BY -> Kind.BY;
      case ChainruleParser.PER -> Kind.INFIX;
      case ChainruleParser.OVER -> Kind.OVER;
      case ChainruleParser.UP, ChainruleParser.LOCAL, ChainruleParser.DOWN -> Kind.ROLE;
      case ChainruleParser.ROOT -> Kind.ROOT;
      case ChainruleParser.SUPERSCRIPT -> Kind.SUPERSCRIPT;
      case ChainruleParser.QUOTE -> Kind.QUOTE;
      case ChainruleParser.OPEN -> Kind.OPEN;
      case ChainruleParser.CLOSE -> Kind.CLOSE;
      case ChainruleParser.LBRACKET -> Kind.LBRACKET;
      case ChainruleParser.RBRACKET -> Kind.RBRACKET;
      case ChainruleParser.COMMA -> Kind.COMMA;
      case ChainruleParser.ROWEND -> Kind.ROWEND;
      case ChainruleParser.COLON -> Kind.COLON;
      case ChainruleParser.IS, ChainruleParser.EQUIVALENT, ChainruleParser.ABOUT -> Kind.RELATION;
      case ChainruleParser.ARROW -> Kind.ARROW;
      case ChainruleParser.SEPARATOR -> Kind.SEPARATOR;
      case ChainruleParser.TOLERANCE, ChainruleParser.ASKED, ChainruleParser.PERCENT ->
          Kind.HOMEWORK;
      case Token.EOF -> Kind.END;
      default -> Kind.UNKNOWN;
    };
  }

  /** Whether an operand may end with such a token. */
  static boolean endsOperand(Kind kind) {
    return switch (kind) {
      case NAME, BY, NUMBER, CLOSE, RBRACKET, QUOTE, SUPERSCRIPT -> true;
      default -> false;
    };
  }

  /** Whether a factor may begin with such a token directly behind an operand. */
  static boolean startsFactor(Kind kind) {
    return switch (kind) {
      case NAME, FUNCTION, DIFFERENTIAL, ROLE, OPEN, ROOT -> true;
      default -> false;
    };
  }

  static int start(Token token) {
    return token.getStartIndex();
  }

  static int end(Token token) {
    return token.getStopIndex() + 1;
  }

  int start(int index) {
    return start(words.get(index));
  }

  int end(int index) {
    return end(words.get(index));
  }

  String text(int index) {
    return span(index).text();
  }

  Span span(int index) {
    return span(words.get(index));
  }

  Span span(Token token) {
    return new Span(source, start(token), end(token));
  }

  /** From the beginning of one token to the end of another. */
  Span span(int first, int last) {
    return new Span(source, start(first), end(last));
  }

  /** The token that stands at the place of {@code token}, or follows it where it has no place. */
  int indexOf(Token token) {
    int low = 0;
    int high = words.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (start(middle) < start(token)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  // ---- names ----

  /** The name that a token spells. */
  Expr.Name name(Token token) {
    String spelling = token.getText();
    Expr.Name name = names.get(spelling);
    if (name == null) {
      name = new Expr.Name(Letters.normalized(spelling));
      names.put(spelling, name);
    }
    return name;
  }

  boolean isFunction(String name) {
    return defined.contains(name) || Gate.functionNamed(name).isPresent();
  }

  /** Whether a text defines the function, so that its own definition goes before the table's. */
  boolean isDefined(String function) {
    return defined.contains(function);
  }

  /** Notes the functions that the text itself defines. */
  void define() {
    for (int i = 0; i < words.size(); i++) {
      String name = endOfHead(i) > 0 ? name(words.get(i)).name() : "";
      if (!name.isEmpty() && !(homework && Gate.functionNamed(name).isPresent())) {
        defined.add(name);
      }
    }
  }

  /** The functions that the text itself defines. */
  Set<String> definedHere() {
    Set<String> here = new HashSet<>(defined);
    here.removeAll(functions);
    return here;
  }

  /** How a function that the text defines is called there; empty if it does not. */
  Optional<String> usage(String function) {
    for (int i = 0; i < words.size(); i++) {
      int end = endOfHead(i);
      if (end > 0 && text(i).equals(function)) {
        return Optional.of(span(i, end).text());
      }
    }
    return Optional.empty();
  }

  /** Whether the definition of a function begins at {@code first}. */
  boolean isHead(int first) {
    return endOfHead(first) > 0;
  }

  /**
   * The bracket that closes the {@code name(parameter, ...)} of a definition that begins at {@code
   * first}, the beginning of a statement; 0 if none does.
   */
  int endOfHead(int first) {
    boolean begins = first == 0 || kind(first - 1) == Kind.SEPARATOR;
    if (!begins || !isName(first) || kind(first + 1) != Kind.OPEN) {
      return 0;
    }
    int i = first + 2;
    while (isName(i) && kind(i + 1) == Kind.COMMA) {
      i += 2;
    }
    boolean head =
        isName(i)
            && kind(i + 1) == Kind.CLOSE
            && i + 2 < size()
            && words.get(i + 2).getType() == ChainruleParser.IS;
    return head ? i + 1 : 0;
  }

  private boolean isName(int index) {
    Kind kind = kind(index);
    return kind == Kind.NAME || kind == Kind.FUNCTION;
  }
}
