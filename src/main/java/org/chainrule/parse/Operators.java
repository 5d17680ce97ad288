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
    for (Map.Entry<String, Gate> infix : Gate.infixes().entrySet()) {
      Gate gate = infix.getValue();
      int kind = isSign(gate) ? ChainruleParser.SIGN : ChainruleParser.INFIX;
      add(byFirst, infix.getKey(), kind, gate.ordinal());
    }
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
    for (Map.Entry<Character, List<Symbol>> each : byFirst.entrySet()) {
      Symbol[] longestFirst = each.getValue().toArray(new Symbol[0]);
      char first = each.getKey();
      if (first < ASCII.length) {
        ASCII[first] = longestFirst;
      } else {
        OTHERS.put(first, longestFirst);
      }
    }
  }

  private Operators() {}

  private static void add(
      Map<Character, List<Symbol>> byFirst, String text, int kind, int payload) {
    List<Symbol> symbols = byFirst.get(text.charAt(0));
    if (symbols == null) {
      symbols = new ArrayList<>();
      byFirst.put(text.charAt(0), symbols);
    }
    int at = 0;
    while (at < symbols.size() && symbols.get(at).text().length() >= text.length()) {
      at++;
    }
    symbols.add(at, new Symbol(text, kind, payload));
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
