package org.chainrule.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.chainrule.gate.Gate;

/**
 * What functions are in a sheet of homework, where a line may not change the question.
 *
 * <ul>
 *   <li>{@code sigmoid(z) = 0.7311} defines no sigmoid: it is a claim about that node.
 *   <li>{@code f(x, y) = x^2 + y} is a heading, and defines f with x and y as inputs, unless f is
 *       called with something else; {@code f(x, y) = 11} is a claim about f then.
 *   <li>{@code step = x*y} gives that name to a quantity; {@code step(x)} is the function all the
 *       same.
 * </ul>
 */
final class Headings {
  private final Tokens tokens;
  private final List<CommonToken> words;

  /** The parameters of the first head of each name that may be a heading. */
  private final Map<String, String> heads = new HashMap<>();

  private final Set<String> called = new HashSet<>();
  private final Set<String> quantities = new HashSet<>();

  private Headings(Tokens tokens) {
    this.tokens = tokens;
    this.words = tokens.words;
  }

  /** Reads heads of a sheet as what they are; returns functions' names that are quantities too. */
  static Set<String> read(Tokens tokens) {
    Headings headings = new Headings(tokens);
    headings.find();
    headings.dropParameters();
    return headings.quantities;
  }

  private void find() {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).getType() != ChainruleParser.NAME) {
        continue;
      }
      String name = name(i);
      boolean begins = i == 0 || tokens.kind(i - 1) == Tokens.Kind.SEPARATOR;
      if (begins && type(i + 1) == ChainruleParser.IS) {
        quantities.add(name);
      }
      if (type(i + 1) != ChainruleParser.OPEN) {
        continue;
      }
      int end = tokens.endOfHead(i);
      boolean computed = end > 0 && !isNumber(end + 2);
      if (computed && Gate.functionNamed(name).isEmpty()) {
        heads.putIfAbsent(name, parameters(i, end));
      }
    }
    // Inputs have values, or nothing has; the parameters of a function have none.
    boolean valued = quantities.stream().anyMatch(name -> !heads.containsKey(name));
    heads
        .values()
        .removeIf(
            parameters -> valued && !quantities.containsAll(List.of(parameters.split(" , | "))));
    for (int i = 0; i < words.size(); i++) {
      boolean call =
          type(i) == ChainruleParser.NAME && type(i + 1) == ChainruleParser.OPEN && isHead(name(i));
      int close = call ? close(i + 1) : 0;
      if (call && !parameters(i, close).equals(heads.get(name(i)))) {
        called.add(name(i));
      }
    }
    called.forEach(heads::remove);
  }

  private boolean isHead(String name) {
    return heads.containsKey(name);
  }

  /** {@code f(x, y)} becomes {@code f}, where that is a heading or a quantity. */
  private void dropParameters() {
    for (int i = 0; i < words.size(); i++) {
      if (type(i) != ChainruleParser.NAME || type(i + 1) != ChainruleParser.OPEN) {
        continue;
      }
      String name = name(i);
      int end = tokens.endOfHead(i);
      boolean claim =
          end > 0
              && quantities.contains(name)
              && isNumber(end + 2)
              && Gate.functionNamed(name).isEmpty();
      if (isHead(name) || claim) {
        words.subList(i + 1, (claim ? end : close(i + 1)) + 1).clear();
      }
    }
  }

  /** Whether a side is a number with a sign, or is left open. */
  private boolean isNumber(int first) {
    int at = first;
    while (tokens.kind(at) == Tokens.Kind.SIGN) {
      at++;
    }
    boolean open = type(at) == ChainruleParser.ASKED || ends(at);
    return open || type(at) == ChainruleParser.NUMBER && ends(at + 1);
  }

  private boolean ends(int at) {
    return at >= words.size()
        || tokens.kind(at) == Tokens.Kind.SEPARATOR
        || type(at) == ChainruleParser.TOLERANCE
        || type(at) == Token.EOF;
  }

  /** The bracket that closes the one at {@code open}; the last word where none does. */
  private int close(int open) {
    int depth = 0;
    for (int i = open; i < words.size(); i++) {
      depth += type(i) == ChainruleParser.OPEN ? 1 : type(i) == ChainruleParser.CLOSE ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return words.size() - 1;
  }

  private String parameters(int name, int close) {
    List<String> between = new ArrayList<>();
    for (int i = name + 2; i < close; i++) {
      between.add(words.get(i).getText());
    }
    return String.join(" ", between);
  }

  private int type(int index) {
    return index < words.size() ? words.get(index).getType() : Token.EOF;
  }

  private String name(int index) {
    return tokens.name(words.get(index)).name();
  }
}
