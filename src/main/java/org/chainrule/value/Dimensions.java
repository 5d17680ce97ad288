package org.chainrule.value;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Numbers of rows and columns, some of them not known yet. An unknown one is a negative number;
 * what is learnt of it is kept here (union and find). Those of somewhere else may be asked about
 * too: nothing is known of them.
 */
public final class Dimensions {
  private int[] known = new int[16];
  private int count;
  private final BitSet wanted = new BitSet();

  /** A number of rows or columns of which nothing is known. */
  public int fresh() {
    if (count == known.length) {
      known = Arrays.copyOf(known, count * 2);
    }
    known[count] = 0;
    return - ++count;
  }

  /** What is known of {@code dimension}: a positive number, or the unknown that stands for it. */
  public int find(int dimension) {
    int found = dimension;
    while (found < 0 && -found <= known.length && known[-found - 1] != 0) {
      found = known[-found - 1];
    }
    return found;
  }

  /** The shape with what is known of its dimensions. */
  public Shape find(Shape shape) {
    return new Shape(find(shape.rows()), find(shape.columns()));
  }

  /**
   * Two dimensions that must be the same number.
   *
   * @throws Misfit with {@code reason} if they are known to differ
   */
  public int same(int a, int b, String reason) {
    int x = find(a);
    int y = find(b);
    if (x == y) {
      return x;
    }
    if (x > 0 && y > 0) {
      throw new Misfit(reason);
    }
    int unknown = x < 0 ? x : y;
    int other = x < 0 ? y : x;
    learn(unknown, other);
    if (wanted.get(-unknown) && other < 0) {
      wanted.set(-other);
    }
    return other;
  }

  /**
   * The dimension of two operands that are combined entry by entry: the same, or one of them 1 and
   * then repeated. Unknown ones are taken to be the same.
   *
   * @throws Misfit if they are known to differ and neither is 1
   */
  public int broadcast(int a, int b) {
    int x = find(a);
    int y = find(b);
    return x == 1 ? y : y == 1 ? x : same(x, y, "entry by entry, shapes must agree or be 1");
  }

  /**
   * Says that {@code dimension} belongs to a matrix: if nothing more is learnt it stays unknown.
   */
  public void want(int dimension) {
    int found = find(dimension);
    if (found < 0) {
      wanted.set(-found);
    }
  }

  /** Makes the dimension 1 if it is unknown and no matrix operation wants it otherwise. */
  public void settle(int dimension) {
    int found = find(dimension);
    if (found < 0 && !wanted.get(-found)) {
      learn(found, 1);
    }
  }

  private void learn(int unknown, int dimension) {
    if (-unknown > known.length) {
      known = Arrays.copyOf(known, -unknown * 2);
    }
    known[-unknown - 1] = dimension;
    count = Math.max(count, -unknown);
  }
}
