package org.chainrule.parse;

import java.util.Arrays;
import org.chainrule.source.SourceText;
import org.chainrule.source.Span;

/** The tokens of a text, in arrays: kind, place, and a payload that depends on the kind. */
final class Tokens {
  final SourceText source;
  final Symbols symbols;
  byte[] kinds;
  int[] starts;
  int[] ends;

  /** Number of the name, or of the operator in {@link Operators}. */
  int[] payloads;

  int size;
  int depth;
  int deepest;

  Tokens(SourceText source, Symbols symbols) {
    this.source = source;
    this.symbols = symbols;
    int guess = source.text().length() / 3 + 16;
    kinds = new byte[guess];
    starts = new int[guess];
    ends = new int[guess];
    payloads = new int[guess];
  }

  void add(int kind, int start, int end, int payload) {
    if (size == kinds.length) {
      int more = size + (size >> 1) + 16;
      kinds = Arrays.copyOf(kinds, more);
      starts = Arrays.copyOf(starts, more);
      ends = Arrays.copyOf(ends, more);
      payloads = Arrays.copyOf(payloads, more);
    }
    kinds[size] = (byte) kind;
    starts[size] = start;
    ends[size] = end;
    payloads[size] = payload;
    size++;
  }

  String text(int index) {
    return source.text().substring(starts[index], ends[index]);
  }

  Span span(int index) {
    return new Span(source, starts[index], ends[index]);
  }

  /** From the beginning of one token to the end of another. */
  Span span(int first, int last) {
    return new Span(source, starts[first], ends[last]);
  }
}
