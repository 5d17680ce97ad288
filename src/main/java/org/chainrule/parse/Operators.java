package org.chainrule.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.gate.Gate;

/**
 * The symbols of the language that are no names: the operators of the table of gates with their
 * aliases, brackets, relations and separators. The longest symbol that fits is the one that stands
 * there.
 */
final class Operators {
  /** Payloads of relations. */
  static final List<String> RELATIONS = List.of("=", "==", "~");

  static final int EQUALS = 0;
  static final int EQUIVALENT = 1;

  private static final Gate[] GATES = Gate.values();

  /** One symbol: what kind of token it is, and which one. */
  record Symbol(String text, int kind, int payload) {}

  private static final Symbol[][] ASCII = new Symbol[128][];
  private static final Map<Character, Symbol[]> OTHERS = new HashMap<>();

  static {
    Map<Character, List<Symbol>> byFirst = new HashMap<>();
    Gate.infixes()
        .forEach(
            (text, gate) ->
                add(
                    byFirst,
                    text,
                    isSign(gate) ? ChainruleParser.SIGN : ChainruleParser.INFIX,
                    gate.ordinal()));
    add(byFirst, "(", ChainruleParser.OPEN, 0);
    add(byFirst, ")", ChainruleParser.CLOSE, 0);
    add(byFirst, "[", ChainruleParser.LBRACKET, 0);
    add(byFirst, "]", ChainruleParser.RBRACKET, 0);
    add(byFirst, ":", ChainruleParser.COLON, 0);
    add(byFirst, "'", ChainruleParser.QUOTE, 0);
    add(byFirst, "′", ChainruleParser.QUOTE, 0);
    add(byFirst, "ᵀ", ChainruleParser.QUOTE, 0);
    add(byFirst, ",", ChainruleParser.COMMA, 0);
    add(byFirst, ";", ChainruleParser.SEPARATOR, 0);
    add(byFirst, "=", ChainruleParser.RELATION, EQUALS);
    add(byFirst, "~", ChainruleParser.RELATION, 2);
    add(byFirst, "≈", ChainruleParser.RELATION, 2);
    add(byFirst, "->", ChainruleParser.ARROW, 0);
    add(byFirst, "→", ChainruleParser.ARROW, 0);
    add(byFirst, "√", ChainruleParser.ROOT, Gate.SQRT.ordinal());
    byFirst.forEach(
        (first, symbols) -> {
          symbols.sort((a, b) -> b.text().length() - a.text().length());
          Symbol[] longestFirst = symbols.toArray(Symbol[]::new);
          if (first < ASCII.length) {
            ASCII[first] = longestFirst;
          } else {
            OTHERS.put(first, longestFirst);
          }
        });
  }

  private Operators() {}

  private static void add(
      Map<Character, List<Symbol>> byFirst, String text, int kind, int payload) {
    byFirst
        .computeIfAbsent(text.charAt(0), c -> new ArrayList<>())
        .add(new Symbol(text, kind, payload));
  }

  /** Whether the operator may also stand before an operand. */
  private static boolean isSign(Gate gate) {
    return gate == Gate.ADD || gate == Gate.SUB;
  }

  /** The gate of an operator's payload. */
  static Gate gate(int payload) {
    return GATES[payload];
  }

  /** The longest symbol that stands at {@code at}, or null. */
  static Symbol at(char[] chars, int at, int limit) {
    char first = chars[at];
    Symbol[] candidates = first < ASCII.length ? ASCII[first] : OTHERS.get(first);
    if (candidates == null) {
      return null;
    }
    for (Symbol symbol : candidates) {
      if (fits(symbol.text(), chars, at, limit)) {
        return symbol;
      }
    }
    return null;
  }

  private static boolean fits(String text, char[] chars, int at, int limit) {
    int length = text.length();
    if (length > limit - at) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      if (text.charAt(i) != chars[at + i]) {
        return false;
      }
    }
    return true;
  }
}
