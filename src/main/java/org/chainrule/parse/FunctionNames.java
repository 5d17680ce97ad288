package org.chainrule.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the functions that a text defines, wherever it does, before the text is parsed. */
final class FunctionNames {
  private final Tokens tokens;

  private FunctionNames(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Marks the name of every {@code name(parameter, ...) =} at the beginning of a statement. */
  static void define(Tokens tokens) {
    for (int token : new FunctionNames(tokens).find()) {
      tokens.symbols.defineFunction(tokens.payloads[token]);
    }
  }

  /** The names of the functions that the text defines. */
  static List<String> of(Tokens tokens) {
    return new FunctionNames(tokens)
        .find().stream().map(token -> tokens.symbols.name(tokens.payloads[token]).name()).toList();
  }

  /** How a function that the text defines is called there; empty if it does not. */
  static Optional<String> usage(Tokens tokens, String name) {
    for (int token : new FunctionNames(tokens).find()) {
      if (tokens.text(token).equals(name)) {
        int end = token;
        while (tokens.kinds[end] != ChainruleParser.CLOSE) {
          end++;
        }
        return Optional.of(tokens.span(token, end).text());
      }
    }
    return Optional.empty();
  }

  /** Numbers of the tokens that name a function being defined. */
  private List<Integer> find() {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < tokens.size; i++) {
      boolean starts = i == 0 || tokens.kinds[i - 1] == ChainruleParser.SEPARATOR;
      if (starts && isDefinition(i)) {
        found.add(i);
      }
    }
    return found;
  }

  private boolean isDefinition(int start) {
    if (!is(start, ChainruleParser.NAME) || !is(start + 1, ChainruleParser.OPEN)) {
      return false;
    }
    int i = start + 2;
    while (is(i, ChainruleParser.NAME) && is(i + 1, ChainruleParser.COMMA)) {
      i += 2;
    }
    return is(i, ChainruleParser.NAME)
        && is(i + 1, ChainruleParser.CLOSE)
        && is(i + 2, ChainruleParser.RELATION)
        && tokens.payloads[i + 2] == Operators.EQUALS;
  }

  private boolean is(int index, int kind) {
    return index < tokens.size && tokens.kinds[index] == kind;
  }
}
