package org.chainrule.parse;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.gate.Gate;

/** The names of a text: each is spelled once and known by a number. */
final class Symbols {
  private static final byte FUNCTION = 1;
  private static final byte KEYWORD = 2;
  private static final byte DEFINED = 4;

  private final char[] chars;
  private final Set<String> functions;
  private final List<Expr.Name> names = new ArrayList<>();
  private final List<String> spellings = new ArrayList<>();
  private byte[] flags = new byte[64];
  private int[] hashes = new int[64];
  private int[] slots = new int[256];

  Symbols(char[] chars, Set<String> functions) {
    this.chars = chars;
    this.functions = functions;
  }

  /** The number of the name that stands from {@code start} to {@code end}. */
  int intern(int start, int end, int hash) {
    int mask = slots.length - 1;
    int slot = spread(hash) & mask;
    while (slots[slot] != 0) {
      int known = slots[slot] - 1;
      if (hashes[known] == hash && matches(spellings.get(known), start, end)) {
        return known;
      }
      slot = (slot + 1) & mask;
    }
    int number = add(new String(chars, start, end - start), hash);
    slots[slot] = number + 1;
    if (names.size() * 2 > slots.length) {
      grow();
    }
    return number;
  }

  private boolean matches(String spelling, int start, int end) {
    int length = end - start;
    if (spelling.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (spelling.charAt(i) != chars[start + i]) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    int[] larger = new int[slots.length * 2];
    for (int number = 0; number < spellings.size(); number++) {
      int slot = spread(hashes[number]) & (larger.length - 1);
      while (larger[slot] != 0) {
        slot = (slot + 1) & (larger.length - 1);
      }
      larger[slot] = number + 1;
    }
    slots = larger;
  }

  /** Names that are alike, as w1 and w2 are, far apart. */
  private static int spread(int hash) {
    int product = hash * 0x9E3779B1;
    return product ^ (product >>> 16);
  }

  private int add(String spelling, int hash) {
    int number = names.size();
    String name = normalized(spelling);
    spellings.add(spelling);
    names.add(new Expr.Name(name));
    if (number == flags.length) {
      flags = Arrays.copyOf(flags, number * 2);
      hashes = Arrays.copyOf(hashes, number * 2);
    }
    hashes[number] = hash;
    if (Gate.functionNamed(name).isPresent() || functions.contains(name)) {
      flags[number] |= FUNCTION;
    }
    if (functions.contains(name)) {
      flags[number] |= DEFINED;
    }
    if (Keywords.of(name) != Statement.Target.PLAIN) {
      flags[number] |= KEYWORD;
    }
    return number;
  }

  /** Subscript digits are digits, and the curly d of a partial derivative is a d. */
  static String normalized(String spelling) {
    for (int i = 0; i < spelling.length(); i++) {
      if (spelling.charAt(i) >= 0x80) {
        StringBuilder name = new StringBuilder();
        for (char c : spelling.toCharArray()) {
          name.append(c == '∂' ? 'd' : c >= '₀' && c <= '₉' ? (char) (c - '₀' + '0') : c);
        }
        return Normalizer.normalize(name, Normalizer.Form.NFC);
      }
    }
    return spelling;
  }

  Expr.Name name(int number) {
    return names.get(number);
  }

  boolean isFunction(int number) {
    return (flags[number] & FUNCTION) != 0;
  }

  /** Whether a text defines the function, so that its own definition goes before the table's. */
  boolean isDefinedFunction(int number) {
    return (flags[number] & DEFINED) != 0;
  }

  boolean isKeyword(int number) {
    return (flags[number] & KEYWORD) != 0;
  }

  /** Notes that the text defines a function of this name. */
  void defineFunction(int number) {
    flags[number] |= FUNCTION | DEFINED;
  }
}
