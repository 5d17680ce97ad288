package org.chainrule.usage;

import java.util.ArrayList;
import java.util.List;

/**
 * What may stand behind a command or an option, as a manual writes it: {@code EXPRESSION|FILE
 * [name=value ...]}. Capitals stand for something and small letters for themselves, a bar between
 * alternatives, brackets around what may be left out, dots for more of the same.
 *
 * @param text the line of the manual; empty for nothing
 */
public record Synopsis(String text) {

  /** Whether nothing may stand there. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** How many words there must be. */
  public int least() {
    return count(text.indexOf('[') < 0 ? text : text.substring(0, text.indexOf('[')));
  }

  /** How many words there may be. */
  public int most() {
    return text.contains("...") ? Integer.MAX_VALUE : count(text);
  }

  private static int count(String words) {
    int count = 0;
    for (int i = 0; i < words.length(); i++) {
      if (words.charAt(i) != ' ' && (i == 0 || words.charAt(i - 1) == ' ')) {
        count++;
      }
    }
    return count;
  }

  /** Whether something of this kind, such as {@code FILE}, may stand there. */
  public boolean wants(String kind) {
    int at = text.indexOf(kind);
    return at >= 0 && !isLetter(at - 1) && !isLetter(at + kind.length());
  }

  private boolean isLetter(int at) {
    return at >= 0 && at < text.length() && Character.isLetter(text.charAt(at));
  }

  /** The words that stand for themselves, of the first place: {@code auto}, {@code always}. */
  public List<String> choices() {
    List<String> choices = new ArrayList<>();
    for (String word : first().split("\\|")) {
      if (!word.isEmpty() && word.chars().allMatch(Character::isLowerCase)) {
        choices.add(word);
      }
    }
    return choices;
  }

  /**
   * Whether a word may stand there, as far as can be told: one of the choices, if there is nothing
   * but choices, and perhaps {@code =FILE} behind it.
   */
  public boolean allows(String word) {
    String first = first();
    int equals = text.endsWith("[=FILE]") ? word.indexOf('=') : -1;
    return first.isEmpty()
        || first.chars().anyMatch(Character::isUpperCase)
        || choices().contains(equals < 0 ? word : word.substring(0, equals));
  }

  /** What stands in the first place: {@code full|upper} of {@code [=full|upper]} too. */
  private String first() {
    int start = text.startsWith("[=") ? 2 : 0;
    int end = start;
    while (end < text.length() && text.charAt(end) != '[' && text.charAt(end) != ']') {
      end++;
    }
    return text.substring(start, end);
  }
}
