package org.chainrule.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chainrule.parse.Completeness;
import org.chainrule.parse.Lexeme;

/** A text of several lines as the entries that a person would have typed. */
public final class Entries {
  /**
   * One entry.
   *
   * @param text its lines, those joined that an operator at their end continues
   * @param line the number of its first line, from 1
   */
  public record Entry(String text, int line) {}

  private Entries() {}

  /** The entries of a text: lines, each with those that it goes on to; blank ones are left out. */
  public static List<Entry> of(String text) {
    String[] lines = text.split("\r\n|\r|\n", -1);
    List<Entry> entries = new ArrayList<>();
    for (int first = 0; first < lines.length; ) {
      StringBuilder entry = new StringBuilder(lines[first]);
      int next = first + 1;
      while (next < lines.length && Completeness.isOpen(entry.toString())) {
        entry = continued(entry).append(lines[next++]);
      }
      if (!entry.toString().isBlank()) {
        entries.add(new Entry(entry.toString(), first + 1));
      }
      first = next;
    }
    return entries;
  }

  /**
   * The text up to where the next line goes on: inside brackets a line break, which is a blank
   * there; behind an operator a blank, for a line break would end the statement.
   */
  private static StringBuilder continued(StringBuilder entry) {
    String text = entry.toString();
    List<Lexeme> lexemes = Lexeme.of(text, Set.of());
    Lexeme last = lexemes.get(lexemes.size() - 1);
    boolean comment = last.kind() == Lexeme.Kind.COMMENT;
    int end = comment ? last.start() : text.length();
    return new StringBuilder(text.substring(0, end)).append(isInBrackets(lexemes) ? '\n' : ' ');
  }

  private static boolean isInBrackets(List<Lexeme> lexemes) {
    int depth = 0;
    for (Lexeme lexeme : lexemes) {
      depth += lexeme.kind() == Lexeme.Kind.OPEN ? 1 : 0;
      depth -= lexeme.kind() == Lexeme.Kind.CLOSE ? 1 : 0;
    }
    return depth > 0;
  }
}
