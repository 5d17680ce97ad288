package org.chainrule.parse;

import java.util.List;
import org.antlr.v4.runtime.CommonToken;

/**
 * One side of a derivative as it is written: {@code df}, {@code d2f}, {@code dx2}, {@code dxdy}.
 */
final class Differential extends CommonToken {
  private static final long serialVersionUID = 1;

  /** The names in it: what is differentiated, or the names it is taken by. */
  final transient List<String> names;

  /** Whether {@code dx2} may mean the second derivative by x, or that by x2. */
  final boolean twofold;

  Differential(CommonToken first, CommonToken last, int type, List<String> names, boolean twofold) {
    super(first);
    setType(type);
    setStopIndex(last.getStopIndex());
    this.names = names;
    this.twofold = twofold;
  }
}
