package org.chainrule.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.chainrule.ast.Statement;
import org.chainrule.source.SourceText;

/**
 * Settles between lexer and parser what is no matter of grammar; the head of the grammar lists it.
 * It cannot fail: what it does not know becomes UNKNOWN, at which the parser stops.
 */
final class TokenFilter {
  private final Tokens tokens;
  private final boolean homework;

  /** Names of functions that a sheet of homework gives to quantities. */
  private Set<String> quantities = Set.of();

  private TokenFilter(Tokens tokens, boolean homework) {
    this.tokens = tokens;
    this.homework = homework;
  }

  /**
   * The tokens of {@code source}.
   *
   * @param functions names that are functions although the text does not define them
   * @param homework whether tolerances, {@code ?} and {@code d f / d x} mean something
   */
  static Tokens tokens(SourceText source, Set<String> functions, boolean homework) {
    return tokens(source, functions, Set.of(), homework);
  }

  /**
   * The tokens of {@code source}.
   *
   * @param names names that are known although the text does not tell of them
   */
  static Tokens tokens(
      SourceText source, Set<String> functions, Set<String> names, boolean homework) {
    Tokens tokens = new Tokens(source, functions, homework);
    TokenFilter filter = new TokenFilter(tokens, homework);
    filter.separate(raw(source));
    if (homework) {
      filter.joinDifferentials();
      filter.findTolerances();
      filter.quantities = Headings.read(tokens);
    }
    tokens.define();
    filter.tellNamesApart();
    Differentials.join(tokens, names);
    return tokens;
  }

  /** What the lexer finds, comments included; places are counted in chars. */
  static List<CommonToken> raw(SourceText source) {
    ChainruleLexer lexer = new ChainruleLexer(CharStreams.fromString(source.text()));
    lexer.removeErrorListeners();
    List<CommonToken> raw = new ArrayList<>(source.text().length() / 3 + 16);
    CommonToken token;
    do {
      token = (CommonToken) lexer.nextToken();
      raw.add(token);
    } while (token.getType() != Token.EOF);
    String text = source.text();
    int points = text.codePointCount(0, text.length());
    if (points < text.length()) {
      int[] places = new int[points + 1];
      for (int i = 0, at = 0; i < points; i++) {
        places[i] = at;
        at += Character.charCount(text.codePointAt(at));
        places[i + 1] = at;
      }
      for (CommonToken each : raw) {
        each.setStopIndex(places[each.getStopIndex() + 1] - 1);
        each.setStartIndex(places[each.getStartIndex()]);
        each.setText(text.substring(each.getStartIndex(), each.getStopIndex() + 1));
      }
    }
    return raw;
  }

  // ---- brackets and separators ----

  /** Tells separators from what looks like them inside brackets. */
  private void separate(List<CommonToken> raw) {
    List<CommonToken> words = tokens.words;
    BitSet square = new BitSet(); // which of the open brackets, by depth from 1
    int depth = 0;
    int brokenSize = -1; // number of words at the last line break inside brackets
    int brokenAt = 0;
    for (int at = 0; at < raw.size(); at++) {
      CommonToken token = raw.get(at);
      switch (token.getType()) {
        case ChainruleLexer.COMMENT:
          tokens.comments.add(Tokens.start(token));
          tokens.comments.add(Tokens.end(token));
          continue;
        case ChainruleLexer.OPEN:
        case ChainruleLexer.LBRACKET:
          brokenSize = depth == 0 ? -1 : brokenSize;
          depth++;
          tokens.deepest = Math.max(tokens.deepest, depth);
          square.set(depth, token.getType() == ChainruleLexer.LBRACKET);
          break;
        case ChainruleLexer.CLOSE:
        case ChainruleLexer.RBRACKET:
          depth = Math.max(0, depth - 1);
          break;
        case ChainruleLexer.NEWLINE:
          if (depth > 0) {
            brokenSize = words.size();
            brokenAt = at;
            continue;
          }
          token.setType(ChainruleParser.SEPARATOR);
          break;
        case ChainruleLexer.SEMICOLON:
          boolean row = depth > 0 && square.get(depth);
          token.setType(row ? ChainruleParser.ROWEND : ChainruleParser.SEPARATOR);
          break;
        case ChainruleLexer.COMMA:
          if (depth == 0) {
            boolean decimal = isDecimalComma(raw, at);
            token.setType(decimal ? ChainruleParser.UNKNOWN : ChainruleParser.SEPARATOR);
          }
          break;
        case ChainruleLexer.EQUIVALENT:
          token.setType(depth > 0 ? ChainruleParser.EQUALS : ChainruleParser.EQUIVALENT);
          break;
        case ChainruleLexer.IS:
        case ChainruleLexer.ABOUT:
          if (depth > 0 && brokenSize >= 0) {
            // A relation cannot stand in brackets, and this one's line began inside them: a bracket
            // of an earlier line was left open. It is taken as closed at that line's end, so that
            // the error stays where it was made.
            words.subList(brokenSize, words.size()).clear();
            depth = 0;
            at = brokenAt - 1;
            brokenSize = -1;
            continue;
          }
          break;
        case ChainruleLexer.NAME:
          split(token);
          continue;
        case ChainruleLexer.ASKED:
        case ChainruleLexer.PERCENT:
          token.setType(homework ? token.getType() : ChainruleParser.UNKNOWN);
          break;
        default:
          break;
      }
      words.add(token);
    }
  }

  /** Whether the comma stands directly between two numbers, as in {@code 0,20}. */
  private boolean isDecimalComma(List<CommonToken> raw, int comma) {
    CommonToken before = raw.get(Math.max(0, comma - 1));
    int at = Tokens.start(raw.get(comma));
    String text = tokens.source.text();
    return before.getType() == ChainruleLexer.NUMBER
        && Tokens.end(before) == at
        && at + 1 < text.length()
        && text.charAt(at + 1) >= '0'
        && text.charAt(at + 1) <= '9';
  }

  /** Adds a name; where the lexer's ranges hold what is no letter, what is left of it. */
  private void split(CommonToken token) {
    String text = tokens.source.text();
    int start = Tokens.start(token);
    int end = Tokens.end(token);
    token.setText(text.substring(start, end));
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      boolean fits = at == start ? Letters.starts(c) : Letters.continues(c);
      if (!fits) {
        if (at > start) {
          tokens.words.add(part(token, ChainruleParser.NAME, start, at));
        }
        tokens.words.add(part(token, ChainruleParser.UNKNOWN, at, at + 1));
        if (at + 1 < end) {
          split(part(token, ChainruleParser.NAME, at + 1, end));
        }
        return;
      }
    }
    tokens.words.add(token);
  }

  private CommonToken part(CommonToken whole, int type, int start, int end) {
    CommonToken part = new CommonToken(whole);
    part.setType(type);
    part.setStartIndex(start);
    part.setStopIndex(end - 1);
    part.setText(tokens.source.text().substring(start, end));
    return part;
  }

  // ---- homework ----

  /** {@code d f / d x} is df/dx. */
  private void joinDifferentials() {
    List<CommonToken> words = tokens.words;
    for (int i = 0; i + 4 < words.size(); i++) {
      if (isDifferential(i)
          && words.get(i + 2).getType() == ChainruleParser.DIVIDE
          && isDifferential(i + 3)) {
        join(i + 3);
        join(i);
      }
    }
  }

  private boolean isDifferential(int d) {
    List<CommonToken> words = tokens.words;
    return words.get(d).getType() == ChainruleParser.NAME
        && Letters.normalized(words.get(d).getText()).equals("d")
        && words.get(d + 1).getType() == ChainruleParser.NAME;
  }

  private void join(int d) {
    CommonToken name = tokens.words.remove(d + 1);
    tokens.words.get(d).setStopIndex(name.getStopIndex());
    tokens.words.get(d).setText("d" + name.getText());
  }

  /** {@code ± 0.1}, {@code +- 0.1} or {@code within 5%} at the end of a claim. */
  private void findTolerances() {
    List<CommonToken> words = tokens.words;
    boolean claim = false;
    for (int i = 0; i < words.size(); i++) {
      Tokens.Kind kind = tokens.kind(i);
      boolean ends = kind == Tokens.Kind.SEPARATOR || kind == Tokens.Kind.END;
      claim &= !(i > 0 && tokens.kind(i - 1) == Tokens.Kind.SEPARATOR);
      claim |= kind == Tokens.Kind.RELATION;
      int number = i - 1;
      if (ends && number > 0 && words.get(number).getType() == ChainruleParser.PERCENT) {
        number--;
      }
      if (ends && claim && number > 1 && tokens.kind(number) == Tokens.Kind.NUMBER) {
        i -= markTolerance(number - 1);
      }
    }
  }

  /** Makes one token of what introduces a tolerance; returns how many tokens were taken out. */
  private int markTolerance(int sign) {
    List<CommonToken> words = tokens.words;
    CommonToken token = words.get(sign);
    boolean told =
        token.getType() == ChainruleParser.PLUSMINUS
            || token.getType() == ChainruleParser.NAME && token.getText().equals("within");
    boolean signs =
        token.getType() == ChainruleParser.MINUS
            && words.get(sign - 1).getType() == ChainruleParser.PLUS
            && tokens.end(sign - 1) == tokens.start(sign)
            && tokens.end(sign - 2) < tokens.start(sign - 1);
    if (signs) {
      words.remove(sign);
      words.get(sign - 1).setStopIndex(token.getStopIndex());
      words.get(sign - 1).setType(ChainruleParser.TOLERANCE);
    } else if (told) {
      token.setType(ChainruleParser.TOLERANCE);
    }
    return signs ? 1 : 0;
  }

  // ---- names ----

  /** Tells functions and keywords from other names. */
  private void tellNamesApart() {
    List<CommonToken> words = tokens.words;
    for (int i = 0; i < words.size(); i++) {
      CommonToken token = words.get(i);
      if (token.getType() == ChainruleParser.NAME) {
        String name = tokens.name(token).name();
        boolean quantity = quantities.contains(name) && tokens.kind(i + 1) != Tokens.Kind.OPEN;
        if (tokens.isFunction(name) && !quantity) {
          token.setType(ChainruleParser.FUNCTION);
        } else if ((i == 0 || tokens.kind(i - 1) == Tokens.Kind.SEPARATOR)
            && Keywords.of(name, homework) != Statement.Target.PLAIN
            && Tokens.startsFactor(tokens.kind(i + 1))) {
          token.setType(ChainruleParser.KEYWORD);
        }
      }
    }
  }

  /** The tokens as the parser reads them: with the multiplications that are not written. */
  static List<Token> stream(Tokens tokens) {
    List<Token> stream = new ArrayList<>(tokens.size() + tokens.size() / 8);
    Tokens.Kind before = Tokens.Kind.SEPARATOR;
    for (CommonToken token : tokens.words) {
      Tokens.Kind kind = Tokens.kind(token);
      if (Tokens.endsOperand(before) && Tokens.startsFactor(kind)) {
        CommonToken implied = new CommonToken(ChainruleParser.IMPLIED, "");
        implied.setStartIndex(token.getStartIndex());
        implied.setStopIndex(token.getStartIndex() - 1);
        stream.add(implied);
      }
      stream.add(token);
      before = kind;
    }
    return stream;
  }

  /**
   * How many calls of the parser a text may nest: one for each open bracket, sign, root and power
   * that waits for its operand.
   */
  static int levels(Tokens tokens) {
    int most = 0;
    int level = 0;
    int[] waiting = new int[tokens.deepest + 2]; // inside each open bracket
    int depth = 0;
    Tokens.Kind before = Tokens.Kind.SEPARATOR;
    for (int i = 0; i < tokens.size(); i++) {
      Tokens.Kind kind = tokens.kind(i);
      boolean power = tokens.words.get(i).getType() == ChainruleParser.POWER;
      boolean prefix = kind == Tokens.Kind.SIGN && !Tokens.endsOperand(before);
      switch (kind) {
        case OPEN, LBRACKET -> {
          level++;
          depth = Math.min(depth + 1, waiting.length - 1);
        }
        case CLOSE, RBRACKET -> {
          level -= waiting[depth] + (depth > 0 ? 1 : 0);
          waiting[depth] = 0;
          depth = Math.max(0, depth - 1);
        }
        case ROOT -> {
          level++;
          waiting[depth]++;
        }
        case SEPARATOR -> {
          Arrays.fill(waiting, 0, depth + 1, 0);
          level = 0;
          depth = 0;
        }
        case SIGN, INFIX, COMMA, ROWEND, RELATION -> {
          if (power || prefix) {
            level++;
            waiting[depth]++;
          } else {
            level -= waiting[depth];
            waiting[depth] = 0;
          }
        }
        default -> {}
      }
      most = Math.max(most, level);
      before = kind;
    }
    return most;
  }
}
