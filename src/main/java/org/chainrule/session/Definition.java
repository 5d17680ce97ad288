package org.chainrule.session;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.sheet.Constants;

/**
 * A statement that gives a name its meaning.
 *
 * @param name the name
 * @param text the statement, on one line
 * @param usage {@code s(u)} for a function, else the name
 * @param right what stands behind the equals sign
 * @param mentions names, and functions of the session, that it uses
 */
record Definition(String name, String text, String usage, Expr right, Set<String> mentions) {
  /** A definition whose names are copied. */
  Definition {
    mentions = Collections.unmodifiableSet(new LinkedHashSet<>(mentions));
  }

  boolean isFunction() {
    return !usage.equals(name);
  }

  /** Whether it only gives an input its value. */
  boolean isValue() {
    return !isFunction() && mentions.stream().allMatch(name -> Constants.of(name).isPresent());
  }

  static String usage(String name, List<String> parameters) {
    return name + "(" + String.join(", ", parameters) + ")";
  }
}
