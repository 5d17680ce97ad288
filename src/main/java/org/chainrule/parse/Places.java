package org.chainrule.parse;

import java.util.Arrays;
import org.chainrule.ast.SourceMap;
import org.chainrule.source.SourceText;

/** Collects where parts and statements stand, in the order in which they are completed. */
final class Places {
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int parts;
  private int[] statements = new int[16];
  private int[] firstParts = new int[8];
  private int count;

  void add(int start, int end) {
    if (parts == starts.length) {
      starts = Arrays.copyOf(starts, parts * 2);
      ends = Arrays.copyOf(ends, parts * 2);
    }
    starts[parts] = start;
    ends[parts++] = end;
  }

  void beginStatement() {
    if (count == firstParts.length) {
      firstParts = Arrays.copyOf(firstParts, count * 2);
      statements = Arrays.copyOf(statements, count * 4);
    }
    firstParts[count] = parts;
  }

  void endStatement(int start, int end) {
    statements[2 * count] = start;
    statements[2 * count + 1] = end;
    count++;
  }

  void abandonStatement() {
    if (count < firstParts.length) {
      parts = firstParts[count];
    }
  }

  SourceMap map(SourceText source) {
    return new SourceMap(
        source,
        Arrays.copyOf(starts, parts),
        Arrays.copyOf(ends, parts),
        Arrays.copyOf(statements, 2 * count),
        Arrays.copyOf(firstParts, count));
  }
}
