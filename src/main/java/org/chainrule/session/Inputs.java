package org.chainrule.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * An expression and the inputs that it is to be differentiated by, as in {@code f x, y} or {@code f
 * by x}.
 *
 * @param text the expression; may be empty
 * @param by the inputs; empty where none stand there
 */
record Inputs(String text, List<String> by) {

  /** The inputs are the words at the end that can be some, unless all of it is one word. */
  static Inputs of(String typed, Session.State state) {
    int at = (" " + typed).lastIndexOf(" by ");
    if (at >= 0 && !state.notebook().knows("by")) {
      String names = typed.substring(at + 3).strip();
      return new Inputs(
          typed.substring(0, at).strip(),
          names.isEmpty() ? List.of() : List.of(names.split("[\\s,]+")));
    }
    String text = typed;
    Deque<String> by = new ArrayDeque<>();
    for (int blank = lastBlank(text); blank > 0; blank = lastBlank(text)) {
      String word = text.substring(blank + 1);
      boolean beside = isFormula(word, state) && isFormulaAndNames(text.substring(0, blank), state);
      if (!endsOperand(text.substring(0, blank)) || !isInput(word, state.notebook()) && !beside) {
        break;
      }
      by.addFirst(word);
      text = text.substring(0, blank).replaceFirst("[\\s,]+$", "");
    }
    return new Inputs(text, List.copyOf(by));
  }

  /** Whether an expression may end there, or a name of a list: not behind an operator. */
  private static boolean endsOperand(String text) {
    String stripped = text.stripTrailing();
    int last = stripped.isEmpty() ? 0 : stripped.codePointBefore(stripped.length());
    return Character.isLetterOrDigit(last) || "_)]',".indexOf(last) >= 0;
  }

  private static int lastBlank(String text) {
    int blank = text.length() - 1;
    while (blank > 0 && " ,\t".indexOf(text.charAt(blank)) < 0) {
      blank--;
    }
    return blank;
  }

  private static boolean isFormulaAndNames(String text, Session.State state) {
    String[] words = text.split("[\\s,]+");
    for (String word : words) {
      if (!isName(word)) {
        return false;
      }
    }
    return isFormula(words[0], state);
  }

  private static boolean isName(String word) {
    return !word.isEmpty()
        && Character.isLetter(word.charAt(0))
        && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
  }

  /** Whether a word is a formula's name, beside which another name is no factor. */
  static boolean isFormula(String word, Session.State state) {
    Definition definition = state.reading().definitions().get(word);
    return word.equals(LastResult.NAME)
        || definition != null && !definition.isValue() && !definition.isFunction();
  }

  /** Whether a word is a name that may be differentiated by, and no part of the expression. */
  private static boolean isInput(String word, Notebook notebook) {
    Definition definition = notebook.definitions().get(word);
    return isName(word) && (definition == null || definition.isValue());
  }
}
